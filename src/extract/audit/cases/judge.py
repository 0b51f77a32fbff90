"""All citations of a paper: both sides compared, weighed together, each with its posterior and verdict."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from extract.annotate.claims import Abbreviations, Reading, find_term_facts
from extract.audit.cases import designs, details, subjects
from extract.audit.cases.belief import (
    HINT,
    MISMATCH,
    SUSPECT,
    TELLING,
    WORTH_A_NOTE,
    Ratios,
    Weight,
    load_ratios,
    posteriors,
)
from extract.audit.cases.case import Case, Compare, Comparison, not_looked
from extract.audit.cases.details import compare_words
from extract.audit.cases.works import WorkFacts, find_work_facts
from extract.audit.fit.features import Model, citation_features, entry_features, load_model
from extract.audit.fit.layout import Layout
from extract.model import Citation, Claim, Fact, Library, Paper, Reference, Severity
from extract.vocabulary import load_vocabulary


@dataclass(frozen=True, slots=True)
class Kind:
    """A check's name, how it compares, and whether only an article can be in conflict by it."""

    name: str
    compare: Compare
    of_articles: bool = False


KINDS = (
    Kind("citation_disease", subjects.disease, of_articles=True),
    Kind("citation_organism", subjects.organism, of_articles=True),
    Kind("citation_design", designs.design),
    Kind("citation_intervention", subjects.intervention, of_articles=True),
    Kind("citation_year", details.year),
    Kind("citation_journal", details.journal),
    Kind("citation_country", details.country),
    Kind("citation_registration", details.registration),
    Kind("citation_author", details.author),
)


CitationVerdict = Literal["same_topic", "plausible", "suspect", "mismatch", "unverifiable"]
SENTENCES_AROUND = 2
SHORTEST_LIST = 8
"""Entries below which words, order and other entries' names tell nothing."""
WORDS = frozenset({"citation_fit", "citation_order", "citation_entry"})
SUBJECTS = frozenset({"citation_disease", "citation_intervention", "citation_organism", "citation_design"})
OF_THE_TOPIC = frozenset({"citation_disease", "citation_intervention", "citation_organism", "citation_author"})
BORROWED = "_borrowed"
"""Books, instruments, guidelines and works in other languages: what their words say was measured apart."""
ON_TOPIC = 0.1
"""The chance of `fit` below which the words of claim and entry go together."""


@dataclass(frozen=True, slots=True)
class Unjudged:
    """A citation that cannot be judged, and why."""

    citation: Citation
    reason: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """A kind in which text and entry differ, and the likelihood ratio of that."""

    kind: str
    comparison: Comparison
    ratio: float

    @property
    def cause(self) -> tuple[object, ...]:
        """What one misreading would repeat: a name, however many entries it meets; a pair of terms; one passage."""
        reported = self.comparison
        if self.kind == "citation_author":
            return self.kind, reported.reported
        return self.kind, *(
            (reported.pieces,) if self.kind == "citation_design" else (reported.reported, reported.expected)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One citation: what was compared, the conflicts (the most telling first), the posterior and what follows from it.

    `check` names the strongest conflict; `severity` is None where nothing is to be reported. Posterior, verdict and
    severity are known when the paper as a whole is weighed.
    """

    case: Case
    compared: Mapping[str, Comparison]
    conflicts: tuple[Conflict, ...]
    weight: Weight
    chance: float
    entry_chance: float
    posterior: float = 0.0
    verdict: CitationVerdict = "plausible"
    severity: Severity | None = None

    @property
    def check(self) -> str | None:
        return self.conflicts[0].kind if self.conflicts else None


@dataclass(frozen=True, slots=True)
class Audited:
    """What the citation checks share of one paper."""

    layout: Layout
    judgements: tuple[Judgement, ...]
    unjudged: tuple[Unjudged, ...]


_LAST: list[tuple[Paper, Audited]] = []


def audit_citations(paper: Paper, library: Library) -> Audited:
    """The judgements on a paper; kept for the checks that follow on the same paper."""
    if not _LAST or _LAST[0][0] is not paper:
        _LAST[:] = [(paper, judge(paper, library))]
    return _LAST[0][1]


def judge(paper: Paper, library: Library, model: Model | None = None, ratios: Ratios | None = None) -> Audited:
    """All judgements on a paper, by the committed model and ratios or by those given (for their training)."""
    ratios = ratios or load_ratios()
    layout = Layout(paper, load_vocabulary(library.own_terms))
    drafts, unjudged = weighed(layout, library, model or load_model(), ratios)
    chances = posteriors([draft.weight for draft in drafts])
    found = tuple(_judgement(draft, chance) for draft, chance in zip(drafts, chances, strict=True))
    return Audited(layout, found, unjudged)


def weighed(
    layout: Layout, library: Library, model: Model, ratios: Ratios
) -> tuple[list[Judgement], tuple[Unjudged, ...]]:
    cases, unjudged = cases_of(layout, library)
    chances = {
        case.citation.id: model.citation.chance(citation_features(layout, case.citation, case.claim, case.entry))
        for case in cases
    }
    entries = {
        entry: model.entry.chance(entry_features(layout, layout.references[entry]))
        for entry in {case.entry.id for case in cases}
    }
    slips = _slips(layout, chances)
    causes: dict[tuple[object, ...], str] = {}
    drafts = []
    for case in cases:
        case = replace(case, slip_for=slips.get(case.citation.id))
        compared = {kind.name: compare(case, kind.name) for kind in KINDS}
        facts = repeated = subject = 1.0
        conflicts = []
        for kind, comparison in compared.items():
            if comparison.outcome not in ("agrees", "differs"):
                continue
            ratio = ratios.of(kind, comparison.grade or "agrees")
            if comparison.outcome == "agrees" and kind in SUBJECTS:
                subject *= ratio
                continue
            facts *= ratio
            if comparison.outcome == "differs":
                conflict = Conflict(kind, comparison, ratio)
                conflicts.append(conflict)
                first = causes.setdefault(conflict.cause, case.entry.id)
                ratio = ratio if first == case.entry.id else 1.0
            repeated *= ratio
        looked = len(layout.references) >= SHORTEST_LIST and layout.has_words(case.claim, case.entry)
        chance, entry_chance = chances[case.citation.id], entries[case.entry.id]
        kind_of_work = "" if case.work.is_article else BORROWED
        slip = ratios.of_words("citation" + kind_of_work, chance) if looked and not case.keyed else 1.0
        foreign = ratios.of_words("entry" + kind_of_work, entry_chance) if looked else 1.0
        compared.update(compare_words(case, slip, foreign, looked=looked))
        weight = Weight(
            entry=case.entry.id, facts=facts, repeated=repeated, subject=subject, slip=slip, foreign=foreign
        )
        conflicts += [
            Conflict(name, compared[name], foreign if name == "citation_entry" else slip)
            for name in WORDS
            if compared[name].outcome == "differs"
        ]
        conflicts.sort(key=lambda conflict: (conflict.kind in WORDS, -conflict.ratio, conflict.kind))
        drafts.append(
            Judgement(
                case=case,
                compared=compared,
                conflicts=tuple(conflicts),
                weight=weight,
                chance=chance,
                entry_chance=entry_chance,
            )
        )
    return drafts, unjudged


def compare(case: Case, name: str) -> Comparison:
    """One kind compared; a conflict that another entry of the same marker does not share is none of this one."""
    kind = next(kind for kind in KINDS if kind.name == name)
    if kind.of_articles and not case.work.is_article:
        return not_looked("the entry is no journal article in English")
    found = kind.compare(case)
    if found.outcome == "differs" and any(
        kind.compare(replace(case, entry=mate.entry, work=mate, mates=())).outcome == "agrees" for mate in case.mates
    ):
        return not_looked("another entry of the marker agrees")
    return found


def _judgement(draft: Judgement, posterior: float) -> Judgement:
    severity: Severity | None = None
    telling = [conflict for conflict in draft.conflicts if conflict.ratio >= TELLING]
    worth_telling = any(conflict.ratio >= (TELLING if conflict.kind in WORDS else HINT) for conflict in draft.conflicts)
    if worth_telling and posterior >= WORTH_A_NOTE:
        severity = "note"
    if telling and posterior >= SUSPECT:
        only_words = all(conflict.kind in WORDS for conflict in telling)
        severity = "error" if posterior >= MISMATCH and not only_words else "warning"
    verdict: CitationVerdict = "plausible"
    if severity == "error":
        verdict = "mismatch"
    elif severity == "warning":
        verdict = "suspect"
    elif not draft.conflicts:
        verdict = _sound(draft)
    return replace(draft, posterior=posterior, verdict=verdict, severity=severity)


def _sound(draft: Judgement) -> CitationVerdict:
    """`same_topic`: subjects agree, and the words go together; nothing says that the entry supports the claim."""
    compared = draft.compared
    alike = [name for name in OF_THE_TOPIC if compared[name].outcome == "agrees"]
    if alike and draft.chance < ON_TOPIC:
        return "same_topic"
    if all(comparison.outcome not in ("agrees", "differs") for comparison in compared.values()):
        return "unverifiable"
    return "plausible"


def cases_of(layout: Layout, library: Library) -> tuple[list[Case], tuple[Unjudged, ...]]:
    """All citations that can be judged, and the others with the reason."""
    paper = layout.paper
    works: dict[str, WorkFacts] = {}
    cases: list[Case] = []
    unjudged: list[Unjudged] = []
    around = _Around(layout)
    for citation in paper.citations:
        claim = layout.claims.get(citation.marker)
        entry = layout.references.get(citation.reference or "")
        reason = _unjudgeable(citation, claim, entry)
        if reason or claim is None or entry is None:
            unjudged.append(Unjudged(citation, reason or "not linked"))
            continue
        mates = [mate for mate in dict.fromkeys(layout.together[citation.marker]) if mate != entry.id]
        for reference_id in (entry.id, *mates):
            if reference_id not in works and reference_id in layout.references:
                works[reference_id] = find_work_facts(
                    paper, layout.references[reference_id], library, layout.vocabulary
                )
        facts, text = around.of(claim)
        cases.append(
            Case(
                paper=paper,
                layout=layout,
                citation=citation,
                claim=claim,
                entry=entry,
                work=works[entry.id],
                mates=tuple(works[mate] for mate in mates if mate in works),
                context=facts,
                context_text=text,
                alone=not mates and not _shares_passage(layout, claim),
                keyed=citation.marker in layout.by_name,
                slip_for=None,
            )
        )
    return cases, tuple(unjudged)


def _shares_passage(layout: Layout, claim: Claim) -> bool:
    """Whether markers of other groups stand in the claim's clause: what it says may belong to their entries."""
    last = claim.clause
    inside = sum(last.start <= start < last.end for start, _ in layout.paper_markers.values())
    group = layout.groups[claim.markers[0]]
    own = sum(last.start <= layout.paper_markers[marker][0] < last.end for marker in group)
    return claim.cell is None and inside > own


def _slips(layout: Layout, chances: Mapping[str, float]) -> dict[str, str]:
    """For each entry that the order skips, the one citation around that is most likely meant for it."""
    best: dict[str, tuple[float, str]] = {}
    for key, place in layout.places.items():
        for label in place.skipped:
            if key in chances and label in layout.by_label:
                best[label] = max(best.get(label, (0.0, "")), (chances[key] + layout.gain(key, label), key))
    return {key: layout.by_label[label] for label, (_, key) in best.items()}


def _unjudgeable(citation: Citation, claim: Claim | None, entry: Reference | None) -> str | None:
    if citation.status != "linked":
        return f"the citation is {citation.status}"
    if entry is None:
        return "no such entry in the list"
    if claim is None:
        return "the marker stands in no sentence or cell"
    if not entry.fields.title:
        return "the entry has no title"
    return None


class _Around:
    """What the sentences around a claim name, each sentence read once."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        paper = layout.paper
        defined = ((short, long) for short, long, _ in paper.abbreviations)
        self._reading = Reading(layout.vocabulary, Abbreviations.of(defined, layout.vocabulary))
        self._facts: dict[int, tuple[Fact, ...]] = {}

    def of(self, claim: Claim) -> tuple[tuple[Fact, ...], str]:
        at = self._layout.sentence_at.get(claim.sentence or "")
        paper = self._layout.paper
        if at is None:
            return (), " ".join(
                paper.text[piece.start : piece.end] for table in paper.tables for piece in table.caption
            )
        near = range(max(0, at - SENTENCES_AROUND), min(len(paper.sentences), at + SENTENCES_AROUND + 1))
        text = " ".join(paper.quote(paper.sentences[sentence]) for sentence in near)
        return tuple(fact for sentence in near for fact in self._read(sentence)), text

    def _read(self, at: int) -> tuple[Fact, ...]:
        if at not in self._facts:
            self._facts[at] = find_term_facts(self._layout.paper.quote(self._layout.paper.sentences[at]), self._reading)
        return self._facts[at]
