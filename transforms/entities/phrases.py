"""Events, works and formulations: meetings and plans by their endings, quoted phrases by their shape."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from functools import cache

from transforms.entities.branches import committees
from transforms.entities.event_edges import EDITION, LEAST_EVENT, phrase_words, two_at_once, with_known, with_opening
from transforms.entities.event_shapes import shaped_events
from transforms.entities.gazetteer import countries, gazetteer, place_before
from transforms.entities.kinds_of_events import is_kind_of_event
from transforms.entities.known_bodies import known_bodies
from transforms.entities.nations import NATIONS
from transforms.entities.noun_runs import is_proper, start_of_name
from transforms.entities.person_lexicon import lexicon, word_tag
from transforms.entities.quoted_events import quoted_events
from transforms.entities.quoted_phrases import read_quoted
from transforms.entities.spans import Span
from transforms.entities.titled import read_titled
from transforms.entities.words import Words
from transforms.entities.work_shapes import shaped_works
from transforms.lexicon import rules
from transforms.page import Token

_DOCTRINE = re.compile(
    "习近平[一-鿿]{2,6}?思想|新时代(?:党建|强军|经济|外交|法治|生态文明|文化)思想|(?:习近平)?(?:新时代)?中国特色社会主义(?:思想|理论体系|制度|道路|文化)"
)


_FIGURE_BEHIND = re.compile(
    "\\d(?!\\d{0,2}周年)|[一二三四五六七八九十百千万半两]{1,3}[个亿万倍成家多余]|过[\\d一二三四五六七八九十百千万半两]"
)
"""Behind what only looks like the name of a league: 其中|超500万元."""
_FIVE_YEARS = re.compile("第[一二三四五六七八九十]{1,3}个五年(?:规划|计划)")
_LAW = re.compile(
    "中华人民共和国(?:(?![的了在是])[一-鿿]){0,14}?(?:宪法|法典|(?<!执|司|立|合|违|非|办|方|做|看)法(?![院律人治规庭学制]))"
)


_OF_MIND = re.compile("精神(?:文明|病|卫生|面貌|状态|损害|障碍|压力|科|类)")
"""The mind, no spirit that a place stands for: 上海|精神损害赔偿."""
_RESOLUTION = re.compile("(?:联合国安理会|安理会|联合国大会|联大)?第\\d{1,4}(?:（\\d{4}）)?号决议")
_BILL = re.compile(
    "(?:(?<![一-鿿])|(?<=审议)|(?<=关于)|(?<=审议了)|(?<=起草)|(?<=提请审议的))(?!审议|关于|通过|表决|修改|提请|起草|听取)[一-鿿]{2,14}法(?:修订|修正)?草案"
)
"""A law that is still before the assembly: 国家公园法草案."""


def vocabulary() -> dict[str, Iterable[str]]:
    """Words that phrases are found by: set phrases and events known to all, and endings of events."""
    return {
        name: rules("phrases")[name] for name in ("formulations", "events", "works", "work_endings", *_EVENT_STARTS)
    }


def find_phrases(words: Words) -> list[Span]:
    """Events, works and formulations of the segment."""
    text = words.text
    out = []
    if "《" in text or "〈" in text:
        out += read_titled(text)
    if "“" in text or "‘" in text or "「" in text:
        out += read_quoted(text)
    out += [Span(a, b, "formulation") for a, b in words.hits["formulations"] if not _OF_MIND.match(text, b - 2)]
    events = [
        (a, b) for a, b in words.hits["events"] if (words.opens(a) or b - a > 3) and not _FIGURE_BEHIND.match(text, b)
    ]
    out += [Span(_held_by(text, start, end), end, "event") for start, end in events]
    works = [
        (a, b)
        for a, b in words.hits["works"]
        if words.whole(_held_by(text, a, b), b) or (b - a > 3 and words.opens(a) and text[b : b + 1] in _IN_FORCE)
    ]
    out += [Span(*span, "work") for span in shaped_works(text)]
    out += [Span(_held_by(text, start, end), end, "work") for start, end in works]
    for ending, end in words.hits["work_endings"]:
        if (start := _work_start(words, ending, end)) is not None:
            out.append(Span(start - (text[start - 1 : start] in _ACROSS), end, "work"))
    out += shaped_events(text) + quoted_events(text)
    if "个五年" in text:
        out += [Span(*m.span(), "work") for m in _FIVE_YEARS.finditer(text)]
    if "中华人民共和国" in text:
        out += [Span(*m.span(), "work") for m in _LAW.finditer(text)]
    if "号决议" in text or "草案" in text:
        out += [Span(*m.span(), "work") for kind in (_RESOLUTION, _BILL) for m in kind.finditer(text)]
    if "主义" in text or "思想" in text:
        out += [Span(*m.span(), "formulation") for m in _DOCTRINE.finditer(text)]
    for name, start_of in _EVENT_STARTS.items():
        for ending, end in words.hits[name]:
            if (start := start_of(words, ending, end)) is not None:
                kind = "organization" if _CHAIRED.match(text, end) else "event"
                out.append(Span(start, end, kind))
    found = [with_opening(text, with_known(s, events)) if s.type == "event" else s for s in out]
    found = [s for s in found if s.type != "event" or not _names_none(text, s)]
    found += [Span(*span, "organization") for span in committees(text, [s for s in found if s.type == "event"])]
    return found if "暨" not in text else [part for s in found for part in two_at_once(text, s)]


_SEVERAL = re.compile("队比赛$|”等|”[一二三四五六七八九十两\\d]+个|(?:^|[设余])\\d{0,2}本?站比赛")
"""What tells of several events or of none by name: “云帆行动”等七大行动, 三个平行论坛, 设7站比赛."""


def _names_none(text: str, event: Span) -> bool:
    """Whether the words tell of several events, or of a kind of event."""
    several = _SEVERAL.search(text, event.start, event.end) is not None
    return several or (text[event.start - 1 : event.start] != "“" and is_kind_of_event(text[event.start : event.end]))


_CHAIRED = re.compile("副?主席|副?委员长|副?议长|副?秘书长|副?理事长")
"""Behind what meets for good: 江国全国代表大会|主席."""


_IN_FORCE = frozenset("今将已自")
"""Behind a law, when it comes into force: 反不正当竞争法|今起."""
_TIME = re.compile("(?:第|(?<=[省市县区州]))[一二三四五六七八九十]{1,4}次$")
_OF_UNIT = frozenset(("党代会", "人代会", "两会", "运动会", "政府工作报告"))


def _held_by(text: str, start: int, end: int) -> int:
    """The start with the place of a fair, or with the unit whose meeting it is and its place: 临江|市|党代会."""
    if text[start:end] in phrase_words("fairs"):
        place = place_before(text, start)
        return start if place is None or text[place:start] in countries() else place
    if text[start:end] not in _OF_UNIT:
        return start
    if (counted := _TIME.search(text, max(0, start - 8), start)) is not None:
        start = counted.start()  # 省|第十四次|党代会
    if text[start - 1 : start] not in _UNITS:
        return start
    place = place_before(text, start)
    return place if place is not None else start - 1


def _run(words: Words, ending: int, end: int, stop: frozenset[str]) -> list[Token]:
    """Tokens from the last mark, particle or stop word up to the event's ending; empty if that is part of a word."""
    tokens, starts = words.tokens, words.starts
    last = bisect_right(starts, end - 1) - 1
    if tokens[last].end != end and tokens[last].word != "会上":
        return []  # 情况汇报|会上 is a 汇报会
    k = bisect_right(starts, ending) - 2
    while k >= 0 and end - tokens[k].start <= 40:
        word, tag = tokens[k].word, tokens[k].tag
        if word in "）)" and (opening := _bracket(tokens, k)) is not None:
            k = opening - 1  # 双拥模范城（县）, 党组（扩大）会议
            continue
        party = word == "届" or word == "暨" or (word == "的" and k and tokens[k - 1].word == "党")
        party = (
            party
            or word in _BETWEEN
            or (tag == "c" and 0 < k < last and tokens[k - 1].tag[0] == tokens[k + 1].tag[0] == "v")
            or (
                word in "与和及"
                and _COUNTED_NAME.search(words.text, max(0, tokens[k].start - 11), tokens[k].start) is not None
            )
        )
        if word in stop and (body := words.hit_before("known", tokens[k].end)) is not None:
            k = bisect_right(starts, body) - 2
            continue  # 上海合作组织|产业论坛
        if not party and (word in stop or tag in _PARTICLES or (tag == "x" and not word.isalnum())):
            break
        k -= 1
    return tokens[k + 1 : last + 1]


_COUNTED_NAME = re.compile("(?:届|暨|全[国省市县区])(?!委)[一-鿿]{2,10}(?<!会议)$")
"""What is counted is named in whole, two fields of it too: 第三届智慧农业与低碳经济博览会."""


def _bracket(tokens: list[Token], k: int) -> int | None:
    """The token that opens the bracket that token `k` closes, if only a word stands between them."""
    return next((i for i in (k - 2, k - 3) if i > 0 and tokens[i].word in "（("), None)


_UNITS = frozenset("省市区县州")
_BETWEEN = frozenset(("沿江", "沿海", "沿湖", "环湖", "环岛", "滨江", "特别", "共同", "永久", "相互", "专项", "集中"))
"""Adverbs and the like that stand inside names."""
_PARTICLES = frozenset(("p", "c", "r", "uj", "ul", "d", "f", "uz", "ug", "y", "e"))


def _names_person(token: Token) -> bool:
    """Whether a word tagged as a name is a person's, who stands before what is held: 陆知远|出席会议."""
    word = token.word
    if token.tag not in ("nr", "nrfg") or len(word) < 2 or word in gazetteer() or word[-1] in _LAND:
        return False
    return not word_tag(word) or (len(word) == 3 and word_tag(word) in ("nr", "nrfg") and word[0] in lexicon().surnames)


_LAND = frozenset("村镇乡县路街桥河湖港湾")
"""What a word that only looks like a person's ends with: 古镇|古村|博览会."""
_CONTESTANTS = frozenset(("男子", "女子", "混合", "男女"))
"""Behind the sport, who plays in the final: 雪橇|女子双人决赛."""
# What is held is named as a whole, figures and times in it included: 举行|垦地融合工作座谈会.
_HELD = re.compile(
    "(?:召开|举行|举办)了?(?:首次|一次|第[一-鿿]次)?(?P<name>(?![首一二两三四五六七八九十多数几])"
    "(?:[^，。；：、！？“”《》（）的了在与和\\s]|“[^“”，。]{2,8}”(?=[一-鿿])){4,30})$"
)
_LONGEST_HELD = 36
# … and where it was held stands behind it: 粮食工作会|在临江召开.
_HELD_AT = re.compile(
    r"(?:日前|近日|今日|昨日|今天|昨天|(?:\d{1,2}月)?\d{1,2}日)?(?:上午|下午|晚)?"
    r"(?:在[^，。；：、“”《》]{1,16}?(?:召开|举行|举办|开幕|落幕)|(?:召开|举行|举办|开幕|落幕)(?=[，。；！]|$))"
)
_CLAUSE = re.compile(
    r"(?P<name>(?![首一二两三四五六七八九十多数几本该此这在]|(?:\d{4}年)?\d{1,2}[月日])(?:[^，。；：、！？“”《》（）的了在\s]|“[^“”，。]{2,8}”(?=[一-鿿])){4,30})$"
)


def _event_start(words: Words, ending: int, end: int) -> int | None:
    """Start of a meeting, fair or match, or None if nothing before the ending makes it a name."""
    if words.text[ending - 1] in "镇乡村县" and words.text.startswith(("巡演", "巡展", "演出"), ending):
        return None  # 在柳湾镇|巡演
    if words.text.startswith("日", end) and words.text[end + 1 : end + 2] != "前":
        return None  # 第五个比赛日
    held = _HELD.search(words.text, max(0, ending - _LONGEST_HELD), ending)
    if held and words.whole(held.start("name"), end):
        start = held.start("name")
        return None if words.text[start:end] in phrase_words("generic_events") else start
    if _HELD_AT.match(words.text, end):
        clause = _CLAUSE.search(words.text, max(0, ending - _LONGEST_HELD), ending)
        if clause and _opens_clause(words.text, clause.start("name")) and words.whole(clause.start("name"), end):
            return clause.start("name")
    run = _run(words, ending, end, phrase_words("event_stop"))
    before = [i for i, t in enumerate(run) if t.end <= ending and _names_person(t)]
    run = run[before[-1] + 1 :] if before else run
    torn = bool(run) and word_tag(run[-1].word) in ("v", "n", "l") and run[-1].start < ending
    if not run or run[0].start >= ending or (torn and run[-1].word not in _KINDS_OF_MEETING):
        return None
    first = start_of_name(run, ending)
    if any(t.word in _CONTESTANTS for t in run[1:]) and run[0].tag[0] in "nv":
        first = 0
    counted = next((i for i, t in enumerate(run) if EDITION.match(words.text, t.start)), None)
    heads = [i for i in (first, counted, _hosted(words, run)) if i is not None and run[i].start < ending]
    heads += [i for i, t in enumerate(run[:-1]) if t.word in phrase_words("event_openers") and t.start < ending][:1]
    if not heads or words.text[run[min(heads)].start : end] in phrase_words("generic_events"):
        return None
    at = min(heads)
    if at and run[at - 1].word in _UNITS and run[at - 1].end == run[at].start:
        at -= 1  # 省|人大常委会
    start = run[at].start + (words.text[run[at].start] == "暨")
    if term := _TERM_BEFORE.search(words.text, max(0, start - 8), start):
        start = term.start()
    while "运会" in words.text[start : start + 3] and words.text[start - 1 : start] in _NUMERALS:
        start -= 1  # 十五|运会游泳比赛
    while start and words.text[start] in NATIONS and words.text[start - 1] in NATIONS:
        if words.text[start - 2 : start - 1].isdigit():
            break  # 6月16日|日内瓦美俄峰会
        start -= 1  # 中日|韩三国外长会
    named = run[at].word in known_bodies() or run[at].word in gazetteer()
    start = _with_land(words.text, start)
    of_body = named and words.text.startswith(_SHORT_KINDS, ending)
    return start if end - start >= (LEAST_EVENT - of_body) else None


_NUMERALS = tuple("一二三四五六七八九十全")
_SHORT_KINDS = (
    "灯会",
    "庙会",
    "世运会",
    "影展",
    "电影展",
    "航空展",
    "峰会",
    "论坛",
    "车展",
    "书展",
    "航展",
    "世博会",
    "冬奥会",
    "亚运会",
)
"""Kinds of events that their place alone names: 上海车展."""


def _with_land(text: str, start: int) -> int:
    """The start with who meets the others: 中国—|中亚峰会, or whose meeting it is: 上合组织|峰会."""
    end = start - (text[start - 1 : start] in ("—", "－", "-"))
    lengths = (n for n in range(8, 1, -1) if n <= end and text[end - n : end] in _lands())
    longest = next(lengths, 0)
    apart = end == start and text[end - longest : end] in countries()
    return start if not longest or apart else end - longest


@cache
def _lands() -> frozenset[str]:
    return frozenset(countries()) | known_bodies()


def _hosted(words: Words, run: list[Token]) -> int | None:
    """Index in the run of the body that holds the meeting: 省委|政协工作会议."""
    return next((i for i, t in enumerate(run) if words.hit_at("body", t.start) or words.hit_at("known", t.start)), None)


_TERM_BEFORE = re.compile("(?:[省市县区州]|全国)?第?[一二三四五六七八九十]{1,4}届$")
"""The term of the congress that meets: 市十三届|人大常委会第三次会议."""
_KINDS_OF_MEETING = frozenset(
    ("视频会议", "专题会议", "工作会议", "电话会议", "联席会议", "圆桌会议", "全体会议", "首脑会议")
)


def _opens_clause(text: str, start: int) -> bool:
    return start == 0 or text[start - 1] in "，。；：！？ \u3000\n"


def _class_start(words: Words, ending: int, end: int) -> int | None:
    """Start of a class or its ceremony; the ending of another may stand before it: 研讨班|开班式."""
    run = _run(words, ending, end, phrase_words("class_stop"))
    while run and (run[0].tag == "m" or run[0].word in ("一期", "次")):
        run = run[1:]
    return run[0].start if run and ending - run[0].start >= 8 else None


def _campaign_start(words: Words, ending: int, end: int) -> int | None:
    run = _run(words, ending, end, phrase_words("event_stop"))
    while run and run[0].tag in ("m", "q") and run[0].start < ending:
        run = run[1:]
    if not run or not 2 <= ending - run[0].start <= 16:
        return None
    if run[-1].start < ending and words.text[run[-1].start : ending] in phrase_words("event_stop"):
        return None  # 采取|行动
    if words.text[ending:end] in _PLAIN_CAMPAIGNS and words.text.endswith(_BARE_DEEDS, 0, ending):
        return None  # 盟友|协同行动
    if words.text[ending:end] in _PLAIN_CAMPAIGNS and ending - run[0].start < _LEAST_CAMPAIGN:
        return None
    named = ending - run[0].start > 3 or end - ending > 3 or start_of_name(run, ending) is not None
    start = run[0].start + (words.text[run[0].start] == "暨")
    if words.text[ending:end] in _EDUCATIONS and (studied := _STUDIED.search(words.text, max(0, start - 4), start)):
        start = studied.start()
    return start if named else None


_EDUCATIONS = frozenset(("主题教育", "学习教育"))
_STUDIED = re.compile("(?:学习贯彻|深入贯彻)$")
"""What the name of a campaign of study opens with."""


_BARE_DEEDS = ("协同", "深谙", "实际", "联手", "分头", "集体", "自发", "具体", "务实", "果断", "一致", "如何")
"""In front of 行动, what somebody does."""
_PLAIN_CAMPAIGNS = frozenset(("行动",))
_LEAST_CAMPAIGN = 6
"""What 行动 alone ends must say more than 军事行动 does."""


_ACROSS = ("跨", "泛")
"""What the name of a treaty opens with in front of a region: 跨|太平洋伙伴关系协定."""


def _work_start(words: Words, ending: int, end: int) -> int | None:
    """Start of a law or treaty named without marks, or None if nothing before the ending makes it a name."""
    run = _run(words, ending, end, phrase_words("work_stop"))
    while run and (run[0].tag in ("m", "q") or run[0].word in phrase_words("work_stop")):
        run = run[1:]
    if not run or run[0].start >= ending or words.text[run[0].start : end] in phrase_words("generic_works"):
        return None
    first = start_of_name(run, ending)
    if first is not None and end - run[first].start >= 5:
        return run[first].start
    return run[0].start if 4 <= ending - run[0].start <= 16 else None


def _history_start(words: Words, ending: int, end: int) -> int | None:
    at = bisect_right(words.starts, ending) - 1
    token = words.tokens[at]
    if token.start < ending:
        named = (
            token.end == end and token.tag in ("nz", "nt", "ns") and token.word not in phrase_words("generic_events")
        )
        return token.start if named else None
    before = words.tokens[at - 1] if at else None
    if before is None or token.end != end or before.word in countries():
        return None
    if before.word + token.word in phrase_words("generic_events") or not is_proper(before.word, before.tag):
        return None
    return before.start


_EVENT_STARTS = {
    "event_endings": _event_start,
    "class_endings": _class_start,
    "campaign_endings": _campaign_start,
    "history_endings": _history_start,
}
