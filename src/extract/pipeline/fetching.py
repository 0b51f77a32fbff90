"""Papers named by DOI, PMC number or PubMed number: their open full text, fetched and laid down as files."""

from collections.abc import Iterable
from pathlib import Path

from extract.model import StoredAnswer, Work
from extract.pipeline.inputs import DOI, PMCID, PMID, InputFile
from extract.services import europepmc, idconv
from extract.services.http import Client
from extract.services.lookup import Lookup


def fetch_open(client: Client, names: Iterable[str], folder: Path) -> list[InputFile]:
    """A file for each identifier; where there is no open full text, the reason takes the file's place."""
    files = []
    for number, name in enumerate(names):
        answer = _full_text(client, name)
        if isinstance(answer, StoredAnswer):
            path = folder / f"{number}.xml"
            path.write_bytes(answer.body)
            files.append(InputFile(path, name))
        else:
            files.append(InputFile(folder / "nothing", name, why=answer))
    return files


def _full_text(client: Client, name: str) -> StoredAnswer | str:
    if PMCID.fullmatch(name):
        pmcid = name.upper()
    else:
        found = _pmcid(client, name)
        if not found.startswith("PMC"):
            return found
        pmcid = found
    answer = europepmc.full_text(client, pmcid)
    if isinstance(answer, StoredAnswer):
        return answer
    return f"{name}: {_reason(answer)}"


def _pmcid(client: Client, name: str) -> str:
    """The PMC number, from Europe PMC or else from PMC's converter; or the reason why there is none."""
    doi, pmid = DOI.fullmatch(name), PMID.fullmatch(name)
    wanted = doi.group(1) if doi else pmid.group(1) if pmid else name
    record = europepmc.by_doi(client, wanted) if doi else europepmc.by_pmid(client, wanted)
    for work in record.works:
        if work.pmcid:
            return work.pmcid
    converted = idconv.convert(client, [wanted])[wanted]
    works: tuple[Work, ...] = converted.works
    if works and works[0].pmcid:
        return works[0].pmcid
    return f"{name}: {_reason(record)}; {_reason(converted)}"


def _reason(lookup: Lookup) -> str:
    if lookup.outcome in ("error", "not_tried"):
        return lookup.detail or lookup.kind or "could not be asked"
    return lookup.detail or "no open full text at Europe PMC: give the file"
