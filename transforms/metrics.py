def read_metrics(page):
    return {
        "metrics": [],
    }
