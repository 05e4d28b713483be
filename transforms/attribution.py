def read_statements(page):
    return {
        "statements": [],
    }
