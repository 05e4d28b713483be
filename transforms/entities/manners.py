"""How somebody says it, between the name and the verb of speech: 笑着|说, 乐呵呵地|说, 在会上|说."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import rjieba

from transforms.entities.gazetteer import trie_pattern
from transforms.entities.person_lexicon import word_tag
from transforms.lexicon import rules
from transforms.memo import memoised

_LONGEST = 16
_PIECE = 10
_SHAPES = re.compile(
    "在[一-鿿]{1,8}[上中时里下后前]|接受[一-鿿]{0,12}(?:采访|专访|访问)时?"
    "|(?:谈到|谈及|提到|说到|提起|说起|问及|回忆起?|总结|介绍|回答|致辞|发言|讲话|应询|受访|采访|交谈|连线|作报告|开会)[一-鿿]{0,8}?时"
    "|用[一-鿿]{1,4}(?:话|语|口吻|方言|声音|语气)|(?:一边|边)[一-鿿]{1,4}(?:一边|边)"
    "|[对向跟同](?:记者|大家|众人|同事|媒体|[一-鿿]{1,3}们)|[给发打](?:[一-鿿]{1,3}[发打])?(?:微信|微博|短信|电话|朋友圈)"
    "|(?:沉默|沉思|思考|思索|停顿|犹豫|沉吟|考虑|回忆)了?(?:片刻|良久|一会儿?|一下|许久|半晌|几秒钟?)之?后?|[想顿停]了[想顿停]"
    "|[叹舒松吸]了?一?口?气|[点摇挥摆耸擦抹搓拍眨红][了]?[一点摇挥摆耸]?[点摇挥摆耸]?(?:头|手|肩|眼泪|汗|掌|胸脯|眼圈|眼眶|眼睛)"
)
_ASPECT = re.compile("(?P<verb>[一-鿿]{1,2})着(?:[一-鿿]{0,4})")
"""笑着, 流着泪, 扳着手指."""
_DEGREE = re.compile("一脸|满脸|满怀|满心|颇有|颇为|十分|非常|很是|很|更|略带|不无|有些|无比|半开|略显|带着几分")


@cache
def _words() -> frozenset[str]:
    data = rules("persons")
    return frozenset((*data["speaking_adverbs"], *data["manners"]))


@cache
def _site() -> re.Pattern[str]:
    """A clause of Han characters from its start to the first verb of speech in it."""
    data = rules("persons")
    return re.compile(
        f"(?<![一-鿿A-Za-z0-9·])(?:{trie_pattern(data['before_speaker'])})?"
        f"(?P<who>[一-鿿]{{3,{_LONGEST + 4}}}?)(?={trie_pattern(data['speech_verbs'])})"
    )


@cache
def verb_of_speech() -> re.Pattern[str]:
    return re.compile(trie_pattern(rules("persons")["speech_verbs"]))


def clauses_before_speech(text: str) -> Iterator[re.Match[str]]:
    """Clauses of which `who` ends in front of a verb of speech."""
    return _site().finditer(text)


def clause_before_speech(text: str, start: int) -> str:
    """The Han characters from a position to the first verb of speech; empty if none is near."""
    found = _behind_role().match(text, start)
    return found["who"] if found else ""


@cache
def _behind_role() -> re.Pattern[str]:
    return re.compile(f"(?P<who>[一-鿿]{{2,{_LONGEST + 4}}}?)(?={trie_pattern(rules('persons')['speech_verbs'])})")


@memoised
def is_manner(words: str) -> bool:
    """Whether the words are nothing but how, when or where somebody says it."""
    size = len(words)
    if not 0 < size <= _LONGEST:
        return False
    reached = {0}
    for at in range(size):
        if at in reached:
            reached |= {end for end in range(at + 1, min(size, at + _PIECE) + 1) if _is_piece(words[at:end])}
    return size in reached


@memoised
def _is_piece(words: str) -> bool:
    if words in _words() or _SHAPES.fullmatch(words):
        return True
    if words[-1] == "地" and len(words) > 2:
        return _describes(words[:-1])
    aspect = _ASPECT.fullmatch(words)
    if aspect is None:
        return False
    verb = aspect["verb"]
    return (word_tag(verb) or "x")[0] in ("vang" if len(verb) == 1 else "va") or verb[-1] in "笑哭"


def _describes(stem: str) -> bool:
    """Whether words with 地 behind them tell a manner: 高兴, 乐呵呵, 一脸无奈, 颇有感触."""
    if rjieba.has_word(stem) or rjieba.has_word(stem + "地"):
        return True
    if (len(stem) == 3 and stem[1] == stem[2]) or (len(stem) == 4 and stem[0] == stem[1] and stem[2] == stem[3]):
        return True  # 乐呵呵, 大大方方
    degree = _DEGREE.match(stem)
    return degree is not None and rjieba.has_word(stem[degree.end() :])
