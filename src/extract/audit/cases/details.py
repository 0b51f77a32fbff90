"""Whether text and entry agree in year, journal, country and registration."""

from extract.audit.cases.case import Case, Comparison, agrees, named, not_looked, not_stated
from extract.audit.fit.features import author_among
from extract.audit.fit.layout import title_of
from extract.audit.fit.names import Place, authors_complete, is_author, is_first_author, may_be
from extract.model import Fact, Reference
from extract.text import lazy_re as re

NO_STUDY = "the text describes no study"
LATE = 4
"""Years by which an entry may be later than the study that the text dates: follow-up and late reports."""
REGIONS = frozenset({"international", "europe", "asia", "africa"})
CHINESE = frozenset({"china", "taiwan", "hong_kong", "singapore"})
PUBLISHED = re.compile(r"\b(?:in|from|by)\s(?:the\s)?(?:journal\s)?[\"“‘*_]{0,2}$", re.I)
FROM_MEETING = re.compile(r"abstract|suppl|meeting|congress|symposium|annual|conference|proceedings", re.I)


def year(case: Case) -> Comparison:
    """A publication cannot lie before its study; a year of data (registry, enrolment) may lie before it."""
    printed = case.work.year
    if not case.describes:
        return not_looked(NO_STUDY)
    facts = case.stated("report_year", "study_year")
    if printed is None or not facts:
        return not_stated(facts, printed)
    for fact in facts:
        stated = int(fact.value)
        grade = _year_grade(fact, stated - printed, case.alone)
        if grade:
            when = "before" if printed < stated else "after"
            return case.differs(
                grade,
                f"the text dates the study {stated}, the entry is of {printed}, {when} it",
                fact,
                reported=str(stated),
                expected=str(printed),
            )
    return agrees(f"the years go together: {facts[0].value} in the text, {printed} in the entry")


def _year_grade(fact: Fact, lead: int, alone: bool) -> str | None:
    """`lead`: by how many years the stated year is later than the entry."""
    if fact.kind == "study_year":
        return ("data_later" if lead > 1 and alone else "in_passing") if lead > 0 else None
    if fact.rule == "year_by_name":
        return "by_name" if abs(lead) >= 2 else "one_apart" if lead else None
    if lead >= 2:
        return "earlier" if alone else "in_passing"
    if lead == 1:
        return "one_apart"
    return "later" if lead <= -LATE else None


def journal(case: Case) -> Comparison:
    container = case.entry.fields.container
    if not case.describes:
        return not_looked(NO_STUDY)
    named = [fact for fact in case.stated("journal") if PUBLISHED.search(case.before(fact))]
    meetings = case.stated("meeting")
    if not container or not (named or meetings):
        return not_stated(named or meetings, container)
    for fact in named:
        if fact.value != case.work.journal and not _same_words(case.label(fact.value), container):
            return case.differs(
                "journal",
                f"the text names {case.label(fact.value)}, the entry {container}",
                fact,
                reported=case.label(fact.value),
                expected=container,
            )
    for fact in meetings:
        printed = f"{case.work.title} {container} {case.entry.fields.volume or ''} {case.entry.fields.pages or ''}"
        reviewed = case.work.values("design") & {"systematic_review", "meta_analysis", "review"}
        if not FROM_MEETING.search(printed) and (case.work.journal_type == "review" or reviewed):
            return case.differs(
                "meeting",
                f"the text names the {case.label(fact.value)}, the entry is an article in {container}",
                fact,
                reported=case.label(fact.value),
                expected=container,
            )
    return agrees(f"both name {container}") if named else not_stated(meetings, None)


def _same_words(first: str, second: str) -> bool:
    """Whether one printed journal can abbreviate the other: "J Clin Oncol" and "Journal of Clinical Oncology"."""
    words = [re.findall(r"[a-z]+", name.lower()) for name in (first, second)]
    kept = [[word for word in name if word not in ("the", "of", "and", "in", "for")] for name in words]
    short, long = sorted(kept, key=lambda name: sum(map(len, name)))
    return len(short) == len(long) and all(b.startswith(a[:4]) for a, b in zip(short, long, strict=True))


def country(case: Case) -> Comparison:
    """Read off the title, a named centre or a Chinese-language imprint; surnames say nothing."""
    if not case.describes:
        return not_looked(NO_STUDY)
    facts = [fact for fact in case.stated("country", "centre") if _country(case, fact.value) not in REGIONS]
    stated = frozenset(_country(case, fact.value) for fact in facts)
    reported = frozenset(_country(case, value) for value in case.work.all_values("country", "centre"))
    known = reported - REGIONS
    imprint = case.work.in_chinese and not stated & CHINESE and len(stated) == 1
    if not facts or not (known or imprint) or reported & REGIONS:
        return not_stated(facts, known or imprint)
    if _meet(stated, known):
        return agrees(f"both name {case.labels(stated & known) or case.labels(stated)}")
    around = frozenset(_country(case, term) for term in case.around("country", "centre"))
    if _meet(around, known):
        return not_stated(facts, known)
    expected = case.labels(known) or "a Chinese-language entry"
    where = f"the entry's title in {expected}" if known else "the entry is printed in a Chinese-language journal"
    return case.differs(
        ("title" if known else "imprint") if case.alone else "in_passing",
        f"the text places the study in {case.labels(stated)}, {where}",
        facts[0],
        reported=case.labels(stated),
        expected=expected,
    )


def _meet(stated: frozenset[str], known: frozenset[str]) -> bool:
    """Shared countries; China and its neighbours of one language are named for one another."""
    return bool(stated & known) or bool(stated & CHINESE and known & CHINESE)


def _country(case: Case, term_id: str) -> str:
    """The country of a country's name, a city or a centre."""
    if term_id not in case.vocabulary:
        return term_id
    term = case.vocabulary[term_id]
    return term.note("country") or (term.parents[0] if term.parents else term.id)


def registration(case: Case) -> Comparison:
    facts = case.stated("registration")
    reported = case.work.all_values("registration")
    if not facts or not reported:
        return not_stated(facts, reported)
    if {_key(fact.value) for fact in facts} & {_key(value) for value in reported}:
        return agrees(f"both give {facts[0].value}")
    printed = ", ".join(sorted(reported))
    return case.differs(
        "number" if case.alone else "in_passing",
        f"the text gives {facts[0].value}, the entry {printed}",
        facts[0],
        reported=facts[0].value,
        expected=printed,
    )


def _key(number: str) -> str:
    return "".join(letter for letter in number.lower() if letter.isalnum())


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
    people = [
        person
        for person in entry.fields.authors
        if not person.is_group and len(person.family.split()) <= WORDS_OF_A_FAMILY
    ]
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
    hint = f"; {named(owner)} has that author" if owner else ""
    return case.differs(
        _author_grade(case, owner),
        f"the text names {stated}, the entry is by {first}{hint}",
        facts[-1],
        reported=stated,
        expected=first,
    )


def _author_grade(case: Case, owner: Reference | None) -> str:
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
    name = (named(better) if better.label or better.key else title_of(better)[:60]) if fits and better else None
    hint = f"; {name} fits better" if name else ""
    return case.differs(
        "",
        f"the text shares next to nothing with the entry it cites{hint}",
        expected=name,
    )
