"""Which quoted words are set phrases in which articles: any in one about policy, elsewhere only those that show it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from transforms.entities.gazetteer import gazetteer
from transforms.entities.quoted_phrases import COUNTED, MAXIM_BEHIND, UPHELD, is_parallel, policy
from transforms.lexicon import rules
from transforms.memo import memoised

_MOST, _SOME = 1 / 100, 1 / 250
"""An article with fewer words of policy than one in so many characters is not about policy, or about something else."""


def set_phrases(texts: Iterable[str], phrases: Iterable[tuple[str, int, int]]) -> set[str] | None:
    """The set phrases among the quoted words of an article (text, start and end of each); None if they all are."""
    size = words = 0
    for text in texts:
        size += len(text)
        words += len(policy().findall(text))
    if words >= size * _MOST:
        return None
    told = list(phrases)
    sure = {text[start:end] for text, start, end in told if _is_set_anywhere(text, start, end)}
    if words >= size * _SOME:
        printed = Counter(text[start:end] for text, start, end in told)
        sure |= {text[start:end] for text, start, end in told if _is_term(text, start, end, printed[text[start:end]])}
    return sure


def _is_set_anywhere(text: str, start: int, end: int) -> bool:
    """Whether a formulation is one in any article: printed without marks, counted, or made of words of policy."""
    inside = text[start:end]
    quoted = text[start - 1 : start] in _MARKS
    if is_parallel(inside) and UPHELD.search(text, max(0, start - 5), start - 1):
        return True
    if MAXIM_BEHIND.match(text, end + 1) or _RUN_AS.match(text, end + 1) or _is_of_place(inside):
        return True
    if len(inside) > _WORD and _RUN.search(text, max(0, start - 5), start - 1):
        return True
    return not quoted or COUNTED.match(inside) is not None or policy().search(inside) is not None


def _is_term(text: str, start: int, end: int, printed: int) -> bool:
    """Whether quoted words are a term in an article that tells something of policy: “文化+”, “北菜南育”, a coinage of
    four characters or more that is printed again."""
    inside = text[start:end]
    if "+" in inside or "＋" in inside or _TERM.fullmatch(inside) or _TERM_BEHIND.match(text, end + 1):
        return True
    long = _LEAST_TERM <= end - start <= _MOST_TERM
    return long and (printed > 1 or _UNDERTAKEN.search(text, max(0, start - 5), start - 1) is not None)


@memoised
def _is_of_place(inside: str) -> bool:
    """Whether words are a set phrase known to all or made of a place: 林长制, 临江经验, 诗画临江."""
    data = rules("phrases")
    if inside in data["formulations"]:
        return True
    behind, before = tuple(data["behind_place"]), tuple(data["before_place"])
    places = [inside.removesuffix(w) for w in behind if inside.endswith(w)]
    places += [inside.removeprefix(w) for w in before if inside.startswith(w)]
    return any(place in gazetteer() for place in places)


_MARKS = frozenset("“‘「")
_RUN = re.compile("(?:推出|开办|启动|打造|开展|实施|推行|创建|建立|探索|创新|构建)了?$")
_RUN_AS = re.compile("系列|行动|工程|计划|项目|模式|机制|工作法|精神|战略|活动|专栏|品牌|体系")
"""Around what somebody runs under a name of its own, in whatever article: 开办|“周六学堂”, “听江”|系列报道."""
_WORD = 2
_TERM = re.compile(
    "[东西南北][一-鿿][东西南北][一-鿿]|[一-鿿]{2,6}化|[一-鿿]{2,6}之[城乡都村路]"
    "|先[一-鿿]{1,3}[，、]?后[一-鿿]{1,3}|[一-鿿]{2,4}融合"
    "|[一-鿿]{2,4}(?:阵地|工程|机制|引擎|品牌|先锋|治理|经济|路径|格局|理念|样板|矩阵|工作法|清单|书记|党课|管家)"
)
_TERM_BEHIND = re.compile("的?(?:改革|主题|制度|应用|作用|发展|布局|格局|政策|专项|建设|治理)")
_UNDERTAKEN = re.compile("(?:推进|推动|深化|锚定|聚焦|坚持|完善|筑牢|落实|践行|构筑|激活|擦亮|端牢)了?$")
"""In a word, behind and in front of the terms of an article that tells something of policy."""
_LEAST_TERM, _MOST_TERM = 4, 6
