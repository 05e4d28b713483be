"""The Dagster UI as a user sees it, in a real Chromium on loopback. Skipped where Chromium is missing."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import suppress
from pathlib import Path

import pytest

from tests.runs import FIRST, SECOND, Desk

webdriver = pytest.importorskip("selenium.webdriver")
CHROMIUM, DRIVER = (shutil.which(name) for name in ("chromium", "chromedriver"))
pytestmark = pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="needs chromium and chromium-driver")

_FLAGS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--window-size=1600,1200",
]


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """Two editions, already read by the command line."""
    made = Desk(tmp_path_factory.mktemp("ui"))
    made.put_page(FIRST)
    made.put_page(SECOND, amount=5)
    assert made.command("run").code == 0
    return made


@pytest.fixture(scope="module")
def address(desk):
    """`pressledger ui` on a free port, until the tests are done."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-c", "from orchestration.cli import main; main()", "ui", "--port", str(port)]
    folders = ["--raw-dir", str(desk.raw), "--data-dir", str(desk.data)]
    with (desk.data / "ui.log").open("wb") as log:
        process = subprocess.Popen([*command, *folders], stdout=log, stderr=log, start_new_session=True)
    try:
        base = f"http://127.0.0.1:{port}"
        _wait_for(base, process, desk.data / "ui.log")
        yield base
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGINT)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _wait_for(base: str, process: subprocess.Popen, log: Path) -> None:
    until = time.monotonic() + 120
    while time.monotonic() < until and process.poll() is None:
        with suppress(OSError), urllib.request.urlopen(f"{base}/server_info", timeout=5):
            return
        time.sleep(0.5)
    pytest.fail(f"the UI did not start:\n{log.read_text(errors='replace')[-3000:]}")


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for flag in (*_FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    made = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
    yield made
    made.quit()


def see(browser, *texts: str) -> str:
    """Wait until the page shows all the texts; its text."""
    shown = ""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        with suppress(Exception):  # the page replaces its elements while they are read
            shown = browser.find_element("tag name", "body").text
            if all(text in shown for text in texts):
                return shown
        time.sleep(0.3)
    missing = [text for text in texts if text not in shown]
    pytest.fail(f"{browser.current_url} does not show {missing}; it shows:\n{shown[:3000]}")


def test_ui_lineage_shows_the_groups(browser, address):
    browser.get(f"{address}/asset-groups")
    see(browser, "intake", "reading", "warehouse", "marts")


def test_ui_asset_page_shows_what_the_table_is(browser, address):
    browser.get(f"{address}/assets/metrics?view=overview")
    shown = see(browser, "One row per numeric claim", "指标", "Row count", "metric_id", "edition_job", "new_raw_files")
    assert "pressledger" in shown
    assert "Parquet" in shown


def test_ui_partition_shows_row_count_and_preview(browser, address):
    browser.get(f"{address}/assets/metrics?view=partitions&partition={FIRST}")
    see(browser, "Materialized", "dagster/row_count", "preview")
    for link in browser.find_elements("xpath", "//*[text()='[Show Markdown]']"):
        browser.execute_script("arguments[0].click()", link)
    see(browser, "3亿元", "总投资")


def test_ui_checks_have_passed(browser, address):
    browser.get(f"{address}/assets/metrics/?view=checks")
    see(browser, "structure", "span_reproduces_text", "unit_fits_dimension", "Succeeded")


def test_ui_mart_page_shows_its_reader_and_columns(browser, address):
    browser.get(f"{address}/assets/marts/commitments?view=overview")
    see(browser, "One row per", "For ", "commitments.sql", "DuckDB")


def test_ui_shows_the_run_of_the_command_line(browser, address):
    browser.get(f"{address}/runs")
    see(browser, "edition_job", "Success", f"{FIRST},{SECOND}")


def test_ui_automation_is_switched_on(browser, address):
    browser.get(f"{address}/automation")
    see(browser, "daily_edition", "new_raw_files")
    switches = browser.find_elements("css selector", "input[type=checkbox][role=switch], button[role=switch]")
    assert all(s.get_attribute("aria-checked") in (None, "true") or s.is_selected() for s in switches)


def test_ui_sensor_reads_a_new_page_by_itself(browser, address, desk):
    """A page that is put there while the UI runs is in the warehouse soon after."""
    desk.put_page(SECOND.replace(day=13), amount=8)
    until = time.monotonic() + 150
    while time.monotonic() < until:
        if desk.rows("select 1 from metrics where value = 8e8"):
            break
        time.sleep(2)
    else:
        pytest.fail((desk.data / "ui.log").read_text(errors="replace")[-3000:])
    browser.get(f"{address}/runs")
    see(browser, "2026-03-13", "Success")
