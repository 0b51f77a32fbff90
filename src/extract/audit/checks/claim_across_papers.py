"""Papers of the database that cite the same work tell the same facts of it.

Drug, journal, country, registration, size, year, phase, design, response and survival as each paper tells them stand
side by side. Where two accounts differ, both papers get a finding with both passages, worded as a disagreement between
the two: a note where little differs or where the entry itself, or most other papers, bear this paper out; otherwise a
warning. What they tell alike is kept as corroboration.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from extract.audit.cases.answers import passage
from extract.audit.cases.case import named
from extract.audit.cases.works import WorkFacts, find_work_facts
from extract.audit.passages import per_paper
from extract.audit.support.likeness import agree
from extract.audit.support.qualifiers import FOLLOW_UP, measure_of, role_of, time_of
from extract.audit.support.quantities import Quantity, find_quantities
from extract.model import (
    Answer,
    Claim,
    Corroboration,
    Fact,
    FactKind,
    Finding,
    Library,
    Paper,
    Passed,
    Pieces,
    Reference,
    Severity,
    Skipped,
    TableCell,
)
from extract.text import lazy_re as re
from extract.text.numbers import are_near, parse_number
from extract.text.similarity import same_container
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


@per_paper(most=48)
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


STRONG = frozenset({"drug", "journal", "country", "registration"})
MOST_VALUES = 2
OPPOSED = (
    frozenset({"rct", "single_arm"}),
    frozenset({"rct", "retrospective"}),
    frozenset({"prospective", "retrospective"}),
)
SHOWN_KINDS = {"n": "size", "report_year": "year", "drug": "drug"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A fact that both tell and tell differently. `favours`: above 0 the entry bears out our side, below 0 theirs."""

    kind: str
    ours: Telling
    theirs: Telling
    favours: int

    @property
    def is_strong(self) -> bool:
        return self.kind in STRONG

    @property
    def name(self) -> str:
        return SHOWN_KINDS.get(self.kind, self.kind)


def find_differences(ours: Account, theirs: Account, work: WorkFacts) -> Iterator[Difference]:
    """One difference for each kind of fact of which no value is shared."""
    vocabulary = load_vocabulary()
    for kind in _kinds(ours, theirs):
        mine, others = _of(ours, kind), _of(theirs, kind)
        if len({t.value for t in mine}) > MOST_VALUES or len({t.value for t in others}) > MOST_VALUES:
            continue
        if any(_same(kind, a.value, b.value) for a in mine for b in others):
            continue
        for a, b in ((a, b) for a in mine for b in others):
            if _differs(kind, a.value, b.value, vocabulary):
                favours = _borne_out(kind, a.value, work) - _borne_out(kind, b.value, work)
                yield Difference(kind=kind, ours=a, theirs=b, favours=favours)
                break
    yield from _against_entry(ours, theirs, work)


def find_agreements(ours: Account, theirs: Account) -> Iterator[tuple[Telling, Telling]]:
    """The facts that both tell alike, one pair for each kind."""
    for kind in _kinds(ours, theirs):
        pairs = ((a, b) for a in _of(ours, kind) for b in _of(theirs, kind) if _same(kind, a.value, b.value))
        pair = next(pairs, None)
        if pair is not None and kind != "design":
            yield pair


def _against_entry(ours: Account, theirs: Account, work: WorkFacts) -> Iterator[Difference]:
    """A journal that one side names, while the entry that the other side cites prints another."""
    mine, others = _of(ours, "journal"), _of(theirs, "journal")
    container = work.entry.fields.container
    if not container or bool(mine) == bool(others):
        return
    named = (mine or others)[0]
    if named.value == work.journal or same_container(named.shown, container):
        return
    silent = theirs if mine else ours
    entry = Telling(kind="journal", value=work.journal or container, shown=container, pieces=silent[0].pieces)
    yield Difference(
        kind="journal", ours=named if mine else entry, theirs=entry if mine else named, favours=-1 if mine else 1
    )


def _kinds(ours: Iterable[Telling], theirs: Iterable[Telling]) -> list[str]:
    shared = {telling.kind for telling in theirs}
    return list(dict.fromkeys(telling.kind for telling in ours if telling.kind in shared))


def _of(account: Account, kind: str) -> list[Telling]:
    return [telling for telling in account if telling.kind == kind]


def _same(kind: str, first_value: str, second_value: str) -> bool:
    if first_value == second_value:
        return True
    if kind == "phase":
        return first_value in second_value or second_value in first_value
    if kind in ("n", "report_year", "drug", "journal", "country", "registration", "design"):
        return False
    first, second = _number(first_value), _number(second_value)
    return first is not None and second is not None and agree(first, second)


def _differs(kind: str, first: str, second: str, vocabulary: Vocabulary) -> bool:
    """Whether two values cannot both be true of one study, as far as their kind lets us say."""
    if kind == "design":
        return frozenset({first, second}) in OPPOSED
    if kind == "report_year":
        return not are_near(int(first), int(second), 1)
    if kind == "drug":
        return bool(set(vocabulary[first].parents) & set(vocabulary[second].parents))
    return True


FACT_OF_DETAIL: dict[str, FactKind] = {
    "drug": "intervention",
    "country": "country",
    "registration": "registration",
    "design": "design",
}
"""Kind of what papers say of a cited study -> kind of the fact of its entry that may say the same."""


def _borne_out(kind: str, value: str, work: WorkFacts) -> int:
    """1 where the title, journal, year or abstract of the entry say the same, 0 where they do not."""
    if kind == "journal":
        return int(value == work.journal)
    if kind == "report_year":
        return int(work.year is not None and are_near(int(value), work.year, 1))
    fact = FACT_OF_DETAIL.get(kind)
    return int(fact is not None and value in work.all_values(fact))


def _number(value: str) -> Decimal | None:
    try:
        return Decimal(value)
    except InvalidOperation:
        return None


NAME = "claim_across_papers"
VERSION = 1

MOST_OTHERS = 12
MOST_FINDINGS = 3
ALONE = "no other paper of the database describes the same work"
NOTHING_SHARED = "the papers tell different things of the work, none of them twice"


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    references = {reference.id: reference for reference in paper.references}
    for reference_id, account in accounts_of(paper).items():
        if reference_id in references:
            yield from _judge(paper, references[reference_id], account, library)


def _judge(paper: Paper, reference: Reference, account: Account, library: Library) -> Iterator[Answer]:
    place = account[0].pieces[0]
    others = list(_others(paper, reference, library))
    if not others:
        yield Skipped(place, ALONE)
        return
    work = find_work_facts(paper, reference, library, load_vocabulary())
    agreed = False
    for other, _, theirs in others:
        for ours, same in find_agreements(account, theirs):
            agreed = True
            yield _corroboration(paper, reference, other, ours, same, library)
    found = 0
    for other, entry, theirs in others:
        differences = list(find_differences(account, theirs, work))
        if differences and found < MOST_FINDINGS:
            found += 1
            yield _finding(paper, reference, other, entry, differences, _severity(differences, others, work, account))
    if not found:
        yield Passed(place) if agreed else Skipped(place, NOTHING_SHARED)


def _others(paper: Paper, reference: Reference, library: Library) -> Iterator[tuple[Paper, Reference, Account]]:
    """Other papers that tell something of the same work."""
    for at, (other, entry) in enumerate(library.citing(paper, reference)):
        if at >= MOST_OTHERS:
            return
        theirs = accounts_of(other).get(entry.id)
        if theirs:
            yield other, entry, theirs


def _severity(
    differences: list[Difference], others: list[tuple[Paper, Reference, Account]], work: WorkFacts, account: Account
) -> Severity:
    strong = [difference for difference in differences if difference.is_strong]
    if not strong and len(differences) < 2:
        return "note"
    favours = sum(difference.favours for difference in differences) + _company(differences, others, work, account)
    if favours > 0:
        return "note"
    return "warning" if favours < 0 or (strong and len(differences) > 1) else "note"


def _company(
    differences: list[Difference], others: list[tuple[Paper, Reference, Account]], work: WorkFacts, account: Account
) -> int:
    """1 where further papers side with ours, -1 where they side with the other, 0 where there are none or they part."""
    if len(others) < 2:
        return 0
    kinds = {difference.kind for difference in differences}
    with_us = sum(any(a.kind in kinds for a, _ in find_agreements(account, theirs)) for _, _, theirs in others)
    against = sum(any(d.kind in kinds for d in find_differences(account, theirs, work)) for _, _, theirs in others)
    return (with_us > against - 1) - (against - 1 > with_us)


def _finding(
    paper: Paper,
    reference: Reference,
    other: Paper,
    entry: Reference,
    differences: list[Difference],
    severity: Severity,
) -> Finding:
    listed = "; ".join(f"{d.name}: {d.ours.shown} here, {d.theirs.shown} there" for d in differences)
    title = other.document.metadata.title or Path(other.document.source.path).name
    side = "here" if sum(d.favours for d in differences) > 0 else "there"
    tail = f" (the entry itself says what is told {side})" if any(d.favours for d in differences) else ""
    return Finding(
        check=NAME,
        severity=severity,
        verdict="disagreement",
        message=f"{named(reference)} is told differently in “{title}” ({named(entry)} there): {listed}{tail}",
        reported="; ".join(d.ours.shown for d in differences),
        expected="; ".join(d.theirs.shown for d in differences),
        references=(reference.id,),
        evidence=(
            passage(paper, "claim", differences[0].ours.pieces),
            passage(other, "context", differences[0].theirs.pieces),
            passage(paper, "reference", reference.pieces),
        ),
    )


def _corroboration(
    paper: Paper, reference: Reference, other: Paper, ours: Telling, theirs: Telling, library: Library
) -> Corroboration:
    match = library.match(paper, reference)
    fields = reference.fields
    if match is not None and match.status == "matched" and match.works:
        work_id = match.works[0].id
    else:
        work_id = f"doi:{fields.doi}" if fields.doi else f"{paper.id}.{reference.id}"
    return Corroboration(
        work_id=work_id,
        fact=f"{ours.kind}: {ours.shown}",
        evidence=(passage(paper, "claim", ours.pieces), passage(other, "context", theirs.pieces)),
    )
