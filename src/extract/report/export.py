"""Layers of the database, and lists made of them, as text files: streamed row by row."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import IO

from extract.model import REVIEWS
from extract.report.annotations import write_annotations
from extract.report.bibliography import write_bibtex, write_csl, write_papers_ris, write_ris
from extract.report.cells import write_records
from extract.report.comparisons import Comparison, Labels, plain_visit
from extract.report.meta_analysis import (
    study_names,
    write_left_out,
    write_metafor,
    write_revman,
    write_revman_folder,
    write_revman_rows,
    write_study_rows,
)
from extract.report.poolable import LeftOut, find_comparisons
from extract.report.records import (
    ArmRecord,
    CellRecord,
    DocumentRecord,
    EndpointRecord,
    PooledRecord,
    ReferenceRecord,
    ResultRecord,
    SentenceRecord,
    TableRecord,
    records_of,
)
from extract.store import Database, Row, layer_rows
from extract.store.layers import document_paths
from extract.text import lazy_re as re

REFERENCE_LISTS = {"bibtex": write_bibtex, "ris": write_ris, "csl-json": write_csl}
STUDY_LISTS = {"metafor-studies": write_study_rows, "revman-studies": write_revman_rows}
RESULT_LISTS = {"metafor": write_metafor, "revman": write_revman}
CROSSOVER = re.compile(r"\b(?:cross-?over|crossed over|Latin square)\b", re.IGNORECASE)
VISIT = r"(?:T ?1|(?:visit|time(?: point)?|test|measurement) 1)"
FIRST = re.compile(rf"\b{VISIT}\b", re.IGNORECASE)
FIRST_VISIT = re.compile(
    rf"\b(?:baseline|pre-?(?:test|intervention|treatment|training)|(?:before|prior to) [^.;()]{{3,40}}|study entry)"
    rf"\s?[(\[](?P<behind>{VISIT})\b|"
    rf"\b(?P<before>{VISIT})\s?[=:,(]\s?(?:(?:was|is|at|the) )*(?:baseline|pre-?|before|prior to)\b",
    re.IGNORECASE,
)
ZEROTH = re.compile(r"\bT ?0\b")
AGE = re.compile(r"\W*(?:(?:mean|median) )?age\b", re.IGNORECASE)
SEX = re.compile(r"\W*(?:sex|gender|(?:fe)?males?|(?:wo)?men)\b", re.IGNORECASE)
"""Rows of a table that describes who took part, where it has both."""

ANNOTATED = ("citations", "claims", "results", "findings")
LISTS = (*REFERENCE_LISTS, *RESULT_LISTS, *STUDY_LISTS, "annotations", "papers-ris")
"""What can be exported beside the layers, each in a format of its own."""


def export_layer(database: Database, layer: str, form: str, file: IO[str], documents: Sequence[str] = ()) -> None:
    """Writes a layer as jsonl, json or csv, or one of `LISTS`."""
    if layer in REFERENCE_LISTS:
        REFERENCE_LISTS[layer](records_of(database, ReferenceRecord, documents), file)
    elif layer in STUDY_LISTS:
        STUDY_LISTS[layer](records_of(database, PooledRecord, documents), file)
    elif layer in RESULT_LISTS:
        export_comparisons(database, layer, file, None, documents)
    elif layer == "papers-ris":
        papers = records_of(database, DocumentRecord, documents)
        write_papers_ris(papers, lambda name: _abstract(database, name), file)
    elif layer == "annotations":
        names = document_paths(database)
        for document_id in documents or names:
            chosen = [(name, layer_rows(database, name, (document_id,))) for name in ANNOTATED]
            write_annotations(chosen, lambda name: (names[name], _text(database, name)), file)
    else:
        write_records(layer_rows(database, layer, documents), form, file)


def export_comparisons(
    database: Database, layer: str, file: IO[str], left_out: IO[str] | None, documents: Sequence[str] = ()
) -> int:
    """Comparisons for metafor or RevMan; those that cannot be pooled into a second file. Returns their number."""
    studies = study_names(records_of(database, DocumentRecord))
    left: list[LeftOut] = RESULT_LISTS[layer](
        records_of(database, ResultRecord, documents), studies, file, outcome_labels(database, documents)
    )
    if left_out is not None:
        write_left_out(left, studies, left_out)
    return len(left)


def export_revman(database: Database, folder: Path, documents: Sequence[str] = ()) -> None:
    """RevMan's four files into a folder."""
    write_revman_folder(
        records_of(database, ResultRecord, documents),
        records_of(database, DocumentRecord, documents),
        records_of(database, ArmRecord, documents),
        folder,
        outcome_labels(database, documents),
    )


def ratios_of(database: Database, documents: Sequence[str] = ()) -> tuple[list[Comparison], dict[str, str]]:
    """Printed ratios with their interval, and the names of the studies."""
    found = find_comparisons(records_of(database, ResultRecord, documents), outcome_labels(database, documents))
    return [comparison for comparison in found if comparison.kind == "ratio"], study_names(
        records_of(database, DocumentRecord)
    )


def outcome_labels(database: Database, documents: Sequence[str] = ()) -> Labels:
    """What a result is for: the short word of its endpoint or the row of its cell; and the captions of tables."""
    outcomes = {str(row.id): row.name for row in records_of(database, EndpointRecord, documents)}
    cells_with_results = {row.cell_id for row in records_of(database, ResultRecord, documents) if row.cell_id}
    stub_heads: dict[str, str] = {}
    rows_of: dict[str, set[str]] = {}
    for row in records_of(database, CellRecord, documents):
        if row.role == "head" and row.col == 0:
            stub_heads[row.table_id] = f"{stub_heads.get(row.table_id, '')} {row.text}".strip()
        elif row.role == "body" and row.row_path:
            rows_of.setdefault(row.table_id, set()).update(row.row_path)
            if row.id in cells_with_results:
                outcomes[str(row.id)] = " > ".join(row.row_path)
    of_people = frozenset(
        table for table, names in rows_of.items() if all(any(map(kind.match, names)) for kind in (AGE, SEX))
    )
    captions = {str(row.id): row.caption or "" for row in records_of(database, TableRecord, documents)}
    sizes = {
        (row.document_id, name.lower()): row.n
        for row in records_of(database, ArmRecord, documents)
        if row.n
        for name in (row.name, *row.names)
    }
    papers = {str(row.id): row for row in records_of(database, DocumentRecord, documents)}
    reviews = frozenset(key for key, row in papers.items() if row.kind in REVIEWS)
    crossovers = frozenset(
        key for key, row in papers.items() if CROSSOVER.search(f"{row.title or ''} {_abstract(database, key)}")
    )
    stated_in, visited = set(), set()
    for result in records_of(database, ResultRecord, documents):
        stated_in.add(result.sentence_id)
        if FIRST.search(f"{result.timepoint_text or ''} {result.population or ''}"):
            visited.add(result.document_id)
    sentences = {
        str(row.id): " ".join(row.text.split())
        for row in records_of(database, SentenceRecord, documents)
        if row.id in stated_in
    }
    first = frozenset((key, visit) for key in visited for visit in _first_visits(_text(database, key)))
    return Labels(outcomes, captions, sizes, reviews, crossovers, sentences, first, stub_heads, of_people)


def _first_visits(text: str) -> Iterator[str]:
    """The numbered visits that a paper calls its baseline.

    >>> list(_first_visits("at baseline (T1), after 8 weeks (T2)")), list(_first_visits("Visit 1 was one week later"))
    (['t1'], [])
    """
    if ZEROTH.search(text):
        return iter(())
    return (plain_visit(match["behind"] or match["before"]) for match in FIRST_VISIT.finditer(text))


def study_table(database: Database, documents: Sequence[str] = ()) -> Iterator[Row]:
    """One row for each outcome, time and pair of groups (and for each printed ratio) that can be pooled."""
    names = study_names(records_of(database, DocumentRecord))
    labels = outcome_labels(database, documents)
    for comparison in find_comparisons(records_of(database, ResultRecord, documents), labels):
        line = {
            "study": names.get(comparison.document_id, comparison.document_id),
            **asdict(comparison),
            "results": list(comparison.results),
        }
        del line["doubt"]
        yield line


def _text(database: Database, document_id: str) -> str:
    return str(next(layer_rows(database, "texts", (document_id,)))["text"])


def _abstract(database: Database, document_id: str) -> str:
    """The sentences of a paper's abstract, in its own language."""
    sections = layer_rows(database, "sections", (document_id,))
    own = {row["id"] for row in sections if row["role"] == "abstract" and not row["language"]}
    sentences = layer_rows(database, "sentences", (document_id,))
    return " ".join(" ".join(row["text"].split()) for row in sentences if row["section_id"] in own)
