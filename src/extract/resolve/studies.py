"""The register of included studies: which entry of the reference list each row of a review's tables is.

A table lists studies where one of its columns names them: half of its body rows print a marker, or an author with a
year, or an author whom the list knows as a first author. A row's own marker says which entry is meant, whatever its
name says; without one, the entry whose first author and year are printed, if only one is.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from extract.model import Citation, Marker, Paper, Reference, Study, StudyStatus, Table, TableCell
from extract.text import lazy_re as re
from extract.text.citation_keys import fold_name
from extract.text.numbers import are_near
from extract.text.words import alternatives, word_set

LEAST_ROWS = 3
"""Rows that name studies, from which a table is one of studies."""
LEAST_SHARE = 0.5
"""Share of a table's body rows that its column of studies must name."""
NEAR_YEARS = 1
"""Years by which a row and its entry may differ: online and print."""

YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
NAME = rf"(?:(?:(?i:{alternatives('name_particles')})|St\.?)[ -]){{0,3}}(?!et\b|and\b|al\b)[^\W\d_][\w’'.–‐-]*"
AUTHOR = re.compile(
    r"^\W*(?:[Aa]uthors?(?:[,/ ]+(?:and )?[Yy]ears?)?\s?:\s*)?"
    rf"(?P<name>{NAME}(?:[ –‐-]{NAME})??)(?=\W*(?:$|\d|[\[(,;:/]|et\.?\s?al|and\b|&|[A-Z]{{1,3}}\b|\s[A-Z]\.))"
)
"""The surname that opens a cell: "Comin-Anduix et al. [18]", "Chan MK", "Park 2008"."""

YEAR_HEAD = re.compile(r"^(?:publication |pub\.? )?years?\b|\bdate\b", re.IGNORECASE)
STUDY_HEAD = re.compile(
    r"\b(?:stud(?:y|ies)|authors?|trials?|references?|refs?|sources?|articles?|publications?|papers?|series|"
    r"citation)\b",
    re.IGNORECASE,
)
NO_NAMES = word_set("cells_no_author")


@dataclass(frozen=True, slots=True)
class Named:
    """What a cell says about a study: surname (folded) and year, and the entries that its markers point at."""

    cell: TableCell
    author: str | None
    year: int | None
    entries: tuple[str, ...]


class Entries:
    """The reference list by first author and year."""

    def __init__(self, references: Sequence[Reference]) -> None:
        self.by_author: dict[str, list[Reference]] = defaultdict(list)
        for reference in references:
            for author in reference.fields.authors[:1]:
                for name in names_of(author.family):
                    self.by_author[name].append(reference)

    def knows(self, author: str | None) -> bool:
        return author is not None and any(name in self.by_author for name in names_of(author))

    def find(self, author: str | None, year: int | None) -> tuple[list[Reference], bool]:
        """The entries of a first author and year, and whether the year is printed alike."""
        if author is None:
            return [], False
        same = {entry.id: entry for name in names_of(author) for entry in self.by_author.get(name, ())}.values()
        if year is None:
            return list(same), True
        exact = [entry for entry in same if entry.fields.year == year]
        near = [entry for entry in same if entry.fields.year and are_near(entry.fields.year, year, NEAR_YEARS)]
        undated = [entry for entry in same if entry.fields.year is None]
        return (exact, True) if exact else (near or undated, False)


def names_of(family: str) -> frozenset[str]:
    """A surname as lists and rows may write it: whole, without spaces, its last part where it is long enough."""
    whole = fold_name(family)
    parts = whole.split()
    last = {parts[-1]} if len(parts) > 1 and len(parts[-1]) > 3 else set()
    return frozenset({whole, whole.replace(" ", "")} | last) - {""}


def find_studies(paper: Paper) -> tuple[Study, ...]:
    """One `Study` for each row of each table of studies, in the order of the text."""
    pointed = _pointed(paper.markers, paper.citations)
    entries = Entries(paper.references)
    found: list[Study] = []
    for table in paper.tables:
        found.extend(_of_table(paper, table, pointed, entries, len(found)))
    return tuple(found)


def _pointed(markers: Sequence[Marker], citations: Sequence[Citation]) -> Mapping[str, tuple[str, ...]]:
    """The entries that the markers of a cell point at, in their order."""
    cell_of = {marker.id: marker.cell for marker in markers if marker.cell}
    pointed: dict[str, list[str]] = defaultdict(list)
    for citation in citations:
        cell = cell_of.get(citation.marker)
        if cell is not None and citation.reference is not None and citation.reference not in pointed[cell]:
            pointed[cell].append(citation.reference)
    return {cell: tuple(entries) for cell, entries in pointed.items()}


def _of_table(
    paper: Paper, table: Table, pointed: Mapping[str, tuple[str, ...]], entries: Entries, count: int
) -> Iterator[Study]:
    rows: dict[int, list[TableCell]] = defaultdict(list)
    for cell in table.cells:
        if cell.role in ("stub", "body") and cell.span:
            rows[cell.row].append(cell)
    column = _study_column(paper, rows, pointed, entries)
    if column is None:
        return
    for row in sorted(rows):
        naming = next((cell for cell in rows[row] if cell.col == column), None)
        named = None if naming is None else _named(paper, naming, rows[row], pointed)
        if named is None or (named.author is None and not named.entries):
            continue
        count += 1
        yield _study(paper, table, named, entries, f"study{count}")


def _study_column(
    paper: Paper,
    rows: Mapping[int, list[TableCell]],
    pointed: Mapping[str, tuple[str, ...]],
    entries: Entries,
) -> int | None:
    """The column that names studies in most rows; of equal ones that whose head says so, then the leftmost."""
    votes: Counter[int] = Counter()  # two for a row with an author's name, one for a marker alone
    heads: set[int] = set()
    for cells in rows.values():
        for cell in cells:
            named = _named(paper, cell, (cell,), pointed)
            if named.entries or entries.knows(named.author):
                votes[cell.col] += 1 + (named.author is not None)
            if _is_study_head(cell):
                heads.add(cell.col)
    best = max(votes, key=lambda col: (votes[col], col in heads, -col), default=None)
    filled = sum(any(cell.col == best for cell in cells) for cells in rows.values()) if best is not None else 0
    least = 2 * max(LEAST_ROWS - (best in heads), LEAST_SHARE * filled)
    return best if best is not None and votes[best] >= least else None


def _is_study_head(cell: TableCell) -> bool:
    return any(STUDY_HEAD.search(head) for head in cell.col_path)


def _named(paper: Paper, cell: TableCell, row: Sequence[TableCell], pointed: Mapping[str, tuple[str, ...]]) -> Named:
    text = cell.span.of(paper.text)
    match = AUTHOR.match(text)
    name = match["name"].strip() if match else ""
    author = name if len(fold_name(name)) > 1 and fold_name(name) not in NO_NAMES else None
    year = YEAR.search(text)
    if year is None:
        years = (YEAR.fullmatch(other.span.of(paper.text).strip()) for other in row if other is not cell)
        in_own_column = (found for found in years if found)
        year = next(in_own_column, None)
    found = pointed.get(cell.id, ())
    if not found and author is not None:
        found = next(
            (pointed[other.id] for other in row if other.id in pointed and other is not cell and _is_study_head(other)),
            (),
        )
    return Named(cell, author, int(year[0]) if year else None, found)


def _study(paper: Paper, table: Table, named: Named, entries: Entries, study_id: str) -> Study:
    by_name, _ = entries.find(named.author, named.year)
    candidates: tuple[str, ...] = ()
    reference = named.entries[0] if named.entries else by_name[0].id if len(by_name) == 1 else None
    if not named.entries and len(by_name) > 1:
        candidates = tuple(reference.id for reference in by_name)
    status: StudyStatus = "linked" if reference else "ambiguous" if candidates else "missing"
    return Study(
        id=study_id,
        pieces=(named.cell.span,),
        rule="study_by_marker" if named.entries else "study_by_author_and_year",
        table=table.id,
        row=named.cell.row,
        col=named.cell.col,
        label=" ".join(named.cell.span.of(paper.text).split()),
        author=named.author,
        year=named.year,
        reference=reference,
        others=named.entries[1:],
        candidates=candidates,
        status=status,
        by="marker" if named.entries else "author_year",
    )
