"""Which printed label is the intervention asked for, and which the comparator."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from extract.model import Paper, quote
from extract.resolve.questions.units import Known
from extract.resolve.questions.words import Asked, Wording, telling
from extract.text.word_sets import word_set

TREATED = word_set(
    """intervention interventional experimental experiment treated treatment case cases active test training trial
    exposed program programme"""
)
CONTROL = word_set(
    """control controls placebo usual standard conventional sham comparison comparator untreated waiting waitlist
    routine alone only"""
)
DENIAL = re.compile(r"\b(?:no|non|not|without|un(?=treated|trained))\b", re.IGNORECASE)
KEY = re.compile(r"\b(?:groups?|arms?|regimens?|cohorts?|grp)\s?(?P<key>[A-H]|[1-6]|I{1,3}|IV)\b", re.IGNORECASE)
DEFINED = re.compile(
    r"\b(?:group|arm|regimen|cohort)\s(?P<key>[A-H]|[1-6]|I{1,3}|IV)\b\s?(?:\(\s?n\s?=\s?\d{1,5}\s?\)\s?)?"
    r"(?:[:=,]\s?|\((?!n\s?=\s?\d{1,5}\))(?:n\s?=\s?\d{1,5}\s?[,;]\s?)?|(?:patients\s)?(?:received|receiving|"
    r"(?:was|were) (?:given|treated with|administered)|underwent|consisted of)\s)(?P<text>[^.;:()]{3,110})",
    re.IGNORECASE,
)
NAMED = re.compile(
    r"(?P<text>[^.;,:()]{3,60})\s\(\s?(?:group|arm|regimen|cohort)\s(?P<key>[A-H]|[1-6]|I{1,3}|IV)\b", re.IGNORECASE
)
OTHER_GROUP = re.compile(
    r"\b(?:and|or|while|whereas|versus|vs)\s(?:the\s)?(?:groups?|arms?|regimens?|cohorts?)\b", re.IGNORECASE
)
SIZE = re.compile(
    r"[,;(\[]?\s?\b[nN]\s?[=:]\s?\d[\d,]*\s?[)\]]?|\(\s?\d+\s?\)|±|%|\bmean\b|\bSDs?\b|\bSEM?\b", re.IGNORECASE
)
EARLIER = re.compile(r"\b(?:baseline|before|pre|pretest|pre[- ]?\w+|initial|prior|entry)\b", re.IGNORECASE)
LATER = re.compile(r"\b(?:after|post|posttest|post[- ]?\w+|follow[- ]?up|final|end|endpoint)\b", re.IGNORECASE)
DENIED = "¬"
GENERIC_WORTH = 0.4


@dataclass(frozen=True)
class Sides:
    """The two groups of a question as words that only one of them has."""

    wording: Wording
    one: Asked
    two: Asked
    denied: tuple[bool, bool]
    is_before_after: bool
    definitions: Mapping[str, frozenset[str]]

    def side(self, label: str) -> tuple[float, float]:
        """How far (0 to 1) a label means the intervention, and the comparator."""
        plain = SIZE.sub(" ", label)
        one, two = self._side(plain)
        if max(one, two) < GENERIC_WORTH and (keyed := self._defined(plain)):
            one, two = self._words(keyed, False)
        return one, two

    def lean(self, label: str) -> float:
        """From −1 (the comparator) to 1 (the intervention)."""
        one, two = self.side(label)
        return one - two

    def _side(self, label: str) -> tuple[float, float]:
        if self.is_before_after and (earlier := bool(EARLIER.search(label))) != bool(LATER.search(label)):
            return (0.0, 1.0) if earlier else (1.0, 0.0)
        words = self.wording.spelt(telling(label))
        one, two = self._words(words, bool(DENIAL.search(label)))
        plain = set(label.lower().replace("-", " ").split())
        treated, control = bool(plain & TREATED), bool(plain & CONTROL)
        few = 1.0 if len(words) <= 3 else 0.5
        if treated and not control and two < GENERIC_WORTH and not DENIAL.search(label):
            one = max(one, GENERIC_WORTH * few)
        if (control or (DENIAL.search(label) and treated)) and one < GENERIC_WORTH:
            two = max(two, GENERIC_WORTH * few)
        return one, two

    def _words(self, words: frozenset[str], denied: bool) -> tuple[float, float]:
        found = []
        for asked, own_denied in ((self.one, self.denied[0]), (self.two, self.denied[1])):
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

    def _defined(self, label: str) -> frozenset[str]:
        keys = [match["key"].upper() for match in KEY.finditer(label)]
        short = label.strip(" ()")
        if not keys and len(short) <= 4 and short.upper() in self.definitions:
            keys = [short.upper()]
        found: frozenset[str] = frozenset()
        for key in keys:
            found |= self.definitions.get(key, frozenset())
        return found


def make_sides(known: Known, intervention: str, comparator: str, definitions: Mapping[str, frozenset[str]]) -> Sides:
    """The words of both groups; what both have tells nothing."""
    one, two = known.wording.asked(intervention), known.wording.asked(comparator)
    denied = (bool(DENIAL.search(intervention)), bool(DENIAL.search(comparator)))
    before = bool(EARLIER.search(comparator)) and not EARLIER.search(intervention)
    return Sides(known.wording, one.only(two), two.only(one), denied, before, definitions)


def definitions_of(paper: Paper, wording: Wording) -> dict[str, frozenset[str]]:
    """What each lettered or numbered group was given, where a sentence says so; words that all share are left out."""
    found: dict[str, frozenset[str]] = {}
    for sentence in paper.sentences:
        text = quote(paper.text, sentence.pieces)
        for match in (*DEFINED.finditer(text), *NAMED.finditer(text)):
            words = wording.spelt(telling(OTHER_GROUP.split(match["text"])[0]))
            kept = frozenset(word for word in words if not word[0].isdigit())
            if kept:
                found.setdefault(match["key"].upper(), kept)
    shared = frozenset.intersection(*found.values()) if len(found) > 1 else frozenset()
    return {key: words - shared or words for key, words in found.items()}
