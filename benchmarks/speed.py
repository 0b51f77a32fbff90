"""Speed and memory of ingest beside peers, in one run: seconds are the processor's, so that other work counts little.

    python benchmarks/speed.py [--papers 60] [--pdfs 9] [-o benchmarks/results/speed.json]

Needs the optional data beside the project (EXTRACT_SHARED). A peer that is not installed is named and left out.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from shutil import which

from machine import machine

SHARED = Path(os.environ.get("EXTRACT_SHARED") or Path(__file__).resolve().parents[2] / "shared")


def used(work: Callable[[], object]) -> float:
    """Processor seconds of this process and its children."""
    before = sum(os.times()[:4])
    work()
    return sum(os.times()[:4]) - before


def extract(*words: object) -> None:
    subprocess.run(
        [sys.executable, "-m", "extract", *map(str, words), "--quiet"], check=False, stderr=subprocess.DEVNULL
    )


def ingested(paths: list[Path], jobs: int = 1) -> dict[str, float]:
    """Whole ingest into a new database: processor seconds, wall seconds, megabytes of the largest process."""
    with tempfile.TemporaryDirectory() as folder:
        begin = time.monotonic()
        cpu = used(lambda: extract("ingest", *paths, "--db", Path(folder) / "t.db", "--jobs", jobs))
        wall = time.monotonic() - begin
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return {"cpu": round(cpu, 2), "wall": round(wall, 2), "megabytes": round(peak)}


def lxml_alone(paths: list[Path]) -> None:
    from lxml import etree

    for path in paths:
        etree.fromstring(path.read_bytes(), etree.XMLParser(recover=True, load_dtd=False, no_network=True))


def spacy_alone(texts: list[str]) -> None:
    import spacy

    language = spacy.blank("en")
    for text in texts:
        language(text[:900_000])


def pubmed_parser_alone(paths: list[Path]) -> None:
    import pubmed_parser

    for path in paths:
        pubmed_parser.parse_pubmed_paragraph(str(path))
        pubmed_parser.parse_pubmed_references(str(path))


def pdfplumber_alone(paths: list[Path]) -> None:
    import pdfplumber

    for path in paths:
        with pdfplumber.open(path) as file:
            for page in file.pages:
                page.extract_text()
                page.extract_tables()


def pdfminer_alone(paths: list[Path]) -> None:
    from pdfminer.high_level import extract_text

    for path in paths:
        extract_text(str(path))


def pages_of(paths: list[Path]) -> int:
    import pypdfium2

    return sum(len(pypdfium2.PdfDocument(path)) for path in paths)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--papers", type=int, default=60)
    parser.add_argument("--pdfs", type=int, default=9)
    parser.add_argument("-o", "--output", type=Path)
    options = parser.parse_args()
    articles = sorted((SHARED / "bench" / "articles").glob("*xml"))
    pdfs = sorted((SHARED / "bench" / "pdf").glob("*.pdf"))
    if not articles or not pdfs:
        sys.exit(f"optional data is absent: {SHARED} (set EXTRACT_SHARED)")
    articles = articles[:: max(1, len(articles) // options.papers)][: options.papers]
    pdfs = pdfs[:: max(1, len(pdfs) // options.pdfs)][: options.pdfs]
    told: dict[str, object] = {**machine(), **of_articles(articles), **of_pdfs(pdfs)}
    missing = [name for name in ("camelot", "refextract", "pubmed_parser") if find_spec(name) is None]
    told["not installed"] = [*missing, *(["Rscript (statcheck)"] if which("Rscript") is None else [])]
    print(json.dumps(told, indent=1))
    if options.output is not None:
        options.output.parent.mkdir(parents=True, exist_ok=True)
        options.output.write_text(json.dumps(told, indent=1) + "\n")


def of_articles(paths: list[Path]) -> dict[str, object]:
    """JATS: what a paper costs once the workers run (startup told apart), growth, two jobs, peers."""
    startup = ingested(paths[:1])["cpu"]
    curve = {count: ingested(paths[:count]) for count in (len(paths) // 4, len(paths) // 2, len(paths))}
    whole = curve[len(paths)]
    two = ingested(paths, jobs=2)
    each = (whole["cpu"] - startup) / (len(paths) - 1)
    parse = used(lambda: lxml_alone(paths))
    peers = {"lxml parse": round(parse, 2)}
    if find_spec("pubmed_parser"):
        peers["pubmed_parser paragraphs and references"] = round(used(lambda: pubmed_parser_alone(paths)), 2)
    peers["blank spaCy tokenizer"] = round(
        used(lambda: spacy_alone([path.read_text(errors="replace") for path in paths])), 2
    )
    return {
        "jats": {
            "papers": len(paths),
            "startup_cpu_seconds": startup,
            "cpu_seconds_a_paper": round(each, 3),
            "papers_a_cpu_second": round(1 / each, 1),
            "two_jobs": two,
            "wall_one_job_over_two": round(whole["wall"] / two["wall"], 2),
            "curve": {str(count): figures for count, figures in curve.items()},
            "peers_cpu_seconds": peers,
            "times_lxml_parse": round((whole["cpu"] - startup) / parse, 1),
        }
    }


def of_pdfs(paths: list[Path]) -> dict[str, object]:
    """PDFs: whole ingest against text and tables alone."""
    pages = pages_of(paths)
    startup = ingested(paths[:1])["cpu"]
    first = pages_of(paths[:1])
    whole = ingested(paths)
    each = (whole["cpu"] - startup) / max(1, pages - first)
    plumber = used(lambda: pdfplumber_alone(paths))
    return {
        "pdf": {
            "files": len(paths),
            "pages": pages,
            "whole_ingest": whole,
            "pages_a_cpu_second": round(1 / each, 1),
            "pages_a_cpu_second_with_startup": round(pages / whole["cpu"], 1),
            "pdfplumber_text_and_tables_cpu_seconds": round(plumber, 2),
            "times_faster_than_pdfplumber": round(plumber / (each * pages), 1),
            "pdfminer_text_cpu_seconds": round(used(lambda: pdfminer_alone(paths)), 2),
        }
    }


if __name__ == "__main__":
    main()
