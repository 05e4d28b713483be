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
    with recursive terms as materialized (
        select distinct unnest(string_split_regex(trim(search.fold(query)), '\s+')) as term
    ),

    parts as (
        select distinct
            terms.term,
            starts.begins,
            substr(terms.term, starts.begins, lengths.length) as word
        from terms,
            lateral (select unnest(range(1, length(terms.term))) as begins) as starts,
            lateral (select unnest(range(2, least(12, length(terms.term) - starts.begins + 1) + 1)) as length)
                as lengths
    ),

    -- At each position the longest word that the index knows.
    longest as materialized (
        select
            parts.term,
            parts.begins,
            max_by(parts.word, length(parts.word)) as word
        from parts
        semi join search.words on words.word = parts.word
        group by parts.term, parts.begins
    ),

    cut as (
        select
            term,
            1::bigint as begins,
            null::varchar as word
        from terms
        where term <> ''
        union all
        select
            cut.term,
            cut.begins + coalesce(length(longest.word), 1) as begins,
            longest.word
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

    select distinct
        term,
        word
    from cut
    where begins = 1 or (word is not null and term in (select term from fitting));

-- Grain: a text, a term and a word of it that the text holds; word is null where it holds the term as printed.
create or replace macro search.hits(query) as table
    with cut as materialized (
        select
            term,
            word
        from search.terms(query)
    ),

    terms as materialized (
        select
            term,
            count(word) as needed
        from cut
        group by term
    ),

    found as (
        select
            texts.text_number,
            terms.term,
            null::varchar as word,
            (length(texts.plain) - length(replace(texts.plain, terms.term, ''))) // length(terms.term) as times
        from search.texts, terms
        where contains(texts.plain, terms.term)
        union all
        select
            postings.text_number,
            cut.term,
            cut.word,
            postings.times
        from search.postings
        inner join search.words on words.word_number = postings.word_number
        inner join cut on cut.word = words.word
    ),

    counted as (
        select count(*) as term_count
        from terms
    )

    select
        found.text_number,
        found.term,
        found.word,
        found.times,
        terms.needed,
        counted.term_count
    from found
    inner join terms on terms.term = found.term
    cross join counted;

-- Grain: a statement or article (grain 'statement', 'article') that the query finds, with the text that shows it best.
create or replace macro search.ranked(query, grain) as table
    with hits as materialized (
        select
            case when grain = 'article' then texts.article_number else texts.text_number end as row_number,
            case when grain = 'article' then texts.article_word_count else texts.word_count end as length,
            case when texts.kind = 'heading' then 3 else 1 end * hits.times as times,
            hits.text_number,
            hits.term,
            hits.word,
            hits.needed,
            hits.term_count
        from search.hits(query) as hits
        inner join search.texts on texts.text_number = hits.text_number
        where grain = 'article' or texts.kind = 'statement'
    ),

    found as materialized (
        select
            row_number,
            length,
            term,
            word,
            needed,
            term_count,
            sum(times) as times
        from hits
        group by row_number, length, term, word, needed, term_count
    ),

    complete as (
        select
            row_number,
            term,
            term_count,
            bool_or(word is null) as verbatim
        from found
        group by row_number, term, needed, term_count
        having bool_or(word is null) or count(word) = needed
    ),

    matched as (
        select
            row_number,
            bool_and(verbatim) as exact
        from complete
        group by row_number, term_count
        having count(*) = term_count
    ),

    corpus as (
        select
            (
                select sum(word_count) from search.texts
                where grain = 'article' or kind = 'statement'
            ) as words,
            case grain
                when 'article' then (select count(*) from main.articles)
                else (select count(*) from main.statements)
            end as size
    ),

    frequencies as (
        select
            term,
            word,
            count(*) as rows_with
        from found
        group by term, word
    ),

    scores as (
        select
            found.row_number,
            sum(
                ln(1 + (corpus.size - frequencies.rows_with + 0.5) / (frequencies.rows_with + 0.5))
                * found.times * 2.2
                / (found.times + 1.2 * (0.25 + 0.75 * found.length / greatest(corpus.words / corpus.size, 1)))
            ) as score
        from found
        inner join frequencies
            on frequencies.term = found.term and frequencies.word is not distinct from found.word
        cross join corpus
        group by found.row_number
    ),

    passages as (
        select
            row_number,
            arg_max(text_number, (case when word is null then 1000 else 1 end * times, -text_number)) as text_number
        from hits
        group by row_number
    )

    select
        matched.exact,
        round(scores.score, 3) as score,
        passages.text_number
    from matched
    inner join scores on scores.row_number = matched.row_number
    inner join passages on passages.row_number = matched.row_number;

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
    inner join search.texts on texts.text_number = ranked.text_number
    inner join main.statements on statements.statement_id = texts.text_id
    inner join main.articles on articles.article_id = texts.article_id
    order by ranked.exact desc, ranked.score desc, statements.edition_date desc, statements.statement_id;

create or replace macro main.search_articles(query) as table
    with found as materialized (
        select
            ranked.exact,
            ranked.score,
            texts.text_id,
            texts.article_id
        from search.ranked(query, 'article') as ranked
        inner join search.texts on texts.text_number = ranked.text_number
    ),

    passages as (
        select
            found.article_id,
            statements.text
        from found
        inner join main.statements on statements.statement_id = found.text_id
        union all
        select
            found.article_id,
            headings.text
        from found
        inner join main.headings on headings.heading_id = found.text_id
    )

    select
        found.exact,
        found.score,
        articles.edition_date,
        articles.publication,
        documents.page_number,
        articles.headline,
        passages.text as passage,
        articles.article_id
    from found
    inner join passages on passages.article_id = found.article_id
    inner join main.articles on articles.article_id = found.article_id
    inner join main.documents on documents.document_id = articles.document_id
    order by found.exact desc, found.score desc, articles.edition_date desc, articles.article_id;
