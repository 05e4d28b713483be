-- grain: one row per set of figures that cannot all hold · 数字矛盾
-- reader: fact checkers, before a figure is used or printed again
-- kind: how it shows: the kind of reconciliations that contradicts a stated number, or across_pages for claims of the same indicator, subject and period on several pages · 矛盾类型
-- indicator: what is measured, null inside a formulation · 指标名称
-- unit: the unit of lowest and highest: for claims on several pages the base unit · 单位
-- place_name: place that the claims name before the number · 地点
-- organization_name: organisation that they name there · 机构
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
-- Two percent are left to rounding, of what is a percentage itself half of one.
with apart as (
    select
        indicator,
        place_name,
        organization_name,
        compared_unit,
        change,
        change_basis,
        status,
        period_start,
        period_end,
        list(metric_id) as metric_ids,
        min(high) as lowest,
        max(low) as highest
    from marts.comparable_figures
    group by
        indicator, place_name, organization_name, compared_unit, dimension, change, change_basis, status,
        period_start, period_end
    having
        count(distinct document_id) > 1
        and max(low) - min(high)
        > case when dimension = 'ratio' then 0.005 else 0.02 end * greatest(abs(max(low)), abs(min(high)))
),

members as (
    select
        metric_ids,
        unnest(metric_ids) as metric_id
    from apart
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
    select
        kind,
        indicator,
        place_name,
        organization_name,
        unit,
        change,
        change_basis,
        status,
        period_start,
        period_end,
        lowest,
        highest,
        claims,
        1 as article_count,
        evidence,
        edition_date as first_edition_date,
        edition_date as last_edition_date
    from marts.contradicted_figures
    union all
    select
        'across_pages' as kind,
        apart.indicator,
        apart.place_name,
        apart.organization_name,
        apart.compared_unit as unit,
        apart.change,
        apart.change_basis,
        apart.status,
        apart.period_start,
        apart.period_end,
        apart.lowest,
        apart.highest,
        claims.claims,
        claims.article_count,
        null as evidence,
        claims.first_edition_date,
        claims.last_edition_date
    from apart
    inner join claims on apart.metric_ids = claims.metric_ids
)

select
    found.kind,
    found.indicator,
    found.place_name,
    found.organization_name,
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
