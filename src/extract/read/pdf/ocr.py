"""Pages that are pictures, read by the program `tesseract` where the user asks for it."""

import io
import os
import subprocess
from collections.abc import Iterator
from statistics import median
from typing import Any

from extract.read.pdf.pages import PageContent
from extract.read.pdf.shapes import Drawing, Fragment, Sheet
from extract.text import lazy_re as re
from extract.text.numbers import are_alike

PROGRAM = "tesseract"
DOTS_PER_INCH = 300
MAX_SIDE = 6000
SECONDS = 120
MIN_CONFIDENCE = 20
NEAR_SIZE = 0.12
"""Lines whose size is that of most of the page but for this share are of that size: measured heights scatter."""

BOX = re.compile(r"bbox (-?\d{1,6}) (-?\d{1,6}) (-?\d{1,6}) (-?\d{1,6})")
BASELINE = re.compile(r"baseline (-?[\d.]{1,12}) (-?[\d.]{1,12})")
SIZE = re.compile(r"x_size ([\d.]{1,12})")
CONFIDENCE = re.compile(r"x_wconf (\d{1,3})")
LINES = ("ocr_line", "ocr_header", "ocr_caption", "ocr_textfloat")


def read_scan(document: Any, content: PageContent, font: int) -> str | None:
    """Adds what stands on a page's picture to its content; why nothing was read, None where something was."""
    scale = min(DOTS_PER_INCH / 72, MAX_SIDE / max(content.frame.width, content.frame.height, 1.0))
    try:
        found = _recognise(_picture(document, content.frame.page, scale), round(72 * scale))
    except FileNotFoundError:
        return f"{PROGRAM} is not installed (Debian: tesseract-ocr)"
    except subprocess.SubprocessError as error:
        return f"{PROGRAM} failed: {type(error).__name__}"
    fragments = list(_fragments(found, scale, font))
    if not fragments:
        return f"{PROGRAM} found no words"
    content.sheets = [Sheet(content.frame, fragments, Drawing())]
    content.slanted = []
    return None


def _picture(document: Any, number: int, scale: float) -> bytes:
    page = document[number - 1]
    try:
        written = io.BytesIO()
        page.render(scale=scale, grayscale=True).to_pil().save(written, "PNG", compress_level=1)
        return written.getvalue()
    finally:
        page.close()


def _recognise(picture: bytes, dots: int) -> bytes:
    """The hOCR of a picture."""
    return subprocess.run(
        [PROGRAM, "stdin", "stdout", "--dpi", str(dots), "hocr"],
        input=picture,
        capture_output=True,
        timeout=SECONDS,
        check=True,
        env={**os.environ, "OMP_THREAD_LIMIT": "1"},
    ).stdout


def _fragments(hocr: bytes, scale: float, font: int) -> Iterator[Fragment]:
    from lxml import etree

    root = etree.fromstring(hocr, etree.XMLParser(resolve_entities=False, no_network=True, recover=True))
    lines = [] if root is None else [span for span in root.iter("{*}span") if span.get("class") in LINES]
    sizes = _sizes(lines, scale)
    order = 0
    for line, size in zip(lines, sizes, strict=True):
        words = [word for word in line.iter("{*}span") if word.get("class") == "ocrx_word"]
        for place, word in enumerate(words):
            fragment = _fragment(word, line, scale, size, font, order, is_last=place == len(words) - 1)
            if fragment is not None:
                yield fragment
                order += 1


def _sizes(lines: list[Any], scale: float) -> list[float]:
    """The size of each line in points, those near the middle one made equal to it."""
    sizes = [float(found[1]) / scale if (found := SIZE.search(line.get("title", ""))) else 10.0 for line in lines]
    usual = median(sizes) if sizes else 10.0
    return [usual if are_alike(size, usual, NEAR_SIZE) else size for size in sizes]


def _fragment(
    word: Any, line: Any, scale: float, size: float, font: int, order: int, *, is_last: bool
) -> Fragment | None:
    title = word.get("title", "")
    box, confidence = BOX.search(title), CONFIDENCE.search(title)
    text = "".join("".join(word.itertext()).split())
    if not text or box is None or (confidence and int(confidence[1]) < MIN_CONFIDENCE):
        return None
    x0, _, x1, bottom = (float(number) for number in box.groups())
    whole, base = BOX.search(line.get("title", "")), BASELINE.search(line.get("title", ""))
    if whole and base:
        bottom = int(whole[4]) + float(base[2]) + float(base[1]) * ((x0 + x1) / 2 - int(whole[1]))
    foot = bottom / scale
    broken = is_last and len(text) > 2 and text[-1] in "-\u2010" and text[-2].isalpha()
    return Fragment.on_line(text, x0 / scale, x1 / scale, foot, size, font, order, broken=broken)
