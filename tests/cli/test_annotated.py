"""`extract report annotated`: the PDF with its findings, and what it says where there is nothing to mark."""

import hashlib
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as raw
import pytest
from click.testing import CliRunner
from reportlab.pdfgen.canvas import Canvas

from extract.cli import extract
from extract.store import layer_rows, open_read_only

LINES = (
    "Radiotherapy for liver tumours",
    "Results",
    "Response was seen in 12/54 (32.2%) of patients after three months.",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    canvas = Canvas(str(tmp_path / "small.pdf"), invariant=1)
    for number, line in enumerate(LINES):
        canvas.setFont("Helvetica-Bold" if len(line) < 40 else "Helvetica", 11)
        canvas.drawString(72, 740 - 28 * number, line)
    canvas.save()
    (tmp_path / "plain.txt").write_text("\n\n".join(LINES), encoding="utf-8")
    for call in (["ingest", str(tmp_path / "small.pdf"), str(tmp_path / "plain.txt")], ["audit", "-q"]):
        assert CliRunner().invoke(extract, [*call, "--db", str(tmp_path / "x.db")]).exit_code == 0
    return tmp_path


def ask(folder: Path, *words: str) -> tuple[int, str]:
    done = CliRunner().invoke(extract, ["report", "annotated", *words, "--db", str(folder / "x.db")])
    return done.exit_code, done.output + str(done.exception or "")


def test_the_copy_has_the_finding_on_its_passage_and_the_file_stays(folder: Path) -> None:
    before = hashlib.sha256((folder / "small.pdf").read_bytes()).hexdigest()
    code, told = ask(folder, "small.pdf")
    assert code == 0 and "1 finding" in told
    assert hashlib.sha256((folder / "small.pdf").read_bytes()).hexdigest() == before
    page = pdfium.PdfDocument(folder / "small.annotated.pdf")[0]
    area = raw.FS_RECTF()
    raw.FPDFAnnot_GetRect(raw.FPDFPage_GetAnnot(page.raw, 0), area)
    seen = page.get_textpage().get_text_bounded(area.left - 1, area.bottom - 1, area.right + 1, area.top + 1)
    assert "12/54 (32.2%)" in seen


def test_what_people_dismissed_is_left_out_and_a_text_has_no_page(folder: Path) -> None:
    code, told = ask(folder, "plain.txt")
    assert code == 1 and "is no PDF" in told
    with open_read_only(folder / "x.db") as database:
        names = [row["id"] for row in layer_rows(database, "findings") if row["evidence"][0]["page"]]
    for name in names:
        CliRunner().invoke(extract, ["review", name, "--reject", "--db", str(folder / "x.db")])
    code, told = ask(folder, "small.pdf")
    assert code == 1 and "place on a page" in told and not (folder / "small.annotated.pdf").exists()
