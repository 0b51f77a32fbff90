"""Q, its degrees of freedom, p and I²: what each printed number allows of the others.

I² = (Q - df) / Q, at least 0 (Higgins and Thompson 2002); p is the chi-squared tail of Q. Printed numbers are taken as
the intervals that their digits allow.
"""

import math

from extract.audit.arithmetic.distributions import chi_squared_tail

SLACK = 0.0005
"""Added to the interval of a p of three digits and more, as programs round I² and Q apart."""
ALMOST_ALL = 0.99999


def rounded_from(printed: str) -> tuple[float, float]:
    """The values that were rounded to a printed one."""
    plain = printed.replace("·", ".")
    half = 0.5 * 10.0 ** -(len(plain.partition(".")[2]))
    return max(0.0, float(plain) - half), float(plain) + half


def p_allowed(relation: str, printed: str) -> tuple[float, float]:
    """The values of a p printed with its sign (=, <, >, ≤, ≥)."""
    low, high = rounded_from(printed)
    if relation in "<≤":
        return 0.0, high
    if relation in ">≥":
        return low, 1.0
    return low - SLACK, high + SLACK


def p_of_i2(df: int, low: float, high: float) -> tuple[float, float]:
    """The p that I² between two shares allows; an I² that may be 0 allows every Q up to df."""
    least = chi_squared_tail(df / (1 - min(high, ALMOST_ALL)), df)
    most = 1.0 if low <= 0 else chi_squared_tail(df / (1 - low), df)
    return least, most


def p_of_q(df: int, low: float, high: float) -> tuple[float, float]:
    """The p of a Q between two values."""
    return chi_squared_tail(high, df), chi_squared_tail(low, df) if low > 0 else 1.0


def i2_of_q(df: int, low: float, high: float) -> tuple[float, float]:
    """I² in percent of a Q between two values."""
    return tuple(100 * max(0.0, 1 - df / q) if q > 0 else 0.0 for q in (low, high))  # type: ignore[return-value]


def meet(one: tuple[float, float], other: tuple[float, float]) -> bool:
    """Whether two intervals have a value in common."""
    return one[0] <= other[1] and other[0] <= one[1] and not any(map(math.isnan, (*one, *other)))
