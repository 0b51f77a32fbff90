"""Which group of people a number in running text belongs to: the groups that a sentence names, and its form."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from extract.annotate.quantities.atoms import Atom
from extract.annotate.quantities.draft import FormGroup, Thread
from extract.annotate.quantities.evidence import Choice, model, present
from extract.annotate.quantities.known import Known, key_of
from extract.annotate.quantities.lexicon import Lexicon
from extract.annotate.quantities.phrases import ALIKE, KINDS, Sentence, lists_of
from extract.annotate.quantities.series import Series
from extract.model import Arm
from extract.text import lazy_re as re

GROUP_NOUN = (
    r"(?:groups?|arms?|cohorts?|alone|only|monotherapy|therapy|treatment|placebo|controls?|surgery|"
    r"resection|patients)"
)
TOKEN = r"[“\"'‘]?[^\W_][\w+/®'’”\".-]{0,24}"
BEHIND = re.compile(
    rf"[\s\0)\]%,$]{{0,4}}(?:(?:months?|years?|days|patients|cases|rates?)\s)?(?:for|in|with|among|of|"
    rf"after|following|on|under|from|by|to)\s"
    rf"(?:(?:the|those|patients|participants|subjects|cases|women|men|children|who|were|in|with|to|"
    rf"assigned|randomi[sz]ed|allocated|receiving|received|treated|given|undergoing)\s){{0,5}}"
    rf"(?P<arm>{TOKEN}(?:\s(?:\+\s)?{TOKEN}){{0,6}}?)"
    rf"(?=\s?(?:[,;:()\[\]$\0]|\.(?:\s|$)|$|\b(?:versus|vs|compared|respectively|than|while|whereas|who|"
    rf"was|were|had|but|for|at \d|\d|and (?:\d|\0|in\b)|[pP]\s?[=<])))",
    re.IGNORECASE,
)
LETTER = r"(?:groups?|arms?|cohorts?)\s(?:[A-Ha-h]|[1-6]|I{1,3}|IV|i{1,3}|iv)"
LETTERED = re.compile(LETTER)
"""A group by letter or number: "group A"."""

PARENTHESIS = re.compile(rf"\s?\(\s?(?:the\s)?(?P<arm>[A-Z]{TOKEN}(?:\s(?:\+\s)?{TOKEN}){{0,4}})\s?(?:alone|only)?\)")
COLON = re.compile(rf"(?:^|[(;,.]\s?|\b(?:and|versus|vs\.?)\s)(?P<arm>{TOKEN}(?:[ ]{TOKEN}){{0,5}})\s?:\s?$")
RECEIVED = re.compile(
    rf"\s(?:patients\s|participants\s|subjects\s)?(?:who\s)?(?:received|receiving|underwent|undergoing|"
    rf"were treated with|treated with|were (?:assigned|randomi[sz]ed|"
    rf"allocated) to)\s(?:the\s)?(?P<arm>{TOKEN}(?:\s{TOKEN}){{0,5}}?)(?=\s?(?:[,;.()]|$|\band \d|\bfor\b|"
    rf"\bin\b|\bversus\b))"
)
SUBJECT = re.compile(
    rf"^\W{{0,4}}(?:\w{{1,20}},\s)?(?:In|For|Among|With|Within|The|Patients in|Those in|"
    rf"Participants in)\s(?:the\s)?(?P<arm>{LETTER}|{TOKEN}(?:\s{TOKEN}){{0,5}}?\s(?:group|arm|cohort))\b"
)
REJECTED = re.compile(
    r"^(?:\d|(?:groups?|arms?|patients)$|all\b|both\b|each\b|either\b|this|these|our|total|case|baseline|year|month|week|day|least|"
    r"order|addition|study|general|"
    r"which|whom|table|fig|terms|line|contrast|comparison|any\b|one\b|two\b|three\b|the (?:entire|whole|"
    r"overall)|entire|median|mean|identify|predict|select|reduce|increase|improve|achieve|conversion)",
    re.IGNORECASE,
)
RESPECTIVELY = re.compile(
    rf"\b(?:for|in|with|between|among|after)\s(?:the\s|patients\s(?:with|"
    rf"in)\s(?:the\s)?)?(?P<one>{TOKEN}(?:\s{TOKEN}){{0,4}}?)\s(?:and|or|versus|"
    rf"vs\.?)\s(?:the\s)?(?P<two>{TOKEN}(?:\s{TOKEN}){{0,5}}?)(?=\s?(?:[,;.()]|$|were\b|was\b|had\b|respectively))"
)

JOINED = re.compile(
    r"\s?(?:\([A-Z0-9/+-]{2,12}\)\s)?(?:\+|/|→|-|plus|and|with|combined with|in combination with|"
    r"followed by|prior to|after|then)?\s?(?:concurrent |adjuvant |subsequent |sequential )?",
    re.IGNORECASE,
)
GROUP_BEHIND = re.compile(r"[ -](?:groups?|arms?|alone|only|monotherapy)\b")


class Groups:
    """The arms of a paper, found by any of their printed names, and treatments by the vocabulary's."""

    def __init__(self, arms: Sequence[Arm], treatments: Lexicon | None = None) -> None:
        self.treatments = treatments
        self.sizes = {" ".join(name.lower().split()): arm.n for arm in arms for name in arm.names}
        names = sorted(self.sizes, key=len, reverse=True)
        self.pattern = (
            re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)", re.IGNORECASE) if names else None
        )

    def is_group(self, phrase: str) -> bool:
        """A known arm, or words that name a group or a treatment."""
        plain = " ".join(phrase.lower().split()).strip(" .,-")
        if REJECTED.match(plain) or len(plain) < 2:
            return False
        if plain in self.sizes or LETTERED.fullmatch(plain) or re.search(rf"\b{GROUP_NOUN}$", plain):
            return True
        return bool(re.search(r"\b[A-Z]{2,}[\w-]*\b", phrase)) or bool(self.pattern and self.pattern.search(phrase))

    def mentions(self, text: str, start: int, end: int) -> list[str]:
        """Known arms named in a stretch, in the order of their last naming."""
        if self.pattern is None:
            return []
        return _last_named([match[0] for match in self.pattern.finditer(text, start, end)])

    def treated(self, text: str, start: int, end: int) -> list[str]:
        """Treatments named in a stretch, those joined by "plus" or "with" as one, by last naming."""
        if self.treatments is None:
            return []
        phrases: list[tuple[int, int]] = []
        for mention in self.treatments.mentions(text[start:end]):
            low, high = start + mention.start, start + mention.end
            if phrases and JOINED.fullmatch(text, phrases[-1][1], low):
                phrases[-1] = (phrases[-1][0], high)
            else:
                phrases.append((low, high))
        found = []
        for low, high in phrases:
            word = GROUP_BEHIND.match(text, high)
            found.append(text[low : word.end() if word else high])
        return _last_named(found)

    def behind(self, text: str, at: int) -> str | None:
        """The group named straight behind a number."""
        for pattern in (PARENTHESIS, BEHIND, RECEIVED):
            match = pattern.match(text, at)
            if match and self.is_group(match["arm"]):
                return tidy(match["arm"])
        return None

    def label(self, text: str, at: int) -> str | None:
        """The group printed with a colon straight before a number: "SBRT group: 80 cases"."""
        match = COLON.search(text[max(0, at - 70) : at]) if ":" in text[max(0, at - 2) : at] else None
        return tidy(match["arm"]) if match and self.is_group(match["arm"]) else None

    def subject(self, text: str) -> str | None:
        """The group that a sentence is about: "In the SBRT group, ..."."""
        match = SUBJECT.match(text)
        return tidy(match["arm"]) if match and self.is_group(match["arm"]) else None

    def pair(self, text: str, at: int) -> tuple[str, str] | None:
        """Two groups named behind a pair of numbers: "in the A and B groups, respectively"."""
        match = RESPECTIVELY.search(text, at, min(len(text), at + 160))
        if match and match.start() - at < 25 and self.is_group(match["two"]):
            return tidy(match["one"]), tidy(match["two"])
        return None


def _last_named(names: list[str]) -> list[str]:
    """Each name once, in the order of the last places."""
    return list(reversed(dict.fromkeys(reversed(names))))


def tidy(phrase: str) -> str:
    """Without an article before and a dash behind."""
    return re.sub(r"^(?:[Tt]he|an?)\s", "", phrase.strip(" .,-“”\"‘’'"))


COMPARING = re.compile(r"\b(?:than|vs\.?|versus|compar(?:ed|ing)|and|or|over)\b", re.IGNORECASE)

AGAINST = re.compile(r"[^;.]{0,120}?\b(?:compared (?:with|to)|than|versus)\b", re.IGNORECASE)


def arms_of(
    text: str, atoms: Sequence[Atom], series: Sequence[Series], groups: Groups, thread: Thread
) -> dict[int, FormGroup]:
    """Arm and comparator of every number in a series."""
    arms: dict[int, FormGroup] = {}
    subject = groups.subject(text) or None
    done: set[int] = set()
    for index, listed in enumerate(series):
        if index in done:
            continue
        partner = next((other for other in range(index + 1, len(series)) if series[other].against == index), None)
        last = atoms[listed.places[-1]]
        own = groups.behind(text, last.tail) or groups.label(text, atoms[listed.places[0]].start)
        if partner is not None:
            done.add(partner)
            other = groups.behind(text, atoms[series[partner].places[-1]].tail) or groups.label(
                text, atoms[series[partner].places[0]].start
            )
            first, second = _pair(text, listed, atoms, own, other, groups, thread)
            form = "beside_a_pair" if own or other else "for_a_pair"
            arms |= dict.fromkeys(listed.places, FormGroup(first, second, form))
            arms |= dict.fromkeys(series[partner].places, FormGroup(second, first, form))
        elif len(listed.places) == 2 and (pair := groups.pair(text, last.tail)):
            arms[listed.places[0]] = FormGroup(*pair, "behind_two_numbers")
            arms[listed.places[1]] = FormGroup(pair[1], pair[0], "behind_two_numbers")
        else:
            form = "beside" if own else "as_the_subject" if subject else "as_the_last_treatment"
            own = own or subject or _last_treated(text, atoms[listed.places[0]], groups)
            arms |= dict.fromkeys(listed.places, FormGroup(own, None, form))
    return arms


def _last_treated(text: str, atom: Atom, groups: Groups) -> str | None:
    """The treatment named last before a number that tells of its outcome."""
    if atom.scale in ("people", "length", "ratio") and atom.count is None:
        return None
    named = groups.treated(text, 0, atom.start)
    return named[-1] if named else None


def _pair(
    text: str, listed: Series, atoms: Sequence[Atom], own: str | None, other: str | None, groups: Groups, thread: Thread
) -> tuple[str | None, str | None]:
    """The two arms of a comparison: named beside the numbers, else the two named before them, else the paragraph's."""
    start = atoms[listed.places[0]].start
    if own is None and other is None:
        own, other = _named_before(text, start, atoms[listed.places[-1]].tail, groups) or thread.arms
    elif own is None:
        named = groups.mentions(text, 0, start) or groups.treated(text, 0, start)
        own = next((name for name in reversed(named) if name.lower() != (other or "").lower()), None)
    if own and other:
        thread.arms = (own, other)
    return own, other


def _named_before(text: str, start: int, end: int, groups: Groups) -> tuple[str | None, str | None] | None:
    """The groups of two numbers that name none: "A was better than B (x vs. y)", "better with A (x vs. y)"."""
    named = groups.mentions(text, 0, start)
    if len(named) < 2:
        named = groups.treated(text, 0, start)
    if not named:
        return None
    last, first = named[-1], next((name for name in reversed(named) if name.lower() != named[-1].lower()), None)
    if first and COMPARING.search(text, text.rfind(first, 0, start) + len(first), text.rfind(last, 0, start)):
        return first, last
    behind = AGAINST.match(text, end)
    others = groups.treated(text, behind.end(), min(len(text), behind.end() + 60)) if behind else []
    return last, others[0] if others else first if COMPARING.search(text, 0, start) else None


DIRECT_BEFORE = re.compile(r"\s?(?:groups?|arms?)?\s?[:=,(\[]{0,2}\s?(?:n\s?=\s?|[pP]\s?)?")
DIRECT_BEHIND = re.compile(
    r"[\s)\]%,]{0,4}(?:\w{1,14}\s){0,2}?(?:in|for|of|on|with|among|received|receiving|treated with|given|taking|;|"
    r"\()\s?(?:the\s|those\s|patients\s|participants\s|women\s|in\s|on\s|with\s|who\s|received\s|receiving\s){0,4}",
    re.IGNORECASE,
)
COMPARES = re.compile(
    r"\b(?:than|versus|vs\.?|compared (?:with|to)|over|relative to|against|from)\s(?:\w+\s){0,4}$", re.IGNORECASE
)
ALL_GROUPS = re.compile(
    r"\b(?:between|both|all|two|three|four|either|each|across)\s(?:\w+\s){0,3}(?:groups?|arms?)\b|\boverall\b",
    re.IGNORECASE,
)
GENERIC_GROUPS = re.compile(
    r"\b(?:placebo|controls?|intervention|experimental|treatment|study|sham|usual care|standard care|vehicle)"
    r"(?:[- ](?:group|arm|treated patients|treated|patients|group patients))\b|\bplacebo\b|"
    r"\b(?:controls|(?:fe)?males)\b|(?<=\d )(?:control|intervention)(?=\s?[,;)])",
    re.IGNORECASE,
)
GENERIC = GENERIC_GROUPS.fullmatch
UNKNOWN = re.compile(
    r"\b(?:the|in|and|vs\.?|versus|than)\s(?!(?:the|both|two|three|four|all|same|other|whole|entire|study|different|age|sub|each|"
    r"either|in|and|of)\b)(?P<name>(?:[^\W_][\w/.-]*\s)?(?:[^\W_][\w/.-]*\s)?[^\W_][\w/.-]*\s(?:group|arm|condition))\b",
    re.IGNORECASE,
)
"""A group that nothing else of the paper names: "the mechanism of action condition"."""

ADDED_BEFORE = re.compile(r"(?<![\w+-])[^\W_][\w.-]*(?:\s\d+)?\s?\+\s?$")
ADDED_BEHIND = re.compile(r"\s?\+\s?(?!/)[^\W\d_][\w-]*")
"""What a name is joined to by a plus: "FU + cisplatin"."""

NAME = (
    r"(?!(?:the|both|all|two|three|four|these|other|different|study|treatment)\b)[\w+./-]{1,20}"
    r"(?: (?:mg|g|µg|ml|IU|%))?"
)
PAIRED = re.compile(
    rf"\b(?:in|for|of|among)\s(?:the\s)?(?P<one>{NAME})\s(?:and|versus|vs\.?)\s(?:the\s)?(?P<two>{NAME})\s"
    r"(?:treatment\s|dose\s|study\s)?(?:groups|arms)\b",
    re.IGNORECASE,
)
"""Two groups with their word once: "in the 5 mg and 10 mg treatment groups", not "in the two groups"."""
NUMBERED = r"(?:[A-Z]{1,3}\d?|\d{1,2}|I{1,3}V?)"
LISTED = re.compile(
    rf"\b[Gg]roups\s(?P<names>{NUMBERED}(?:\s?(?:,\s?and|,|and|or|vs\.?|versus|/|&)\s?{NUMBERED})+)(?![\w%]|[.-]\w)"
)
"""Groups told by numbers or letters: "in groups 1, 2 and 3", not "in groups of 2 and 3"."""
ONE_OF_THEM = re.compile(rf"\b{NUMBERED}\b")
FOR_A_GROUP = 1.2
"""How much a group is preferred to none: of papers left out as many are right as at 1, and 5 in 100 more are filled."""

ESTIMATES = frozenset("HR OR RR MD SMD WMD IRR PR RD ratio".split())
BETWEEN = re.compile(r"\bdifferen|\bcompar|\bbetween\b", re.IGNORECASE)
AND = re.compile(
    r"[\s,]{0,2}(?:and|or|vs\.?|versus|,|than|compared (?:with|to))?\s?(?:the\s|in\s|for\s|with\s|those\s){0,3}",
    re.IGNORECASE,
)
"""Between two groups of one list."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A group named in a sentence."""

    start: int
    end: int
    name: str
    compared: bool
    listed: tuple[int, int] = (0, 1)
    """Its place in its list of groups, and how many those are."""


@lru_cache(maxsize=256)
def _pattern(known: Known) -> re.Pattern[str] | None:
    names = sorted({name for name in known.printed.values() if len(name) > 1}, key=len, reverse=True)
    if not names:
        return None
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, names))})(?![\w])", re.IGNORECASE)


def find_groups(text: str, known: Known) -> list[Mention]:
    """Known groups, and generic ones ("the control group"), in text order, none within another."""
    found: dict[tuple[int, int], str] = {}
    for start, end, lead in _places_of_groups(text, known):
        if not any(low < end and start < high for low, high in found):
            found[start, end] = lead
    mentions: list[Mention] = []
    for (start, end), lead in sorted(found.items()):
        start, end = _with_added(text, start, end)
        if mentions and start < mentions[-1].end:
            continue
        word = re.match(r"[ -](?:groups?|arms?)\b", text[end:])
        tail = " group" if word and "arm" not in word[0] else " arm" if word else ""
        compared = bool(COMPARES.search(text[:start]))
        mentions.append(Mention(start, end + (word.end() if word else 0), lead + text[start:end] + tail, compared))
    joined = (AND.fullmatch(text, mention.end, after.start) is not None for mention, after in pairwise(mentions))
    return [replace(mention, listed=place) for mention, place in zip(mentions, lists_of(joined), strict=False)]


def _places_of_groups(text: str, known: Known) -> Iterator[tuple[int, int, str]]:
    """Where a text may name a group, the surest forms first, with what its name lacks before it."""
    pattern = _pattern(known)
    for form in (pattern, GENERIC_GROUPS):
        for match in form.finditer(text) if form else ():
            yield *match.span(), ""
    for match in PAIRED.finditer(text) if "groups" in text or "arms" in text else ():
        yield *match.span("one"), ""
        yield *match.span("two"), ""
    for match in LISTED.finditer(text) if "roups " in text else ():
        for name in ONE_OF_THEM.finditer(text, *match.span("names")):
            yield *name.span(), "group "
    for match in UNKNOWN.finditer(text) if "group" in text or "arm" in text or "condition" in text else ():
        yield *match.span("name"), ""


def _with_added(text: str, start: int, end: int) -> tuple[int, int]:
    """The place of a name with what a plus joins to it."""
    if "+" in text:
        before, behind = ADDED_BEFORE.search(text, 0, start), ADDED_BEHIND.match(text, end)
        return before.start() if before else start, behind.end() if behind else end
    return start, end


@lru_cache(maxsize=64)
def _means_all_groups(text: str) -> bool:
    """Whether a sentence speaks of all groups; kept, since each number and group of a sentence asks."""
    return ALL_GROUPS.search(text) is not None


def mention_features(
    sentence: Sentence, mentions: Sequence[Mention], at: int, number: int, measure: str, by_form: FormGroup
) -> dict[str, float]:
    """How a mention stands to a number of known measure; `told` is the group that the form of the sentence gives it."""
    text, atoms = sentence.text, sentence.atoms
    mention, atom = mentions[at], atoms[number]
    kind = KINDS.get(atom.form, "people" if atom.scale == "people" else "number")
    ahead = mention.end <= atom.start
    side = "before" if ahead else "behind"
    low, high = (mention.end, atom.start) if ahead else (max(atom.tail, atom.end), mention.start)
    gap = text[low:high]
    words = len(gap.split())
    same = key_of(mention.name)
    between = [other for other in mentions if other is not mention and low <= other.start < high]
    crossed = any(other is not atom and low <= other.start < high for other in atoms)
    mine, own = sentence.series[number], mention.listed
    aligned = mine[1] == own[1] > 1
    by_this_form = by_form.arm is not None and key_of(by_form.arm) == same
    before = [place for place in sentence.clauses if place < mention.start]
    clause = before[-1] + 1 if before else 0
    tail = max(atom.tail, atom.end)
    others = [other for other in mentions if key_of(other.name) != same]
    names = {key_of(other.name) for other in mentions}
    pair = len(names) == 2 and mine[1] == 2
    first = key_of(mentions[0].name) == same
    found = {
        f"{side}_the_number": True,
        f"{side}_a_{kind}": True,
        f"{side}_within_3_words": words <= 3,
        f"{side}_beyond_10_words": words > 10,
        "directly_before": ahead and DIRECT_BEFORE.fullmatch(gap) is not None,
        "directly_behind": not ahead and DIRECT_BEHIND.fullmatch(gap) is not None,
        "in_the_bracket_behind": not ahead
        and gap.count("(") + gap.count("[") <= gap.count(")") + gap.count("]")
        and words <= 6
        and not crossed,
        f"{side}_with_another_number_between": crossed,
        f"{side}_with_another_group_between": any(key_of(other.name) != same for other in between),
        f"{side}_in_another_clause": bisect_right(sentence.clauses, low) != bisect_right(sentence.clauses, high),
        "compared_with": mention.compared,
        "in_the_order_of_the_numbers": aligned and mine[0] == own[0],
        BY_RESPECTIVELY: aligned and mine[0] == own[0] and "respectively" in text,
        "out_of_the_order": aligned and mine[0] != own[0],
        "one_of_a_list_for_a_number_alone": own[1] > 1 and mine[1] == 1,
        "the_only_group_named": len(names) == 1,
        "the_only_group_for_a_p": len(names) == 1 and kind == "p",
        "the_first_group_named": at == 0,
        "all_groups_are_meant": _means_all_groups(text),
        "groups_are_compared": BETWEEN.search(text) is not None,
        "for_an_estimate": measure in ESTIMATES,
        "for_a_p_or_a_test": kind in ("p", "test"),
        "has_the_word_group": mention.name.endswith((" group", " arm")),
        "a_general_name": GENERIC(mention.name) is not None,
        "told_by_the_form": by_this_form,
        f"told_{by_form.form}": by_this_form,
        "another_is_told_by_the_form": by_form.arm is not None and not by_this_form,
        f"another_is_told_{by_form.form}": by_form.arm is not None and not by_this_form,
        f"{side}_with_a_comparison_between": COMPARISON.search(gap) is not None,
        f"{side}_as_the_first_words_of_the_sentence": FIRST_WORDS.fullmatch(text[: mention.start]) is not None,
        f"{side}_as_the_first_words_of_the_clause": FIRST_WORDS.fullmatch(text[clause : mention.start]) is not None,
        f"directly_before_a_{kind}": ahead and DIRECT_BEFORE.fullmatch(gap) is not None,
        "another_is_directly_before": any(DIRECT_BEFORE.fullmatch(text, group.end, atom.start) for group in others),
        "another_is_directly_behind": any(DIRECT_BEHIND.fullmatch(text, tail, group.start) for group in others),
        "one_of_two_groups_in_the_order_of_a_pair": pair and first == (mine[0] == 0),
        "one_of_two_groups_out_of_the_order_of_a_pair": pair and first != (mine[0] == 0),
        "in_order_behind_versus": aligned and mine[0] == own[0] and "vs" in gap,
    }
    return present(found)


BY_RESPECTIVELY = "in_the_order_told_by_respectively"
"""Two lists of one length with "respectively": the place in the list is all that is needed."""

GroupCandidate = tuple[str, dict[str, float]]
"""The name of a group, and the features of it and a number together."""


def groups_of(
    sentence: Sentence, measures: Sequence[str], by_form: Sequence[FormGroup], mentions: Sequence[Mention], known: Known
) -> list[list[GroupCandidate]]:
    """For each number the groups that it may belong to, with features: mentions, and what the form alone tells."""
    found: list[list[GroupCandidate]] = []
    for number, atom in enumerate(sentence.atoms):
        own = [
            (mention.name, mention_features(sentence, mentions, at, number, measures[number], by_form[number]))
            for at, mention in enumerate(mentions)
            if (mention.end <= atom.start or mention.start >= atom.end)
            and not (mention.compared and atom.form in ("p", "test"))
            and not sentence.is_of_another(number, mention.listed)
        ]
        group = by_form[number].arm
        if group is not None and not any("told_by_the_form" in features for _, features in own):
            own.append((group, _form_features(sentence, number, by_form[number], known, beside=bool(own))))
        found.append(own)
    return found


def _form_features(
    sentence: Sentence, number: int, by_form: FormGroup, known: Known, *, beside: bool
) -> dict[str, float]:
    """What speaks for a group that the form of a sentence alone tells."""
    atom, group = sentence.atoms[number], by_form.arm or ""
    kind = "p" if atom.form == "p" else "people" if atom.scale == "people" else atom.scale or "number"
    words = group.split()
    found = {
        "only_told_by_the_form": True,
        f"only_told_for_a_{kind}": True,
        f"only_told_{by_form.form}": True,
        f"only_told_{by_form.form}_in_a_paper_with_groups": bool(known.arms),
        "told_as_a_group": GROUP_WORD.search(group) is not None,
        "only_told_beside_known_groups": beside,
        "only_told_in_a_paper_with_groups": bool(known.arms),
        "told_like_a_known_group": known.arm_likeness(group) >= ALIKE,
        "told_name_is_a_treatment": bool(known.treatments and known.treatments.mentions(group)),
        "told_name_has_a_short_form": any(word.isupper() and len(word) > 1 for word in words),
        "told_name_is_long": len(words) > LONG_NAME,
        "told_name_holds_a_verb": VERB.search(group) is not None,
        "told_name_is_in_lower_case": group.islower(),
        "told_name_is_a_measure": bool(known.measures and known.measures.mentions(group)),
        "told_before_a_comparator": by_form.comparator is not None,
    }
    return present(found)


GROUP_WORD = re.compile(r"\b(?:group|arm|cohort|placebo|control)s?\b", re.IGNORECASE)
VERB = re.compile(r"\b(?:\w+ed|receive|was|were|had|and|either)\b")
LONG_NAME = 4
COMPARISON = re.compile(r"\b(?:than|versus|vs|compar\w+|against)\b", re.IGNORECASE)
FIRST_WORDS = re.compile(
    r"\W{0,4}(?:\w{1,14},\s)?(?:(?:and|while|whereas|but|in|for|among|within|of|with|the|those|patients|participants|"
    r"subjects|women|men|children|who|were|receiving|received)\s){0,6}",
    re.IGNORECASE,
)
"""What may stand before the group that a sentence or clause is about: "In the", "whereas patients who received"."""


def group_numbers(
    candidates: Sequence[Sequence[GroupCandidate]], mentions: Sequence[Mention]
) -> list[tuple[Choice, str | None]]:
    """For each number its group and the one that this is compared with."""
    compared = {key_of(mention.name): mention.name for mention in mentions if mention.compared}
    judge = model("mention_is_arm")
    found: list[tuple[Choice, str | None]] = []
    for own in candidates:
        odds = [judge.log_odds(features) for _, features in own]
        none = judge.chosen(0.0, odds)
        best = max(range(len(odds)), key=odds.__getitem__, default=None)
        name, features = own[best] if best is not None else (None, {})
        alike = [odd for odd, other in zip(odds, own, strict=True) if name and key_of(other[0]) == key_of(name)]
        sure = sum(judge.chosen(odd, odds) for odd in alike)
        if name is None or (sure * FOR_A_GROUP < none and BY_RESPECTIVELY not in features):
            comparator = next(iter(compared.values()), None)
            found.append((Choice(None, none, ("no group is likelier than none",) if own else ()), comparator))
        else:
            comparator = next((other for key, other in compared.items() if key != key_of(name)), None)
            found.append((Choice(name, sure, judge.reasons(features)), comparator))
    return found
