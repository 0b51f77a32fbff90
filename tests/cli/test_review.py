"""Reviews from the command line and from files that pages save."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]
PAPER = "Radiotherapy\n\nResults\n\nResponse was seen in 12/54 (32.2%) of patients after three months.\n"


@pytest.fixture
def finding(command: Run, tmp_path: Path) -> str:
    (tmp_path / "paper.txt").write_text(PAPER)
    command("ingest", tmp_path / "paper.txt")
    command("audit")
    return str(rows(command("export", "findings"))[0]["id"])


def rows(result: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_a_saved_file_of_reviews_is_taken(command: Run, finding: str, tmp_path: Path) -> None:
    file = tmp_path / "reviews.jsonl"
    said = {"finding_id": finding, "decision": "rejected", "reason": "typed twice", "at": "2026-01-02T03:04:05Z"}
    file.write_text(json.dumps(said) + "\n\n")
    assert "1 review taken" in command("review", "--import", file, "--name", "A. Reviewer").stderr
    kept = rows(command("export", "reviews"))[0]
    assert (kept["reviewer"], kept["decision"], kept["reviewed_at"]) == ("A. Reviewer", "rejected", said["at"])


def test_a_review_of_an_unknown_finding_is_told_and_costs_only_itself(
    command: Run, finding: str, tmp_path: Path
) -> None:
    file = tmp_path / "reviews.jsonl"
    lines = [{"finding_id": name, "decision": "accepted"} for name in ("f000000000000", finding)]
    file.write_text("\n".join(map(json.dumps, lines)))
    told = command("review", "--import", file)
    assert told.exit_code == 3 and "f000000000000" in told.stderr and len(rows(command("export", "reviews"))) == 1


def test_a_file_with_other_decisions_is_wrong_use(command: Run, finding: str, tmp_path: Path) -> None:
    file = tmp_path / "reviews.jsonl"
    file.write_text(json.dumps({"finding_id": finding, "decision": "maybe"}))
    assert command("review", "--import", file).exit_code == 2
    assert command("review").exit_code == 2


def test_a_review_outlives_a_re_ingest(command: Run, finding: str, tmp_path: Path) -> None:
    command("review", finding, "--reject", "--reason", "no")
    command("ingest", tmp_path / "paper.txt")
    command("audit")
    assert [row["id"] for row in rows(command("export", "findings"))] == [finding]
    assert rows(command("export", "findings"))[0]["reviews"]


def test_two_decisions_at_once_are_a_wrong_call_that_changes_nothing(command: Run, finding: str) -> None:
    command("review", finding, "--reject", "--reason", "typed twice", "--name", "A")
    assert command("review", finding, "--accept", "--reject", "--name", "A").exit_code == 2
    (kept,) = rows(command("export", "reviews"))
    assert (kept["decision"], kept["reason"]) == ("rejected", "typed twice")


def test_a_review_can_be_taken_back(command: Run, finding: str) -> None:
    command("review", finding, "--reject", "--name", "A")
    command("review", finding, "--accept", "--name", "B")
    assert command("review", finding, "--undo", "--name", "A").exit_code == 0
    assert [row["reviewer"] for row in rows(command("export", "reviews"))] == ["B"]
    assert command("review", finding, "--undo", "--name", "A").exit_code == 2


def test_a_disagreement_counts_and_is_told(command: Run, finding: str) -> None:
    command("review", finding, "--reject", "--name", "A")
    assert command("audit", "--fail-on", "error").exit_code == 0
    command("review", finding, "--accept", "--name", "B")
    told = command("audit", "--fail-on", "error")
    assert told.exit_code == 1 and f"1 on which reviewers disagree, counted as they stand: {finding}" in told.stderr


def test_reviews_of_a_merged_database_are_shown_and_do_not_count_unless_trusted(
    command: Run, finding: str, tmp_path: Path
) -> None:
    theirs, ours = tmp_path / "test.db", tmp_path / "ours.db"
    command("review", finding, "--reject", "--name", "A. Stranger")
    for words, code in (((), 1), (("--trust-reviews",), 0)):
        ours.unlink(missing_ok=True)
        command("merge", theirs, "--db", ours, *words)
        told = command("audit", "--db", ours, "--fail-on", "error")
        assert told.exit_code == code and "rejected by A. Stranger" in told.stdout
        assert ("test.db, not counted" in told.stdout) is bool(code)
        run = json.loads(command("audit", "--db", ours, "--format", "sarif").stdout)["runs"][0]
        assert ("suppressions" in run["results"][0]) is not bool(code)
    ours.unlink()
    command("merge", theirs, "--db", ours)
    command("audit", "--db", ours)
    command("review", finding, "--reject", "--name", "A. Stranger", "--db", ours)
    assert command("audit", "--db", ours, "--fail-on", "error").exit_code == 0


def test_agreement_of_two_reviewers_is_told_with_its_conflicts(command: Run, finding: str) -> None:
    assert "no two people" in command("review", "--agreement").stdout
    command("review", finding, "--reject", "--name", "A")
    command("review", finding, "--accept", "--name", "B")
    told = command("review", "--agreement").stdout
    assert "A and B: 0 of 1 alike, kappa 0.00" in told and f"extract show {finding}" in told


def test_exported_reviews_can_be_taken_into_another_database(command: Run, finding: str, tmp_path: Path) -> None:
    command("review", finding, "--reject", "--name", "A", "--reason", "typed twice")
    before = rows(command("export", "reviews"))
    file = tmp_path / "decisions.jsonl"
    file.write_text(command("export", "reviews").stdout)
    command("review", finding, "--undo", "--name", "A")
    assert command("review", "--import", file, "--name", "B").exit_code == 0
    assert rows(command("export", "reviews")) == before


def test_a_finding_may_be_named_by_the_beginning_of_its_id(command: Run, finding: str) -> None:
    assert command("review", finding[:6], "--accept", "--name", "A").exit_code == 0
    assert rows(command("export", "reviews"))[0]["finding_id"] == finding
    assert f"findings {finding[:6]}" in command("show", finding[:6]).stdout


def test_a_letter_is_drafted_from_what_was_confirmed(command: Run, finding: str, tmp_path: Path) -> None:
    assert command("report", "letter", "paper.txt").exit_code == 2
    command("review", finding, "--accept", "--name", "A")
    assert command("report", "letter", "paper.txt", "-o", tmp_path / "letter.md").exit_code == 0
    assert "32.2%" in (tmp_path / "letter.md").read_text()


def test_flat_tables_are_written(command: Run, finding: str, tmp_path: Path) -> None:
    assert command("export", "sheets").exit_code == 2
    assert command("export", "texts", "--format", "xlsx", "-o", tmp_path / "t.xlsx").exit_code == 2
    assert command("export", "sheets", "-o", tmp_path / "all.xlsx").exit_code == 0
    assert command("export", "findings", "--format", "xlsx", "-o", tmp_path / "f.xlsx").exit_code == 0
    assert command("export", "sheets", "-o", tmp_path / "flat").exit_code == 0
    assert "32.2%" in (tmp_path / "flat" / "findings.csv").read_text()
