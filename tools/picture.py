"""The picture of the README: the page of the invented review as the tool makes it, with one finding below the headline.

python tools/picture.py     # needs the extra `browser` and Chromium; writes docs/report.png
"""

import io
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
WIDTH, HEIGHT, COLOURS = 1100, 900, 128


def main() -> None:
    """Audits the paper in a folder of its own and draws its page."""
    with tempfile.TemporaryDirectory() as folder:
        call = [sys.executable, "-m", "extract", "run", "-q", "corpus/invented_review.txt", "--db", f"{folder}/x.db"]
        subprocess.run(call, cwd=ROOT, check=True)
        (page,) = (Path(folder) / "report" / "papers").glob("*.html")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            opened = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
            opened.goto(page.as_uri())
            opened.evaluate("for (const name of ['#not-looked-at', '#unsaved']) document.querySelector(name).remove()")
            drawn = opened.screenshot()
            browser.close()
    Image.open(io.BytesIO(drawn)).quantize(COLOURS).save(ROOT / "docs" / "report.png", optimize=True)


if __name__ == "__main__":
    main()
