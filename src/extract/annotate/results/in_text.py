"""Results in running text: the numbers of a sentence, each bound to what it means."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from extract.annotate.results import patterns
from extract.annotate.results.atoms import Atom, Line, Reader
from extract.annotate.results.groups import Groups
from extract.annotate.results.lexicon import Mention
from extract.annotate.results.measures import measure_of, people_measure, printed_name, statistic_of
from extract.annotate.results.roles import Place, role_of, source_of
from extract.annotate.results.series import Series, find_series, share_units, spread_times
from extract.annotate.results.times import Times, find_times
from extract.model import PValue, ResultRole

POPULATION = re.compile(
    r"^\W{0,3}(?:\w{1,15}, )?(?P<phrase>(?:Before|After|Following|Prior to) (?:the )?(?:matching|PSM|"
    r"propensity[- ]score[- ]match(?:ing|ed analysis)?|adjustment|weighting|IPTW))",
    re.IGNORECASE,
)
RATIO = re.compile(
    r"(?<![\d:.])(?P<value>\d{1,2})\s?:\s?\d{1,2}(?![\d:.])(?=\s?(?:ratio|propensity|matching|\(|random|"
    r"allocation|match|to\b))|(?<=ratio of )(?P<other>\d{1,2})\s?:\s?\d{1,2}"
)
COORDINATED = re.compile(
    r"(?: rates?)?(?: \([A-Za-z -]{1,12}\))?\s?(?:,\s?(?:and\s)?|\s?and\s|\s?/\s?)(?:the\s)?(?:[\d-]{1,3}year )?"
)
SIZE_SIGN = re.compile(r"\b[nN]\s?=\s?(?P<value>\d{1,3}(?:,\d{3})+|\d{1,6})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A result before it has an id: places count from the start of the text that it was read in."""

    start: int
    end: int
    atom: Atom
    measure: str
    statistic: str
    role: ResultRole
    source: Literal["own", "cited"]
    rule: str
    timepoint: Decimal | None = None
    timepoint_unit: str | None = None
    arm: str | None = None
    comparator: str | None = None
    population: str | None = None
    p: PValue | None = None
    n: int | None = None


@dataclass
class Thread:
    """What a paragraph has established: its last time points, pair of arms, population and measure."""

    times: Times | None = None
    arms: tuple[str | None, str | None] = (None, None)
    population: str | None = None
    measure: Mention | None = None
    section: str | None = None
    subject: str | None = field(default=None)


def read_text(text: str, reader: Reader, groups: Groups, place: Place, thread: Thread) -> list[Draft]:
    """All results of one sentence (or of a cell that holds sentences)."""
    if not patterns.QUICK.search(text):
        return []
    line = Line(text)
    sizes = _taken(line)
    times = _times(line)
    atoms = sorted([*sizes, *reader.read(line)], key=lambda atom: atom.start)
    if match := POPULATION.match(text):
        thread.population = match["phrase"]
    if not atoms:
        return []
    series = find_series(line.text, atoms)
    atoms = share_units(atoms, series)
    mentions = reader.lexicon.mentions(text)
    bound = _bind(text, atoms, series, mentions, thread)
    points = spread_times(text, atoms, series, times, thread.times)
    arms = _arms(text, atoms, series, groups, thread)
    judged = _judged(text, atoms)
    drafts = [
        draft
        for number, atom in enumerate(atoms)
        for draft in _drafts(text, number, atom, bound, points, arms, judged, place, thread)
    ]
    _remember(thread, times, bound)
    return drafts


def _taken(line: Line) -> list[Atom]:
    """Group sizes with their sign ("n = 40") and ratios ("2:1"), which look like other things."""
    found: list[Atom] = []
    for match in SIZE_SIGN.finditer(line.left):
        value = Decimal(match["value"].replace(",", ""))
        start, end = match.span("value")
        found.append(
            Atom(start=start, end=end, form="number", value=value, unit="patients", scale="people", name="n", tail=end)
        )
    for match in RATIO.finditer(line.left):
        value = Decimal(match["value"] or match["other"])
        found.append(
            Atom(
                start=match.start(),
                end=match.end(),
                form="number",
                value=value,
                unit="ratio",
                scale="ratio",
                tail=match.end(),
            )
        )
    for atom in found:
        line.take(atom.start, atom.end)
    return found


def _times(line: Line) -> list[Times]:
    times = list(find_times(line.text))
    for each in times:
        line.take(each.start, each.end)
    return times


def _bind(
    text: str, atoms: Sequence[Atom], series: Sequence[Series], mentions: Sequence[Mention], thread: Thread
) -> dict[int, Mention]:
    """The measure of every atom; a list of as many measures as numbers is distributed."""
    bound: dict[int, Mention] = {}
    in_series = {place: index for index, each in enumerate(series) for place in each.places}
    since = 0
    for number, atom in enumerate(atoms):
        index = in_series.get(number)
        if index is not None and series[index].places[0] != number and series[index].places[0] in bound:
            bound[number] = bound[series[index].places[0]]
        elif index is not None and series[index].against is not None:
            before = series[series[index].against or 0].places[0]
            if before in bound:
                bound[number] = bound[before]
        if number not in bound and (found := measure_of(text, atom, mentions, since)):
            bound[number] = found
        if atom.form != "p":
            since = atom.end
    for each in series:
        _distribute(text, atoms, each, mentions, bound)
    carried = thread.measure
    if carried and not mentions:
        for number, atom in enumerate(atoms):
            if (
                atom.scale == "share"
                and atom.count is None
                and number in in_series
                and len(series[in_series[number]].places) > 1
            ):
                bound.setdefault(number, carried)
    return bound


def _distribute(
    text: str, atoms: Sequence[Atom], each: Series, mentions: Sequence[Mention], bound: dict[int, Mention]
) -> None:
    """ "5-year OS and DFS rates of 72.2% and 51.6%, respectively"."""
    size = len(each.places)
    if size < 2 or each.places[0] not in bound:
        return
    start = atoms[each.places[0]].start
    run = [mention for mention in mentions if mention.end <= start and mention.family == bound[each.places[0]].family][
        -size:
    ]
    gaps = [text[one.end : other.start] for one, other in pairwise(run)]
    if len(run) == size and run[0].measure != run[-1].measure and all(COORDINATED.fullmatch(gap) for gap in gaps):
        for place, mention in zip(each.places, run, strict=True):
            bound[place] = mention


def _arms(
    text: str, atoms: Sequence[Atom], series: Sequence[Series], groups: Groups, thread: Thread
) -> dict[int, tuple[str | None, str | None]]:
    """Arm and comparator of every number in a series."""
    arms: dict[int, tuple[str | None, str | None]] = {}
    subject = groups.subject(text) or None
    done: set[int] = set()
    for index, each in enumerate(series):
        if index in done:
            continue
        partner = next((other for other in range(index + 1, len(series)) if series[other].against == index), None)
        last = atoms[each.places[-1]]
        own = groups.behind(text, last.tail) or groups.label(text, atoms[each.places[0]].start)
        if partner is not None:
            done.add(partner)
            other = groups.behind(text, atoms[series[partner].places[-1]].tail) or groups.label(
                text, atoms[series[partner].places[0]].start
            )
            one, two = _pair(text, each, atoms, own, other, groups, thread)
            arms |= dict.fromkeys(each.places, (one, two)) | dict.fromkeys(series[partner].places, (two, one))
        elif len(each.places) == 2 and (pair := groups.pair(text, last.tail)):
            arms[each.places[0]], arms[each.places[1]] = pair, (pair[1], pair[0])
        else:
            arms |= dict.fromkeys(each.places, (own or subject, None))
    return arms


def _pair(
    text: str, each: Series, atoms: Sequence[Atom], own: str | None, other: str | None, groups: Groups, thread: Thread
) -> tuple[str | None, str | None]:
    """The two arms of a comparison: named beside the numbers, else the two named before them, else the paragraph's."""
    if own is None or other is None:
        named = groups.mentions(text, 0, atoms[each.places[0]].start)
        if own is None and other is None:
            own, other = (named[-2], named[-1]) if len(named) >= 2 else thread.arms
        elif own is None:
            own = next((name for name in named if name.lower() != (other or "").lower()), None)
    if own and other:
        thread.arms = (own, other)
    return own, other


def _judged(text: str, atoms: Sequence[Atom]) -> dict[int, PValue]:
    """Each p-value holds for the numbers before it, back to the p-value or the clause before."""
    judged: dict[int, PValue] = {}
    waiting: list[int] = []
    last_p: tuple[int, PValue] | None = None
    for number, atom in enumerate(atoms):
        if waiting and re.search(
            r";\s(?!\W{0,6}\s?(?:Fig|\$|p\b|P\b|95|HR|<))|\.\s+[A-Z]", text[atoms[waiting[-1]].tail : atom.start]
        ):
            waiting = []
        if atom.form == "p" and atom.p:
            judged |= dict.fromkeys(waiting, atom.p)
            last_p = (number, atom.p)
            waiting = []
        elif atom.form in ("share", "number", "mean_sd", "not_reached", "zero", "not_significant") and atom.name != "n":
            waiting.append(number)
    if last_p and waiting and last_p[0] < waiting[0] and not judged:
        gap = text[atoms[last_p[0]].tail : atoms[waiting[0]].start]
        if len(gap) < 60 and "." not in gap:
            judged |= dict.fromkeys(waiting, last_p[1])
    return judged


def _drafts(
    text: str,
    number: int,
    atom: Atom,
    bound: dict[int, Mention],
    points: dict[int, tuple[object, str]],
    arms: dict[int, tuple[str | None, str | None]],
    judged: dict[int, PValue],
    place: Place,
    thread: Thread,
) -> list[Draft]:
    mention = bound.get(number)
    measure, family = (mention.measure, mention.family) if mention else ("other", "other")
    measure = _named(text, atom, measure, mention)
    if measure == "" or (
        atom.form == "not_significant"
        and mention is None
        and not re.search(r"differen|significan", text[atom.start : atom.end])
    ):
        return []
    source = source_of(text, place)
    role = role_of(text, atom, measure, place, source)
    arm, comparator = arms.get(number, (None, None))
    point = points.get(number) if family not in ("dose", "size", "time", "ratio") else None
    draft = Draft(
        start=atom.start,
        end=atom.end,
        atom=atom,
        measure=measure,
        statistic=statistic_of(text, atom, measure, family),
        role=role,
        source="own" if source == "own" else "cited",
        rule=f"text_{atom.form}",
        timepoint=point[0] if point and isinstance(point[0], Decimal) else None,
        timepoint_unit=point[1] if point else None,
        arm=arm,
        comparator=comparator,
        population=thread.population,
        p=atom.p or (judged.get(number) if atom.scale not in ("people", "dose") else None),
    )
    return [draft]


def _named(text: str, atom: Atom, measure: str, mention: Mention | None) -> str:
    """The measure's word; an unknown one keeps its printed name; "" for a bare number that nothing names."""
    if atom.form == "p":
        return "p_value"
    if atom.form == "test":
        return "other"
    if atom.form == "fractions":
        return "fractions"
    if atom.scale == "people":
        return people_measure(text, atom, mention)
    if atom.scale == "dose":
        return measure if mention and mention.measure in ("BED", "EQD2") else "dose"
    if measure == "other" and atom.scale == "sessions" and (atom.unit or "").startswith("fraction"):
        return "fractions"
    if measure != "other" or atom.unit or atom.form in ("zero", "not_significant", "not_reached"):
        return measure
    return (
        "other"
        if re.search(r"(?:of|=|:|was|were|is|than|[<>≤≥])[\s$(]{0,3}$", text[max(0, atom.start - 12) : atom.start])
        else ""
    )


def _remember(thread: Thread, times: Sequence[Times], bound: dict[int, Mention]) -> None:
    lists = [each for each in times if len(each.values) > 1]
    if lists:
        thread.times = lists[-1]
    named = [mention for _, mention in sorted(bound.items()) if mention.family == "survival"]
    if named:
        thread.measure = named[-1]


def with_name(draft: Draft, text: str) -> Draft:
    """An unknown measure under its printed name."""
    if draft.measure != "other" or draft.atom.form in ("p", "test", "zero", "not_significant"):
        return draft
    name = printed_name(text, draft.start)
    return replace(draft, measure=name) if name else draft
