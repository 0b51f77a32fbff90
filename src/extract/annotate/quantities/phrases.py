"""What the numbers of a sentence measure: phrases of the sentence as candidates, judged by learned evidence."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice, pairwise
from math import log1p
from typing import NamedTuple

from extract.annotate.quantities.atoms import Atom
from extract.annotate.quantities.draft import Draft
from extract.annotate.quantities.evidence import Choice, model, present, word_score
from extract.annotate.quantities.known import Known, words_of
from extract.annotate.quantities.lexicon import is_unit
from extract.text import lazy_re as re
from extract.text.numbers import NUMBER_WORD
from extract.text.words import word_set

TOKEN = re.compile(r"[^\W_]+(?:[-‐‑–/'’.+&][^\W_]+)*\+?|[^\s\w]")
BREAKS = word_set("phrase_ends")
"""Words at which a phrase ends."""

JOINS = frozenset("of in for on with to due".split())
"""Words that may join two phrases to one."""

LEADING = word_set("phrase_leads")
PEOPLE = word_set("who_is_measured")
GENERAL = word_set("names_no_outcome")
NOTHING = word_set("names_nothing_measured")
"""Words of which alone no outcome is made: "the difference between the groups"."""

HEADS = word_set("outcome_heads")
KINDS_OF_MEASURE = word_set("kinds_of_measure")
"""Words that name nothing alone."""

STATISTICS = word_set("of_statistics")
VERBS_OF_HAVING = word_set("verbs_of_having")
ALIKE = 0.79
"""Share of words from which a phrase is named like a group."""

EVENTS = word_set("verbs_of_events")
"""Verbs that make a phrase of their own with what follows: "treated at home", "died", "received further care"."""

NUMBERED = word_set("before_a_level")
"""Words that a number behind them belongs to: "grade 3", "factor 2"."""

NO_TOPIC = re.compile(
    r"results?|discussion|methods?|background|introduction|conclusions?|findings?|abstract|statistic|participants|"
    r"patients|subjects|design|limitations|outcomes?(?: measures?)?$|efficacy|effects? of|sample|main|setting|summary|"
    r"analys[ie]s|baseline|characteristics",
    re.IGNORECASE,
)
"""Headings that name a part of the paper, no outcome."""

WORDED = re.compile(NUMBER_WORD, re.IGNORECASE)
JOINED = {word: f" {word} " for word in ("of", "in", "for", "with", "to", "on")}
SHORT_FORM = re.compile(r"\b[A-Z][A-Za-z0-9-]*[A-Z0-9]\b")
MOST_WORDS = 9
MOST_CANDIDATES = 40
MOST_JUDGED = 10
"""Phrases of a sentence that are held against each number: the likeliest by themselves."""

LEAST_PROBABILITY = 0.12
"""Probability below which no phrase of the sentence is taken for the outcome."""


@dataclass(slots=True)
class Phrase:
    """A candidate: its place and words in the sentence (by characters, by tokens and by stretches without a break), and
    the features that do not depend on the number. What is no stretch of the sentence starts at -1; `source` says what
    it is then.
    """

    start: int
    end: int
    text: str
    first: int
    last: int
    chunks: tuple[int, int]
    features: dict[str, float]
    source: str = ""
    measures: set[str] = field(default_factory=set)


class Token(NamedTuple):
    """A word or sign of a sentence; `low` in lower case."""

    start: int
    end: int
    low: str


@dataclass
class Outcomes:
    """What a paper is known to measure: the names of its table rows and endpoints, and the outcome said last with the
    number that it was said of.
    """

    names: frozenset[frozenset[str]] = frozenset()
    words: frozenset[str] = frozenset()
    last: str | None = None
    number: Draft | None = None
    shorts: frozenset[str] = field(default_factory=frozenset)
    heading: str = ""
    title: frozenset[str] = frozenset()
    features: dict[str, dict[str, float]] = field(default_factory=dict)
    """The features of each phrase in this paper, kept: phrases come again."""


class Sentence:
    """A sentence cut into tokens, stretches without a break and clauses, with the numbers that it prints."""

    def __init__(self, text: str, atoms: Sequence[Atom]) -> None:
        self.text, self.atoms = text, atoms
        self.tokens = [Token(match.start(), match.end(), match[0].lower()) for match in TOKEN.finditer(text)]
        self.chunks = self._cut()
        self.begins = [first for first, _ in self.chunks]
        self.clauses = [match.start() for match in CLAUSE_END.finditer(text)]
        self.respectively = "respectively" in text
        self.places = [bisect_right(self.tokens, atom.start, key=lambda token: token.end) for atom in atoms]
        self.lists = lists_of(self._joined(number) for number in range(1, len(self.chunks)))
        self.series = lists_of(
            atom.form == following.form and 0 <= following.start - max(atom.tail, atom.end) <= LONGEST_JOIN
            for atom, following in pairwise(atoms)
        )

    def _cut(self) -> list[tuple[int, int]]:
        """First and last token of each stretch between words that break."""
        chunks: list[tuple[int, int]] = []
        begin: int | None = None
        taken: set[int] = set()
        for atom in self.atoms:
            if atom.scale not in COUNTED:
                ends = (atom.start, max(atom.tail, atom.end))
                taken.update(range(*(bisect_left(self.tokens, end, key=lambda token: token.start) for end in ends)))
        for place, token in enumerate(self.tokens):
            stops = place in taken or _stops(token.low)
            stops = stops or (place > 0 and self.tokens[place - 1].low.isdigit() and is_unit(token.low))
            if stops and begin is not None:
                chunks.append((begin, place - 1))
                begin = None
            elif not stops and begin is None:
                begin = place
        if begin is not None:
            chunks.append((begin, len(self.tokens) - 1))
        return chunks

    def _joined(self, number: int) -> bool:
        """Whether a stretch goes on a list: only commas and "and" stand before it."""
        between = self.tokens[self.chunks[number - 1][1] + 1 : self.chunks[number][0]]
        return 1 <= len(between) <= 2 and all(token.low in (",", "and", "or", "&") for token in between)

    def spans(self) -> Iterator[tuple[int, int, int, int]]:
        """First and last token, first and last stretch of each candidate: stretches, those joined, events."""
        chunks, tokens = self.chunks, self.tokens
        for at, (first, last) in enumerate(chunks):
            yield first, last, at, at
            for begin, end in self._parts(first, last):
                yield begin, end, at, at
            digit = last + 1 < len(tokens) and tokens[last + 1].low.isdigit()
            if digit and at + 1 < len(chunks) and chunks[at + 1][0] == last + 2:
                yield first, chunks[at + 1][1], at, at + 1
            if digit and (tokens[last].low in NUMBERED or self.text[tokens[last].start : tokens[last].end].isupper()):
                yield first, last + 1, at, at
        for size in (1, 2):
            for at in range(len(chunks) - size):
                first, last = chunks[at][0], chunks[at + size][1]
                if last - first < MOST_WORDS + 3 and all(self._bound(place) for place in range(at, at + size)):
                    yield first, last, at, at + size
        for place, token in enumerate(tokens):
            if token.low in EVENTS:
                at = bisect_right(self.begins, place)
                if at < len(chunks) and chunks[at][0] - place <= MOST_JOINS:
                    yield place, chunks[at][1], at, at

    def _parts(self, first: int, last: int) -> Iterator[tuple[int, int]]:
        """What a stretch is without a participle within it, at its beginning or at its end."""
        ends = [self.tokens[place].low for place in range(first, last + 1)]
        verb = next((first + at for at in range(1, len(ends) - 1) if ends[at].endswith("ed")), None)
        if verb is not None:
            yield first, verb - 1
            yield verb + 1, last
        if len(ends) > 1 and ends[0].endswith(("ed", "ing")):
            yield first + 1, last
        if len(ends) > 1 and ends[-1].endswith("ed"):
            yield first, last - 1

    def _bound(self, at: int) -> bool:
        """Whether a stretch and the next are joined by "of", "in" and the like."""
        between = [token.low for token in self.tokens[self.chunks[at][1] + 1 : self.chunks[at + 1][0]]]
        article = 2 if between[-1] in ARTICLES else 1
        return len(between) <= article + (between[0] == "due") and between[0] in (*JOINS, "due")

    def is_of_another(self, number: int, listed: tuple[int, int]) -> bool:
        """Whether "respectively" gives a member of a list (its place and the list's length) to another number."""
        mine = self.series[number]
        return self.respectively and mine[1] == listed[1] > 1 and mine[0] != listed[0]


ARTICLES = ("a", "an", "the")
COUNTED = ("people", "events", "items")
"""Scales whose units are names: "12 infections"."""

MOST_JOINS = 3
LONGEST_JOIN = 14
"""Characters between two numbers of one series: ", and p = "."""


def lists_of(goes_on: Iterable[bool]) -> list[tuple[int, int]]:
    """For each member its place in its list and the length of that, given whether each but the first goes on."""
    runs: list[list[int]] = [[0]]
    for number, joined in enumerate(goes_on, 1):
        if joined:
            runs[-1].append(number)
        else:
            runs.append([number])
    return [(place, len(run)) for run in runs for place in range(len(run))]


def find_phrases(sentence: Sentence, known: Known, outcomes: Outcomes) -> list[Phrase]:
    """All phrases of a sentence that could name an outcome, the outcome of the sentence before, and the heading."""
    text = sentence.text
    phrases = [
        phrase
        for span in islice(dict.fromkeys(sentence.spans()), MOST_CANDIDATES)
        if (phrase := _phrase(sentence, *span, known, outcomes)) is not None
    ]
    for name, lexicon in (("names_a_known_measure", known.measures), ("names_a_treatment", known.treatments)):
        for mention in lexicon.mentions(text) if lexicon else ():
            for phrase in phrases:
                if phrase.start <= mention.start and mention.end <= phrase.end:
                    phrase.features[name] = 1.0
                    phrase.measures.add(mention.measure)
    if outcomes.last:
        phrases.append(_apart(outcomes.last, "carried", {"carried_from_the_sentence_before": 1.0}))
    if outcomes.heading:
        features = {
            f"heading_{name}": value for name, value in _own_features(outcomes.heading, known, outcomes).items()
        }
        phrases.append(_apart(outcomes.heading, "heading", {"is_the_heading": 1.0, **features}))
    return phrases


def _apart(text: str, source: str, features: dict[str, float]) -> Phrase:
    return Phrase(-1, -1, text, -1, -1, (-1, -1), features, source)


def topic_of(heading: str) -> str:
    """The heading where it may name an outcome, else "".

    >>> topic_of("3.2. Pain scores"), topic_of("Results"), topic_of("Sample size")
    ('Pain scores', '', '')
    """
    plain = re.sub(r"^[\W\d]+|[\W]+$", "", heading)
    return plain if plain and len(plain.split()) <= MOST_WORDS and not NO_TOPIC.match(plain) else ""


@lru_cache(maxsize=16384)
def _stops(word: str) -> bool:
    """Whether a phrase ends at a word: a sign, a number, a verb, a join."""
    signs = not word[0].isalnum() and word[0] not in "βαγκ"
    return signs or word in BREAKS or word in JOINS or word[0].isdigit() or WORDED.fullmatch(word) is not None


def _phrase(
    sentence: Sentence, first: int, last: int, begin: int, end: int, known: Known, outcomes: Outcomes
) -> Phrase | None:
    tokens, text = sentence.tokens, sentence.text
    while first < last and tokens[first].low in LEADING:
        first += 1
    if last - first >= MOST_WORDS + 3:
        return None
    printed = text[tokens[first].start : tokens[last].end].replace("\0", "").strip()
    words = words_of(printed)
    if max(map(len, words), default=0) <= 1 or NOTHING.issuperset(words):
        return None
    before = next(
        (tokens[place].low for place in (first - 1, first - 2) if place >= 0 and tokens[place].low not in ARTICLES), ""
    )
    behind = tokens[last + 1].low if last + 1 < len(tokens) else ""
    features = _own_features(printed, known, outcomes)
    if first <= 1:
        features["first_of_the_sentence"] = 1.0
    low = sentence.tokens[sentence.chunks[begin - 1][1]].end if begin else 0
    if begin == 0 or bisect_right(sentence.clauses, low) != bisect_right(sentence.clauses, tokens[first].start):
        features["first_of_its_clause"] = 1.0
    if tokens[first].low in EVENTS:
        features["begins_with_an_event"] = 1.0
    if sentence.lists[begin][1] > 1:
        features["in_a_list"] = 1.0
    features |= _features_before(before)
    features |= _features_behind(behind)
    return Phrase(tokens[first].start, tokens[last].end, printed, first, last, (begin, end), features)


@lru_cache(maxsize=4096)
def _features_before(word: str) -> dict[str, float]:
    """What the word before a phrase says of it."""
    return present(
        {
            "behind_of": word == "of",
            "behind_in": word in ("in", "on"),
            "behind_for": word == "for",
            "behind_with": word == "with",
            "behind_a_word_of_time": word in WORDS_OF_TIME,
            "behind_a_word_of_comparison": word in ("than", "versus", "vs", "between", "among"),
            "behind_by_or_to": word in ("by", "to", "from", "per"),
            "behind_a_bracket": word in ("(", "["),
            "behind_a_sign": word in (",", ":", ";"),
            "behind_a_verb_of_having": word in VERBS_OF_HAVING,
        }
    )


@lru_cache(maxsize=4096)
def _features_behind(word: str) -> dict[str, float]:
    """What the word behind a phrase says of it."""
    return present(
        {
            "before_was_or_were": word in ("was", "were", "is", "are"),
            "before_a_verb": word in BREAKS and word not in ("and", "or", "than", "at", "was", "were"),
            "before_of_or_in": word in JOINS,
            "before_and": word in ("and", "or", ","),
            "before_a_bracket": word in ("(", "["),
        }
    )


@lru_cache(maxsize=4096)
def _plain_features(printed: str) -> dict[str, float]:
    words = words_of(printed)
    scores = [word_score(word) for word in words]
    return present(
        {
            "holds_people": not PEOPLE.isdisjoint(words),
            "is_general": all(word in GENERAL or word in PEOPLE for word in words),
            "holds_a_general_word": not GENERAL.isdisjoint(words),
            "ends_in_the_name_of_a_measure": words[-1] in HEADS,
            "holds_the_name_of_a_measure": not HEADS.isdisjoint(words),
            "mean_score_of_its_words": round(sum(scores) / len(scores), 2) if scores else 0.0,
            "best_score_of_its_words": max(scores, default=0.0),
            "worst_score_of_its_words": min(scores, default=0.0),
            "score_of_its_last_word": scores[-1] if scores else 0.0,
            "one_word": len(words) == 1,
            "two_or_three_words": 2 <= len(words) <= 3,
            "more_than_five_words": len(words) > 5,
            **{f"joined_by_{word}": joint in printed for word, joint in JOINED.items()},
            "is_only_a_kind_of_measure": all(word in KINDS_OF_MEASURE for word in words),
            "holds_a_word_of_statistics": not STATISTICS.isdisjoint(words),
            "holds_a_capital_short_form": SHORT_FORM.search(printed) is not None,
            **_endings(printed.lower().split()),
        }
    )


def _endings(words: Sequence[str]) -> dict[str, bool]:
    """What the endings of the words tell of a phrase that has swallowed a verb or an adverb."""
    return {
        "begins_in_ed": words[0].endswith("ed"),
        "ends_in_ed": words[-1].endswith("ed"),
        "goes_on_in_ed": any(word.endswith("ed") for word in words[1:-1]),
        "begins_in_ing": words[0].endswith("ing"),
        "ends_in_ing": words[-1].endswith("ing"),
        "holds_an_adverb": any(word.endswith("ly") for word in words),
        "holds_a_word_of_time": any(word.startswith(UNITS_OF_TIME) for word in words),
    }


UNITS_OF_TIME = ("year", "month", "week", "day", "hour", "minute")


@lru_cache(maxsize=4096)
def _words_and_key(printed: str) -> tuple[frozenset[str], frozenset[str]]:
    """The words of a phrase, and those of them that name something."""
    words = frozenset(words_of(printed))
    return words, words - GENERAL - PEOPLE


def _own_features(printed: str, known: Known, outcomes: Outcomes) -> dict[str, float]:
    """What a phrase tells by itself, in its paper, and beside the heading and the outcome before."""
    if printed not in outcomes.features:
        outcomes.features[printed] = _features_in_paper(printed, known, outcomes)
    features = dict(outcomes.features[printed])
    key = _words_and_key(printed)[1]
    if key and outcomes.heading and not key.isdisjoint(words_of(outcomes.heading)):
        features["shares_words_with_the_heading"] = 1.0
    if key and outcomes.last and not key.isdisjoint(words_of(outcomes.last)):
        features["shares_words_with_the_outcome_before"] = 1.0
    return features


def _features_in_paper(printed: str, known: Known, outcomes: Outcomes) -> dict[str, float]:
    words, key = _words_and_key(printed)
    features = dict(_plain_features(printed))
    if key:
        common = sum([known.counts[word] for word in key]) / len(key)
        features["often_in_the_paper"] = round(min(log1p(common), MOST_OFTEN) / MOST_OFTEN, 2)
        features["share_of_words_in_what_is_measured"] = len(key & known.measured) / len(key)
        features["share_of_words_in_captions"] = len(key & known.captions) / len(key)
        if shared := key & outcomes.words:
            features["share_of_words_in_table_outcomes"] = len(shared) / len(key)
        if words in outcomes.names:
            features["is_a_table_outcome"] = 1.0
        if not key.isdisjoint(outcomes.title):
            features["shares_words_with_the_title"] = 1.0
    if words & known.arm_words:
        if known.arm_likeness(printed) >= ALIKE:
            features["is_named_like_a_group"] = 1.0
        if known.group_within(printed) is not None:
            features["holds_the_name_of_a_group"] = 1.0
    if printed in outcomes.shorts:
        features["is_a_short_form_of_the_paper"] = 1.0
    return features


MOST_OFTEN = 5.0
WORDS_OF_TIME = word_set("words_of_time")
KINDS = {"p": "p", "share": "share", "mean_sd": "mean", "test": "test", "dose": "dose", "range": "range"}


def pair_features(sentence: Sentence, phrase: Phrase, number: int, measure: str) -> dict[str, float]:
    """How a phrase stands to a number, given by its place among those of the sentence; `measure` is its known one."""
    atom, text = sentence.atoms[number], sentence.text
    kind = KINDS.get(atom.form, "people" if atom.scale == "people" else "time" if atom.scale == "time" else "number")
    if phrase.source:
        return {f"{phrase.source}_for_a_{kind}": 1.0}
    ahead = phrase.end <= atom.start
    low, high = (phrase.end, atom.start) if ahead else (atom.end, phrase.start)
    gap = text[low:high] if low < high else ""
    side = "before" if ahead else "behind"
    found = {f"{side}_the_number": 1.0, f"{side}_a_{kind}": 1.0, **_distance(sentence, phrase, number, side)}
    if bisect_right(sentence.clauses, low) != bisect_right(sentence.clauses, high):
        found[f"{side}_in_another_clause"] = 1.0
    elif "first_of_its_clause" in phrase.features:
        found[f"{side}_as_the_first_of_the_clause"] = 1.0
        found[f"{side}_as_the_first_of_the_clause_of_a_{kind}"] = 1.0
    opened, closed = gap.count("("), gap.count(")")
    if (opened > closed) if ahead else (closed > opened):
        found[f"{side}_in_brackets_of_its_own"] = 1.0
    if len(gap) < LONGEST_VERB and ONLY_VERB.fullmatch(gap):
        found[f"{side}_with_only_a_verb_between"] = 1.0
    if f"{side}_within_3_words" in found:
        found[f"{side}_within_3_words_of_a_{kind}"] = 1.0
    if "holds_people" in phrase.features:
        found[f"people_{side}_a_{kind}"] = 1.0
    if "behind_a_verb_of_having" in phrase.features:
        found[f"having_{side}_a_{kind}"] = 1.0
    if measure in phrase.measures:
        found["names_the_measure_bound_to_the_number"] = 1.0
    mine, own = sentence.series[number], sentence.lists[phrase.chunks[0]]
    if mine[1] == own[1] > 1:
        found["in_the_order_of_the_numbers" if mine[0] == own[0] else "out_of_the_order_of_the_numbers"] = 1.0
    return found


def _distance(sentence: Sentence, phrase: Phrase, number: int, side: str) -> dict[str, float]:
    """How far a phrase stands from a number, in words, phrases and other numbers."""
    place, ahead = sentence.places[number], side == "before"
    found: dict[str, float] = {}
    words = place - phrase.last if ahead else phrase.first - place
    if words <= NEAR:
        found[f"{side}_within_7_words"] = 1.0
        if words <= NEXT:
            found[f"{side}_within_3_words"] = 1.0
            if words <= 1:
                found[f"{side}_next_to_the_number"] = 1.0
    elif words > FAR:
        found[f"{side}_beyond_15_words"] = 1.0
    at = bisect_right(sentence.begins, place)
    others = at - 1 - phrase.chunks[1] if ahead else phrase.chunks[0] - at
    found[f"{side}_with_{min(max(others, 0), MOST_OTHERS)}_phrases_between"] = 1.0
    first, last = (phrase.last, place) if ahead else (place, phrase.first)
    if bisect_left(sentence.places, last) > bisect_right(sentence.places, first):
        found[f"{side}_with_another_number_between"] = 1.0
    return found


MOST_OTHERS = 3
NEXT, NEAR, FAR = 3, 7, 15
"""Words between a phrase and a number: next to it, near it, far from it."""

LONGEST_VERB = 40
CLAUSE_END = re.compile(r";|,\s(?:while|whereas|but|and)\s|\.\s")
ONLY_VERB = re.compile(r"[\s(]{0,3}(?:\w{1,12}\s){0,2}(?:was|were|is|are|of|=|:|at|to|by)?[\s(=]{0,3}", re.IGNORECASE)


def derived_names(sentence: Sentence, number: int, draft: Draft, known: Known) -> Iterator[Phrase]:
    """What the unit of a number and the words beside it make it: a dose, an age, a duration, a sample size."""
    atom, text = sentence.atoms[number], sentence.text
    if draft.measure == "sample_size" or atom.scale == "people":
        yield _apart("sample size", "size", _size_features(text, atom, draft))
    if atom.scale in ("dose", "mass", "volume") or (atom.unit or "").endswith("/kg"):
        drugs = known.treatments.mentions(text) if known.treatments else ()
        near = min(drugs, key=lambda drug: abs(drug.start - atom.end), default=None)
        close = near is not None and -NEAR_DRUG <= near.start - atom.end <= NEAR_DRUG
        name = f"{text[near.start : near.end]} dose" if near and close else "dose"
        features = {"is_a_dose": 1.0, "is_a_dose_beside_a_drug": float(close), f"is_a_dose_of_a_{draft.role}": 1.0}
        yield _apart(name, "dose", features)
    around = text[max(0, atom.start - AROUND) : atom.end + AROUND] if atom.scale in ("time", "") else ""
    if AGE.search(around):
        years = float(atom.scale == "time")
        yield _apart("age", "age", {"is_an_age": 1.0, "is_an_age_in_years": years, f"is_an_age_of_a_{draft.role}": 1.0})
    elif atom.scale == "time" and DURING.search(text, max(0, atom.start - AROUND), atom.start):
        name = "follow-up duration" if FOLLOWED.search(around) else "treatment duration"
        yield _apart(name, "duration", {"is_a_duration": 1.0, f"is_a_duration_of_a_{draft.role}": 1.0})


def _size_features(text: str, atom: Atom, draft: Draft) -> dict[str, float]:
    """What speaks for a count of people being the size of a sample, and not of those to whom something happened."""
    tail = max(atom.tail, atom.end)
    before, behind = text[max(0, atom.start - AROUND) : atom.start], text[tail : tail + AROUND]
    return present(
        {
            "is_a_sample_size": draft.measure == "sample_size",
            "is_a_count_of_people": True,
            f"is_a_count_in_a_{draft.role}": True,
            "with_a_verb_of_enrolling": ENROLS.search(text) is not None,
            "behind_the_sign_n": atom.name == "n",
            "with_a_share_of_people": atom.form == "share" or atom.count is not None,
            "before_a_verb_of_enrolling": ENROLS.search(behind) is not None,
            "shortly_behind_a_verb_of_enrolling": ENROLS.search(before) is not None,
            "before_what_happened": HAPPENED.match(behind) is not None,
            "behind_in_or_by": IN_OR_BY.search(before) is not None,
            "before_with_or_in": WITH_OR_IN.match(behind) is not None,
            "small": atom.value is not None and atom.value <= FEW,
        }
    )


FEW = 10
HAPPENED = re.compile(
    r"\W{0,3}(?:who\s)?(?:(?:had|have|has|were|was|did|also|not|later|subsequently)\s){0,3}(?:died|dropp|withdr|"
    r"discontinu|experienc|develop|exclud|lost|declin|refus|report|show|achiev|respon|relaps|requir|request|present|"
    r"suffer|us(?:ed|ing)\b|had\b|a\b|an\b|no\b)",
    re.IGNORECASE,
)
"""Behind a count of people to whom something happened: "died", "were excluded", "had a"."""

IN_OR_BY = re.compile(r"\b(?:in|by|from|for|occurred|observed|seen)\s(?:only\s|the\s)?$", re.IGNORECASE)
WITH_OR_IN = re.compile(r"\W{0,2}(?:with|in|received|receiving|from|per|each|of)\b", re.IGNORECASE)
AROUND, NEAR_DRUG = 30, 25
"""Characters beside a number in which words tell what it is."""

ENROLS = re.compile(
    r"\b(?:random|assign|allocat|enrol|recruit|includ|participa|divid|complet|analy[sz]|sample)", re.IGNORECASE
)
AGE = re.compile(r"\bag(?:e[ds]?|ing)\b|\byears?[- ](?:old|of age)\b|\b(?:older|younger) than\b", re.IGNORECASE)
DURING = re.compile(r"\b(?:for|over|lasted|lasting|during)\s(?:\w+\s){0,2}$", re.IGNORECASE)
FOLLOWED = re.compile(r"\bfollow", re.IGNORECASE)


Candidate = tuple[float, Phrase, dict[str, float]]
"""A phrase with its log-odds, and the features of it and a number together."""


def candidates_of(
    sentence: Sentence, drafts: Sequence[Draft], known: Known, outcomes: Outcomes, most: int | None = MOST_JUDGED
) -> list[list[Candidate]]:
    """For each number its candidates among the `most` likeliest phrases (None: among all)."""
    judge = model("phrase_is_outcome")
    phrases = find_phrases(sentence, known, outcomes)
    judged = [(judge.log_odds(phrase.features), phrase) for phrase in phrases]
    judged = sorted(judged, key=lambda scored: -scored[0])[:most]
    weight_of = judge.weights.get
    found: list[list[Candidate]] = []
    for number, atom in enumerate(sentence.atoms):
        own = []
        derived = derived_names(sentence, number, drafts[number], known)
        for odds, phrase in (*judged, *((judge.log_odds(phrase.features), phrase) for phrase in derived)):
            if 0 <= phrase.start < atom.end and atom.start < phrase.end:
                continue
            if not phrase.source and sentence.is_of_another(number, sentence.lists[phrase.chunks[0]]):
                continue
            features = pair_features(sentence, phrase, number, drafts[number].measure)
            whole = odds + sum([weight_of(name, 0.0) for name in features])
            own.append((whole, phrase, features))
        found.append(own)
    return found


def name_outcomes(candidates: Sequence[Sequence[Candidate]]) -> dict[int, Choice]:
    """For the place of each number in the list its most likely outcome; a number without one is left out."""
    judge = model("phrase_is_outcome")
    found: dict[int, Choice] = {}
    for number, own in enumerate(candidates):
        if own:
            odds, phrase, features = max(own, key=lambda candidate: candidate[0])
            sure = judge.chosen(odds, [candidate[0] for candidate in own])
            if sure >= LEAST_PROBABILITY:
                found[number] = Choice(phrase.text, sure, judge.reasons({**phrase.features, **features}))
    return found
