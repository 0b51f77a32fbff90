"""Findings as a person reads them in a terminal, and as files."""

import textwrap
from collections.abc import Iterator, Sequence
from typing import IO, Any, cast

from extract import __version__
from extract.report.export import document_names, write_records
from extract.report.findings_page import write_page
from extract.report.markdown import write_markdown
from extract.report.sarif import write_sarif
from extract.store import Database
from extract.store.layers import layer_rows

Row = dict[str, Any]
WIDTH = 110
TITLES = {"error": "ERRORS", "warning": "WARNINGS", "note": "NOTES"}
ROLES = {
    "claim": "says",
    "result": "prints",
    "reference": "cites",
    "cited_passage": "source",
    "work": "record",
    "context": "beside",
}


def write_findings(database: Database, documents: Sequence[str], form: str, file: IO[str]) -> list[str]:
    """Writes the findings of papers; the severities of those that nobody rejected."""
    found = cast("list[Row]", list(layer_rows(database, "findings", documents))) if documents else []
    if form == "text":
        for line in _lines(found, document_names(database)):
            file.write(line + "\n")
    elif form == "html":
        write_page(found, document_names(database), file)
    elif form == "sarif":
        names, checks = document_names(database), layer_rows(database, "checks")
        write_sarif(found, checks, names, __version__, file, _plain_texts(database, found))
    elif form == "md":
        write_markdown(found, document_names(database), file)
    else:
        write_records(iter(found), form, file)
    return [str(row["severity"]) for row in found if not is_rejected(row)]


def is_rejected(finding: Row) -> bool:
    """Whether people called it wrong and nobody called it right."""
    decisions = {review["decision"] for review in finding["reviews"]}
    return "rejected" in decisions and "accepted" not in decisions


def _plain_texts(database: Database, found: list[Row]) -> dict[str, str]:
    """The texts of plain files in which something was found: only there is a line of the text one of the file."""
    named = {str(finding["document_id"]) for finding in found}
    plain = [str(row["id"]) for row in layer_rows(database, "documents") if row["format"] == "text"]
    wanted = named.intersection(plain)
    return {str(row["id"]): str(row["text"]) for row in layer_rows(database, "texts") if row["id"] in wanted}


def _lines(found: list[Row], names: dict[str, str]) -> Iterator[str]:
    for severity, title in TITLES.items():
        chosen = [finding for finding in found if finding["severity"] == severity]
        if chosen:
            yield f"{title} ({len(chosen)})"
            yield ""
        for finding in chosen:
            yield from _finding(finding, names)


def _finding(finding: Row, names: dict[str, str]) -> Iterator[str]:
    labels = ", ".join(f"[{label}]" for label in finding["reference_labels"] if label)
    place = _place(finding["evidence"][0]) if finding["evidence"] else ""
    yield f"  {names.get(finding['document_id'], finding['document_id'])}{place}  {labels}".rstrip()
    yield from _wrapped("    ", finding["message"])
    for passage in finding["evidence"][:4]:
        role = ROLES.get(passage["role"], passage["role"])
        other = passage["document_id"] if passage["document_id"] not in (None, finding["document_id"]) else None
        where = f" ({names.get(other, other)}{_place(passage)})" if other else ""
        yield from _wrapped(f"    {role:>7}{where}: ", f"“{_short(passage['text'])}”")
    for review in finding["reviews"]:
        reason = f": {review['reason']}" if review["reason"] else ""
        yield from _wrapped("    ", f"{review['decision']} by {review['reviewer']}{reason}")
    yield f"    {finding['check']} · extract show {finding['id']}"
    yield ""


def _place(passage: Row) -> str:
    if passage.get("page"):
        return f", page {passage['page']}"
    return f", character {passage['start']}" if passage.get("start") is not None else ""


def _short(text: str, limit: int = 320) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= limit else flat[: limit - 1] + "…"


def _wrapped(head: str, text: str) -> Iterator[str]:
    yield from textwrap.wrap(text, WIDTH, initial_indent=head, subsequent_indent=" " * len(head)) or [head]
