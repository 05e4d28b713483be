-- question: Which sums of money are spoken of, for what, by whom?
-- row: a sum of at least so much, the largest first
-- param min_value double = 100000000: smallest sum, in whole units of the currency
-- param currency varchar = CNY: ISO 4217 code
-- param from_day date = null: first edition; null: the first there is
-- param rows integer = 500: so many rows at most, the first in this order; null: all of them
with picked as (
    select metric_id
    from main.metrics
    where
        dimension = 'money'
        and unit = $currency::varchar
        and value >= $min_value::double
        and ($from_day::date is null or edition_date >= $from_day::date)
    order by value desc, edition_date, metric_id
    limit $rows::integer
)

select
    value,
    text,
    indicator,
    status,
    claimant_name,
    speaker_organization,
    publication,
    edition_date,
    headline,
    sentence,
    metric_id
from marts.numeric_claims
where metric_id in (select picked.metric_id from picked)
order by value desc, edition_date, metric_id
