"""What is released: a lock file with every dependency and its hashes, a bill of materials, a list of licences."""

import json
import re
import sys
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tools"))

from sbom import HASH, LICENCES, LOCK, PINNED, UNKNOWN, Pin, pins  # noqa: E402

NOT_FOR_USERS = {"dev", "docs", "browser"}
SHARING = re.compile(r"\b(?:A?GPL|Affero|General Public)", re.IGNORECASE)
"""Licences under which what is built upon a work has to be given away as the work is; LGPL and MPL are not."""


def locked() -> list[Pin]:
    return list(pins(LOCK.read_text(encoding="utf-8")))


def listed() -> list[tuple[str, str, str]]:
    """The rows of the list of licences."""
    rows = re.findall(r"^\| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", LICENCES.read_text(encoding="utf-8"), re.MULTILINE)
    return [row for row in rows if row[0] not in ("package", "---")]


def test_every_dependency_of_users_is_pinned_within_its_bounds() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    of_users = [each for name in extras if name not in NOT_FOR_USERS for each in extras[name]]
    held = {canonicalize_name(one.name): one.version for one in locked()}
    for requirement in map(Requirement, [*project["dependencies"], *of_users]):
        assert requirement.specifier.contains(held[canonicalize_name(requirement.name)]), requirement


def test_every_release_is_locked_with_the_hashes_of_its_files() -> None:
    text = LOCK.read_text(encoding="utf-8")
    assert len(locked()) > 50 and all(one.hashes for one in locked())
    assert len(HASH.findall(text)) == sum(len(one.hashes) for one in locked())
    strangers = [
        line for line in PINNED.sub("", text).splitlines() if line.strip() and not line.strip().startswith("#")
    ]
    assert not strangers


def test_bill_and_licences_are_those_of_the_lock_file() -> None:
    told = json.loads((ROOT / "sbom.json").read_text(encoding="utf-8"))
    releases = [(one.name, one.version) for one in locked()]
    assert [(each["name"], each["version"]) for each in told["components"]] == releases
    assert [(name, version) for name, version, _ in listed()] == releases
    licences = [each["licenses"][0]["license"]["name"] for each in told["components"]]
    assert licences == [licence for _, _, licence in listed()]
    assert (told["bomFormat"], told["metadata"]["component"]["name"]) == ("CycloneDX", "extract")


def test_each_licence_is_told_and_none_asks_for_what_is_built_on_it() -> None:
    assert SHARING.search("GNU Affero General Public License v3") and SHARING.search("AGPL-3.0-only")
    assert not SHARING.search("LGPL-3.0") and not SHARING.search("MPL-2.0 AND MIT")
    assert [row for row in listed() if row[2] == UNKNOWN or SHARING.search(row[2])] == []
