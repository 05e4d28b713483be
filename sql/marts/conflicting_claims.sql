-- grain: one row per pair of claims that give different values for one indicator of one subject and period
-- reader: fact checkers who compare what articles and editions say; a pair is a question to ask, no verdict
-- indicator: what both measure, in their own words
-- first_metric_id: the claim of the earlier edition, or the one printed first
-- first_text: its number as printed
-- first_value: its value in the base unit
-- first_edition_date: its edition
-- second_metric_id: the other claim
-- second_text: its number as printed
-- second_value: its value in the base unit
-- second_edition_date: its edition
-- difference: second value by first, less 1; what rounding explains is left out
with claims as (
    select *
    from main.metrics
    where
        comparator = '='
        and value_base is not null
        and value_base <> 0
        and period_end is not null
        and length(indicator) >= 4
        and coalesce(place_name, organization_name) is not null
        and dimension not in ('count', 'duration', 'rank', 'other')
)

select
    earlier.indicator,
    earlier.place_name,
    earlier.organization_name,
    earlier.period_start,
    earlier.period_end,
    earlier.unit_base,
    earlier.change,
    earlier.metric_id as first_metric_id,
    earlier.text as first_text,
    earlier.value_base as first_value,
    earlier.edition_date as first_edition_date,
    later.metric_id as second_metric_id,
    later.text as second_text,
    later.value_base as second_value,
    later.edition_date as second_edition_date,
    later.value_base / earlier.value_base - 1 as difference
from claims as earlier
inner join claims as later
    on
        later.indicator = earlier.indicator
        and later.unit_base = earlier.unit_base
        and later.change = earlier.change
        and later.status = earlier.status
        and later.place_name is not distinct from earlier.place_name
        and later.organization_name is not distinct from earlier.organization_name
        and later.period_start is not distinct from earlier.period_start
        and later.period_end = earlier.period_end
        and later.article_id <> earlier.article_id
        and (
            earlier.edition_date < later.edition_date
            or (earlier.edition_date = later.edition_date and earlier.metric_id < later.metric_id)
        )
where abs(later.value_base / earlier.value_base - 1) > 0.02
