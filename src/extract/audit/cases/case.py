"""One citation with both of its sides: what the text says, and what the cited entry can be."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from extract.annotate.claims.facts import EXAMPLE
from extract.audit.cases.works import WorkFacts
from extract.audit.fit.layout import Layout
from extract.model import Citation, Claim, Fact, FactKind, Paper, Pieces, Reference, Span
from extract.vocabulary import Vocabulary

CLINICAL = frozenset({"trial", "cohort"})
Outcome = Literal["agrees", "differs", "not_stated", "not_looked"]
"""What a comparison of one kind of fact gives. `not_stated`: by one side or both; `not_looked`: it has no bearing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Text and entry compared in one kind of fact.

    `grade` tells ways to differ apart ("site", "other"): each has a likelihood ratio of its own. `pieces` is the
    narrowest passage of the claim that shows it; `reason` says why both cannot be true, or what is missing.
    """

    outcome: Outcome
    grade: str = ""
    reason: str = ""
    pieces: Pieces = ()
    reported: str | None = None
    expected: str | None = None


NAMED_NEAR = "named near the claim, not in it"
Compare = Callable[["Case"], Comparison]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A citation to be judged. `context` are facts of the sentences around, which can only speak for the citation.

    `alone` is False where the marker's group points at several entries or shares its clause with others. `keyed` is
    True where the marker itself is a name, so that a slip of a number cannot be. `slip_for` is the entry that the order
    of numbers skips and this citation may mean.
    """

    paper: Paper
    layout: Layout
    citation: Citation
    claim: Claim
    entry: Reference
    work: WorkFacts
    mates: tuple[WorkFacts, ...]
    context: tuple[Fact, ...]
    context_text: str
    alone: bool
    keyed: bool
    slip_for: str | None

    @property
    def vocabulary(self) -> Vocabulary:
        return self.layout.vocabulary

    @property
    def claim_text(self) -> str:
        return self.paper.quote(self.claim)

    @property
    def describes(self) -> bool:
        """Whether the claim tells of a study rather than of what is generally known."""
        return self.claim.type in ("describes_study", "reports_result")

    @property
    def is_clinical_study(self) -> bool:
        """One study of patients, told by two of: design or phase, number of patients, place or year, own result."""
        if not self.describes:
            return False
        levels = self.levels(frozenset(fact.value for fact in self.stated("design")))
        signs = (
            bool(levels & CLINICAL) or bool(self.stated("phase", "registration")),
            bool(self.stated("n")),
            bool(self.stated("report_year", "country", "centre", "meeting", "journal")),
            self.claim.type == "reports_result",
        )
        return sum(signs) >= 2

    def before(self, fact: Fact) -> str:
        """The text right before a fact."""
        return self.paper.text[max(0, fact.span.start - 60) : fact.span.start]

    def levels(self, designs: frozenset[str]) -> frozenset[str]:
        """What studies of such designs can bear: trial, cohort, review, protocol..."""
        known = (self.vocabulary[design].note("level") for design in designs if design in self.vocabulary)
        return frozenset(level for level in known if level)

    def stated(self, *kinds: FactKind) -> tuple[Fact, ...]:
        """What the claim affirms; examples of a class ("cancers, including ...") say nothing of the cited study."""
        return tuple(
            fact for fact in self.claim.facts if fact.kind in kinds and not fact.negated and fact.qualifier != EXAMPLE
        )

    def around(self, *kinds: FactKind) -> frozenset[str]:
        """What the claim, its neighbours and the paper's own title and abstract mention, affirmed or not."""
        facts = (*self.claim.facts, *self.context, *self.layout.subject)
        return frozenset(fact.value for fact in facts if fact.kind in kinds)

    def excludes(self, first: str, second: str) -> bool:
        """Whether two terms are known, of one kind and unrelated."""
        return _exclude(self.vocabulary, first, second)

    def label(self, term_id: str) -> str:
        return self.vocabulary[term_id].label if term_id in self.vocabulary else term_id

    def labels(self, term_ids: frozenset[str]) -> str:
        """The terms as they stand behind "in": "mice", "the United States"."""
        known = self.vocabulary
        names = (
            (known[term_id].note("in_text") if term_id in known else None) or self.label(term_id)
            for term_id in term_ids
        )
        return ", ".join(sorted(names))

    def differs(
        self, grade: str, reason: str, *facts: Fact, reported: str | None = None, expected: str | None = None
    ) -> Comparison:
        """A conflict, shown by the passage that holds the facts."""
        return Comparison(
            outcome="differs",
            grade=grade,
            reason=reason,
            pieces=passage_of(self.claim, *facts),
            reported=reported,
            expected=expected,
        )


@lru_cache(maxsize=1 << 16)
def _exclude(vocabulary: Vocabulary, first: str, second: str) -> bool:
    """Known and unrelated; cancers that share no more than the word are of different sites."""
    relation = vocabulary.relation(first, second)
    if relation != "related":
        return relation == "different"
    return (
        all(vocabulary.is_a(term, "cancer") for term in (first, second)) and vocabulary.distance(first, second) is None
    )


def agrees(reason: str) -> Comparison:
    return Comparison(outcome="agrees", reason=reason)


def not_stated(text: object, entry: object) -> Comparison:
    """Nothing to compare; a side that is empty (or None, False) is the one that does not state the fact."""
    missing = " and ".join(side for side, has in (("text", text), ("entry", entry)) if not has)
    return Comparison(outcome="not_stated", reason=f"not stated by {missing}" if missing else NAMED_NEAR)


def not_looked(why: str) -> Comparison:
    return Comparison(outcome="not_looked", reason=why)


def passage_of(claim: Claim, *facts: Fact) -> Pieces:
    """The sentence-like piece of a claim that holds the facts; the clause before the marker where there are none."""
    for piece in reversed(claim.pieces):
        if facts and all(piece.contains(fact.span) for fact in facts):
            return (piece,)
    return (claim.clause,) if claim.cell is None else claim.pieces


def named(entry: Reference) -> str:
    """How a message names an entry: its number, or its author and year."""
    if entry.label:
        return f"[{entry.label}]"
    return entry.key or (entry.fields.authors[0].family if entry.fields.authors else "The entry")


def shortened(text: str, pieces: Pieces, longest: int = 390) -> Pieces:
    """The first pieces that together are not longer than so many characters; one too long is cut at white space."""
    kept: list[Span] = []
    room = longest
    for piece in pieces:
        if len(piece) > room:
            break
        kept.append(piece)
        room -= len(piece) + 1
    if kept:
        return tuple(kept)
    first = pieces[0]
    end = text.rfind(" ", first.start, first.start + longest)
    return (Span(first.start, end if end > first.start else first.start + longest),)
