"""Names of rare families, whose family name is an ordinary word: only what stands around them tells."""

from __future__ import annotations

import rjieba

from transforms.entities.given_names import likelihood
from transforms.entities.name_evidence import (
    BESIDE_POST,
    BESIDE_ROLE,
    PUNCTUATION,
    SURE,
    Bounds,
    Candidate,
    closing,
    given_as_usual,
)
from transforms.entities.person_lexicon import HAN, lexicon, word_tag


def rare_family(text: str, start: int, bounds: Bounds, weight: int) -> Candidate | None:
    """A name behind a post or role that only this place tells: of a rarest family name, or of two family names.

    The first must be one unknown word that the tagger takes for a name (水明远); the second is that of a married
    woman in Hong Kong (林陈月明), whose second part could be a name alone.
    """
    known = lexicon()
    token = bounds.get(start + 3)
    if text[start : start + 1] in known.rarest and given_as_usual(text[start + 1 : start + 3]):
        goes_on = known.speech.match(text, start + 3) or known.after.match(text, start + 3)
        if goes_on or text[start + 3 : start + 4] in PUNCTUATION:
            return Candidate(start, start + 3, SURE + 2)
    if text[start : start + 1] in known.rarest and weight >= BESIDE_POST:
        whole = token is not None and token.start == start and token.tag == "nr"
        return Candidate(start, start + 3, SURE + 2) if whole and not rjieba.has_word(text[start : start + 3]) else None
    if (found := _unheard_of(text, start, bounds, weight)) is not None:
        return found
    last, name = bounds.get(start + 4), text[start : start + 4]
    if last is None or last.tag[0] != "n" or not HAN.fullmatch(name) or name[:2] in known.compound:
        return None
    families = all(char in known.surnames and char not in known.rare for char in name[:2])
    if not families or word_tag(name[:2]) or likelihood(name[2:]) < 0:
        return None
    if word_tag(name[1:]) not in ("", "nr", "nrfg") or not known.never.isdisjoint(closing(name[2:])):
        return None
    return Candidate(start, start + 4, SURE + 2)


def _unheard_of(text: str, start: int, bounds: Bounds, weight: int) -> Candidate | None:
    """A name of a family that no list holds, behind a post or role: its given name looks like one, and what follows
    goes on with a clause: 董事长|庆望川|介绍."""
    known, name = lexicon(), text[start : start + 3]
    if len(name) < 3 or not HAN.fullmatch(name) or (name[0] in known.surnames and name[0] not in known.rare):
        return None
    value = likelihood(name[1:])
    if name[2] in "称说" or name[0] in known.never or name[0] in _WORDS or (start not in bounds and start):
        return None
    token, end = bounds.get(start + 3), start + 3
    whole = token is not None and token.start == start
    if whole and weight > BESIDE_ROLE and not word_tag(name) and known.speech.match(text, end) and value > _HARDLY:
        return Candidate(start, end, SURE)  # 副会长|赓续华|认为
    least = _SURELY if weight < BESIDE_POST or name[0] in known.surnames else _LIKELY
    if value < least or {word_tag(name), word_tag(name[:2])} - {"", "nr"} or name in known.not_names:
        return None
    if word_tag(name[1:]) not in (("", "nr", "ns", "n") if value >= _SURELY else ("", "nr")):
        return None
    goes_on = known.speech.match(text, end) or known.after.match(text, end) or text[end : end + 1] in PUNCTUATION
    return Candidate(start, end, SURE) if goes_on or whole or _acts(text, end, bounds) else None


def _acts(text: str, end: int, bounds: Bounds) -> bool:
    """Whether a verb of its own follows."""
    verb = bounds.get(end + 2) or bounds.get(end + 1)
    return verb is not None and verb.start == end and verb.tag == "v"


_SURELY = 3.0
_LIKELY = 1.0
_HARDLY = -2.0
_WORDS = frozenset(
    "为会来去率带领请让派赴先后再又才只可能想看听走进出上下等前现曾常多第一二三四五六七八九十两几老小大新"
)
"""Characters that open words and no names."""
