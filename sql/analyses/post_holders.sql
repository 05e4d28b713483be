-- question: Who held a post, from when to when?
-- row: a person and a stretch of time in the post, posts in alphabetical order
-- param post varchar = 书记: words that organisation and title together hold
-- param on_day date = null: only who was named before and after this day, or last before it; null: all times
select
    post,
    person_name,
    held_from,
    held_to,
    edition_count,
    previous_holder,
    next_holder
from marts.appointments_history
where
    contains(post, $post::varchar)
    and ($on_day::date is null or held_from <= $on_day::date and coalesce(next_from > $on_day::date, true))
order by post, held_from, person_name
