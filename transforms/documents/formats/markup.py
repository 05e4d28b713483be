"""HTML → the lines a reader sees, each with what the tags around it say.

turbohtml reads the tags as the HTML standard has them; no tree is built, as pages of newspapers leave tags open by
the thousand. On 10 MB of them lxml's tree loses the text, its events close a heading at a <p> inside, selectolax and
html.parser do not end; the tokens of turbohtml take a second and no memory. Here what a tag opens lasts until its end
tag, or until a tag outside it ends.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from turbohtml import Token, TokenType, tokenize, unescape

from transforms.documents.decode import UnreadableError
from transforms.documents.formats.rows import Markup, Row
from transforms.lexicon import rules

MAX_TAGS = 500_000
"""No page has a tenth of that; it bounds the time."""
_MAX_DEPTH = 256
_LOOK_BACK = 48
_LINKED_ROWS = 3
"""A link may hold a heading and a line or two; one without end does not make the page a link."""
_END = "end-of-page"
"""Put behind the page as a tag: where it does not come out as one, something without end has taken it in."""
_MAX_LOST = 20
_NPM = re.compile(r"(/?)\s*(npm:article-[a-z]{2,12}(?:-[a-z]{2,12})?|enpcontent)", re.I)
_PROPERTY = re.compile(r"<([a-z][a-z-]{1,30})>(?:<!\[CDATA\[)?([^<]{1,2000}?)(?:\]\]>)?</\1>", re.I)
_RAW = ("script", "style", "title", "textarea", "noscript", "iframe", "noembed", "noframes", "xmp", "plaintext")
"""Elements whose content holds no tags; without an end tag they go on to the end of the file."""
_ENDLESS = re.compile(rf"<!--|<(?=(?:{'|'.join(_RAW[2:])})\b)", re.I)
_HAN = re.compile(r"[\u3400-\u9fff]")
_OPEN_TAG = (
    "A tag of the page has no end and hides the text behind it: save the article as text and put that in its place."
)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none", re.I)
_INDENT = re.compile(r"[ \t\n]*(?:\u3000|\xa0[ \xa0])")
_SPACE = re.compile(r"[ \t\r\f\xa0]+")
_WORD = re.compile(r"[a-z]+")


class _Open(NamedTuple):
    """A tag that is open, with what holds inside it."""

    name: str
    role: str
    hint: str
    level: int
    group: int
    box: int
    hidden: bool


class _Words(NamedTuple):
    roles: dict[str, str]
    hidden_tags: frozenset[str]
    hidden_words: frozenset[str]
    blocks: frozenset[str]
    hints: dict[str, str]
    title_kinds: dict[str, str]


@cache
def _words() -> _Words:
    data = rules("html")
    roles = {mark.lower(): role for role, marks in data["roles"].items() for mark in marks}
    hints = {word: role for role, words in data["hints"].items() for word in words}
    hidden_tags, hidden_words, blocks = (frozenset(data[name]) for name in ("hidden_tags", "hidden_words", "blocks"))
    return _Words(roles, hidden_tags, hidden_words, blocks, hints, data["title_kinds"])


def read_markup(html: str, all_boxes: bool = False) -> Markup:
    """The lines of an HTML file in the order of the file; `all_boxes`: those too whose names tell of menus and notes.

    Time is linear in the file's length. UnreadableError if it has too many tags.
    """
    return _Reader(html, all_boxes).read()


class _Reader:
    def __init__(self, html: str, all_boxes: bool) -> None:
        self.html = html.replace("\0", "")
        self.words = _words()._replace(hidden_words=frozenset()) if all_boxes else _words()
        self.out = Markup()
        self.stack = [_Open("", "", "", 0, 0, 0, False)]
        self.regions: list[tuple[str, int]] = []
        """Role and group that the open pairs of comments give, innermost last."""
        self.groups = 0
        self.raw = ""
        """The element of raw text that is open."""
        self.pieces: list[str] = []
        self.first: tuple[str, str, int, int, int] | None = None
        self.linked = self.strong = 0
        self.in_link = self.in_strong = 0
        self.close = self.indented = False
        self.row_role = self.row_hint = ""
        """The role of a paragraph that has one of its own; <p> nests nothing."""
        self.row_hidden = False

    def read(self) -> Markup:
        if self.html.count("<") > MAX_TAGS:
            raise UnreadableError(
                "too_large", f"The page has more than {MAX_TAGS:,} tags: save its articles one by one."
            )
        endless = self._tokens(self.html)
        if endless:
            # Read on behind a comment or a title that never ends, as if it ended at once.
            self._tokens(_ENDLESS.sub(lambda m: "<!" if m[0] == "<!--" else "<x-", endless))
        self._end_row()
        return self.out

    def _tokens(self, html: str) -> str:
        """Read the tokens; what a comment or an element without end takes in, empty if all is read.

        UnreadableError if a tag without end, an open quotation mark say, takes in text.
        """
        token, done = None, False
        for token in tokenize(html + f"<{_END}>"):
            if (data := token.data) and data.endswith(f"<{_END}>"):
                if self.raw in ("script", "style"):
                    return ""
                return ("<!" if token.type is TokenType.COMMENT else "") + data.removesuffix(f"<{_END}>")
            done = token.tag == _END
            self._token(token)
        if not done and len(_HAN.findall(_behind(html, token))) > _MAX_LOST:
            raise UnreadableError("unreadable", _OPEN_TAG)
        return ""

    def _token(self, token: Token) -> None:
        kind, raw, self.raw = token.type, self.raw, ""
        if kind is TokenType.TEXT:
            self._text(token.data or "", raw)
        elif kind is TokenType.START_TAG:
            name = token.tag or ""
            if name in _RAW:
                self.raw = name
            else:
                self._open(name, {key: value or "" for key, value in token.attrs or ()})
        elif kind is TokenType.END_TAG:
            self._close(token.tag or "")
        elif kind is TokenType.COMMENT:
            self._comment(token.data or "")

    def _text(self, text: str, raw: str) -> None:
        if raw == "title" and not self.out.title:
            self.out.title = _clean(text[:2000])
        elif raw in ("", "xmp", "plaintext"):
            self._take(text)

    def _open(self, name: str, attributes: dict[str, str]) -> None:
        if name == "br":
            self._end_row(close=True)
            return
        if name == "meta":
            self._meta(attributes)
            return
        blocky = name in self.words.blocks
        if blocky and not self._joins(name):
            self._end_row()
        role, hint, hidden = self._marks(name, attributes)
        if role == "list":
            self.out.lists, role = True, ""
        if role in _LINES and not self.stack[-1].group:
            self._end_row()
        if blocky:
            self.row_role, self.row_hint, self.row_hidden = (role, hint, hidden) if name == "p" else ("", "", False)
        if name == "a":
            self.in_link = _LINKED_ROWS if "href" in attributes else 0
        elif name in ("b", "strong"):
            self.in_strong = 1
        elif name != "p" and name not in _EMPTY:
            self._push(name, role, hint, hidden, blocky)

    def _push(self, name: str, role: str, hint: str, hidden: bool, blocky: bool) -> None:
        if name in _SIBLINGS:
            self._close_sibling(name)
        top = self.stack[-1]
        if len(self.stack) >= _MAX_DEPTH or not (role or hint or hidden or blocky):
            return
        group, box = top.group, top.box
        if role == "body" and not group:
            self.groups += 1
            group = self.groups
        if blocky and name not in _NO_BOX:
            box = len(self.out.parents)
            self.out.parents.append(top.box)
        level = int(name[1]) if len(name) == 2 and name[0] == "h" and name[1] in "123456" else top.level
        self.stack.append(_Open(name, role or top.role, hint or top.hint, level, group, box, hidden or top.hidden))

    def _joins(self, name: str) -> bool:
        """Whether a tag is a cell of a table inside an article's text, which is read line by line."""
        tables = (t for t in reversed(self.stack[-_LOOK_BACK:]) if t.name == "table")
        if name not in ("td", "th") or not (table := next(tables, None)) or not table.group:
            return False
        if self.pieces:
            self.pieces.append(" ")
        return True

    def _close(self, name: str) -> None:
        if name in self.words.blocks and not self._joins(name):
            self._end_row()
            self.row_role, self.row_hint, self.row_hidden = "", "", False
        if name == "p":
            return
        if name == "a":
            self.in_link = 0
        elif name in ("b", "strong"):
            self.in_strong = 0
        else:
            for depth in range(len(self.stack) - 1, max(0, len(self.stack) - _LOOK_BACK), -1):
                if self.stack[depth].name == name:
                    if self.stack[depth].role in _LINES and not self.stack[depth].group:
                        self._end_row()
                    del self.stack[depth:]
                    return
                if self.stack[depth].name == "table" and name in _SIBLINGS:
                    return

    def _close_sibling(self, name: str) -> None:
        """A cell, row or list item ends the one before it, if that stands in the same table or list."""
        ends = _SIBLINGS[name]
        for depth in range(len(self.stack) - 1, max(0, len(self.stack) - _LOOK_BACK), -1):
            opened = self.stack[depth].name
            if opened in ends:
                if not self._joins(name):
                    self._end_row()
                del self.stack[depth:]
                return
            if opened in ("table", "ul", "ol", "dl"):
                return

    def _marks(self, name: str, attributes: dict[str, str]) -> tuple[str, str, bool]:
        """The role that a tag gives to what is inside, the one that its name makes likely, and whether it hides it."""
        roles = self.words.roles
        role = roles.get(name, "")
        hidden = name in self.words.hidden_tags
        if not attributes:
            return role, "", hidden
        keys = attributes.get("class", "").lower().split()[:8]
        marks = [f"{name}.{key}" for key in keys] + [f".{key}" for key in keys]
        if identity := (attributes.get("id") or (attributes.get("name", "") if name == "map" else "")).lower():
            marks = [f"{name}#{identity}", f"#{identity}", *marks]
            if identity.startswith("mp") and identity[2:].isdigit():
                self.out.lists = True
        if "itemprop" in attributes:
            marks.append("@" + attributes["itemprop"].lower())
        role = next((roles[mark] for mark in marks if mark in roles), role)
        words = _WORD.findall(f"{identity} {' '.join(keys)}")
        if not hidden and not role and name not in ("body", "html", "form"):
            hidden = any(word in self.words.hidden_words for word in words)
        return role, self._hint(words), hidden or bool(_HIDDEN_STYLE.search(attributes.get("style", "")))

    def _hint(self, words: list[str]) -> str:
        for before, word in pairwise(["", *words]):
            if word in self.words.hints:
                kind = self.words.title_kinds.get(before) if word == "title" else None
                return kind or self.words.hints[word]
        return ""

    def _meta(self, values: dict[str, str]) -> None:
        name = values.get("name") or values.get("property") or values.get("itemprop")
        if name and values.get("content"):
            self.out.metadata.setdefault(name.lower(), _clean(values["content"])[:2000])

    def _comment(self, text: str) -> None:
        if "enpproperty" in text[:40].lower():
            for pair in _PROPERTY.finditer(text):
                if value := _clean(unescape(pair[2])):
                    self.out.metadata[pair[1].lower()] = value
                    self.out.properties.add(pair[1].lower())
            return
        found = _NPM.search(text) if len(text) <= 80 else None
        role = self.words.roles.get(found[2].lower(), "") if found else ""
        if found and role:
            self._end_row()
            inside = [known for known, _ in self.regions]
            if found[1] or (role != "body" and role in inside):
                del self.regions[inside.index(role) if role in inside else len(inside) :]
            elif len(inside) < 8:
                self._enter(role)

    def _enter(self, role: str) -> None:
        group = self.regions[-1][1] if self.regions else self.stack[-1].group
        if role == "body" and not group:
            self.groups += 1
            group = self.groups
        self.regions.append((role, group))

    def _take(self, text: str) -> None:
        top = self.stack[-1]
        if top.hidden or self.row_hidden:
            return
        if not self.pieces:
            self.indented |= _INDENT.match(text) is not None
            if text.isspace():
                return
        if self.first is None:
            role, group = self.regions[-1] if self.regions else ("", top.group)
            role = top.role if top.role == "caption" else self.row_role or role or top.role
            self.first = (role, self.row_hint or top.hint, top.level, group, top.box)
        self.pieces.append(text)
        size = len(text.strip())
        self.linked += size if self.in_link else 0
        self.strong += size if self.in_strong else 0

    def _end_row(self, close: bool = False) -> None:
        said = self.first is not None
        if self.first is not None and (text := _clean("".join(self.pieces))):
            row = Row(text, *self.first, self.linked, self.strong, self.close and not self.indented)
            self.out.rows.append(row)
            self.in_link = max(0, self.in_link - 1)
        if not close:
            self.in_strong = 0
        # Two <br> on end part paragraphs.
        self.close = close and said
        self.indented = False
        self.pieces, self.first, self.linked, self.strong = [], None, 0, 0


_LINES = ("author", "about")
"""What stands in a line of its own although its tag may begin none."""
_EMPTY = frozenset({"img", "input", "hr", "link", "area", "base", "col", "embed", "source", "wbr", "param"})
_NO_BOX = frozenset(
    {"h1", "h2", "h3", "h4", "h5", "h6", "li", "tr", "tbody", "thead", "tfoot", "dd", "dt", "pre", "body", "html"}
)
_SIBLINGS = {
    "td": frozenset({"td", "th"}), "th": frozenset({"td", "th"}), "tr": frozenset({"tr"}), "li": frozenset({"li"}),
    "dd": frozenset({"dd", "dt"}), "dt": frozenset({"dd", "dt"}),
}  # fmt: skip


def _behind(html: str, token: Token | None) -> str:
    """What the file holds behind its last token."""
    if token is None:
        return html
    start = 0
    for _ in range(token.line - 1):
        start = html.find("\n", start) + 1
    return html[html.find("<", start + token.col + 1) :]


def _clean(text: str) -> str:
    """Text as a reader sees it: blanks run together, source lines joined."""
    text = text.strip()
    if "\n" in text:
        lines = [line for part in text.split("\n") if (line := part.strip())]
        # A line end of the source is a blank only between Latin words.
        ends = [" " if a[-1].isascii() and b[0].isascii() else "" for a, b in pairwise(lines)]
        text = "".join(line + end for line, end in zip(lines, [*ends, ""], strict=True))
    return _SPACE.sub(" ", text)
