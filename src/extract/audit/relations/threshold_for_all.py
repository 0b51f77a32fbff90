"""What the text says of all values of a column holds for each.

"All covariates had a standardised mean difference below 0.1" against the table's column of such differences. The
threshold is printed in the sentence, or in the one before it where the sentence says "this threshold".
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from extract.audit.columns.arms import number_in, standardised_difference_cells
from extract.audit.expressions.shapes import NUMBER, decimal
from extract.audit.passages import Passage, evidence, place, sentences_of
from extract.model import Answer, Finding, Paper, Passed, Skipped, TableCell

NAME = "text_baseline_balance"

_SMD = r"(?:SMDs?|ASDs?|standardi[sz]ed\s(?:mean\s)?differences?)"
ALL_BELOW = re.compile(
    rf"\b(?:[Aa]ll|[Ee]very|[Ee]ach)\b[^.;]{{0,80}}\b{_SMD}[^.;\d]{{0,60}}?"
    rf"(?:(?P<sign><|≤|below|under|less\sthan|within|smaller\sthan|of\sat\smost)\s?(?P<limit>{NUMBER})?)(?P<this>\s(?:this|the|that)\sthreshold)?"
)
LIMIT = re.compile(
    rf"\b{_SMD}[^.;\d]{{0,60}}(?:<|≤|>|≥|below|under|less\sthan|of|at|greater\sthan|exceeding)\s?(?P<limit>{NUMBER})"
)


def answers(paper: Paper) -> Iterator[Answer]:
    cells = standardised_difference_cells(paper)
    last: Decimal | None = None
    for passage in sentences_of(paper):
        match = ALL_BELOW.search(passage.text)
        if match is not None:
            limit = decimal(match["limit"]) if match["limit"] else last
            yield from _judge(paper, passage, match, limit, cells)
        named = LIMIT.search(passage.text)
        last = decimal(named["limit"]) if named else last


def _judge(
    paper: Paper, passage: Passage, match: re.Match[str], limit: Decimal | None, cells: tuple[TableCell, ...]
) -> Iterator[Answer]:
    pieces = passage.pieces_of(*match.span())
    if limit is None or not cells:
        yield Skipped(place(pieces), "no threshold, or no column of such values")
        return
    above = [(cell, value) for cell in cells if (value := number_in(cell, paper.text)) is not None and value > limit]
    if not above:
        yield Passed(place(pieces))
    for cell, value in above:
        yield Finding(
            check=NAME,
            severity="error",
            message=f"the text puts all standardised differences below {limit}; the table prints {value}",
            reported=f"all below {limit}",
            expected=str(value),
            evidence=(
                evidence(paper, "result", pieces),
                evidence(paper, "context", (cell.span,)),
            ),
        )
