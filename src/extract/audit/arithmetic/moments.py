"""Means and SDs of whole numbers: which can exist (GRIM, GRIMMER)."""

from decimal import Decimal

from extract.audit.arithmetic.rounding import cut, rounded


def grim(mean: Decimal, n: int, *, items: int = 1) -> bool:
    """Whether a mean of n whole numbers (each a sum or mean of `items`) can be printed so.

    Brown and Heathers, The GRIM test, Social Psychological and Personality Science 2017;8:363-369. Truncation is
    allowed too, so that only what no convention gives is refused.

    >>> grim(Decimal("5.19"), 28), grim(Decimal("5.18"), 28)
    (False, True)
    """
    size = n * items
    allowed = cut(mean)
    low = (allowed.low * size).to_integral_value(rounding="ROUND_FLOOR")
    high = (allowed.high * size).to_integral_value(rounding="ROUND_CEILING")
    near = rounded(mean)
    return any(near.holds(total / size) or _cut_to(total / size, mean) for total in _whole(low, high))


def grimmer(mean: Decimal, sd: Decimal, n: int) -> bool:
    """Whether an SD of n whole numbers with this mean can be printed so.

    A sum of squares is whole, has the parity of the sum, and gives the variance (sum of squares - n mean²)/(n - 1).
    Anaya, The GRIMMER test, PeerJ Preprints 2016;4:e2400v1; parity by Allard 2018.
    """
    if n < 2 or not grim(mean, n):
        return grim(mean, n)
    spread = rounded(sd)
    lowest = max(Decimal(0), spread.low)
    for total in _whole(
        (rounded(mean).low * n).to_integral_value(rounding="ROUND_CEILING"),
        (rounded(mean).high * n).to_integral_value(rounding="ROUND_FLOOR"),
    ):
        base = total * total / n
        low = (lowest**2 * (n - 1) + base).to_integral_value(rounding="ROUND_CEILING")
        high = (spread.high**2 * (n - 1) + base).to_integral_value(rounding="ROUND_FLOOR")
        if high - low > 1 or any((squares - total) % 2 == 0 for squares in _whole(low, high)):
            return True
    return False


def _cut_to(value: Decimal, printed: Decimal) -> bool:
    exponent = printed.as_tuple().exponent
    step = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
    return value.quantize(step, rounding="ROUND_DOWN") == printed


def _whole(low: Decimal, high: Decimal) -> list[Decimal]:
    return [Decimal(number) for number in range(int(low), int(high) + 1)]
