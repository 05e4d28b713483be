-- question: Which values does an indicator take over time?
-- row: a claim, in order of the period that it speaks of
-- param indicator varchar = 生产总值: words that the indicator holds
-- param unit varchar = null: only this unit, as in CNY or %; null: every unit
-- param status varchar = null: actual or target; null: both
-- param rows integer = 500: so many rows at most, the first in this order; null: all of them
with picked as (
    select metric_id
    from main.metrics
    where
        contains(indicator, $indicator::varchar)
        and ($unit::varchar is null or unit = $unit::varchar)
        and ($status::varchar is null or status = $status::varchar)
    order by coalesce(period_end, edition_date), indicator, metric_id
    limit $rows::integer
)

select
    indicator,
    coalesce(period_end, edition_date) as until,
    text,
    comparator,
    value,
    unit,
    change,
    change_basis,
    status,
    claimant_name,
    edition_date,
    headline,
    metric_id
from marts.numeric_claims
where metric_id in (select picked.metric_id from picked)
order by until, indicator, metric_id
