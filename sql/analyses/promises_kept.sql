-- question: What became of promises: which were spoken of again, which passed their day in silence?
-- row: a commitment with what its speaker said last about one of its numbers, if anything
-- param progress varchar = null: reached, taken_up or silent; null: all three
-- param speaker varchar = null: name of the speaker; null: everybody
select
    commitments.progress,
    commitments.speaker_name,
    commitments.edition_date,
    commitments.text,
    commitments.horizon_end as due,
    follow_ups.promised,
    follow_ups.later_edition_date,
    follow_ups.later_number,
    later.text as later_text,
    commitments.statement_id
from marts.commitments
left join marts.commitment_follow_ups as follow_ups on commitments.statement_id = follow_ups.statement_id
left join main.statements as later on follow_ups.later_statement_id = later.statement_id
where
    commitments.progress != 'open'
    and ($progress::varchar is null or commitments.progress = $progress::varchar)
    and ($speaker::varchar is null or commitments.speaker_name = $speaker::varchar)
order by commitments.edition_date desc, commitments.statement_id, follow_ups.metric_id
