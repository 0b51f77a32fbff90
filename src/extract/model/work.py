"""Publications, whether we hold their text or only a record of them; and what a service answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from extract.model.reference import Person

NoticeKind = Literal["retraction", "concern", "correction", "reinstatement", "retract_and_replace", "withdrawal"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What a journal or an index says about a work after its publication. `date` ISO, as precise as stated."""

    kind: NoticeKind
    source: str
    date: str | None = None
    notice_id: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A publication. `id` is "doi:10.1/x", "pmid:123", or "key:..." where it has neither; `source` who told us.

    `types` are publication types as the source words them ("Randomized Controlled Trial", "Review"). `years` are other
    years of its publication (print beside online), `containers` other names of where it stands (book beside series).
    """

    id: str
    title: str | None = None
    authors: tuple[Person, ...] = ()
    year: int | None = None
    container: str | None = None
    container_short: str | None = None
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    doi: str | None = None
    pmid: str | None = None
    pmcid: str | None = None
    types: tuple[str, ...] = ()
    abstract: str | None = None
    registrations: tuple[str, ...] = ()
    notices: tuple[Notice, ...] = ()
    document_id: str | None = None
    source: str = "library"
    years: tuple[int, ...] = ()
    containers: tuple[str, ...] = ()

    @property
    def all_years(self) -> tuple[int, ...]:
        """Every year in which it was published, the one that is shown first."""
        return (*((self.year,) if self.year else ()), *self.years)

    @property
    def all_containers(self) -> tuple[str, ...]:
        """Every name of its journal, book or series."""
        return tuple(name for name in (self.container, self.container_short, *self.containers) if name)


ConflictKind = Literal["composite", "identifier", "place", "authors", "details", "title"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Which work a reference means. Status `conflict`: the entry mixes fields of the two (or more) `works`.

    `conflict` says how works contradict the entry: `composite` (the title of the first, the authors of the others),
    `identifier` (the printed DOI or PMID is that of the last), `place` (its volume and page hold another paper),
    `authors` (the work's title, and none of its authors), `details` (its title and author, in another place), `title`
    (its title alone, which other works may have too).
    `score` is the calibrated probability that the best work is the one meant; `reasons` name the fields that agree
    and those that do not ("volume differs: 391 printed, 392 in the record").
    """

    status: Literal["matched", "ambiguous", "conflict", "none"]
    score: float
    reasons: tuple[str, ...]
    works: tuple[Work, ...] = ()
    conflict: ConflictKind | None = None


class Catalogue(Protocol):
    """Where works are looked up: the store's library, or a service behind the same face."""

    def by_identifier(self, *, doi: str | None = None, pmid: str | None = None, pmcid: str | None = None) -> list[Work]:
        """Works that carry one of the identifiers."""

    def by_keys(self, keys: Sequence[int], *, limit: int = 20) -> list[Work]:
        """Works under most of the keys that `extract.text.keys` makes."""

    def by_words(self, text: str, *, limit: int = 20) -> list[Work]:
        """Works whose titles share the rare words of a text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration:
    """A trial registration as its registry states it; counts and dates as stated, None where not.

    `aliases` are numbers under which the same trial was registered before, `results` the posted results, a sentence
    each.
    """

    id: str
    aliases: tuple[str, ...] = ()
    title: str | None = None
    conditions: tuple[str, ...] = ()
    interventions: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    phase: str | None = None
    enrolment: int | None = None
    start: str | None = None
    completion: str | None = None
    status: str | None = None
    source: str = "clinicaltrials.gov"
    results: tuple[str, ...] = ()


Outcome = Literal["hit", "miss", "ambiguous", "error", "not_tried"]
"""What a source answered. Only a well-formed "no" is a miss; everything that went wrong is an error."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceAnswer:
    """What one source said about one reference. `kind` of an error: timeout, rate_limited, server, bad_body, ..."""

    source: str
    outcome: Outcome
    kind: str | None = None
    detail: str | None = None
    asked_at: str | None = None
    works: tuple[Work, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredAnswer:
    """A service's answer as it came, without the keys that were sent."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    fetched_at: str


class Cache(Protocol):
    """Where answers of services are kept."""

    def answer(self, service: str, key: str) -> StoredAnswer | None:
        """What a service said to a request, or None where it was not asked."""

    def keep(self, service: str, key: str, answer: StoredAnswer) -> None:
        """Keeps an answer in place of an older one."""
