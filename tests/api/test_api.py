"""Use from Python, and the tutorial as it is printed."""

import contextlib
import io
import re
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

import extract
from extract.errors import DatabaseError, UsageError
from extract.settings import Settings

ROOT = Path(__file__).resolve().parent.parent.parent
BLOCK = re.compile(r"^```(python|text)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PAPER = "Radiotherapy\n\nResults\n\nResponse was seen in 12/54 (32.2%) of patients after three months.\n"


@pytest.fixture
def db(tmp_path: Path) -> Path:
    (tmp_path / "paper.txt").write_text(PAPER)
    told = extract.ingest(tmp_path / "paper.txt", tmp_path / "x.db")
    assert [one.outcome for one in told] == ["ingested"]
    return tmp_path / "x.db"


def test_the_tutorial_prints_what_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "corpus", tmp_path / "corpus")
    monkeypatch.chdir(tmp_path)
    blocks = BLOCK.findall((ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8"))
    names: dict[str, object] = {}
    printed = ""
    assert blocks
    for kind, text in blocks:
        if kind == "text":
            assert printed == text
            continue
        with contextlib.redirect_stdout(io.StringIO()) as out:
            exec(compile(text, "docs/tutorial.md", "exec"), names)
        printed = out.getvalue()


def test_findings_and_rows_are_typed_records(db: Path) -> None:
    (finding,) = extract.run_audit(db, only=["stat_percent_of_fraction"])
    assert finding.severity == "error" and finding.evidence[0].text == "12/54 (32.2%)"
    assert list(extract.findings(db, ["paper.txt"])) == [finding]
    assert {row.document_id for row in extract.rows("sentences", db)} == {finding.document_id}


def test_only_what_the_chosen_checks_found_is_returned(db: Path) -> None:
    assert extract.run_audit(db)
    assert extract.run_audit(db, only=["text_*"]) == [] and extract.run_audit(db, skip=["stat_*"]) == []


def test_references_are_looked_up_in_the_library(db: Path) -> None:
    assert extract.resolve_references(db).unasked == ()


def test_online_asks_and_nothing_else_does(db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from extract import pipeline

    asked: list[bool] = []

    def watched(settings: Settings, documents: object) -> pipeline.Resolved:
        asked.append(not settings.offline)
        return pipeline.Resolved((), (), ())

    monkeypatch.setattr(pipeline, "resolve", watched)
    extract.resolve_references(db)
    extract.resolve_references(db, online=True)
    assert asked == [False, True]


def test_results_are_a_frame_where_pandas_is_and_records_elsewhere(db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extract.extras.find_spec", lambda name: None)
    found = extract.results(db)
    assert isinstance(found, list) and found[0].text.startswith("12/54")
    with pytest.raises(UsageError, match="pandas"):
        extract.frame("results", db)


def test_a_frame_has_the_columns_of_the_layer_even_without_rows(db: Path) -> None:
    pytest.importorskip("pandas", reason="pandas is not installed")
    assert "severity" in extract.frame("findings", db).columns
    assert len(extract.frame("sentences", db)) == len(list(extract.rows("sentences", db)))


def test_wrong_names_are_told(db: Path) -> None:
    with pytest.raises(UsageError, match="no layer"):
        list(extract.rows("nonsense", db))
    with pytest.raises(DatabaseError, match="no paper"):
        extract.run_audit(db, ["nonsense.txt"])
    with pytest.raises(AttributeError):
        extract.nonsense  # type: ignore[attr-defined]  # noqa: B018


def test_the_rooms_are_packages_and_no_function_has_the_name_of_one() -> None:
    import extract.audit as audit
    import extract.resolve as resolve

    assert isinstance(audit, ModuleType) and isinstance(resolve, ModuleType)
    rooms = {folder.name for folder in Path(audit.__file__ or "").parents[1].iterdir() if folder.is_dir()}
    assert "audit" in rooms and not rooms & set(extract.__all__)


def test_a_plain_script_may_ingest(tmp_path: Path) -> None:
    (tmp_path / "paper.txt").write_text(PAPER)
    (tmp_path / "script.py").write_text(
        "import extract\nprint('once')\nprint([told.outcome for told in extract.ingest('paper.txt', 'x.db')])\n"
    )
    done = subprocess.run([sys.executable, "script.py"], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout == "once\n['ingested']\n"


def test_importing_costs_nothing() -> None:
    script = "import sys, extract; print([m for m in sys.modules if m in ('pydantic', 'sqlite3', 'spacy', 'click')])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_prompt_can_list_what_there_is() -> None:
    assert set(extract.__all__) <= set(dir(extract))
