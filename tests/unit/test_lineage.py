"""Columns of marts, followed to where their values come from."""

from warehouse.contract import TABLES
from warehouse.lineage import Source, trace_columns
from warehouse.marts import describe_marts, read_marts

HEADER = "-- grain: g\n-- reader: r\n"


def trace(folder, **marts):
    for name, sql in marts.items():
        (folder / f"{name}.sql").write_text(HEADER + sql, encoding="utf-8")
    found = read_marts(folder)
    return trace_columns(found, describe_marts(found))


def columns(sources):
    return [".".join(s) for s in sources]


def test_lineage_follows_ctes_stars_and_expressions(tmp_path):
    sql = """
        with large as (select * from main.metrics where value > 1),
            pages as (select document_id as page from main.documents)
        select large.unit, large.value - large.value_low as gap, pages.page, count(*) over () as n, 'x' as kind
        from large inner join pages on pages.page = large.document_id
    """
    found = trace(tmp_path, m=sql)["m"]
    assert {name: columns(sources) for name, sources in found.items()} == {
        "unit": ["main.metrics.unit"],
        "gap": ["main.metrics.value", "main.metrics.value_low"],
        "page": ["main.documents.document_id"],
        "n": [],
        "kind": [],
    }


def test_lineage_is_not_misled_by_a_cte_that_is_named_like_a_table(tmp_path):
    sql = "with metrics as (select text as value from main.statements) select value from metrics"
    assert trace(tmp_path, m=sql)["m"] == {"value": [Source("main", "statements", "text")]}


def test_lineage_of_a_union_takes_both_sides(tmp_path):
    sql = "select text as words from main.statements union all select headline from main.articles"
    assert columns(trace(tmp_path, m=sql)["m"]["words"]) == ["main.articles.headline", "main.statements.text"]


def test_lineage_ends_at_the_mart_that_is_read(tmp_path):
    found = trace(tmp_path, a="select unit as u from main.metrics", b="select upper(u) as name from marts.a")
    assert columns(found["b"]["name"]) == ["marts.a.u"]


def test_lineage_knows_every_column_of_the_marts_and_names_only_what_is_there():
    marts = read_marts()
    described = describe_marts(marts)
    known = {("main", t.name, c) for t in TABLES.values() for c in t.column_names}
    known |= {("marts", name, c.name) for name, cs in described.items() for c in cs}
    for name, found in trace_columns(marts, described).items():
        assert list(found) == [c.name for c in described[name]]
        assert {s for sources in found.values() for s in sources} <= known
        made = [column for column, sources in found.items() if not sources]
        assert all(column.endswith("_count") or column == "link" for column in made)
