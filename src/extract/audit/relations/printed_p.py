"""Printed p: each is a probability, and one that compares counts between groups is that of a usual test of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from extract.audit.arithmetic.distributions import fisher_p, least_expected, pearson_p, z_of_p
from extract.audit.arithmetic.rounding import cut, decimals, rounded
from extract.audit.columns import Denominator, Share, column_denominator, fits, shares_of, trusted_shares
from extract.audit.estimates import DIFFERENCE, P_HEAD, RATIO, p_in
from extract.audit.passages import cells_of, sentences_of
from extract.audit.printed import NUMBER, P_VALUE, PrintedP
from extract.audit.relations.engine import Case, Relation, broken, sound, unjudged
from extract.model import Paper, Pieces, Table, TableCell
from extract.text import lazy_re as re
from extract.text.numbers import is_significant, parse_number, with_points

# --- a p is a probability

LEAST = 2
"""Sound p values of a paper in which a number above 1 is taken for a p."""
LEAST_IN_COLUMN = 3
_P = re.compile(P_VALUE, re.VERBOSE)
_NEGATIVE = re.compile(rf"\b[pP](?:[\s-]?values?)?\s?=\s?[-−–]\s?(?P<p>{NUMBER})(?![\d/])", re.IGNORECASE)
_ENDS = re.compile(r"\s?(?:[,;.)\]]|$|\s(?:and|but|for|vs|in|after|between|respectively|when|with|by)\b)")
P_CELL = re.compile(rf"^\s*[pP]?\s?(?P<relation>[=<>≤≥])?\s?(?P<p>0,\d{{1,6}}|{NUMBER})\s?(?:[*†‡§¶#a-e]{{0,2}})\s*$")
_CORRELATION = re.compile(r"correlat|Spearman|\brho\b|ρ", re.IGNORECASE)
_AFTER_TEST = re.compile(r"\b(?:[tFzZ]|[χΧ]\s?[2²])\s?\(\s?\d[\d., ]{0,12}\)\s?=\s?[-−–]?[\d.]{1,9}\s?[,;]\s?$")
"""What a p stands behind for certain: matches "t(20) = 1.85, "."""
_AFTER_P = re.compile(r"\b[pP]\s?[=<>≤≥]\s?0?[.·]\d{1,6}\s?[,;]\s?$")
"""The p of the same test: what is called p behind it is a size of effect ("p = .26, p = -.21"), a delta or rho."""

Printed = tuple[Decimal, str, Pieces, bool]
"""The value, what is printed, its place, and whether it is surely a p."""


def _probabilities(paper: Paper) -> Iterator[Case[None]]:
    printed = [*_in_sentences(paper), *(column for table in paper.tables for column in _in_columns(paper, table))]
    means_p = sum(0 < p[0] <= 1 for p in printed) >= LEAST or any(p[3] for p in printed)
    zeros = [p for p in printed if p[0] == 0]
    for value, text, pieces, _ in printed:
        if 0 < value <= 1:
            yield sound(pieces)
        elif value and not means_p:
            yield unjudged(pieces, "the paper prints no other p: P may be another quantity")
        elif value:
            rule = "at most 1; a decimal point may be misplaced" if value > 1 else "above 0"
            yield broken(
                pieces,
                f"{text!r}: a probability is {rule}",
                "error" if value > 1 else "warning",
                reported=f"p = {value}",
                expected="above 0 and at most 1",
            )
    if zeros:
        yield _zeros_case(zeros)


def _zeros_case(zeros: list[Printed]) -> Case[None]:
    value, text, pieces, _ = zeros[0]
    places = "in one place" if len(zeros) == 1 else f"in {len(zeros)} places"
    least = f"p < {rounded(value).high}"
    message = f"a p of 0 {places}, the first {text!r}: a p cannot be 0; it is read as {least}"
    return broken(pieces, message, "note", reported=f"p = {value}", expected=least)


def _in_sentences(paper: Paper) -> Iterator[Printed]:
    for passages in (sentences_of(paper), cells_of(paper)):
        for passage in passages:
            if "p" not in passage.text and "P" not in passage.text:
                continue
            text = with_points(passage.text)
            for match in _P.finditer(text):
                value = parse_number(match["p"] or match["p_bare"])
                if value is None or (value > 1 and (decimals(value) < 2 or match["p_relation"] not in ("=", "was"))):
                    continue
                if value <= 1 or (_ENDS.match(text, match.end()) and not _is_behind_p(text, match)):
                    yield value, match[0], passage.pieces_of(*match.span()), _is_sure(text, match)
            for match in _NEGATIVE.finditer(text):
                value = parse_number(match["p"])
                if value is None or _is_behind_p(text, match) or _CORRELATION.search(text):
                    continue
                if _ENDS.match(text, match.end()):
                    yield -value, match[0], passage.pieces_of(*match.span()), _is_sure(text, match)


def _is_behind_p(text: str, match: re.Match[str]) -> bool:
    return _AFTER_P.search(text[max(0, match.start() - 24) : match.start()]) is not None


def _is_sure(text: str, match: re.Match[str]) -> bool:
    return _AFTER_TEST.search(text[max(0, match.start() - 48) : match.start()]) is not None


def _in_columns(paper: Paper, table: Table) -> Iterator[Printed]:
    """The cells of columns of p; a number above 1 only where the others of its column are probabilities."""
    by_col: dict[int, list[tuple[TableCell, Decimal]]] = {}
    for cell in table.cells:
        if cell.role != "body" or not P_HEAD.match(cell.head):
            continue
        match = P_CELL.match(cell.span.of(paper.text))
        value = parse_number(match["p"]) if match else None
        if value is not None:
            by_col.setdefault(cell.col, []).append((cell, value))
    for found in by_col.values():
        likely = sum(value <= 1 and decimals(value) > 1 for _, value in found)
        for cell, value in found:
            if value <= 1 or (likely >= LEAST_IN_COLUMN and decimals(value) > 1 and likely >= len(found) - 1):
                yield value, f"p {cell.span.of(paper.text).strip()}", (cell.span,), False


POSSIBLE_P = Relation(
    "stat_possible_p",
    """A p is a probability: above 0 and at most 1.

An error where p is printed above 1 ("p = 1.45": a decimal point may be misplaced), a warning where it is negative.
Only two decimals or more count, without a unit behind them, in a paper that prints other p values or straight behind
a test statistic, since P may be pressure or phosphate and p a Greek rho. "p = 0.000", "p = .00" and "p < 0.000" are
what programs print for a p that rounds to it: half a unit of the last digit (0.000 is read as < 0.0005), one note for
all of a paper.""",
    _probabilities,
)


# --- a p that compares counts between groups

WARNING_Z = 1.0
YATES = "Pearson's chi-squared test with Yates' correction"
_ALL_HEAD = re.compile(r"\b(?:total|all|overall|whole|entire|combined|cohort)\b", re.IGNORECASE)
Counts = list[list[int]]


@dataclass(frozen=True, slots=True)
class Compared:
    """What a table prints in the columns that a column of p compares.

    `sizes`: those of the columns; `lines`: the shares of each complete row; `filled`: the rows with any cell in those
    columns; `with_p`: what each row prints as its p.
    """

    col: int
    sizes: tuple[Denominator, ...]
    lines: dict[int, list[Share]]
    filled: frozenset[int]
    with_p: dict[int, str]


def _comparisons(paper: Paper) -> Iterator[Case[None]]:
    for table in paper.tables:
        shares = trusted_shares(table, paper.text, shares_of(paper, table))
        for compared in _columns_of_p(table, paper.text, shares) if shares else ():
            for cell in table.cells:
                p = p_in(cell, paper.text) if cell.col == compared.col and cell.role != "head" else None
                if p is not None:
                    yield _comparison_case(compared, cell, p)


def _columns_of_p(table: Table, text: str, shares: tuple[Share, ...]) -> Iterator[Compared]:
    """The columns of p with those that they compare: of the same head, else all before; totals are no group."""
    heads = {cell.col: cell.col_path for cell in table.cells if cell.role != "head" and cell.col_path}
    with_shares = {share.col for share in shares}
    for col in sorted(heads):
        if not P_HEAD.match(heads[col][-1].strip()):
            continue
        before = [other for other in sorted(heads) if other < col and other in with_shares]
        if len(heads[col]) > 1:
            before = [other for other in before if heads[other][:-1] == heads[col][:-1]]
        arms = [other for other in before if not _ALL_HEAD.search(" ".join(heads[other]))]
        between = [" ".join(heads[other]) for other in heads if arms and max(arms) < other < col]
        sizes = [column_denominator(table, text, arm, shares) for arm in arms]
        known = tuple(size for size in sizes if size is not None)
        of_estimate = any(RATIO.search(head) or DIFFERENCE.search(head) for head in between)
        if len(arms) >= 2 and len(known) == len(arms) and not of_estimate:
            yield _compared(table, text, shares, col, arms, known)


def _compared(
    table: Table, text: str, shares: tuple[Share, ...], col: int, arms: list[int], sizes: tuple[Denominator, ...]
) -> Compared:
    lines: dict[int, list[Share]] = {}
    for share in sorted(shares, key=lambda share: (share.row, share.col)):
        if share.col in arms:
            lines.setdefault(share.row, []).append(share)
    return Compared(
        col=col,
        sizes=sizes,
        lines={row: line for row, line in lines.items() if len(line) == len(arms)},
        filled=frozenset(c.row for c in table.cells if c.col in arms and c.span.of(text).strip()),
        with_p={c.row: p for c in table.cells if c.col == col and (p := c.span.of(text).strip(" -–—"))},
    )


def _comparison_case(compared: Compared, cell: TableCell, p: PrintedP) -> Case[None]:
    pieces = (cell.span,)
    if len(compared.sizes) != 2:
        return unjudged(pieces, "more than two columns, of which any may be compared")
    counts = _counts(compared, cell)
    if counts is None:
        return unjudged(pieces, "the counts that this p compares are not all in the table")
    given = {"Pearson's chi-squared test": pearson_p(counts)}
    if len(counts) == 2 and len(counts[0]) == 2:
        (a, b), (c, d) = counts
        given["Fisher's exact test"] = fisher_p(a, b, c, d)
        given[YATES] = pearson_p(counts, yates=True)
    tests = {name: value for name, value in given.items() if value is not None}
    if not tests:
        return unjudged(pieces, "an empty row or column of counts")
    fitting = [name for name, value in tests.items() if p.allows(value, value, cut(p.value))]
    if fitting and fitting != [YATES]:
        return sound(pieces)
    if len(counts) == 2 and compared.with_p.get(cell.row) in _neighbours(compared, cell.row):
        return unjudged(pieces, "rows beside it print the same p: it may be of all of them")
    list_of = "; ".join(f"{name} p = {value:.3g}" for name, value in tests.items())
    printed = f"p {p.relation} {p.value}"
    way = f"counts {' | '.join(' vs '.join(map(str, row)) for row in counts)}: {list_of}; printed {printed}"
    if fitting:
        way += f"; only the continuity correction gives it (least expected count {least_expected(counts):.2f})"
    far = min(abs(z_of_p(float(p.value)) - z_of_p(value)) for value in tests.values())
    significant = is_significant(p.value, p.relation)
    flips = all(is_significant(value) is not significant for value in tests.values())
    severe = flips and far > WARNING_Z and not fitting
    return broken(pieces, way, "warning" if severe else "note", reported=printed, expected=list_of)


def _neighbours(compared: Compared, row: int) -> set[str]:
    """What the rows next to one print as their p, where they stand under the same label."""
    group = compared.lines[row][0].group if row in compared.lines else None
    near = (other for other in (row - 1, row + 1) if other in compared.lines and other in compared.with_p)
    return {compared.with_p[other] for other in near if compared.lines[other][0].group == group}


def _counts(compared: Compared, cell: TableCell) -> Counts | None:
    """Categories by groups: the rows that the p stands for, or its one row and the complement.

    A p stands for the rows from its own, or from the one below its row group's name, down to the next p or name.
    """
    lines = compared.lines
    own = lines.get(cell.row)
    if own is None and cell.row in compared.filled:
        return None
    first = cell.row if own else cell.row + 1
    block = [lines[first]] if first in lines else []
    while block and (row := first + len(block)) in lines and row not in compared.with_p:
        if lines[row][0].group != block[0][0].group and not (own and not lines[row][0].stub):
            break
        block.append(lines[row])
    sizes = [size.n for size in compared.sizes]
    if own and len(block) == 1:
        fitting = all(fits(share, n) for share, n in zip(own, sizes, strict=True))
        counts = [share.count for share in own]
        return [counts, [n - count for n, count in zip(sizes, counts, strict=True)]] if fitting else None
    found = [[share.count for share in line] for line in block]
    full = len(found) > 1 and all(sum(line[i] for line in found) == n for i, n in enumerate(sizes))
    return found if full else None


GROUP_COMPARISON = Relation(
    "stat_group_comparison",
    """A p that compares counts between a table's groups is one that a usual test of those counts gives.

Pearson's chi-squared with and without Yates' correction, and Fisher's exact test for two groups and two categories,
are recomputed from the cells. A p that any of them gives is sound; one that only Yates' correction gives is a note.
One that none gives is a note too (a trend, an adjusted or a rank test may stand behind it), and a warning where
significance at 0.05 differs from all of them by more than one unit of z. The printed p is taken with a whole unit
of its last digit on either side (rounded or cut off). Altman, Practical Statistics for Medical Research, 1991.""",
    _comparisons,
)
