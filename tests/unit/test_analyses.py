from datetime import date

import pytest

from warehouse.analyses import AnalysisError, find_analysis, read_analyses

HEADER = "-- question: q?\n-- row: a row\n"


def read(folder, text):
    (folder / "a.sql").write_text(text, encoding="utf-8")
    return read_analyses(folder)["a"]


def test_analyses_bind_what_is_given_and_defaults_for_the_rest(tmp_path):
    header = f"{HEADER}-- param day date = null: a day\n-- param n integer = 3: a number: of days\n"
    analysis = read(tmp_path, f"{header}-- param all boolean = false: whether all\nselect $day, $n, $all")
    assert [(p.name, p.meaning) for p in analysis.parameters][1] == ("n", "a number: of days")
    assert analysis.bind({}) == {"day": None, "n": 3, "all": False}
    assert analysis.bind({"day": "2026-03-05", "all": "yes"}) == {"day": date(2026, 3, 5), "n": 3, "all": True}


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"day": "5 March"}, "day must be a date like 2026-03-05, not '5 March'"),
        ({"n": "three"}, "n must be a whole number"),
        ({"month": "3"}, "a has no parameter 'month'; its parameters: day, n"),
    ],
)
def test_analyses_say_what_is_wrong_with_a_parameter(tmp_path, given, says):
    header = f"{HEADER}-- param day date = null: a day\n-- param n integer = 3: a number\n"
    with pytest.raises(AnalysisError, match=says):
        read(tmp_path, f"{header}select $day, $n").bind(given)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("select 1", "must begin with"),
        (f"{HEADER}selec 1", "cannot be read"),
        (f"{HEADER}drop table main.metrics", "must hold one select"),
        (f"{HEADER}select 1; select 2", "must hold one select"),
        (f"{HEADER}select $day", r"header names the parameters \[\], its query uses \['day'\]"),
        (f"{HEADER}-- param day date = null: a day\nselect 1", r"names the parameters \['day'\], its query uses \[\]"),
        (f"{HEADER}-- param day day = null: a day\nselect $day", "day must be one of varchar, date"),
    ],
)
def test_analyses_that_are_none_are_named(tmp_path, text, says):
    with pytest.raises(AnalysisError, match=says):
        read(tmp_path, text)


def test_analyses_name_what_is_near():
    with pytest.raises(AnalysisError, match="promises_due"):
        find_analysis("promises")


def test_analyses_are_described():
    found = read_analyses()
    assert len(found) >= 15
    for analysis in found.values():
        assert analysis.question.endswith("?") and analysis.row.startswith("a")
        for parameter in analysis.parameters:
            parameter.default_value  # noqa: B018
            assert len(parameter.meaning) > 8
