"""Groups that are said not to differ at baseline do not differ in the table of their characteristics.

"There were no significant differences in baseline characteristics between the groups" beside a row with p = 0.01.
Judged where the sentence speaks of baseline, demographic or patient characteristics at large, and the paper has one
table of them with one column of p. The groups are "the groups", or named by words of the table's heads; sentences with
exceptions, on subsets, on single variables, in captions or about matched and weighted samples are left alone. A
warning: with many rows a small p is to be expected, but the sentence then does not hold.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from extract.audit.columns.arms import P_HEAD, number_in, p_in, standardised_difference_cells
from extract.audit.expressions.shapes import NUMBER, decimal
from extract.audit.parts import own_sentences
from extract.audit.passages import Passage, evidence, place, sentences_of
from extract.audit.support.words import stems
from extract.model import Answer, Finding, Library, Paper, Passed, Skipped, Table, TableCell, quote

NAME = "text_baseline_balance"
VERSION = 1

ALPHA = Decimal("0.05")
_WHAT = (
    r"(?:(?:baseline|demographics?|patients?|clinical|clinicopathologic\w*|general|socio-?demographic)(?:\s|’s?\s|'s?\s|,\s|-)"
    r"(?:and\s|or\s)?){1,4}(?:characteristics?|values?|parameters?|variables?|data|features?|profiles?|information)"
)
_NONE = (
    r"(?:\bno\s(?:statistical(?:ly)?\s)?significant\s(?:statistical\s)?differences?|\bdid\snot\s(?:statistically\s)?"
    r"(?:significantly\s)?differ(?:\ssignificantly)?|\bnot\s(?:statistically\s)?significantly\sdifferent)"
)
STATED = re.compile(
    rf"(?:{_NONE}\b[^.;]{{0,60}}?\b(?:in|regarding|for|of|with\s(?:respect|regard)\sto|according\sto|among)\s(?:the\s|any\s|all\s|their\s)?{_WHAT}"
    rf"|\b{_WHAT}[^.;]{{0,60}}?{_NONE})",
    re.IGNORECASE,
)
_LIMITED = re.compile(
    r"\b(?:except\w*|apart|other|others|remaining|rest|only|but|besides|aside|match\w*|weight\w*|propensity|subgroups?|subset|completers?"
    r"|drop-?outs?|who|such\sas|including|clinically|change\w*|adjust\w*|sites?|centers?|centres?|lost|responders?)\b|:",
    re.IGNORECASE,
)
FOLLOWING = 2
"""Sentences behind in which an exception may be told."""
_EXCEPTION = re.compile(
    r"\b(?:however|except\w*|although|only|but|apart\sfrom|differ\w*|higher|lower|more|less|older|younger)\b",
    re.IGNORECASE,
)
_GROUPS = re.compile(
    r"\b(?:between|among|across|in|of)\s(?:the\s)?(?:two|three|four|both|all|study|treatment|these|intervention)?\s?"
    r"(?:(?:study|treatment|intervention|patient)\s)?(?:groups?|arms?)\b|\b(?:both|two|three|study)\s(?:\w+\s)?(?:groups|arms)\b",
    re.IGNORECASE,
)
_NAMED = re.compile(r"\bbetween\s(?P<names>[^.;,()]{3,90})", re.IGNORECASE)
_CAPTION = re.compile(
    r"\b(?:baseline|demographics?|(?:patient|participant|subject|clinical|sample|study|population)s?['’]?s?\s"
    r"(?:and\s\w+\s)?characteristics|characteristics\s(?:of|at)\b)",
    re.IGNORECASE,
)
_OTHER_TABLE = re.compile(
    r"\b(?:match\w*|weight\w*|predict\w*|univaria\w*|multivaria\w*|change\w*|outcomes?|complications?|procedur\w*|operati\w*|results?)\b",
    re.IGNORECASE,
)


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    yield from _below_threshold(paper)
    yield from _own(paper)


def _own(paper: Paper) -> Iterator[Answer]:
    stated = [
        (passage, match)
        for passage in own_sentences(paper, "abstract", "methods", "results", "discussion")
        if (match := STATED.search(passage.text))
        and not _LIMITED.search(passage.text)
        and not any(
            block.kind == "caption" and block.span.overlaps(passage.pieces[0]) for block in paper.document.blocks
        )
    ]
    if not stated:
        return
    tables = [(table, cells) for table in paper.tables if (cells := _p_cells(paper, table))]
    sentences = list(sentences_of(paper))
    places = {passage.sentence.id: at for at, passage in enumerate(sentences) if passage.sentence}
    for passage, match in stated:
        at = places.get(passage.sentence.id, len(sentences)) if passage.sentence else len(sentences)
        following = " ".join(other.text for other in sentences[at + 1 : at + 1 + FOLLOWING])
        if _EXCEPTION.search(following):
            yield Skipped(place(passage.pieces_of(*match.span())), "an exception is told behind")
        else:
            yield _judge(paper, passage, match, tables)


def _judge(paper: Paper, passage: Passage, match: re.Match[str], tables: list[tuple[Table, list[TableCell]]]) -> Answer:
    pieces = passage.pieces_of(*match.span())
    if len(tables) != 1 or not _same_groups(passage.text, tables[0][0]):
        return Skipped(place(pieces), "no one table of characteristics of these groups with one column of p")
    table, cells = tables[0]
    below = [(cell, p) for cell in cells if (p := p_in(cell, paper.text)) and p.relation in "=<" and p.value < ALPHA]
    if not below:
        return Passed(place(pieces))
    rows = "; ".join(f"{cell.row_path[-1] if cell.row_path else ''}: p {p.relation} {p.value}" for cell, p in below)
    return Finding(
        check=NAME,
        severity="warning",
        message=f"the groups are said not to differ; {table.label or 'the table'} prints {rows}",
        reported=match[0],
        expected=rows,
        evidence=(
            evidence(paper, "result", pieces),
            *(evidence(paper, "context", (cell.span,)) for cell, _ in below),
        ),
    )


def _p_cells(paper: Paper, table: Table) -> list[TableCell]:
    """The cells of the one column of p of a table of characteristics."""
    caption = quote(paper.text, table.caption) if table.caption else ""
    if not _CAPTION.search(caption) or _OTHER_TABLE.search(caption):
        return []
    heads = {cell.col for cell in table.cells if cell.role == "head" and P_HEAD.match(cell.span.of(paper.text).strip())}
    cells = [cell for cell in table.cells if cell.role == "body" and cell.col in heads and p_in(cell, paper.text)]
    return cells if len(heads) == 1 else []


def _same_groups(text: str, table: Table) -> bool:
    if _GROUPS.search(text):
        return True
    named = _NAMED.search(text)
    heads = {stem for cell in table.cells for head in cell.col_path for stem in stems(head)}
    return named is not None and bool(
        set(stems(named["names"])) & heads - set(stems("group groups patients n p value"))
    )


# --- what the text says of all values of a column holds for each


_SMD = r"(?:SMDs?|ASDs?|standardi[sz]ed\s(?:mean\s)?differences?)"
ALL_BELOW = re.compile(
    rf"\b(?:[Aa]ll|[Ee]very|[Ee]ach)\b[^.;]{{0,80}}\b{_SMD}[^.;\d]{{0,60}}?"
    rf"(?:(?P<sign><|≤|below|under|less\sthan|within|smaller\sthan|of\sat\smost)\s?(?P<limit>{NUMBER})?)(?P<this>\s(?:this|the|that)\sthreshold)?"
)
LIMIT = re.compile(
    rf"\b{_SMD}[^.;\d]{{0,60}}(?:<|≤|>|≥|below|under|less\sthan|of|at|greater\sthan|exceeding)\s?(?P<limit>{NUMBER})"
)


def _below_threshold(paper: Paper) -> Iterator[Answer]:
    cells = standardised_difference_cells(paper)
    last: Decimal | None = None
    for passage in sentences_of(paper):
        match = ALL_BELOW.search(passage.text)
        if match is not None:
            limit = decimal(match["limit"]) if match["limit"] else last
            yield from _judge_of_all(paper, passage, match, limit, cells)
        named = LIMIT.search(passage.text)
        last = decimal(named["limit"]) if named else last


def _judge_of_all(
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
