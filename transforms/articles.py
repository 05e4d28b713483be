def read_articles(page):
    return {
        "articles": [],
        "headings": [],
        "paragraphs": [],
    }
