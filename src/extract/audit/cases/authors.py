"""Whether a name beside the marker is an author of the entry; and if not, whose it is."""

from extract.audit.cases.case import Case, Comparison, agrees, not_looked, not_stated
from extract.audit.fit.features import author_among
from extract.audit.fit.names import authors_complete, is_author, is_first_author, may_be
from extract.model import Fact, Person, Reference

NEAR = 2
"""A slip of a number mostly points at a neighbour of the entry that is meant."""
NAMES_READ = 2
WORDS_OF_A_FAMILY = 3
SURE_NAMES = frozenset({"and_others", "given_names", "two_who_say"})
"""Ways to name authors that nothing else is written in: two capitalised words may be a test or a gene."""


def author(case: Case) -> Comparison:
    """ "near": the name heads an entry next to the cited one; "listed": another entry; "unknown": none of the list."""
    if case.keyed:
        return not_looked("the marker itself is the name")
    entry, layout = case.entry, case.layout
    facts = _beside(case)
    people = [person for person in entry.fields.authors if not _is_group(person)]
    if not facts or not people:
        return not_stated(facts, people)
    names = [fact.value for fact in facts]
    if any(is_author(name, entry.fields) for name in names):
        return agrees(f"both name {' and '.join(names)}")
    if any(is_author(name, mate.entry.fields) for name in names for mate in case.mates):
        return not_looked("the name is of another entry of the marker")
    if author_among(layout.names_in(case.claim), entry):
        return not_stated(None, people)
    owners = [
        reference
        for reference in layout.references.values()
        if any(is_first_author(name, reference.fields) for name in names)
    ]
    if any(owner.id in layout.cited_in(case.claim) for owner in owners):
        return not_looked("the name has a marker of its own")
    if not owners and (not any(fact.rule in SURE_NAMES for fact in facts) or may_be(names[0], people[0])):
        return not_stated(None, people)
    owner = min(owners, key=lambda owner: abs(layout.position[owner.id] - layout.position[entry.id]), default=None)
    stated, first = " and ".join(names), people[0].family
    hint = f"; {_named(owner)} has that author" if owner else ""
    return case.differs(
        _grade(case, owner),
        f"the text names {stated}, the entry is by {first}{hint}",
        facts[-1],
        reported=stated,
        expected=first,
    )


def _grade(case: Case, owner: Reference | None) -> str:
    if not authors_complete(case.entry.fields):
        return "cut_short" if owner is not None else "unknown_cut_short"
    if owner is None:
        return "unknown"
    apart = abs(case.layout.position[owner.id] - case.layout.position[case.entry.id])
    return "near" if apart <= NEAR else "listed"


def _beside(case: Case) -> list[Fact]:
    """The nearest names in the marker's own clause before the marker, none that an earlier marker has taken."""
    start, _ = case.layout.paper_markers[case.claim.markers[0]]
    clause = case.claim.clause
    near = [fact for fact in case.claim.facts if fact.kind == "author" and clause.start <= fact.span.start < start]
    near = [fact for fact in near if not case.layout.has_marker_between(case.claim, fact.span.end)]
    return near[-NAMES_READ:]


def _is_group(person: Person) -> bool:
    return person.is_group or len(person.family.split()) > WORDS_OF_A_FAMILY


def _named(entry: Reference) -> str:
    return f"[{entry.label}]" if entry.label else entry.key or entry.fields.authors[0].family
