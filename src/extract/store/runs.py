"""Runs and their inputs: what was done, with which code, and what became of each input."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from extract.store.database import Database

Status = Literal["ok", "partial", "failed", "interrupted"]
COLUMNS = ("run_id", "path", "n", "sha256", "document_id", "outcome", "code", "message", "page", "seconds")


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """What became of one input in a run; rows with `n` from 1 hold further faults of the same input."""

    path: str
    outcome: Literal["ingested", "reannotated", "unchanged", "failed", "left_out"]
    n: int = 0
    sha256: str | None = None
    document_id: str | None = None
    code: str | None = None
    message: str | None = None
    page: int | None = None
    seconds: float = 0.0


def begin_run(database: Database, *, command: str, version: str, recipe: str, settings: str) -> int:
    with database.atomic():
        cursor = database.execute(
            "INSERT INTO runs (command, extract_version, recipe, settings, started_at) VALUES (?, ?, ?, ?, ?)",
            (command, version, recipe, settings, now()),
        )
        return int(cursor.lastrowid or 0)


def end_run(database: Database, run: int, status: Status) -> None:
    with database.atomic():
        database.execute("UPDATE runs SET finished_at = ?, status = ? WHERE id = ?", (now(), status, run))


def audited_before(database: Database, run: int, checks: Sequence[str]) -> set[str]:
    """The papers that audits which were cut off straight before a run have done, by the same code with all the checks.

    Any other command in between, and any audit that came to its end, means that all are to be audited.
    """
    cut_off = database.rows(
        "SELECT r.id FROM runs r JOIN runs own ON own.id = ?1 AND r.recipe = own.recipe WHERE r.id < ?1 AND r.id >"
        " (SELECT ifnull(max(id), 0) FROM runs WHERE id < ?1 AND NOT (command = 'audit' AND recipe = own.recipe"
        " AND status IN ('running', 'interrupted')))",
        (run,),
    )
    done = database.rows(
        "SELECT document_id FROM coverage WHERE error IS NULL AND run_id IN (SELECT value FROM json_each(?))"
        " AND check_name IN (SELECT value FROM json_each(?))"
        " GROUP BY document_id HAVING count(DISTINCT check_name) = ?",
        (json.dumps([row["id"] for row in cut_off]), json.dumps(list(checks)), len(set(checks))),
    )
    return {row["document_id"] for row in done}


def save_inputs(database: Database, run: int, inputs: list[Input]) -> None:
    rows = [
        (run, x.path, x.n, x.sha256, x.document_id, x.outcome, x.code, x.message, x.page, round(x.seconds, 4))
        for x in inputs
    ]
    database.insert("inputs", COLUMNS, rows)


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
