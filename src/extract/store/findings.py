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
from extract.store.passages import Places, Value, as_json, as_number, names
from extract.text.keys import key_of

FINDING = names("id check_name run_id document_id severity verdict message reported expected reference_ids tried")
QUOTATION = names("id owner_document_id document_id text start_char end_char pieces page boxes")
RESTS_ON = names("owner_id n owner role quotation_id")
VERDICT = names("id check_name run_id document_id subject subject_id reference_id verdict reasons precision")
RECOMPUTED = names(
    "id check_name run_id document_id kind statistic value df ci_low ci_high ci_level p_relation p_value recomputed_p"
    " recomputed_p_low recomputed_p_high agrees same_side section text start_char end_char pieces page boxes rule"
)
COVERAGE = names("id check_name document_id run_id examined skipped reasons error")
NOT_EXAMINED = {"unchecked": "not looked up", "unverifiable": "nothing to compare with"}
"""Verdicts that say that nothing was compared: their items are counted as left out, with this reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckCard:
    """A check as the database explains it."""

    name: str
    title: str
    description: str
    version: int


Row = tuple[Value, ...]


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
    database.insert("findings", FINDING, [_with_run(row, run) for row in rows.findings])
    database.insert("verdicts", VERDICT, [_with_run(row, run) for row in rows.verdicts])
    columns = ("id", "run_id", "document_id", "work_id", "fact")
    database.insert("corroborations", columns, [(row[0], run, *row[1:]) for row in rows.corroborations])
    kept = database.rows("SELECT id FROM quotations WHERE owner_document_id = ?", (rows.document_id,))
    held = {row["id"] for row in kept}
    database.insert("quotations", QUOTATION, [row for key, row in rows.quotations.items() if key not in held])
    database.insert("rests_on", RESTS_ON, rows.rests_on)
    database.insert("recomputed", RECOMPUTED, [_with_run(row, run) for row in rows.recomputed])
    database.insert("coverage", COVERAGE, [(*row[:3], run, *row[3:]) for row in rows.coverage])


def save_checks(database: Database, cards: Iterable[CheckCard]) -> None:
    for card in cards:
        database.execute(
            "INSERT INTO checks (name, title, description, version) VALUES (?, ?, ?, ?) ON CONFLICT (name) DO UPDATE"
            " SET title = excluded.title, description = excluded.description, version = excluded.version",
            (card.name, card.title, card.description, card.version),
        )


def _with_run(row: Row, run: int) -> Row:
    return (*row[:2], run, *row[2:])


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
        references = as_json([f"{paper.id}.{reference}" for reference in answer.references])
        rows.findings.append(
            (
                *(owner, answer.check, paper.id, answer.severity, answer.verdict),
                *(answer.message, answer.reported, answer.expected, references, as_json(answer.tried)),
            )
        )
        _rest_on(rows, owner, "finding", paper, answer.evidence, quoted)
    elif isinstance(answer, Verdict):
        owner = f"{paper.id}.{answer.subject_id}.{answer.check}"
        rows.ids[owner] += 1
        owner += f"-{rows.ids[owner]}" if rows.ids[owner] > 1 else ""
        reference = None if answer.reference is None else f"{paper.id}.{answer.reference}"
        rows.verdicts.append(
            (
                *(owner, check, paper.id, answer.subject, f"{paper.id}.{answer.subject_id}", reference),
                *(answer.verdict, as_json(answer.reasons), answer.precision),
            )
        )
        _rest_on(rows, owner, "verdict", paper, answer.evidence, quoted)
    elif isinstance(answer, Corroboration):
        owner = _id(rows, "c", answer.work_id + answer.fact, paper.id, answer.evidence)
        rows.corroborations.append((owner, paper.id, answer.work_id, answer.fact))
        _rest_on(rows, owner, "corroboration", paper, answer.evidence, quoted)


def _recomputed(paper: Paper, check: str, answer: Recomputed, n: int, places: Places) -> Row:
    df = as_json([as_number(value) for value in answer.df])
    limits = (as_number(answer.low), as_number(answer.high), as_number(answer.level))
    return (
        *(
            f"{paper.id}.{check}.{n}",
            check,
            paper.id,
            answer.kind,
            answer.statistic,
            as_number(answer.value),
            df,
            *limits,
        ),
        *(answer.p_relation, as_number(answer.p_value), answer.p_at, answer.p_low, answer.p_high),
        *(int(answer.agrees), int(answer.same_side), *places.columns(answer.pieces, check)),
    )


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
            rows.quotations[key] = (key, paper.id, within, *_quoted(passage, places if within else None))
        rows.rests_on.append((owner_id, n, owner, passage.role, key))


def _quoted(passage: Evidence, places: Places | None) -> Row:
    """The words of a passage and its place; without a place those of a record."""
    if places is None:
        return (passage.text, None, None, None, None, None)
    _, text, start, end, pieces, page, boxes, _ = places.columns(passage.pieces, "")
    return (text, start, end, pieces, page, boxes)


def _coverage(paper: Paper, of_check: CheckAnswers) -> Row:
    skipped = Counter(answer.reason for answer in of_check.answers if isinstance(answer, Skipped))
    verdicts = [answer.verdict for answer in of_check.answers if isinstance(answer, Verdict)]
    skipped.update(NOT_EXAMINED[verdict] for verdict in verdicts if verdict in NOT_EXAMINED)
    examined = sum(verdict not in NOT_EXAMINED for verdict in verdicts)
    if not verdicts:
        examined = sum(isinstance(answer, Finding | Passed) for answer in of_check.answers)
    reasons = as_json(dict(sorted(skipped.items())))
    key = f"{paper.id}.{of_check.check}"
    return (key, of_check.check, paper.id, examined, skipped.total(), reasons, of_check.error)
