"""Conflicts that only the whole list shows: another author's name, a number out of order, no shared words."""

from collections.abc import Iterator

from extract.audit.cases.case import Case, Conflict, passage_of
from extract.audit.fit.features import author_among, names_against, names_beside
from extract.audit.fit.layout import Layout, title_of
from extract.audit.fit.names import authors_complete, is_first_author
from extract.audit.fit.order import Place
from extract.model import Reference

SUSPICIOUS = 0.3
LIKELY = 0.5
SHORTEST_LIST = 8


def find_listed(case: Case, layout: Layout) -> Iterator[Conflict]:
    """At most one conflict of each kind."""
    if len(layout.references) < SHORTEST_LIST:
        return
    author = _author(case, layout)
    if author:
        yield author
    if case.chance < SUSPICIOUS:
        return
    if case.slip_for is not None:
        yield _order(case, layout.places[case.citation.id], layout.references[case.slip_for])
    elif author is None and not layout.places.get(case.citation.id, Place()).skipped:
        yield _fit(case, layout, _best(layout, case, list(layout.references.values())))


def _author(case: Case, layout: Layout) -> Conflict | None:
    _, other, unknown = names_against(layout, case.claim, case.entry)
    if (not other and unknown < 1) or author_among(layout.names_in(case.claim), case.entry):
        return None
    names = names_beside(layout, case.claim, layout.paper_markers[case.claim.markers[0]])
    owner = next(
        (each for name in names for each in layout.references.values() if is_first_author(name, each.fields)), None
    )
    facts = [fact for fact in case.claim.facts if fact.kind == "author" and fact.value in names]
    first = case.entry.fields.authors[0].family
    hint = f"; {_named(owner)} has that author" if owner else ""
    return Conflict(
        check="citation_author",
        strength="strong" if other and (authors_complete(case.entry.fields) or case.chance >= SUSPICIOUS) else "soft",
        reason=f"the text names {' and '.join(names)}, the entry is by {first}{hint}",
        pieces=passage_of(case.claim, *facts[-1:]),
        reported=" and ".join(names),
        expected=first,
        suggested=owner.id if owner else None,
    )


def _order(case: Case, place: Place, better: Reference) -> Conflict:
    missing = "is cited nowhere" if better.label in place.never_cited else "is first cited out of order"
    return Conflict(
        check="citation_order",
        strength="strong",
        reason=f"the numbers follow first mention, and [{better.label}], due here, {missing}; did the text mean it?",
        pieces=passage_of(case.claim),
        reported=case.entry.label,
        expected=better.label,
        suggested=better.id,
    )


def _fit(case: Case, layout: Layout, better: Reference | None) -> Conflict:
    own = layout.scores(layout.claim_words[case.claim.id])
    fits = better is not None and own.get(better.id, 0.0) > own.get(case.entry.id, 0.0) + 0.2
    hint = f"; {_named(better)} fits better" if fits and better else ""
    return Conflict(
        check="citation_fit",
        strength="strong" if case.chance >= LIKELY else "soft",
        reason=f"the text shares next to nothing with the entry it cites{hint}",
        pieces=passage_of(case.claim),
        reported=None,
        expected=_named(better) if fits and better else None,
        suggested=better.id if fits and better else None,
    )


def _best(layout: Layout, case: Case, among: list[Reference]) -> Reference | None:
    scores = layout.scores(layout.claim_words[case.claim.id])
    others = [each for each in among if each.id != case.entry.id]
    return max(others, key=lambda each: scores.get(each.id, 0.0), default=None)


def _named(entry: Reference) -> str:
    if entry.label:
        return f"[{entry.label}]"
    return entry.key or title_of(entry)[:60]
