"""Where the text points at a figure or table of its own: "(Fig. 2A)", "Tables 1 and 3", "Figure 3, panels B–D"."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from extract.text import lazy_re as re

Kind = Literal["figure", "table"]

_NUMBER = r"(?:\d{1,2}(?!\d|[.·]\d)|(?:X{0,2}(?:IX|IV|V?I{1,3}|V|X))(?![A-Za-z]))"
_LETTER = r"[A-La-l](?![A-Za-z\d’'])"
_MORE = (
    rf"(?:\s?[-–—]\s?{_LETTER}"
    rf"|(?:,\s?(?:and\s)?|\s(?:and|to|or)\s|\s?&\s?){_LETTER}(?=[\s)\],;.:–—-]|$)(?!\s[a-z]{{2}}))"
)
_PANELS = (
    rf"(?:\s?[(\[]\s?{_LETTER}{_MORE}{{0,5}}\s?[)\]]"
    rf"|{_LETTER}{_MORE}{{0,5}}"
    rf"|\s{_LETTER}(?=\s?[-–—)\];,])(?!\s[-–—]){_MORE}{{0,5}})"
)
_ITEM = rf"{_NUMBER}(?:{_PANELS})?"
_JOIN = r"(?:\s?,\s?(?:and\s)?|\s(?:and|to|or)\s|\s?&\s?|\s?[-–—]\s?)"
POINTER = re.compile(
    rf"(?<![A-Za-z\d])(?:(?P<figure>Fig(?:s|ures?)?|FIG(?:S|URES?)?)|(?P<table>Tab(?:s|les?)?|TABLES?))(?:\.\s?|\s|(?=\d))"
    rf"(?P<items>{_ITEM}(?:{_JOIN}{_ITEM}){{0,6}})(?!\s?%)",
)
_LOWER = re.compile(r"(?<![A-Za-z\d])(?:figs?|figures?|tables?)(?=\.?\s?\d)")
_ONE = re.compile(rf"(?P<number>{_NUMBER})(?P<panels>{_PANELS})?(?P<joined>{_JOIN})?")
_SINGLE_LETTER = re.compile(r"(?<![A-Za-z])[A-La-l](?![A-Za-z])")
_ELSEWHERE_BEFORE = re.compile(
    r"(?:suppl|supporting|appendi|additional|online|extended|web|protocol|file\s?\d|their|original|previous|thesis|report|manual)"
    r"[^.;()]{0,30}$|(?<![A-Za-z])[eS]-?\s?$|[(\[;]\s?\[\d[\d\s,–-]{0,12}\]\s?[:,]\s?$",
    re.IGNORECASE,
)
_ELSEWHERE_AFTER = re.compile(
    r"^[)\]]?,?\s?(?:of|in|from|by)\s(?:(?:the\s)?(?:original|appendi\w+|suppl\w+|additional|online|electronic|web|same|previous|"
    r"accompanying|companion|protocol)|ref\w*|\[|[A-Z][A-Za-z'-]{1,20}(?:\set\sal|\sand\s[A-Z]|\s?[(\[])|their|these\sauthors)"
    r"|^[^.;]{0,30}\b(?:suppl\w+|appendi\w+|online|additional\sfiles?|electronic|data\ssupplement)\b"
    r"|^\s?(?:\[\d|of\s\d|[A-Z]?[Ss]upp)"
)
_ROMAN = {"I": 1, "V": 5, "X": 10}


@dataclass(frozen=True, slots=True)
class Target:
    """One number that is pointed at, with the panels named (capital letters, ranges spelled out)."""

    number: int
    panels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pointer:
    """One pointing and its place in the searched text."""

    kind: Kind
    targets: tuple[Target, ...]
    start: int
    end: int

    @property
    def alone(self) -> Target | None:
        """The one target with at most one panel; None where several are named."""
        return self.targets[0] if len(self.targets) == 1 and len(self.targets[0].panels) < 2 else None


def find_pointers(text: str) -> Iterator[Pointer]:
    """All pointers at the paper's own figures and tables; not those of supplements and of other works.

    >>> found = find_pointers("(Fig. 2A–C, 3b and Table IV)")
    >>> [(pointer.kind, [(t.number, "".join(t.panels)) for t in pointer.targets]) for pointer in found]
    [('figure', [(2, 'ABC'), (3, 'B')]), ('table', [(4, '')])]
    >>> list(find_pointers("Supplementary Fig. 1, Fig. 2 of Smith et al., and Figure 3 in the appendix ([26]: fig. 4)"))
    []
    """
    shaped = _LOWER.sub(lambda match: match[0].capitalize(), text)
    for match in POINTER.finditer(shaped):
        before, after = shaped[max(0, match.start() - 50) : match.start()], shaped[match.end() : match.end() + 60]
        if _ELSEWHERE_BEFORE.search(before) or _ELSEWHERE_AFTER.search(after):
            continue
        targets = tuple(_targets(match["items"]))
        if targets:
            yield Pointer("figure" if match["figure"] else "table", targets, *match.span())


def number_of(printed: str) -> int:
    """A printed number, Roman or not.

    >>> number_of("IV"), number_of("12")
    (4, 12)
    """
    if printed.isdigit():
        return int(printed)
    values = [_ROMAN[letter] for letter in printed]
    return sum(-v if any(v < later for later in values[i + 1 :]) else v for i, v in enumerate(values))


def spread(panels: str) -> tuple[str, ...]:
    """The letters of "A–C, e" in capitals, ranges spelled out."""
    found: list[str] = []
    ends = list(_SINGLE_LETTER.finditer(panels))
    for at, letter in enumerate(ends):
        this = letter[0].upper()
        if at and re.fullmatch(r"[\s.)(]{0,3}(?:[-–—]|to)[\s.)(]{0,3}", panels[ends[at - 1].end() : letter.start()]):
            found += [chr(code) for code in range(ord(found[-1]) + 1, ord(this))]
        found.append(this)
    return tuple(dict.fromkeys(found))


def _targets(items: str) -> Iterator[Target]:
    last: int | None = None
    through = False
    for match in _ONE.finditer(items):
        number = number_of(match["number"])
        if through and last is not None and not match["panels"]:
            yield from (Target(between, ()) for between in range(last + 1, number))
        yield Target(number, spread(match["panels"] or ""))
        joined = (match["joined"] or "").strip()
        last, through = number, joined in ("-", "–", "—", "to")
