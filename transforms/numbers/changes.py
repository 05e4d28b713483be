"""Changes that no verb right in front of a number tells: 比去年高|12分, 增开动车组|8对, 增速回落至|8.3%."""

from __future__ import annotations

import re

_TIMES = (
    "[去上前今]年|[上前][周月]|上?个?月|上?季度|年[初底末]|常年|往年|平时|平日|平常|以前|以往|之前|此前|同期|前一[年天日周月]|昨[天日]|前[天日]"
    "|历史|过去|原来|节前|上[届期]|十年前|[0-9]{4}年|[0-9]{1,2}月份?"
)
_THAN = re.compile(
    f"(?:(?<![同环对占])比(?![重例率分赛价如])|较)[^，。；、比较0-9]{{0,6}}(?:{_TIMES})[^，。；、比较0-9]{{0,8}}?"
    "(?:(?P<up>[高多大长重厚宽贵])|(?P<down>[低少短小轻薄窄便宜]))[出了]{0,2}(?:约|近|逾|超过?|接近|将近|整整)?$"
)
_OBJECT = re.compile(
    "(?:(?P<up>增加|增开|增派|增配|加开)|(?P<down>减少|缩减|压减|削减|裁减))(?!了?[至到为]|值|调拨|下达|拨付|安排|投放|发行|发放)"
    "(?![^，。；]*(?:[新改扩]建|建设|建成|改造|完成|实现|[使让后前的]|[至到为]$))[^，。；、0-9]{2,14}?(?:共计|合计|共|约|近|超过?|达|总计)?$"
)
_OPENED = re.compile("(?:增开|加开)[^，。；0-9]{2,60}$")
_RATE = re.compile(
    "(?:(?P<up>增速|增幅|涨幅|升幅|(?<!自然)增长率)|降幅|跌幅|减幅)"
    "(?:[已也仍将仅约近超达到为是至在于都均(（]|分别|高达|保持|超过|目标|预期|预计|一度|接近|持平){0,4}$"
)
_RATE_MOVES = re.compile(
    "(?:(?P<up>增速|增幅|涨幅|升幅|(?<!自然)增长率)|降幅|跌幅|减幅)(?:[已也仍又将都均或]|继续|进一步|逐步|大幅|小幅|快速|逐月|持续|一度){0,3}"
    "(?:攀升|回升|上升|扩大|收窄|回落|回调|放缓|下降|提高|提升|加快|减缓|缩小|反弹|下滑|走高|走低|[升降])[至到]$"
)


def compared(before: str, is_object: bool) -> str | None:
    """`increase` or `decrease` for how much more or less there is than at another time, or for what is added to or
    taken from something; None where the words in front of a number say nothing of the kind.

    >>> compared("录取线比去年高", False)
    'increase'
    >>> compared("增加开敞空间", True)
    'increase'
    """
    found = _THAN.search(before)
    if found is None and is_object:
        if _OPENED.search(before):
            return "increase"
        found = _OBJECT.search(before)
    return None if found is None else "increase" if found["up"] else "decrease"


def of_rate(clause: str, indicator: str | None) -> str:
    """`increase` or `decrease` for a rate of change (增速达|8.3%, 涨幅回落至|2%), whichever way the rate moves; `level`
    for any other share."""
    found = _RATE.search(indicator or "") or _RATE.search(clause) or _RATE_MOVES.search(clause)
    return "level" if found is None else "increase" if found["up"] else "decrease"
