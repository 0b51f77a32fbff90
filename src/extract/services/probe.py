"""Which services answer, and how fast: one cheap question to each, asked once and not kept."""

from collections.abc import Iterator
from dataclasses import dataclass

from extract.services.http import Client, Failed

QUESTIONS: dict[str, tuple[str, dict[str, str]]] = {
    "crossref": ("/works", {"rows": "0"}),
    "doi": ("/doiRA/10.1000/182", {}),
    "datacite": ("/heartbeat", {}),
    "eutils": ("/einfo.fcgi", {"retmode": "json"}),
    "idconv": ("/", {"ids": "PMC13900", "format": "json"}),
    "europepmc": ("/search", {"query": "EXT_ID:1 AND SRC:MED", "format": "json", "resultType": "idlist"}),
    "openalex": ("/works/doi:10.7717/peerj.4375", {}),
    "clinicaltrials": ("/version", {}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe:
    """What one service did: its address, the seconds that it took, and why there was no answer, if there was none."""

    service: str
    address: str
    seconds: float
    fault: str | None = None


def probe_all(client: Client) -> Iterator[Probe]:
    """Asks each service as it comes."""
    for service, (path, params) in QUESTIONS.items():
        before = client.clock.now()
        answer = client.ask_once(service, path, params)
        yield Probe(
            service=service,
            address=getattr(client.addresses, service),
            seconds=client.clock.now() - before,
            fault=answer.message if isinstance(answer, Failed) else None,
        )
