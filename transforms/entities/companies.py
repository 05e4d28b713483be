"""Names of companies: whole names by their form in law, brands by the trade that they end in."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache

from transforms.entities.gazetteer import countries, gazetteer, opens_with_place, place_before, trie_pattern
from transforms.entities.known_bodies import body_words
from transforms.entities.noun_runs import is_proper
from transforms.entities.person_lexicon import word_tag
from transforms.entities.spans import Span
from transforms.entities.words import Words
from transforms.page import Token


@cache
def _not_brand() -> re.Pattern[str]:
    return re.compile(trie_pattern(sorted(body_words("not_brand_before"))))


LEGAL = ("有限公司", "有限责任公司")
"""What ends so is one company, whatever words its name is made of."""


def whole_run(words: Words, run: list[Token], ending: int) -> list[Token]:
    """The run with the verbs and the like that the name of a company holds: 青岚|冷冻|食品有限公司."""
    at = bisect_left(words.starts, run[0].start) - 1
    before: list[Token] = []
    while at >= 0 and ending - words.tokens[at].start <= 14:
        token = words.tokens[at]
        if token.word in body_words("stop") or token.tag[0] in "xpcurmy":
            break
        before.insert(0, token)
        at -= 1
    first = next((i for i, t in enumerate(before) if is_proper(t.word, t.tag)), len(before))
    return before[first:] + run


def foreign_kind(name: list[Token], word: str) -> bool:
    """Whether a name only says what kind of foreign company is meant: 美国|科技|公司."""
    if not word.endswith(("公司", "企业", "集团")) or word.endswith(LEGAL):
        return False
    country = name[0].word.removesuffix(word)
    if country not in countries() or country == "中国":
        return False
    if any(t.word in _STATELY for t in name[1:]):
        return False
    return all(word_tag(t.word) not in ("", "nr", "nz", "nt") for t in name[1:])


_STATELY = frozenset(("国家", "皇家", "国际", "中央", "联邦", "国营"))
"""Words that make a name of a kind behind a country: 俄罗斯|国家|原子能|公司."""
_BRANDED = frozenset(("nr", "nz", "nt", "nrt", "j"))


def brand_start(text: str, run: list[Token], ending: int, end: int) -> int | None:
    """Start of a company name such as 云帆科技 or 云帆电子科技."""
    if _not_brand().match(text, end):
        return None
    k = len(run) - 1
    if run[k].start < ending:
        return run[k].start if run[k].tag in ("nt", "nz") and run[k].word not in gazetteer() else None
    k -= 1
    while k > 0 and run[k].word in body_words("brand_words"):
        k -= 1
    token = run[k] if k >= 0 else None
    if (
        token is None
        or not 1 < len(token.word) < 6
        or _ROWS.match(token.word)
        or token.word in gazetteer()
        or token.word in body_words("brand_words")
        or token.word[-1] in "兼任"
        or token.word in _BANKS
    ):
        return None
    unknown = not word_tag(token.word) and (token.tag == "ns" or (text[ending:end] in _SURE and is_proper(*token[:2])))
    if token.tag not in _BRANDED and not unknown:
        return None
    return token.start if text.startswith("商城", ending) else _with_city(text, token.start)


def _with_city(text: str, start: int) -> int:
    """The start with the city, or the country abroad, that a firm's short name opens with: 临江|云帆创投."""
    for size in (4, 3, 2):
        name = text[start - size : start] if size <= start else ""
        if name in gazetteer() and name[-1] not in _OWN_LEVEL and not name.startswith("中国"):
            return start - size
    return start


def group_of_any_word(words: Words, ending: int, end: int) -> int | None:
    """Start of a group's name that is a word of any kind at the edge of a clause: 在|万向|集团. Behind a verb the text
    must go on as it does behind a firm."""
    at = bisect_left(words.starts, ending) - 1
    token = words.tokens[at] if at >= 0 else None
    if token is None or len(token.word) != len("集团"):
        return None
    if token.word in body_words("stop") or token.word in body_words("ordinary_before"):
        return None
    before = words.tokens[at - 1] if at else None
    if before is not None and before.tag[0] not in "xpc" and before.word not in _VISITS:
        return None
    sure = token.tag[0] in "dazb" or (token.tag[0] == "v" and _AS_OF_FIRM.match(words.text, end) is not None)
    return token.start if sure and token.end == ending else None


_VISITS = frozenset(("走进", "来到", "走访", "考察", "参观", "探访", "赴", "引进"))
_AS_OF_FIRM = re.compile("、|等|副?董事长|副?总裁|副?总经理|创始人|旗下|党委")
_BANKS = ("央行", "人行", "证监会", "银监会", "国资委", "发改委", "工信部", "商务部")
"""Bodies of state, which no trade behind them makes a firm: 央行|支付牌照."""
_SURE = ("证券", "药业", "乳业", "酒业", "铝业", "锂业", "钨业", "重工", "影业", "资管", "置业")
"""Trades that no common noun ends in: behind them a word that no dictionary holds is a name."""
_TRADED = re.compile(
    "股份(?![制比占数有合经化公量额转的])|证券(?!市场|交易|监管|[业法化及]|行业|投资|登记|从业|资|公司|承销|账户|分析|期货|发行|行情|[时日]报|服务|结算|纠纷)"
    "|信托(?![业法]|公司|计划|产品|基金|贷款|资产|机构|牌照|业务|投资|行业|责任|关系)"
)
_STAKE = re.compile("(?:[增减所]?持有?|转让|认购|回购|出售|质押|入股|[%％]的?)$")
"""Behind these the shares of a firm are meant that is named like a place: 增持|金山股份."""


def named_by_place(text: str) -> Iterator[tuple[int, int]]:
    """Firms that go by their place and their trade: 临江股份, 临江证券."""
    for m in _TRADED.finditer(text):
        place = place_before(text, m.start())
        name = text[place : m.start()]
        if place is None or name in countries() or (name[-1] in _OWN_LEVEL and name[-1] != "州"):
            continue
        if not _STAKE.search(text, max(0, place - 3), place):
            yield place, m.end()


_SITE = re.compile(
    "(?:(?![的在与和及将已投建设签落入到由了向系从为是有、]|项目|位于)[一-鿿]){1,8}?"
    "(?:产业园|工业园|科技园|创新园|电商园|物流园|软件园|创业园|智造园|产业基地|生产基地|制造基地|总部大厦|总部基地|研发基地)(?![区管]|项目)"
)
"""What a site by the short name of a firm goes on with: 云帆|智慧电商园."""
_SITE_WORDS = ("园", "基地", "大厦")
"""Every site holds one of these."""


def sites_of_firms(text: str, firms: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Sites that begin with the short name of a firm, which is no mention of its own there."""
    if not any(word in text for word in _SITE_WORDS):
        return
    for start, end in firms:
        if text[end - 1] not in "团司" and (m := _SITE.match(text, end)) is not None:
            yield start, m.end()


_OWN_LEVEL = frozenset("省市县区州旗镇乡村国")
"""What ends a level of an address, which is a name of its own: 临江市|云帆创投."""
_ROWS = re.compile("一(.)\\1")
"""Words of number that the dictionary takes for names: 一排排."""
_PRIVATE = ("合作社", "公司", "农场", "集团", "厂", "企业", "联合社")


_ZONE = re.compile("[一-鿿]{2,10}?(?:工业园|产业园|科技园|创业园|物流园|开发区|高新区|园区|工业区)")
"""A zone in front of a firm."""


def behind_villages(text: str, bodies: list[Span], places: Iterable[Span]) -> list[Span]:
    """The bodies, companies and the like without the village that they are in, if its name was cut in two or stands
    at the end of an address, and without the zone."""
    villages = [s for s in places if text[s.end - 1] in "村镇乡" or text.endswith("社区", s.start, s.end)]
    out = []
    for body in bodies:
        if text[body.start : body.end].endswith(_PRIVATE):
            torn = any(s.start < body.start < s.end for s in villages)
            chained = {s.start for s in villages if s.start > body.start and text[s.start - 1] in "区县市镇乡"}
            inside = [s for s in villages if body.start < s.end < body.end - 4]
            ends = [s.end for s in inside if torn or s.start in chained]
            zone = _ZONE.match(text, body.start, body.end)
            if zone is not None and opens_with_place(text, zone.end(), longest=3):
                ends.append(zone.end())  # 桃元工业园|临江云帆有限公司
            body = body._replace(start=max(ends, default=body.start))
        out.append(body)
    return out


def arms_at_home(text: str, firms: Iterable[tuple[int, int]]) -> Iterator[str]:
    """Names of the Chinese arms of `firms`, where one speaks or makes something known: 云帆|中国|表示."""
    for start, end in firms if "中国" in text else ():
        if text.startswith("中国", end) and not _STATE_BODY.search(text, start, end):
            acts = end + len("中国")
            if _ACTS_AT_HOME.match(text, acts):
                yield text[start:acts]


_STATE_BODY = re.compile("[局委部院会厅署处所校学团队馆府军盟报站社国织]$")
_ACTS_AT_HOME = re.compile(
    "方面|官[网方微]|副?总裁|首席|CEO|副?董事长|公关|客服|负责人|对外|对此|(?:今日|昨日|近日|日前|也|还|则|\\d{1,2}日)?(?:宣布|回应|发布|推出|公布|称|说|表示|认为|透露|介绍|指出|告诉|解释|预计)"
)
