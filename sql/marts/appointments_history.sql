-- grain: one row per person, post and stretch of time in which the papers name the person in it · 任职沿革
-- reader: everyone who asks who held which post from when to when, and who came after whom
-- post: organisation and title together · 职务全称
-- held_from: first edition that names the person in the post · 首次见报
-- held_to: last edition that names the person in it before another is named, or at all · 末次见报
-- edition_count: editions that do · 见报期数
-- mention_count: times that they do · 提及次数
-- is_single: whether one person at a time holds such a post: a head of a named organisation, whom no edition names beside another · 是否单人职务
-- previous_holder: who was named in the post before, null unless is_single · 前任
-- next_holder: who is named in it next, null unless is_single: the papers say no more than that the post changed hands · 继任
-- next_from: first edition that names the next holder · 继任首次见报
-- is_latest: whether the papers name nobody else in the post later; they may only have fallen silent · 是否最近任职者
-- told_by: the newspaper, where the name of the organisation says nothing without it (市水务局), else null · 所属报纸
with shared as (
    select
        organization,
        title,
        told_by
    from marts.post_months
    group by organization, title, told_by
    having bool_or(is_crowded)
),

placed as (
    select
        held.*,
        held.is_head and shared.title is null as is_single
    from marts.post_months as held
    left join shared
        on held.title = shared.title
        and held.organization is not distinct from shared.organization
        and held.told_by is not distinct from shared.told_by
),

changes as (
    select
        *,
        is_single
        and person_entity_id != coalesce(
            lag(person_entity_id) over (
                partition by organization, title, told_by
                order by held_from, person_entity_id
            ),
            ''
        ) as is_change
    from placed
),

numbered as (
    select
        *,
        count(*) filter (where is_change) over (
            partition by organization, title, told_by
            order by held_from, person_entity_id
        ) as stretch
    from changes
),

stretches as (
    select
        person_entity_id,
        min(person_name) as person_name,
        organization,
        title,
        told_by,
        is_single,
        min(held_from) as held_from,
        max(held_to) as held_to,
        sum(edition_count)::bigint as edition_count,
        sum(mention_count)::bigint as mention_count
    from numbered
    group by person_entity_id, organization, title, told_by, is_single, stretch
),

followed as (
    select
        *,
        lag(person_name) over (
            partition by organization, title, told_by
            order by held_from, person_entity_id
        ) as named_before,
        lead(person_name) over (
            partition by organization, title, told_by
            order by held_from, person_entity_id
        ) as named_next,
        lead(held_from) over (
            partition by organization, title, told_by
            order by held_from, person_entity_id
        ) as next_named_on
    from stretches
)

select
    followed.person_entity_id,
    followed.person_name,
    concat_ws('', followed.organization, followed.title) as post,
    followed.title,
    followed.organization,
    followed.held_from,
    followed.held_to,
    followed.edition_count,
    followed.mention_count,
    followed.is_single,
    case when followed.is_single then followed.named_before end as previous_holder,
    case when followed.is_single then followed.named_next end as next_holder,
    case when followed.is_single then followed.next_named_on end as next_from,
    not followed.is_single or followed.named_next is null as is_latest,
    followed.told_by
from followed
