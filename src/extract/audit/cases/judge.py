"""All citations of a paper, each as a case with its conflicts and its verdict."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from extract.annotate.claims import Abbreviations, Reading, find_facts
from extract.audit.cases.case import Case, Conflict
from extract.audit.cases.conflicts import find_conflicts
from extract.audit.cases.listed import find_listed
from extract.audit.cases.weigh import Judgement, weigh
from extract.audit.cases.works import WorkFacts, find_work_facts
from extract.audit.fit.features import author_among, citation_features, entry_features, names_against
from extract.audit.fit.layout import Layout, capitalised
from extract.audit.fit.model import load_model
from extract.model import Citation, Claim, Fact, Library, Paper, Reference
from extract.vocabulary import load_vocabulary

SENTENCES_AROUND = 2


@dataclass(frozen=True, slots=True)
class Unjudged:
    """A citation that cannot be judged, and why."""

    citation: Citation
    reason: str


@dataclass(frozen=True, slots=True)
class Audited:
    """What the citation checks share of one paper: computed once, by the first that asks."""

    layout: Layout
    judgements: tuple[Judgement, ...]
    unjudged: tuple[Unjudged, ...]
    entries: tuple[tuple[Reference, float], ...]


_LAST: list[tuple[Paper, Audited]] = []


def audit_citations(paper: Paper, library: Library) -> Audited:
    """The judgements on a paper; kept for the checks that follow on the same paper."""
    if not _LAST or _LAST[0][0] is not paper:
        _LAST[:] = [(paper, _judge(paper, library))]
    return _LAST[0][1]


def _judge(paper: Paper, library: Library) -> Audited:
    layout = Layout(paper, load_vocabulary(library.own_terms))
    model = load_model()
    chances = {
        entry.id: model.entry.chance(entry_features(layout, entry))
        for entry in paper.references
        if layout.citing.get(entry.id)
    }
    citing = _chances(layout)
    slips = _slips(layout, citing)
    works: dict[str, WorkFacts] = {}
    judgements: list[Judgement] = []
    unjudged: list[Unjudged] = []
    around = _Around(layout)
    for citation in paper.citations:
        claim = layout.claims.get(citation.marker)
        entry = layout.references.get(citation.reference or "")
        reason = _unjudgeable(citation, claim, entry)
        if reason or claim is None or entry is None:
            unjudged.append(Unjudged(citation, reason or "not linked"))
            continue
        if entry.id not in works:
            works[entry.id] = find_work_facts(paper, entry, library, layout.vocabulary)
        facts, text = around.of(claim)
        case = Case(
            paper=paper,
            citation=citation,
            claim=claim,
            entry=entry,
            work=works[entry.id],
            context=facts,
            context_text=text,
            topic=layout.topic,
            alone=len(layout.together[citation.marker]) == 1 and not _shares_passage(layout, claim),
            named=_is_named(layout, claim, entry, works[entry.id]),
            keyed=citation.marker in layout.by_name,
            chance=citing[citation.id],
            slip_for=slips.get(citation.id),
            entry_chance=chances.get(entry.id, 0.0),
            vocabulary=layout.vocabulary,
        )
        judgements.append(weigh(case, tuple(_conflicts(case, layout))))
    listed = tuple((entry, chances[entry.id]) for entry in paper.references if entry.id in chances)
    return Audited(layout, tuple(judgements), tuple(unjudged), listed)


def _shares_passage(layout: Layout, claim: Claim) -> bool:
    """Whether other markers stand in the claim's last piece: then what it says may belong to their entries."""
    last = claim.pieces[-1]
    starts = layout.marker_starts
    inside = bisect_left(starts, last.end) - bisect_left(starts, last.start)
    own = last.start <= layout.paper_markers[claim.markers[0]][0] < last.end
    return claim.cell is None and inside > own


def _chances(layout: Layout) -> dict[str, float]:
    """For each citation the chance that it is out of place."""
    model = load_model().citation
    return {
        citation.id: model.chance(citation_features(layout, citation, claim, layout.references[entry_id]))
        for entry_id, pairs in layout.citing.items()
        for citation, claim in pairs
    }


def _slips(layout: Layout, chances: dict[str, float]) -> dict[str, str]:
    """For each entry that the order skips, the one citation around that is most likely meant for it."""
    best: dict[str, tuple[float, str]] = {}
    for key, place in layout.places.items():
        for label in place.skipped:
            if key in chances and label in layout.by_label:
                best[label] = max(best.get(label, (0.0, "")), (chances[key] + layout.gain(key, label), key))
    return {key: layout.by_label[label] for label, (_, key) in best.items()}


def _conflicts(case: Case, layout: Layout) -> Iterator[Conflict]:
    yield from find_conflicts(case)
    yield from find_listed(case, layout)


def _is_named(layout: Layout, claim: Claim, entry: Reference, work: WorkFacts) -> bool:
    """Whether the text names an author of the entry, or the trial or registration that its title names."""
    if names_against(layout, claim, entry)[0] == 1.0:
        return True
    if claim.markers[0] not in layout.by_name and author_among(capitalised(layout.right_before(claim)), entry):
        return True
    said = {fact.value for fact in claim.facts if fact.kind in ("trial_name", "registration")}
    return bool(said & work.all_values("trial_name", "registration"))


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
    """Facts of the sentences around a claim, each sentence read once."""

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
        text = " ".join(paper.quote(paper.sentences[each]) for each in near)
        return tuple(fact for each in near for fact in self._read(each)), text

    def _read(self, at: int) -> tuple[Fact, ...]:
        if at not in self._facts:
            self._facts[at] = find_facts(self._layout.paper.quote(self._layout.paper.sentences[at]), self._reading)
        return self._facts[at]
