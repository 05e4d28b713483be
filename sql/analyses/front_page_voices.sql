-- question: Whose words fill the front page?
-- row: a speaker on front pages, the most words first; the paper's own words are a row without a name
-- param from_day date = null: first edition; null: the first there is
-- param to_day date = null: last edition; null: the last there is
-- param front_only boolean = false: only pages numbered 1; false: of each edition the first page that the warehouse holds
with numbered as (
    select
        document_id,
        edition_date,
        publication,
        try_cast(regexp_extract(page_number, '\d+') as integer) as page
    from main.documents
    where
        ($from_day::date is null or edition_date >= $from_day::date)
        and ($to_day::date is null or edition_date <= $to_day::date)
),

fronts as (
    select document_id
    from numbered
    where not $front_only::boolean or page = 1
    qualify row_number() over (partition by edition_date, publication order by page nulls last, document_id) = 1
),

words as (
    select
        statements.speaker_name,
        statements.speaker_kind,
        max(statements.speaker_title) as speaker_title,
        count(distinct statements.article_id) as articles,
        count(*) as statements,
        sum(length(statements.text))::bigint as characters,
        coalesce(sum(length(statements.text)) filter (where statements.voice = 'direct'), 0)::bigint
            as quoted_characters
    from main.statements
    semi join fronts on statements.document_id = fronts.document_id
    group by statements.speaker_name, statements.speaker_kind
)

select
    speaker_name,
    speaker_kind,
    speaker_title,
    articles,
    statements,
    characters,
    quoted_characters,
    round(characters / sum(characters) over (), 4) as share
from words
order by characters desc, speaker_name
