"""Factors of regressions: lists of independent ones in sentences, and the rows of tables with their estimate and p."""

from collections.abc import Iterator
from dataclasses import dataclass

from extract.audit.expressions.rates import MEASURES
from extract.audit.support.words import stems
from extract.model import Paper, Result, Span, Table, TableCell, quote
from extract.text import lazy_re as re


@dataclass(frozen=True, slots=True)
class Factor:
    """One item of a list as printed, with its place in the sentence and the endpoint that it is said to predict."""

    name: str
    start: int
    end: int
    endpoint: str


_KIND = (
    r"(?:prognostic|risk|predictive|predicting|associated|significant|adverse|favou?rable|poor|protective|influencing)"
)
LIST = re.compile(
    rf"(?:^|\b(?:that|showed|revealed|identified|analysis,|whereas|while|and)\s|[,;]\s(?=while|whereas))"
    rf"(?P<list>(?:(?!\bthat\b|\bwhile\b|\bwhereas\b|;|\.\s).){{2,600}}?)\s"
    rf"(?:was|were|are|remained|emerged\sas|as)\s(?:the\s|also\s|an?\s|only\s|all\s){{0,2}}independent(?:ly)?\s"
    rf"(?:{_KIND}\s){{0,2}}(?:factors?|predictors?|variables?|indicators?)\s(?:for|of|in|affecting)\s"
    rf"(?P<endpoint>[^.;,()]{{2,60}})",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"[(\[][^()\[\]]{0,120}[)\]]")
_ITEM = re.compile(r"(?:[^,&]|,(?=\d{3}))+?(?=,|&|\sand\s|$)")
_LEAD = re.compile(
    r"^\s*(?:(?:furthermore|moreover|additionally|finally|similarly|also)\s*$|and\s|both\s|the\s|only\s|an?\s|that\s)*",
    re.IGNORECASE,
)
_DENIED = re.compile(r"\b(?:no|not|neither|none|nor|without|univaria\w+|before|after|whether|if)\b", re.IGNORECASE)


def find_factors(text: str) -> Iterator[Factor]:
    """All items of such lists, brackets left out; lists that are denied or bound to a time are no lists.

    >>> [f.name for f in find_factors("We showed that GTV (HR = 4.2) and PT were independent predictors of OS.")]
    ['GTV', 'PT']
    >>> list(find_factors("No factors were independent predictors of OS."))
    []
    """
    if "independent" not in text:
        return
    for match in LIST.finditer(text):
        endpoints = [name for name, pattern in MEASURES if pattern.search(match["endpoint"])]
        listed = _BRACKET.sub(lambda bracket: " " * len(bracket[0]), match["list"])
        if len(endpoints) != 1 or _DENIED.search(listed) or re.search(r"[()\[\]]", listed):
            continue
        for item in _ITEM.finditer(listed):
            lead = _LEAD.match(item[0])
            start = item.start() + (lead.end() if lead else 0)
            name = listed[start : item.end()].strip()
            if 1 < len(name) <= 60 and stems(name):
                at = match.start("list") + start
                yield Factor(name=name, start=at, end=at + len(name), endpoint=endpoints[0])


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
