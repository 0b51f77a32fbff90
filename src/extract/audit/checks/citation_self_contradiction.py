"""Two passages that describe the same entry as a study do not contradict each other.

Only facts that a study has once: its phase, its registration, the year that the text gives it. Two phases or two
registrations are a warning, two years a note; passages whose marker points at several entries are left out.
"""

from collections.abc import Iterator
from itertools import combinations

from extract.audit.cases.answers import passage
from extract.audit.cases.case import Case, named, passage_of
from extract.audit.cases.judge import audit_citations
from extract.model import Answer, Fact, FactKind, Finding, Library, Paper, Passed, Severity

NAME = "citation_self_contradiction"
VERSION = 1

ONCE: tuple[tuple[FactKind, str, Severity], ...] = (
    ("phase", "phase", "warning"),
    ("registration", "registration", "warning"),
    ("report_year", "year", "note"),
)
YEARS_APART = 2


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    by_entry: dict[str, list[Case]] = {}
    for judgement in audit_citations(paper, library).judgements:
        case = judgement.case
        if case.alone and case.describes:
            by_entry.setdefault(case.entry.id, []).append(case)
    for cases in by_entry.values():
        found = False
        for one, other in combinations(cases, 2):
            for kind, word, severity in ONCE:
                facts = _differing(one, other, kind)
                if facts and not found:
                    found = True
                    yield _finding(one, other, facts, word, severity)
        if not found and len(cases) > 1:
            yield Passed(cases[0].entry.span)


def _differing(case: Case, other: Case, kind: FactKind) -> tuple[Fact, Fact] | None:
    """The two facts, where each passage states one value and they differ."""
    first, second = case.stated(kind), other.stated(kind)
    values = {fact.value for fact in first}, {fact.value for fact in second}
    if len(values[0]) != 1 or len(values[1]) != 1 or values[0] == values[1]:
        return None
    low, high = sorted((first[0].value, second[0].value))
    if kind == "report_year" and int(high) - int(low) < YEARS_APART:
        return None
    if kind == "phase" and (set(low.split("/")) & set(high.split("/"))):
        return None
    return first[0], second[0]


def _finding(case: Case, other: Case, facts: tuple[Fact, Fact], word: str, severity: Severity) -> Finding:
    paper = case.paper
    return Finding(
        check=NAME,
        severity=severity,
        verdict="suspect",
        message=f"{named(case.entry)} is described with two values of its {word}: "
        f"{facts[0].value} and {facts[1].value}",
        reported=facts[0].value,
        expected=facts[1].value,
        references=(case.entry.id,),
        evidence=(
            passage(paper, "claim", passage_of(case.claim, facts[0])),
            passage(paper, "claim", passage_of(other.claim, facts[1])),
            passage(paper, "reference", case.entry.pieces),
        ),
    )
