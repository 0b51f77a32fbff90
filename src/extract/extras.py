"""Optional libraries, and how they are installed: from this project's folder, since the name `extract` on PyPI is
another project's."""

import sys
from importlib.util import find_spec

from extract.errors import UsageError

EXTRAS = {
    "online": "httpx2",
    "parquet": "pyarrow",
    "cluster": "distributed",
    "pandas": "pandas",
    "explore": "datasette",
}
"""Extra -> the library that it brings, by its name of import."""


def is_installed(extra: str) -> bool:
    """Whether the library of an extra is there."""
    return find_spec(EXTRAS[extra]) is not None


def how_to_install(extra: str) -> str:
    """What to do where an extra is missing, in one line."""
    return f"in the folder of this project: {sys.executable} -m pip install '.[{extra}]'"


def require(extra: str, what: str) -> None:
    """Raises `UsageError` where the library of an extra is missing; `what` needs it ("Parquet")."""
    if not is_installed(extra):
        raise UsageError(f"{what} needs the extra [{extra}] ({EXTRAS[extra]}): {how_to_install(extra)}")
