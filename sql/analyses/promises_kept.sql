-- question: What became of promises: which were spoken of again, which passed their day in silence?
-- row: a commitment with what its speaker said last about one of its numbers, if anything
-- param progress varchar = null: reached, taken_up or silent; null: all three
-- param speaker varchar = null: name of the speaker; null: everybody
-- param rows integer = 500: so many rows at most, the first in this order; null: all of them
with picked as (
    select
        statement_id,
        edition_date,
        progress
    from marts.commitments
    where
        progress != 'open'
        and ($progress::varchar is null or progress = $progress::varchar)
        and ($speaker::varchar is null or speaker_name = $speaker::varchar)
    order by edition_date desc, statement_id
    limit $rows::integer
),

follow_ups as (
    select found.*
    from marts.commitment_follow_ups as found
    semi join picked on found.edition_date = picked.edition_date and found.statement_id = picked.statement_id
)

select
    picked.progress,
    promises.speaker_name,
    promises.edition_date,
    promises.text,
    promises.horizon_end as due,
    follow_ups.promised,
    follow_ups.later_edition_date,
    follow_ups.later_number,
    later.text as later_text,
    promises.statement_id
from picked
inner join marts.commitments_made as promises
    on picked.edition_date = promises.edition_date
    and picked.statement_id = promises.statement_id
left join follow_ups on picked.statement_id = follow_ups.statement_id
left join main.statements as later
    on follow_ups.later_edition_date = later.edition_date
    and follow_ups.later_statement_id = later.statement_id
order by promises.edition_date desc, promises.statement_id, follow_ups.metric_id
limit $rows::integer
