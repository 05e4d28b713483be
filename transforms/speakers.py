"""Who speaks: the persons, groups, organisations and documents that a reporting verb can name."""

from __future__ import annotations

import re
from typing import NamedTuple

from transforms.cues import any_of
from transforms.lexicon import rules
from transforms.page import Mention, Page, Post
from transforms.persons import lexicon, word_tag

_RULES = rules("speakers")
_PRONOUN = re.compile(
    r"(?<![其吉维对向给让为跟和与])(?:他们|她们|他|她)|(?:该|这位|那位|这名|上述|前述)[有相]?[关]?(?:负责人|发言人|工作人员|人士|专家|教授|学者|分析师|官员|负责同志)"
)
_HEAD = re.compile(f"{any_of([*_RULES['person'], *_RULES['group'], *_RULES['one_or_many']])}")
_PLURAL = re.compile(f"(?:{any_of(_RULES['one_or_many'])})们")
_ONE = frozenset(_RULES["person"])
_MANY = frozenset(_RULES["group"])
_SINGLE = re.compile("(?:一位|一名|这位|那位|另一位|另一名|有位|有名|该)")
_LEAD = re.compile(f"^(?:{any_of(_RULES['lead'])})")
_TIME = re.compile(
    r"^(?:(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日)?|\d{1,2}日|今天|昨天|今日|昨日|当天|当日)[上下]?[午]?[，,]?"
)
_CUT = re.compile(r"[，,。；;：:“”（）()\s在的对向从与和是、]")
_CLAUSE = re.compile(r"[，,；;：:。！？]")
_BEFORE_OBJECT = re.compile(
    r"[对向给跟被把让为](?:[^，,]{0,14})$|(?:采访|接受|陪同|见到|遇到|告诉|根据|依据|关于|找到|看望)[^，,]{0,14}$"
)
_PLACED = re.compile(r"[在于从对向给跟被把让为据由][^，,]{0,14}$")
_NOT_PERSON = re.compile(f"[的等、]|{any_of(_RULES['not_persons'])}")
_ADVERBIAL = re.compile(r"(?:\d|[在对向就告也还则又曾均都一纷普已再今昨此日接通分现既并最近即自进近前同]|[（(]|$)")
_MEETING = re.compile(
    f"(?:本次|此次|这次)?(?P<name>[^，。；：的]{{0,10}}?(?:{any_of(_RULES['meetings'])}))(?:还|也|并|最后|同时|集中|一致)?$"
)
_PAPER = re.compile(f"《[^》]{{2,60}}》$|(?:{any_of(_RULES['papers'])})$")
_BODY = re.compile(f"(?:{any_of(_RULES['bodies'])})$")
_STOP = re.compile(r"[，,。；;：:、“”！？!?\s的]")
_NO_NAME = re.compile(
    "[了是在对向把被与和说着这那我他她为让从据于到来去]|有(?!限)|记者|会见|主持|出席|陪同|采访|时任|^[原前现]$"
)
_ITS_OWN = re.compile("(?:该|本)(?:公司|集团|企业|机构|银行|平台|院|校|局|中心|协会|行|所|部门|单位|项目)")


class Speaker(NamedTuple):
    """A speaker as `statements` tells it."""

    kind: str
    name: str | None
    title: str | None = None
    organization: str | None = None
    entity_id: str | None = None


class Subject(NamedTuple):
    """A speaker found in front of a reporting verb, with the clean span of the words that name it."""

    start: int
    end: int
    speaker: Speaker
    pronoun: bool = False


UNKNOWN = Speaker("unknown", None)


class Cast:
    """The speakers of a page, and who of them was named or spoke last in the article that is being read."""

    def __init__(self, page: Page) -> None:
        self._names = page.names.by_segment
        self._posts: dict[str, list[tuple[int, str, str | None]]] = {}
        for post in page.names.posts:
            body = post.organization or self._body_before(page.segments[post.segment].text, post)
            self._posts.setdefault(post.person.entity_id, []).append((post.segment, post.title, body))
        self._speakers: dict[str, Speaker] = {}
        self.start_article()

    def start_article(self) -> None:
        """Forget who was named in the article before."""
        self.person: Speaker | None = None
        self.office: Speaker | None = None
        self.group: Speaker | None = None
        self.organization: Mention | None = None

    def mentions(self, segment: int, start: int, end: int) -> list[Mention]:
        """Mentions inside a clean span of a segment."""
        return [m for m in self._names.get(segment, ()) if m.start >= start and m.end <= end]

    def speaker_of(self, mention: Mention) -> Speaker:
        """The speaker that a person's or an organisation's mention names."""
        found = self._speakers.get(mention.entity_id)
        if found is None:
            title = organization = None
            if mention.type == "person":
                title, organization = self._post(mention.entity_id)
            kind = {"person": "person", "work": "document"}.get(mention.type, "organization")
            found = Speaker(kind, mention.name, title, organization, mention.entity_id)
            self._speakers[mention.entity_id] = found
        return found

    def _post(self, entity_id: str) -> tuple[str | None, str | None]:
        """Titles and organisations of a person, as stated where the page first states any."""
        posts = self._posts.get(entity_id)
        if not posts:
            return None, None
        first = [p for p in posts if p[0] == posts[0][0]]
        titles = "、".join(dict.fromkeys(title for _, title, _ in first))
        organizations = "、".join(dict.fromkeys(o for _, _, o in first if o))
        return titles, organizations or None

    def _body_before(self, text: str, post: Post) -> str | None:
        """The words between a title and the mark in front of it, if they can be a body that is no known name."""
        head = text[max(0, post.start - 26) : post.start]
        if len(head) == 26 and not _STOP.search(head):
            return None
        name = _stripped(_STOP.split(head)[-1])
        others = self.mentions(post.segment, post.start - len(name), post.start)
        if not 2 <= len(name) <= 24 or _NO_NAME.search(name) or any(m.type == "person" for m in others):
            return None
        return name

    def note(self, segment: int, text: str, start: int, end: int) -> None:
        """Remember who and what a sentence of narration names, for 他 and 该公司 in later ones."""
        named = self.mentions(segment, start, end)
        persons = [m for m in named if m.type == "person"]
        if persons:
            subject = next((m for m in persons if self._can_speak(text, m, start)), persons[0])
            self.person = self.speaker_of(subject)
        self.organization = next((m for m in reversed(named) if m.type == "organization"), self.organization)
        group = _PLURAL.search(text, start, end)
        if group:
            self.group = Speaker("group", group.group())

    def remember(self, speaker: Speaker) -> None:
        """Remember who spoke."""
        if speaker.entity_id is not None and speaker.kind == "person":
            self.person = speaker
        elif speaker.kind == "person":
            self.person = self.office = speaker
        elif speaker.kind == "group":
            self.group = speaker

    # -- subjects ---------------------------------------------------------------------------------------------

    def find_subject(self, segment: int, text: str, start: int, cue: int, far: bool = True) -> Subject | None:
        """Who the reporting verb at `cue` has for its subject, looked for from `start` on.

        The verb's own clause is read first, then, if the verb may stand `far` from its subject, the two in front of it
        (秦望川，今日发文称).
        """
        bounds = [start, *(m.end() for m in _CLAUSE.finditer(text, start, cue)), cue]
        found = self._in_clause(segment, text, bounds[-2], cue, start)
        if found or len(bounds) < 3 or not far:
            return found
        for a, b in list(zip(bounds[-3::-1], bounds[-2::-1], strict=False))[:2]:
            found = self._in_clause(segment, text, a, b - 1, start)
            if found and not found.pronoun:
                return found
        return None

    def _in_clause(self, segment: int, text: str, start: int, end: int, sentence: int) -> Subject | None:
        named = self.mentions(segment, start, end)
        pronoun = _PRONOUN.search(text, start, end)
        persons = [m for m in named if m.type == "person" and self._can_speak(text, m, start)]
        if persons and not (pronoun and pronoun.start() < persons[0].start):
            m = persons[0]
            return Subject(m.start, m.end, self.speaker_of(m))
        if pronoun:
            speaker = self._whom(pronoun.group(), segment, sentence, start)
            if speaker and not _BEFORE_OBJECT.search(text, start, pronoun.start()):
                return Subject(pronoun.start(), pronoun.end(), speaker, True)
        office = self._office(segment, text, start, end)
        if office:
            return office
        meeting = _MEETING.match(text, start, end)
        if meeting:
            return Subject(meeting.start(), end, Speaker("group", meeting["name"]))
        return self._body(text, start, end, named) or self._by_surname(text, start, end)

    def _can_speak(self, text: str, mention: Mention, start: int) -> bool:
        return not _NOT_PERSON.match(text, mention.end) and not _BEFORE_OBJECT.search(text[start : mention.start])

    def _whom(self, pronoun: str, segment: int, start: int, end: int) -> Speaker | None:
        """Whom a pronoun means: a person named earlier in the sentence, or the last one named or heard."""
        if pronoun in ("他们", "她们"):
            return self.group
        if pronoun in ("他", "她"):
            persons = [m for m in self.mentions(segment, start, end) if m.type == "person"]
            return self.speaker_of(persons[0]) if persons else self.person
        return self.office or self.person

    def _office(self, segment: int, text: str, start: int, end: int) -> Subject | None:
        """A speaker named by office or as one of a group: 市水务局有关负责人, 受访专家, 大家."""
        head = None
        for match in _HEAD.finditer(text, start, end):
            stop = match.end() + text.startswith("们", match.end())
            if _ADVERBIAL.match(text, stop, end) or end - stop <= 4:
                head = match
                break
        if head is None:
            return None
        word, begin = head.group(), start
        if word == "大家":
            return Subject(head.start(), head.end(), self.group or Speaker("group", "大家"))
        for cut in _CUT.finditer(text, start, head.start()):
            begin = cut.end()
        organization = None
        for m in self.mentions(segment, start, head.end()):
            if m.type in ("organization", "place") and m.end > begin - 1:
                begin = min(begin, m.start)
                organization = m if m.end <= head.start() else organization
        own = _ITS_OWN.search(text, start, head.start())
        stop = head.end() + text.startswith("们", head.end())
        name = _stripped(text[begin:stop])
        if word in _ONE:
            return self._official(head, begin, name, word, organization, own)
        one = len(name) == len(word) + 1 or _SINGLE.search(text, start, head.start())
        single = word not in _MANY and one and not name.endswith("们")
        return Subject(begin, stop, Speaker("person" if single else "group", name))

    def _official(
        self,
        head: re.Match[str],
        begin: int,
        name: str,
        word: str,
        organization: Mention | None,
        own: re.Match[str] | None,
    ) -> Subject | None:
        if own and self.organization:
            whose: str | None = self.organization.name
            name = f"{whose}{word}"
        elif organization:
            whose = organization.text
        else:
            whose = name.removesuffix(word) or None
        if whose is None and self.office:
            return Subject(begin, head.end(), self.office)
        return Subject(begin, head.end(), Speaker("person", name, word, whose))

    def _by_surname(self, text: str, start: int, end: int) -> Subject | None:
        """A clause that is nothing but a full name which the page tells nothing else of: 陆知远说."""
        words, known = text[start:end], lexicon()
        if not 2 <= len(words) <= 3 or words[0] not in known.surnames or words in known.not_names:
            return None
        if (
            words[-1] in "地着"
            or any(char in known.never for char in words[1:])
            or word_tag(words)[:2] not in ("", "nr")
        ):
            return None
        return Subject(start, end, Speaker("person", words))

    def _body(self, text: str, start: int, end: int, named: list[Mention]) -> Subject | None:
        """An organisation or a document that says something."""
        for m in reversed(named):
            if m.type == "organization" and text[m.end : m.end + 1] not in ("的", "、", "等"):
                gap = text[m.end : end].lstrip("》”’")
                if (len(gap) <= 8 or _ADVERBIAL.match(gap)) and not _PLACED.search(text[start : m.start]):
                    return Subject(m.start, m.end, self.speaker_of(m))
        own = _ITS_OWN.search(text, start, end)
        if own and self.organization and end - own.end() <= 12:
            return Subject(own.start(), own.end(), self.speaker_of(self.organization))
        for m in reversed(named):
            if m.type == "work" and end - m.end <= 4:
                return Subject(m.start, m.end, self.speaker_of(m))
        paper = _PAPER.search(text[start:end])
        if paper:
            return Subject(start + paper.start(), end, Speaker("document", paper.group().strip("《》")))
        return None

    # -- sources ----------------------------------------------------------------------------------------------

    def find_source(self, segment: int, text: str, start: int, end: int) -> Speaker | None:
        """The speaker named in a source phrase (据…介绍): a person before an organisation before a group."""
        named = self.mentions(segment, start, end)
        for kinds in (("person",), ("organization", "work")):
            for m in reversed(named):
                if m.type in kinds:
                    if kinds[0] != "person":
                        office = self._office(segment, text, start, end)
                        if office:
                            return office.speaker
                    return self.speaker_of(m)
        office = self._office(segment, text, start, end)
        if office:
            return office.speaker
        own = _ITS_OWN.search(text, start, end)
        if own and self.organization:
            return self.speaker_of(self.organization)
        name = _stripped(text[start:end])
        if _BODY.search(name) and 4 <= len(name) <= 24 and not _CUT.search(name):
            return Speaker("organization", name)
        return None


def _stripped(name: str) -> str:
    """A group's wording without what only leads up to it."""
    while True:
        short = _LEAD.sub("", _TIME.sub("", name))
        if short == name or not short:
            return name
        name = short
