-- question: How often is a set phrase (提法) used, month by month?
-- row: a month that uses the phrase
-- param phrase varchar = 十五五: the phrase, or a part of it
select
    name,
    date_trunc('month', edition_date)::date as month,
    sum(mention_count)::bigint as mentions,
    sum(article_count)::bigint as articles,
    sum(heading_count)::bigint as in_headings,
    max(mentions_so_far) as mentions_so_far,
    arg_max(trend, edition_date) as trend
from marts.formulations_daily
where contains(name, $phrase::varchar)
group by name, month
order by name, month
