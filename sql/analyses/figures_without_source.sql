-- question: Which figures does the paper give without saying whose they are?
-- row: a figure that is so already and stands in the paper's own words, the latest edition first
-- param dimension varchar = null: money, ratio, count and so on; null: every dimension
-- param from_day date = null: first edition; null: the first there is
-- param rows integer = 500: so many rows at most, the first in this order; null: all of them
with picked as (
    select metrics.metric_id
    from main.metrics
    inner join main.articles on metrics.article_id = articles.article_id
    where
        metrics.claimant_name is null
        and metrics.statement_id is not null
        and metrics.status = 'actual'
        and metrics.indicator is not null
        and ($dimension::varchar is null or metrics.dimension = $dimension::varchar)
        and ($from_day::date is null or metrics.edition_date >= $from_day::date)
    order by metrics.edition_date desc, articles.publication, metrics.metric_id
    limit $rows::integer
)

select
    edition_date,
    publication,
    headline,
    indicator,
    text,
    change,
    change_basis,
    sentence,
    metric_id
from marts.numeric_claims
where metric_id in (select picked.metric_id from picked)
order by edition_date desc, publication, metric_id
