"""`extract show --image`: the page on which a row's passage stands, as a file."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract.outputs import output_bytes

if TYPE_CHECKING:
    from extract.store import Database

UNSAFE = re.compile(r"[^\w.-]+")


def write_image(database: "Database", row: dict[str, Any], output: Path | None) -> Path:
    """Write the page of a row with its passage marked as PNG; where it was written. Raises `UsageError`."""
    from extract.pipeline.pictures import row_png

    picture = row_png(database, row)
    target = output or Path(f"{UNSAFE.sub('_', str(row['id']))}.png")
    with output_bytes(target) as file:
        file.write(picture)
    return target
