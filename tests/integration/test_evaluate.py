"""`pressledger evaluate`: pages read anew and compared with gold."""

import json

import pytest

from tests.runs import FIRST
from tests.samples import GOLD, RAW

LIST = {
    "file": f"{FIRST}/临江日报_01.md",
    "articles": [{"title": "三江同治见成效", "first": "本报讯（记者 陆知远）", "last": "送到每一户。”秦望川说。"}],
}
GOLD_PAGE = """
page: {page}
articles:
- {{first: '# 三江', last: 秦望川说。, headline: 三江同治见成效, authors: [陆知远/reporter], genre: {genre}}}
"""


def test_evaluate_compares_with_readings_and_with_lists(desk, tmp_path):
    folder = tmp_path / "gold"
    folder.mkdir()
    (folder / "list.jsonl").write_text(json.dumps(LIST))
    (folder / "page.yaml").write_text(GOLD_PAGE.format(page=LIST["file"], genre="brief"))
    (folder / "notes.yaml").write_text("a: 1")
    done = desk.command("evaluate", str(folder), "--json")
    values = json.loads(done.out)
    assert done.code == 0 and (values["boundaries"], values["headline"], values["genre"]) == (1.0, 1.0, 1.0)


def test_evaluate_lists_errors_on_request(desk, tmp_path):
    gold = tmp_path / "page.yaml"
    gold.write_text(GOLD_PAGE.format(page=LIST["file"], genre="news"))
    done = desk.command("evaluate", str(gold), "--notes", "3")
    assert done.code == 0 and "三江同治见成效: news as brief" in done.out and "1 page" in done.out


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("page.yaml", "a: [", "page.yaml"),
        ("page.yaml", "a: 1", "has no `page`"),
        ("page.yaml", "page: nowhere.md", "name its folder by --raw-dir"),
        ("page.yaml", f"page: {LIST['file']}\narticles: [{{first: 无此文, last: 无}}]", "correct the snippet"),
        ("list.jsonl", "{}", "line 1"),
        ("empty.jsonl", "", "holds no gold"),
    ],
)
def test_evaluate_names_what_is_wrong_with_gold_in_one_line(desk, tmp_path, name, content, says):
    gold = tmp_path / name
    gold.write_text(content)
    done = desk.command("evaluate", str(gold))
    assert done.code != 0 and not done.out
    (line,) = done.err.strip().splitlines()
    assert line.startswith("pressledger: ") and says in line


def test_evaluate_refuses_a_page_that_is_no_document(desk, tmp_path):
    desk.put("undated.md", "大桥昨日合龙。")
    gold = tmp_path / "page.yaml"
    gold.write_text("page: undated.md")
    done = desk.command("evaluate", str(gold))
    assert done.code == 1 and "undated.md was not accepted" in done.err


def test_evaluate_reads_the_samples_by_default(desk):
    values = json.loads(desk.command("evaluate", str(GOLD), "--json", raw_dir=RAW).out)
    assert values["articles"] == 1.0
