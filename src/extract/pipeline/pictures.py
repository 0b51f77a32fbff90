"""Pages drawn from their PDF with passages marked: for reports, for `show --image`, for the served pages."""

import base64
import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract.errors import ExtractError, UsageError
from extract.model import Box, Paper
from extract.pipeline.drawing import page_png

if TYPE_CHECKING:
    from extract.report.pages.writing import Pictures
    from extract.store import Database

MOST_PICTURES = 60
MOST_FAILED = 2
AROUND = 60.0
"""Points of the page shown above and below the passage: its paragraph, and a file of a tenth of the page's size."""


def row_png(database: "Database", row: dict[str, Any]) -> bytes:
    """The page of a row with its passage marked. A finding means its first passage that has a place."""
    passage = next((one for one in (row, *(row.get("evidence") or ())) if one.get("page") and one.get("boxes")), None)
    if passage is None:
        raise UsageError(f"{row['id']} has no place on a page: only passages of PDFs have one")
    data = source_bytes(database, str(passage["document_id"]))
    return page_png(data, int(passage["page"]), _boxes(passage["boxes"]))


def pictures_for(database: "Database", *, tell: Callable[[str], None]) -> "Pictures":
    """For a report: the pages of a paper's findings as data URIs; what cannot be drawn is told and left out.

    A page that costs too much is tried once; behind `MOST_FAILED` such pages the rest of the paper is left out too.
    """

    def pictures(paper: Paper, findings: Sequence[dict[str, Any]]) -> dict[str, str]:
        placed = [
            (finding["id"], passage)
            for finding in findings
            for passage in finding["evidence"][:1]
            if passage["document_id"] == paper.id and passage["page"] and passage["boxes"]
        ]
        if not placed:
            return {}
        try:
            data = source_bytes(database, paper.id)
        except UsageError as error:
            tell(f"no page images: {error}")
            return {}
        return _drawn(data, placed[:MOST_PICTURES], tell)

    return pictures


def _drawn(data: bytes, placed: Sequence[tuple[str, dict[str, Any]]], tell: Callable[[str], None]) -> dict[str, str]:
    """The page of each named passage; those of pages that could not be drawn are missing."""
    found: dict[str, str] = {}
    failed: set[int] = set()
    for name, passage in placed:
        page = int(passage["page"])
        if page in failed or len(failed) >= MOST_FAILED:
            continue
        try:
            found[name] = _data_uri(data, passage)
        except ExtractError as error:
            failed.add(page)
            tell(f"no image of page {page}: {error}")
    return found


def _data_uri(data: bytes, passage: dict[str, Any]) -> str:
    png = page_png(data, int(passage["page"]), _boxes(passage["boxes"]), dots_per_point=1.35, colours=16, around=AROUND)
    return "data:image/png;base64," + base64.b64encode(png).decode("ascii")


def _boxes(found: Sequence[Any]) -> tuple[Box, ...]:
    return tuple(Box(*(box if isinstance(box, list) else _values(box))) for box in found)


def _values(box: dict[str, Any]) -> tuple[int, float, float, float, float]:
    return box["page"], box["x0"], box["top"], box["x1"], box["bottom"]


def source_bytes(database: "Database", document_id: str) -> bytes:
    """The bytes of a document from where it was ingested. Raises `UsageError` where they are gone or others."""
    held = database.row("SELECT path, sha256, size FROM documents WHERE id = ?", (document_id,))
    if held is None:
        raise UsageError(f"the document {document_id} is not in the database")
    path = Path(str(held["path"]))
    try:
        if not path.is_file():
            raise FileNotFoundError(path)
        with path.open("rb") as file:
            data = file.read(int(held["size"]) + 1)
    except (OSError, ValueError) as error:
        raise UsageError(f"{path} cannot be read: put the PDF back where it was ingested from") from error
    if hashlib.sha256(data).hexdigest() != held["sha256"]:
        raise UsageError(f"{path} has changed since it was ingested: ingest it again")
    return data
