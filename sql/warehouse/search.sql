-- Full-text search without an extension: macros over the tables of schema `search`.
--
-- A query is terms parted by blanks; all of them must be found. A term is found where it is printed as it stands,
-- however it is cut into words (`exact`), or where all words are that it consists of. Characters are folded first,
-- so that Traditional finds Simplified and GDP finds gdp. Nothing in a query has a special meaning.
--
-- score = sum over the terms as printed and their words of
--     ln(1 + (N - n + 0.5) / (n + 0.5)) * f * 2.2 / (f + 1.2 * (0.25 + 0.75 * length / mean length))
-- (Okapi BM25, k1 = 1.2, b = 0.75): N rows in all, n of them with the word, f times in this row, length in words.
-- In articles a word of a heading counts three times.
create or replace macro search.fold(query) as translate(
    lower(query),
    coalesce((select string_agg(printed, '' order by printed) from search.folding), ''),
    coalesce((select string_agg(plain, '' order by printed) from search.folding), '')
);

-- Grain: a term of the query and a word of it, in the order of the term; word is null for the term as printed.
create or replace macro search.terms(query) as table
with recursive terms as (
    select distinct unnest(string_split_regex(trim(search.fold(query)), '\s+')) as term
),

parts as (
    select distinct terms.term, starts.begins, substr(terms.term, starts.begins, lengths.length) as word
    from terms,
        lateral (select unnest(range(1, length(terms.term))) as begins) as starts,
        lateral (select unnest(range(2, least(12, length(terms.term) - starts.begins + 1) + 1)) as length) as lengths
),

known as (
    select distinct postings.word
    from search.postings
    semi join parts on parts.word = postings.word
),

-- At each position the longest word that the index knows.
longest as (
    select parts.term, parts.begins, max_by(parts.word, length(parts.word)) as word
    from parts
    semi join known on known.word = parts.word
    group by parts.term, parts.begins
),

cut as (
    select term, 1::bigint as begins, null::varchar as word
    from terms
    where term <> ''
    union all
    select cut.term, cut.begins + coalesce(length(longest.word), 1), longest.word
    from cut
    left join longest on longest.term = cut.term and longest.begins = cut.begins
    where cut.begins <= length(cut.term)
),

-- One character between two words may be none, as in 服务的老人; more of them are a word that the index has not.
fitting as (
    select term
    from cut
    group by term
    having count(*) filter (begins > 1 and word is null) <= count(word)
)

select distinct term, word
from cut
where begins = 1 or (word is not null and term in (select term from fitting));

-- Grain: a text, a term and a word of it that the text holds; word is null where it holds the term as printed.
create or replace macro search.hits(query) as table
with words as materialized (
    select term, word from search.terms(query)
),

terms as materialized (
    select term, count(word) as needed
    from words
    group by term
),

printed as (
    select statements.statement_id as text_id, statements.text, terms.term
    from main.statements, terms
    where contains(statements.text, terms.term)
    union all
    select headings.heading_id, headings.text, terms.term
    from main.headings, terms
    where contains(headings.text, terms.term)
    union all
    select texts.text_id, texts.plain, terms.term
    from search.texts, terms
    where texts.plain is not null and contains(texts.plain, terms.term)
),

found as (
    select
        text_id,
        term,
        null::varchar as word,
        max((length(text) - length(replace(text, term, ''))) // length(term)) as times
    from printed
    group by text_id, term
    union all
    select postings.text_id, words.term, words.word, postings.times
    from search.postings
    inner join words on words.word = postings.word
)

select
    found.text_id,
    texts.article_id,
    texts.kind,
    found.term,
    found.word,
    found.times,
    terms.needed,
    (select count(*) from terms) as term_count
from found
inner join terms on terms.term = found.term
inner join search.texts on texts.text_id = found.text_id;

-- Grain: a statement or article (grain 'statement', 'article') that the query finds.
create or replace macro search.ranked(query, grain) as table
with hits as materialized (
    select
        case when grain = 'article' then article_id else text_id end as row_id,
        text_id,
        term,
        word,
        case when kind = 'heading' then 3 else 1 end * times as times,
        needed,
        term_count
    from search.hits(query)
    where grain = 'article' or kind = 'statement'
),

found as (
    select row_id, term, word, needed, term_count, sum(times) as times
    from hits
    group by row_id, term, word, needed, term_count
),

complete as (
    select row_id, term, term_count, bool_or(word is null) as verbatim
    from found
    group by row_id, term, needed, term_count
    having bool_or(word is null) or count(word) = needed
),

matched as (
    select row_id, bool_and(verbatim) as exact
    from complete
    group by row_id, term_count
    having count(*) = term_count
),

lengths as (
    select case when grain = 'article' then article_id else text_id end as row_id, sum(word_count) as length
    from search.texts
    where (grain = 'article' and article_id in (select row_id from matched))
        or (grain = 'statement' and text_id in (select row_id from matched))
    group by row_id
),

corpus as (
    select
        (select sum(word_count) from search.texts where grain = 'article' or kind = 'statement') as words,
        case grain
            when 'article' then (select count(*) from main.articles)
            else (select count(*) from main.statements)
        end as size
),

frequencies as (
    select term, word, count(*) as rows_with
    from found
    group by term, word
),

weights as (
    select
        found.row_id,
        ln(1 + (corpus.size - frequencies.rows_with + 0.5) / (frequencies.rows_with + 0.5))
        * found.times * 2.2
        / (found.times + 1.2 * (0.25 + 0.75 * lengths.length / greatest(corpus.words / corpus.size, 1))) as weight
    from found
    inner join frequencies
        on frequencies.term = found.term and frequencies.word is not distinct from found.word
    inner join lengths on lengths.row_id = found.row_id
    cross join corpus
),

scores as (
    select row_id, sum(weight) as score
    from weights
    group by row_id
),

passages as (
    select row_id, arg_max(text_id, (case when word is null then 1000 else 1 end * times, text_id)) as text_id
    from hits
    group by row_id
)

select matched.row_id, matched.exact, round(scores.score, 3) as score, passages.text_id
from matched
inner join scores on scores.row_id = matched.row_id
inner join passages on passages.row_id = matched.row_id;

create or replace macro main.search_statements(query) as table
select
    ranked.exact,
    ranked.score,
    statements.edition_date,
    articles.publication,
    articles.headline,
    statements.speaker_name,
    statements.statement_class,
    statements.text,
    statements.statement_id,
    statements.article_id
from search.ranked(query, 'statement') as ranked
inner join main.statements on statements.statement_id = ranked.row_id
inner join main.articles on articles.article_id = statements.article_id
order by ranked.exact desc, ranked.score desc, statements.edition_date desc, statements.statement_id;

create or replace macro main.search_articles(query) as table
select
    ranked.exact,
    ranked.score,
    articles.edition_date,
    articles.publication,
    documents.page_number,
    articles.headline,
    coalesce(statements.text, headings.text) as passage,
    articles.article_id
from search.ranked(query, 'article') as ranked
inner join main.articles on articles.article_id = ranked.row_id
inner join main.documents on documents.document_id = articles.document_id
left join main.statements on statements.statement_id = ranked.text_id
left join main.headings on headings.heading_id = ranked.text_id
order by ranked.exact desc, ranked.score desc, articles.edition_date desc, articles.article_id;
