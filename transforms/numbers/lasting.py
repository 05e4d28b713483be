"""What lasts so long or is done in that time, where the words for it stand behind the number: 两周内即可|做完检查,
连续两年|实现增长, 两小时内，|鱼全部售空."""

from __future__ import annotations

import re

from transforms.numbers.noun_phrases import QUANTITY, Words, noun_before, noun_behind, tidy
from transforms.numbers.quantity import Quantity
from transforms.numbers.stems import LINK_WORDS

_AGE = re.compile("(?:周岁|岁|月龄)$")
_ADVERB = "(?:即可|就能够?|就可以?|便能|便可以?|才能够?|才会|可以?|能够?|就|便|才|即|会|要)"
_AT_AGE = re.compile("那年，?(?=[一-鿿])|(?:就|便)(?=[一-鿿]{2})(?!是|有|已|能|可|会|要)")
"""Behind an age at which somebody did something: 18岁就|离家."""
_WITHIN = re.compile(
    f"(?:左右|以后)?(?:之内|以内|内|之后|后|里|前(?=就|已|便|还|曾))(?:[还曾]|[都也还]?已经?|{_ADVERB})*(?=[^，。；、的])"
)
_SOON = re.compile(f"(?:左右|多)?(?:时间)?{_ADVERB}(?:[都也已]|已经)*(?=[^，。；、])")
_NEXT = re.compile("(?:左右|多|时间)?(?:之内|以内|内|里)，")
_SINCE = re.compile("(?:左右|多)?(?:时间)?(?:之前|以前|之后|以后|前|后|下来|以来|来|间|中)，")
_TO_COME, _COMMA = ("未来", "今后", "接下来"), re.compile("，")
_RUNNING = re.compile("(?:连续|持续|一连|接连|连着)了?(?:近|约|整整)?$")
_MONTHS = re.compile("[0-9]{1,2}月份?(?:[、至到和][0-9]{1,2}月份?)*$")
"""When it was, between who does it and 连续."""
_ALONE = re.compile(
    "(?:(?:大约|约|仅用?|只用?|短短的?|不到|不出|近|在|经过|历经|未来|今后|接下来|最近|过了|整整|仅仅?|然而|但|可|就在|早在){0,3})$"
)
_LONGEST = 14
_DEED = re.compile(f"[^，。；！？：、\n（）()…]{{2,{_LONGEST}}}")
_MAY_OPEN = frozenset("vpdacnmriljb")
"""Kinds of words that a deed opens with."""
_NO_DEED = ("的", "为期", "左右", "以上", "以下", "多", "不等", "时间")


def lasting(text: str, words: Words, quantity: Quantity) -> str | None:
    """The deed of a stretch of time, with what does it where that stands in front of 连续."""
    if quantity.dimension != "duration" or quantity.change != "level":
        return None
    if _AGE.search(text, quantity.start, quantity.end):
        grown = _AT_AGE.match(text, quantity.end)
        return _deed(text, words, grown.end()) if grown else None
    start, end = words.clause_start(quantity.outer_start), quantity.end
    if running := _RUNNING.search(text, max(start, quantity.outer_start - 6), quantity.outer_start):
        deed = _deed(text, words, end)
        dated = _MONTHS.search(text, start, running.start())
        subject = noun_before(words, start, dated.start() if dated else running.start()) if deed else None
        return f"{subject}{deed}" if subject else deed
    if _ends_in_deed(words, start, quantity.outer_start):
        return None  # 等待三分钟后, 观察7天就…
    if found := _WITHIN.match(text, end) or _SOON.match(text, end):
        return _deed(text, words, found.end())
    alone = _ALONE.fullmatch(text, start, quantity.outer_start)
    ahead = text[start : quantity.outer_start]
    if alone and (since := _SINCE.match(text, end) or (ahead in _TO_COME and _COMMA.match(text, end))):
        return _told(text, words, since.end())
    found = _NEXT.match(text, end) if alone else None
    return _deed(text, words, found.end()) if found else None


_WHEN = re.compile(
    "(?!早)[一-鿿]{1,3}(?<![此之以最今日目生])[前后]|春节|国庆节?|五一|元旦|中秋|清明|端午|暑[期假]|寒假|[长小]?假期?"
)


def when_of(before: str, quantity: Quantity) -> str | None:
    """The time that a stretch belongs to, where nothing else names it: 赛前|半个小时, 春节|7天."""
    found = _WHEN.fullmatch(before.strip()) if quantity.dimension == "duration" else None
    return found[0] if found else None


def _ends_in_deed(words: Words, start: int, end: int) -> bool:
    """Whether a verb stands right in front of the number, which is what lasts."""
    led = _LED.search(words.text, start, end)
    last = words.tokens[words.at((led.start() if led else end) - 1)] if end > start else None
    return (
        last is not None
        and last.start >= start
        and last.tag in ("v", "vn", "vi")
        and len(last.word) > 1
        and last.word not in _NEEDS
    )


_LED = re.compile("(?:近|约|了|满|大约|整整|已经?|将近)+$")
_NEEDS = frozenset(
    ("需要", "需用", "只需", "仅需", "只要", "要求", "花费", "历时", "经过", "历经", "达到", "超过", "不到")
)


def _told(text: str, words: Words, at: int) -> str | None:
    """What the clause at a position tells of a thing: 3分钟后，|集装箱到达; a quantity needs no verb, a pronoun
    leaves the deed alone."""
    first = words.tokens[words.at(at)]
    if first.word in _PRONOUNS:
        at = first.end
        index = words.since(at)
        first = words.tokens[index] if index < len(words.tokens) else first
        if first.start != at or first.tag[0] != "n":
            return _deed(text, words, at)  # 他|坚持…, but 我们|党
    subject = noun_behind(words, at)
    if not subject or not text.startswith(subject, at) or first.tag[0] not in "njlba":
        return None
    end = at + len(subject)
    last = words.tokens[words.at(end - 1)]
    if QUANTITY.search(subject) or (last.tag in ("l", "i") and last.start > at):
        return subject  # 手术|顺利完成
    for token in words.between(end, min(words.clause_end(at), end + _FAR)):
        if token.tag == "m":
            leads = words.between(end, token.start)
            links = all(t.tag in _ADVERBS or (t.word in LINK_WORDS and t.tag[0] in "vu") for t in leads)
            return subject if links else None
        if token.word in _MEANS:
            return None
        if token.tag in _TELL and len(token.word) > 1 and token.word not in LINK_WORDS and token.word[0] != "一":
            return subject + token.word
    return None


_PRONOUNS = frozenset(("我", "他", "她", "它", "我们", "他们", "她们", "它们", "大家"))
_ADVERBS, _TELL, _MEANS = ("d", "ad"), ("v", "vn", "i", "l"), frozenset("以用由")
_FAR = 14
"""So far behind a thing its verb may stand: 苏老师为我们|倾注."""


def _deed(text: str, words: Words, at: int) -> str | None:
    """The words of a deed from a position to the next mark, if one begins there."""
    found = None if text.startswith(_NO_DEED, at) else _DEED.match(text, at)
    if found is None or words.tokens[words.at(at)].tag[0] not in _MAY_OPEN:
        return None
    if (amount := _AMOUNT.search(found[0])) and amount.start() > 1:
        lead = at + amount.start()  # 连续两年|投资2000万元改造: the sum is a number of its own
        return tidy(_NEARLY.sub("", text[at:lead]))
    last = words.tokens[words.at(found.end() - 1)]
    return tidy(
        text[at : last.start if last.word.isdigit() and found.end() - at == _LONGEST else max(found.end(), last.end)]
    )


_NEARLY = re.compile("(?:大?约|近|超过?|了)+$")
_AMOUNT = re.compile("[0-9][0-9.]*[余多]?[万亿美欧日港元]")
