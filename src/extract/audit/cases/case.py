"""One citation with both of its sides: what the text says, and what the cited entry can be."""

from dataclasses import dataclass
from typing import Literal

from extract.audit.cases.works import WorkFacts
from extract.model import Citation, Claim, Fact, FactKind, Paper, Pieces, Reference, Span
from extract.vocabulary import Vocabulary

CLINICAL = frozenset({"trial", "cohort"})
Strength = Literal["hard", "strong", "soft", "faint"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """One way in which the two sides differ. `pieces` is the narrowest passage of the claim that shows it."""

    check: str
    strength: Strength
    reason: str
    pieces: Pieces
    reported: str | None = None
    expected: str | None = None
    suggested: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A citation to be judged. `context` are facts of the sentences around, which can only speak for the citation.

    `topic` are the diseases that the paper's own title names, the narrowest. `named` is True where the text names an
    author of the entry, or its trial or registration; `keyed` where the marker itself is the name, so that a slip of a
    number cannot be. `alone` is False where the marker points at several entries or shares its clause with others.
    `chance` and `entry_chance` are the estimates of `fit` that the citation or its entry is out of place; `slip_for` is
    the entry that the order of numbers skips and this citation may mean.
    """

    paper: Paper
    citation: Citation
    claim: Claim
    entry: Reference
    work: WorkFacts
    context: tuple[Fact, ...]
    context_text: str
    topic: frozenset[str]
    alone: bool
    named: bool
    keyed: bool
    chance: float
    entry_chance: float
    slip_for: str | None
    vocabulary: Vocabulary

    @property
    def claim_text(self) -> str:
        return self.paper.quote(self.claim)

    def before(self, fact: Fact) -> str:
        """The text right before a fact."""
        return self.paper.text[max(0, fact.span.start - 60) : fact.span.start]

    @property
    def describes(self) -> bool:
        """Whether the claim tells of a study rather than of what is generally known."""
        return self.claim.type in ("describes_study", "reports_result")

    @property
    def is_clinical_study(self) -> bool:
        """One study of patients, told by two of: design or phase, number of patients, place or year, own result."""
        if not self.describes:
            return False
        levels = self.levels(frozenset(fact.value for fact in self.said("design")))
        signs = (
            bool(levels & CLINICAL) or bool(self.said("phase", "registration")),
            bool(self.said("n")),
            bool(self.said("report_year", "country", "centre", "meeting", "journal")),
            self.claim.type == "reports_result",
        )
        return sum(signs) >= 2

    def levels(self, designs: frozenset[str]) -> frozenset[str]:
        """What studies of such designs can bear: trial, cohort, review, protocol..."""
        known = (self.vocabulary[each].note("level") for each in designs if each in self.vocabulary)
        return frozenset(level for level in known if level)

    def said(self, *kinds: FactKind) -> tuple[Fact, ...]:
        """What the claim affirms."""
        return tuple(fact for fact in self.claim.facts if fact.kind in kinds and not fact.negated)

    def around(self, *kinds: FactKind) -> frozenset[str]:
        """What the claim and its neighbours mention, affirmed or not."""
        facts = (*self.claim.facts, *self.context)
        return frozenset(fact.value for fact in facts if fact.kind in kinds)

    def label(self, term_id: str) -> str:
        return self.vocabulary[term_id].label if term_id in self.vocabulary else term_id

    def labels(self, term_ids: frozenset[str]) -> str:
        return ", ".join(sorted(self.label(each) for each in term_ids))


def passage_of(claim: Claim, *facts: Fact) -> Pieces:
    """The sentence-like piece of a claim that holds the facts; the clause before the marker where there are none."""
    for piece in reversed(claim.pieces):
        if facts and all(piece.contains(fact.span) for fact in facts):
            return (piece,)
    return (claim.pieces[-1],) if claim.cell is None else claim.pieces


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
