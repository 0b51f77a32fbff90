"""Ratios with their intervals as rows for meta-analysis programs."""

import csv
from collections.abc import Iterable, Iterator
from math import log
from statistics import NormalDist
from typing import IO, Any

Row = dict[str, Any]
RATIOS = frozenset(("HR", "OR", "RR", "IRR", "SHR", "aHR", "aOR", "sHR"))
DIGITS = 6


def write_metafor(rows: Iterable[Row], names: dict[str, str], file: IO[str]) -> None:
    """For R metafor: `rma(yi, sei = sei, data = read.csv(...))`; yi is the logarithm of the ratio."""
    writer = csv.writer(file)
    writer.writerow(
        "study outcome measure timepoint timepoint_unit arm comparator yi sei vi n document_id result_id".split()
    )
    for row, effect, error in _ratios(rows):
        writer.writerow(
            [
                *(names.get(row["document_id"], row["document_id"]), row["population"], row["measure"]),
                *(row["timepoint"], row["timepoint_unit"], row["arm"], row["comparator"]),
                *(round(effect, DIGITS), round(error, DIGITS), round(error**2, DIGITS), row["n"]),
                *(row["document_id"], row["id"]),
            ]
        )


def write_revman(rows: Iterable[Row], names: dict[str, str], file: IO[str]) -> None:
    """For RevMan's import of generic inverse variance data."""
    writer = csv.writer(file)
    writer.writerow(("Study", "Outcome", "Subgroup", "log[Effect]", "SE", "Effect", "CI start", "CI end", "Footnotes"))
    for row, effect, error in _ratios(rows):
        study = names.get(row["document_id"], row["document_id"])
        measured = [study, row["measure"], row["population"], round(effect, DIGITS), round(error, DIGITS)]
        writer.writerow([*measured, row["value"], row["ci_low"], row["ci_high"], row["id"]])


def _ratios(rows: Iterable[Row]) -> Iterator[tuple[Row, float, float]]:
    """Own results that are ratios with a positive interval; the standard error follows from the interval."""
    for row in rows:
        low, value, high = row["ci_low"], row["value"], row["ci_high"]
        if row["measure"] not in RATIOS or row["source"] != "own" or not low or not value or not high:
            continue
        if not 0 < low < high or value <= 0:
            continue
        width = 2 * NormalDist().inv_cdf(0.5 + (row["ci_level"] or 95) / 200)
        yield row, log(value), (log(high) - log(low)) / width
