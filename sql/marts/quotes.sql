-- grain: one row per quotation: all words of one act of speaking that stand inside quotation marks · 引语
-- reader: reporters and archivists who want somebody's words exactly as printed
-- stored: by edition
-- utterance_id: the act of speaking · 话轮标识
-- quotation: the quoted words in print order, parts joined by …… where others stand between · 引语
-- part_count: statements that the quotation is made of · 引语段数
-- characters: length of the quoted words · 字数
-- page_number: page it stands on · 版次
-- char_start: where the first part begins in documents.text · 起始位置
-- char_end: where the last part ends in documents.text · 结束位置
with parts as (
    select
        *,
        sequence - row_number() over (partition by utterance_id order by sequence) as run
    from main.statements
    where voice = 'direct' and utterance_id is not null
),

runs as (
    select
        utterance_id,
        article_id,
        document_id,
        edition_date,
        speaker_name,
        speaker_kind,
        run,
        max(speaker_title) as speaker_title,
        max(speaker_organization) as speaker_organization,
        max(speaker_entity_id) as speaker_entity_id,
        string_agg(text, '' order by sequence) as words,
        count(*) as part_count,
        min(sequence) as place,
        min(char_start) as char_start,
        max(char_end) as char_end
    from parts
    group by utterance_id, article_id, document_id, edition_date, speaker_name, speaker_kind, run
),

quoted as (
    select
        utterance_id,
        article_id,
        document_id,
        edition_date,
        speaker_name,
        speaker_kind,
        max(speaker_title) as speaker_title,
        max(speaker_organization) as speaker_organization,
        max(speaker_entity_id) as speaker_entity_id,
        string_agg(words, '……' order by place) as quotation,
        sum(part_count)::bigint as part_count,
        sum(length(words))::bigint as characters,
        min(char_start) as char_start,
        max(char_end) as char_end
    from runs
    group by utterance_id, article_id, document_id, edition_date, speaker_name, speaker_kind
)

select
    quoted.utterance_id,
    quoted.edition_date,
    articles.publication,
    documents.page_number,
    articles.headline,
    quoted.speaker_name,
    quoted.speaker_kind,
    quoted.speaker_title,
    quoted.speaker_organization,
    quoted.speaker_entity_id,
    quoted.quotation,
    quoted.part_count,
    quoted.characters,
    quoted.article_id,
    quoted.document_id,
    quoted.char_start,
    quoted.char_end
from quoted
inner join main.articles on articles.article_id = quoted.article_id
inner join main.documents on documents.document_id = quoted.document_id
