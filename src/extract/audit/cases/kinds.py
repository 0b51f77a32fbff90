"""The kinds of fact in which text and entry are compared: one row for each check of the family."""

from dataclasses import dataclass

from extract.audit.cases import authors, designs, details, subjects
from extract.audit.cases.case import Compare


@dataclass(frozen=True, slots=True)
class Kind:
    """A check's name, how it compares, and whether only an article can be in conflict by it."""

    name: str
    compare: Compare
    of_articles: bool = False


KINDS = (
    Kind("citation_disease", subjects.disease, of_articles=True),
    Kind("citation_organism", subjects.organism, of_articles=True),
    Kind("citation_design", designs.design),
    Kind("citation_intervention", subjects.intervention, of_articles=True),
    Kind("citation_year", details.year),
    Kind("citation_journal", details.journal),
    Kind("citation_country", details.country),
    Kind("citation_registration", details.registration),
    Kind("citation_author", authors.author),
)
