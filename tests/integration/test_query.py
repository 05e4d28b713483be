import pytest

from tests.rows import DAY, put
from warehouse.build import Warehouse
from warehouse.lake import Lake
from warehouse.load import load
from warehouse.query import QueryError, query


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory):
    data_dir = tmp_path_factory.mktemp("data")
    lake = Lake(data_dir / "lake")
    put(lake, DAY)
    load(lake, data_dir)
    (data_dir / "secret.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    return data_dir


def test_query_answers_with_names_types_and_rows(data_dir):
    answer = query(data_dir, "select indicator, value, edition_date from metrics;")
    assert answer.names == ("indicator", "value", "edition_date")
    assert answer.types == ("VARCHAR", "DOUBLE", "DATE")
    assert answer.rows.to_pylist() == [{"indicator": "总投资", "value": 3e8, "edition_date": DAY}]


def test_query_keeps_to_the_limit(data_dir):
    assert query(data_dir, "select * from range(100)", limit=7).rows.num_rows == 7


@pytest.mark.parametrize("sql", ["describe metrics", "show tables", "summarize metrics", "from marts.speakers"])
def test_query_shows_what_there_is(data_dir, sql):
    assert query(data_dir, sql, limit=3).rows.num_rows > 0


def test_query_explains(data_dir):
    assert query(data_dir, "explain select * from metrics").rows.num_rows > 0


@pytest.mark.parametrize(
    "sql",
    [
        "delete from metrics",
        "create table t (a int)",
        "copy metrics to 'out.csv'",
        "attach 'other.duckdb'",
        "set enable_external_access = true",
        "select 1; drop table metrics",
        "install httpfs",
        "",
    ],
)
def test_query_refuses_what_does_not_only_read(data_dir, sql):
    with pytest.raises(QueryError, match="only reads"):
        query(data_dir, sql)


def test_query_reaches_no_other_file(data_dir):
    for sql in ("select * from '{}'", "select * from read_csv('{}')", "select * from read_text('{}')"):
        with pytest.raises(QueryError):
            query(data_dir, sql.format(data_dir / "secret.csv"))


def test_query_sees_no_variables_of_the_program(data_dir):
    hidden = query(data_dir, "select 1 as a").rows
    assert hidden.num_rows == 1
    with pytest.raises(QueryError, match="hidden"):
        query(data_dir, "select * from hidden")


@pytest.mark.parametrize(
    ("sql", "says"), [("selec 1", "selec"), ("select nothing from metrics", "nothing"), ("select 1/", "1/")]
)
def test_query_says_what_is_wrong_with_it(data_dir, sql, says):
    with pytest.raises(QueryError, match=says):
        query(data_dir, sql)


def test_query_without_a_warehouse_says_what_to_run(tmp_path):
    with pytest.raises(QueryError, match="pressledger run"):
        query(tmp_path, "select 1")


def test_query_a_damaged_warehouse_is_named(tmp_path):
    Warehouse(tmp_path).path.write_bytes(b"nothing of the kind")
    with pytest.raises(QueryError, match=r"warehouse\.duckdb cannot be opened"):
        query(tmp_path, "select 1")
