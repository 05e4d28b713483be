"""Noun phrases beside a number: the words of a text found by position, and the phrase that ends or begins at one."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

import rjieba

from transforms.lexicon import rules
from transforms.memo import memoised
from transforms.page import Token

_RULES = rules("indicators")
_NOUN = ("n", "b", "j", "l", "i", "eng", "vn", "an", "s", "a", "z", "ng", "g", "k", "h")
_LINK_WORDS = frozenset(_RULES["links"])
STOP_WORDS = frozenset(_RULES["stop_words"])
_DROPPED = tuple(_RULES["dropped_ends"])
QUANTITY = re.compile(rf"(?:{'|'.join(_RULES['quantity_ends'])})$")
_BREAK = re.compile(r"[，。；！？：,;:!?\n（(]|(?<=[一-鿿]) (?=[一-鿿])")
"""What ends a clause; in headings a space between characters does too."""
_REMARK = re.compile(r"（[^（）\n]{1,40}）")
_JOINS = frozenset("的与及和、“”‘’/&·《》")
_LEADS = re.compile(
    "(?:像这样|这样|总共|一共|累计|其中|全年|共计|总计|合计|如今|目前|这些|超过|要求|包括|单是|光是|[共该这仅已从超是]|日(?=[花付购买借存取投]))"
)
_YEARS = "[0-9一二两三四五六七八九十百千万亿多余]{1,7}"
_LIKE = re.compile(
    rf"(?:大约|距今|约)?{_YEARS}年前的|{_YEARS}个?(?:月龄|日龄)的?|第[一二三四五六七八九十]{{1,2}}[次代批届](?=[一-鿿])|"
    r"(?:像|如)?(?:这|那)样的|[该此这那][类种]|类似的?|(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})(?:周?岁|年)(?:及?以[上下]|左右)的?"
    r"|首批|第[一二三四五]批|不同的?|各类|各种|上述|相关|多个"
)
_NAME_TAGS = ("nr", "ns", "nt", "nz", "i", "l", "nrt")
_WHOLE_WORDS = ("高中", "初中", "一中", "二中", "三中", "附中", "完中", "课时")
_TAKEN_FOR_VERBS = frozenset(_RULES["nouns"])
_DEEDS, _OF_DEEDS = frozenset(_RULES["deeds"]), frozenset("个项条件种类场份张套起家名位款轮点倍")
_OPENING, _CLOSING = frozenset("“‘《（"), frozenset("”’》）")
_LONGEST = 22
_GRADED = re.compile(
    r"(?:[0-9一二三四五六七八九十百千万亿A]{1,4}(?:吨|千瓦|千伏|兆瓦|平方米|立方米)?|省|市|国家|世界)级(?:及?以上)?的?(?=[一-鿿])"
)
"""A grade in front of what is counted: 亿级, 4A级."""
_MEASURES = frozenset(w for w in rules("measure_words")["plain"].split() if len(w) == 1)
_ERAS = frozenset(
    {"现代", "当代", "近代", "古代", "传统", "未来", "大型", "中型", "小型", "冬季", "夏季", "春季", "秋季"}
)


class Words:
    """The tagged words of a text, found by position."""

    def __init__(self, tokens: Sequence[Token], text: str) -> None:
        self.tokens = tokens
        self.text = text
        self.starts = [t.start for t in tokens]
        self.breaks = [m.end() for m in _BREAK.finditer(text)]
        self.stops = [end for end in self.breaks if text[end - 1] in "。！？；!?;\n"]
        self.remarks = [m.span() for m in _REMARK.finditer(text)] if "（" in text else []
        self.outside = [end for end in self.breaks if self.remark_at(end) is None] if self.remarks else self.breaks

    def at(self, position: int) -> int:
        """Index of the word that covers a position."""
        return bisect_right(self.starts, position) - 1

    def since(self, position: int) -> int:
        """Index of the first word that starts at or behind a position."""
        return bisect_left(self.starts, position)

    def remark_at(self, position: int) -> tuple[int, int] | None:
        """Span of the remark in brackets that a position lies in, behind its opening one."""
        index = bisect_left(self.remarks, (position, 0)) - 1
        return self.remarks[index] if index >= 0 and position < self.remarks[index][1] else None

    def clause_start(self, position: int) -> int:
        """Position behind the last mark in front of a position that ends a clause; a remark in brackets ends none."""
        breaks = self.outside if self.remark_at(position) is None else self.breaks
        index = bisect_right(breaks, position) - 1
        return max(breaks[index] if index >= 0 else 0, position - 100)

    def clause_end(self, position: int) -> int:
        """Position of the next mark that ends a clause, or of the text's end."""
        index = bisect_right(self.breaks, position)
        return self.breaks[index] - 1 if index < len(self.breaks) else len(self.text)

    def sentence_start(self, position: int, reach: int = 100) -> int:
        """Position behind the last mark that ends a sentence, at most `reach` characters in front of a position."""
        index = bisect_right(self.stops, position) - 1
        return max(self.stops[index] if index >= 0 else 0, position - reach)

    def between(self, start: int, end: int) -> Sequence[Token]:
        """The words that lie inside [start, end)."""
        return self.tokens[self.since(start) : self.since(end)]

    def is_inside(self, start: int, end: int) -> bool:
        """Whether a longer word reaches over one end of [start, end): 五花八门 over 八门."""
        if not self.tokens:
            return False
        first, last = self.tokens[self.at(start)], self.tokens[self.at(end - 1)]
        over_end = last.end > end and last.start < end and last.tag not in ("m", "q", "t", "mq", "v", "x")
        over_end = over_end and not self._counts_inside(last, start, end)
        over_start = first.start < start < first.end and first.tag in _NAME_TAGS
        ahead = self.text[first.start : start]
        return over_end or (over_start and ahead not in ("近", "超", "约", "逾", "有", "这", "那"))

    def _counts_inside(self, token: Token, start: int, end: int) -> bool:
        """Whether a word that holds a measure word and its noun is no word of its own: 四间房, 两辆车, 份文件."""
        measure, noun = self.text[end - 1], self.text[end : token.end]
        return token.start >= start and measure in _NO_PIECES and noun not in ("级", "制")


_NO_PIECES = frozenset("辆份间台艘栋幢座位张幅册")
"""Measure words that no longer word is made of."""


def is_noun(token: Token) -> bool:
    return (
        token.tag.startswith(_NOUN) or token.word in _TAKEN_FOR_VERBS or (token.tag == "x" and token.word[0].isalnum())
    ) and token.word not in STOP_WORDS


def noun_before(words: Words, start: int, end: int) -> str | None:
    """The noun phrase that ends at `end` and reaches back no further than `start`."""
    tokens = words.tokens
    if words.text[end - 1 : end] == "）" and (remark := words.remark_at(end - 1)):
        end = max(start, remark[0])
    first = _quoted_before(words.text, start, end)
    index = words.at((first or end) - 1) if end > start else -1
    if (
        index > 0
        and tokens[index].word in _SITES
        and tokens[index].tag in ("v", "q", "m")
        and (tokens[index - 1].tag[0] in "vn" or tokens[index - 1].word.endswith("级"))
    ):
        first = tokens[index - 1].start  # 污水处理|站
        index -= 2
    while index >= 0 and tokens[index].start >= start and end - tokens[index].start <= _LONGEST:
        token = tokens[index]
        owned = token.word == "可" and first == token.end and words.text.startswith("支配", first)  # 人均可|支配收入
        if first is not None and token.word in _LINK_WORDS and token.tag[0] in "vdpr" and not owned:
            break
        indexed = first is None and token.word.isdigit() and index > 0 and is_noun(tokens[index - 1])
        numbered = first is not None and token.word.isdigit() and token.end == first and words.text[first] == "号"
        limit = first is None and token.word in ("以下", "以上") and index > 0 and is_noun(tokens[index - 1])
        cut = first is None and token.end > end and QUANTITY.search(words.text[token.start : end])  # 率 of 率达
        if (
            indexed
            or numbered
            or owned
            or limit
            or cut
            or is_noun(token)
            or (token.tag[0] == "v" and _is_part(words, index, first is not None))
            or (first is None and token.word in _FILED and index > 0 and tokens[index - 1].tag[0] in "nbvx")
        ):
            first = token.start
        elif token.word not in _JOINS or first is None:
            break
        index -= 1
    if first is None:
        return None
    first = _in_number(words, first)
    if index >= 0 and tokens[index].word in _NEGATIONS and tokens[index].end == first and first - 1 >= start:
        first -= 1  # 不|合格
    if end - first == 1 and index >= 0 and tokens[index].tag in ("v", "vn") and tokens[index].start >= start:
        first = tokens[index].start if QUANTITY.search(words.text[first:end]) else first  # 整改 + 率
    opened = first - 1 if words.text[first - 1 : first] == "“" and "”" in words.text[first:end] else first
    return tidy(words.text[opened:end])


_FILED = frozenset(("投诉", "举报", "提案", "采访", "决定", "承诺", "求助"))
"""Deeds that name what was filed where they end a phrase: 受理“一日游”相关|投诉."""
_SITES = frozenset("站点网厂园区馆库池塔桥")
_NEGATIONS = frozenset("不未非")


def _quoted_before(text: str, start: int, end: int) -> int | None:
    """Where words in quotation marks begin that end a phrase: “剪刀差”."""
    if text[end - 1 : end] != "”":
        return None
    opened = text.rfind("“", max(start, end - _LONGEST), end)
    return opened if opened >= 0 else None


def _in_number(words: Words, start: int) -> int:
    """Where a phrase starts whose first word runs on from a number: 新冠 in 47起新冠."""
    before, first = words.text[start - 1 : start], words.text[start : start + 1]
    return start + 1 if before.isdigit() and first in _MEASURES else start


def _is_part(words: Words, index: int, inside: bool) -> bool:
    """Whether a verb belongs to a noun phrase: 吞吐 in 吞吐能力, or a word that ends like a quantity (成交额)."""
    token = words.tokens[index]
    if QUANTITY.search(token.word):
        return True
    return inside and len(token.word) > 1 and words.tokens[index + 1].tag[0] in "nvk"


def noun_behind(words: Words, at: int) -> str | None:
    """The noun phrase right behind a number, 的 and words such as 不同的 skipped."""
    tokens, text = words.tokens, words.text
    at += 3 if text.startswith("不等的", at) else text.startswith("的", at)
    if like := _LIKE.match(text, at):
        at = like.end()
    start = end = lead = at
    if graded := _GRADED.match(text, at):
        end = at = graded.end()
    index = words.since(at)
    if best := _superlative(words, index, at):
        start = end = at = best
        index = words.since(at)
    if index < len(tokens) - 1 and tokens[index].start == at and tokens[index].word in _NEGATIONS:
        end = tokens[index + 1].end  # 不|合格|产品
        index += 2
    elif index < len(tokens) - 1 and tokens[index].start == at and _leads_as_noun(words, index):
        end = lead = tokens[index].end
        index += 1
    last = tokens[index - 1] if index else None
    rest = text[at : last.end] if last and last.start < at < last.end else ""
    if last and rest and (rest in _TAKEN_FOR_VERBS or (last.tag[0] == "n" and rest != "人")):
        end = last.end  # a word that runs over the measure word: 个村 in 8个村
    longest = _LONGEST
    while index < len(tokens) and tokens[index].end - start <= longest:
        token = tokens[index]
        if token.word == "记者" and end == at and text[at - 1] in "名位个余":
            end = token.end
            if index + 1 < len(tokens) and tokens[index + 1].tag != "n":
                break
        elif is_noun(token) or (text[at:end] in _OF_ALL and _is_counted(token.word, text[at - 1])):
            if end > at and _is_next_measured(words, index):
                end -= text[end - 1] == "总"
                break
            end = token.end
        elif token.word == "“" and (closed := text.find("”", token.end, token.end + 40)) > 0:
            longest += closed + 1 - token.start
            end = closed + 1
            index = words.since(end)
            continue
        elif token.word in _CLOSING and not any(mark in text[start:end] for mark in _OPENING):
            break
        elif token.word in _JOINS:
            if (end == at and token.word not in "“‘《") or (
                token.word == "、" and (_is_told(words, at, index) or text[token.end : token.end + 1] in _NUMERALS)
            ):
                break
        elif token.tag[0] == "v" and (thing := _made_of_verb(words, index)):
            end = thing
            index += 1
        elif token.word == "组织" and tokens[index - 1].word in _ORGANIZED:
            end = token.end
        elif not (token.tag[0] == "v" and end in (at, lead) and _leads_to_noun(words, index)):
            break
        index += 1
    return tidy(text[start : _without_told(words, at, end)]) if end > at else None


def _superlative(words: Words, index: int, at: int) -> int | None:
    """Position behind words for how far something stands out, in front of what it is: 国内最顶级的|专家."""
    inside = words.tokens[index : index + 4]
    if not inside or inside[0].start != at:
        return None
    most = 1 if inside[0].tag == "s" or inside[0].word in _WHERE else 0
    if len(inside) < most + 3 or inside[most].word != "最" or inside[most + 1].tag[0] not in "abn":
        return None
    behind = inside[most + 2]
    return behind.end if behind.word == "的" else behind.start


_OF_ALL = ("", "总", "新", "具体", "重要", "基本", "主要", "最新")
"""What may stand between a measure word and a deed: 三点|具体|要求."""
_ORGANIZED = frozenset(("社会", "国际", "民间", "基层", "群团", "公益", "犯罪", "行业", "经济", "群众"))
"""What stands in front of 组织 where it is no verb."""
_NUMERALS = frozenset("0123456789一二两三四五六七八九十")
_WHERE = frozenset(("全球", "世界", "国内", "国际", "全国", "全省", "全市", "业内"))


def _is_told(words: Words, at: int, index: int) -> bool:
    """Whether an adjective in front of a token says something of a noun in front of it: 成分|足."""
    last, subject = words.tokens[index - 1], words.tokens[index - 2]
    return last.tag == "a" and last.word not in "难贵" and subject.tag == "n" and subject.start >= at


def _without_told(words: Words, at: int, end: int) -> int:
    """Where a phrase ends without the words behind its noun that say something of it: 项目|顺利, 企业的|近."""
    index = words.at(end - 1)
    while index > 0 and words.tokens[index].start > at:
        token = words.tokens[index]
        following = words.tokens[index + 1] if index + 1 < len(words.tokens) else None
        leads = following is None or following.tag[0] in "vpxm"
        noun_ahead = words.tokens[index - 1].tag[0] == "n" or words.tokens[index - 1].word in _THINGS
        done = following is not None and following.word in _ASPECTS and token.end == end  # 嫌疑人|交代了
        acts = noun_ahead and (done or (token.word in _ACTS and leads))
        if not (acts or token.tag in ("ad", "d", "z") or token.word in _LEAD_IN or _is_told(words, at, index + 1)):
            break
        end = token.start
        index -= 1
        if (
            token.tag == "a"
            and token.word not in _LEAD_IN
            and words.tokens[index].start > at
            and words.tokens[index - 1].tag == "n"
        ):
            end = words.tokens[index].start  # 草药|根茎粗: what is so is a part of what is counted
            index -= 1
    return end


_LEAD_IN = frozenset("近约全")
_ASPECTS = frozenset("了着过")
_ACTS = frozenset(_RULES["acts"])


def _is_counted(word: str, measure: str) -> bool:
    """Whether a word that is no noun elsewhere is one behind its measure word: an era, or a deed (三个|转变)."""
    return word in _ERAS or (word == "情况" and measure in "种类") or (word in _DEEDS and measure in _OF_DEEDS)


def _leads_as_noun(words: Words, index: int) -> bool:
    """Whether a season, a side or the like stands in front of what it tells of: 暑期托管站, 中外嘉宾, 本地感染病例."""
    token, following = words.tokens[index : index + 2]
    if token.word in ("月", "年", "日") and QUANTITY.search(following.word):
        return True  # 4000元的|月销售额
    if following.start != token.end or len(token.word) < 2 or token.word in STOP_WORDS:
        return False
    if token.word in _AREAS or (token.tag == "t" and words.text[token.start - 1] == "的"):  # 两周的|暑期|见习项目
        return is_noun(following) or (following.tag == "v" and _leads_to_noun(words, index + 1))
    if token.tag == "d":  # 临终|患者, which a tagger takes for an adverb
        return token.word not in _LINK_WORDS and following.tag == "n" and len(following.word) > 1
    return token.tag in ("t", "f", "s") and is_noun(following)


_AREAS = frozenset(
    ("本地", "当地", "外地", "本土", "境外", "境内", "海外", "省外", "市外", "省内", "市内", "国内", "国外")
)


def _made_of_verb(words: Words, index: int) -> int | None:
    """Where a thing ends that a verb and one character name, though a tagger takes them apart: 督办件, 托管站."""
    following = words.tokens[index + 1] if index + 1 < len(words.tokens) else None
    named = following and len(following.word) == 1 and following.word in _THINGS and len(words.tokens[index].word) == 2
    return following.end if named and following and following.tag[0] in "vqnkgmz" else None


_THINGS = frozenset("件站点岗员户卡证券法团队群园区馆所院店库池塔桥线网机车船舱箱柜桩厂场棚室楼")


def _is_next_measured(words: Words, index: int) -> bool:
    """Whether a quantity's name belongs to the number behind it: 总投资 in 48个项目总投资1260亿元."""
    tokens = words.tokens
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    return bool(following and following.tag[0] == "m" and QUANTITY.search(tokens[index].word))


def _leads_to_noun(words: Words, index: int) -> bool:
    """Whether a verb opens a noun phrase: a noun stands behind it, or verbs that end as a quantity (防卫费分担额)."""
    for token in words.tokens[index + 1 : index + 4]:
        if token.word in ("、", "和", "与", "及"):
            continue
        if token.tag[0] == "n" or token.word in _TAKEN_FOR_VERBS or QUANTITY.search(token.word):
            return True
        if token.tag[0] != "v":
            return False
    return False


@memoised
def is_word(word: str) -> bool:
    """Whether the dictionary holds a word that can name or describe a thing: 共享, 超级; not 共计, 该市, 从来."""
    return bool(rjieba.has_word(word)) and rjieba.tag(word)[0][1][0] in "nvbhl" and word[-1] not in "有计"


def tidy(phrase: str) -> str | None:
    """The phrase without loose marks, leading adverbs and trailing particles; a half-quoted part is left out."""
    phrase = phrase.strip(" 　、，的与和‘’：:·")
    if phrase.count("“") != phrase.count("”"):
        phrase = max(re.split(r"[“”]", phrase), key=len)
    while lead := _LEADS.match(phrase):
        # 共产党员 and 超市 begin with words of their own.
        if lead.end() == len(phrase) or (lead.end() == 1 and (is_word(phrase[:2]) or is_word(phrase[:3]))):
            break
        phrase = phrase[lead.end() :]
    for end in _RULES["dropped_ends"] if phrase.endswith(_DROPPED) else ():
        if phrase.endswith(end) and not phrase.endswith(_WHOLE_WORDS) and len(phrase) > len(end) + 1:
            phrase = phrase[: -len(end)]
            break
    return phrase.strip(" 　、的与和《》（）()") or None
