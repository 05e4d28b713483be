-- question: What must others do, and who says so?
-- row: a directive, the latest first
-- param speaker varchar = null: name of the speaker; null: everybody, the paper too
-- param topic varchar = null: subject area, as in health or transport; null: every subject
-- param rows integer = 500: so many rows at most, the first in this order; null: all of them
select
    statements.edition_date,
    articles.publication,
    statements.speaker_name,
    statements.speaker_organization,
    statements.speaker_title,
    statements.topic,
    statements.text,
    articles.headline,
    statements.statement_id
from main.statements
inner join main.articles on statements.article_id = articles.article_id
where
    statements.statement_class = 'directive'
    and ($speaker::varchar is null or statements.speaker_name = $speaker::varchar)
    and ($topic::varchar is null or statements.topic = $topic::varchar)
order by statements.edition_date desc, statements.article_id, statements.sequence
limit $rows::integer
