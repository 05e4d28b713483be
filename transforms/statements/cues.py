"""Words that report speech, compiled from `rules/cues.yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from transforms.lexicon import rules

_RULES = rules("cues")
_FREE = frozenset(_RULES["free"])
_PLAIN = frozenset(_RULES["plain"])
BRIEF = frozenset(_RULES["brief"])
"""Verbs whose report ends with their sentence."""
ASKING = frozenset(_RULES["asking"])
"""What the press does: its words go on as long as they ask."""
SURE = frozenset(_RULES["sure"])
"""Verbs whose report goes on behind their sentence even where the speaker is not known."""
_MARK = frozenset(_RULES["mark"])
OF_DOCUMENTS = frozenset(_RULES["of_documents"])
"""Verbs behind which a document's words may follow at once."""
NOUN_LIKE = frozenset(_RULES["noun_like"])
"""Verbs that are nouns as often: their subject stands right in front of them."""
OF_PERSONS = frozenset(_RULES["of_persons"])
"""Verbs behind which the words of a person who spoke before may follow at once."""
OF_CLAUSES = frozenset(_RULES["of_clauses"])
"""Verbs that a whole clause may follow at once."""
_IS_CLAUSE = re.compile(
    "[一-鿿“”\\d]{2,14}?(?:存在|并非|不是|没有|不会|不能|不了|已经|曾经|可能|应该|遭到)[^，。；：]{2}|(?:自己|其|他|她|这|该[一-鿿]{1,4})(?:是|有|曾|将|会)"
    "|(?:最|主要|目前|未来)[^，。；：]{1,10}(?:是|在于|将|会)[^，。；：]{2}"
    "|(?:原告|被告|被害|嫌疑|犯罪嫌疑|上诉|当事)(?:人|方|公司)?[^，。；：]{4}"
)
"""A subject and what is said of it, in front of the next mark."""
_PAUSE_CHARS = frozenset('，：,:。！!？“「‘"')


class Cue(NamedTuple):
    """A reporting verb; `colon` and `pause` tell what stands behind it."""

    start: int
    end: int
    text: str
    pause: str
    """The punctuation behind the verb, empty if none."""
    free: bool
    """Whether what is said may follow at once, and the subject may stand some clauses in front."""
    plain: bool
    """Whether the verb does nothing but report speech, so that it needs no known subject."""


def any_of(words: Iterable[str]) -> str:
    """Alternation of words, longest first, grouped by their first character so that a search stays fast."""
    groups: dict[str, list[str]] = {}
    for word in sorted(set(words), key=lambda w: (-len(w), w)):
        groups.setdefault(word[0], []).append(re.escape(word[1:]))
    return "|".join(f"{re.escape(k)}(?:{'|'.join(v)})" if v != [""] else re.escape(k) for k, v in groups.items())


def _any_verb(words: Iterable[str]) -> str:
    """Alternation of verbs, longest first, grouped by their first character: what must not stand in front of a verb is
    asked behind that character, so that a search stays fast."""
    groups: dict[str, list[str]] = {}
    for word in sorted(words, key=lambda w: (-len(w), w)):
        groups.setdefault(word[0], []).append(_behind_first(word))
    return "|".join(f"{first}(?:{'|'.join(rests)})" for first, rests in groups.items())


def _behind_first(word: str) -> str:
    """The pattern of a verb behind its first character."""
    before, after = _RULES["before"].get(word, ""), _RULES["after"].get(word, "")
    unless = _RULES["unless"].get(word, "")
    return (
        (f"(?<![{before}]{word[0]})" if before else "")
        + "".join(f"(?<!{words}{word[0]})" for words in _RULES["behind"].get(word, ()))
        + word[1:]
        + (f"(?![{after}])" if after else "")
        + (f"(?!{unless})" if unless else "")
    )


_REPORTING = frozenset((*_RULES["free"], *_RULES["pause"], *_RULES["mark"]))
_SUFFIX = any_of(_RULES["suffixes"])
_CUE = re.compile(f"(?P<verb>{_any_verb(_REPORTING | OF_PERSONS)})(?P<suffix>{_SUFFIX})?")
PRAISE = re.compile(any_of(_RULES["praise"]))
_OWN_COUNT = "据[^，。]{0,12}记者(?:不完全)?(?:统计|了解|观察|梳理)"
"""What the paper found out itself."""
NAMELESS = re.compile(f"{any_of(_RULES['nameless'])}|{_OWN_COUNT}")
NARRATOR = re.compile(f"{any_of([*_RULES['nameless'], *_RULES['narrator']])}|{_OWN_COUNT}")


_TOLD = re.compile(
    "(?:[\\w《》□]{0,14}?记者|《□{2,12}》|笔者|大家|我们|他们|她们|[我他她]|(?:被告|原告|证人|嫌疑人|老师|同学|学生|孩子|医生|护士|司机|店员|老板|老人|母亲|父亲|妈妈|爸爸"
    "|妻子|丈夫|儿子|女儿|民警|警察|警方|工作人员|服务员|对方|家人|朋友|同事|邻居|村民|队员|徒弟|顾客|客人)[人们]?)(?P<pause>[，：:。])"
)
"""Whom something is told, with the pause in front of it."""


_THIRD = frozenset("他她")
"""Whom something is told who is not the press: it is told of, not to the reader."""
_RECALLED = re.compile("(?:想起|记得|记起|听|没|未|不曾|从未)[^，。；：]{0,10}$")
_UNSAID = re.compile("(?:没有|并未|尚未|不愿|拒绝|不便|不肯|从未|未曾|没能|未能)(?:进一步|对此|向[^，]{1,4})?$")
_NOT_FIRST = re.compile(
    "(?:^|[，。；])这(?:并非|不是|已是|已经是|是)[^，。；：]{0,14}(?:首次|头一次|第[一二三四五六七八九十\\d]{1,3}次|首度)(?:公开|正式)?$"
)
"""In front of what somebody has done so many times, which the paper tells."""
_RUMOUR = re.compile("[，；](?:[也又另还]?有|据)(?:消息|传言|传闻|报道|观点|说法|媒体|分析|声音)$")
"""In front of 称, nobody in particular: 三家平台被约谈之后，|有消息称."""
TOLD_TO = frozenset(
    ("告诉", "回复", "答复", "告知", "勉励", "叮嘱", "嘱咐", "嘱托", "鼓励", "提醒", "安慰", "劝", "问")
)


_DONE = re.compile(
    "(?:进行|加强|强化|做好|开展|提供|注重|完善|改进|重视|深化|推动|展开|加大|抓好|搞好|健全|建立|落实|实施|启动)"
    "[^，。；：、“”]{0,4}$"
)
"""In front of what is done, be its word a verb of speech elsewhere."""
_NOUNS = frozenset(("回忆", "介绍", "解释", "补充", "感慨", "感叹"))
_OF_WHAT = re.compile(
    "的(?:历史|童年|青春|人生|文字|详细|具体|相关|官方|基本|有关|合理|最终|科学|美好|珍贵|共同|集体|温暖|难忘|甜蜜|痛苦|有益|重要|有效|必要|无限|无穷|由衷|深深)$"
)
"""In front of such a verb where it is a noun: 老人的|历史回忆."""
_HANDED = re.compile("[把将][^，。；：]{1,12}$")
_QUESTION = re.compile(
    "，[^。！；]{0,40}?(?:怎么|什么|[吗呢？]|谁|哪|多少|是否|是不是|能不能|能否|会不会|要不要|何时|为何|为啥)"
)


def _reports_plainly(text: str, start: int, end: int, verb: str) -> bool:
    """Whether a verb needs no quotation: a meeting makes known what it decided, somebody asks what a question follows
    (会议|决定，…; 秦女士|问，怎么走)."""
    if verb == "问":
        return _QUESTION.match(text, end) is not None
    return verb == "决定" and text.endswith(("会议", "全会"), 0, start)


def find_cues(text: str, start: int, end: int) -> Iterator[Cue]:
    """Reporting verbs in text[start:end] that stand as such words do: what is said, or a mark of it, follows."""
    for match in _CUE.finditer(text, start, end):
        at = match.end()
        if text[match.start() - 1] == "的" and match.start() > start:
            continue  # a noun: 主任的介绍
        if match["verb"] in _NOUNS and _OF_WHAT.search(text, max(start, match.start() - 4), match.start()):
            continue  # 老人的历史|回忆
        if _UNSAID.search(text, max(start, match.start() - 8), match.start()):
            continue  # 他没有透露时间
        if _NOT_FIRST.search(text, max(0, match.start() - 34), match.start()):
            continue  # 这并非云帆公司首次承诺援助
        if _RUMOUR.search(text, max(start, match.start() - 8), match.start()):
            continue
        if match["verb"] in NOUN_LIKE and _DONE.search(text, max(start, match.start() - 8), match.start()):
            continue  # 开展市场分析，明确目标
        if match["verb"] == "告诉" and _HANDED.search(text, max(start, match.start() - 14), match.start()):
            continue  # 把密码告诉对方
        suffix = match["suffix"]
        if suffix == "过" and _RECALLED.search(text, max(start, match.start() - 16), match.start()):
            continue  # 她想起父亲说过，…
        if suffix == "到" and text[at : at + 1].isdigit():
            at, suffix = at - 1, None  # 提出到2030年
        pause = text[at] if at < len(text) and text[at] in _PAUSE_CHARS else ""
        verb, behind = match["verb"], at
        if verb in TOLD_TO and (told := _TOLD.match(text, at)) is not None:
            pause, behind = told["pause"], told.start("pause")
        if pause and verb not in _REPORTING:
            continue
        if not pause and at < end:
            if (
                verb not in _FREE
                and verb not in OF_DOCUMENTS
                and verb not in OF_PERSONS
                and not (verb in OF_CLAUSES and not suffix and _IS_CLAUSE.match(text, at, end))
                and suffix not in ("说", "称", "表示")
            ):
                continue
        elif verb in _MARK and not suffix and pause in "，," and not _reports_plainly(text, match.start(), at, verb):
            continue
        plain = verb in _PLAIN or suffix in ("称", "表示")
        word = text[match.start() : at]
        if behind > at and text[at:behind] in _THIRD:
            word = text[match.start() : behind]
        yield Cue(match.start(), behind, word, pause, verb in _FREE or suffix is not None, plain)
