"""What each table may be used for, what it is known not to do, and which measures of the evaluation speak of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Usage:
    """Notes for whoever is about to query a table."""

    uses: str
    limits: str
    measures: tuple[str, ...] = ()
    """Names of measures, as `pressledger evaluate` prints them."""


USAGE: dict[str, Usage] = {
    "documents": Usage(
        "Find the page a row was read from, and look at the characters around it.",
        "An edition date that was inferred (edition_date_source) is a reading. publication and page_number are null"
        " where neither path nor page says them.",
    ),
    "rejected_documents": Usage(
        "See which files are missing from the other tables, and what to do about each.", "None."
    ),
    "articles": Usage(
        "Count and read articles; who signed them, and of which kind they are.",
        "An article that goes on on another page is two rows: marts.whole_articles joins them.",
        ("articles", "headline", "kicker", "subheadline", "authors", "genre"),
    ),
    "headings": Usage("Find headings as printed, line by line.", "The headline of articles is these lines joined."),
    "paragraphs": Usage("Tell body text from captions, bylines and credits.", "Not measured on its own: see articles."),
    "entity_mentions": Usage(
        "Find every place where somebody or something is named.",
        "Names of events and works without quotation marks are the hardest to find; a page that prints a name wrong is"
        " read as printed.",
        ("person", "organization", "place", "event", "work", "formulation", "name"),
    ),
    "entities": Usage(
        "Follow a person, body, place or phrase through the years.",
        "Bodies whose printed name is relative (市水务局) are one entity for all cities. Names are joined by"
        " their form, people of one name only told apart where their posts say so.",
        ("name",),
    ),
    "namesakes": Usage(
        "See which of several people of one name an article means, and why.",
        "Where no article gives posts that exclude each other, people of one name stay one person.",
    ),
    "appointments": Usage(
        "Find who is said to hold which post. marts.appointments_history puts the days together.",
        "The papers say who holds a post, seldom since when: silence is no resignation. Posts said to"
        " be former ones are not marked.",
        ("post",),
    ),
    "statements": Usage(
        "Who said what, in which voice, and what kind of statement it is.",
        "statement_class and topic are readings by rules, see class_evidence. A speaker who stands on another page is"
        " of kind unknown.",
        ("voice", "speaker", "post", "class"),
    ),
    "metrics": Usage(
        "Compare and sum up numbers, after a look at indicator, status, comparator and unit.",
        "indicator is the text's wording, so one thing may be called by several. Never sum over change or"
        " status: growth rates, levels and targets stand side by side. A number said twice is two rows.",
        ("metrics", "metrics_strict", "indicator", "status", "change"),
    ),
    "reconciliations": Usage(
        "Find numbers that the page itself contradicts.",
        "Only what the text lets us test: no row is no proof. disagree may also be a misreading, so read the evidence.",
        ("reconcile",),
    ),
    "quality_results": Usage(
        "See which checks an edition passed.", "Checks look at form and plausibility, not at truth."
    ),
    "quarantined_rows": Usage(
        "See which rows were kept out, and why.", "The row is JSON as it was read: it need not fit its table."
    ),
    "flagged_rows": Usage(
        "See which loaded rows the checks doubt; leave them out where a figure must be safe.",
        "A doubt is no verdict: papers print implausible things.",
    ),
    "corrections": Usage(
        "See what was changed by hand, what was read before, and why.",
        "Only rows that corrections.yaml names are here.",
    ),
}
