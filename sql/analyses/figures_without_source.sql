-- question: Which figures does the paper give without saying whose they are?
-- row: a figure that is so already and stands in the paper's own words, the latest edition first
-- param dimension varchar = null: money, ratio, count and so on; null: every dimension
-- param from_day date = null: first edition; null: the first there is
select
    edition_date,
    publication,
    headline,
    indicator,
    text,
    change,
    change_basis,
    sentence,
    metric_id
from marts.numeric_claims
where
    claimant_name is null
    and statement_id is not null
    and status = 'actual'
    and indicator is not null
    and ($dimension::varchar is null or dimension = $dimension::varchar)
    and ($from_day::date is null or edition_date >= $from_day::date)
order by edition_date desc, publication, metric_id
