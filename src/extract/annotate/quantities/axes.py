"""What the rows and columns of a table are: each label typed, and the axis that carries the groups."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from extract.annotate.quantities.evidence import model
from extract.annotate.quantities.known import Known, key_of, share, words_of
from extract.annotate.quantities.labels import Label, read_label
from extract.model import Table
from extract.text import lazy_re as re

Side = Literal["row", "column"]

GROUP_WORD = re.compile(r"\b(?:group|arm|cohort)s?\b", re.IGNORECASE)
GENERIC = re.compile(
    r"\b(?:placebo|controls?|intervention|treatment|treated|usual care|standard (?:care|treatment|therapy)|sham|"
    r"experimental|"
    r"active|comparator|vehicle|saline|conventional|waiting[- ]list|wait[- ]?list|no (?:treatment|intervention)|"
    r"untreated|standard|routine|study|monotherapy|combination|alone|plus)\b|\s\+\s",
    re.IGNORECASE,
)
DOSE = re.compile(r"\d\s?(?:mg|µg|μg|mcg|g|ml|mL|IU|U|Gy|%)(?:\b|/)")
TRAIT = re.compile(
    r"\b(?:age|sex|gender|fe?males?|men|women|race|ethnic\w*|education|marital|smok\w+|weight|height|BMI|body mass|"
    r"white|black|"
    r"asian|caucasian|hispanic|yes|no|none|other|missing|unknown|mild|moderate|severe|grade|stage|class|total|score|"
    r"rate|volume|duration|pressure|level|change|events?|mortality|pain|adverse)\b",
    re.IGNORECASE,
)
MOST_SIBLINGS = 8
LEAST_MEAN = 0.4
"""Mean probability from which the labels of one level are all groups."""

SURE_WITHIN = 0.8
LEAST_ARM = 0.5
"""Probability from which a label is taken for a group."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A label with the probability that it names a group, and why."""

    label: Label
    arm: float
    reasons: tuple[str, ...]
    within: str | None = None

    @property
    def group(self) -> str:
        """The group's name: the label's, or that of a known group within it."""
        return self.within or self.label.name


@dataclass(frozen=True)
class Axes:
    """The labels of one table by side and printed form; `side` is the axis of the groups, None where neither is."""

    typed: Mapping[tuple[Side, str], Typed]
    side: Side | None

    def of(self, side: Side, printed: str) -> Typed:
        return self.typed[side, printed]


def label_features(table: Table, known: Known) -> dict[tuple[Side, str], dict[str, float]]:
    """For each label of a table what speaks for its being a group's name."""
    parents: dict[tuple[Side, str], set[tuple[str, ...]]] = defaultdict(set)
    levels: dict[tuple[Side, str], set[int]] = defaultdict(set)
    over_size: set[tuple[Side, str]] = set()
    for cell in table.cells:
        if cell.role != "body":
            continue
        for side, path in (("row", cell.row_path), ("column", cell.col_path)):
            for level, printed in enumerate(path):
                key: tuple[Side, str] = ("row" if side == "row" else "column", printed)
                parents[key].add(path[:level])
                levels[key].add(len(path) - level - 1)
                if level + 1 < len(path) and read_label(path[level + 1]).kind == "size":
                    over_size.add(key)
    sized = {side: any(read_label(printed).size for at, printed in parents if at == side) for side in ("row", "column")}
    likely = {key: known.arm_likeness(read_label(key[1]).name) for key in parents}
    counts = {side: sum(at == side for at, _ in parents) for side in ("row", "column")}
    alike = {side: sum(likely[key] >= 0.75 for key in parents if key[0] == side) for side in ("row", "column")}
    found: dict[tuple[Side, str], dict[str, float]] = {}
    for key, above in parents.items():
        side, printed = key
        label = read_label(printed)
        features = _own_features(label, likely[key], known)
        if key in over_size:
            features["has_a_size"] = 1.0
        features["in_a_column_head"] = float(side == "column")
        features["the_only_or_innermost_level"] = float(0 in levels[key])
        features["repeated_under_several_groups"] = min(len(above) - 1, 3) / 3
        features["sibling_labels_have_sizes"] = float(sized[side] and label.size is None)
        features["two_or_more_known_groups_on_this_side"] = float(alike[side] >= 2)
        features["share_of_known_groups_on_this_side"] = alike[side] / max(counts[side], 1)
        features["level"] = float(max(levels[key]))
        features["many_labels_on_this_side"] = min(counts[side], 20) / 20
        found[key] = features
    return found


def _own_features(label: Label, likeness: float, known: Known) -> dict[str, float]:
    words = words_of(label.name)
    key = key_of(label.name)
    named = bool(words) and label.kind == "name"
    return {
        "same_words_as_a_known_group": float(likeness >= 0.99),
        "likeness_to_a_known_group": likeness,
        "holds_the_name_of_a_known_group": float(named and known.group_within(label.name) is not None),
        "has_the_word_group_or_arm": float(bool(GROUP_WORD.search(label.printed)) and label.kind != "idle"),
        "has_a_size": float(label.size is not None and named),
        "generic_name_of_a_group": float(bool(GENERIC.search(label.name))),
        "has_a_dose": float(bool(DOSE.search(label.name))),
        "names_a_treatment": float(bool(known.treatments and known.treatments.mentions(label.name))),
        "share_of_words_in_the_title": share(words, known.title),
        "share_of_words_in_the_allocation": share(key, known.allocation),
        "heads_several_tables": min(known.recurring[key] - 1, 3) / 3 if key else 0.0,
        "names_a_known_measure": float(bool(known.measures and known.measures.mentions(label.name))),
        "names_a_trait_or_outcome": float(bool(TRAIT.search(label.name))),
        "has_a_unit": float(label.unit is not None),
        "names_a_statistic": float(bool(label.statistics) and not words),
        "says_a_statistic_too": float(bool(label.statistics) and bool(words)),
        "is_a_time": float(label.only_time),
        "says_a_time_too": float(not label.only_time and (label.time is not None or label.time_text is not None)),
        "is_no_name": float(not named),
        "is_total": float(label.kind == "total"),
        "is_a_contrast_or_ratio": float(label.kind in ("contrast", "ratio", "coefficient", "test", "p")),
        "words": min(len(words), 10) / 10,
        "is_short_code": float(1 <= len(label.name) <= 4),
    }


def can_name_group(label: Label) -> bool:
    """Whether a label could be a group's name at all."""
    return label.kind in ("name", "time", "idle") and re.search(r"\w", label.name) is not None


def type_axes(table: Table, known: Known) -> Axes:
    """Types all labels of a table and decides which side carries its groups."""
    judge = model("label_is_arm")
    typed: dict[tuple[Side, str], Typed] = {}
    found = label_features(table, known)
    for key, features in found.items():
        label = read_label(key[1])
        sure = judge.probability(features) if can_name_group(label) else 0.0
        typed[key] = Typed(label, sure, judge.reasons(features) if sure >= LEAST_ARM else ())
    for side in ("row", "column"):
        _raise_siblings(typed, {key: round(found[key]["level"]) for key in typed if key[0] == side})
        _name_groups_within(typed, [key for key in typed if key[0] == side], known)
    return Axes(typed, _side(typed))


def _raise_siblings(typed: dict[tuple[Side, str], Typed], levels: Mapping[tuple[Side, str], int]) -> None:
    """Labels of one level that are groups on average are groups together."""
    for level in set(levels.values()):
        keys = [key for key, at in levels.items() if at == level and typed[key].label.kind == "name"]
        sure = [typed[key].arm for key in keys]
        if 2 <= len(keys) <= MOST_SIBLINGS and max(sure) >= LEAST_ARM and sum(sure) / len(sure) >= LEAST_MEAN:
            for key in keys:
                if typed[key].arm < LEAST_ARM:
                    typed[key] = replace(typed[key], arm=LEAST_ARM, reasons=("stands beside groups",))


def _name_groups_within(typed: dict[tuple[Side, str], Typed], keys: Sequence[tuple[Side, str]], known: Known) -> None:
    """Heads "A pain score" and "B pain score": the group is what tells them apart, where it is a known one."""
    remainders: dict[frozenset[str], list[tuple[tuple[Side, str], str]]] = defaultdict(list)
    for key in keys:
        name = typed[key].label.name
        within = known.group_within(name) if can_name_group(typed[key].label) else None
        rest = key_of(name) - key_of(within) if within else frozenset()
        if within and rest and not any(character.isdigit() for word in rest for character in word):
            remainders[rest].append((key, within))
    for named in remainders.values():
        if len({key_of(within) for _, within in named}) > 1:
            for key, within in named:
                typed[key] = replace(typed[key], arm=max(typed[key].arm, SURE_WITHIN), within=within)


def _side(typed: Mapping[tuple[Side, str], Typed]) -> Side | None:
    """The side whose likeliest labels are groups: an axis has at least two, or one beside a total."""
    best: tuple[float, Side | None] = (0.0, None)
    for side in ("column", "row"):
        sure = sorted((label.arm for (at, _), label in typed.items() if at == side), reverse=True)[:2]
        score = sum(sure) if sure and sure[0] >= LEAST_ARM else 0.0
        if score > best[0]:
            best = (score, "column" if side == "column" else "row")
    return best[1]
