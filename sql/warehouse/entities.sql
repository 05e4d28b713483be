-- Entities derived from their mentions; `touched` holds the entities to derive.
with mentions as (
    select entity_mentions.*
    from main.entity_mentions
    semi join touched using (entity_id)
),

names as (
    select
        entity_id,
        entity_type,
        name
    from mentions
    group by entity_id, entity_type, name
    qualify row_number() over (
        partition by entity_id
        order by length(name) desc, count(*) desc, name
    ) = 1
),

forms as (
    select
        mentions.entity_id,
        mentions.text as form,
        count(*) as times
    from mentions
    inner join names using (entity_id)
    where mentions.text <> names.name
    group by mentions.entity_id, mentions.text
),

aliases as (
    select
        entity_id,
        list(form order by times desc, form) as aliases
    from forms
    group by entity_id
),

counts as (
    select
        entity_id,
        min(edition_date) as first_edition_date,
        max(edition_date) as last_edition_date,
        count(*) as mention_count,
        count(distinct article_id) as article_count
    from mentions
    group by entity_id
),

told as (
    select
        entity_id,
        min(post) as told_apart_by
    from main.namesakes
    group by entity_id
)

select
    names.entity_id,
    names.entity_type,
    names.name,
    coalesce(aliases.aliases, []) as aliases,
    counts.first_edition_date,
    counts.last_edition_date,
    counts.mention_count,
    counts.article_count,
    told.told_apart_by
from names
inner join counts using (entity_id)
left join aliases using (entity_id)
left join told using (entity_id)
order by names.entity_type, names.name
