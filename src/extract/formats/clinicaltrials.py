"""Studies of ClinicalTrials.gov (interface version 2) as registrations; all numbers are strings there."""

from collections.abc import Iterator

from extract.formats.csl import Item
from extract.formats.record import NoticeOf, Record, Unread, clean, clean_pmid, normal_registrations
from extract.model import Notice, Registration
from extract.text import lazy_re as re
from extract.text.numbers import whole_number

MOST = 300
DATE = re.compile(r"[12][0-9]{3}(?:-[0-9]{2}){0,2}")
"""Matches '2015-03', not 'March 2015'."""


def records_of_study(study: Item) -> Iterator[Record]:
    """A registration, and the retractions that the registry knows of its publications."""
    protocol = _part(study, "protocolSection")
    registration = registration_of(protocol)
    if registration is None:
        yield Unread("a study without NCT number")
        return
    yield registration
    for reference in _listed(_part(protocol, "referencesModule").get("references")):
        pmid = clean_pmid(reference.get("pmid"))
        for retraction in _listed(reference.get("retractions")):
            if pmid:
                notice = Notice(
                    kind="retraction", source="clinicaltrials.gov", notice_id=clean_pmid(retraction.get("pmid"))
                )
                yield NoticeOf(notice=notice, doi=None, pmid=pmid, title=clean(reference.get("citation")))


def registration_of(protocol: Item) -> Registration | None:
    """The registration that a protocol section describes; modules may be missing."""
    identification, status = _part(protocol, "identificationModule"), _part(protocol, "statusModule")
    design = _part(protocol, "designModule")
    number = clean(identification.get("nctId"))
    if not number:
        return None
    enrolled = clean(_part(design, "enrollmentInfo").get("count"))
    interventions = _listed(_part(protocol, "armsInterventionsModule").get("interventions"))
    locations = _listed(_part(protocol, "contactsLocationsModule").get("locations"))
    return Registration(
        id=number.upper(),
        aliases=_aliases(identification),
        title=clean(identification.get("officialTitle")) or clean(identification.get("briefTitle")),
        conditions=_texts(_part(protocol, "conditionsModule").get("conditions")),
        interventions=_names(interventions, "name"),
        countries=_names(locations, "country"),
        phase="/".join(_texts(design.get("phases"))) or None,
        enrolment=whole_number(enrolled or ""),
        start=_date(status, "startDateStruct"),
        completion=_date(status, "completionDateStruct"),
        status=clean(status.get("overallStatus")),
    )


def _aliases(identification: Item) -> tuple[str, ...]:
    """The other numbers of a trial: earlier ones here, those of other registers, the sponsor's own."""
    others = [_part(identification, "orgStudyIdInfo"), *_listed(identification.get("secondaryIdInfos"))]
    earlier = [alias.upper() for alias in _texts(identification.get("nctIdAliases"))]
    return normal_registrations([*earlier, *(other.get("id") for other in others)])


def _date(status: Item, name: str) -> str | None:
    date = clean(_part(status, name).get("date"))
    return date if date and DATE.fullmatch(date) else None


def _part(item: Item, name: str) -> Item:
    value = item.get(name)
    return value if isinstance(value, dict) else {}


def _listed(value: object) -> list[Item]:
    return [item for item in value[:MOST] if isinstance(item, dict)] if isinstance(value, list) else []


def _texts(value: object) -> tuple[str, ...]:
    return tuple(text for item in value[:MOST] if (text := clean(item))) if isinstance(value, list) else ()


def _names(items: list[Item], name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for item in items if (text := clean(item.get(name)))))
