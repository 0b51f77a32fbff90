"""A claim held against the text of its source, figure by figure.

Every figure of the claim looks for its counterpart: the figure of the same kind whose passage, and whose clause within
it, speak of the same things. The same value there supports the claim, within rounding; another value contradicts it
only where that passage is unmistakably the one meant and the claim's own value stands in no comparable passage. A
figure without counterpart is not found, which accuses nobody.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from extract.audit.arithmetic.rounding import decimals, rounded
from extract.audit.passages import evidence
from extract.audit.support.quantities import IN_WORDS, Quantity, find_quantities
from extract.audit.support.words import Rarity, stems
from extract.model import Evidence, Paper, Pieces

Outcome = Literal["supported", "contradicted", "not_found", "unverifiable"]

CLAUSE_WEIGHT = 0.5
SUPPORT = 0.30
CONTRADICT = 0.45
LEAD = 0.30
ELSEWHERE = 0.25
SHARED_FIGURE = 0.15


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A passage of the source: its text, words and figures."""

    text: str
    pieces: Pieces
    words: frozenset[str]
    nearby: frozenset[str]
    quantities: tuple[Quantity, ...]
    clauses: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counterpart:
    """A figure of the source that may be the one meant; `likeness` 0 to about 1.3."""

    place: Place
    quantity: Quantity
    likeness: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What the source says to a claim, and the passages that say so."""

    outcome: Outcome
    reason: str
    evidence: tuple[Evidence, ...] = ()
    stated: str | None = None
    printed: str | None = None


class SourceText:
    """A source prepared to be asked many times."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        longer = {short: stems(long) for short, long, _ in paper.abbreviations}
        spans = [(paper.quote(s), s.pieces) for s in paper.sentences]
        spans += [
            (c.span.of(paper.text), (c.span,)) for t in paper.tables for c in t.cells if c.role == "body" and c.span
        ]
        words = [frozenset(_spelled_out(text, longer)) for text, _ in spans]
        self.rarity = Rarity(words)
        self.longer = longer
        self.places = [
            self._place(text, pieces, words[i], frozenset().union(*words[max(0, i - 1) : i + 2]))
            for i, (text, pieces) in enumerate(spans)
            if any(character.isdigit() for character in text) or IN_WORDS.search(text)
        ]

    def _place(self, text: str, pieces: Pieces, words: frozenset[str], nearby: frozenset[str]) -> Place:
        quantities = find_quantities(text)
        clauses = tuple(self.words_of(text[q.clause[0] : q.clause[1]]) for q in quantities)
        return Place(text=text, pieces=pieces, words=words, nearby=nearby, quantities=quantities, clauses=clauses)

    def words_of(self, passage: str) -> frozenset[str]:
        """The content words of a passage that the source uses too, its abbreviations spelled out."""
        return self.rarity.known(_spelled_out(passage, self.longer))


def _spelled_out(text: str, longer: dict[str, list[str]]) -> list[str]:
    found = stems(text)
    for short, words in longer.items():
        if short in text:
            found += words
    return found


def judge_claim(claim: str, source: SourceText, *, context: str = "") -> Judgement:
    """The verdict on a claim's figures; `unverifiable` where it states none.

    `context` is what stands around the claim (its whole sentence): it tells the topic, its figures are not judged.
    """
    words = source.words_of(f"{claim} {context}")
    asked = [q for q in find_quantities(claim) if q.scale not in ("year", "p")]
    if not asked:
        return Judgement(outcome="unverifiable", reason="the claim states no figure that could be compared")
    judged = [(quantity, *_counterparts(claim, words, asked, quantity, source)) for quantity in asked]
    against = [(q, other) for q, same, other in judged if other is not None and _contradicts(q, same, other)]
    if against:
        quantity, other = max(against, key=lambda pair: pair[1].likeness)
        return _judgement("contradicted", source, claim, quantity, [other])
    borne_out = [(q, same) for q, same, _ in judged if same is not None and same.likeness >= SUPPORT]
    if len(borne_out) * 2 >= len(asked):
        best = sorted((same for _, same in borne_out), key=lambda c: -c.likeness)
        return _judgement("supported", source, claim, borne_out[0][0], best[:3])
    return Judgement(outcome="not_found", reason="no passage of the source speaks of these figures")


def _counterparts(
    claim: str, words: frozenset[str], asked: list[Quantity], quantity: Quantity, source: SourceText
) -> tuple[Counterpart | None, Counterpart | None]:
    """The best figure that agrees, and the best of the same kind that does not and is no other figure of the claim."""
    clause = source.words_of(claim[quantity.clause[0] : quantity.clause[1]])
    others = [a for a in asked if a is not quantity]
    same: Counterpart | None = None
    other: Counterpart | None = None
    for place in source.places:
        whole = source.rarity.overlap(words, place.words, place.nearby)
        if not place.quantities or whole < 0.1:
            continue
        shared = sum(any(agree(a.value, q.value) for q in place.quantities) for a in others if a.value > 3)
        holds_it = any(agree(quantity.value, q.value) for q in place.quantities)
        for candidate, around in zip(place.quantities, place.clauses, strict=True):
            if not _comparable(quantity, candidate):
                continue
            near = source.rarity.overlap(clause, around, place.words)
            likeness = (1 - CLAUSE_WEIGHT) * whole + CLAUSE_WEIGHT * near + min(2, shared) * SHARED_FIGURE
            agrees = agree(quantity.value, candidate.value)
            found = Counterpart(place=place, quantity=candidate, likeness=likeness)
            if agrees and (same is None or likeness > same.likeness):
                same = found
            elif agrees or holds_it or any(agree(a.value, candidate.value) for a in others):
                continue
            elif other is None or likeness > other.likeness:
                other = found
    return same, other


def agree(stated: Decimal, printed: Decimal) -> bool:
    """Whether a stated figure is the printed one, rounded to the digits that are stated, or the other way round.

    >>> agree(Decimal("40"), Decimal("39.8")), agree(Decimal("23.9"), Decimal("24"))
    (True, True)
    >>> agree(Decimal("43"), Decimal("61"))
    False
    """
    if stated == printed:
        return True
    if decimals(stated) < decimals(printed):
        return rounded(stated).holds(printed)
    if decimals(printed) < decimals(stated):
        return rounded(printed).holds(stated)
    return False


def _comparable(stated: Quantity, printed: Quantity) -> bool:
    if stated.scale == printed.scale:
        return stated.unit == printed.unit or stated.scale not in ("time", "mass", "length", "volume", "concentration")
    return {stated.scale, printed.scale} <= {"count", "people", "events", "ratio", "points", "sessions", "limit"}


def _hedged_alike(stated: Quantity, printed: Quantity) -> bool:
    """Whether "more than", "less than" or "about" on either side leaves room for both."""
    for one, other in ((stated, printed), (printed, stated)):
        if one.bound == ">" and other.value >= one.value:
            return True
        if one.bound == "<" and other.value <= one.value:
            return True
        if one.bound == "~" and abs(one.value - other.value) * 20 <= abs(one.value):
            return True
    return False


def _is_specific(value: Decimal) -> bool:
    """Four digits that count: a source that prints it at all is where it comes from."""
    return len(value.normalize().as_tuple().digits) >= 4


def _contradicts(quantity: Quantity, same: Counterpart | None, other: Counterpart) -> bool:
    """Words for numbers and limits of intervals are never enough."""
    if quantity.in_words or other.quantity.in_words or "limit" in (quantity.scale, other.quantity.scale):
        return False
    if other.likeness < CONTRADICT or _hedged_alike(quantity, other.quantity):
        return False
    if same is not None and _is_specific(quantity.value):
        return False
    if quantity.scale == "count" and quantity.noun != other.quantity.noun:
        return False
    return same is None or (same.likeness < ELSEWHERE and other.likeness - same.likeness > LEAD)


def _judgement(
    outcome: Outcome, source: SourceText, claim: str, quantity: Quantity, found: list[Counterpart]
) -> Judgement:
    stated = claim[quantity.start : quantity.end]
    first = found[0]
    printed = first.place.text[first.quantity.start : first.quantity.end]
    if outcome == "contradicted":
        reason = f"the claim states {stated}; the passage that speaks of the same prints {printed}"
    else:
        reason = f"the source prints {printed} in a passage that speaks of the same"
    passages = dict.fromkeys(counterpart.place.pieces for counterpart in found)
    return Judgement(
        outcome=outcome,
        reason=reason,
        evidence=tuple(evidence(source.paper, "cited_passage", pieces) for pieces in passages),
        stated=stated,
        printed=printed,
    )
