"""Credits of pictures: who took them, who gave them, and whether they go with one picture or with all of the page."""

from __future__ import annotations

import re

from transforms.articles.signatures import HAN, Author, is_name, is_person, read_signature

AGENCY_PHOTO = re.compile(r"(?:新华社|中新社)(?:[/／]\S{1,6}|发)|视觉中国|人民图片|人民视觉")
_ALL = r"本[版报栏文组]|以上|文中|文内|版面"
_FOR_ALL = re.compile(rf"(?:{_ALL})\S{{0,4}}(?:图|照片|摄影)")
_WHO = r"[^，,。；;：:！？“”\n]"
_GIVEN = re.compile(
    rf"(?:{_ALL}|题|配)?(?:所有|全部|部分)?(?:新闻)?(?:图片|照片|图)(?:[，,]?除[{HAN}]{{2,12}}外[，,]?)?"
    rf"(?P<all>均|皆|都)?(?:系|为)?由(?P<who>{_WHO}{{2,32}}?)"
    r"(?P<how>拍摄|摄影|摄制|摄|提供|供图|绘制|制作|生成)。?"
)
"""照片由陆知远摄, 本版图片除署名外均由受访者提供."""
_NOTED = re.compile(rf"(?:{_ALL})(?:图片|照片|摄影)\s*[:：]?\s*(?P<who>{_WHO}{{2,32}}?)\s*(?P<how>拍摄|摄影|摄)?。?")
"""本版图片 本报记者陆知远摄."""
_ONE = re.compile(
    rf"(?:图片|照片|题图|图|摄影)\s*[/／](?!文|摄)\s*(?P<who>[^\s/／，,。；;：:！？][^/／，,。；;：:！？\n]{{1,24}})|"
    rf"(?:图源|图自|图据|图片源自|图片来自|照片来自)\s*[:：/／]?\s*[^，,。；;：:！？\n]{{2,24}}|"
    rf"(?:[{HAN}·]{{2,16}}|[{HAN}]{{0,8}}(?:记者|通讯员|读者|网友|市民)[^\S\n]+[{HAN}]{{2,4}})[^\S\n]?[/／]?供图"
)
"""A credit of one picture: 图/市规划局, 图源：临江港, 受访者供图."""
_WRITTEN = re.compile(r"文字?\s*[/／:：]|\s文|采写|撰文")
_KIND = re.compile(
    r"(?:新华社|中新社)?(?:资料|档案|无人机|航拍|拼版|视频|手机|监控|网络|历史|翻拍|新闻|效果|设计)?"
    r"(?:图片|照片|拼图|截图|截屏|效果图|示意图)|(?:新华社)?(?:资料|效果|设计|示意|拼版|航拍)图"
)
_BEHIND = re.compile(
    r"(?:[。！？”…][^\S\n]*|[^\S\n]+)((?:(?:图片|照片|题图|图|摄影)[^\S\n]*[/／]|图[源自据]|[^，,。；;：:！？“”\s]{2,16}[^\S\n]?供图$)"
    r"[^，,。；！？“”\n]{0,26})$"
)
_GIVEN_BEHIND = re.compile(
    r"[。！？”…][^\S\n]*((?:本[版报栏文组]|以上|文中|文内)?(?:图片|照片)[^。；！？“”\n]{3,40})。?$"
)
_AGENCIES = ("新华社", "中新社", "视觉中国", "人民图片", "人民视觉")


def read_picture_credit(text: str) -> tuple[Author, ...] | None:
    """Whom a credit of pictures names as their photographers, perhaps nobody; None for any other line.

    图/何岚 → (何岚), 图片由石桥村委会提供 → ().
    """
    if given := _GIVEN.fullmatch(text):
        return _photographers(given["who"]) if given["how"] in ("拍摄", "摄影", "摄") else ()
    if (noted := _NOTED.fullmatch(text)) and (noted["how"] or _photographers(noted["who"])):
        return _photographers(noted["who"])
    one = _ONE.fullmatch(text)
    if one is None or _WRITTEN.search(text):
        return None
    return _photographers(one["who"]) if one["who"] else ()


def find_picture_credit(text: str) -> tuple[int, tuple[Author, ...]] | None:
    """Where the credit of a picture begins that a text closes with, and whom it names: 晨雾中的临江港。|图/何岚."""
    if "图" not in text and "照片" not in text and "摄影" not in text:
        return None
    for pattern in (_BEHIND, _GIVEN_BEHIND):
        found = pattern.search(text)
        authors = read_picture_credit(found[1].rstrip("。")) if found else None
        if found and authors is not None and not _WRITTEN.search(text, max(0, found.start(1) - 40), found.start(1)):
            return found.start(1), authors
    return None


def names_picture(text: str) -> bool:
    """Whether what stands in brackets behind a caption says what kind of picture it is: 无人机照片."""
    return _KIND.fullmatch(text) is not None


def is_of_page(text: str) -> bool:
    """Whether a credit speaks of all pictures of a text or a page, so that no caption stands above it."""
    bare = text.strip().strip("（()）")
    given = _GIVEN.fullmatch(bare)
    return _FOR_ALL.match(bare) is not None or (given is not None and bool(given["all"] or given["how"] == "提供"))


def is_by_agency(text: str) -> bool:
    """Whether an agency sent a picture out: 新华社发, （人民视觉）."""
    return text.lstrip("（(").startswith(_AGENCIES)


def credits_picture(text: str) -> bool:
    """Whether a line that names no photographer credits a picture all the same: （受访者供图）, 新华社发."""
    bare = text.strip().strip("（()）")
    known = (
        bare.startswith("图片来源")
        or is_by_agency(bare)
        or names_picture(bare)
        or bare.endswith(("摄", "供图", "图片"))
    )
    return known or _ONE.fullmatch(bare) is not None


def _photographers(who: str) -> tuple[Author, ...]:
    """The persons that a credit names; without a role before it a word must be a name for sure."""
    signature = read_signature("图/" + who, True)
    told = len(signature.roles) > 1
    names = [a.name for a in signature.authors if is_name(a.name) and (told or is_person(a.name))]
    return tuple(Author(name, "photographer") for name in names)
