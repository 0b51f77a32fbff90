"""What the audit says, with the passages that it rests on."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Literal, Protocol

from extract.model.paper import Paper, Reference
from extract.model.span import Pieces, Span
from extract.model.work import Match, Registration, SourceAnswer, Work

Severity = Literal["error", "warning", "note"]

EvidenceRole = Literal["claim", "result", "reference", "cited_passage", "work", "context"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A passage that a finding rests on. `document_id` None: the passage is a record's, and `text` quotes it."""

    role: EvidenceRole
    document_id: str | None
    pieces: Pieces
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a check says about one place in one paper; the first evidence is the narrowest passage in conflict."""

    check: str
    severity: Severity
    message: str
    evidence: tuple[Evidence, ...]
    verdict: str | None = None
    reported: str | None = None
    expected: str | None = None
    references: tuple[str, ...] = ()
    tried: tuple[str, ...] = ()
    """The explanations that were tried, and whether each fits."""


@dataclass(frozen=True, slots=True)
class Passed:
    """The check compared what stands at this place and reports nothing of it."""

    span: Span


@dataclass(frozen=True, slots=True)
class Skipped:
    """The check met this place and could not judge it; `reason` is one of a few short phrases."""

    span: Span
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A judgement on one citation, reference or claim, the sound ones too.

    `precision` is the calibrated probability that the verdict is right, None where there is none. For a citation that
    is `suspect` or a `mismatch` it is the posterior probability that the citation is wrong, else its complement.
    """

    check: str
    subject: Literal["citation", "reference", "claim"]
    subject_id: str
    reference: str | None
    verdict: str
    reasons: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    precision: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Corroboration:
    """Two papers of the database state the same fact of one work."""

    work_id: str
    fact: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recomputed:
    """A printed test, or an estimate with its interval, and the two-sided p that follows from it; sound ones too.

    `statistic`: t, F, chi2, r, z or Q, or "ratio" and "difference" for an interval. `p_low` and `p_high` are what the
    printed digits allow, `p_at` is p at the printed values. `agrees`: the printed p can be that; `same_side`: both lie
    on one side of 0.05.
    """

    kind: Literal["test", "interval"]
    statistic: str
    pieces: Pieces
    value: Decimal
    df: tuple[Decimal, ...] = ()
    low: Decimal | None = None
    high: Decimal | None = None
    level: Decimal | None = None
    p_relation: str
    p_value: Decimal
    p_low: float
    p_high: float
    p_at: float
    agrees: bool
    same_side: bool


Answer = Finding | Passed | Skipped | Verdict | Corroboration | Recomputed


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckAnswers:
    """All that one check said of one paper; `error` where it broke on the way."""

    check: str
    answers: tuple[Answer, ...] = ()
    error: str | None = None


class Library(Protocol):
    """The read-only door through which checks see what is stored beyond their own paper."""

    @property
    def own_terms(self) -> Path | None:
        """The user's file or folder of terms, which the vocabulary of the checks has too."""

    def paper(self, document_id: str) -> Paper | None:
        """An ingested paper, whole."""

    def document_ids(self) -> tuple[str, ...]:
        """All ingested papers, in a fixed order."""

    def match(self, paper: Paper, reference: Reference) -> Match | None:
        """What `resolve` found for a reference; None where it has not looked."""

    def answers(self, paper: Paper, reference: Reference) -> tuple[SourceAnswer, ...]:
        """What each source said about a reference: the library, and the live services that were asked."""

    def held(self, paper: Paper, reference: Reference) -> Paper | None:
        """The full text of the cited work, where it is ingested."""

    def citing(self, paper: Paper, reference: Reference) -> Iterator[tuple[Paper, Reference]]:
        """Other ingested papers' references to the same work."""

    def work(self, work_id: str) -> Work | None:
        """A record of the library."""

    def registration(self, registration_id: str) -> Registration | None:
        """A trial registration held in the library."""


class Check(Protocol):
    """The shape of a module in `audit/checks`."""

    @property
    def NAME(self) -> str:
        """The check's name, its family first."""

    @property
    def VERSION(self) -> int:
        """Raised where the same paper may be answered otherwise."""

    def check(self, paper: Paper, library: Library) -> Iterator[Answer]:
        """One answer for every item that it meets, also for those that it could not judge."""
