-- question: Who left which post, and who came after?
-- row: a person and a post: sure where a successor is named; else only a hint, as the papers name the person in it no more
-- param silent_days integer = 30: so many days without a word before the last edition are a hint
-- param organization varchar = null: words that the organisation holds; null: every organisation
with last_edition as (
    select max(edition_date) as edition_date
    from main.documents
)

select
    case when history.next_holder is not null then 'successor named' else 'not named since' end as basis,
    history.person_name,
    history.post,
    history.held_from,
    history.held_to,
    history.next_holder,
    history.next_from,
    last_edition.edition_date - history.held_to as silent_days
from marts.appointments_history as history
cross join last_edition
where
    (history.next_holder is not null or last_edition.edition_date - history.held_to >= $silent_days::integer)
    and ($organization::varchar is null or contains(history.organization, $organization::varchar))
order by
    history.next_holder is null, coalesce(history.next_from, history.held_to) desc, history.post, history.person_name
