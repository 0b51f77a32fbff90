"""Which printed group is the intervention asked for, and which the comparator."""

import re
from dataclasses import dataclass

from extract.resolve.outcome_words import Lexis

GENERIC_TREATED = re.compile(
    r"\b(?:intervention|interventional|experimental|experiment|treated|treatment|study|case|cases|active|"
    r"test|training|trial|exposed)\b",
    re.IGNORECASE,
)
GENERIC_CONTROL = re.compile(
    r"\b(?:controls?|placebo|usual|standard|conventional|sham|comparison|comparator|untreated|"
    r"no treatment|waiting|wait-?list|routine|without)\b",
    re.IGNORECASE,
)
GENERIC_WORDS = frozenset(
    """
    intervention experimental experiment treated treatment study case active test control placebo usual standard
    conventional sham comparison therapy care program programme training education session internal external dose
    """.split()
)


@dataclass(frozen=True)
class Wanted:
    """The two groups of a question, as words."""

    intervention: str
    comparator: str
    intervention_words: frozenset[str]
    comparator_words: frozenset[str]
    lexis: Lexis

    def side(self, label: str) -> float:
        """Above 0: the intervention; below 0: the comparator; near 0: neither or both."""
        own = self._side(label)
        if abs(own) < 0.2 and (other := self.lexis.other_label(label)):
            return -self._side(other)
        return own

    def _side(self, label: str) -> float:
        words = self.lexis.group_words(label)
        one = self._meets(words, self.intervention_words, self.comparator_words)
        two = self._meets(words, self.comparator_words, self.intervention_words)
        generic = 0.0
        if len(words - GENERIC_WORDS) <= 2:
            treated, control = GENERIC_TREATED.search(label), GENERIC_CONTROL.search(label)
            generic = 0.35 if treated and not control else -0.35 if control and not treated else 0.0
        return one - two + generic

    def _meets(self, words: frozenset[str], own: frozenset[str], other: frozenset[str]) -> float:
        """How far a label's words are a group's own words, those that both groups share left out."""
        telling = own - other
        if not words or not telling:
            return 0.0
        met = words & telling
        if not met:
            return 0.0
        return 0.5 * self.lexis.weight(met) / self.lexis.weight(telling) + 0.5 * self.lexis.weight(
            met
        ) / self.lexis.weight(words)


def make_wanted(intervention: str, comparator: str, lexis: Lexis) -> Wanted:
    """The words of both groups, abbreviations in parentheses included."""
    return Wanted(intervention, comparator, lexis.words(intervention), lexis.words(comparator), lexis)
