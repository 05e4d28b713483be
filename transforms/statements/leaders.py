"""The words of a leader in paragraphs that do not name him again: the items of a list, quotations one below another."""

from __future__ import annotations

import re

from transforms.statements.attributions import Attribution, Sentence
from transforms.statements.speakers import Cast, Speaker

HONOURED = re.compile("总书记|主席|总理|同志")
"""Behind the name of a leader."""
_ITEM_ENDS = frozenset("；…")
_SAYS = re.compile("(?:强调|指出|提出|要求|明确|谈到|叮嘱|嘱托)(?=“)")
_NEAR = 4
"""So many paragraphs behind the one that names a leader his words may stand."""
_WHOLE_QUOTATION = re.compile("“[^“”]+”[；。…]*")


class Leaders:
    """Who leads, of those whom an article has named so far by a title behind the name."""

    def __init__(self, cast: Cast) -> None:
        self._cast = cast
        self.start_article()

    def start_article(self) -> None:
        """Forget who was named in the article before."""
        self._named: tuple[int, Speaker] | None = None

    def note(self, segment: int, text: str) -> None:
        """Remember the leader whom a paragraph names last."""
        for m in self._cast.mentions(segment, 0, len(text), "person"):
            if HONOURED.match(text, m.end):
                self._named = segment, self._cast.speaker_of(m)

    def quoted(self, segment: int, text: str) -> Speaker | None:
        """Who is quoted in a paragraph that is nothing but a quotation: an item of a list, or one of several."""
        below = self._cast.text_below(segment) or ""
        return self._near(segment) if text[-1] in _ITEM_ENDS or _WHOLE_QUOTATION.fullmatch(below) else None

    def led(self, sentence: Sentence) -> Attribution | None:
        """What the leader says in an item of a list: 在江州，强调“…”；"""
        leader = self._near(sentence.segment)
        if leader is None or (sentence.text[-1] not in _ITEM_ENDS and "”；" not in sentence.text):
            return None
        verb = _SAYS.search(sentence.text, sentence.start, sentence.end)
        if verb is None or self._cast.mentions(sentence.segment, sentence.start, verb.start(), "person"):
            return None
        return Attribution(leader, sentence.start, *verb.span(), verb.group(), sentence.start)

    def _near(self, segment: int) -> Speaker | None:
        return self._named[1] if self._named and segment - self._named[0] <= _NEAR else None
