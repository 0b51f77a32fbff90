"""Whether text and entry agree in year, journal, country and registration."""

from extract.audit.cases.case import Case, Comparison, agrees, not_looked, not_stated
from extract.model import Fact
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
    facts = case.said("report_year", "study_year")
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
    named = [fact for fact in case.said("journal") if PUBLISHED.search(case.before(fact))]
    meetings = case.said("meeting")
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


def _same_words(one: str, other: str) -> bool:
    """Whether one printed journal can abbreviate the other: "J Clin Oncol" and "Journal of Clinical Oncology"."""
    words = [re.findall(r"[a-z]+", name.lower()) for name in (one, other)]
    kept = [[word for word in name if word not in ("the", "of", "and", "in", "for")] for name in words]
    short, long = sorted(kept, key=lambda name: sum(map(len, name)))
    return len(short) == len(long) and all(b.startswith(a[:4]) for a, b in zip(short, long, strict=True))


def country(case: Case) -> Comparison:
    """Read off the title, a named centre or a Chinese-language imprint; surnames say nothing."""
    if not case.describes:
        return not_looked(NO_STUDY)
    facts = [fact for fact in case.said("country", "centre") if _country(case, fact.value) not in REGIONS]
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


def _meet(said: frozenset[str], known: frozenset[str]) -> bool:
    """Shared countries; China and its neighbours of one language are named for one another."""
    return bool(said & known) or bool(said & CHINESE and known & CHINESE)


def _country(case: Case, term_id: str) -> str:
    """The country of a country's name, a city or a centre."""
    if term_id not in case.vocabulary:
        return term_id
    term = case.vocabulary[term_id]
    return term.note("country") or (term.parents[0] if term.parents else term.id)


def registration(case: Case) -> Comparison:
    facts = case.said("registration")
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
