"""Citations, claims, results and findings as W3C Web Annotations, one a line."""

import json
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import IO

from extract.report.addresses import file_address
from extract.store import Row

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32


def write_annotations(
    layers: Iterable[tuple[str, Iterable[Row]]], text_of: Callable[[str], tuple[str, str]], file: IO[str]
) -> None:
    """`text_of` gives a document's path and text, and is asked once for each; rows without a place are left out."""
    known = cache(text_of)
    for layer, rows in layers:
        for row in rows:
            for n, (place, words) in enumerate(_places(layer, row)):
                if place.get("start") is not None and place["document_id"] is not None:
                    number = f"#{n}" if n else ""
                    made = _annotation(f"{row['id']}{number}", words, place, *known(place["document_id"]))
                    file.write(json.dumps(made, ensure_ascii=False) + "\n")


def _places(layer: str, row: Row) -> Iterator[tuple[Row, Row]]:
    if layer == "findings":
        for passage in row["evidence"]:
            yield (
                passage,
                {"purpose": "assessing", "value": f"{row['severity']}: {row['message']}", "role": passage["role"]},
            )
    elif layer == "citations":
        yield row, {"purpose": "linking", "value": row["reference_label"] or row["key"], "source": row["reference_id"]}
    elif layer == "results":
        words = " ".join(str(row[name]) for name in ("measure", "statistic", "value_text", "unit") if row[name])
        yield row, {"purpose": "classifying", "value": words}
    else:
        yield row, {"purpose": "identifying", "value": row["type"], "facts": row["facts"]}


def _annotation(name: str, body: Row, place: Row, path: str, text: str) -> Row:
    start, end = place["start"], place["end"]
    selectors: list[Row] = [
        {"type": "TextPositionSelector", "start": start, "end": end},
        {
            "type": "TextQuoteSelector",
            "exact": text[start:end],
            "prefix": text[max(0, start - AROUND) : start],
            "suffix": text[end : end + AROUND],
        },
    ]
    if place.get("page"):
        fragment = f"page={place['page']}"
        selectors.append(
            {"type": "FragmentSelector", "conformsTo": "http://tools.ietf.org/rfc/rfc3778", "value": fragment}
        )
    return {
        "@context": CONTEXT,
        "id": f"urn:extract:{name}",
        "type": "Annotation",
        "body": {"type": "TextualBody", **body},
        "target": {"source": file_address(path), "selector": selectors},
    }
