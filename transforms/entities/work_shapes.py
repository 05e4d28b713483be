"""Laws, plans and reports named without marks, by the shape of their names."""

from __future__ import annotations

import re

from transforms.entities.gazetteer import place_before

_PLAN = re.compile(
    "(?<![一-鿿“”·])[一-鿿“”·]{4,48}?(?:规划|纲要|计划|方案)（20\\d\\d年?[-—–~～至]{1,2}(?:20)?\\d\\d年?）"
)
_BEFORE_PLANS = re.compile(
    "[的了在与]|编制|印发|发布|公布|实施|通过|审议|获批|批复|批准|同意|根据|按照|依据|落实|出台|关于|制定|对照|衔接"
)
"""A plan with the years that it is for: 临江市国土空间规划（2021—2035年）."""
_RULING = re.compile(
    "最高人民(?:法院|检察院)(?:、最高人民(?:法院|检察院))?关于[^，。；《》“”]{4,44}?的(?:解释|若干规定|规定|批复)(?:（[一二三四五六七八]）)?"
)
"""A ruling of the highest courts: 最高人民法院关于…的解释（二）."""
_REPORT = re.compile(
    "(?:中国|全球|世界|全国)(?:(?![的了在是与和对等]|发布|公布)[一-鿿]){2,16}?(?:发展状况统计|发展状况|发展指数|年度|发展|调查统计|白皮书)报告(?![会中称指显了说])"
)
"""A report that comes out every year: 中国互联网络发展状况统计报告."""

_OF_BODY = re.compile(
    "(?:[省市县区州旗]|自治区|最高|全国)?(?:人民政府|政府|人大常委会|人大|政协常委会|政协|(?:高级|中级)?人民法院|法院|高院|中院|人民检察院|检察院)"
    "工作报告"
)
"""What a body reports to a congress: 临江市|人大常委会工作报告."""
_OF_CONGRESS = re.compile("(?:党的)?(?:十[一二三四五六七八九]|二十)大报告(?![会厅])|中央八项规定实施细则")
"""What a congress of the party adopted, and the rules for its eight points."""


def shaped_works(text: str) -> list[tuple[int, int]]:
    """Spans of those works."""
    out: list[tuple[int, int]] = []
    if "（20" in text:
        out += [(_behind_verb(text, *m.span()), m.end()) for m in _PLAN.finditer(text)]
    if "最高人民" in text:
        out += [m.span() for m in _RULING.finditer(text)]
    if "工作报告" in text:
        for m in _OF_BODY.finditer(text):
            place = place_before(text, m.start())
            out.append((m.start() if place is None else place, m.end()))
    if "大报告" in text or "实施细则" in text:
        out += [m.span() for m in _OF_CONGRESS.finditer(text)]
    if "报告" in text:
        out += [m.span() for m in _REPORT.finditer(text)]
    return out


def _behind_verb(text: str, start: int, end: int) -> int:
    """The start behind who does what with a plan: 国务院批复|临江市城市总体规划."""
    return max((m.end() for m in _BEFORE_PLANS.finditer(text, start, end - _SHORTEST)), default=start)


_SHORTEST = 16
"""So many characters a plan and its years have at least."""
