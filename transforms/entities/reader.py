"""Rows of who and what a page names, and who is said to hold which post."""

from __future__ import annotations

from typing import Any

from transforms.entities.names import read_names
from transforms.identity import row_id
from transforms.page import Page
from warehouse.contract import TABLES

__all__ = ["read_entities", "read_names"]


def read_entities(page: Page) -> dict[str, list[Any]]:
    """Rows of `entity_mentions` and `appointments`."""
    names, document = page.names, page.document
    mention_row, post_row = TABLES["entity_mentions"].row, TABLES["appointments"].row
    mentions, posts = [], []
    for m in names.mentions:
        segment = page.segments[m.segment]
        start, end = segment.span(m.start, m.end)
        statement = page.statement_at(start)
        mentions.append(
            mention_row(
                mention_id=row_id(document.document_id, "mention", start, end),
                entity_id=m.entity_id,
                article_id=segment.article_id,
                document_id=document.document_id,
                statement_id=statement.statement_id if statement else None,
                edition_date=document.edition_date,
                text=m.text,
                entity_type=m.type,
                char_start=start,
                char_end=end,
                name=m.name,
            )
        )
    for p in names.posts:
        segment = page.segments[p.segment]
        start, end = segment.span(p.start, p.end)
        posts.append(
            post_row(
                appointment_id=row_id(document.document_id, "appointment", start, end),
                person_entity_id=p.person.entity_id,
                person_name=p.person.name,
                title=p.title,
                organization=p.organization,
                article_id=segment.article_id,
                document_id=document.document_id,
                edition_date=document.edition_date,
                char_start=start,
                char_end=end,
                text=segment.text[p.start : p.end],
            )
        )
    return {"entity_mentions": mentions, "appointments": posts}
