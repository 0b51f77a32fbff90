"""The text places the study in one country, the entry's title in another. Surnames say nothing."""

from collections.abc import Iterator

from extract.audit.cases.case import Case, Conflict, passage_of

NAME = "citation_country"
REGIONS = frozenset({"international", "europe", "asia", "africa"})
CHINESE = frozenset({"china", "taiwan", "hong_kong", "singapore"})


def find(case: Case) -> Iterator[Conflict]:
    if not case.describes:
        return
    facts = [fact for fact in case.said("country", "centre") if _country(case, fact.value) not in REGIONS]
    if not facts:
        return
    said = frozenset(_country(case, fact.value) for fact in facts)
    told = frozenset(_country(case, each) for each in case.work.all_values("country", "centre"))
    known = told - REGIONS
    around = frozenset(_country(case, each) for each in case.around("country", "centre"))
    if told & REGIONS or said & known or around & known:
        return
    if known:
        expected = case.labels(known)
        reason = f"the text places the study in {case.labels(said)}, the entry's title in {expected}"
    elif case.work.in_chinese and not said & CHINESE and len(said) == 1:
        expected = "a Chinese-language entry"
        reason = f"the text places the study in {case.labels(said)}, the entry is printed in a Chinese-language journal"
    else:
        return
    yield Conflict(
        check=NAME,
        strength="strong" if case.alone else "soft",
        reason=reason,
        pieces=passage_of(case.claim, facts[0]),
        reported=case.labels(said),
        expected=expected,
    )


def _country(case: Case, term_id: str) -> str:
    """The country of a country's name, a city or a centre."""
    if term_id not in case.vocabulary:
        return term_id
    term = case.vocabulary[term_id]
    return term.note("country") or (term.parents[0] if term.parents else term.id)
