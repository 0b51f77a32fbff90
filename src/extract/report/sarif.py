"""Findings as SARIF 2.1.0, which code hosts and editors show beside the text."""

import json
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from types import MappingProxyType
from typing import IO, Any

Row = dict[str, Any]
LEVELS = {"error": "error", "warning": "warning", "note": "note"}
SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def write_sarif(
    findings: Iterable[Row],
    checks: Iterable[Row],
    names: dict[str, str],
    version: str,
    file: IO[str],
    texts: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """One run with all checks as rules; places are characters of the document's text.

    `texts`: of plain files by document id, whose lines and columns are told too. A finding that people rejected is
    suppressed, with their reasons.
    """
    lines = {name: _line_starts(text) for name, text in texts.items()}
    rules = [
        {"id": row["name"], "shortDescription": {"text": row["title"]}, "fullDescription": {"text": row["description"]}}
        for row in checks
    ]
    driver = {"name": "extract", "version": version, "rules": rules}
    results = [_result(finding, names, lines) for finding in findings]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    json.dump({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, file, ensure_ascii=False, indent=2)
    file.write("\n")


def _line_starts(text: str) -> list[int]:
    return [0, *accumulate(len(line) for line in text.splitlines(keepends=True))]


def _result(finding: Row, names: dict[str, str], lines: Mapping[str, Sequence[int]]) -> Row:
    places = [_location(passage, names, lines) for passage in finding["evidence"] if passage["start"] is not None]
    rejected = [review for review in finding["reviews"] if review["decision"] == "rejected"]
    suppressed = {
        "suppressions": [
            {"kind": "external", "status": "accepted", "justification": f"{one['reviewer']}: {one['reason']}"}
            for one in rejected
        ]
    }
    return {
        **(suppressed if rejected else {}),
        "ruleId": finding["check"],
        "level": LEVELS[finding["severity"]],
        "message": {"text": finding["message"]},
        "locations": places[:1],
        "relatedLocations": [{**place, "id": n} for n, place in enumerate(places[1:], 1)],
        "partialFingerprints": {"extract/v1": finding["id"]},
    }


def _location(passage: Row, names: dict[str, str], lines: Mapping[str, Sequence[int]]) -> Row:
    region = {
        **_lines(passage, lines.get(passage["document_id"], ())),
        "charOffset": passage["start"],
        "charLength": passage["end"] - passage["start"],
        "snippet": {"text": passage["text"]},
    }
    address = str(names.get(passage["document_id"], passage["document_id"]))
    return {"physicalLocation": {"artifactLocation": {"uri": address.replace(" ", "%20")}, "region": region}}


def _lines(passage: Row, starts: Sequence[int]) -> Row:
    if not starts:
        return {}
    first, last = (bisect_right(starts, passage[end]) for end in ("start", "end"))
    return {
        "startLine": first,
        "startColumn": passage["start"] - starts[first - 1] + 1,
        "endLine": last,
        "endColumn": passage["end"] - starts[last - 1] + 1,
    }
