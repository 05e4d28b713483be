-- question: With whom and what is somebody or something named?
-- row: an entity that at least two statements name together with it, the most statements first
-- param name varchar = null: canonical name of the entity; null: every entity
-- param other_type varchar = null: person, organization, place, event, work or formulation; null: every type
-- param rows integer = 500: so many rows at most, the first in this order; null: all of them
select
    name,
    other_name,
    other_type,
    statement_count,
    article_count,
    edition_count,
    first_edition_date,
    last_edition_date
from marts.entity_cooccurrence
where
    ($name::varchar is null or name = $name::varchar)
    and ($other_type::varchar is null or other_type = $other_type::varchar)
order by statement_count desc, name, other_name
limit $rows::integer
