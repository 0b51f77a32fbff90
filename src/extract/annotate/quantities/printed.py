"""What is printed in a form of its own: intervals, spreads, p-values, tests, doses, statements without a number."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from extract.annotate.figures import ON_THE_LINE
from extract.annotate.quantities import patterns
from extract.annotate.quantities.atom import Atom, Form, Line
from extract.model import Interval, PValue
from extract.text.numbers import parse_number


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """An interval or a spread, waiting for its estimate."""

    start: int
    end: int
    interval: Interval | None = None
    sd: Decimal | None = None
    se: Decimal | None = None


def intervals(line: Line) -> Iterator[Held]:
    """Confidence and credible intervals."""
    if "C" not in line.left and "onfidence" not in line.left:
        return
    for match in line.find(patterns.INTERVAL):
        line.take(*match.span())
        level = match["level"] or match["after"] or "95"
        kind: Literal["ci", "cri"] = (
            "cri" if match["word"].lower().startswith(("cri", "cred", "hdi", "highest")) else "ci"
        )
        low, high = _limits(match)
        held = Interval(low=low, high=high, kind=kind, level=Decimal(level))
        yield Held(start=match.start(), end=match.end(), interval=held)


def _limits(match: re.Match[str]) -> tuple[Decimal | None, Decimal | None]:
    """Both limits. Of two dashes the second is the sign of the upper limit, but where that would lie below the lower:
    "-0.9--0.1" ends at -0.1, "1.2--3.4" at 3.4."""
    low, high = parse_number(match["low"]), parse_number(match["high"])
    if low is not None and high is not None and high < low and -high >= low and match["high"][0] in "-−–":
        high = -high
    return low, high


def spreads(line: Line) -> Iterator[Held]:
    """Quartiles, ranges, standard deviations and errors in parentheses."""
    for match in line.find(patterns.QUARTILES):
        kind: Literal["iqr", "range"] = "iqr" if match["kind"][0].lower() in "iq" else "range"
        line.take(*match.span())
        low, high = _limits(match)
        held = Interval(low=low, high=high, kind=kind)
        yield Held(start=match.start(), end=match.end(), interval=held)
    for match in line.find(patterns.BARE_LIMITS):
        value, (low, high) = parse_number(match["value"]), _limits(match)
        if value is not None and low is not None and high is not None and low <= value <= high and low < high:
            line.take(match.start("low"), match.end())
            held = Interval(low=low, high=high, kind="range")
            yield Held(start=match.start("low"), end=match.end(), interval=held)
    for match in line.find(patterns.SPREAD):
        line.take(*match.span())
        value = parse_number(match["value"])
        if "e" in match["kind"].replace("standard d", "").lower():
            yield Held(start=match.start(), end=match.end(), se=value)
        else:
            yield Held(start=match.start(), end=match.end(), sd=value)


def p_values(line: Line) -> Iterator[Atom]:
    """p-values with their relation; one below 0 is no probability, and judges nothing."""
    if "p" not in line.left and "P" not in line.left:
        return
    for match in line.find(patterns.P_NEGATIVE):
        value = parse_number(match["value"])
        if value:
            line.take(*match.span())
            yield Atom(start=match.start("value"), end=match.end(), form="p", value=value, tail=match.end())
    for match in line.find(patterns.P_VALUE):
        printed = match["value"]
        value = parse_number(printed)
        if value is not None and not 0 <= value <= 1:
            continue
        line.take(*match.span())
        relation = "ns" if value is None else RELATIONS.get(match["less"] or match["relation"], "=")
        p = PValue(relation=relation, value=value)
        start = match.start("relation") if match["relation"][0] in "<>≤≥" or match["less"] else match.start("value")
        yield Atom(start=start, end=match.end("value"), form="p", value=value, p=p, tail=match.end())


RELATIONS: dict[str, Literal["=", "<", ">", "<=", ">=", "ns"]] = {
    "<": "<",
    "＜": "<",
    "‹": "<",
    "›": ">",
    "&lt;": "<",
    ">": ">",
    "＞": ">",
    "&gt;": ">",
    "≤": "<=",
    "< or =": "<=",
    "> or =": ">=",
    "\\leq": "<=",
    "\\le": "<=",
    "≥": ">=",
    "\\geq": ">=",
    "\\ge": ">=",
}


def tests(line: Line) -> Iterator[Atom]:
    """Test statistics with their degrees of freedom."""
    for match in line.find(patterns.TEST):
        line.take(*match.span())
        df = tuple(
            number
            for each in re.findall(
                patterns.N, match["df"] or (match["lowered"] or "").translate(ON_THE_LINE).replace(",", " ")
            )
            if (number := parse_number(each)) is not None
        )
        yield Atom(
            start=match.start("value"),
            end=match.end("value"),
            form="test",
            value=parse_number(match["value"]),
            name=_test_name(match["name"]),
            df=df,
            tail=match.end(),
        )


def _test_name(printed: str) -> str:
    plain = re.sub(r"[\s^{}\\]", "", printed.lower()).replace("²", "2")
    if plain.startswith(("χ", "chi")):
        return "chi2"
    return {"f": "F", "q": "Q", "u": "U", "w": "W", "h": "H", "ρ": "rho"}.get(plain, plain)


def doses(line: Line) -> Iterator[Atom]:
    """Doses with their fractions."""
    if not re.search(r"Gy", line.left, re.IGNORECASE):
        return
    for match in line.find(patterns.DOSE_SCHEME):
        line.take(*match.span())
        unit = re.sub(r"\s", "", match["unit"])
        yield _amount(match, "dose", unit, "dose", match.end("unit"))
        group = "fractions" if match["fractions"] else "times"
        yield _amount(match, group, "fractions", "sessions", match.end())


def _amount(match: re.Match[str], group: str, unit: str, scale: str, tail: int) -> Atom:
    """A number or a range of a dose scheme."""
    numbers = [parse_number(each) for each in re.split(rf"\s?(?:{patterns.DASH}|\bto\b|\bor\b)\s?", match[group])]
    form: Form = "dose" if group == "dose" else "fractions"
    if len(numbers) == 2 and None not in numbers:
        held = Interval(low=numbers[0], high=numbers[1], kind="range")
        return Atom(start=match.start(group), end=tail, form=form, unit=unit, scale=scale, interval=held, tail=tail)
    return Atom(start=match.start(group), end=tail, form=form, value=numbers[0], unit=unit, scale=scale, tail=tail)


def statements(line: Line) -> Iterator[Atom]:
    """What stands in the place of a number: none, not reached, not significant."""
    low = line.text.lower()
    if not any(word in low for word in ("no", "without", "absence", "zero")):
        return
    for match in patterns.ZERO.finditer(line.text):
        yield Atom(start=match.start(), end=match.end(), form="zero", value=Decimal(0), tail=match.end())
    if "reached" in low or "NR" in line.text:
        for match in line.find(patterns.NOT_REACHED):
            yield Atom(start=match.start(), end=match.end(), form="not_reached", tail=match.end())
    if any(word in low for word in ("signif", "differ", "associat", "without")):
        for match in line.find(patterns.NOT_SIGNIFICANT):
            yield Atom(start=match.start(), end=match.end(), form="not_significant", tail=match.end())
