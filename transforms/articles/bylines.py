"""Lines that are no running text: bylines, datelines, credits, captions, jump lines, and the names they hold."""

from __future__ import annotations

import re
from functools import cache

from transforms.articles.furniture import is_box, is_furniture, is_paid
from transforms.articles.jumps import points_on, read_jump_line, read_jump_opening
from transforms.articles.lines import Line, Part
from transforms.articles.pictures import AGENCY_PHOTO, find_picture_credit, names_picture, read_picture_credit
from transforms.articles.signatures import (
    HAN,
    Author,
    is_name,
    is_office,
    is_sure_name,
    is_word,
    join_spaced,
    read_signature,
    split_names,
)
from transforms.entities.gazetteer import gazetteer
from transforms.entities.given_names import likelihood
from transforms.lexicon import rules
from transforms.traditional import in_simplified

_WHO = rf"(?:据)?(?:本[报刊网台社]|《[{HAN}]{{2,8}}报》|[{HAN}A-Za-z]{{1,10}}?(?:社|网|报|台|客户端|在线|电))"
_DAY = r"(?:\d{1,4}年)?(?:\d{1,2}月\d{1,2}日|\d{1,2}日)"
_WHERE = rf"(?:[^\S\n]*(?:[{HAN}·/]{{1,14}}?|“[^“”\n]{{1,8}}”号?(?:船|轮|站)?))?"
_DATELINE = re.compile(
    rf"[^\S\n]*[【\[]?(?:[{HAN}]{{2,6}}[/／-])?(?P<who>{_WHO}){_WHERE}[^\S\n]*(?P<day>{_DAY}(?:上午|下午|晚)?)?[^\S\n]*"
    rf"(?:(?:体育|财经|经济|国际|文化|社会|综合|科技)(?=专电))?(?P<what>专?讯|专电|电|消息)"
    rf"(?P<paren>[^\S\n]*[（(](?P<names>[^（()）\n]{{1,120}})[）)])?[】\]]?(?P<stop>[^\S\n]*[:：])?"
)
_SIGNED = r"[^\S\n]*[（(](?P<names>[^（()）\n]{0,40}(?:记者|通讯员)[^（()）\n]{1,80})[）)][:：]?"
_DAY_ALONE = re.compile(rf"[^\S\n]*(?:[{HAN}]{{2,6}})?{_DAY}(?:讯|电){_SIGNED}")
"""A dateline that names no paper: 4月10日讯（通讯员陆知远）."""
_MEDIUM_REPORTS = re.compile(rf"[^\S\n]*[{HAN}]{{2,12}}报道{_SIGNED}")
"""A web site's dateline: 青溪发布报道（记者陆知远）."""
_DAY_TOLD = re.compile(f"{_DAY}(?=报道$)")
_DESK_SIGNED = re.compile(rf"[^\S\n]*[{HAN}A-Za-z·—－/／-]{{2,24}}?(?<![通短简音腾])讯{_SIGNED}")
"""A dateline of whatever house, told by who signs it: 临江网-临江晚刊讯（记者陆知远）."""
_LONGEST_DESK = 30
_IN_BRACKETS = re.compile(rf"[（(【\[](?:本报)?[{HAN}·]{{2,8}}?{_DAY}?(?:综合)?[讯电][）)】\]]")
"""A dateline in brackets that names no paper: （临江24日讯）."""
_PLACE_AND_DAY = re.compile(
    rf"[{HAN}]{{2,10}}{_DAY}(?:电|讯)[^\S\n]*(?:题[:：][^。！？]{{2,40}}?[^\S\n]+)?(?P<signed>(?:作者|记者|通讯员)[^。！？，]{{2,40}})"
)
_DESK = re.compile(rf"[{HAN}A-Za-z]{{1,8}}(?<![通资短快简喜捷音腾])讯(?=[^\S\n]+\S|[:：])[:：]?")
"""XX财经讯, as desks of web sites sign."""
_CLAUSE = re.compile(r"[^。！？，；,:：\n]{2,60}")
_REPORTS = re.compile(r"[^\S\n]*([^。！？，；,:：“\n]{4,48}?报道)[:：]")
_REPORTS_SPACED = re.compile(rf"[^\S\n]*((?:[{HAN}]{{2,10}})?记者[^。！？，；,:：“\n]{{2,40}}?报道)\s+(?=\S)")
"""本报记者陆知远报道 昨日，…"""
_SIGNED_SPACED = re.compile(
    rf"[^\S\n]*((?:[{HAN}]{{2,12}})?(?:记者|通讯员)[^\S\n]+[^。！？，；,:：“\n]{{2,40}})[^\S\n]+(?=[{HAN}“《\d])"
)
"""云帆新闻记者 陆知远 昨日，…"""
_SEVERAL_REPORT = re.compile(
    r"([^。！？；:：“\n]{0,12}记者[^。！？；:：“\n]{2,30}，[^。！？；:：“\n]{0,12}记者[^。！？；:：“\n]{2,60}?报道)[:：]"
)
"""Reporters of several papers behind a dateline: 电记者陆知远，云帆社记者何岚报道：."""
TAIL_PAREN = re.compile(r"[（(【\[]([^（()）【】\[\]\n]{1,120})[）)】\]]\s*$")
_TAIL_DATELINE = re.compile(rf"(?:据)?{_WHO}{_WHERE}\s*(?:{_DAY})?\s*(?:讯|专电|电)\s*(.*)$")
_OF_PAPER = re.compile(rf"[{HAN}]{{2,8}}[报社网台]记者[{HAN}]{{2,3}}")
"""A reporter with the paper: the name may be a word, too."""
_SOURCE = re.compile(
    r"(?:(?:图片|资料|稿件|文章|视频|数据|信息)?来源|摘自|转自|原载|据)\s*(?:[:：]|\s)\s*\S"
    r"|(?:据|综合|摘自|摘编自|节选自|转自|转载自|原载于?|选自|刊于|载于)《[^》\n]{2,16}》[^。，\n]{0,24}$"
    rf"|综合[{HAN}、《》]{{3,40}}(?:报道|消息)$|本[报刊网台]综合(?:报[道导]|整理)?$|综合报[道导]$"
)
END_MARK = re.compile(r"[（(]\s*(?:完|全文完)\s*[）)]\s*$")
_REPEAT = re.compile(r"[（(]?原(?:标)?题(?:目)?(?:为)?\s*[:：]")
_CAPTION = re.compile(
    r"(?:.{2,60}[（(](?:从左[到至]右|左起|左[一二三]|右[一二三]|[左右])[）)]$|[①-⑳]|图\s*[①-⑳\d一二三四五六]{1,3}\s*[:：为]|(?:上|下|左|右|小|大|本版)?图(?:片)?(?:为|说|说明|注|\s*[:：])|[▲▼△▽]|[（(][上下左右]?图[）)])"
)
_BRIEF = re.compile(
    r"[▲▼△▽](?=[^。]{0,40}(?:获悉|了解到|表示|宣布|指出|认为|通报|公布|称|说|消息|报道|电|讯|显示|预计|提醒|举行|召开|印发|发布))(?!.*(?:摄|供图|图片)[^。]{0,12}$)(?=.{40})"
)
"""A triangle in front of a brief item that tells news, where others print one in front of a caption."""
_BULLET = re.compile(r"[■●◆□▲★☆◎○►▶]+\s*")
_ROLE_MARKED = re.compile(rf"【[{HAN}]{{0,8}}(?:记者|通讯员|实习生)】[^\S\n]*[{HAN}、 ]{{2,24}}")
"""【通讯员】临公选."""
_TELLER = re.compile(
    r"(?:(?P<asked>受访(?:人|者|嘉宾)?|采访对象)|(?:口述|讲述|自述|主讲)(?:人|者|嘉宾)?)\s*[:：/／]\s*"
    rf"(?P<name>[{HAN}·]{{2,8}})(?:[（(][^（()）]{{1,24}}[）)])?(?=\s|$)"
)
_WRITER = re.compile(r"(?:记录|采访|访问|整理|采写|文字|执笔|撰文)(?:整理|人|者)?\s*[:：/／]\s*")
"""Who told it, who wrote it down: 口述：何岚 整理：本报记者 陆知远."""
_AUTHOR = re.compile(r"(?:本文)?作者\s*[:：]\s*([^，,；;\s]{2,12})(?:[，,；;\s]|$)")
_NOTED_AUTHOR = re.compile(
    rf"([{HAN}]{{1,4}}(?:[^\S\n]+[{HAN}]{{1,4}}){{0,3}})(?:[^\S\n]|[，,；;]){{1,3}}(?:本文)?作者(?:系|为|是|单位|均)"
)
"""（陆知远 作者系临江大学教授）."""
_AUTHOR_IS = re.compile(
    rf"(?:本文)?作者(?:([{HAN}]{{2,4}}?)(?:系|为|是|现[为任]|，|,)|[为系是][^，。；]{{2,24}}(?:教授|院长|主任|研究员|委员|会长|所长|校长|讲师|律师|记者|评论员|博士|代表|书记|部长|局长)([{HAN}]{{2,3}})$)"
)
"""（作者陆知远系临江大学教授）, （作者为临江大学教授陆知远）."""
_SOURCE_AND_WHO = re.compile(
    r"(?:稿件|文章)?来源[:：]\s*\S{2,16}\s+(?=(?:作者|记者|文字?|采写|撰文|编辑|责编|责任编辑)[:：/／])"
)
"""In front of who wrote what is taken from elsewhere: 来源：临江晚报 |记者：陆知远."""
_MEDIUM = re.compile(
    rf"[{HAN}A-Za-z]{{1,10}}(?:网|新闻|日报|晚报|社|电视台|广播电台|融媒体中心|记者站|客户端|财经|频道|周刊|APP|app)"
)
_OFFICE_OF = re.compile(
    rf"[{HAN}]{{2,16}}(?:[局委部厅处办镇乡村]|街道|社区|公司|集团|中心|学校|大学|学院|[医法]院|检察院|[支大]队|派出所|协会|[中小]学)"
)
"""Where somebody works who writes for a paper: （青溪镇 陆知远）."""
_NAMELESS = re.compile(rf"[{HAN}]{{2,10}}(?:记者|编辑部)|\S{{0,16}}[/／]\S{{1,16}}")
_PAGE_NOTE = re.compile(
    r"[（(]?本[版报栏文组](?:[^。，]{0,12}(?:图片|照片|撰文|稿件|文字)[^。]{0,24}(?:提供|供图|摄|撰写|供稿)|\S{0,4}图[:：])"
)
REACH = 200
"""How far from its ends a paragraph is looked at; no dateline is longer."""
_STOPS = re.compile(r"[。！？!?;；“”《》]|(?:表示|介绍|指出|认为|强调|坦言|回应|回答|告诉记者|[时地这样]说)[：:]$")


@cache
def _remarks() -> tuple[str, ...]:
    return tuple(rules("bylines")["remarks"])


def read_line(text: str) -> Line | None:
    """What a whole line says beside the running text; None for running text and headings."""
    if len(text) > 400:
        return None
    simple = in_simplified(text)
    line = _read_line(simple)
    return as_printed(line, simple, text) if line and simple is not text else line


def as_printed(line: Line, simple: str, text: str) -> Line:
    """The line with its names as the page prints them."""
    authors = []
    for author in line.authors:
        at = simple.find(author.name)
        authors.append(author._replace(name=text[at : at + len(author.name)]) if at >= 0 else author)
    return line._replace(authors=tuple(authors))


def _read_line(text: str) -> Line | None:
    size = len(text)
    if size > 160:
        return _read_long(text)
    if _REPEAT.match(text):
        return Line("repeat")
    if (jump := read_jump_line(text)) is not None:
        return jump
    if is_furniture(text) or is_paid(text):
        return Line("label")
    if _is_caption(text):
        return Line("caption")
    if _PAGE_NOTE.match(text) or (size > 80 and text[0] in "（(【["):
        return Line("credit", read_picture_credit(text) or ()) if _PAGE_NOTE.match(text) else _read_long(text)
    if size > 80 or (_STOPS.search(text) and not TAIL_PAREN.fullmatch(text)):
        return None
    return _read_signed_dateline(text) or _read_short(text)


def _read_signed_dateline(text: str) -> Line | None:
    """A line of a place, a day and who wrote: 彭城8月13日电 作者 陆知远, with 题：… between them."""
    found = _PLACE_AND_DAY.fullmatch(text)
    signed = read_signature(found["signed"], True) if found else None
    return Line("byline", signed.authors, True) if signed and signed.authors and signed.clean else None


def _read_long(text: str) -> Line | None:
    """A long caption, or a long remark in brackets about the author."""
    if text[0] in "（(【[" and text[-1] in "）)】]" and text[1:].lstrip().startswith(_remarks()):
        return Line("byline", bare=True)
    return Line("caption") if _is_caption(text) and text[0] not in "①②③④⑤⑥⑦⑧⑨⑩" else None


def _is_caption(text: str) -> bool:
    return _CAPTION.match(text) is not None and _BRIEF.match(text) is None


def _read_short(text: str) -> Line | None:
    """A line without sentences: in brackets, with a bullet, or as it is."""
    wrapped = TAIL_PAREN.fullmatch(text)
    if wrapped:
        return Line("credit") if END_MARK.match(text) else read_wrapped(text, wrapped[1].strip())
    if (taken := _SOURCE_AND_WHO.match(text)) and (signed := read_signed(text[taken.end() :])) is not None:
        return signed
    if _SOURCE.match(text) or AGENCY_PHOTO.fullmatch(text):
        return Line("credit")
    if (pictured := read_picture_credit(text)) is not None:
        return Line("credit", pictured)
    dated = _DATELINE.fullmatch(text)
    if dated and _is_dateline(dated, text):
        return Line("byline", _dateline_authors(dated), True)
    if dated is None and "讯" in text and (desk := _DESK_SIGNED.fullmatch(text)):
        return Line("byline", read_signature(desk["names"], True).authors, True)
    if (told := _read_told(text)) is not None:
        return told
    bullet = _BULLET.match(text)
    if not bullet and _is_caption_and_credit(text):
        return None
    if not bullet:
        return read_signed(text, _ROLE_MARKED.fullmatch(text) is not None) or _read_name_line(text)
    inner = text[bullet.end() :]
    names = spaced_names(inner)
    named = bool(names) and not is_word(inner) and (is_name(names[0]) or len(inner) < 4)
    if is_box(inner):
        return None
    if len(inner) <= 24 and named and all(map(_sounds_like_names, names)):
        return Line("byline", read_signature(" ".join(names), True).authors, bare=True)
    return read_signed(inner, " " in inner or "\u3000" in inner)


def _sounds_like_names(word: str) -> bool:
    """Whether a word behind a mark can be names; one of four characters seldom is: 相关链接."""
    return bool(split_names(word)) and (len(word) != 4 or likelihood(word[2:]) >= 0)


def _read_told(text: str) -> Line | None:
    """A line of who told what stands below it, whom it does not name as an author, or of who wrote that down."""
    teller = _TELLER.match(text)
    if teller and not is_name(teller["name"]):
        return None
    rest = text[teller.end() :].strip() if teller else text
    writer = _WRITER.match(rest)
    if not rest or (teller is None and writer is None):
        # Whom an interview asks is part of it: the answers are theirs.
        return Line("byline") if teller and not teller["asked"] else None
    signed = read_signature("记者 " + rest[writer.end() :] if writer else rest, True)
    named = signed.clean and signed.authors and all(is_name(a.name) for a in signed.authors)
    return Line("byline", signed.authors) if named else None


def _is_caption_and_credit(text: str) -> bool:
    """Whether a caption without a stop stands before the credit of its picture: 新渡轮效果图 图/市规划局."""
    found = find_picture_credit(text)
    above = text[: found[0]].strip() if found else ""
    return bool(above) and read_signed(above, True) is None and not any(map(is_sure_name, spaced_names(above)))


def _read_name_line(text: str) -> Line | None:
    """A line of two to four names parted by blanks and nothing else, or of one behind its paper: 临江新闻 陆知远."""
    names = spaced_names(text)
    signed = bool(names) and _MEDIUM.fullmatch(names[0]) is not None
    names = names[signed:]
    if not 2 - signed <= len(names) <= 4 or not all(map(is_sure_name, names)):
        return None
    return Line("byline", read_signature(" ".join(names), True).authors, bare=True)


_SPACED = re.compile(rf"(?<!\S)([{HAN}])\s+([{HAN}])(?!\S)")


def spaced_names(text: str) -> list[str]:
    """The words of a line, with names of two characters that are spaced out to the width of three made whole: 田 雨."""
    return _SPACED.sub(r"\1\2", join_spaced(text)).split()


def read_wrapped(text: str, inner: str) -> Line | None:
    """A line or tail in brackets: a dateline, names, a source, a remark about the author."""
    if dated := _TAIL_DATELINE.match(inner):
        return Line("byline", read_signature(dated[1]).authors, True)
    if _SOURCE.match(inner):
        return Line("credit")
    if (pictured := read_picture_credit(inner)) is not None:
        return Line("credit", pictured)
    if AGENCY_PHOTO.fullmatch(inner) or names_picture(inner) or inner.endswith(("供图", "资料图", "资料图片")):
        return Line("credit", read_signature(inner).authors)
    if (called := _AUTHOR_IS.match(inner)) and is_sure_name(name := called[1] or called[2]):
        return Line("byline", read_signature(name, True).authors, bare=True)
    if inner.startswith(_remarks()):
        return Line("byline", bare=inner.startswith("作者"))
    if points_on(text):
        return Line("jump_line")
    if (noted := _NOTED_AUTHOR.match(inner)) and all(map(is_sure_name, spaced_names(noted[1]))):
        return Line("byline", read_signature(" ".join(spaced_names(noted[1])), True).authors, bare=True)
    if told := _AUTHOR.match(inner):
        return Line("byline", read_signature(told[1], True).authors, bare=True)
    signed = read_signed(inner, _OF_PAPER.fullmatch(inner) is not None)
    if signed is None and text[0] in "（(":
        return _read_bare_names(inner)
    return signed


def _read_bare_names(inner: str) -> Line | None:
    """Names alone in brackets, after the name of their paper if it is told; or that name alone."""
    names = spaced_names(inner)
    if len(names) > 1 and names[0] in gazetteer():
        names = names[1:]  # 江苏 陆知远
    if len(names) > 1 and _OFFICE_OF.fullmatch(names[0]) and all(map(is_sure_name, names[1:])):
        return Line("byline", read_signature(" ".join(names[1:]), True).authors, bare=True)
    medium = _MEDIUM.match(names[0]) if names else None
    if medium:
        names[0] = names[0][medium.end() :]
        names = [n for n in names if n]
        if not names:
            return Line("credit")
    if names and all(map(is_name, names)) and (len(names) > 1 or is_sure_name(names[0])):
        return Line("byline", read_signature(" ".join(names), True).authors, bare=not medium)
    return None


def read_signed(text: str, trusted: bool = False) -> Line | None:
    """`本报记者 陆知远`, `文/秦望川 图/陆知远`, `责编：陆知远`; None if a word is neither role nor name nor body."""
    signature = read_signature(text, trusted)
    if not signature.roles or not signature.clean or len(text) > 80:
        return None
    if signature.authors:
        only = {a.role for a in signature.authors}
        return Line("credit" if only <= {"photographer", "editor"} else "byline", signature.authors)
    if "commentator" in signature.roles:
        return Line("byline", (Author(text.strip(), "commentator"),))
    if set(signature.roles) == {"other"}:
        return Line("credit")
    return Line("byline") if _NAMELESS.fullmatch(text) else None


def _is_dateline(found: re.Match[str], text: str) -> bool:
    """电 and 消息 are common words: they need a day, names or a stop to be a dateline."""
    after = text[found.end("what") : found.end("what") + 1]
    if found[0].lstrip()[0] in "【[" and found[0][-1] in "】]":
        return True
    if found["what"] == "讯" and found["who"].rstrip("》")[-1] in "报刊网台社":
        return True
    if found["what"] in ("电", "专电", "讯"):
        return bool(
            found["day"] or ((found["paren"] or after.isspace() or found["stop"]) and found["who"][-1] in "社报网")
        )
    own = found["who"].startswith("本") and (after.isspace() or found.end() == len(text))  # 本报综合消息
    return own or bool(found["paren"] or found["stop"])


def _dateline_authors(found: re.Match[str]) -> tuple[Author, ...]:
    """The names in a dateline's brackets; those behind 消息 name a programme unless they say 记者."""
    names = found["names"] or ""
    return read_signature(names, True).authors if found["what"] != "消息" or "记者" in names else ()


def read_opening(text: str) -> Part | None:
    """The dateline or jump line that a paragraph opens with, behind which the running text starts."""
    head = text[:REACH]
    simple = in_simplified(head)
    part = _read_opening(simple)
    return part._replace(line=as_printed(part.line, simple, head)) if part and simple is not head else part


def _read_opening(text: str) -> Part | None:
    if (jump := read_jump_opening(text)) is not None:
        return jump
    found = _DATELINE.match(text)
    if found and _is_dateline(found, text):
        authors = _dateline_authors(found)
        end = found.end()
        if not found["paren"] and (loose := _read_loose_names(text, end)):
            authors, end = loose.line.authors, loose.end
        return Part(0, end, Line("byline", authors, True))
    of_desk = _DESK_SIGNED.match(text) if "讯" in text[:_LONGEST_DESK] else None
    if alone := _DAY_ALONE.match(text) or _MEDIUM_REPORTS.match(text) or of_desk:
        return Part(0, alone.end(), Line("byline", read_signature(alone["names"], True).authors, True))
    if placed := _IN_BRACKETS.match(text):
        return Part(0, placed.end(), Line("byline", dateline=True))
    if desk := _DESK.match(text):
        return Part(0, desk.end(), Line("byline", dateline=True))
    if "报道" in text[:48] and (told := _REPORTS.match(text) or _REPORTS_SPACED.match(text)):
        signed = read_signed(_DAY_TOLD.sub("", told[1]))
        if signed and signed.authors:
            return Part(0, told.end(), signed)
    spaced = _SIGNED_SPACED.match(text) if "记者" in text[:16] or "通讯员" in text[:18] else None
    if spaced:
        signed = read_signed(spaced[1])
        if signed and signed.authors and all(is_sure_name(a.name) for a in signed.authors):
            return Part(0, spaced.end(), signed)
    if text[:1] in "（(【":
        close = min((at for at in (text.find(mark, 0, 64) for mark in "）)】") if at > 0), default=0)
        signed = read_signed(text[1:close]) if 3 < close < 60 else None
        if signed and signed.authors:
            return Part(0, close + 1, signed)
    return None


def _read_loose_names(text: str, start: int) -> Part | None:
    """Names behind a dateline without brackets: 本报讯 记者陆知远 通讯员秦望川 近日，…"""
    if (several := _SEVERAL_REPORT.match(text, start)) is not None:
        signature = read_signature(several[1].replace("，", "、"), True)
        if signature.clean and len(signature.authors) > 1 and all(is_name(a.name) for a in signature.authors):
            return Part(start, several.end(), Line("byline", signature.authors))
    clause = _CLAUSE.match(text, start)
    if clause is None or ("记者" not in clause[0] and "通讯员" not in clause[0]):
        return None
    stops = [start + m.start() for m in re.finditer(r"\s+", clause[0])]
    if text[clause.end() : clause.end() + 1] in (":", "："):
        stops.append(clause.end())
    for stop in reversed(stops):
        signature = read_signature(text[start:stop], text[stop] in ":：")
        if signature.clean and signature.roles and signature.authors:
            if not all(is_name(a.name) or is_office(a) for a in signature.authors):
                return None
            end = stop + (text[stop] in ":：")
            return Part(start, end, Line("byline", signature.authors))
    return None
