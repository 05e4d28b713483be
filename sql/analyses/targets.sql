-- question: Which targets in numbers are set, for when, by whom?
-- row: a number still to be reached, the earliest period first
-- param until date = null: only targets due by this day; null: all, those without a stated day last
-- param words varchar = null: words that the sentence holds; null: every sentence
-- param rows integer = 500: so many rows at most, the first in this order; null: all of them
with picked as (
    select metric_id
    from main.metrics
    where
        status = 'target'
        and ($until::date is null or period_end <= $until::date)
        and (
            $words::varchar is null
            or statement_id in (
                select statements.statement_id
                from main.statements
                where contains(statements.text, $words::varchar)
            )
        )
    order by period_end nulls last, edition_date, metric_id
    limit $rows::integer
)

select
    period_end as due,
    indicator,
    comparator,
    text,
    value,
    unit,
    claimant_name,
    speaker_organization,
    edition_date,
    sentence,
    metric_id
from marts.numeric_claims
where metric_id in (select picked.metric_id from picked)
order by due nulls last, edition_date, metric_id
