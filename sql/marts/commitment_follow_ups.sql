-- grain: one row per number of a commitment that its speaker speaks of again in a later edition · 承诺后续
-- reader: editors who check promises; commitments sums these rows up
-- statement_id: the statement that makes the commitment · 语句标识
-- metric_id: its number · 指标标识
-- edition_date: edition of the commitment · 出版日期
-- promised: the number as printed · 承诺数字
-- later_metric_id: what the speaker said last about the same thing: the claim · 后续指标标识
-- later_statement_id: the statement that holds it · 后续语句标识
-- later_edition_date: its edition · 后续日期
-- later_number: its number as printed · 后续数字
-- link: why both are taken for the same thing: indicator if it is called alike in three characters or more, else number if the same number of things of one name is said again · 关联依据
-- speaker_entity_id: who promised and spoke of it again · 发言者标识
-- is_met: whether the last later figure that is so already (status actual) meets the commitment · 是否达成
with claims as (
    select
        metrics.metric_id,
        metrics.statement_id,
        metrics.edition_date,
        metrics.text,
        metrics.indicator,
        metrics.value,
        metrics.comparator,
        metrics.unit,
        metrics.dimension,
        metrics.change,
        metrics.status,
        statements.speaker_entity_id,
        statements.statement_class = 'commitment' and metrics.status = 'target' as is_promise
    from main.statements
    inner join main.metrics on statements.statement_id = metrics.statement_id
    where
        statements.speaker_entity_id is not null
        and metrics.value is not null
        and length(metrics.indicator) > 1
),

keys as (
    select
        metric_id,
        edition_date,
        value,
        status,
        is_promise,
        'number' as link,
        hash(speaker_entity_id, unit, change, value) as key
    from claims
    union all
    select
        metric_id,
        edition_date,
        value,
        status,
        is_promise,
        'indicator' as link,
        hash(speaker_entity_id, unit, change, indicator) as key
    from claims
    where length(indicator) > 2
),

latest as (
    select
        link,
        key,
        max(edition_date) as edition_date,
        max({ edition_date: edition_date, metric_id: metric_id }) as claim,
        max({ edition_date: edition_date, value: value }) filter (where status = 'actual') as actual
    from keys
    group by link, key
    having bool_or(is_promise)
),

heard as (
    select
        keys.metric_id,
        min(keys.link) as link,
        max(latest.claim) as claim,
        max(latest.actual) as actual
    from keys
    inner join latest
        on keys.link = latest.link
        and keys.key = latest.key
        and keys.edition_date < latest.edition_date
    where keys.is_promise
    group by keys.metric_id
),

compared as (
    select
        promised.statement_id,
        promised.metric_id,
        promised.edition_date,
        promised.text as promised,
        later.metric_id as later_metric_id,
        later.statement_id as later_statement_id,
        later.edition_date as later_edition_date,
        later.text as later_number,
        heard.link,
        promised.speaker_entity_id,
        heard.actual.edition_date > promised.edition_date
        and case
            when promised.comparator in ('>', '>=') or promised.comparator = '=' and promised.dimension = 'count'
            then heard.actual.value >= promised.value
            when promised.comparator in ('<', '<=')
            then heard.actual.value <= promised.value
            else abs(heard.actual.value - promised.value) <= 0.005 * abs(promised.value)
        end as is_met
    from heard
    inner join claims as promised on heard.metric_id = promised.metric_id
    inner join claims as later on heard.claim.metric_id = later.metric_id
    where contains(promised.indicator, later.indicator) or contains(later.indicator, promised.indicator)
)

select
    compared.statement_id,
    compared.metric_id,
    compared.edition_date,
    compared.promised,
    compared.later_metric_id,
    compared.later_statement_id,
    compared.later_edition_date,
    compared.later_number,
    compared.link,
    coalesce(compared.is_met, false) as is_met,
    compared.speaker_entity_id
from compared
