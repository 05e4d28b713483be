def read_reconciliations(page):
    return {
        "reconciliations": [],
    }
