-- grain: one row per set phrase (提法) and edition date that uses it, counts alone · 提法计数
-- reader: those who count; formulations_daily adds the phrase and its trend
-- stored: by edition
-- entity_id: the phrase, as in entities · 实体标识
-- mention_count: mentions on that day, headings included · 提及次数
-- article_count: articles that use it on that day · 文章数
-- heading_count: mentions in headings · 标题提及次数
select
    entity_id,
    edition_date,
    count(*) as mention_count,
    count(distinct article_id) as article_count,
    count(*) filter (where statement_id is null) as heading_count
from main.entity_mentions
where entity_type = 'formulation'
group by entity_id, edition_date
