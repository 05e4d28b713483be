-- grain: one row per person, post, month and run of editions that name nobody else in the post · 任职月表
-- reader: those who ask when a post changed hands; appointments_history sums it up
-- stored: by month
-- person_entity_id: the person, as in entities · 人物实体标识
-- person_name: the person's name · 姓名
-- title: title without the organisation, each of several on its own · 职务
-- told_by: the newspaper, where the name of the organisation says nothing without it (市水务局), else null · 所属报纸
-- month: first day of the month · 月份
-- is_head: whether the title is that of a head of a named organisation, which one person at a time holds · 是否正职
-- is_crowded: whether an edition of the month names several persons in the post · 是否同期多人
-- held_from: first edition of the run · 首见日期
-- held_to: last edition of the run · 末见日期
-- edition_count: editions that name the person in the post · 见报期数
-- mention_count: times that they do · 提及次数
with titles as (
    select
        appointments.person_entity_id,
        appointments.person_name,
        appointments.organization,
        appointments.edition_date,
        unnest(string_split(appointments.title, '、')) as title,
        case
            when regexp_matches(appointments.organization, '^[省市区县州旗镇乡本我全]') then articles.publication
        end as told_by
    from main.appointments
    inner join main.articles on appointments.article_id = articles.article_id
),

held as (
    select
        person_entity_id,
        min(person_name) as person_name,
        organization,
        title,
        told_by,
        edition_date,
        count(*) as mention_count,
        coalesce(
            organization is not null
            and regexp_matches(
                title,
                '^(书记|主席|主任|市长|区长|县长|州长|镇长|乡长|省长|部长|厅长|局长|司长|处长|科长|所长|院长|校长|馆长|台长|'
                '社长|会长|理事长|董事长|总裁|总经理|行长|厂长|站长|检察长|总理|总统|首相|国务卿|总书记|党委书记|党组书记|'
                '党工委书记|管委会主任|总编辑|秘书长|司令员|政委|驻华大使)$'
            ),
            false
        ) as is_head
    from titles
    group by person_entity_id, organization, title, told_by, edition_date
),

placed as (
    select
        *,
        date_trunc('month', edition_date)::date as month,
        count(*) over (partition by organization, title, told_by, edition_date) > 1 as is_crowded
    from held
),

changes as (
    select
        *,
        person_entity_id != coalesce(
            lag(person_entity_id) over (
                partition by organization, title, told_by, month
                order by edition_date, person_entity_id
            ),
            ''
        ) as is_change
    from placed
),

numbered as (
    select
        *,
        count(*) filter (where is_change) over (
            partition by organization, title, told_by, month
            order by edition_date, person_entity_id
        ) as run
    from changes
)

select
    person_entity_id,
    min(person_name) as person_name,
    title,
    organization,
    told_by,
    month,
    bool_or(is_head) as is_head,
    bool_or(is_crowded) as is_crowded,
    min(edition_date) as held_from,
    max(edition_date) as held_to,
    count(*) as edition_count,
    sum(mention_count)::bigint as mention_count
from numbered
group by person_entity_id, organization, title, told_by, month, run
