"""What a release depends on: the bill of materials (sbom.json, CycloneDX) and the list of licences (docs/licences.md).

Both are made from `requirements.lock`, in an environment made from it, since licences are told by what is installed:

    uv pip compile pyproject.toml --extra online --extra parquet --extra cluster --extra pandas --extra explore \
        --universal --python-version 3.11 --generate-hashes --no-header -o requirements.lock
    uv venv made && uv pip install -p made/bin/python --require-hashes -r requirements.lock colorama
    made/bin/python tools/sbom.py
"""

import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK, BILL, LICENCES = ROOT / "requirements.lock", ROOT / "sbom.json", ROOT / "docs" / "licences.md"
PINNED = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;\\]+)(?P<rest>.*(?:\n +--hash=.*)*)", re.MULTILINE)
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
UNKNOWN = "not told"


@dataclass(frozen=True, slots=True)
class Pin:
    """One line of the lock file: a release, and the SHA-256 of each of its files."""

    name: str
    version: str
    hashes: tuple[str, ...]


def pins(lock: str) -> Iterator[Pin]:
    """Every release of a lock file; one that differs between versions of Python comes twice."""
    for found in PINNED.finditer(lock):
        yield Pin(found["name"], found["version"], tuple(HASH.findall(found["rest"])))


def licence_of(name: str) -> str:
    """The licence as a package's own metadata tell it: as an expression, in words, or by its classifiers."""
    try:
        told = metadata(name)
    except PackageNotFoundError:
        return UNKNOWN
    classes = [line.split("::")[-1].strip() for line in told.get_all("Classifier") or [] if line.startswith("License")]
    words = (told.get("License") or "").split("\n")[0].strip()
    return told.get("License-Expression") or (words if words not in ("", "UNKNOWN") else "; ".join(classes)) or UNKNOWN


def bill_of(pinned: list[Pin]) -> dict[str, object]:
    """The bill of materials as CycloneDX has it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": project["name"], "version": project["version"]}},
        "components": [
            {
                "type": "library",
                "name": one.name,
                "version": one.version,
                "purl": f"pkg:pypi/{one.name}@{one.version}",
                "licenses": [{"license": {"name": licence_of(one.name)}}],
            }
            for one in pinned
        ],
    }


def main() -> None:
    pinned = list(pins(LOCK.read_text(encoding="utf-8")))
    BILL.write_text(json.dumps(bill_of(pinned), indent=1) + "\n", encoding="utf-8")
    rows = "".join(f"| {one.name} | {one.version} | {licence_of(one.name)} |\n" for one in pinned)
    LICENCES.write_text(f"{HEAD}{rows}", encoding="utf-8")


HEAD = """# Licences of what extract depends on

Made by `tools/sbom.py` from `requirements.lock`: every release that `pip install` brings with any of the extras, as its
own metadata tell it. None is under the AGPL or the GPL. Extract itself is under Apache-2.0; what its vocabulary is made
from says the head of its files.

| package | release | licence |
|---|---|---|
"""


if __name__ == "__main__":
    main()
