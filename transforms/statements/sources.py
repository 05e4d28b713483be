"""Sources that a sentence names instead of a reporting verb with its subject: 记者从X获悉, 据X介绍, X数据显示."""

from __future__ import annotations

import re

import rjieba

from transforms.entities.person_lexicon import HAN, word_tag
from transforms.lexicon import rules
from transforms.statements.attributions import EDGE, Attribution, Sentence
from transforms.statements.cues import any_of
from transforms.statements.speakers import Cast, Speaker
from transforms.statements.subjects import find_source

_RULES = rules("cues")
_FROM = re.compile(r"记者[^，。；：“”]{0,16}?从(?P<who>[^，。；：]{2,40}?)(?:处)?(?P<cue>了解到|获悉|得知|获知)")
_FROM_PAPER = re.compile(
    rf"记者[^，。；：“”]{{0,12}}?[从在](?:[^，。；：]{{0,24}}的)?(?:一[份则张封纸])?(?P<who>[^，。；：的]{{0,8}}?(?:{any_of(_RULES['read_papers'])}))[中里上内](?P<cue>了解到|获悉|得知|获知|看到|发现)[，：]?"
)
"""A paper that the press has read: 记者从水务局的一份|声明|中了解到."""
_FROM_TITLE = re.compile(
    r"记者[^，。；：“”]{0,12}?[在从][^，。；：《》]{0,24}(?P<who>《[^《》]{2,40}》)[中里上](?P<cue>看到|发现|注意到|获悉|了解到)[，：]"
)
"""A paper that the press has read, by its title: 记者在水务局开具的|《…决定书》|中看到，…."""
_AT_BODY = re.compile(
    r"记者[^，。；：“”]{0,12}?在(?P<who>[^，。；：]{3,30}?)(?:采访时?|调研时?)?(?P<cue>了解到|获悉|得知)"
)
"""The body in whose house the press heard it: 记者在|青溪村委会|了解到."""
_ASKED_AT = re.compile(
    r"记者[^，。；：“”]{0,10}?(?:联系上?|致电|采访|走访|询问)了?(?P<who>[^，。；：]{2,30}?)(?:时|后)?(?P<cue>得知|了解到|获悉)"
)
"""Whom the press called: 记者随后联系|市儿童医院|时得知."""
_HEARD = re.compile(
    rf"{EDGE}(?:日前|近日|今日|昨日|今天|昨天|\d{{1,2}}日)?从(?P<who>[^，。；：]{{2,40}}?)(?:处)?(?P<cue>获悉)[，,：]"
)
_ORIGIN = re.compile(
    rf"{EDGE}(?:来自|从)(?P<who>[^，。；：！？]{{2,30}}?)(?:方面)?(?:获得|获取|得到|传来|传出|发来)?的(?P<cue>(?:最新)?(?:消息|统计|数据|报告|报道|监测|预报)(?:显示|表明|说|称))[，,]"
)
_POSTED = re.compile(
    rf"{EDGE}(?P<who>[^，。；：！？的]{{2,16}}?)(?:发布|发来|发出|发送|上传|转发)的(?P<cue>(?:消息|信息|短信|帖子|微博|视频|截图|照片)(?:称|显示|说))[，,]"
)
"""What somebody has posted says it: 网友|发布的消息称，…."""
_BY = re.compile(
    rf"(?:(?<=消息：)|(?<=报道：)|(?<=讯：)|(?<![^，,。！？；”】\s日月年晨晚间天■●◆□▲★◎○►▶]))(?:另|又|而|此外，)?(?:根据|按照|据)(?P<who>[^，。；：！？]{{2,40}}?)(?P<cue>{any_of(_RULES['source_nouns'])})[，,称]"
)
_SHOWN = re.compile(
    rf"{EDGE}(?!(?:记者|笔者)?(?:登录|打开|查询|浏览|搜索))(?P<who>(?:[^，。；：！？（）]|（[^（）]{{1,16}}）){{2,30}}?)(?:发布的?|公布的?|披露的?)?(?:的?最新|的一[份项]|的)?"
    r"(?P<cue>(?:统计|监测|调查|普查|交易|查询|检测|检查|鉴定|化验|比对|核查|抽查|评估|测试|研究)?(?:数据|数字|结果|报告|研报|预告|公告|财报|年报|半年报|中报|[一二三四]?季报|快报|榜单|民调|官网|官网信息|官网数据)(?:也|还|则|均|同样|进一步)?(?:统计|显示|表明)|(?:调查)?(?:统计|监测|调查|调研|测算|研究|检测|预测|分析)(?:显示|表明))[，,]"
)
_PAPER_SHOWS = re.compile(
    rf"{EDGE}(?!相关)(?:据|[^，。；：！？]{{0,20}}的)?(?:其中)?(?:一[则份张封条块])?(?P<who>[^，。；：！？的据]{{0,12}}?(?:{any_of(_RULES['shown_papers'])}))(?:信息|页面|内容)?[上中里内]?(?:也|还|则)?"
    "(?P<cue>显示|披露|透露|写道|写明|载明|写着|注明|提到|记载)[，：](?![“])"
)
"""A paper in somebody's hands tells: 秦望川的|病历本|上显示，…."""
_THEREIN = re.compile(
    f"(?P<who>{any_of(rules('narration')['bearers'])}|告[一-鿿]{{1,3}}书)[^，。；：]{{0,8}}，(?:其中|其上|上面|里面|上边|内容)(?:还|也|明确|清楚地?)?"
    "(?P<cue>提到|提及|写道|写明|写着|写有|注明|标注|标明|载明|称|明确|显示|指出|要求|规定)(?!“[^”]{0,12}”)"
)
"""What a paper that the clause in front tells of says: 张贴了一份|告知函|，其中提到…."""
_CHECKED = re.compile(
    rf"{EDGE}(?P<who>[^，。；：！？的]{{2,30}}?)(?P<when>(?:今年|去年|\d{{4}}年|日前|近日|第[一二三四]季度|[上下]半年|对|在)[^，。；：！？]{{0,24}}?)?"
    "(?P<cue>(?:进行|开展|组织|公布|完成)的[一-鿿]{0,4}(?:抽查|调查|检测|监测|统计|测试|抽检|检查|评估|调研)(?:结果)?(?:表明|显示|发现))[，,]"
)
"""What a body has checked shows something: 技术监督局第二季度进行的抽查|表明."""
_LATEST = re.compile(
    rf"{EDGE}(?P<who>[^，。；：！？的]{{2,30}}?)(?:发布|公布|发表)?的?最新(?P<cue>(?:研究|调查|评估)?(?:报告|研报|预测|展望)(?:预计|预测|认为|指出|称))[，,]?"
)
"""云帆咨询|最新报告预计，…."""
_ANNOUNCED = re.compile(
    rf"{EDGE}(?P<who>(?:(?!报道)[^，。；：！？《》“”（）]){{2,30}}?)(?:（[^（）]{{1,20}}）)?"
    "(?P<cue>(?:发布|公布|发出)了?(?:一则|一份|最新|有关|相关)?[\\w第]{0,12}?(?:数据|公告|预告|快报|消息|通告|通报|通知|声明|提示|提醒|预报)称?)[，：:](?![“《为以就对因旨])"
)
"""What a body makes known stands right behind: 考试局7月15日|发布公告，…."""
_AS_SAID = re.compile(
    rf"{EDGE}(?:正如|就像|正像|恰如|诚如|如同|如)(?P<who>[^，。；：！？“”]{{2,30}}?)(?P<cue>(?:所说|所言|所讲|所指出|说)的?(?:那样|一样)?)[，：]"
)
"""正如一位老渔民所言，…: whom the paper agrees with."""
_IN_WORDS = re.compile(
    rf"{EDGE}(?:但|而|不过，)?(?:用|借用|根据|按照?|据)(?P<who>[^，。；：！？“”的]{{2,20}})的(?P<cue>话(?:来)?[说讲]|说法|描述|讲述|回忆|陈述)[，：]"
)
"""用秦望川的话说，…."""
_TOLD_BY = re.compile(rf"{EDGE}听(?P<who>[^，。；：！？“”说]{{2,16}}?)(?:们)?(?P<cue>说|讲|介绍)[，：]")
"""Whom somebody heard it from: 记者赶到考试院，听|工作人员|说，…."""
_CITED = re.compile(
    r"(?:援引|引述|转述)(?P<who>[^，。；：！？“”]{2,40}?)的?(?P<cue>(?:话|说法|消息|报道|分析|观点)?(?:报道)?(?:称|说|指出|写道)|话报道(?=，))[，：]?"
)
"""Whom one paper quotes: 报道援引一位银行家的话|称."""
_NEWS = re.compile(rf"{EDGE}(?P<who>[^，。；：！？“”据的]{{2,24}}?)(?<![好坏新来的])(?P<cue>消息)[，,]")
"""A body in front of what it lets be known: 市气象台|消息，…."""
_CALLED_IN = re.compile(
    r"(?:接到|收到|接)了?(?P<who>[^，。；：！？“”]{2,20}?)的?(?P<cue>(?:报警|报案|举报|消息|通知|求助|投诉|反映|电话|预警|线索|来电|来信|爆料){1,2}，?(?:称|说|反映))"
)
"""Who tells the police or the press something: 接到|反诈中心|的消息，称…."""
_TELLS_FIRST = re.compile("(?:告诉|表示|介绍|说|称|回忆|透露|反映)[^，。；：]{0,10}[，：]")
_IN_VIEW = re.compile(
    rf"{EDGE}(?:因此|所以|而|但|不过)?在(?P<who>[^，。；：！？]{{1,30}}?)(?P<cue>看来|眼中|眼里|(?:的)?(?:记忆|印象|心目|讲述)[中里])[，,]"
)
_OPINION = re.compile(
    rf"{EDGE}(?P<who>[^，。；：！？]{{2,20}}?)(?P<cue>(?:最新|的)[^，。；：！？]{{0,6}}(?:观点|意见|看法)[为是])[，,：]"
)
_AS_KNOWN = re.compile(rf"{EDGE}据(?P<who>[^，。；：！？]{{1,12}}?)(?P<cue>了解|所知|观察|描述|所述|称)[，,]")
"""据他了解，…."""
_FELT = re.compile(
    rf"{EDGE}(?:但|而|不过|更|最)?(?P<who>[^，。；：！？“”的]{{1,8}}?)(?:最|更|感到|觉得|深感|倍感|颇感|颇为|有些|十分|非常|很|尤其|特别){{0,3}}"
    f"(?P<cue>(?:{any_of(_RULES['felt'])})的是)[，：]"
)
"""What somebody feels about what follows: 秦望川感到|诧异的是|，…."""
_BY_TITLE = re.compile(rf"{EDGE}(?P<cue>根据|依据|据)(?P<who>《[^《》]{{2,60}}》)[，,]")
_BY_PLAN = re.compile(
    rf"{EDGE}(?P<cue>根据|按照|依据|据)(?:[^，。；：！？]{{0,24}}?[的布供发署])?"
    rf"(?P<who>(?:[^，。；：！？的]{{0,12}}?)(?:{any_of(_RULES['plans'])}))(?:的?(?:内容|安排))?[，,]"
)
_BY_ISSUED = re.compile(
    rf"{EDGE}(?:根据|按照|依据|据)(?P<who>(?:[^，。；：！？]){{2,40}}?)(?P<cue>(?:日前|近日|最新|联合|共同|正式)?(?:发布|公布|披露|推出|印发|出台|通报|提供)的)"
    "(?P<what>[^，。；：！？《“]{0,16}(?:《[^《》]{2,40}》|“[^“”]{2,24}”)|[^，。；：！？《“]{2,32}(?:情况|数据|结果|名单|报告|信息|排名|榜单))[，,]"
)
"""What a body has brought out, in front of what it tells: 根据|云岭研究院|发布的|《江居报告》，…."""
_BY_PAPER = re.compile(rf"{EDGE}(?P<cue>根据|按照|据)(?P<who>[一-鿿]{{2}})[，,]")
_SOURCES = (
    (_BY_PAPER, ("据",)),
    (_BY_ISSUED, ("据", "按照")),
    (_FELT, ("的是，", "的是：")),
    (_BY_TITLE, ("据", "按照")),
    (_FROM_PAPER, ("记者",)),
    (_FROM_TITLE, ("》",)),
    (_FROM, ("记者",)),
    (_AT_BODY, ("了解到", "获悉", "得知")),
    (_ASKED_AT, ("得知", "了解到", "获悉")),
    (_HEARD, ("获悉",)),
    (_ORIGIN, ("来自", "的消息", "的最新消息")),
    (_POSTED, ("消息称", "消息说", "称，", "显示，", "说，")),
    (_BY, ("据", "按照")),
    (_AS_KNOWN, ("据",)),
    (_BY_PLAN, ("根据",)),
    (_IN_VIEW, ("在",)),
    (_AS_SAID, ("所", "说的")),
    (_IN_WORDS, ("的话", "的说法", "的描述", "的讲述", "的回忆", "的陈述")),
    (_TOLD_BY, ("听",)),
    (_CITED, ("援引", "引述", "转述")),
    (_NEWS, ("消息",)),
    (_CALLED_IN, ("接", "收到")),
    (
        _SHOWN,
        (
            "数据",
            "官网",
            "结果",
            "报告",
            "告显示",
            "研报",
            "报显示",
            "数字",
            "民调",
            "统计",
            "监测",
            "调查",
            "调研",
            "测算",
            "研究",
            "检测",
            "预测显示",
            "分析显示",
        ),
    ),
    (_PAPER_SHOWS, ("显示", "披露", "透露", "写", "明", "提到", "记载")),
    (_THEREIN, ("，其中", "，其上", "，上面", "，里面", "，上边", "，内容")),
    (_CHECKED, ("表明", "显示", "发现")),
    (_LATEST, ("最新",)),
    (_OPINION, ("观点",)),
    (_ANNOUNCED, ("发布", "公布", "发出")),
)
"""Patterns in the order they are tried, and words of which a sentence must hold one to be searched."""
_GUARDED = tuple((pattern, frozenset(word[0] for word in words), words) for pattern, words in _SOURCES)
"""The same with the first characters of the words: most sentences hold none of them, which a set tells at once."""
_VIEWS = frozenset((_IN_VIEW, _AS_SAID))


def find_source_phrase(cast: Cast, sentence: Sentence) -> Attribution | None:
    """The source that a sentence names near its start: 记者从X获悉, 据X介绍, X数据显示."""
    start, end = sentence.start, min(sentence.end, sentence.start + 90)
    near = sentence.masked[start:end]
    chars = frozenset(near)
    for pattern, marks, words in _GUARDED:
        if marks.isdisjoint(chars) or not any(map(near.__contains__, words)):
            continue
        match = pattern.search(sentence.masked, start, end)
        if match is None:
            continue
        who = match.span("who")
        if (
            pattern is _BY
            and match["who"].endswith("提供的")
            and any(m.type == "person" for m in cast.mentions(sentence.segment, *who))
        ):
            continue  # 根据秦望川提供的信息，民警找到了他: what is done with it
        if pattern is _CALLED_IN and _TELLS_FIRST.search(sentence.masked, start, match.start()):
            continue  # 秦先生告诉记者，他接到朋友电话称，…: the words are his
        if pattern is _SHOWN and sentence.text.endswith("会上", *who):
            continue  # 会上发布的数据显示: whose they are is not said
        if pattern in (_ANNOUNCED, _NEWS) and not any(
            m.type == "organization" for m in cast.mentions(sentence.segment, *who)
        ):
            continue
        if pattern is _FELT and not _is_person(cast, sentence, *who):
            continue  # 让秦望川感到诧异的是: the paper tells it
        if pattern is _AT_BODY and not any(
            m.type == "organization" and m.end == who[1] for m in cast.mentions(sentence.segment, *who)
        ):
            continue  # 记者在现场了解到
        if pattern is _BY_ISSUED and (paper := _issued_paper(cast, sentence, match)) is not None:
            return Attribution(paper, match.start(), *match.span("cue"), match["cue"], sentence.start, True)
        if pattern is _THEREIN:
            lead = sentence.text.rfind("，", *match.span()) + 1
            return Attribution(Speaker("document", match["who"]), lead, *match.span("cue"), match["cue"], lead, True)
        by_plan = pattern in (_BY_PLAN, _PAPER_SHOWS, _FROM_PAPER)
        speaker = _paper(cast, sentence, *who) if by_plan else find_source(cast, sentence.segment, sentence.text, *who)
        if speaker is None and pattern in (_SHOWN, _FROM):
            speaker = _house(sentence, *who)
        if speaker is None and pattern is _FROM and (house := _OF_KIND.search(sentence.text, *who)) is not None:
            speaker = Speaker("organization", house["kind"])
        if speaker is None and pattern is _IN_VIEW and _PEOPLE.fullmatch(sentence.text, *who):
            speaker = Speaker("group", sentence.text[slice(*who)])
        if speaker is None and pattern is _ORIGIN:
            speaker = next((Speaker("organization", m.name) for m in cast.mentions(sentence.segment, *who)), None)
        if speaker:
            told = match["cue"].rfind("，") + 1  # 接到反诈中心的消息，|称…
            lead = match.start("cue") + told if told else sentence.start
            return Attribution(speaker, match.start(), *match.span("cue"), match["cue"], lead, pattern not in _VIEWS)
    return None


def _is_person(cast: Cast, sentence: Sentence, start: int, end: int) -> bool:
    """Whether words are a person's name or 他 and 她, and nothing else."""
    named = any((m.type, m.start, m.end) == ("person", start, end) for m in cast.mentions(sentence.segment, start, end))
    return named or sentence.text[start:end] in ("他", "她")


def _house(sentence: Sentence, start: int, end: int) -> Speaker | None:
    """A body by a name that no list knows, whose figures show something: 云帆标准|数据显示."""
    if (kind := _KIND_OF_HOUSE.match(sentence.text, start, end)) is not None:
        rest = sentence.text[kind.end() : end]
        return Speaker("organization", rest) if HAN.fullmatch(rest) and word_tag(rest)[:1] in ("", "n") else None
    words = [(word, word_tag(word)) for word, _ in rjieba.tag(sentence.text[start:end])]
    unknown = any(not tag and len(word) > 1 and HAN.fullmatch(word) for word, tag in words)
    named = unknown or (len(words) > 1 and words[0][1] in _PROPER and words[-1][0] in _OF_HOUSES)
    whole = all(tag[:1] in ("", "n") for _, tag in words)
    return (
        Speaker("organization", sentence.text[start:end]) if named and whole and end - start <= _LONGEST_HOUSE else None
    )


_LONGEST_HOUSE = 8
_SPEAKERS = rules("speakers")
_OF_KIND = re.compile(
    f"(?:^|的|所在|附近|当地|相关|涉事)(?P<kind>{any_of([*_SPEAKERS['whole_bodies'], *_SPEAKERS['bare_bodies']])})$"
)
"""A body by its kind alone, which the press heard it from: 从何岚家所在|居委会|了解到."""
_PEOPLE = re.compile(
    "(?:大)?(?:客户|顾客|用户|食客|街坊|乡邻|世人|后人|国人|常人|旁人|外行|内行|同行|对手|队友|亲友|家人|学生|弟子|同窗)们?"
)
"""In whose eyes something is so: 在|客户|眼里."""
_KIND_OF_HOUSE = re.compile("[^，。的]{2,20}(?:平台|机构|网站|公司|企业|智库|软件商|服务商)(?=[一-鿿]{2,6}$)")
"""What a house is, in front of its name: 大宗产品交易平台|金云岛."""
_PROPER = frozenset(("ns", "nz", "nr", "nrt", "nt", "j"))
_OF_HOUSES = frozenset(_RULES["of_houses"])
"""What the names of houses end with that deal in figures: 中原|地产."""


def _issued_paper(cast: Cast, sentence: Sentence, found: re.Match[str]) -> Speaker | None:
    """The paper that a source phrase names by its title; None where it tells only whose figures they are."""
    titled = _TITLE.search(sentence.text, *found.span("what"))
    if titled is None:
        return None
    works = [m for m in cast.mentions(sentence.segment, *titled.span()) if m.type == "work"]
    return cast.speaker_of(works[0]) if works else Speaker("document", titled[1])


_TITLE = re.compile("[《“]([^《》“”]{2,40})[》”]")
_OWN = re.compile("(?:^|[该本])(?:公司|集团|企业)(?=\\d{4}年|[最第前上本今近去]|的|发布|公布|披露)")


def _paper(cast: Cast, sentence: Sentence, start: int, end: int) -> Speaker:
    """The paper that 根据 names by its kind: the one named last if it is of that kind, else its wording."""
    kind = sentence.text[start:end]
    if cast.organization and _OWN.search(kind):
        return cast.speaker_of(cast.organization)
    named = [m for m in cast.mentions(sentence.segment, start, end) if m.type == "work"]
    if named:
        return cast.speaker_of(named[-1])
    known = next((s for s in (cast.work, cast.source) if s and s.kind == "document" and s.name), None)
    return known if known and (known.name or "").endswith(kind) else Speaker("document", kind)
