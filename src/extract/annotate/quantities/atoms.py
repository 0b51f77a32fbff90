"""The numbers of a sentence, each with what is printed with it: unit, interval, spread, count and total."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from extract.annotate.figures import ON_THE_LINE
from extract.annotate.quantities import patterns
from extract.annotate.quantities.lexicon import Lexicon
from extract.model import Interval, PValue
from extract.text import lazy_re as re
from extract.text.cues import around
from extract.text.numbers import parse_number
from extract.text.words import alternatives

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


def intervals(line: Line) -> Iterator[Atom]:
    """Confidence and credible intervals, which wait for their estimates."""
    if "C" not in line.left and "onfidence" not in line.left:
        return
    for match in patterns.INTERVAL.finditer(line.left):
        line.take(*match.span())
        level = match["level"] or match["after"] or "95"
        kind: Literal["ci", "cri"] = (
            "cri" if match["word"].lower().startswith(("cri", "cred", "hdi", "highest")) else "ci"
        )
        low, high = _limits(match)
        held = Interval(low=low, high=high, kind=kind, level=Decimal(level))
        yield _waiting(*match.span(), interval=held)


def _limits(match: re.Match[str]) -> tuple[Decimal | None, Decimal | None]:
    """Both limits. Of two dashes the second is the sign of the upper limit, but where that would lie below the lower:
    "-0.9--0.1" ends at -0.1, "1.2--3.4" at 3.4."""
    low, high = parse_number(match["low"]), parse_number(match["high"])
    if low is not None and high is not None and high < low and -high >= low and match["high"][0] in "-−–":
        high = -high
    return low, high


def _waiting(
    start: int, end: int, interval: Interval | None = None, sd: Decimal | None = None, se: Decimal | None = None
) -> Atom:
    """An interval or a spread on its way to its estimate."""
    return Atom(start=start, end=end, form="range", interval=interval, sd=sd, se=se)


def spreads(line: Line) -> Iterator[Atom]:
    """Quartiles, ranges, standard deviations and errors in parentheses, which wait for their estimates."""
    for match in patterns.QUARTILES.finditer(line.left):
        kind: Literal["iqr", "range"] = "iqr" if match["kind"][0].lower() in "iq" else "range"
        line.take(*match.span())
        low, high = _limits(match)
        yield _waiting(*match.span(), interval=Interval(low=low, high=high, kind=kind))
    for match in patterns.BARE_LIMITS.finditer(line.left):
        value, (low, high) = parse_number(match["value"]), _limits(match)
        if value is not None and low is not None and high is not None and low <= value <= high and low < high:
            line.take(match.start("low"), match.end())
            held = Interval(low=low, high=high, kind="range")
            yield _waiting(match.start("low"), match.end(), interval=held)
    for match in patterns.SPREAD.finditer(line.left):
        line.take(*match.span())
        value = parse_number(match["value"])
        is_error = "e" in match["kind"].replace("standard d", "").lower()
        yield _waiting(*match.span(), se=value) if is_error else _waiting(*match.span(), sd=value)


def p_values(line: Line) -> Iterator[Atom]:
    """p-values with their relation; one below 0 is no probability, and judges nothing."""
    if "p" not in line.left and "P" not in line.left:
        return
    for match in patterns.P_NEGATIVE.finditer(line.left):
        value = parse_number(match["value"])
        if value:
            line.take(*match.span())
            yield Atom(start=match.start("value"), end=match.end(), form="p", value=value, tail=match.end())
    for match in patterns.P_VALUE.finditer(line.left):
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
    for match in patterns.TEST.finditer(line.left):
        line.take(*match.span())
        df = tuple(
            number
            for part in re.findall(
                patterns.N, match["df"] or (match["lowered"] or "").translate(ON_THE_LINE).replace(",", " ")
            )
            if (number := parse_number(part)) is not None
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
    for match in patterns.DOSE_SCHEME.finditer(line.left):
        line.take(*match.span())
        unit = re.sub(r"\s", "", match["unit"])
        yield _amount(match, "dose", unit, "dose", match.end("unit"))
        group = "fractions" if match["fractions"] else "times"
        yield _amount(match, group, "fractions", "sessions", match.end())


def _amount(match: re.Match[str], group: str, unit: str, scale: str, tail: int) -> Atom:
    """A number or a range of a dose scheme."""
    numbers = [parse_number(part) for part in re.split(rf"\s?(?:{patterns.DASH}|\bto\b|\bor\b)\s?", match[group])]
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
        for match in patterns.NOT_REACHED.finditer(line.left):
            yield Atom(start=match.start(), end=match.end(), form="not_reached", tail=match.end())
    if any(word in low for word in ("signif", "differ", "associat", "without")):
        for match in patterns.NOT_SIGNIFICANT.finditer(line.left):
            yield Atom(start=match.start(), end=match.end(), form="not_significant", tail=match.end())


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the numbers of one text after another with one lexicon."""

    lexicon: Lexicon
    unit_after: re.Pattern[str]
    noun_after: re.Pattern[str]

    def read(self, line: Line) -> list[Atom]:
        """All numbers in text order."""
        atoms: list[Atom] = []
        held: list[Atom] = []
        if DIGIT.search(line.text):
            self._skip(line)
            held += intervals(line)
            for match in patterns.LEVEL_ALONE.finditer(line.left):
                line.take(*match.span())
            held += spreads(line)
            atoms += [
                *p_values(line),
                *tests(line),
                *_shares(line, self),
                *self._counts_of(line),
                *doses(line),
                *self._plus_minus(line),
            ]
            atoms += [*self._ranges(line), *self._numbers(line)]
        atoms += [*self._words(line), *statements(line)]
        atoms.sort(key=lambda atom: atom.start)
        return self._attach(line, atoms, held)

    def _skip(self, line: Line) -> None:
        """Blanks out what holds digits and reports nothing."""
        if "@" in line.text:
            for match in patterns.ADDRESS.finditer(line.left):
                line.take(*match.span())
        text = line.left
        for start, end in around(DIGITS, text, before=44, behind=40):
            for match in patterns.SKIPPED.finditer(text, start, end):
                line.take(*match.span())

    def _counts_of(self, line: Line) -> Iterator[Atom]:
        """Counts of a total of people, without a share: "11 of 54 patients"."""
        for match in patterns.COUNT_OF.finditer(line.left):
            unit, scale, end = self._noun(line, match.end())
            count, total = int(match["count"]), int(match["total"])
            if scale == "people" and count <= total:
                line.take(match.start(), end)
                yield Atom(
                    start=match.start(),
                    end=end,
                    form="number",
                    value=Decimal(count),
                    unit=unit,
                    scale="events",
                    count=count,
                    total=total,
                    name="count",
                    tail=end,
                )

    def _plus_minus(self, line: Line) -> Iterator[Atom]:
        if "±" not in line.left and "+/" not in line.left and "\\pm" not in line.left:
            return
        for match in patterns.PLUS_MINUS.finditer(line.left):
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
        for match in patterns.SPAN_OF.finditer(line.left):
            low, high = parse_number(match["low"]), parse_number(match["high"])
            unit, scale, end = self._unit(line, match.end())
            before = line.text[max(0, match.start() - 24) : match.start()].lower()
            if low is None or high is None or not self._is_range(match, before, low < high, unit, scale):
                if low is not None and high is not None and NAME_OF_TWO.fullmatch(match[0]) and low >= high:
                    line.take(*match.span())
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
        for match in patterns.BARE.finditer(line.left):
            start, end = match.span()
            value = parse_number(match[0])
            follows = line.left[end : end + 1]
            if value is None or (follows.isalpha() and not self.unit_after.match(line.left, end)):
                continue
            unit, scale, tail = self._unit(line, end)
            if unit is None and COMPOUND.match(line.left, end):
                continue
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
        if patterns.NUMBER_WORDS.isdisjoint(patterns.WORD.findall(line.left.lower())):
            return
        for match in patterns.WORD_RANGE.finditer(line.left) if " to " in line.left or " or " in line.left else ():
            unit, scale, tail = self._noun(line, match.end())
            low, high = parse_number(match["low"]), parse_number(match["high"])
            if unit and low is not None and high is not None and low < high:
                line.take(*match.span())
                held = Interval(low=low, high=high, kind="range")
                yield Atom(
                    start=match.start(), end=match.end(), form="range", unit=unit, scale=scale, interval=held, tail=tail
                )
        for match in patterns.WORD_NUMBER.finditer(line.left):
            end = match.end()
            unit, scale, tail = self._unit(line, end)
            if unit is None:
                unit, scale, tail = self._noun(line, end)
            if (
                unit is None
                or match[0].lower() in ("half", "zero")
                or line.text[end : end + 8].lower().startswith((" quarter", " third", "-third", " fifth"))
                or (match[0].lower() == "one" and scale not in ("people", "sessions", "items"))
                or (match[0].lower() == "single" and scale not in ("sessions", "items"))
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

    def _attach(self, line: Line, atoms: list[Atom], waiting: list[Atom]) -> list[Atom]:
        """Each interval and spread goes to the last estimate before it, which also takes a unit printed behind them."""
        for held in sorted(waiting, key=lambda spread: spread.start):
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


FUNCTION = alternatives("small")
COMPOUND = re.compile(r"[-‐‑–][A-Za-z]{3,}")
NAME_OF_TWO = re.compile(r"\d{1,2}-\d{1,2}")
"""A name of two numbers, when they do not ascend: "haplotype 2-1"."""

MOST_BETWEEN = 90
"""Characters between an estimate and the interval that belongs to it."""

DIGIT = re.compile(r"\d")
DIGITS = re.compile(r"\d+")
COUNTED = ("people", "events", "items", "studies", "places", "sessions")


def line_before(match: re.Match[str]) -> str:
    """The two characters before a match."""
    return match.string[max(0, match.start() - 2) : match.start()]


def make_reader(lexicon: Lexicon) -> Reader:
    """A lexicon with the patterns of its units."""
    nouns = "|".join(
        re.escape(name) for name, (_, scale) in lexicon.units.items() if scale in COUNTED and len(name) > 2
    )
    return Reader(lexicon, *_unit_patterns(lexicon.unit_pattern, nouns))


@lru_cache(maxsize=8)
def _unit_patterns(units: str, nouns: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A unit, and a noun that is counted, straight behind a number; compiled once, since most papers have the same."""
    unit = rf"[\s-]{{0,2}}\$?(?P<unit>{units})"
    words = rf"(?:\s+(?!(?:{FUNCTION})\b)\(?[^\W\d_][\w'’/+-]{{0,24}}\)?){{0,4}}?"
    return (
        re.compile(unit, re.IGNORECASE),
        re.compile(rf"{words}[\s-]+(?P<unit>{nouns})\b", re.IGNORECASE),
    )


def _shares(line: Line, reader: Reader) -> Iterator[Atom]:
    if not re.search(r"%|per ?cent", line.left):
        return
    for pattern in (patterns.FRACTION_PERCENT, patterns.PERCENT_FRACTION, patterns.COUNT_PERCENT, patterns.SHARE_OF):
        for match in pattern.finditer(line.left):
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


def _relation(before: str) -> str:
    match = patterns.RELATION.search(before) if patterns.ENDS_IN_A_RELATION.search(before) else None
    return match["sign"].strip().lower() if match else "="


def _estimate_before(atoms: list[Atom], at: int, text: str) -> int | None:
    """The last value before a place, with only words or brackets between."""
    for place in range(len(atoms) - 1, -1, -1):
        atom = atoms[place]
        if atom.start >= at or atom.form in ("p", "not_significant", "zero", "test"):
            continue
        between = text[atom.end : at]
        return place if len(between) <= MOST_BETWEEN and not re.search(r";.*\w", between) else None
    return None
