"""Citation-aware extraction and audit of biomedical literature.

    import extract

    extract.ingest(["review.pdf"], db="outputs/extract.db")
    for finding in extract.run_audit(db="outputs/extract.db"):
        print(finding.severity, finding.message)

`ingest`, `resolve_references`, `run_audit`, `findings`, `results`, `rows` and `frame` are described in `extract.api`.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extract.api import findings, frame, ingest, resolve_references, results, rows, run_audit

__version__ = "0.1.0"
__all__ = ["__version__", "findings", "frame", "ingest", "resolve_references", "results", "rows", "run_audit"]


def __getattr__(name: str) -> object:
    """A function of `extract.api`, loaded when first asked for: `import extract` alone costs nothing."""
    if name in __all__:
        return getattr(import_module("extract.api"), name)
    raise AttributeError(f"module 'extract' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
