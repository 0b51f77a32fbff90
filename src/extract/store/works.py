"""The library of works: records in, candidates out.

Two records are one work where an identifier is the same and none contradicts; two records that share a DOI but have
different PMIDs, or other titles and other pages, stay two works, both found by that DOI.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count, islice

from extract.model import Work
from extract.store.work_rows import COLUMNS, from_row, identity, keys_of, merged, to_row
from extract.text.keys import first_page
from extract.text.similarity import bare_title, squeeze, title_similarity, words

BATCH = 20_000
KEY_LIMIT = 60
"""A key that more works share says little; its further works are left out."""
RARE = 3_000
"""Words in more titles than this are not looked up."""

ALIKE = 0.5
"""Titles less alike than this are not two wordings of one."""

LISTED, MARKS = ", ".join(COLUMNS), ", ".join("?" * len(COLUMNS))
INSERT = f"INSERT INTO works ({LISTED}) VALUES ({MARKS}) ON CONFLICT (id) DO NOTHING RETURNING row"
UPDATE = f"UPDATE works SET ({LISTED}) = ({MARKS}) WHERE row = ?"
SELECT = f"SELECT {LISTED}, row FROM works WHERE "


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """What became of records: `added` new works, `merged` into works already held, `unchanged`."""

    added: int = 0
    merged: int = 0
    unchanged: int = 0

    def __add__(self, other: "Saved") -> "Saved":
        return Saved(
            added=self.added + other.added,
            merged=self.merged + other.merged,
            unchanged=self.unchanged + other.unchanged,
        )


def save_works(connection: sqlite3.Connection, works: Iterable[Work]) -> Saved:
    """Upserts by DOI, PMID and PMCID, within the caller's transaction."""
    listed, total = iter(works), Saved()
    while batch := list(islice(listed, BATCH)):
        total += _save_batch(connection, batch)
    return total


def _save_batch(connection: sqlite3.Connection, batch: list[Work]) -> Saved:
    counts: Counter[str] = Counter()
    touched: dict[int, tuple[Work | None, Work]] = {}
    for work in batch:
        held = _held(connection, work)
        if held is None:
            row, saved = _insert(connection, work)
            touched[row] = (None, saved)
            counts["added"] += 1
            continue
        row, before = held
        after = merged(before, work)
        if after == before:
            counts["unchanged"] += 1
            continue
        connection.execute(UPDATE, (*to_row(after), row))
        touched[row] = (touched[row][0] if row in touched else before, after)
        counts["merged"] += 1
    _index(connection, touched)
    return Saved(**counts)


def _insert(connection: sqlite3.Connection, work: Work) -> tuple[int, Work]:
    """The new row. An id that another work has (a DOI that two records share) gives way to the next."""
    for wanted in _ids(work):
        named = work if work.id == wanted else replace(work, id=wanted)
        row = connection.execute(INSERT, to_row(named)).fetchone()
        if row is not None:
            return int(row[0]), named
    raise AssertionError("ids never end")


def _ids(work: Work) -> Iterator[str]:
    yield (first := identity(work))
    yield from (f"{name}:{value}" for name, value in (("pmid", work.pmid), ("pmcid", work.pmcid)) if value)
    yield from (f"{first}#{number}" for number in count(2))


def _index(connection: sqlite3.Connection, touched: dict[int, tuple[Work | None, Work]]) -> None:
    old = [(row, before) for row, (before, _) in touched.items() if before is not None]
    connection.executemany(
        "DELETE FROM work_keys WHERE key = ? AND work = ?",
        sorted((key, row) for row, before in old for key in keys_of(before)),
    )
    connection.executemany(
        "INSERT INTO works_fts (works_fts, rowid, title) VALUES ('delete', ?, ?)",
        [(row, before.title) for row, before in old],
    )
    connection.executemany(
        "INSERT OR IGNORE INTO work_keys (key, work) VALUES (?, ?)",
        sorted((key, row) for row, (_, after) in touched.items() for key in keys_of(after)),
    )
    connection.executemany(
        "INSERT INTO works_fts (rowid, title) VALUES (?, ?)",
        [(row, after.title) for row, (_, after) in touched.items()],
    )


def _held(connection: sqlite3.Connection, work: Work) -> tuple[int, Work] | None:
    """The work that a record speaks of: the first by identifier that nothing contradicts."""
    asked = [(column, value) for column in ("doi", "pmid", "pmcid") if (value := getattr(work, column))]
    for column, value in asked or [("id", identity(work))]:
        for found in connection.execute(SELECT + f"{column} = ?", (value,)):
            held = from_row(found[:-1])
            if not _contradicts(held, work):
                return int(found[-1]), held
    return None


def _contradicts(held: Work, newer: Work) -> bool:
    pairs = ((held.doi, newer.doi), (held.pmid, newer.pmid), (held.pmcid, newer.pmcid))
    return any(first and second and first != second for first, second in pairs) or _is_another(held, newer)


def _is_another(held: Work, newer: Work) -> bool:
    """Two records under one identifier that are of two works: chapters with the DOI of their book, or a slip in one.

    Titles that are not alike need the first author or the first page for two wordings of one. Both works are kept, so
    that the identifier is found to be of two.
    """
    if not (held.title and newer.title) or title_similarity(bare_title(held.title), bare_title(newer.title)) >= ALIKE:
        return False
    families = {squeeze(work.authors[0].family) for work in (held, newer) if work.authors}
    pages = [first_page(work.pages) for work in (held, newer)]
    if all(pages) and pages[0] != pages[1]:
        return True
    is_same_place = bool(pages[0]) and pages[0] == pages[1] and held.year == newer.year
    return not is_same_place and not (held.authors and newer.authors and len(families) == 1)


class WorkCatalogue:
    """The library as matching asks it; candidates come with the most telling first."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def by_identifier(self, *, doi: str | None = None, pmid: str | None = None, pmcid: str | None = None) -> list[Work]:
        """Works that carry one of the identifiers; a DOI may have several records."""
        found: dict[str, Work] = {}
        for column, value in (("doi", doi and doi.lower()), ("pmid", pmid), ("pmcid", pmcid)):
            if value:
                for row in self._connection.execute(SELECT + f"{column} = ?", (value,)):
                    found.setdefault(row[0], from_row(row[:-1]))
        return list(found.values())

    def by_keys(self, keys: Sequence[int], *, limit: int = 20) -> list[Work]:
        """Works under most of the keys of `extract.text.keys`."""
        hits: Counter[int] = Counter()
        for key in dict.fromkeys(keys):
            rows = self._connection.execute("SELECT work FROM work_keys WHERE key = ? LIMIT ?", (key, KEY_LIMIT))
            hits.update(row for (row,) in rows)
        best = hits.most_common(limit)
        enough = 2 if best and best[0][1] > 2 else 1
        return self._load(row for row, count in best if count >= enough)

    def by_words(self, text: str, *, limit: int = 20) -> list[Work]:
        """Works whose titles share most of the rare words of a text."""
        hits: Counter[int] = Counter()
        for word in self._rare_words(text):
            rows = self._connection.execute("SELECT rowid FROM works_fts WHERE works_fts MATCH ?", (f'"{word}"',))
            hits.update(row for (row,) in rows)
        shared = [(row, count) for row, count in hits.most_common(limit) if count > 1]
        return self._load(row for row, _ in shared)

    def by_id(self, work_id: str) -> Work | None:
        """One work by its id."""
        row = self._connection.execute(SELECT + "id = ?", (work_id,)).fetchone()
        return from_row(row[:-1]) if row else None

    def _rare_words(self, text: str) -> list[str]:
        counted = []
        for word in dict.fromkeys(word for word in words(text) if len(word) > 4 and not word.isdigit()):
            row = self._connection.execute("SELECT doc FROM works_words WHERE term = ?", (word,)).fetchone()
            if row is not None and row[0] <= RARE:
                counted.append((row[0], word))
        return [word for _, word in sorted(counted)[:6]]

    def _load(self, rows: Iterable[int]) -> list[Work]:
        found = (self._connection.execute(SELECT + "row = ?", (row,)).fetchone() for row in rows)
        return [from_row(row[:-1]) for row in found if row is not None]


def all_works(connection: sqlite3.Connection) -> Iterator[Work]:
    """Every work, in the order in which they came."""
    for row in connection.execute(SELECT + "1 ORDER BY row"):
        yield from_row(row[:-1])
