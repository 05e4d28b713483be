-- Entities derived from their mentions; `touched` holds the entities to derive.
with forms as materialized (
    select
        entity_mentions.entity_id,
        entity_mentions.entity_type,
        entity_mentions.name,
        entity_mentions.text as form,
        count(*) as times,
        min(entity_mentions.edition_date) as first_edition_date,
        max(entity_mentions.edition_date) as last_edition_date
    from main.entity_mentions
    semi join touched on touched.entity_id = entity_mentions.entity_id
    group by entity_mentions.entity_id, entity_mentions.entity_type, entity_mentions.name, entity_mentions.text
),

names as (
    select
        entity_id,
        entity_type,
        name
    from forms
    group by entity_id, entity_type, name
    qualify row_number() over (
        partition by entity_id
        order by length(name) desc, sum(times) desc, name
    ) = 1
),

other_forms as (
    select
        forms.entity_id,
        forms.form,
        sum(forms.times) as times
    from forms
    inner join names on names.entity_id = forms.entity_id
    where forms.form <> names.name
    group by forms.entity_id, forms.form
),

aliases as (
    select
        entity_id,
        list(form order by times desc, form) as aliases
    from other_forms
    group by entity_id
),

articles as (
    select
        entity_mentions.entity_id,
        count(distinct entity_mentions.article_id) as article_count
    from main.entity_mentions
    semi join touched on touched.entity_id = entity_mentions.entity_id
    group by entity_mentions.entity_id
),

counts as (
    select
        entity_id,
        min(first_edition_date) as first_edition_date,
        max(last_edition_date) as last_edition_date,
        sum(times) as mention_count
    from forms
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
    articles.article_count,
    told.told_apart_by
from names
inner join counts using (entity_id)
inner join articles using (entity_id)
left join aliases using (entity_id)
left join told using (entity_id)
order by names.entity_type, names.name
