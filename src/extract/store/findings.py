"""What the audit said of a paper, saved in place of what it said before."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from extract.model import (
    Answer,
    CheckAnswers,
    Corroboration,
    Evidence,
    Finding,
    Paper,
    Passed,
    Recomputed,
    Skipped,
    Verdict,
)
from extract.store.database import Database
from extract.store.papers import forget_audit
from extract.store.passages import Places, Value, as_json
from extract.store.rows import stored_value
from extract.text.keys import key_of

QUOTED = ("text", "start_char", "end_char", "pieces", "page", "boxes")
RECOMPUTED = {
    **{name: name for name in ("kind", "statistic", "value", "df")},
    "ci_low": "low",
    "ci_high": "high",
    "ci_level": "level",
    "p_relation": "p_relation",
    "p_value": "p_value",
    "recomputed_p": "p_at",
    "recomputed_p_low": "p_low",
    "recomputed_p_high": "p_high",
    "agrees": "agrees",
    "same_side": "same_side",
}
"""Columns of a recomputed test by the attributes that they come from."""

NOT_EXAMINED = {"unchecked": "not looked up", "unverifiable": "nothing to compare with"}
"""Verdicts that say that nothing was compared: their items are counted as left out, with this reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckCard:
    """A check as the database explains it."""

    name: str
    title: str
    description: str
    version: int


Row = dict[str, Value]
"""A row by the names of its columns, all but the number of the run."""


@dataclass(slots=True)
class AuditRows:
    """Rows of one paper's audit, ready to be written."""

    document_id: str
    findings: list[Row] = field(default_factory=list)
    verdicts: list[Row] = field(default_factory=list)
    corroborations: list[Row] = field(default_factory=list)
    quotations: dict[int, Row] = field(default_factory=dict)
    rests_on: list[Row] = field(default_factory=list)
    coverage: list[Row] = field(default_factory=list)
    recomputed: list[Row] = field(default_factory=list)
    ids: Counter[str] = field(default_factory=Counter)


def explode_audit(paper: Paper, answered: Iterable[CheckAnswers], quoted: dict[str, Places]) -> AuditRows:
    """The rows of an audit but for the run's number. `quoted` are the places of the papers that evidence lies in."""
    rows = AuditRows(paper.id)
    own = quoted.get(paper.id)
    for of_check in answered:
        for answer in of_check.answers:
            if isinstance(answer, Recomputed):
                own = own or Places(paper)
                rows.recomputed.append(_recomputed(paper, of_check.check, answer, len(rows.recomputed), own))
            else:
                _add(rows, paper, of_check.check, answer, quoted)
        rows.coverage.append(_coverage(paper, of_check))
    return rows


def save_audit(database: Database, run: int, rows: AuditRows, checks: Iterable[str]) -> None:
    """Replaces what these checks had said of a paper. Inside a transaction."""
    _forget(database, rows.document_id, tuple(checks))
    kept = database.rows("SELECT id FROM quotations WHERE owner_document_id = ?", (rows.document_id,))
    held = {row["id"] for row in kept}
    for table in ("findings", "verdicts", "corroborations", "recomputed", "coverage"):
        database.insert_named(table, [{**row, "run_id": run} for row in getattr(rows, table)])
    database.insert_named("quotations", [row for key, row in rows.quotations.items() if key not in held])
    database.insert_named("rests_on", rows.rests_on)


def save_checks(database: Database, cards: Iterable[CheckCard]) -> None:
    for card in cards:
        database.execute(
            "INSERT INTO checks (name, title, description, version) VALUES (?, ?, ?, ?) ON CONFLICT (name) DO UPDATE"
            " SET title = excluded.title, description = excluded.description, version = excluded.version",
            (card.name, card.title, card.description, card.version),
        )


def _forget(database: Database, document_id: str, checks: tuple[str, ...]) -> None:
    kept = database.row(
        "SELECT 1 FROM coverage WHERE document_id = ? AND check_name NOT IN (SELECT value FROM json_each(?))",
        (document_id, as_json(checks)),
    )
    if kept is None:
        forget_audit(database, document_id)
        return
    named = (document_id, as_json(checks))
    chosen = "document_id = ? AND check_name IN (SELECT value FROM json_each(?))"
    for table in ("findings", "verdicts"):
        owners = f"SELECT id FROM {table} WHERE {chosen}"
        database.execute(f"DELETE FROM rests_on WHERE owner_id IN ({owners})", named)
        database.execute(f"DELETE FROM {table} WHERE {chosen}", named)
    for table in ("coverage", "recomputed"):
        database.execute(f"DELETE FROM {table} WHERE {chosen}", named)
    database.execute(
        "DELETE FROM quotations WHERE owner_document_id = ?1 AND id NOT IN (SELECT r.quotation_id FROM rests_on r"
        " WHERE r.owner_id IN (SELECT id FROM findings WHERE document_id = ?1"
        " UNION ALL SELECT id FROM verdicts WHERE document_id = ?1"
        " UNION ALL SELECT id FROM corroborations WHERE document_id = ?1))",
        (document_id,),
    )


def _add(rows: AuditRows, paper: Paper, check: str, answer: Answer, quoted: dict[str, Places]) -> None:
    if isinstance(answer, Finding):
        owner = _id(rows, "f", answer.check, paper.id, answer.evidence)
        finding: Row = {"id": owner, "check_name": answer.check, "document_id": paper.id}
        finding |= {name: getattr(answer, name) for name in ("severity", "verdict", "message", "reported", "expected")}
        finding["reference_ids"] = as_json([f"{paper.id}.{reference}" for reference in answer.references])
        rows.findings.append({**finding, "tried": as_json(answer.tried)})
        _rest_on(rows, owner, "finding", paper, answer.evidence, quoted)
    elif isinstance(answer, Verdict):
        owner = f"{paper.id}.{answer.subject_id}.{answer.check}"
        rows.ids[owner] += 1
        owner += f"-{rows.ids[owner]}" if rows.ids[owner] > 1 else ""
        verdict: Row = {"id": owner, "check_name": check, "document_id": paper.id, "subject": answer.subject}
        verdict["subject_id"] = f"{paper.id}.{answer.subject_id}"
        verdict["reference_id"] = None if answer.reference is None else f"{paper.id}.{answer.reference}"
        verdict |= {"verdict": answer.verdict, "reasons": as_json(answer.reasons), "precision": answer.precision}
        rows.verdicts.append(verdict)
        _rest_on(rows, owner, "verdict", paper, answer.evidence, quoted)
    elif isinstance(answer, Corroboration):
        owner = _id(rows, "c", answer.work_id + answer.fact, paper.id, answer.evidence)
        corroboration: Row = {"id": owner, "document_id": paper.id, "work_id": answer.work_id, "fact": answer.fact}
        rows.corroborations.append(corroboration)
        _rest_on(rows, owner, "corroboration", paper, answer.evidence, quoted)


def _recomputed(paper: Paper, check: str, answer: Recomputed, n: int, places: Places) -> Row:
    return {
        "id": f"{paper.id}.{check}.{n}",
        "check_name": check,
        "document_id": paper.id,
        **{name: stored_value(getattr(answer, attribute)) for name, attribute in RECOMPUTED.items()},
        **places.named(answer.pieces, check),
    }


def _id(rows: AuditRows, letter: str, what: str, document_id: str, evidence: tuple[Evidence, ...]) -> str:
    quoted = "\x1f".join((what, document_id, *(f"{passage.role}\x1e{passage.text}" for passage in evidence)))
    made = letter + hashlib.sha256(quoted.encode("utf-8", "backslashreplace")).hexdigest()[:12]
    rows.ids[made] += 1
    return made if rows.ids[made] == 1 else f"{made}-{rows.ids[made]}"


def _rest_on(
    rows: AuditRows, owner_id: str, owner: str, paper: Paper, evidence: tuple[Evidence, ...], quoted: dict[str, Places]
) -> None:
    """The passages of one answer: each that the paper's audit has not quoted yet, and which they are."""
    for n, passage in enumerate(evidence):
        places = quoted.get(passage.document_id or "")
        within = passage.document_id if places is not None and passage.pieces else None
        where = passage.text if within is None else " ".join(f"{piece.start}-{piece.end}" for piece in passage.pieces)
        key = key_of("quoted", paper.id, within or "", where)
        if key not in rows.quotations:
            ids: Row = {"id": key, "owner_document_id": paper.id, "document_id": within}
            rows.quotations[key] = {**ids, **_quoted(passage, places if within else None)}
        resting: Row = {"owner_id": owner_id, "n": n, "owner": owner, "role": passage.role, "quotation_id": key}
        rows.rests_on.append(resting)


def _quoted(passage: Evidence, places: Places | None) -> Row:
    """The words of a passage and its place; without a place those of a record."""
    if places is None:
        return {**dict.fromkeys(QUOTED), "text": passage.text}
    place = places.named(passage.pieces, "")
    return {name: place[name] for name in QUOTED}


def _coverage(paper: Paper, of_check: CheckAnswers) -> Row:
    skipped = Counter(answer.reason for answer in of_check.answers if isinstance(answer, Skipped))
    verdicts = [answer.verdict for answer in of_check.answers if isinstance(answer, Verdict)]
    skipped.update(NOT_EXAMINED[verdict] for verdict in verdicts if verdict in NOT_EXAMINED)
    examined = sum(verdict not in NOT_EXAMINED for verdict in verdicts)
    if not verdicts:
        examined = sum(isinstance(answer, Finding | Passed) for answer in of_check.answers)
    reasons = as_json(dict(sorted(skipped.items())))
    row: Row = {"id": f"{paper.id}.{of_check.check}", "check_name": of_check.check, "document_id": paper.id}
    return {**row, "examined": examined, "skipped": skipped.total(), "reasons": reasons, "error": of_check.error}
