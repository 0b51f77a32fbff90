"""What the numbers of a sentence measure: phrases of the sentence as candidates, judged by learned evidence."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from extract.annotate.quantities.atom import Atom
from extract.annotate.quantities.evidence import Model, model
from extract.annotate.quantities.known import Known, words_of

TOKEN = re.compile(r"[^\W_]+(?:[-‐‑–/'’.+&][^\W_]+)*\+?|[^\s\w]")
BREAKS = frozenset(
    """
    was were is are be been being am had has have having did do does can could may might will would shall should must
    showed shows shown show increased decreased reduced improved declined rose fell reported observed found occurred
    experienced developed received receiving underwent achieved reached compared revealed demonstrated indicated
    remained differed seen noted detected measured assessed evaluated treated given included died recorded obtained
    resulted led led became ranged varied estimated calculated suggested suggests suggest indicate indicates
    and or but while whereas although though however than versus vs as that which who whom whose when where if because
    since after before during between among within at by from into until through over under per via without using
    respectively significantly significant statistically there these those this it they we our its their he she not no
    also only both all each either neither such more most less least higher lower greater smaller longer shorter
    similar approximately about nearly almost however therefore thus moreover furthermore additionally then
    significance overall regarding following based according due
    """.split()
)
"""Words at which a phrase ends."""

JOINS = frozenset("of in for on with to due".split())
"""Words that may join two phrases to one."""

LEADING = frozenset(
    """
    the a an any some other several various mean median average total overall its their our this these that
    those both all observed reported estimated
    """.split()
)
PEOPLE = frozenset(
    """
    patient participant subject people person individual woman man child adult infant group arm cohort case
    control volunteer student nurse physician eye sample population study trial number percentage proportion
    percent
    """.split()
)
GENERAL = frozenset(
    """
    study trial result difference effect analysis data significance value finding table figure change increase
    decrease reduction improvement comparison test group treatment intervention baseline follow time point end
    period week month day year hour model method p ci interval range confidence respect case addition contrast
    fact example
    """.split()
)
HEADS = frozenset(
    """
    score rate level concentration pressure pain mortality survival incidence duration event volume weight
    quality function complication death response recurrence prevalence ratio index count length stay loss
    intake index scale symptom satisfaction infection bleeding nausea vomiting failure success remission
    relapse age sex dose cholesterol glucose activity capacity strength depth intensity frequency consumption
    use adherence compliance failure cost
    """.split()
)
VERBS_OF_HAVING = frozenset(
    """
    had reported experienced developed showed achieved received required underwent suffered reached completed
    with having met were was
    """.split()
)
ALIKE = 0.79
"""Share of words from which a phrase is named like a group."""

JOINED = re.compile(r" (?:in|for|on|with|to) ")
SHORT_FORM = re.compile(r"\b[A-Z][A-Za-z0-9-]*[A-Z0-9]\b")
MOST_WORDS = 9
MOST_CANDIDATES = 40
MOST_JUDGED = 10
"""Phrases of a sentence that are held against each number: the likeliest by themselves."""

LEAST_PROBABILITY = 0.12
"""Probability below which no phrase of the sentence is taken for the outcome."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A candidate: its place and words in the sentence, and the log-odds of what does not depend on the number."""

    start: int
    end: int
    text: str
    first: int
    last: int
    features: dict[str, float]
    carried: bool = False


class Token(NamedTuple):
    """A word or sign of a sentence; `low` in lower case."""

    start: int
    end: int
    low: str


@dataclass
class Outcomes:
    """What a paper is known to measure: the names of its table rows and endpoints, and the outcome said last."""

    names: frozenset[frozenset[str]] = frozenset()
    words: frozenset[str] = frozenset()
    last: str | None = None
    shorts: frozenset[str] = field(default_factory=frozenset)


def tokens_of(text: str) -> list[Token]:
    return [Token(match.start(), match.end(), match[0].lower()) for match in TOKEN.finditer(text)]


def find_phrases(text: str, tokens: Sequence[Token], known: Known, outcomes: Outcomes) -> list[Phrase]:
    """All phrases of a sentence that could name an outcome, and the outcome of the sentence before."""
    chunks: list[tuple[int, int]] = []
    begin: int | None = None
    for place, token in enumerate(tokens):
        stops = _stops(token.low)
        if stops and begin is not None:
            chunks.append((begin, place - 1))
            begin = None
        elif not stops and begin is None:
            begin = place
    if begin is not None:
        chunks.append((begin, len(tokens) - 1))
    spans = list(chunks)
    for size in (1, 2):
        for number in range(len(chunks) - size):
            first, last = chunks[number][0], chunks[number + size][1]
            between = [tokens[place].low for place in range(first, last + 1)]
            joined = all(
                (chunks[at + 1][0] - chunks[at][1] == 2 and tokens[chunks[at][1] + 1].low in JOINS)
                or (chunks[at + 1][0] - chunks[at][1] == 3 and tokens[chunks[at][1] + 1].low == "due")
                for at in range(number, number + size)
            )
            if joined and len(between) <= MOST_WORDS + 3:
                spans.append((first, last))
    phrases = [
        phrase
        for first, last in spans[:MOST_CANDIDATES]
        if (phrase := _phrase(text, tokens, first, last, known, outcomes)) is not None
    ]
    for name, lexicon in (("names_a_known_measure", known.measures), ("names_a_treatment", known.treatments)):
        for mention in lexicon.mentions(text) if lexicon else ():
            for phrase in phrases:
                if phrase.start <= mention.start and mention.end <= phrase.end:
                    phrase.features[name] = 1.0
    if outcomes.last:
        features = {"carried_from_the_sentence_before": 1.0}
        phrases.append(Phrase(-1, -1, outcomes.last, -1, -1, features, carried=True))
    return phrases


@lru_cache(maxsize=16384)
def _stops(word: str) -> bool:
    """Whether a phrase ends at a word: a sign, a number, a verb, a join."""
    return (not word[0].isalnum() and word[0] not in "βαγκ") or word in BREAKS or word in JOINS or word[0].isdigit()


def _phrase(
    text: str, tokens: Sequence[Token], first: int, last: int, known: Known, outcomes: Outcomes
) -> Phrase | None:
    while first < last and tokens[first].low in LEADING:
        first += 1
    if last - first >= MOST_WORDS + 3:
        return None
    printed = text[tokens[first].start : tokens[last].end].replace("\0", "").strip()
    words = words_of(printed)
    if not words or max(map(len, words)) <= 1:
        return None
    before = tokens[first - 1].low if first else ""
    behind = tokens[last + 1].low if last + 1 < len(tokens) else ""
    features = _own_features(printed, known, outcomes)
    if first <= 1:
        features["first_of_the_sentence"] = 1.0
    features |= _features_before(before)
    features |= _features_behind(behind)
    return Phrase(tokens[first].start, tokens[last].end, printed, first, last, features)


@lru_cache(maxsize=4096)
def _features_before(word: str) -> dict[str, float]:
    """What the word before a phrase says of it."""
    return _present(
        {
            "behind_of": word == "of",
            "behind_in": word in ("in", "on", "for"),
            "behind_a_verb_of_having": word in VERBS_OF_HAVING,
        }
    )


@lru_cache(maxsize=4096)
def _features_behind(word: str) -> dict[str, float]:
    """What the word behind a phrase says of it."""
    return _present(
        {
            "before_was_or_were": word in ("was", "were", "is", "are"),
            "before_a_verb": word in BREAKS and word not in ("and", "or", "than", "at", "was", "were"),
            "before_of_or_in": word in JOINS,
            "before_and": word in ("and", "or", ","),
            "before_a_bracket": word in ("(", "["),
        }
    )


def _present(features: Mapping[str, float]) -> dict[str, float]:
    """The features that are not 0."""
    return {name: float(value) for name, value in features.items() if value}


@lru_cache(maxsize=4096)
def _plain_features(printed: str) -> dict[str, float]:
    words = words_of(printed)
    return _present(
        {
            "holds_people": not PEOPLE.isdisjoint(words),
            "is_general": all(word in GENERAL or word in PEOPLE for word in words),
            "holds_a_general_word": not GENERAL.isdisjoint(words),
            "ends_in_the_name_of_a_measure": words[-1] in HEADS,
            "holds_the_name_of_a_measure": not HEADS.isdisjoint(words),
            "one_word": len(words) == 1,
            "two_or_three_words": 2 <= len(words) <= 3,
            "more_than_five_words": len(words) > 5,
            "joined_by_of": " of " in printed,
            "joined_by_in_or_for": JOINED.search(printed) is not None,
            "holds_a_capital_short_form": SHORT_FORM.search(printed) is not None,
        }
    )


def _own_features(printed: str, known: Known, outcomes: Outcomes) -> dict[str, float]:
    words = frozenset(words_of(printed))
    key = words - GENERAL - PEOPLE
    features = dict(_plain_features(printed))
    if key and (shared := key & outcomes.words):
        features["share_of_words_in_table_outcomes"] = len(shared) / len(key)
    if key and words in outcomes.names:
        features["is_a_table_outcome"] = 1.0
    if words & known.arm_words:
        if known.arm_likeness(printed) >= ALIKE:
            features["is_named_like_a_group"] = 1.0
        if known.group_within(printed) is not None:
            features["holds_the_name_of_a_group"] = 1.0
    if printed in outcomes.shorts:
        features["is_a_short_form_of_the_paper"] = 1.0
    return features


KINDS = {"p": "p", "share": "share", "mean_sd": "mean", "test": "test", "dose": "dose", "range": "range"}


def pair_features(text: str, phrase: Phrase, atom: Atom, place: int, numbers: Sequence[int]) -> dict[str, float]:
    """How a phrase stands to a number; `place` is the number's token, `numbers` those of all numbers."""
    kind = KINDS.get(atom.form, "people" if atom.scale == "people" else "time" if atom.scale == "time" else "number")
    if phrase.carried:
        return {f"carried_for_a_{kind}": 1.0}
    ahead = phrase.end <= atom.start
    words_between = place - phrase.last if ahead else phrase.first - place
    low, high = (phrase.end, atom.start) if ahead else (atom.end, phrase.start)
    gap = text[low:high] if low < high else ""
    side = "before" if ahead else "behind"
    found = {f"{side}_the_number": 1.0, f"{side}_a_{kind}": 1.0}
    if words_between <= NEAR:
        found[f"{side}_within_7_words"] = 1.0
        if words_between <= NEXT:
            found[f"{side}_within_3_words"] = 1.0
    elif words_between > FAR:
        found[f"{side}_beyond_15_words"] = 1.0
    first, last = (phrase.last, place) if ahead else (place, phrase.first)
    if any(first < number < last for number in numbers):
        found[f"{side}_with_another_number_between"] = 1.0
    if CLAUSE_END.search(gap):
        found[f"{side}_in_another_clause"] = 1.0
    opened, closed = gap.count("("), gap.count(")")
    if (opened > closed) if ahead else (closed > opened):
        found[f"{side}_in_brackets_of_its_own"] = 1.0
    if len(gap) < LONGEST_VERB and ONLY_VERB.fullmatch(gap):
        found[f"{side}_with_only_a_verb_between"] = 1.0
    if "holds_people" in phrase.features:
        found[f"people_{side}_a_{kind}"] = 1.0
    if "behind_a_verb_of_having" in phrase.features:
        found[f"having_{side}_a_{kind}"] = 1.0
    return found


NEXT, NEAR, FAR = 3, 7, 15
"""Words between a phrase and a number: next to it, near it, far from it."""

LONGEST_VERB = 40
CLAUSE_END = re.compile(r";|,\s(?:while|whereas|but|and)\s|\.\s")
ONLY_VERB = re.compile(r"[\s(]{0,3}(?:\w{1,12}\s){0,2}(?:was|were|is|are|of|=|:|at|to|by)?[\s(=]{0,3}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Named:
    """The outcome of a number, with the probability that it is right and why."""

    outcome: str
    probability: float
    reasons: tuple[str, ...]


def name_outcomes(text: str, atoms: Sequence[Atom], known: Known, outcomes: Outcomes) -> dict[int, Named]:
    """For the place of each number in the list its most likely outcome; a number without one is left out."""
    tokens = tokens_of(text)
    phrases = find_phrases(text, tokens, known, outcomes)
    if not phrases:
        return {}
    judge: Model = model("phrase_is_outcome")
    judged = sorted(((judge.log_odds(phrase.features), phrase) for phrase in phrases), key=lambda each: -each[0])
    base, phrases = [odds for odds, _ in judged[:MOST_JUDGED]], [phrase for _, phrase in judged[:MOST_JUDGED]]
    weight_of = judge.weights.get
    places = [place_of(tokens, atom) for atom in atoms]
    found: dict[int, Named] = {}
    for number, atom in enumerate(atoms):
        best: tuple[float, int, dict[str, float]] | None = None
        for at, phrase in enumerate(phrases):
            if not phrase.carried and phrase.start < atom.end and atom.start < phrase.end:
                continue
            features = pair_features(text, phrase, atom, places[number], places)
            odds = base[at] + sum([weight_of(name, 0.0) for name in features])
            if best is None or odds > best[0]:
                best = (odds, at, features)
        if best is None:
            continue
        whole = {**phrases[best[1]].features, **best[2]}
        sure = judge.probability(whole)
        if sure >= LEAST_PROBABILITY:
            found[number] = Named(phrases[best[1]].text, sure, judge.reasons(whole))
    return found


def place_of(tokens: Sequence[Token], atom: Atom) -> int:
    """The place of the token in which a number begins."""
    return bisect_right(tokens, atom.start, key=lambda token: token.end)
