"""What one paper tells of each study that it cites: facts with their values and passages, one account a reference.

Only passages that cite one reference alone count, and only those that describe a study or report its result; rows of
tables that list studies count too, with the size from the column of patients.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from extract.model import Claim, Fact, Paper, Pieces, Result, TableCell
from extract.text.numbers import parse_number
from extract.vocabulary import Vocabulary, load_vocabulary

RESULTS = {
    "ORR": "objective response", "DCR": "disease control", "CR": "complete response", "OS": "overall survival",
    "PFS": "progression-free survival", "LC": "local control", "DFS": "disease-free survival",
    "TTP": "time to progression",
}  # fmt: skip
MEDIAN = re.compile(
    r"""\b(?:m(?P<short>OS|PFS|TTP|DFS)
    |median\s(?:\((?:OS|PFS)\)\s)?(?P<name>overall\ssurvival|OS|progression[-\s]free\ssurvival|PFS))\b
    (?!\s?rate)[^\d;.%]{0,30}?(?P<value>\d{1,3}(?:[.·]\d{1,2})?)\s?(?:mo|months?)\b(?!\s?(?:vs|versus|and)\b)""",
    re.VERBOSE,
)
MEDIANS = {"overall survival": "OS", "progression-free survival": "PFS", "progression free survival": "PFS"}
SIZE_COLUMN = re.compile(
    r"^(?:n|no\.?|number|sample size|(?:no\.?|number|n)\s?(?:of\s)?(?:patients|pts|participants|subjects)"
    r"|patients|pts\.?|participants|patients?,?\s?\(?n\)?|size)$",
    re.IGNORECASE,
)
PUBLISHED_IN = re.compile(r"\b(?:in|from|by)\s(?:the\s)?(?:journal\s)?[\"“‘*_]{0,2}$", re.IGNORECASE)
PLAIN_KINDS = ("country", "phase", "registration", "report_year", "design")


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One fact: `kind` ("n", "drug", "median OS", ...), its value normalised and as shown, and its claim."""

    kind: str
    value: str
    shown: str
    pieces: Pieces


Account = tuple[Telling, ...]


def accounts_of(paper: Paper) -> dict[str, Account]:
    """What a paper tells of each reference, by the reference's id."""
    vocabulary = load_vocabulary()
    references: dict[str, set[str]] = {}
    for citation in paper.citations:
        references.setdefault(citation.marker, set()).add(citation.reference or "")
    cells = {cell.id: (at, cell) for at, table in enumerate(paper.tables) for cell in table.cells}
    comparable = _comparable(paper)
    found: dict[str, list[Telling]] = {}
    for claim in paper.claims:
        cited = set().union(*(references.get(marker, set()) for marker in claim.markers))
        if len(cited) != 1 or "" in cited:
            continue
        told = found.setdefault(next(iter(cited)), [])
        if claim.cell is not None and claim.cell in cells:
            at, home = cells[claim.cell]
            told.extend(_size_of_row(paper, paper.tables[at].cells, home, claim))
            told.extend(_tellings(paper, claim, comparable, vocabulary))
        elif claim.type in ("describes_study", "reports_result"):
            told.extend(_tellings(paper, claim, comparable, vocabulary))
    return {reference: tuple(told) for reference, told in found.items() if told}


def _comparable(paper: Paper) -> list[tuple[int, int, str, Result]]:
    """The results that can be compared across papers, by where they start, with their place in the paper and kind."""
    kinds = ((result.span.start, n, _kind_of_result(result), result) for n, result in enumerate(paper.results))
    return sorted(((start, n, kind, result) for start, n, kind, result in kinds if kind), key=lambda each: each[:2])


def _within(claim: Claim, comparable: list[tuple[int, int, str, Result]]) -> list[tuple[str, Result]]:
    """Those that lie in a piece of the claim, in the paper's order."""
    found = {}
    for piece in claim.pieces:
        for at in range(bisect_left(comparable, (piece.start,)), len(comparable)):
            start, n, kind, result = comparable[at]
            if start > piece.end:
                break
            if piece.contains(result.span):
                found[n] = (kind, result)
    return [found[n] for n in sorted(found)]


def _tellings(
    paper: Paper, claim: Claim, comparable: list[tuple[int, int, str, Result]], vocabulary: Vocabulary
) -> Iterator[Telling]:
    for fact in claim.facts:
        if not fact.negated:
            yield from _of_fact(paper, claim, fact, vocabulary)
    for kind, result in _within(claim, comparable):
        if not _one_of_two(paper, result):
            yield Telling(kind=kind, value=str(result.value), shown=result.value_text, pieces=claim.pieces)
    text = paper.quote(claim)
    for match in MEDIAN.finditer(text):
        name = match["short"] or MEDIANS.get(match["name"].lower(), match["name"])
        value = parse_number(match["value"])
        if value is not None:
            yield Telling(
                kind=f"median {name} in months", value=str(value), shown=f"{value} months", pieces=claim.pieces
            )


def _of_fact(paper: Paper, claim: Claim, fact: Fact, vocabulary: Vocabulary) -> Iterator[Telling]:
    shown = vocabulary[fact.value].label if fact.value in vocabulary else fact.value
    if fact.kind in PLAIN_KINDS:
        yield Telling(kind=fact.kind, value=fact.value, shown=shown, pieces=claim.pieces)
    elif fact.kind == "n" and fact.qualifier is None:
        yield Telling(kind="n", value=fact.value, shown=f"{fact.value} patients", pieces=claim.pieces)
    elif fact.kind == "intervention" and fact.value in vocabulary and vocabulary[fact.value].note("drug"):
        yield Telling(kind="drug", value=fact.value, shown=shown, pieces=claim.pieces)
    elif fact.kind == "journal":
        before = paper.text[max(0, fact.span.start - 40) : fact.span.start]
        if PUBLISHED_IN.search(before):
            yield Telling(kind="journal", value=fact.value, shown=shown, pieces=claim.pieces)


def _kind_of_result(result: Result) -> str | None:
    """How a result is compared across papers: its measure with its statistic, time point and unit."""
    if result.measure not in RESULTS or result.value is None or result.comparator is not None:
        return None
    if result.statistic == "median":
        return f"median {result.measure} in {result.unit}" if result.unit else None
    if result.statistic != "rate" or result.unit != "%":
        return None
    when = f" at {result.timepoint} {result.timepoint_unit}" if result.timepoint is not None else ""
    return f"{result.measure} rate{when}"


def _one_of_two(paper: Paper, result: Result) -> bool:
    """Whether another number of the same kind stands beside it: of two arms we do not know which is told."""
    around = paper.text[max(0, result.span.start - 14) : result.span.end + 14]
    return bool(re.search(r"\b(?:vs\.?|versus|respectively|compared)\b", around))


def _size_of_row(paper: Paper, cells: tuple[TableCell, ...], home: TableCell, claim: Claim) -> Iterator[Telling]:
    for cell in cells:
        heads = [head.strip(" *_") for head in cell.col_path]
        if cell.row == home.row and cell.role == "body" and any(SIZE_COLUMN.match(head) for head in heads):
            value = parse_number(cell.span.of(paper.text).strip())
            if value is not None and value == value.to_integral_value() and value >= Decimal(2):
                yield Telling(kind="n", value=str(int(value)), shown=f"{int(value)} patients", pieces=claim.pieces)
