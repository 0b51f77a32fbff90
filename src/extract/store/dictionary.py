"""The database in words: every table, view and column, and questions that are often asked."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from extract.store.database import Database
from extract.text import lazy_re as re

OF_AN_INDEX = re.compile(r"_(?:data|idx|content|docsize|config)$")
COMMENT = re.compile(r"--\s?(.{1,400})$", re.MULTILINE)
COLUMN = re.compile(r"(?:^|,)\s{0,8}([a-z][a-z0-9_]{0,40})\s{1,4}(?:INTEGER|TEXT|REAL|BLOB|ANY)\b")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its type as declared (empty in views), and what it holds."""

    name: str
    type: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Relation:
    """A table or view, and what one row of it is."""

    name: str
    kind: Literal["table", "view"]
    meaning: str
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A query that answers a usual question; `:names` in its SQL are what the reader fills in."""

    name: str
    title: str
    description: str
    sql: str


def relations(database: Database) -> tuple[Relation, ...]:
    """All tables and views but the search indexes' own, in alphabetical order."""
    rows = database.rows("SELECT name, type, sql FROM sqlite_master WHERE type IN ('table', 'view') ORDER BY name")
    return tuple(
        _relation(database, row["name"], row["type"], row["sql"])
        for row in list(rows)
        if not (row["name"].startswith("sqlite_") or OF_AN_INDEX.search(row["name"]))
    )


@cache
def questions() -> tuple[Question, ...]:
    """The usual questions, in the order in which a reader may ask them."""
    listed = tomllib.loads(_text("questions.toml"))["question"]
    return tuple(Question(**question) for question in listed)


def _relation(database: Database, name: str, kind: Literal["table", "view"], sql: str) -> Relation:
    of_relations, everywhere, within = _words()
    commented = _comments(sql)
    head = COMMENT.search(sql.splitlines()[0])
    columns = tuple(
        Column(
            row["name"],
            row["type"],
            within.get(name, {}).get(row["name"]) or commented.get(row["name"]) or everywhere.get(row["name"], ""),
        )
        for row in database.rows("SELECT name, type FROM pragma_table_info(?)", (name,))
    )
    return Relation(name, kind, of_relations.get(name) or (head[1].strip() if head else ""), columns)


def _comments(sql: str) -> dict[str, str]:
    """What the schema says beside its columns: a comment speaks of all columns on its line."""
    by_column: dict[str, str] = {}
    for line in sql.splitlines()[1:]:
        comment = COMMENT.search(line)
        if comment:
            by_column |= dict.fromkeys(COLUMN.findall(line[: comment.start()]), comment[1].strip())
    return by_column


def field_meanings() -> dict[str, dict[str, str]]:
    """What fields of exports hold that are no columns, or more than their column: by layer, or by record within one."""
    exported: dict[str, dict[str, str]] = tomllib.loads(_text("columns.toml"))["export"]
    return exported


@cache
def _words() -> tuple[dict[str, str], dict[str, str], dict[str, dict[str, str]]]:
    """What tables are, what columns of a name hold in any table, and what they hold in one."""
    words = tomllib.loads(_text("columns.toml"))
    return words["relations"], words["any"], words["of"]


def _text(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")
