import re
from datetime import date

import pytest
import sqlglot
from sqlglot import exp

from tests.rows import DAY, metric, put
from warehouse.contract import QUALITY_RESULTS, QUARANTINED_ROWS, TABLES
from warehouse.lake import Lake
from warehouse.load import load
from warehouse.marts import MARTS_DIR, MartError, describe_marts, read_marts
from warehouse.query import query

NAMES = [m.name for m in read_marts()]


@pytest.fixture(scope="module")
def ask(tmp_path_factory):
    data_dir = tmp_path_factory.mktemp("data")
    lake = Lake(data_dir / "lake")
    checked = [
        QUALITY_RESULTS.row("r", DAY, "metrics", "unit", "WARN", False, 2, 1, "…"),
        QUALITY_RESULTS.row("r", DAY, "metrics", "key", "ERROR", False, 2, 1, "…"),
        QUALITY_RESULTS.row("r", DAY, "metrics", "span", "ERROR", True, 2, 0),
    ]
    held = [QUARANTINED_ROWS.row("r", DAY, "metrics", f"m2-{DAY}", "key", "{}")]
    put(
        lake, DAY, metrics=[metric(1), metric(2), metric(3, text="98%")], quality_results=checked, quarantined_rows=held
    )
    load(lake, data_dir)
    return lambda sql: query(data_dir, sql).rows.to_pylist()


def test_marts_commitments_hold_speaker_numbers_and_horizon(ask):
    (row,) = ask("select * from marts.commitments")
    assert (row["speaker_name"], row["speaker_title"], row["speaker_organization"]) == ("秦望川", "局长", "市水务局")
    assert [n["text"] for n in row["numbers"]] == ["3亿元", "98%"]
    assert row["numbers"][0]["unit"] == "CNY"
    assert (row["horizon_end"], row["days_left"]) == (date(2026, 12, 31), 301)
    assert row["headline"] == "三江同治见成效"


def test_marts_numeric_claims_hold_all_that_is_said_about_a_number(ask):
    rows = ask("select * from marts.numeric_claims order by metric_id")
    assert [r["text"] for r in rows] == ["3亿元", "98%"]
    assert rows[0]["sentence"].startswith("秦望川表示")
    assert (rows[0]["page_number"], rows[0]["speaker_title"], rows[0]["indicator"]) == ("A01", "局长", "总投资")


def test_marts_speakers_count_what_was_said(ask):
    (row,) = ask("select * from marts.speakers")
    assert row["posts"] == ["市水务局局长"]
    assert (row["statement_count"], row["commitment_count"], row["direct_count"], row["metric_count"]) == (1, 1, 0, 2)


def test_marts_edition_summary_counts_an_edition(ask):
    (row,) = ask("select * from marts.edition_summary")
    counts = {name.removesuffix("_count"): n for name, n in row.items() if name.endswith("_count")}
    assert counts == {
        "page": 1, "article": 1, "statement": 1, "attributed": 1, "metric": 2, "mention": 1, "reconciliation": 0,
        "disagreement": 0,
    }  # fmt: skip


def test_marts_whole_articles_put_together_what_two_pages_hold(tmp_path):
    """By headline and printed page; another paper's article of that name, or one of another page, is none of it."""
    front, inner, other = (page(n, number) for n, number in ((1, "A01"), (2, "A03"), (3, "A05")))
    rest = article(2, genre="continuation", from_page="1", headline="三江同治 见成效", body="水清了。")
    stray = article(3, genre="continuation", from_page="A02", headline="三江同治见成效", body="别处的。")
    lake = Lake(tmp_path / "lake")
    put(lake, DAY, documents=[front, inner, other], articles=[article(1, on_page="A03"), rest, stray])
    load(lake, tmp_path)
    rows = query(tmp_path, "select * from marts.whole_articles order by article_id").rows.to_pylist()
    assert [(r["article_id"], r["continuation_id"]) for r in rows] == [("a1", "a2"), ("a3", None)]
    assert (rows[0]["first_page"], rows[0]["last_page"], rows[0]["body"]) == ("A01", "A03", "江水浑了。\n水清了。")
    assert [a["name"] for a in rows[0]["authors"]] == ["陆知远"]


POSTS = {
    "one post": [("局长", "市水务局")],
    "linked by body": [("局长", "市水务局"), ("党组书记", "市水务局")],
    "linked by title": [("副市长、市公安局局长", None), ("副市长", "临江市")],
    "apart": [("局长", "市水务局"), ("党组书记、局长", None), ("教师", "临江一中")],
}


@pytest.mark.parametrize(("case", "expected"), [*zip(POSTS, (None, False, False, True), strict=True)])
def test_marts_people_say_where_one_name_may_be_two_people(tmp_path, case, expected):
    """Posts that share neither title nor body with those of any other article."""
    posts = [
        TABLES["appointments"].row(f"p{n}", "e1", "秦望川", title, body, f"a{n}", "d1", DAY, 0, 1, title)
        for n, (title, body) in enumerate(POSTS[case])
    ]
    lake = Lake(tmp_path / "lake")
    put(lake, DAY, appointments=posts)
    load(lake, tmp_path)
    (row,) = query(tmp_path, "select * from marts.people").rows.to_pylist()
    assert (row["name"], row["posts_apart"], row["statement_count"]) == ("秦望川", expected, 1)
    assert set(row["posts"]) == {f"{body or ''}{title}" for title, body in POSTS[case]}


def page(number, page_number):
    text = f"{number}"
    return (f"d{number}", f"{number}.md", "临江日报", DAY, "path", page_number, "markdown", "utf-8", 1, text)


def article(number, genre="feature", headline="三江同治见成效", from_page=None, on_page=None, body="江水浑了。"):
    return TABLES["articles"].row(
        f"a{number}", f"d{number}", DAY, "临江日报", 1, None, headline, None,
        [{"name": "陆知远", "role": "reporter"}], genre, from_page, on_page, body, 0, 1,
    )  # fmt: skip


def test_marts_quality_by_edition_names_what_failed(ask):
    (row,) = ask("select * from marts.quality_by_edition where table_name = 'metrics'")
    assert row["failed_checks"] == ["key", "unit"]
    # The load adds one check of its own, that nothing vanished.
    assert (row["check_count"], row["error_count"], row["warning_count"], row["quarantined_count"]) == (4, 1, 1, 1)


def test_marts_every_column_is_described():
    undescribed = [(m, c.name) for m, cs in describe_marts(read_marts()).items() for c in cs if not c.comment]
    assert undescribed == []


def test_marts_and_their_columns_have_chinese_terms():
    han = re.compile(r" · [\u4e00-\u9fff]")
    marts = read_marts()
    assert [m.name for m in marts if not han.search(m.comment)] == []
    columns = describe_marts(marts)
    assert [(m, c.name) for m, cs in columns.items() for c in cs if not han.search(c.comment)] == []


def test_marts_headers_describe_only_columns_that_are_there():
    columns = describe_marts(read_marts())
    for mart in read_marts():
        assert mart.columns.keys() <= {c.name for c in columns[mart.name]}


@pytest.mark.parametrize("name", NAMES)
def test_marts_are_written_in_house_style(name):
    text = (MARTS_DIR / f"{name}.sql").read_text(encoding="utf-8")
    code = re.sub(r"'[^']*'", "''", "\n".join(x for x in text.splitlines() if not x.startswith("--")))
    assert code == code.lower()
    tree = sqlglot.parse_one(text, read="duckdb")
    assert not any(s.is_star for s in tree.selects)
    ctes = {c.alias for c in tree.find_all(exp.CTE)}
    assert all(t.db in ("main", "marts") or t.name in ctes for t in tree.find_all(exp.Table))


def test_marts_are_built_in_the_order_of_what_they_read(tmp_path):
    for name, source in (("a", "marts.b"), ("b", "marts.c"), ("c", "main.metrics")):
        (tmp_path / f"{name}.sql").write_text(f"-- grain: g\n-- reader: r\nselect metric_id from {source}", "utf-8")
    assert [m.name for m in read_marts(tmp_path)] == ["c", "b", "a"]


@pytest.mark.parametrize(
    ("sql", "says"),
    [
        ("select 1", "must begin with"),
        ("-- grain: g\n-- reader: r\nselec 1", "must hold one select|cannot be read"),
        ("-- grain: g\n-- reader: r\ndrop table main.metrics", "must hold one select"),
        ("-- grain: g\n-- reader: r\nselect a from marts.m", "circle"),
    ],
)
def test_marts_that_are_none_are_named(tmp_path, sql, says):
    (tmp_path / "m.sql").write_text(sql, encoding="utf-8")
    with pytest.raises(MartError, match=says):
        read_marts(tmp_path)
