"""A mean, and an SD, of whole numbers is one that the printed n allows (GRIM, GRIMMER).

Rows whose stub says that whole numbers are averaged ("Number of lesions"), sums of scored items (a scale known to be
one, such as PHQ-9 or NIHSS), and means of a stated number of items ("mean of 5 items": n x 5 whole numbers), in columns
with one printed n, and only where n times items is small enough that the decimals exclude anything (below 10 to the
number of decimals). mean = whole / (n items), rounded to half a unit or cut off; SD² (n - 1) = squares' sum - n mean²,
of the parity of the sum. Brown and Heathers, Social Psychological and Personality Science 2017;8:363-369; Anaya, PeerJ
Preprints 2016;4:e2400v1. A warning, since missing values make n smaller; a note for scales, whose missing items are
often filled in.
"""

import re
from collections.abc import Iterator

from extract.audit.arithmetic.moments import grim, grimmer
from extract.audit.arithmetic.rounding import decimals
from extract.audit.columns.denominators import printed_sizes
from extract.audit.columns.moments import Moments, find_moments
from extract.audit.passages import evidence, place
from extract.model import Answer, Finding, Library, Paper, Passed, Severity, Skipped, Table

NAME = "stat_whole_numbers"
VERSION = 2
MISSING = 0.9
_COUNTED = re.compile(
    r"^(?:mean\s)?(?:total\s)?(?:number|no\.?)\sof\s(?!days|weeks|hours|minutes|years)[a-z]", re.IGNORECASE
)

_SCALE = re.compile(
    r"\b(?:PHQ-?[89]|GAD-?7|MMSE|MoCA|NIHSS|GCS|Glasgow\sComa|Apgar|AUDIT|IPSS|HADS|BDI|EPDS|HAM-?D|MADRS|PANSS|AIMS)\b",
    re.IGNORECASE,
)
_CHANGED = re.compile(
    r"change|differ|adjust|least\ssquare|\bLS\b|item\smean|weighted|log|t-score|z-score", re.IGNORECASE
)
_ITEMS = re.compile(r"\b(?P<items>\d{1,2})[\s-]items?\b", re.IGNORECASE)
_AVERAGED = re.compile(
    r"\bmean\s(?:item|of\s(?:the\s)?\d{1,2}\sitems)|\baverage\sof\s\d{1,2}\sitems|\bper\sitem\b", re.IGNORECASE
)


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    for table in paper.tables:
        for moments in find_moments(table, paper.text):
            kind = _kind(" ".join((*moments.group, *moments.heads)), moments.group)
            if kind is not None:
                yield _judge(paper, table, moments, *kind)


def _kind(names: str, path: tuple[str, ...]) -> tuple[int, Severity] | None:
    """Of how many whole numbers a person's value is the mean, and the weight of a finding; None for other rows."""
    if not path or _CHANGED.search(names):
        return None
    if _COUNTED.match(path[-1].strip()):
        return 1, "warning"
    items = _ITEMS.search(names)
    if items is not None and _AVERAGED.search(names):
        return int(items["items"]), "note"
    return (1, "note") if _SCALE.search(path[-1]) else None


def _judge(paper: Paper, table: Table, moments: Moments, items: int, severity: Severity) -> Answer:
    sizes = printed_sizes(table, paper.text, moments.col)
    where = place(moments.pieces)
    if len(sizes) != 1:
        return Skipped(where, "the n of the column is not known")
    n = sizes[0]
    if n * items >= 10 ** decimals(moments.mean):
        return Skipped(where, "every mean with these decimals is possible")
    if _exists(moments, n, items):
        return Passed(where)
    if any(_exists(moments, fewer, items) for fewer in range(int(MISSING * n), n)):
        return Skipped(where, "a few missing values would explain it")
    what = "SD" if grim(moments.mean, n, items=items) else "mean"
    return Finding(
        check=NAME,
        severity=severity,
        message=f"no {n * items} whole numbers have the {what} of {moments.mean} (SD {moments.sd})",
        reported=f"{moments.mean} ({moments.sd})",
        evidence=(evidence(paper, "result", moments.pieces),),
    )


def _exists(moments: Moments, n: int, items: int) -> bool:
    if items > 1:
        return grim(moments.mean, n, items=items)
    return grimmer(moments.mean, moments.sd, n)
