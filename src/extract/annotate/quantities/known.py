"""What a paper says of itself that helps to type a label: its groups, how it allocates, its title, heads that recur."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property, lru_cache

from extract.annotate.quantities.labels import read_label
from extract.annotate.quantities.lexicon import Lexicon, is_unit
from extract.model import REVIEWS, Paper, quote
from extract.text import lazy_re as re
from extract.text.times import find_times
from extract.text.words import word_set

WORD = re.compile(r"[^\W\d_]+|\d+(?:\.\d+)?")
SMALL = word_set("small")
NO_NAME = word_set("no_group_name")
ALLOCATES = re.compile(r"\b(?:random|allocat|assign|receiv|groups? [A-Z\dI]|arms?\b|versus|compar)", re.IGNORECASE)
MEASURES = re.compile(
    r"\b(?:outcomes?|end-?points?|measured|assess|evaluated|questionnaire|scales?\b|scores?\b|determined|recorded)",
    re.IGNORECASE,
)
MOST_SENTENCES = 60


@lru_cache(maxsize=16384)
def words_of(text: str) -> tuple[str, ...]:
    """Content words in lower case, plurals as singulars.

    >>> words_of("Pain scores of the groups")
    ('pain', 'score', 'group')
    """
    found = (word.lower() for word in WORD.findall(text))
    return tuple(_singular(word) for word in found if word not in SMALL)


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    return word[:-1] if word.endswith("s") and len(word) > 3 and not word.endswith(("ss", "us", "is")) else word


@lru_cache(maxsize=16384)
def key_of(text: str) -> frozenset[str]:
    """The words that tell one group from another.

    >>> sorted(key_of("the SBRT-alone group"))
    ['sbrt']
    """
    words = frozenset(words_of(text))
    return words - NO_NAME or words


SHORT_BEHIND = re.compile(r"(?<=\w)\s?\([A-Za-z]{1,5}\)$")


@dataclass(frozen=True, eq=False)
class Known:
    """Names of groups as sets of words, words of allocation and title, how often each label heads a table."""

    arms: dict[frozenset[str], str] = field(default_factory=dict)
    printed: dict[frozenset[str], str] = field(default_factory=dict)
    allocation: frozenset[str] = frozenset()
    title: frozenset[str] = frozenset()
    recurring: Counter[frozenset[str]] = field(default_factory=Counter)
    counts: Counter[str] = field(default_factory=Counter)
    measured: frozenset[str] = frozenset()
    captions: frozenset[str] = frozenset()
    usual_time: tuple[Decimal, str] | None = None
    measures: Lexicon | None = None
    treatments: Lexicon | None = None

    @cached_property
    def arm_words(self) -> frozenset[str]:
        """All words of the groups' names."""
        return frozenset(word for key in self.arms for word in key)

    def arm_likeness(self, name: str) -> float:
        """How much of a name and of the most similar group's name are the same words, from 0 to 1; a short form in
        brackets behind it may be left out.
        """
        return max(_likeness(self, name), _likeness(self, SHORT_BEHIND.sub("", name)))

    def group_within(self, name: str) -> str | None:
        """The longest known name of a group that is only a part of a longer name."""
        return _within(self, name)


@lru_cache(maxsize=4096)
def _within(known: Known, name: str) -> str | None:
    key, low = key_of(name), f" {' '.join(name.lower().split())} "
    found = [
        printed
        for arm, printed in known.printed.items()
        if arm < key and f" {printed.lower()} " in low and len(printed) > 1
    ]
    return max(found, key=len, default=None)


@lru_cache(maxsize=4096)
def _likeness(known: Known, name: str) -> float:
    key = key_of(name)
    return max((2 * len(key & arm) / (len(key) + len(arm)) for arm in known.arms if arm), default=0.0)


def with_groups(known: Known, names: Iterable[str]) -> Known:
    """Also knows groups that the heads of tables name for several cells; not totals, nor numbers alone."""
    arms, printed = dict(known.arms), dict(known.printed)
    for name, cells in Counter(names).items():
        bare = re.sub(r"\s(?:group|arm|cohort)s?$", "", name)
        if cells >= FEWEST_CELLS and 1 < len(bare) <= LONGEST_NAME and is_name(bare):
            arms.setdefault(key_of(name), name)
            printed.setdefault(key_of(bare), bare)
    return replace(known, arms=arms, printed=printed)


FEWEST_CELLS, LONGEST_NAME = 2, 50
WHOLE = re.compile(r"(?:total|all|overall|both|whole|n|yes|no|sub|\W*\d[\d\W]*)$", re.IGNORECASE)


def is_name(bare: str) -> bool:
    """Whether a group may be called so: no total, no number alone, no unit left of a dose.

    >>> is_name("placebo"), is_name("60 mg"), is_name("mg"), is_name("Total"), is_name("4 cm")
    (True, True, False, False, True)
    """
    return WORD.search(bare) is not None and not WHOLE.match(bare) and not (bare.islower() and is_unit(bare))


def know(paper: Paper, measures: Lexicon, treatments: Lexicon) -> Known:
    """Reads it once for a paper."""
    arms: dict[frozenset[str], str] = {}
    printed: dict[frozenset[str], str] = {}
    for arm in paper.arms:
        for name in (arm.name, *arm.names):
            arms.setdefault(key_of(name), arm.name)
            bare = re.sub(r"\s(?:group|arm|cohort)s?$", "", name)
            if len(bare) > 1 and is_name(bare):
                printed.setdefault(key_of(bare), bare)
    recurring: Counter[frozenset[str]] = Counter()
    for table in paper.tables:
        labels = {label for cell in table.cells for label in (*cell.row_path, *cell.col_path)}
        recurring.update({key for label in labels if (key := key_of(read_label(label).name))})
    counts, allocation, measured, times = _words_of_sentences(paper)
    captions = {word for table in paper.tables for piece in table.caption for word in words_of(piece.of(paper.text))}
    return Known(
        arms=arms,
        printed=printed,
        counts=counts,
        measured=measured,
        captions=frozenset(captions),
        usual_time=None if paper.kind in REVIEWS else usual_time(times),
        allocation=allocation,
        title=frozenset(words_of(paper.document.metadata.title or "")),
        recurring=recurring,
        measures=measures,
        treatments=treatments,
    )


def _words_of_sentences(
    paper: Paper,
) -> tuple[Counter[str], frozenset[str], frozenset[str], Counter[tuple[Decimal, str]]]:
    """In how many sentences each word stands, the words of allocation and of measurement, each time point's count."""
    roles = {section.id: section.role for section in paper.sections}
    counts: Counter[str] = Counter()
    times: Counter[tuple[Decimal, str]] = Counter()
    allocating: list[set[str]] = []
    measuring: list[set[str]] = []
    for sentence in paper.sentences:
        role = roles.get(sentence.section or "")
        if role in ("references", "back"):
            continue
        text = quote(paper.text, sentence.pieces)
        words = set(words_of(text))
        counts.update(words)
        if role in OF_THE_STUDY:
            times.update((value, time.unit) for time in find_times(text) for value in time.values)
        if role not in ("title", "abstract", "methods"):
            continue
        if len(allocating) < MOST_SENTENCES and ALLOCATES.search(text):
            allocating.append(words)
        if len(measuring) < MOST_SENTENCES and MEASURES.search(text):
            measuring.append(words)
    return counts, frozenset().union(*allocating), frozenset().union(*measuring), times


OF_THE_STUDY = ("title", "abstract", "methods", "results")


def usual_time(times: Counter[tuple[Decimal, str]]) -> tuple[Decimal, str] | None:
    """The time point that a paper names again and again, and at least twice as often as any other; None where none is.

    Of numbers of results without a time of their own in such papers, 15 of 17 have that time or may have it (bindings).
    """
    common = [(time, count) for time, count in times.most_common(3) if time[0]]
    if not common or common[0][1] < FEWEST_TIMES:
        return None
    return common[0][0] if len(common) == 1 or common[0][1] >= 2 * common[1][1] else None


FEWEST_TIMES = 5
USUAL, OF_THE_USUAL = "the time that the paper names again and again", 0.6
"""Why a number has the usual time, and how likely that is right."""


def share(words: Iterable[str], among: frozenset[str]) -> float:
    """The share of words that are among others; 0 of none."""
    listed = list(words)
    return sum(word in among for word in listed) / len(listed) if listed else 0.0
