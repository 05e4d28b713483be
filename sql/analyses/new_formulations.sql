-- question: Which set phrases (提法) are new this month?
-- row: a phrase that the warehouse sees for the first time in the month, with the sentence that brings it
-- param month date = null: any day of the month; null: the month of the last edition
with months as (
    select date_trunc('month', coalesce($month::date, max(edition_date)))::date as first_day
    from main.documents
),

firsts as (
    select
        formulations.entity_id,
        formulations.name,
        formulations.first_edition_date,
        formulations.mention_count,
        formulations.article_count
    from main.entities as formulations
    cross join months
    where
        formulations.entity_type = 'formulation'
        and date_trunc('month', formulations.first_edition_date)::date = months.first_day
),

sentences as (
    select
        firsts.entity_id,
        min_by(mentions.article_id, (mentions.article_id, mentions.char_start)) as article_id,
        min_by(mentions.statement_id, (mentions.article_id, mentions.char_start)) as statement_id
    from firsts
    inner join main.entity_mentions as mentions
        on
        firsts.entity_id = mentions.entity_id
        and firsts.first_edition_date = mentions.edition_date
    group by firsts.entity_id
)

select
    firsts.name,
    firsts.first_edition_date,
    firsts.mention_count,
    firsts.article_count,
    articles.publication,
    articles.headline,
    statements.speaker_name,
    statements.text
from firsts
inner join sentences on firsts.entity_id = sentences.entity_id
inner join main.articles on sentences.article_id = articles.article_id
left join main.statements on sentences.statement_id = statements.statement_id
order by firsts.mention_count desc, firsts.first_edition_date, firsts.name
