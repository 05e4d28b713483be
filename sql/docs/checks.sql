-- every check over all editions, in the order of the tables
select
    table_name,
    check_name,
    any_value(severity) as severity,
    any_value(says) as says,
    bool_and(success) as success,
    sum(evaluated)::bigint as evaluated,
    sum(unexpected)::bigint as unexpected
from main.quality_results
group by table_name, check_name
order by table_name, check_name
