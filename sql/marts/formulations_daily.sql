-- grain: one row per set phrase (提法) and edition date that uses it · 提法日表
-- reader: those who follow the language of politics: which phrases come, spread and go
-- entity_id: the phrase, as in entities · 实体标识
-- name: the phrase in Simplified characters · 规范名称
-- mention_count: mentions on that day, headings included · 提及次数
-- article_count: articles that use it on that day · 文章数
-- heading_count: mentions in headings · 标题提及次数
-- first_edition_date: first edition that uses it · 首见日期
-- is_first: whether this is the first edition that uses it · 是否首次出现
-- mentions_so_far: mentions up to this day and on it · 累计次数
-- month_count: mentions in the thirty days that end on this day · 近三十日次数
-- month_before_count: mentions in the thirty days before those · 前三十日次数
-- trend: rising, falling or steady by half and more between both months; new if the phrase is younger than thirty days · 趋势
with counted as (
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
    from marts.formulation_days
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
