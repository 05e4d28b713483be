-- question: Which bodies and people are written about without a word of their own?
-- row: a person or organisation that is named and never speaks, the most articles first
-- param min_articles integer = 1: only who is named in so many articles
-- param entity_type varchar = null: person or organization; null: both
with heard as (
    select distinct speaker_entity_id as entity_id
    from main.statements
    where speaker_entity_id is not null
)

select
    entities.name,
    entities.entity_type,
    entities.mention_count,
    entities.article_count,
    entities.first_edition_date,
    entities.last_edition_date
from main.entities
anti join heard on entities.entity_id = heard.entity_id
where
    entities.entity_type in ('person', 'organization')
    and ($entity_type::varchar is null or entities.entity_type = $entity_type::varchar)
    and entities.article_count >= $min_articles::integer
order by entities.article_count desc, entities.mention_count desc, entities.name
