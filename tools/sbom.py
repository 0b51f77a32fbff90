"""The bill of materials of a release: every locked dependency with version and licence, as CycloneDX JSON.

python tools/sbom.py [requirements.lock] > sbom.json      # in an environment made from the lock file
"""

import json
import re
import sys
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

from extract import __version__

PINNED = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;]+)", re.MULTILINE)


def component(name: str, pinned: str) -> dict[str, object]:
    """One dependency; its licence is known where it is installed."""
    found: dict[str, object] = {
        "type": "library",
        "name": name,
        "version": pinned,
    }
    try:
        told = metadata(name)
    except PackageNotFoundError:
        return found
    licence = told.get("License-Expression") or (told.get("License") or "").split("\n")[0]
    if licence:
        found["licenses"] = [{"license": {"name": licence[:120]}}]
    return found


def main() -> None:
    lock = Path(sys.argv[1] if len(sys.argv) > 1 else "requirements.lock").read_text(encoding="utf-8")
    told = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": "extract", "version": __version__}},
        "components": [component(match["name"], match["version"]) for match in PINNED.finditer(lock)],
    }
    print(json.dumps(told, indent=1))


if __name__ == "__main__":
    main()
