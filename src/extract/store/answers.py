"""What services said, byte for byte: the cache, the provenance, and what is replayed offline."""

import json

from extract.model import StoredAnswer
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
