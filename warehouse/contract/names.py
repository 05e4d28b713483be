"""The tables of who and what is named, and of who holds which post."""

from __future__ import annotations

import pyarrow as pa

from warehouse.contract import columns as c
from warehouse.contract.columns import DATE, INT, STR
from warehouse.contract.model import Column, ForeignKey, Table

ENTITY_MENTIONS = Table(
    "entity_mentions",
    "one row per mention of an entity",
    "实体提及",
    "mention_id",
    (
        Column("mention_id", STR, "stable id of the mention", "提及标识"),
        c.entity_id,
        c.article_id,
        c.document_id,
        c.statement_id,
        c.edition_date,
        c.text,
        c.entity_type,
        *c.SPAN,
        Column("name", STR, "canonical name of the entity on this page", "规范名称"),
        c.corrected_by,
    ),
    (c.OF_ARTICLE, c.OF_DOCUMENT, c.OF_STATEMENT, c.OF_ENTITY),
    span_of="text",
)

ENTITIES = Table(
    "entities",
    "one row per distinct entity",
    "实体",
    "entity_id",
    (
        c.entity_id,
        c.entity_type,
        Column("name", STR, "canonical name: the longest printed form, in Simplified characters", "规范名称"),
        Column("aliases", pa.list_(STR), "the other printed forms", "别称"),
        Column("first_edition_date", DATE, "first edition that names it", "首见日期"),
        Column("last_edition_date", DATE, "last edition that names it", "末见日期"),
        Column("mention_count", INT, "number of mentions", "提及次数"),
        Column("article_count", INT, "number of articles that name it", "提及文章数"),
        Column(
            "told_apart_by",
            STR,
            "the post that tells a person from others of the name; null if the name stands for one person",
            "区别于同名者的职务",
            nullable=True,
        ),
    ),
    partitioned=False,
    notes="Derived from entity_mentions when editions are loaded.",
)

NAMESAKES = Table(
    "namesakes",
    "one row per article and person, for names that stand for several people",
    "同名者",
    None,
    (
        c.article_id,
        c.document_id,
        c.edition_date,
        Column("name", STR, "canonical name that several people bear", "姓名"),
        Column("name_entity_id", STR, "entity id of the name alone, which the lake's tables hold", "姓名标识"),
        c.entity_id.but(description="entity id of the person whom the article means"),
        Column("post", STR, "the post that tells the person from the others", "职务"),
        Column(
            "basis",
            STR,
            "what says whom the article means: a post it states, another article of its page, or nothing but the"
            " name, which is then taken for the person most often given a post",
            "依据",
            allowed=("post", "page", "name"),
        ),
    ),
    (c.OF_ARTICLE, c.OF_DOCUMENT, c.OF_ENTITY),
    partitioned=False,
    notes="Derived from appointments and entity_mentions when editions are loaded.",
)

APPOINTMENTS = Table(
    "appointments",
    "one row per statement that a person holds a post",
    "任职",
    "appointment_id",
    (
        Column("appointment_id", STR, "stable id of the appointment", "任职标识"),
        Column("person_entity_id", STR, "entity id of the person", "人物标识"),
        Column("person_name", STR, "canonical name of the person", "姓名", example="秦望川"),
        Column("title", STR, "the post without the organisation, in Simplified characters", "职务", example="副主任"),
        Column(
            "organization",
            STR,
            "the organisation of the post, in Simplified characters",
            "单位",
            nullable=True,
            example="市水务局",
        ),
        c.article_id,
        c.document_id,
        c.edition_date,
        *c.SPAN,
        c.text.but(description="the words that state the post, person included"),
        c.corrected_by,
    ),
    (c.OF_ARTICLE, c.OF_DOCUMENT, ForeignKey("person_entity_id", "entities", "entity_id")),
    span_of="text",
)
