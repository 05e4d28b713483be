"""Stable row ids: a re-run, a diff and an analyst's note can all name the same row."""

from hashlib import blake2b


def row_id(document_id: str, kind: str, *parts: int | str) -> str:
    """16 hex digits from the document, the kind of row and what sets it apart, mostly its offsets."""
    return blake2b("|".join((document_id, kind, *map(str, parts))).encode(), digest_size=8).hexdigest()


def entity_id(entity_type: str, name: str) -> str:
    """16 hex digits from an entity's type and canonical name, the same in every edition."""
    return blake2b(f"{entity_type}|{name}".encode(), digest_size=8).hexdigest()
