"""What other tools make of the same files: each in a process of its own, by whichever Python has it."""

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from benchmarks.machine import ROOT
from benchmarks.measure import Used, run

FOLDER = Path(__file__).parent
PYTHON_OF_PEERS = ROOT / ".peers" / "bin" / "python"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What a peer cost, what it answered for each file, and its release; `why` where it could not be asked."""

    name: str
    used: Used | None = None
    working: float = 0.0
    answers: dict[str, object] | None = None
    release: str = ""
    why: str = ""


def pythons() -> list[str]:
    """The interpreters in which peers are looked for: EXTRACT_PEERS, then .peers/, then our own."""
    named = [path for path in os.environ.get("EXTRACT_PEERS", "").split(os.pathsep) if path]
    return [path for path in (*named, str(PYTHON_OF_PEERS), sys.executable) if shutil.which(path)]


@cache
def python_with(module: str) -> str | None:
    """An interpreter that can import a peer's module."""
    found = (path for path in pythons() if run([path, "-c", f"import {module}"]).exit == 0)
    return next(found, None)


def hear(script: str, name: str, module: str, files: Sequence[Path], *more: str) -> Heard:
    """Puts the files to a peer by one of the scripts beside this one."""
    python = python_with(module)
    if python is None:
        return Heard(name=name, why="not installed")
    with tempfile.TemporaryDirectory() as folder:
        answers = Path(folder) / "answers.json"
        used = run([python, FOLDER / script, name, answers, *files, *more])
        if used.exit != 0 or not answers.is_file():
            told = (used.said.strip().splitlines() or ["no message"])[-1]
            return Heard(name=name, used=used, why=f"failed (exit {used.exit}): {told[:200]}")
        content = json.loads(answers.read_text(encoding="utf-8"))
    return Heard(
        name=name, used=used, working=content["seconds"], answers=content["answers"], release=content["release"]
    )
