"""Whole newspaper pages drawn here, through the whole pipeline: no article may take a sentence of another."""

from dataclasses import dataclass
from io import BytesIO
from random import Random

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from transforms.articles.reader import read_articles
from transforms.documents.formats.pdf import extract
from transforms.documents.reader import read_document
from transforms.gold import squash
from transforms.page import Page

SONG, HEI = "STSong-Light", "MSung-Light"
for name in (SONG, HEI):
    pdfmetrics.registerFont(UnicodeCIDFont(name))
SIZE, LEADING, GUTTER = 9.5, 13.5, 12
CLAUSES = (
    "江滩的步道修到了老码头", "夜班公交每二十分钟一班", "水文站把雨量发到手机上", "菜场的摊位换了新灯",
    "渡口的老船工收起缆绳", "图书馆的借书柜进了车站", "河长们每周走一遍支流", "学校的操场周末开放",
    "修表铺还开在巷子口", "社区食堂添了两样小菜", "路口的信号灯会看车流", "新栽的樱花开了一半",
)  # fmt: skip


def paragraphs(seed: str, count: int) -> list[str]:
    """Paragraphs of several sentences that no other article has."""
    chance = Random(seed)
    return [
        "".join(f"{seed}的{chance.choice(CLAUSES)}，{chance.choice(CLAUSES)}。" for _ in range(chance.randint(1, 4)))
        for _ in range(count)
    ]


@dataclass
class Story:
    """An article in its rectangle; the headline stands over its first column, or in the middle."""

    headline: str
    left: float
    top: float
    width: float
    height: float
    columns: int
    kicker: str = ""
    middle: bool = False
    paragraphs: int = 40

    def draw(self, put: "Putter") -> list[str]:
        """Draw it; the paragraphs that found room."""
        y = self.top
        for text, size in ((self.kicker, 12), (self.headline, 24)):
            if text:
                y -= 1.3 * size
                shift = (self.width - size * len(text)) / 2 if self.middle else 0
                put(self.left + shift, y, size, text)
        width = (self.width - GUTTER * (self.columns - 1)) / self.columns
        rows = int((y - 6 - self.top + self.height) / LEADING)
        lines, shown = [], []
        for text in paragraphs(self.headline, self.paragraphs):
            broken = break_lines("　　" + text, width)
            if len(lines) + len(broken) > rows * self.columns - 2:
                break
            lines += broken
            shown.append(text)
        for i, (line, space) in enumerate(lines):
            put(self.left + (i // rows) * (width + GUTTER), y - LEADING * (i % rows + 1), SIZE, line, space)
        return shown


class Putter:
    """Puts text on a canvas, all at the end and in any order, each character alone if asked to."""

    def __init__(self, single: bool) -> None:
        self.out, self.single, self.pieces = BytesIO(), single, []

    def __call__(self, x: float, y: float, size: float, text: str, space: float = 0.0, font: str = SONG) -> None:
        if not self.single:
            self.pieces.append((x, y, size, text, space, font))
            return
        for char in text:
            self.pieces.append((x, y, size, char, 0.0, font))
            x += pdfmetrics.stringWidth(char, font, size) + space

    def save(self) -> bytes:
        canvas = Canvas(self.out, pagesize=(780, 1100))
        if self.single:
            Random(1).shuffle(self.pieces)
        for x, y, size, text, space, font in self.pieces:
            line = canvas.beginText(x, y)
            line.setFont(font, size)
            line.setCharSpace(space)
            line.textOut(text)
            canvas.drawText(line)
        canvas.save()
        return self.out.getvalue()


def break_lines(text: str, width: float) -> list[tuple[str, float]]:
    """Lines stretched to the width, none of which begins with a stop, and the space between their characters."""
    out = []
    while text:
        fits = int(width / SIZE)
        if len(text) > fits and text[fits] in "，。":
            fits -= 1
        line, text = text[:fits], text[fits:]
        out.append((line, (width - SIZE * len(line)) / (len(line) - 1) if text and len(line) > 1 else 0.0))
    return out


def story(headline: str, box: tuple[float, float, float, float], columns: int, **more: object) -> Story:
    return Story(headline, *box, columns, **more)  # type: ignore[arg-type]


PAGES = {
    "headlines shorter than their columns": [
        story("江滩夜游开放", (40, 1000, 400, 440), 3, kicker="一线见闻"),
        story("老街换新颜", (456, 1000, 284, 300), 2),
        story("夜班公交加密", (456, 684, 284, 300), 2),
        story("数字车间里的新班长", (40, 544, 400, 440), 3),
        story("校企同上一堂课", (456, 368, 284, 264), 2, kicker="走基层"),
    ],
    "headlines in the middle": [
        story("青渡大桥合龙", (40, 1000, 340, 400), 3, middle=True),
        story("石桥镇春耕忙", (396, 1000, 344, 400), 3, middle=True, kicker="来自田头"),
        story("一张图管住地下管线", (40, 584, 700, 440), 5, middle=True),
    ],
    "no line parts the page": [
        story("博物馆上新了", (40, 1000, 434, 300), 3),
        story("谁来守护老槐树", (490, 1000, 250, 620), 2),
        story("排水口有了身份证", (40, 684, 210, 600), 2),
        story("充电桩进社区", (266, 364, 474, 300), 4),
        story("江风里的歌声", (266, 684, 208, 300), 1),
    ],
    "one article in six columns": [story("口袋公园长在转角处", (40, 1000, 700, 400), 6)],
}


@pytest.mark.parametrize("single", [False, True], ids=["in order", "each character alone, in any order"])
@pytest.mark.parametrize("page", PAGES)
def test_pdf_pages_article_by_article(page: str, single: bool) -> None:
    put = Putter(single)
    put(40, 1050, 9, "临江日报　2026年3月5日　星期四　第A02版")
    wanted = {a.headline: (a.kicker or None, a.draw(put)) for a in PAGES[page]}
    row = read_document("a.pdf", put.save())
    assert (str(row.edition_date), row.page_number) == ("2026-03-05", "A02")
    rows = read_articles(Page(row))
    found = {
        a.headline: (
            a.kicker,
            [squash(p.text) for p in rows["paragraphs"] if p.article_id == a.article_id and p.kind != "credit"],
        )
        for a in rows["articles"]
    }
    assert found == wanted


def text_of(*pieces: tuple[object, ...]) -> str:
    put = Putter(False)
    for piece in pieces:
        put(*piece)  # type: ignore[arg-type]
    return extract(put.save()).text


def column(
    text: str, x: float, y: float, width: int = 12, space: float = 0.0
) -> list[tuple[float, float, float, str, float]]:
    lines = [text[i : i + width] for i in range(0, len(text), width)]
    return [(x, y - LEADING * i, SIZE, line, space) for i, line in enumerate(lines)]


LONG = "　　江滩的步道修到了老码头，夜班公交每二十分钟一班。渡口的老船工收起缆绳，修表铺还开在巷子口。"


def test_pdf_columns_less_than_a_character_apart() -> None:
    left, right = column(LONG, 40, 700), column(LONG[:2] + "图书馆" + LONG[2:], 40 + 12 * SIZE + 8, 700)
    assert text_of(*left, *right) == f"{LONG.strip()}\n\n图书馆{LONG.strip()}\n"


def test_pdf_caption_in_a_column_does_not_cut_the_paragraph() -> None:
    lines = column(LONG, 40, 700)
    below = [(x, y - 120, *rest) for x, y, *rest in lines[2:]]
    caption = (40, 590, 8, "图为江滩步道。")
    assert text_of(*lines[:2], caption, *below) == f"{LONG.strip()}\n\n图为江滩步道。\n"


def test_pdf_drop_capital_begins_its_paragraph() -> None:
    rest = LONG.strip()[1:]
    beside = column(rest[:20], 40 + 28, 700, 10)
    text = text_of((40, 686, 26, "江"), *beside, *column(rest[20:], 40, 673, 13))
    assert text == LONG.strip() + "\n"


def test_pdf_subheadings_in_another_font_or_a_little_larger() -> None:
    upper, lower = column(LONG, 40, 700), column(LONG, 40, 620)
    for heading in ((40, 638, SIZE, "渡口之变", 0.0, HEI), (40, 638, 12, "渡口之变")):
        text = text_of((40, 730, 24, "江滩夜游开放"), *upper, heading, *lower)
        assert text == f"# 江滩夜游开放\n\n{LONG.strip()}\n\n**渡口之变**\n\n{LONG.strip()}\n"


def test_pdf_text_from_top_to_bottom_is_read_from_the_right() -> None:
    put = Putter(True)
    lines = [LONG[i : i + 16] for i in range(0, len(LONG), 16)]
    for i, line in enumerate(lines):
        for j, char in enumerate(line):
            if char != "\u3000":
                put(400 - 16 * i, 700 - 11 * j, SIZE, char)
    put.single = False  # in the order of the text
    assert extract(put.save()).text == LONG.strip() + "\n"


def test_pdf_banner_over_several_articles_is_the_headline_of_none() -> None:
    text = text_of(
        (250, 740, 34, "新春走基层"),
        (40, 700, 15, "江滩夜游开放"),
        (320, 700, 15, "老街换新颜"),
        *column(LONG, 40, 680, 26),
        *column(LONG, 320, 680, 26),
    )
    assert text == f"新春走基层\n\n# 江滩夜游开放\n\n{LONG.strip()}\n\n# 老街换新颜\n\n{LONG.strip()}\n"


def test_pdf_punctuation_set_half_width_is_kept() -> None:
    text = text_of(
        (40, 700, SIZE, "他说：好"), (40 + 3.5 * SIZE + SIZE / 2, 700, SIZE, "。"), (40 + 4.5 * SIZE, 700, SIZE, "”")
    )
    assert text == "他说：好。”\n"
