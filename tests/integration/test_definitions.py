"""The Dagster graph: what is in it, and that each part of it works alone."""

from datetime import UTC, date, datetime

import dagster as dg
import pytest

from orchestration.automation import daily_edition, new_raw_files
from orchestration.definitions import defs
from orchestration.partitions import EDITIONS, editions_of, run_tags
from orchestration.resources import Folders
from tests.runs import FIRST, SECOND, Desk
from transforms.edition import EXTRACTED
from transforms.lexicon import rules_version
from warehouse.contract import TABLES
from warehouse.marts import read_marts

LAKE = {"documents", "rejected_documents", *EXTRACTED}
WAREHOUSE = {f"warehouse/{name}" for name in TABLES}
MARTS = {f"marts/{mart.name}" for mart in read_marts()}
SPECS = {spec.key.to_user_string(): spec for spec in defs.resolve_all_asset_specs()}
QUIET = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}


@pytest.fixture(autouse=True)
def environment(request, monkeypatch):
    """As under `dagster dev`, the folders come from the environment."""
    if "desk" in request.fixturenames:
        desk: Desk = request.getfixturevalue("desk")
        monkeypatch.setenv("PRESSLEDGER_RAW_DIR", str(desk.raw))
        monkeypatch.setenv("PRESSLEDGER_DATA_DIR", str(desk.data))


@pytest.fixture
def instance():
    with dg.DagsterInstance.ephemeral() as made:
        yield made


def launch(instance, selection=None, job="edition_job", **options):
    return defs.resolve_job_def(job).execute_in_process(
        instance=instance,
        asset_selection=[dg.AssetKey(path.split("/")) for path in selection] if selection else None,
        run_config=QUIET,
        raise_on_error=False,
        **options,
    )


def failure(result):
    (event,) = [e for e in result.all_events if e.is_step_failure]
    return event.step_failure_data.user_failure_data.description


def test_definitions_hold_an_asset_for_each_table_and_mart():
    assert SPECS.keys() == LAKE | WAREHOUSE | MARTS | {"evaluation"}


@pytest.mark.parametrize("key", sorted(SPECS.keys() - {"evaluation"}))
def test_definitions_describe_every_asset(key):
    spec = SPECS[key]
    assert spec.description and spec.owners and spec.kinds
    assert spec.group_name == (
        "intake" if key in ("documents", "rejected_documents") else key.split("/")[0] if "/" in key else "reading"
    )
    schema = spec.metadata["dagster/column_schema"]
    assert schema.columns and all(column.description for column in schema.columns)
    assert "dagster/code_references" in spec.metadata
    if "/" not in key:
        assert [c.name for c in schema.columns] == list(TABLES[key].column_names)
        assert spec.code_version == rules_version()


def test_definitions_marts_depend_on_the_tables_they_read():
    deps = {d.asset_key.to_user_string() for d in SPECS["marts/numeric_claims"].deps}
    assert {"warehouse/metrics", "warehouse/articles"} <= deps <= WAREHOUSE | MARTS


def test_definitions_marts_say_what_each_column_is_made_from():
    lineage = SPECS["marts/commitments"].metadata["dagster/column_lineage"].deps_by_column
    assert [(d.asset_key.to_user_string(), d.column_name) for d in lineage["days_left"]] == [
        ("marts/commitments_made", "edition_date"),
        ("marts/commitments_made", "horizon_end"),
    ]
    assert {d.asset_key.to_user_string() for d in lineage["follow_ups"]} == {"marts/commitment_follow_ups"}
    told = SPECS["marts/commitments"].metadata["columns are made from"].value
    assert "| days_left | marts.commitments_made.edition_date, marts.commitments_made.horizon_end |" in told
    for key in MARTS:
        spec = SPECS[key]
        lineage = spec.metadata["dagster/column_lineage"].deps_by_column
        assert list(lineage) == [c.name for c in spec.metadata["dagster/column_schema"].columns]
        assert {d.asset_key for deps in lineage.values() for d in deps} <= {d.asset_key for d in spec.deps}
    lineage = SPECS["warehouse/metrics"].metadata["dagster/column_lineage"].deps_by_column
    assert [(d.asset_key.to_user_string(), d.column_name) for d in lineage["value"]] == [("metrics", "value")]


def test_definitions_check_every_table_that_is_read():
    checks = {}
    for key in defs.resolve_asset_graph().asset_check_keys:
        checks.setdefault(key.asset_key.to_user_string(), set()).add(key.name)
    assert checks.keys() == LAKE - {"rejected_documents"}
    for name in EXTRACTED:
        assert {"structure", "span_reproduces_text"} <= checks[name]
    assert len(checks["metrics"]) > 5


def test_definitions_job_runs_one_partition(desk, instance):
    result = launch(instance, partition_key=FIRST.isoformat())
    assert result.success
    assert desk.rows("select distinct edition_date from metrics") == [(FIRST,)]
    (made,) = [e.materialization for e in result.get_asset_materialization_events() if e.asset_key.path[-1] == "quotes"]
    assert "quotation" in made.metadata["dagster/column_lineage"].value.deps_by_column
    for name in EXTRACTED:
        assert instance.get_materialized_partitions(dg.AssetKey(name)) == {FIRST.isoformat()}
    evaluations = result.get_asset_check_evaluations()
    assert evaluations and all(e.passed for e in evaluations)


def test_definitions_job_runs_a_range_in_one_run(desk, instance):
    tags = {"dagster/asset_partition_range_start": "2026-03-01", "dagster/asset_partition_range_end": "2026-03-14"}
    assert launch(instance, tags=tags).success
    assert desk.rows("select distinct edition_date from metrics order by 1") == [(FIRST,), (SECOND,)]


def test_definitions_asset_works_alone_on_what_the_lake_holds(desk, instance):
    assert launch(instance, partition_key=FIRST.isoformat()).success
    path = desk.data / "lake" / "metrics" / f"edition_date={FIRST}" / "part-0.parquet"
    before = path.read_bytes()
    path.unlink()
    result = launch(instance, ["metrics"], partition_key=FIRST.isoformat())
    assert result.success and path.read_bytes() == before
    assert {e.asset_key.to_user_string() for e in result.get_asset_check_evaluations()} == {"metrics"}
    quality = desk.data / "lake" / "quality_results" / f"edition_date={FIRST}" / "part-0.parquet"
    assert quality.exists()
    assert launch(instance, job="publish_job").success
    assert desk.rows("select count(distinct table_name) from quality_results") == [(len(LAKE) - 1,)]


def test_definitions_evaluation_measures_pages_that_have_gold(desk, instance, monkeypatch, tmp_path):
    page = desk.put_page(FIRST).relative_to(desk.raw)
    gold = tmp_path / "page.yaml"
    reading = "{first: '# 三江', last: 秦望川说。, headline: 三江同治见成效, genre: news}"
    gold.write_text(f"page: {page}\narticles:\n- {reading}\n", encoding="utf-8")
    monkeypatch.setenv("PRESSLEDGER_GOLD_DIR", str(gold))
    result = launch(instance, job="evaluation_job")
    assert result.success
    (made,) = result.asset_materializations_for_node("evaluation")
    assert (made.metadata["pages"].value, made.metadata["headline"].value) == (1, 1.0)
    assert "news as brief" in made.metadata["errors"].value


def test_definitions_evaluation_says_what_gold_it_misses(desk, instance, monkeypatch, tmp_path):
    monkeypatch.setenv("PRESSLEDGER_GOLD_DIR", str(tmp_path))
    result = launch(instance, job="evaluation_job")
    assert not result.success and "gold" in failure(result)


def test_definitions_asset_refuses_rows_of_other_files(desk, instance):
    assert launch(instance, partition_key=FIRST.isoformat()).success
    desk.put_page(FIRST, amount=9)
    assert launch(instance, ["documents"], partition_key=FIRST.isoformat()).success
    result = launch(instance, ["metrics"], partition_key=FIRST.isoformat())
    assert not result.success
    assert "materialize it first" in failure(result)


def test_definitions_sensor_asks_for_each_state_of_an_edition_once(desk, instance):
    desk.put("undated.md", "水厂建成了。\n")

    def tick():
        with dg.build_sensor_context(instance, definitions=defs, resources={"folders": Folders()}) as context:
            return new_raw_files.evaluate_tick(context)

    first, again = tick(), tick()
    assert [r.partition_key for r in first.run_requests] == [FIRST.isoformat(), SECOND.isoformat()]
    assert [r.run_key for r in first.run_requests] == [r.run_key for r in again.run_requests]
    desk.put_page(FIRST, amount=9)
    changed = tick()
    assert changed.run_requests[0].run_key != first.run_requests[0].run_key
    assert changed.run_requests[1].run_key == first.run_requests[1].run_key
    assert desk.command("run").code == 0
    done = tick()
    assert not done.run_requests and "all read" in done.skip_message


def test_definitions_sensor_says_what_is_wrong_with_the_raw_directory(desk, instance):
    resources = {"folders": Folders(raw_dir=str(desk.raw / "nowhere"), data_dir=str(desk.data))}
    with dg.build_sensor_context(instance, definitions=defs, resources=resources) as context:
        assert "is not a folder" in new_raw_files.evaluate_tick(context).skip_message


def test_definitions_schedule_asks_again_for_what_is_pending(desk, instance):
    keys = []
    for day in (20, 21):
        with dg.build_schedule_context(
            instance,
            repository_def=defs.get_repository_def(),
            scheduled_execution_time=datetime(2026, 3, day, tzinfo=UTC),
            resources={"folders": Folders()},
        ) as context:
            keys.append([r.run_key for r in daily_edition.evaluate_tick(context).run_requests])
    assert len(keys[0]) == 2 and not set(keys[0]) & set(keys[1])


def test_partitions_name_sparse_editions():
    days = [date(2026, 3, 12), date(2026, 3, 5)]
    assert editions_of(run_tags(days)) == sorted(days)
    assert editions_of({"dagster/partition": "2026-03-05"}) == [date(2026, 3, 5)]
    assert editions_of({}) == []
    assert EDITIONS.has_partition_key("1946-05-15") and not EDITIONS.has_partition_key("1800-01-01")


def launch_checks(instance, table, names, **options):
    """Checks of a table alone, as the UI starts them."""
    keys = [dg.AssetCheckKey(dg.AssetKey(table), name) for name in names]
    job = defs.resolve_implicit_global_asset_job_def()
    subset = job.get_subset(asset_selection=set(), asset_check_selection=set(keys))
    return subset.execute_in_process(instance=instance, run_config=QUIET, raise_on_error=False, **options)


def test_definitions_check_runs_alone_and_writes_nothing(desk, instance):
    assert launch(instance, partition_key=FIRST.isoformat()).success
    files = {f: f.stat().st_mtime_ns for f in desk.data.rglob("*.parquet")}
    result = launch_checks(instance, "metrics", ["unit_fits_dimension"], partition_key=FIRST.isoformat())
    assert result.success
    (found,) = result.get_asset_check_evaluations()
    assert (found.check_name, found.passed) == ("unit_fits_dimension", True)
    assert found.metadata["evaluated"].value == 2
    assert files == {f: f.stat().st_mtime_ns for f in desk.data.rglob("*.parquet")}


def test_definitions_every_check_can_be_run_alone():
    for check in defs.resolve_asset_graph().asset_check_keys:
        assert len(defs.resolve_asset_graph().get_execution_set_asset_and_check_keys(check)) == 1, check
        # The UI has no button for a partitioned check.
        assert defs.resolve_asset_graph().get(check).partitions_def is None, check


def test_definitions_failing_rows_are_shown_with_their_ids(desk, instance, monkeypatch):
    from orchestration import extraction

    def read(stage, tables, day):
        made = original(stage, tables, day)
        if stage.name == "metrics":
            table = TABLES["metrics"]
            made = {"metrics": table.table([row._replace(unit="kg<b>") for row in table.rows(made["metrics"])])}
        return made

    original = extraction._read
    monkeypatch.setattr(extraction, "_read", read)
    result = launch(instance, partition_key=FIRST.isoformat())
    assert result.success
    (found,) = [e for e in result.get_asset_check_evaluations() if e.check_name == "unit_fits_dimension"]
    assert not found.passed and found.severity == dg.AssetCheckSeverity.WARN
    shown = found.metadata["failing rows"].value
    ids = [key for (key,) in desk.rows("select metric_id from metrics")]
    assert len(ids) == 2 and all(key in shown for key in ids)
    assert "3亿元" in shown and "kg&lt;b&gt;" in shown and "money" in shown
    assert found.metadata["quality docs"].value.endswith(f"quality_docs/editions/{FIRST}.html")
    assert (desk.data / "quality_docs" / "editions" / f"{FIRST}.html").is_file()


def test_definitions_results_of_a_range_are_kept_by_edition(desk, instance):
    assert launch(instance, tags=run_tags([FIRST, SECOND])).success
    key = dg.AssetCheckKey(dg.AssetKey("metrics"), "unit_fits_dimension")
    records = instance.event_log_storage.get_asset_check_execution_history(check_key=key, limit=10)
    kept = [r.event.dagster_event.event_specific_data for r in records if r.event]
    assert {FIRST.isoformat(), SECOND.isoformat()} <= {e.metadata["editions"].value for e in kept}


def test_definitions_job_runs_a_range_again_in_one_run(desk, instance):
    """Dagster refuses a second result of one partition that is noted beside a run."""
    for _ in range(2):
        result = launch(instance, tags=run_tags([FIRST, SECOND]))
        assert result.success, failure(result)


def test_definitions_table_of_an_edition_works_alone(desk, instance):
    """One table of a step that makes three: the others stay as they are."""
    assert launch(instance, partition_key=FIRST.isoformat()).success
    before = {f: f.stat().st_mtime_ns for f in desk.data.rglob("lake/articles/**/*.parquet")}
    result = launch(instance, ["headings"], partition_key=FIRST.isoformat())
    assert result.success
    assert {e.asset_key.to_user_string() for e in result.get_asset_check_evaluations()} == {"headings"}
    assert before == {f: f.stat().st_mtime_ns for f in desk.data.rglob("lake/articles/**/*.parquet")}
