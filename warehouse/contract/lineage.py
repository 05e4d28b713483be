"""The tables of schema `lineage`: what the warehouse was built from, and what reading an edition again changed."""

from __future__ import annotations

import pyarrow as pa

from warehouse.contract import columns as c
from warehouse.contract.columns import STR
from warehouse.contract.model import Column, Table

SCHEMA = "lineage"

EDITIONS = Table(
    "editions",
    "one row per edition of the warehouse: what it was built from",
    "各期来源",
    "edition_date",
    (
        c.edition_date,
        Column("inputs", STR, "fingerprint of its raw files and of the rules that read them", "输入指纹"),
        Column("rules_version", STR, "version of the rules, null if unknown", "规则版本", nullable=True),
    ),
    notes="An edition whose inputs are others in the lake is loaded again by the next run.",
)

STRUCTURE = Table(
    "structure",
    "one row: what this file was made with",
    "结构版本",
    None,
    (
        Column("version", STR, "fingerprint of the definitions of tables and search", "结构指纹"),
        Column("marts", STR, "fingerprint of the SQL of all marts", "集市指纹"),
    ),
    partitioned=False,
    notes="A load makes the file anew where version is another, and the marts where only marts is.",
)

CHANGES = Table(
    "changes",
    "one row per edition and table whose rows differ from what the load before held of the edition",
    "重读变化",
    None,
    (
        c.edition_date,
        c.table_name.but(description="table that differs"),
        Column("added", pa.int64(), "rows that were not there", "新增行数"),
        Column("removed", pa.int64(), "rows that are there no more", "删除行数"),
        Column("changed", pa.int64(), "rows of the same key with other values", "改动行数"),
    ),
    notes="Nothing for tables that stayed the same and for editions loaded once.",
)

LINEAGE_TABLES: dict[str, Table] = {t.name: t for t in (EDITIONS, STRUCTURE, CHANGES)}
