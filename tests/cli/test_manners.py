"""How the command line behaves towards people: examples, completion, settings, progress, one-line errors."""

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from extract.cli import COMMANDS, extract

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


BOTH = PAPER.replace(
    "three months.", "three months. Progression-free survival (PFS) was long. Portal flow speed (PFS) was high."
)


@pytest.fixture
def two_kinds(command: Run, tmp_path: Path) -> Path:
    """A stored paper with findings of two checks, both of them told by an earlier audit."""
    (tmp_path / "paper.txt").write_text(BOTH)
    command("ingest", tmp_path / "paper.txt")
    told = json.loads(command("audit", "--format", "json").stdout)
    assert {row["check"] for row in told} == {"stat_percent_of_fraction", "text_abbreviation"}
    return tmp_path / "paper.txt"


@pytest.mark.parametrize("choice", [["--only", "text_abbreviation"], ["--skip", "stat_*"]])
@pytest.mark.parametrize("form", ["text", "json", "csv", "html", "md", "sarif"])
def test_what_was_not_chosen_is_not_shown_though_the_database_holds_it(
    command: Run, two_kinds: Path, choice: list[str], form: str
) -> None:
    told = command("audit", *choice, "--format", form, "--fail-on", "error")
    assert "text_abbreviation" in told.stdout and "stat_percent_of_fraction" not in told.stdout
    assert "0 errors, 0 warnings, 1 note" in told.stderr and told.exit_code == 0
    assert command("audit", "--fail-on", "error").exit_code == 1


def test_the_chosen_checks_alone_decide_the_exit_code(command: Run, two_kinds: Path) -> None:
    assert command("audit", "--only", "stat_*", "--fail-on", "error").exit_code == 1
    assert command("audit", "--only", "citation_*", "--fail-on", "note").exit_code == 0
    assert command("audit", "--skip", "text_*,stat_*", "--format", "json").stdout.strip() == "[]"


def started(*words: object, **named: Any) -> subprocess.CompletedProcess[str]:
    """The console command in a process of its own."""
    script = "import sys; from extract.cli import main; main()"
    call = [sys.executable, "-c", script, *map(str, words)]
    return subprocess.run(call, **{"stderr": subprocess.PIPE, "text": True, **named})


@pytest.mark.parametrize("words", [[], ["library"], ["plot"]])
def test_a_group_without_a_command_prints_its_help_in_lines(words: list[str]) -> None:
    done = started(*words)
    assert done.returncode == 2 and done.stderr.startswith("Usage: extract") and done.stderr.count("\n") > 5


@pytest.fixture(scope="module")
def stored_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("stored")
    (folder / "paper.txt").write_text(PAPER)
    ran = started("run", folder / "paper.txt", "--db", folder / "x.db", "-q", stdout=subprocess.DEVNULL)
    assert ran.returncode == 0
    return folder


@pytest.fixture
def stored(tmp_path: Path, stored_once: Path) -> Path:
    """A database of one audited paper, for this test alone."""
    for name in ("paper.txt", "x.db"):
        shutil.copyfile(stored_once / name, tmp_path / name)
    return tmp_path / "x.db"


WRITERS = (
    ("report", "-o"),
    ("report", "worksheet", "-o"),
    ("report", "--format", "md", "-o"),
    ("export", "findings", "-o"),
    ("export", "findings", "--format", "parquet", "-o"),
    ("export", "revman", "-o"),
    ("export", "datapackage", "-o"),
    ("audit", "-o"),
    ("schema", "--write"),
)


@pytest.mark.parametrize("words", WRITERS, ids=" ".join)
def test_an_output_that_cannot_be_written_is_told(command: Run, stored: Path, words: tuple[str, ...]) -> None:
    (stored.parent / "file").write_text("no folder")
    done = command(*words, stored.parent / "file" / "within", "--db", stored)
    assert done.exit_code == 3 and "cannot be written" in str(done.exception)


def test_an_output_that_cannot_be_written_is_told_in_one_line(stored: Path) -> None:
    (stored.parent / "file").write_text("no folder")
    done = started("audit", "-o", stored.parent / "file" / "within", "--db", stored)
    assert done.returncode == 3 and "cannot be written" in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("words", [["audit"], ["export", "sentences"], ["--help"]])
def test_a_reader_that_goes_away_is_no_finding(stored: Path, words: list[str]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = started(*words, *([] if "--help" in words else ["--db", stored]), stdout=writer)
    os.close(writer)
    assert done.returncode == 141 and "Error" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_output_is_told(stored: Path) -> None:
    with open("/dev/full", "w") as full:
        done = started("export", "sentences", "--db", stored, stdout=full)
    assert done.returncode == 3 and done.stderr.count("\n") == 1


def test_a_closed_output_is_told(stored: Path) -> None:
    done = started("export", "sentences", "--db", stored, preexec_fn=lambda: os.close(1))
    assert done.returncode == 3 and done.stderr.count("\n") == 1


def test_characters_that_the_output_cannot_show_are_written_as_codes(tmp_path: Path) -> None:
    (tmp_path / "paper.txt").write_text(PAPER.replace("patients", "patients – naïve"), encoding="utf-8")
    surroundings = {"PYTHONPATH": ":".join(sys.path), "PYTHONIOENCODING": "ascii"}
    words = ("run", tmp_path / "paper.txt", "--db", tmp_path / "x.db")
    done = started(*words, env=surroundings, stdout=subprocess.PIPE)
    assert done.returncode == 0 and "Traceback" not in done.stderr
    done = started(
        "export", "texts", "--format", "csv", "--db", tmp_path / "x.db", env=surroundings, stdout=subprocess.PIPE
    )
    assert done.returncode == 0 and "\\xef" in done.stdout


def test_a_fault_of_ours_is_one_line_and_no_finding(monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    from extract import cli

    def broken() -> object:
        raise KeyError("nobody\nforesaw this")

    monkeypatch.setattr(cli, "_called", broken)
    with pytest.raises(SystemExit) as stop:
        cli.main()
    told = capsys.readouterr().err
    assert stop.value.code == 3 and told.count("\n") == 1 and "KeyError" in told


def test_what_is_missing_is_named_with_a_way_that_brings_no_strangers_package(
    stored: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from extract import extras
    from extract.errors import UsageError

    monkeypatch.setattr(extras, "find_spec", lambda name: None)
    for words in (["serve"], ["export", "findings", "--format", "parquet", "-o", "x"], ["ingest", "--online", "PMC1"]):
        result = CliRunner().invoke(extract, [*words, "--db", str(stored)])
        assert isinstance(result.exception, UsageError), words
        assert "-m pip install '.[" in str(result.exception)


def test_no_hint_anywhere_names_the_package_of_another_project() -> None:
    root = Path(__file__).resolve().parents[2]
    files = [*(root / "src").rglob("*.py"), *(root / "docs").glob("*.md"), root / "README.md", root / "Makefile"]
    strange = [
        path.name for path in files if re.search(r"""pip install ["']?extract""", path.read_text(encoding="utf-8"))
    ]
    assert strange == []


REFERENCES = """Radiotherapy of the liver: a review

Introduction

Survival differs between trials [1,2].

References

[1] Miller A, Stone B. Proton beams for liver tumours. Lancet Oncol. 2015;16:100-9.
[2] Novak C. Carbon ions for liver tumours. J Hepatol. 2016;17:200-9.
"""


def test_what_was_not_looked_up_is_said_at_every_place_that_sums_up(command: Run, tmp_path: Path) -> None:
    (tmp_path / "review.txt").write_text(REFERENCES)
    ran = command("run", tmp_path / "review.txt")
    command("report", "worksheet")
    pages = tmp_path / "report"
    sheet = (pages / "worksheet.html").read_text()
    (page,) = (pages / "papers").glob("*.html")
    told = "Existence not looked up: 2 of 2 references"
    for text in (ran.stdout, sheet, (pages / "index.html").read_text(), page.read_text(), command("audit").stderr):
        assert told in text and "extract resolve --online" in text and "extract library add" in text
    assert told not in command("audit", "--skip", "reference_*").stderr


def test_a_record_in_the_library_or_an_answer_of_a_service_is_a_look(command: Run, tmp_path: Path) -> None:
    record = {
        "title": "Proton beams for liver tumours",
        "author": [{"family": "Miller", "given": "A"}],
        "issued": {"date-parts": [[2015]]},
        "container-title": "Lancet Oncology",
        "volume": "16",
        "page": "100-109",
        "type": "article-journal",
        "id": "x",
    }
    (tmp_path / "records.json").write_text(json.dumps([record]))
    (tmp_path / "review.txt").write_text(REFERENCES)
    command("library", "add", tmp_path / "records.json")
    assert "not looked up: 1 of 2 references" in command("run", tmp_path / "review.txt").stdout
    with sqlite3.connect(tmp_path / "test.db") as database:
        database.execute(
            "INSERT INTO source_answers (reference_id, document_id, source, outcome)"
            " SELECT id, document_id, 'crossref', 'miss' FROM bibliography"
        )
    assert "not looked up" not in command("audit").stderr
    with sqlite3.connect(tmp_path / "test.db") as database:
        database.execute("UPDATE source_answers SET outcome = 'error'")
    assert "not looked up: 1 of 2" in command("audit").stderr


def told_of(result: Result) -> str:
    """What the console command would say of a wrong call."""
    assert result.exception is not None
    return str(result.exception)


def test_a_file_that_is_not_ingested_is_told_as_that(command: Run, audited: str, tmp_path: Path) -> None:
    (tmp_path / "new.txt").write_text(PAPER + "More.")
    told = command("audit", tmp_path / "new.txt")
    assert told.exit_code == 3 and f"not ingested yet: extract run {tmp_path / 'new.txt'}" in told_of(told)


def test_what_names_one_row_shows_it_and_what_names_several_gets_candidates(command: Run, tmp_path: Path) -> None:
    (tmp_path / "review.txt").write_text(REFERENCES)
    command("ingest", tmp_path / "review.txt")
    row = json.loads(command("export", "references").stdout.splitlines()[1])
    for words in ("[2]", "2"):
        shown = command("show", words)
        assert shown.exit_code == 0 and f"references {words}" in shown.stdout and row["id"] in shown.stdout
    assert "documents review.txt" in command("show", "review.txt").stdout
    assert row["document_id"] in told_of(command("show", row["id"][:-2]))
    assert "did you mean" not in told_of(command("show", "nothing like it"))


def test_a_mistyped_name_gets_what_it_may_mean(command: Run, audited: str) -> None:
    assert told_of(command("export", "result")).endswith("did you mean results?")
    assert "metafor" in told_of(command("export", "nonsense"))
    assert "leave --format out" in told_of(command("export", "bibtex", "--format", "csv"))
    assert started("audit", "--bogus").stderr.count("--") == 2 and "--fail-on" in started("audit", "--fail-in").stderr
    assert "did you mean review?" in started("revieww").stderr


def test_a_finding_is_shown_where_it_stands(command: Run, audited: str) -> None:
    told = command("show", audited).stdout
    assert "paper.txt, section “Results”" in told and "was seen in »12/54 (32.2%)« of patients" in told


def test_an_unknown_setting_in_the_environment_is_a_wrong_call(monkeypatch: pytest.MonkeyPatch) -> None:
    done = started("doctor", env={"EXTRACT_BOGUS": "1", "PYTHONPATH": ":".join(sys.path)})
    assert done.returncode == 2 and "EXTRACT_BOGUS" in done.stderr and done.stderr.count("\n") == 1


def test_options_that_mean_nothing_to_a_command_are_not_in_its_help() -> None:
    for name, unused in (("schema", "--db"), ("parse-references", "--offline"), ("diff", "--online")):
        assert unused not in CliRunner().invoke(extract, [name, "--help"]).output
    assert CliRunner().invoke(extract, ["parse-references", "-", "--offline", "--db", "x"], input="").exit_code == 0


def test_shells_complete_layers_checks_and_stored_papers(command: Run, audited: str, tmp_path: Path) -> None:
    def completed(*words: str) -> str:
        surroundings = {"_EXTRACT_COMPLETE": "bash_complete", "COMP_WORDS": " ".join(("extract", *words))}
        surroundings |= {"COMP_CWORD": str(len(words)), "PYTHONPATH": ":".join(sys.path)}
        return str(started(env=surroundings, stdout=subprocess.PIPE).stdout)

    db = str(tmp_path / "test.db")
    assert "plain,metafor\n" in completed("export", "me")
    assert "text_abbreviation" in completed("audit", "--only", "stat_sum,text_abb")
    assert "paper.txt" in completed("audit", "--db", db, str(tmp_path)[:4])
    assert audited in completed("show", "--db", db, audited[:3])
    assert completed("audit", "--db", str(tmp_path / "none.db"), "x").strip() == ""


@pytest.mark.parametrize("unseen", ["\x1b]0;PWN\x07", "\x1b[2J", "x\nall well: ingested", "\u202etxt"])
def test_names_of_files_steer_no_terminal_and_forge_no_line(tmp_path: Path, unseen: str) -> None:
    (tmp_path / f"a{unseen}.txt").write_text("")
    done = started("ingest", tmp_path / f"a{unseen}.txt", "--db", tmp_path / "x.db")
    assert done.returncode == 3 and done.stderr.count("\n") == 2
    assert not re.search("[\x1b\x07\u202e]", done.stderr)


def test_a_terminal_shows_and_does_not_obey(command: Run, audited: str, tmp_path: Path) -> None:
    """Reviews are words of people, and may hold anything."""
    command("review", audited, "--reject", "--reason", "see \x1b]0;PWN\x07 \u202e53%", "--name", "A")
    ours, theirs = os.openpty()
    with os.fdopen(ours, "rb") as screen:
        words = ("export", "reviews", "--format", "csv", "--db", tmp_path / "test.db")
        assert started(*words, stdout=theirs).returncode == 0
        os.close(theirs)
        told = os.read(screen.fileno(), 100_000).decode()
    assert "see \\x1b]0;PWN\\x07 \\u202e53%" in told and "\x1b" not in told


def test_limits_hold_in_the_audit_and_the_report_of_one_paper(
    command: Run, audited: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from extract.audit import checks
    from extract.report.pages import writing

    def endless(*_: object) -> Any:
        while True:
            pass

    with monkeypatch.context() as patch:
        patch.setattr(checks.load_checks(["stat_percent_of_fraction"])[0], "check", endless)
        told = command("audit", "--time-limit", "0.5")
        assert told.exit_code == 3 and "took more than 0.5 s" in told.stderr
    monkeypatch.setenv("EXTRACT_TIME_LIMIT", "0.5")
    monkeypatch.setattr(writing, "_paper", endless)
    told = command("report", "--no-images")
    assert told.exit_code == 3 and "no page: took more than 0.5 s" in told.stderr


def test_what_one_paper_may_hold_is_bounded_in_the_audit_too(
    command: Run, audited: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from extract.audit import checks

    def hungry(*_: object) -> Any:
        return bytearray(4 << 30)

    monkeypatch.setattr(checks.load_checks(["stat_percent_of_fraction"])[0], "check", hungry)
    told = command("audit", "--memory-limit", "3000")
    assert told.exit_code == 3 and "MemoryError" in told.stderr


def test_standard_input_is_read_no_further_than_an_input_may_be(tmp_path: Path) -> None:
    reader, writer = os.pipe()
    os.write(writer, b"a word " * 2000)
    os.close(writer)
    done = started("audit", "-", "--max-bytes", "1000", stdin=reader)
    assert done.returncode == 3 and "too_large" in done.stderr and os.read(reader, 10)
    os.close(reader)
