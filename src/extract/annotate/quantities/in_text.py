"""The numbers of running text: each bound to what it measures, to its group and its time."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from extract.annotate.quantities import patterns
from extract.annotate.quantities.atoms import Atom, Line, Reader
from extract.annotate.quantities.draft import Draft, FormGroup, Thread
from extract.annotate.quantities.evidence import Choice, timepoint
from extract.annotate.quantities.groups import (
    GroupCandidate,
    Groups,
    arms_of,
    find_groups,
    group_numbers,
    groups_of,
)
from extract.annotate.quantities.known import OF_THE_USUAL, USUAL, Known
from extract.annotate.quantities.lexicon import Mention
from extract.annotate.quantities.measures import bind_of, people_measure, statistic_of
from extract.annotate.quantities.phrases import MOST_JUDGED, Candidate, Outcomes, Sentence, candidates_of, name_outcomes
from extract.annotate.quantities.roles import Place, likeliest_role, role_features, source_of
from extract.annotate.quantities.series import find_series, judged_of, share_units, spread_times
from extract.model import PValue, Slot
from extract.text import lazy_re as re
from extract.text.times import Times, find_times, full_unit

POPULATION = re.compile(
    r"^\W{0,3}(?:\w{1,15}, )?(?P<phrase>(?:Before|After|Following|Prior to) (?:the )?(?:matching|PSM|"
    r"propensity[- ]score[- ]match(?:ing|ed analysis)?|adjustment|weighting|IPTW))",
    re.IGNORECASE,
)
"""Opens a sentence: who is spoken of until the paragraph speaks of other people."""

EVERYBODY = re.compile(
    r"\b(?:all|overall|whole|entire|total) (?:of the )?(?:patients|participants|cohort|population|sample)\b",
    re.IGNORECASE,
)
"""Ends it: those of before matching are meant again."""

RATIO = re.compile(
    r"(?<![\d:.])(?P<value>\d{1,2})\s?:\s?\d{1,2}(?![\d:.])(?=\s?(?:ratio|propensity|matching|\(|random|"
    r"allocation|match|to\b))|(?<=ratio of )(?P<other>\d{1,2})\s?:\s?\d{1,2}"
)
IN_GROUP = re.compile(
    r"\s(?:in\s(?:the\s)?[\w\s+/-]{1,44}?\b(?:group|arm|cohort)\b|received\b|receiving\b|underwent\b|undergoing\b|"
    r"were (?:randomi|assign|allocat))"
)
TOXIC_HEADING = re.compile(
    r"\b(?:toxicit\w+|adverse|safety|complications?|side effects?|tolerability)\b", re.IGNORECASE
)
DIRECT = re.compile(r"(?:\bmedian|\bmean|\bof|\bwas|\bwere|\bvs\.?|\bversus|[=:(])[\s$(]{0,3}$", re.IGNORECASE)
WEAKLY_NAMED = re.compile(r"(?:of|=|:|was|were|is|than|[<>≤≥])[\s$(]{0,3}$")
WEAK = "?"
"""In place of the measure of a bare number that no word before it introduces."""

SIZE_SIGN = re.compile(r"\b[nN]\s?=\s?(?P<value>\d{1,3}(?:,\d{3}){1,5}|\d{1,6})")


def read_text(text: str, reader: Reader, groups: Groups, place: Place, thread: Thread) -> list[Draft]:
    """All results of one sentence (or of a cell that holds sentences)."""
    if not patterns.may_report(text):
        return []
    line = Line(text)
    sizes = _taken(line)
    times = find_times(line.text)
    for time in times:
        line.take(time.start, time.end)
    atoms = sorted([*sizes, *reader.read(line)], key=lambda atom: atom.start)
    if match := POPULATION.match(text):
        thread.population = match["phrase"]
    elif EVERYBODY.search(text):
        thread.population = None
    if not atoms:
        return []
    atoms = _counted(text, atoms)
    series = find_series(line.text, atoms)
    atoms = share_units(atoms, series)
    mentions = reader.lexicon.mentions(text)
    bound = bind_of(text, atoms, series, mentions, thread)
    points = spread_times(text, atoms, series, times, thread.times)
    arms = arms_of(text, atoms, series, groups, thread)
    judged = judged_of(text, atoms)
    treatments = groups.treatments
    drugs = [(mention.start, mention.end) for mention in treatments.mentions(text)] if treatments else []
    drafts = [
        draft
        for number, atom in enumerate(atoms)
        if (draft := _draft(text, number, atom, bound, points, arms, judged, mentions, place, drugs))
    ]
    _remember(thread, times, bound)
    for draft in drafts:
        draft.population = thread.population
    return _split_counts(text, drafts)


def _counted(text: str, atoms: Sequence[Atom]) -> list[Atom]:
    """Bare whole numbers before "received" or "in the ... group" count people, in the word of the number before."""
    counted: list[Atom] = []
    unit = "patients"
    for atom in atoms:
        value = atom.value
        whole = atom.form == "number" and atom.unit is None and value is not None and value == value.to_integral_value()
        if whole and atom.relation == "=" and IN_GROUP.match(text, atom.end):
            atom = replace(atom, unit=unit, scale="people")
        elif atom.scale in ("people", "events") and atom.unit:
            unit = atom.unit
        counted.append(atom)
    return counted


def _split_counts(text: str, drafts: list[Draft]) -> list[Draft]:
    """ "56 patients (51 %), with 42 in the A group and 14 in the B group": parts of a count of events are such too."""
    split: list[Draft] = []
    whole: Draft | None = None
    for draft in drafts:
        if draft.measure == "sample_size" and whole and IN_GROUP.match(text, draft.atom.tail):
            draft = replace(draft, measure=whole.measure, role=whole.role)
        elif draft.atom.count is not None or (
            draft.atom.scale in ("people", "events") and draft.measure != "sample_size"
        ):
            whole = draft
        elif draft.measure == "sample_size":
            whole = None
        split.append(draft)
    return split


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


def _draft(
    text: str,
    number: int,
    atom: Atom,
    bound: dict[int, Mention],
    points: dict[int, tuple[Decimal, str]],
    arms: dict[int, FormGroup],
    judged: dict[int, PValue],
    mentions: Sequence[Mention],
    place: Place,
    drugs: Sequence[tuple[int, int]],
) -> Draft | None:
    mention = bound.get(number)
    measure, family = (mention.measure, mention.family) if mention else ("other", "other")
    measure = _named(text, atom, measure, mention)
    weak, measure = measure == WEAK, "other" if measure == WEAK else measure
    if measure == "other" and atom.scale in ("share", "people") and TOXIC_HEADING.search(place.heading):
        measure, family = "toxicity_rate", "toxicity"
    if (
        atom.form == "not_significant"
        and mention is None
        and not re.search(r"differen|significan", text[atom.start : atom.end])
    ):
        return None
    source = source_of(text, place)
    beside_drug = any(0 <= atom.start - end <= 2 or 0 <= start - atom.end <= 2 for start, end in drugs)
    evidence = role_features(text, atom, measure, family, place, source, beside_drug)
    by_form = arms.get(number, FormGroup())
    point = points.get(number) if family not in ("dose", "size", "time", "ratio") else None
    return Draft(
        atom=atom,
        measure=measure,
        statistic=statistic_of(text, atom, measure, family),
        role=likeliest_role(evidence),
        role_evidence=evidence,
        source="own" if source == "own" else "cited",
        rule=f"text_{atom.form}",
        timepoint=point[0] if point else None,
        timepoint_unit=point[1] if point else None,
        arm=by_form.arm,
        comparator=by_form.comparator,
        by_form=by_form,
        p=atom.p or (judged.get(number) if atom.scale not in ("people", "dose") else None),
        outcome=_outcome(atom, mention, mentions),
        weak=weak,
    )


def _outcome(atom: Atom, mention: Mention | None, mentions: Sequence[Mention]) -> str | None:
    """The measure that a ratio compares; any other number's own measure."""
    if mention is None or mention.family != "ratio":
        return mention.measure if mention else None
    for families in (("survival",), ("toxicity", "proportion", "response", "score")):
        compared = [other for other in mentions if other.family in families]
        before = [other for other in compared if other.end <= atom.start]
        if compared:
            return before[-1].measure if before else compared[0].measure
    return None


def _named(text: str, atom: Atom, measure: str, mention: Mention | None) -> str:
    """The measure's word; an unknown one keeps its printed name; "" for a bare number that nothing names."""
    if atom.form == "p":
        return "p_value"
    if atom.form == "test":
        return "other"
    if atom.form == "fractions":
        return "fractions"
    if atom.scale == "people" or (atom.scale == "items" and people_measure(text, atom, mention) == "sample_size"):
        return people_measure(text, atom, mention)
    if atom.scale == "dose":
        return measure if mention and mention.measure in ("BED", "EQD2") else "dose"
    if measure == "other" and atom.scale == "sessions" and (atom.unit or "").startswith("fraction"):
        return "fractions"
    if mention and mention.family == "survival" and atom.unit is None and atom.form == "number":
        return measure if DIRECT.search(text[max(0, atom.start - 12) : atom.start]) else WEAK
    if measure != "other" or atom.unit or atom.form in ("zero", "not_significant", "not_reached"):
        return measure
    return "other" if WEAKLY_NAMED.search(text[max(0, atom.start - 12) : atom.start]) else WEAK


def _remember(thread: Thread, times: Sequence[Times], bound: dict[int, Mention]) -> None:
    lists = [time for time in times if len(time.values) > 1]
    if lists:
        thread.times = lists[-1]
    named = [mention for _, mention in sorted(bound.items()) if mention.family == "survival"]
    if named:
        thread.measure = named[-1]


@dataclass(frozen=True, slots=True)
class Judged:
    """A sentence as its numbers are judged: for each the candidates for its outcome and its group, with features."""

    text: str
    drafts: Sequence[Draft]
    outcomes: Sequence[Sequence[Candidate]]
    groups: Sequence[Sequence[GroupCandidate]]


Watch = Callable[[Judged], None]
"""Is told of each sentence before anything is chosen, with all candidates: what training learns from."""


def name_drafts(
    text: str, drafts: list[Draft], known: Known, outcomes: Outcomes, watch: Watch | None = None
) -> list[Draft]:
    """The numbers of a sentence with what they measure; an unknown measure takes that name."""
    if not drafts:
        return drafts
    sentence = Sentence(text, [draft.atom for draft in drafts])
    measures = [draft.measure for draft in drafts]
    mentions = find_groups(text, known)
    candidates = candidates_of(sentence, drafts, known, outcomes, None if watch else MOST_JUDGED)
    groups = groups_of(sentence, measures, [draft.by_form for draft in drafts], mentions, known)
    if watch:
        watch(Judged(text, drafts, candidates, groups))
    named, grouped = name_outcomes(candidates), group_numbers(groups, mentions)
    bound: list[Draft] = []
    for number, draft in enumerate(drafts):
        group, compared = grouped[number]
        found = named.get(number)
        if draft.weak and (
            found is None or found.probability < LEAST_OF_WEAK or YEAR.fullmatch(text[draft.start : draft.atom.end])
        ):
            continue
        outcome = found.value if found else outcomes.last
        timed = _time_of(text, draft, outcomes.number if outcome == outcomes.last else None, known.usual_time)
        comparator = compared or draft.comparator
        sure = found.probability if found else CARRIED if outcome else 0.0
        draft.measure = outcome[:80] if draft.measure == "other" and outcome else draft.measure
        draft.named, draft.arm, draft.comparator = outcome, group.value, comparator
        draft.timepoint, draft.timepoint_unit, draft.time_text = timed.time
        draft.statistic = "mean" if _is_mean(text, draft, outcome, group.value) else draft.statistic
        draft.probability = round(sure * group.probability, 3)
        draft.slots = tuple(_slots(outcome, sure, found.reasons if found else (), group, comparator, timed))
        bound.append(draft)
    last = next((draft for draft in reversed(bound) if draft.named and draft.measure not in UNCARRIED), None)
    if last is not None:
        outcomes.last, outcomes.number = last.named, last
    return bound


UNCARRIED = ("sample_size", "dose")
"""Measures that no sentence goes on about."""

DECIMAL = re.compile(r"\d[.·]\d")
NO_MEAN = re.compile(r"correlat|coefficient|ratio|\bindex\b|\bodds\b|\bhazard", re.IGNORECASE)
"""Outcomes of which a bare number with decimals is the value itself."""


def _is_mean(text: str, draft: Draft, outcome: str | None, arm: str | None) -> bool:
    """Whether a bare number with decimals tells of a group: its mean, "the score was 66.9 in the control group"."""
    return bool(
        draft.statistic == "value"
        and draft.role in ("result", "baseline")
        and draft.atom.form == "number"
        and (arm or draft.p)
        and DECIMAL.search(text[draft.start : draft.atom.end])
        and not NO_MEAN.search(outcome or "")
    )


Time = tuple[Decimal | None, str | None, str | None]
"""Number, unit and words of a time point."""

TIMED = ("p", "share", "mean_sd", "number", "range", "test", "zero")
UNTIMED = ("dose", "mass", "sessions", "length", "time")
WORDED_TIME = re.compile(
    r"\b(?:at (?:baseline|discharge|(?:the )?(?:final|last) (?:visit|follow-?up(?: visit)?)|"
    r"(?:the )?end of (?:the )?\w+|admission|study entry|enrol?lment|randomi[sz]ation|inclusion)|"
    r"(?<!from )(?<!since )(?<!than )(?<!versus )(?<!with )(?<!to )(?<!for )baseline(?!\sto\b)|"
    r"before (?:the )?(?:\w+ )?(?:treatment|intervention|infusion|surgery|operation|therapy|training)|"
    r"after (?:the )?(?:treatment|intervention|surgery|operation|therapy|training)|"
    r"post-?(?:treatment|intervention|operatively))\b",
)


AT_START = re.compile(
    r"\bat (?:the )?(?:baseline|admission|study entry|enrol?lment|randomi[sz]ation|inclusion)\b|"
    r"(?<=\()baseline\b|\bbaseline (?:mean|median|values?|scores?|levels?)\b"
)
"""The time in words that a sentence may name beside others by number: "at baseline 14%, whereas at week 16 52%"."""


@dataclass(frozen=True, slots=True)
class Timed:
    """The time point of a number, with the probability that it is right and why."""

    time: Time
    probability: float = 0.8
    reason: str = "named in the sentence"


def _time_of(text: str, draft: Draft, before: Draft | None, usual: tuple[Decimal, str] | None) -> Timed:
    """The time point of a number: the one behind it, the only one of its sentence, the last one ahead, one in words.

    `before` is the number of the sentence before whose outcome this one goes on about: its time point holds too. A
    result of the paper without any has the `usual` one.
    """
    atom = draft.atom
    given = Timed((draft.timepoint, draft.timepoint_unit, draft.time_text))
    if atom.form not in TIMED or atom.scale in UNTIMED or draft.role == "design":
        return given
    points = _points(text)
    behind = [named for named in points if BESIDE.fullmatch(text, max(atom.tail, atom.end), named.start)]
    if draft.timepoint is not None and not behind:
        return given
    ahead = [named for named in points if named.end <= atom.start]
    point = behind[0] if behind else points[0] if len(points) == 1 else ahead[-1] if ahead else None
    if point is not None and point.words:
        return Timed((point.number, point.unit, point.words), 0.7, "named in words")
    if point is not None:
        return Timed((point.number, point.unit, draft.time_text))
    if points:
        return given
    if before is not None and (before.timepoint is not None or before.time_text):
        return Timed(
            (before.timepoint, before.timepoint_unit, before.time_text), 0.6, "goes on from the sentence before"
        )
    if usual and draft.role == "result" and draft.source == "own" and draft.measure != "sample_size":
        return Timed((*usual, None), OF_THE_USUAL, USUAL)
    return given


@dataclass(frozen=True, slots=True)
class Point:
    """A time point named in a sentence, by its number or in words."""

    start: int
    end: int
    number: Decimal | None = None
    unit: str | None = None
    words: str | None = None


@lru_cache(maxsize=512)
def _points(text: str) -> tuple[Point, ...]:
    """The single time points of a sentence in text order: "at 2 years", "in the first week", "at baseline".

    Kept, since every number of a sentence asks for them.
    """
    low = text.lower()
    single = [time for time in find_times(text) if len(time.values) == 1]
    found = [Point(time.start, time.end, time.values[0], time.unit) for time in single]
    for match in NTH_TIME.finditer(low):
        nth = match["nth"]
        value = ORDINALS.index(nth) + 1 if nth in ORDINALS else int(nth[:-2])
        found.append(Point(*match.span(), Decimal(value), full_unit(match["unit"]), match["time"]))
    worded = WORDED_TIME if not found else AT_START
    found += [Point(*match.span(), words=text[match.start() : match.end()]) for match in worded.finditer(low)]
    return tuple(sorted(found, key=lambda time: time.start))


ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
NTH_TIME = re.compile(
    rf"\b(?:in|at|on|by|during|after|within|until)\s(?:the\s)?(?P<time>(?P<nth>{'|'.join(ORDINALS)}|\d{{1,2}}(?:st|nd|rd|"
    rf"th))\s(?:post-?operative\s|follow-?up\s)?(?P<unit>hour|h|day|week|month|year))\b",
)
"""A time point by its number in a row: "in the first week", not "the first 24 hours"; of texts in lower case."""


BESIDE = re.compile(r"[\s%)\]]{0,3}(?:\w{1,12}\s)?(?:(?:at|on|by|in)\s)?(?:the\s)?")
"""Between a number and the time point that it is told for: "0.87 at day 2"."""

YEAR = re.compile(r"(?:19|20)\d\d")
LEAST_OF_WEAK = 0.3
"""Probability of its outcome from which a bare number is a result."""

CARRIED = 0.15
"""Probability that a sentence without a name of its own goes on about the outcome of the one before."""


def _slots(
    outcome: str | None, sure: float, reasons: tuple[str, ...], group: Choice, comparator: str | None, timed: Timed
) -> Iterator[Slot]:
    """Outcome, group, time and role with their evidence, or with the reason why they are empty."""
    carried = ("goes on about the sentence before",) if outcome and not reasons else ()
    yield Slot(
        name="outcome",
        value=outcome,
        probability=round(sure, 3),
        evidence=reasons or carried or ("no phrase of the sentence names it",),
    )
    why = group.reasons or ("no group is named in its place",)
    yield Slot(name="arm", value=group.value, probability=round(group.probability, 3), evidence=why)
    if comparator:
        yield Slot(name="comparator", value=comparator, probability=0.5, evidence=("named behind a comparison",))
    number, unit, words = timed.time
    if number is not None or words:
        point = (number, unit or "") if number is not None else None
        yield timepoint(point, words, timed.probability, timed.reason)
