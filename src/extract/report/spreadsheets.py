"""Flat tables for spreadsheets: a row is read without the database, its paper, place and passage beside it.

As one XLSX workbook or as a folder of CSV files. The layers of `extract export` keep their nested fields; here a list
is words parted by semicolons, and a finding has its first two passages in columns.
"""

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, fields
from io import BytesIO
from itertools import chain
from pathlib import Path

from extract.errors import UsageError
from extract.outputs import output_bytes, output_file
from extract.report.cells import TableWriter
from extract.report.export import study_table
from extract.report.reviewed import decision_of
from extract.report.standing import Place, Standing
from extract.report.titles import headline
from extract.report.wording import DECIDED, GRAVITY
from extract.store import Database, Row, StoredLibrary, layer_rows
from extract.store.layers import severities

MOST_ROWS = 1_048_575
LONGEST_CELL = 32_767
"""Rows below the head, and characters of a cell: the limits of Excel's format."""

WIDE, NARROW = 60, 14
"""Widths of columns in characters: passages and titles, everything else."""

TEXTS = frozenset(("passage", "title", "other_reasons", "second_passage", "paper", "entry", "abstract"))
MADE = datetime.datetime(1980, 1, 1, tzinfo=datetime.UTC)
"""The day that a workbook is said to be made, so that equal contents are equal files."""

RESULT_FIELDS = (
    "outcome measure statistic value value_text unit arm comparator population timepoint timepoint_unit timepoint_text"
    " ci_low ci_high ci_level sd se count denominator n p_relation p_value adjusted role source probability"
).split()
STUDY_FIELDS = "row_label author year reference_label status linked_by".split()
POOLED_FIELDS = (
    "outcome measure model k estimate ci_low ci_high i2 recomputed_estimate recomputed_low recomputed_high"
    " recomputed_i2 agrees"
).split()
RECOMPUTED_FIELDS = (
    "check kind statistic value df ci_low ci_high p_relation p_value recomputed_p recomputed_p_low recomputed_p_high"
    " agrees same_side"
).split()
REFERENCE_FIELDS = "label title container year volume pages doi pmid type match_status verdict".split()


class Sheets:
    """The flat tables of papers, made row by row."""

    def __init__(self, database: Database, documents: Sequence[str] = ()) -> None:
        self._database = database
        self._library = StoredLibrary(database)
        self._documents = tuple(documents) or self._library.document_ids()
        self._titles = {row["name"]: row["title"].rstrip(".") for row in layer_rows(database, "checks")}

    def rows(self, name: str) -> Iterator[Row]:
        """The rows of one table of `SHEETS`."""
        if name in ("papers", COMPARISONS):
            yield from self._papers() if name == "papers" else self._comparisons()
            return
        make = ROWS[name]
        for document_id in self._documents:
            paper = self._library.paper(document_id)
            if paper is None:
                continue
            (document,) = layer_rows(self._database, "documents", (document_id,))
            head = {"paper": document["title"] or document["path"], "file": document["path"]}
            standing = Standing(paper)
            for row in layer_rows(self._database, name, (document_id,)):
                made = make(row, standing, self._titles)
                yield {**head, **made, "id": row["id"], "document_id": document_id}

    def _papers(self) -> Iterator[Row]:
        counts = severities(self._database, "document_id")
        for row in layer_rows(self._database, "documents", self._documents) if self._documents else ():
            yield {
                "paper": row["title"] or row["path"],
                "file": row["path"],
                "authors": _joined(f"{author['family']} {author['given'] or ''}".strip() for author in row["authors"]),
                **{field: row[field] for field in ("journal", "year", "doi", "pmid", "type", "pages")},
                "corpora": _joined(row["corpora"]),
                **{f"{word}s": counts[row["id"], word] for word in GRAVITY},
                "faults": _joined(fault["message"] for fault in row["faults"]),
                "document_id": row["id"],
            }

    def _comparisons(self) -> Iterator[Row]:
        for row in study_table(self._database, self._documents) if self._documents else ():
            kept = {
                name: value for name, value in row.items() if name not in ("document_id", "results", "table", "start")
            }
            yield {**kept, "results": _joined(row["results"]), "document_id": row["document_id"]}


def _finding(row: Row, standing: Standing, titles: dict[str, str]) -> Row:
    head = headline(row["message"], row["reference_labels"])
    own = [
        passage
        for passage in row["evidence"]
        if passage["document_id"] == row["document_id"] and passage["start"] is not None
    ]
    first, second = (*row["evidence"], {}, {})[:2]
    return {
        "severity": row["severity"],
        "title": head.title,
        "other_reasons": _joined(head.more),
        "question": titles.get(row["check"], row["check"]),
        "references": _joined(row["reference_labels"]),
        **_place(standing, own[0]["start"] if own else None),
        "passage": first.get("text", ""),
        "second_passage": second.get("text", ""),
        "reported": row["reported"],
        "expected": row["expected"],
        "decision": DECIDED.get(decision := decision_of(row), decision),
        "reviewers": _joined(review["reviewer"] for review in row["reviews"]),
        "review_reasons": _joined(review["reason"] for review in row["reviews"] if review["reason"]),
        "check": row["check"],
    }


def _flat(fields: Sequence[str]) -> Callable[[Row, Standing, dict[str, str]], Row]:
    def make(row: Row, standing: Standing, titles: dict[str, str]) -> Row:
        chosen = {field: _joined(row[field]) if isinstance(row[field], list) else row[field] for field in fields}
        return {**chosen, **_place(standing, row["start"]), "passage": row["text"]}

    return make


def _place(standing: Standing, start: int | None) -> Row:
    """The place by the names of its parts, all None for what has none."""
    if start is None:
        return dict.fromkeys(field.name for field in fields(Place))
    return asdict(standing.place(start))


def _joined(values: Iterable[object]) -> str:
    return "; ".join(str(value) for value in values)


ROWS: dict[str, Callable[[Row, Standing, dict[str, str]], Row]] = {
    "findings": _finding,
    "results": _flat(RESULT_FIELDS),
    "studies": _flat(STUDY_FIELDS),
    "pooled": _flat(POOLED_FIELDS),
    "recomputed": _flat(RECOMPUTED_FIELDS),
    "references": _flat(REFERENCE_FIELDS),
}
COMPARISONS = "comparisons"
SHEETS = ("papers", *ROWS, COMPARISONS)
"""The tables of a workbook, in its order."""


def write_workbook(
    database: Database, path: Path, documents: Sequence[str] = (), names: Sequence[str] = SHEETS
) -> None:
    """One sheet a table, its head frozen and with filters. No cell is a formula or a link."""
    from xlsxwriter import Workbook

    sheets = Sheets(database, documents)
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    packed = BytesIO()
    with output_bytes(path) as file:
        with Workbook(packed, options) as book:
            book.set_properties({"title": "Audit", "comments": "made by extract", "created": MADE})
            head = book.add_format({"bold": True, "bottom": 1})
            for name in names:
                sheet = book.add_worksheet(name)
                sheet.freeze_panes(1, 0)
                columns: tuple[str, ...] = ()
                last = 0
                for last, row in enumerate(sheets.rows(name), start=1):
                    if last == 1:
                        columns = tuple(row)
                        for at, column in enumerate(columns):
                            sheet.set_column(at, at, WIDE if column in TEXTS else NARROW)
                        sheet.write_row(0, 0, columns, head)
                    if last > MOST_ROWS:
                        raise UsageError(
                            f"{name} has more rows than a sheet holds: write CSV into a folder, -o FOLDER/"
                        )
                    sheet.write_row(last, 0, [_cell(value) for value in row.values()])
                if columns:
                    sheet.autofilter(0, 0, last, len(columns) - 1)
                else:
                    sheet.write(0, 0, "nothing was found")
        file.write(packed.getbuffer())


def write_folder(database: Database, folder: Path, documents: Sequence[str] = ()) -> list[Path]:
    """One CSV file a table that has rows; the files written."""
    sheets, written = Sheets(database, documents), []
    for name in SHEETS:
        rows = sheets.rows(name)
        first = next(rows, None)
        if first is None:
            continue
        written.append(folder / f"{name}.csv")
        with output_file(written[-1]) as file:
            writer = TableWriter(file)
            writer.writerow(first)
            writer.writerows(row.values() for row in chain((first,), rows))
    return written


def _cell(value: object) -> object:
    return value[:LONGEST_CELL] if isinstance(value, str) else value
