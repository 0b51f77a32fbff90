"""How the command line behaves towards people: examples, completion, settings, progress, one-line errors."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from extract.cli import extract
from extract.cli.lazy import COMMANDS

Run = Callable[..., Result]
PAPER = "Radiotherapy\n\nResults\n\nResponse was seen in 12/54 (32.2%) of patients after three months.\n"


@pytest.fixture
def audited(command: Run, tmp_path: Path) -> str:
    (tmp_path / "paper.txt").write_text(PAPER)
    command("ingest", tmp_path / "paper.txt")
    command("audit")
    return str(json.loads(command("export", "findings").stdout)["id"])


def test_the_help_of_every_command_has_examples() -> None:
    lacking = []
    for name in COMMANDS:
        inner = {"library": ["add"], "plot": ["forest"], "report": []}.get(name, [])
        told = CliRunner().invoke(extract, [name, *inner, "--help"]).output
        if "Examples:" not in told:
            lacking.append(name)
    assert not lacking


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shells_complete_commands_and_options(shell: str) -> None:
    def asked(instruction: str, words: str = "", n: int = 1) -> str:
        surroundings = {
            "PATH": "/usr/bin:/bin",
            "PYTHONPATH": ":".join(sys.path),
            "_EXTRACT_COMPLETE": f"{shell}_{instruction}",
            "COMP_WORDS": words,
            "COMP_CWORD": str(n) if shell != "fish" else words.split()[-1],
        }
        script = "import sys; sys.argv[0] = 'extract'; from extract.cli import extract; extract(prog_name='extract')"
        done = subprocess.run([sys.executable, "-c", script], env=surroundings, capture_output=True, text=True)
        return done.stdout

    assert "resolve" in asked("complete", "extract res") and "--fail-on" in asked("complete", "extract audit --fai", 2)


def test_settings_of_the_folder_and_of_the_user_are_heeded(
    command: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "paper.txt").write_text(PAPER)
    (tmp_path / "config" / "extract").mkdir(parents=True)
    (tmp_path / "config" / "extract" / "extract.toml").write_text('corpus = "of the user"\ndb = "user.db"\n')
    (tmp_path / "extract.toml").write_text('db = "folder.db"\n')
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(extract, ["ingest", "paper.txt"]).exit_code == 0
    assert (tmp_path / "folder.db").exists() and not (tmp_path / "user.db").exists()
    rows = CliRunner().invoke(extract, ["export", "documents"]).stdout
    assert json.loads(rows)["corpora"] == ["of the user"]


def test_an_unknown_setting_is_told_in_one_line(command: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "extract.toml").write_text("colour = 1\n")
    monkeypatch.chdir(tmp_path)
    done = subprocess.run([sys.executable, "-m", "extract", "doctor"], capture_output=True, text=True)
    assert done.returncode == 2 and done.stderr.count("\n") == 1 and "colour" in done.stderr


@pytest.mark.parametrize("words", [["nonsense"], ["run"], ["audit", "--nonsense"], ["audit", "--format", "x"]])
def test_a_wrong_call_is_told_in_one_line(words: list[str]) -> None:
    done = subprocess.run([sys.executable, "-m", "extract", *words], capture_output=True, text=True)
    assert done.returncode == 2 and done.stderr.count("\n") == 1 and "--help" in done.stderr
    assert done.stderr.startswith("extract")


def test_no_bar_is_drawn_into_a_pipe(tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(PAPER + str(number))
    words = ["ingest", str(tmp_path), "--db", str(tmp_path / "x.db")]
    done = subprocess.run([sys.executable, "-m", "extract", *words], capture_output=True, text=True)
    assert not done.stdout and not re.search(r"[\x1b\r━]", done.stderr) and done.stderr.count("\n") == 1


def test_a_bar_shows_rate_and_rest(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    from extract.cli.output import Progress

    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    with Progress("ingest", 4, quiet=False) as progress:
        progress.step()
        progress.step()
    shown = re.sub(r"\x1b\[[\d;?]*\w", "", capsys.readouterr().err)
    assert re.search(r"2/4 [\d.]+/s \d:\d\d:\d\d", shown)


def test_a_rejected_finding_does_not_fail_and_stays(command: Run, audited: str) -> None:
    assert command("audit", "--fail-on", "error").exit_code == 1
    command("review", audited, "--reject", "--reason", "typed twice", "--name", "A. Reviewer")
    told = command("audit", "--fail-on", "error")
    assert told.exit_code == 0 and audited in told.stdout and "rejected by A. Reviewer: typed twice" in told.stdout
    run = json.loads(command("audit", "--format", "sarif").stdout)["runs"][0]
    assert run["results"][0]["suppressions"][0]["justification"] == "A. Reviewer: typed twice"


def test_a_finding_in_a_plain_file_has_its_line(command: Run, audited: str) -> None:
    result = json.loads(command("audit", "--format", "sarif").stdout)["runs"][0]["results"][0]
    region = result["locations"][0]["physicalLocation"]["region"]
    line = PAPER.splitlines()[region["startLine"] - 1]
    assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == region["snippet"]["text"] == "12/54 (32.2%)"


def test_markdown_has_the_passages_and_no_mark_up_of_papers(command: Run, tmp_path: Path) -> None:
    (tmp_path / "paper.txt").write_text(PAPER.replace("seen in", "seen in [a](javascript:x) <b>in</b>"))
    command("ingest", tmp_path / "paper.txt")
    command("audit")
    command("report", "--format", "md", "-o", tmp_path / "report")
    told = (tmp_path / "report" / "findings.md").read_text()
    assert told.startswith("# Audit: 1 error,") and "12/54 (32.2%)" in told
    assert told == command("audit", "--format", "md").stdout
    assert not re.search(r"(?<!\\)<b|(?<!\\)\]\(", told)
