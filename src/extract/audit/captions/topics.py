"""What a sentence and a caption are about, in words, and whether another caption is the one that is meant."""

from collections.abc import Mapping

from extract.audit.support.words import stems
from extract.text import lazy_re as re

Longer = Mapping[str, str]

_GENERAL = frozenset(
    stems(
        "table figure patient data result value show shown listed summarized summary detail group"
        " number rate percentage total mean all analysis sample following present given compared comparison treatment"
        " standard deviation error confidence interval median range sd se sem ci iqr"
        " outcome significant difference effect different change parameter variable clinical level measure"
    )
)
_WORD = re.compile(r"[\w-]+(?!\w)(?!\s?[:=<>]\s?[-−]?\d)")
_NEGATED = re.compile(r"\bnon[-‐–\s](?=[a-z])", re.IGNORECASE)
OPPOSITES = (
    ("acute", "late"),
    ("before", "after"),
    ("univariate", "multivariate"),
    ("univariable", "multivariable"),
    ("overall", "progression"),
    ("primary", "secondary"),
    ("men", "women"),
)
PAIRED = frozenset(word for pair in OPPOSITES for word in pair)
ROOT = 6
COVERED = 0.5


def topic_words(text: str, longer: Longer) -> frozenset[str]:
    """The stems of a text that tell topics apart, with the paper's abbreviations spelled out, not those of values.

    >>> sorted(topic_words("non-dividing cells", {}) & topic_words("dividing cells", {}))
    ['cell']
    """
    text = _NEGATED.sub("non", text)
    spelled = [longer[word] for word in _WORD.findall(text) if word in longer]
    return frozenset(stems(" ".join([text, *spelled]))) - _GENERAL | _pair_words(text)


def points_away(
    said: frozenset[str], cited: frozenset[str], whole: frozenset[str], other: frozenset[str]
) -> frozenset[str]:
    """The words by which a sentence belongs to another caption than to the cited one; empty where it may be right.

    `whole` are all words of what is cited, its cells and notes too. At least two words of the sentence, or one of a
    pair of opposites, stand in the other caption and nowhere in the cited thing, whose caption shares nothing with
    the sentence that the other's does not.
    """
    shared = said & other
    missing = shared - whole
    if len(shared) < 2 or _agree(said, cited - other):
        return frozenset()
    opposed = missing and _opposed(missing, cited, said)
    if opposed or (len(missing) >= 2 and len(shared) >= COVERED * len(other - PAIRED)):
        return missing
    return frozenset()


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of the words of two captions that both have."""
    return len(one & other) / len(one | other) if one | other else 0.0


def _pair_words(text: str) -> frozenset[str]:
    """The words of pairs that are too common to be stems."""
    return PAIRED & set(re.findall(r"[a-z]+", text.lower()))


def _agree(said: frozenset[str], caption: frozenset[str]) -> bool:
    """Whether a word of the sentence and one of the caption have one root."""
    roots = {word[:ROOT] for word in caption}
    return any(word[:ROOT] in roots for word in said)


def _opposed(missing: frozenset[str], caption: frozenset[str], said: frozenset[str]) -> bool:
    pairs = [*OPPOSITES, *((b, a) for a, b in OPPOSITES)]
    return any(here in missing and there in caption and there not in said for here, there in pairs)
