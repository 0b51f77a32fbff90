"""What the numbers of one sentence are bound to: measures, groups, p-values."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.annotate.quantities.atom import Atom
from extract.annotate.quantities.groups import Groups
from extract.annotate.quantities.lexicon import Mention
from extract.annotate.quantities.measures import measure_of
from extract.annotate.quantities.series import Series
from extract.annotate.quantities.times import Times
from extract.model import PValue

COORDINATED = re.compile(
    r"(?: rates?)?(?: \([A-Za-z -]{1,12}\))?\s?(?:,\s?(?:and\s)?|\s?and\s|\s?/\s?)(?:the\s)?(?:[\d-]{1,3}year )?"
)


COMPARING = re.compile(r"\b(?:than|vs\.?|versus|compar(?:ed|ing)|and|or|over)\b", re.IGNORECASE)
AGAINST = re.compile(r"[^;.]{0,120}?\b(?:compared (?:with|to)|than|versus)\b", re.IGNORECASE)
CLAUSE = re.compile(
    r"\s-\s(?=[A-Za-z])|;\s(?!\W{0,6}\s?(?:Fig|\$|p\b|P\b|95|HR|<))|\.\s+[A-Z]|,\s(?:while|whereas|although)\b"
)
JUDGED = ("share", "number", "mean_sd", "not_reached", "zero", "not_significant", "test")
EFFECT_SIZE = re.compile(r"[\s\0]?[,;]\s?(?:partial\s|Cohen[’']?s\s)?(?:[ηωε][^\s=]{0,4}|[dg]|BF[^\s=]{0,3})\s?=\s?")
"""From a p to an effect size that belongs to the same test: matches ", η2 = ", not ", OR = "."""

UNJUDGED = ("length", "dose", "volume", "mass", "sessions")


@dataclass
class Thread:
    """What a paragraph has established: its last time points, pair of arms, population and measure."""

    times: Times | None = None
    arms: tuple[str | None, str | None] = (None, None)
    population: str | None = None
    measure: Mention | None = None
    section: str | None = None


def bind_of(
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


@dataclass(frozen=True, slots=True)
class Told:
    """The group and the one compared with that the form of a sentence gives a number, and which form it is."""

    arm: str | None = None
    comparator: str | None = None
    form: str = ""


def arms_of(
    text: str, atoms: Sequence[Atom], series: Sequence[Series], groups: Groups, thread: Thread
) -> dict[int, Told]:
    """Arm and comparator of every number in a series."""
    arms: dict[int, Told] = {}
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
            form = "beside_a_pair" if own or other else "for_a_pair"
            arms |= dict.fromkeys(each.places, Told(one, two, form))
            arms |= dict.fromkeys(series[partner].places, Told(two, one, form))
        elif len(each.places) == 2 and (pair := groups.pair(text, last.tail)):
            arms[each.places[0]] = Told(*pair, "behind_two_numbers")
            arms[each.places[1]] = Told(pair[1], pair[0], "behind_two_numbers")
        else:
            form = "beside" if own else "as_the_subject" if subject else "as_the_last_treatment"
            own = own or subject or _last_treated(text, atoms[each.places[0]], groups)
            arms |= dict.fromkeys(each.places, Told(own, None, form))
    return arms


def _last_treated(text: str, atom: Atom, groups: Groups) -> str | None:
    """The treatment named last before a number that tells of its outcome."""
    if atom.scale in ("people", "length", "ratio") and atom.count is None:
        return None
    named = groups.treated(text, 0, atom.start)
    return named[-1] if named else None


def _pair(
    text: str, each: Series, atoms: Sequence[Atom], own: str | None, other: str | None, groups: Groups, thread: Thread
) -> tuple[str | None, str | None]:
    """The two arms of a comparison: named beside the numbers, else the two named before them, else the paragraph's."""
    start = atoms[each.places[0]].start
    if own is None and other is None:
        own, other = _named_before(text, start, atoms[each.places[-1]].tail, groups) or thread.arms
    elif own is None:
        named = groups.mentions(text, 0, start) or groups.treated(text, 0, start)
        own = next((name for name in reversed(named) if name.lower() != (other or "").lower()), None)
    if own and other:
        thread.arms = (own, other)
    return own, other


def _named_before(text: str, start: int, end: int, groups: Groups) -> tuple[str | None, str | None] | None:
    """The groups of two numbers that name none: "A was better than B (x vs. y)", "better with A (x vs. y)"."""
    named = groups.mentions(text, 0, start)
    if len(named) < 2:
        named = groups.treated(text, 0, start)
    if not named:
        return None
    last, first = named[-1], next((name for name in reversed(named) if name.lower() != named[-1].lower()), None)
    if first and COMPARING.search(text, text.rfind(first, 0, start) + len(first), text.rfind(last, 0, start)):
        return first, last
    behind = AGAINST.match(text, end)
    others = groups.treated(text, behind.end(), min(len(text), behind.end() + 60)) if behind else []
    return last, others[0] if others else first if COMPARING.search(text, 0, start) else None


def judged_of(text: str, atoms: Sequence[Atom]) -> dict[int, PValue]:
    """Each p-value holds for the numbers before it, back to the p-value or the clause before."""
    judged: dict[int, PValue] = {}
    waiting: list[int] = []
    last_p: tuple[int, PValue] | None = None
    for number, atom in enumerate(atoms):
        if waiting and CLAUSE.search(text, atoms[waiting[-1]].tail, atom.start):
            waiting = []
        if atom.form == "p":
            judged |= dict.fromkeys(waiting, atom.p) if atom.p else {}
            last_p = (number, atom.p) if atom.p else None
            waiting = []
        elif last_p and EFFECT_SIZE.fullmatch(text, atoms[last_p[0]].tail, atom.start):
            judged[number] = last_p[1]
        elif atom.form in JUDGED and atom.name != "n" and atom.scale not in UNJUDGED and atom.relation == "=":
            waiting.append(number)
    if last_p and waiting and last_p[0] < waiting[0] and not judged:
        gap = text[atoms[last_p[0]].tail : atoms[waiting[0]].start]
        if len(gap) < 60 and "." not in gap:
            judged |= dict.fromkeys(waiting, last_p[1])
    return judged
