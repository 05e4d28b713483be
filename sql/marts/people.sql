-- grain: one row per person · 人物
-- reader: everyone who asks who a person is, and whether one name stands for one person
-- entity_id: the person, as in entities · 实体标识
-- name: canonical name · 规范名称
-- aliases: other printed forms · 别称
-- posts: organisation and title, the latest first · 职务
-- told_apart_by: the post that tells the person from others of the name; null if the name stands for one person · 区别于同名者的职务
-- posts_apart: true if an article gives posts of which neither title nor organisation stands with the name in any other article, so that it may speak of another person of this name; null if fewer than two articles give posts · 职务是否无关联
-- mention_count: mentions, headings included · 提及次数
-- article_count: articles that name the person · 文章数
-- statement_count: statements of the person · 语句数
-- first_edition_date: first edition that names the person · 首见日期
-- last_edition_date: last edition that names the person · 末见日期
with said as (
    select
        speaker_entity_id as entity_id,
        count(*) as statement_count
    from main.statements
    group by speaker_entity_id
),

held as (
    select
        person_entity_id as entity_id,
        concat_ws('', organization, title) as post,
        max(edition_date) as last_edition_date
    from main.appointments
    group by person_entity_id, post
),

posts as (
    select
        entity_id,
        list(post order by last_edition_date desc, post) as posts
    from held
    group by entity_id
),

given as (
    select distinct
        person_entity_id as entity_id,
        article_id,
        unnest(list_append(list_transform(string_split(title, '、'), lambda t: 't ' || t), 'o ' || organization)) as part
    from main.appointments
),

-- A title or body that stands with the name in a second article links both.
shared as (
    select
        entity_id,
        part
    from given
    where part is not null
    group by entity_id, part
    having count(*) > 1
),

articles as (
    select
        given.entity_id,
        given.article_id,
        count(shared.part) > 0 as is_linked
    from given
    left join shared on shared.entity_id = given.entity_id and shared.part = given.part
    group by given.entity_id, given.article_id
),

apart as (
    select
        entity_id,
        bool_or(not is_linked) as posts_apart
    from articles
    group by entity_id
    having count(*) > 1
)

select
    entities.entity_id,
    entities.name,
    entities.aliases,
    coalesce(posts.posts, []) as posts,
    entities.told_apart_by,
    apart.posts_apart,
    entities.mention_count::bigint as mention_count,
    entities.article_count::bigint as article_count,
    coalesce(said.statement_count, 0) as statement_count,
    entities.first_edition_date,
    entities.last_edition_date
from main.entities
left join posts on posts.entity_id = entities.entity_id
left join apart on apart.entity_id = entities.entity_id
left join said on said.entity_id = entities.entity_id
where entities.entity_type = 'person'
