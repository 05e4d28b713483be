"""Posts: the titles and organisations that stand before or behind a person."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from typing import NamedTuple

from transforms.entities.gazetteer import trie_pattern
from transforms.entities.person_lexicon import word_tag
from transforms.entities.spans import Span
from transforms.entities.titles import Title
from transforms.entities.words import Words
from transforms.lexicon import rules
from transforms.page import Token

_IN_OFFICE = re.compile("(?:时任|现任|曾任|担任|出任|身为|作为|兼任|同是|同为|同样是|也是)[一-鿿]{0,10}$")
_AS = re.compile("(?:作为|身为)(?:一名|一位)?(?P<field>[一-鿿]{0,12})$")
_SOMEBODY = re.compile("[一-鿿]{0,5}(?:[市居村农渔牧]民|读者|观众|网友|球迷|游客|家长|学生|业主)")
"""What somebody is beside his post, with the place: 临江|市民|何岚."""


class Holding(NamedTuple):
    """What stands before a person: titles, their organisations, and where the words start."""

    start: int
    titles: tuple[str, ...]
    organizations: tuple[str, ...]


_FIELD = re.compile("、(?=[一-鿿]{2,16}$)")
"""What stands between two titles and tells the task of the second: 副部长、两国水网对话中方|牵头人."""
_DESCRIBED = re.compile("、[^，。；：、“”]{2,24}的$")
"""What else somebody is, between a post and its holder: 实践队队长、|临江大学大三的|何岚."""
_OF_SEX = ("的女", "的男")
_DROPPED = re.compile("^(?:时任|现任|新任|原任)")


def read_holding(
    text: str, person: int, titles: dict[int, Title], bodies: dict[int, Span], roles: dict[int, int]
) -> Holding | None:
    """The posts printed right before a person that starts at `person`; `titles`, `bodies` and `roles` by their end."""
    at = _skip_space(text, person)
    if text[at - 1 : at] == "的" and at - 1 in titles:  # 时任青渡区副区长的|陆知远
        held = read_holding(text, at - 1, titles, bodies, roles)
        return held if held is not None and _IN_OFFICE.search(text, max(0, held.start - 12), held.start + 2) else None
    told = _DESCRIBED.search(text, max(0, at - 28), at) if text[at - 1 : at] == "的" else None
    if told is not None and told.start() in titles and not any(told.start() < end < at for end in titles):
        return read_holding(text, told.start(), titles, bodies, roles)
    if text.endswith("之一的", 0, at):  # 专项基金联络员|之一的|陆知远
        return read_holding(text, at - 3, titles, bodies, roles) if at - 3 in titles else None
    names: list[str] = []
    organizations: list[str] = []
    of_body: set[int] = set()
    start = person
    while True:
        if (title := titles.get(at)) is not None:
            at = start = _with_field(text, title, _behind_body(title, bodies), bodies)
            names.append(_DROPPED.sub("", text[at : title.end]))
            sexed = text.endswith(_OF_SEX, 0, at) and at - 2 not in titles  # 儿科的女|医生
            gap = _skip_space(text, at - sexed - (text[at - 1 - sexed : at - sexed] == "的"))
            gap = _before_mark(text, _before_brackets(text, gap), bodies)
            body = bodies.get(at) or bodies.get(gap)
            if body is not None and body.type == "place" and text[body.start : body.end] in rules("titles")["markets"]:
                body = bodies.get(body.start, body)  # 云帆集团|中国|首席代表
            if body is not None and (body.type != "?" or not organizations):
                organizations.append(text[body.start : body.end])
                at = start = body.start
                of_body.add(at)
        elif at in roles and names == [] and text[roles[at] - 1 : roles[at]] in ("、", "，"):
            at = roles[at]
        else:
            break
        joined = _join_before(text, at - (text[at - 1 : at] == "村"))  # 队长、村|党支部书记
        far = at
        while joined is None and (place := bodies.get(far)) is not None and place.type == "place":
            far = place.start  # 全国人大代表、|临江县|青溪村党支部书记
            joined = _join_before(text, far)
        wide = _FIELD.search(text, max(0, at - 18), at) if joined is None and names else None
        if (
            wide is not None
            and wide.start() in titles
            and not any(wide.end() < end <= at for end in (*bodies, *titles))
        ):
            whose = organizations if at in of_body else names  # 副总裁、青溪|公益基金会|副理事长
            whose[-1] = text[wide.end() : at] + whose[-1]
            at = start = wide.end()
            joined = wide.start()
        if joined is None and organizations and text[at - 1 : at] == "，" and _of_body(text, at - 1, titles, bodies):
            joined = at - 1  # 省政协副主席，|临江大学校长
        if joined is None:
            break
        at = joined
    if not names:
        return None
    if len(organizations) > 1 and organizations[0] in rules("titles")["inner_units"]:
        names[0] = organizations.pop(0) + names[0]  # 水务局党组成员、|办公室|主任
    if not organizations and (unit := _OF_COMMITTEE.match(names[-1])) is not None:
        names[-1], organizations = names[-1][unit.end() :], [unit.group()]  # 居委会|负责人汤老师
    return Holding(start, tuple(reversed(names)), tuple(dict.fromkeys(reversed(organizations))))


_OF_COMMITTEE = re.compile("(?:村委会|居委会|业委会|村民委员会|居民委员会|业主委员会|管委会|董事局)(?=..)")
"""A body by its kind alone, in front of what somebody is there."""


def as_deputy(text: str, holding: Holding) -> Holding:
    """The posts with what a deputy is called by whole, who holds no post of the body: 全国人大代表, 省政协委员."""
    for body in holding.organizations:
        title = next((t for kind, t in _DEPUTIES.items() if body.endswith(kind) and t in holding.titles), "")
        if title and body + title in text:
            titles = tuple(body + t if t == title else t for t in holding.titles)
            return Holding(holding.start, titles, tuple(b for b in holding.organizations if b != body))
    return holding


_DEPUTIES = {"人大": "代表", "政协": "委员"}


def read_holding_as(text: str, person: int, titles: dict[int, Title], bodies: dict[int, Span]) -> Holding | None:
    """The post that a clause in front tells somebody to act in: 作为消费者代表，|临江市民何岚."""
    comma = text.rfind("，", max(0, person - _NEAR), person)
    title = titles.get(comma)
    told = _AS.search(text, max(0, title.start - _NEAR - 4), title.start) if title is not None else None
    if title is None or told is None or not (comma + 1 == person or _SOMEBODY.fullmatch(text, comma + 1, person)):
        return None
    if (body := bodies.get(title.start)) is not None:
        return Holding(body.start, (title.text,), (text[body.start : body.end],))
    start = told.start("field") if comma - told.start("field") <= _LONGEST_FIELD else title.start
    whose, _, words = text[start:comma].rpartition("的")  # 作为临江队的|队长
    return Holding(start, (words,), (whose,) if _BODY_END.search(whose) else ())


_LONGEST_FIELD = 8


def _of_body(text: str, end: int, titles: dict[int, Title], bodies: dict[int, Span]) -> bool:
    """Whether a title is printed with the body that it is held in, so that whose it is stands behind it; one of several
    is that another of them is: 省委副书记、省长，."""
    title = titles.get(end)
    if title is None:
        return False
    own = title.start in bodies or title.text.startswith(("副", "党组", "常委"))
    return own or (text[title.start - 1 : title.start] == "、" and _of_body(text, title.start - 1, titles, bodies))


_JOINED = frozenset(("、", "和", "与", "及", "以及"))
_OF_ONE = re.compile("(?:书记|主席|主任|总理|总统|首相|总裁|总经理|发言人|负责人|[^副]长|^长)$")
"""Titles that one person holds at a time."""
_NEAR = 12
"""So many characters may stand between two who hold posts of one body: 主任陆知远|主持会议，|副主任秦望川."""
_SENTENCE_END = re.compile("[。；！？\n]")
_UNDER = re.compile("^(?:常务)?副|^党组|^秘书长$|^委员$|^班子成员$|^顾问$")
_KINDS_OF_HEAD = {
    "校长": ("大学", "学院", "学校", "中学", "小学"),
    "院长": ("院",),
    "所长": ("所",),
    "厂长": ("厂", "公司"),
}
"""How bodies end whose head is called so, where one list names several who hold posts there."""


def shared_holding(between: str, before: Holding, start: int) -> Holding | None:
    """The posts of the person named in front, where a list of names shares them: 副主任陆知远、|秦望川."""
    if between not in _JOINED or (_OF_ONE.search(before.titles[-1]) and "副" not in before.titles[-1]):
        return None
    return before._replace(start=start)


def of_same_body(between: str, before: Holding, holding: Holding) -> Holding:
    """The posts with the body of those in front, if they are of the same: 县人大常委会主任陆知远，|副主任秦望川."""
    title = holding.titles[0]
    apart = len(between) > _NEAR or _SENTENCE_END.search(between)
    if holding.organizations or not before.organizations or apart or not _UNDER.match(title):
        return holding
    head = title.removeprefix("常务").removeprefix("副")
    same = head != title and before.titles[-1].endswith(head)
    fits = between == "、" and before.organizations[-1].endswith(_KINDS_OF_HEAD.get(head, ()))
    if same or fits or not title.startswith(("副", "常务副")):
        return holding._replace(organizations=before.organizations)
    return holding


@cache
def _holds() -> re.Pattern[str]:
    other = "[一-鿿]{0,3}(?:主持|发言|本|负责|当事|介绍|候选|主|新郎|新娘|男|女|老|众)人"
    home = f"(?:，(?!{other})[一-鿿]{{2,5}}人)?，?"  # 陆知远，青溪人，是一名|教师
    return re.compile(
        f"(?:老人|先生|女士|同志)?{home}(?:今年\\d{{1,3}}岁，?)?(?:{trie_pattern(rules('titles')['holds'])})(?:[一1][名位])?"
    )


_ONE_OF = re.compile("的?(?:[一1][名位])?(?:普通|年轻|资深|优秀|老)?的?")
"""Between a body and what somebody is there: 青溪街道办|的一名普通|职工."""
_CLAUSE_END = re.compile("[，。；、：！？）)」”\\s]|$|(?:之?后|以来|期间)[，的]?")


def read_holding_after(text: str, person: int, titles: dict[int, Title], bodies: dict[int, Span]) -> Holding | None:
    """The posts stated behind a person that ends at `person`: 陆知远是院长; `titles`, `bodies` by their start.

    The holding's `start` is where its words end.
    """
    if (title := titles.get(person)) is not None:
        # 冯某代表 …: a verb as often as a post.
        return None if title.text in rules("titles")["needs_organization"] else Holding(title.end, (title.text,), ())
    link = _holds().match(text, person)
    at = person + 1 if link is None else link.end()
    body = bodies.get(at)
    if link is None and (body is None or text[person] not in "，（("):
        return None
    return _read_held(text, at, body or (_body_words(text, at, titles) if link else None), titles)


def read_holding_below(text: str, person: Span, titles: dict[int, Title], bodies: dict[int, Span]) -> Holding | None:
    """The post that the life of whom a sentence opens with ends in: 陆知远，男，1965年生，|现任青溪区副区长.

    `person` is the span from the name to the next one.
    """
    opens = person.start == 0 or text[person.start - 1] in "。！？；\n"
    now = _NOW.search(text, text.find("，", person.start), person.end) if opens else None
    if now is None or _SENTENCE_END.search(text, person.start, now.start()):
        return None
    at = now.end()
    return _read_held(text, at, bodies.get(at) or _body_words(text, at, titles), titles)


_NOW = re.compile("，(?:[^，。；]{0,8}(?:现任|现为|现担任|现是)|后任|后担任)(?:[一1][名位])?")


def _body_words(text: str, at: int, titles: dict[int, Title]) -> Span | None:
    """Words between a verb of holding and a title that say where, though they are no name: 担任|服务队|队长."""
    end = next((end for end in range(at + 3, at + _LONGEST_WORDS) if end in titles), at)
    words = text[at : end - (text[end - 1 : end] == "的")]
    named = at not in titles and _HAN.fullmatch(words) and _BODY_END.search(words)
    return Span(at, at + len(words), "?") if named else None


_LONGEST_WORDS = 16
_HAN = re.compile("(?!该|其|本|某|这|那|我)(?:(?![的了和与及着过])[一-鿿]){3,}")


def _read_held(text: str, at: int, body: Span | None, titles: dict[int, Title]) -> Holding | None:
    """The posts stated from a position on, in a body that stands there or in none."""
    if body is not None:
        over = body.end in titles or _over_end(body, titles) is not None
        at = body.end if over else _ONE_OF.match(text, body.end).end()  # type: ignore[union-attr]
    if body is not None and at == body.end and (torn := _over_end(body, titles)) is not None:
        titles = {**titles, at: torn}
    names: list[str] = []
    while (title := titles.get(at)) is not None:
        names.append(title.text)
        at = title.end
        if text[at : at + 1] == "、" and at + 1 in titles:
            at += 1
    if not names or not _CLAUSE_END.match(text, at):
        return None
    return Holding(at, tuple(names), (text[body.start : body.end],) if body is not None else ())


def _over_end(body: Span, titles: dict[int, Title]) -> Title | None:
    """The title behind a body that took the end of its name for a part of the post: 市总|工会主席."""
    for at in range(body.end - 1, max(body.start, body.end - 5), -1):
        if (title := titles.get(at)) is not None and title.end > body.end:
            return Title(body.end, title.end, title.text[body.end - at :])
    return None


def body_words_before(words: Words, end: int) -> tuple[int, int] | None:
    """Span of the words right before a post that say where it is held, though they are no name: 二工区, 管家团."""
    tokens = words.tokens
    last = bisect_left(words.starts, end) - 1
    if last < 0 or tokens[last].end != end:
        return None
    first = last
    acts = _group_by_deed(words, last)  # 实践|队, 救援|队
    while first >= 0 and end - tokens[first].start <= 16 and (_is_body_word(tokens[first]) or first == acts):
        first -= 1
    if first == last or (first >= 0 and end - tokens[first].start > 16 and _is_body_word(tokens[first])):
        return None
    start = tokens[first + 1].start
    text = words.text[start:end]
    if text.endswith(tuple(rules("titles")["markets"])):
        return None  # 云帆国际|中国区
    named = len(text) >= 3 and "人员" not in text  # 车站工作人员联系|列车长
    return (start, end) if named and _BODY_END.search(text) else None


def _group_by_deed(words: Words, last: int) -> int:
    """The number of the verb that a group is called by what it does, whose word is the token before `last`; or -1."""
    tokens = words.tokens
    group = tokens[last].word in _GROUPS and last > 0 and tokens[last - 1].tag in ("v", "vn", "vd")
    return last - 1 if group and len(tokens[last - 1].word) == 2 else -1


_GROUPS = ("队", "组", "团", "社", "站", "班", "室")
_BODY_END = re.compile(
    "(?:区|组|室|科|处|司|局|部|队|团|站|所|院|校|系|厂|矿|场|社|会|村|镇|乡|街|街道|社区|中心|公司|集团|车间|项目部|平台|班|连|营|库|线|店|馆|园|台|委|政府)$"
)


def _is_body_word(token: Token) -> bool:
    known = token.tag in _BODY_TAGS or (len(token.word) > 1 and not word_tag(token.word) and token.tag != "x")
    return known and token.word not in _NOT_BODY


_BODY_TAGS = frozenset(("n", "nr", "nz", "nt", "ns", "nrt", "j", "vn", "b", "eng", "m", "ng", "q", "nrfg", "zg", "an"))
_NOT_BODY = frozenset(("时任", "该", "其", "记者", "一名", "一位", "这位", "名", "位", "日前", "现任"))


def _before_mark(text: str, at: int, bodies: dict[int, Span]) -> int:
    """Where the body ends that a post is held in, in front of the market it is for or a closing mark:
    云帆集团|中国区|总裁, “临江春|”老板, 《临江晚报|》记者."""
    if at in bodies:
        return at
    if text[at - 1 : at] in _CLOSERS and at - 1 in bodies:
        return at - 1
    names = (m for m in rules("titles")["markets"] if text.endswith(m, 0, at) and at - len(m) in bodies)
    return at - len(next(names, ""))


_CLOSERS = ("”", "》")


def _with_field(text: str, title: Title, start: int, bodies: dict[int, Span]) -> int:
    """Where a teacher's post starts, with the field right behind the university: 临江大学|金融学|教授."""
    if not title.text.endswith(_TAUGHT) or start in bodies:
        return start
    ends = (at for at in range(start - 2, start - _LONGEST_SUBJECT, -1) if at in bodies and bodies[at].type != "?")
    return next((at for at in ends if _SUBJECT.fullmatch(text, at, start)), start)


_TAUGHT = ("教授", "讲师", "博士", "博士生导师")
_SUBJECT = re.compile("(?:(?!大学|院)[一-鿿]){1,7}学")
_LONGEST_SUBJECT = 9


def _behind_body(title: Title, bodies: dict[int, Span]) -> int:
    """Where the title starts, behind what it took from the body before it: 云帆基金|拟任基金经理."""
    for at in range(title.start + 1, title.end - 1):
        if at in bodies and bodies[at].start < title.start:
            return at
    return title.start


def _join_before(text: str, at: int) -> int | None:
    for width in (3, 2, 1):
        if at >= width and text[at - width : at] in _JOINS:
            return at - width
    return None


def _before_brackets(text: str, at: int) -> int:
    """Where a bracket opens that ends at `at`, or `at`: 省委改革办|（自贸港工委办）|副主任."""
    opening = text.rfind("（", max(0, at - _LONGEST_ALIAS), at) if text[at - 1 : at] == "）" else -1
    return opening if opening > 0 else at


_LONGEST_ALIAS = 20


_JOINS = frozenset(("、", "兼", "兼任", "、兼", "，兼", "和", "暨", "及"))


_INVISIBLE = frozenset("\u200b\u200c\u200d\ufeff")


def _skip_space(text: str, at: int) -> int:
    while at and (text[at - 1].isspace() or text[at - 1] in _INVISIBLE):
        at -= 1
    return at
