"""The table of concepts: some 40,000 terms of medicine by name, read from one compressed file.

`concepts.tsv.gz` is written by `tools/build_vocabulary.py`; `sources.toml` says from what. A line is a concept: id,
kind, label, MeSH id, DrugBank id, tree numbers (MeSH), names. A name that begins with "=" counts only as written.
"""

import gzip
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from extract.errors import UsageError
from extract.vocabulary.spelling import normal_name
from extract.vocabulary.term import Term

FILE = Path(__file__).parent / "concepts.tsv.gz"
COLUMNS = 7
AS_WRITTEN = "="


@dataclass(frozen=True, eq=False)
class Table:
    """Lines of concepts, ordered by id; a term is made when it is asked for.

    `by_name` maps a normal name to the numbers of lines (in order of the file); `as_written` maps the number of a line
    to those of its names that count only in their own case.
    """

    lines: tuple[str, ...]
    ids: tuple[str, ...]
    by_name: dict[str, int]
    as_written: dict[tuple[int, str], frozenset[str]]

    def number(self, term_id: str) -> int | None:
        """The line of a term, or None."""
        place = bisect_right(self.ids, term_id) - 1
        return place if place >= 0 and self.ids[place] == term_id else None

    def kind(self, number: int) -> str:
        return self.lines[number].split("\t", 2)[1]

    def trees(self, number: int) -> tuple[str, ...]:
        """The MeSH tree numbers of a line."""
        return tuple(self.lines[number].split("\t", 6)[5].split())

    def term(self, number: int) -> Term:
        term_id, kind, label, mesh, drugbank, trees, names = self.lines[number].split("\t")
        given = names.split("|")
        return Term(
            id=term_id,
            kind=kind,
            names=(label, *(name for name in given if not name.startswith(AS_WRITTEN))),
            cased=tuple(name[1:] for name in given if name.startswith(AS_WRITTEN)),
            mesh_id=mesh or None,
            drugbank_id=drugbank or None,
            trees=tuple(trees.split()),
        )

    @cached_property
    def by_tree(self) -> dict[str, int]:
        """The line that stands at a tree number."""
        return {tree: number for number, line in enumerate(self.lines) for tree in line.split("\t", 6)[5].split()}


@cache
def load_table(path: Path = FILE) -> Table:
    """The table of a file. Raises UsageError where it cannot be read or a line has not seven columns."""
    try:
        text = gzip.decompress(path.read_bytes()).decode("utf-8")
    except (OSError, EOFError, ValueError) as error:
        raise UsageError(f"table of concepts {path} cannot be read: {error}") from error
    lines = text.split("\n")
    ids: list[str] = []
    by_name: dict[str, int] = {}
    as_written: dict[tuple[int, str], frozenset[str]] = {}
    for number, line in enumerate(lines):
        columns = line.split("\t")
        if len(columns) != COLUMNS:
            raise UsageError(
                f"table of concepts {path}, line {number + 1}: {len(columns)} columns instead of {COLUMNS}"
            )
        ids.append(columns[0])
        for name in columns[6].split("|"):
            if name.startswith(AS_WRITTEN):
                normal = normal_name(name)
                as_written[number, normal] = as_written.get((number, normal), frozenset()) | {name[1:]}
                by_name.setdefault(normal, number)
            else:
                by_name[name] = number
    return Table(tuple(lines), tuple(ids), by_name, as_written)
