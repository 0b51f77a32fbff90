"""The descriptions in `schemas/` and of the database in the docs: made here, compared by a test."""

import json
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from extract.errors import UsageError, suggestion
from extract.report.datasette import datasette_metadata
from extract.report.records import RECORDS
from extract.store import Database, open_database
from extract.store.dictionary import Relation, field_meanings, questions, relations
from extract.store.upkeep import schema_text
from extract.text import lazy_re as re

TABLES = {
    "texts": "documents",
    "references": "bibliography",
    "corroboration": "corroborations",
    "FactRecord": "claim_facts",
    "EvidenceRecord": "evidence",
    "FaultRecord": "faults",
    "NoticeRecord": "notices",
    "ReviewOfFinding": "reviews",
}
"""Layers, and records within them, whose table has another name."""

COLUMN_OF = {"start": "start_char", "end": "end_char", "check": "check_name", "run": "run_id"}
"""Fields whose column has another name."""

AS_STORED = re.compile(r"^1(?=:| where)")
"""How the words of a column name a flag, which is a number there."""

HEAD = """# The database

Made from the schema by `extract schema --tables`; a test compares the two. `extract schema` prints the SQL.

Passages: `start_char` and `end_char` are half-open places in code points in `documents.text`; `pieces` has more than
one where a page break or a table interrupts the passage. Ids of what stands in a paper begin with the id of the paper,
the begin of its file's SHA-256: the same file has the same id in every database. Lists are JSON.
"""


def database_page(database: Database) -> str:
    """Markdown for a database of this schema."""
    found = relations(database)
    tables = [relation for relation in found if relation.kind == "table"]
    views = [relation for relation in found if relation.kind == "view"]
    return "\n".join(
        [
            HEAD,
            "## Usual questions\n",
            *_questions(),
            "## Tables\n",
            *_described(tables),
            "## Views\n",
            *_described(views),
        ]
    )


def _questions() -> Iterator[str]:
    for question in questions():
        asked = f"### {question.title}\n\n{question.description} `{question.name}`\n\n"
        yield f"{asked}```sql\n{question.sql.strip()}\n```\n"


def _described(relations: list[Relation]) -> Iterator[str]:
    for relation in relations:
        yield f"### {relation.name}\n\n{relation.meaning[0].upper()}{relation.meaning[1:]}.\n"
        yield "| column | type | holds |\n|---|---|---|"
        for column in relation.columns:
            yield f"| `{column.name}` | {column.type.lower()} | {column.meaning.replace('|', '/')} |"
        yield ""


def json_schema(layer: str) -> dict[str, object]:
    """The JSON Schema of one row of a layer, each field described in the words of its column."""
    if layer not in RECORDS:
        raise UsageError(f"no layer {layer!r}: {suggestion(layer, tuple(RECORDS))}")
    schema = RECORDS[layer].model_json_schema(by_alias=True)
    _describe(schema, layer)
    for name, nested in schema.get("$defs", {}).items():
        _describe(nested, name)
    return schema


def _describe(schema: dict[str, Any], name: str) -> None:
    """Adds to each field of a layer, or of a record within one, what it holds."""
    held = _column_meanings().get(TABLES.get(name, name), {})
    stated = field_meanings().get(name, {})
    for field, described in schema["properties"].items():
        words = stated.get(field) or held.get(COLUMN_OF.get(field, field))
        if words:
            described["description"] = AS_STORED.sub("true", words.removeprefix("JSON "))
            schema["properties"][field] = dict(sorted(described.items()))


@cache
def _column_meanings() -> dict[str, dict[str, str]]:
    """What the columns of each table and view hold."""
    with tempfile.TemporaryDirectory() as folder, open_database(Path(folder) / "empty.db") as database:
        return {
            relation.name: {column.name: column.meaning for column in relation.columns}
            for relation in relations(database)
        }


def database_sql() -> str:
    """The schema of a fresh database, all migrations applied."""
    with tempfile.TemporaryDirectory() as folder, open_database(Path(folder) / "empty.db") as database:
        return schema_text(database)


def database_tables() -> str:
    """The page on the tables of a fresh database."""
    with tempfile.TemporaryDirectory() as folder, open_database(Path(folder) / "empty.db") as database:
        return database_page(database)


def schema_files() -> dict[str, str]:
    """File name -> text, for the whole folder."""
    files = {f"{layer}.json": json.dumps(json_schema(layer), indent=2) + "\n" for layer in RECORDS}
    return {**files, "database.sql": database_sql(), "datasette.json": _datasette()}


def _datasette() -> str:
    with tempfile.TemporaryDirectory() as folder, open_database(Path(folder) / "empty.db") as database:
        return json.dumps(datasette_metadata(database, name="extract"), indent=2, ensure_ascii=False) + "\n"
