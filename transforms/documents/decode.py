"""Bytes → text: encodings of Chinese files, and what is no text at all."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple


class Decoded(NamedTuple):
    """The text with line ends as `\\n`, and the encoding it was read with."""

    text: str
    encoding: str


class UnreadableError(Exception):
    """The bytes are no text; `code` is a reason code of rejected_documents, the message says what to do."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code, self.reason = code, reason


_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ENCODINGS = ("utf-8", "gb18030", "big5hkscs", "cp950", "utf-16-le", "utf-16-be")
_NAMES = {"utf-8-sig": "utf-8", "big5hkscs": "big5", "cp950": "big5"}
_FORMATS = (
    (re.compile(rb"\xd0\xcf\x11\xe0"), "Word (.doc)"),
    (re.compile(rb"\x89PNG|\xff\xd8\xff|GIF8|II\*\0|MM\0\*|RIFF"), "image"),
    (re.compile(rb"\{\\rtf"), "RTF"),
)
_PACKED = re.compile(rb"\x1f\x8b\x08|BZh\d1AY|\xfd7zXZ|7z\xbc\xaf|Rar!\x1a|\x28\xb5\x2f\xfd|.{257}ustar", re.S)
_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处府研這個國來們會時為對過說後發動學經著進實當點從業開還沒無機體與關與經濟會議記者"
)
"""Characters that make up a third of any Chinese text, Simplified or Traditional."""
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_SAMPLE = 200_000
_FEW = 3
_PLAUSIBLE = 0.08
_LOST = re.compile("\ufffd|锟斤拷|烫烫烫|屯屯屯")
"""What conversions leave of characters that they did not understand."""
_GARBLED = "The file was read in a wrong encoding before it was saved: get the file as it was first written."
_LOST_CHARACTERS = "Too many characters of the file were lost in a conversion: get the file as it was first written."
_MIXED = "The file mixes several encodings, as UTF-8 and GB18030: save all of it as UTF-8 text and put it back."
_UNREADABLE = "The file is no text in UTF-8, UTF-16, GB18030 or Big5: save it as UTF-8 text and put it back."


def decode(data: bytes) -> Decoded:
    """The text of a file; UnreadableError for what is no text."""
    for pattern, name in _FORMATS:
        if pattern.match(data):
            raise UnreadableError("unsupported", unsupported(name))
    text, encoding = _decode(data)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    size = min(len(text), _SAMPLE)
    if len(_CONTROL.findall(text, 0, _SAMPLE)) > _FEW + 0.01 * size:
        raise UnreadableError("unreadable", _UNREADABLE)
    if sum(map(len, _LOST.findall(text, 0, _SAMPLE))) > _FEW + 0.1 * size:
        raise UnreadableError("unreadable", _LOST_CHARACTERS)
    if _is_garbled(text):
        raise UnreadableError("unreadable", _GARBLED)
    return Decoded(text, encoding)


def unsupported(name: str) -> str:
    """What to do with a file of a format that is not read."""
    return f"{name} files are not read: convert the page to Markdown or plain text and put that in their place."


def is_packed(data: bytes) -> bool:
    """Whether a file is an archive other than ZIP, or a compressed file."""
    return _PACKED.match(data) is not None


def has_chinese(text: str) -> bool:
    """Whether the text holds any Chinese character."""
    return _HAN.search(text) is not None


def _decode(data: bytes) -> Decoded:
    for bom, encoding in _BOMS:
        if data.startswith(bom) and (found := _read(data, encoding, "strict") or _read(data, encoding, "replace")):
            return found
    data = data.removeprefix(codecs.BOM_UTF8)  # here it does not tell the truth
    if found := _read(data, "utf-8", "strict"):
        return found
    tried = (_read(data, name, "strict") or _read(data, name, "replace") for name in _ENCODINGS)
    best = max(filter(None, tried), key=lambda d: _plausibility(d.text), default=None)
    if best is None or _plausibility(best.text) < _PLAUSIBLE:
        raise UnreadableError("unreadable", _MIXED if _is_mixed(data) else _UNREADABLE)
    return best


def _read(data: bytes, encoding: str, errors: str) -> Decoded | None:
    """The text; a few broken bytes, or a last character that is cut, cost their own characters and not the page."""
    try:
        text = data.decode(encoding, errors)
    except UnicodeDecodeError:
        return None
    if text.count("\ufffd") > 2 + len(text) // 500 and errors == "replace":
        return None
    return Decoded(text, _NAMES.get(encoding, encoding))


def _is_mixed(data: bytes) -> bool:
    """Whether each line for itself is text, but not all in one encoding."""
    lines = data[:_SAMPLE].split(b"\n")[:-1]
    return len(lines) > 1 and all(_read(n, "utf-8", "strict") or _read(n, "gb18030", "strict") for n in lines)


def _is_garbled(text: str) -> bool:
    """Whether text in UTF-8 was once taken for GBK and saved again."""
    sample = text[:_SAMPLE]
    if _plausibility(sample) >= _PLAUSIBLE or len(_HAN.findall(sample)) < 40:
        return False
    return _plausibility(sample.encode("gb18030", "ignore").decode("utf-8", "ignore")) > 2 * _PLAUSIBLE


def _plausibility(text: str) -> float:
    """Share of everyday characters beyond ASCII; about 0.4 in Chinese prose, near 0 in a wrong decoding."""
    wide = [c for c in text[:_SAMPLE] if c > "\x7f"]
    return sum(c in _COMMON for c in wide) / len(wide) if wide else 0.0
