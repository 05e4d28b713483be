"""Companies as market reports name them: by a ticker in brackets, in lists of shares, by what their price did."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from transforms.entities.gazetteer import gazetteer, trie_pattern
from transforms.entities.person_lexicon import word_tag
from transforms.lexicon import rules

_NAME = "[*A-Za-z0-9\u4e00-\u9fff&.]"
_TICKER = re.compile(r"[（(](?:[A-Z]{1,5}(?:\.[A-Z]{1,2})?|\d{5,6}(?:\.[A-Z]{2})?)[）)]")
_EXCHANGE = "(?:SZ|SH|BJ|HK)"
_CODED = re.compile(
    r"[（(](?:(?:股票|证券)?代码)?[：:]?"
    rf"(?:{_EXCHANGE}[：:.]?\d{{5,6}}|\d{{5,6}}[.，,、 ]?{_EXCHANGE})[）)，,；;]"
)
"""The code that a company has at a stock exchange: 云帆药业（000000，SZ）, 云帆新能（SH688939，股价…."""
_LONGEST = 10
_IN_FRONT = re.compile(rf"{_NAME}{{2,{_LONGEST}}}$")
_LEAD = re.compile(
    r"^.*(?:持有|买入|卖出|买进|抛售|减持|增持|重仓|看好|推荐|包括|其中|例如|比如|个股[是为有]|股票[是为有]|分别[是为]|以及|平台|巨头|[如和与及向])"
)
_LIST = re.compile(rf"(?:{_NAME}{{2,14}}、)+{_NAME}{{2,14}}")
_TAIL = re.compile(r"(?:在内|等\d*[只家个]|等[个股]|[和与及等的]).*$")
_OF_SHARES = re.compile(r"等?\d*[只家]?[\u4e00-\u9fff]{0,4}(?:个股|股票|概念股|成分股|龙头股|权重股)")
_SECTORS = re.compile(r"板块|行业|概念(?!股)|领域|产业")
_SPECIAL = re.compile(r"\*?ST[一-鿿]{2}")
"""A company under special treatment: *ST云帆."""
_RISING = re.compile(
    r"等?(?:多[只股]|个股)?(?:纷纷|均|也|双双|集体|直线|盘中|持续)?(?:涨停|跌停|走强|走高|走低|跟涨|跟跌|领涨|领跌|大涨|大跌|上涨|下跌|活跃|异动|冲高|封板|拉升|飘红)"
)
_MOVES = re.compile(
    rf"(?<!{_NAME})({_NAME}{{2,8}}?)(?:股价|盘中|早盘|午后|今日|盘[前后]|累计|年内|开盘|尾盘){{0,2}}(?:再度|一度|逆市|低开|高开)?"
    r"(?:大涨|大跌|暴涨|暴跌|跳涨|收涨|收跌|上涨|下跌|涨|跌)(?:了)?(?:近|超|逾|约|幅)?\d+(?:\.\d+)?%"
)
_MOVED = re.compile(r"(?:涨停|跌停|跟[涨跌]|(?:涨|跌)(?:超|逾|近|幅|\d)|收涨|收跌|大涨|大跌|领涨|领跌|上涨|下跌).*$")
"""What the last of several did: 云帆文旅、海行股份|涨超5."""
_MARKET = re.compile(
    r"股[票价市份指]|个股|[A-Z]股|涨停|跌停|[涨跌][超逾近幅]|跟[涨跌]|沪深|道指|纳指|标普|市值|融资余额"
)
_NO_SHARE = re.compile(
    r"^(?:上证|深证|沪深|中证|恒生|标普|道琼斯|纳斯达克|日经)|[股块念数总司市盘金额指价率期货油]$|指数|板块|均线|合约|货币|美元|人民币|同比|环比|CPI|PPI|PMI"
)
_NAME_TAGS = frozenset(("", "nr", "nz", "nt", "nrt"))
"""Tags of the dictionary that a company's name may have; most have none."""
_LEAST = 2
"""So many items of a list must look like companies for the others to be some."""


@cache
def _brand_end() -> re.Pattern[str]:
    data = rules("organizations")
    return re.compile(f"(?:{trie_pattern([*data['brand'], *data['endings']])}|[A-Z*]?[A-Z])$")


def find_shares(texts: list[str]) -> set[str]:
    """Names of companies on a page that tells of shares; on any other those with a code of an exchange."""
    coded = {name for text in texts for name in _in_front(_CODED, text)}
    coded |= {m[0] for text in texts if "ST" in text for m in _SPECIAL.finditer(text)}
    if sum(len(_MARKET.findall(text)) for text in texts) < _LEAST:
        return coded
    latin = frozenset(rules("organizations")["latin_words"])
    found = coded | {name for text in texts for name in _named(text)}
    return {n for n in found if n not in gazetteer() and n not in latin and not _NO_SHARE.search(n)}


def _in_front(brackets: re.Pattern[str], text: str) -> Iterator[str]:
    """The names in front of such brackets."""
    for bracket in brackets.finditer(text):
        name = _IN_FRONT.search(text, max(0, bracket.start() - _LONGEST), bracket.start())
        if name is not None:
            yield _LEAD.sub("", name[0])


def _named(text: str) -> Iterator[str]:
    tickers = [*_in_front(_TICKER, text)]
    for name in tickers:
        # A dictionary's word before one bracket may be a term (人工智能（AI）), before several it is a company.
        if len(name) > 1 and (len(tickers) > 1 or word_tag(name) in _NAME_TAGS):
            yield name
    for m in _MOVES.finditer(text):
        if word_tag(name := _LEAD.sub("", m[1])) in _NAME_TAGS and len(name) > 1:
            yield name
    for m in _LIST.finditer(text):
        around = text[max(0, m.start() - 30) : m.end() + 12]
        if _SECTORS.search(around) and "个股" not in around:
            continue
        items = m[0].split("、")
        items = [_LEAD.sub("", items[0]), *items[1:-1], _TAIL.sub("", items[-1])]
        counted = _OF_SHARES.search(text, max(0, m.start() - 4), m.end() + 12)
        likely = sum(_brand_end().search(item) is not None for item in items)
        rising = _RISING.match(text, m.end() - len(m[0].split("、")[-1]) + len(items[-1])) is not None
        if moved := _MOVED.search(items[-1]):
            items[-1], rising = items[-1][: moved.start()], True
            likely = max(likely, sum(not word_tag(item) for item in items) >= _LEAST)
        if (counted and likely) or (rising and likely) or (likely >= _LEAST and 2 * likely >= len(items)):
            yield from (item for item in items if 1 < len(item) <= 8)
