import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from extract.settings import load_settings

Run = Callable[..., Result]
PAPER = """Radiotherapy for liver cancer

Introduction

Survival improves after radiotherapy [1]. A second line follows here.

References

1. Bray F, Laversanne M, Sung H, et al. Global cancer statistics 2022. CA Cancer J Clin. 2024;74:229-63.
"""


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "paper.txt"
    path.write_text(PAPER, encoding="utf-8")
    return path


def rows(result: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_a_paper_is_ingested_once(command: Run, paper: Path) -> None:
    assert command("ingest", paper).exit_code == 0
    again = command("ingest", paper)
    assert again.exit_code == 0 and "1 unchanged" in again.stderr and not again.stdout
    assert [row["outcome"] for row in rows(command("export", "inputs"))] == ["ingested", "unchanged"]
    assert len(rows(command("export", "documents"))) == 1


def test_changed_annotators_use_the_stored_reading(command: Run, paper: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from extract import pipeline

    command("ingest", paper)
    monkeypatch.setattr(
        pipeline, "recipe", lambda _: {"reading": _hash("reading"), "annotation": "other", "audit": "x"}
    )
    assert "1 reannotated" in command("ingest", paper).stderr


def _hash(stage: str) -> str:
    from extract.recipe import recipe

    return recipe()[stage]


def test_bad_inputs_are_rows_and_cost_only_themselves(command: Run, paper: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text(" \n")
    (tmp_path / "binary.pdf").write_bytes(bytes(range(256)) * 40)
    told = command("ingest", tmp_path / "empty.txt", paper, tmp_path / "binary.pdf", tmp_path / "none.pdf")
    assert told.exit_code == 3
    outcomes = [(row["outcome"], row["code"]) for row in rows(command("export", "inputs"))]
    assert outcomes == [("failed", "empty"), ("ingested", None), ("failed", "not_a_paper"), ("failed", "unreadable")]
    assert "none.pdf: unreadable: " in told.stderr


def test_a_cut_paper_is_kept_and_stays_incomplete_when_it_comes_again(command: Run, tmp_path: Path) -> None:
    (tmp_path / "cut.xml").write_text("<article><front/><body><p>Survival was 12 months.</p><p>It")
    for outcome in ("ingested", "unchanged"):
        told = command("ingest", tmp_path / "cut.xml")
        assert told.exit_code == 3 and "truncated: " in told.stderr and f"1 {outcome}" in told.stderr


def test_standard_input_is_called_by_its_sign(command: Run) -> None:
    told = command("ingest", "-", input=" \n")
    assert told.exit_code == 3 and "- holds nothing but white space" in told.stderr


def test_a_folder_means_its_files_but_hidden_ones(command: Run, paper: Path, tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "second.txt").write_text(PAPER + "More.\n")
    (tmp_path / ".hidden.txt").write_text(PAPER + "Hidden.\n")
    command("ingest", tmp_path)
    assert [Path(str(row["path"])).name for row in rows(command("export", "documents"))] == ["paper.txt", "second.txt"]


def test_an_empty_folder_is_told(command: Run, tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    assert command("ingest", tmp_path / "sub").exit_code == 3


def test_globs_and_standard_input_are_inputs(command: Run, paper: Path) -> None:
    command("ingest", paper.parent / "*.txt", "-", input=PAPER + "By hand.\n")
    assert [row["path"] for row in rows(command("export", "inputs"))] == [str(paper), "-"]


def test_names_with_newlines_and_any_script_are_kept(command: Run, tmp_path: Path) -> None:
    path = tmp_path / "论文\nα [1].txt"
    path.write_text(PAPER)
    assert command("ingest", path).exit_code == 0
    assert rows(command("export", "documents"))[0]["path"] == str(path)


def test_a_corpus_is_named(command: Run, paper: Path) -> None:
    command("ingest", paper, "--corpus", "liver")
    assert rows(command("export", "documents"))[0]["corpora"] == ["liver"]


def test_the_text_of_a_plain_file_is_the_file(command: Run, paper: Path) -> None:
    command("ingest", paper)
    assert rows(command("export", "texts"))[0]["text"] == PAPER


def test_markers_point_at_their_reference(command: Run, paper: Path) -> None:
    command("ingest", paper)
    citation = rows(command("export", "citations"))[0]
    assert (citation["text"], citation["reference_label"], citation["status"]) == ("[1]", "1", "linked")
    assert PAPER[citation["start"] : citation["end"]] == "[1]"  # type: ignore[misc]


def test_spreadsheets_get_no_formulas(command: Run, tmp_path: Path) -> None:
    path = tmp_path / "=cmd|' paper.txt"
    path.write_text("=HYPERLINK(1) is a title\n\nText follows here.\n")
    command("ingest", path.name if False else path)
    table = list(csv.reader(io.StringIO(command("export", "sentences", "--format", "csv").stdout)))
    assert not any(cell.startswith(("=", "+", "@")) for row in table for cell in row)


def test_an_unknown_layer_is_wrong_use(command: Run, paper: Path) -> None:
    command("ingest", paper)
    assert command("export", "nonsense").exit_code == 2


def test_a_missing_database_is_told(command: Run) -> None:
    assert command("audit").exit_code == 3


def test_audit_of_standard_input_leaves_no_database(command: Run, tmp_path: Path) -> None:
    told = command("audit", "-", "--format", "json", input=PAPER)
    assert told.exit_code == 0 and isinstance(json.loads(told.stdout), list)
    assert not (tmp_path / "test.db").exists()


def test_checks_are_chosen_by_globs(command: Run, paper: Path) -> None:
    command("ingest", paper)
    command("audit", "--only", "stat_*", "--skip", "stat_sum")
    names = {row["check"] for row in rows(command("export", "coverage"))}
    assert names and all(str(name).startswith("stat_") for name in names) and "stat_sum" not in names
    assert command("audit", "--only", "nonsense_*").exit_code == 2


def test_show_prints_the_passage_in_its_place(command: Run, paper: Path) -> None:
    command("ingest", paper)
    row = rows(command("export", "citations"))[0]
    told = command("show", row["id"]).stdout
    assert "»[1]«" in told and "rule: " in told
    assert command("show", "nonsense").exit_code == 2


def test_show_prints_the_whole_case_of_a_citation(command: Run, paper: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text(
        paper.read_text(encoding="utf-8").replace("Survival", "Survival after radiotherapy", 1), encoding="utf-8"
    )
    command("ingest", paper, other)
    command("audit")
    row = rows(command("export", "citations"))[0]
    told = command("show", row["id"]).stdout
    heads = ["CLAIM", "ENTRY", "VERDICTS"]
    assert [line.split()[0] for line in told.splitlines() if line.split()[:1] and line.split()[0] in heads] == heads
    case = json.loads(command("show", row["id"], "--format", "json").stdout)["case"]
    assert case["entry"]["id"] == row["reference_id"] and case["claims"]


def same_rows(command: Run, tmp_path: Path, papers: int, all_jobs: tuple[int, ...]) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    for number in range(papers):
        (folder / f"{number}.txt").write_text(PAPER.replace("Survival", f"Survival {number}"))
    (folder / "same.txt").write_text(PAPER.replace("Survival", "Survival 1"))
    exports = []
    for jobs in all_jobs:
        db = tmp_path / f"{jobs}.db"
        command("ingest", folder, "--jobs", jobs, "--db", db)
        layers = [command("export", layer, "--db", db).stdout for layer in ("documents", "citations", "sentences")]
        inputs = rows(command("export", "inputs", "--db", db))
        exports.append((layers, [(row["path"], row["outcome"]) for row in inputs]))
    assert all(one == exports[0] for one in exports)


def test_the_same_rows_with_one_and_two_jobs(command: Run, tmp_path: Path) -> None:
    same_rows(command, tmp_path, 3, (1, 2))


@pytest.mark.slow
def test_the_same_rows_with_one_two_and_eight_jobs(command: Run, tmp_path: Path) -> None:
    same_rows(command, tmp_path, 20, (1, 2, 8))


def test_settings_come_from_flags_then_environment_then_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "extract.toml").write_text('jobs = 2\ntime_limit = 5\ndb = "file.db"\n')
    monkeypatch.setenv("EXTRACT_JOBS", "3")
    settings = load_settings({"db": Path("flag.db")}, folder=tmp_path)
    assert (settings.db, settings.jobs, settings.time_limit) == (Path("flag.db"), 3, 5.0)


def test_a_wrong_setting_is_wrong_use(command: Run, paper: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXTRACT_JOBS", "many")
    assert command("ingest", paper).exit_code == 2


def test_services_are_asked_only_where_the_user_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert load_settings({}).offline and not load_settings({"offline": False}).offline
    monkeypatch.setenv("EXTRACT_OFFLINE", "0")
    assert not load_settings({}).offline and load_settings({"offline": True}).offline
    monkeypatch.delenv("EXTRACT_OFFLINE")
    monkeypatch.delenv("EXTRACT_OFFLINE", raising=False)
    (tmp_path / "config" / "extract").mkdir(parents=True)
    (tmp_path / "config" / "extract" / "extract.toml").write_text("offline = false\n")
    assert not load_settings({}, folder=tmp_path).offline


def test_a_file_beside_papers_is_told_and_lets_nothing_out(tmp_path: Path) -> None:
    told: list[str] = []
    (tmp_path / "extract.toml").write_text(
        'offline = false\ncluster = "tcp://elsewhere.example:8786"\ndb = "x.db"\n'
        '[services]\ncrossref = "https://elsewhere.example"\n'
    )
    settings = load_settings({}, folder=tmp_path, tell=told.append)
    assert (settings.offline, settings.cluster, settings.services, settings.db) == (
        True,
        None,
        load_settings({}).services,
        Path("x.db"),
    )
    assert "db = x.db" in told[0] and "cluster, offline, services" in told[1]
    (tmp_path / "extract.toml").write_text("offline = true\n")
    assert load_settings({}, folder=tmp_path).offline


def test_what_lies_in_the_place_of_a_file_of_settings_costs_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a" / "extract.toml").mkdir(parents=True)
    os.mkfifo(tmp_path / "extract.toml")
    for folder in (tmp_path, tmp_path / "a"):
        assert load_settings({}, folder=folder) == load_settings({})
    monkeypatch.delenv("XDG_CONFIG_HOME")
    monkeypatch.setattr(Path, "home", lambda: (_ for _ in ()).throw(RuntimeError("no home")))
    assert load_settings({}).offline


@pytest.mark.parametrize(
    "words",
    [("--time-limit", "inf"), ("--time-limit", "1e300"), ("--memory-limit", 10**14), ("--max-bytes", 10**20)],
)
def test_limits_beyond_every_machine_are_a_wrong_call(command: Run, paper: Path, words: tuple[object, ...]) -> None:
    assert command("ingest", paper, *words).exit_code == 2


def test_online_without_its_library_is_incomplete(command: Run, paper: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extract.pipeline.is_installed", lambda extra: False)
    command("ingest", paper)
    assert command("resolve").exit_code == 0
    told = command("resolve", "--online")
    assert told.exit_code == 3 and ".[online]" in told.stderr and "'extract[" not in told.stderr


def test_checks_that_are_off_run_where_a_flag_asks_for_them(command: Run, paper: Path) -> None:
    from extract.audit.checks import EXPERIMENTAL

    command("ingest", paper)
    for flags, expected in (((), set()), (("--experimental",), set(EXPERIMENTAL))):
        command("audit", *flags)
        assert {row["check"] for row in rows(command("export", "coverage"))} & EXPERIMENTAL == expected


def test_help_names_the_exit_codes() -> None:
    done = subprocess.run([sys.executable, "-m", "extract", "--help"], capture_output=True, text=True, check=True)
    assert "130 interrupted" in done.stdout


def test_help_loads_no_heavy_library() -> None:
    script = "import sys; from extract.cli import extract; print([m for m in sys.modules if m in %r])"
    heavy = ("spacy", "pydantic", "lxml", "rich", "sqlite3", "numpy")
    done = subprocess.run([sys.executable, "-c", script % (heavy,)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_closed_pipe_is_no_error(command: Run, paper: Path, tmp_path: Path) -> None:
    command("ingest", paper)
    line = f"{sys.executable} -m extract export texts --db {tmp_path / 'test.db'} | true"
    assert subprocess.run(line, shell=True, capture_output=True, text=True).stderr == ""


def test_show_prints_what_was_tried_to_explain_a_finding(command: Run, tmp_path: Path) -> None:
    paper = tmp_path / "relapse.txt"
    paper.write_text("A trial\n\nResults\n\nRelapse was rarer (HR 0.71, 95% CI 0.75–1.10).\n", encoding="utf-8")
    command("ingest", paper)
    command("audit")
    row = next(row for row in rows(command("export", "findings")) if row["tried"])
    told = command("show", row["id"]).stdout
    assert [line.strip() for line in told.splitlines() if "tried: " in line] == [
        f"tried: {one}" for one in row["tried"]
    ]
