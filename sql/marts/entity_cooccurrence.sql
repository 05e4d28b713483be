-- grain: one row per entity and other entity that statements name together, each pair in both directions · 实体同现
-- reader: researchers who ask with whom, with which bodies, places and phrases somebody or something is named
-- entity_id: the entity, as in entities · 实体标识
-- name: its canonical name · 规范名称
-- entity_type: its type · 实体类型
-- other_id: the entity named with it · 同现实体标识
-- other_name: its canonical name · 同现实体
-- other_type: its type · 同现实体类型
-- statement_count: statements that name both, two at least; long lists are left out, see below · 语句数
-- article_count: articles in which they stand in one statement · 文章数
-- edition_count: editions in which they do · 见报期数
-- first_edition_date: first edition in which they do · 首见日期
-- last_edition_date: last edition in which they do · 末见日期
with named as (
    select distinct
        statement_id,
        article_id,
        edition_date,
        entity_id
    from main.entity_mentions
    where statement_id is not null
),

-- A statement of more than twelve names is a list: it says little of any pair, and its pairs would be most of all.
lists as (
    select statement_id
    from named
    group by statement_id
    having count(*) > 12
),

kept as (
    select
        named.statement_id,
        named.article_id,
        named.edition_date,
        named.entity_id,
        entities.name,
        entities.entity_type
    from named
    inner join main.entities on named.entity_id = entities.entity_id
    anti join lists on named.statement_id = lists.statement_id
)

select
    one.entity_id,
    one.name,
    one.entity_type,
    other.entity_id as other_id,
    other.name as other_name,
    other.entity_type as other_type,
    count(*) as statement_count,
    count(distinct one.article_id) as article_count,
    count(distinct one.edition_date) as edition_count,
    min(one.edition_date) as first_edition_date,
    max(one.edition_date) as last_edition_date
from kept as one
inner join kept as other
    on one.statement_id = other.statement_id
    and one.entity_id != other.entity_id
group by one.entity_id, one.name, one.entity_type, other.entity_id, other.name, other.entity_type
having count(*) > 1
