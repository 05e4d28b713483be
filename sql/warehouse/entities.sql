-- Entities summed up from what each month holds of them; `touched` holds the entities to derive.
with months as materialized (
    select entity_months.*
    from marts.entity_months
    semi join touched on touched.entity_id = entity_months.entity_id
),

printed as (
    select
        entity_id,
        unnest(forms) as form
    from months
),

forms as materialized (
    select
        printed.entity_id,
        printed.form.entity_type,
        printed.form.name,
        printed.form.form,
        sum(printed.form.times) as times
    from printed
    group by printed.entity_id, printed.form.entity_type, printed.form.name, printed.form.form
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

counts as (
    select
        entity_id,
        min(first_edition_date) as first_edition_date,
        max(last_edition_date) as last_edition_date,
        sum(mention_count) as mention_count,
        sum(article_count) as article_count
    from months
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
