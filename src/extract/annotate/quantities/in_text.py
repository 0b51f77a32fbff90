"""Results in running text: the numbers of a sentence, each bound to what it means."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from extract.annotate.quantities import patterns
from extract.annotate.quantities.atom import Atom, Line
from extract.annotate.quantities.atoms import Reader
from extract.annotate.quantities.binding import Thread, Told, arms_of, bind_of, judged_of
from extract.annotate.quantities.evidence import Features
from extract.annotate.quantities.groups import Groups
from extract.annotate.quantities.lexicon import Mention
from extract.annotate.quantities.measures import people_measure, statistic_of
from extract.annotate.quantities.roles import Place, likeliest_role, role_features, source_of
from extract.annotate.quantities.series import find_series, share_units, spread_times
from extract.annotate.quantities.times import Times, find_times
from extract.model import PValue, ResultRole, Slot

POPULATION = re.compile(
    r"^\W{0,3}(?:\w{1,15}, )?(?P<phrase>(?:Before|After|Following|Prior to) (?:the )?(?:matching|PSM|"
    r"propensity[- ]score[- ]match(?:ing|ed analysis)?|adjustment|weighting|IPTW))",
    re.IGNORECASE,
)
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
ADJECTIVE = re.compile(r"\b(?:\d{1,2}|one|two|three|five|ten)[-–‐‑ ](?:year|yr|month|mo|week)[- ]", re.IGNORECASE)
AT_TIME = re.compile(r"[\s%)]{0,3}(?:at|by|after|within|in)\s(?:the\s)?(?:\d|one|two|three|five|ten)", re.IGNORECASE)
AT_TIME_BEFORE = re.compile(
    r"\b(?:at|by|after|within)\s(?:\d{1,2}|one|two|three|five|ten)[- ](?:years?|months?|weeks?)\b", re.IGNORECASE
)
WEAKLY_NAMED = re.compile(r"(?:of|=|:|was|were|is|than|[<>≤≥])[\s$(]{0,3}$")
WEAK = "?"
"""In place of the measure of a bare number that no word before it introduces."""

SIZE_SIGN = re.compile(r"\b[nN]\s?=\s?(?P<value>\d{1,3}(?:,\d{3}){1,5}|\d{1,6})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A result before it has an id: places count from the start of the text that it was read in."""

    start: int
    end: int
    atom: Atom
    measure: str
    statistic: str
    role: ResultRole
    role_evidence: Features
    source: Literal["own", "cited"]
    rule: str
    timepoint: Decimal | None = None
    timepoint_unit: str | None = None
    arm: str | None = None
    comparator: str | None = None
    told: Told = Told()
    population: str | None = None
    p: PValue | None = None
    n: int | None = None
    outcome: str | None = None
    time_text: str | None = None
    weak: bool = False
    named: str | None = None
    probability: float | None = None
    slots: tuple[Slot, ...] = ()


def read_text(text: str, reader: Reader, groups: Groups, place: Place, thread: Thread) -> list[Draft]:
    """All results of one sentence (or of a cell that holds sentences)."""
    if not patterns.may_report(text):
        return []
    line = Line(text)
    sizes = _taken(line)
    times = _times(line)
    atoms = sorted([*sizes, *reader.read(line)], key=lambda atom: atom.start)
    if match := POPULATION.match(text):
        thread.population = match["phrase"]
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
        for draft in _drafts(text, number, atom, bound, points, arms, judged, mentions, place, thread, drugs)
    ]
    _remember(thread, times, bound)
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


def _times(line: Line) -> tuple[Times, ...]:
    times = find_times(line.text)
    for time in times:
        line.take(time.start, time.end)
    return times


def _drafts(
    text: str,
    number: int,
    atom: Atom,
    bound: dict[int, Mention],
    points: dict[int, tuple[object, str]],
    arms: dict[int, Told],
    judged: dict[int, PValue],
    mentions: Sequence[Mention],
    place: Place,
    thread: Thread,
    drugs: Sequence[tuple[int, int]],
) -> list[Draft]:
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
        return []
    source = source_of(text, place)
    beside_drug = any(0 <= atom.start - end <= 2 or 0 <= start - atom.end <= 2 for start, end in drugs)
    evidence = role_features(text, atom, measure, family, place, source, beside_drug)
    told = arms.get(number, Told())
    point = points.get(number) if family not in ("dose", "size", "time", "ratio") else None
    if point and family in ("toxicity", "response") and _is_anothers(text, atom, mentions):
        point = None
    draft = Draft(
        start=atom.start,
        end=atom.end,
        atom=atom,
        measure=measure,
        statistic=statistic_of(text, atom, measure, family),
        role=likeliest_role(evidence),
        role_evidence=evidence,
        source="own" if source == "own" else "cited",
        rule=f"text_{atom.form}",
        timepoint=point[0] if point and isinstance(point[0], Decimal) else None,
        timepoint_unit=point[1] if point else None,
        arm=told.arm,
        comparator=told.comparator,
        told=told,
        population=thread.population,
        p=atom.p or (judged.get(number) if atom.scale not in ("people", "dose") else None),
        outcome=_outcome(atom, mention, mentions),
        weak=weak,
    )
    return [draft]


def _is_anothers(text: str, atom: Atom, mentions: Sequence[Mention]) -> bool:
    """A time point that is the adjective of a survival named before: "2-year OS of 81% with 2% toxicity"."""
    behind = AT_TIME.match(text, atom.tail)
    named = [match.end() for match in ADJECTIVE.finditer(text, 0, atom.start)] or [
        match.start() for match in ADJECTIVE.finditer(text, atom.end)
    ]
    if behind or not named or AT_TIME_BEFORE.search(text, 0, atom.start):
        return False
    own = next((mention for mention in mentions if mention.start >= named[-1] - 1), None)
    return own is not None and own.family == "survival" and own.start - named[-1] < 24


def _outcome(atom: Atom, mention: Mention | None, mentions: Sequence[Mention]) -> str | None:
    """The measure that a ratio compares; any other number's own measure."""
    if mention is None or mention.family != "ratio":
        return mention.measure if mention else None
    for families in (("survival",), ("toxicity", "proportion", "response", "score")):
        compared = [each for each in mentions if each.family in families]
        before = [each for each in compared if each.end <= atom.start]
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
