"""Reading: bytes and text in, rows out; no Dagster, DuckDB, Great Expectations or writing of files.

    documents   a raw file → its text, date, publication and page
    articles    text → articles, headings and paragraphs
    statements  sentences with voice, speaker, class, topic and horizon
    entities    who and what is named, who holds which post
    numbers     numerals, units and times → numeric claims, and which of them the text lets us test

`edition` says in which order these stages run; `page` is what they share while a page is read. Each folder's
`reader` (`numbers.metrics`, `numbers.reconciliation`) turns findings into rows of the contract. Vocabulary and
patterns are data in `rules/`. `gold` and `evaluation` compare rows with what a careful reader finds.
"""
