"""Every table of the warehouse and every column of it; with `names` the one place that lists them."""

from __future__ import annotations

import pyarrow as pa

from warehouse.contract import columns as c
from warehouse.contract.columns import DATE, FLOAT, INT, STR
from warehouse.contract.model import AUTHOR, Column, ForeignKey, Table
from warehouse.contract.names import APPOINTMENTS, ENTITIES, ENTITY_MENTIONS, NAMESAKES

DOCUMENTS = Table(
    "documents",
    "one row per accepted raw file",
    "文件",
    "document_id",
    (
        c.document_id,
        c.source_path,
        c.publication,
        c.edition_date,
        Column(
            "edition_date_source",
            STR,
            "where the edition date was found",
            "日期来源",
            allowed=("metadata", "path", "inferred"),
        ),
        Column("page_number", STR, "number of the page as printed", "版次", nullable=True, example="A01"),
        Column("format", STR, "format of the raw file", "格式", allowed=("markdown", "text", "html", "pdf", "docx")),
        Column(
            "encoding",
            STR,
            "character encoding the file was decoded with; unicode for PDF and Word files",
            "编码",
            example="utf-8",
        ),
        c.size_bytes,
        Column("text", STR, "the decoded file, line ends as \\n, otherwise untouched", "全文"),
    ),
    notes="Every span in the other tables counts code points of `text`. Of an HTML, PDF or Word file `text` is what a"
    " reader sees of its articles: headings as `#` lines, then paragraphs, in reading order.",
)

REJECTED_DOCUMENTS = Table(
    "rejected_documents",
    "one row per raw file that was not accepted",
    "未收文件",
    "source_path",
    (
        c.source_path,
        Column("sha256", STR, "SHA-256 of the raw file, null if it could not be read", "文件摘要", nullable=True),
        c.size_bytes,
        Column(
            "reason_code",
            STR,
            "why the file was not accepted",
            "原因代码",
            allowed=("undated", "unreadable", "empty", "duplicate", "too_large", "unsupported"),
        ),
        Column("reason", STR, "one sentence that says what to do", "原因说明"),
    ),
    partitioned=False,
    notes="documents and rejected_documents together hold every file of the raw directory.",
)

ARTICLES = Table(
    "articles",
    "one row per article on the page",
    "文章",
    "article_id",
    (
        c.article_id,
        c.document_id,
        c.edition_date,
        c.publication,
        c.sequence.but(description="position on the page, counted from 1"),
        Column("kicker", STR, "line above the headline", "肩题", nullable=True),
        Column("headline", STR, "main headline", "主题", nullable=True, example="三江同治见成效"),
        Column("subheadline", STR, "line below the headline", "副题", nullable=True),
        Column("authors", pa.list_(AUTHOR), "who signed it, with their role", "作者"),
        Column(
            "genre",
            STR,
            "kind of article",
            "体裁",
            allowed=("news", "brief", "feature", "commentary", "photo", "continuation", "notice"),
        ),
        Column("continued_from_page", STR, "page the article is taken up from", "上接版次", nullable=True, example="1"),
        Column("continued_on_page", STR, "page the article goes on at", "下转版次", nullable=True, example="3"),
        Column("body", STR, "clean text, paragraphs joined by \\n", "正文"),
        *c.SPAN,
    ),
    (c.OF_DOCUMENT,),
)

HEADINGS = Table(
    "headings",
    "one row per printed heading line of an article",
    "标题行",
    "heading_id",
    (
        Column("heading_id", STR, "stable id of the heading line", "标题行标识"),
        c.article_id,
        c.document_id,
        c.edition_date,
        c.sequence,
        Column(
            "role",
            STR,
            "what the line is to the article; a repeat says the headline again",
            "标题类别",
            allowed=("kicker", "headline", "subheadline", "repeat"),
        ),
        c.text,
        *c.SPAN,
    ),
    (c.OF_ARTICLE, c.OF_DOCUMENT),
    span_of="text",
)

PARAGRAPHS = Table(
    "paragraphs",
    "one row per paragraph of an article",
    "段落",
    "paragraph_id",
    (
        Column("paragraph_id", STR, "stable id of the paragraph", "段落标识"),
        c.article_id,
        c.document_id,
        c.edition_date,
        c.sequence.but(description="position in the article, counted from 1"),
        Column(
            "kind",
            STR,
            "what the paragraph is",
            "段落类别",
            allowed=("body", "subheading", "caption", "byline", "credit", "jump_line"),
        ),
        c.text,
        *c.SPAN,
    ),
    (c.OF_ARTICLE, c.OF_DOCUMENT),
    span_of="text",
)

STATEMENTS = Table(
    "statements",
    "one row per sentence, or part of one with its own voice or speaker",
    "语句",
    "statement_id",
    (
        c.statement_id.but(description="stable id of the statement", nullable=False),
        c.article_id,
        c.document_id,
        c.edition_date,
        c.sequence.but(description="position in the article, counted from 1"),
        c.text,
        *c.SPAN,
        Column(
            "voice",
            STR,
            "the paper's own voice, quoted speech or paraphrased speech",
            "引语方式",
            allowed=("narration", "direct", "indirect"),
        ),
        Column(
            "statement_class",
            STR,
            "what the statement does",
            "语句类别",
            allowed=("commitment", "achievement", "appraisal", "directive", "fact"),
        ),
        Column("utterance_id", STR, "the same for all parts of one act of speaking", "话轮标识", nullable=True),
        Column(
            "speaker_kind",
            STR,
            "what the speaker is",
            "发言者类别",
            nullable=True,
            allowed=("person", "group", "organization", "document", "unknown"),
        ),
        Column("speaker_name", STR, "canonical name of the speaker, Simplified", "发言者", nullable=True),
        Column("speaker_title", STR, "post of the speaker, without the organisation", "发言者职务", nullable=True),
        Column("speaker_organization", STR, "organisation of the speaker", "发言者单位", nullable=True),
        Column("speaker_entity_id", STR, "entity id of the speaker", "发言者标识", nullable=True),
        Column("cue", STR, "the verb or phrase that reports the speech", "引导词", nullable=True, example="表示"),
        Column(
            "attribution",
            STR,
            "whether a cue names the speaker here or an earlier one is continued",
            "归属方式",
            nullable=True,
            allowed=("explicit", "carried"),
        ),
        Column("class_evidence", STR, "the words that decided statement_class", "类别依据", nullable=True),
        Column("topic", STR, "subject area, from the documented scheme", "主题", nullable=True),
        Column("horizon_start", DATE, "first day a commitment is due in", "期限起", nullable=True),
        Column("horizon_end", DATE, "last day a commitment is due in", "期限止", nullable=True),
    ),
    (c.OF_ARTICLE, c.OF_DOCUMENT, ForeignKey("speaker_entity_id", "entities", "entity_id")),
    span_of="text",
)

_DIMENSIONS = (
    "money", "count", "ratio", "length", "area", "volume", "mass", "duration", "energy", "power", "temperature",
    "speed", "rank", "other",
)  # fmt: skip
METRICS = Table(
    "metrics",
    "one row per numeric claim",
    "指标",
    "metric_id",
    (
        Column("metric_id", STR, "stable id of the claim", "指标标识"),
        c.statement_id,
        c.article_id,
        c.document_id,
        c.edition_date,
        c.text.but(description="numeral with magnitude word and unit, comparator excluded", example="3070亿元"),
        *c.SPAN,
        Column("value", FLOAT, "the number in `unit`, magnitude applied; null for a range", "数值", nullable=True),
        Column("value_low", FLOAT, "lower bound, where one is stated", "下限", nullable=True),
        Column("value_high", FLOAT, "upper bound, where one is stated", "上限", nullable=True),
        Column(
            "comparator", STR, "how the value bounds the claim", "比较关系", allowed=("=", ">=", ">", "<=", "<", "~")
        ),
        Column("unit", STR, "canonical unit", "单位", nullable=True, example="CNY"),
        Column("unit_text", STR, "unit as printed", "单位原文", nullable=True, example="亿元"),
        Column("dimension", STR, "what kind of quantity it is", "量纲", allowed=_DIMENSIONS),
        Column("change", STR, "level, or the direction of a change", "变化", allowed=("level", "increase", "decrease")),
        Column("status", STR, "so already, or still to be reached", "状态", allowed=("actual", "target")),
        Column("indicator", STR, "what is measured, in the text's words", "指标名称", nullable=True, example="总投资"),
        Column(
            "change_basis", STR, "what a change is against", "变化基准", nullable=True, allowed=("yoy", "mom", "since")
        ),
        Column("period_start", DATE, "first day of the stated period", "期间起", nullable=True),
        Column("period_end", DATE, "last day of the stated period", "期间止", nullable=True),
        Column("claimant_name", STR, "speaker of the statement, null for narration", "主张者", nullable=True),
        Column("value_base", FLOAT, "`value` in `unit_base`, so that units compare", "基准数值", nullable=True),
        Column("unit_base", STR, "base unit of what is measured", "基准单位", nullable=True, example="kg"),
        Column("place_name", STR, "last place named before the number in its sentence", "地点", nullable=True),
        Column("organization_name", STR, "last organisation named there", "机构", nullable=True, example="市水务局"),
    ),
    (c.OF_ARTICLE, c.OF_DOCUMENT, c.OF_STATEMENT),
    span_of="text",
)

RECONCILIATIONS = Table(
    "reconciliations",
    "one row per stated number that the text itself lets us test",
    "核对",
    "reconciliation_id",
    (
        Column("reconciliation_id", STR, "stable id of the test", "核对标识"),
        Column("metric_id", STR, "the claim tested, null inside a formulation", "指标标识", nullable=True),
        c.article_id,
        c.document_id,
        c.edition_date,
        Column(
            "kind",
            STR,
            "how the number was tested",
            "核对方式",
            allowed=("enumeration", "duration", "sum", "share", "growth", "cross_article"),
        ),
        Column("stated", FLOAT, "the number as stated", "陈述值"),
        Column("derived", FLOAT, "the number the evidence gives", "推算值"),
        Column("verdict", STR, "whether they agree", "结论", allowed=("agree", "disagree")),
        Column("evidence", STR, "the text the number was derived from", "依据"),
        *c.SPAN,
    ),
    (c.OF_ARTICLE, c.OF_DOCUMENT, ForeignKey("metric_id", "metrics", "metric_id")),
    span_of="evidence",
)

QUALITY_RESULTS = Table(
    "quality_results",
    "one row per check of a run",
    "质量检查结果",
    None,
    (
        c.run_id,
        c.edition_date,
        c.table_name,
        c.check_name,
        Column("severity", STR, "whether a failure blocks its rows", "严重程度", allowed=("ERROR", "WARN")),
        Column("success", pa.bool_(), "whether the check passed", "是否通过"),
        Column("evaluated", INT, "rows looked at", "检查行数"),
        Column("unexpected", INT, "rows that failed", "异常行数"),
        Column("details", STR, "what failed, in a sentence", "详情", nullable=True),
    ),
)

QUARANTINED_ROWS = Table(
    "quarantined_rows",
    "one row per row that failed a row-level check",
    "隔离行",
    None,
    (
        c.run_id,
        c.edition_date,
        c.table_name,
        Column("row_id", STR, "primary key of the row", "行标识"),
        c.check_name,
        Column("row", STR, "the row as JSON", "行内容"),
    ),
    notes="A quarantined row is not in its table.",
)

TABLES: dict[str, Table] = {
    t.name: t
    for t in (
        DOCUMENTS, REJECTED_DOCUMENTS, ARTICLES, HEADINGS, PARAGRAPHS, ENTITY_MENTIONS, ENTITIES, NAMESAKES,
        APPOINTMENTS, STATEMENTS, METRICS, RECONCILIATIONS, QUALITY_RESULTS, QUARANTINED_ROWS,
    )
}  # fmt: skip
"""All tables by name, parents before children."""
