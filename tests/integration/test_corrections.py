"""`corrections.yaml`: known errors put right, visibly, or not at all."""

import json

import pytest

from tests.runs import FIRST, SECOND, Desk
from warehouse.corrections import CorrectionsError, fingerprints, read_corrections

PAGE = f"{FIRST}/临江日报_01.md"
ENTRY = f"""
- id: water-plant
  file: {PAGE}
  table: metrics
  where: {{text: 3亿元}}
  action: override
  set: {{value: 3.0e+9, text_is: wrong}}
  expect: {{value: 3.0e+8, unit: CNY}}
  reason: 次日更正：应为30亿元
""".replace(", text_is: wrong", "")


@pytest.fixture
def corrected(desk: Desk, tmp_path, monkeypatch):
    """The desk's editions, and a function that writes the corrections."""
    file = tmp_path / "corrections.yaml"
    monkeypatch.setenv("PRESSLEDGER_CORRECTIONS", str(file))

    def write(text: str):
        file.write_text(text, encoding="utf-8")
        return desk

    return write


def test_corrections_override_a_value_and_say_so(corrected):
    desk = corrected(ENTRY)
    assert desk.command("run").code == 0
    found = desk.rows("select value, corrected_by from metrics where unit = 'CNY' order by edition_date")
    assert found == [(3e9, "water-plant"), (5e8, None)]
    ((action, before, changes, reason),) = desk.rows("select action, before, changes, reason from corrections")
    assert (action, reason) == ("override", "次日更正：应为30亿元")
    assert json.loads(before)["value"] == 3e8 and json.loads(changes) == {"value": 3e9}
    page = (desk.data / "quality_docs" / "index.html").read_text(encoding="utf-8")
    assert "次日更正：应为30亿元" in page and "water-plant" in page


def test_corrections_drop_a_row_but_lose_nothing(corrected):
    desk = corrected(ENTRY.replace("override", "drop").replace("  set: {value: 3.0e+9}\n", ""))
    assert desk.command("run").code == 0
    assert desk.rows("select value from metrics where unit = 'CNY'") == [(5e8,)]
    ((check, row),) = desk.rows('select check_name, "row" from quarantined_rows')
    assert check == "correction:water-plant" and json.loads(row)["value"] == 3e8
    balance = f"select evaluated, success from quality_results where edition_date = '{FIRST}' and check_name = "
    assert desk.rows(balance + "'metrics_nothing_vanishes'") == [(2, True)]
    assert desk.command("check").code == 0


def test_corrections_flag_a_row(corrected):
    desk = corrected(ENTRY.replace("override", "flag").replace("  set: {value: 3.0e+9}\n", ""))
    assert desk.command("run").code == 0
    assert desk.rows(
        "select m.value, f.check_name, f.says, f.text from flagged_rows f join metrics m on row_id = metric_id"
    ) == [(3e8, "correction:water-plant", "次日更正：应为30亿元", "3亿元")]
    assert desk.rows("select corrected_by from metrics where value = 3e8") == [("water-plant",)]


def test_corrections_reach_what_is_read_from_the_row(corrected):
    """A claim takes its claimant from the corrected statement."""
    desk = corrected(
        f"""
- id: speaker
  file: {PAGE}
  table: statements
  where: {{speaker_name: 秦望川, cue: 表示}}
  action: override
  set: {{speaker_name: 秦望山}}
  expect: {{speaker_name: 秦望川}}
  reason: 姓名有误
"""
    )
    assert desk.command("run").code == 0
    claimants = f"select distinct claimant_name from metrics where edition_date = '{FIRST}'"
    assert desk.rows(claimants) == [("秦望山",)]


def test_corrections_that_changed_make_their_editions_pending_again(corrected):
    desk = corrected("")
    desk.command("run")
    corrected(ENTRY)
    done = desk.command("run")
    assert done.lines[0].startswith(f"1 edition to read: {FIRST}")
    assert desk.command("run").lines[0].startswith("Nothing to do")
    corrected("")
    assert desk.command("run").lines[0].startswith(f"1 edition to read: {FIRST}")
    assert desk.rows("select count(*) from corrections") == [(0,)]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("expect: {value: 3.0e+8, unit: CNY}", "expect: {value: 4.0e+8}", "value is 300000000.0, not 400000000.0"),
        ("where: {text: 3亿元}", "where: {text: 9亿元}", "0 rows of metrics"),
        ("where: {text: 3亿元}", "where: {change: level}", "2 rows of metrics"),
    ],
)
def test_corrections_that_fit_no_more_keep_their_edition_out(corrected, old, new, says):
    """The source changed: the edition is not loaded, the other one is."""
    desk = corrected(ENTRY.replace(old, new))
    done = desk.command("run")
    assert done.code == 1
    assert says in done.lines[-1] and "corrections.yaml line 2" in done.lines[-1]
    assert desk.rows("select distinct edition_date from documents") == [(SECOND,)]


def test_corrections_of_a_page_that_is_not_there_are_listed_as_such(corrected):
    desk = corrected(ENTRY.replace(PAGE, f"{FIRST}/no.md"))
    done = desk.command("run")
    assert done.code == 0
    assert "not applied" in done.out and "water-plant" in done.out
    assert "not applied" in (desk.data / "quality_docs" / "index.html").read_text(encoding="utf-8")


BROKEN = [
    (ENTRY.replace("override", "overide"), "line 2: action 'overide' is unknown: write drop, override, flag"),
    (ENTRY.replace("  reason: 次日更正：应为30亿元\n", ""), "line 2: reason is missing"),
    (ENTRY.replace("expect:", "expects:"), "line 2: expects is unknown"),
    (ENTRY.replace("metrics", "metrcs"), "line 2: table 'metrcs' cannot be corrected: write articles"),
    (ENTRY.replace("{value: 3.0e+9}", "{vlaue: 3}"), "line 2: metrics has no column 'vlaue' (set)"),
    (ENTRY.replace("{value: 3.0e+9}", "{value: 三}"), "is no double"),
    (ENTRY.replace("{value: 3.0e+9}", "{text: 30亿元}"), "text cannot be set"),
    (ENTRY.replace("{value: 3.0e+9}", "{status: planned}"), "status cannot be 'planned': write actual, target"),
    (ENTRY.replace("override", "drop"), "'set' belongs to override"),
    (ENTRY + ENTRY, "line 11: id water-plant is used twice"),
    (ENTRY.replace("where: {text", "where: [text"), "line 5: "),
    ("id: water-plant\n", "line 1: it is no list"),
    ("- water-plant\n", "line 1: it is no mapping"),
    (ENTRY.replace("where: {text: 3亿元}", "where: 3亿元"), "line 2: where is no mapping"),
    ("- id: a\n\tfile: b\n", "line 2: "),
]


@pytest.mark.parametrize(("text", "says"), BROKEN, ids=[says for _, says in BROKEN])
def test_corrections_broken_file_loads_nothing_and_names_the_line(corrected, text, says):
    desk = corrected(text)
    done = desk.command("run")
    assert done.code == 2 and not (desk.data / "warehouse.duckdb").exists()
    (line,) = done.err.splitlines()
    assert line.startswith("pressledger: ") and "corrections.yaml" in line and says in line
    assert desk.command("status").code == 2


def test_corrections_that_are_no_text_are_refused(tmp_path):
    file = tmp_path / "corrections.yaml"
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CorrectionsError, match="UTF-8"):
        read_corrections(file)


def test_corrections_of_two_entries_for_one_row_are_refused(corrected):
    second = ENTRY.replace("water-plant", "again").replace("text: 3亿元", "indicator: 总投资, unit: CNY")
    done = corrected(ENTRY + second).command("run")
    assert done.code == 1 and "water-plant corrects the same row" in done.lines[-1]


def test_corrections_fingerprint_changes_with_the_entry_and_not_with_the_layout(tmp_path):
    file = tmp_path / "corrections.yaml"
    found = []
    for text in (ENTRY, "# a note\n" + ENTRY, ENTRY.replace("3.0e+9", "3.1e+9")):
        file.write_text(text, encoding="utf-8")
        found.append(fingerprints(read_corrections(file)))
    assert found[0] == found[1] != found[2] and found[0].keys() == {PAGE}


def test_corrections_need_no_file(tmp_path):
    assert read_corrections(tmp_path / "none.yaml") == ()
