"""The tutorial on one's own PDF: every command is run, every line below it is what this version prints."""

import re
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from extract.cli import extract

ROOT = Path(__file__).resolve().parent.parent
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)


def test_what_the_page_shows_is_printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "corpus", tmp_path / "corpus")
    monkeypatch.chdir(tmp_path)
    page = (ROOT / "docs" / "own-pdf.md").read_text(encoding="utf-8")
    calls = [call for block in BLOCK.findall(page) for call in re.split(r"^\$ ", block, flags=re.MULTILINE) if call]
    assert len(calls) > 6
    for call in calls:
        command, *shown = call.splitlines()
        done = CliRunner().invoke(extract, shlex.split(command)[1:])
        assert done.exit_code == 0, f"{command}\n{done.output}"
        told = done.output.splitlines()
        missing = [line for line in shown if line.strip() and line.rstrip() not in told]
        assert not missing, f"{command}\nprinted:\n{done.output}"
    assert (tmp_path / "outputs" / "report" / "index.html").exists() and (tmp_path / "letter.docx").exists()
