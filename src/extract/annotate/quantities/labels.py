"""One label of a table (a head, a stub, a row group) taken apart: name, group size, statistics, unit, time."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from extract.annotate.quantities.label_forms import (
    ADJUSTED,
    AGE_LIKE,
    BARE_TIME,
    BRACKET,
    CHANGE,
    CLOCK,
    COEFFICIENT,
    CONTRAST,
    COUNTED_TIME,
    DATED_BY,
    DIFFERENCE,
    EDGES,
    EMPTY,
    FILLER,
    GOES_ON,
    IDLE,
    LEGEND,
    NOTE_MARK,
    P_LABEL,
    RATIO,
    REFERRED,
    SIZE,
    START,
    STATISTICS,
    TEST,
    TIME_WINDOW,
    TOTAL,
    UNADJUSTED,
    WORDED_TIME,
)
from extract.annotate.quantities.lexicon import is_unit
from extract.annotate.quantities.times import full_unit
from extract.text.numbers import parse_number


@dataclass(frozen=True, slots=True)
class Label:
    """A label taken apart. `name` is what remains beside size, statistics, unit and notes ("" where nothing does)."""

    printed: str
    name: str
    size: int | None = None
    unit: str | None = None
    statistics: tuple[str, ...] = ()
    time: tuple[Decimal, str] | None = None
    time_text: str | None = None
    only_time: bool = False
    kind: str = "name"
    adjusted: bool | None = None
    ratio: str | None = None
    change: bool = False

    @property
    def at_start(self) -> bool:
        return bool(self.time_text and START.search(self.time_text))


@lru_cache(maxsize=8192)
def read_label(printed: str) -> Label:
    """What a label says.

    >>> read_label("Weight (kg), mean (SD)").name, read_label("Weight (kg), mean (SD)").unit
    ('Weight', 'kg')
    >>> read_label("Placebo (n = 42)").size, read_label("12 months").time, read_label("P value").kind
    (42, (Decimal('12'), 'months'), 'p')
    """
    text = " ".join(printed.split())
    if P_LABEL.search(text) and len(text) < 60:
        return Label(printed, text, kind="p")
    size = _size(text)
    rest = SIZE.sub(" ", text) if size is not None else text
    rest = NOTE_MARK.sub("", rest)
    statistics, rest = _statistics(rest)
    unit, rest = _unit(rest)
    time, time_text, only = _time(rest)
    name = _tidy(rest)
    kind = _kind(text, name, statistics, only)
    ratio = RATIO.search(text)
    adjusted = None if not ADJUSTED.search(text) and not UNADJUSTED.search(text) else not UNADJUSTED.search(text)
    return Label(
        printed,
        name,
        size,
        unit,
        statistics,
        time,
        time_text,
        only,
        kind,
        adjusted,
        ratio["name"] if ratio else None,
        bool(CHANGE.search(text)),
    )


def _size(text: str) -> int | None:
    found = list(SIZE.finditer(text))
    if not found:
        return None
    return int(re.sub(r"\D", "", next(filter(None, found[-1].groups()))))


def _statistics(text: str) -> tuple[tuple[str, ...], str]:
    found: list[str] = []
    for name, form in STATISTICS:
        for match in form.finditer(text):
            found.append(_statistic(name, match[0]))
            text = f"{text[: match.start()]}{' ' * len(match[0])}{text[match.end() :]}"
    return tuple(dict.fromkeys(found)), text


def _statistic(form: str, printed: str) -> str:
    """The name of a statistic from the form that matched and its words."""
    low = printed.lower()
    error = bool(re.search(r"s\.?e\.?m?\b|error", low))
    middle = "median" if "median" in low else "mean"
    if form == "mean_spread":
        return f"{middle}_{'se' if error else 'sd'}"
    if form == "middle_range":
        kind = "ci" if "ci" in low or "c.i" in low else "iqr" if re.search(r"iqr|quart|q1|25th", low) else "range"
        return f"{middle}_{kind}"
    if form == "spread":
        return "se" if error else "sd"
    if form == "range":
        return "ci" if re.search(r"\bc\.?i", low) else "iqr" if re.search(r"iqr|quart|q1|25th", low) else "range"
    return middle if form == "middle" else form


def _unit(text: str) -> tuple[str | None, str]:
    """The unit in brackets, behind a comma or at the end, and the label without it."""
    for match in reversed(list(BRACKET.finditer(text))):
        inner = match[0][1:-1].strip()
        for part in (inner, *re.split(r"[,;]\s?", inner)):
            if is_unit(part):
                return part, f"{text[: match.start()]} {text[match.end() :]}"
    for match in reversed(list(re.finditer(r",\s?([^,()]{1,16})(?=\s*(?:,|\(|$))", text))):
        if is_unit(match[1]):
            return match[1].strip(), f"{text[: match.start()]} {text[match.end() :]}"
    ending = re.search(r"\s(?<!\d\s)(?P<unit>\S{1,10}/\S{1,12}|mmHg|mm Hg|kg|cm|kcal)\s*$", text)
    if ending is not None and ending.start() > 1:
        for end in (0, 1):
            printed = ending["unit"][: len(ending["unit"]) - end]
            if is_unit(printed):
                return printed, text[: ending.start()]
    return None, text


def _time(text: str) -> tuple[tuple[Decimal, str] | None, str | None, bool]:
    """A time point with a number, or in words, and whether the label names nothing else."""
    window = TIME_WINDOW.search(text)
    if window:
        value = parse_number(window["value"] or window["end"])
        unit = full_unit(window["unit"] or window["clock"])
        return (value, unit) if value is not None else None, window[0], _is_empty(text, window)
    counted = COUNTED_TIME.search(text)
    if counted and not AGE_LIKE.search(text):
        unit = counted["unit"] or counted["named"]
        value = parse_number(counted["value"] or counted["number"])
        if unit.upper() in ("T", "M", "W", "D", "VISIT"):
            short = unit.upper()
            if short in ("T", "VISIT"):
                return None, counted[0], _is_empty(text, counted)
            unit = {"M": "months", "W": "weeks", "D": "days"}[short]
            if counted.end() < len(text.strip()) or text[: counted.start()].strip():
                return None, None, False
        if value is not None:
            unit = "days" if unit.upper() == "POD" else full_unit(unit)
            return (value, unit), counted[0].strip(), _is_empty(text, counted)
    worded = next(
        (
            match
            for match in WORDED_TIME.finditer(text)
            if not _is_referred_to(text, match) and not _is_within(text, match)
        ),
        None,
    )
    if worded and (worded[0].lower() not in ("may", "march") or _is_empty(text, worded)):
        return None, worded[0].strip(), _is_empty(text, worded)
    return None, None, False


def _is_referred_to(text: str, match: re.Match[str]) -> bool:
    """Whether a start is only what a change is counted from, or what is adjusted for."""
    starts = START.search(match[0]) is not None
    return starts and (REFERRED.search(text, 0, match.start()) or GOES_ON.match(text, match.end())) is not None


def _is_within(text: str, match: re.Match[str]) -> bool:
    """Whether a bare "before" or "after" goes on with other words: "days after the first dose", not "pain, after"."""
    return match[0].lower().removesuffix(" the") in BARE_WORDS and text[match.end() :].lstrip()[:1].isalnum()


BARE_WORDS = ("before", "after", "pre", "post")


def read_path(path: tuple[str, ...], over: str = "") -> tuple[Label, ...]:
    """The labels of a path, outermost first; a bare number under a head of times (`over`: the one over the stubs) is
    a time.

    >>> [label.time for label in read_path(("Hours after surgery", "24"))]
    [None, (Decimal('24'), 'hours')]
    """
    labels: list[Label] = []
    for printed in path:
        label = read_label(printed)
        bare = BARE_TIME.fullmatch(label.name)
        clock = CLOCK.fullmatch(" ".join((labels[-1].printed if labels else over).split())) if bare else None
        if bare and clock:
            time = (Decimal(bare[0]), full_unit(clock["unit"]))
            label = replace(label, time=time, time_text=printed, only_time=True, kind="time")
            if labels:
                labels[-1] = replace(labels[-1], kind="idle", time=None, time_text=None)
        labels.append(label)
    return tuple(labels)


def _is_empty(text: str, match: re.Match[str]) -> bool:
    rest = DATED_BY.sub("", FILLER.sub("", WORDED_TIME.sub("", f"{text[: match.start()]} {text[match.end() :]}")))
    return EMPTY.fullmatch(rest) is not None


def _tidy(text: str) -> str:
    text = re.sub(r"[(\[][\s,;:/±-]*[)\]]|\s[)\]](?=\s|$)|[(\[]\s*$", " ", text)
    text = re.sub(r"(?<!\s)\s+([,;:)\]])", r"\1", " ".join(text.split())).strip(EDGES)
    opened, closed = text.count("("), text.count(")")
    text = text.rstrip("]") if "[" not in text else text
    text = text + ")" if opened == closed + 1 else text.rstrip(")") if closed > opened else text
    return re.sub(r"\(\s*\)", "", text).strip(EDGES)


def _kind(text: str, name: str, statistics: tuple[str, ...], only_time: bool) -> str:
    if COEFFICIENT.match(text):
        return "coefficient"
    if TEST.match(text):
        return "test"
    if re.fullmatch(r"\W{0,2}(?:d\.?f\.?|degrees of freedom)\W{0,2}", text, re.IGNORECASE):
        return "df"
    if RATIO.search(text) and not SIZE.search(text):
        return "ratio"
    if not name or EMPTY.fullmatch(name):
        return "statistic" if statistics else "size" if SIZE.search(text) else "unit"
    if only_time:
        return "time"
    if CHANGE.search(name) and EMPTY.fullmatch(FILLER.sub("", CHANGE.sub("", WORDED_TIME.sub("", name)))):
        return "change"
    if TOTAL.fullmatch(name):
        return "total"
    if DIFFERENCE.search(text):
        return "contrast"
    if CONTRAST.search(name):
        return "contrast"
    return "idle" if IDLE.fullmatch(name) or LEGEND.search(text) else "name"
