"""PMC's id converter. "Not found in PMC" speaks of PMC alone: the paper may well exist.

Etiquette: 200 identifiers of one kind a question, three questions a second, `tool` and `email` sent.
"""

from collections.abc import Sequence

from extract.formats.csl import Item, listed
from extract.formats.record import clean_doi, clean_pmcid, clean_pmid
from extract.model import Work
from extract.services.http import Client, Failed
from extract.services.lookup import Lookup, error, failed, hits, json_of, miss, no_json

SOURCE = "pmc"
MOST_IDS = 200


def convert(client: Client, ids: Sequence[str]) -> dict[str, Lookup]:
    """For each DOI, PMID or PMCID (of one kind) a work with the identifiers that PMC knows of it.

    A batch that is refused as a whole is asked again in halves, so that one bad id costs itself only.
    """
    found: dict[str, Lookup] = {}
    for at in range(0, len(ids), MOST_IDS):
        found |= _batch(client, list(dict.fromkeys(ids[at : at + MOST_IDS])))
    return found


def _batch(client: Client, ids: list[str]) -> dict[str, Lookup]:
    params = {"ids": ",".join(ids), "format": "json", "versions": "no"}
    answer = client.get("idconv", "/", params, refuse=_no_conversion, missing_is_an_answer=False)
    if isinstance(answer, Failed):
        if answer.kind != "bad_request" or len(ids) == 1:
            return {number: failed(SOURCE, answer) for number in ids}
        half = len(ids) // 2
        return _batch(client, ids[:half]) | _batch(client, ids[half:])
    records = {str(record.get("requested-id", "")).lower(): record for record in listed(json_of(answer), "records")}
    found = {}
    for number in ids:
        record = records.get(number.lower())
        if record is None:
            found[number] = error(SOURCE, "bad_body", "the answer left this id out")
        elif record.get("status") == "error":
            found[number] = miss(SOURCE, answer, f"{number}: not in PMC")
        else:
            found[number] = hits(SOURCE, answer, [_work(record)])
    return found


def _work(record: Item) -> Work:
    doi, pmid, pmcid = clean_doi(record.get("doi")), clean_pmid(record.get("pmid")), clean_pmcid(record.get("pmcid"))
    return Work(id=f"pmcid:{pmcid}", doi=doi, pmid=pmid, pmcid=pmcid, source=SOURCE)


def _no_conversion(body: bytes) -> str | None:
    return no_json(body) or (None if b'"records"' in body else "no records")
