"""Printed references by refextract: one file of lines, its fields line by line."""

from asking import main

FIELDS = {
    "author": "authors",
    "title": "title",
    "journal_title": "container",
    "journal_year": "year",
    "year": "year",
    "journal_volume": "volume",
    "journal_page": "pages",
    "doi": "doi",
}


def refextract(path: str) -> object:
    from refextract import extract_references_from_string

    with open(path, encoding="utf-8") as lines:
        return [_fields(extract_references_from_string(f"1. {line.strip()}")) for line in lines]


def _fields(parts: list[dict[str, list[str]]]) -> dict[str, str]:
    """A line may come back in several parts: each field as it is told first."""
    found: dict[str, str] = {}
    for part in parts:
        for theirs, ours in FIELDS.items():
            if part.get(theirs):
                found.setdefault(ours, part[theirs][0])
    return found


main({"refextract": ("refextract", refextract)})
