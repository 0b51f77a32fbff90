"""The audit finds what was planted in the invented papers, and leaves what is sound."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

CORPUS = Path(__file__).parents[2] / "corpus"
EXPECTED = [json.loads(line) for line in (Path(__file__).parent / "expected.jsonl").read_text("utf-8").splitlines()]
ERRORS = ("error", "warning")
Finding = dict[str, object]
Row = dict[str, str]


def rows(*verdicts: str) -> list[object]:
    """The expected rows of some verdicts."""
    return [pytest.param(row, id=row["passage"]) for row in EXPECTED if row["verdict"] in verdicts]


@pytest.fixture(scope="module")
def found() -> dict[str, list[Finding]]:
    return {}


def findings(command: Callable[..., Result], found: dict[str, list[Finding]], name: str) -> list[Finding]:
    """All findings on one paper; each paper is audited once."""
    if name not in found:
        command("run", CORPUS / name, "--offline")
        lines = command("export", "findings", "--format", "jsonl").stdout.splitlines()
        found[name] = [json.loads(line) for line in lines]
    return found[name]


def touches(row: Row, finding: Finding) -> bool:
    """Whether a finding is about the passage (and the reference) of an expected row."""
    if not str(finding["check"]).startswith(row["family"]):
        return False
    if "reference_label" in row and row["reference_label"] not in finding["reference_labels"]:  # type: ignore[operator]
        return False
    text = (CORPUS / row["document"]).read_text("utf-8")
    start = text.index(row["passage"])
    end = start + len(row["passage"])
    return any(e["start"] < end and start < e["end"] for e in finding["evidence"])  # type: ignore[attr-defined]


@pytest.mark.parametrize("row", rows("mismatch", "error"))
def test_planted_faults_are_found(row: Row, command: Callable[..., Result], found: dict[str, list[Finding]]) -> None:
    about = [finding for finding in findings(command, found, row["document"]) if touches(row, finding)]
    assert any(finding["severity"] in ERRORS for finding in about)


@pytest.mark.parametrize("row", rows("unsettled"))
def test_a_fault_that_agreement_outweighs_is_told_in_the_verdict_and_never_called_sound(
    row: Row, command: Callable[..., Result]
) -> None:
    command("run", CORPUS / row["document"], "--offline")
    lines = command("export", "verdicts", "--format", "jsonl").stdout.splitlines()
    told = [json.loads(line) for line in lines]
    told = [one for one in told if one["subject"] == "citation" and one["reference_id"].endswith(row["entry"])]
    assert [one["verdict"] for one in told] == ["plausible"]
    assert any(row["conflict"] in reason for reason in told[0]["reasons"])


@pytest.mark.parametrize("row", rows("sound"))
def test_sound_passages_raise_no_error(
    row: Row, command: Callable[..., Result], found: dict[str, list[Finding]]
) -> None:
    about = [finding for finding in findings(command, found, row["document"]) if touches(row, finding)]
    assert not [finding["message"] for finding in about if finding["severity"] == "error"]


def test_the_demo_shows_an_error_a_warning_and_a_note_on_the_page_of_a_pdf(
    command: Callable[..., Result], tmp_path: Path
) -> None:
    command("run", CORPUS / "invented_salt_trial.pdf", "--offline")
    told = [json.loads(line) for line in command("export", "findings", "--format", "jsonl").stdout.splitlines()]
    assert {finding["severity"]: finding["evidence"][0]["text"] for finding in told} == {
        "error": "46 of 80 adults (75.5%)",
        "warning": "seated blood pressure (SBP)",
        "note": "13 of 79 (16.4%)",
    }
    assert len(told) == 3 and all(finding["evidence"][0]["boxes"] for finding in told)
    (page,) = (tmp_path / "report" / "papers").glob("*.html")
    assert page.read_text("utf-8").count("On the page, boxed") == 3
