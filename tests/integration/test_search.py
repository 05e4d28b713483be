"""Full-text search by the command and by plain SQL, over a few invented statements."""

import csv
import io
import json
from datetime import date
from math import log

import duckdb
import pytest

from tests.rows import DAY, edition, put
from transforms.search import folding, search_words
from warehouse.build import Warehouse
from warehouse.contract import HEADINGS
from warehouse.lake import Lake
from warehouse.load import load
from warehouse.query import query
from warehouse.search import TextReader

READER = TextReader(folding, search_words)
NEXT = date(2026, 3, 6)
TEXTS = [
    "因地制宜发展新质生产力，发展新产业。",
    "新质生产力是先进生产力，新质生产力特点是创新。",
    "生产力的发展要靠新质的技术。",
    "發展數字經濟，GDP增長5.3％。",
    "秦望川说：“It's 100%; drop table.”",
    "民政局为老人办实事，服务老人。",
]


def put_texts(lake, day, texts, headline=None):
    """An edition whose one article says these sentences."""
    (statement,) = edition(day)["statements"].to_pylist()
    rows = [
        tuple({**statement, "statement_id": f"{day}-{i}", "sequence": i, "text": text}.values())
        for i, text in enumerate(texts)
    ]
    heading = HEADINGS.row(f"h-{day}", f"a1-{day}", f"d1-{day}", day, 1, "headline", headline or "三江", 0, 2)
    put(lake, day, inputs=str(texts), statements=rows, headings=[heading], metrics=[], entity_mentions=[])


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory):
    data_dir = tmp_path_factory.mktemp("data")
    lake = Lake(data_dir / "lake")
    put_texts(lake, DAY, TEXTS)
    put_texts(lake, NEXT, ["今天的天气很好。", "老人很多。"], headline="发展新质生产力")
    load(lake, data_dir, text_reader=READER)
    return data_dir


def found(data_dir, text, where="statements", column="text"):
    rows = query(data_dir, f"from search_{where}(?)", parameters=[text]).rows.to_pylist()
    return [row[column] for row in rows]


def test_search_finds_a_phrase_before_its_scattered_words(data_dir):
    assert found(data_dir, "新质生产力") == [TEXTS[1], TEXTS[0], TEXTS[2]]
    assert found(data_dir, "新质生产力", column="exact") == [True, True, False]


def test_search_finds_what_the_words_cut_otherwise(data_dir):
    assert search_words("先进生产力") != ["进生产"]
    assert found(data_dir, "进生产") == [TEXTS[1]]
    assert set(found(data_dir, "力")) == set(TEXTS[:3])


def test_search_wants_every_term(data_dir):
    assert found(data_dir, "民政局 老人") == [TEXTS[5]]
    assert found(data_dir, "　民政局  天气 ") == []
    assert found(data_dir, "民政局养老") == []


@pytest.mark.parametrize("text", ["发展数字经济", "發展數字經濟", "發展数字经济", "ｇｄｐ增长", "GDP", "5.3%", "5.3％"])
def test_search_takes_all_forms_of_a_character_for_one(data_dir, text):
    assert found(data_dir, text) == [TEXTS[3]]


@pytest.mark.parametrize(
    "text", ["It's", "100%;", "%", "_", "'", '"', "\\", "'; drop table statements; --", "“It", "?", "$1", "\0"]
)
def test_search_takes_nothing_in_a_query_for_a_command(data_dir, text):
    assert set(found(data_dir, text)) == {t for t in TEXTS if text in t.replace("％", "%")}
    assert len(found(data_dir, "老人")) == 2


@pytest.mark.parametrize("text", ["", "  ", "\n"])
def test_search_for_nothing_finds_nothing(data_dir, text):
    assert found(data_dir, text) == []


def test_search_articles_counts_headings_and_shows_the_passage(data_dir):
    rows = query(data_dir, "from search_articles('新质生产力')").rows.to_pylist()
    assert {(r["edition_date"], r["exact"]) for r in rows} == {(DAY, True), (NEXT, True)}
    assert rows[0]["score"] >= rows[1]["score"]
    assert {r["passage"] for r in rows} == {TEXTS[1], "发展新质生产力"}
    assert found(data_dir, "民政局 数字经济", "articles", "article_id") == [f"a1-{DAY}"]


def test_search_scores_are_the_documented_formula(data_dir):
    """Worked by hand for a word that stands once in two statements, as a word and as printed."""
    rows = query(data_dir, "select text_id, word_count from search.texts where kind = 'statement'").rows.to_pylist()
    lengths = {r["text_id"]: r["word_count"] for r in rows}
    mean, size, rows_with = sum(lengths.values()) / len(lengths), len(lengths), 2
    row = next(
        r for r in query(data_dir, "from search_statements('老人')").rows.to_pylist() if r["edition_date"] == NEXT
    )
    weight = log(1 + (size - rows_with + 0.5) / (rows_with + 0.5))
    weight *= 1 * 2.2 / (1 + 1.2 * (0.25 + 0.75 * lengths[row["statement_id"]] / mean))
    assert row["score"] == pytest.approx(2 * weight, abs=0.001)


def test_search_reindexes_only_changed_editions(tmp_path):
    lake, seen = Lake(tmp_path / "lake"), []

    def words(text):
        seen.append(text)
        return search_words(text)

    reader = TextReader(folding, words)
    put_texts(lake, DAY, TEXTS[:2])
    put_texts(lake, NEXT, TEXTS[2:4])
    load(lake, tmp_path, text_reader=reader)
    seen.clear()
    put_texts(lake, NEXT, [TEXTS[5]])
    load(lake, tmp_path, [NEXT], text_reader=reader)
    assert seen == [TEXTS[5], "三江"]
    assert found(tmp_path, "老人") == [TEXTS[5]] and found(tmp_path, "数字经济") == []
    lake.remove(DAY)
    load(lake, tmp_path, (), [DAY], text_reader=reader)
    assert found(tmp_path, "新质生产力") == []
    counts = query(tmp_path, "select count(*) from search.postings semi join search.texts using (text_number)").rows
    assert counts.equals(query(tmp_path, "select count(*) from search.postings").rows)


def test_search_incrementally_built_index_equals_a_new_one(tmp_path):
    lake = Lake(tmp_path / "lake")
    put_texts(lake, DAY, TEXTS[:2])
    load(lake, tmp_path, text_reader=READER)
    put_texts(lake, NEXT, TEXTS[2:])
    put_texts(lake, DAY, TEXTS[4:])
    load(lake, tmp_path, [DAY, NEXT], text_reader=READER)
    # Numbers of texts and words depend on the order of loads; nothing that a search gives does.
    index = [
        "select * exclude (text_number, article_number) from search.texts order by all",
        "select text_id, word, times from search.postings join search.texts using (text_number)"
        " join search.words using (word_number) order by all",
        "from search.folding order by all",
        "from search_statements('生产力')",
    ]
    grown = [query(tmp_path, sql).rows for sql in index]
    load(lake, tmp_path, text_reader=READER, rebuild=True)
    assert [query(tmp_path, sql).rows for sql in index] == grown


def test_search_works_in_a_client_of_its_own_and_is_described(data_dir, tmp_path):
    copy = tmp_path / "another name.duckdb"
    copy.write_bytes(Warehouse(data_dir).path.read_bytes())
    with duckdb.connect(str(copy), read_only=True) as con:
        con.execute("set enable_external_access = false")
        (row,) = con.execute("select text from search_statements('先进生产力')").fetchall()
        assert row == (TEXTS[1],)
        described = "select function_name from duckdb_functions() where function_name like 'search_%' and comment <> ''"
        assert {name for (name,) in con.execute(described).fetchall()} == {"search_statements", "search_articles"}
        undescribed = "select column_name from duckdb_columns() where schema_name = 'search' and comment is null"
        assert con.execute(undescribed).fetchall() == []


def test_search_without_a_reader_of_words_finds_nothing(tmp_path):
    lake = Lake(tmp_path / "lake")
    put_texts(lake, DAY, TEXTS)
    load(lake, tmp_path)
    assert found(tmp_path, "新质生产力") == []


def test_search_command_prints_every_form(loaded):
    done = loaded.command("search", "水廠")
    assert done.code == 0 and "水厂将于年底建成" in done.out and done.lines[-1] == "2 rows"
    rows = list(csv.DictReader(io.StringIO(loaded.command("search", "水厂", "--csv").out)))
    assert {"score", "exact", "statement_id", "speaker_name"} <= rows[0].keys()
    (row,) = json.loads(loaded.command("search", "三江同治", "--in", "articles", "--limit", "1", "--json").out)
    assert row["headline"] == "三江同治见成效" and row["exact"]


def test_search_command_says_what_is_wrong(loaded, desk):
    assert loaded.command("search", "水", "--in", "pages").code == 2
    assert loaded.command("search", "水", "--csv", "--json").code == 2
    done = desk.command("search", "水")
    assert done.code == 1 and "run 'pressledger run' first" in done.err
    assert loaded.command("search", "没有这句话").lines[-1] == "0 rows"
