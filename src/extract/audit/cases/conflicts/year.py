"""The entry was published before the study that the text dates, or in another year than the text prints with the name.

A year of data (registry, enrolment) may lie before the publication; a publication cannot lie before its study.
"""

from collections.abc import Iterator

from extract.audit.cases.case import Case, Conflict, Strength, passage_of

NAME = "citation_year"
LATE = 4


def find(case: Case) -> Iterator[Conflict]:
    year = case.work.year
    if year is None or not case.describes:
        return
    for fact in case.said("report_year", "study_year"):
        stated = int(fact.value)
        strength = _strength(fact.rule, fact.kind == "study_year", stated - year, case.alone)
        if strength:
            when = "before" if year < stated else "after"
            yield Conflict(
                check=NAME,
                strength=strength,
                reason=f"the text dates the study {stated}, the entry is of {year}, {when} it",
                pieces=passage_of(case.claim, fact),
                reported=str(stated),
                expected=str(year),
            )
            return


def _strength(rule: str, is_data: bool, lead: int, alone: bool) -> Strength | None:
    """`lead`: by how many years the stated year is later than the entry."""
    if is_data:
        return ("strong" if lead > 1 and alone else "soft") if lead > 0 else None
    if lead >= 2:
        return "strong" if alone and rule != "year_by_name" else "soft"
    if lead == 1 or (rule == "year_by_name" and lead <= -2):
        return "soft"
    return "soft" if lead <= -LATE or (rule == "year_of_report" and lead <= -2) else None
