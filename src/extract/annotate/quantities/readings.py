"""What the parsed number of a cell means under its labels: statistic, unit, spread, interval."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from extract.annotate.quantities.cells import CellValue
from extract.annotate.quantities.labels import (
    CI,
    COUNTED,
    HALF_WIDTH,
    IQR,
    MEAN,
    MEAN_SD,
    MEAN_SE,
    MEDIAN,
    RATES,
    SHARE_WORDS,
    SIZE,
    Label,
)
from extract.annotate.quantities.lexicon import Lexicon
from extract.model import Interval
from extract.text.numbers import are_near

CLOSE = Decimal("0.6")
"""How far a share may be from the one that count and size give, in points: one decimal is often cut."""

COUNT_STATISTICS = ("count_percent", "count")
ESTIMATES = {"ratio": "ratio", "contrast": "mean_difference", "coefficient": "coefficient"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A cell's number with its meaning; `unbound` names what the table does not say."""

    statistic: str
    value: Decimal | None
    unit: str | None = None
    scale: str = ""
    interval: Interval | None = None
    sd: Decimal | None = None
    se: Decimal | None = None
    count: int | None = None
    unbound: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Around:
    """The labels of a cell, the most telling first, its group's size, caption and notes."""

    labels: Sequence[Label]
    size: int | None
    caption: str
    notes: str
    lexicon: Lexicon

    @property
    def kind(self) -> str:
        """The kind of estimate that a label names, "name" where none does."""
        return next((label.kind for label in self.labels if label.kind in (*ESTIMATES, "test", "df", "p")), "name")

    def names(self, *names: str) -> bool:
        """Whether a label names one of these statistics."""
        return any(statistic in names for label in self.labels for statistic in label.statistics)

    def nearest(self, *names: str) -> str | None:
        """The innermost statistic among these that a label names."""
        return next((statistic for label in self.labels for statistic in label.statistics if statistic in names), None)

    def says(self, form: re.Pattern[str]) -> bool:
        """Whether caption or notes say it."""
        return _says(form, self.caption) or _says(form, self.notes)

    def unit(self) -> tuple[str | None, str]:
        """The unit that the innermost label with one prints, and what it counts."""
        for label in self.labels:
            if label.unit and label.unit != "%":
                symbol, scale = self.lexicon.unit(label.unit)
                return (symbol or label.unit, scale) if scale not in ("people", "share") else (None, "")
        return None, ""


@lru_cache(maxsize=1024)
def _says(form: re.Pattern[str], text: str) -> bool:
    """Whether a form stands in a text; kept, since each cell of a table asks for the same caption and notes."""
    return form.search(text) is not None


def read_cell(value: CellValue, around: Around) -> Reading | None:
    """What a parsed cell reports; None for a number that reports nothing (a threshold, a code)."""
    if value.form == "p":
        return Reading(statistic="p", value=value.value)
    kind = around.kind
    if value.form in ("count_share", "share") and kind not in ESTIMATES:
        return _share(value)
    if kind in ESTIMATES:
        return _estimate_of(kind, value, around)
    unit, scale = around.unit()
    if value.form in ("mean_sd", "two_means"):
        return _mean(value.value, value.spread, around)
    if value.form == "value_and_other":
        return _two_numbers(value, around)
    if value.form == "estimate" and value.interval:
        return _with_interval(value, value.interval, around)
    if value.form == "interval" and value.interval:
        named = _interval_kind(around)
        held = replace(value.interval, kind=named, level=_level(around) if named == "ci" else None)
        statistic = named if around.names(named) or named != "range" else "range"
        unit = "%" if value.unit == "%" or around.names("percent", "count_percent") else unit
        return Reading(statistic=statistic, value=None, unit=unit, scale=scale, interval=held)
    if value.form == "not_reached":
        return Reading(statistic="median", value=None, unit=unit, scale=scale)
    return _plain(value, around, kind)


def _share(value: CellValue) -> Reading:
    if value.value is None:
        count = value.count or 0
        return Reading(statistic="count", value=Decimal(count), unit="patients", scale="people", count=count)
    return Reading(statistic="percent", value=value.value, unit="%", scale="share", count=value.count)


def _estimate_of(kind: str, value: CellValue, around: Around) -> Reading:
    """A ratio, a difference or a coefficient with its interval."""
    unit, scale = around.unit() if kind == "contrast" else (None, "ratio" if kind == "ratio" else "")
    if value.form == "share" or value.unit == "%" or (kind == "contrast" and around.names("percent", "count_percent")):
        unit = "%"
    named = around.nearest("sd", "se", "ci")
    if named in ("sd", "se") and value.form == "plain":
        return Reading(statistic=named, value=value.value, unit=unit, scale=scale)
    held = replace(value.interval, kind="ci", level=_level(around)) if value.interval else None
    if value.value is None and held is not None:
        return Reading(statistic="ci", value=None, unit=unit, scale=scale, interval=held)
    sd, se = (
        (None, value.spread or value.second) if around.names("se", "mean_se") else (value.spread or value.second, None)
    )
    return Reading(statistic=ESTIMATES[kind], value=value.value, unit=unit, scale=scale, interval=held, sd=sd, se=se)


def _mean(value: Decimal | None, spread: Decimal | None, around: Around) -> Reading:
    """A mean with its standard deviation; with its standard error or its interval where the table says so."""
    unit, scale = around.unit()
    deviation = around.names("mean_sd", "median_sd", "sd") or around.says(MEAN_SD)
    is_se = around.names("mean_se", "se") or (not deviation and around.says(MEAN_SE))
    held = None if deviation or is_se else _half_width(value, spread, around)
    if held is not None:
        return Reading(statistic="mean", value=value, unit=unit, scale=scale, interval=held)
    sd, se = (None, spread) if is_se else (spread, None)
    return Reading(statistic="mean", value=value, unit=unit, scale=scale, sd=sd, se=se)


def _half_width(value: Decimal | None, spread: Decimal | None, around: Around) -> Interval | None:
    """The interval around a mean, where labels, caption or notes say that half of its width is printed behind it."""
    stated = (
        HALF_WIDTH.search(text) for text in (*(label.printed for label in around.labels), around.caption, around.notes)
    )
    found = next(filter(None, stated), None)
    if found is None or value is None or spread is None:
        return None
    return Interval(low=value - spread, high=value + spread, kind="ci", level=Decimal(found["level"]))


def _interval_kind(around: Around) -> Literal["ci", "iqr", "range"]:
    named = around.nearest(
        "ci", "iqr", "range", "median_iqr", "median_range", "mean_range", "mean_ci", "median_ci", "mean_iqr"
    )
    if named:
        return "ci" if named.endswith("ci") else "iqr" if named.endswith("iqr") else "range"
    if around.says(CI):
        return "ci"
    return "iqr" if around.says(IQR) else "range"


def _with_interval(value: CellValue, interval: Interval, around: Around) -> Reading:
    unit, scale = around.unit()
    kind = _interval_kind(around)
    held = replace(interval, kind=kind, level=_level(around) if kind == "ci" else None)
    if value.unit == "%" or _says_share(around):
        return Reading(statistic="percent", value=value.value, unit="%", scale="share", interval=held)
    stated: tuple[str, ...] = next((label.statistics for label in around.labels if label.statistics), ())
    is_median = kind == "iqr" and any(name.startswith("median") for name in stated)
    statistic = "median" if is_median else _middle(around, "median" if kind in ("iqr", "range") else "mean")
    return Reading(statistic=statistic, value=value.value, unit=value.unit or unit, scale=scale, interval=held)


def _two_numbers(value: CellValue, around: Around) -> Reading:
    """ "12 (4.5)": a count with its share, or a mean with its spread, as labels, caption or notes say."""
    number = value.value
    whole = number is not None and number.as_tuple().exponent == 0 and number >= 0
    count = int(number) if whole and number is not None else None
    fits = agree(count, value.second, around.size)
    share, mean = _says_share(around), _says_mean(around)
    named = share or mean
    if _says_both(around):
        share = mean = True
    elif not named:
        share, mean = around.says(SHARE_WORDS), around.says(MEAN_SD) or around.says(MEAN_SE)
    finer = count is not None and value.second is not None and value.second.as_tuple().exponent != 0
    if finer and share and (not named or _says_both(around)):
        mean = False
    can_be = (
        value.second is not None and value.second <= 100 and (count is None or not around.size or count <= around.size)
    )
    if whole and (fits or (share and can_be and not mean)):
        return Reading(statistic="percent", value=value.second, unit="%", scale="share", count=count)
    if mean or not whole:
        found = _mean(number, value.second, around)
        if around.names("percent"):
            found = replace(found, unit="%", scale="share")
        return found if mean else replace(found, unbound=("spread not named",))
    unit, scale = around.unit()
    unbound = ("second number not named",)
    return Reading(statistic="count", value=number, unit=unit, scale=scale, count=count, unbound=unbound)


MIDDLES = ("mean", "median", "mean_sd", "mean_se", "mean_ci", "mean_range", "mean_iqr", "median_sd", "median_ci")
MORE_MIDDLES = ("median_iqr", "median_range", "sd", "se", "iqr")


def _says_share(around: Around) -> bool:
    nearest = around.nearest("count_percent", "percent", "count", *MIDDLES, *MORE_MIDDLES)
    return nearest in ("count_percent", "percent", "count") and not _says_both(around)


def _says_both(around: Around) -> bool:
    """One and the same label allows a mean and a share: "mean ± SD or n (%)"."""
    both = next((label.statistics for label in around.labels if label.statistics), ())
    return "count_percent" in both and any(name in MIDDLES for name in both)


def _says_mean(around: Around) -> bool:
    nearest = around.nearest("count_percent", "percent", *MIDDLES, *MORE_MIDDLES)
    return (nearest in MIDDLES or nearest in MORE_MIDDLES) and not _says_both(around)


def _plain(value: CellValue, around: Around, kind: str) -> Reading | None:
    number = value.value
    unit, scale = around.unit()
    if value.unit:
        unit, scale = around.lexicon.unit(value.unit)
        if unit is None:
            return None
    if value.relation != "=":
        return None
    if value.levels:
        return Reading(statistic="count", value=number, unit="patients", scale="people", count=value.levels[0])
    if kind in ("test", "df"):
        return Reading(statistic="test" if kind == "test" else "df", value=number)
    nearest = next((statistic for label in around.labels for statistic in label.statistics), None)
    if nearest in ("sd", "se"):
        return Reading(statistic=nearest, value=number, unit=unit, scale=scale)
    whole = number is not None and number.as_tuple().exponent == 0
    paired = nearest in ("mean_sd", "mean_se", "median_iqr", "median_range") and not value.unit
    if whole and number is not None and number >= 0 and (nearest == "count" or (paired and unit is None)):
        return Reading(statistic="count", value=number, unit="patients", scale="people", count=int(number))
    if unit is None and number is not None and _is_share(number, nearest, around):
        return Reading(statistic="percent", value=number, unit="%", scale="share", count=0 if number == 0 else None)
    if whole and number is not None and number >= 0 and unit is None and _is_count(number, nearest, around):
        return Reading(statistic="count", value=number, unit="patients", scale="people", count=int(number))
    if unit is None and _is_mean_percent(around):
        unit, scale = "%", "share"
    return Reading(statistic=_middle(around), value=number, unit=unit, scale=scale)


def _is_mean_percent(around: Around) -> bool:
    """A mean or a change in percent, no share of people: "Mean change (%)"."""
    stated = next((label for label in around.labels if label.statistics), None)
    middle = stated is not None and any(statistic.startswith(("mean", "median")) for statistic in stated.statistics)
    return stated is not None and "percent" in stated.statistics and (middle or stated.change)


def _is_count(number: Decimal, nearest: str | None, around: Around) -> bool:
    """By its statistic or a label that counts; in a group of known size a number that the group can hold."""
    if nearest is not None:
        return nearest in COUNT_STATISTICS
    if around.size is not None and number <= around.size:
        return any(label.size for label in around.labels) or around.says(SHARE_WORDS)
    return any(COUNTED.search(SIZE.sub("", label.printed)) for label in around.labels) or around.says(SHARE_WORDS)


def _is_share(number: Decimal, nearest: str | None, around: Around) -> bool:
    """A bare 0 among "n (%)", a label of percentages, or a caption that says "rates (%)"."""
    if number == 0 and nearest == "count_percent":
        return True
    if not 0 <= number <= 100 or _is_mean_percent(around):
        return False
    if nearest is not None:
        return nearest == "percent" or (nearest == "count_percent" and number.as_tuple().exponent != 0)
    return bool(RATES.search(around.caption)) or bool(
        re.search(r"values are (?:given as )?(?:percent|%)", around.notes, re.IGNORECASE)
    )


def _middle(around: Around, otherwise: str = "value") -> str:
    """Mean or median, as labels say, else caption and notes."""
    nearest = next(
        (
            statistic
            for label in around.labels
            for statistic in label.statistics
            if statistic.startswith(("mean", "median"))
        ),
        None,
    )
    if nearest:
        return "median" if nearest.startswith("median") else "mean"
    if around.names("iqr"):
        return "median"
    if around.names("sd", "se"):
        return "mean"
    mean, median = around.says(MEAN) or around.says(MEAN_SD), around.says(MEDIAN)
    if otherwise == "median" and median:
        return "median"
    return "median" if median and not mean else "mean" if mean and not median else otherwise


def agree(count: int | None, share: Decimal | None, n: int | None) -> bool:
    """Whether a count is that share of a group."""
    return (
        bool(n)
        and count is not None
        and share is not None
        and are_near(100 * Decimal(count) / Decimal(n or 1), share, CLOSE)
    )


def _level(around: Around) -> Decimal:
    """The level that a label prints, 95 where none does."""
    for label in around.labels:
        if match := re.search(r"(\d\d(?:\.\d)?)\s?%\s?(?:C|conf|cred)", label.printed):
            return Decimal(match[1])
    return Decimal(95)
