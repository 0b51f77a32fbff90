"""`extract show --image`: the page on which a row's passage stands, drawn from its PDF."""

import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract.errors import UsageError

if TYPE_CHECKING:
    from extract.store.database import Database

UNSAFE = re.compile(r"[^\w.-]+")


def write_image(database: "Database", row: dict[str, Any], output: Path | None) -> Path:
    """Write the page of a row with its passage marked as PNG; where it was written. Raises `UsageError`."""
    from extract.model import Box
    from extract.read.pdf.picture import page_png

    page, found = row.get("page"), row.get("boxes") or []
    if not page or not found:
        raise UsageError(f"{row['id']} has no place on a page: only passages of PDFs have one")
    boxes = [Box(*(box if isinstance(box, list) else _values(box))) for box in found]
    data = _source_bytes(database, str(row["document_id"]))
    target = output or Path(f"{UNSAFE.sub('_', str(row['id']))}.png")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(page_png(data, int(page), boxes))
    except OSError as error:
        raise UsageError(f"{target} cannot be written: {error.strerror or error}") from error
    return target


def _values(box: dict[str, Any]) -> tuple[int, float, float, float, float]:
    return box["page"], box["x0"], box["top"], box["x1"], box["bottom"]


def _source_bytes(database: "Database", document_id: str) -> bytes:
    held = database.row("SELECT path, sha256 FROM documents WHERE id = ?", (document_id,))
    if held is None:
        raise UsageError(f"the document {document_id} is not in the database")
    path = Path(str(held["path"]))
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path} cannot be read: put the PDF back where it was ingested from") from error
    if hashlib.sha256(data).hexdigest() != held["sha256"]:
        raise UsageError(f"{path} has changed since it was ingested: ingest it again")
    return data
