"""The descriptions in `schemas/` and of the database in the docs: made here, compared by a test."""

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

from extract.errors import UsageError, suggestion
from extract.report.datasette import datasette_metadata
from extract.report.records import RECORDS
from extract.store import Database, open_database
from extract.store.dictionary import Relation, questions, relations
from extract.store.upkeep import schema_text

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
    """The JSON Schema of one row of a layer."""
    if layer not in RECORDS:
        raise UsageError(f"no layer {layer!r}: {suggestion(layer, tuple(RECORDS))}")
    return RECORDS[layer].model_json_schema(by_alias=True)


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
