"""How six journals would print the trial: paper, columns, type, markers, decimals, headings, table, references."""

from collections.abc import Callable
from dataclasses import dataclass

from reportlab.lib.pagesizes import A4, LETTER

from benchmarks.corpus.content import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """One journal's habits."""

    name: str
    page: tuple[float, float] = A4
    columns: int = 2
    serif: bool = True
    size: float = 9.0
    leading: float = 1.2
    justified: bool = True
    indented: bool = False
    numbered_headings: bool = False
    run_in_headings: bool = False
    capital_headings: bool = False
    brackets: bool = False
    middle_dots: bool = False
    line_numbers: bool = False
    table: str = "column"
    ruled: bool = False
    label: Callable[[int], str] = lambda number: f"{number}."
    entry: Callable[[Entry], str] = Entry.printed
    stamp: str = ""


def _initials(given: str) -> str:
    return "".join(f"{letter}." for letter in given)


def elsevier_entry(entry: Entry) -> str:
    """F. Bray, M. Laversanne, et al., Title, Journal 74 (3) (2024) 229–263, https://doi.org/..."""
    names = ", ".join(f"{_initials(given)} {family}" for family, given in entry.authors)
    place = f"{entry.journal} {entry.volume} ({entry.issue}) ({entry.year}) {entry.first}–{entry.last}"
    return f"{names}{', et al.' if entry.et_al else ''}, {entry.title}, {place}, https://doi.org/{entry.doi}."


def springer_entry(entry: Entry) -> str:
    """Bray F, Laversanne M et al (2024) Title. Journal 74(3):229–263. https://doi.org/..."""
    names = ", ".join(f"{family} {given}" for family, given in entry.authors)
    place = f"{entry.journal} {entry.volume}({entry.issue}):{entry.first}–{entry.last}"
    return (
        f"{names}{' et al' if entry.et_al else ''} ({entry.year}) {entry.title}. {place}. https://doi.org/{entry.doi}"
    )


def lancet_entry(entry: Entry) -> str:
    """Bray F, Laversanne M, et al. Title. Journal 2024; 74(3): 229–263. doi:..."""
    names = ", ".join(f"{family} {given}" for family, given in entry.authors)
    place = f"<i>{entry.journal}</i> {entry.year}; <b>{entry.volume}</b>({entry.issue}): {entry.first}–{entry.last}"
    return f"{names}{', et al' if entry.et_al else ''}. {entry.title}. {place}. doi:{entry.doi}."


LAYOUTS = (
    Layout(
        name="elsevier",
        size=8.5,
        indented=True,
        numbered_headings=True,
        brackets=True,
        label=lambda number: f"[{number}]",
        entry=elsevier_entry,
    ),
    Layout(name="springer", size=10, columns=1, brackets=True, entry=springer_entry, table="wide", ruled=True),
    Layout(
        name="lancet",
        columns=3,
        size=8.0,
        serif=False,
        justified=False,
        middle_dots=True,
        label=lambda number: f"{number}",
        entry=lancet_entry,
        table="wide",
        stamp="www.invented-trials.example   Vol 12   March 2025",
    ),
    Layout(
        name="manuscript",
        page=LETTER,
        columns=1,
        size=12,
        leading=2.0,
        justified=False,
        line_numbers=True,
        table="wide",
        stamp="Author manuscript; accepted for publication 3 March 2025",
    ),
    Layout(
        name="letter",
        size=9.5,
        run_in_headings=True,
        label=lambda number: f"<super>{number}</super>",
        stamp="LETTER TO THE EDITOR",
    ),
    Layout(name="sideways", size=9, capital_headings=True, table="sideways"),
)
