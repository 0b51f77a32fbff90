"""Findings as SARIF 2.1.0, which code hosts and editors show beside the text."""

import json
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import IO

from extract.model import Span, SpanIndex
from extract.report.addresses import file_address
from extract.store import Row

Lines = SpanIndex[tuple[int, int]]
"""The lines of a text: number from 1, and where it begins."""

DOCUMENTS_IN_MEMORY = 16
LEVELS = {"error": "error", "warning": "warning", "note": "note"}
SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def write_sarif(
    findings: Iterable[Row],
    checks: Iterable[Row],
    names: dict[str, str],
    version: str,
    file: IO[str],
    text_of: Callable[[str], str] = lambda document_id: "",
) -> None:
    """One run with all checks as rules, its findings written as they come; places are characters of documents' texts.

    `text_of`: a document's text where it is a plain file, whose lines and columns are told too. A finding that people
    rejected is suppressed, with their reasons.
    """
    lines = lru_cache(maxsize=DOCUMENTS_IN_MEMORY)(lambda name: _lines_of(text_of(name)))
    rules = [
        {"id": row["name"], "shortDescription": {"text": row["title"]}, "fullDescription": {"text": row["description"]}}
        for row in checks
    ]
    driver = {"name": "extract", "version": version, "rules": rules}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": []}
    whole = json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)
    head, tail = whole.rsplit("[]", 1)
    separator = "[\n"
    for finding in findings:
        file.write((head if separator == "[\n" else "") + separator)
        file.write(json.dumps(_result(finding, names, lines), ensure_ascii=False))
        separator = ",\n"
    file.write(f"{head}[]{tail}\n" if separator == "[\n" else f"\n]{tail}\n")


def _lines_of(text: str) -> Lines:
    """Behind the last line stands an empty one, in which a passage may end."""
    starts = [0, *accumulate(len(line) for line in text.splitlines(keepends=True))] if text else []
    spans = [Span(*ends) for ends in pairwise([*starts, len(text) + 1])]
    return SpanIndex((span, (number, span.start)) for number, span in enumerate(spans, 1))


def _result(finding: Row, names: dict[str, str], lines: Callable[[str], Lines]) -> Row:
    places = [_location(passage, names, lines) for passage in finding["evidence"] if passage["start"] is not None]
    rejected = [review for review in finding["reviews"] if review["decision"] == "rejected" and not review["origin"]]
    suppressed = {
        "suppressions": [
            {"kind": "external", "status": "accepted", "justification": f"{review['reviewer']}: {review['reason']}"}
            for review in rejected
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


def _location(passage: Row, names: dict[str, str], lines: Callable[[str], Lines]) -> Row:
    region = {
        **_line_places(passage, lines(passage["document_id"])),
        "charOffset": passage["start"],
        "charLength": passage["end"] - passage["start"],
        "snippet": {"text": passage["text"]},
    }
    address = file_address(str(names.get(passage["document_id"], passage["document_id"])))
    return {"physicalLocation": {"artifactLocation": {"uri": address}, "region": region}}


def _line_places(passage: Row, lines: Lines) -> Row:
    first, last = lines.at(passage["start"]), lines.at(passage["end"])
    if first is None or last is None:
        return {}
    return {
        "startLine": first[0],
        "startColumn": passage["start"] - first[1] + 1,
        "endLine": last[0],
        "endColumn": passage["end"] - last[1] + 1,
    }
