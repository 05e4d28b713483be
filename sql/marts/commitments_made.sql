-- grain: one row per commitment as it was made, without what later editions hold of it · 承诺原文
-- reader: whoever needs only the words and numbers of promises; commitments adds what became of them
-- stored: by edition
-- statement_id: the statement that makes the commitment · 语句标识
-- text: its words as printed · 全文
-- speaker_name: canonical name of who committed itself, null where the paper itself announces it · 发言者
-- numbers: the numbers in the sentence, in print order: as printed, and value, bounds, unit and indicator as read · 数字
with promises as (
    select *
    from main.statements
    where statement_class = 'commitment'
),

numbers as (
    select
        promises.statement_id,
        list(
            {
                text: metrics.text,
                comparator: metrics.comparator,
                value: metrics.value,
                value_low: metrics.value_low,
                value_high: metrics.value_high,
                unit: metrics.unit,
                indicator: metrics.indicator
            } order by metrics.char_start
        ) as numbers
    from promises
    inner join main.metrics on promises.statement_id = metrics.statement_id
    group by promises.statement_id
)

select
    promises.statement_id,
    promises.edition_date,
    articles.publication,
    articles.headline,
    promises.speaker_name,
    promises.speaker_kind,
    promises.speaker_title,
    promises.speaker_organization,
    promises.voice,
    promises.text,
    coalesce(numbers.numbers, []) as numbers,
    promises.horizon_start,
    promises.horizon_end,
    promises.topic,
    promises.article_id,
    promises.document_id,
    promises.char_start,
    promises.char_end
from promises
inner join main.articles on promises.article_id = articles.article_id
left join numbers on promises.statement_id = numbers.statement_id
