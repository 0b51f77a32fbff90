"""What services said, byte for byte: the cache, the provenance, and what is replayed offline."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extract.model import SourceAnswer, StoredAnswer, Work
from extract.store.database import Database


class AnswerCache:
    """`model.Cache` on a database; each answer is kept as it comes, so that an interrupted run loses none."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def answer(self, service: str, key: str) -> StoredAnswer | None:
        row = self._database.row(
            "SELECT status, headers, body, fetched_at FROM answers WHERE service = ? AND key = ?", (service, key)
        )
        if row is None:
            return None
        headers = tuple(json.loads(row["headers"]).items())
        return StoredAnswer(status=row["status"], headers=headers, body=row["body"], fetched_at=row["fetched_at"])

    def keep(self, service: str, key: str, answer: StoredAnswer) -> None:
        with self._database.atomic():
            self._database.execute(
                "INSERT OR REPLACE INTO answers (service, key, status, headers, body, fetched_at)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (service, key, answer.status, json.dumps(dict(answer.headers)), answer.body, answer.fetched_at),
            )


@dataclass(frozen=True, slots=True)
class LookedUp:
    """Of how many references the existence was looked up: `found` agree with a record or clash with one, `answered`
    have the answer of a live service and no record."""

    references: int
    found: int
    answered: int

    @property
    def open(self) -> int:
        """References of which nobody knows whether they exist: no record is held, no service has answered."""
        return self.references - self.found - self.answered


def looked_up(database: Database, documents: Sequence[str]) -> LookedUp:
    """How far the existence of the papers' references was looked up. "ambiguous" in the library alone is open."""
    row = database.row(
        "SELECT count(*), ifnull(sum(found), 0), ifnull(sum(answered AND NOT found), 0) FROM (SELECT"
        " EXISTS (SELECT 1 FROM matches m WHERE m.reference_id = b.id AND m.status IN ('matched', 'conflict'))"
        " AS found,"
        " EXISTS (SELECT 1 FROM source_answers s WHERE s.reference_id = b.id AND s.source <> 'library'"
        " AND s.outcome IN ('hit', 'miss', 'ambiguous')) AS answered"
        " FROM bibliography b WHERE b.document_id IN (SELECT value FROM json_each(?)))",
        (json.dumps(list(documents)),),
    )
    return LookedUp(*row) if row is not None else LookedUp(0, 0, 0)


def save_answers(database: Database, document_id: str, rows: Iterable[tuple[str, tuple[SourceAnswer, ...]]]) -> None:
    """Replaces what sources said about a paper's references. Inside a transaction."""
    database.execute("DELETE FROM source_answers WHERE document_id = ?", (document_id,))
    database.insert(
        "source_answers",
        ("reference_id", "document_id", "source", "outcome", "kind", "detail", "works", "asked_at"),
        [
            (
                f"{document_id}.{reference}",
                document_id,
                stated.source,
                stated.outcome,
                stated.kind,
                stated.detail,
                json.dumps([work.id for work in stated.works]),
                stated.asked_at,
            )
            for reference, answers in rows
            for stated in answers
        ],
    )


def load_answers(database: Database, reference_id: str) -> tuple[SourceAnswer, ...]:
    """What sources said about a reference, in the order of their names; their works by id alone."""
    rows = database.rows("SELECT * FROM source_answers WHERE reference_id = ? ORDER BY source", (reference_id,))
    return tuple(
        SourceAnswer(
            source=row["source"],
            outcome=row["outcome"],
            kind=row["kind"],
            detail=row["detail"],
            asked_at=row["asked_at"],
            works=tuple(Work(id=work_id) for work_id in json.loads(row["works"])),
        )
        for row in rows
    )
