-- question: Which targets in numbers are set, for when, by whom?
-- row: a number still to be reached, the earliest period first
-- param until date = null: only targets due by this day; null: all, those without a stated day last
-- param words varchar = null: words that the sentence holds; null: every sentence
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
where
    status = 'target'
    and ($until::date is null or period_end <= $until::date)
    and ($words::varchar is null or contains(sentence, $words::varchar))
order by due nulls last, edition_date, metric_id
