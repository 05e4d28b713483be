"""How a raw page becomes rows that can be queried; the only package that knows Dagster.

`workspace` looks at the raw directory and says which editions are pending: their files or the rules that read them
differ from those that the warehouse was built from. Whoever starts a run, the command line (`runs`), the sensor or
the schedule (`automation`) or somebody in the UI, starts `edition_job` for edition dates (`partitions`):

    documents ─► articles, headings, paragraphs ─► statements ─► entity_mentions, appointments    `extraction`: one
             └─► rejected_documents                         └──► metrics ─► reconciliations        Parquet partition
                                                                                                   a table and day
    all of these ─► warehouse/* ─► marts/*     `publication`: one step, warehouse.duckdb is replaced by rename

Each table is an asset and can be materialized alone from what the lake holds; a step refuses rows that were read from
other files or by other rules. Each step applies the corrections and checks the tables it wrote (`checks`, with
`inspection` that `pressledger check` uses too); publishing also writes the quality pages (`documentation`). Assets
decide nothing about language and nothing about storage: they call `transforms`, `expectations` and `warehouse`.

`cli` is the command line and imports Dagster only for `run` and `ui`. `settings` says where everything is.
"""
