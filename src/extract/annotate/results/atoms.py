"""The numbers of a sentence, each with what is printed with it: unit, interval, spread, count and total."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from extract.annotate.results import patterns
from extract.annotate.results.lexicon import Lexicon
from extract.model import Interval, PValue
from extract.text.numbers import parse_number

Form = Literal[
    "number", "share", "mean_sd", "range", "p", "test", "dose", "fractions", "zero", "not_reached", "not_significant"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Atom:
    """One number (or a statement in its place). `scale` is what its unit counts; `name` that of a test statistic."""

    start: int
    end: int
    form: Form
    value: Decimal | None = None
    unit: str | None = None
    scale: str = ""
    relation: str = "="
    interval: Interval | None = None
    sd: Decimal | None = None
    se: Decimal | None = None
    count: int | None = None
    total: int | None = None
    p: PValue | None = None
    name: str = ""
    df: tuple[Decimal, ...] = ()
    tail: int = 0


class Line:
    """A text of which the parts already read are blanked out, so that no number is read twice."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.left = text

    def take(self, start: int, end: int) -> None:
        self.left = f"{self.left[:start]}{chr(0) * (end - start)}{self.left[end:]}"

    def find(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Matches in what is left, each taken unless the caller reads nothing from it."""
        return pattern.finditer(self.left)


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the numbers of one text after another with one lexicon."""

    lexicon: Lexicon
    unit_after: re.Pattern[str]
    noun_after: re.Pattern[str]

    def read(self, line: Line) -> list[Atom]:
        """All numbers in text order."""
        for match in line.find(patterns.SKIPPED):
            line.take(*match.span())
        intervals = list(_intervals(line))
        for match in line.find(patterns.LEVEL_ALONE):
            line.take(*match.span())
        spreads = list(_spreads(line))
        atoms = [*_p_values(line), *_tests(line), *_shares(line, self), *_doses(line), *self._plus_minus(line)]
        atoms += [*self._ranges(line), *self._numbers(line), *self._words(line), *_statements(line)]
        atoms.sort(key=lambda atom: atom.start)
        return self._attach(line, atoms, intervals, spreads)

    def _plus_minus(self, line: Line) -> Iterator[Atom]:
        if "±" not in line.left and "+/" not in line.left and "\\pm" not in line.left:
            return
        for match in line.find(patterns.PLUS_MINUS):
            unit, scale, end = self._unit(line, match.end())
            if unit is None and match["unit"]:
                unit, scale = self.lexicon.unit(match["unit"])
            line.take(match.start(), end)
            yield Atom(
                start=match.start(),
                end=match.end(),
                form="mean_sd",
                value=parse_number(match["value"]),
                sd=parse_number(match["spread"]),
                unit=unit,
                scale=scale,
                tail=end,
            )

    def _ranges(self, line: Line) -> Iterator[Atom]:
        for match in line.find(patterns.SPAN_OF):
            low, high = parse_number(match["low"]), parse_number(match["high"])
            unit, scale, end = self._unit(line, match.end())
            before = line.text[max(0, match.start() - 24) : match.start()].lower()
            if low is None or high is None or not self._is_range(match, before, low < high, unit, scale):
                continue
            line.take(match.start(), end)
            start = match.start("low")
            yield Atom(
                start=start,
                end=end if scale in ("share", "dose", "length", "volume", "sessions") else match.end(),
                form="range",
                unit=unit,
                scale=scale,
                interval=Interval(low=low, high=high, kind="range"),
                tail=end,
            )

    def _is_range(self, match: re.Match[str], before: str, ascends: bool, unit: str | None, scale: str) -> bool:
        join = match["join"]
        if not ascends or (unit is None and join in ("to", "and")):
            return False
        if join == "and":
            return before.rstrip().endswith("between")
        if match["change"] and join == "to":
            return bool(re.search(r"rang|var|between", before))
        if match["lowunit"] and self.lexicon.unit(match["lowunit"])[0] is None:
            return False
        return unit is not None or not re.search(r"[\w/)]$", line_before(match))

    def _numbers(self, line: Line) -> Iterator[Atom]:
        for match in line.find(patterns.BARE):
            start, end = match.span()
            value = parse_number(match[0])
            follows = line.left[end : end + 1]
            if value is None or (follows.isalpha() and not self.unit_after.match(line.left, end)):
                continue
            unit, scale, tail = self._unit(line, end)
            if unit is None and value == value.to_integral_value():
                unit, scale, tail = self._noun(line, end)
            yield Atom(
                start=start,
                end=tail
                if scale in ("share", "people", "events", "items", "dose", "length", "volume") and tail - end < 14
                else end,
                form="share" if scale == "share" else "number",
                value=value,
                unit=unit,
                scale=scale,
                relation=_relation(line.text[max(0, start - 30) : start]),
                tail=tail,
            )

    def _words(self, line: Line) -> Iterator[Atom]:
        for match in line.find(patterns.WORD_RANGE):
            unit, scale, tail = self._noun(line, match.end())
            low, high = parse_number(match["low"]), parse_number(match["high"])
            if unit and low is not None and high is not None and low < high:
                line.take(*match.span())
                held = Interval(low=low, high=high, kind="range")
                yield Atom(
                    start=match.start(), end=match.end(), form="range", unit=unit, scale=scale, interval=held, tail=tail
                )
        for match in line.find(patterns.WORD_NUMBER):
            end = match.end()
            unit, scale, tail = self._unit(line, end)
            if unit is None:
                unit, scale, tail = self._noun(line, end)
            if (
                unit is None
                or match[0].lower() in ("half", "zero")
                or (match[0].lower() in ("one", "single") and scale not in ("people", "sessions", "items"))
            ):
                continue
            value = Decimal(1) if match[0].lower() == "single" else parse_number(match[0])
            yield Atom(
                start=match.start(),
                end=tail,
                form="number",
                value=value,
                unit=unit,
                scale=scale,
                name="word",
                tail=tail,
            )

    def _unit(self, line: Line, at: int) -> tuple[str | None, str, int]:
        """The unit printed behind a place, and where it ends."""
        match = self.unit_after.match(line.left, at)
        if match is None:
            return None, "", at
        unit, scale = self.lexicon.unit(match["unit"])
        return (unit, scale, match.end()) if unit else (None, "", at)

    def _noun(self, line: Line, at: int) -> tuple[str | None, str, int]:
        """What is counted, up to three words behind a number: "33 newly diagnosed HCCs"."""
        match = self.noun_after.match(line.left, at)
        if match is None:
            return None, "", at
        unit, scale = self.lexicon.unit(match["unit"])
        return (unit, scale, match.end()) if scale in COUNTED else (None, "", at)

    def _attach(self, line: Line, atoms: list[Atom], intervals: list["Held"], spreads: list["Held"]) -> list[Atom]:
        """Each interval and spread goes to the last estimate before it, which also takes a unit printed behind them."""
        for held in sorted([*intervals, *spreads], key=lambda each: each.start):
            place = _estimate_before(atoms, held.start, line.text)
            if place is None:
                continue
            atom = atoms[place]
            unit, scale, tail = atom.unit, atom.scale, max(atom.tail, held.end)
            if unit is None:
                behind = re.match(r"[\s\])}]{0,3}", line.text[held.end :])
                unit, scale, tail = self._unit(line, held.end + (behind.end() if behind else 0))
            atoms[place] = replace(
                atom,
                unit=unit,
                scale=scale,
                tail=max(tail, held.end),
                interval=held.interval or atom.interval,
                sd=held.sd if held.sd is not None else atom.sd,
                se=held.se if held.se is not None else atom.se,
                form="share" if scale == "share" and atom.form == "number" else atom.form,
            )
        return atoms


COUNTED = ("people", "events", "items", "studies", "places", "sessions")


def line_before(match: re.Match[str]) -> str:
    """The two characters before a match."""
    return match.string[max(0, match.start() - 2) : match.start()]


def make_reader(lexicon: Lexicon) -> Reader:
    """Compiles the unit patterns of a lexicon once."""
    unit = rf"[\s-]{{0,2}}\$?(?P<unit>{lexicon.unit_pattern})"
    words = r"(?:\s+\(?[^\W\d_][\w'’/+-]{0,24}\)?){0,4}?"
    nouns = "|".join(
        re.escape(name) for name, (_, scale) in lexicon.units.items() if scale in COUNTED and len(name) > 2
    )
    return Reader(
        lexicon,
        re.compile(unit, re.IGNORECASE),
        re.compile(
            rf"(?!\s+(?:vs|versus|and|or|to|in|of|at|for|with)\b){words}[\s-]+(?P<unit>{nouns})\b", re.IGNORECASE
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """An interval or a spread, waiting for its estimate."""

    start: int
    end: int
    interval: Interval | None = None
    sd: Decimal | None = None
    se: Decimal | None = None


def _intervals(line: Line) -> Iterator[Held]:
    if "C" not in line.left and "onfidence" not in line.left:
        return
    for match in line.find(patterns.INTERVAL):
        line.take(*match.span())
        level = match["level"] or match["after"] or "95"
        kind: Literal["ci", "cri"] = (
            "cri" if match["word"].lower().startswith(("cri", "cred", "hdi", "highest")) else "ci"
        )
        held = Interval(
            low=parse_number(match["low"]), high=parse_number(match["high"]), kind=kind, level=Decimal(level)
        )
        yield Held(start=match.start(), end=match.end(), interval=held)


def _spreads(line: Line) -> Iterator[Held]:
    for match in line.find(patterns.QUARTILES):
        kind: Literal["iqr", "range"] = "iqr" if match["kind"][0].lower() in "iq" else "range"
        line.take(*match.span())
        held = Interval(low=parse_number(match["low"]), high=parse_number(match["high"]), kind=kind)
        yield Held(start=match.start(), end=match.end(), interval=held)
    for match in line.find(patterns.SPREAD):
        line.take(*match.span())
        value = parse_number(match["value"])
        if "e" in match["kind"].replace("standard d", "").lower():
            yield Held(start=match.start(), end=match.end(), se=value)
        else:
            yield Held(start=match.start(), end=match.end(), sd=value)


def _p_values(line: Line) -> Iterator[Atom]:
    if "p" not in line.left and "P" not in line.left:
        return
    for match in line.find(patterns.P_VALUE):
        printed = match["value"]
        value = parse_number(printed)
        if value is not None and not 0 <= value <= 1:
            continue
        line.take(*match.span())
        relation = "ns" if value is None else RELATIONS.get(match["less"] or match["relation"], "=")
        p = PValue(relation=relation, value=value)
        start = match.start("relation") if match["relation"] in "<>≤≥" or match["less"] else match.start("value")
        yield Atom(start=start, end=match.end("value"), form="p", value=value, p=p, tail=match.end())


RELATIONS: dict[str, Literal["=", "<", ">", "<=", ">=", "ns"]] = {
    "<": "<",
    "＜": "<",
    "&lt;": "<",
    ">": ">",
    "＞": ">",
    "&gt;": ">",
    "≤": "<=",
    "\\leq": "<=",
    "\\le": "<=",
    "≥": ">=",
    "\\geq": ">=",
    "\\ge": ">=",
}


def _tests(line: Line) -> Iterator[Atom]:
    for match in line.find(patterns.TEST):
        line.take(*match.span())
        df = tuple(
            number for each in re.findall(patterns.N, match["df"] or "") if (number := parse_number(each)) is not None
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


def _shares(line: Line, reader: Reader) -> Iterator[Atom]:
    if not re.search(r"%|per ?cent", line.left):
        return
    for pattern in (patterns.FRACTION_PERCENT, patterns.PERCENT_FRACTION, patterns.SHARE_OF, patterns.COUNT_PERCENT):
        for match in line.find(pattern):
            groups = match.groupdict()
            words = (groups.get("words") or "").split()
            if words and reader.lexicon.unit(words[0])[1] in ("time", "dose", "length", "volume", "mass", "share"):
                continue
            count = parse_number(match["count"])
            start = min(match.start("count"), match.start("percent"))
            end = match.end() if match[0][-1] in ")]" else match.end("percent")
            tail = re.compile(r"\s?%?\s?[)\]]").match(line.text, end)
            total = groups.get("total")
            line.take(start, max(end, match.end("percent") + 1))
            yield Atom(
                start=start,
                end=end,
                form="share",
                value=parse_number(match["percent"]),
                unit="%",
                scale="share",
                count=int(count) if count is not None else None,
                total=int(total) if total else None,
                name="count",
                tail=tail.end() if tail else end,
            )


def _doses(line: Line) -> Iterator[Atom]:
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


def _statements(line: Line) -> Iterator[Atom]:
    """What stands in the place of a number: none, not reached, not significant."""
    for match in patterns.ZERO.finditer(line.text):
        yield Atom(start=match.start(), end=match.end(), form="zero", value=Decimal(0), tail=match.end())
    for match in line.find(patterns.NOT_REACHED):
        yield Atom(start=match.start(), end=match.end(), form="not_reached", tail=match.end())
    for match in line.find(patterns.NOT_SIGNIFICANT):
        yield Atom(start=match.start(), end=match.end(), form="not_significant", tail=match.end())


def _relation(before: str) -> str:
    match = patterns.RELATION.search(before)
    return match["sign"].strip().lower() if match else "="


def _estimate_before(atoms: list[Atom], at: int, text: str) -> int | None:
    """The last value before a place, with only words or brackets between."""
    for place in range(len(atoms) - 1, -1, -1):
        atom = atoms[place]
        if atom.start >= at or atom.form in ("p", "not_significant", "zero", "test"):
            continue
        between = text[atom.end : at]
        return place if len(between) <= 60 and not re.search(r";.*\w", between) else None
    return None
