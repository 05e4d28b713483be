-- grain: one row per set phrase (提法) and edition date that uses it
-- reader: those who follow the language of politics: which phrases come, spread and go
-- entity_id: the phrase, as in entities
-- name: the phrase in Simplified characters
-- mention_count: mentions on that day, headings included
-- article_count: articles that use it on that day
-- heading_count: mentions in headings
-- first_edition_date: first edition that uses it
-- is_first: whether this is the first edition that uses it
-- mentions_so_far: mentions up to this day and on it
-- month_count: mentions in the thirty days that end on this day
-- month_before_count: mentions in the thirty days before those
-- trend: rising, falling or steady by half and more between both months; new if the phrase is younger than thirty days
with daily as (
    select
        entity_id,
        edition_date,
        count(*) as mention_count,
        count(distinct article_id) as article_count,
        count(*) filter (where statement_id is null) as heading_count
    from main.entity_mentions
    where entity_type = 'formulation'
    group by entity_id, edition_date
),

counted as (
    select
        *,
        min(edition_date) over (partition by entity_id) as first_edition_date,
        sum(mention_count) over (
            partition by entity_id
            order by edition_date
            range between unbounded preceding and current row
        ) as mentions_so_far,
        sum(mention_count) over (
            partition by entity_id
            order by edition_date
            range between interval 29 days preceding and current row
        ) as month_count,
        coalesce(
            sum(mention_count) over (
                partition by entity_id
                order by edition_date
                range between interval 59 days preceding and interval 30 days preceding
            ),
            0
        ) as month_before_count
    from daily
)

select
    counted.entity_id,
    entities.name,
    counted.edition_date,
    counted.mention_count,
    counted.article_count,
    counted.heading_count,
    counted.first_edition_date,
    counted.edition_date = counted.first_edition_date as is_first,
    counted.mentions_so_far::bigint as mentions_so_far,
    counted.month_count::bigint as month_count,
    counted.month_before_count::bigint as month_before_count,
    case
        when counted.edition_date - counted.first_edition_date < 30 then 'new'
        when counted.month_count >= 1.5 * counted.month_before_count then 'rising'
        when counted.month_before_count >= 1.5 * counted.month_count then 'falling'
        else 'steady'
    end as trend
from counted
inner join main.entities on counted.entity_id = entities.entity_id
