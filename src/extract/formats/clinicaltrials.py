"""Studies of ClinicalTrials.gov (interface version 2) as registrations; all numbers are strings there."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from extract.formats.csl import Item, listed, part
from extract.formats.record import NoticeOf, Record, Unread, clean, clean_pmid, normal_registrations
from extract.model import Notice, Registration
from extract.text import lazy_re as re
from extract.text.numbers import whole_number

MOST = 300
DIGIT = re.compile(r"\d")
DISPERSIONS = {
    "Standard Deviation": "SD ",
    "Standard Error": "SE ",
    "Full Range": "range ",
    "Inter-Quartile Range": "IQR ",
}
PLAIN_STATISTICS = ("number", "count of participants", "count of units", "")
"""Kinds of values that need no word: "45 participants"."""
DATE = re.compile(r"[12][0-9]{3}(?:-[0-9]{2}){0,2}")
"""Matches '2015-03', not 'March 2015'."""


def records_of_study(study: Item) -> Iterator[Record]:
    """A registration, and the retractions that the registry knows of its publications."""
    protocol = part(study, "protocolSection")
    registration = registration_of(protocol)
    if registration is None:
        yield Unread("a study without NCT number")
        return
    yield replace(registration, results=tuple(islice(results_of(part(study, "resultsSection")), MOST)))
    for reference in _listed(part(protocol, "referencesModule"), "references"):
        pmid = clean_pmid(reference.get("pmid"))
        for retraction in _listed(reference, "retractions"):
            if pmid:
                notice = Notice(
                    kind="retraction", source="clinicaltrials.gov", notice_id=clean_pmid(retraction.get("pmid"))
                )
                yield NoticeOf(notice=notice, doi=None, pmid=pmid, title=clean(reference.get("citation")))


def registration_of(protocol: Item) -> Registration | None:
    """The registration that a protocol section describes; modules may be missing."""
    identification, status = part(protocol, "identificationModule"), part(protocol, "statusModule")
    design = part(protocol, "designModule")
    number = clean(identification.get("nctId"))
    if not number:
        return None
    enrolled = clean(part(design, "enrollmentInfo").get("count"))
    interventions = _listed(part(protocol, "armsInterventionsModule"), "interventions")
    locations = _listed(part(protocol, "contactsLocationsModule"), "locations")
    return Registration(
        id=number.upper(),
        aliases=_aliases(identification),
        title=clean(identification.get("officialTitle")) or clean(identification.get("briefTitle")),
        conditions=_texts(part(protocol, "conditionsModule").get("conditions")),
        interventions=_names(interventions, "name"),
        countries=_names(locations, "country"),
        phase="/".join(_texts(design.get("phases"))) or None,
        enrolment=whole_number(enrolled or ""),
        start=_date(status, "startDateStruct"),
        completion=_date(status, "completionDateStruct"),
        status=clean(status.get("overallStatus")),
    )


def results_of(section: Item) -> Iterator[str]:
    """The posted results of a study as sentences: each measured value with its group and time frame, each comparison.

    >>> groups = [{"id": "OG000", "title": "Sorafenib"}]
    >>> measured = {"groupId": "OG000", "value": "14.2", "lowerLimit": "11.0", "upperLimit": "17.1"}
    >>> measure = {"title": "Overall Survival", "paramType": "MEDIAN", "unitOfMeasure": "months"}
    >>> measure |= {"dispersionType": "95% Confidence Interval", "timeFrame": "2 years", "groups": groups}
    >>> measure |= {"classes": [{"categories": [{"measurements": [measured]}]}]}
    >>> list(results_of({"outcomeMeasuresModule": {"outcomeMeasures": [measure]}}))
    ['Overall Survival: median 14.2 months (95% CI 11.0 to 17.1) in Sorafenib; time frame 2 years.']
    """
    for measure in _listed(part(section, "outcomeMeasuresModule"), "outcomeMeasures"):
        title = clean(measure.get("title")) or "An outcome"
        yield from _values_of(measure, title)
        analyses = filter(None, map(_compared, _listed(measure, "analyses")))
        yield from (f"{title}: {compared}." for compared in analyses)


def _values_of(measure: Item, title: str) -> Iterator[str]:
    """The measured values of an outcome, each with its group and time frame."""
    groups = {clean(group.get("id")): clean(group.get("title")) for group in _listed(measure, "groups")}
    frame = clean(measure.get("timeFrame"))
    for measured_class in _listed(measure, "classes"):
        for category in _listed(measured_class, "categories"):
            names = [title, *filter(None, (clean(measured_class.get("title")), clean(category.get("title"))))]
            for measured in _listed(category, "measurements"):
                value, group = _measured(measured, measure), groups.get(clean(measured.get("groupId")))
                if value:
                    behind = (f" in {group}" if group else "") + (f"; time frame {frame}" if frame else "")
                    yield f"{', '.join(names)}: {value}{behind}."


def _measured(measured: Item, measure: Item) -> str | None:
    """A value with its statistic, unit and limits or spread; None where none was posted ("NA")."""
    value = clean(measured.get("value"))
    if value is None or not DIGIT.search(value):
        return None
    statistic = (clean(measure.get("paramType")) or "").lower().replace("_", " ")
    unit = clean(measure.get("unitOfMeasure")) or ""
    shown = re.sub(r"^(?:percentage|percent|%) of\b|^percentage$", "% of", unit, flags=re.IGNORECASE)
    unit = shown.removesuffix(" of") if shown == "% of" else shown
    words = ["" if statistic in PLAIN_STATISTICS else statistic, f"{value}{'' if unit.startswith('%') else ' '}{unit}"]
    low, high, spread = (clean(measured.get(name)) for name in ("lowerLimit", "upperLimit", "spread"))
    kind = _dispersion(clean(measure.get("dispersionType")) or "")
    words.append(f"({kind}{low} to {high})" if low and high else f"({kind}{spread})" if spread and kind else "")
    return " ".join(word.strip() for word in words if word.strip())


def _dispersion(named: str) -> str:
    """How papers call a kind of limits or spread.

    >>> _dispersion("95% Confidence Interval"), _dispersion("Standard Deviation"), _dispersion("Full Range")
    ('95% CI ', 'SD ', 'range ')
    """
    if percent := re.match(r"(\d{1,2}(?:\.\d)?)\s?% Confidence Interval", named):
        return f"{percent[1]}% CI "
    return DISPERSIONS.get(named, "")


def _compared(analysis: Item) -> str | None:
    """An estimate that compares groups, with its interval and p value."""
    name, value = clean(analysis.get("paramType")), clean(analysis.get("paramValue"))
    p = clean(analysis.get("pValue"))
    low, high = clean(analysis.get("ciLowerLimit")), clean(analysis.get("ciUpperLimit"))
    estimate = f"{name} {value}" if name and value else None
    if estimate and low and high:
        estimate += f" ({clean(analysis.get('ciPctValue')) or '95'}% CI {low} to {high})"
    equals = "" if p is None or p[:1] in "<>=" else "= "
    return ", ".join(filter(None, (estimate, f"p {equals}{p}" if p else None))) or None


def _aliases(identification: Item) -> tuple[str, ...]:
    """The other numbers of a trial: earlier ones here, those of other registers, the sponsor's own."""
    others = [part(identification, "orgStudyIdInfo"), *_listed(identification, "secondaryIdInfos")]
    earlier = [alias.upper() for alias in _texts(identification.get("nctIdAliases"))]
    return normal_registrations([*earlier, *(other.get("id") for other in others)])


def _date(status: Item, name: str) -> str | None:
    date = clean(part(status, name).get("date"))
    return date if date and DATE.fullmatch(date) else None


def _listed(item: Item, name: str) -> list[Item]:
    return listed(item, name)[:MOST]


def _texts(value: object) -> tuple[str, ...]:
    return tuple(text for item in value[:MOST] if (text := clean(item))) if isinstance(value, list) else ()


def _names(items: list[Item], name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for item in items if (text := clean(item.get(name)))))
