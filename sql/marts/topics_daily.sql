-- grain: one row per edition date, newspaper and subject area · 主题日表
-- reader: editors who watch how much room a subject gets, and who wants to see it rise and fall
-- topic: subject area, from the documented scheme; null for statements that no word gives one · 主题
-- statement_count: statements of the subject · 语句数
-- article_count: articles that hold such statements · 文章数
-- speaker_count: different speakers of these statements · 发言者数
-- commitment_count: statements of class commitment · 承诺数
-- directive_count: statements of class directive · 要求数
-- characters: length of the statements · 字数
-- share: part of the day's characters in this newspaper, between 0 and 1 · 占比
-- usual_share: the same over the thirty days before, null if the newspaper has none · 此前三十日占比
with days as (
    select
        edition_date,
        publication,
        sum(characters) as all_characters
    from marts.topic_days
    group by edition_date, publication
),

months as (
    select
        edition_date,
        publication,
        all_characters,
        sum(all_characters) over (
            partition by publication
            order by edition_date
            range between interval 30 days preceding and interval 1 day preceding
        ) as month_characters
    from days
),

subjects as (
    select
        *,
        sum(characters) over (
            partition by publication, topic
            order by edition_date
            range between interval 30 days preceding and interval 1 day preceding
        ) as month_characters
    from marts.topic_days
)

select
    subjects.edition_date,
    subjects.publication,
    subjects.topic,
    subjects.statement_count,
    subjects.article_count,
    subjects.speaker_count,
    subjects.commitment_count,
    subjects.directive_count,
    subjects.characters,
    round(subjects.characters / months.all_characters, 4) as share,
    round(
        case
            when months.month_characters > 0
            then coalesce(subjects.month_characters, 0) / months.month_characters
        end,
        4
    ) as usual_share
from subjects
inner join months
    on subjects.edition_date = months.edition_date
    and subjects.publication is not distinct from months.publication
