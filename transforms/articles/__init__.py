"""Document text → articles, headings and paragraphs: layout, bylines, genre."""
