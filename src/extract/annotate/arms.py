"""The groups of a study, under all names that the paper prints for them, with their sizes by role."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from extract.annotate.quantities.labels import Label, read_label
from extract.model import Arm, Paper, Span, quote
from extract.text import lazy_re as re
from extract.text.cues import around
from extract.text.group_sizes import read_group_sizes
from extract.text.words import word_set
from extract.vocabulary import Vocabulary

SizeRole = Literal["randomised", "analysed", "evaluable", "enrolled", "unstated"]

LONGEST_NAME = 170
"""Characters of six words, as the two patterns below take them."""

LONGEST_SIZE = 40
CUE_OF_GROUP = re.compile(r"groups?|arms?|cohort")
CUE_OF_SIZE = re.compile(r"[(\[]\s?[nN]\s?=")
TOKEN = r"[^\W_][\w+/®'’.-]{0,24}"
GROUP = re.compile(
    rf"(?P<name>(?:{TOKEN}(?:\s(?:\+|&)\s|\s)){{1,6}})(?P<word>groups?|arms?|"
    rf"cohort)\b(?:\s?[(\[]\s?[nN]\s?=\s?(?P<n>\d{{1,6}})\s?[)\]])?"
)
SIZED = re.compile(rf"(?P<name>(?:{TOKEN}(?:\s(?:\+|&)\s|\s)){{1,6}})[(\[]\s?[nN]\s?=\s?(?P<n>\d{{1,6}})\s?[)\],;]")
STOP = word_set("no_arm")
FILLER = word_set("arm_filler")
ROLE: tuple[tuple[SizeRole, re.Pattern[str]], ...] = (
    ("randomised", re.compile(r"\brandom\w+|\ballocat\w+|\bassign\w+", re.IGNORECASE)),
    ("evaluable", re.compile(r"\bevaluable\b", re.IGNORECASE)),
    ("analysed", re.compile(r"\banaly[sz]\w+|\bmatching\b|\bmatched\b|\bcompleted\b", re.IGNORECASE)),
    ("enrolled", re.compile(r"\benrol\w+|\binclud\w+|\brecruit\w+|\bcompris\w+|\bconsist\w+", re.IGNORECASE)),
)


ALLOCATED = re.compile(r"\brandom(?:i[sz]ed|ly)\b|\ballocated\b|\bassigned\b", re.IGNORECASE)
LEFT = re.compile(
    r"\b(?:withdr\w+|drop\w*|lost|discontinu\w+|died|refus\w+|missing|exclu\w+|declined|had|"
    r"were (?:female|male|women|men))\b",
    re.IGNORECASE,
)
IN_WORDS = ("in group", "given", "consists", "colon", "listed")
GROUP_WORD = re.compile(r"\b(?:groups?|arms?|cohorts?)\b", re.IGNORECASE)


def find_arms(paper: Paper, vocabulary: Vocabulary) -> tuple[Arm, ...]:
    """Groups named in table heads with a size, and in text before "group" or "arm", joined by their words."""
    shorts = {long.lower(): short for short, long, _ in paper.abbreviations}
    by_key: dict[frozenset[str], list[Arm]] = {}
    for named in (*_in_heads(paper), *_in_text(paper)):
        key = key_of(named.name, shorts)
        if key:
            by_key.setdefault(key, []).append(named)
    arms = [group for key, group in by_key.items() if _is_arm(group)]
    arms.sort(key=lambda group: group[0].pieces[0].start)
    return tuple(_arm(number, group) for number, group in enumerate(arms, 1))


def key_of(name: str, shorts: dict[str, str]) -> frozenset[str]:
    """A name's telling words, long forms replaced by the paper's abbreviations.

    >>> sorted(key_of("the SBRT-alone group", {}))
    ['sbrt']
    """
    low = " ".join(name.lower().replace("-", " ").replace("+", " plus ").split())
    for long, short in shorts.items():
        low = low.replace(" ".join(long.replace("-", " ").split()), short.lower())
    return frozenset(word.strip(".,'’") for word in low.split() if word not in FILLER)


def _is_arm(group: list[Arm]) -> bool:
    return len(group) > 1 or any(named.n is not None for named in group)


def _arm(number: int, group: list[Arm]) -> Arm:
    names = sorted({named.name for named in group}, key=lambda name: (-len(name), name))
    counts = {name: sum(named.name == name for named in group) for name in names}
    sized = next((named for role, _ in ROLE for named in group if named.n is not None and named.n_role == role), None)
    sized = sized or next((named for named in group if named.n is not None), None)
    return replace(
        group[0],
        id=f"arm{number}",
        name=max(names, key=lambda name: (counts[name], len(name))),
        names=tuple(names),
        n=sized.n if sized else None,
        n_role=sized.n_role if sized else "unstated",
    )


def _named(name: str, place: Span, n: int | None, role: SizeRole, rule: str) -> Arm:
    """One printed name of a group at one place."""
    return Arm(id="", pieces=(place,), rule=rule, name=name, names=(name,), n=n, n_role=role)


LONGEST_HEAD = 90
"""Characters of a head that names a group."""


def _in_heads(paper: Paper) -> Iterator[Arm]:
    seen: set[int] = set()
    for table in paper.tables:
        caption = quote(paper.text, table.caption) if table.caption else ""
        for cell in table.cells:
            if cell.role != "head" or cell.span.start in seen or len(cell.span) > LONGEST_HEAD:
                continue
            label = read_label(cell.span.of(paper.text))
            if label.size is None:
                continue
            seen.add(cell.span.start)
            if _names_a_group(label):
                role = _role(f"{caption} {' '.join(cell.col_path)}")
                yield _named(label.name, cell.span, label.size, role, "arm_in_head")


def _names_a_group(label: Label) -> bool:
    """Whether a head with a size is called by a name; "Total (n = 80)" and "Mean (n = 80)" are of no group."""
    named = label.kind in ("name", "time", "contrast", "idle") and re.search(r"[A-Za-z]{2}|^[A-Z]$", label.name)
    return bool(named) and not re.match(r"(?:total|all|overall)\b", label.name, re.IGNORECASE)


def _in_text(paper: Paper) -> Iterator[Arm]:
    for sentence in paper.sentences:
        text = quote(paper.text, sentence.pieces)
        if "group" not in text and "arm" not in text and "cohort" not in text and "=" not in text:
            continue
        for pattern, cue in ((GROUP, CUE_OF_GROUP), (SIZED, CUE_OF_SIZE)):
            for match in _matches(pattern, cue, text):
                name = _telling(match["name"])
                if name is None:
                    continue
                word = f" {match['word'].rstrip('s')}" if pattern is GROUP else ""
                start = sentence.pieces[0].start + match.start()
                place = Span(start, start + len(match[0]))
                size = int(match["n"]) if match["n"] else None
                yield _named(f"{name}{word}", place, size, _role(text), "arm_in_text")
        yield from _sized_in_words(text, sentence.pieces[0].start)


def _sized_in_words(text: str, offset: int) -> Iterator[Arm]:
    """Sizes that a sentence about allocation tells in words: "40 to the yoga group"; those who left are no group."""
    if not ALLOCATED.search(text) or LEFT.search(text):
        return
    for size in read_group_sizes(text):
        name = _telling(GROUP_WORD.sub(" ", size.label)) if size.cue in IN_WORDS else None
        if name is not None:
            place = Span(offset + size.start, offset + size.end)
            yield _named(f"{name} group", place, size.n, "randomised", "arm_size_in_words")


def _matches(pattern: re.Pattern[str], cue: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    for start, end in around(cue, text, before=LONGEST_NAME, behind=LONGEST_SIZE):
        yield from pattern.finditer(text, start, end)


def _telling(phrase: str) -> str | None:
    """The words next to "group" that name it: back to a stop word, "plus" and "and" between names kept."""
    words = phrase.split()
    kept: list[str] = []
    for place in range(len(words) - 1, -1, -1):
        word = words[place]
        low = word.lower().strip(".,")
        joins = (
            low in ("plus", "and", "with", "+", "&")
            and bool(kept)
            and place > 0
            and words[place - 1].lower() not in STOP
        )
        if (low in STOP and not joins) or word.endswith((",", ".", ";", ":")) or low.isdigit():
            break
        if joins and low == "and" and not words[place - 1][0].isupper():
            break
        kept.append(word)
    name = " ".join(reversed(kept))
    return name if len(name) > 1 and re.search(r"[A-Za-z]", name) else None


def _role(text: str) -> SizeRole:
    for role, pattern in ROLE:
        if pattern.search(text):
            return role
    return "unstated"
