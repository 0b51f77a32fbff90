"""All estimates with an interval that a paper prints: in its sentences, within cells, and over the cells of rows."""

from collections.abc import Iterator
from dataclasses import dataclass

from extract.audit.columns.intervals import find_row_estimates
from extract.audit.expressions.estimates import Estimate, find_estimates
from extract.audit.kept import Kept
from extract.audit.passages import cells_of, sentences_of
from extract.model import Paper, Pieces


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """An estimate with its place; `around` is its sentence, or the heads and stubs of its cell.

    `column`: the table and column of an estimate that a row prints.
    """

    estimate: Estimate
    pieces: Pieces
    around: str
    in_table: bool
    unpaired: str | None = None
    column: tuple[str, int] | None = None


def estimates_of(paper: Paper) -> tuple[Placed, ...]:
    """Sentences first, then cells, then rows."""
    return _PLACED.of(paper)


def _placed(paper: Paper) -> Iterator[Placed]:
    for passages in (sentences_of(paper), cells_of(paper)):
        for passage in passages:
            for estimate in find_estimates(passage.text):
                yield Placed(
                    estimate=estimate,
                    pieces=passage.pieces_of(estimate.start, estimate.end),
                    around=passage.text,
                    in_table=passage.table is not None,
                )
    for table in paper.tables:
        caption = " ".join(piece.of(paper.text) for piece in table.caption)
        for one in find_row_estimates(table, paper.text):
            yield Placed(
                estimate=one.estimate,
                pieces=one.pieces,
                around=f"{one.names} {caption}",
                in_table=True,
                unpaired=one.unpaired,
                column=(table.id, one.col),
            )


_PLACED: Kept[tuple[Placed, ...]] = Kept(lambda paper: tuple(_placed(paper)), most=4, part=lambda paper: paper)
