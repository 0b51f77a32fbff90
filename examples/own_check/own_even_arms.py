"""A relation as a row: where its cases come from, and what explains those that do not hold."""

from collections.abc import Iterator

from extract.audit.columns import column_sizes, counted_rows
from extract.audit.relations.engine import Case, Fit, Hypothesis, Relation
from extract.model import Paper

Sizes = tuple[int, ...]


def cases(paper: Paper) -> Iterator[Case[Sizes]]:
    """The sizes that a table's columns print: randomised one to one they differ by little."""
    for table in paper.tables:
        printed = column_sizes(table, paper.text, counted_rows(paper, table)).values()
        sizes = tuple(size[0] for size in printed if len(size) == 1)
        if len(sizes) == 2:
            said = f"{table.label}: groups of {sizes[0]} and {sizes[1]}"
            even = max(sizes) <= 1.1 * min(sizes)
            yield Case(pieces=table.pieces, numbers=sizes, holds=even, message=said, severity="note")


def twice(sizes: Sizes) -> Fit | None:
    """Two to one."""
    return Fit("two to one") if abs(max(sizes) - 2 * min(sizes)) <= 0.2 * min(sizes) else None


EVEN_ARMS = Relation(
    "own_even_arms",
    "Two groups of a table are of about one size, or one is twice the other.",
    cases,
    (Hypothesis(name="two to one", prior=0.5, fits=twice, leaves="none"),),
)
