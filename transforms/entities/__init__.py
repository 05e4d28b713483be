"""Names of a page: persons, organisations, places, events, works, set phrases, and who holds which post."""
