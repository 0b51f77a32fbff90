"""What a row of a table of included studies tells of a study stands in the study itself, where it is held.

Sizes, ages, lengths of follow-up and of treatment are read from columns whose heads say so, put into a sentence with
their heads, and held against the study's own text as claims are. A finding is made only where the passage that speaks
of the same prints another number and the row's own stands nowhere in the source, nor is it the sum of groups there.
Effects, percents, scores of quality and all that reviewers compute are left alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from extract.audit.passages import evidence, per_paper
from extract.audit.support.judge import judge_claim
from extract.audit.support.source import SourceText
from extract.model import Answer, Finding, Library, Paper, Passed, Reference, Skipped, Study, TableCell
from extract.text import lazy_re as re
from extract.text.numbers import parse_number
from extract.text.words import alternatives

NAME = "review_study_source"
VERSION = 1

NOT_HELD = "the text of the study is not held"
MOST_GROUPS = 4
"""Groups of a study whose sizes are summed."""
MOST_NUMBERS = 25
"""Numbers of people in a source of which sums are tried."""
LONGEST = 60

_SIZE = re.compile(
    rf"\b(?:sample size|{alternatives('people')})\b"
    r"|^\W*n\W*$",
    re.IGNORECASE,
)
_AGE = re.compile(r"\bage\b", re.IGNORECASE)
_TIME = re.compile(r"\b(?:follow-?\s?up|duration|length of (?:treatment|follow-?\s?up))\b", re.IGNORECASE)
_OTHER = re.compile(
    r"%|\b(?:events?|deaths?|percent|rate|ratio|female|male|sex|gender|score|quality|weight|RR|OR|HR|SMD|MD|CI|lost|"
    r"dropouts?|withdrawals?|analy[sz]ed|disease|characteristics|criteria|sites?|cent(?:er|re)s?)\b",
    re.IGNORECASE,
)
"""Heads of parts of the people, of outcomes and of what reviewers compute."""
_PEOPLE = re.compile(
    r"(?<![\w.,·/–-])(?P<n>\d{1,3}(?:,\d{3})+|\d{2,6})\s(?:[a-z-]+\s){0,2}(?:patients|participants|subjects|volunteers)\b"
)
"""A size in a cell of prose: "72 subjects"."""
_RESULTS = re.compile(
    r"\b(?:results?|findings?|conclusions?|outcomes?|comments?|effects?|limitations?)\b", re.IGNORECASE
)
_IN_BRACKETS = re.compile(r"[(\[]([^()\[\]]{1,20})[)\]]")
_UNIT = re.compile(r"\b(?:years?|yrs?|months?|mo|weeks?|wks?|days?|hours?)\b", re.IGNORECASE)
_NUMBER = re.compile(r"(?<![\w.·])\d{1,3}(?:,\d{3})+(?!\d)|(?<![\w·.])\d+(?:[.·]\d+)?")
_PLAIN = re.compile(
    r"^\D{0,12}(?P<n>\d{1,3}(?:,\d{3})+|\d+(?:[.·]\d+)?)(?:\s?(?:±|\+/-|\()[^a-z]{1,16})?\s?[a-z]{0,8}\.?$",
    re.IGNORECASE,
)
"""One number, perhaps with its spread or range and a unit."""


class HeldStudy:
    """A study's own text: its figures, all numbers that it prints, and what sizes of its groups add up to."""

    def __init__(self, paper: Paper) -> None:
        self.source = SourceText(paper)
        figures = [figure.quantity for place in self.source.places for figure in place.figures]
        self.numbers = {Decimal(match[0].replace(",", "").replace("·", ".")) for match in _NUMBER.finditer(paper.text)}
        self.numbers |= {figure.value for figure in figures}
        people = sorted(
            {figure.value for figure in figures if figure.scale in ("people", "count") and figure.value > 1}
        )
        self.sums = {sum(parts) for n in range(2, MOST_GROUPS + 1) for parts in combinations(people[:MOST_NUMBERS], n)}


_held_study = per_paper(most=48)(HeldStudy)


@dataclass(frozen=True, slots=True)
class CellClaim:
    """A cell as a sentence about the study; `number` the figure that is judged."""

    cell: TableCell
    sentence: str
    number: Decimal
    is_size: bool


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    by_id = {reference.id: reference for reference in paper.references}
    cells = {table.id: table.cells for table in paper.tables}
    for study in paper.studies:
        reference = by_id.get(study.reference or "")
        held = None if reference is None else library.held(paper, reference)
        if reference is None or held is None:
            yield Skipped(study.span, NOT_HELD)
            continue
        own = _held_study(held)
        compared = [
            _judge(paper, study, reference, reported, own)
            for reported in _cell_claims(paper, study, cells[study.table])
        ]
        yield from compared or (Skipped(study.span, "no column that could be compared"),)


def _cell_claims(paper: Paper, study: Study, cells: tuple[TableCell, ...]) -> Iterator[CellClaim]:
    for cell in cells:
        if cell.row != study.row or cell.col == study.col or cell.role != "body" or not cell.col_path:
            continue
        printed = " ".join(cell.span.of(paper.text).split())
        if (people := _PEOPLE.search(printed)) and not any(map(_RESULTS.search, cell.col_path)):
            size = Decimal(people["n"].replace(",", ""))
            yield CellClaim(cell, f"The study included {size} patients.", size, is_size=True)
            continue
        match = _PLAIN.match(printed) if len(printed) <= LONGEST else None
        sentence = _sentence(cell.col_path, printed) if match else None
        number = parse_number(match["n"]) if match else None
        if sentence is not None and number is not None:
            yield CellClaim(cell, sentence, number, is_size=" patients " in sentence)


def _sentence(path: tuple[str, ...], printed: str) -> str | None:
    """The heads and the cell as words; None where the column is not one of those that are judged."""
    leaf = " ".join(path[-1].split())
    heads = " ".join(path)
    name = _IN_BRACKETS.sub("", leaf).strip(" ,;:")
    if _AGE.search(leaf) and not _OTHER.search(leaf):
        what = name if re.search(r"mean|median", name, re.IGNORECASE) else "mean age"
        return f"The {what} was {printed} years."
    if _TIME.search(leaf) and not _OTHER.search(leaf):
        unit = _UNIT.search(printed) or _UNIT.search(leaf)
        behind = "" if unit is None or _UNIT.search(printed) else f" {unit[0]}"
        return f"The {name} was {printed}{behind}." if unit else None
    if _SIZE.search(leaf) and not _OTHER.search(heads):
        group = f" in the {path[-2]} group" if len(path) > 1 else ""
        return f"The study included {re.sub(r'[^0-9,]+$', '', printed)} patients {group}.".replace(" .", ".")
    return None


def _judge(paper: Paper, study: Study, reference: Reference, claim: CellClaim, own: HeldStudy) -> Answer:
    if claim.number in own.numbers:
        return Passed(claim.cell.span)
    if claim.is_size and claim.number in own.sums:
        return Skipped(claim.cell.span, "the number is the sum of groups of the study")
    judged = judge_claim(claim.sentence, own.source)
    if judged.outcome != "contradicted":
        return Skipped(claim.cell.span, "no passage of the study speaks of the same")
    head = " ".join(claim.cell.col_path)
    return Finding(
        check=NAME,
        severity="warning",
        message=f"the review gives {claim.number} for {study.label} ({head}); the study prints {judged.printed}, "
        "and the review's number nowhere",
        reported=str(claim.number),
        expected=judged.printed,
        evidence=(
            evidence(paper, "claim", (claim.cell.span,)),
            evidence(paper, "context", study.pieces),
            *judged.evidence,
        ),
        references=(reference.id,),
    )
