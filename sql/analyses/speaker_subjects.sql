-- question: What does somebody speak about, and how?
-- row: a speaker and a subject area, the most statements first
-- param speaker varchar = null: name of the speaker; null: everybody
-- param from_day date = null: first edition; null: the first there is
select
    speaker_name,
    topic,
    count(*) as statements,
    count(*) filter (where statement_class = 'commitment') as commitments,
    count(*) filter (where statement_class = 'directive') as directives,
    count(*) filter (where voice = 'direct') as quoted,
    max(edition_date) as last_edition_date,
    max_by(text, (edition_date, statement_id)) as last_text
from main.statements
where
    speaker_name is not null
    and topic is not null
    and ($speaker::varchar is null or speaker_name = $speaker::varchar)
    and ($from_day::date is null or edition_date >= $from_day::date)
group by speaker_name, topic
order by statements desc, speaker_name, topic
