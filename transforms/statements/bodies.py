"""Bodies, countries and papers as the subject of a reporting verb, and those who speak for them without a name."""

from __future__ import annotations

import re

import rjieba

from transforms.entities.person_lexicon import word_tag
from transforms.lexicon import rules
from transforms.page import Mention
from transforms.statements.cues import any_of
from transforms.statements.kinds import BARE
from transforms.statements.offices import ADVERBIAL, CUT, ITS_OWN, LINKS, goes_on, is_noun
from transforms.statements.speakers import Cast, Speaker, Subject
from transforms.statements.unnamed import (
    staff,
)
from transforms.statements.wording import strip_lead

_RULES = rules("speakers")
PLACED = re.compile(
    r"(?:[在于从对向给跟被把让为据由赴]|听取|不顾|无视|考察|视察|走访|调研|会见|参观|来到|走进|出席|参加|接受|采访|援引|询问|陪同|拜访|前往|回应|答复|回复)"
    r"[^，,]{0,14}$"
)
_PAPER = re.compile(
    f"(?:我国)?(?P<name>《[^》]{{2,60}}》|[^，。；：《》“”的在对向以从]{{1,8}}(?<![办做说方想看手设用书语文技打司执立违依合])法典?|(?:党的)?[^，,。；：《》“”的在对向以从]{{0,14}}?(?:{any_of(_RULES['papers'])}))"
    "(?:当中|中|里|均|都|也|还|已|就|曾|早已|再次|首次|进一步|特别|同时|明确)*$"
)
_PUBLISHED = re.compile(f"(?P<kind>{any_of(_RULES['published'])})[还又也则]?")
_BODY = re.compile(f"(?:{any_of([*_RULES['bodies'], *_RULES['whole_bodies']])})$")
_ARTICLE = re.compile("^》?(?:发表|刊发|刊登|刊文|发布|推出)[^，《]{0,8}《[^《》]{2,40}》[^，]{0,6}$")
"""What a paper publishes: 《云岭日报》发表《…》一文称."""
BROUGHT_OUT = "(?:发布|公布|披露|发出|出具|推出)的"
_ISSUED = re.compile(
    "^(?:[（(][^（）()]{2,16}[）)])?(?:最新|近日|日前|当[天日]|同日|昨[天日]|上周|本周|\\d{1,2}[日月])?"
    f"{BROUGHT_OUT}[^，]{{2,24}}$"
)
"""What a body has published, in front of the verb: 云帆公司|发布的业绩预告|称."""
WARNS = re.compile(
    "^(?:日前|近日|今[日天晨早晚]|昨[日天晚]|\\d{1,2}日(?:\\d{1,2}时)?|\\d{1,2}时|再次|继续|升级){0,3}发布[^，。；的]{1,14}(?:预警|预报|提示|提醒|消息)(?:信号)?$"
)
"""What a body has given out, in the clause in front of the verb: 气象台|日前发布暴雪蓝色预警|，预计."""
_ITS_WORDS = re.compile("^的(?:报道|报告|研究|分析|文章|评论|社论|调查|声明)$")
"""What a body has written, in front of the verb: 云岭日报|的报道|指出."""
_OWN_PAPER = re.compile(
    f"(?:[（(][^（）()]{{2,16}}[）)])?(?:近日|日前|\\d{{1,2}}日)?{BROUGHT_OUT}(?:最新)?"
    "(?P<name>(?:\\d{4}年?)?[^，的《》“”（）\\d]{4,24}(?<![研调监统分年检业][究查测计析度绩])"
    "(?:报告|白皮书|蓝皮书|绿皮书|指数|榜单|排行榜|发展规划))(?:中|里|也|还)?"
)
"""What a body has published under a name of its own, which is what speaks: 云帆网发布的|暑期出游前瞻报告|显示."""
_REPORT_SAYS = "报告"
"""The first word of the verb 报告显示."""


def own_paper(text: str, start: int, end: int) -> re.Match[str] | None:
    """What a body has published under a name of its own, between the body and the verb."""
    if text.find(_PUBLISHES, start, end) < 0:
        return None
    return _OWN_PAPER.fullmatch(text, start, end + len(_REPORT_SAYS) * text.startswith(_REPORT_SAYS, end))


_PUBLISHES = "的"
_CALLED = re.compile("^（[^（）]{1,24}）")
"""What else a body is called, behind its name."""
_WHEN = re.compile("^[于在][^，；]{2,24}?[日时分间午晚晨](?:（[^（）]{2,24}）)?$")
"""When it says so: 司令部|于美国东部时间13日夜间（北京时间14日）|表示."""
_NO_BODY = re.compile(f"{CUT.pattern}|记者|联系")
_WHOLE_BODIES = frozenset(_RULES["whole_bodies"])
PAPERS = frozenset((*_RULES["papers"], *_RULES["published"]))
POST = re.compile(f"(?:副|原|前|退役|退休)?(?:{any_of(_RULES['honours'])})")


def together(cast: Cast, text: str, named: list[Mention]) -> Speaker:
    """The last one named, with those that 和 or 、 joins to it, by the words that name them: 临江省委、省政府."""
    together = beside(text, named, len(named) - 1, LINKS)
    last = cast.speaker_of(named[-1])
    return last if len(together) == 1 else Speaker(last.kind, "、".join(text[m.start : m.end] for m in together))


def beside(text: str, named: list[Mention], at: int, links: tuple[str, ...]) -> list[Mention]:
    """The mention at an index with those in front of and behind it that nothing but `links` parts from it."""
    first = last = at
    while first and _AGE.sub("", text[named[first - 1].end : named[first].start]) in links:
        first -= 1
    while last + 1 < len(named) and _AGE.sub("", text[named[last].end : named[last + 1].start]) in links:
        last += 1
    return named[first : last + 1]


_AGE = re.compile("^（[^（）]{1,12}）")
"""What may be told of each in brackets: 何岚|（80岁）|、陆知远."""
_YEARS = re.compile("（[^（）]{2,20}）$")
"""What follows the kind of a paper in its title: 行动方案（2026—2028年）."""
_THIS = re.compile("^(?:该|此份|这份|这部|这一|这个)")
_IN_PAPER = re.compile("在[^，在]{1,10}[中里上]$")
"""Where a body says it: 赛事组织方|在声明中."""
_GATHERED = re.compile("(?:收集|听取|征求|征集|交换|汇总|发表|表达|提出|持有?|抱有?|有)[一-鿿]{0,6}$")
"""What is done to others' opinions, which are no document that speaks: 收集|意见."""
_BARE_BODY = re.compile(
    f"(?:对此|就此|随后|目前|当天|此外|同时|不过|但是?|而|最终|昨日|昨天|今天|近日|日前|据此)?(?P<kind>{BARE.pattern})"
)
_UNITS = re.compile("(?:村|社区|镇|乡|街道|嘎查|苏木)$")
"""Places that officials lead: 东湖村|党支部书记."""
_PART_OF_LAW = re.compile("》第[\\d一二三四五六七八九十百千零]{1,9}条(?:第[\\d一二三四五六七八九十]{1,3}[款项]){0,2}")
_OF_WORK = re.compile(
    f"(?:{_PART_OF_LAW.pattern}|》)(?:（[^（）]{{1,24}}）)?的?(?:报告|白皮书|蓝皮书|研报|榜单)?(?:也|还|则|同时)?"
)
_BROKEN = re.compile("(?:违反|违背|触犯|触及|符合|适用|涉嫌)(?:了|的是)?[《<]?$")
"""In front of a law that is broken or kept, and tells nothing: 违反|《…法》规定."""
_ADVERBS = re.compile("(?:特别|还|也|则|再次|进一步|同时|方面|明确|郑重|温馨|在此){0,3}")
"""A body by its kind alone, right in front of the verb, means the one named last: 医院提醒市民."""


def with_site(text: str, mention: Mention) -> tuple[int, int] | None:
    """The span of a paper's site, which has its kind in its name: 英国|《云岭人》周刊网站|报道."""
    site = _PAPER_SITE.match(text, mention.end) if text[mention.start - 1 : mention.start] == "《" else None
    return (mention.start - 1, site.end()) if site else None


_DATE = re.compile("(?:\\d{1,2}月)?\\d{1,2}日|当地时间|近日|日前")
_NEAR_SITE = 4
_PAPER_SITE = re.compile("》(?:周刊|杂志|双周刊|月刊|旬刊|季刊|日报|晚报|报)?(?:官方)?网站")


def find_body(cast: Cast, segment: int, text: str, start: int, end: int, named: list[Mention]) -> Subject | None:
    """An organisation, a country or a document that says something."""
    if named and named[-1].type == "work" and _OF_WORK.fullmatch(text, named[-1].end, end):
        if _BROKEN.search(text, start, named[-1].start):
            return None
        part = _PART_OF_LAW.match(text, named[-1].end, end)
        return Subject(named[-1].start, part.end() if part else named[-1].end, cast.speaker_of(named[-1]))
    for number, m in reversed(list(enumerate(named))):
        if number and named[number - 1].end == m.start - 1 and text[m.start - 1] == "（":
            continue  # 临江调查局（|LCB|）
        gap = _ARTICLE.sub("", _CALLED.sub("", text[m.end : end])).lstrip("》”’")
        if m.type == "organization" and (paper := own_paper(text, m.end, end)) is not None:
            return Subject(*paper.span("name"), Speaker("document", paper["name"]))
        gap = WARNS.sub("", _WHEN.sub("", _ITS_WORDS.sub("", _ISSUED.sub("", gap))))
        if (site := with_site(text, m)) is not None and m.type in ("organization", "work"):
            gap = _DATE.sub("", text[site[1] : end])
            return Subject(*site, Speaker("organization", text[slice(*site)])) if len(gap) <= _NEAR_SITE else None
        led = m.type == "organization" or (m.type == "place" and _UNITS.search(text, m.start, m.end))
        if led and (official := holder(cast, text, m, start, end)):
            return official
        if (
            m.type == "organization"
            and (team := _TEAM.match(text, m.end, end))
            and ADVERBIAL.match(text, team.end(), end)
        ):
            return Subject(m.start, team.end(), Speaker("organization", text[m.start : team.end()]))
        if m.type == "organization" and gap[:1] not in ("的", "、", "等"):
            if (len(gap) <= 8 or ADVERBIAL.match(gap)) and not PLACED.search(text[start : m.start]):
                bodies = [n for n in named if n.type == m.type and n.end <= m.end]
                return Subject(m.start, m.end, together(cast, text, bodies))
        elif m.type == "place" and (side := _SIDE.match(text, m.end, end)) and end - side.end() <= 6:
            return Subject(m.start, side.end(), Speaker("organization", text[m.start : side.end()]))
        elif m.type == "place" and not PLACED.search(text[start : m.start]):
            run = RUN_SITE.search(text, m.start, m.end) and _MAKES_KNOWN.fullmatch(text, m.end, end)
            if run or (len(gap) <= 2 and m.start - start <= 4 and word_tag(gap)[:1] != "n"):
                return Subject(m.start, m.end, cast.speaker_of(m))
    if kind := _by_kind(cast, segment, text, start, end):
        return kind
    for m in reversed(named):
        if m.type == "work" and end - m.end <= 4:
            return Subject(m.start, m.end, cast.speaker_of(m))
    if (published := _PUBLISHED.fullmatch(text, start, end)) and (source := _which(cast, published["kind"])):
        return Subject(start, end, source)
    if (where := _IN_PAPER.search(text, start, end)) and (body := wording_of_body(text[start : where.start()])):
        return Subject(start, where.start(), body)
    paper = _PAPER.search(text[start:end])
    if paper and not _GATHERED.search(text, start, end) and _BRINGS_OUT.search(paper["name"]):
        paper = None  # 云帆公司发布公告|称 is no paper's word
    if paper and not _GATHERED.search(text, start, end):
        wording = strip_lead(paper["name"])
        name = _THIS.sub("", wording)
        meant_before = name in PAPERS or name != wording
        if cast.work and meant_before and _YEARS.sub("", cast.work.name or "").endswith(name):
            return Subject(start + paper.start(), end, cast.work)  # 规划提出 or 该规划提出 behind “十五五”规划
        if cast.paper and name != cast.paper.name and (cast.paper.name or "").endswith(name):
            return Subject(start + paper.start(), end, cast.paper)  # 诉状 behind 民事诉状
        near = cast.mentions(segment, max(0, start - _TITLE), start, "work")[-1:] if meant_before else []
        if near and not text[near[0].end : start].strip("》，") and near[0].name.endswith(name):
            return Subject(start + paper.start(), end, cast.speaker_of(near[0]))  # 《云湖保护规划》，|规划提出
        if is_noun(name):
            return Subject(start + paper.start(), end, Speaker("document", name.strip("《》")))
    body = wording_of_body(_ITS_ADVERBS.sub("", text[start:end]))
    return Subject(start, end, body) if body else None


def _which(cast: Cast, kind: str) -> Speaker | None:
    """What 报告 or 声明 alone means: the work of the kind that spoke, else whoever brought one out."""
    work = cast.work if (cast.work and (cast.work.name or "").endswith(kind)) else None
    return work or cast.source or cast.medium or cast.work


_TITLE = 60
"""So many characters has the title of a paper that stands right in front of what it says, at most."""


def side_of(cast: Cast, segment: int, text: str, start: int, end: int) -> Subject | None:
    """Those of a body by its short name, which the page may print in full: 云帆|方面|表示."""
    found = _THEIR_SIDE.search(text, start, end)
    if found is None:
        return None
    whole = cast.kinds.opening_with(segment, found["who"])
    named = whole is not None or (not word_tag(found["who"]) and is_noun(found["who"]))
    body = cast.speaker_of(whole) if whole else Speaker("organization", found["who"])
    return Subject(*found.span("who"), body) if named else None


_THEIR_SIDE = re.compile(
    "(?:^|(?<=[，；。]))(?:对此|随后|不过|而|但|目前|此外)?，?(?P<who>[一-鿿A-Za-z]{2,6}?)方面"
    "(?:则|也|还|均|今日|昨日|昨天|今天|随后|此前|曾|向[^，]{2,12}|对[^，]{2,12}|就此|对此|在接受[^，]{2,16}时){0,3}$"
)
_ITS_ADVERBS = re.compile(
    "(?:官方微博|官微|官方公众号|官网|官方账号)?(?:于?[^，]{0,8}?(?:发布|发出|发表)了?[^，]{0,6}?(?:公告|声明|通报|消息|说明|微博))$"
    "|(?:方面)?(?:则|也|还|均|都|又|曾|此前|随后|同时)*$"
)
"""Between a body that is no known name and the verb: 开发商|则|表示, 云帆公司|发布公告|称."""
_BRINGS_OUT = re.compile("(?:发布|发出|发表)了?[^的]{0,6}$")
_TEAM = re.compile("(?:(?![的、在和与])[一-鿿]){1,8}?(?:团队|研究部|策略组|分析师团队)")
"""Those of a body who write its reports: 云帆证券|电新团队."""


def _by_kind(cast: Cast, segment: int, text: str, start: int, end: int) -> Subject | None:
    """A body by its kind alone, 公司|表示 or 该集团|称: the last one of the kind."""
    bare = _BARE_BODY.match(text, start, end)
    if bare and (_ADVERBS.fullmatch(text, bare.end(), end) or _SAYING.fullmatch(text, bare.end(), end)):
        kind = bare["kind"].removesuffix("方面")
        if body := cast.kinds.before(segment, bare.start("kind"), kind):
            return Subject(start, bare.end(), cast.speaker_of(body))
        if held := cast.kinds.of_post(segment, kind):
            return Subject(start, bare.end(), Speaker("organization", held))
        if kind in _ALONE:
            return Subject(bare.start("kind"), bare.end(), Speaker("organization", kind))
    own = ITS_OWN.search(text, start, end)
    if own is None or end - own.end() > 12:
        return None
    body = cast.kinds.before(segment, own.start(), own.group()[1:]) or cast.organization
    return Subject(own.start(), own.end(), cast.speaker_of(body)) if body else None


_ALONE = frozenset(_RULES["bare_bodies"])
_SAYING = re.compile("(?:审理|审查|核查|审判|综合分析)后?|(?:经|在|就|对|向|于|通过)[^，]{2,24}|回应|答复|回复")
"""Where, to whom or after what a body says it: 法院|经审理|认为."""
RUN_SITE = re.compile(
    "(?:[馆园港场]|口岸|景区|中心|(?:旅游|度假|开发|经开|高新|保税|试验|先行|保护|管理|合作)区|[新园]区)$"
)
"""Sites that are run by a body of their own, which tells the press: 记者从|临江机场|获悉."""
_MAKES_KNOWN = re.compile(
    "(?:（[^（）]{2,20}）)?(?:近日|日前|今[日天]|昨[日天]|当[日天]|\\d{1,2}日|方面|还|也|则|随后|最新|对外|正式|官方){0,3}"
)
"""Between such a site and the verb."""
_SIDE = re.compile(any_of(_RULES["of_places"]))
"""Who speaks for a place: 临江|警方."""
_OF = re.compile("^的?(?:[一另][位名个]?|[一几]些|多[位名])?(?P<family>[一-鿿]姓)?")


def holder(cast: Cast, text: str, body: Mention, start: int, end: int) -> Subject | None:
    """One who is named by a post alone: 一位县水务局局长回答."""
    title = POST.match(text, body.end, end) or staff().match(text, body.end, end)
    if title is None or not goes_on(text, title.end(), end) or PLACED.search(text[start : body.start]):
        return None
    known = cast.titled(text, start, end)
    if known and known[1].organization == body.name:
        return Subject(known[0], end, known[1])
    led = _OF.match(title.group())
    post, of = _OF.sub("", title.group()), "的" * title.group().startswith("的")
    family = led["family"] if led is not None and led["family"] else ""
    name = f"{text[body.start : body.end]}{of}{family}{post}"
    return Subject(body.start, title.end(), Speaker("person", name, post, body.name))


def _is_office(name: str) -> bool:
    """Whether a body is named by what it does, verbs of two characters one behind another: 支付|清算|协会."""
    return all(tag[0] in "vn" and len(word) > 1 for word, tag in rjieba.tag(name))


_DATED = re.compile("(?:\\d{1,2}[日月]|[今昨前当]天|[今昨近当]日|日前)$")


def wording_of_body(words: str) -> Speaker | None:
    """A body that is no known name, by its wording."""
    name = strip_lead(_DATED.sub("", words))
    long = name in _WHOLE_BODIES or 4 <= len(name) <= 24
    if _BODY.search(name) and long and not _NO_BODY.search(name) and (is_noun(name) or _is_office(name)):
        return Speaker("organization", name)
    return None
