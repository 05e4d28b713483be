"""Names of organisations: an ending (局, 公司, 大学 …) and the words before it that make it a name."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from functools import cache

from transforms.entities.body_edges import SINGLE_UNITS, body_start, party_titles, without_party
from transforms.entities.body_openings import MAX_NAME, counted_unit, reach_over_and, unit_start, with_unit
from transforms.entities.body_shapes import shaped_bodies
from transforms.entities.branches import branches
from transforms.entities.companies import (
    LEGAL,
    brand_start,
    foreign_kind,
    group_of_any_word,
    named_by_place,
    sites_of_firms,
    whole_run,
)
from transforms.entities.deeds import own_start
from transforms.entities.departments import departments
from transforms.entities.gazetteer import gazetteer, opens_with_place, place_before, without_place
from transforms.entities.kinds_of_bodies import is_common, of_any_bank, side_by_side
from transforms.entities.known_bodies import body_words
from transforms.entities.name_evidence import PUNCTUATION
from transforms.entities.noun_runs import is_proper, opened_by_place, run_before, start_of_name
from transforms.entities.opened_bodies import opened_body
from transforms.entities.person_lexicon import word_tag
from transforms.entities.single_endings import single_endings
from transforms.entities.spans import Span
from transforms.entities.words import Words
from transforms.lexicon import rules
from transforms.page import Token


@cache
def _sites() -> frozenset[str]:
    """Endings of buildings and grounds, which are places."""
    return frozenset(w for w in rules("places")["strong"] if len(w) in _SITE_LENGTHS)


_SITE_LENGTHS = range(3, 7)


def _is_no_ending(text: str, start: int, end: int) -> bool:
    """Whether what looks like an ending is part of a title, of a building or of the word for school grounds."""
    word = text[start:end]
    if word in body_words("party") and party_titles().match(text, end):
        return True
    if word == "学校" and text[start - 1 : start] in ("小", "中", "大"):
        return True  # 临江小学|校内
    return any(text[end - n : end] in _sites() for n in _SITE_LENGTHS)


def vocabulary() -> dict[str, Iterable[str]]:
    """Words that organisations are found by: names known to all, bodies of a unit, and endings."""
    data = rules("organizations")
    bodies = {unit + body for unit in data["units"] for body in data["bodies"]}
    return {
        "known": data["known"],
        "body": bodies,
        "body_ending": [*data["endings"], *data["brand"]],
        "local": data["local"],
    }


def find_organizations(words: Words) -> list[Span]:
    """Organisations named in the segment; spans may overlap, the longest is meant."""
    text = words.text
    found: list[tuple[int | None, int]] = []
    for start, end in words.hits["known"]:
        if (
            text[end : end + 1] in _GOES_ON
            or _MATTER.match(text, start)
            or _ANY_BANK.search(text, max(0, start - 4), end)
            or of_any_bank(text, start, end)
        ):
            continue
        if _stands(words, start, end):
            found.append((with_unit(text, start, end), end))
    for start, end in words.hits["body"]:
        if text[end : end + 1] not in _NO_BODY and not text.startswith("采购", end):
            found.append((_body_start(words, start, end), end))
    found += shaped_bodies(text)
    if "股份" in text or "证券" in text or "信托" in text:
        found += named_by_place(text)
    headed = {title for title, _ in words.hits["title"]}
    for start, end in words.hits["body_ending"]:
        barred = _is_no_ending(text, start, end)
        name = None if barred else _name_start(words, start, end)
        if name is None and (
            text[start:end] in _LEARNED or (not headed.isdisjoint((end, end + 1)) and text[start:end] in _FIELDS)
        ):
            name = opened_by_place(words, start, body_words("stop"))  # 澜州省木雕协会|秘书长
        if name is None and text[start:end] in ("商会", "同乡会"):
            name = _of_two_places(text, start)
        if name is None and text[start] in SINGLE_UNITS and text[end - 1] in "区队":
            name = place_before(text, start + 1)  # 江省|军区
        if name is None and not barred:
            name = opened_body(words, start, end)
        found.append((name, end))
    found += _tagged(words)
    found += _chained(words, found)
    found += _joined(words, found)
    found += single_endings(words)
    known = {end: start for start, end in words.hits["known"]}
    whole = {end for start, end in found if start is not None}
    out = []
    for first, end in found:
        if first is not None and end - first > _LONGEST:
            continue
        if first is not None:
            end = without_party(text, first, end)
        if first is not None and not is_common(text[first:end]):
            own = own_start(words, body_start(words, first, end, known.get(end, first)), end, whole)
            if own is None:
                continue
            sound = not (_UNSOUND.search(text, own, end) or _SOME.match(text, own) or is_common(text[own:end]))
            if sound and not _MAY.match(text, own) and not of_any_bank(text, own, end):
                out += [Span(*part, "organization") for part in side_by_side(text, own, end)]
    parents = {end: start for start, end in words.hits["known"] if end - start > 2 and text[end - 1] not in _OF_STATE}
    owned = [s for s in out if s.start in parents and text.endswith(LEGAL, s.start, s.end)]
    out += [s._replace(start=parents[s.start]) for s in owned]  # 云帆石油|青溪煤化有限公司
    firms = (span for span in words.hits["known"] if _stands(words, *span))
    out += [Span(*site, "place") for site in sites_of_firms(text, firms)]
    wholes = {(s.start, s.end) for s in out}
    parts = ((own_start(words, *span, whole), span[1]) for span in departments(text, out) if span not in wholes)
    out += [Span(start, end, "organization") for start, end in parts if start is not None]
    parts = ((own_start(words, *span, whole), span[1]) for span in branches(text, out))
    return out + [Span(start, end, "organization") for start, end in parts if start is not None]


_OF_STATE = frozenset("部委局会院办社报网府党行署厅")
"""What bodies end in that name no firm of theirs."""
_LONGEST = 80
"""No body has a name of more characters; an endless chain of them is none."""
# What no name holds: the end of a list, somebody's post, a verb behind the name.
_UNSOUND = re.compile(
    "(?<![高平中优初同上])等|(?:队|局|校|院|厅|事)长(?![江城安沙春])|干部$|精神宣讲|[入出开布格结时变棋饭残终僵败]局$|社出版$|有[座家个所间]|或|(?<!合)并(?![购联行轨])|(?:奥运会|亚运会|全运会|世锦赛|世界杯)[男女]|[东南西北中]部$"
    "|委组织(?!部|处|科|人事|法|生活)|增持|减持|负责人|[河湖江海池]中心$|第[一二三四五六七八九十]{1,2}[座家所个]|首[座家所个]|所在|个(?:银行|公司|企业|机构)|(?:冠军|亚军|劲旅|豪门|东道主)(?=[一-鿿]{2,4}(?:队|[男女][篮排足]))"
    "|向(?:家乡|当地|上级|有关)?(?:法院|法庭|检察院|政府|公安局|派出所|医院|学校|公司|银行|协会|委员会|工会)$"
)
_SOME = re.compile(
    "[家所个支](?<=[\\d几数两三四五六七八九十][家所个支])|国(?<=[多各两三外他我该别]国)|一[位名家个所]|各级|各地|各[省市县区]|多[家名位]|[两几]家|有关|相关|某[家个些省市县]|[该本](?![溪田])|这家|那家|我[院校]|称(?!多)|已有|尚有|增持|减持|持有|联系(?![群点])|致电|拨打|指派|委派|责成"
)
"""What opens no name: 一家, 各级, 该, 3|家, 多|国."""
_MAY = re.compile(
    "[中美英法德俄韩泰]国会(?!议|通过|批准|众|参|山|选|大选|授权|表决|听证|辩论|两院|的|和|与|及|、|领袖|拨款)"
)
"""A country that will do something: 美国|会放弃."""
_LEVEL = re.compile("[省市县区国][家]?级$")
"""What is of a level is a kind of body, no name: 省级保护中心."""


def _joined(words: Words, found: list[tuple[int | None, int]]) -> list[tuple[int | None, int]]:
    """Departments named right behind the body they belong to: 市政府|外事办公室."""
    starts = {end: start for start, end in found if start is not None}
    out: list[tuple[int | None, int]] = []
    for start, end in found:
        if (
            start in starts
            and words.text[start] not in SINGLE_UNITS
            and words.text[start : start + 2] not in (gazetteer())
        ):
            out.append((starts[start], end))
    return out


def _chained(words: Words, found: list[tuple[int | None, int]]) -> list[tuple[int | None, int]]:
    """Parts of a body named right behind it: 青溪医院|医疗队."""
    starts = {end: start for start, end in found if start is not None}
    out: list[tuple[int | None, int]] = []
    for ending, end in words.hits["body_ending"]:
        if ending not in starts:
            continue
        number = bisect_left(words.starts, end)
        whole = number == len(words.starts) or words.starts[number] == end
        word = words.text[ending:end]
        titled = word in body_words("party") and party_titles().match(words.text, end)
        if whole and not titled and word not in body_words("brand"):
            out.append((starts[ending], end))
            starts[end] = starts[ending]
    return out


def _of_two_places(text: str, end: int) -> int | None:
    """Where a place opens what people of another place have founded there, be its name a word: 临江|开化|商会."""
    for home in (end - 2, end - 3):
        place = place_before(text, home) if home > 1 else None
        if place is not None and any(text[home:end] + unit in gazetteer() for unit in "县市区省州"):
            return place
    return None


_MATTER = re.compile(
    "联合国大会(?=期间|一般性辩论|高级别)|上合(?![、，。和与及等国成组])|光大(?:了|革命|传统|优良)|万达开|首钢园|北京现代[化农产服制物]|长春高新[区技]|(?:林业|卫生)部旧址|"
    "中国移动(?=支付|互联网|医疗|阅读|出行|游戏)|(?<=大米、)小米|(?<=玉米、)小米|小米(?=[粥饭酒糕椒粒穗]|稀饭|（大米|辣|锅巴|、?(?:大米|玉米|绿豆|高粱|红枣|黑米|燕麦|黄豆))|寒武纪(?:[早中晚末初]|时|大爆发|海|生|地)|北大荒|红军城|日产[约近超达\\d]|[大小]摩[托擦天登]|央行(?:官员|们|行长会)|标普(?:500|指数)|海航行|北大厅|中国电[信子](?:设备|系统|产业|行业|制造|网络)|[一-鿿]{2}航空(?:产业|工业|枢纽|运输|市场|货运|口岸|维修|人才|消费|旅游|业)"
)
"""Words that begin like a name: 日产|1万桶, 南|海航行."""
_ANY_BANK = re.compile("(?:各国|多国|外国|该国|全球|重要|主要|一些|其他|各大|[几两多数]家|大)央行$")
"""Central banks in general; alone, the word means the one of the country: 一些重要|央行."""
_GOES_ON = frozenset("门分署们长史")
_NO_BODY = frozenset("员托任派屈")


def _stands(words: Words, start: int, end: int) -> bool:
    """Whether a known name starts and ends with words, or fills part of a name."""
    at = bisect_left(words.starts, start)
    if end - start > 3:
        return True
    last = words.tokens[bisect_left(words.starts, end) - 1]
    if start < last.start and last.end > end and word_tag(last.word) and words.text[end] not in _TELLS:
        return False  # 用|友好, 北|航线
    if at < len(words.starts) and words.starts[at] == start:
        token = words.tokens[at]
        return token.end != end + 1 or token.tag in ("nt", "ns", "nz") or not word_tag(token.word)  # 三星|堆
    holder = words.tokens[at - 1]
    if holder.start == start - 1 and words.text[start - 1] in _LINKS and not word_tag(holder.word):
        return True  # the word is a guess: 据云|帆
    return holder.tag in ("nt", "ns", "nz") and holder.end >= end  # 海|南航|天


_LINKS = frozenset("据从由在向与和及对被让将给为")


_TELLS = frozenset("将称说在与和对已曾再还也就要拟被让给发报视科")
"""What a body does, which the tokeniser may take for the end of a word: 工信部|将, 惠誉|称."""


def _body_start(words: Words, unit: int, end: int) -> int | None:
    """Start of a body of an administrative unit: 临江|市民政局 → before 临江, a bare 市委 → at 市."""
    text = words.text
    word = max((u for u in body_words("units") if text.startswith(u, unit)), key=len)
    places = [p for p in (place_before(text, unit + len(word)), place_before(text, unit)) if p is not None]
    if places:
        place = min(places)
        while (wider := place_before(text, place)) is not None:
            place = wider
        return place
    at = bisect_left(words.starts, unit) - 1
    if at >= 0:
        token = words.tokens[at]
        own = 1 < len(token.word) <= 4 and token.word not in body_words("stop")  # 热议|省委
        if token.end == unit and is_proper(token.word, token.tag) and own:
            return token.start
        if token.end > unit:
            return None
    bare = word in _BANNERS and (unit == 0 or text[unit - 1] in PUNCTUATION)
    return unit if word in _ALONE or bare else None


_BANNERS = frozenset(("州", "旗", "盟"))
"""Units whose bodies are so named at the start of a clause: 州委副书记."""
_ALONE = frozenset(("省", "市", "区", "县", "自治区"))
"""Units whose bodies are named without them: 市委, 自治区政府."""


def _name_start(words: Words, ending: int, end: int) -> int | None:
    """Where the name with the ending [ending, end) starts, or None if no word before it makes it a name."""
    text = words.text
    word = text[ending:end]
    run = run_before(words, ending, end, MAX_NAME, body_words("stop"), body_words("inside"), of_land=True)
    if (
        not run
        or run[-1].end != end
        or _ANY.search(text, max(0, ending - 2), ending)
        or (word == "中心" and (text[end : end + 1] in ("村", "校", "城") or text[ending - 1] in "副市"))
    ):
        return None
    if word in body_words("brand") and word not in body_words("endings"):
        return brand_start(text, run, ending, end)
    if (
        run[0].start < ending
        and _LETTERS.match(text, end)
        and not _ANY.search(text, max(0, run[0].start - 3), run[0].start)
    ):
        return run[0].start  # 国际数据公司|（IDC）
    if any(_LEVEL.match(t.word) for t in run):
        return None
    if word == "中心" and any(t.word in ("建设", "打造") for t in run[1:-1]) and run[0].word in gazetteer():
        return None  # 香港建设国际创新科技中心
    if not word.endswith(("公司", "集团")):
        run = reach_over_and(words, run, ending)
    if word.endswith(LEGAL):
        run = whole_run(words, run, ending)
    first = start_of_name(run, ending)
    if word == "学会" and _learns(run, ending, text[end : end + 1]):
        return None
    if word.endswith(LEGAL) and (first is None or run[first].word in body_words("legal_forms")):
        first = next((i for i, t in enumerate(run) if t.tag != "v" and t.end <= ending), None)
    if first is not None:
        if run[first].start >= ending or foreign_kind(run[first:], word):
            return None
        if run[first].end > ending and (unit := unit_start(words, run[:first], ending)) is not None:
            return unit  # 省|投资|控股集团
        opened = first and run[first - 1].word in SINGLE_UNITS and not counted_unit(text, run[first - 1].start)
        return run[first - opened].start
    if (unit := unit_start(words, run, ending)) is not None:
        return unit
    if word in _SOCIETIES and run[0].word in _WORLDWIDE and run[0].start < ending:
        return run[0].start
    first = run[0].start
    if word == "中心" and text[first - 2 : first] == "全国" and ending - first >= _LEAST_FIELD:
        return first - 2
    if word in body_words("name_before") and len(run) > 1 and run[-2].end == ending and len(run[-2].word) == 2:
        ordinary = run[-2].word in body_words("ordinary_before") or run[-2].tag not in _NAMING
        return None if ordinary else run[-2].start
    if word == "集团" and run[0].start == ending and (start := group_of_any_word(words, ending, end)) is not None:
        return start
    own = run[0].start if run[0].start < ending else ending
    if word in body_words("proper_only") or ending - own < 4:
        return _inside_token(run, ending)
    while len(run) > 2 and run[0].tag == "v" and run[0].word not in ("招商引资",):
        run = run[1:]
    return run[0].start if ending - run[0].start >= 4 else None


_NAMING = frozenset(("n", "nr", "nz", "ns", "nt", "j"))


def _learns(run: list[Token], ending: int, behind: str) -> bool:
    """Whether somebody learns something, so that no society is named: 陈小梅|学会了."""
    return behind == "了" or (len(run) > 1 and run[-2].end == ending and run[-2].tag in ("nr", "nrfg", "r"))


_SOCIETIES = frozenset(
    ("协会", "学会", "商会", "联合会", "联盟", "促进会", "研究会", "联谊会", "基金会", "委员会", "理事会")
)
_LEARNED = frozenset(("协会", "联合会", "促进会", "研究会", "联谊会"))
"""Of these any field between the place and the ending makes a name: 中国|洗涤用品工业|协会."""
_FIELDS = _SOCIETIES | {"研究中心", "研究院", "研究所", "实验室", "推广站", "推广中心", "服务中心"}
"""Endings that any field may stand in front of, where a place opens the name and a post follows."""
_LEAST_FIELD = 3
_WORLDWIDE = frozenset(("国际", "世界", "全球", "全国", "中华", "亚洲", "海峡两岸", "两岸"))
"""What the name of a society opens with as another does with a country: 国际|武术联合会."""
_ANY = re.compile("(?:(?<![第二三四五六七八九十])一|[某这该两几])[家个所]?$")
_LETTERS = re.compile("（[A-Z][A-Za-z&]{1,9}）")
"""Letters that a body goes by, behind its name."""


def _tagged(words: Words) -> list[tuple[int | None, int]]:
    """Bodies that the dictionary holds as one word with a place before it: 国家知识产权局, 日本自卫队."""
    out: list[tuple[int | None, int]] = []
    for word, _, start, end in [t for t in words.tokens if t[1] == "nt"]:
        if word[-1] == "报" and len(word) == 3:
            out.append((start, end))  # 北青报
        elif len(word) > 4 and word[-1] in _BODY_ENDS and word not in body_words("common"):
            opens = any(word[:n] in gazetteer() or word[:n] in body_words("tagged_openers") for n in (2, 3, 4))
            rest = without_place(word)
            if opens and rest not in ("公司", "企业", "机构", "队", "集团") and not word.endswith("大会"):
                out.append((start, end))
    return out


_BODY_ENDS = frozenset("局部委会院社军党队署行厅处团司网报台盟协所心校馆织构府")


def _inside_token(run: list[Token], ending: int) -> int | None:
    """Start of a name that the dictionary holds as one word: 外交学院."""
    holder = next(t for t in run if t.end > ending)
    if holder.start == ending or not (
        holder.tag in ("nt", "nz") or opens_with_place(holder.word, longest=ending - holder.start)
    ):
        return None
    return holder.start
