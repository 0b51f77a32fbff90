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


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Whether a paper mentions an item: the first sentence that has its words, the part it stands in and where it
    begins; empty where none has."""

    document_id: str
    item: str
    topic: str
    found: str
    part: str = ""
    quotation: str = ""
    start: int | None = None


def prisma_mentions(paper: Paper) -> Iterator[Mention]:
    """For each item whether it is mentioned; nothing for papers that are no systematic reviews."""
    if paper.kind not in REVIEWS or paper.kind == "narrative review":
        return
    placed = list(_sentences(paper))
    for item in prisma_items():
        found = next(
            (passage for passage in placed if passage[0] in item.parts and item.words.search(passage[1])), None
        )
        part, quotation, start = found or ("", "", None)
        yield Mention(
            document_id=paper.id,
            item=item.number,
            topic=item.topic,
            found=FOUND if found else NOT_FOUND,
            part=part,
            quotation=quotation,
            start=start,
        )


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
