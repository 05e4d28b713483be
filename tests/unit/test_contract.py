"""One definition of every column: described, rendered everywhere, listed nowhere else."""

import ast
import re
from pathlib import Path

import pyarrow as pa
import pytest

from warehouse.contract import TABLES
from warehouse.contract.ddl import create_table, quote, quote_name, sql_type
from warehouse.contract.version import structure_version

ROOT = Path(__file__).parents[2]
COLUMNS = [(t, c) for t in TABLES.values() for c in t.columns]
HAN = re.compile(r"[\u4e00-\u9fff]")


@pytest.mark.parametrize(("table", "column"), COLUMNS, ids=[f"{t.name}.{c.name}" for t, c in COLUMNS])
def test_contract_every_column_is_described(table, column):
    assert len(column.description) > 8
    assert HAN.search(column.term)
    assert column.comment in "".join(create_table(table)).replace("''", "'")


def test_contract_every_table_is_described_and_has_its_key():
    for table in TABLES.values():
        assert table.grain.startswith("one row per ")
        assert HAN.search(table.term)
        assert table.primary_key is None or not table.column(table.primary_key).nullable
        assert table.span_of is None or table.column(table.span_of)
        assert len(set(table.column_names)) == len(table.columns)


def test_contract_foreign_keys_name_columns_of_the_same_type():
    for table in TABLES.values():
        for key in table.foreign_keys:
            assert table.column(key.column).type == TABLES[key.table].column(key.target).type
            assert TABLES[key.table].primary_key == key.target


def test_contract_partitioned_tables_have_an_edition_date():
    for table in TABLES.values():
        assert ("edition_date" in table.column_names) or not table.partitioned


def test_contract_ddl_has_every_column_in_order():
    for table in TABLES.values():
        create, *comments = create_table(table)
        assert re.findall(r'^ +"(\w+)"', create, re.MULTILINE) == list(table.column_names)
        assert len(comments) == 1 + len(table.columns)
        assert create.count("not null") == sum(not c.nullable for c in table.columns)


def test_contract_sql_types():
    assert sql_type(TABLES["articles"].column("authors").type) == "struct(name varchar, role varchar)[]"
    with pytest.raises(TypeError, match="duration"):
        sql_type(pa.duration("s"))


def test_contract_quoting_is_safe():
    assert quote("it's") == "'it''s'"
    assert quote_name('a"b') == '"a""b"'


def test_contract_structure_version_is_stable():
    assert structure_version() == structure_version()
    assert re.fullmatch(r"[0-9a-f]{12}", structure_version())


def test_contract_schema_carries_descriptions():
    field = TABLES["metrics"].schema.field("value")
    assert "数值" in field.metadata[b"description"].decode()


def lists_of_columns(tree: ast.AST) -> list[str]:
    """Tables whose columns some literal of the code lists, all of them or most."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.List | ast.Tuple | ast.Set):
            items = node.elts
        elif isinstance(node, ast.Dict):
            items = [k for k in node.keys if k]
        else:
            continue
        words = {e.value for e in items if isinstance(e, ast.Constant) and isinstance(e.value, str)}
        for table in TABLES.values():
            if len(words & set(table.column_names)) >= max(5, 0.7 * len(table.columns)):
                found.append(table.name)
    return found


def test_contract_nothing_else_lists_the_columns_of_a_table():
    files = [f for p in ("transforms", "warehouse", "expectations", "orchestration") for f in (ROOT / p).rglob("*.py")]
    assert len(files) > 20
    listed = {f.name: tables for f in files if (tables := lists_of_columns(ast.parse(f.read_text(encoding="utf-8"))))}
    assert listed == {}
    sql = "\n".join(f.read_text(encoding="utf-8").lower() for f in (ROOT / "sql").rglob("*.sql"))
    assert "create table" not in sql


def test_contract_the_search_for_lists_finds_one():
    assert lists_of_columns(ast.parse(repr(list(TABLES["documents"].column_names)))) == ["documents"]


@pytest.mark.parametrize("name", TABLES)
def test_contract_empty_tables_have_the_schema(name):
    assert TABLES[name].table([]).schema.equals(TABLES[name].schema)
