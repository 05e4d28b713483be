-- grain: one row per edition date and table that was checked · 各期质量
-- reader: whoever runs the platform and looks where checks fail
-- check_count: checks run · 检查数
-- error_count: checks of severity ERROR that failed · 错误数
-- warning_count: checks of severity WARN that failed · 警告数
-- failed_checks: names of the checks that failed, in alphabetical order · 未通过检查
-- quarantined_count: rows kept out of the table · 隔离行数
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
