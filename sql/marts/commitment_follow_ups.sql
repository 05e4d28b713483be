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
with known as (
    select
        link,
        speaker_entity_id,
        unit,
        change,
        indicator,
        value,
        max(claim) as claim,
        max(actual) as actual
    from marts.claim_months
    group by link, speaker_entity_id, unit, change, indicator, value
),

latest as (
    select
        known.*,
        known.claim.edition_date,
        known.claim.metric_id,
        known.actual.edition_date as actual_date,
        known.actual.value as actual_value
    from known
),

-- Column by column, because greatest() of whole structs takes five times as long.
heard as (
    select
        promised.*,
        case when by_name.edition_date is null then 'number' else 'indicator' end as link,
        case
            when
                by_name.edition_date is null
                or by_number.edition_date > by_name.edition_date
                or by_number.edition_date = by_name.edition_date and by_number.metric_id > by_name.metric_id
            then by_number.claim
            else by_name.claim
        end as claim,
        case
            when
                by_name.actual_date is null
                or by_number.actual_date > by_name.actual_date
                or by_number.actual_date = by_name.actual_date and by_number.actual_value > by_name.actual_value
            then by_number.actual
            else by_name.actual
        end as actual
    from marts.commitment_numbers as promised
    left join latest as by_number
        on by_number.link = 'number'
        and by_number.speaker_entity_id = promised.speaker_entity_id
        and by_number.unit is not distinct from promised.unit
        and by_number.change is not distinct from promised.change
        and by_number.value = promised.value
        and by_number.edition_date > promised.edition_date
    left join latest as by_name
        on by_name.link = 'indicator'
        and by_name.speaker_entity_id = promised.speaker_entity_id
        and by_name.unit is not distinct from promised.unit
        and by_name.change is not distinct from promised.change
        and by_name.indicator = promised.indicator
        and by_name.edition_date > promised.edition_date
    where coalesce(by_number.edition_date, by_name.edition_date) is not null
)

select
    heard.statement_id,
    heard.metric_id,
    heard.edition_date,
    heard.text as promised,
    heard.claim.metric_id as later_metric_id,
    heard.claim.statement_id as later_statement_id,
    heard.claim.edition_date as later_edition_date,
    heard.claim.text as later_number,
    heard.link,
    coalesce(
        heard.actual.edition_date > heard.edition_date
        and case
            when heard.comparator in ('>', '>=') or heard.comparator = '=' and heard.dimension = 'count'
            then heard.actual.value >= heard.value
            when heard.comparator in ('<', '<=')
            then heard.actual.value <= heard.value
            else abs(heard.actual.value - heard.value) <= 0.005 * abs(heard.value)
        end,
        false
    ) as is_met,
    heard.speaker_entity_id
from heard
where contains(heard.indicator, heard.claim.indicator) or contains(heard.claim.indicator, heard.indicator)
