-- question: Who promises much and reports little, and who the other way round?
-- row: a speaker with commitments or achievements, the most commitments first
-- param kind varchar = null: person, organization, group or document; null: every kind
-- param min_statements integer = 1: only speakers with so many commitments and achievements together
select
    speaker_name,
    speaker_kind,
    posts,
    commitment_count,
    achievement_count,
    round(commitment_count / (commitment_count + achievement_count), 2) as promise_share,
    last_edition_date
from marts.speakers
where
    commitment_count + achievement_count >= greatest($min_statements::integer, 1)
    and ($kind::varchar is null or speaker_kind = $kind::varchar)
order by commitment_count desc, achievement_count desc, speaker_name
