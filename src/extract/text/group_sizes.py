"""How many are in a group, as phrases say it: "yoga (n = 40)", "40 in the yoga group", "two groups of 30 each"."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from extract.text import lazy_re as re
from extract.text.numbers import NUMBER_WORD, parse_number
from extract.text.words import alternatives

Cue = Literal["n=", "counted", "colon", "in group", "given", "consists", "listed", "each"]

PEOPLE = rf"(?:{alternatives('people', 'sampled')})"
NUM = rf"(?:\d{{1,3}}(?:,\d{{3}})+(?!\d)|\d{{1,6}}|\b(?:{NUMBER_WORD})\b)"
GROUP = r"(?:groups?|arms?|cohorts?|conditions?)"
GIVEN = (
    r"(?:(?:were|was)\s)?(?:randomly\s|then\s|finally\s)?"
    r"(?:randomi[sz]ed|assigned|allocated|received|receiving|got|given|treated with|underwent|"
    r"undergoing|enrolled in|on|took|taking)\s(?:to\s|in\s|into\s)?(?:receive\s|undergo\s|the\s|a\s)*"
)
SHARE = r"(?:\([^()]{1,12}\)\s)?"
BEHIND_LABEL: tuple[tuple[Cue, re.Pattern[str]], ...] = (
    ("n=", re.compile(rf"[,:]?\s?[(\[]?\s?\b[nN]\s?[=:]\s?(?P<n>{NUM})")),
    ("counted", re.compile(rf"\s?[(\[]\s?(?:with\s)?(?P<n>{NUM})\s{PEOPLE}\b", re.IGNORECASE)),
    ("colon", re.compile(rf"\s?:\s(?P<n>{NUM})\b(?!\s?%|\.\d)", re.IGNORECASE)),
    (
        "consists",
        re.compile(
            rf"\s(?:consisted of|included|comprised|contained|had|involved|of|with|was made up of)\s(?P<n>{NUM})\s"
            rf"(?:\w+\s){{0,2}}?{PEOPLE}\b",
            re.IGNORECASE,
        ),
    ),
)
"""What stands behind the words that name a group."""

FOR_LABEL = re.compile(r"\s(?:for|in|on|received|receiving)\s(?:the\s)?(?P<label>(?:[\w+/.-]+\s?){1,6})", re.IGNORECASE)
"""What stands behind "n = 40" where the group follows."""

BEFORE_LABEL: tuple[tuple[Cue, re.Pattern[str]], ...] = (
    (
        "in group",
        re.compile(
            rf"\s(?:(?:\w+\s){{0,2}}?{PEOPLE}\s)?{SHARE}(?:(?:were|was)\s)?(?:randomi[sz]ed\s|assigned\s|allocated\s)?"
            rf"(?:in|into|to|from)\s(?:the\s)?(?P<label>(?:[\w+/-]+\s){{0,6}}?{GROUP}\b(?:\s(?:[\dA-D]|I{{1,3}})\b)?)",
            re.IGNORECASE,
        ),
    ),
    (
        "given",
        re.compile(
            rf"\s(?:(?:\w+\s){{0,2}}?{PEOPLE}\s)?{SHARE}{GIVEN}(?P<label>(?:[\w+/.-]+\s?){{1,7}})", re.IGNORECASE
        ),
    ),
)
"""What stands behind a number that words naming a group follow."""

PLAIN_NUMBER = re.compile(rf"(?<![\d.,/·])(?P<n>{NUM})(?![\d.,·]\d)", re.IGNORECASE)
TWO = re.compile(
    rf"(?:\s{PEOPLE})?\s(?:and|or|vs\.?|versus)\s(?P<two>{NUM})\s(?:{PEOPLE}\s)?(?:(?:were|was)\s\w+\s)?(?:in|to|for)\s"
    rf"(?:the\s)?(?P<first>[^,.;()]{{2,50}}?)\s(?:and|or|versus|vs\.?)\s(?P<second>[^,.;()]{{2,50}}?)\s?(?:{GROUP}|,\srespectively)",
    re.IGNORECASE,
)
TWO_IN_BRACKETS = re.compile(
    rf"\s(?P<first>[^,.;()\d]{{2,40}}?)(?:,\s|\sand\s|,\sand\s)(?P<two>{NUM})\s(?P<second>[^,.;()\d]{{2,40}}?)\s?\)",
    re.IGNORECASE,
)
"""Behind the first number of "(30 cream and 15 placebo)"."""

TWO_AFTER = re.compile(r"\s?\(\s?n\s?=\s?(?P<one>\d+)\s?(?:and|,|vs\.?|/|;)\s?(?:n\s?=\s?)?(?P<two>\d+)", re.IGNORECASE)
TWO_NAMES = re.compile(
    rf"(?P<first>[^,.;()]{{2,50}})\s(?:and|or|versus|vs\.?)\s(?P<second>[^,.;()]{{2,50}}?)\s?{GROUP}?$", re.IGNORECASE
)
OF_ALL_GROUPS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"\s(?:\w+\s){{0,3}}?(?:in each|per|in both|in either|to each|for each)\s"
        rf"(?:of the\s)?(?:\w+\s){{0,2}}?{GROUP}\b",
        rf"\s{PEOPLE}\s(?:in\s)?each\b",
        rf"\s?(?:each|in each|per\s(?:\w+\s)?{GROUP}|/\s?group)\b",
    )
)
"""What stands behind the size of every group."""

EACH_BEFORE = re.compile(
    rf"(?:\beach\s{GROUP}\s[^.;]{{0,30}}|{GROUP}\sof\s|\b(?:two|three|four|both|each|equal|the)\s(?:\w+\s){{0,3}}?{GROUP}\s?[(,]\s?n\s?=\s?)$",
    re.IGNORECASE,
)
PLURAL = re.compile(r"\b(?:groups|arms|cohorts|each)\b", re.IGNORECASE)
CLAUSE = re.compile(r"[.;:()\[\]]")
FARTHEST = 90
"""Characters before a size in which its group is named."""

JOIN = re.compile(r"\b(?:and|or|versus|vs|while|whereas|to|received|receive|either)\b|,")
LONGEST = 8
"""Words of a label."""


@dataclass(frozen=True, slots=True)
class GroupSize:
    """A printed size with the words that name its group (none for "each group")."""

    label: str
    n: int
    cue: Cue
    start: int
    end: int


def read_group_sizes(text: str) -> list[GroupSize]:
    """All sizes of groups in a sentence, caption or note, in text order.

    >>> [(each.label, each.n) for each in read_group_sizes("Groups: yoga (n = 40) or usual care (n = 38).")]
    [('yoga', 40), ('usual care', 38)]
    >>> [(each.label, each.n) for each in read_group_sizes("We enrolled 45 people (30 cream and 15 placebo).")]
    [('cream', 30), ('placebo', 15)]
    >>> [(each.label, each.n) for each in read_group_sizes("There were 13 patients in the cooling group.")]
    [('cooling group', 13)]
    >>> [each.n for each in read_group_sizes("They formed two groups of 30 patients each.")]
    [30]
    >>> read_group_sizes("in 2012")
    []
    """
    found: dict[tuple[int, int], GroupSize] = {}
    for match in PLAIN_NUMBER.finditer(text):
        for size in (*_of_all_groups(text, match), *_listed(text, match), *_named(text, match)):
            found.setdefault((size.start, size.n), size)
    for cue, form in BEHIND_LABEL:
        for match in form.finditer(text):
            label, n = _label(_back(text, match.start())), _number(match["n"])
            if cue == "n=" and (behind := FOR_LABEL.match(text, match.end())):
                label = _after(behind["label"])
            if (
                label
                and n is not None
                and (cue in ("n=", "counted") or re.search(rf"\b{GROUP}\b", label, re.IGNORECASE))
            ):
                size = GroupSize(label, n, cue, match.start("n"), match.end("n"))
                found.setdefault((size.start, size.n), size)
    return sorted(found.values(), key=lambda size: size.start)


def _back(text: str, end: int) -> str:
    """The words before a place, back to a bracket or the end of a clause."""
    start = max(0, end - FARTHEST)
    return CLAUSE.split(text[start:end])[-1]


def _of_all_groups(text: str, number: re.Match[str]) -> Iterator[GroupSize]:
    if not PLURAL.search(text):
        return
    behind = any(form.match(text, number.end()) for form in OF_ALL_GROUPS)
    n = _number(number["n"])
    if n is not None and (behind or EACH_BEFORE.search(text, max(0, number.start() - FARTHEST), number.start())):
        yield GroupSize("", n, "each", number.start(), number.end())


def _listed(text: str, number: re.Match[str]) -> Iterator[GroupSize]:
    pairs = []
    is_first = text[: number.start()].rstrip().endswith("(")
    if match := TWO.match(text, number.end()) or (TWO_IN_BRACKETS.match(text, number.end()) if is_first else None):
        pairs = [(number["n"], match["first"], number.span()), (match["two"], match["second"], match.span("two"))]
    else:
        match = TWO_AFTER.search(text, max(0, number.start() - 6), number.end() + 12)
        is_first = match is not None and match.start("one") == number.start()
        names = TWO_NAMES.search(_back(text, match.start())) if match and is_first else None
        if match and names:
            pairs = [
                (match["one"], names["first"], match.span("one")),
                (match["two"], names["second"], match.span("two")),
            ]
    for printed, label, span in pairs:
        if (n := _number(printed)) is not None:
            yield GroupSize(_label(label), n, "listed", *span)


def _named(text: str, number: re.Match[str]) -> Iterator[GroupSize]:
    for cue, form in BEFORE_LABEL:
        match = form.match(text, number.end())
        n = _number(number["n"])
        if match and n is not None and (label := _after(match["label"])):
            yield GroupSize(label, n, cue, number.start(), number.end())


def _number(printed: str) -> int | None:
    value = parse_number(printed)
    return int(value) if value is not None and value == value.to_integral_value() and value > 0 else None


def _label(words: str) -> str:
    """The words next before a size, back to a joining word."""
    last = JOIN.split(words)[-1].split()
    return " ".join((last or words.split())[-LONGEST:])


def _after(words: str) -> str:
    """The words next behind a size, up to a joining word."""
    first = next((part for part in JOIN.split(words) if part.strip()), "")
    return " ".join(first.split()[:LONGEST])
