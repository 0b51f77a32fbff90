"""Slips of print: by which single slip one number is printed for another.

A digit struck wrong, two neighbours exchanged, a digit dropped or doubled, the point moved, a sign lost. They are the
kinds that proof-readers list (Panko, What we know about spreadsheet errors, J End User Comput 1998;10:15-21, calls them
mechanical errors); how often each was met among contradictions read by hand orders them.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

POINT_MOVES = (1, -1, 2, -2)
"""By how many places a point is moved, the likeliest first."""


def slip_between(printed: Decimal, meant: Decimal) -> str | None:
    """The slip by which `meant` came to be printed so; None where no single one gives it.

    >>> slip_between(Decimal("12.2"), Decimal("-12.2")), slip_between(Decimal("63.5"), Decimal("36.5"))
    ('a lost sign', 'two digits exchanged')
    >>> slip_between(Decimal("1.8"), Decimal("17.8")), slip_between(Decimal("2.74"), Decimal("0.274"))
    ('a digit lost', 'the point moved')
    >>> slip_between(Decimal("47"), Decimal("41")), slip_between(Decimal("47"), Decimal("58")) is None
    ('one digit wrong', True)
    """
    if printed == meant:
        return None
    if printed == -meant:
        return "a lost sign"
    if (printed < 0) is not (meant < 0) and printed and meant:
        return None
    a, b = str(abs(printed)), str(abs(meant))
    if len(a) == len(b):
        return _same_length(a, b)
    if a.replace(".", "").strip("0") == b.replace(".", "").strip("0") and a.replace(".", "").strip("0"):
        return "the point moved"
    short, long = sorted((a, b), key=len)
    if len(long) - len(short) == 1 and any(long[:at] + long[at + 1 :] == short for at in range(len(long))):
        return "a digit lost" if len(a) < len(b) else "a digit too many"
    return None


def _same_length(a: str, b: str) -> str | None:
    differing = [at for at, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
    if any("." in (a[at], b[at]) for at in differing):
        return "the point moved" if a.replace(".", "") == b.replace(".", "") else None
    if len(differing) == 1:
        return "one digit wrong"
    if len(differing) == 2 and a[differing[0]] == b[differing[1]] and a[differing[1]] == b[differing[0]]:
        return "two digits exchanged"
    return None


LONGEST = 20
"""Digits of a number that anybody typed; longer ones are strings of damage, whose slips are past counting."""


def meant_by(printed: Decimal) -> Iterator[tuple[str, Decimal]]:
    """The numbers that a single slip may have made into the printed one, the commonest slips first; never itself.

    >>> sorted({name for name, _ in meant_by(Decimal("1.8"))})
    ['a digit lost', 'a digit too many', 'a lost sign', 'one digit wrong', 'the point moved', 'two digits exchanged']
    """
    if printed:
        yield "a lost sign", -printed
    if len(printed.as_tuple().digits) > LONGEST or abs(printed.adjusted()) > LONGEST:
        return
    text, sign = format(printed.copy_abs(), "f"), -1 if printed < 0 else 1
    for name, changed in _changed(text):
        yield name, sign * Decimal(changed)
    for places in POINT_MOVES:
        yield "the point moved", printed.scaleb(places)


def _changed(text: str) -> Iterator[tuple[str, str]]:
    for at, old in enumerate(text):
        if old == ".":
            continue
        for new in "0123456789":
            if new != old and not (new == "0" and at == 0 and text[1:2] not in ("", ".")):
                yield "one digit wrong", text[:at] + new + text[at + 1 :]
        other = at + 1 if text[at + 1 : at + 2] != "." else at + 2
        if other < len(text) and text[other] != old:
            yield "two digits exchanged", text[:at] + text[other] + text[at + 1 : other] + old + text[other + 1 :]
        if len(text.replace(".", "")) > 1 and text[:at] + text[at + 1 :] not in (".", ""):
            yield "a digit too many", text[:at] + text[at + 1 :]
    for at in range(len(text) + 1):
        for new in "0123456789":
            if not (new == "0" and at == 0):
                yield "a digit lost", text[:at] + new + text[at:]


def slip_of_sum(whole: int, parts: Sequence[int], *, in_whole: bool = True) -> tuple[int, str, int] | None:
    """One slip that makes the parts sum to the whole: which number (-1 the whole, else the part's place), how, and
    what was then meant. `in_whole` False: the whole is certain.

    >>> slip_of_sum(49, [25, 42]), slip_of_sum(301, [298, 303])
    ((1, 'two digits exchanged', 24), (-1, 'one digit wrong', 601))
    >>> slip_of_sum(27, [21, 8]), slip_of_sum(27, [21, 8], in_whole=False)
    ((-1, 'one digit wrong', 29), (1, 'one digit wrong', 6))
    """
    off = sum(parts) - whole
    own = ((-1, whole, whole + off),) if in_whole else ()
    for place, printed, meant in (*own, *((i, part, part - off) for i, part in enumerate(parts))):
        name = slip_between(Decimal(printed), Decimal(meant)) if meant >= 0 else None
        if name is not None:
            return place, name, meant
    return None
