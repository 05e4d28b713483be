-- grain: one row per entity and month that names it · 实体月表
-- reader: those who follow a name through the years; the table entities sums it up
-- stored: by month
-- entity_id: the entity, as in entities · 实体标识
-- month: first day of the month · 月份
-- mention_count: mentions in that month, headings included · 提及次数
-- article_count: articles that name it in that month · 文章数
-- first_edition_date: first edition of the month that names it · 首见日期
-- last_edition_date: last edition of the month that names it · 末见日期
-- forms: printed forms with the canonical name of their page, and how often each was printed · 各种写法
with mentions as (
    select
        entity_id,
        date_trunc('month', edition_date)::date as month,
        edition_date,
        article_id,
        entity_type,
        name,
        text
    from main.entity_mentions
),

printed as (
    select
        entity_id,
        month,
        entity_type,
        name,
        text as form,
        count(*) as times
    from mentions
    group by entity_id, month, entity_type, name, form
),

forms as (
    select
        entity_id,
        month,
        list(
            { entity_type: entity_type, name: name, form: form, times: times }
            order by entity_type, name, form
        ) as forms
    from printed
    group by entity_id, month
),

counts as (
    select
        entity_id,
        month,
        count(*) as mention_count,
        count(distinct article_id) as article_count,
        min(edition_date) as first_edition_date,
        max(edition_date) as last_edition_date
    from mentions
    group by entity_id, month
)

select
    counts.entity_id,
    counts.month,
    counts.mention_count,
    counts.article_count,
    counts.first_edition_date,
    counts.last_edition_date,
    forms.forms
from counts
inner join forms on forms.entity_id = counts.entity_id and forms.month = counts.month
