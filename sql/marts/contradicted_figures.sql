-- grain: one row per stated number that its page contradicts · 自相矛盾数字
-- reader: fact checkers; claim_conflicts lists them beside figures that several pages give
-- stored: by edition
-- kind: kind of reconciliations that contradicts it · 矛盾类型
-- indicator: what is measured, null inside a formulation · 指标名称
-- unit: unit of the number, null inside a formulation · 单位
-- place_name: place that is named before the number · 地点
-- organization_name: organisation that is named there · 机构
-- change: level, or the direction of a change · 变化
-- status: so already, or still to be reached · 状态
-- lowest: the lower one of the stated and the derived number · 最低值
-- highest: the higher one · 最高值
-- claims: the claim: as printed, by whom, in which article · 相关说法
-- evidence: the text that the number was tested by · 依据
select
    reconciliations.kind,
    metrics.indicator,
    metrics.place_name,
    metrics.organization_name,
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
    reconciliations.evidence,
    reconciliations.edition_date
from main.reconciliations
left join main.metrics on reconciliations.metric_id = metrics.metric_id
where reconciliations.verdict = 'disagree'
