"""Papers of the database that cite the same work tell the same facts of it.

Drug, journal, country, registration, size, year, phase, design, response and survival as each paper tells them stand
side by side. Where two accounts differ, both papers get a finding with both passages, worded as a disagreement between
the two: a note where little differs or where the entry itself, or most other papers, bear this paper out; otherwise a
warning. What they tell alike is kept as corroboration.
"""

from collections.abc import Iterator
from pathlib import Path

from extract.audit.across.compare import Difference, find_agreements, find_differences
from extract.audit.across.told import Account, Telling, accounts_of
from extract.audit.cases.answers import named, passage
from extract.audit.cases.works import WorkFacts, find_work_facts
from extract.audit.kept import Kept
from extract.model import Answer, Corroboration, Finding, Library, Paper, Passed, Reference, Severity, Skipped
from extract.vocabulary import load_vocabulary

NAME = "claim_across_papers"
VERSION = 1

MOST_OTHERS = 12
MOST_FINDINGS = 3
ALONE = "no other paper of the database describes the same work"
NOTHING_SHARED = "the papers tell different things of the work, none of them twice"

_ACCOUNTS: Kept[dict[str, Account]] = Kept(accounts_of)


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    references = {reference.id: reference for reference in paper.references}
    for reference_id, account in _ACCOUNTS.of(paper).items():
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
        theirs = _ACCOUNTS.of(other).get(entry.id)
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
    own = [d for d in differences if d.favours]
    tail = ""
    if own:
        sides = sum(d.favours for d in own)
        tail = (
            " (the entry itself says what is told here)" if sides > 0 else " (the entry itself says what is told there)"
        )
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
