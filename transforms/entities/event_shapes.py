"""Events known by the shape of their names: counted meetings, days, talks of nations, festivals, disasters, flights."""

from __future__ import annotations

import re
from functools import cache

import rjieba

from transforms.entities.gazetteer import countries, gazetteer, place_before
from transforms.entities.nations import NATIONS
from transforms.entities.spans import Span
from transforms.entities.tournaments import tournaments
from transforms.lexicon import rules

_N = "[零〇一二三四五六七八九十百两\\d]"

_MEETING = re.compile(
    f"(?:(?:中国共产党|中共|党的|[\u4e00-\u9fff]{{0,6}}[省市区县州]委)?(?:第)?{_N}{{1,4}}届(?:中央委员会|中央纪委|[省市区县]委)?(?:第)?{_N}{{1,3}}(?:中全会|次全会|次全体会议)"
    "|(?:中国)?(?:科协|文联|作协|侨联|记协|残联|工会|妇女)[一二三四五六七八九十]{1,3}大(?=[代召精，、。上期]|胜利|开幕|闭幕)"
    f"|{_N}{{1,4}}届历次全会|{_N}中全会|党的{_N}{{1,3}}大(?![家会国学力量型幅批]|创举|法宝|优势|特[点色]|优良|任务|工程)"
    f"|[\u4e00-\u9fff]{{0,6}}{_N}{{1,4}}届(?:全国)?(?:人大|政协)(?:常委会)?(?:第)?{_N}{{1,4}}次会议"
    f"|(?:{_N}{{1,4}}届)?[省市区县州]政府(?:党组)?第?{_N}{{1,4}}次(?:常务|全体|党组)?会议"
    f"|[\u4e00-\u9fff]{{0,4}}(?:人大|政协){_N}{{1,4}}届(?:常委会)?(?:第)?{_N}{{1,4}}次会议)"
)
_BODY_MEETING = re.compile(
    "(?:(?<![一-鿿])|(?<=[在于是照据由对开加席]))(?P<name>(?!按照|根据|依据)(?:(?![的了在和与及由]|出席|参加|召开|主持|这是)[一-鿿]){2,14}?(?:委员会|理事会|学会|协会|联合会)"
    f"第{_N}{{1,4}}次(?:全体|工作)?(?:会议|大会))"
)
"""A counted meeting of a council: 省水利委员会第三次会议."""
_CONGRESS = re.compile(
    "中共(?:十[一二三四五六七八九]|二十)大(?![家会])|(?<![一-鿿\\d第])(?:十[五六七八九]|二十)大(?=以来|报告|精神|召开|闭幕|开幕|之后|代表)"
)
"""A party congress by its number, without 党的."""
_LEAGUE = re.compile(
    "[一-鿿]{0,3}(?:城市|职业|业余|校园|社区|大学生|青少年|男子|女子)?(?:足球|篮球|排球|乒乓球|羽毛球|围棋)(?:超级|甲级|乙级|冠军|职业)?(?:联赛|锦标赛|杯赛)"
)
"""A league of the place before it: 江省|城市足球联赛."""
_DAY = re.compile(
    "(?:世界|国际|全国)(?:(?![的了在是和与，、。])[一-鿿]){2,9}?(?:(?<![当今昨近次节假作易即生往平每连])日|宣传周|活动周)(?![本报常前后上下期出内均程益渐趋])"
)
"""A day or week of the world or the country: 国际博物馆日."""
_ACTIVITY_HELD = re.compile(
    "(?:(?<![一-鿿\\d])|(?<=年))(?P<name>(?P<of>20\\d\\d(?!年)|全[国省市区县]|第[一二三四五六七八九十]+届|[一-鿿]{2,6}[省市区县])"
    "(?:(?![的了在是，。；、“”])[一-鿿（）\\d]){4,34}?活动)(?=在[^，。；“”]{2,16}(?:举行|举办|启动|开幕)|(?:举行|举办|启动)(?![仪的]))"
)
"""An activity of a place or a year that is held: 全省文明实践项目展示交流活动|举行."""
_MISSION = re.compile(
    "(?:神舟|天舟|嫦娥|天问|天宫|梦天|问天)[一二三四五六七八九十]{1,3}号(?:载人|货运)?(?:飞船|探测器)?(?:载人)?(?:飞行|发射|交会对接|返回)?任务"
)
"""A flight of the space programme: 神舟二十号载人飞行任务."""
_TALKS = re.compile(
    f"(?<![{NATIONS}非阿欧])[{NATIONS}非阿欧]{{2,3}}(?:三国|两国|国家)?(?:领导人|元首|首脑|外长|防长|经贸|战略|高级别|海上|人权|人文)?"
    "(?:峰会|会晤|会谈|磋商|对话)(?![中将时后前期间机])"
)
"""Talks of nations by one character each: 中阿峰会, 中美经贸磋商."""
_DATED_EVENT = re.compile(
    "“[一二三四五六七八九][·一二三四五六七八九]{1,3}”(?:事件|事变|惨案)|(?:“\\d{1,2}·\\d{1,2}”|(?<![\\d“.])\\d{1,2}·\\d{1,2})(?:特大|重大|严重)?(?:(?!等)[一-鿿]){0,6}?(?:事件|事故|事变|惨案|案|火灾|地震|矿难|坠机|爆炸)|[一二三四五六七八九]{3}(?:事件|事变|惨案)"
)
"""What happened on a day that names it: “9·11”事件, 九一八事变."""
_ROUND = re.compile(
    f"(?:(?:第?{_N}{{1,4}}届)?(?:[省市区]委|自治区党委|中央)|{_N}{{1,4}}届)第?{_N}{{1,3}}轮(?:常规|专项)?巡[视察]"
)
"""A round of inspection: 十三届省委第八轮巡视."""
_PARTIES = re.compile(f"《[^《》]{{2,30}}》第{_N}{{1,3}}[届次]缔约方(?:大会|会议)")
"""A meeting of the parties to a treaty."""
_COUNTED_QUOTED = re.compile(
    f"(?:第{_N}{{1,3}}届|首届)(?:“[^“”]{{2,14}}[周节会季赛展日文]”(?![一-鿿]{{0,4}}[论大比]?[坛会赛])"
    "|“[^“”]{2,14}”(?:盛典|庙会|灯会|歌会|典礼|嘉年华|音乐会|晚会|展演|巡展|特展|市集))"
)
"""What is held again and again under a quoted name: 第十届“望海文学周”."""
_FESTIVAL = re.compile(
    "(?:(?![将把对在的为与和是被使让从到由了])[一-鿿]){2,4}(?<![季时])节(?![目约日气省能点奏假庆期制俭水电前后选])"
)
"""A festival of the place before it: 绍兴|黄酒节."""
_COUNTED_FESTIVAL = re.compile(
    f"(?:第{_N}{{1,3}}届|首届)(?![^，。节]{{0,12}}季节)(?:(?![的了在是与由将把]|期间|来自)[一-鿿（）·]){{2,24}}?"
    "(?:(?<![季时环细情])节|(?<![一二两三四五六七八九十数几上下本每黄])周(?=[，。、；在于的举开闭期活上将]|$))"
    "(?![目约日气省能点奏假庆期制俭水电前后选育）])"
)
"""A festival by its number, brackets and dots in its name and all: 第三届青溪·梨花节."""
_YEAR_OF = re.compile(
    f"(?:[{NATIONS}]{{2}}|(?P<first>[一-鿿]{{2,7}})(?:[—–－-](?P<second>[一-鿿]{{2,7}}?))?)"
    "(?:(?:人文|文化|旅游|科技|体育|教育|语言|青年|创新|友好|艺术|产业)和?){1,3}(?:交流|合作)?年(?![度级代来轻])"
)
"""A year of what two countries share: 江国-岭国文化旅游年."""
_DISASTER = re.compile(
    "(?:(?:[东南西北中]|[东西][南北])部(?:地区)?)?(?:特大|大|强烈)?(?:地震|大火|火灾|洪灾|泥石流灾害)(?![局台断学带波仪监预救风险多频灾]|发(?!生))"
)
"""A disaster of the place before it: 汶川|特大地震."""


_AFFAIR_END = re.compile("(?:事件|惨案)(?![发频]|处置|多)")
_AFFAIR = re.compile(
    "(?!突发|安全|群体|类似|相关|重大|多起|恶性|有关|历史|国际|政治|这[一起]|该|公共|热点|焦点|大)[一-鿿]{2,5}(?:事件|惨案)$"
)
"""An affair of the place before it: 青岭|违建事件."""
_RUN_OF_CITY = re.compile("(?<![宽大好])(?:广马|厦马|杭马|锡马|兰马|郑马|甬马|汉马)(?![路蹄车匹上力达克])")
"""A marathon by its short name: 广马."""
_ASSEMBLY = re.compile("(?:第\\d{1,3}届)?联合国大会(?=期间|一般性辩论|高级别)")
"""A session of the assembly, when something happens during it."""

_NUMBERED_GAMES = re.compile(
    "(?<![一-鿿第])[一二三四五六七八九十]{1,2}运会|(?<=[在届从到对是与和])[一二三四五六七八九十]{1,2}运会"
)
"""The games of the country by their number: 十一运会."""


def shaped_events(text: str) -> list[Span]:
    """Spans of events whose names need no vocabulary but their own form."""
    out = []
    if "届" in text or "大代表" in text or "全会" in text or "党的" in text or "次会议" in text or "次常务" in text:
        out += [Span(_trim_meeting(text, *m.span()), m.end(), "event") for m in _MEETING.finditer(text)]
    if "会第" in text:
        out += [Span(*m.span("name"), "event") for m in _BODY_MEETING.finditer(text)]
    if "大" in text:
        out += [Span(*m.span(), "event") for m in _CONGRESS.finditer(text)]
    if "联赛" in text or "标赛" in text or "杯赛" in text:
        leagues = (
            (place_before(text, at), m.end()) for m in _LEAGUE.finditer(text) for at in range(m.start(), m.start() + 4)
        )
        out += [Span(start, end, "event") for start, end in leagues if start is not None]
    if "日" in text or "周" in text:
        out += [Span(*m.span(), "event") for m in _DAY.finditer(text)]
    if "活动" in text:
        held = [m for m in _ACTIVITY_HELD.finditer(text) if m["of"][0] in "全第2" or m["of"] in gazetteer()]
        out += [Span(*m.span("name"), "event") for m in held]
    if "峰会" in text or "会晤" in text or "会谈" in text or "磋商" in text or "对话" in text:
        out += [Span(*m.span(), "event") for m in _TALKS.finditer(text)]
    if "年" in text:
        out += [Span(*span, "event") for span in _years(text)]
    if "届“" in text:
        out += [Span(*m.span(), "event") for m in _COUNTED_QUOTED.finditer(text)]
    if "缔约方" in text:
        out += [Span(*m.span(), "event") for m in _PARTIES.finditer(text)]
    if "运会" in text:
        out += [Span(*m.span(), "event") for m in _NUMBERED_GAMES.finditer(text)]
    if "轮巡" in text:
        out += [Span(*m.span(), "event") for m in _ROUND.finditer(text)]
    if "·" in text or "事件" in text or "事变" in text or "惨案" in text:
        out += [Span(*m.span(), "event") for m in _DATED_EVENT.finditer(text)]
    if "马" in text:
        out += [Span(*m.span(), "event") for m in _RUN_OF_CITY.finditer(text)]
    if "联合国大会" in text:
        out += [Span(*m.span(), "event") for m in _ASSEMBLY.finditer(text)]
    if "节" in text:
        out += _festivals(text)
    if "届" in text:
        for counted in _COUNTED_FESTIVAL.finditer(text):
            place = place_before(text, counted.start())
            out.append(Span(counted.start() if place is None else place, counted.end(), "event"))
    if "震" in text or "火" in text or "灾" in text:
        disasters = ((place_before(text, m.start()), m.end()) for m in _DISASTER.finditer(text))
        out += [Span(start, end, "event") for start, end in disasters if start is not None]
    if "事件" in text or "惨案" in text:
        ends = [m.end() for m in _AFFAIR_END.finditer(text)]
        told = [m for end in ends for at in range(max(0, end - 7), end - 3) if (m := _AFFAIR.match(text, at, end))]
        affairs = ((place_before(text, m.start()), m.end()) for m in told)
        out += [Span(start, end, "event") for start, end in affairs if start is not None]
    if "号" in text and "任务" in text:
        out += [Span(*m.span(), "event") for m in _MISSION.finditer(text)]
    return out + [Span(*span, "event") for span in tournaments(text)]


@cache
def _known() -> tuple[str, ...]:
    """Events known to all, which are none of the place before them."""
    return tuple(rules("phrases")["events"])


def _years(text: str) -> list[tuple[int, int]]:
    out = []
    for m in _YEAR_OF.finditer(text):
        start = m.start()
        if m["first"] is not None:
            end = m.end("first")
            place = place_before(text, end)
            if place is None or text[place:end] not in countries() or m["second"] is None:
                continue
            start = place
        out.append((start, m.end()))
    return out


def _festivals(text: str) -> list[Span]:
    out = []
    for m in _FESTIVAL.finditer(text):
        name = m.group()
        if name.endswith(_known()) or rjieba.has_word(name[-2:]):
            continue
        starts = (place_before(text, at) for at in range(m.start(), m.end() - 2))
        if (start := next((at for at in starts if at is not None), None)) is not None:
            out.append(Span(start, m.end(), "event"))
    return out


def _trim_meeting(text: str, start: int, end: int) -> int:
    """Start of a counted meeting without the words before its body."""
    while start < end and text[start] in "在是于和与及为从到对":
        start += 1
    body = re.search(
        "[\u4e00-\u9fff]{0,6}?(?=(?:[省市区县州]委|[省市区县州]第?[零〇一二三四五六七八九十\\d]))", text[start:end]
    )
    if body is not None and body[0]:
        for low in range(start, start + len(body[0])):
            if text[low : start + len(body[0])] in gazetteer() or text[low : start + len(body[0]) + 1] in gazetteer():
                return low
        return start + len(body[0])
    if body is None and (counted := _COUNTED_MEETING.search(text, start, end)) is not None and counted.start() > start:
        place = place_before(text, counted.start())
        return counted.start() if place is None else place  # 谈到了|十四届全国人大四次会议
    return start


_COUNTED_MEETING = re.compile(
    f"(?:中国共产党|中共|党的|全国)?(?:政协|人大)?第?{_N}{{1,4}}届|(?:科协|文联|作协|侨联|记协|残联|工会|妇女)"
)
