"""What people said of findings: apart from the audit, kept over every re-ingest."""

from typing import Literal, get_args

from extract.errors import UsageError
from extract.store.database import Database
from extract.store.runs import now

Decision = Literal["accepted", "rejected", "commented"]
DECISIONS: tuple[Decision, ...] = get_args(Decision)


def save_review(
    database: Database, finding_id: str, *, reviewer: str, decision: Decision, reason: str, at: str | None = None
) -> None:
    """One word of one person on one finding; a later word of the same person takes its place."""
    if database.row("SELECT 1 FROM findings WHERE id = ?", (finding_id,)) is None:
        raise UsageError(f"no finding {finding_id!r} in {database.path}: `extract export findings` lists them")
    with database.atomic():
        database.execute(
            "INSERT INTO reviews (finding_id, reviewer, decision, reason, reviewed_at) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (finding_id, reviewer) DO UPDATE SET decision = excluded.decision, reason = excluded.reason,"
            " reviewed_at = excluded.reviewed_at, origin = ''",
            (finding_id, reviewer, decision, reason, at or now()),
        )


def remove_review(database: Database, finding_id: str, *, reviewer: str) -> None:
    """Takes back what one person said of a finding. Raises `UsageError` where that person said nothing."""
    with database.atomic():
        done = database.execute("DELETE FROM reviews WHERE finding_id = ? AND reviewer = ?", (finding_id, reviewer))
        if not done.rowcount:
            raise UsageError(f"{reviewer} said nothing of {finding_id!r}: `extract export reviews` lists what was said")
