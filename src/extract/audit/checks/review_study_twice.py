"""No two included studies have the same figures under two names.

Two rows of a table of studies, of different first authors, that print the same in every column that tells studies
apart: at least two numbers of three digits, four numbers in all, or values as rare, and no column in which they
differ. Columns that name the study, its year, number or entry, and columns in which most rows print the same, do not
count.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator

from extract.audit.passages import evidence
from extract.model import Answer, Finding, Library, Paper, Passed, Pieces, Study, TableCell
from extract.resolve.studies import STUDY_HEAD, YEAR_HEAD
from extract.text import lazy_re as re
from extract.text.citation_keys import fold_name

NAME = "review_study_twice"
VERSION = 1

LONG_NUMBERS, NUMBERS = 2, 4
"""Numbers of three digits, or numbers in all, that two rows must share."""
RARE = 9.0
"""Bits of surprise in the values that two rows share, of which one is a number of three digits: in a table of 16
studies
three columns that only these two print alike."""
COMMON = 0.5
"""Share of the rows from which a printed value tells no studies apart."""
MOST_CELLS = 12
_NUMBER = re.compile(r"\d+(?:[.,·]\d+)*")
_NOT_FIGURES = re.compile(r"^(?:no\.?|nr\.?|#|id|s\.?\s?no\.?|doi|pmid|country|region|year)\b", re.IGNORECASE)


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    by_table: dict[str, list[Study]] = defaultdict(list)
    for study in paper.studies:
        by_table[study.table].append(study)
    tables = {table.id: table for table in paper.tables}
    for table_id, studies in by_table.items():
        rows = {study.row: _figures(paper, tables[table_id].cells, study) for study in studies}
        common = Counter((col, text) for figures in rows.values() for col, (text, _) in figures.items())
        seen: list[Study] = []
        for study in studies:
            first = next((row for row in seen if _same(rows, row, study, common, len(studies))), None)
            yield Passed(study.span) if first is None else _finding(paper, first, study, rows)
            seen.append(study)


def _figures(paper: Paper, cells: tuple[TableCell, ...], study: Study) -> dict[int, tuple[str, TableCell]]:
    """What the row prints, by column, without the columns that name the study."""
    return {
        cell.col: (" ".join(cell.span.of(paper.text).split()).casefold(), cell)
        for cell in cells
        if cell.row == study.row
        and cell.role in ("body", "stub")
        and cell.col != study.col
        and not any(pattern.search(head) for head in cell.col_path for pattern in (STUDY_HEAD, YEAR_HEAD, _NOT_FIGURES))
    }


def _same(
    rows: dict[int, dict[int, tuple[str, TableCell]]],
    study: Study,
    other: Study,
    common: Counter[tuple[int, str]],
    count: int,
) -> bool:
    if study.row == other.row or (study.reference and study.reference == other.reference):
        return False
    if study.author and other.author and fold_name(study.author) == fold_name(other.author):
        return False
    left, right = rows[study.row], rows[other.row]
    telling = [col for col in left if col in right and common[col, left[col][0]] <= max(2, COMMON * count)]
    if not telling or any(left[col][0] != right[col][0] for col in left if col in right):
        return False
    numbers = [number for col in telling for number in _NUMBER.findall(left[col][0])]
    long = [number for number in numbers if sum(char.isdigit() for char in number) > LONG_NUMBERS]
    rare = sum(math.log2(count / common[col, left[col][0]]) for col in telling)
    return len(long) >= LONG_NUMBERS or len(numbers) >= NUMBERS or (bool(long) and rare >= RARE)


def _finding(paper: Paper, study: Study, other: Study, rows: dict[int, dict[int, tuple[str, TableCell]]]) -> Finding:
    return Finding(
        check=NAME,
        severity="warning",
        message=f"{study.label} and {other.label} print the same in all {len(rows[study.row])} columns of the table",
        reported=other.label,
        expected="figures of its own, or one study listed once",
        evidence=(
            evidence(paper, "claim", other.pieces),
            evidence(paper, "context", _row(other, rows)),
            evidence(paper, "claim", study.pieces),
            evidence(paper, "context", _row(study, rows)),
        ),
        references=tuple(reference for reference in (other.reference, study.reference) if reference),
    )


def _row(study: Study, rows: dict[int, dict[int, tuple[str, TableCell]]]) -> Pieces:
    return tuple(cell.span for _, cell in list(rows[study.row].values())[:MOST_CELLS])
