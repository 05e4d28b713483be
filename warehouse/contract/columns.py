"""Columns and keys that several tables share, each written once."""

import pyarrow as pa

from warehouse.contract.model import Column, ForeignKey

STR, INT, FLOAT, DATE = pa.string(), pa.int32(), pa.float64(), pa.date32()

document_id = Column(
    "document_id", STR, "first 16 hex digits of the SHA-256 of the raw file", "文件标识", example="9f86d081884c7d65"
)
article_id = Column("article_id", STR, "stable id of the article", "文章标识", example="3a7bd3e2360a3d29")
statement_id = Column(
    "statement_id", STR, "the statement the row was read in; null in a heading", "语句标识", nullable=True
)
entity_id = Column("entity_id", STR, "stable id of the entity: its type and canonical name", "实体标识")
edition_date = Column("edition_date", DATE, "day the edition is dated", "出版日期", example="2026-03-05")
publication = Column("publication", STR, "name of the newspaper", "报纸名称", nullable=True, example="临江日报")
sequence = Column("sequence", INT, "position, counted from 1", "序号", example="1")
char_start = Column("char_start", INT, "offset of the first character in documents.text, in code points", "起始位置")
char_end = Column("char_end", INT, "offset behind the last character in documents.text", "结束位置")
text = Column("text", STR, "the text as printed, layout breaks removed", "原文")
source_path = Column(
    "source_path",
    STR,
    "path of the raw file below the raw directory; an archive counts as a folder",
    "文件路径",
    example="2026-03-05/临江日报_A01.md",
)
size_bytes = Column("size_bytes", pa.int64(), "size of the raw file in bytes", "文件大小", example="11532")
run_id = Column("run_id", STR, "the run that wrote the row", "运行标识")
table_name = Column("table_name", STR, "table of the row or check", "数据表", example="metrics")
check_name = Column("check_name", STR, "name of the check", "检查项", example="metrics_bounds_ordered")
row_id = Column("row_id", STR, "primary key of the row", "行标识")
corrected_by = Column(
    "corrected_by",
    STR,
    "correction (see the table corrections) that changed or flagged the row; null if it is as read",
    "更正标识",
    nullable=True,
    example="water-plant",
)

ENTITY_TYPES = ("person", "organization", "place", "event", "work", "formulation")
entity_type = Column("entity_type", STR, "kind of entity", "实体类型", allowed=ENTITY_TYPES)

OF_DOCUMENT = ForeignKey("document_id", "documents", "document_id")
OF_ARTICLE = ForeignKey("article_id", "articles", "article_id")
OF_STATEMENT = ForeignKey("statement_id", "statements", "statement_id")
OF_ENTITY = ForeignKey("entity_id", "entities", "entity_id")
SPAN = (char_start, char_end)
