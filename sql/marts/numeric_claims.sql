-- grain: one row per numeric claim · 数字说法
-- reader: analysts and fact checkers who want a number with everything said about it in one row
-- metric_id: the claim · 指标标识
-- text: numeral with magnitude word and unit, as printed · 全文
-- statement_id: the statement that holds the claim, null in a headline · 语句标识
-- sentence: the sentence that holds the number, null in a headline · 所在语句
-- speaker_title: post of the claimant · 发言者职务
-- speaker_organization: organisation of the claimant · 发言者单位
-- flags: names of the checks that find the claim implausible, empty if none does · 存疑标记
with sentences as (
    select
        statement_id,
        text as sentence,
        voice,
        speaker_title,
        speaker_organization
    from main.statements
),

doubts as (
    select
        row_id,
        list(check_name order by check_name) as flags
    from main.flagged_rows
    where table_name = 'metrics'
    group by row_id
)

select
    claims.metric_id,
    claims.edition_date,
    articles.publication,
    documents.page_number,
    articles.headline,
    claims.indicator,
    claims.text,
    claims.comparator,
    claims.value,
    claims.value_low,
    claims.value_high,
    claims.unit,
    claims.dimension,
    claims.change,
    claims.change_basis,
    claims.status,
    claims.period_start,
    claims.period_end,
    claims.value_base,
    claims.unit_base,
    claims.place_name,
    claims.organization_name,
    claims.claimant_name,
    sentences.speaker_title,
    sentences.speaker_organization,
    sentences.voice,
    sentences.sentence,
    coalesce(doubts.flags, []) as flags,
    claims.corrected_by,
    claims.statement_id,
    claims.article_id,
    claims.document_id,
    claims.char_start,
    claims.char_end
from main.metrics as claims
inner join main.articles on articles.article_id = claims.article_id
inner join main.documents on documents.document_id = claims.document_id
left join sentences on sentences.statement_id = claims.statement_id
left join doubts on doubts.row_id = claims.metric_id
