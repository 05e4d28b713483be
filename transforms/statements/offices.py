"""Speakers named by an office or as one of a group: 市水务局有关负责人, 受访专家, 大家."""

from __future__ import annotations

import re

import rjieba

from transforms.entities.manners import is_manner
from transforms.lexicon import rules
from transforms.page import Mention
from transforms.statements.cues import any_of
from transforms.statements.pronouns import POINTING, note_several, note_surnamed
from transforms.statements.speakers import BODY, Cast, Speaker, Subject
from transforms.statements.unnamed_staff import STAFF, as_staff
from transforms.statements.wording import strip_lead

_RULES = rules("speakers")
_NO_HEAD = (
    "会(?![上前后中])|部门|人?士|[团处队长区所证室政面]|互动|交流|关系|服务|事务|热线|之家|大会|座谈|论坛|"
    "权益|信心|物价|保护|协会|委员会|联合会|联盟|合作社|平台|评论|留言|(?<=媒)体"
)
"""What behind such a word makes another of it: 投资者|互动平台."""
_HEAD = re.compile(f"(?:{any_of([*_RULES['person'], *_RULES['group'], *_RULES['one_or_many']])})(?!{_NO_HEAD})")
_ONE = frozenset(_RULES["person"])
_SPEAKS_FOR = re.compile(any_of(_RULES["person"]))
_MANY = frozenset(_RULES["group"])
_SINGLE = re.compile("(?:一位|一名|这[位名]|那[位名]|另一位|另一名|有位|有名|该)")
_COUNTED = re.compile("(?:另?一位|另?一名|某位|某名)")
_NOBODY = frozenset(_RULES["nobody"])
CUT = re.compile(
    r"[，,。；;：:“”（）()\s—在的向从和是、]|与(?!会)|对(?![外冲口])|通过|援引|走进|来到|获得|听[到见]|[给让把了着]|被(?![告害])"
)
ADVERBIAL = re.compile(
    r"(?:\d|[在对向就告也亦还则又曾均都一纷普已再今昨此日接通分现既并最近即自进近前同]|会[后上前]|赛[后前]|致电|致信|来电|来信|拨打|拨通|打进|打来|找到|参观|看完|听完|体验|随后|随即|稍后|得知|接受|了解|回应|答复|回复|根据|结合|综合|依据|依照|鉴于|[（(]|$)"
)


def goes_on(text: str, at: int, end: int) -> bool:
    """Whether nothing but when, where, to whom or how stands between a speaker and the verb: 专家们|意味深长地|说."""
    return ADVERBIAL.match(text, at, end) is not None or is_manner(text[at:end])


ITS_OWN = re.compile(
    "(?:该|本)(?:公司|集团|企业|机构|银行|平台|院|校|局|厅|中心|协会|行|所|部门|单位|报(?![告道名])|刊|社(?!区)|通讯社|电视台|网站|杂志|媒体|智库|党)|这家(?:[^，。；：这家]{0,14}的)?(?:公司|集团|企业|机构|银行|房企|车企|药企|险企|券商|平台)"
)
LINKS = ("、", "和", "与", "及")
"""Between those who speak together."""
_NEAR_TO = re.compile("(?:接近|熟悉|了解|参与)[^，。的]{2,16}的$")
"""What tells who somebody without a name is: 接近云帆公司的|人士."""
WITHHOLDS = re.compile("(?:[一另][位名])(?:不愿|不想|不便|要求|匿名|不具名)[^，。；]{0,10}的$")
"""What stands between 一位 and who would not be named: 一位|不愿透露姓名的|专家."""
_FAMILY = re.compile("[一-鿿]姓$")
"""Of whom only the family name is told: 水务局|张姓|负责人."""
_SOME_OF = re.compile("(?<=[一-鿿\\d])(?:部分|不少|许多|众多|多[名位]|数[名位]|几[名位]|一些)(?![的和])")
_GATHERING = re.compile("会议?$")
"""A meeting is not whom 大家 means."""
_TOWARDS = frozenset("向对与跟给被把让")
# Parts of speech that no name of a body or a document has.
_WORDS_OF_CLAUSES = frozenset(("k", "d", "p", "r", "c", "ul", "uz", "ug", "y", "ad"))


_LONGEST_NAME, _LONGEST_CLAUSE = 32, 120
"""So many characters of a name and of a clause are looked at, so that endless ones cost no more than others."""


def note_office(cast: Cast, segment: int, text: str, start: int, end: int) -> None:
    """Remember an office that a sentence of narration names (市水务局有关负责人就…答记者问), and people it counts."""
    note_several(cast, text, start, end)
    note_surnamed(cast, segment, text, start, end)
    for match in _SPEAKS_FOR.finditer(text, start, end):
        low = max(start, match.start() - _LONGEST_CLAUSE)
        clause = max(text.rfind(mark, low, match.start()) for mark in "，,。；") + 1
        found = find_office(cast, segment, text, max(clause, low), match.end())
        if found and found.speaker.kind == "person":
            cast.office = found.speaker
    if (met := _met(cast, segment, text, start, end)) is not None:
        cast.person = cast.office = met


def _met(cast: Cast, segment: int, text: str, start: int, end: int) -> Speaker | None:
    """Staff without a name whom the press found: 记者找到了市水务局|收水费的|工作人员。"""
    found = _MEETS.search(text, start, end)
    if found is None:
        return None
    named = cast.mentions(segment, found.start("whom"), found.end())
    body = next((m for m in named if m.start == found.start("whom") and m.type == "organization"), None)
    unit = text[body.end : found.start("role")] if body else ""
    if body is None or len(unit) > _LONGEST_UNIT or any(m.start >= body.end for m in named):
        return None
    unit = "" if unit.endswith("的") else unit
    return Speaker("person", f"{body.name}{unit}{found['role']}", found["role"], body.name)


_MEETS = re.compile(
    "(?:记者|笔者)[^，。；：]{0,6}?(?:找到|见到|联系上?到?|遇到|采访)了?"
    f"(?P<whom>[^，。；：“”]{{4,30}}?)(?P<role>{any_of(_RULES['staff'])}|负责人|经理|店员|老板|店长|保安|值班员)[。，]$"
)
_LONGEST_UNIT = 12


def find_office(cast: Cast, segment: int, text: str, start: int, end: int) -> Subject | None:
    """A speaker named by office or as one of a group: 市水务局有关负责人, 受访专家, 大家."""
    if (found := _head(cast, segment, text, start, end)) is None:
        return None
    head, stop, _ = found
    with_others = text[start] in "同与跟" and not text.startswith("与会", start)
    if with_others and not any(m.start == start for m in cast.mentions(segment, start, end)):
        return None
    word = head.group()
    if text[head.start() - 2 : head.start()] in ("%的", "％的"):
        return None  # 82.4%的|大学生表示关注
    if word == "大家":
        return _everybody(cast, text, start, head, stop)
    if (opened := _office_start(cast, segment, text, start, end, found)) is None:
        return None
    begin, body, near = opened
    some = None if word in _ONE else _SOME_OF.search(text, begin, head.start())
    if some and not any(m.type == "organization" for m in cast.mentions(segment, begin, some.start())):
        begin, body = some.start(), None  # 青溪区一河小区|部分居民
    again = _AGAIN.match(text, begin, head.end())
    if again and (before := _told_before(cast, text[again.end() : stop].lstrip("名位"))) is not None:
        return Subject(begin, stop, before)
    unit = text[again.end() : head.start()] if again else _OF_HOUSE.fullmatch(text[begin : head.start()]) and "公司"
    if unit is not None and (whose := cast.kinds.before(segment, begin, unit or _NO_UNIT)) is not None:
        title = text[head.start() : stop]
        told = Speaker("person", f"{whose.name}{title}", title, whose.name)
        return Subject(begin, stop, told if word in _ONE else Speaker("group", told.name))
    if again and (own := _OWN_HOUSE.match(text, again.end())) and stop - own.end() > len(word):
        begin = own.end()  # 该|商家店员, 该院|立案庭工作人员
    name = _COUNTED.sub("", strip_lead(text[begin:stop]))
    name = word if name == f"一{word}" else max(name, word, key=len)  # 一知情人; 许多人 is the word itself
    if (
        DONE_TO.match(name)
        or name in _NOBODY
        or (
            word not in _ONE
            and not near
            and name != f"{body}{word}"
            and (
                _acted_on(name, word)
                or (len(name) > len(word) + 5 and _holds_verb(_TOLD_OF.sub("", name.rpartition("驻")[2])))
            )
        )
    ):
        return None
    bare = name == word and body is None and not again and word in STAFF and not (word in _ONE and cast.office)
    if bare and (house := cast.asked(segment, text, begin)) is not None:
        return Subject(begin, stop, Speaker("person", f"{house.name}{word}", word, house.name))
    if (again_heard := _by_shorter_name(cast.heard, name, word)) is not None:
        return Subject(begin, stop, again_heard)
    if word in _ONE:
        speaker = _official(cast, name, word, body, bool(ITS_OWN.search(text, start, head.start())))
    else:
        alone = name.startswith("某") or text.endswith("一", start, head.start())  # 村委会一|工作人员
        one = len(name) == len(word) + 1 or alone or _SINGLE.search(text, start, head.start())
        counted = _COUNTED.search(text, begin, head.start()) is not None
        single = (counted or alone or word not in _MANY) and one and not name.endswith("们")
        speaker = Speaker("person" if single else "group", name)
        if (staff := as_staff(name, word, body, bool(single))) is not None:
            speaker = staff
        elif body is not None and word == "人士":
            speaker = speaker._replace(organization=body)
    return Subject(begin, stop, speaker._replace(name=_as_printed(speaker, text[begin:stop])))


def _everybody(cast: Cast, text: str, start: int, head: re.Match[str], stop: int) -> Subject | None:
    """Those whom 大家 means: the group told of last, if there is one."""
    if text[max(start, head.start() - 1) : head.start()] in _TOWARDS:
        return None  # 主动向|大家介绍
    of_people = cast.group is not None and not _GATHERING.search(cast.group.name or "")
    return Subject(head.start(), stop, cast.group if of_people and cast.group else Speaker("group", "大家"))


def _office_start(
    cast: Cast, segment: int, text: str, start: int, end: int, found: tuple[re.Match[str], int, bool]
) -> tuple[int, str | None, bool] | None:
    """Where the words for an office begin, the body it speaks for, and whether they tell more of who it is; None
    where something is done to it."""
    head, stop, there = found
    begin = start
    for cut in CUT.finditer(text, start, head.start()):
        begin = cut.end()
    around = cast.mentions(segment, start, head.end())
    towards = _TOWARDS if end == stop else _TOWARDS | {"和", "同"}
    if text[begin - 1] == "的" and _TO_THEM.search(text, start, begin):
        return None
    if begin > start and text[begin - 1] in towards and not any(m.start < begin <= m.end for m in around):
        return None
    near = _NEAR_TO.search(text, start, begin) or WITHHOLDS.search(text, start, begin)
    if near and any(m.end == near.start() for m in around):
        near = None  # 临江法院|一位不愿留名的老干部
    begin, body = _with_body(text, around, begin, head.start())
    begin = head.start() if there else begin
    deed = begin if body or there or near else _with_deed(text, start, begin, around)
    return (near.start() if near else deed), body, near is not None or deed < begin


def _with_deed(text: str, start: int, begin: int, around: list[Mention]) -> int:
    """Where the words for a group begin with what tells of it: 排队的|家长, 服装店的|工作人员."""
    if text[begin - 1 : begin] != "的" or begin - 1 <= start or _NUMBERED.match(text, begin):
        return begin
    cut = max((m.end() for m in CUT.finditer(text, start, begin - 1)), default=start)
    of = strip_lead(text[cut : begin - 1])
    first = begin - 1 - len(of)
    if not 2 <= len(of) <= _LONGEST_DEED or any(m.end > first and m.start < begin for m in around) or _HEARD.search(of):
        return begin
    tags = [tag for _, tag in rjieba.tag(of)]
    does = tags[0] == "v" and all(tag[0] in "vn" for tag in tags)
    house = _HOUSE.fullmatch(of) and all(tag[0] in "nmqrlabv" for tag in tags)
    if not (does or house or (BODY.search(of) and all(tag[0] == "n" for tag in tags))):
        return begin
    counted = _COUNTED.search(text, max(start, first - len("另一位")), first)
    return counted.start() if does and counted is not None and counted.end() == first else first


_TO_THEM = re.compile("[对向跟](?![着此手口外比])[^，。；：的]{1,8}(?<!负责)(?<!了解)(?<!熟悉)(?<!不满)(?<!关心)的$")
"""In front of those to whom somebody else says it: 秦望川对身边的|工作人员说."""
_NUMBERED = re.compile("[一两几多数\\d]{1,3}[位名家]|不少|许多")
_LONGEST_DEED = 8
_HOUSE = re.compile("(?:另?[一两几][家所间个座条辆]|某)[一-鿿]{1,6}")
"""A house or thing that has no name: 一家水果超市|的老板, 两辆轿车|的司机."""
_HEARD = re.compile("[采受]访|[看听遇见想碰刷提][到见起]|下榻|来自|前来|所在|住|在场|附近|身边|当地")
"""What tells no more of a group than that it was there and was asked."""
_AGAIN = re.compile(POINTING)
_SEVERAL = re.compile("[多数几两三四五][名位]$")
_OF_HOUSE = re.compile("(?:公司|企业|集团)的?(?:有关|相关)?")
"""A company by its kind alone, in front of who speaks for it: 企业|负责人."""
_JOINS = "的驻"
_OWN_HOUSE = re.compile("[名位]?(?:[院校局厅所行社馆站台](?![长员]))?")
_NO_UNIT = "。"
"""Nothing that a name ends in."""
_TOLD_OF = re.compile("^某?(?:受访|接受采访|参与|涉事|涉案|在场|退休)?")
"""In front of what somebody is: 某受访|金融公司人士."""


def _told_before(cast: Cast, words: str) -> Speaker | None:
    """Whom 该城商行人士 means: the one who spoke before and is told of by the same words."""
    heard = (cast.heard, cast.office, cast.group, cast.somebody) if len(words) > _SHORT_HEAD else ()
    told = next((s for s in heard if s is not None and s.entity_id is None and (s.name or "").endswith(words)), None)
    return told or _of_like_role(cast.heard, words)


def _of_like_role(heard: Speaker | None, role: str) -> Speaker | None:
    """Who spoke last, where he works as the role says by another word: 这名|员工 behind 服装店的工作人员."""
    if heard is None or heard.entity_id is not None or heard.kind not in ("person", "group"):
        return None
    alike = any(role in roles and (heard.name or "").endswith(roles) for roles in _ALIKE)
    return heard if alike else None


def _by_shorter_name(heard: Speaker | None, name: str, role: str) -> Speaker | None:
    """Who spoke last, told of by a shorter name of his house: 公交公司的工作人员 behind 市公交公司工作人员."""
    short = name.replace("的", "")
    if heard is None or heard.entity_id is not None or len(short) < len(role) + 2:
        return None
    return heard if (heard.name or "").endswith(short) and heard.name != short else None


_ALIKE = tuple(tuple(roles) for roles in _RULES["alike"])


_SHORT_HEAD = 4
"""Words of no more characters are a kind of people rather than one of them."""


def _as_printed(speaker: Speaker, words: str) -> str | None:
    """The name of one without a name by all the words for him, 一位 among them: 一位|反洗钱专家."""
    counted = _COUNTED.search(words) if speaker.kind == "person" else None
    if counted is None:
        return speaker.name
    before, behind = words[: counted.start()], words[counted.end() :]
    if speaker.name == behind and not before.endswith("不止"):
        return counted.group() + behind
    whole = speaker.name == before + behind and before.endswith(_THERE_ARE)
    return words if whole else speaker.name


_THERE_ARE = ("的", "内", "里", "中", "上", "外", "旁")
"""How words end for where one of several is: 小区内|一位居民."""
_HAS = re.compile("的(?!话|说法|介绍)|[上里]")
"""What somebody has is the subject, not who has it: 队员|的手; in 社交媒体|上 others speak."""
_THERE = re.compile(
    "(?:[^，。]{2,8}[上中里边旁下内外处口])?(?:陆续|近日|日前|但|而|也|还|就|更|便|又|另|一度|不时|常常?){0,2}有(?:一[位名]|几[位名]|不少|许多|些)?"
)
"""Who is brought into a sentence does what it tells, whatever stands between: 有|村民拉着队员的手感慨."""
DONE_TO = re.compile(
    "(?:表明|显示|说明|意味着|反映出?|考虑到|鉴于|由于|针对)|(?:引|惹|逗|赢|使|令)得|多?(?:听|想|急|解|帮|让|请|使|给|替|劝|教|带)(?!证|课|友|诊)|(?:引导|鼓励|带动|组织|动员|发动|帮助|服务|团结|带领|激励|方便)"
)
"""What is done to a group, which speaks in no such clause: 多听|群众建议."""


def _head(cast: Cast, segment: int, text: str, start: int, end: int) -> tuple[re.Match[str], int, bool] | None:
    """The word for an office or a group that a clause has for its subject, where it ends with 们, and whether 有 brings
    it into the sentence."""
    for found in _HEAD.finditer(text, start, end):
        around = cast.mentions(
            segment, max(start, found.start() - _LONGEST_NAME), min(end, found.end() + _LONGEST_NAME)
        )
        if any(m.start <= found.start() and m.end > found.end() for m in around):
            continue  # 市民 in 市民政局
        if _HEAD.match(text, found.end(), end) or _HAS.match(text, found.end(), end):
            continue  # 调研组|负责人, 队员|的手
        stop = found.end() + text.startswith("们", found.end())
        there = _THERE.fullmatch(text, start, found.start()) is not None
        if there or goes_on(text, stop, end) or (end - stop <= 4 and not _HEAD.search(text, stop, end)):
            return found, stop, there
    return None


def _with_body(text: str, around: list[Mention], begin: int, head: int) -> tuple[int, str | None]:
    """Where the words for an office begin with the bodies it speaks for, and those bodies."""
    body, last = None, begin
    for m in reversed(around):
        of = m.end == begin - 1 and text[m.end] in _JOINS  # 江省气象台|的专家, 云帆网|驻|青溪县的工作人员
        if m.type not in ("organization", "place") or not (of or m.end > begin - 1):
            continue
        begin = min(begin, m.start)
        last = last if body else m.end
        stationed = m.end < last and text[m.end] == "驻"
        body = text[m.start : last] if m.end <= head and not stationed else None
        while text[begin - 1 : begin] in LINKS and (
            also := [n for n in around if n.end == begin - 1 and n.type == "organization"]
        ):
            begin = also[0].start  # 发展改革委、|商务部有关负责人
            body = body and text[begin : m.end]
    return begin, body


def _acted_on(name: str, word: str) -> bool:
    """Whether a subject and its verb stand in front of the word, which is its object: 老陆招呼|顾客."""
    tags = [tag for _, tag in rjieba.tag(name.removesuffix(word))]
    return len(tags) > 1 and tags[-1] == "v" and tags[-2][0] in "nr"


def _holds_verb(words: str) -> bool:
    tagged = rjieba.tag(words)
    return not is_noun(words) or any(tag in ("v", "i") and word != "站" for word, tag in tagged)  # 高铁|站


def _official(cast: Cast, name: str, title: str, body: str | None, own: bool) -> Speaker:
    """One who speaks for a body (市水务局有关负责人, 该公司发言人), or the one who did so before (负责人)."""
    if own and cast.organization:
        body = cast.organization.name
        name = f"{body}{title}"
    rest = _FAMILY.sub("", name.removesuffix(title)).removesuffix("的")
    if not own and body and rest.startswith(body) and is_noun(rest):
        body = rest
    if _SEVERAL.search(rest):
        return Speaker("group", name)  # 云帆集团多名负责人
    if _AGAIN.match(rest):
        rest = ""  # 该负责人 speaks for whom the text told of, if anyone
    body = body or rest or None
    held = cast.office and (cast.office.title or cast.office.name or "")
    holds = bool(held) and (held in STAFF or _SPEAKS_FOR.search(held or "") is not None)
    if body is None and cast.office is not None and (holds or cast.office.entity_id is not None):
        return cast.office
    return Speaker("person", name, title, body)


def is_noun(words: str) -> bool:
    """Whether words can be the name of something rather than a clause."""
    tagged = rjieba.tag(words)
    verbs = sum(tag == "v" for _, tag in tagged[:-1])
    return verbs < 2 and not any(tag in _WORDS_OF_CLAUSES for _, tag in tagged)


def office_of_clause(cast: Cast, segment: int, text: str, start: int, end: int) -> Subject | None:
    """The office at the end of a clause that tells something of a person first: 秦望川下榻的|酒店工作人员."""
    if (told := _TELLS_OF.match(text, start, end)) is None:
        return None
    office = find_office(cast, segment, text, told.end(), end)
    if office is None or end - office.end > _NEAR_CUE:
        return None
    named = len(office.speaker.organization or "") > _BARE_KIND
    return office if named else office._replace(speaker=office.speaker._replace(organization=None))


_NEAR_CUE, _BARE_KIND = 8, 2
_TELLS_OF = re.compile("(?:下榻|所在|入住|就读|就职|任职|居住|投诉|购买|就诊|工作|打工|租住|居住过)的")
