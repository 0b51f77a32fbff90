"""What one cell of a table prints: a count with its share, a mean with its spread, an estimate with its interval."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from extract.model import Interval, PValue
from extract.text import lazy_re as re
from extract.text.numbers import NUMBER, parse_number

N = rf"[-−–+]?\s?(?:{NUMBER})"
U = rf"(?:{NUMBER})"
MARK = r"(?:\s?(?:[*†‡§¶#]|\^\{?[\w*,†‡]{1,4}\}?|[ᵃ-ᶻ]|[a-l](?:\s?,\s?[a-l]){0,3}(?![\w])){1,3})?"
POWER = r"(?:\s?[×x]\s?10\s?(?:\^?\{?[-−–]?\s?\d{1,2}\}?|[⁻⁰¹²³⁴-⁹]{1,3}))?"
TO = r"\s?(?:[-–—−~]|to|,|;)\s?"
PCT = r"\s?(?:%|％|\\%)"

COUNT_SHARE = re.compile(rf"(?P<count>{U})\s?[(\[]\s?(?P<share>{U})(?P<sign>{PCT})?\s?[)\]]{MARK}")
OF_SHARE = re.compile(
    rf"(?P<count>{U})\s?(?:/|of|out of)\s?(?P<total>{U})\s?(?:[(\[]\s?(?P<share>{U}){PCT}?\s?[)\]])?{MARK}"
)
SHARE_COUNT = re.compile(
    rf"(?P<share>{U}){PCT}\s?[(\[]\s?(?:n\s?=\s?)?(?P<count>{U})(?:\s?/\s?(?P<total>{U}))?\s?[)\]]{MARK}"
)
SHARE = re.compile(rf"(?P<share>{N}){PCT}{MARK}")
PLUS_MINUS = re.compile(
    rf"(?P<value>{N}){PCT}?{MARK}\s?[(\[]?\s?(?:±|\+/?[-−–]|\\pm)\s?(?P<spread>{U}){PCT}?\s?[)\]]?"
    rf"(?:\s?[(\[]\s?(?P<low>{N}){TO}(?P<high>{N})\s?[)\]])?{MARK}"
)
WITH_INTERVAL = re.compile(
    rf"(?P<value>{N})(?P<sign>{PCT})?\s?[(\[{{]\s?(?:(?:95\s?%\s?)?CI|IQR|"
    rf"range)?[\s:,]{{0,2}}(?P<low>{N}){PCT}?{TO}(?P<high>{N}){PCT}?\s?[)\]}}]{MARK}",
    re.IGNORECASE,
)
INTERVAL = re.compile(rf"[(\[]?\s?(?P<low>{N}){PCT}?{TO}(?P<high>{N}){PCT}?\s?[)\]]?{MARK}", re.IGNORECASE)
P_VALUE = re.compile(
    rf"(?:p\s?)?(?P<relation>[=<>≤≥]?)\s?(?P<value>0?[.·,]\d{{1,8}}{POWER}|[01](?:[.·,]\d{{1,6}})?{POWER}|"
    rf"\d(?:[.·,]\d{{1,3}})?\s?[×x]\s?10\s?(?:\^?\{{?[-−–]\s?\d{{1,2}}\}}?|⁻[⁰¹²³⁴-⁹]{{1,2}})|"
    rf"\d(?:\.\d+)?[eE]-\d{{1,2}}){MARK}",
    re.IGNORECASE,
)
NOT_SIGNIFICANT = re.compile(r"n\.?s\.?|not significant", re.IGNORECASE)
NOT_REACHED = re.compile(r"(?:not reached|nr|n\.r\.|not yet reached)\W{0,2}", re.IGNORECASE)
PLAIN = re.compile(
    rf"(?P<relation>[<>≤≥])?\s?[(\[]?(?P<value>{N}{POWER})\s?[)\]]?(?:\s?\(n\))?\s?(?P<unit>[a-zA-Zμµ/%²°]{{1,10}})?{MARK}"
)
TWO_MEANS = re.compile(
    rf"(?P<value>{N})\s?(?:±|\+/?[-−–])\s?(?P<spread>{U})\s?\(\s?\)?\s?(?P<other>{N})\s?(?:±|"
    rf"\+/?[-−–])\s?(?P<otherspread>{U})\s?\)?{MARK}"
)
VALUE_SD_N = re.compile(
    rf"(?P<value>{N}){MARK}\s?[(\[]\s?(?:(?P<named>SD|SE|SEM)\s?=?\s?)?(?P<spread>{U})(?P<sign>{PCT})?\s?[)\]]"
    rf"(?:\s?[\[(]\s?(?:n\s?=\s?)?\d{{1,5}}\s?[\])])?{MARK}"
)
BROKEN = re.compile(rf"(?P<value>{N}){MARK}\s?[(\[]\s?{N}\s?(?:,|;|to|[-–])?")
"""An estimate whose interval goes on in the next line: "-1.2* (-1.8,"."""

THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+")
IN_THOUSANDS = re.compile(r"[(\[]\s?\d{1,3},\d{3}(?:\.\d+)?\s?[)\]]")
LEVELS = re.compile(r"\d{1,5}(?:\s?/\s?\d{1,5}){1,6}")
"""Counts of several levels in one cell: "19/6/0/0"."""

SEXES = re.compile(
    r"(?P<count>\d{1,5})\s?(?:M|F|m|f|males?|females?|men|women)\b\s?[/,;:]\s?\d{1,5}\s?(?:M|F|m|f|males?|females?|"
    r"men|women)?"
)

BRACKETED = re.compile(r"\[\d{1,3}(?:\s?[-–,]\s?\d{1,3}){0,6}\]")
"""A citation, not a number."""

CellForm = Literal[
    "count_share",
    "share",
    "mean_sd",
    "estimate",
    "interval",
    "p",
    "plain",
    "not_reached",
    "not_significant",
    "value_and_other",
    "two_means",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class CellValue:
    """The parsed cell; `second` is a number in parentheses of which the cell itself does not say what it is."""

    form: CellForm
    value: Decimal | None = None
    count: int | None = None
    total: int | None = None
    spread: Decimal | None = None
    second: Decimal | None = None
    interval: Interval | None = None
    p: PValue | None = None
    unit: str | None = None
    relation: str = "="
    other: "CellValue | None" = None
    start: int = 0
    levels: tuple[int, ...] = ()
    broken: bool = False


def parse_cell(text: str, *, is_p: bool = False) -> CellValue | None:
    """The number of a cell; None where it holds words or nothing.

    >>> parse_cell("9 (69.2%)").value, parse_cell("13(56.5)").second, parse_cell("53.77 ± 10.46").spread
    (Decimal('69.2'), Decimal('56.5'), Decimal('10.46'))
    >>> parse_cell("612 (1,214)").second, parse_cell("130 (120,144)").interval.high
    (Decimal('1214'), Decimal('144'))
    >>> parse_cell("Hepatitis B virus") is None, parse_cell("—") is None
    (True, True)
    """
    text = " ".join(text.replace("$", "").split())
    if not text or len(text) > 80 or BRACKETED.fullmatch(text):
        return None
    if NOT_REACHED.fullmatch(text):
        return CellValue(form="not_reached")
    if is_p:
        return _p(text)
    return _share(text) or _spread(text) or _plain(text) or _levels(text)


def _levels(text: str) -> CellValue | None:
    """Counts by level, the first as the value."""
    if LEVELS.fullmatch(text) or SEXES.fullmatch(text):
        levels = tuple(int(level) for level in re.findall(r"\d+", text))
        return CellValue(form="plain", value=Decimal(levels[0]), levels=levels)
    return None


def _p(text: str) -> CellValue | None:
    if NOT_SIGNIFICANT.fullmatch(text):
        return CellValue(form="p", p=PValue(relation="ns", value=None))
    match = P_VALUE.fullmatch(text)
    if match is None:
        return None
    value = parse_number(match["value"])
    relations: dict[str, Literal["=", "<", ">", "<=", ">="]] = {"<": "<", ">": ">", "≤": "<=", "≥": ">="}
    return CellValue(form="p", value=value, p=PValue(relation=relations.get(match["relation"], "="), value=value))


def _share(text: str) -> CellValue | None:
    if (match := COUNT_SHARE.fullmatch(text)) and match["sign"]:
        return CellValue(form="count_share", value=parse_number(match["share"]), count=_count(match["count"]))
    if match := OF_SHARE.fullmatch(text):
        share = parse_number(match["share"]) if match["share"] else None
        return CellValue(form="count_share", value=share, count=_count(match["count"]), total=_count(match["total"]))
    if match := SHARE_COUNT.fullmatch(text):
        total = _count(match["total"]) if match["total"] else None
        return CellValue(
            form="count_share", value=parse_number(match["share"]), count=_count(match["count"]), total=total
        )
    if match := SHARE.fullmatch(text):
        return CellValue(form="share", value=_signed(match["share"]))
    return None


def _spread(text: str) -> CellValue | None:
    if THOUSANDS.fullmatch(text):
        return None
    if match := PLUS_MINUS.fullmatch(text):
        held = _interval(match) if match["low"] else None
        spread = parse_number(match["spread"])
        return CellValue(form="mean_sd", value=_signed(match["value"]), spread=spread, interval=held)
    if match := TWO_MEANS.fullmatch(text):
        spread = parse_number(match["otherspread"])
        other = CellValue(form="mean_sd", value=_signed(match["other"]), spread=spread, start=match.start("other"))
        return CellValue(
            form="two_means", value=_signed(match["value"]), spread=parse_number(match["spread"]), other=other
        )
    if (match := WITH_INTERVAL.fullmatch(text)) and not _is_spread_in_thousands(match):
        held = _interval(match)
        form: CellForm = "estimate" if held else "plain"
        unit = "%" if match["sign"] else None
        return CellValue(form=form, value=_signed(match["value"]), interval=held, unit=unit)
    if match := VALUE_SD_N.fullmatch(text):
        return CellValue(form="value_and_other", value=_signed(match["value"]), second=parse_number(match["spread"]))
    if (match := INTERVAL.fullmatch(text)) and (held := _interval(match)):
        return CellValue(form="interval", interval=held, unit="%" if "%" in text else None)
    if match := BROKEN.fullmatch(text):
        return CellValue(form="plain", value=_signed(match["value"]), broken=True)
    return None


def _is_spread_in_thousands(match: re.Match[str]) -> bool:
    """Whether the brackets print one number with thousands, of which no interval holds the value: "612 (1,214)"."""
    value, low, high = _signed(match["value"]), _signed(match["low"]), _signed(match["high"])
    if value is None or low is None or high is None or low <= value <= high:
        return False
    return IN_THOUSANDS.search(match[0]) is not None


def _plain(text: str) -> CellValue | None:
    match = PLAIN.fullmatch(text)
    if match is None or (match["value"].strip() in "-−–+"):
        return None
    return CellValue(form="plain", value=_signed(match["value"]), unit=match["unit"], relation=match["relation"] or "=")


LEVEL = re.compile(r"(\d\d(?:\.\d)?)\s?%")
USUAL_LEVEL = Decimal(95)


def level_of(text: str) -> Decimal:
    """The level of an interval that a text prints, 95 where it prints none."""
    found = LEVEL.search(text)
    return Decimal(found[1]) if found else USUAL_LEVEL


def _interval(match: re.Match[str]) -> Interval | None:
    low, high = _signed(match["low"]), _signed(match["high"])
    if low is None or high is None or low > high:
        return None
    return Interval(low=low, high=high, kind="range")


def _signed(printed: str) -> Decimal | None:
    return parse_number(printed.replace(" ", "") if printed[:1] in "-−–+" else printed)


def _count(printed: str) -> int | None:
    value = parse_number(printed)
    return int(value) if value is not None and value == value.to_integral_value() else None
