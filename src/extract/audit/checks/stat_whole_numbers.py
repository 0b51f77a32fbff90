"""A mean, and an SD, of whole numbers is one that the printed n allows (GRIM, GRIMMER).

Only rows whose stub says that whole numbers are averaged ("Number of lesions"), in columns with one printed n, and
only where n is small enough that the decimals exclude anything (n below 10 to the number of decimals). Brown and
Heathers, Social Psychological and Personality Science 2017;8:363-369; Anaya, PeerJ Preprints 2016;4:e2400v1.
Truncation is allowed. A warning, since missing values make n smaller.
"""

import re
from collections.abc import Iterator

from extract.audit.arithmetic.moments import grim, grimmer
from extract.audit.arithmetic.rounding import decimals
from extract.audit.columns.denominators import printed_sizes
from extract.audit.columns.moments import Moments, find_moments
from extract.audit.passages import evidence, place
from extract.model import Answer, Finding, Library, Paper, Passed, Skipped, Table

NAME = "stat_whole_numbers"
VERSION = 1
MISSING = 0.9
_COUNTED = re.compile(
    r"^(?:mean\s)?(?:total\s)?(?:number|no\.?)\sof\s(?!days|weeks|hours|minutes|years)[a-z]", re.IGNORECASE
)


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    for table in paper.tables:
        for moments in find_moments(table, paper.text):
            if moments.group and _COUNTED.match(moments.group[-1].strip()):
                yield _judge(paper, table, moments)


def _judge(paper: Paper, table: Table, moments: Moments) -> Answer:
    sizes = printed_sizes(table, paper.text, moments.col)
    where = place(moments.pieces)
    if len(sizes) != 1:
        return Skipped(where, "the n of the column is not known")
    n = sizes[0]
    if n >= 10 ** decimals(moments.mean):
        return Skipped(where, "every mean with these decimals is possible")
    if grimmer(moments.mean, moments.sd, n):
        return Passed(where)
    if any(grimmer(moments.mean, moments.sd, fewer) for fewer in range(int(MISSING * n), n)):
        return Skipped(where, "a few missing values would explain it")
    what = "SD" if grim(moments.mean, n) else "mean"
    return Finding(
        check=NAME,
        severity="warning",
        message=f"no {n} whole numbers have the {what} of {moments.mean} (SD {moments.sd})",
        reported=f"{moments.mean} ({moments.sd})",
        evidence=(evidence(paper, "result", moments.pieces),),
    )
