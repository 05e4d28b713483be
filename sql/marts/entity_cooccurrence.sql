-- grain: one row per entity and other entity that statements name together, each pair in both directions · 实体同现
-- reader: researchers who ask with whom, with which bodies, places and phrases somebody or something is named
-- entity_id: the entity, as in entities · 实体标识
-- name: its canonical name · 规范名称
-- entity_type: its type · 实体类型
-- other_id: the entity named with it · 同现实体标识
-- other_name: its canonical name · 同现实体
-- other_type: its type · 同现实体类型
-- statement_count: statements that name both, two at least; long lists are left out, see pair_months · 语句数
-- article_count: articles in which they stand in one statement · 文章数
-- edition_count: editions in which they do · 见报期数
-- first_edition_date: first edition in which they do · 首见日期
-- last_edition_date: last edition in which they do · 末见日期
with pairs as (
    select
        entity_id,
        other_id,
        sum(statement_count)::bigint as statement_count,
        sum(article_count)::bigint as article_count,
        sum(edition_count)::bigint as edition_count,
        min(first_edition_date) as first_edition_date,
        max(last_edition_date) as last_edition_date
    from marts.pair_months
    group by entity_id, other_id
    having sum(statement_count) > 1
),

directed as (
    select * from pairs
    union all by name
    select * replace (other_id as entity_id, entity_id as other_id)
    from pairs
)

select
    directed.entity_id,
    one.name,
    one.entity_type,
    directed.other_id,
    other.name as other_name,
    other.entity_type as other_type,
    directed.statement_count,
    directed.article_count,
    directed.edition_count,
    directed.first_edition_date,
    directed.last_edition_date
from directed
inner join main.entities as one on one.entity_id = directed.entity_id
inner join main.entities as other on other.entity_id = directed.other_id
