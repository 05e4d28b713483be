"""Who says what: golden cases, and what holds for any text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.golden_cases import cases
from tests.pages import build_page
from tests.samples import document
from transforms.edition import read_page
from transforms.statements.quotations import find_quotations
from transforms.statements.quoted_headings import who_says, words_of
from transforms.statements.reader import read_statements
from transforms.statements.speakers import Speaker
from transforms.statements.speech import is_pure

CASES = cases("voices")
NEWS = st.text(alphabet='“”‘’「」『』"。！？…，：说表示据他秦望川水厂（）《》 \n会议要', max_size=120)


def read(case):
    page = build_page(
        case["text"],
        case.get("people"),
        case.get("organizations"),
        tuple(case.get("works", ())),
        case.get("genre", "news"),
        case.get("kind", "body"),
    )
    return read_statements(page)["statements"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_voices_reads_who_says_what(case):
    assert [f"{row.voice} {row.speaker_name}: {row.text}" for row in read(case)] == case["expect"]


@settings(max_examples=150, deadline=None)
@given(NEWS)
def test_voices_cover_every_character_once(text):
    page = build_page(text, {"秦望川": ["局长", None]})
    rows = read_statements(page)["statements"]
    covered = [i for row in rows for i in range(row.char_start, row.char_end) if not text[i].isspace()]
    assert covered == [i for i, char in enumerate(text) if not char.isspace()]
    assert all(text[row.char_start : row.char_end] == row.text for row in rows)


@pytest.mark.parametrize("piece", ["“", "”", "“水清了。", "秦望川说，", "（", "《", "1234567890", "据", "秦望川表示"])
def test_voices_finishes_on_long_runs(piece):
    text = piece * (10_000 // len(piece))
    rows = read_statements(build_page(text, {"秦望川": []} if len(piece) < 5 else {}))["statements"]
    assert "".join(row.text for row in rows) == text


def test_voices_numbers_one_utterance_for_all_its_parts():
    rows = read(
        {"text": "“水厂已经通水。”秦望川说。“管网也修好了。”\n陆知远说，好。", "people": {"秦望川": [], "陆知远": []}}
    )
    ids = [row.utterance_id for row in rows]
    assert len(set(ids[:3])) == 1
    assert ids[3] not in ids[:3]


def test_voices_tells_explicit_from_carried():
    rows = read({"text": "秦望川表示，水厂将通水。管网将修好。", "people": {"秦望川": []}})
    assert [(row.attribution, row.cue) for row in rows] == [("explicit", "表示"), ("carried", "表示")]


def test_voices_gives_the_post_stated_anywhere_on_the_page():
    page = build_page("秦望川说，水清了。\n临江市水务局局长秦望川昨日下乡。", {"秦望川": ["局长", "临江市水务局"]})
    row = read_statements(page)["statements"][0]
    assert (row.speaker_title, row.speaker_organization) == ("局长", "临江市水务局")


def test_voices_gives_a_post_of_the_past_unless_a_title_of_today_stands_by():
    text = "时任临江市委书记秦望川强调，要防汛。\n多年以后，秦望川主席指出，要久久为功。"
    rows = read_page(document(f"# 标题标题\n\n{text}")).statements
    assert [(row.speaker_title, row.speaker_organization) for row in rows] == [("书记", "临江市委"), ("主席", None)]


def test_voices_gives_the_post_of_who_answers():
    page = build_page("云岭学院教授秦望川的回答是：水会清的。", {"秦望川": ["教授", "云岭学院"]})
    row = read_statements(page)["statements"][0]
    assert (row.speaker_name, row.speaker_title, row.speaker_organization) == ("秦望川", "教授", "云岭学院")


def test_voices_finds_the_body_a_person_comes_from():
    page = build_page("来自临江大学的教授陆知远说，水清了。", {"陆知远": ["教授", None]}, {"临江大学": "临江大学"})
    page.names.posts[0].start -= len("教授")
    assert read_statements(page)["statements"][0].speaker_organization == "临江大学"


def test_voices_takes_the_words_before_a_title_for_a_body():
    page = build_page("临江镇供水站站长陆知远说，水清了。", {"陆知远": ["站长", None]})
    page.names.posts[0].start -= len("站长")
    assert read_statements(page)["statements"][0].speaker_organization == "临江镇供水站"


def test_voices_points_that_a_paragraph_leads_to_are_its_speakers():
    """他提出两点建议： 第一，…: each point is a paragraph of its own."""
    lines = ["秦望川提出了两点建议：", "第一，修好“老管网”。别再等。", "第二，算好水账。", "水厂随后开工。"]
    page = build_page("\n".join(lines), {"秦望川": ["局长", None]})
    told = {row.text: (row.voice, row.speaker_name) for row in read_statements(page)["statements"]}
    assert told["别再等。"] == told["第二，算好水账。"] == ("indirect", "秦望川")
    assert told["水厂随后开工。"] == ("narration", None)


def test_voices_bare_post_is_held_in_the_company_of_the_article():
    about = "皓帆新能（SH688000）发布年报。皓帆新能低开。皓帆新能收跌。董事长秦望川说，不减持。\n"
    rows = read_page(document(f"# 皓帆新能增收不增利\n\n{about}")).statements
    assert (rows[-1].speaker_name, rows[-1].speaker_organization) == ("秦望川", "皓帆新能")
    two = "皓帆新能与宁德时代签约。皓帆新能低开，宁德时代收跌。董事长秦望川说，不减持。\n"
    rows = read_page(document(f"# 两家公司签约\n\n{two}")).statements
    assert (rows[-1].speaker_name, rows[-1].speaker_organization) == ("秦望川", None)


def test_voices_heading_quotes_the_section_below():
    told = Speaker("person", "秦望川")
    below = [("水厂通水。", None), ("“我市水质总体保持稳定向好，”他说。", told)]
    assert who_says(words_of("“水质总体保持稳定向好”") or "", below) is told
    assert who_says(words_of("“换全村百姓平安吉祥”") or "", below) is None
    assert words_of("“向好”") is None


def test_voices_headings_that_quote_are_direct_speech():
    text = "“水质总体保持稳定，一直向好”"
    quotation = find_quotations(text, False)[0]
    assert is_pure(quotation, text, 0, len(text), "subheading")
    assert not is_pure(find_quotations("“河长制”", False)[0], "“河长制”", 0, 5, "subheading")


def test_voices_tells_post_and_house_of_somebody_without_a_name():
    told = {
        "村委会一工作人员说，路修好了。": ("村委会一工作人员", "工作人员", "村委会"),
        "一位法官说，可以立案。": ("一位法官", "法官", None),
        "校方工作人员说，可以来看。": ("校方工作人员", "工作人员", None),
        "吧台工作人员说，客满了。": ("吧台工作人员", None, None),
        "一位村民说，水清了。": ("一位村民", None, None),
        "多家健身房工作人员说，不退卡。": ("多家健身房工作人员", None, None),
        "青溪县交警大队李姓负责人说，车已拖走。": ("青溪县交警大队李姓负责人", "负责人", "青溪县交警大队"),
    }
    for text, who in told.items():
        row = read_page(document(f"# 标题标题\n\n{text}")).statements[0]
        assert (row.speaker_name, row.speaker_title, row.speaker_organization) == who


def test_voices_finds_the_house_that_a_particle_joins_to_its_people():
    page = build_page("来自临江大学的陆知远说，水清了。", {"陆知远": []}, {"临江大学": "临江大学"})
    assert read_statements(page)["statements"][0].speaker_organization == "临江大学"
    page = build_page("重仓临江水务的陆知远说，要涨了。", {"陆知远": []}, {"临江水务": "临江水务"})
    assert read_statements(page)["statements"][0].speaker_organization is None
