"""Companies and other bodies whose names have no telling ending: found by what a page says of them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache

import rjieba

from transforms.entities.body_edges import LINKED
from transforms.entities.gazetteer import gazetteer, trie_pattern
from transforms.entities.noun_runs import is_proper
from transforms.entities.person_lexicon import word_tag
from transforms.entities.shares import find_shares
from transforms.entities.spans import Span
from transforms.entities.words import Words
from transforms.lexicon import rules
from transforms.memo import memoised

_LATIN = re.compile("[A-Za-z](?<![A-Za-z0-9].)[A-Za-z0-9&.-]{1,19}(?![A-Za-z0-9])")
_SOURCE = re.compile("(?:根?据|机构|媒体|网站|巨头|电商|公司)(?:[一-鿿]{2})?$")
_NAMELIKE = re.compile("[\u4e00-\u9fffA-Za-z0-9]{3,12}(?<![的了])$")


_ADVERBS = "(?:一[位名]|则|也|还|旋即|随后|随即|近日|日前|此前|曾|已|于|目前|周[一二三四五六日]|\\d{1,2}日)?"


_TIME = "(?:[今昨前当次][日天晚早晨夜]|同日|日前|近日|此前|上?周[一二三四五六日]|日[早晚]?间?)"
"""When, in front of who does something; 日 ends a date in digits."""


@cache
def _cues(name: str) -> re.Pattern[str]:
    return re.compile(_ADVERBS + trie_pattern(rules("organizations")[name]))


@cache
def _latin_words() -> frozenset[str]:
    return frozenset(rules("organizations")["latin_words"])


def vocabulary() -> dict[str, Iterable[str]]:
    """Words that companies are found by: what is only said of shares."""
    return {"share_cue": rules("organizations")["share_cues"]}


def find_brands(pages: Sequence[tuple[Words, Iterable[Span]]]) -> set[str]:
    """Names of companies that the page introduces as such: what has a share price, a board, a spokesman; and what is
    left of a company's name without its trade."""
    out = find_shares([words.text for words, _ in pages])
    whole: set[str] = set()
    told: set[str] = set()
    for words, spans in pages:
        text = words.text
        whole |= {text[s.start : s.end] for s in spans if s.type == "organization"}
        if "、" in text and ("等" in text or _SO_MANY.search(text)):
            out |= listed_companies(words)
        for m in _LATIN.finditer(text):
            word = m[0].rstrip(".-")
            if word in _latin_words() or word.isdigit():
                continue
            if _cues("company_cues").match(text, m.end()) or _SOURCE.search(text, max(0, m.start() - 6), m.start()):
                out.add(word)
        if _branded().search(text):
            told |= {m[1] for m in _told_of().finditer(text)}
        if "网" in text:
            out |= {m[1] for m in _site_acts().finditer(text) if not word_tag(m[1])}
        out |= foreign_houses(text)
        if "公告" in text:
            out |= {m[1] for m in _NOTICE.finditer(text) if _gives_notice(m[1], m["day"] is not None)}
        if "官网" in text:
            out |= {m[1] for m in _ON_ITS_SITE.finditer(text) if _has_site(m[1])}
        out |= {m[1] for m in _LATIN_HOUSE.finditer(text)}
        if "“" in text:
            out |= {name for m in _QUOTED_HOUSES.finditer(text) for name in _QUOTED.findall(m[1]) if not word_tag(name)}
            out |= {m[1] for m in _QUOTED_FIRM.finditer(text) if _names_firm(m[1])}
        for cue, _ in words.hits["share_cue"]:
            name = _name_before(words, cue)
            if name:
                out.add(name)
    out |= {name for name in told if _is_company(name) or any(name in n and name != n for n in whole)}
    stems = {found["stem"] for name in whole | out if (found := _trade().fullmatch(name)) is not None}
    firms = out | {stem for stem in stems if _is_unknown(stem)}
    return {name for name in firms if not name.endswith("地区")}


_NOTICE = re.compile(
    "(?<![一-鿿])((?![由据从向与和对在该此本多各某])[一-鿿]{2,5}?)(?:[（(]\\d{6}[）)])?"
    "(?P<day>(?:今[日天晚]|昨[日天晚]|近日|日前|\\d{1,2}日|同日)(?:[早晚午]间|盘后|晚)?)?(?:同时|再次|发布|披露)*公告[，：称]"
)
"""Who gives a notice on a day: 好云你|今日公告，."""


def _gives_notice(name: str, dated: bool) -> bool:
    """Whether what stands in front of a notice is a firm's name; without a day it must be one word that no dictionary
    holds: 匹云匹|公告，."""
    if word_tag(name) or name.endswith(_NO_FIRM):
        return False
    return dated or (len(name) > 2 and len(rjieba.tag(name)) == 1)


_NO_FIRM = ("公司", "集团", "企业", "董事会", "部门", "法院", "单位", "银行", "政府", "机构", "官方", "股东", "所")
_KIND = "公司|企业|巨头|厂商|制造商|开发商|服务商|供应商|零售商|运营商|车企|药企|投行|机构|平台|银行|集团"
_FOREIGN = re.compile(
    f"(?:{_KIND})((?![的和与及、在])[一-鿿]{{2,8}})[（(][A-Z][A-Za-z.&' -]{{1,30}}(?:[，,：:][^（）()]{{1,20}})?[）)]"
)
"""A foreign company, with what it is in front and its own name behind: 软件公司|维尔通|（Veriton）."""


def foreign_houses(text: str) -> set[str]:
    """Foreign companies that a text introduces by their own names."""
    if "（" not in text and "(" not in text:
        return set()
    return {m[1] for m in _FOREIGN.finditer(text) if m[1] not in gazetteer()}


_LATIN_HOUSE = re.compile("(?:公司|机构|咨询|集团)([A-Z][A-Za-z&.]+(?: [A-Z&][A-Za-z&.]*){1,4})")
"""The same by a name of several Latin words: 研究机构|Blue River Research."""


@cache
def _site_acts() -> re.Pattern[str]:
    """A site or firm of the net at the start of a clause, in front of what firms do: 云视网|表示."""
    acts = trie_pattern([*rules("organizations")["company_acts"], "中报", "年报", "财报", "发布", "公告"])
    return re.compile(
        f"(?<![一-鿿])(?:据|而|但)?+((?![这该本上互联])[一-鿿]{{1,2}}[^官电管路铁水河联国]网)(?={_ADVERBS}(?:{acts}))"
    )


_ON_ITS_SITE = re.compile("(?<![一-鿿])(?:据|根据|在|从|登录|查询|打开)?+((?![的其该各自])[一-鿿]{3,5}?)的?官网")
"""Whose site it is: 在|云帆金融|的官网."""


def _has_site(name: str) -> bool:
    """Whether the words in front of 官网 name one body: not 个别平台 nor 平台在."""
    return (
        not word_tag(name)
        and not word_tag(name[-2:])
        and not name.endswith(_NO_NAME)
        and not any(w in name for w in ("平台", "公司", "企业"))
    )


_NO_NAME = ("在", "的", "于", "和", "与", "将", "从", "把", "对", "向", "被", "由")
_QUOTED = re.compile("“([^“”，。；：！？]{2,12})”")
_QUOTED_FIRM = re.compile("“([^“”，。；：！？]{2,8})”(?:公司|集团)(?![化军])")
"""A firm whose name alone stands in quotation marks: “云帆信息”|公司."""
_QUOTED_HOUSES = re.compile(
    f"(?:{_KIND}|网站|商家)，?(?:包括|例如|比如|分别[是为])((?:“[^“”，。；：！？]{{2,12}}”(?:、|和|与|及|以及)?)+)"
)
"""Several that a text calls companies and names in quotation marks: 三家平台包括|“云网”、“海行”."""


@cache
def _trade() -> re.Pattern[str]:
    data = rules("organizations")
    ends = trie_pattern([*data["brand"], *data["fields"], "集团", "公司", "新能", "新材"])
    return re.compile(f"(?P<stem>[一-鿿]{{2,3}})(?:{ends})")


def _is_unknown(stem: str) -> bool:
    """Whether a company's name without its trade is no word: 云帆 is one, 皓帆 is not."""
    return not word_tag(stem) and stem not in gazetteer() and all(rjieba.has_word(c) for c in stem)


@cache
def _company_posts() -> tuple[str, ...]:
    """Posts that only firms have: 临江云帆钢管|副总裁."""
    return (*rules("titles")["of_companies"], "总经理", "副总经理")


@cache
def _branded() -> re.Pattern[str]:
    """The ending of a brand, in front of a company's post or of what only companies do."""
    data = rules("organizations")
    posts = trie_pattern([*_company_posts(), "首席科学家"])
    report = f"{_ADVERBS}(?:发布)?(?:公告|[^，。；：]{{0,8}}(?:业绩预告|业绩快报|年报|半年报|财报))"
    acts = f"{_ADVERBS}(?:{trie_pattern(data['company_acts'])})"
    brand = trie_pattern([*data["brand"], *data["fields"]])
    return re.compile(f"{brand}(?={posts}|{report}|{acts}|董事会|旗下|相关人士|[（(][\\d*X]{{5,6}})")


@cache
def _told_of() -> re.Pattern[str]:
    """A name with such an ending at the start of a clause."""
    return re.compile(
        f"(?<![一-鿿]){_TIME}?(?:[由据从向与和对在]|专访|对话|采访|走进)?"
        f"((?![由据从向与和对在])[一-鿿]{{2,4}}?{_branded().pattern})"
    )


def _is_company(name: str) -> bool:
    """Whether the words of a name are not all ordinary ones: a place or a word no dictionary holds is among them."""
    return any(w in gazetteer() or (not word_tag(w) and len(w) > 1) for w, _ in rjieba.tag(name)[:-1])


_NUMBERS = "两三四五六七八九"
_ITEM = "[A-Za-z0-9＆&一-鿿]{2,14}"
_SO_MANY = re.compile(f"[{_NUMBERS}]家")
_LISTED = re.compile(f"(?:{_ITEM}、){{1,30}}{_ITEM}?(?=等|[{_NUMBERS}]家)")
_LEAD = re.compile(
    "^.*(?:包括|例如|比如|入驻|签约|落户|其中|的|位于|目前|了解|来到|走进|深入|走访|引进|吸引|聚集|集聚|培育|涌现|拥有|调研|考察|参观|约谈|发挥|打响|擦亮|[如和与及向有为是对从在])"
)


def listed_companies(words: Words) -> set[str]:
    """Companies of a list that says so: 云帆、海拓科技、启明等企业; most of its items must be no ordinary words."""
    out: set[str] = set()
    for found in _LISTED.finditer(words.text):
        kind = words.text[found.end() : found.end() + 14]
        if not _is_kind(kind):
            continue
        first, *others = found[0].split("、")
        items = [_behind_verb(_LEAD.sub("", first)), *(_LEAD.sub("", item) for item in others)]
        named = [item for item in items if len(item) > 1 and _may_be_brand(item)]
        if _SURE_BRANDS * len(named) >= len(items):
            named += [item for item in items if item not in named and _trade().fullmatch(item)]
        if len(named) > 1 and 2 * len(named) >= len(items):
            counted = kind[0] in _NUMBERS and _NUMBERS.index(kind[0]) + 2 == len(items)
            alike = [
                i
                for i in items
                if 1 < len(i) <= _LONGEST_BRAND and not (word_tag(i) or i.isdigit() or i in gazetteer())
            ]
            out.update(items if counted else {*named, *alike})  # 龙鸣美食 as one of 三家企业
    return out


_LONGEST_BRAND, _SURE_BRANDS = 5, 3
"""Names alike have so many characters at most; one item in so many at least is no ordinary word."""


def _is_kind(words: str) -> bool:
    """Whether the words behind a list call its items companies; of projects only building sites are visited."""
    head = re.match(f"(?:等(?:一批|多家|[多\\d]+(?:余|多)?[家个大])?|[{_NUMBERS}]家)([一-鿿]{{2,12}})", words)
    if re.match("等\\d+(?:余|多)?家(?:机构|单位)(?!部门)", words):
        return True
    return head is not None and _kinds().search(head[1]) is not None


@cache
def _kinds() -> re.Pattern[str]:
    return re.compile(f"^[一-鿿]{{0,8}}?(?:{trie_pattern(rules('organizations')['listed_as'])})")


def _behind_verb(item: str) -> str:
    """The item without a verb in front: 引进|云帆, 团市委组织|云帆."""
    item = _ORGANIZES.sub("", item)
    tagged = rjieba.tag(item)
    led = len(tagged) > 1 and tagged[0][1] in ("v", "d", "ad", "p") and len(item) - len(tagged[0][0]) > 1
    return item[len(tagged[0][0]) :] if led else item


_ORGANIZES = re.compile("^[一-鿿]{2,8}(?:组织|邀请|携手|带领|动员)(?=[一-鿿]{2})")
_NAMES_A_BRAND = frozenset(("nr", "nrt", "nt", "nz", "j"))


def _names_firm(words: str) -> bool:
    """Whether words in quotation marks are a firm's name, not what kind of firm it is: not “瞪羚”公司."""
    return words not in rules("organizations")["common"] and _may_be_brand(words)


@memoised
def _may_be_brand(item: str) -> bool:
    """Whether an item of a list is no ordinary word or compound of such: 创宇科技, but not 钢铁 or 绿色建材."""
    if item.isdigit() or item in gazetteer() or word_tag(item) not in _NAMES_A_BRAND | {""}:
        return False
    tagged = rjieba.tag(item)
    new = frozenset(rules("organizations")["new_words"])
    return len(item) < 9 and any(
        w not in new and (not rjieba.has_word(w) or word_tag(w) in _NAMES_A_BRAND) for w, _ in tagged
    )


_COMMON = re.compile("^[两多各该每这那一本]|[股块念数总只家司市盘金额]$")


def _name_before(words: Words, end: int) -> str | None:
    """One or two words right before a cue, back to a mark, that hold a proper word: 云帆股份|涨停."""
    tokens = words.tokens
    k = bisect_left(words.starts, end) - 1
    if k < 0 or tokens[k].end != end:
        return None
    while k > 0 and (tokens[k].tag in _ADVERBIAL or tokens[k].word == "方面"):
        k -= 1
    end = tokens[k].end
    for first in (k - 1, k):
        if first < 0 or tokens[k].tag == "p" or tokens[first].tag == "t":
            continue
        before = tokens[first - 1] if first else None
        if before is not None and before.tag != "t" and (before.tag != "x" or before.word.isalnum()):
            continue
        run = tokens[first : k + 1]
        name = words.text[run[0].start : end]
        named = any(is_proper(t.word, t.tag) for t in run) or (
            len(run) == 2 and len(name) == 3 and not _COMMON.search(name)
        )
        if _NAMELIKE.match(name) and named and name not in gazetteer():
            return name if not word_tag(name) or run[0].tag == "nt" else None
    return None


_ADVERBIAL = frozenset(("t", "d", "ad", "f"))
"""Tags of when and how, between a company and what is told of it: 云帆股份|近日|发布公告."""


def body_before_title(words: Words, end: int) -> tuple[int, int] | None:
    """Span of an unknown body right before a post: two or three words back to a mark, one of them proper."""
    tokens = words.tokens
    k = bisect_left(words.starts, end) - 1
    if k < 0 or tokens[k].end != end or words.text.startswith(_MANAGED, end):
        return None
    first = k
    while first >= 0 and tokens[first].tag in _NOMINAL and end - tokens[first].start <= 12:
        first -= 1
    if first >= 0 and not (tokens[first].tag == "x" and not tokens[first].word.isalnum()):
        return None
    run = tokens[first + 1 : k + 1]
    while len(run) > 1 and (cut := next((t.start for t in run[-2:] if words.text[t.start : end] in _markets()), 0)):
        run, end = [t for t in run if t.end <= cut], cut  # 云帆集团|中国|区|总裁
    if not run or not is_proper(run[0].word, run[0].tag):
        return None
    firm = len(run) > 1 and words.text.startswith(_company_posts(), end) and run[-1].word not in _firms()
    if run[0].word in gazetteer() and not (len(run) > 1 and words.text[end - 1] in _BODY_ENDS) and not firm:
        return None
    start = run[0].start + (LINKED.match(words.text, run[0].start) is not None)
    craft = words.text[end - 1] in _QUALITY or words.text.startswith(_OF_CRAFTS, end)
    if any(t.word.endswith("人员") for t in run):
        return None  # 车站|工作人员|联系列车长
    return (start, end) if end - start >= 3 and not craft else None


@cache
def _firms() -> frozenset[str]:
    """Common nouns for firms, which with a place in front name none: 临江|企业|董事长."""
    return frozenset(rules("organizations")["listed_as"]) | {"民营企业", "民企", "国企", "药企", "分公司", "子公司"}


@cache
def _markets() -> frozenset[str]:
    return frozenset(rules("titles")["markets"])


_BODY_ENDS = frozenset("所院局厅办社校厂司行站馆")
"""What ends the name of a body that a place opens: 兰州|化物所|研究员."""
_QUALITY = frozenset("性级型式类界")
"""What ends so qualifies the title: 代表性|传承人, 国家级|教练."""
_OF_CRAFTS = ("非遗", "代表性", "国家级", "省级", "市级", "县级", "传承人")
"""Behind a craft, in the title of those who hand it down."""
_MANAGED = ("管委会", "管理委员会")
"""Behind a zone, which is a place; the body is who manages it: 临港经济区|管委会副主任."""
_NOMINAL = frozenset(("n", "nr", "nz", "nt", "nrt", "nrfg", "ns", "vn", "j", "b", "eng", "ng"))
