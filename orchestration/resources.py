"""The workspace as a Dagster resource."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import dagster as dg

from orchestration.settings import load_settings

if TYPE_CHECKING:
    from orchestration.workspace import Workspace


class Folders(dg.ConfigurableResource):
    """Raw files and data directory; what is left out comes from the settings."""

    raw_dir: str | None = None
    data_dir: str | None = None

    def open(self) -> Workspace:
        """The workspace; ConfigurationError if the settings are bad."""
        from orchestration.workspace import Workspace

        raw_dir, data_dir = (Path(path) if path else None for path in (self.raw_dir, self.data_dir))
        return Workspace(load_settings(raw_dir, data_dir))
