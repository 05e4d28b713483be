"""People of one name in the warehouse: rows whose name means another person get that person's entity id.

The lake's tables hold the id that the name gives; who is meant can change with every edition that is loaded.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import duckdb
import pyarrow as pa

from warehouse.contract import APPOINTMENTS, ENTITIES, ENTITY_MENTIONS, NAMESAKES, TABLES
from warehouse.contract.ddl import quote_name

FindNamesakes = Callable[[pa.Table, pa.Table], pa.Table]
"""Articles that name persons (entity_id, name, article_id, document_id, edition_date) and rows of `appointments` →
rows of `namesakes`.

Articles that mean one person if all were of one day must mean one person on whatever days they are: only posts that
nobody holds at a time tell people apart. So a name needs all its articles looked at only if few say it is worth it.
"""

# Every column that holds an entity's id beside the article's.
_HOLDERS = [
    (table.name, key.column)
    for table in TABLES.values()
    for key in table.foreign_keys
    if key.table == ENTITIES.name and table is not NAMESAKES
]

_NAMES = """
create temp table touched_names as
select distinct coalesce(namesakes.name_entity_id, touched.entity_id) as entity_id
from touched left join main.namesakes using (entity_id)
"""

# One post alone tells nobody apart, and most names have no more. An article for each set of posts that one states.
_STATED = f"""
create temp table stated as
with held as (
    select distinct person_entity_id, title, organization
    from main.{APPOINTMENTS.name}
    semi join touched_names on touched_names.entity_id = person_entity_id
),

several as (
    select person_entity_id
    from held
    group by person_entity_id
    having count(*) > 1
),

posts as (
    select person_entity_id, article_id, list(distinct (title, organization) order by (title, organization)) as posts
    from main.{APPOINTMENTS.name}
    semi join several using (person_entity_id)
    group by person_entity_id, article_id
)

select person_entity_id, min(article_id) as article_id
from posts
group by person_entity_id, posts
"""
_ON_ONE_DAY = """
select person_entity_id as entity_id, '' as name, article_id, article_id as document_id,
    '2000-01-01'::date as edition_date
from stated
"""
_STATED_POSTS = f"select * from main.{APPOINTMENTS.name} semi join stated using (person_entity_id, article_id)"

_NAMED = f"""
select entity_id, min(name) as name, article_id, document_id, edition_date
from main.{ENTITY_MENTIONS.name}
where entity_type = 'person' and entity_id in (select name_entity_id from suspected)
group by entity_id, article_id, document_id, edition_date
"""

_CHANGED = """
with meanings as (
    select edition_date, article_id, name_entity_id, entity_id from former
    union all
    select edition_date, article_id, name_entity_id, entity_id from found
)

select distinct edition_date from (from meanings group by all having count(*) = 1)
"""

_POSTS = f"select * from main.{APPOINTMENTS.name} where person_entity_id in (select entity_id from named)"


def tell_apart(con: duckdb.DuckDBPyConnection, find_namesakes: FindNamesakes) -> set[date]:
    """Give the people of each touched name their ids, and note them in `namesakes`; the editions whose ids changed.

    Reads and adds to the temporary table `touched` (entity_id). Whether a name stands for several people is decided
    anew from all editions, so that the order of loads does not matter.
    """
    con.execute(_NAMES)
    con.execute(
        "insert into touched select distinct name_entity_id from main.namesakes semi join touched_names on"
        " touched_names.entity_id = name_entity_id"
    )
    con.execute("create temp table former as select * from main.namesakes where name_entity_id in (from touched_names)")
    con.execute("insert into touched select distinct entity_id from former")
    _give_ids(con, "former", before="entity_id", after="name_entity_id")
    con.execute("delete from main.namesakes where name_entity_id in (from touched_names)")
    con.register("found", _find(con, find_namesakes))
    con.execute("insert into main.namesakes by name from found")
    _give_ids(con, "found", before="name_entity_id", after="entity_id")
    con.execute("insert into touched select distinct entity_id from found")
    changed = con.execute(_CHANGED).fetchall()
    con.unregister("found")
    for name in ("touched_names", "former"):
        con.execute(f"drop table {name}")
    return {day for (day,) in changed}


def _find(con: duckdb.DuckDBPyConnection, find_namesakes: FindNamesakes) -> pa.Table:
    """Rows of `namesakes` for the touched names, from all editions."""
    con.execute(_STATED)
    suspected = find_namesakes(con.sql(_ON_ONE_DAY).to_arrow_table(), con.sql(_STATED_POSTS).to_arrow_table())
    con.register("suspected", suspected)
    found = suspected
    if suspected.num_rows:
        con.execute(f"create temp table named as {_NAMED}")
        found = find_namesakes(con.sql("from named").to_arrow_table(), con.sql(_POSTS).to_arrow_table())
        con.execute("drop table named")
    con.execute("drop table stated")
    con.unregister("suspected")
    return found


def _give_ids(con: duckdb.DuckDBPyConnection, source: str, *, before: str, after: str) -> None:
    """In rows of an article that hold the id of `source.before`, put that of `source.after`."""
    if con.execute(f"from {source} limit 1").fetchall() == []:
        return
    for table, column in _HOLDERS:
        holder, held = f"main.{quote_name(table)}", quote_name(column)
        con.execute(
            f"update {holder} set {held} = {source}.{after} from {source} where {holder}.article_id ="
            f" {source}.article_id and {holder}.{held} = {source}.{before} and {source}.{before} != {source}.{after}"
        )
