"""One invented trial in every format gives the same annotations; manuscripts are made from its mark-up."""

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from extract.annotate import annotate
from extract.model import Paper, Source
from extract.read import load_source, read_document
from extract.read.latex.source import assemble
from extract.resolve.markers import link_markers
from extract.vocabulary import load_vocabulary
from tests.corpus.manuscripts import Trial

CORPUS = Path(__file__).parents[2] / "corpus"
RAISED = re.compile(r"\^\{([^}]*)\}")
OTHERS = ("txt", "html", "pdf", "docx", "tex")


@cache
def paper(suffix: str) -> Paper:
    if suffix == "docx":
        data = Trial(CORPUS / "invented_trial.xml").docx()
        source = Source(path="invented_trial.docx", sha256="d" * 64, format="docx", size=len(data))
    elif suffix == "tex":
        main, listed = Trial(CORPUS / "invented_trial.xml").latex()
        data = assemble(main, {"trial.bbl": listed.encode()}.get, "trial").encode()
        source = Source(path="trial.tex", sha256="e" * 64, format="latex", size=len(data))
    else:
        source, data = load_source(CORPUS / f"invented_trial.{suffix}", max_bytes=10_000_000)
    made = annotate(read_document(source, data), load_vocabulary())
    return replace(made, citations=link_markers(made.markers, made.references))


def plain(words: str) -> str:
    return " ".join(RAISED.sub(r"\1", words).replace("–", "-").split())


@pytest.mark.parametrize("suffix", OTHERS)
def test_sections_have_the_same_roles(suffix: str) -> None:
    assert [section.role for section in paper(suffix).sections] == [section.role for section in paper("xml").sections]


@pytest.mark.parametrize("suffix", OTHERS)
def test_sentences_of_the_running_text_are_the_same(suffix: str) -> None:
    def sentences(made: Paper) -> list[str]:
        words = [plain(made.quote(sentence)) for sentence in made.sentences]
        return [line for line in words if not line.startswith(("Table 1", "Characteristics of"))]

    assert sentences(paper(suffix)) == sentences(paper("xml"))


@pytest.mark.parametrize("suffix", OTHERS)
def test_cells_stand_at_the_same_places_under_the_same_heads(suffix: str) -> None:
    def cells(made: Paper) -> list[tuple[object, ...]]:
        (table,) = made.tables
        found = [(c.row, c.col, c.role, plain(c.span.of(made.text)), c.row_path, c.col_path) for c in table.cells]
        return [cell for cell in found if cell[3]]

    assert paper(suffix).tables[0].label == "Table 1"
    assert cells(paper(suffix)) == cells(paper("xml"))


@pytest.mark.parametrize("suffix", OTHERS)
def test_results_are_the_same(suffix: str) -> None:
    def results(made: Paper) -> list[tuple[object, ...]]:
        return sorted((r.measure, r.statistic, str(r.value), r.arm or "", r.comparator or "") for r in made.results)

    assert results(paper(suffix)) == results(paper("xml"))


@pytest.mark.parametrize("suffix", OTHERS)
def test_references_have_the_same_fields(suffix: str) -> None:
    def fields(made: Paper) -> list[tuple[object, ...]]:
        return [
            (r.label, f.authors, f.et_al, f.title, f.container, f.year, f.volume, f.issue, plain(f.pages or ""), f.doi)
            for r in made.references
            for f in (r.fields,)
        ]

    assert fields(paper(suffix)) == fields(paper("xml"))


@pytest.mark.parametrize("suffix", OTHERS)
def test_markers_point_at_the_same_references(suffix: str) -> None:
    def citations(made: Paper) -> list[tuple[object, ...]]:
        labels = {reference.id: reference.label for reference in made.references}
        return [(plain(made.quote(c)), c.key, c.status, labels.get(c.reference or "")) for c in made.citations]

    assert citations(paper(suffix)) == citations(paper("xml"))
