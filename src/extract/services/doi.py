"""doi.org: which agency registered a DOI. "Does not exist" is the one cheap proof that a printed DOI is wrong.

Etiquette: no limit is published; three questions a second, and only for DOIs that Crossref does not know.
"""

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import quote

from extract.formats.record import clean_doi
from extract.model import Work
from extract.services.http import Client, Failed
from extract.services.lookup import Lookup, error, failed, miss, no_json, parsed

SOURCE = "doi.org"
NONE = ("doi does not exist", "invalid doi")


def agency_of(client: Client, doi: str) -> Lookup:
    """A hit names the agency in `detail`, and the DOI in `works` where it had to be mended; a miss: there is none."""
    answer = _ask(client, doi)
    for mended in damaged_forms(doi):
        if answer.outcome != "miss":
            return answer
        other = _ask(client, mended)
        if other.outcome == "hit":
            meant = clean_doi(mended)
            return replace(other, works=(Work(id=f"doi:{meant}", doi=meant, source=SOURCE),)) if meant else other
        answer = other if other.outcome == "error" else answer
    return answer


def damaged_forms(doi: str) -> Iterator[str]:
    """What a DOI may have been before a line break or the next word damaged it.

    >>> list(damaged_forms("10.1016/j.jhep-\\n2020.01.001.Epub"))
    ['10.1016/j.jhep2020.01.001.Epub', '10.1016/j.jhep-2020.01.001.Epub', '10.1016/j.jhep-2020.01.001']
    """
    bare = "".join(doi.split())
    forms = [doi.replace("-\n", ""), bare]
    head, _, tail = bare.rpartition(".")
    if tail.isalpha() and len(head) > 10:
        forms.append(head)
    if bare[-1:].isdigit() is False:
        forms.append(bare.rstrip(".,;:)]"))
    yield from (form for form in dict.fromkeys(forms) if form != doi)


def _ask(client: Client, doi: str) -> Lookup:
    answer = client.get("doi", f"/doiRA/{quote(doi, safe='')}", refuse=no_json)
    if isinstance(answer, Failed):
        return failed(SOURCE, answer)
    value = parsed(answer.body)
    rows = [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []
    row = next((row for row in rows if str(row.get("DOI", "")).lower() == doi.lower()), rows[0] if rows else {})
    if agency := row.get("RA"):
        return Lookup(source=SOURCE, outcome="hit", detail=str(agency), asked_at=answer.fetched_at)
    status = str(row.get("status", ""))
    if status.lower() in NONE:
        return miss(SOURCE, answer, f"{doi}: {status}")
    return error(SOURCE, "bad_body", f"{doi}: {status or 'an answer without agency'}")
