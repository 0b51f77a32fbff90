"""What real papers gave when this was last looked at: any change of a rule or a threshold shows here, paper by paper.

A table for each paper, and for each other door, holds no text of the papers: of each layer how many rows and a hash of
them, of each finding its check, severity and place. `pytest -m golden --regold tests/golden` writes them anew; read the
difference before committing it.
"""

import gzip
import hashlib
import json
import re
from collections.abc import Callable, Iterator
from itertools import groupby, islice
from pathlib import Path

import pytest
from click.testing import Result

from tests.conftest import shared

TABLES = Path(__file__).with_name("tables")
KINDS = (
    *(("seeds", "*.txt", range(5)), ("bench/articles", "*.nxml", range(3)), ("bench/html", "*.html", (0, -3, -2, -1))),
    *(("bench/pdf", "*.pdf", (0, -3, -2, -1)), ("bench/trials/articles", "*.nxml", range(-5, 0))),
    *(("bench/reviews/articles", "*.nxml", range(-3, 0)), ("bench/statistics/articles", "*.nxml", range(-4, 0))),
    *(("bench/reviews/planted", "*.nxml", range(0, 80, 20)), ("bench/claims/changed", "*.nxml", range(-3, 0))),
)
"""Where papers of each format lie, and which of them are read, counted by name; the last two with planted faults."""

PAPERS = [(folder, form, at) for folder, form, places in KINDS for at in places]
LAYERS = (
    *("sections", "sentences", "cells", "references", "citations", "results", "quantities", "claims", "studies"),
    *("arms", "endpoints", "markers", "tables", "pooled", "concepts", "abbreviations", "verdicts", "recomputed"),
)
EXPORTS = ("metafor", "revman", "metafor-studies", "revman-studies", "bibtex", "ris", "csl-json", "annotations")
SMALL, RECORD_FILES = ("*.txt", "*.xml", "*.pdf"), ("*.ris", "*.bib", "*.nbib", "*.csv", "*.json", "*.jsonl")
RECORDS, STRINGS, CLAIMS, OF_A_GROUP = 1200, 1200, 24, 8
"""Records of the library, printed references that are parsed and matched, claims; strings of a line of the table."""

Command = Callable[..., Result]
pytestmark = pytest.mark.golden


@pytest.fixture
def same(regold: bool) -> Callable[[str, Iterator[str]], None]:
    """Compares lines with the table of that name, or writes it anew."""

    def compared(name: str, lines: Iterator[str]) -> None:
        made, table = list(lines), TABLES / f"{name}.tsv"
        if regold:
            table.write_text("".join(f"{line}\n" for line in made))
        assert made == table.read_text().splitlines(), "pytest -m golden --regold tests/golden"

    return compared


@pytest.mark.parametrize(("folder", "form", "at"), PAPERS)
def test_a_real_paper_gives_what_it_gave(
    folder: str, form: str, at: int, command: Command, same: Callable[[str, Iterator[str]], None], tmp_path: Path
) -> None:
    paper = sorted(shared(folder).rglob(form))[at]
    assert command("ingest", paper).exit_code == 0
    assert command("resolve").exit_code == 0
    assert command("audit", "--experimental").exit_code == 0
    made = [*_layers(command), *_findings(command), *_coverage(command), *_exports(command)]
    made += _report(command, tmp_path)
    same(f"{folder.replace('/', '_')}_{at}", iter(made))


def _hash(lines: list[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:12]


def _layers(command: Command) -> Iterator[str]:
    """A layer, its rows, and a hash of them."""
    for layer in LAYERS:
        lines = sorted(command("export", layer).stdout.splitlines())
        yield f"{layer}\t{len(lines)}\t{_hash(lines)}"


def _findings(command: Command) -> Iterator[str]:
    """A check, how severe its finding is, where the first passage begins, and a hash of what it says."""
    found = (json.loads(line) for line in command("export", "findings").stdout.splitlines())
    yield from sorted(
        f"{row['check']}\t{row['severity']}\t{row['evidence'][0]['start']}\t"
        f"{_hash([json.dumps([row[name] for name in ('message', 'reported', 'expected')])])}"
        for row in found
    )


def _coverage(command: Command) -> Iterator[str]:
    """A check, how much of the paper it judged, how much not, and a hash of the reasons."""
    rows = [json.loads(line) for line in command("export", "coverage").stdout.splitlines()]
    for row in sorted(rows, key=lambda row: row["check"]):
        if row["examined"] or row["skipped"]:
            reasons = _hash([str(sorted(row["reasons"].items()))])
            yield f"coverage\t{row['check']}\t{row['examined']}\t{row['skipped']}\t{reasons}"


def _exports(command: Command) -> Iterator[str]:
    for name in EXPORTS:
        lines = command("export", name).stdout.replace(str(shared()), "").splitlines()
        yield f"export\t{name}\t{len(lines)}\t{_hash(lines)}"


def _report(command: Command, folder: Path) -> Iterator[str]:
    """The report's words, without the hour at which it was made (its pages change with every stroke of their look)."""
    assert command("report", "--format", "md", "-o", folder / "md").exit_code == 0
    for page in sorted((folder / "md").rglob("*.md")):
        text = page.read_text().replace(str(shared()), "")
        yield f"report\tmd\t{_hash([re.sub('[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9:]{5} UTC', '', text)])}"


def test_small_papers_with_known_faults_give_what_they_gave(
    command: Command, same: Callable[[str, Iterator[str]], None]
) -> None:
    folder = shared("bugs")
    command("library", "add", *_files(folder, RECORD_FILES))
    assert command("ingest", *_files(folder, SMALL)).exit_code == 0
    assert command("resolve").exit_code == 0
    assert command("audit", "--experimental").exit_code == 0
    works = [f"work\t{_hash([line])}" for line in sorted(command("export", "works").stdout.splitlines())]
    made = [*_layers(command), *_findings(command), *_coverage(command), *_exports(command)]
    same("small_papers", iter([*works, *made]))


@pytest.mark.parametrize("form", ["bibtex", "crossref", "datacite", "europepmc", "openalex", "pubmed", "ris"])
def test_records_are_imported_as_they_were(
    form: str, command: Command, same: Callable[[str, Iterator[str]], None]
) -> None:
    """A hash of all that is known of a work."""
    command("library", "add", *_files(shared("api") / form, ("*.*",)))
    works = command("export", "works").stdout.splitlines()
    same(f"records_{form}", (f"{at}\t{_hash([line])}" for at, line in enumerate(sorted(works))))


def _files(folder: Path, forms: tuple[str, ...]) -> list[Path]:
    return sorted(path for form in forms for path in folder.glob(form))


def test_planted_misprints_are_found_as_they_were(
    command: Command, same: Callable[[str, Iterator[str]], None], tmp_path: Path
) -> None:
    """All passages as the paragraphs of one text."""
    rows = [json.loads(line) for line in shared("bench/statistics/gold.jsonl").read_text().splitlines()]
    paper = tmp_path / "misprints.txt"
    paper.write_text("A paper of passages\n\nResults\n\n" + "\n\n".join(f"We saw {row['context']}." for row in rows))
    assert command("ingest", paper).exit_code == 0
    assert command("audit", "--experimental").exit_code == 0
    same("misprints", iter([*_layers(command), *_findings(command), *_coverage(command)]))


def test_questions_are_answered_as_they_were(command: Command, same: Callable[[str, Iterator[str]], None]) -> None:
    """A question of the trials read, and a hash of its answer."""
    folder, form = "bench/trials/articles", "*.nxml"
    papers = sorted(shared(folder).rglob(form))[-5:]
    assert command("ingest", *papers).exit_code == 0
    asked = []
    for line in shared("bench/trials/questions.jsonl").read_text().splitlines():
        row = json.loads(line)
        if row["pmcid"] in {path.stem for path in papers}:
            asked.append(json.dumps({name: value for name, value in row.items() if name not in ("gold", "split")}))
    answers = command("outcomes", "-", input="\n".join(asked)).stdout.splitlines()
    same("questions", (f"{json.loads(line)['id']}\t{_hash([line])}" for line in answers))


@pytest.mark.parametrize(
    ("name", "path"),
    [("parse-references", "bench/references/strings.jsonl"), ("match", "bench/matching/queries.jsonl")],
)
def test_printed_references_are_read_and_matched_as_they_were(
    name: str, path: str, command: Command, same: Callable[[str, Iterator[str]], None], tmp_path: Path
) -> None:
    """So many printed references a line of the table."""
    if name == "match":
        assert command("library", "add", _library(tmp_path)).exit_code == 0
    strings = [" ".join(json.loads(line)["raw"].split()) for line in _first(shared(path), STRINGS)]
    lines = command(name, "-", input="\n".join(strings)).stdout.splitlines()
    assert len(lines) == len(strings)
    groups = groupby(enumerate(lines), lambda numbered: numbered[0] // OF_A_GROUP)
    same(name, (f"{at}\t{_hash([line for _, line in of_group])}" for at, of_group in groups))


def _library(folder: Path) -> Path:
    with gzip.open(shared("bench/matching/library.jsonl.gz"), "rt", encoding="utf-8") as file:
        records = [json.loads(line) for line in islice(file, RECORDS)]
    path = folder / "records.json"
    path.write_text(json.dumps(records))
    return path


def test_claims_are_judged_as_they_were(command: Command, same: Callable[[str, Iterator[str]], None]) -> None:
    """A claim, its verdict, and a hash of all that is said for it."""
    folder = shared("bench/verify/sources")
    claims = []
    for line in _first(shared("bench/verify/claims.jsonl"), CLAIMS):
        row = json.loads(line)
        claims.append(json.dumps({"id": row["id"], "claim": row["claim"], "source": str(folder / row["source"])}))
    answers = [
        json.loads(line.replace(str(folder), ""))
        for line in command("verify", "-", input="\n".join(claims)).stdout.splitlines()
    ]
    same(
        "claims",
        (f"{answer['id']}\t{answer['verdict']}\t{_hash([json.dumps(answer, sort_keys=True)])}" for answer in answers),
    )


def _first(path: Path, count: int) -> list[str]:
    with path.open(encoding="utf-8") as file:
        return list(islice(file, count))
