"""What one paper tells of each study that it cites: facts with their values and passages, one account a reference.

Only passages that cite one reference alone count, and only those that describe a study or report its result; rows of
tables that list studies count too, with the size from the column of patients.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from extract.audit.support.qualifiers import FOLLOW_UP, measure_of, role_of, time_of
from extract.audit.support.quantities import Quantity, find_quantities
from extract.model import Claim, Fact, Paper, Pieces, TableCell
from extract.text import lazy_re as re
from extract.text.numbers import parse_number
from extract.vocabulary import Vocabulary, load_vocabulary

SIZE_COLUMN = re.compile(
    r"^(?:n|no\.?|number|sample size|(?:no\.?|number|n)\s?(?:of\s)?(?:patients|pts|participants|subjects)"
    r"|patients|pts\.?|participants|patients?,?\s?\(?n\)?|size)$",
    re.IGNORECASE,
)
PUBLISHED_IN = re.compile(r"\b(?:in|from|by)\s(?:the\s)?(?:journal\s)?[\"“‘*_]{0,2}$", re.IGNORECASE)
PLAIN_KINDS = ("country", "phase", "registration", "report_year", "design")


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One fact: `kind` ("n", "drug", "OS in months", ...), its value normalised and as shown, and its claim."""

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
    found: dict[str, list[Telling]] = {}
    for claim in paper.claims:
        cited = set().union(*(references.get(marker, set()) for marker in claim.markers))
        if len(cited) != 1 or "" in cited:
            continue
        reported = found.setdefault(next(iter(cited)), [])
        if claim.cell is not None and claim.cell in cells:
            at, home = cells[claim.cell]
            reported.extend(_size_of_row(paper, paper.tables[at].cells, home, claim))
            reported.extend(_tellings(paper, claim, vocabulary))
        elif claim.type in ("describes_study", "reports_result"):
            reported.extend(_tellings(paper, claim, vocabulary))
    return {reference: tuple(reported) for reference, reported in found.items() if reported}


def _tellings(paper: Paper, claim: Claim, vocabulary: Vocabulary) -> Iterator[Telling]:
    for fact in claim.facts:
        if not fact.negated:
            yield from _of_fact(paper, claim, fact, vocabulary)
    yield from _figures(paper, claim)


def _figures(paper: Paper, claim: Claim) -> Iterator[Telling]:
    """Rates and times of survival and response by measure and time point; of two we do not know which arm is told."""
    text = paper.quote(claim)
    found: dict[tuple[str, str], dict[str | None, list[Quantity]]] = {}
    for quantity in find_quantities(text):
        measure = measure_of(text, quantity)
        if (
            measure not in (None, FOLLOW_UP)
            and quantity.scale in ("share", "time")
            and role_of(text, quantity) == "main"
        ):
            name = f"{measure} rate" if quantity.scale == "share" else f"{measure} in {quantity.unit}"
            by_time = found.setdefault((name, "%" if quantity.scale == "share" else f" {quantity.unit}"), {})
            by_time.setdefault(time_of(text, quantity), []).append(quantity)
    for (name, unit), by_time in found.items():
        for when, reported in by_time.items():
            if len(reported) == 1 and (when is not None or len(by_time) == 1) and None not in by_time.keys() - {when}:
                kind, value = f"{name} at {when}" if when else name, str(reported[0].value)
                yield Telling(kind=kind, value=value, shown=value + unit, pieces=claim.pieces)


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


def _size_of_row(paper: Paper, cells: tuple[TableCell, ...], home: TableCell, claim: Claim) -> Iterator[Telling]:
    for cell in cells:
        heads = [head.strip(" *_") for head in cell.col_path]
        if cell.row == home.row and cell.role == "body" and any(SIZE_COLUMN.match(head) for head in heads):
            value = parse_number(cell.span.of(paper.text).strip())
            if value is not None and value == value.to_integral_value() and value >= Decimal(2):
                yield Telling(kind="n", value=str(int(value)), shown=f"{int(value)} patients", pieces=claim.pieces)
