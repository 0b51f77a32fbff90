"""`extract library add` and `extract match` as a user calls them."""

import json
from collections.abc import Callable
from pathlib import Path

from click.testing import Result

Run = Callable[..., Result]

RECORD = {
    "type": "article-journal",
    "title": "Preoperative radiotherapy for retroperitoneal sarcoma in older adults",
    "author": [{"family": "Ek", "given": "A"}, {"family": "Lee", "given": "B"}],
    "issued": {"date-parts": [[2014]]},
    "container-title": "J Sound Oncol",
    "volume": "32",
    "page": "1101-1109",
    "DOI": "10.1000/sarcoma",
    "PMID": "31",
}
PRINTED = (
    "Ek A, Lee B. Preoperative radiotherapy for retroperitoneal sarcoma in older adults. J Sound Oncol 2014;32:1101."
)


def test_records_are_added_and_strings_matched(command: Run, tmp_path: Path) -> None:
    records, strings = tmp_path / "records.json", tmp_path / "strings.txt"
    records.write_text(json.dumps([RECORD]))
    strings.write_text(PRINTED + "\n\nSomebody C. Nothing of the kind. Elsewhere 1999;1:1.\n")
    told = command("library", "add", records)
    assert (told.exit_code, "1 added" in told.stderr) == (0, True)
    told = command("match", strings, "--offline", "--format", "jsonl")
    first, empty, last = (json.loads(line) for line in told.stdout.splitlines())
    assert (first["status"], first["work"]["pmid"], first["work"]["doi"]) == ("matched", "31", "10.1000/sarcoma")
    assert first["score"] > 0.95
    assert (empty["status"], last["status"], last["work"]) == ("none", "none", None)


def test_a_file_that_is_no_list_of_records_costs_itself_only(command: Run, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.json", tmp_path / "bad.txt"
    good.write_text(json.dumps(RECORD))
    bad.write_text("Dear editor,")
    told = command("library", "add", bad, good)
    assert told.exit_code == 3
    assert "none of the formats" in told.stderr
    assert "1 added" in told.stderr


def test_an_added_file_is_known_again(command: Run, tmp_path: Path) -> None:
    records = tmp_path / "records.json"
    records.write_text(json.dumps(RECORD))
    command("library", "add", records)
    assert "held already" in command("library", "add", records).stderr
