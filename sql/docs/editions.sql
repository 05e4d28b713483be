-- every edition with what its checks came to, the latest first
with results as (
    select
        edition_date,
        count(*) as checks,
        count(*) filter (where not success and severity = 'ERROR') as errors,
        count(*) filter (where not success and severity = 'WARN') as warnings,
        coalesce(list(check_name order by severity, check_name) filter (where not success), []) as failed
    from main.quality_results
    group by edition_date
),

quarantined as (
    select
        edition_date,
        count(*) as quarantined
    from main.quarantined_rows
    group by edition_date
),

flagged as (
    select
        edition_date,
        count(distinct concat_ws(' ', table_name, row_id)) as flagged
    from main.flagged_rows
    group by edition_date
),

corrected as (
    select
        edition_date,
        count(*) as corrections
    from main.corrections
    group by edition_date
)

select
    results.edition_date,
    results.checks,
    results.errors,
    results.warnings,
    results.failed,
    coalesce(quarantined.quarantined, 0) as quarantined,
    coalesce(flagged.flagged, 0) as flagged,
    coalesce(corrected.corrections, 0) as corrections
from results
left join quarantined on quarantined.edition_date = results.edition_date
left join flagged on flagged.edition_date = results.edition_date
left join corrected on corrected.edition_date = results.edition_date
order by results.edition_date desc
