"""What other doors gave for real papers: layers beside the main ones, coverage, exports, questions, matches, verdicts.

As in `test_real_papers`, the table holds numbers and hashes and no text of the papers.
"""

import gzip
import hashlib
import json
from collections.abc import Callable, Iterator
from itertools import groupby, islice
from pathlib import Path

import pytest
from click.testing import Result

from tests.conftest import shared

TABLE = Path(__file__).with_name("other_doors.tsv")
KINDS = (
    *(("bench/trials/articles", "*.nxml", 5), ("bench/reviews/articles", "*.nxml", 3)),
    *(("bench/html", "*.html", 3), ("bench/pdf", "*.pdf", 3), ("bench/statistics/articles", "*.nxml", 4)),
)
"""Where papers of each format lie, and how many of them are read: the last by name (the first are read elsewhere)."""

LAYERS = ("arms", "endpoints", "markers", "tables", "pooled", "concepts", "abbreviations", "verdicts", "recomputed")
EXPORTS = ("metafor", "revman", "metafor-studies", "bibtex", "ris", "csl-json", "annotations")
RECORDS, STRINGS, CLAIMS, OF_A_GROUP = 400, 240, 16, 8
"""Records of the library, printed references that are parsed and matched, claims; strings of a line of the table."""


@pytest.mark.golden
def test_other_doors_give_what_they_gave(command: Callable[..., Result], regold: bool, tmp_path: Path) -> None:
    papers = [path for folder, form, most in KINDS for path in sorted(shared(folder).rglob(form))[-most:]]
    assert command("ingest", *papers).exit_code == 0
    assert command("library", "add", _library(tmp_path)).exit_code == 0
    assert command("resolve").exit_code == 0
    assert command("audit").exit_code == 0
    made = [*_layers(command), *_coverage(command), *_exports(command), *_answers(command, papers)]
    made += [*_strings(command), *_verdicts(command)]
    if regold:
        TABLE.write_text("".join(f"{line}\n" for line in made))
    assert made == TABLE.read_text().splitlines(), "pytest -m golden --regold tests/golden"


def _library(folder: Path) -> Path:
    with gzip.open(shared("bench/matching/library.jsonl.gz"), "rt", encoding="utf-8") as file:
        records = [json.loads(line) for line in islice(file, RECORDS)]
    path = folder / "records.json"
    path.write_text(json.dumps(records))
    return path


def _hash(lines: list[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:12]


def _layers(command: Callable[..., Result]) -> Iterator[str]:
    """A paper, a layer, its rows, and a hash of them."""
    for layer in LAYERS:
        rows = [json.loads(line) for line in command("export", layer).stdout.splitlines()]
        for paper, of_paper in groupby(
            sorted(rows, key=lambda row: row["document_id"]), lambda row: row["document_id"]
        ):
            lines = sorted(json.dumps(row, sort_keys=True) for row in of_paper)
            yield f"{paper}\t{layer}\t{len(lines)}\t{_hash(lines)}"


def _coverage(command: Callable[..., Result]) -> Iterator[str]:
    """A check, how much of all papers it judged, how much not, and a hash of the reasons by paper."""
    rows = [json.loads(line) for line in command("export", "coverage").stdout.splitlines()]
    rows.sort(key=lambda row: row["check"])
    for check, of_check in groupby(rows, lambda row: row["check"]):
        listed = list(of_check)
        reasons = sorted(f"{row['document_id']} {row['examined']} {sorted(row['reasons'].items())}" for row in listed)
        counts = "\t".join(str(sum(row[name] for row in listed)) for name in ("examined", "skipped"))
        yield f"coverage\t{check}\t{counts}\t{_hash(reasons)}"


def _exports(command: Callable[..., Result]) -> Iterator[str]:
    for name in EXPORTS:
        lines = command("export", name).stdout.replace(str(shared()), "").splitlines()
        yield f"export\t{name}\t{len(lines)}\t{_hash(lines)}"


def _answers(command: Callable[..., Result], papers: list[Path]) -> Iterator[str]:
    """A question of the trials that were read, and a hash of its answer."""
    names = {path.stem for path in papers}
    asked = []
    for line in shared("bench/trials/questions.jsonl").read_text().splitlines():
        row = json.loads(line)
        if row["pmcid"] in names:
            asked.append(json.dumps({name: value for name, value in row.items() if name not in ("gold", "split")}))
    answers = command("outcomes", "-", input="\n".join(asked)).stdout.splitlines()
    assert answers
    yield from (f"question\t{json.loads(line)['id']}\t{_hash([line])}" for line in answers)


def _strings(command: Callable[..., Result]) -> Iterator[str]:
    """Printed references, so many a line of the table: parsed, and matched against the library."""
    printed = [json.loads(line)["raw"] for line in _first(shared("bench/references/strings.jsonl"), STRINGS)]
    queries = [json.loads(line)["raw"] for line in _first(shared("bench/matching/queries.jsonl"), STRINGS)]
    for name, strings in (("parse-references", printed), ("match", queries)):
        lines = command(name, "-", input="\n".join(" ".join(each.split()) for each in strings)).stdout.splitlines()
        assert len(lines) == len(strings)
        for at in range(0, len(lines), OF_A_GROUP):
            yield f"{name}\t{at}\t{_hash(lines[at : at + OF_A_GROUP])}"


def _verdicts(command: Callable[..., Result]) -> Iterator[str]:
    """A claim, its verdict, and a hash of all that is said for it."""
    folder = shared("bench/verify/sources")
    claims = []
    for line in _first(shared("bench/verify/claims.jsonl"), CLAIMS):
        row = json.loads(line)
        claims.append(json.dumps({"id": row["id"], "claim": row["claim"], "source": str(folder / row["source"])}))
    for line in command("verify", "-", input="\n".join(claims)).stdout.splitlines():
        answer = json.loads(line.replace(str(folder), ""))
        yield f"claim\t{answer['id']}\t{answer['verdict']}\t{_hash([json.dumps(answer, sort_keys=True)])}"


def _first(path: Path, count: int) -> list[str]:
    with path.open(encoding="utf-8") as file:
        return list(islice(file, count))
