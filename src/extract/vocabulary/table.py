"""The table of concepts: some 40,000 terms of medicine by name. Nothing of it is read but what is asked for.

`concepts.tsv` is written by `tools/build_vocabulary.py`; `sources.toml` says from what. A line is a concept: id, kind,
label, MeSH id, DrugBank id, tree numbers (MeSH), names in their normal form, and those names that count only as
written, in that spelling. No name is that of two concepts. `concepts.index`, written beside it, holds numbers of four
bytes: how many bytes the lines have, how many lines and keys there are; where each line begins; the CRC-32 of each key,
in order; and the value of each key. Keys are names and tree numbers (their line), and the first two words of longer
names (how many words the longest name that begins so has). A tab stands before tree numbers and behind beginnings.
"""

import sys
from array import array
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache, lru_cache
from mmap import ACCESS_READ, mmap
from pathlib import Path
from zlib import crc32

from extract.errors import UsageError
from extract.vocabulary.spelling import normal_name
from extract.vocabulary.term import Term

FILE = Path(__file__).parent / "concepts.tsv"
KEPT = 20_000
"""Lines that are kept as they were read."""


class Table:
    """Lines of concepts, ordered by id, found by name, id or tree number; a term is made when it is asked for."""

    def __init__(self, lines: "mmap | bytes", starts: "array[int]", keys: "array[int]", values: "array[int]") -> None:
        self._lines, self._starts, self._keys, self._values = lines, starts, keys, values
        self._columns = lru_cache(KEPT)(self._read)

    def number(self, term_id: str) -> int | None:
        """The line of a term, or None."""
        place = bisect_left(range(len(self._starts)), term_id, key=self.id)
        return place if place < len(self._starts) and self.id(place) == term_id else None

    def id(self, number: int) -> str:
        return self._columns(number)[0]

    def kind(self, number: int) -> str:
        return self._columns(number)[1]

    def trees(self, number: int) -> tuple[str, ...]:
        """The MeSH tree numbers of a line."""
        return tuple(self._columns(number)[5].split())

    def names(self, number: int) -> list[str]:
        """The normal names of a line."""
        return self._columns(number)[6].split("|")

    def spellings(self, number: int, name: str) -> frozenset[str]:
        """The only spellings in which a normal name of a line counts; none where any does."""
        cased = self._columns(number)[7]
        return frozenset(written for written in cased.split("|") if cased and normal_name(written) == name)

    def term(self, number: int) -> Term:
        term_id, kind, label, mesh, drugbank, trees, names, cased = self._columns(number)
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

    def all_names(self) -> dict[str, int]:
        """Every normal name with its line."""
        lines = self._lines[:].decode().splitlines()
        return {name: number for number, line in enumerate(lines) for name in line.split("\t", 7)[6].split("|")}

    def by_tree(self, tree: str) -> int | None:
        """The line that stands at a tree number."""
        return next((number for number in self._found(f"\t{tree}") if tree in self.trees(number)), None)

    def longest(self, pair: str) -> int:
        """Words of the longest name that begins with two words; a little too many where two keys have one CRC-32."""
        return max(self._found(f"{pair}\t"), default=0)

    def by_name(self, name: str) -> int | None:
        """The line of a normal name, or None."""
        return next((number for number in self._found(name) if name in self.names(number)), None)

    def _found(self, key: str) -> Sequence[int]:
        """The values of all keys that have the CRC-32 of this one."""
        wanted, keys = crc32(key.encode()), self._keys
        first = last = bisect_left(keys, wanted)
        while last < len(keys) and keys[last] == wanted:
            last += 1
        return self._values[first:last]

    def _read(self, number: int) -> list[str]:
        start = self._starts[number]
        return self._lines[start : self._lines.find(b"\n", start)].decode().split("\t")


@cache
def load_table(path: Path = FILE) -> Table:
    """The table of a file and its index. Raises UsageError where they cannot be read or do not fit together."""
    try:
        index = array("I", path.with_suffix(".index").read_bytes())
        if sys.byteorder == "big":
            index.byteswap()
        size, lines, keys = index[:3]
        with path.open("rb") as file:
            mapped = mmap(file.fileno(), 0, access=ACCESS_READ)
        if size != len(mapped) or len(index) != 3 + lines + 2 * keys:
            raise ValueError("the index is of another table")
    except (OSError, ValueError) as error:
        raise UsageError(f"table of concepts {path} cannot be read: {error}") from error
    return Table(mapped, index[3 : 3 + lines], index[3 + lines : -keys], index[-keys:])
