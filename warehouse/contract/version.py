"""Fingerprint of the contract's structure: tables, columns and their types."""

from functools import cache
from hashlib import blake2b

from warehouse.contract.tables import TABLES


@cache
def structure_version() -> str:
    """12 hex digits that change when a table gains, loses or retypes a column."""
    digest = blake2b(digest_size=6)
    for table in TABLES.values():
        digest.update(table.name.encode() + b"\0")
        for column in table.columns:
            digest.update(f"{column.name}|{column.type}|{column.nullable}\0".encode())
    return digest.hexdigest()
