"""Rows that exclude each other: the sexes, the classes of a scale, yes and no, one side of a threshold or the other."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from extract.audit.columns.counts import Counted

Run = tuple[Counted, ...]

_UNIT = re.compile(
    r"(?:,?\s?[(\[]?(?:n|no\.?|number)?,?\s?[(\[]?%[)\]]{0,2}|\s?[(\[]n[)\]]|,\sn\b|[*†‡§¶#:]|\^[a-z])\s*$",
    re.IGNORECASE,
)
_SETS = (
    r"males?|men|m|boys?", r"females?|women|f|girls?",
), (
    r"yes|y", r"no|none",
), (
    r"positive|pos|\+|\(\+\)", r"negative|neg|-|−|–|\(-\)|\(−\)",
), (
    r"present|presence", r"absent|absence",
), (
    r"with(?:\s.{1,40})?", r"without(?:\s.{1,40})?",
), (
    r"single|solitary", r"multiple",
), (
    r"low|low[- ]risk", r"intermediate|moderate|medium|intermediate[- ]risk", r"high|high[- ]risk",
), (
    r"mild", r"moderate", r"severe",
), (
    r"well(?:[- ]differentiated)?", r"moderate(?:ly)?(?:[- ]differentiated)?", r"poor(?:ly)?(?:[- ]differentiated)?",
    r"undifferentiated",
), (
    r"poor", r"fair", r"good", r"very good", r"excellent",
), (
    r"never(?:\ssmok\w+)?", r"(?:former|ex)(?:[- ]?smok\w+)?|(?:past|previous)[- ]?smok\w+", r"current(?:\ssmok\w+)?",
), (
    r"pre-?menopausal", r"peri-?menopausal", r"post-?menopausal",
), (
    r"early(?:\sstage)?", r"advanced(?:\sstage)?",
), (
    r"complete response|CR", r"partial response|PR", r"stable disease|SD", r"progressive disease|PD|progression",
    r"not evaluable|NE|non-?evaluable|not assessable|unknown",
)  # fmt: skip
_FAMILIES = tuple(tuple(re.compile(name, re.IGNORECASE) for name in names) for names in _SETS)
_LEVELS = tuple(
    re.compile(
        rf"(?P<scale>(?:(?:child[-– ]pugh|stage|grade|class|type|ecog(?:\sps)?|bclc|ps|score|group)\s)?|p?[TNM]|G)"
        rf"(?P<level>{level})",
        re.I,
    )
    for level in (r"[A-D]", r"I{1,3}|IV|V", r"[0-6]", r"[A-D][0-9]", r"(?:I{1,3}|IV)[ABC]")
)
_BELOW = re.compile(r"(?P<sign>[<≤])\s?(?P<at>\d[\d.,·]{0,8}).{0,12}")
_RANGE = re.compile(r"(?P<low>\d{1,4}(?:\.\d)?)\s?(?:[-–—]|to)\s?(?P<high>\d{1,4}(?:\.\d)?)(?:\s[a-z]{2,12}\b.{0,24})?")
_ABOVE = re.compile(r"(?P<sign>[≥>])\s?(?P<at>\d[\d.,·]{0,8}).{0,12}")


def exclusive_runs(counts: Iterable[Counted]) -> Iterator[Run]:
    """Neighbouring rows of one column and one row group whose names exclude each other, at least two, each once."""
    ordered = sorted(counts, key=lambda counted: (counted.col, counted.row))
    for _, group in groupby(ordered, key=lambda counted: (counted.col, counted.row_path[:-1])):
        run: list[Counted] = []
        kinds: list[tuple[str, str]] = []
        for share in group:
            kind = next((k for k in _kinds(share.stub) if not run or (k[0] == kinds[0][0] and k not in kinds)), None)
            if kind is None or not run or share.row != run[-1].row + 1 or kind[0] != kinds[0][0] or kind in kinds:
                if len(run) > 1:
                    yield tuple(run)
                run, kinds = [], []
                kind = next(_kinds(share.stub), None)
            if kind is not None:
                run.append(share)
                kinds.append(kind)
        if len(run) > 1:
            yield tuple(run)


def _kinds(stub: str) -> Iterator[tuple[str, str]]:
    """What a row's name can be: the family of names that exclude each other, and which of them."""
    name = stub.strip(" ·•–—-▪").strip()
    for _ in range(3):
        name = _UNIT.sub("", name).strip()
    for number, family in enumerate(_FAMILIES):
        for place, pattern in enumerate(family):
            if pattern.fullmatch(name):
                yield str(number), str(place)
    for number, pattern in enumerate(_LEVELS):
        level = pattern.fullmatch(name)
        if level:
            yield f"level {number} {level['scale'].lower()}", level["level"].upper()
    span = _RANGE.fullmatch(name)
    if span and float(span["low"]) < float(span["high"]):
        yield "range", f"{span['low']} {span['high']}"
    below, above = _BELOW.fullmatch(name), _ABOVE.fullmatch(name)
    for match, side in ((below, "below"), (above, "above")):
        if match:
            is_open = match["sign"] in ("<", "≥")
            yield f"threshold {match['at']} {is_open}", side
