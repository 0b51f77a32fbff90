"""What the page shows of each entry: its verdict, who was asked and said what, the record beside it, and notices."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import quote

from extract.model import Notice, Person, Work
from extract.report.addresses import doi_of
from extract.report.wording import ANSWERS, NOTICES, REFERENCE_VERDICTS, SOURCES
from extract.store import Database, Row
from extract.store.answers import load_answers
from extract.store.library import StoredLibrary
from extract.text import lazy_re as re
from extract.text.keys import family_key, first_number, first_page
from extract.text.similarity import bare_title, same_container, title_similarity

SAME_TITLE = 0.9
LIBRARY = re.compile(r"library: \w+")
"""What the library answered, which the reason before it tells in words."""

COMMON = 3
"""Entries of one reason from which on it stands once above the list."""

ANSWERED = frozenset(["hit", "miss", "ambiguous"])


@dataclass(frozen=True, slots=True)
class Field:
    """One field as printed and as recorded; `agrees` is None where one side says nothing."""

    name: str
    printed: str
    held: str
    agrees: bool | None


def dress_references(database: Database, references: Iterable[Row], findings: list[Row], verdicts: list[Row]) -> None:
    """Adds to each row of the layer `references` what its entry on the page needs."""
    library = StoredLibrary(database)
    reasons = {row["subject_id"]: row["reasons"] for row in verdicts if row["check"] == "reference_identity"}
    for reference in references:
        name = reference["id"]
        reference["numbered"] = bool(reference["label"]) and begins_with(reference["text"], reference["label"])
        # The nearest records of an entry without one are other works.
        near = () if reference["match_status"] == "none" else reference["match_works"]
        works = [work for work_id in near or () if (work := library.work(work_id)) is not None]
        reference["reasons"] = [reason for reason in reasons.get(name, ()) if not LIBRARY.fullmatch(reason)]
        reference["answers"] = [
            (SOURCES.get(answer.source, answer.source), ANSWERS[answer.outcome], answer.outcome, answer.detail or "")
            for answer in load_answers(database, name)
        ]
        verdict = reference["verdict"] or "unchecked"
        is_open = verdict == "unchecked" and any(answer[2] in ANSWERED for answer in reference["answers"])
        reference["verdict_name"] = "not settled" if is_open else REFERENCE_VERDICTS.get(verdict, verdict)
        reference["findings"] = [finding for finding in findings if name in finding["reference_ids"]]
        reference["record"] = works[0] if works else None
        reference["compared"] = compared(reference, works[0]) if works else []
        is_meant = reference["match_status"] == "matched" and bool(works)
        reference["notices"] = [notice_line(notice) for notice in works[0].notices] if is_meant else []
        reference["links"] = links_of(reference, works[0] if is_meant else None)


def common_reason(references: Iterable[Row]) -> str:
    """The reason of most entries that nobody looked up, told once and taken from each; empty where few share one."""
    bare = [
        reference
        for reference in references
        if reference["record"] is None and not reference["answers"] and reference["reasons"]
    ]
    counted = Counter("; ".join(entry["reasons"]) for entry in bare).most_common(1)
    if not counted or counted[0][1] < COMMON:
        return ""
    for entry in bare:
        if "; ".join(entry["reasons"]) == counted[0][0]:
            entry["reasons"] = []
    return f"{counted[0][1]} entries: {counted[0][0]}."


def begins_with(text: str, label: str) -> bool:
    """Whether an entry prints its number itself."""
    return text.lstrip("[( ").startswith(label)


def compared(reference: Row, work: Work) -> list[Field]:
    """The entry's fields beside the record's."""
    authors = [Person(person["family"], person["given"], person["is_group"]) for person in reference["authors"]]
    printed_year = reference["year"]
    first, held_first = _family(authors), _family(work.authors)
    fields = [
        _field("authors", _names(authors), _names(work.authors), bool(first) and first == held_first),
        _field("title", reference["title"], work.title, _same_title(reference["title"], work.title)),
        _field(
            "journal or book",
            reference["container"],
            " · ".join(dict.fromkeys(work.all_containers)),
            any(same_container(reference["container"] or "", name) for name in work.all_containers),
        ),
        _field("year", printed_year, " / ".join(map(str, work.all_years)), printed_year in work.all_years),
        _field("volume", reference["volume"], work.volume, _alike(first_number, reference["volume"], work.volume)),
        _field("pages", reference["pages"], work.pages, _alike(first_page, reference["pages"], work.pages)),
        _field("DOI", reference["doi"], work.doi, (reference["doi"] or "").lower() == work.doi),
        _field("PMID", reference["pmid"], work.pmid, reference["pmid"] == work.pmid),
    ]
    return [field for field in fields if field.printed or field.held]


def notice_line(notice: Notice) -> str:
    """ "Retracted 2010-02-06, says crossref (10.1000/n): reason"."""
    when = f" {notice.date}" if notice.date else ""
    which = f" ({notice.notice_id})" if notice.notice_id else ""
    return f"{NOTICES[notice.kind]}{when}, says {notice.source}{which}" + (
        f": {notice.reason}" if notice.reason else ""
    )


def links_of(reference: Row, work: Work | None) -> list[tuple[str, str]]:
    """(label, address) of what is printed, and of the record where it has another identifier."""
    dois = dict.fromkeys(doi for doi in (reference["doi"], work and work.doi) if doi)
    pmids = dict.fromkeys(pmid for pmid in (reference["pmid"], work and work.pmid) if pmid)
    shown: dict[str, tuple[str, str]] = {}
    for doi in filter(doi_of, dois):
        shown.setdefault(f"doi:{doi.lower()}", (f"doi:{doi}", f"https://doi.org/{quote(doi)}"))
    for pmid in pmids:
        shown[f"pmid:{pmid}"] = (f"PMID {pmid}", f"https://pubmed.ncbi.nlm.nih.gov/{quote(str(pmid), safe='')}/")
    return list(shown.values())


def _field(name: str, printed: object, held: object, agrees: bool) -> Field:
    both = bool(printed) and bool(held)
    return Field(name, str(printed or ""), str(held or ""), agrees if both else None)


def _names(people: Iterable[Person]) -> str:
    listed = [f"{person.family} {person.given}".strip() for person in people]
    return ", ".join(listed[:4]) + (f" and {len(listed) - 4} more" if len(listed) > 4 else "")


def _family(people: Iterable[Person]) -> str:
    return next((family_key(person.family) for person in people), "")


def _same_title(printed: str | None, held: str | None) -> bool:
    return bool(printed and held) and title_similarity(printed or "", bare_title(held or "")) >= SAME_TITLE


def _alike(key: Callable[[str | None], str | None], printed: str | None, held: str | None) -> bool:
    return key(printed) == key(held)
