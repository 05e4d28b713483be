def read_entities(page):
    return {
        "entity_mentions": [],
        "appointments": [],
    }


def read_names(page):
    from transforms.page import Names

    return Names()
