"""Who speaks: the persons, groups, organisations and documents of a page, and who of them was named last."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

import rjieba

from transforms.entities.person_lexicon import word_tag
from transforms.lexicon import rules
from transforms.page import Mention, Page, Post
from transforms.statements.asked_houses import JUST_NOW, is_asked
from transforms.statements.cues import any_of
from transforms.statements.kinds import BARE, NEAR_PART, OWN, Kinds, is_research, whose_part
from transforms.statements.wording import is_object, strip_lead, title_in, turns_to

_RULES = rules("speakers")
_ONESELF = frozenset(("我", "他", "她", "我们", "他们", "她们", "大家"))
_START = attrgetter("start")
_PLURAL = re.compile(f"(?P<who>小?(?:{any_of([*_RULES['one_or_many'], *_RULES['many']])})们)")
_LAST_OF = re.compile(
    f"等(?P<who>[一-鿿]{{0,6}}?(?:{any_of(_RULES['one_or_many'])}))(?=先后|分别|依次|纷纷|作|发言|表示|致辞|参加|围绕|就)"
)
"""Those whom a list names by what they are: …、秦望川等企业家代表|先后发言."""


def somebody(counts: str, kinds: list[str]) -> re.Pattern[str]:
    """A pattern for people without names, by how they are counted and what they are: 一名中年男子."""
    return re.compile(f"(?:{counts})[名位个](?P<who>[^，。；的到在把将]{{0,8}}?(?:老人|{any_of(kinds)}))(?![们家])")


_SOMEBODY = somebody("一", [*_RULES["men"], *_RULES["women"]])
"""Somebody without a name who comes into a story: 一名中年男子."""
SURNAMED = re.compile(
    "(?:一[位名])?(?<![百同])姓(?P<family>[一-鿿])的"
    "(?P<form>先生|女士|小姐|同学|老师|师傅|老板|大爷|大妈|阿姨|老人|小伙|男子|女子|医生|护士|司机|负责人|经理|村民)"
)
"""Somebody of whom only the family name is told: 一名|姓王的同学."""
HONOUR = re.compile(any_of(_RULES["honours"]))
_NEAR = 32
"""So many characters in front of a name, at most, say that it is an object."""
_NOT_PERSON = re.compile(f"[的等、]|(?:{any_of(_RULES['honours'])})?(?:{any_of(_RULES['not_persons'])})")
_MET = re.compile("(?:举行|进行)?(?:会谈|会晤|会见|会面|见面|通话|通电话|交谈|座谈|磋商)[^，。；：]{0,6}[后时中]")
_WITH = re.compile("[一-鿿](?:同|与|和|跟)[^，。；：]{0,20}$")
"""In front of whom somebody else meets."""
_STOP = re.compile(r"[，,。；;：:、“”！？!?\s的]")
_PRESS = re.compile("》?(?:首席|特约|实习)?记者")
"""Behind the paper itself, whom 该网站 does not mean."""
_MOVED = re.compile("[^，。；]{0,8}(?:共鸣|感慨|感触|感动|振奋|激动|自豪|欣慰|认同|赞同|记忆犹新|印象深刻)")
"""Behind somebody whom a sentence tells to be moved by another's words: 他说 behind it means him."""
_SEVERAL = re.compile("大家|们|众人|你一言")
_FIRST_SENTENCE = re.compile("[^。！？“「]*")
_AT = re.compile("(?:为|来自|在|于)$")
_NO_NAME = re.compile(
    "[了是在对向把被与和说着这那我他她为让从据于到来去]|有(?!限)|记者|会见|主持|出席|陪同|采访|援引|引述|当[天日]|时任|^[原前现]$|^(?:资深|知名|著名)"
)


_LONGEST_FIELD = 12
_AND = re.compile("(?<=[一-鿿]{2})[与和](?=[一-鿿]{2})")
_BRACKET = re.compile("^[（(][^（）()]{1,16}[）)]")
_BARE_UNIT = re.compile("(?:^|[，。；：、“的\\s])(?P<unit>村|社区|镇|乡)$")
_OWN_COMPANY = re.compile("(?:该|本|这家)?(?:公司|集团|企业){1,2}$")
_OWN_FIELD = re.compile("(?:该|本|这家)(?:公司|集团|企业)(?P<field>(?!的)[一-鿿]{2,6})$")
"""In front of a title: the field of a post in the company named last, 该企业|关务|负责人."""
_OF_COMPANY = re.compile(
    "(?:董事长|副董事长|董事会秘书|董秘|总经理|总裁|副总裁|首席执行官|CEO|财务总监|首席财务官)(?:、|$)"
)
"""Posts that an article on one company need not say of whom: ，|董事长兼总经理秦望川."""
_STOPS_BEFORE = ("", "，", "。", "；", "“", "”", "是", "、", "！", "？")
_CLOSERS = "》”’"
_NO_BRAND = frozenset(_CLOSERS + "分副总正原前老大")
"""What stands between a body and a post and names no part of the body."""
# What a body that is no known name can end in.
BODY = re.compile(
    f"(?:{any_of([*_RULES['bodies'], *_RULES['whole_bodies']])}"
    "|[部组科室馆厂村镇乡县市区省国店站校班团队社园港矿场库会庙寺]|社区|街道|支部|党委|企业|工作室|合作社|基地|实验室|经营部|俱乐部)$"
)


_IN = re.compile("^(?:在|据|对)")
_WITHIN = re.compile("(?P<part>[一-鿿]{1,6}[处科室部组股队所站])?的?")
"""Nothing, or a part of a body, between it and who works there: 市卫健委|宣传处|陆知远, 临江大学|的|陆知远."""
_COMES_FROM = re.compile("(?:^|[，。；：、“”！？\\s]|来自|[在于是据])$")
"""In front of a body that 的 joins to who works there, which nothing is done to: 来自|临江大学的陆知远."""
_PAST = re.compile("时任|曾任|..时任")
"""In front of a post that is no longer held."""


class Speaker(NamedTuple):
    """A speaker as `statements` tells it."""

    kind: str
    name: str | None
    title: str | None = None
    organization: str | None = None
    entity_id: str | None = None


class Subject(NamedTuple):
    """A speaker in front of a reporting verb, with the span of the words for it; `persons`: several by their names."""

    start: int
    end: int
    speaker: Speaker
    pronoun: bool = False
    persons: bool = False


UNKNOWN = Speaker("unknown", None)


class Cast:
    """The speakers of a page, and who of them was named or spoke last in the article that is being read."""

    def __init__(self, page: Page) -> None:
        self._names = page.names.by_segment
        self.kinds = Kinds(page)
        self._segments = page.segments
        self._article_of = [segment.article_id for segment in page.segments]
        self._posts: dict[str, list[tuple[int, str, str | None]]] = {}
        self._past: dict[str, list[tuple[int, str, str | None]]] = {}
        for post in page.names.posts:
            title, body = post.title, post.organization
            if body is None:
                title, body = self._read_before(page.segments[post.segment].plain, post)
            body = self._whole(page.segments[post.segment].plain, post, body)
            held = self._past if _PAST.match(page.segments[post.segment].plain, max(0, post.start - 2)) else self._posts
            held.setdefault(post.person.entity_id, []).append((post.segment, title, body))
        self._titled: dict[str, dict[str, Mention]] = {}
        for post in page.names.posts:
            self._titled.setdefault(self._article_of[post.segment], {})[post.title] = post.person
        self._read_honours(page)
        self._house = self._read_houses()
        self.start_article(None)

    def _read_houses(self) -> dict[str, str]:
        """Whose people are named right behind their body, without a post: 市水务局宣传处|陆知远."""
        out: dict[str, str] = {}
        for segment, named in self._names.items():
            for body, person in pairwise(named):
                gap = self._segments[segment].plain[body.end : person.start]
                within = _WITHIN.fullmatch(gap) if (body.type, person.type) == ("organization", "person") else None
                before = self._segments[segment].plain[max(0, body.start - 2) : body.start]
                if within is not None and (gap[-1:] != "的" or _COMES_FROM.search(before)):
                    out.setdefault(person.entity_id, f"{body.name}{within['part'] or ''}")
        return out

    def _read_honours(self, page: Page) -> None:
        """Titles printed behind names (陆知远教授): whose a bare title is, and a post where no other is stated."""
        for m in page.names.mentions:
            honour = HONOUR.match(page.segments[m.segment].plain, m.end) if m.type == "person" else None
            if honour:
                self._titled.setdefault(self._article_of[m.segment], {}).setdefault(honour.group(), m)
                self._posts.setdefault(m.entity_id, [(m.segment, honour.group(), None)])

    def start_article(self, article_id: str | None) -> None:
        """Forget who was named in the article before: there a name may be another person's, and a title too."""
        self._article = article_id
        self._speakers: dict[tuple[str, bool], Speaker] = {}
        self.person: Speaker | None = None
        self.heard: Speaker | None = None
        self.office: Speaker | None = None
        self.somebody: Speaker | None = None
        self.group: Speaker | None = None
        self.several: Speaker | None = None
        self.source: Speaker | None = None
        self.medium: Speaker | None = None
        """Who reported last, whoever was quoted in it."""
        self.work: Speaker | None = None
        self.paper: Speaker | None = None
        self.organization: Mention | None = None
        self._asked: tuple[int, Mention] | None = None

    def mentions(self, segment: int, start: int, end: int, kind: str | None = None) -> list[Mention]:
        """Mentions inside a clean span of a segment, of one type only if that is given."""
        named = self._names.get(segment)
        if named is None:
            return []
        first, behind = bisect_left(named, start, key=_START), bisect_left(named, end, key=_START)
        return [m for m in named[first:behind] if m.end <= end and kind in (None, m.type)]

    def speaker_of(self, mention: Mention) -> Speaker:
        """The speaker that a person's or an organisation's mention names."""
        before = mention.entity_id in self._past and not self._is_honoured(mention)
        found = self._speakers.get((mention.entity_id, before))
        if found is None:
            title = organization = None
            if mention.type == "person":
                title, organization = self._post(mention.entity_id, before)
                organization = organization or (None if title else self._house.get(mention.entity_id))
                title = title or title_in(mention.name)
            kind = {"person": "person", "work": "document"}.get(mention.type, "organization")
            found = Speaker(kind, mention.name, title, organization, mention.entity_id)
            self._speakers[mention.entity_id, before] = found
        return found

    def _is_honoured(self, mention: Mention) -> bool:
        """Whether a title of today stands behind the name of one who held other posts before: 秦望川总书记."""
        return HONOUR.match(self._segments[mention.segment].plain, mention.end) is not None

    def _post(self, entity_id: str, before: bool) -> tuple[str | None, str | None]:
        """Titles and organisations of a person, as stated where the article, or else the page, first states any.

        Posts of the past are meant where the person is told of as one who held them `before`, or holds no other.
        """
        posts = self._past.get(entity_id) if before else self._posts.get(entity_id, self._past.get(entity_id))
        if not posts:
            return None, None
        posts = [p for p in posts if self._article_of[p[0]] == self._article] or posts
        first = [p for p in posts if p[0] == posts[0][0]]
        if not any(body for _, _, body in first):
            first += [p for p in posts if p[2]][:1]  # where the body is only told later
        titles = "、".join(dict.fromkeys(part for _, title, _ in first for part in title.split("、")))
        organizations = "、".join(dict.fromkeys(o for _, _, o in first if o))
        return titles, organizations or None

    def _read_before(self, text: str, post: Post) -> tuple[str, str | None]:
        """Title and body by the words in front of a title: 澄观研究院新能源 in front of 首席分析师 are both."""
        body = self._body_before(text, post)
        if body is None and (own := _OWN_FIELD.search(text, max(0, post.start - 12), post.start)):
            return f"{own['field']}{post.title}", self._company_before(post)
        if body is None:
            near = self.mentions(post.segment, max(0, post.start - 26), post.start)
            for m in near if not any(other.type == "person" for other in near) else ():
                gap = _BRACKET.sub("", text[m.end : post.start])
                words_of_field = 0 < len(gap) <= _LONGEST_FIELD and not _STOP.search(gap)
                if m.type == "organization" and words_of_field and not _NO_NAME.search(_AND.sub("", gap)):
                    words = [word for word, _ in rjieba.tag(gap)]
                    if gap[0] not in _NO_BRAND and not any(len(word) > 1 and word_tag(word) for word in words):
                        return post.title, f"{m.name}{gap}"  # 云帆集团|骐骥|副总裁
                    return f"{gap.lstrip(_CLOSERS)}{post.title}", m.name
        return post.title, body

    def _body_before(self, text: str, post: Post) -> str | None:
        """The words between a title and the mark in front of it, if they can be a body that is no known name."""
        head = text[max(0, post.start - 26) : post.start]
        if head.endswith("的"):
            found = self.mentions(post.segment, post.start - len(head), post.start)
            return next((m.name for m in found if m.type == "organization" and _AT.search(text, 0, m.start)), None)
        if len(head) == 26 and not _STOP.search(head):
            return None
        name = _IN.sub("", strip_lead(_STOP.split(head)[-1]))
        others = self.mentions(post.segment, post.start - len(name), post.start)
        if not 2 <= len(name) <= 24 or _NO_NAME.search(name) or any(m.type == "person" for m in others):
            return None
        if _OWN_COMPANY.match(name):
            return self._company_before(post)
        named = any(m.end == post.start and m.type in ("organization", "place") for m in others)
        return name if named or BODY.search(name) or is_research(name, post.title) else None

    def _company_before(self, post: Post) -> str | None:
        """The company that 该公司 or 公司 in front of a post means: the last one named before it."""
        company = self.kinds.before(post.segment, post.start, "公司")
        return company.name if company else None

    def _whole(self, text: str, post: Post, body: str | None) -> str | None:
        """The body of a post with its name where the text gives its kind alone: 该院|心血管外科, 学校, a bare 村."""
        if body and _OWN_COMPANY.match(body):
            return self._company_before(post)
        near = self.mentions(post.segment, max(0, post.start - NEAR_PART), post.start) if "称" in text else []
        if body and near and (of := whose_part(text, body, post.start, near)) is not None:
            return of
        if body and BARE.fullmatch(body):
            named = self.kinds.before(post.segment, post.start, body)
            return named.name if named else body
        own = OWN.match(body) if body else OWN.search(text, max(0, post.start - 16), post.start)
        if own:
            named = self.kinds.before(post.segment, post.start, own["unit"])
            return f"{named.name}{own['field']}" if named else body and body.lstrip("”’」")
        if body is None and _OF_COMPANY.match(post.title) and text[post.start - 1 : post.start] in _STOPS_BEFORE:
            company = self.kinds.main_company(post.segment)
            return company.name if company else None
        bare = None if body else _BARE_UNIT.search(text, max(0, post.start - 3), post.start)
        named = self.kinds.before(post.segment, post.start, bare["unit"]) if bare else None
        return named.name if named else body

    def can_speak(self, text: str, mention: Mention, start: int) -> bool:
        """Whether a person's mention can be the subject of the clause that begins at `start`."""
        met = _MET.match(text, mention.end) and _WITH.search(text, start, mention.start)  # 同到访的秦望川|会谈后
        return not met and not _NOT_PERSON.match(text, mention.end) and self.may_act(text, mention, start)

    def may_act(self, text: str, mention: Mention, start: int) -> bool:
        """Whether what stands in front of a person in a clause that begins at `start` leaves him to be its subject."""
        near = max(start, mention.start - _NEAR)
        if not is_object(text, near, mention.start):
            return True
        before = text[near : mention.start]
        for body in self.mentions(mention.segment, near, mention.start, "organization"):
            before = before[: body.start - near] + "某" * (body.end - body.start) + before[body.end - near :]
        return not is_object(before, 0, len(before))  # the 为 of 华为 is no preposition

    def tells(self, segment: int, start: int, end: int) -> bool:
        """Whether a clause has a subject and a verb of its own."""
        tokens = self._segments[segment].tokens
        named = False
        for at in range(bisect_left(tokens, start, key=_START), len(tokens)):
            token = tokens[at]
            if token.start >= end:
                break
            if token.tag == "v" and (len(token.word) > 1 or token.word in "是有为"):
                return named  # without a subject it is a clause of the one behind it
            named = named or token.tag[0] in "nj" or token.tag == "vn" or token.word in _ONESELF
        return False

    def above(self, segment: int | None = None) -> list[tuple[int, str]]:
        """The paragraphs of the article in front of one, or all of them, headings too, by number."""
        stop = len(self._segments) if segment is None else segment
        return [(n, self._segments[n].plain) for n in range(stop) if self._article_of[n] == self._article]

    def of_family(self, family: str) -> Speaker | None:
        """The first person of the article with a family name: who 秦：… in an interview is."""
        for segment, named in self._names.items():
            for m in named if self._article_of[segment] == self._article else ():
                if m.type == "person" and m.name.startswith(family):
                    return self.speaker_of(m)
        return None

    def titled(self, text: str, start: int, end: int) -> tuple[int, Speaker] | None:
        """Where in a clause a bare title of somebody on the page stands, and whose it is in the article: 局长说."""
        for title, mention in self._titled.get(self._article or "", {}).items():
            at = text.rfind(title, start, end)
            if at >= 0:
                return at, self.speaker_of(mention)
        return None

    def text_below(self, segment: int) -> str | None:
        """The next paragraph of the article, if it is one of its body."""
        following = segment + 1
        if self._article_of[following : following + 1] != [self._article] or self._segments[following].kind != "body":
            return None
        return self._segments[following].plain

    def named_next(self, segment: int) -> Speaker | None:
        """The one person whom the first sentence of the next paragraph tells of, in front of any quotation."""
        following, text = segment + 1, self.text_below(segment)
        if text is None:
            return None
        end = _FIRST_SENTENCE.match(text).end()  # type: ignore[union-attr]
        persons = [m for m in self.mentions(following, 0, end) if m.type == "person"]
        if len({m.entity_id for m in persons}) != 1 or not self.can_speak(text, persons[0], 0):
            return None
        if _SEVERAL.search(text, 0, persons[0].start):
            return None
        return self.speaker_of(persons[0])

    def note(self, segment: int, text: str, start: int, end: int) -> None:
        """Remember who and what a sentence of narration names, for 他 and 该公司 in later ones."""
        named = self.mentions(segment, start, end)
        persons = [m for m in named if m.type == "person"]
        if persons:
            moved = next(
                (m for m in reversed(persons) if _MOVED.match(text, m.end) or turns_to(text, start, m.start)), None
            )
            subject = moved or next((m for m in persons if self.can_speak(text, m, start)), persons[0])
            self.person = self.speaker_of(subject)
        bodies = (m for m in reversed(named) if m.type == "organization" and not _PRESS.match(text, m.end))
        self.organization = next(bodies, self.organization)
        if asked := next((m for m in named if is_asked(text, m, start)), None):
            self._asked = segment, asked
        if works := [m for m in named if m.type == "work"]:
            self.work = self.speaker_of(works[-1])
        if somebody := _SOMEBODY.search(text, start, end):
            self.somebody = Speaker("person", somebody["who"])
        if "姓" in text and (surname := SURNAMED.search(text, start, end)):
            self.person = self.somebody = Speaker("person", f"{surname['family']}{surname['form']}")
        many = _PLURAL.search(text, start, end) if text.find("们", start, end) >= 0 else None
        if group := many or (_LAST_OF.search(text, start, end) if "等" in text else None):
            self.group = self.several = Speaker("group", group["who"])

    def asked(self, segment: int, text: str, at: int) -> Mention | None:
        """The house whose people the press asked, in front of `at` in this paragraph or in the one above it."""
        here = self.mentions(segment, max(0, at - JUST_NOW), at)
        asked = next((m for m in reversed(here) if is_asked(text, m, 0)), None)
        return asked or (self._asked[1] if self._asked and segment - self._asked[0] <= 1 else None)

    def remember(self, speaker: Speaker) -> None:
        """Remember who spoke."""
        self.heard = speaker
        if speaker.entity_id is not None and speaker.kind == "person":
            self.person = speaker
        elif speaker.kind == "person":
            self.person = self.office = speaker
            self.somebody = self.somebody if speaker.title else speaker
        elif speaker.kind == "group":
            self.group = self.several = speaker
            if speaker.name and speaker.name.endswith(("媒", "媒体")):
                self.source = speaker
        elif speaker.kind != "unknown":
            self.source = speaker
            self.work = speaker if speaker.kind == "document" and speaker.entity_id else self.work
            self.paper = speaker if speaker.kind == "document" else self.paper
