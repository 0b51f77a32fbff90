"""Criteria and programs are named in a version that exists, and in one version.

CTCAE has versions 1.0, 2.0, 3.0, 4.0 to 4.03, 5.0 and 6.0, RECIST 1.0 and 1.1: "CTCAE version 4.3" is none of them (a
warning). Two versions of one name ("SPSS 16.0" in one place, "SPSS version 12" in another) are a warning too, unless a
sentence that names one tells of a change, of other studies, or of more than one analysis. Version 4.0 and its
corrections 4.01 to 4.03 count as one.
"""

import re
from collections.abc import Iterator

from extract.audit.expressions.versions import Version, find_versions
from extract.audit.parts import sentences_outside
from extract.audit.passages import Passage, evidence, place
from extract.model import Answer, Evidence, EvidenceRole, Finding, Library, Paper, Passed, Span

NAME = "text_version"
VERSION = 1

_TWO_USES = re.compile(
    r"\b(?:until|previous\w*|earlier|later|updated?|former\w*|amend\w*|revis\w+|since|before|after|chang\w+|convert\w*|both|older"
    r"|newer|initial\w*|compared|instead|version\s\S{1,5}\s(?:or|and|to))\b",
    re.IGNORECASE,
)
Placed = tuple[Passage, Version]


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    named: dict[str, list[Placed]] = {}
    for passage in sentences_outside(paper, "introduction", "discussion", "references"):
        for version in find_versions(passage.text):
            named.setdefault(version.name, []).append((passage, version))
    for name, places in named.items():
        yield _unknown(paper, name, places) or _two(paper, name, places) or Passed(_span(places[0]))


def _unknown(paper: Paper, name: str, places: list[Placed]) -> Finding | None:
    unknown = [found for found in places if found[1].known is False]
    if not unknown:
        return None
    version = unknown[0][1].version
    return Finding(
        check=NAME,
        severity="warning",
        message=f"{name} has no version {version}",
        reported=f"{name} {version}",
        expected="a version that was published",
        evidence=tuple(_evidence(paper, found) for found in unknown),
    )


def _two(paper: Paper, name: str, places: list[Placed]) -> Finding | None:
    first = places[0]
    other = next((found for found in places[1:] if _edition(found[1]) != _edition(first[1])), None)
    if other is None or any(_TWO_USES.search(passage.text) for passage, _ in places):
        return None
    return Finding(
        check=NAME,
        severity="warning",
        message=f"{name} is named in version {first[1].version} and in version {other[1].version}",
        reported=f"{name} {other[1].version}",
        expected=f"{name} {first[1].version}",
        evidence=(_evidence(paper, other), _evidence(paper, first, "context")),
    )


def _edition(version: Version) -> tuple[str, int]:
    """Programs by their number before the point, CTCAE 4.0 and 4.03 as one, RECIST 1.0 and 1.1 apart."""
    whole = int(version.version)
    return (str(version.version.normalize()), whole) if version.name == "RECIST" else ("", whole)


def _evidence(paper: Paper, found: Placed, role: EvidenceRole = "result") -> Evidence:
    passage, version = found
    return evidence(paper, role, passage.pieces_of(version.start, version.end))


def _span(found: Placed) -> Span:
    passage, version = found
    return place(passage.pieces_of(version.start, version.end))
