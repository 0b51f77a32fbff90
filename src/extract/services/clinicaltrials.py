"""ClinicalTrials.gov, interface version 2: a registration by its number.

Etiquette: no key and no published limit; one question a second, fifty registrations a paper at most.
"""

from dataclasses import replace

from extract.formats.clinicaltrials import records_of_study
from extract.formats.record import NoticeOf
from extract.model import Registration
from extract.services.http import Client, Failed
from extract.services.lookup import Lookup, error, failed, json_of, miss, no_json
from extract.text import lazy_re as re

SOURCE = "clinicaltrials.gov"
NCT = re.compile(r"NCT\d{8}")


def by_number(client: Client, number: str) -> Lookup:
    """A registration; a number that was retired leads to the trial that took it over, and stays as an alias."""
    wanted = number.upper()
    if not NCT.fullmatch(wanted):
        return error(SOURCE, "bad_request", f"{number!r} is no NCT number")
    answer = client.get("clinicaltrials", f"/studies/{wanted}", {"format": "json"}, refuse=no_json)
    if isinstance(answer, Failed):
        return failed(SOURCE, answer)
    if answer.status in (404, 410):
        return miss(SOURCE, answer, f"{wanted} is not registered")
    records = list(records_of_study(json_of(answer)))
    registration = next((record for record in records if isinstance(record, Registration)), None)
    if registration is None:
        return error(SOURCE, "bad_body", "a study without number")
    if registration.id != wanted and wanted not in registration.aliases:
        registration = replace(registration, aliases=(*registration.aliases, wanted))
    return Lookup(
        source=SOURCE,
        outcome="hit",
        asked_at=answer.fetched_at,
        registration=registration,
        notices=tuple(record for record in records if isinstance(record, NoticeOf)),
    )
