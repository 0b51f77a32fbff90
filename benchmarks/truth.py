"""What an article's mark-up holds, and how much of it somebody found: word sequences, tables, references, citations."""

import re
import unicodedata
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

SEQUENCE = 5
MIN_ABSTRACT = 30
HELD, OF_IT = 0.8, 0.6
"""The share of the abstract that its section must hold, and of the section that must be abstract."""

Grid = list[list[str]]


@dataclass(frozen=True, slots=True)
class Score:
    """Found and right, found, and there."""

    right: int
    found: int
    there: int

    def __add__(self, other: "Score") -> "Score":
        return Score(self.right + other.right, self.found + other.found, self.there + other.there)

    def row(self) -> dict[str, object]:
        precision = self.right / self.found if self.found else 0.0
        recall = self.right / self.there if self.there else 0.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        rounded = {"precision": precision, "recall": recall, "f1": f1}
        return {**{name: round(value, 4) for name, value in rounded.items()}, "support": self.there}


NOTHING = Score(0, 0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """Paragraphs of the body, tables, entries of the list in order, their titles, how often each is cited; and more."""

    paragraphs: tuple[str, ...]
    tables: tuple[Grid, ...]
    entries: tuple[str, ...]
    titles: dict[str, str]
    cited: Counter[str]
    own_titles: tuple[str, ...] = ()
    """The article's title without and with its subtitle, letters only; empty where the mark-up has none."""

    abstract: str = ""


def read_truth(path: Path) -> Truth:
    """The article as its publisher tagged it."""
    root = ET.parse(path).getroot()
    titles = {}
    entries = tuple(entry.get("id") or "" for entry in root.iter("ref"))
    for entry in root.iter("ref"):
        title = letters(words_in(entry.find(".//article-title")))
        if title:
            titles[entry.get("id") or ""] = title
    asked = (
        one for xref in root.iter("xref") if xref.get("ref-type") == "bibr" for one in (xref.get("rid") or "").split()
    )
    return Truth(
        paragraphs=tuple(words_in(paragraph) for body in root.iter("body") for paragraph in body.iter("p")),
        tables=tuple(_grid(table) for table in root.iter("table")),
        entries=entries,
        titles=titles,
        cited=Counter(one for one in asked if one in entries),
        own_titles=_own_titles(root),
        abstract=next(
            (" ".join(map(words_in, each.iter("p"))) for each in root.iter("abstract") if _is_main(each)), ""
        ),
    )


def _is_main(abstract: ET.Element) -> bool:
    return abstract.get("abstract-type") in (None, "structured", "section")


def _own_titles(root: ET.Element) -> tuple[str, ...]:
    title = letters(words_in(root.find(".//front//article-title")))
    more = letters(words_in(root.find(".//front//title-group/subtitle")))
    return (title, title + more) if title else ()


def words_in(element: ET.Element | None) -> str:
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def folded(text: str) -> str:
    """Letters, digits and signs of comparison, in small letters."""
    plain = unicodedata.normalize("NFKC", text).casefold().translate(str.maketrans("−–‐‑·", "----."))
    return re.sub(r"[^a-z0-9.<>=%+-]+", "", plain)


def letters(text: str) -> str:
    return re.sub(r"[^\w]|_", "", unicodedata.normalize("NFKC", text).casefold())


def text_score(truth: Truth, text: str) -> Score:
    """Sequences of five words of the body that the text holds: its words whole, and in order."""
    have = set(_sequences(text))
    wanted = [one for paragraph in truth.paragraphs for one in _sequences(paragraph)]
    right = sum(one in have for one in wanted)
    return Score(right, right, len(wanted))


def own_title_score(truth: Truth, title: str | None) -> Score:
    """Whether the paper's title is the mark-up's, letter by letter, with or without its subtitle."""
    asked = int(bool(truth.own_titles))
    return Score(int(bool(title) and letters(title or "") in truth.own_titles), asked * bool(title), asked)


def abstract_score(truth: Truth, sections: Sequence[str]) -> Score:
    """Whether one section holds the abstract: four fifths of its sequences of five words, and little else beside it.

    `sections` are the texts of the sections that were called an abstract and stand in no other.
    """
    wanted = set(_sequences(truth.abstract))
    if len(wanted) < MIN_ABSTRACT:
        return NOTHING
    told = {one for text in sections for one in _sequences(text)}
    shared = len(wanted & told)
    is_held = shared >= HELD * len(wanted) and shared >= OF_IT * len(told)
    return Score(int(is_held), int(bool(told)), 1)


def table_score(truth: Truth, grids: Sequence[Grid], printed: str) -> Score:
    """Pairs of neighbouring cells, each table of the mark-up against the grid that fits it best.

    Only tables that the PDF prints as text are asked for; grids that fit none count as found and wrong.
    """
    laid = [_neighbours(grid) for grid in grids]
    plain, used, score = folded(printed), set(), NOTHING
    for table in truth.tables:
        wanted = _neighbours(table)
        if not wanted or sum(pair[0] in plain for pair in wanted) < len(wanted) / 2:
            continue
        best = max(range(len(laid)), key=lambda n: sum((laid[n] & wanted).values()), default=None)
        right = sum((laid[best] & wanted).values()) if best is not None else 0
        if best is not None and right and best not in used:
            used.add(best)
            score += Score(right, sum(laid[best].values()), sum(wanted.values()))
        else:
            score += Score(0, 0, sum(wanted.values()))
    spare = sum(sum(pairs.values()) for number, pairs in enumerate(laid) if number not in used)
    return score + Score(0, spare, 0) if truth.tables else score


def title_score(truth: Truth, titles: Iterable[str]) -> Score:
    """Titles of the reference list that were told exactly, but for punctuation."""
    told, wanted = Counter(map(letters, titles)), Counter(truth.titles.values())
    return Score(sum((told & wanted).values()), sum(told.values()), sum(wanted.values()))


def cited_score(truth: Truth, cited: Counter[str]) -> Score:
    """Citations that the mark-up links; those it leaves to be understood, as inside "3-5", are not asked for."""
    known = Counter({entry: times for entry, times in cited.items() if entry in truth.entries})
    return Score(sum((known & truth.cited).values()), sum(known.values()), sum(truth.cited.values()))


def _sequences(text: str) -> list[tuple[str, ...]]:
    words = re.findall(r"[a-z]{2,}", unicodedata.normalize("NFKC", text).casefold())
    return [tuple(words[start : start + SEQUENCE]) for start in range(len(words) - SEQUENCE + 1)]


def _grid(table: ET.Element) -> Grid:
    """The cells in their rows; a spanning cell stands in its first place."""
    taken: dict[tuple[int, int], str] = {}
    for row, line in enumerate(table.iter("tr")):
        column = 0
        for cell in line:
            if cell.tag not in ("td", "th"):
                continue
            while (row, column) in taken:
                column += 1
            wide, tall = int(cell.get("colspan") or 1), int(cell.get("rowspan") or 1)
            for place in ((row + down, column + right) for down in range(tall) for right in range(wide)):
                taken[place] = ""
            taken[row, column] = words_in(cell)
            column += wide
    rows = max((row for row, _ in taken), default=-1) + 1
    columns = max((column for _, column in taken), default=-1) + 1
    return [[taken.get((row, column), "") for column in range(columns)] for row in range(rows)]


def _neighbours(grid: Grid) -> Counter[tuple[str, str, str]]:
    """Each cell with the next printed one to its right and below it."""
    plain = [[folded(cell) for cell in row] for row in grid]
    found: Counter[tuple[str, str, str]] = Counter()
    for row, cells in enumerate(plain):
        for column, cell in enumerate(cells):
            right = next((each for each in cells[column + 1 :] if each), None)
            below = next((line[column] for line in plain[row + 1 :] if column < len(line) and line[column]), None)
            if cell and right:
                found[cell, right, "right"] += 1
            if cell and below:
                found[cell, below, "below"] += 1
    return found
