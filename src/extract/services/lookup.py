"""What the clients of all services share: a question's result, and bodies that should be JSON."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from extract.formats.csl import Item
from extract.formats.record import NoticeOf
from extract.model import Outcome, Registration, SourceAnswer, StoredAnswer, Work
from extract.services.http import Failed


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookup:
    """What a service answered to one question: works, notices, a registration, or why there is nothing."""

    source: str
    outcome: Outcome
    kind: str | None = None
    detail: str | None = None
    asked_at: str | None = None
    works: tuple[Work, ...] = ()
    notices: tuple[NoticeOf, ...] = ()
    registration: Registration | None = None

    @property
    def answer(self) -> SourceAnswer:
        return SourceAnswer(
            source=self.source,
            outcome=self.outcome,
            kind=self.kind,
            detail=self.detail,
            asked_at=self.asked_at,
            works=self.works,
        )


def failed(source: str, why: Failed) -> Lookup:
    """An error, or a question that was not asked."""
    outcome: Outcome = "not_tried" if why.kind == "offline" else "error"
    return Lookup(source=source, outcome=outcome, kind=why.kind, detail=why.message)


def error(source: str, kind: str, detail: str) -> Lookup:
    """An answer that is none."""
    return Lookup(source=source, outcome="error", kind=kind, detail=detail)


def miss(source: str, answer: StoredAnswer, detail: str | None = None) -> Lookup:
    """A well-formed "no"."""
    return Lookup(source=source, outcome="miss", detail=detail, asked_at=answer.fetched_at)


def hits(source: str, answer: StoredAnswer, works: Sequence[Work], notices: Sequence[NoticeOf] = ()) -> Lookup:
    """One work is a hit, several are ambiguous, none is a miss."""
    outcome: Outcome = "hit" if len(works) == 1 else "ambiguous" if works else "miss"
    return Lookup(
        source=source, outcome=outcome, asked_at=answer.fetched_at, works=tuple(works), notices=tuple(notices)
    )


def json_of(answer: StoredAnswer) -> Item:
    """The object that a body holds; empty where it holds none."""
    value = parsed(answer.body)
    return value if isinstance(value, dict) else {}


def parsed(body: bytes) -> object:
    """A JSON value, or None."""
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def no_json(body: bytes) -> str | None:
    """Why a body that should be a JSON object or list is none."""
    if body.lstrip()[:1] == b"<":
        return "a page in place of JSON"
    return None if isinstance(parsed(body), dict | list) else "no JSON"
