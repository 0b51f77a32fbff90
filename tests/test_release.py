"""What is released: a lock file that holds every dependency, and a bill of materials made from it."""

import json
import subprocess
import sys
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
NOT_FOR_USERS = {"dev", "docs", "browser"}


def pinned() -> dict[str, str]:
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").split()
    return {canonicalize_name(name): version for name, _, version in (line.partition("==") for line in lines)}


def test_every_dependency_of_users_is_pinned_within_its_bounds() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    of_users = [each for name in extras if name not in NOT_FOR_USERS for each in extras[name]]
    held = pinned()
    for requirement in map(Requirement, [*project["dependencies"], *of_users]):
        assert requirement.specifier.contains(held[canonicalize_name(requirement.name)]), requirement


def test_the_bill_of_materials_names_all_that_is_locked() -> None:
    made = subprocess.run([sys.executable, ROOT / "tools" / "sbom.py", ROOT / "requirements.lock"], capture_output=True)
    told = json.loads(made.stdout)
    assert {canonicalize_name(each["name"]): each["version"] for each in told["components"]} == pinned()
    assert (told["bomFormat"], told["metadata"]["component"]["name"]) == ("CycloneDX", "extract")
