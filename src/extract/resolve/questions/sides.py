"""Which printed label is the intervention asked for, and which the comparator."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from extract.resolve.questions.units import Known, Unit
from extract.resolve.questions.words import Asked, Wording, telling, tokens
from extract.text import lazy_re as re
from extract.text.words import stem, word_set

TREATED = word_set("treated_group")
CONTROL = word_set("control_group")
NAMED_CONTROL = frozenset({"placebo", "sham", "usual", "standard", "conventional"})
"""Controls that are another group where the comparator asked for is named otherwise."""

CONTRAST = re.compile(r"\b(?:vs\.?|versus|minus|compared (?:with|to)|difference)\b|\w\s[–−-]\s\w", re.IGNORECASE)
"""A label that tells the two groups apart names neither."""

DENIAL = re.compile(r"\b(?:no|non|not|without|un(?=treated|trained))\b", re.IGNORECASE)
KEY = re.compile(r"\b(?:groups?|arms?|regimens?|cohorts?|grp)\s?(?P<key>[A-H]|[1-6]|I{1,3}|IV)\b", re.IGNORECASE)
SIZE = re.compile(
    r"[,;(\[]?\s?\b[nN]\s?[=:]\s?\d[\d,]*\s?[)\]]?|\(\s?\d+\s?\)|±|%|\bmean\b|\bSDs?\b|\bSEM?\b", re.IGNORECASE
)
EARLIER = re.compile(r"\b(?:baseline|before|pre|pretest|pre[- ]?\w+|initial|prior|entry)\b", re.IGNORECASE)
LATER = re.compile(r"\b(?:after|post|posttest|post[- ]?\w+|follow[- ]?up|final|end|endpoint)\b", re.IGNORECASE)
GENERIC_WORTH, SHARED_WORTH = 0.4, 0.5
GROUP_WORDS = frozenset(tokens("group groups arm arms version condition regimen cohort intervention program programme"))
"""A name that stands beside one of these somewhere in the paper is the name of a group."""

LONGEST_NAME = 4
FARTHEST, HALF = 30, 6
"""Words around a group's name that tell what it was given, and the distance at which a word counts half."""

FARTHER = {
    stem(word): steps
    for word, steps in {
        "and": 6,
        "or": 6,
        "while": 30,
        "whereas": 30,
        "than": 30,
        "vs": 30,
        "versus": 30,
        "compared": 30,
        "from": 30,
        "between": 30,
    }.items()
}
"""Words that part one group from the other count as so many."""

TELLING_ROLES = ("title", "abstract", "methods", "caption", "note")


@dataclass(frozen=True)
class Surroundings:
    """What stands around the names of groups: which of two sets of words is nearer to a name over the whole paper."""

    units: Sequence[Unit]

    @cached_property
    def lines(self) -> tuple[tuple[str, ...], ...]:
        return tuple(tokens(unit.text) for unit in self.units if unit.kind == "sentence" and unit.role in TELLING_ROLES)

    @cached_property
    def _index(self) -> Mapping[str, Sequence[tuple[int, int]]]:
        found: dict[str, list[tuple[int, int]]] = {}
        for line, words in enumerate(self.lines):
            for at, word in enumerate(words):
                found.setdefault(word, []).append((line, at))
        return found

    def lean(self, label: str, first: Asked, second: Asked) -> float:
        """From −1 (the words of `second` are nearer) to 1; 0 for what is no name of a group."""
        name = tokens(label)
        kept = tuple(word for word in name if word not in GROUP_WORDS)
        if not kept or len(name) > LONGEST_NAME or not set(kept) - first.weights.keys() - second.weights.keys():
            return 0.0
        if len(kept) == 1 and len(kept[0]) <= 2 and kept != name:
            kept = name
        places = [
            (line, at) for line, at in self._index.get(kept[0], ()) if self.lines[line][at : at + len(kept)] == kept
        ]
        if not any(self._is_group(line, at, len(kept)) for line, at in places):
            return 0.0
        sums = [sum(self._near(line, at, len(kept), side) for line, at in places) for side in (first, second)]
        return (sums[0] - sums[1]) / (sums[0] + sums[1] + 0.1)

    def _is_group(self, line: int, at: int, length: int) -> bool:
        words = self.lines[line]
        return bool(GROUP_WORDS & {*words[max(0, at - 1) : at], *words[at : at + length + 1]})

    def _near(self, line: int, at: int, length: int, side: Asked) -> float:
        words, whole = self.lines[line], sum(side.weights.values()) or 1.0
        best: dict[str, float] = {}
        behind, before = words[at + length : at + length + FARTHEST], words[max(0, at - FARTHEST) : at][::-1]
        for stretch, distance in ((behind, 0), (before, 2)):
            for word in stretch:
                distance += FARTHER.get(word, 1)
                if word in side.weights:
                    best[word] = max(best.get(word, 0.0), side.weights[word] / whole / (1 + (distance / HALF) ** 2))
        return sum(best.values())


@dataclass(frozen=True)
class Sides:
    """The two groups of a question as words that only one of them has."""

    wording: Wording
    first: Asked
    second: Asked
    denied: tuple[bool, bool]
    is_before_after: bool
    surroundings: Surroundings
    shared: frozenset[str] = frozenset()
    """What both groups got, where one of them got nothing else: A in A against A with B."""

    keys: tuple[str, str] = ("", "")
    """The letters or numbers that a question calls its groups by."""

    leans: dict[str, tuple[float, float]] = field(default_factory=dict)

    @property
    def without_more(self) -> float:
        """Which group has no word of its own: 1 for the intervention, -1 for the comparator."""
        return -1.0 if self.first.weights else 1.0

    @cached_property
    def controls(self) -> frozenset[str]:
        """Words of any control; where the comparator has a name of its own, those of other named controls are not."""
        is_plain = not self.second.weights or any(word in self.second.spelt for word in CONTROL)
        return CONTROL if is_plain else CONTROL - NAMED_CONTROL

    def side(self, label: str) -> tuple[float, float]:
        """How far (0 to 1) a label means the intervention, and the comparator."""
        if label not in self.leans:
            plain = " ".join(SIZE.sub(" ", label).split())
            first, second = self._side(plain)
            if max(first, second) < GENERIC_WORTH and (lean := self.surroundings.lean(plain, self.first, self.second)):
                first, second = max(first, 0.5 * lean), max(second, -0.5 * lean)
            self.leans[label] = first, second
        return self.leans[label]

    def lean(self, label: str) -> float:
        """From −1 (the comparator) to 1 (the intervention)."""
        first, second = self.side(label)
        return first - second

    def _side(self, label: str) -> tuple[float, float]:
        if CONTRAST.search(label):
            return 0.0, 0.0
        if any(self.keys) and (key := KEY.search(label)):
            met = key["key"].upper() == self.keys[0], key["key"].upper() == self.keys[1]
            if any(met) or all(self.keys):
                return float(met[0]), float(met[1])
        if self.is_before_after and (earlier := bool(EARLIER.search(label))) != bool(LATER.search(label)):
            return (0.0, 1.0) if earlier else (1.0, 0.0)
        words = self.wording.spelt(telling(label))
        first, second = self._words(words, bool(DENIAL.search(label)))
        if self.shared & words and not max(first, second):
            first, second = (SHARED_WORTH, 0.0) if self.without_more > 0 else (0.0, SHARED_WORTH)
        plain = set(label.lower().replace("-", " ").split())
        treated, control = bool(plain & TREATED), bool(plain & self.controls)
        few = 1.0 if len(words) <= 3 else 0.5
        if treated and not control and second < GENERIC_WORTH and not DENIAL.search(label):
            first = max(first, GENERIC_WORTH * few)
        if (control or (DENIAL.search(label) and treated)) and first < GENERIC_WORTH:
            second = max(second, GENERIC_WORTH * few)
        return first, second

    def _words(self, words: frozenset[str], denied: bool) -> tuple[float, float]:
        found = []
        for asked, own_denied in ((self.first, self.denied[0]), (self.second, self.denied[1])):
            met = self._meets(words, asked)
            if self.denied[0] != self.denied[1]:
                met = met * 0.3 if denied != own_denied else max(met, 0.5 * denied)
            found.append(met)
        return found[0], found[1]

    def _meets(self, words: frozenset[str], asked: Asked) -> float:
        """The mean of how much of the group is named and how much of the label names it."""
        if not words or not asked.weights:
            return 0.0
        bag = self.wording.bag_of(words)
        met = asked.met(bag)
        if not met:
            return 0.0
        whole = sum(asked.weights.values())
        label = sum(self.wording.weights.get(word, 1.0) for word in words if not word[0].isdigit()) or 1.0
        return 0.5 * met / whole + 0.5 * min(1.0, met / label)


def make_sides(known: Known, surroundings: Surroundings, intervention: str, comparator: str) -> Sides:
    """The words of both groups; what both have tells nothing, except where one of them is called the other's denial."""
    first, second = known.wording.asked(intervention), known.wording.asked(comparator)
    denied = (bool(DENIAL.search(intervention)), bool(DENIAL.search(comparator)))
    before = bool(EARLIER.search(comparator)) and not EARLIER.search(intervention)
    own = first.only(second), second.only(first)
    if denied[0] != denied[1] and not own[0].weights and not own[1].weights:
        own = first, second
    bare = bool(own[0].weights) != bool(own[1].weights)
    shared = frozenset(first.weights.keys() & second.weights.keys()) if bare else frozenset()
    keys = _key_of(intervention), _key_of(comparator)
    keys = keys if keys[0] != keys[1] else ("", "")
    return Sides(known.wording, *own, denied, before, surroundings, shared, keys)


def _key_of(phrase: str) -> str:
    """The letter or number of a group: "A" of "arm A"; empty where it has none, or several."""
    found = {match["key"].upper() for match in KEY.finditer(phrase)}
    return found.pop() if len(found) == 1 else ""
