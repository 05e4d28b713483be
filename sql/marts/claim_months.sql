-- grain: one row per speaker, thing and month in which the speaker gives figures for it · 发言者数字月表
-- reader: those who follow what somebody says about one thing; commitment_follow_ups reads it
-- stored: by month
-- link: what the thing is known by: indicator (called alike, in three characters or more) or number (the same number of things) · 关联依据
-- speaker_entity_id: the speaker, as in entities · 发言者标识
-- month: first day of the month · 月份
-- indicator: the thing's name, null where it is known by its number · 指标名称
-- value: the number that it is known by, else null · 数值
-- claim: the last figure of the month: edition, claim, statement, as printed, and what it measures · 末次说法
-- actual: the last one that is so already, with its value; null if there is none · 末次实际数
with claims as (
    select
        metrics.metric_id,
        metrics.statement_id,
        metrics.edition_date,
        metrics.text,
        metrics.indicator,
        metrics.value,
        metrics.unit,
        metrics.change,
        metrics.status,
        statements.speaker_entity_id
    from main.statements
    inner join main.metrics on statements.statement_id = metrics.statement_id
    where
        statements.speaker_entity_id is not null
        and metrics.value is not null
        and length(metrics.indicator) > 1
),

known as (
    select
        *,
        'number' as link,
        null::varchar as known_as,
        value as known_value
    from claims
    union all
    select
        *,
        'indicator' as link,
        indicator as known_as,
        null::double as known_value
    from claims
    where length(indicator) > 2
)

select
    known.link,
    known.speaker_entity_id,
    known.unit,
    known.change,
    known.known_as as indicator,
    known.known_value as value,
    date_trunc('month', known.edition_date)::date as month,
    max(
        {
            edition_date: known.edition_date,
            metric_id: known.metric_id,
            statement_id: known.statement_id,
            text: known.text,
            indicator: known.indicator
        }
    ) as claim,
    max({ edition_date: known.edition_date, value: known.value }) filter (where known.status = 'actual') as actual
from known
group by
    known.link, known.speaker_entity_id, known.unit, known.change, known.known_as, known.known_value, month
