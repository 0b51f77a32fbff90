"""The numbers of a sentence, each with what is printed with it: unit, interval, spread, count and total."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from extract.annotate.quantities import patterns
from extract.annotate.quantities.atom import Atom, Line
from extract.annotate.quantities.lexicon import Lexicon
from extract.annotate.quantities.printed import Held, doses, intervals, p_values, spreads, statements, tests
from extract.model import Interval
from extract.text.cues import around
from extract.text.numbers import parse_number
from extract.text.words import alternatives


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the numbers of one text after another with one lexicon."""

    lexicon: Lexicon
    unit_after: re.Pattern[str]
    noun_after: re.Pattern[str]

    def read(self, line: Line) -> list[Atom]:
        """All numbers in text order."""
        atoms: list[Atom] = []
        held: list[Held] = []
        if DIGIT.search(line.text):
            self._skip(line)
            held += intervals(line)
            for match in line.find(patterns.LEVEL_ALONE):
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
            for match in line.find(patterns.ADDRESS):
                line.take(*match.span())
        text = line.left
        for start, end in around(DIGITS, text, before=44, behind=40):
            for match in patterns.SKIPPED.finditer(text, start, end):
                line.take(*match.span())

    def _counts_of(self, line: Line) -> Iterator[Atom]:
        """Counts of a total of people, without a share: "11 of 54 patients"."""
        for match in line.find(patterns.COUNT_OF):
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
        for match in line.find(patterns.BARE):
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
        for match in line.find(patterns.WORD_RANGE) if " to " in line.left or " or " in line.left else ():
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

    def _attach(self, line: Line, atoms: list[Atom], waiting: list[Held]) -> list[Atom]:
        """Each interval and spread goes to the last estimate before it, which also takes a unit printed behind them."""
        for held in sorted(waiting, key=lambda each: each.start):
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
