"""JSON of any of the known kinds: CSL, Crossref's answers, ClinicalTrials.gov's studies; each object tells its kind."""

from collections.abc import Iterator
from typing import IO

from extract.formats.clinicaltrials import records_of_study
from extract.formats.crossref import records_of_crossref
from extract.formats.csl import Item, read_objects, work_of_csl
from extract.formats.record import Record, Unread


def read_json(file: IO[str]) -> Iterator[Record]:
    """Each record of the file, whatever wraps it."""
    for item in read_objects(file):
        if isinstance(item, Unread):
            yield item
        else:
            yield from records_of(item)


def records_of(item: Item) -> Iterator[Record]:
    """One object: a record, or an answer that holds many."""
    message = item.get("message")
    if isinstance(message, dict):
        items = message.get("items")
        for one in items if isinstance(items, list) else [message]:
            yield from (
                records_of_crossref(one) if isinstance(one, dict) else [Unread("a Crossref item that is no object")]
            )
    elif isinstance(item.get("studies"), list):
        for study in item["studies"] if isinstance(item["studies"], list) else []:
            yield from records_of_study(study) if isinstance(study, dict) else [Unread("a study that is no object")]
    elif "protocolSection" in item:
        yield from records_of_study(item)
    elif isinstance(item.get("title"), list) or "updated-by" in item or "update-to" in item:
        yield from records_of_crossref(item)
    else:
        yield work_of_csl(item)
