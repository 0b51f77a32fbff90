"""Live services: one client a file; each lookup is a hit, a miss, ambiguous, an error with its kind, or not tried."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceAddresses:
    """Where the services are. A mirror or a proxy stands in their place by the settings (`services`)."""

    crossref: str = "https://api.crossref.org"
    doi: str = "https://doi.org"
    datacite: str = "https://api.datacite.org"
    eutils: str = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils"
    idconv: str = "https://pmc.ncbi.nlm.nih.gov/tools/idconv/api/v1/articles"
    europepmc: str = "https://www.ebi.ac.uk/europepmc/webservices/rest"
    openalex: str = "https://api.openalex.org"
    clinicaltrials: str = "https://clinicaltrials.gov/api/v2"
