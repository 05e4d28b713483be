-- grain: one row per speaker, by name and kind · 发言者
-- reader: reporters who want to know who is heard in the paper, in which posts and how
-- posts: titles with their organisation, the most frequent first · 职务
-- statement_count: statements of the speaker · 语句数
-- article_count: articles that the speaker is heard in · 文章数
-- commitment_count: statements of class commitment · 承诺数
-- achievement_count: statements of class achievement · 成绩数
-- appraisal_count: statements of class appraisal · 评价数
-- directive_count: statements of class directive · 要求数
-- fact_count: statements of class fact · 事实数
-- direct_count: statements inside quotation marks · 直接引语数
-- metric_count: numeric claims in the speaker's statements · 指标数
-- characters: length of all statements · 字数
-- first_edition_date: first edition that the speaker is heard in · 首见日期
-- last_edition_date: last edition that the speaker is heard in · 末见日期
with printed as (
    select
        speaker_name,
        speaker_kind,
        unnest(posts) as part
    from marts.speaker_months
),

held as (
    select
        printed.speaker_name,
        printed.speaker_kind,
        printed.part.post,
        sum(printed.part.times) as times
    from printed
    group by printed.speaker_name, printed.speaker_kind, printed.part.post
),

posts as (
    select
        speaker_name,
        speaker_kind,
        list(post order by times desc, post) as posts
    from held
    group by speaker_name, speaker_kind
),

heard as (
    select
        speaker_name,
        speaker_kind,
        sum(statement_count)::bigint as statement_count,
        sum(article_count)::bigint as article_count,
        sum(commitment_count)::bigint as commitment_count,
        sum(achievement_count)::bigint as achievement_count,
        sum(appraisal_count)::bigint as appraisal_count,
        sum(directive_count)::bigint as directive_count,
        sum(fact_count)::bigint as fact_count,
        sum(direct_count)::bigint as direct_count,
        sum(metric_count)::bigint as metric_count,
        sum(characters)::bigint as characters,
        min(first_edition_date) as first_edition_date,
        max(last_edition_date) as last_edition_date
    from marts.speaker_months
    group by speaker_name, speaker_kind
)

select
    heard.speaker_name,
    heard.speaker_kind,
    coalesce(posts.posts, []) as posts,
    heard.statement_count,
    heard.article_count,
    heard.commitment_count,
    heard.achievement_count,
    heard.appraisal_count,
    heard.directive_count,
    heard.fact_count,
    heard.direct_count,
    heard.metric_count,
    heard.characters,
    heard.first_edition_date,
    heard.last_edition_date
from heard
left join posts
    on posts.speaker_name = heard.speaker_name
    and posts.speaker_kind is not distinct from heard.speaker_kind
