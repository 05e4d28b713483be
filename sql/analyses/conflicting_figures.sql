-- question: Which figures for the same indicator disagree?
-- row: a set of figures that cannot all hold, those farthest apart first
-- param indicator varchar = null: words that the indicator holds; null: every indicator
-- param min_spread double = 0: only figures that lie so far apart, as part of the higher one
-- param rows integer = 500: so many rows at most, the first in this order; null: all of them
select
    claim_conflicts.kind,
    claim_conflicts.indicator,
    claim_conflicts.place_name,
    claim_conflicts.organization_name,
    claim_conflicts.lowest,
    claim_conflicts.highest,
    claim_conflicts.unit,
    claim_conflicts.spread,
    list_transform(claim_conflicts.claims, lambda c: concat_ws(' ', c.edition_date, c.text, c.claimant_name)) as said,
    claim_conflicts.evidence,
    claim_conflicts.period_start,
    claim_conflicts.period_end,
    claim_conflicts.last_edition_date
from marts.claim_conflicts
where
    ($indicator::varchar is null or contains(claim_conflicts.indicator, $indicator::varchar))
    and coalesce(claim_conflicts.spread, 0) >= $min_spread::double
order by
    claim_conflicts.spread desc nulls last,
    claim_conflicts.last_edition_date desc,
    claim_conflicts.indicator,
    claim_conflicts.evidence
limit $rows::integer
