"""Which work a printed reference means: identifiers first, then keys, then rare words, weighed field by field."""

from collections.abc import Callable

from extract.model import Catalogue, Match, ReferenceFields, Work
from extract.resolve.contradictions import (
    find_composite,
    find_foreign_identifier,
    has_long_title,
    with_occupant,
    with_other_authors,
    with_title_owner,
)
from extract.resolve.evidence import Weighed, weigh
from extract.resolve.printed import Printed, field_keys_of, number_keys_of, people_keys_of, prepare
from extract.text.keys import asked_title_keys, family_key, first_number, first_page, title_runs
from extract.text.similarity import bare_title, squeeze

CERTAIN = 6.0
"""Log-odds at which nothing better is looked for."""
ENOUGH = 2.0
"""Log-odds from which a candidate is the work meant."""
APART = 1.5
"""How far the best must stand before another work."""


def match_reference(fields: ReferenceFields, catalogue: Catalogue, *, printed: str = "") -> Match:
    """The work that a reference means. `printed` is the string itself, which helps where the fields are damaged."""
    prepared = prepare(fields, printed)
    if not prepared.squeezed:
        return Match(status="none", score=0.0, reasons=("nothing printed",))
    listed = _candidates(prepared, catalogue)
    if not listed:
        return Match(status="none", score=0.0, reasons=("no candidate",))
    contradicted = find_foreign_identifier(prepared, listed) or find_composite(prepared, listed, catalogue)
    if contradicted:
        return contradicted
    decided = with_title_owner(_decide(listed), listed)
    return with_other_authors(prepared, with_occupant(prepared, decided, listed))


def _candidates(printed: Printed, catalogue: Catalogue) -> list[Weighed]:
    """Candidates, the best first; further ways are gone while none is certain and no long title was found."""
    fields, text = printed.fields, " ".join(printed.words)
    ways: tuple[Callable[[], list[Work]], ...] = (
        lambda: catalogue.by_identifier(doi=fields.doi, pmid=fields.pmid, pmcid=fields.pmcid),
        lambda: catalogue.by_keys([*asked_title_keys(fields.title, text), *field_keys_of(printed)], limit=8),
        lambda: catalogue.by_keys([*title_runs(text), *number_keys_of(printed), *people_keys_of(printed)], limit=12),
        lambda: catalogue.by_words(text, limit=8),
    )
    seen: dict[str, Weighed] = {}
    for way in ways:
        for work in way():
            if work.id not in seen:
                seen[work.id] = weigh(printed, work)
        if any(weighed.total >= CERTAIN or has_long_title(weighed) for weighed in seen.values()):
            break
    return sorted(seen.values(), key=lambda weighed: -weighed.total)


def _decide(listed: list[Weighed]) -> Match:
    best = listed[0]
    rivals = [other for other in listed[1:] if best.total - other.total < APART and not _same(best.work, other.work)]
    if best.total < ENOUGH:
        return Match(status="none", score=best.score, reasons=best.reasons, works=(best.work,))
    if rivals:
        works = (best.work, *(rival.work for rival in rivals))
        return Match(status="ambiguous", score=best.score, reasons=best.reasons, works=works)
    return Match(status="matched", score=best.score, reasons=best.reasons, works=(best.work,))


def _same(first: Work, second: Work) -> bool:
    """Two records of one work: the same title, years in common, and a place that one leaves open or both tell alike."""
    titles = {squeeze(bare_title(work.title or "")) for work in (first, second)}
    years = first.all_years, second.all_years
    if len(titles) > 1 or (all(years) and set(years[0]).isdisjoint(years[1])):
        return False
    places = (
        (first_number(first.volume), first_number(second.volume)),
        (first_page(first.pages), first_page(second.pages)),
        (
            first.authors and family_key(first.authors[0].family),
            second.authors and family_key(second.authors[0].family),
        ),
    )
    return all(left == right or not left or not right for left, right in places)
