"""Pages of PDFs beside what was found on them."""

import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]
LINES = (
    "Radiotherapy for liver tumours",
    "Methods",
    "We treated patients with stereotactic radiotherapy between 2012 and 2016.",
    "Results",
    "Response was seen in 12/54 (32.2%) of patients after three months.",
)


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    from reportlab.pdfgen.canvas import Canvas

    written = io.BytesIO()
    canvas = Canvas(written, invariant=1)
    for number, line in enumerate(LINES):
        canvas.setFont("Helvetica-Bold" if len(line) < 40 else "Helvetica", 11)
        canvas.drawString(72, 740 - 28 * number, line)
    canvas.save()
    path = tmp_path / "paper.pdf"
    path.write_bytes(written.getvalue())
    return path


def pages_of(folder: Path) -> str:
    return next((folder / "papers").glob("*.html")).read_text(encoding="utf-8")


def test_a_finding_in_a_pdf_shows_its_page(command: Run, paper: Path, tmp_path: Path) -> None:
    command("ingest", paper)
    assert "1 error" in command("audit").stderr
    command("report", "-o", tmp_path / "with")
    html = pages_of(tmp_path / "with")
    assert html.count('src="data:image/png;base64,') == 1 and "which is boxed" in html
    assert not re.search("[\"'(]data:(?!image/png)", html)
    command("report", "-o", tmp_path / "without", "--no-images")
    assert "data:image/png;base64," not in pages_of(tmp_path / "without")


def test_a_pdf_that_has_changed_is_not_drawn(command: Run, paper: Path, tmp_path: Path) -> None:
    command("ingest", paper)
    command("audit")
    paper.write_bytes(paper.read_bytes() + b"\n")
    told = command("report", "-o", tmp_path / "pages")
    assert told.exit_code == 0 and "no page images" in told.stderr and "has changed" in told.stderr
    assert "data:image/png;base64," not in pages_of(tmp_path / "pages")


def test_the_page_of_a_finding_is_written(command: Run, paper: Path, tmp_path: Path) -> None:
    command("ingest", paper)
    found = re.search(r"f[0-9a-f]{12}", command("audit").stdout)
    assert found
    written = tmp_path / "page.png"
    assert command("show", "--image", found[0], "-o", written).exit_code == 0
    assert written.read_bytes().startswith(b"\x89PNG")
