"""What a report says that its own house will do: sections under a heading such as 2026年工作安排, whose sentences open
with a verb and name nobody."""

from __future__ import annotations

import re

from transforms.statements.class_model import Statement, Verdict

_PLANS = re.compile(
    "(?:(?:20\\d\\d年?|今年|明年|来年|新的?一年|下一?步|下半年|今后|未来)[^，。；]{0,16}(?:工作|目标|任务)?"
    "(?:安排|任务|目标|重点|部署|打算|思路|建议|计划|要求|举措)|主要(?:任务|工作安排|目标))(?=(?:[（(].*|[：:])?$)"
)
_LOOKS_BACK = re.compile("回顾|总结|成绩|成效|过去[一五]年|上年|去年|完成情况")
_OPENS = re.compile(
    "(?:[一二三四五六七八九十]{1,2}要|要(?!说|是|不|想|知|么)|力争|确保|全力|大力(?!士|神)|努力|着力|扎实|积极|认真|切实|深入|全面|进一步"
    "|重点(?:抓|做|推|实施|加|建设|支持|围绕|开展|突出|发展|打造|培育|扶持|培养|引进|改造|保护|提升|完善|强化|治理|打击|查处|解决|办|保障|落实|完成|研究|整治|对[^，。]{2,80}进行)"
    "|继续(?!下雨|升温|降)|加快|加强|加大|推进|推动|实施(?!方案|意见|细则|办法|单位|条例|者))"
)
_LEVELS = (
    re.compile("[一二三四五六七八九十]{1,3}、"),
    re.compile("[（(][一二三四五六七八九十]{1,3}[）)]"),
    re.compile(r"\d{1,2}[.．、]"),
)
"""How headings are numbered, the highest level first."""
_LONGEST = 40
"""A line of more characters is no heading."""


class PlanReader:
    """Reads the statements of an article in order, and knows whether a section of plans is open."""

    def __init__(self) -> None:
        self._heading: str | None = None
        self._level: int | None = None

    def read(self, kind: str, statement: Statement) -> Verdict | None:
        """The verdict on a statement of such a section; None where the words must tell."""
        text = statement.text
        if kind == "subheading" and len(text) <= _LONGEST:
            self._read_heading(text)
        if self._heading is None or statement.voice != "narration":
            return None
        own = statement.calls or _OPENS.match(text)
        return Verdict("commitment", self._heading) if own and not _DONE.search(text) else None

    def _read_heading(self, text: str) -> None:
        """A heading that plans opens a section; one of its level or above, or one that looks back, ends it."""
        level = next((n for n, mark in enumerate(_LEVELS) if mark.match(text)), None)
        if _LOOKS_BACK.search(text):
            self._heading = None
        elif found := _PLANS.search(text):
            self._heading, self._level = found.group(), level
        elif level is not None and self._level is not None and level <= self._level:
            self._heading = None


_DONE = re.compile("了|已|过(?!去|程|硬|渡|境|节|冬|关)|取得[^，。]{0,8}(?:成效|成绩|进展)")
"""What has been done is no plan."""
