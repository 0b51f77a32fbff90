"""The table of concepts: some 40,000 terms of medicine by name, read from one compressed file.

`concepts.tsv.gz` is written by `tools/build_vocabulary.py`; `sources.toml` says from what. A line is a concept: id,
kind, label, MeSH id, DrugBank id, tree numbers (MeSH), names in their normal form, and those names that count only as
written, in that spelling. No name is that of two concepts.
"""

import gzip
from bisect import bisect_left
from functools import cache, cached_property
from pathlib import Path

from extract.errors import UsageError
from extract.values import dataclass
from extract.vocabulary.spelling import normal_name
from extract.vocabulary.term import Term

FILE = Path(__file__).parent / "concepts.tsv.gz"
COLUMNS = 8
NAMES = 6
"""The column of names, counted from 0."""


@dataclass(frozen=True, eq=False)
class Table:
    """Lines of concepts, ordered by id, and the line of each normal name; a term is made when it is asked for."""

    lines: tuple[str, ...]
    by_name: dict[str, int]

    def number(self, term_id: str) -> int | None:
        """The line of a term, or None."""
        place = bisect_left(self.lines, f"{term_id}\t")
        return place if place < len(self.lines) and self.id(place) == term_id else None

    def id(self, number: int) -> str:
        return self.lines[number].partition("\t")[0]

    def kind(self, number: int) -> str:
        return self.lines[number].split("\t", 2)[1]

    def trees(self, number: int) -> tuple[str, ...]:
        """The MeSH tree numbers of a line."""
        return tuple(self.lines[number].split("\t", 6)[5].split())

    def spellings(self, number: int, name: str) -> frozenset[str]:
        """The only spellings in which a normal name of a line counts; none where any does."""
        cased = self.lines[number].rpartition("\t")[2]
        return frozenset(written for written in cased.split("|") if cased and normal_name(written) == name)

    def term(self, number: int) -> Term:
        term_id, kind, label, mesh, drugbank, trees, names, cased = self.lines[number].split("\t")
        written = tuple(cased.split("|")) if cased else ()
        normal = {normal_name(name) for name in written}
        return Term(
            id=term_id,
            kind=kind,
            names=(label, *(name for name in names.split("|") if name not in normal)),
            cased=written,
            mesh_id=mesh or None,
            drugbank_id=drugbank or None,
            trees=tuple(trees.split()),
        )

    @cached_property
    def by_tree(self) -> dict[str, int]:
        """The line that stands at a tree number."""
        return {tree: number for number in range(len(self.lines)) for tree in self.trees(number)}


@cache
def load_table(path: Path = FILE) -> Table:
    """The table of a file. Raises UsageError where it cannot be read or a line has not eight columns."""
    try:
        text = gzip.decompress(path.read_bytes()).decode("utf-8")
    except (OSError, EOFError, ValueError) as error:
        raise UsageError(f"table of concepts {path} cannot be read: {error}") from error
    lines = text.split("\n")
    by_name: dict[str, int] = {}
    for number, line in enumerate(lines):
        columns = line.split("\t")
        if len(columns) != COLUMNS:
            raise UsageError(
                f"table of concepts {path}, line {number + 1}: {len(columns)} columns instead of {COLUMNS}"
            )
        by_name.update(dict.fromkeys(columns[NAMES].split("|"), number))
    return Table(tuple(lines), by_name)
