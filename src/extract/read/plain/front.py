"""What a plain text says about itself ahead of its body."""

import re

from extract.model import Metadata
from extract.read.plain.items import Item
from extract.text.identifiers import find_doi

DATED = re.compile(
    r"(?:published(?:\sonline)?|©(?:\sThe\sAuthor\(s\))?|copyright|posted(?:\sdate)?|accepted|e?pub)\b[^\n]{0,60}?\b((?:19|20)\d{2})\b",
    re.IGNORECASE,
)
"""A year of publication: matches 'Published online: 1 April 2025' and '© The Author(s) 2025', not 'Since 2019'."""

FIRST_CHARACTERS = 12000


def read_front(text: str, items: list[Item]) -> Metadata:
    """Title, DOI and year where the front matter states them."""
    title = next((_joined(text, item) for item in items[:60] if item.kind == "title"), None)
    front = "\n".join(
        text[item.start : min(item.end, item.start + 2000)]
        for item in items[:120]
        if item.kind in ("front", "furniture", "title") and item.start < FIRST_CHARACTERS
    )
    years = [int(match[1]) for match in DATED.finditer(front)]
    return Metadata(title=title, doi=find_doi(front), year=years[0] if years else None)


def _joined(text: str, item: Item) -> str:
    return " ".join(text[item.start : item.end].split()).strip("#*_ ")
