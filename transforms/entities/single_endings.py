"""Departments, works and parties, whose names end in one character: 江省|水务|厅, 青溪|五金|二厂, 江国|激进党."""

from __future__ import annotations

import re
from functools import cache

from transforms.entities.body_openings import MAX_NAME, reach_over_and, unit_start
from transforms.entities.gazetteer import gazetteer
from transforms.entities.known_bodies import body_words
from transforms.entities.noun_runs import run_before
from transforms.entities.person_lexicon import word_tag
from transforms.entities.words import Words
from transforms.lexicon import rules
from transforms.page import Token

_NO_TEAM = (
    "球军部舰乐车团纵排卫马商梯领归入列组站成掉插本该全两各支战援大中小分总"
    "带率随整编降升离出参跟游家省市区县州国奥年子足篮羽乒"
)
"""In front of 队 in words that name no team of their own, and of teams that others read."""


@cache
def _departments() -> re.Pattern[str]:
    ends = "".join(rules("organizations")["departments"])
    return re.compile(
        f"[{ends}]|(?<![工建办进出开到本该全各我分入在])厂(?![长房家商区址子矿外内门里史校规容工办主属价方牌标])"
        f"|(?<![{_NO_TEAM}])队(?![员长伍列友医部尾旗歌服形内里中史礼])"
        "|(?<![政野对两各该多老入全本我建向跟爱护治管新大小手分同])党(?![派员办委组建校支章政群内外风性课龄费旗徽史籍务代总媒纪报刊魁])"
    )


def single_endings(words: Words) -> list[tuple[int | None, int]]:
    """Spans of them; the start is None where nothing makes a name of the words in front."""
    return [(_department_start(words, m.start(), m.end()), m.end()) for m in _departments().finditer(words.text)]


def _department_start(words: Words, ending: int, end: int) -> int | None:
    """Start of a department that ends in one character: a place or a unit must open it, a field stand between."""
    run = run_before(words, ending, end, MAX_NAME, body_words("stop"), body_words("inside"))
    if not run or run[-1].end != end or words.text.endswith(_HALLS, 0, end):
        return None
    torn = run[-1].start < ending and word_tag(run[-1].word) not in ("", "nt", "nz")
    if torn and not _opened_field(run):
        return unit_start(words, run[-1:], ending)
    run = reach_over_and(words, run, ending)
    opening = next((i for i, t in enumerate(run) if _opens_department(t)), None)
    if opening is None or ending - run[opening].end < 2:
        return None
    if words.text[ending] == "队" and "队" in words.text[run[opening].start : ending]:
        return None  # 江国队战平|海国队
    return run[opening].start


def _opened_field(run: list[Token]) -> bool:
    """Whether a place, a unit or a body stands in front of a word that holds the ending: 江省|滇北|电业局."""
    last, tag = run[-1].word, run[-1].tag[0]
    plain = len(last) > 2 and tag in "nlj"
    if len(run) > 1 and plain and tag != "l" and _opens_department(run[-2]):
        return True
    field = _PLANT.fullmatch(last) or (plain and not last.endswith(_NO_OFFICES))
    return bool(field) and any(map(_opens_department, run[:-1]))


_PLANT = re.compile("[总一二三四五六七八九十]{1,2}厂")
"""A works by its number, behind its field: 青溪|五金|二厂."""
_NO_OFFICES = (
    *("公司", "格局", "全局", "大局", "部署", "干部", "常委", "编委"),
    *("政委", "内部", "外部", "中部", "总部", "支部"),
)
"""Words that end as departments do and are none."""
_HALLS = ("候车厅", "餐厅", "展厅", "大厅", "客厅", "音乐厅", "舞厅", "影厅", "展示厅", "宴会厅")
"""Rooms that end as departments do."""


def _opens_department(token: Token) -> bool:
    word = token.word
    return token.tag == "nt" or word in gazetteer() or word in body_words("units") or word in body_words("known")
