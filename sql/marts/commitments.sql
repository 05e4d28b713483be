-- grain: one row per commitment in a speaker's or the paper's own words · 承诺
-- reader: editors who follow up on what was promised, by whom and until when
-- statement_id: the statement that makes the commitment · 语句标识
-- text: its words as printed · 全文
-- speaker_name: canonical name of who committed itself, null where the paper itself announces it · 发言者
-- numbers: the numbers in the sentence, in print order: as printed, and value, bounds, unit and indicator as read · 数字
-- days_left: days from the edition to the last day of the horizon, null if none is stated · 剩余天数
-- progress: reached, taken_up, silent or open, by what later editions hold: every number that the speaker spoke of again is met; some number was spoken of again; the horizon ended before the last edition of the warehouse without a word; nothing was heard yet · 进展
-- follow_ups: what its speaker said last about its numbers, as in commitment_follow_ups, in order of edition · 后续说法
with heard as (
    select
        statement_id,
        bool_and(is_met) as is_reached,
        list(
            {
                edition_date: later_edition_date,
                promised: promised,
                number: later_number,
                is_met: is_met,
                statement_id: later_statement_id
            } order by later_edition_date, metric_id
        ) as follow_ups
    from marts.commitment_follow_ups
    group by statement_id
),

last_edition as (
    select max(edition_date) as edition_date
    from main.documents
)

select
    promises.statement_id,
    promises.edition_date,
    promises.publication,
    promises.headline,
    promises.speaker_name,
    promises.speaker_kind,
    promises.speaker_title,
    promises.speaker_organization,
    promises.voice,
    promises.text,
    promises.numbers,
    promises.horizon_start,
    promises.horizon_end,
    promises.horizon_end - promises.edition_date as days_left,
    case
        when heard.is_reached then 'reached'
        when heard.statement_id is not null then 'taken_up'
        when promises.horizon_end < last_edition.edition_date then 'silent'
        else 'open'
    end as progress,
    coalesce(heard.follow_ups, []) as follow_ups,
    promises.topic,
    promises.article_id,
    promises.document_id,
    promises.char_start,
    promises.char_end
from marts.commitments_made as promises
cross join last_edition
left join heard on promises.statement_id = heard.statement_id
