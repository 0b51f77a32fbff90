"""Standardised differences: what the text says of all of a table holds for each."""

from collections.abc import Iterator
from decimal import Decimal

from extract.audit.passages import Passage, sentences_of
from extract.audit.printed import NUMBER
from extract.audit.relations.engine import Case, Relation, broken, sound, unjudged
from extract.model import Paper, TableCell
from extract.text import lazy_re as re
from extract.text.numbers import parse_number

_SMD = r"(?:SMDs?|ASDs?|standardi[sz]ed\s(?:mean\s)?differences?)"
ALL_BELOW = re.compile(
    rf"\b(?:[Aa]ll|[Ee]very|[Ee]ach)\b[^.;]{{0,80}}\b{_SMD}[^.;\d]{{0,60}}?"
    rf"(?:(?P<sign><|≤|below|under|less\sthan|within|smaller\sthan|of\sat\smost)\s?(?P<limit>{NUMBER})?)(?P<this>\s(?:this|the|that)\sthreshold)?"
)
LIMIT = re.compile(
    rf"\b{_SMD}[^.;\d]{{0,60}}(?:<|≤|>|≥|below|under|less\sthan|of|at|greater\sthan|exceeding)\s?(?P<limit>{NUMBER})"
)
_HEAD = re.compile(r"^\W?(?:SMD|ASD|standardi[sz]ed (?:mean )?differences?|std\.? diff\.?)\W{0,3}$", re.IGNORECASE)


def _cases(paper: Paper) -> Iterator[Case[None]]:
    cells = _differences(paper)
    last: Decimal | None = None
    for passage in sentences_of(paper):
        match = ALL_BELOW.search(passage.text)
        if match is not None:
            limit = parse_number(match["limit"]) if match["limit"] else last
            yield from _cases_of_all(passage, match, limit, cells)
        named = LIMIT.search(passage.text)
        last = parse_number(named["limit"]) if named else last


def _differences(paper: Paper) -> list[tuple[TableCell, Decimal]]:
    """The cells with one number under a head that names standardised differences."""
    return [
        (cell, value)
        for table in paper.tables
        for cell in table.cells
        if cell.role != "head" and _HEAD.match(cell.head)
        if re.fullmatch(rf"[-−]?{NUMBER}", printed := cell.span.of(paper.text).strip())
        if (value := parse_number(printed)) is not None
    ]


def _cases_of_all(
    passage: Passage, match: re.Match[str], limit: Decimal | None, cells: list[tuple[TableCell, Decimal]]
) -> Iterator[Case[None]]:
    pieces = passage.pieces_of(*match.span())
    if limit is None or not cells:
        yield unjudged(pieces, "no threshold, or no column of such values")
        return
    above = [(cell, value) for cell, value in cells if value > limit]
    if not above:
        yield sound(pieces)
    for cell, value in above:
        yield broken(
            pieces,
            f"the text puts all standardised differences below {limit}; the table prints {value}",
            reported=f"all below {limit}",
            expected=str(value),
            context=((cell.span,),),
        )


BALANCE = Relation(
    "text_baseline_balance",
    """What the text says of all standardised differences of a table holds for each of them.

"All standardised mean differences were below 0.1" beside a column of them that prints 0.103. The threshold is the one
of the sentence, or the last that the text named for such differences. An error: the sentence is about every value.""",
    _cases,
    version=2,
)
