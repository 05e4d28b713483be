"""The persistent home of Dagster inside the data directory."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from orchestration.settings import Settings

_TEMPLATE = """\
# Written by pressledger when it is missing; yours to change.
telemetry:
  enabled: false

# No invitation to sign up for anything.
nux:
  enabled: false

concurrency:
  runs:
    max_concurrent_runs: 2

retention:
  schedule:
    purge_after_days: 90
  sensor:
    purge_after_days:
      skipped: 7
      success: -1
"""

_WORKSPACE = """\
load_from:
  - python_module:
      module_name: orchestration.definitions
      location_name: pressledger
"""


def start_ui(settings: Settings, host: str, port: int) -> None:
    """Replace this process by the Dagster UI and its daemon, on the same folders."""
    home = prepare_home(settings)
    workspace = home / "workspace.yaml"
    workspace.write_text(_WORKSPACE, encoding="utf-8")
    os.environ["DAGSTER_HOME"] = str(home)
    os.environ["PRESSLEDGER_RAW_DIR"] = str(settings.raw_dir)
    os.environ["PRESSLEDGER_DATA_DIR"] = str(settings.data_dir)
    command = [sys.executable, "-m", "dagster", "dev", "-w", str(workspace), "-h", host, "-p", str(port)]
    # Started in the background of a shell the signal is ignored, and Dagster would then not end on SIGTERM either.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    os.execv(command[0], command)


def prepare_home(settings: Settings) -> Path:
    """The folder, with a dagster.yaml in it. OSError if it cannot be made."""
    home = settings.dagster_home
    home.mkdir(parents=True, exist_ok=True)
    config = home / "dagster.yaml"
    if not config.exists():
        config.write_text(_TEMPLATE, encoding="utf-8")
    return home
