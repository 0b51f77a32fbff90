"""Rows of regression tables: each factor with its endpoint, its estimate and its p."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.audit.expressions.rates import MEASURES
from extract.audit.support.words import stems
from extract.model import Paper, Result, Span, Table, TableCell, quote

MULTIVARIATE = re.compile(r"\b(?:multi-?varia\w+|Cox|adjusted)\b", re.IGNORECASE)
UNIVARIATE = re.compile(r"\buni-?varia\w+\b", re.IGNORECASE)
_UNIT = re.compile(r"[(,].*$")
Longer = dict[str, str]


@dataclass(frozen=True, slots=True)
class TableFactor:
    """A factor of a multivariate table: `name` is its stub without the unit, `endpoint` None where none is named."""

    name: str
    words: frozenset[str]
    endpoint: str | None
    result: Result
    cell: TableCell
    table: Table

    @property
    def span(self) -> Span:
        return self.cell.span


def table_factors(paper: Paper, longer: Longer) -> Iterator[TableFactor]:
    """The results of tables that are called multivariate by their captions or heads."""
    tables = {table.id: table for table in paper.tables}
    cells = {cell.id: cell for table in paper.tables for cell in table.cells}
    for result in paper.results:
        table = tables.get(result.table or "")
        cell = cells.get(result.cell or "")
        if table is None or cell is None or not cell.row_path:
            continue
        caption = quote(paper.text, table.caption) if table.caption else ""
        heads = " ".join(cell.col_path)
        if UNIVARIATE.search(heads) or not MULTIVARIATE.search(f"{heads} {caption}"):
            continue
        if UNIVARIATE.search(caption) and not MULTIVARIATE.search(heads):
            continue
        name = _UNIT.sub("", cell.row_path[0]).strip()
        yield TableFactor(name, factor_words(name, longer), _endpoint(heads) or _endpoint(caption), result, cell, table)


def factor_words(name: str, longer: Longer) -> frozenset[str]:
    """The stems of a factor's name, with the paper's abbreviations spelled out."""
    spelled = " ".join(longer.get(word, word) for word in re.findall(r"[\w-]+", name))
    return frozenset(stems(longer.get(name, spelled)))


def _endpoint(text: str) -> str | None:
    named = [name for name, pattern in MEASURES if pattern.search(text)]
    return named[0] if len(named) == 1 else None
