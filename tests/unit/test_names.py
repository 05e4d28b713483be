"""Who and what a page names, and who holds which post: cases as data, and what holds for any text."""

import itertools
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.golden_cases import cases
from tests.pages import build_page
from transforms.entities.names import read_names
from transforms.entities.person_choice import whole_name
from transforms.entities.reader import read_entities
from transforms.entities.spans import Span, settle
from transforms.vocabulary import Texts


def printed(mention: Any) -> str:
    return f"{mention.type}:{mention.text}" + (f"={mention.name}" if mention.name != mention.text else "")


@pytest.mark.parametrize("case", cases("names"), ids=lambda case: case["id"])
def test_names_golden(case: dict[str, Any]) -> None:
    skip = tuple(case.get("skip", ()))
    found = [printed(m) for m in read_names(build_page(case["page"])).mentions if m.type not in skip]
    assert found == [name for name in case["names"] if name.split(":")[0] not in skip]


@pytest.mark.parametrize("case", cases("posts"), ids=lambda case: case["page"][:12])
def test_posts_golden(case: dict[str, Any]) -> None:
    posts = read_names(build_page(case["page"])).posts
    assert [f"{p.person.name} | {p.title} | {p.organization or '-'}" for p in posts] == case["posts"]


def test_names_end_where_the_page_always_goes_on() -> None:
    for name, behind, whole in (("雷望", "中", "雷望中"), ("王芳", "家", "王芳"), ("雷望", "和", "雷望")):
        texts = [name + behind + rest for rest in ("发烧了", "是外地人", "夫妇不懂", "睡着了", "很忙")]
        assert whole_name(name, texts, Texts(texts)) == whole, name + behind


def test_names_case_ids_are_unique() -> None:
    ids = [case["id"] for case in cases("names")]
    assert len(ids) == len(set(ids))


TEXT = st.text(
    st.sampled_from(
        list("秦望川临江市区委书记公司大学表示说，。、“”《》（）·—的在和与党第十五届会2026年镇村山A b\u3000")
    ),
    max_size=80,
)


@settings(max_examples=150, deadline=None)
@given(st.lists(TEXT, max_size=4))
def test_names_read_any_text(lines: list[str]) -> None:
    page = build_page("\n".join(lines))
    names = read_names(page)
    for m in names.mentions:
        assert page.segments[m.segment].text[m.start : m.end] == m.text != ""
        assert m.name
        assert m.entity_id
    for p in names.posts:
        assert p.start <= p.person.start < p.person.end <= p.end
        assert p.title


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 10), st.sampled_from(["place", "organization", "event"]))))
def test_names_settled_spans_never_overlap(raw: list[tuple[int, int, str]]) -> None:
    settled = settle([Span(start, start + length, kind) for start, length, kind in raw])
    assert all(a.end <= b.start for a, b in itertools.pairwise(settled))
    assert bool(settled) == bool(raw)


@pytest.mark.parametrize(
    "text",
    [
        "第" * 10_000,
        "“" * 10_000,
        "（" * 5_000 + "）" * 5_000,
        "市" * 10_000,
        "7" * 10_000,
        "公司" * 5_000,
        "王、" * 5_000,
    ],
)
def test_names_long_runs_finish(text: str) -> None:
    read_names(build_page(text))


def test_names_entity_rows_reproduce_the_page() -> None:
    text = "青溪医院院长秦望川\n表示，要学习《医疗条例》。"
    page = build_page(text)
    page.statements = []
    del page.__dict__["names"]
    rows = read_entities(page)
    for row in rows["entity_mentions"] + rows["appointments"]:
        assert text[row.char_start : row.char_end] == row.text
    assert [r.person_name for r in rows["appointments"]] == ["秦望川"]
    assert len({r.mention_id for r in rows["entity_mentions"]}) == len(rows["entity_mentions"])


def test_names_takes_who_signed_an_article_from_its_authors() -> None:
    page = build_page("■ 张扬 任会彩", kind="byline")
    page.articles[0].authors = [{"name": "张扬", "role": "reporter"}, {"name": "任会彩", "role": "reporter"}]
    assert [m.text for m in read_names(page).mentions] == ["张扬", "任会彩"]
