"""What the checks cost: Great Expectations is heavy to import, and takes time for each check whatever the rows."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterable, Mapping

import pyarrow as pa

from expectations import run_suite, suite
from expectations.context import Context
from warehouse.spans import texts_of

_IMPORT = "import os, time; os.environ['GX_ANALYTICS_ENABLED'] = 'false'; t = time.process_time()\n"
_IMPORT += "import great_expectations; print(time.process_time() - t)"


def show_checks(documents: pa.Table, tables: Mapping[str, pa.Table]) -> None:
    """Print the time of the import, of a table without failing rows, and of the same with every row failing."""
    done = subprocess.run([sys.executable, "-c", _IMPORT], capture_output=True, text=True, check=True)
    context = Context(texts_of(documents))
    metrics = tables["metrics"]
    bad = metrics.set_column(metrics.column_names.index("unit"), "unit", pa.array(["?"] * metrics.num_rows))
    _seconds({"metrics": metrics.slice(0, 1)}.items(), context)
    first = _seconds([("metrics", metrics.slice(0, 1))], context)
    every = _seconds([("documents", documents), *tables.items()], context)
    failing = _seconds([("metrics", bad)], context)
    count = sum(len(suite(name)) for name in ("documents", *tables))
    rows = sum(table.num_rows for table in tables.values())
    print(f"\n{'checks':<42}{'seconds':>10}")
    for name, spent in (
        ("import of Great Expectations", float(done.stdout)),
        (f"{len(suite('metrics'))} checks of one claim", first),
        (f"{count} checks of {rows:,} rows", every),
        (f"claims alone, {metrics.num_rows:,} rows failing a check", failing),
    ):
        print(f"{name:<42}{spent:>10.2f}")


def _seconds(tables: Iterable[tuple[str, pa.Table]], context: Context) -> float:
    start = time.process_time()
    for name, rows in tables:
        run_suite(name, rows, context=context)
    return time.process_time() - start
