"""When and where a figure was measured, and how fast the machine was just then."""

import os
import platform
import re
import subprocess
import time
import zlib
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 3


def machine() -> dict[str, object]:
    """Date, code, processor, load, Python, and the seconds that the reference work took."""
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "commit": commit(),
        "cores": os.cpu_count(),
        "processor": _processor(),
        "load": round(os.getloadavg()[0], 1),
        "machine": platform.machine(),
        "python": platform.python_version(),
        "reference_seconds": round(reference_seconds(), 3),
    }


def commit() -> str:
    """The commit that ran; with a plus where the package's files differ from it."""
    try:
        short = _git("rev-parse", "--short", "HEAD").strip()
        return short + ("+" if _git("status", "--porcelain", "--", "src").strip() else "")
    except (OSError, subprocess.CalledProcessError):
        return "unknown"


def reference_seconds() -> float:
    """Processor seconds of always the same work in plain Python, the least of three: ratios to it compare machines."""
    text = " ".join(f"word{number * 7919 % 4001} {number % 97}.{number % 10}," for number in range(60_000))
    return min(_work(text) for _ in range(ROUNDS))


def _work(text: str) -> float:
    begin = time.process_time()
    words = re.findall(r"[a-z]+\d+|\d+\.\d", text)
    counted = Counter(words)
    ordered = sorted(counted, key=lambda word: (-counted[word], word))
    zlib.compress(" ".join(ordered * 20).encode())
    return time.process_time() - begin


def _git(*words: str) -> str:
    return subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=True).stdout


def _processor() -> str:
    try:
        found = re.search(r"model name\s*:\s*(.+)", Path("/proc/cpuinfo").read_text(encoding="utf-8"))
    except OSError:
        found = None
    return found[1].strip() if found else platform.processor() or "unknown"
