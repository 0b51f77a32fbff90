"""What nobody sees hides no number from the audit, in any format, and is told."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]
UNSEEN = "\u00ad\u034f\u061c\u115f\u180e\u200b\u200c\u200d\u200e\u202a\u202e\u2060\u2062\u2066"
UNSEEN += "\u2069\ufe0f\ufeff\U000e0020\x1b\x9f"
TEXT = "Radiotherapy\n\nResults\n\nResponse was seen in 12 of 4{}0 (35%) of patients after three months.\n"
JATS = """<article><front><article-meta><title-group><article-title>Radiotherapy</article-title></title-group>
</article-meta></front><body><sec><title>Results</title><p>Response was seen in 12 of 4{}0 (35%) of patients after three
months.</p></sec></body></article>"""
HTML = """<html><head><title>Radiotherapy</title></head><body><h1>Radiotherapy</h1><h2>Results</h2><p>Response was seen
in 12 of 4{}0 (35%) of patients after three months.</p></body></html>"""
NOT_IN_XML = "\x1b\x9f"


def told_of(command: Run, path: Path) -> tuple[list[str], list[str]]:
    """Checks that found something, and codes of the faults of the paper."""
    assert command("ingest", path).exit_code == 0
    found = json.loads(command("audit", "--format", "json").stdout)
    document = json.loads(command("export", "documents").stdout)
    return [row["check"] for row in found], [fault["code"] for fault in document["faults"]]


@pytest.mark.parametrize("unseen", UNSEEN, ids=lambda one: f"U+{ord(one):04X}")
@pytest.mark.parametrize(("name", "text"), [("p.txt", TEXT), ("p.xml", JATS), ("p.html", HTML)])
def test_a_number_with_something_unseen_in_it_is_audited_and_told(
    command: Run, tmp_path: Path, name: str, text: str, unseen: str
) -> None:
    if name == "p.xml" and unseen in NOT_IN_XML:
        pytest.skip("no character of XML 1.0")
    (tmp_path / name).write_text(text.format(unseen), encoding="utf-8")
    found, faults = told_of(command, tmp_path / name)
    assert found == ["stat_percent_of_fraction"] and faults == ["hidden_characters"]


def test_what_mark_up_writes_by_number_is_told_too(command: Run, tmp_path: Path) -> None:
    (tmp_path / "p.html").write_text(HTML.format("&#8203;"))
    assert told_of(command, tmp_path / "p.html") == (["stat_percent_of_fraction"], ["hidden_characters"])


def test_places_are_told_and_ordinary_texts_are_not(command: Run, tmp_path: Path) -> None:
    (tmp_path / "p.txt").write_text(TEXT.format("\u200b").replace("patients", "pa\u00adtients"), encoding="utf-8")
    command("ingest", tmp_path / "p.txt")
    (fault,) = json.loads(command("export", "documents").stdout)["faults"]
    assert "line 5, column 29" in fault["message"] and "zero width space" in fault["message"]
    (tmp_path / "q.txt").write_text(
        TEXT.format("").replace("patients", "pa\u00adtients \u03b1-fetoprotein"), encoding="utf-8"
    )
    command("ingest", tmp_path / "q.txt", "--db", tmp_path / "q.db")
    assert json.loads(command("export", "documents", "--db", tmp_path / "q.db").stdout)["faults"] == []


def test_letters_that_look_alike_are_told(command: Run, tmp_path: Path) -> None:
    (tmp_path / "p.txt").write_text(TEXT.format("").replace("12 of", "12 \u043ef"), encoding="utf-8")
    assert "mixed_scripts" in told_of(command, tmp_path / "p.txt")[1]


def test_a_title_steers_no_terminal(command: Run, tmp_path: Path) -> None:
    (tmp_path / "p.txt").write_text(
        TEXT.format("").replace("Radiotherapy", "Radio\x1b]0;PWN\x07\x1b[2Jtherapy"), encoding="utf-8"
    )
    command("ingest", tmp_path / "p.txt")
    told = command("export", "documents", "--format", "csv").stdout + command("export", "texts").stdout
    assert "\x1b" not in told and "\\u001b" not in told and "\x07" not in told
