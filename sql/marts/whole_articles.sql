-- grain: one row per article, what it goes on with on another page of the edition put behind it · 完整文章
-- reader: everyone who reads articles whole, as a front page begins them and an inner page ends them
-- article_id: the article, or its first part if it goes on elsewhere · 文章标识
-- continuation_id: the article of the other page that goes on with it, null if there is none · 续接文章标识
-- authors: authors of both parts, each once · 作者
-- first_page: the page it begins on · 起始版次
-- last_page: the page it ends on · 结束版次
-- body: text of both parts, paragraphs parted by line ends · 正文
with placed as (
    select
        articles.*,
        documents.page_number,
        regexp_replace(articles.headline, '[\p{P}\p{Z}\p{S}]', '', 'g') as title
    from main.articles
    inner join main.documents on documents.document_id = articles.document_id
),

continuations as (
    select *
    from placed
    where genre = 'continuation'
),

-- Printed page numbers differ in form: A01, 1, 01. Where one of the pages is unknown, the headline alone decides.
pairs as (
    select
        begun.article_id,
        continuations.article_id as continuation_id,
        row_number() over (
            partition by continuations.article_id
            order by begun.page_number is null, begun.continued_on_page is null, begun.article_id
        ) as place_of_begun,
        row_number() over (
            partition by begun.article_id order by continuations.page_number is null, continuations.article_id
        ) as place_of_continued
    from continuations
    inner join placed as begun
        on begun.edition_date = continuations.edition_date
        and begun.publication is not distinct from continuations.publication
        and begun.title = continuations.title
        and begun.document_id != continuations.document_id
        and begun.genre != 'continuation'
        and coalesce(
            try_cast(regexp_extract(begun.page_number, '\d+') as integer)
            = try_cast(regexp_extract(continuations.continued_from_page, '\d+') as integer),
            true
        )
    where begun.title != ''
),

joined as (
    select
        article_id,
        continuation_id
    from pairs
    where place_of_begun = 1 and place_of_continued = 1
)

select
    placed.article_id,
    joined.continuation_id,
    placed.edition_date,
    placed.publication,
    placed.kicker,
    placed.headline,
    placed.subheadline,
    list_distinct(list_concat(placed.authors, coalesce(continuations.authors, []))) as authors,
    placed.genre,
    placed.page_number as first_page,
    coalesce(continuations.page_number, placed.page_number) as last_page,
    concat_ws(e'\n', placed.body, continuations.body) as body
from placed
left join joined on joined.article_id = placed.article_id
left join continuations on continuations.article_id = joined.continuation_id
where placed.article_id not in (select known.continuation_id from joined as known)
