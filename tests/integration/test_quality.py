"""What the checks leave behind: flagged rows, pages, and the command `pressledger check`."""

import re
from html.parser import HTMLParser

import pytest

from expectations import run_suite
from expectations.docs import QualityDocs, printable
from orchestration import extraction
from tests.rows import DAY, metric
from tests.runs import FIRST, SECOND, Desk
from warehouse.contract import TABLES

METRICS = TABLES["metrics"]
HOSTILE = "<script>alert(1)</script>&amp;\u202e\x07"


@pytest.fixture
def change(monkeypatch):
    """A function that lets the rows of one stage and edition be changed as they are read: planted defects."""

    def plant(stage_name, day, alter):
        original = extraction._read

        def read(stage, tables, read_day):
            made = original(stage, tables, read_day)
            if stage.name != stage_name or read_day != day:
                return made
            return {name: TABLES[name].table(alter(TABLES[name].rows(rows))) for name, rows in made.items()}

        monkeypatch.setattr(extraction, "_read", read)

    return plant


def unsteady(rows):
    """The first claim gets a unit that does not fit, and is loaded."""
    return [rows[0]._replace(unit="kg"), *rows[1:]]


def broken(rows):
    """Every claim breaks the contract."""
    return [row._replace(char_end=row.char_start) for row in rows]


def test_quality_odd_rows_are_loaded_and_flagged(desk, change):
    change("metrics", FIRST, unsteady)
    assert desk.command("run").code == 0
    assert desk.rows(f"select unit from metrics where edition_date = '{FIRST}' order by char_start") == [
        ("kg",),
        ("%",),
    ]
    flagged = "select f.check_name, f.text from flagged_rows f join metrics m on m.metric_id = f.row_id"
    assert desk.rows(flagged) == [("metrics_unit_fits_dimension", "3亿元")]
    assert desk.rows("select flags from marts.numeric_claims where unit = 'kg'") == [(["metrics_unit_fits_dimension"],)]
    assert desk.rows("select distinct flags from marts.numeric_claims where unit = '%'") == [([],)]
    done = desk.command("check", "--table", "metrics")
    assert done.code == 0
    assert re.search(r"metrics\s+unit_fits_dimension\s+WARN\s+4\s+1\s+1\s+warning", done.out)
    assert done.lines[-2] == "2 editions, 32 checks: 0 errors, 1 warning"
    assert done.lines[-1].endswith(str(desk.data / "quality_docs" / "index.html"))


def test_quality_a_table_with_nothing_but_quarantined_rows_is_loaded_empty(desk, change):
    change("metrics", FIRST, broken)
    done = desk.command("run")
    assert done.code == 0 and re.search(r"quality docs .*: (\d+ warnings?, )?\d+ errors?$", done.out, re.M)
    assert desk.rows(f"select count(*) from metrics where edition_date = '{FIRST}'") == [(0,)]
    assert desk.rows("select check_name, count(*) from quarantined_rows where table_name = 'metrics' group by 1") == [
        ("metrics_span_reproduces_text", 2)
    ]
    balance = "select evaluated, success from quality_results where check_name = 'metrics_nothing_vanishes'"
    assert desk.rows(balance) == [(2, True), (2, True)]
    checked = desk.command("check", "--edition", str(FIRST))
    assert checked.code == 1 and re.search(r"span_reproduces_text\s+ERROR\s+2\s+2\s+1\s+failed", checked.out)
    assert desk.command("check", "--edition", str(SECOND)).code == 0
    page = (desk.data / "quality_docs" / "editions" / f"{FIRST}.html").read_text(encoding="utf-8")
    assert "metrics_span_reproduces_text" in page and "3亿元" in page and "kept out" in page


def test_quality_an_empty_partition_passes_and_is_seen_by_its_size(desk, change):
    paragraphs = "水厂今年供水3万吨，投入5亿元。\n\n" * 20
    for day in range(1, 9):
        desk.put(f"2026-02-{day:02d}/临江日报_01.md", f"# 三江{day}\n\n" + paragraphs)
    change("metrics", FIRST, lambda rows: [])
    desk.put(f"{FIRST}/临江日报_01.md", "# 三江\n\n" + paragraphs)
    assert desk.command("run").code == 0
    found = desk.rows(
        f"select check_name, success, unexpected, details from quality_results"
        f" where edition_date = '{FIRST}' and table_name = 'metrics' and not success"
    )
    ((check, success, unexpected, details),) = found
    assert (check, success, unexpected) == ("metrics_row_count_usual", False, 1)
    assert details.startswith("0 rows on ") and "40 are usual" in details
    done = desk.command("check", "--table", "metrics", "--edition", str(FIRST))
    assert done.code == 0 and "row_count_usual" in done.out


def test_quality_check_lists_all_checks_and_names_what_is_wrong(loaded):
    every = loaded.command("check", "--all")
    assert every.code == 0 and "nothing_vanishes" in every.out and "growth_agrees" in every.out
    unknown = loaded.command("check", "--table", "metrcs")
    assert unknown.code == 2 and "write metrics" in unknown.err
    absent = loaded.command("check", "--edition", "2020-01-01")
    assert absent.code == 2 and f"near it are {FIRST}, {SECOND}" in absent.err
    assert loaded.command("check", "--edition", "5 March").code == 2
    assert "exit code" in " ".join(loaded.command("check", "--help").out.split())


def test_quality_check_without_a_lake_says_what_to_run(tmp_path):
    done = Desk(tmp_path).command("check")
    assert done.code == 2 and "run 'pressledger run' first" in done.err


def test_quality_check_finds_rows_that_the_warehouse_lost(desk):
    """A planted loss: a row is taken out of the database behind the platform's back."""
    desk.command("run")
    import duckdb

    with duckdb.connect(str(desk.data / "warehouse.duckdb")) as con:
        con.execute(f"delete from metrics where unit = 'CNY' and edition_date = '{FIRST}'")
    done = desk.command("check")
    assert done.code == 1
    assert f"metrics of {FIRST}: 2 rows were read, 1 are loaded and 0 quarantined" in done.out


def test_quality_docs_are_made_again_and_those_of_editions_that_went_are_removed(desk):
    desk.command("run")
    pages = desk.data / "quality_docs" / "editions"
    assert {p.name for p in pages.iterdir()} == {f"{FIRST}.html", f"{SECOND}.html"}
    (pages / f"{SECOND}.html").unlink()
    (desk.raw / str(FIRST) / "临江日报_01.md").unlink()
    desk.command("run")
    assert {p.name for p in pages.iterdir()} == {f"{SECOND}.html"}


class Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.seen = []

    def handle_starttag(self, tag, attrs):
        self.seen.append(tag)


def test_quality_docs_escape_what_the_paper_prints(tmp_path):
    docs = QualityDocs(tmp_path)
    result = {
        "table_name": "metrics", "check_name": "metrics_x", "severity": "WARN", "says": "s", "success": False,
        "evaluated": 1, "unexpected": 1, "details": HOSTILE,
    }  # fmt: skip
    row = {**result, "text": HOSTILE, "row": HOSTILE, "around": None, "headline": HOSTILE, "source_path": HOSTILE}
    correction = {
        "correction_id": HOSTILE, "source_path": HOSTILE, "edition_date": DAY, "table_name": "metrics", "row_id": "m",
        "action": "override", "reason": HOSTILE, "differences": [("text", HOSTILE, HOSTILE)],
    }  # fmt: skip
    docs.write_edition(DAY, [HOSTILE], [result], [{**row, "row_id": HOSTILE, "char_start": 3}], [correction])
    docs.write_index([result], [], [correction], {"editions": 1})
    for path in (docs.page(DAY), docs.page()):
        page, tags = path.read_text(encoding="utf-8"), Tags()
        tags.feed(page)
        assert "script" not in tags.seen and "&lt;script&gt;" in page
        assert "\u202e" not in page and "\x07" not in page
        assert "http" not in page, "a page stands alone, without other hosts"


def test_quality_printable_keeps_chinese_and_line_ends():
    assert printable("三江\n3亿元\t") == "三江\n3亿元\t"
    assert printable(None) == ""


def test_quality_results_are_complete_beyond_the_limits_of_great_expectations():
    """It shows 20 values and 200 rows by itself; a quarantine must have them all."""
    rows = METRICS.table([metric(n, unit="kg", char_end=-1) for n in range(5000)])
    found = {r.check_name: r for r in run_suite("metrics", rows)}
    result = found["metrics_unit_fits_dimension"]
    assert (result.unexpected, len(result.positions), len(set(result.keys))) == (5000, 5000, 5000)
    assert len(result.details) < 300
