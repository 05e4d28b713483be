-- question: Who said something with these words in it, literally?
-- row: a quotation, the latest first
-- param words varchar = null: words that the quotation holds; null: every quotation
-- param speaker varchar = null: name of the speaker; null: everybody
-- param rows integer = 500: so many rows at most, the first in this order; null: all of them
select
    edition_date,
    publication,
    page_number,
    headline,
    speaker_name,
    speaker_organization,
    speaker_title,
    quotation,
    document_id,
    char_start,
    char_end
from marts.quotes
where
    ($words::varchar is null or contains(quotation, $words::varchar))
    and ($speaker::varchar is null or speaker_name = $speaker::varchar)
order by edition_date desc, document_id, char_start
limit $rows::integer
