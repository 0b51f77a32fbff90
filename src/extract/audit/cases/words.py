"""What the words say: order, fit and place of an entry. A hint, never a conflict by itself; silence is no evidence."""

from extract.audit.cases.case import Case, Comparison, agrees, not_looked
from extract.audit.fit.layout import title_of
from extract.audit.fit.order import Place
from extract.model import Reference

TELLING_WORDS = 3.0
"""The likelihood ratio from which on words are named as a reason at all."""
CLEARLY = 0.2
"""By how much more of its title an entry must share with the claim to be named as the one that fits."""


def compare_words(case: Case, slip: float, foreign: float, *, looked: bool) -> dict[str, Comparison]:
    """The three checks of words and order; `slip` and `foreign` are their likelihood ratios."""
    if not looked:
        silent = not_looked("few words to compare, or a short list")
        return {"citation_order": silent, "citation_fit": silent, "citation_entry": silent}
    fits = agrees("the words of claim and entry go together")
    found = {
        "citation_order": not_looked("the list's numbers skip none here"),
        "citation_fit": fits,
        "citation_entry": fits,
    }
    if case.keyed:
        found["citation_fit"] = not_looked("the marker itself is the name")
    elif slip >= TELLING_WORDS and case.slip_for is not None:
        found["citation_order"] = _order(case, case.layout.references[case.slip_for])
    elif slip >= TELLING_WORDS and not case.layout.places.get(case.citation.id, Place()).skipped:
        found["citation_fit"] = _fit(case)
    if foreign >= TELLING_WORDS:
        found["citation_entry"] = case.differs(
            "", "the entry seems to have nothing to do with the text that cites it or the rest of the list"
        )
    return found


def _order(case: Case, better: Reference) -> Comparison:
    place = case.layout.places[case.citation.id]
    missing = "is cited nowhere" if better.label in place.never_cited else "is first cited out of order"
    return case.differs(
        "",
        f"the numbers follow first mention, and [{better.label}], due here, {missing}; did the text mean it?",
        reported=case.entry.label,
        expected=better.label,
    )


def _fit(case: Case) -> Comparison:
    layout = case.layout
    own = layout.scores(layout.claim_words[case.claim.id])
    others = [reference for reference in layout.references.values() if reference.id != case.entry.id]
    better = max(others, key=lambda other: own.get(other.id, 0.0), default=None)
    fits = better is not None and own.get(better.id, 0.0) > own.get(case.entry.id, 0.0) + CLEARLY
    hint = f"; {_named(better)} fits better" if fits and better else ""
    return case.differs(
        "",
        f"the text shares next to nothing with the entry it cites{hint}",
        expected=_named(better) if fits and better else None,
    )


def _named(entry: Reference) -> str:
    return f"[{entry.label}]" if entry.label else entry.key or title_of(entry)[:60]
