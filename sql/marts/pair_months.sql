-- grain: one row per pair of entities and month in which statements name both · 实体同现月表
-- reader: researchers who ask when two names stand together; entity_cooccurrence sums it up
-- stored: by month
-- entity_id: the entity of the pair whose id is the smaller one · 实体标识
-- other_id: the other one · 同现实体标识
-- month: first day of the month · 月份
-- statement_count: statements of the month that name both; long lists are left out, see below · 语句数
-- article_count: articles in which they stand in one statement · 文章数
-- edition_count: editions in which they do · 见报期数
-- first_edition_date: first edition of the month in which they do · 首见日期
-- last_edition_date: last edition of the month in which they do · 末见日期
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
        date_trunc('month', named.edition_date)::date as month,
        named.entity_id
    from named
    anti join lists on named.statement_id = lists.statement_id
)

select
    one.entity_id,
    other.entity_id as other_id,
    one.month,
    count(*) as statement_count,
    count(distinct one.article_id) as article_count,
    count(distinct one.edition_date) as edition_count,
    min(one.edition_date) as first_edition_date,
    max(one.edition_date) as last_edition_date
from kept as one
inner join kept as other
    on one.statement_id = other.statement_id
    and one.entity_id < other.entity_id
group by one.entity_id, other.entity_id, one.month
