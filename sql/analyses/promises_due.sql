-- question: What has somebody promised, and what of it is due in a period?
-- row: a commitment whose last day falls into the period, the earliest first
-- param speaker varchar = null: name of the speaker, or of a body whose people speak; null: everybody
-- param due_from date = null: first day of the period; null: first day of the quarter of the last edition
-- param due_to date = null: last day of the period; null: last day of that quarter
-- param rows integer = 500: so many rows at most, the first in this order; null: all of them
with period as (
    select
        coalesce($due_from::date, date_trunc('quarter', max(edition_date))::date) as first_day,
        coalesce(
            $due_to::date, (date_trunc('quarter', max(edition_date)) + interval 3 months - interval 1 day)::date
        ) as last_day
    from main.documents
)

select
    commitments.horizon_end as due,
    commitments.speaker_name,
    commitments.speaker_organization,
    commitments.text,
    list_transform(commitments.numbers, lambda n: n.text) as numbers,
    commitments.progress,
    commitments.edition_date,
    commitments.statement_id
from marts.commitments
cross join period
where
    commitments.horizon_end between period.first_day and period.last_day
    and (
        $speaker::varchar is null
        or commitments.speaker_name = $speaker::varchar
        or contains(commitments.speaker_organization, $speaker::varchar)
    )
order by due, commitments.speaker_name, commitments.statement_id
limit $rows::integer
