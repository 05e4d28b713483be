"""A raw directory of small invented pages, and the command line run on it in this process."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from typer.testing import CliRunner

from orchestration.cli import app
from warehouse.query import query

FIRST, SECOND = date(2026, 3, 5), date(2026, 3, 12)

PAGE = """# 三江同治见成效

本报讯（记者 陆知远）临江市水务局局长秦望川表示，总投资{amount}亿元的水厂将于年底建成，处理能力不低于98%。

“我们一定把水送到每一户。”秦望川说。
"""


class Run(NamedTuple):
    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return [line.strip() for line in self.out.splitlines() if line.strip()]


class Desk:
    """The folders of one installation, and commands on them."""

    def __init__(self, folder: Path) -> None:
        self.raw, self.data = folder / "raw", folder / "data"
        self.raw.mkdir()

    def put(self, name: str, content: str | bytes) -> Path:
        path = self.raw / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def put_page(self, day: date, amount: int = 3) -> Path:
        return self.put(f"{day}/临江日报_01.md", PAGE.format(amount=amount))

    def command(self, *words: str, raw_dir: Path | None = None) -> Run:
        """`pressledger` with these words and the folders' options."""
        options = [] if words[0] in ("evaluate", "analyses", "dictionary") else ["--data-dir", str(self.data)]
        if words[0] not in ("query", "ask", "analyses", "dictionary", "search", "export", "rebuild"):
            options += ["--raw-dir", str(raw_dir or self.raw)]
        result = CliRunner().invoke(app, [words[0], *options, *words[1:]])
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Run(result.exit_code, result.stdout, result.stderr)

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        return [tuple(row.values()) for row in query(self.data, sql).rows.to_pylist()]
