-- grain: one row per number of a commitment that its speaker may speak of again · 承诺数字
-- reader: whoever needs the figures that somebody promised; commitment_follow_ups looks for them in later editions
-- stored: by edition
-- metric_id: the number · 指标标识
-- statement_id: the statement that makes the commitment · 语句标识
-- text: the number as printed · 数字
-- speaker_entity_id: who promised it · 发言者标识
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
    statements.speaker_entity_id
from main.statements
inner join main.metrics on statements.statement_id = metrics.statement_id
where
    statements.speaker_entity_id is not null
    and statements.statement_class = 'commitment'
    and metrics.status = 'target'
    and metrics.value is not null
    and length(metrics.indicator) > 1
