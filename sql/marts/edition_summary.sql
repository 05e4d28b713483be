-- grain: one row per edition date · 各期概况
-- reader: whoever runs the platform and looks whether a day came in whole
-- page_count: accepted raw files · 版面数
-- article_count: articles on them · 文章数
-- statement_count: statements in the articles · 语句数
-- attributed_count: statements that somebody is named for · 有发言者语句数
-- metric_count: numeric claims · 指标数
-- mention_count: mentions of entities · 提及次数
-- reconciliation_count: stated numbers that the text lets us test · 核对数
-- disagreement_count: those that the text contradicts · 不一致数
-- characters: length of the pages · 字数
with pages as (
    select
        edition_date,
        count(*) as page_count,
        sum(length(text))::bigint as characters
    from main.documents
    group by edition_date
),

articles as (
    select
        edition_date,
        count(*) as article_count
    from main.articles
    group by edition_date
),

statements as (
    select
        edition_date,
        count(*) as statement_count,
        count(speaker_name) as attributed_count
    from main.statements
    group by edition_date
),

claims as (
    select
        edition_date,
        count(*) as metric_count
    from main.metrics
    group by edition_date
),

mentions as (
    select
        edition_date,
        count(*) as mention_count
    from main.entity_mentions
    group by edition_date
),

tests as (
    select
        edition_date,
        count(*) as reconciliation_count,
        count(*) filter (where verdict = 'disagree') as disagreement_count
    from main.reconciliations
    group by edition_date
)

select
    pages.edition_date,
    pages.page_count,
    coalesce(articles.article_count, 0) as article_count,
    coalesce(statements.statement_count, 0) as statement_count,
    coalesce(statements.attributed_count, 0) as attributed_count,
    coalesce(claims.metric_count, 0) as metric_count,
    coalesce(mentions.mention_count, 0) as mention_count,
    coalesce(tests.reconciliation_count, 0) as reconciliation_count,
    coalesce(tests.disagreement_count, 0) as disagreement_count,
    pages.characters
from pages
left join articles on articles.edition_date = pages.edition_date
left join statements on statements.edition_date = pages.edition_date
left join claims on claims.edition_date = pages.edition_date
left join mentions on mentions.edition_date = pages.edition_date
left join tests on tests.edition_date = pages.edition_date
