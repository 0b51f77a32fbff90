"""Doses: total, per fraction, and biologically effective."""

from decimal import Decimal


def total_dose(per_fraction: Decimal, fractions: Decimal) -> Decimal:
    """Dose per fraction x fractions, in Gy."""
    return per_fraction * fractions


def effective_dose(total: Decimal, fractions: Decimal, alpha_beta: Decimal) -> Decimal:
    """BED = D (1 + d / (alpha/beta)), d = D / fractions, in Gy.

    Fowler, The linear-quadratic formula and progress in fractionated radiotherapy, Br J Radiol 1989;62:679-694.

    >>> effective_dose(Decimal(48), Decimal(8), Decimal(10))
    Decimal('76.8')
    """
    if fractions == 0 or alpha_beta == 0:
        raise ZeroDivisionError("no fractions, or an alpha/beta of 0")
    return total * (1 + (total / fractions) / alpha_beta)


def equivalent_dose(total: Decimal, fractions: Decimal, alpha_beta: Decimal) -> Decimal:
    """EQD2 = D (d + alpha/beta) / (2 + alpha/beta), the dose in fractions of 2 Gy with the same effect, in Gy.

    Withers et al., Cancer 1983;51:90-95.

    >>> equivalent_dose(Decimal(60), Decimal(30), Decimal(10))
    Decimal('60')
    """
    if fractions == 0 or alpha_beta <= 0:
        raise ZeroDivisionError("no fractions, or an alpha/beta of 0")
    return total * (total / fractions + alpha_beta) / (2 + alpha_beta)
