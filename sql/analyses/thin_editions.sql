-- question: Which editions hold less than usual, or failed checks?
-- row: an edition, the thinnest first by statements as part of the usual number
-- param below double = 1.0: only editions with less than this part of the usual number, or with a failed check
with failed as (
    select
        edition_date,
        sum(error_count)::bigint as errors,
        sum(warning_count)::bigint as warnings
    from marts.quality_by_edition
    group by edition_date
),

measured as (
    select
        summary.edition_date,
        summary.page_count,
        summary.article_count,
        summary.statement_count,
        round(summary.statement_count / nullif(median(summary.statement_count) over (), 0), 2) as part_of_usual,
        coalesce(failed.errors, 0) as errors,
        coalesce(failed.warnings, 0) as warnings
    from marts.edition_summary as summary
    left join failed on summary.edition_date = failed.edition_date
)

select
    edition_date,
    page_count,
    article_count,
    statement_count,
    part_of_usual,
    errors,
    warnings
from measured
where part_of_usual < $below::double or errors > 0
order by part_of_usual, edition_date
