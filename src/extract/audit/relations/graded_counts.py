"""Counts of graded events: those of the text are those of the table's row and grade."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from extract.audit.arithmetic.rounding import possible_denominators, rounded
from extract.audit.passages import Passage, own_sentences
from extract.audit.printed import NUMBER
from extract.audit.relations.engine import Case, Relation, broken, sound, unjudged
from extract.audit.support.words import stems
from extract.model import Paper, Span, Table
from extract.text import lazy_re as re
from extract.text.numbers import NUMBER_WORD, parse_number

HIGHEST = 10_000

_GRADE = r"(?:[1-5]|IV|I{1,3}|V)"
_COUNT = rf"(?:\d{{1,4}}|{NUMBER_WORD})"
_COUNT_AND_SHARE = rf"(?:{_COUNT})\s?(?:patients?\s|cases?\s)?\(\s?{NUMBER}\s?%\s?\)"
PAIRED = re.compile(
    rf"\b[Gg]rades?\s(?P<first>{_GRADE})\s(?:and|or)\s(?:grade\s)?(?P<second>{_GRADE})\s(?P<what>[A-Za-z][^.;()\d]{{3,80}}?)\s"
    rf"(?:in|by|for)\s(?P<one>{_COUNT_AND_SHARE})\s(?:patients?\s)?and\s(?P<two>{_COUNT_AND_SHARE})",
    re.IGNORECASE,
)
SINGLE = re.compile(
    rf"(?<![\d.,])(?P<one>{_COUNT_AND_SHARE})\s(?:patients?|cases?|subjects?|participants?)?\s?[a-z]{{0,12}}\s?(?:with\s|of\s)?"
    rf"[Gg]rades?\s(?P<first>{_GRADE})(?:\s?[-–/]\s?(?P<last>{_GRADE}))?\s(?:of\s)?(?P<what>[A-Za-z][A-Za-z\s-]{{3,50}}?)"
    rf"(?=[,.;]|\sand\s|\sincreased|\sat\s|\sduring)",
    re.IGNORECASE,
)
_PARTS = re.compile(rf"(?P<count>{_COUNT})\s?(?:patients?\s|cases?\s)?\(\s?(?P<percent>{NUMBER})", re.IGNORECASE)
_HEAD = re.compile(rf"^(?:CTCAE\s|RTOG\s|acute\s|late\s)?(?:[Gg](?:rade)?s?\s?)?(?P<grade>{_GRADE})$")
_CELL = re.compile(rf"^\s*(?P<count>\d{{1,4}})\s?(?:[(\[]\s?(?P<percent>{NUMBER})\s?%?\s?[)\]])?\s*$")
_GROUPS = re.compile(r"\b(?:arms?|groups?|versus|vs|respectively\sin|compared|placebo|control)\b", re.IGNORECASE)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5}
_GENERAL = frozenset(
    stems("toxicity toxicities adverse event events increased elevated elevation patients grade of the")
)


@dataclass(frozen=True, slots=True)
class GradedCount:
    """A count that the text gives for one event and a range of grades."""

    passage: Passage
    span: tuple[int, int]
    words: frozenset[str]
    grades: tuple[int, int]
    count: int
    percent: Decimal


@dataclass(frozen=True, slots=True)
class Row:
    """A table's row with its counts by grade."""

    table: Table
    words: frozenset[str]
    counts: dict[int, tuple[int, Decimal | None, Span]]


def _cases(paper: Paper) -> Iterator[Case[None]]:
    rows = [row for table in paper.tables for row in _rows(paper, table)]
    for passage in own_sentences(paper, "abstract", "results", "discussion") if rows else ():
        if "rade" not in passage.text or _GROUPS.search(passage.text):
            continue
        found = [(stated.span, _case(stated, rows)) for stated in (*_paired(passage), *_single(passage))]
        yield from (case for _, case in found if case.holds is not False)
        for span in dict.fromkeys(span for span, case in found if case.holds is False):
            yield _together([case for other, case in found if other == span and case.holds is False])


def _together(cases: list[Case[None]]) -> Case[None]:
    """One case for a statement that counts two grades."""
    return replace(
        cases[0],
        message="; ".join(case.message for case in cases),
        reported=", ".join(case.reported or "" for case in cases),
        expected=", ".join(case.expected or "" for case in cases),
        context=tuple(pieces for case in cases for pieces in case.context),
    )


def _case(stated: GradedCount, rows: list[Row]) -> Case[None]:
    pieces = stated.passage.pieces_of(*stated.span)
    low, high = stated.grades
    named = [
        row
        for row in rows
        if row.words and row.words <= stated.words and all(g in row.counts for g in range(low, high + 1))
    ]
    if not named:
        return unjudged(pieces, "no row of a table is named")
    sums = [sum(row.counts[g][0] for g in range(low, high + 1)) for row in named]
    if stated.count in sums or any(rounded(stated.percent).holds(Decimal(number)) for number in sums):
        return sound(pieces)
    if len(named) > 1:
        return unjudged(pieces, "several rows are named")
    row, printed = named[0], sums[0]
    if not _of_one_base(stated, row):
        return unjudged(pieces, "the percents of text and table are not of one number of patients")
    grades = f"{low}" if low == high else f"{low} to {high}"
    return broken(
        pieces,
        f"the text counts {stated.count} ({stated.percent}%) of grade {grades}; "
        f"the row of {row.table.label or 'the table'} has {printed}",
        reported=str(stated.count),
        expected=str(printed),
        context=tuple((row.counts[g][2],) for g in range(low, high + 1)),
    )


def _of_one_base(stated: GradedCount, row: Row) -> bool:
    """Whether some whole number of patients gives both the text's percent and one of the row's."""
    if not stated.count:
        return False
    bases = set(possible_denominators(stated.percent, stated.count, HIGHEST))
    return any(
        bases & set(possible_denominators(percent, count, HIGHEST))
        for count, percent, _ in row.counts.values()
        if count and percent is not None
    )


def _paired(passage: Passage) -> Iterator[GradedCount]:
    for match in PAIRED.finditer(passage.text):
        words = frozenset(stems(match["what"]))
        for grade, part in (("first", "one"), ("second", "two")):
            stated = _graded_count(passage, match, part, words, (_number(match[grade]), _number(match[grade])))
            if stated is not None:
                yield stated


def _single(passage: Passage) -> Iterator[GradedCount]:
    if "respectively" in passage.text:
        return
    for match in SINGLE.finditer(passage.text):
        first = _number(match["first"])
        grades = (first, _number(match["last"]) if match["last"] else first)
        stated = _graded_count(passage, match, "one", frozenset(stems(match["what"])), grades)
        if stated is not None:
            yield stated


def _graded_count(
    passage: Passage, match: re.Match[str], part: str, words: frozenset[str], grades: tuple[int, int]
) -> GradedCount | None:
    found = _PARTS.match(match[part])
    count = parse_number(found["count"].lower()) if found else None
    percent = parse_number(found["percent"]) if found else None
    if count is None or percent is None:
        return None
    return GradedCount(passage, match.span(), words, grades, int(count), percent)


def _rows(paper: Paper, table: Table) -> Iterator[Row]:
    """The rows of a table whose heads are at least two grades and nothing above them that tells groups apart."""
    grades: dict[int, int] = {}
    for cell in table.cells:
        match = _HEAD.match(cell.head) if cell.role == "body" else None
        if match:
            grades[cell.col] = _number(match["grade"])
    if len(grades) < 2 or len(set(grades.values())) != len(grades):
        return
    found: dict[int, dict[int, tuple[int, Decimal | None, Span]]] = {}
    names: dict[int, frozenset[str]] = {}
    for cell in table.cells:
        printed = _CELL.match(cell.span.of(paper.text)) if cell.col in grades and cell.role == "body" else None
        if printed and cell.row_path:
            percent = parse_number(printed["percent"]) if printed["percent"] else None
            found.setdefault(cell.row, {})[grades[cell.col]] = (int(printed["count"]), percent, cell.span)
            names[cell.row] = frozenset(stems(cell.stub)) - _GENERAL
    for row, counts in found.items():
        yield Row(table, names[row], counts)


def _number(printed: str) -> int:
    return _ROMAN.get(printed.lower()) or int(printed)


GRADED_COUNTS = Relation(
    "text_table_shares",
    """Counts of graded events in the text are those of the table's row and grade.

"Grade 3 and 4 neutropenia in 2 (5.6%) and 1 (2.8%) patients" beside a table whose row has 4 and 0 under the heads of
these grades. A row is named where all its words stand in the sentence; the heads of its table are grades alone, with
no groups above them. An error where one row is named, and its counts give neither the text's count nor its percent.
Left alone: percents of another number of patients, sentences that compare groups, several rows of the same words.""",
    _cases,
    version=2,
)
