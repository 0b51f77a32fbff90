"""Printed references parsed by us and by refextract: seconds, and the fields of each against the tagged ones."""

import json
import re
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.machine import machine
from benchmarks.ours import Row, parse_references
from benchmarks.peers import hear
from benchmarks.shared import BENCH, spread

QUICK, FULL = 60, 300
FIELDS = ("first_author", "title", "container", "year", "volume", "first_page", "doi")


def beside_strings(full: bool) -> dict[str, object]:
    """One row for each tool, the same lines for both."""
    lines = (BENCH / "references" / "strings.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [row for row in map(json.loads, lines) if row["gold"].get("title")]
    rows = spread(rows, FULL if full else QUICK)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "references.txt"
        path.write_text("".join(" ".join(row["raw"].split()) + "\n" for row in rows), encoding="utf-8")
        used, ours = parse_references(path)
        heard = hear("strings.py", "refextract", "refextract", [path])
    tools: dict[str, object] = {
        "extract": {
            "cpu": used.cpu,
            "megabytes": used.megabytes,
            "references_a_cpu_second": round(len(rows) / used.cpu, 1),
            "fields": _shares(rows, ours, _of_ours),
        }
    }
    theirs = (heard.answers or {}).get("references.txt")
    if heard.used is None or not isinstance(theirs, list):
        tools["refextract"] = {"left_out": heard.why or "gave no answer"}
    else:
        tools["refextract"] = {
            "release": heard.release,
            "cpu": heard.used.cpu,
            "megabytes": heard.used.megabytes,
            "references_a_cpu_second": round(len(rows) / heard.used.cpu, 1),
            "fields": _shares(rows, theirs, _of_refextract),
        }
    return {**machine(), "references": len(rows), "tools": tools}


def _shares(rows: Sequence[Row], told: Sequence[Row], read: Callable[[Row], dict[str, str]]) -> dict[str, float]:
    """For each field the share of its tagged values that were told exactly; only what is printed is asked for."""
    right: Counter[str] = Counter()
    there: Counter[str] = Counter()
    for row, one in zip(rows, told, strict=True):
        gold, said, printed = _of_ours(row["gold"]), read(one), folded(row["raw"])  # type: ignore[arg-type]
        for field in FIELDS:
            if gold[field] and gold[field] in printed:
                there[field] += 1
                right[field] += said[field] == gold[field]
    return {field: round(right[field] / there[field], 3) for field in FIELDS if there[field]}


def _of_ours(row: Row) -> dict[str, str]:
    people = row.get("authors") or []
    first = next((one["family"] for one in people if one.get("family")), "")  # type: ignore[attr-defined]
    pages = str(row.get("fpage") or row.get("pages") or row.get("elocation") or "")
    plain = {field: row.get(field) for field in ("title", "container", "year", "volume", "doi")}
    return {
        "first_author": folded(first),
        "first_page": folded(re.split(r"[-–—,]", pages)[0]),
        **{field: folded(value) for field, value in plain.items()},
    }


def _of_refextract(row: Row) -> dict[str, str]:
    """Its authors are one string, family names first; its DOIs open with "doi:"."""
    authors = str(row.get("authors") or "")
    family = re.split(r",|\s(?=[A-Z]{1,3}\b)", authors)[0]
    return _of_ours({**row, "authors": [{"family": family}], "doi": str(row.get("doi") or "").removeprefix("doi:")})


def folded(value: object) -> str:
    plain = unicodedata.normalize("NFKC", str(value if value is not None else "")).casefold()
    return re.sub(r"[^\w]|_", "", plain)
