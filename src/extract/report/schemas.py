"""The descriptions in `schemas/`: made here, compared by a test."""

import json
import tempfile
from pathlib import Path

from extract.errors import UsageError, suggestion
from extract.report.audit_records import RECORDS
from extract.report.database_page import database_page
from extract.report.datasette import datasette_metadata
from extract.store import open_database
from extract.store.upkeep import schema_text


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
