"""Of what the percents of a column are: its printed n, or the number that most of its cells agree on."""

import re
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from extract.audit.arithmetic.proportions import fit_percent, possible_denominators
from extract.audit.columns.shares import Share
from extract.audit.expressions.shapes import WHOLE, decimal
from extract.model import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Denominator:
    """`n` of a column; `printed` where the head or a row prints it; `fits` of `cells` shares agree with it."""

    n: int
    printed: bool
    fits: int
    cells: int

    @property
    def is_supported(self) -> bool:
        """Enough other cells agree that a cell which does not is the odd one."""
        return self.fits >= 3 and self.fits >= 0.7 * (self.cells - 1)


N_PRINTED = re.compile(rf"(?<![A-Za-z])[nN](?:o\.)?\s?[=:]\s?(?P<n>{WHOLE})(?![\d.])")
_N_IN_BRACKETS = re.compile(
    rf"[(\[]\s?(?P<n>{WHOLE})(?:\s(?:patients|subjects|participants|women|men|cases|infants|children))?\s?[)\]]\s*$"
)
_N_STUB = re.compile(
    r"^(?:n|N|no\.?|number|total|total n|sample size|(?:total )?(?:no\.?|number)(?: of)? "
    r"(?:patients|subjects|participants|women|men|cases|infants|children|individuals|randomi[sz]ed|analy[sz]ed))$",
    re.IGNORECASE,
)
_HIGHEST = 10_000_000


def column_denominator(table: Table, text: str, col: int, shares: tuple[Share, ...]) -> Denominator | None:
    """The denominator of a column, the printed one where the cells bear it out, else the one they agree on."""
    own = [share for share in shares if share.col == col]
    if not own:
        return None
    named = [share for share in own if share.is_named]
    if named:
        own = named
    printed = [_support(n, own, printed=True) for n in printed_sizes(table, text, col)]
    best = max(printed, key=lambda d: d.fits, default=None)
    if best is not None and best.fits * 2 >= len(own):
        return best
    agreed = _agreed(own)
    if agreed is not None and (best is None or agreed.fits > best.fits):
        return agreed
    return best


def printed_sizes(table: Table, text: str, col: int) -> tuple[int, ...]:
    """The sizes printed for a column: in its heads, or in a row called n, Total, Number of patients."""
    found: list[int] = []
    for cell in table.cells:
        if not cell.col <= col < cell.col + cell.col_span:
            continue
        printed = cell.span.of(text)
        if cell.role == "head":
            found += [_whole(m["n"]) for m in (*N_PRINTED.finditer(printed), *_N_IN_BRACKETS.finditer(printed))]
        elif cell.role == "body" and cell.row_path and _N_STUB.match(cell.row_path[-1].strip(" :,")):
            found += [_whole(printed)] if re.fullmatch(rf"\s*{WHOLE}\s*", printed) else []
    for name in dict.fromkeys(name for cell in table.cells if cell.col == col for name in cell.col_path):
        found += [_whole(m["n"]) for m in N_PRINTED.finditer(name)]
    return tuple(dict.fromkeys(n for n in found if n > 1))


def fits(share: Share, n: int) -> bool:
    """Whether the percent can have been printed for the count of n, conventions included."""
    return n > 0 and share.count <= n and fit_percent(share.percent, Decimal(share.count), Decimal(n)).fit != "off"


def trusted_shares(table: Table, text: str, shares: tuple[Share, ...]) -> tuple[Share, ...]:
    """The shares that are percents: those that are named so, and the others where a printed n bears most of them out.

    A cell "12 (8.4)" without a percent sign anywhere may hold a mean and an SD.
    """
    unnamed = [share for share in shares if not share.is_named]
    borne_out = [
        share for share in unnamed if share.count and any(fits(share, n) for n in printed_sizes(table, text, share.col))
    ]
    rows = {share.row for share in borne_out}
    if len(borne_out) < 3 or len(rows) < 2 or len(borne_out) < 0.5 * len(unnamed):
        return tuple(share for share in shares if share.is_named)
    return shares


def _support(n: int, shares: list[Share], *, printed: bool) -> Denominator:
    return Denominator(n=n, printed=printed, fits=sum(fits(s, n) for s in shares), cells=len(shares))


def _agreed(shares: list[Share]) -> Denominator | None:
    """The whole number that most cells allow; wide percents of small counts allow many, so ties mean none."""
    votes: Counter[int] = Counter()
    for share in shares:
        if share.count >= 3 and 0 < share.percent < 100:
            allowed = possible_denominators(share.percent, share.count, _HIGHEST)
            if len(allowed) <= 200:
                votes.update(allowed)
    ranked = votes.most_common(2)
    if not ranked or ranked[0][1] < 4 or (len(ranked) > 1 and ranked[1][1] == ranked[0][1]):
        return None
    return _support(ranked[0][0], shares, printed=False)


def _whole(printed: str) -> int:
    value = decimal(printed.strip())
    return int(value) if value is not None else 0
