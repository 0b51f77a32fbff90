"""The optional data beside the project: articles in mark-up, the same in PDF, printed references."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from benchmarks.machine import ROOT

T = TypeVar("T")
SHARED = Path(os.environ.get("EXTRACT_SHARED") or ROOT.parent / "shared")
BENCH = SHARED / "bench"


def articles(count: int) -> list[Path]:
    """Articles in JATS, spread evenly over the folder."""
    return spread(sorted((BENCH / "articles").glob("*xml")), count)


def pdfs(count: int) -> list[Path]:
    """Papers in PDF; the mark-up of each lies beside it."""
    return spread(sorted((BENCH / "pdf").glob("*.pdf")), count)


def spread(items: Sequence[T], count: int) -> list[T]:
    """So many items at even distances, or all.

    >>> spread(range(10), 4)
    [0, 2, 5, 7]
    """
    wanted = min(count, len(items))
    return [items[number * len(items) // wanted] for number in range(wanted)]
