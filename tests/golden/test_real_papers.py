"""What real papers gave when this was last looked at: any change of a rule or a threshold shows here, paper by paper.

The table holds no text of the papers: for each layer how many rows and a hash of them, for each finding its check,
severity and place. `pytest -m golden --regold tests/golden` writes it anew; read the difference before committing it.
"""

import hashlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result

from tests.conftest import shared

TABLE = Path(__file__).with_name("real_papers.tsv")
LAYERS = ("sections", "sentences", "cells", "references", "citations", "results", "quantities", "claims", "studies")
KINDS = (("seeds", "*.txt", 5), ("bench/articles", "*.nxml", 3), ("bench/html", "*.html", 1), ("bench/pdf", "*.pdf", 1))
"""Where papers of each format lie, and how many of them are read: the first by name."""


def papers() -> Iterator[Path]:
    for folder, form, most in KINDS:
        yield from sorted(shared(folder).rglob(form))[:most]


@pytest.mark.golden
def test_real_papers_give_what_they_gave(command: Callable[..., Result], regold: bool) -> None:
    assert command("ingest", *papers()).exit_code == 0
    assert command("audit", "--experimental").exit_code == 0
    made = "".join(f"{line}\n" for line in (*_layers(command), *_findings(command)))
    if regold:
        TABLE.write_text(made)
    assert made.splitlines() == TABLE.read_text().splitlines(), "pytest -m golden --regold tests/golden"


def _layers(command: Callable[..., Result]) -> Iterator[str]:
    """A paper, a layer, its rows, and a hash of them."""
    for layer in LAYERS:
        rows: dict[str, list[str]] = {}
        for line in command("export", layer).stdout.splitlines():
            rows.setdefault(json.loads(line)["document_id"], []).append(line)
        for paper, lines in sorted(rows.items()):
            digest = hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()[:12]
            yield f"{paper}\t{layer}\t{len(lines)}\t{digest}"


def _findings(command: Callable[..., Result]) -> Iterator[str]:
    """A paper, the check, how severe, and where the first passage begins."""
    found = (json.loads(line) for line in command("export", "findings").stdout.splitlines())
    yield from sorted(
        f"{row['document_id']}\t{row['check']}\t{row['severity']}\t{row['evidence'][0]['start']}" for row in found
    )
