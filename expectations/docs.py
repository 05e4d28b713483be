from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path


@dataclass(frozen=True)
class QualityDocs:
    folder: Path

    def page(self, day: date | None = None) -> Path:
        return self.folder / (f"editions/{day}.html" if day else "index.html")
