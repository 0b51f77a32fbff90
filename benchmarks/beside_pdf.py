"""PDFs read by us and by others: seconds, memory, and how much of the article's own mark-up each found."""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from benchmarks.machine import machine
from benchmarks.ours import Row, read_files
from benchmarks.peers import Heard, hear
from benchmarks.shared import pdfs
from benchmarks.truth import NOTHING, Grid, Truth, abstract_score, own_title_score, read_truth, table_score, text_score

PEERS = (
    ("pdfplumber text in flow", "pdfplumber"),
    ("pdfplumber text and tables", "pdfplumber"),
    ("pdfminer.six text", "pdfminer"),
    ("pypdfium2 text", "pypdfium2"),
    ("camelot stream", "camelot"),
    ("camelot lattice", "camelot"),
)
QUICK, FULL = 8, 1000


def beside_pdf(full: bool) -> dict[str, object]:
    """One row for each tool; `working` are the processor seconds without start and imports, where they are known."""
    files = pdfs(FULL if full else QUICK)
    truths = {path.name: read_truth(path.with_suffix(".nxml")) for path in files}
    pages = sum(pages_of(path) for path in files)
    used, layers = read_files(files, ("texts", "cells", "documents", "sections"))
    printed = {name: str(rows[0]["text"]) for name, rows in layers["texts"].items()}
    grids = {path.name: _grids(layers["cells"].get(path.name, [])) for path in files}
    ours = {"cpu": used.cpu, "megabytes": used.megabytes, "pages_a_cpu_second": round(pages / used.cpu, 1)}
    own = {
        "title": _own_titles(truths, layers["documents"]),
        "abstract": _abstracts(truths, layers["sections"], printed),
    }
    rows: dict[str, object] = {
        "extract, whole ingest": {
            **ours,
            "text": _text(truths, printed),
            "tables": _tables(truths, grids, printed),
            **own,
        }
    }
    for name, module in PEERS:
        rows[name] = _row(hear("pdf_files.py", name, module, files), truths, printed, pages)
    return {**machine(), "files": len(files), "pages": pages, "tools": rows}


def _row(heard: Heard, truths: dict[str, Truth], printed: dict[str, str], pages: int) -> dict[str, object]:
    if heard.answers is None or heard.used is None:
        return {"left_out": heard.why}
    answers = {name: told for name, told in heard.answers.items() if isinstance(told, dict)}
    texts = {name: told["text"] for name, told in answers.items() if "text" in told}
    grids = {name: told["tables"] for name, told in answers.items() if "tables" in told}
    return {
        "release": heard.release,
        "cpu": heard.used.cpu,
        "working": round(heard.working, 2),
        "megabytes": heard.used.megabytes,
        "pages_a_cpu_second": round(pages / heard.used.cpu, 1),
        **({"failed": len(heard.answers) - len(answers)} if len(answers) < len(heard.answers) else {}),
        **({"text": _text(truths, texts)} if texts else {}),
        **({"tables": _tables(truths, grids, printed)} if grids else {}),
    }


def _text(truths: dict[str, Truth], texts: dict[str, str]) -> float:
    score = sum((text_score(truth, texts.get(name, "")) for name, truth in truths.items()), NOTHING)
    return round(score.right / score.there, 4)


def _tables(truths: dict[str, Truth], grids: dict[str, list[Grid]], printed: dict[str, str]) -> dict[str, object]:
    """`printed` is the same text for all tools: it says which tables the PDF prints as text."""
    scores = (table_score(truth, grids.get(name, []), printed.get(name, "")) for name, truth in truths.items())
    return sum(scores, NOTHING).row()


def _own_titles(truths: dict[str, Truth], documents: dict[str, list[Row]]) -> dict[str, object]:
    titles = {name: next((str(row["title"] or "") for row in rows), "") for name, rows in documents.items()}
    return sum((own_title_score(truth, titles.get(name)) for name, truth in truths.items()), NOTHING).row()


def _abstracts(truths: dict[str, Truth], sections: dict[str, list[Row]], printed: dict[str, str]) -> dict[str, object]:
    score = NOTHING
    for name, truth in truths.items():
        called = [row for row in sections.get(name, []) if row["role"] == "abstract"]
        inner = {row["id"] for row in called}
        texts = [
            printed.get(name, "")[int(str(row["start"])) : int(str(row["end"]))]
            for row in called
            if row.get("parent_id") not in inner
        ]
        score += abstract_score(truth, texts)
    return score.row()


def _grids(cells: Sequence[Row]) -> list[Grid]:
    """Our cells, table by table, at their rows and columns."""
    tables: dict[object, dict[tuple[int, int], str]] = defaultdict(dict)
    for cell in cells:
        if cell["role"] != "note":
            tables[cell["table_id"]][int(str(cell["row"])), int(str(cell["col"]))] = str(cell["text"])
    grids = []
    for placed in tables.values():
        rows, columns = sorted({row for row, _ in placed}), range(max(column for _, column in placed) + 1)
        grids.append([[placed.get((row, column), "") for column in columns] for row in rows])
    return grids


def pages_of(path: Path) -> int:
    import pypdfium2

    return len(pypdfium2.PdfDocument(path))
