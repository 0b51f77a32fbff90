"""Words by which an outcome or a group is asked for, and how much each of them tells in one paper."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from extract.model import Paper, quote
from extract.vocabulary import Vocabulary

WORD = re.compile(r"[^\W_]+(?:[’'.][^\W_]+)*")
STOP = frozenset(
    """
    a an the of in on at for to with and or by from as is was were be been after before during than that this
    these those who which patients patient participants participant subjects group groups arm arms mean median
    number rate rates proportion percentage percent total value values score scores level levels study measured
    between among per versus vs until due such like
    """.split()
)
SYNONYMS = (
    ("death", "mortality", "died", "fatal", "deceased"),
    ("remission", "remitted"),
    ("hospitalization", "hospitalisation", "hospital", "admission"),
    ("stay", "los"),
    ("weight", "bw"),
    ("bmi", "body mass index"),
    ("pain", "vas"),
    ("satisfaction", "satisfied"),
    ("infection", "infected"),
    ("adherence", "compliance"),
    ("duration", "length", "time"),
    ("baby", "infant", "newborn", "neonate"),
    ("adverse", "teae", "ae"),
    ("quality", "qol", "hrqol"),
    ("systolic", "sbp"),
    ("diastolic", "dbp"),
    ("haemoglobin", "hemoglobin", "hb"),
    ("relapse", "relapsed", "recurrence", "recurred"),
    ("response", "responder", "responded"),
)
SAME = {word: each[0] for each in SYNONYMS for word in each if " " not in word}


def stem(word: str) -> str:
    """A word without its commonest endings: enough to meet "sedatives" with "sedative".

    >>> stem("sedatives"), stem("complications"), stem("mass"), stem("died")
    ('sedative', 'complication', 'mass', 'death')
    """
    low = word.lower()
    if low in SAME:
        return SAME[low]
    for ending, kept in (("ies", "y"), ("sses", "ss"), ("xes", "x"), ("ches", "ch")):
        if low.endswith(ending) and len(low) > len(ending) + 2:
            low = low[: -len(ending)] + kept
            break
    else:
        if low.endswith("s") and not low.endswith(("ss", "us", "is")) and len(low) > 3:
            low = low[:-1]
    for ending in ("ing", "ed"):
        if low.endswith(ending) and len(low) > len(ending) + 4:
            low = low[: -len(ending)]
            break
    if low.endswith("e") and len(low) > 5 and low[:-1].endswith(("t", "v", "c", "r", "z", "s")):
        return SAME.get(low, low)
    return SAME.get(low, low)


@dataclass(frozen=True)
class Lexis:
    """The telling power of words in one paper, and the paper's abbreviations (short and long stand for each other)."""

    weights: Mapping[str, float]
    longer: Mapping[str, tuple[str, ...]]
    labels: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def group_words(self, label: str) -> frozenset[str]:
        """The words of a group's label, with what the paper says that "group A" was given."""
        found = self.words(label)
        for match in LABEL.finditer(label):
            found |= self.labels.get(match["key"].upper(), frozenset())
        return found

    def words(self, text: str) -> frozenset[str]:
        """The telling words of a phrase, its abbreviations spelt out beside them."""
        found: set[str] = set()
        for match in WORD.finditer(text.replace("-", " ").replace("–", " ")):
            word = match[0]
            if word.lower() not in STOP and (len(word) > 1 or word.isdigit() or word.isupper()):
                found.add(stem(word))
                found.update(self.longer.get(word, ()))
        return frozenset(found)

    def other_label(self, label: str) -> str | None:
        """Of two labelled groups the one that is not meant."""
        keys = {match["key"].upper() for match in LABEL.finditer(label)}
        others = self.labels.keys() - keys
        return f"group {next(iter(others))}" if len(keys) == len(others) == 1 and keys <= self.labels.keys() else None

    def weight(self, words: Iterable[str]) -> float:
        return sum(self.weights.get(word, self.weights[""]) for word in words)

    def covered(self, asked: frozenset[str], *places: tuple[frozenset[str], float]) -> float:
        """The share of the asked words' weight that is met, each word by its best place."""
        whole = self.weight(asked)
        if not whole:
            return 0.0
        met = 0.0
        for word in asked:
            best = max((worth for words, worth in places if word in words or _kin(word, words)), default=0.0)
            met += best * self.weight((word,))
        return met / whole


def _kin(word: str, words: frozenset[str]) -> bool:
    """The same word with another ending ("depressive" and "depression") or with the letter of a note ("BMIZc")."""
    if len(word) > 5 and any(len(other) > 5 and other[:6] == word[:6] for other in words):
        return True
    return len(word) > 2 and any(f"{word}{mark}" in words for mark in "abcdef")


LABEL = re.compile(r"\b(?:groups?|arms?|regimens?|cohorts?)\s(?P<key>[A-H]|[1-6]|I{1,3}|IV)\b", re.IGNORECASE)
DEFINED = re.compile(
    r"\b(?:group|arm|regimen|cohort)\s(?P<key>[A-H]|[1-6]|I{1,3}|IV)\b\s?(?:\(\s?n\s?=\s?\d{1,5}\s?\)\s?)?"
    r"(?:[:=]\s?|\((?!n\s?=\s?\d{1,5}\))(?:n\s?=\s?\d{1,5}\s?[,;]\s?)?|(?:patients\s)?(?:received|receiving|"
    r"(?:was|were) (?:given|treated with|administered)|underwent|consisted of)\s)(?P<text>[^.;:()]{3,110})",
    re.IGNORECASE,
)
"""What a labelled group was given: "group A (irinotecan, capecitabine)", "Group 1 received 50 mg of it"."""

NAMED = re.compile(
    r"(?P<text>[^.;,:()]{3,60})\s\(\s?(?:group|arm|regimen|cohort)\s(?P<key>[A-H]|[1-6]|I{1,3}|IV)\b", re.IGNORECASE
)
OTHER_GROUP = re.compile(
    r"\b(?:and|or|while|whereas|versus|vs)\s(?:the\s)?(?:groups?|arms?|regimens?|cohorts?)\b", re.IGNORECASE
)
NOTE = re.compile(
    r"(?:^|[;.,]\s?)(?P<short>[A-Z][\w/-]{0,9})(?:\sgroups?)?\s?[,:=]\s?(?:the\s)?(?P<long>[A-Za-z][^;,.:=]{3,70})"
)


def make_lexis(paper: Paper, vocabulary: Vocabulary) -> Lexis:
    """Counts in how many rows and sentences each word stands; abbreviations from the field, the text and the notes."""
    longer: dict[str, set[str]] = {}
    for term in vocabulary.terms("measure"):
        for short in term.cased:
            if term.names and len(short) > 1:
                _both_ways(longer, short, term.names[0])
    for short, long, _ in paper.abbreviations:
        _both_ways(longer, short, long)
    for table in paper.tables:
        for note in table.notes:
            for match in NOTE.finditer(quote(paper.text, note)):
                _both_ways(longer, match["short"], match["long"])
    spelt = {short: tuple(sorted(words)) for short, words in longer.items()}
    counts: Counter[str] = Counter()
    units = 0
    for text in _units(paper):
        units += 1
        counts.update({stem(match[0]) for match in WORD.finditer(text)})
    weights = {word: math.log(1 + (units + 1) / (count + 0.5)) for word, count in counts.items()}
    weights[""] = math.log(1 + (units + 1) / 0.5)
    lexis = Lexis(weights, spelt)
    return replace(lexis, labels=_labels(paper, lexis))


def _labels(paper: Paper, lexis: Lexis) -> dict[str, frozenset[str]]:
    """What each labelled group was given, where one of the first definitions of it says so."""
    found: dict[str, frozenset[str]] = {}
    for sentence in paper.sentences:
        text = quote(paper.text, sentence.pieces)
        for match in (*DEFINED.finditer(text), *NAMED.finditer(text)):
            words = lexis.words(OTHER_GROUP.split(match["text"])[0])
            telling = frozenset(word for word in words if not word[0].isdigit())
            if telling:
                found.setdefault(match["key"].upper(), telling)
    shared = frozenset.intersection(*found.values()) if len(found) > 1 else frozenset[str]()
    return {key: words - shared or words for key, words in found.items()}


def _both_ways(longer: dict[str, set[str]], short: str, long: str) -> None:
    words = {stem(match[0]) for match in WORD.finditer(long.replace("-", " ")) if match[0].lower() not in STOP}
    longer.setdefault(short, set()).update(words)


def _units(paper: Paper) -> Iterable[str]:
    for sentence in paper.sentences:
        yield quote(paper.text, sentence.pieces)
    for table in paper.tables:
        for cell in table.cells:
            if cell.role in ("stub", "section", "head"):
                yield cell.span.of(paper.text)
