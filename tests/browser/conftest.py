"""A real browser, the pages of a small corpus on disk, and the same served."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

CORPUS = Path(__file__).resolve().parent.parent.parent / "corpus"
LINES = (
    "Radiotherapy for liver tumours",
    "Methods",
    "We treated patients with stereotactic radiotherapy between 2012 and 2016.",
    "Results",
    "Response was seen in 12/54 (32.2%) of patients after three months.",
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    sync_api = pytest.importorskip("playwright.sync_api", reason="the extra `browser` is not installed")
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("no chromium here")
    with sync_api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`extract run` on the review, the trial with planted faults, and a PDF with one."""
    from reportlab.pdfgen.canvas import Canvas

    folder = tmp_path_factory.mktemp("browser")
    canvas = Canvas(str(folder / "small.pdf"), invariant=1)
    for number, line in enumerate(LINES):
        canvas.setFont("Helvetica-Bold" if len(line) < 40 else "Helvetica", 11)
        canvas.drawString(72, 740 - 28 * number, line)
    canvas.save()
    papers = [str(CORPUS / name) for name in ("invented_review.txt", "invented_proton_trial.txt")]
    words = ["run", "-q", *papers, str(folder / "small.pdf"), "--db", str(folder / "x.db")]
    done = subprocess.run([sys.executable, "-m", "extract", *words], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def served(outputs: Path) -> Iterator[str]:
    """The address that `extract serve` prints: it lets one browser in, once."""
    words = ["serve", "--port", "0", "--db", str(outputs / "x.db"), "--name", "A. Reviewer"]
    with subprocess.Popen([sys.executable, "-m", "extract", *words], stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        address = server.stdout.readline().strip()
        assert re.match(r"http://127\.0\.0\.1:\d+/-/enter/", address)
        yield address
        server.terminate()


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A page on which no error may be written to the console."""
    context = browser.new_context()
    opened = context.new_page()
    faults: list[str] = []
    opened.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda error: faults.append(str(error)))
    yield opened
    context.close()
    assert not faults


@pytest.fixture(scope="session")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The script of axe-core, fetched for the test; AXE_SCRIPT names a copy."""
    if held := os.environ.get("AXE_SCRIPT"):
        return Path(held).read_text(encoding="utf-8")
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("no npm here to fetch axe-core (or set AXE_SCRIPT)")
    folder = tmp_path_factory.mktemp("axe")
    done = subprocess.run([npm, "install", "--prefix", str(folder), "axe-core"], capture_output=True, text=True)
    if done.returncode:
        pytest.skip("axe-core could not be fetched (set AXE_SCRIPT)")
    return (folder / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
