"""What the parsed number of a cell means under its heads: statistic, unit, spread, interval."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from extract.annotate.quantities import columns
from extract.annotate.quantities.cells import CellValue
from extract.annotate.quantities.columns import Column, unit_of
from extract.annotate.quantities.frame import Frame
from extract.model import Interval, TableCell

RATES = re.compile(r"\b(?:rates?|percentages?|proportions?|mortality|incidence)\s?[(\[]\s?%\s?[)\]]", re.IGNORECASE)
ROW_SHARE = re.compile(
    r"^(?!.*\b(?:n|no\.?|number|mean|median|change)\b).*(?:\(\s?%\s?\)|,\s?%)\W{0,2}$", re.IGNORECASE
)
"""A row of shares: "Fair (%)"."""

COUNTED = re.compile(r"\b(?:n|no\.?|number|patients|events|deaths)\b", re.IGNORECASE)
CLOSE = Decimal("0.6")


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
class _Around:
    """The words over and beside a cell (`words`), and those with the table's caption and notes (`all`)."""

    words: str
    all: str
    unit: str | None
    scale: str
    row: str = ""


def read_cell(frame: Frame, cell: TableCell, column: Column, value: CellValue) -> Reading | None:
    """What a parsed cell reports; None for a number that reports nothing (a threshold, a code)."""
    words = " | ".join((*cell.row_path, column.head, *column.prefix))
    around = _Around(
        words,
        f"{words} | {frame.caption} | {frame.notes}",
        *unit_of(cell.row_path, column.head, frame.lexicon),
        cell.row_path[-1] if cell.row_path else "",
    )
    if value.form == "p":
        return Reading(statistic="p", value=value.value)
    if value.form in ("count_share", "share"):
        return _share(value)
    if column.kind in ("ratio", "smd"):
        held = replace(value.interval, kind="ci", level=level_of(column.head)) if value.interval else None
        return Reading(statistic="ratio", value=value.value, scale="ratio", interval=held)
    if value.form in ("mean_sd", "two_means"):
        return _mean(value.value, value.spread, around, bool(columns.MEAN_SD.search(words)))
    if value.form == "value_and_other":
        return _two_numbers(column, value, around)
    if value.form == "estimate" and value.interval:
        return _estimate(value, value.interval, around)
    if value.form in ("interval", "not_reached"):
        statistic = "range" if value.form == "interval" else "median"
        return Reading(statistic=statistic, value=None, unit=around.unit, scale=around.scale, interval=value.interval)
    return _plain(frame, column, value, around)


def _share(value: CellValue) -> Reading:
    if value.value is None:
        count = value.count or 0
        return Reading(statistic="count", value=Decimal(count), unit="patients", scale="people", count=count)
    return Reading(statistic="percent", value=value.value, unit="%", scale="share", count=value.count)


def _mean(value: Decimal | None, spread: Decimal | None, around: _Around, sd_said: bool) -> Reading:
    """A mean with its standard deviation, or with its standard error where the table says so."""
    is_se = bool(columns.MEAN_SE.search(around.all)) and not sd_said
    sd, se = (None, spread) if is_se else (spread, None)
    return Reading(statistic="mean", value=value, unit=around.unit, scale=around.scale, sd=sd, se=se)


def _estimate(value: CellValue, interval: Interval, around: _Around) -> Reading:
    if re.search(r"\bCI\b|confidence", around.all):
        held = replace(interval, kind="ci", level=level_of(around.all))
    else:
        held = replace(interval, kind="iqr" if columns.IQR.search(around.all) else "range")
    return Reading(
        statistic=_middle(around.words, around.all),
        value=value.value,
        unit=value.unit or around.unit,
        scale=around.scale,
        interval=held,
    )


def _two_numbers(column: Column, value: CellValue, around: _Around) -> Reading:
    """ "12 (4.5)": a count with its share, or a mean with its spread, as heads, stub, caption or notes say."""
    number = value.value
    whole = number is not None and number.as_tuple().exponent == 0 and number >= 0
    count = int(number) if whole and number is not None else None
    fits = agree(count, value.second, column.n)
    share = columns.SHARE_WORDS.search(around.words)
    mean = columns.MEAN_SD.search(around.words) or columns.MEAN_SE.search(around.words)
    if not share and not mean:
        share = columns.SHARE_WORDS.search(around.all)
        mean = columns.MEAN_SD.search(around.all) or columns.MEAN_SE.search(around.all)
    can_be = value.second is not None and value.second <= 100 and (count is None or not column.n or count <= column.n)
    if whole and (fits or (share and can_be and not columns.MEAN_SD.search(around.words))):
        return Reading(statistic="percent", value=value.second, unit="%", scale="share", count=count)
    if mean or not whole:
        found = _mean(number, value.second, around, bool(columns.MEAN_SD.search(around.all)))
        return found if mean else replace(found, unbound=("spread not named",))
    unbound = ("second number not named",)
    return Reading(statistic="count", value=number, unit=around.unit, scale=around.scale, count=count, unbound=unbound)


def _plain(frame: Frame, column: Column, value: CellValue, around: _Around) -> Reading | None:
    number, unit, scale = value.value, around.unit, around.scale
    if value.unit:
        unit, scale = frame.lexicon.unit(value.unit)
        if unit is None:
            return None
    if value.relation != "=" and not columns.P_HEAD.search(around.words):
        return None
    if unit is None and number is not None and _is_share(frame, column, number, around):
        return Reading(statistic="percent", value=number, unit="%", scale="share", count=0 if number == 0 else None)
    statistic = _middle(around.words, around.words)
    whole = number is not None and number == number.to_integral_value()
    if unit is None and statistic == "value" and whole and number is not None and COUNTED.search(around.words):
        return Reading(statistic="count", value=number, unit="patients", scale="people", count=int(number))
    return Reading(statistic=statistic, value=number, unit=unit, scale=scale)


def _is_share(frame: Frame, column: Column, number: Decimal, around: _Around) -> bool:
    """A bare 0 among "n (%)", a column of percentages, or a caption that says "rates (%)"."""
    if number == 0 and columns.SHARE_WORDS.search(around.words):
        return True
    if ROW_SHARE.search(around.row) and 0 <= number <= 100:
        return True
    return bool(columns.SHARE_HEAD.match(column.head)) or (bool(RATES.search(frame.caption)) and 0 <= number <= 100)


def _middle(words: str, around: str) -> str:
    for place in (words, around):
        if columns.MEDIAN.search(place):
            return "median"
        if columns.MEAN.search(place):
            return "mean"
    return "value"


def agree(count: int | None, share: Decimal | None, n: int | None) -> bool:
    """Whether a count is that share of a group."""
    return (
        bool(n)
        and count is not None
        and share is not None
        and abs(100 * Decimal(count) / Decimal(n or 1) - share) < CLOSE
    )


def level_of(head: str) -> Decimal:
    """The level that a head prints, 95 where it prints none."""
    match = re.search(r"(\d\d(?:\.\d)?)\s?%", head)
    return Decimal(match[1]) if match else Decimal(95)
