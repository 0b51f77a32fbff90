"""The case study in the documentation, written from what the tool itself says of the review.

    python -m benchmarks.case_study REVIEW     writes the made parts of docs/case-uhcc.md and of README.md

`make docs` does so where the review is at hand (EXTRACT_SHARED); a test holds the made parts against the tool.
"""

import re
import sys
import textwrap
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.machine import ROOT

Row = dict[str, Any]
PAGE, FRONT = ROOT / "docs" / "case-uhcc.md", ROOT / "README.md"
COUNTS, ERRORS, OTHERS = "counts", "errors", "others"
SHOWN = ("9", "11")
"""The references whose errors the README shows."""

PLAIN = ("error", "warning", "note")
SURE = re.compile(r"\(probability ([^)]+)\)")
WIDTH = 118


def findings_of(review: Path) -> list[Row]:
    """What `extract run` says of a review, without a network and without a library."""
    from click.testing import CliRunner

    from extract.cli import extract
    from extract.store import layer_rows, open_read_only

    with TemporaryDirectory() as folder:
        db = Path(folder) / "case.db"
        ran = CliRunner().invoke(extract, ["run", str(review), "--db", str(db), "--no-images", "-q"])
        if ran.exit_code:
            raise SystemExit(ran.output)
        with open_read_only(db) as database:
            return list(layer_rows(database, "findings"))


def parts_of(findings: Sequence[Row]) -> dict[str, str]:
    """The made parts of the page: counts, the errors of citations as a table, all others as a list."""
    counted = Counter(row["severity"] for row in findings)
    counts = ", ".join(f"{counted[word]} {word}{'s' * (counted[word] != 1)}" for word in PLAIN)
    errors = sorted((row for row in findings if _is_citation(row)), key=lambda row: int(row["reference_labels"][0]))
    table = ["| reference | in the tool's words | probability |", "|---|---|---|"]
    for row in errors:
        from extract.report.titles import headline

        told = headline(row["message"], row["reference_labels"])
        sure = SURE.search(row["message"])
        said = "; ".join((told.title, *told.more)).replace("|", "\\|")
        table.append(f"| [{row['reference_labels'][0]}] | {said} | {sure[1] if sure else ''} |")
    others = [
        textwrap.fill(f"{row['severity']}: {row['message']}", WIDTH, initial_indent="- ", subsequent_indent="  ")
        for row in findings
        if not _is_citation(row)
    ]
    return {
        COUNTS: f"The answer, on the version of this page: {counts}.",
        ERRORS: "\n".join(table),
        OTHERS: "\n".join(others),
    }


def shown_errors(findings: Sequence[Row]) -> str:
    """The errors that the README shows, as `extract run` prints them."""
    chosen = {row["reference_labels"][0]: row for row in findings if _is_citation(row)}
    lines: list[str] = []
    for label in SHOWN:
        lines.append(f"error: review.txt [{label}]")
        lines += textwrap.wrap(chosen[label]["message"], WIDTH, initial_indent="  ", subsequent_indent="  ")
    return "\n".join(lines)


def with_part(text: str, name: str, part: str) -> str:
    """A page with a made part put between its marks."""
    begin, end = f"<!-- made: {name} -->\n", f"\n<!-- end: {name} -->"
    head, rest = text.split(begin)
    return head + begin + part + end + rest.split(end, 1)[1]


def pages(findings: Sequence[Row]) -> dict[Path, str]:
    """The documents with their parts made anew."""
    case = PAGE.read_text(encoding="utf-8")
    for name, part in parts_of(findings).items():
        case = with_part(case, name, part)
    front = FRONT.read_text(encoding="utf-8")
    shown = re.compile(r"(?<=```\n)error: review\.txt .*?(?=\n```)", re.DOTALL)
    return {PAGE: case, FRONT: shown.sub(lambda _: shown_errors(findings), front, count=1)}


def _is_citation(row: Row) -> bool:
    return bool(row["severity"] == "error" and row["check"].startswith("citation_") and row["reference_labels"])


def main() -> None:
    """Write the pages."""
    for path, text in pages(findings_of(Path(sys.argv[1]))).items():
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
