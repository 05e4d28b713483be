-- grain: one row per edition date, newspaper and subject area, counts alone · 主题计数
-- reader: those who count; topics_daily adds shares and what is usual
-- stored: by edition
-- topic: subject area, from the documented scheme; null for statements that no word gives one · 主题
-- statement_count: statements of the subject · 语句数
-- article_count: articles that hold such statements · 文章数
-- speaker_count: different speakers of these statements · 发言者数
-- commitment_count: statements of class commitment · 承诺数
-- directive_count: statements of class directive · 要求数
-- characters: length of the statements · 字数
select
    statements.edition_date,
    articles.publication,
    statements.topic,
    count(*) as statement_count,
    count(distinct statements.article_id) as article_count,
    count(distinct statements.speaker_name) as speaker_count,
    count(*) filter (where statements.statement_class = 'commitment') as commitment_count,
    count(*) filter (where statements.statement_class = 'directive') as directive_count,
    sum(length(statements.text))::bigint as characters
from main.statements
inner join main.articles on articles.article_id = statements.article_id
group by statements.edition_date, articles.publication, statements.topic
