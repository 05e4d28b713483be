"""Words in front of a name: what makes it an object, and what only leads up to it."""

from __future__ import annotations

import re

from transforms.lexicon import rules
from transforms.statements.cues import any_of

_RULES = rules("speakers")
_LEAD = re.compile(f"^(?:{any_of(_RULES['lead'])})")
_TIME = re.compile(
    r"^(?:上述|前述|(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日)?|\d{1,2}日|今天|昨天|今日|昨日|当天|当日|昨晚|昨夜|今晨|今晚|今早|当晚|前晚)[上下]?[午]?[，,]?"
)
# A preposition or verb that has the name behind it for its object; what stands in front of 的 is no part of that.
_BEFORE_OBJECT = re.compile(
    r"(?:对(?!此(?!次)|比|手|口|话|接|标|应|策|联|岸|方|象|外)|向(?!来|往)|给(?!予)|跟(?!踪|进|随|上)|被(?![动告害])|把(?!关|握)|让(?!步)|(?<![作成认以因称])为(?!了))[^，,的]{0,14}$"
    r"|[在曾]同(?![时样志学事意步])[^，,]{0,24}$|(?:提起|说起|谈起|提到|谈到|聊起|想起|引发|引起|(?<![司指命法夏冬])令|(?<![大公特天出])使(?![馆用命者节团])|得知|听说|听到|看到|看见|采访|接受|陪同|见到|遇到|告诉|根据|依据|关于|找到|看望|[握拉牵扶搀挽望看搂抱指围陪跟追盯]着)[^，,的]{0,14}$"
)


def is_object(text: str, start: int, at: int) -> bool:
    """Whether the words in front of a name make it the object of something: 对…, 采访…."""
    words = text[start:at]
    return _BEFORE_OBJECT.search(words) is not None and _OCCASION.search(words) is None


_OCCASION = re.compile(
    "(?:谈[到及起]|说[到起]|提[到起及]|聊[到起]|问[及起到]|讲到|回忆起?|接受|[得听看]到|得知|听说|面对)[^，。；：]{1,24}(?:时|之后|以后|后)$"
)
"""When somebody speaks, in front of his name without a pause: 在谈到水价时|陆知远说."""
_TURNS = re.compile("[，；](?:可是?|但是?|而|不过|然而|倒是)$")


def turns_to(text: str, start: int, at: int) -> bool:
    """Whether a sentence turns from somebody else to whom it names at `at`: 陆知远病了，可|秦望川不愿接任."""
    return _TURNS.search(text, max(start, at - 4), at) is not None


def strip_lead(name: str) -> str:
    """A group's wording without what only leads up to it: 不过，有, 3月2日，."""
    while not name.startswith(_WHOLE):
        short = _LEAD.sub("", _TIME.sub("", name))
        if short == name or not short:
            return name
        name = short
    return name


_WHOLE = ("有关", "在场", "在座", "在校", "在职", "原告")
"""Words whose first character leads up to nothing: 有关|部门."""


def title_in(name: str) -> str | None:
    """The post that stands for a given name: 张站长."""
    return next((p for n in (1, 2) if (p := name[n:]) in _ADDRESSED_BY), None)


_ADDRESSED_BY = frozenset(rules("persons")["addresses_by_post"])
