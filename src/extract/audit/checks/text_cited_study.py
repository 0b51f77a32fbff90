"""A cited study has one size, in the text and in the row of a table that cites it.

"A trial treating 33 newly diagnosed HCCs [9]" beside the row of [9] with "SBRT (n=36)". The sentence cites this study
alone and counts its patients or tumours once; the row prints sizes (n = ..., or a column of patients). Sound where
the count is one of them, or their sum. Otherwise a warning: randomised, treated and analysed patients differ.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from extract.audit.columns.denominators import N_PRINTED
from extract.audit.expressions.shapes import WHOLE, decimal
from extract.audit.passages import Passage, evidence, place, sentences_of
from extract.model import Answer, Finding, Library, Paper, Passed, Skipped, Span, TableCell

NAME = "text_cited_study"
VERSION = 1

COUNTED = re.compile(
    rf"(?<![\d.,/–=<>≤≥-])(?P<count>{WHOLE})(?:\s(?!of\b|and\b|to\b)[A-Za-z][A-Za-z-]{{2,20}}){{0,4}}?\s"
    r"(?:patients|participants|subjects|HCCs|tumou?rs|lesions|cases|individuals|women|men)\b"
)
_PARTS = re.compile(r"\b(?:randomi[sz]ed\sto|underwent|achieved|experienced|died|had|of\swhom|remained|subgroup)\b")
_PATIENTS_HEAD = re.compile(
    r"^(?:patients|participants|n|no\.?(?:\sof\spatients)?|sample\ssize|number\sof\spatients)$", re.I
)
_LEAST = 5
Sizes = dict[str, list[tuple[int, Span]]]


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    sizes = _sizes_in_rows(paper)
    if not sizes:
        return
    cited: dict[str, set[str]] = defaultdict(set)
    markers = {marker.id: marker for marker in paper.markers}
    for citation in paper.citations:
        marker = markers.get(citation.marker)
        if marker is not None and marker.sentence and citation.reference:
            cited[marker.sentence].add(citation.reference)
    for passage in sentences_of(paper):
        references = cited.get(passage.sentence.id, set()) if passage.sentence else set()
        if len(references) == 1 and (known := sizes.get(next(iter(references)))):
            yield from _judge(paper, passage, known)


def _judge(paper: Paper, passage: Passage, known: list[tuple[int, Span]]) -> Iterator[Answer]:
    counts = list(COUNTED.finditer(passage.text))
    if len(counts) != 1:
        return
    match = counts[0]
    value = decimal(match["count"])
    pieces = passage.pieces_of(*match.span())
    printed = [n for n, _ in known]
    if value is None or value < _LEAST or _PARTS.search(passage.text[: match.start()]):
        yield Skipped(place(pieces), "the count may be of a part")
    elif int(value) in printed or int(value) == sum(printed):
        yield Passed(place(pieces))
    else:
        sizes = ", ".join(map(str, printed))
        yield Finding(
            check=NAME,
            severity="warning",
            message=f"the text gives the cited study {value}, the row of the table that cites it {sizes}",
            reported=str(value),
            expected=sizes,
            evidence=(evidence(paper, "result", pieces), evidence(paper, "context", (known[0][1],))),
        )


def _sizes_in_rows(paper: Paper) -> Sizes:
    """Reference -> the sizes that rows citing it alone print."""
    cells = {cell.id: (table, cell) for table in paper.tables for cell in table.cells}
    markers = {marker.id: marker for marker in paper.markers}
    rows: dict[tuple[str, int], set[str]] = defaultdict(set)
    for citation in paper.citations:
        marker = markers.get(citation.marker)
        placed = cells.get(marker.cell or "") if marker is not None else None
        if placed is not None and citation.reference and placed[1].role in ("stub", "body"):
            rows[placed[0].id, placed[1].row].add(citation.reference)
    found: Sizes = defaultdict(list)
    for table in paper.tables:
        for cell in table.cells:
            references = rows.get((table.id, cell.row), set())
            if len(references) == 1 and cell.role != "head":
                found[next(iter(references))] += [(n, cell.span) for n in _sizes(cell, paper.text)]
    return {reference: listed for reference, listed in found.items() if listed}


def _sizes(cell: TableCell, text: str) -> list[int]:
    printed = cell.span.of(text)
    if cell.col_path and _PATIENTS_HEAD.match(cell.col_path[-1].strip()):
        return [int(value)] if re.fullmatch(rf"\s*{WHOLE}\s*", printed) and (value := decimal(printed.strip())) else []
    return [int(value) for match in N_PRINTED.finditer(printed) if (value := decimal(match["n"])) is not None]
