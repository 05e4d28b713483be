-- grain: one row per article and subject that the article gives figures for that may be compared with those of others · 可比数字
-- reader: fact checkers; claim_conflicts compares them
-- stored: by edition
-- place_name: place that the claims name before the number · 地点
-- organization_name: organisation that they name there · 机构
-- compared_unit: the base unit, else the unit · 比较单位
-- metric_id: one of the claims · 指标标识
-- low: the lowest value that all of the article's claims leave room for, in compared_unit · 下限
-- high: the highest one · 上限
-- Without a stated period two figures may be of different years, and short names of indicators stand for many things.
with based as (
    select
        *,
        coalesce(unit_base, unit) as compared_unit,
        case when unit_base is null or unit_base = unit then 1 else value_base / nullif(value, 0) end as factor
    from main.metrics
    where
        length(indicator) > 3
        and unit is not null
        and dimension not in ('count', 'duration', 'rank', 'other')
        and period_start is not null
        and period_end is not null
        and coalesce(place_name, organization_name) is not null
),

bounded as (
    select
        *,
        factor * case
            when comparator = '~' then value - 0.1 * abs(value)
            when comparator in ('<', '<=') then '-inf'::double
            else coalesce(value, value_low)
        end as low,
        factor * case
            when comparator = '~' then value + 0.1 * abs(value)
            when comparator in ('>', '>=') then 'inf'::double
            else coalesce(value, value_high)
        end as high
    from based
)

-- An article that gives several figures for a subject speaks of several things.
select
    indicator,
    place_name,
    organization_name,
    compared_unit,
    dimension,
    change,
    change_basis,
    status,
    period_start,
    period_end,
    article_id,
    edition_date,
    min(document_id) as document_id,
    min(metric_id) as metric_id,
    max(low) as low,
    min(high) as high
from bounded
group by
    indicator, place_name, organization_name, compared_unit, dimension, change, change_basis, status,
    period_start, period_end, article_id, edition_date
having max(low) <= min(high)
