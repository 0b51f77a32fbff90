"""The text names the journal or the meeting of the study; the entry is from another."""

import re
from collections.abc import Iterator

from extract.audit.cases.case import Case, Conflict, passage_of

NAME = "citation_journal"
PUBLISHED = re.compile(r"\b(?:in|from|by)\s(?:the\s)?(?:journal\s)?[\"“‘*_]{0,2}$", re.I)
FROM_MEETING = re.compile(r"abstract|suppl|meeting|congress|symposium|annual|conference|proceedings", re.I)


def find(case: Case) -> Iterator[Conflict]:
    container = case.entry.fields.container
    if not container or not case.describes:
        return
    for fact in case.said("journal"):
        other = case.work.journal
        before = case.before(fact)
        if fact.value != other and PUBLISHED.search(before) and not _same_words(case.label(fact.value), container):
            yield Conflict(
                check=NAME,
                strength="strong",
                reason=f"the text names {case.label(fact.value)}, the entry {container}",
                pieces=passage_of(case.claim, fact),
                reported=case.label(fact.value),
                expected=container,
            )
            return
    for fact in case.said("meeting"):
        printed = f"{case.work.title} {container} {case.entry.fields.volume or ''} {case.entry.fields.pages or ''}"
        if not FROM_MEETING.search(printed) and (
            case.work.journal_type == "review"
            or case.work.values("design") & {"systematic_review", "meta_analysis", "review"}
        ):
            yield Conflict(
                check=NAME,
                strength="strong",
                reason=f"the text names the {case.label(fact.value)}, the entry is an article in {container}",
                pieces=passage_of(case.claim, fact),
                reported=case.label(fact.value),
                expected=container,
            )
            return


def _same_words(one: str, other: str) -> bool:
    """Whether one printed journal can abbreviate the other: "J Clin Oncol" and "Journal of Clinical Oncology"."""
    words = [re.findall(r"[a-z]+", each.lower()) for each in (one, other)]
    kept = [[word for word in each if word not in ("the", "of", "and", "in", "for")] for each in words]
    short, long = sorted(kept, key=lambda each: sum(map(len, each)))
    return len(short) == len(long) and all(b.startswith(a[:4]) for a, b in zip(short, long, strict=True))
