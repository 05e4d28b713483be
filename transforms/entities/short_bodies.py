"""Bodies that go by a short or numbered name: 301医院, 市二院, 国网江苏电力, 武警福建总队, 以军."""

from __future__ import annotations

import re
from collections.abc import Iterable

import rjieba

from transforms.entities.gazetteer import gazetteer
from transforms.entities.person_lexicon import word_tag
from transforms.lexicon import rules
from transforms.memo import memoised

_OPENS = "(?:(?<![一-鿿A-Za-z\\d])|(?<=[在从到由与和及对向被为据]))"
_NUMBERED = re.compile(
    f"(?<![\\d.约近超逾余第有共达])\\d{{3}}医院(?!级)"
    f"|(?<![\\d.约近超逾余第有共达])\\d{{2,3}}中学(?!生)|(?<![\\d.约近超逾余第有共达])(?:\\d{{3,5}}(?:钻井队|采油队|地质队|勘探队)|\\d{{4,5}}部队(?![队长]))"
    f"|{_OPENS}第[一二三四五六七八九十]{{1,2}}(?:人民医院|附属医院|中医院|中学|小学|实验小学|幼儿园|聋哑学校|盲人学校|职业中学|职业高中|高级中学|女子中学)(?!级)"
    f"|{_OPENS}[省市县区](?:第?[一二三四五六七八九十]{{1,2}})(?:医院|院(?![子区里内落士线])|中(?![心国央小间学年期等全东西华美外院][一-鿿]?)|中院(?!长))"
    f"|国棉[一二三四五六七八九十]{{1,2}}厂"
    f"|(?<![一-鿿])第[一二三四五六七八九十](?:拖拉机|汽车制造|汽车|机床|棉纺织?|毛纺织?|纺织|钢铁|水泥|制药|造纸|印染|重型机器|机械|炼钢|炼铁|发电)厂"
)
"""By a number: 市二院, 国棉一厂."""
_FORCE = re.compile(
    f"{_OPENS}[市县区]局(?:刑侦|刑警|交警|治安|经侦|禁毒|网安|特警|巡特警|反诈|情指)[一-鿿]{{0,3}}?(?:总队|支队|大队|中心)(?!长)"
)
"""A force of the police of the city: 市局|刑侦支队."""
_NUMBER_MARK = re.compile(
    "[\\d一二三四五六七八九十][医院中小人附幼实厂拖汽机棉毛纺钢水制造印重炼发聋盲职高女师钻采地勘部]"
)
"""The number with the first character of what follows it."""
_GRID = re.compile(
    "国网(?P<place>[一-鿿]{2,4}?)(?:[省市县区])?(?:电力|供电)(?:有限)?(?:公司)?"
    "|国铁(?P<of>[一-鿿]{2,4}?)局(?:集团)?(?:有限公司|公司)?"
)
"""A branch of a company of the state by the place that it is for: 国网|江苏|电力."""
_BORDER = re.compile(
    f"{_OPENS}(?P<place>[一-鿿]{{2,3}})(?:海关(?=[，。、的]|所属|查[获处验]|缉私|关员|监管|破获|截获|验放|统计|发布|通报|副?关长|工作人员|旅检)"
    "|(?:出入境)?(?:边防检查|边检)总?站)"
)
"""The customs or the border guards of a place: 云岭|海关|查获."""
_ABROAD = re.compile(
    "中国(?:第[一二三四五六七八九十\\d]{1,3}批)?赴[一-鿿]{2,7}?维和(?:部队|[工步][兵][一-鿿]{0,2}|警队|医疗分队|直升机分队)"
    "|(?<![进])驻(?:香港|澳门|港|澳)部队|空军八一飞行表演队|(?:中国)?海警\\d{4}舰艇编队"
    "|(?:陆军|海军|空军|火箭军|武警|联勤保障部队)(?:航空兵|陆战队|防空兵|空降兵)?某[一-鿿]{0,6}?(?:部(?![分门位队件署长])|[旅团师营连艇](?![长级游客部队员费])|基地|支队|大队)"
)
_ARMED_POLICE = re.compile("武警(?P<place>[一-鿿]{2,3})总队(?:(?P<part>[一-鿿]{2,3})支队)?")
_ARMY = re.compile(
    "(?<![所可予足加得难用])[以俄乌英法韩印叙]军(?=[，。、：的]|在|对|将|向|空袭|袭|继续|已|称|发言人|士兵|官兵|计划|行动|\\d|近|宣布|打击|发动|控制|撤|推进|反攻|进攻|攻占|夺取|占领|部署|当[天日晚]|逮捕|轰炸|拦截|摧毁|开火|炮击|炮火|战机|无人机|方面|表示|说|声明|指|与|和|实施|凌晨)"
)
"""The forces of a country of one character: 以军|空袭."""
_UNIVERSITY = re.compile(
    f"{_OPENS}[京津沪渝浙苏皖闽赣鲁豫鄂湘粤桂琼川贵云陕甘青新黑吉辽冀晋南北西东华中上首杭温宁合福厦广深武长郑济哈沈成重昆兰山河燕]"
    "(?:(?:[师工农林医财科民建矿]|医科|理工|师范)大(?![夫户会展赛军厅县力量家学型道厦桥街楼]|地(?!处)|师(?!生|资|范))|理工(?=大|学院|校|的学|[师学]生|[，、。教]))"
    "(?:附[中小院]|附属(?:[一-鿿]{0,4}?(?:医院|中学|小学)))?"
)
"""A university by a letter of its place and of its field: 浙工大, 陕师大附中."""
_ATTACHED = re.compile(
    "(?:(?<![一-鿿])|(?<=[在到从去往由与和据对向被]))(?:(?![在到从去往由与和据对向被来])[一-鿿]){1,4}?(?:医大|医科大|[医大])(?:[一二三四五六]附?院|附[一二三四五六儿]?院)(?![子士])"
)
"""A hospital of a university: 江大一附院, 澜医大二院."""
_SCHOOL = re.compile(
    "(?:(?<![一-鿿])|(?<=[在到从由与和])|(?<=[省市县区镇乡]))(?P<name>(?![该本各全某这那每几两两多百千在到从由与和一所])[一-鿿]{2,6}?)"
    "(?:(?P<plain>小学|中学|完小|幼儿园)|[一二三四五六七八九]小)"
    "(?=的?(?:孩子|学生|老师|教师|师生|副?校长|同学|家长|学子|党支部)|校内|校门|[一二三四五六初高][（(]?\\d|[一二三四五六]年级|项目|等|以及|开展|举[办行]|组织|迎来|[，。、；]|$)"
)
"""A school of whatever name at the start of a clause: 寨下小学|的孩子, 望江二小."""
_STATION = re.compile(
    "(?:(?<![一-鿿])|(?<=[在到从由与和向被据]))(?P<name>(?![该本各全某这那每其两几多我])[一-鿿]{2,6}?)派出所(?!长|们|等|户籍)"
)
"""A police station by a name at the start of a clause, or behind the place that it is in: 九里亭派出所."""
_ANY_STATION = re.compile(
    "辖区|[当属就所]|附近|公安|[边海]防|铁路|森林|基层|[城乡]镇|[农山]村|街道|社区|城区|县城|[机车码][场站头]|户籍|民警|警[方察]|分局|[有相]关|学校|景区|.{1,4}[个家]$|[今昨当前次][日天晚]|\\d"
)
_HOLDERS = re.compile(
    "(?:大运会|亚运会|冬奥会|奥运会|残奥会|亚冬会|全运会|青奥会|世博会|世园会|园博会)(?:执行局|组委会|筹委会|执委会|协调局)"
)
"""Who holds the games: 大运会|执行局."""
_GAMES = re.compile("(?P<place>[一-鿿]{2,3}?)(?:冬残?奥|残奥|青奥|奥|亚冬|亚残?|大运|全运)(?:会)?组委(?:会)?")


def short_bodies(text: str) -> Iterable[tuple[int, int]]:
    """Spans of those bodies."""
    if _NUMBER_MARK.search(text):
        yield from (m.span() for m in _NUMBERED.finditer(text))
    if "国网" in text or "国铁" in text:
        yield from (m.span() for m in _GRID.finditer(text) if (m["place"] or m["of"]) in gazetteer())
    if "局" in text:
        yield from (m.span() for m in _FORCE.finditer(text))
    if "海关" in text or "站" in text:
        yield from (m.span() for m in _BORDER.finditer(text) if _may_be_place(m["place"]))
    if "军" in text or "部队" in text or "武警" in text:
        for shape in (_ABROAD, _ARMY):
            yield from (m.span() for m in shape.finditer(text))
        yield from (m.span() for m in _ARMED_POLICE.finditer(text) if m["place"] in gazetteer())
    if "大" in text or "理工" in text:
        yield from (m.span() for m in _UNIVERSITY.finditer(text))
    if "院" in text and ("附" in text or "医" in text):
        yield from (m.span() for m in _ATTACHED.finditer(text))
    if "小" in text or "中学" in text or "幼儿园" in text:
        yield from (m.span() for m in _SCHOOL.finditer(text) if _names_school(m["name"], m["plain"] or ""))
    if "派出所" in text:
        yield from _stations(text)
    if "局" in text or "委会" in text:
        yield from (m.span() for m in _HOLDERS.finditer(text))
    if "组委" in text:
        yield from (m.span() for m in _GAMES.finditer(text) if m["place"] in gazetteer())


def _stations(text: str) -> Iterable[tuple[int, int]]:
    """Police stations whose names are words of any kind, with the place in front of them."""
    for m in _STATION.finditer(text):
        name = m["name"]
        sizes = [n for n in (4, 3, 2) if name[:n] in gazetteer() and len(name) > n] or [0]
        if _ANY_STATION.match(name, sizes[0]) is None and _names_school(name, ""):
            yield m.start("name"), m.end()


@memoised
def _names_school(name: str, plain: str) -> bool:
    """Whether words in front of 小学 are a name: one that no dictionary holds, or a place; a number makes any one. A
    kindergarten goes by any pretty words: 金色摇篮."""
    if name in _ORDINARY or not _NO_SCHOOL.isdisjoint(name) or _ATTENDS.search(name):
        return False
    tagged = rjieba.tag(name)
    if not plain:
        return all(tag[0] not in "vdrpu" or word in _CALLED for word, tag in tagged) or len(tagged) == 1
    if plain == "幼儿园" and len(name) > _SHORT_NAME:
        return (
            tagged[0][1][0] in "naszbf"
            and all(tag[0] in "naszbfv" for _, tag in tagged)
            and not any(word in name for word in _KINDS_OF_CARE)
        )
    return len(name) < _LONGEST_SCHOOL and (word_tag(name) in _NAMING if len(tagged) == 1 else _is_new(tagged))


def _is_new(tagged: list[tuple[str, str]]) -> bool:
    """Whether words that the tagger cut a name into make none: 寨|上, but not 全日制|寄宿."""
    return all((len(word) == 1 and tag[0] in "nafg") or tag in _NAMING for word, tag in tagged)


_NAMING = frozenset(("nr", "ns", "nz", "nrt", "nrfg", ""))
_ORDINARY = frozenset(rules("organizations")["ordinary_before"]) | {"新建"}
_CALLED = frozenset(("国际", "实验"))
_ATTENDS = re.compile("[刚爱要想能会没不再才就已将正始早晚儿女孩该应]上$")
"""What ends in front of a school that somebody goes to: 刚上|小学, but 寨上小学."""
_NO_SCHOOL = frozenset("的了是读去进过在等大有")
_LONGEST_SCHOOL, _SHORT_NAME = 5, 2
_KINDS_OF_CARE = frozenset(rules("organizations")["kinds_of_care"])
"""Words that say what kind of kindergarten is meant."""


def _may_be_place(word: str) -> bool:
    """Whether a word is a place, or none that a dictionary holds as an ordinary one."""
    return word in gazetteer() or (
        word_tag(word) in ("", "ns", "nz", "nr", "n") and _ANY_CUSTOMS.fullmatch(word) is None
    )


_ANY_CUSTOMS = re.compile(
    "当地|口岸|[隶直所]属|各[地国]|属地|现场|地方|沿海|旅客|内地|边境|[出进]口|机场|港口|我国|国[家际]"
)
