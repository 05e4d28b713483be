"""The data dictionary: whole, fresh, and text wherever it is shown."""

import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from tests.runs import Desk
from transforms.evaluation import F1_MEASURES, SHARE_MEASURES
from warehouse import dictionary
from warehouse.contract import TABLES
from warehouse.contract.lineage import LINEAGE_TABLES
from warehouse.contract.search import SEARCH_TABLES
from warehouse.contract.usage import USAGE
from warehouse.dictionary import ACCURACY, DICTIONARY, render_dictionary, render_page
from warehouse.marts import describe_marts, read_marts

MARTS = {m.name: m for m in read_marts()}
KEPT = {f"search.{n}": t for n, t in SEARCH_TABLES.items()} | {f"lineage.{n}": t for n, t in LINEAGE_TABLES.items()}


class Page(HTMLParser):
    """Tags, ids and links of a page, and the text of each table cell."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.ids, self.links, self.cells = [], [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        facts = dict(attrs)
        self.ids += [facts["id"]] if "id" in facts else []
        self.links += [facts["href"]] if "href" in facts else []
        if tag == "td":
            self.cells.append("")

    def handle_data(self, data):
        if self.cells:
            self.cells[-1] += data


def test_dictionary_is_freshly_rendered():
    assert DICTIONARY.read_text(encoding="utf-8") == render_dictionary(), "write it anew: make dictionary"


def test_dictionary_holds_every_table_and_column():
    text = DICTIONARY.read_text(encoding="utf-8")
    for name, table in {**TABLES, **KEPT}.items():
        part = text.split(f"\n## {name} · {table.term}\n")[1].split("\n## ")[0]
        assert re.findall(r"^\| `(\w+)` \|", part, re.MULTILINE) == list(table.column_names)
    assert re.findall(r"^## marts\.(\w+)", text, re.MULTILINE) == sorted(MARTS)
    for name, columns in describe_marts([*MARTS.values()]).items():
        part = text.split(f"\n## marts.{name}")[1].split("\n## ")[0]
        assert re.findall(r"^\| `(\w+)` \|", part, re.MULTILINE) == [c.name for c in columns]


def test_dictionary_page_holds_the_same():
    page = Page(render_page())
    assert page.ids == [*TABLES, *(f"marts.{name}" for name in sorted(MARTS)), *KEPT]
    assert page.links == [f"#{name}" for name in page.ids]
    written = render_dictionary().count("\n| `")
    assert page.tags.count("tr") == written + len(page.ids)
    assert "数值" in page.cells


def test_dictionary_takes_text_for_text(monkeypatch):
    evil = "<script>alert('x')</script> & `<b>` a|b"
    metrics = TABLES["metrics"]
    columns = tuple(c.but(description=evil) if c.name == "value" else c for c in metrics.columns)
    monkeypatch.setitem(dictionary.TABLES, "metrics", replace(metrics, grain=f"one row per {evil}", columns=columns))
    page = Page(render_page())
    assert not {"script", "b"} & set(page.tags)
    assert any("<script>alert('x')</script> & <b> a|b" in cell for cell in page.cells)
    written = render_dictionary()
    assert "<script>" not in written
    assert r"&lt;script&gt;alert('x')&lt;/script&gt; &amp; `<b>` a\|b" in written


def test_dictionary_says_how_every_table_may_be_used():
    assert USAGE.keys() == TABLES.keys()
    measured = json.loads(ACCURACY.read_text(encoding="utf-8"))
    named = [measure for usage in USAGE.values() for measure in usage.measures]
    assert set(named) <= {*F1_MEASURES, *SHARE_MEASURES}
    text = render_dictionary()
    for usage in USAGE.values():
        for measure in usage.measures:
            assert f"{measure} {measured[measure]:.2f}" in text
    assert set(measured) == set(named)


@pytest.mark.parametrize(("words", "expected"), [([], render_dictionary), (["--html"], render_page)])
def test_dictionary_command_prints_and_writes(tmp_path, words, expected):
    desk = Desk(tmp_path)
    assert desk.command("dictionary", *words).out == expected()
    file = tmp_path / "dictionary"
    assert desk.command("dictionary", *words, "--out", str(file)).out == ""
    assert file.read_text(encoding="utf-8") == expected()


def test_dictionary_command_says_where_it_cannot_write(tmp_path):
    made = Desk(tmp_path).command("dictionary", "--out", str(tmp_path / "no" / "dictionary.md"))
    assert made.code == 1 and "no/dictionary.md: No such file" in made.err
