"""What holds of every paper, whoever printed it: a bench that needs no gold.

    python -m benchmarks.invariants PATH...           files and folders; totals, and every breach with its paper
    python -m benchmarks invariants                   the open articles, papers and pages beside the project

Each invariant is counted over the papers that it can be asked of: a paper breaks it or keeps it.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from benchmarks.shared import BENCH, articles, pdfs, spread
from extract.annotate.citations import find_markers
from extract.annotate.references import find_references
from extract.annotate.sections import find_sections
from extract.annotate.sentences import find_sentences
from extract.annotate.tables import find_tables
from extract.errors import InputError
from extract.model import Document, Marker, Reference, Section, Sentence, Table, quote
from extract.read import load_source, read_document

MAX_BYTES = 100_000_000
SAMPLE = 30
LONG = 120
"""Characters from which a block that comes twice is a fault; short ones (labels, heads) may come again."""

ABSTRACT_SHARE, LONGEST_ABSTRACT = 0.4, 8000
FEW_SENTENCES, MANY_WORDS = 20, 5000
STAMP = re.compile(
    r"\b(?-i:D)ownloaded (?:from|by)\b|\bauthor manuscript\b|\bfor personal use only\b"
    r"|\bno other uses without permission\b"
    r"|\bsee the terms and conditions\b|\bterms of use\b|\buses? cookies\b|\baccept(?:ed)? cookies\b|\bsign in to\b"
    r"|\bcite this article\b|\ball rights reserved\b|\bview (?:large|in article)\b|\bopen in (?:a )?new tab\b",
    re.IGNORECASE,
)
"""Words that a page or its server puts around a paper: matches 'Downloaded from', not 'software downloaded from'."""

NUMBERED = re.compile(r"(?:Table|Tab\.|TABLE)\s{0,2}(\d{1,2})\b")


class Reading:
    """A paper as far as the invariants look at it."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.sections: tuple[Section, ...] = find_sections(document)
        self.sentences: tuple[Sentence, ...] = find_sentences(document, self.sections)
        self.tables: tuple[Table, ...] = find_tables(document)
        self.references: tuple[Reference, ...] = find_references(document, self.sections)
        self.markers: tuple[Marker, ...] = find_markers(
            document, self.sections, self.sentences, self.tables, self.references
        )


def breaches(paper: Reading) -> Iterator[tuple[str, str | None]]:
    """Each invariant that can be asked of a paper, with what breaks it or None."""
    yield "text is read", _little_text(paper)
    yield "no block twice", _twice(paper)
    yield "no stamp in a sentence", _stamp(paper)
    if any(section.role == "abstract" for section in paper.sections):
        yield "the abstract ends", _endless(paper)
    labels = [int(entry.label) for entry in paper.references if entry.label and entry.label.isdecimal()]
    if 2 * len(labels) > len(paper.references) > 0:
        yield "printed numbers are the entries", _gaps(labels)
        yield "the first number is cited", _first_cited(paper, labels)
    if paper.references:
        yield "entries are cited", _uncited(paper)
    if paper.markers:
        yield "what is cited is listed", _unlisted(paper)
    if named := _tables_named(paper):
        yield "tables named in the text are there", _missing_tables(paper, named)
    if paper.tables:
        yield "a table's label comes once", _labels_twice(paper)


def _little_text(paper: Reading) -> str | None:
    words = len(paper.document.text.split())
    few = len(paper.sentences) < FEW_SENTENCES and words > MANY_WORDS
    return f"{len(paper.sentences)} sentences in {words} words" if few else None


def _twice(paper: Reading) -> str | None:
    text = paper.document.text
    seen = Counter(
        quote(text, block.pieces)
        for block in paper.document.blocks
        if block.kind in ("paragraph", "list_item", "caption", "reference") and len(block.span) >= LONG
    )
    words = next((words for words, count in seen.items() if count > 1), None)
    return words and f"{words[:60]}..."


def _stamp(paper: Reading) -> str | None:
    for sentence in paper.sentences:
        words = quote(paper.document.text, sentence.pieces)
        if found := STAMP.search(words):
            return words[max(0, found.start() - 30) : found.end() + 30]
    return None


def _endless(paper: Reading) -> str | None:
    spans = [section.span for section in paper.sections if section.role == "abstract"]
    longest = max(len(span) for span in spans)
    long = longest > min(LONGEST_ABSTRACT, max(2000, ABSTRACT_SHARE * len(paper.document.text)))
    return f"{longest} characters" if long else None


def _gaps(labels: list[int]) -> str | None:
    missing = sorted(set(range(1, max(labels) + 1)) - set(labels))
    double = [label for label, count in Counter(labels).items() if count > 1]
    return f"missing {missing[:5]}, double {double[:5]}" if missing or double else None


def _first_cited(paper: Reading, labels: list[int]) -> str | None:
    keys = {key for marker in paper.markers for key in marker.keys}
    first = next((entry.target for entry in paper.references if entry.label == str(min(labels))), None)
    cited = str(min(labels)) in keys or any(first in marker.targets for marker in paper.markers if first)
    return None if cited else f"{len(paper.markers)} markers, none names {min(labels)}"


def _uncited(paper: Reading) -> str | None:
    """Fewer than half of the entries are pointed at: the markers were not seen, or the list is none."""
    named = {key for marker in paper.markers for key in (*marker.keys, *marker.targets)}
    by_name = any(marker.style == "author_year" for marker in paper.markers)
    cited = sum(entry.label in named or entry.target in named for entry in paper.references)
    if by_name or 2 * cited >= len(paper.references):
        return None
    return f"{cited} of {len(paper.references)}"


def _unlisted(paper: Reading) -> str | None:
    numbers = {int(key) for marker in paper.markers for key in marker.keys if key.isdecimal() and not marker.targets}
    beyond = sorted(number for number in numbers if number > len(paper.references))
    return f"{beyond[:5]} of {len(paper.references)}" if len(beyond) > 1 else None


def _tables_named(paper: Reading) -> set[str]:
    """The numbers of the tables that sentences of the text speak of, from 1 on without a gap."""
    found = {
        number
        for sentence in paper.sentences
        for number in NUMBERED.findall(quote(paper.document.text, sentence.pieces))
    }
    return {str(number) for number in range(1, len(found) + 1) if {str(n) for n in range(1, number + 1)} <= found}


def _missing_tables(paper: Reading, named: set[str]) -> str | None:
    there = {number for table in paper.tables for number in re.findall(r"\d+", table.label or "")[:1]}
    return f"{sorted(named - there)}" if named - there else None


def _labels_twice(paper: Reading) -> str | None:
    """Two tables under one label that do not stand together as parts of one."""
    counts = Counter((table.label, table.target) for table in paper.tables if table.label)
    labels = Counter(label for label, _ in counts)
    return next((f"{label}" for label, count in labels.items() if count > 1), None)


def look(paths: Iterable[Path]) -> tuple[Counter[str], Counter[str], list[tuple[str, str, str]]]:
    """How many papers each invariant was asked of, how many kept it, and every breach (paper, invariant, what)."""
    asked: Counter[str] = Counter()
    kept: Counter[str] = Counter()
    broken: list[tuple[str, str, str]] = []
    for path in paths:
        asked["is read"] += 1
        try:
            paper = Reading(read_document(*load_source(path, max_bytes=MAX_BYTES)))
        except InputError as error:
            broken.append((path.name, "is read", error.code))
            continue
        kept["is read"] += 1
        for name, what in breaches(paper):
            asked[name] += 1
            kept[name] += what is None
            if what is not None:
                broken.append((path.name, name, what))
    return asked, kept, broken


def invariants(full: bool) -> dict[str, object]:
    """The open data of each format: for every invariant the papers that keep it, of those that it can be asked of."""
    count = 10_000 if full else SAMPLE
    sets = {
        "jats": articles(count),
        "pdf": pdfs(count),
        "html": spread(sorted((BENCH / "html" / "pages").glob("*.html")), count),
    }
    rows: dict[str, object] = {}
    for name, paths in sets.items():
        asked, kept, _ = look(paths)
        rows[name] = {key: f"{kept[key]}/{asked[key]}" for key in asked}
    return rows


def main() -> None:
    paths = [
        file
        for name in sys.argv[1:]
        for file in (sorted(Path(name).rglob("*")) if Path(name).is_dir() else [Path(name)])
        if file.is_file()
    ]
    asked, kept, broken = look(paths)
    for name, invariant, what in broken:
        print(f"{name}: {invariant}: {what}")
    for key in asked:
        print(f"{key:40} {kept[key]}/{asked[key]}")


if __name__ == "__main__":
    main()
