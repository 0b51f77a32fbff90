"""A user's own terms."""

import json
from collections.abc import Callable
from pathlib import Path

from click.testing import Result

Run = Callable[..., Result]
REVIEW = """Treatments of rare diseases: a review

Introduction

Rare diseases are found late and have few trials of their own, as earlier reviews have told at length.

A randomised phase III trial of 320 patients with glimmerpox showed that radiotherapy prolonged overall survival [1].

References

1. Rossi A, Bianchi B, Verdi C, et al. Radiotherapy for non-small-cell lung cancer: a randomised phase III trial.
Lancet Oncol. 2019;20(3):400-410.
"""
TERMS = 'kind = "disease"\n[glimmerpox]\nnames = ["glimmerpox", "glimmering pox"]\n'


def reasons(command: Run, *options: object) -> str:
    assert command("audit", "--only", "citation_*", *options).exit_code == 0
    return str(json.loads(command("export", "verdicts").stdout)["reasons"])


def test_own_terms_reach_the_checks_and_a_changed_file_is_noticed(command: Run, tmp_path: Path) -> None:
    paper, terms = tmp_path / "review.txt", tmp_path / "terms.toml"
    paper.write_text(REVIEW)
    terms.write_text(TERMS)
    command("ingest", paper)
    assert "glimmerpox" not in reasons(command)
    assert "1 reannotated" in command("ingest", paper, "--vocabulary", terms).stderr
    assert "the text speaks of glimmerpox" in reasons(command, "--vocabulary", terms)
    terms.write_text(TERMS + 'is_a = ["nsclc"]\n')
    assert "1 reannotated" in command("ingest", paper, "--vocabulary", terms).stderr
    assert "speaks of glimmerpox" not in reasons(command, "--vocabulary", terms)


def test_terms_that_cannot_be_read_are_wrong_use(command: Run, tmp_path: Path) -> None:
    paper, terms = tmp_path / "review.txt", tmp_path / "terms.toml"
    paper.write_text(REVIEW)
    terms.write_text("kind = ")
    for given in (terms, tmp_path / "none.toml"):
        told = command("ingest", paper, "--vocabulary", given)
        assert told.exit_code == 2
