-- question: Which subjects get more room than before, and which less?
-- row: a subject area of a newspaper, the one that gained most first
-- param from_day date = null: first day of the period; null: thirty days before the last edition
-- param to_day date = null: last day of the period; null: the last edition
with period as (
    select
        coalesce($from_day::date, max(edition_date) - 29) as first_day,
        coalesce($to_day::date, max(edition_date)) as last_day
    from main.documents
),

room as (
    select
        topics.publication,
        topics.topic,
        topics.edition_date >= period.first_day as is_now,
        sum(topics.characters) as characters
    from marts.topics_daily as topics
    cross join period
    where topics.edition_date <= period.last_day
    group by topics.publication, topics.topic, is_now
),

shares as (
    select
        publication,
        topic,
        is_now,
        characters / sum(characters) over (partition by publication, is_now) as share
    from room
)

select
    publication,
    topic,
    round(coalesce(sum(share) filter (where is_now), 0), 4) as share_now,
    round(coalesce(sum(share) filter (where not is_now), 0), 4) as share_before,
    round(coalesce(sum(share) filter (where is_now), 0) - coalesce(sum(share) filter (where not is_now), 0), 4) as gain
from shares
where topic is not null
group by publication, topic
order by gain desc, publication, topic
