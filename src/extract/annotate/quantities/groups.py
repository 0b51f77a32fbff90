"""Which group of patients a number in running text belongs to."""

from collections.abc import Sequence

from extract.annotate.quantities.atoms import Atom
from extract.annotate.quantities.draft import Thread, Told
from extract.annotate.quantities.lexicon import Lexicon
from extract.annotate.quantities.series import Series
from extract.model import Arm
from extract.text import lazy_re as re

GROUP_WORD = (
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
    rf"vs\.?)\s(?:the\s)?(?P<two>{TOKEN}(?:\s{TOKEN}){{0,5}}?)(?=\s?(?:[,;.()]|$|were\b|was\b|had\b|"
    rf"respectively))"
)


JOINED = re.compile(
    r"\s?(?:\([A-Z0-9/+-]{2,12}\)\s)?(?:\+|/|→|-|plus|and|with|combined with|in combination with|"
    r"followed by|prior to|after|then)?\s?"
    r"(?:concurrent |adjuvant |subsequent |sequential )?",
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
        if plain in self.sizes or LETTERED.fullmatch(plain) or re.search(rf"\b{GROUP_WORD}$", plain):
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
) -> dict[int, Told]:
    """Arm and comparator of every number in a series."""
    arms: dict[int, Told] = {}
    subject = groups.subject(text) or None
    done: set[int] = set()
    for index, each in enumerate(series):
        if index in done:
            continue
        partner = next((other for other in range(index + 1, len(series)) if series[other].against == index), None)
        last = atoms[each.places[-1]]
        own = groups.behind(text, last.tail) or groups.label(text, atoms[each.places[0]].start)
        if partner is not None:
            done.add(partner)
            other = groups.behind(text, atoms[series[partner].places[-1]].tail) or groups.label(
                text, atoms[series[partner].places[0]].start
            )
            one, two = _pair(text, each, atoms, own, other, groups, thread)
            form = "beside_a_pair" if own or other else "for_a_pair"
            arms |= dict.fromkeys(each.places, Told(one, two, form))
            arms |= dict.fromkeys(series[partner].places, Told(two, one, form))
        elif len(each.places) == 2 and (pair := groups.pair(text, last.tail)):
            arms[each.places[0]] = Told(*pair, "behind_two_numbers")
            arms[each.places[1]] = Told(pair[1], pair[0], "behind_two_numbers")
        else:
            form = "beside" if own else "as_the_subject" if subject else "as_the_last_treatment"
            own = own or subject or _last_treated(text, atoms[each.places[0]], groups)
            arms |= dict.fromkeys(each.places, Told(own, None, form))
    return arms


def _last_treated(text: str, atom: Atom, groups: Groups) -> str | None:
    """The treatment named last before a number that tells of its outcome."""
    if atom.scale in ("people", "length", "ratio") and atom.count is None:
        return None
    named = groups.treated(text, 0, atom.start)
    return named[-1] if named else None


def _pair(
    text: str, each: Series, atoms: Sequence[Atom], own: str | None, other: str | None, groups: Groups, thread: Thread
) -> tuple[str | None, str | None]:
    """The two arms of a comparison: named beside the numbers, else the two named before them, else the paragraph's."""
    start = atoms[each.places[0]].start
    if own is None and other is None:
        own, other = _named_before(text, start, atoms[each.places[-1]].tail, groups) or thread.arms
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
