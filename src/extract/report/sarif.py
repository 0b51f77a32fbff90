"""Findings as SARIF 2.1.0, which code hosts and editors show beside the text."""

import json
from collections.abc import Iterable
from typing import IO, Any

Row = dict[str, Any]
LEVELS = {"error": "error", "warning": "warning", "note": "note"}
SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def write_sarif(
    findings: Iterable[Row], checks: Iterable[Row], names: dict[str, str], version: str, file: IO[str]
) -> None:
    """One run with all checks as rules; places are characters of the document's text."""
    rules = [
        {"id": row["name"], "shortDescription": {"text": row["title"]}, "fullDescription": {"text": row["description"]}}
        for row in checks
    ]
    driver = {"name": "extract", "version": version, "rules": rules}
    results = [_result(finding, names) for finding in findings]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    json.dump({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, file, ensure_ascii=False, indent=2)
    file.write("\n")


def _result(finding: Row, names: dict[str, str]) -> Row:
    places = [_location(passage, names) for passage in finding["evidence"] if passage["start"] is not None]
    return {
        "ruleId": finding["check"],
        "level": LEVELS[finding["severity"]],
        "message": {"text": finding["message"]},
        "locations": places[:1],
        "relatedLocations": [{**place, "id": n} for n, place in enumerate(places[1:], 1)],
        "partialFingerprints": {"extract/v1": finding["id"]},
    }


def _location(passage: Row, names: dict[str, str]) -> Row:
    region = {
        "charOffset": passage["start"],
        "charLength": passage["end"] - passage["start"],
        "snippet": {"text": passage["text"]},
    }
    address = str(names.get(passage["document_id"], passage["document_id"]))
    return {"physicalLocation": {"artifactLocation": {"uri": address.replace(" ", "%20")}, "region": region}}
