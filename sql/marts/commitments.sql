-- grain: one row per commitment in a speaker's or the paper's own words
-- reader: editors who follow up on what was promised, by whom and until when
-- statement_id: the statement that makes the commitment
-- text: its words as printed
-- speaker_name: canonical name of who committed itself, null where the paper itself announces it
-- numbers: the numbers in the sentence, in print order: as printed, and value, bounds, unit and indicator as read
-- days_left: days from the edition to the last day of the horizon, null if none is stated
with promises as (
    select *
    from main.statements
    where statement_class = 'commitment'
),

numbers as (
    select
        statement_id,
        list(
            {
                text: text,
                comparator: comparator,
                value: value,
                value_low: value_low,
                value_high: value_high,
                unit: unit,
                indicator: indicator
            } order by char_start
        ) as numbers
    from main.metrics
    where statement_id is not null
    group by statement_id
)

select
    promises.statement_id,
    promises.edition_date,
    articles.publication,
    articles.headline,
    promises.speaker_name,
    promises.speaker_kind,
    promises.speaker_title,
    promises.speaker_organization,
    promises.voice,
    promises.text,
    coalesce(numbers.numbers, []) as numbers,
    promises.horizon_start,
    promises.horizon_end,
    promises.horizon_end - promises.edition_date as days_left,
    promises.topic,
    promises.article_id,
    promises.document_id,
    promises.char_start,
    promises.char_end
from promises
inner join main.articles on articles.article_id = promises.article_id
left join numbers on numbers.statement_id = promises.statement_id
