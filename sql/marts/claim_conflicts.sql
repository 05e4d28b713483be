-- grain: one row per set of figures that cannot all hold · 数字矛盾
-- reader: fact checkers, before a figure is used or printed again
-- kind: how it shows: the kind of reconciliations that contradicts a stated number, or across_pages for claims of the same indicator, subject and period on several pages · 矛盾类型
-- subjects: organisations and places that all the claims name, across_pages only · 共同主体
-- indicator: what is measured, null inside a formulation · 指标名称
-- change: level, or the direction of a change · 变化
-- status: so already, or still to be reached · 状态
-- lowest: the lower of the two figures farthest apart · 最低值
-- highest: the higher of them · 最高值
-- spread: their distance as part of the higher one · 差距
-- claims: the claims, in order of edition: as printed, by whom, in which article · 相关说法
-- article_count: articles that state them · 文章数
-- evidence: the text that a stated number was tested by, null for across_pages · 依据
-- first_edition_date: edition of the first claim · 首见日期
-- last_edition_date: edition of the last claim · 末见日期
with tested as (
    select
        reconciliations.kind,
        []::varchar[] as subjects,
        metrics.indicator,
        metrics.unit,
        metrics.change,
        metrics.change_basis,
        metrics.status,
        metrics.period_start,
        metrics.period_end,
        least(reconciliations.stated, reconciliations.derived) as lowest,
        greatest(reconciliations.stated, reconciliations.derived) as highest,
        [
            {
                edition_date: reconciliations.edition_date,
                text: metrics.text,
                claimant_name: metrics.claimant_name,
                metric_id: reconciliations.metric_id,
                article_id: reconciliations.article_id
            }
        ] as claims,
        1 as article_count,
        reconciliations.evidence,
        reconciliations.edition_date as first_edition_date,
        reconciliations.edition_date as last_edition_date
    from main.reconciliations
    left join main.metrics on reconciliations.metric_id = metrics.metric_id
    where reconciliations.verdict = 'disagree'
),

-- Without a stated period two figures may be of different years.
bounded as (
    select
        *,
        case
            when comparator = '~' then value - 0.1 * abs(value)
            when comparator in ('<', '<=') then '-inf'::double
            else coalesce(value, value_low)
        end as low,
        case
            when comparator = '~' then value + 0.1 * abs(value)
            when comparator in ('>', '>=') then 'inf'::double
            else coalesce(value, value_high)
        end as high
    from main.metrics
    where
        indicator is not null
        and unit is not null
        and dimension != 'rank'
        and period_start is not null
        and period_end is not null
        and statement_id is not null
),

subjects as (
    select distinct
        statement_id,
        entity_id
    from main.entity_mentions
    where entity_type in ('organization', 'place') and statement_id is not null
),

-- An article that gives several figures for a subject speaks of several things.
by_article as (
    select
        subjects.entity_id,
        bounded.indicator,
        bounded.unit,
        bounded.change,
        bounded.change_basis,
        bounded.status,
        bounded.period_start,
        bounded.period_end,
        bounded.article_id,
        min(bounded.document_id) as document_id,
        min(bounded.edition_date) as edition_date,
        min(bounded.metric_id) as metric_id,
        max(bounded.low) as low,
        min(bounded.high) as high
    from bounded
    inner join subjects on bounded.statement_id = subjects.statement_id
    group by
        subjects.entity_id, bounded.indicator, bounded.unit, bounded.change, bounded.change_basis,
        bounded.status, bounded.period_start, bounded.period_end, bounded.article_id
    having max(bounded.low) <= min(bounded.high)
),

-- Half a percent is left to rounding.
apart as (
    select
        entity_id,
        indicator,
        unit,
        change,
        change_basis,
        status,
        period_start,
        period_end,
        list(metric_id order by edition_date, metric_id) as metric_ids,
        min(high) as lowest,
        max(low) as highest
    from by_article
    group by entity_id, indicator, unit, change, change_basis, status, period_start, period_end
    having
        count(distinct document_id) > 1
        and max(low) - min(high) > 0.005 * greatest(abs(max(low)), abs(min(high)))
),

-- The same claims may share several subjects.
conflicts as (
    select
        list(entities.name order by entities.name) as subjects,
        apart.indicator,
        apart.unit,
        apart.change,
        apart.change_basis,
        apart.status,
        apart.period_start,
        apart.period_end,
        apart.metric_ids,
        apart.lowest,
        apart.highest
    from apart
    inner join main.entities on apart.entity_id = entities.entity_id
    group by
        apart.indicator, apart.unit, apart.change, apart.change_basis, apart.status, apart.period_start,
        apart.period_end, apart.metric_ids, apart.lowest, apart.highest
),

members as (
    select
        metric_ids,
        unnest(metric_ids) as metric_id
    from conflicts
),

claims as (
    select
        members.metric_ids,
        list(
            {
                edition_date: metrics.edition_date,
                text: metrics.text,
                claimant_name: metrics.claimant_name,
                metric_id: metrics.metric_id,
                article_id: metrics.article_id
            } order by metrics.edition_date, metrics.metric_id
        ) as claims,
        count(*) as article_count,
        min(metrics.edition_date) as first_edition_date,
        max(metrics.edition_date) as last_edition_date
    from members
    inner join main.metrics on members.metric_id = metrics.metric_id
    group by members.metric_ids
),

found as (
    select * from tested
    union all
    select
        'across_pages' as kind,
        conflicts.subjects,
        conflicts.indicator,
        conflicts.unit,
        conflicts.change,
        conflicts.change_basis,
        conflicts.status,
        conflicts.period_start,
        conflicts.period_end,
        conflicts.lowest,
        conflicts.highest,
        claims.claims,
        claims.article_count,
        null as evidence,
        claims.first_edition_date,
        claims.last_edition_date
    from conflicts
    inner join claims on conflicts.metric_ids = claims.metric_ids
)

select
    found.kind,
    found.subjects,
    found.indicator,
    found.unit,
    found.change,
    found.change_basis,
    found.status,
    found.period_start,
    found.period_end,
    found.lowest,
    found.highest,
    round((found.highest - found.lowest) / nullif(abs(found.highest), 0), 4) as spread,
    found.claims,
    found.article_count,
    found.evidence,
    found.first_edition_date,
    found.last_edition_date
from found
