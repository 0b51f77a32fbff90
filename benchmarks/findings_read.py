"""Checks of numbers and words against readers' judgements: what each examines, and how often it was right.

`judged/findings.tsv` says of each error and warning that was read beside its article whether it was right. A row has
the article, the check, the severity at the time of reading and a key of the finding, never its words; `round` is the
sample it was read in, each of articles that had played no part in the mends before. Told now are only findings of these
articles; one without a judgement is counted as unread.
"""

import csv
import hashlib
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import extract
from benchmarks.machine import ROOT, machine
from benchmarks.shared import BENCH, spread
from extract.report.records import CoverageRecord, DocumentRecord

JUDGED = ROOT / "benchmarks" / "judged" / "findings.tsv"
ARTICLES = ROOT / "benchmarks" / "judged" / "articles.tsv"
QUICK = 60
FAMILIES = "stat_*", "text_*"
LOUD = ("error", "warning")
READABLE = (".nxml", ".xml", ".txt", ".pdf", ".html")
PLANTED = frozenset(("changed", "planted", "statistics"))
"""Folders of copies with faults that were put in; what the articles of the last told beside these was read too."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A finding that was read: in which round, how grave it was then, and whether it was right."""

    round: str
    article: str
    check: str
    severity: str
    key: str
    right: bool


def findings_read(full: bool) -> dict[str, object]:
    """Rounds as they were read; each check's share of articles with something examined, and what it tells now."""
    judged = read_judgements()
    files = sorted(_files(), key=_name)
    files = files if full else spread(files, QUICK)
    with tempfile.TemporaryDirectory() as work:
        database = Path(work) / "read.db"
        extract.ingest(files, database)
        told = list(extract.run_audit(database, only=FAMILIES))
        documents = (row for row in extract.rows("documents", database) if isinstance(row, DocumentRecord))
        names = {document.id: _name(Path(document.path)) for document in documents}
        coverage = (row for row in extract.rows("coverage", database) if isinstance(row, CoverageRecord))
        examined = {(row.check, row.document_id) for row in coverage if row.examined}
    known = {(one.article, one.key): one.right for one in judged}
    now = Counter(
        (one.check, _called(known.get((names[one.document_id], key_of(one.check, one.reported, one.evidence[0].text)))))
        for one in told
        if one.severity in LOUD
    )
    looked = Counter(check for check, _ in examined)
    checks = sorted({one.check for one in judged} | set(looked))
    return {
        **machine(),
        "articles": len(files),
        "rounds": dict(rounds(judged)),
        "checks": [
            {
                "check": check,
                "examined": round(looked[check] / max(1, len(files)), 3),
                **{name: now[check, name] for name in ("right", "false", "unread")},
            }
            for check in checks
        ],
    }


def read_judgements() -> tuple[Judged, ...]:
    """All judgements, in the order of the file."""
    with JUDGED.open(encoding="utf-8", newline="") as lines:
        return tuple(
            Judged(r["round"], r["article"], r["check"], r["severity"], r["key"], r["judgement"] == "right")
            for r in csv.DictReader(lines, delimiter="\t")
        )


def rounds(judged: tuple[Judged, ...]) -> Iterator[tuple[str, dict[str, str]]]:
    """For each round how many of the errors, and of the warnings, that were told then were right."""
    counted: dict[str, Counter[tuple[str, bool]]] = defaultdict(Counter)
    for one in judged:
        counted[one.round][one.severity, one.right] += 1
    for name, of_round in counted.items():
        sums = {severity: of_round[severity, True] + of_round[severity, False] for severity in LOUD}
        yield name, {severity: f"{of_round[severity, True]} of {sums[severity]}" for severity in LOUD}


def key_of(check: str, reported: str | None, text: str) -> str:
    """Names a finding by its check, what it reports and the passage that it rests on, without their words."""
    return hashlib.sha256("|".join((check, reported or "", text)).encode()).hexdigest()[:12]


def _called(right: bool | None) -> str:
    return "unread" if right is None else "right" if right else "false"


def _files() -> Iterator[Path]:
    """The articles that were read, where the optional data have them; none with planted faults."""
    wanted = set(ARTICLES.read_text(encoding="utf-8").split())
    for path in sorted(BENCH.rglob("*")):
        if _name(path) in wanted and path.suffix in READABLE and not PLANTED & set(path.parts):
            wanted.discard(_name(path))
            yield path


def _name(path: Path) -> str:
    """How the judgements name an article: a PDF, whose mark-up may lie beside it, by its whole name."""
    return path.name if path.suffix == ".pdf" else path.stem
