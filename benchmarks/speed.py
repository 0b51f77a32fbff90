"""How fast the commands are, against the bars that they are held to: start, ingest, audit, memory."""

import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.beside_pdf import pages_of
from benchmarks.machine import machine
from benchmarks.measure import Used, extract, ingested, least, run
from benchmarks.peers import hear
from benchmarks.shared import articles, pdfs

QUICK, FULL = (40, 8), (300, 1000)
TIMES = 3
PRINTED = "1. Lee JH. A title of things. J Med. 2010;3(2):10-5.\n"
ABSTRACT = """Results: The response rate was 45/60 (75.0%) versus 30/60 (50.0%), odds ratio 3.0 (95% CI 1.4 to 6.5;
p = 0.005). Mean change differed, t(118) = 2.20, p = .03. The hazard ratio was 0.70 (95% CI 0.52-0.90, P < 0.001).
"""


def speed(full: bool) -> dict[str, object]:
    """Figures by profile, and each bar with what was measured. On a busy machine the clock's figures say little."""
    papers, files = FULL if full else QUICK
    with tempfile.TemporaryDirectory() as folder:
        start = _start(Path(folder))
        jats = _jats(articles(papers), Path(folder))
        pdf = _pdf(pdfs(files), Path(folder))
    return {**machine(), "start": start, "jats": jats, "pdf": pdf}


def _start(folder: Path) -> dict[str, object]:
    """What a call costs before and beside its work."""
    one = articles(1)
    calls: dict[str, Callable[[int], Used]] = {
        "python -c pass": lambda _: run([sys.executable, "-c", "pass"]),
        "extract --help": lambda _: extract("--help"),
        "extract parse-references, one line": lambda _: extract(
            "parse-references", "-", given="Lee A. T. J. 2010;3:1.\n"
        ),
        "extract audit - --only 'stat_*', an abstract": lambda _: extract(
            "audit", "-", "--only", "stat_*", given=ABSTRACT
        ),
        "extract ingest, one article": lambda n: ingested(one, folder / f"start{n}.db"),
    }
    return {name: least([call(n) for n in range(TIMES)]).row() for name, call in calls.items()}


def _jats(files: Sequence[Path], folder: Path) -> dict[str, object]:
    first = ingested(files[:1], folder / "first.db")
    one = ingested(files, folder / "one.db")
    two = ingested(files, folder / "two.db", jobs=2)
    audited = extract("audit", "--db", folder / "two.db", "--jobs", 2, "--quiet")
    return {
        "papers": len(files),
        "one_job": one.row(),
        "two_jobs": two.row(),
        "papers_a_second_one_job": round(len(files) / one.wall, 1),
        "papers_a_second_two_jobs": round(len(files) / two.wall, 1),
        "cpu_a_paper_after_start": round((one.cpu - first.cpu) / (len(files) - 1), 4),
        "one_job_over_two": round(one.wall / two.wall, 2),
        "audit_two_jobs": audited.row(),
        "audit_cpu_a_paper": round(audited.cpu / len(files), 4),
    }


def _pdf(files: Sequence[Path], folder: Path) -> dict[str, object]:
    """Whole ingest beside pdfplumber's text and tables, both from start to end."""
    pages = sum(pages_of(path) for path in files)
    first = ingested(files[:1], folder / "first_pdf.db")
    one = ingested(files, folder / "one_pdf.db")
    two = ingested(files, folder / "two_pdf.db", jobs=2)
    heard = hear("pdf_files.py", "pdfplumber text and tables", "pdfplumber", files)
    alone = heard.used or Used(cpu=0.0, wall=0.0, megabytes=0, exit=1)
    working = (one.cpu - first.cpu) / (pages - pages_of(files[0])) * pages
    return {
        "files": len(files),
        "pages": pages,
        "one_job": one.row(),
        "two_jobs": two.row(),
        "pages_a_second_one_job": round(pages / one.wall, 1),
        "pages_a_second_two_jobs": round(pages / two.wall, 1),
        "one_job_over_two": round(one.wall / two.wall, 2),
        "pdfplumber_text_and_tables": alone.row(),
        "pdfplumber_cpu_over_ours": round(alone.cpu / one.cpu, 2),
        "pdfplumber_cpu_over_ours_after_start": round(heard.working / working, 2),
        "pdfplumber_wall_over_ours_two_jobs": round(alone.wall / two.wall, 2),
    }
