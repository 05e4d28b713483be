-- grain: one row per speaker, by name and kind, and month in which the speaker is heard · 发言者月表
-- reader: those who follow who is heard through the years; speakers sums it up
-- stored: by month
-- month: first day of the month · 月份
-- posts: titles with their organisation, and how often each stands with a statement · 职务
-- statement_count: statements of the speaker in that month · 语句数
-- article_count: articles that the speaker is heard in · 文章数
-- commitment_count: statements of class commitment · 承诺数
-- achievement_count: statements of class achievement · 成绩数
-- appraisal_count: statements of class appraisal · 评价数
-- directive_count: statements of class directive · 要求数
-- fact_count: statements of class fact · 事实数
-- direct_count: statements inside quotation marks · 直接引语数
-- metric_count: numeric claims in the speaker's statements · 指标数
-- characters: length of all statements · 字数
-- first_edition_date: first edition of the month that the speaker is heard in · 首见日期
-- last_edition_date: last edition of the month that the speaker is heard in · 末见日期
with said as (
    select
        *,
        date_trunc('month', edition_date)::date as month
    from main.statements
    where speaker_name is not null
),

held as (
    select
        speaker_name,
        speaker_kind,
        month,
        concat_ws('', speaker_organization, speaker_title) as post,
        count(*) as times
    from said
    where speaker_title is not null
    group by speaker_name, speaker_kind, month, post
),

posts as (
    select
        speaker_name,
        speaker_kind,
        month,
        list({ post: post, times: times } order by times desc, post) as posts
    from held
    group by speaker_name, speaker_kind, month
),

claims as (
    select
        said.speaker_name,
        said.speaker_kind,
        said.month,
        count(*) as metric_count
    from said
    inner join main.metrics on metrics.statement_id = said.statement_id
    group by said.speaker_name, said.speaker_kind, said.month
),

heard as (
    select
        speaker_name,
        speaker_kind,
        month,
        count(*) as statement_count,
        count(distinct article_id) as article_count,
        count(*) filter (where statement_class = 'commitment') as commitment_count,
        count(*) filter (where statement_class = 'achievement') as achievement_count,
        count(*) filter (where statement_class = 'appraisal') as appraisal_count,
        count(*) filter (where statement_class = 'directive') as directive_count,
        count(*) filter (where statement_class = 'fact') as fact_count,
        count(*) filter (where voice = 'direct') as direct_count,
        sum(length(text))::bigint as characters,
        min(edition_date) as first_edition_date,
        max(edition_date) as last_edition_date
    from said
    group by speaker_name, speaker_kind, month
)

select
    heard.speaker_name,
    heard.speaker_kind,
    heard.month,
    coalesce(posts.posts, []) as posts,
    heard.statement_count,
    heard.article_count,
    heard.commitment_count,
    heard.achievement_count,
    heard.appraisal_count,
    heard.directive_count,
    heard.fact_count,
    heard.direct_count,
    coalesce(claims.metric_count, 0) as metric_count,
    heard.characters,
    heard.first_edition_date,
    heard.last_edition_date
from heard
left join posts
    on posts.speaker_name = heard.speaker_name
    and posts.speaker_kind is not distinct from heard.speaker_kind
    and posts.month = heard.month
left join claims
    on claims.speaker_name = heard.speaker_name
    and claims.speaker_kind is not distinct from heard.speaker_kind
    and claims.month = heard.month
