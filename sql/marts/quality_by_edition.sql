-- grain: one row per edition date and table that was checked
-- reader: whoever runs the platform and looks where checks fail
-- check_count: checks run
-- error_count: checks of severity ERROR that failed
-- warning_count: checks of severity WARN that failed
-- failed_checks: names of the checks that failed, in alphabetical order
-- quarantined_count: rows kept out of the table
with results as (
    select
        edition_date,
        table_name,
        count(*) as check_count,
        count(*) filter (where severity = 'ERROR' and not success) as error_count,
        count(*) filter (where severity = 'WARN' and not success) as warning_count,
        list(check_name order by check_name) filter (where not success) as failed_checks
    from main.quality_results
    group by edition_date, table_name
),

quarantined as (
    select
        edition_date,
        table_name,
        count(*) as quarantined_count
    from main.quarantined_rows
    group by edition_date, table_name
)

select
    results.edition_date,
    results.table_name,
    results.check_count,
    results.error_count,
    results.warning_count,
    coalesce(results.failed_checks, []) as failed_checks,
    coalesce(quarantined.quarantined_count, 0) as quarantined_count
from results
left join quarantined
    on quarantined.edition_date = results.edition_date
    and quarantined.table_name = results.table_name
