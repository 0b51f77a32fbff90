"""Criteria are named in a version that was published.

CTCAE has versions 1.0, 2.0, 3.0, 4.0 to 4.03, 5.0 and 6.0, RECIST 1.0 and 1.1: "CTCAE version 4.3" and "RECIST 3.0"
are none of them. A warning, one for each name; what introduction and discussion tell may be of others.
"""

from collections.abc import Iterator

from extract.audit.expressions.versions import Version, find_versions
from extract.audit.parts import sentences_outside
from extract.audit.passages import Passage, evidence, place
from extract.model import Answer, Finding, Library, Paper, Passed

NAME = "text_version"
VERSION = 1

Placed = tuple[Passage, Version]


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    unknown: dict[str, list[Placed]] = {}
    for passage in sentences_outside(paper, "introduction", "discussion", "references"):
        for version in find_versions(passage.text):
            if version.known:
                yield Passed(place(passage.pieces_of(version.start, version.end)))
            else:
                unknown.setdefault(version.name, []).append((passage, version))
    for name, places in unknown.items():
        number = places[0][1].version
        yield Finding(
            check=NAME,
            severity="warning",
            message=f"{name} has no version {number}",
            reported=f"{name} {number}",
            expected="a version that was published",
            evidence=tuple(evidence(paper, "result", p.pieces_of(v.start, v.end)) for p, v in places),
        )
