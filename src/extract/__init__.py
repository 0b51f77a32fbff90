"""Citation-aware extraction and audit of biomedical literature.

    import extract

    extract.ingest(["review.pdf"], db="outputs/extract.db")
    for finding in extract.audit(db="outputs/extract.db"):
        print(finding.severity, finding.message)

`ingest`, `resolve`, `audit`, `findings`, `results`, `rows` and `frame` are described in `extract.api`. Two of these
names are also those of rooms; rooms are imported from (`from extract.audit import choose_checks`).
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extract.api import audit, findings, frame, ingest, resolve, results, rows

__version__ = "0.1.0"
__all__ = ["__version__", "audit", "findings", "frame", "ingest", "resolve", "results", "rows"]


class _Package(ModuleType):
    """This package, whose functions are loaded when first asked for: `import extract` alone costs nothing."""

    def __dir__(self) -> list[str]:
        return sorted({*__all__, *(name for name in vars(self) if name.startswith("__"))})


def _function(name: str) -> property:
    def load(package: ModuleType) -> object:
        return getattr(import_module("extract.api"), name)

    def keep(package: ModuleType, room: object) -> None:
        """Python sets a room as an attribute when it is imported; the function stays."""

    return property(load, keep)


for _name in __all__[1:]:
    setattr(_Package, _name, _function(_name))
sys.modules[__name__].__class__ = _Package
