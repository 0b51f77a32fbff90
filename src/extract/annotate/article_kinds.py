"""What kind of article a paper is: from its title, its printed type and subjects, and what its text says of itself.

Publishers print "research-article" on a trial, a cohort and a meta-analysis alike; a title mostly says which it is.
Where the evidence closest to the title names no more than a review, the text may make it a systematic one.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from extract.model import ArticleKind, Paper
from extract.text import lazy_re as re

MOST_SENTENCES = 80
"""Sentences of abstract and methods that are asked what the paper did."""
DECISIVE = ("correction", "protocol")
"""Printed types that count more than the title, which repeats that of the work corrected or planned."""
OF_ITSELF = ("abstract", "methods")
NO_OWN_TYPE = re.compile(r"\b(?:research|original|other|brief|short|rapid)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class KindWords:
    """The patterns of one kind for title, printed type and text; None where that says nothing."""

    name: ArticleKind
    title: re.Pattern[str] | None
    type: re.Pattern[str] | None
    text: re.Pattern[str] | None


def article_kind(paper: Paper) -> ArticleKind | None:
    """The kind of a paper; None where neither title nor type nor text names one."""
    metadata = paper.document.metadata
    title = " ".join((metadata.title or "").split())
    printed = _first("type", _types(paper))
    found = (printed if printed in DECISIVE else None) or _first("title", (title,)) or printed
    if found is None:
        return _first("text", _sentences(paper))
    if found == "narrative review" and "narrative" not in title.casefold():
        stated = _first("text", _sentences(paper))
        return stated if stated in ("meta-analysis", "systematic review", "scoping review") else found
    return found


def _types(paper: Paper) -> tuple[str, ...]:
    metadata = paper.document.metadata
    printed = (metadata.type or "", *metadata.subjects)
    return tuple(printed_type.replace("-", " ") for printed_type in printed if not NO_OWN_TYPE.search(printed_type))


def _sentences(paper: Paper) -> tuple[str, ...]:
    """What the paper says of itself: its abstract, and the first sentences of its methods."""
    roles = {section.id: section.role for section in paper.sections}
    chosen: list[str] = []
    for sentence in paper.sentences:
        if sentence.section is not None and roles.get(sentence.section) in OF_ITSELF:
            chosen.append(paper.quote(sentence))
        if len(chosen) == MOST_SENTENCES:
            break
    return tuple(chosen)


def _first(source: str, texts: tuple[str, ...]) -> ArticleKind | None:
    """The first kind of the list with a pattern for this source that fits one of the texts."""
    return next((kind.name for kind, pattern in patterns_of(source) if any(map(pattern.search, texts))), None)


def patterns_of(source: str) -> Iterator[tuple[KindWords, re.Pattern[str]]]:
    for kind in _kinds():
        pattern: re.Pattern[str] | None = getattr(kind, source)
        if pattern is not None:
            yield kind, pattern


@cache
def _kinds() -> tuple[KindWords, ...]:
    listed = tomllib.loads(Path(__file__).with_name("article_kinds.toml").read_text(encoding="utf-8"))["kind"]
    return tuple(
        KindWords(printed_type["name"], *(_compiled(printed_type.get(name)) for name in ("title", "type", "text")))
        for printed_type in listed
    )


def _compiled(pattern: str | None) -> re.Pattern[str] | None:
    return None if pattern is None else re.compile(pattern, re.IGNORECASE)
