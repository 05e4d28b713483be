"""Who speaks without a name of his own: somebody's kin, a post in some company, several of a kind, the old man."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

import rjieba

from transforms.entities.person_lexicon import title_heads, word_tag
from transforms.lexicon import rules
from transforms.page import Mention
from transforms.statements.cues import any_of
from transforms.statements.offices import CUT, LINKS, goes_on, is_noun
from transforms.statements.pronouns import PRONOUN
from transforms.statements.speakers import BODY, SURNAMED, Cast, Speaker, Subject
from transforms.statements.wording import is_object, strip_lead

_RULES = rules("speakers")
_LED_BY = 6
# Several of a kind that no list knows: 多家酒店, 不少茶商.
_SOME = re.compile(
    "(?:[，。；]|^)(?:但|而|目前|如今|此外，)?仍?(?P<name>有?(?:多|数|几|十余|数十)(?:家|位|名|个)|(?:一些|不少|许多|部分|众多|有些)|(?:近|约|逾|超|超过)?[一二三四五六七八九]成(?:多|以上)?的?|有(?!一[行张条块本道只间台部封份段首幅面座栋片阵股]|数据|消息|报道|观点|说法|研究|媒体|分析|统计|传言|声音|评论|关|些|人|时|的|了))"
    "(?P<noun>[\u4e00-\u9fffA-Za-z0-9]{2,8}?|人)(?:在[^，。在]{2,8})?(?:都|也|均|还|则|纷纷|普遍|向记者|对记者)?$"
)


_KIN = re.compile(
    f"的?(?P<kin>{any_of(_RULES['kin'])})(?=得知|后|也|则|又|还|都|就|说|告诉|表示|回忆|透露|介绍|感慨|对|向|在|哽咽|激动|笑|含泪|[，：]|$)"
)
"""Who belongs to somebody, in front of what a clause goes on with: 秦小满的|妈妈|说."""


def find_kin(cast: Cast, text: str, start: int, end: int, named: list[Mention]) -> Subject | None:
    """Somebody without a name of his own who belongs to a person: 秦小满的妈妈, 他的经纪人, 其代理人."""
    persons = [m for m in named if m.type == "person"]
    for m in persons:
        first = next((n for n in persons if text[n.end : m.start] in LINKS), m)
        found = _KIN.match(text, m.end, end) if first.start - start <= _LED_BY else None
        if found and not is_object(text, start, first.start):
            return Subject(first.start, found.end(), Speaker("person", text[first.start : found.end()]))
    its = _ITS_KIN.match(text, start, end)
    if its and cast.person and cast.person.name and goes_on(text, its.end(), end):
        return Subject(start, its.end(), Speaker("person", f"{cast.person.name}的{its['kin']}"))
    whose = PRONOUN.match(text, start, end)
    found = _KIN.match(text, whose.end(), end) if whose and text[whose.end() : whose.end() + 1] == "的" else None
    if whose and found and found["kin"] in _OF_BUSINESS:
        return Subject(start, found.end(), Speaker("person", text[start : found.end()]))
    return None


_ITS_KIN = re.compile(f"其(?P<kin>{any_of(_RULES['kin'])})")
_OF_BUSINESS = frozenset(("经纪人", "律师", "助理", "秘书", "代理律师", "辩护律师", "发言人", "家人", "家属"))


def role_first(text: str, start: int, end: int) -> Subject | None:
    """Somebody by a role who opens a clause and does something to him: |老人|趴在他背上, |老人的儿子|拉着他."""
    found = _ROLE_FIRST.match(text, start, end)
    if found is None or found.end() == end:
        return None
    many = found["who"].endswith("们")
    return Subject(*found.span("who"), Speaker("group" if many else "person", found["who"]))


def acting_role(text: str, start: int, person: int) -> Speaker | None:
    """Somebody by a role who opens a sentence and does something to the person named behind: |老人|不信任民警秦望川."""
    found = _ROLE_FIRST.match(text, start, person)
    if found is None or found["who"].endswith("们"):
        return None
    does = any(tag == "v" for _, tag in rjieba.tag(text[found.end() : person]))
    return Speaker("person", found["who"]) if does else None


def opening_role(text: str, start: int, end: int) -> Speaker | None:
    """Somebody by a role who does what a clause in front of a quotation tells: 也有|网友|讽刺云岭网，“…”."""
    found = _OPENING_ROLE.match(text, start, end)
    if found is None or "记者" in found["who"] or not any(tag == "v" for _, tag in rjieba.tag(text[found.end() : end])):
        return None
    many = found["who"].endswith("们") or not found["one"]
    return Speaker("group" if many else "person", f"{found['one'] or ''}{found['who']}")


def counted_first(text: str, start: int, end: int) -> Subject | None:
    """People without names who are counted and open a clause: 十来位|女孩家属|长舒一口气."""
    found = _COUNTED_FIRST.match(text, start, end)
    return _as_named(found, "group") if found is not None and found.end() < end else None


def bare_role(text: str, start: int, end: int) -> Subject | None:
    """Somebody of kin or age alone who opens a clause: |母亲|拉着他的手说, |女孩|说."""
    found = _BARE_ROLE.match(text, start, end)
    if (
        found is None
        or end - found.end() > _FAR_FROM_CUE
        or (CUT.match(text, found.end(), end) and not _TO_SOMEBODY.fullmatch(text, found.end(), end))
    ):
        return None
    kind = "group" if found["who"].endswith(("们", "父母")) else "person"
    return Subject(*found.span("who"), Speaker(kind, found["who"]))


_FAR_FROM_CUE = 14
_TO_SOMEBODY = re.compile("[向对冲朝跟][^，。在的]{1,8}")
"""Whom somebody turns to: 女孩|向妈妈|撒娇."""
_BARE_ROLE = re.compile(
    "(?:对此|随后|起初|一开始|后来|这时|此时|当时|但|而|不过|可)?，?"
    f"(?P<who>(?:{any_of([*_RULES['bare'], *_RULES['men'], *_RULES['women'], *_RULES['kin']])})们?)(?![的和、家方兼])"
)
_ROLES = any_of([*_RULES["one_or_many"], *_RULES["many"], *_RULES["men"], *_RULES["women"], *_RULES["kin"]])
_COUNTED_FIRST = re.compile(
    "(?:近|约|超|超过)?(?:[一二三四五六七八九十百\\d]{1,3}[多余来几]?|几|好几|多|数)[位名个]"
    f"(?P<who>[一-鿿]{{0,4}}?(?:{_ROLES}))们?(?![的和、])"
)
_OPENING_ROLE = re.compile(
    "(?:(?:还|也|更|另|就|甚至)?有|此时，?|这时，?|旁边的?|一旁的)?(?P<one>一[位名])?(?P<many>不少|许多|多位|几位|有的)?"
    f"(?P<who>(?:{_ROLES})们?)(?![的和、家方兼])"
)
_ROLE_FIRST = re.compile(f"(?:[一这那][位名个])?(?P<who>(?:{_ROLES})(?:的(?:{any_of(_RULES['kin'])}))?们?)(?![的和、])")


def parent(text: str, start: int, end: int) -> Subject | None:
    """A parent by the pet name of the child, which is one syllable twice: 朵朵妈妈."""
    return _as_named(_PARENT.match(text, start, end), "person")


def _as_named(found: re.Match[str] | None, kind: str) -> Subject | None:
    """Somebody by the words of the text that stand for who it is."""
    return Subject(*found.span("who"), Speaker(kind, found["who"])) if found else None


def _as_marked(found: re.Match[str] | None) -> Subject | None:
    """A person by the words in quotation marks that stand for who it is."""
    return Subject(found.start("who"), found.end(), Speaker("person", found["who"])) if found else None


_PARENT = re.compile(
    "(?:[^，。：；“”]{0,8}的)?(?P<who>(?![弟妹哥姐爸妈爷奶家人天个])(?P<syllable>[一-鿿])(?P=syllable)(?:的?(?:爸爸|妈妈|父亲|母亲|爷爷|奶奶|外公|外婆|姥姥|姥爷)))"
)


def anybody(text: str, start: int, end: int) -> Subject | None:
    """Somebody of whom nothing is told, and whose own words stand behind: 后排忽然|有人|大喊."""
    return _as_named(_ANYBODY.search(text, max(start, end - _LED_BY), end), "group")


SOME_OR_OTHER = "有人"
_ANYBODY = re.compile(
    f"(?<![没沒未具所拥享还持])(?P<who>{SOME_OR_OTHER})(?:[还也则就甚至曾更又]|(?:忽然|突然|高声|大声|小声|开始)){{0,2}}$"
)


def by_post(text: str, start: int, end: int) -> Subject | None:
    """Somebody by a post and what kind of body it is in: 一家汽车经销商集团|总经理|对记者坦言."""
    for title in staff_before(text, start, end):
        stop = title.end()
        if not goes_on(text, stop, end) and end - stop > 3:
            continue
        counted = _COUNTED_BY.search(text, start, stop)
        if counted is None or CUT.search(text, counted.end(), stop):
            continue
        name = text[counted.end() : stop]
        head = _post_head().search(name)
        if head is None or len(name) > 20:
            continue
        body = name[: head.start()]
        return Subject(counted.end(), stop, Speaker("person", name, head.group(), body if len(body) > 1 else None))
    return None


def by_post_alone(text: str, start: int, end: int) -> Subject | None:
    """Somebody by a post in a body that is no known name, alone in a clause: 青溪堂照料中心|护理部主任|介绍."""
    for title in staff_before(text, start, end):
        stop = title.end()
        name = strip_lead(text[start:stop])
        head = _post_head().search(name) if goes_on(text, stop, end) else None
        if head is None or CUT.search(name) or _DOING.match(name) or not _LEAST_BODY <= head.start() <= _MOST_BODY:
            continue
        body = name[: head.start()]
        if BODY.search(body) and not _THIS_BODY.match(body) and is_noun(name):
            return Subject(stop - len(name), stop, Speaker("person", name, head.group(), body))
    return None


_LEAST_BODY, _MOST_BODY = 4, 20
_DOING = re.compile("出席|参加|主持|列席|担任|聘请|邀请|陪同|会见|走访|看望|慰问|作为|身为")
_THIS_BODY = re.compile("[该本这那某各全]|上述|前述|公司|集团|企业")
_COUNTED_BY = re.compile("(?:[一另][家位名]|某[家位名]?|有位|有名)(?=[^，。]{3,20}$)")


def surnamed(text: str, start: int, end: int) -> Subject | None:
    """Somebody of whom only the family name is told: 一名姓王的同学."""
    found = SURNAMED.search(text, start, end) if "姓" in text else None
    if found is None or not (goes_on(text, found.end(), end) or found.end() + _LED_BY >= end):
        return None
    return Subject(*found.span(), Speaker("person", f"{found['family']}{found['form']}"))


def by_trade(text: str, start: int, end: int) -> Subject | None:
    """Somebody by a trade that no list knows, alone in a clause: 营业员|解释说."""
    found = _TRADE.fullmatch(text, start, end)
    if found is None or found["who"] in _NOBODY:
        return None
    if word_tag(found["who"]) != "n" and not _is_staff(found["who"]):
        return None
    kind = "person" if found["one"] else "group"
    counted = found["one"] if found["one"] in ("一位", "一名") else ""
    return Subject(*found.span("who"), Speaker(kind, f"{counted}{found['who']}"))


_TRADE = re.compile(
    "(?:对此|随后|当时|此时|但|而|不过)?，?(?P<one>一[位名]|这[位名]|有位)?(?P<who>[一-鿿]{1,3}[员师工手匠警士医贩农]|[一-鿿]{2,4}人员)"
    "(?:也|还|则|又|就|便|却|笑着|连忙|无奈地?|耐心地?|进一步|当场)?"
)


def _is_staff(who: str) -> bool:
    """Whether people are called by where or with what they work: 物业|人员, 安保人员."""
    field = who.removesuffix("人员")
    return field != who and word_tag(field)[:1] in ("n", "v", "j") and field not in _NO_FIELD


_NO_FIELD = frozenset(("有关", "相关", "所有", "其他", "部分", "涉案", "参赛", "遇难", "失踪", "受伤", "被困", "在场"))
_NOBODY = frozenset(
    ("人士", "女士", "博士", "院士", "党员", "人员", "老师", "大师", "手工", "人工", "职工", "进士", "学士", "下士")
)


def elder(cast: Cast, segment: int, text: str, start: int, end: int) -> Subject | None:
    """老人说: the person of the article whom such a word means who is named last, and without a post."""
    teller = _ELDER.match(text, start, end)
    person = cast.person
    if teller is not None and teller["so"]:
        called = [m for m in cast.mentions(segment, 0, start) if m.type == "person" and m.name.endswith(teller["so"])]
        person = cast.speaker_of(called[-1]) if called else person
    if teller is None or person is None or person.title:
        return None
    if teller["so"] and not (person.name or "").endswith(teller["so"]):
        return None
    if not goes_on(text, teller.end(), end):
        return None
    return Subject(teller.start("who"), teller.end("who"), person)


_ELDER = re.compile(
    "(?:对此|如今|说到这里|这时|随后)?(?:这位|那位)?(?:[^，。：；“”]{0,8}的)?(?P<who>老人家?|老汉|老大爷|老大娘|大爷|大娘|老太太|老奶奶|小伙子?|小姑娘|姑娘|老师傅|老先生|(?P<so>大妈|大姐|大婶|大嫂|大姨|阿姨|大叔|大伯|大哥|爷爷|奶奶|婆婆|阿婆|老伯))"
)


def withheld(cast: Cast, text: str, start: int, end: int, named: list[Mention]) -> Subject | None:
    """Somebody of a body who would not be named: 临江省水务厅|一名不愿公开姓名的官员."""
    for m in named:
        found = _WITHHELD.match(text, m.end, end) if m.type in ("organization", "place") else None
        if found and not is_object(text, start, m.start):
            name = f"{text[m.start : m.end]}{found['post']}"
            body = m.name if m.type == "organization" else None
            return Subject(m.start, found.end(), Speaker("person", name, found["post"], body))
    return None


_WITHHELD = re.compile(
    "的?(?:一|另一|某|多)[位名](?:不愿|不想|不便|要求|匿名|不具名|未具名|未公开)[^，。；]{0,10}?的?"
    f"(?P<post>{any_of([*_RULES['person'], *_RULES['staff']])}|官员|高管|军官|外交官|员工|职员|医生|教师)"
)


def netizen(text: str, start: int, end: int) -> Subject | None:
    """Somebody by the name he goes by on the net: 网友“星河漫步”|留言."""
    return _as_marked(_NETIZEN.search(text, start, end))


_NETIZEN = re.compile("(?:网友|网民|博主|用户|[Uu][Pp]主)@?[“‘「](?P<who>[^”’」，。]{1,16})[”’」]")


def quoted_role(text: str, start: int, end: int) -> Subject | None:
    """Somebody who only calls himself so: “客服”|又对她说."""
    return _as_marked(_QUOTED_ROLE.match(text, start, end))


_QUOTED_ROLE = re.compile(
    "(?:[^，。；：“”对向给跟把被让]{0,8}的)?(?:但|而|随后|接着|这时|此时|后来)?(?:[一这那该]?[位名个])?[“‘]"
    f"(?P<who>[^“”‘’，。]{{0,6}}?(?:{_ROLES}|警官|领导|总监|经理|主任|老师|警察|公安|大师|老总|孙子|孙女))[”’](?![的们、和])(?=[^，。：；“”]{{0,20}}$)"
)


@cache
def _post_head() -> re.Pattern[str]:
    """A post at the end of some words, with what belongs to it: 投资总监."""
    data = rules("titles")
    heads = any_of([t for t in title_heads() if len(t) > 1])
    return re.compile(f"(?:{any_of([*data['prefixes'], *data['modifiers']])})?(?:{heads})$")


@cache
def staff() -> re.Pattern[str]:
    """Any post right before the verb, with the department in front of it: 中心|移动工程经理."""
    heads = [t for t in title_heads() if len(t) > 1]
    return re.compile(f"[一-鿿]{{0,8}}?(?:{any_of(heads)})(?=[一-鿿]{{0,4}}$)")


@cache
def _staff_heads() -> re.Pattern[str]:
    return re.compile(any_of([t for t in title_heads() if len(t) > 1]))


def staff_before(text: str, start: int, end: int) -> Iterable[re.Match[str]]:
    """Posts of staff right before the verb at `end`."""
    at = max(start, end - _staff_reach())
    return staff().finditer(text, at, end) if _staff_heads().search(text, at, end) else ()


@cache
def _staff_reach() -> int:
    """So far in front of the verb `staff` can begin at most: 8 characters, the longest post and 4 behind it."""
    return 12 + max(map(len, title_heads()))


def by_number(text: str, start: int, end: int) -> Subject | None:
    """Several of a kind: 多家酒店反映."""
    match = _SOME.match(text[start:end])
    if match is None or CUT.search(match["noun"]) or word_tag(match["noun"][-2:])[:1] not in ("n", ""):
        return None
    name = match["name"].removeprefix("有些").removeprefix("有") + match["noun"]
    return Subject(start + match.start("name"), start + match.end("noun"), Speaker("group", name))
