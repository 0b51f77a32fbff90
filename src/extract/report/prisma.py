"""Where a review tells of each item of PRISMA 2020: the first passage with words for it, or that none was found.

A list for a reader who fills in the checklist: words are no proof that an item is reported well, and an item told in
other words, in a figure or a supplement is "not found" and not missing.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from extract.model import REVIEWS, Paper
from extract.store import Row
from extract.text import lazy_re as re

FOUND, NOT_FOUND = "mentioned", "not found"
ANYWHERE = frozenset("title abstract introduction methods results discussion conclusion back other".split())
"""All but the references: what a cited work is called tells nothing of the review."""


@dataclass(frozen=True, slots=True)
class Item:
    """One item: words that tell of it, in the parts of a paper where they count."""

    number: str
    topic: str
    parts: frozenset[str]
    words: re.Pattern[str]


def prisma_rows(paper: Paper) -> Iterator[Row]:
    """A row for each item, with the first sentence that has its words and where it stands; none for other papers."""
    if paper.kind not in REVIEWS or paper.kind == "narrative review":
        return
    placed = list(_sentences(paper))
    for item in prisma_items():
        found = next(
            (passage for passage in placed if passage[0] in item.parts and item.words.search(passage[1])), None
        )
        yield {
            "document_id": paper.id,
            "item": item.number,
            "topic": item.topic,
            "found": FOUND if found else NOT_FOUND,
            "part": found[0] if found else "",
            "quotation": found[1] if found else "",
            "start": found[2] if found else None,
        }


def _sentences(paper: Paper) -> Iterator[tuple[str, str, int]]:
    """Part, words and place of the title and of each sentence; the narrowest section says the part."""
    title = [section for section in paper.sections if section.role == "title"]
    yield from (("title", section.span.of(paper.text), section.span.start) for section in title)
    if not title and paper.document.metadata.title:
        yield "title", paper.document.metadata.title, 0
    sections = sorted(paper.sections, key=lambda section: section.span.end - section.span.start)
    for sentence in paper.sentences:
        holding = (section.role for section in sections if section.span.contains(sentence.pieces[0]))
        part = next((role for role in holding if role != "other"), "other")
        if part != "references":
            yield part, " ".join(paper.quote(sentence).split()), sentence.pieces[0].start


@cache
def prisma_items() -> tuple[Item, ...]:
    listed = tomllib.loads(files("extract.report").joinpath("prisma_items.toml").read_text(encoding="utf-8"))["item"]
    return tuple(
        Item(
            number=row["number"],
            topic=row["topic"],
            parts=frozenset(row["parts"]) or ANYWHERE,
            words=re.compile("|".join(row["words"]), re.IGNORECASE),
        )
        for row in listed
    )
