"""The invented trial in six journals' layouts gives the annotations of its mark-up."""

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from benchmarks.corpus.journal import make_journal
from benchmarks.corpus.layouts import LAYOUTS

from extract.annotate import annotate
from extract.model import Document, Paper
from extract.read import load_source, read_document
from extract.resolve.markers import link_markers
from extract.vocabulary import load_vocabulary
from tests.read.pdf.drawn import read

TWIN = Path(__file__).parents[2] / "corpus" / "invented_trial.xml"
NAMES = tuple(layout.name for layout in LAYOUTS)
NO_TEXT = re.compile(r"[\s.,\[\]]+")


@cache
def paper(name: str) -> Paper:
    return annotated(read(make_journal(next(layout for layout in LAYOUTS if layout.name == name))))


@cache
def twin() -> Paper:
    return annotated(read_document(*load_source(TWIN, max_bytes=10_000_000)))


def annotated(document: Document) -> Paper:
    made = annotate(document, load_vocabulary())
    return replace(made, citations=link_markers(made.markers, made.references))


def plain(words: str) -> str:
    """Words with one dash and one decimal sign."""
    return " ".join(words.replace("–", "-").replace("·", ".").split())


def without_markers(made: Paper) -> list[str]:
    """Sentences without their markers and the signs around them, those of the table left out."""
    words = []
    for sentence in made.sentences:
        text, start = made.quote(sentence), sentence.span.start
        inside = [m.span for m in made.markers if start <= m.span.start and m.span.end <= sentence.span.end]
        for span in reversed(inside):
            text = text[: span.start - start] + text[span.end - start :]
        words.append(NO_TEXT.sub("", plain(text).lower()))
    return [line for line in words if not line.startswith(("table1", "characteristicsof", "valuesare"))]


@pytest.mark.parametrize("name", NAMES)
def test_sections_have_the_same_roles(name: str) -> None:
    assert [section.role for section in paper(name).sections] == [section.role for section in twin().sections]


@pytest.mark.parametrize("name", NAMES)
def test_sentences_are_the_same_but_for_their_markers(name: str) -> None:
    assert without_markers(paper(name)) == without_markers(twin())


@pytest.mark.parametrize("name", NAMES)
def test_cells_stand_at_the_same_places_under_the_same_heads(name: str) -> None:
    def cells(made: Paper) -> list[tuple[object, ...]]:
        (table,) = made.tables
        found = [
            (c.row, c.col, c.role, plain(c.span.of(made.text)), c.row_path, c.col_path)
            for c in table.cells
            if c.role != "note"
        ]
        return [cell for cell in found if cell[3]]

    assert paper(name).tables[0].label == "Table 1"
    assert cells(paper(name)) == cells(twin())


@pytest.mark.parametrize("name", NAMES)
def test_results_are_the_same(name: str) -> None:
    def results(made: Paper) -> list[tuple[object, ...]]:
        return sorted((r.measure, r.statistic, str(r.value), r.arm or "", r.comparator or "") for r in made.results)

    assert results(paper(name)) == results(twin())


@pytest.mark.parametrize("name", NAMES)
def test_references_have_the_same_fields(name: str) -> None:
    def fields(made: Paper) -> list[tuple[object, ...]]:
        return [
            (
                r.label,
                [(who.family, (who.given or "").replace(".", "")) for who in f.authors],
                f.et_al,
                f.title,
                f.container,
                f.year,
                f.volume,
                f.issue,
                plain(f.pages or ""),
                f.doi,
            )
            for r in made.references
            for f in (r.fields,)
        ]

    assert fields(paper(name)) == fields(twin())


@pytest.mark.parametrize("name", NAMES)
def test_markers_point_at_the_same_references(name: str) -> None:
    def citations(made: Paper) -> list[tuple[object, ...]]:
        labels = {reference.id: reference.label for reference in made.references}
        return [
            (plain(made.quote(c)).strip("[]"), c.key, c.status, labels.get(c.reference or "")) for c in made.citations
        ]

    assert citations(paper(name)) == citations(twin())
