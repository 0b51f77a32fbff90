"""Pages a second of the PDF reader, beside pdfplumber's text and tables on the same pages in the same run.

usage: pdf_speed.py FOLDER [PAPERS]     (default: the first 8 PDFs of the folder; processor seconds, least of two runs)
"""

import hashlib
import io
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pdfplumber
import pypdfium2

from extract.model import Source
from extract.read.pdf import read_pdf

RUNS = 2


def ours(data: bytes) -> None:
    """Text, blocks, tables, links, boxes."""
    read_pdf(Source(path="x.pdf", sha256=hashlib.sha256(data).hexdigest(), format="pdf", size=len(data)), data)


def pdfplumber_text(data: bytes) -> None:
    """The text of every page."""
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            page.extract_text()
            page.close()


def pdfplumber_all(data: bytes) -> None:
    """The text and the tables of every page."""
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            page.extract_text()
            page.extract_tables()
            page.close()


def seconds(read: Callable[[bytes], None], papers: list[bytes]) -> float:
    """The least processor time of some runs."""
    least = float("inf")
    for _ in range(RUNS):
        begin = time.process_time()
        for data in papers:
            read(data)
        least = min(least, time.process_time() - begin)
    return least


def main() -> None:
    folder, count = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 8
    papers = [path.read_bytes() for path in sorted(folder.glob("*.pdf"))[:count]]
    pages = sum(len(pypdfium2.PdfDocument(data)) for data in papers)
    base = 0.0
    print(f"{len(papers)} papers, {pages} pages")
    for read in (pdfplumber_all, pdfplumber_text, ours):
        took = seconds(read, papers)
        base = base or took
        print(f"{read.__name__:16} {pages / took:7.1f} pages/s   {base / took:5.1f} x")


if __name__ == "__main__":
    main()
