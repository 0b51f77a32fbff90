"""A data package (a folder of tables with their description), and layers as Parquet."""

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, get_args

from extract.errors import UsageError, suggestion
from extract.extras import require
from extract.outputs import output_bytes, output_file
from extract.report.cells import write_csv
from extract.report.records import RECORDS
from extract.store import Database, layer_rows

BATCH = 20_000
FRICTIONLESS = {"string": "string", "integer": "integer", "number": "number", "boolean": "boolean"}


def write_package(database: Database, folder: Path, *, version: str) -> None:
    """Every layer as CSV, and datapackage.json as the Frictionless standard describes it."""
    resources = []
    for layer in RECORDS:
        path = folder / f"{layer}.csv"
        fields = [{"name": name, "type": _frictionless(kind)} for name, kind in _fields(layer)]
        with output_file(path) as file:
            write_csv(layer_rows(database, layer), file, [field["name"] for field in fields])
        schema = {"fields": fields, "primaryKey": "id", "missingValues": [""]}
        resources.append({"name": layer, "path": path.name, "profile": "tabular-data-resource", "schema": schema})
    described = {"name": "extract", "profile": "tabular-data-package", "version": version, "resources": resources}
    with output_file(folder / "datapackage.json") as file:
        file.write(json.dumps(described, indent=2) + "\n")


def write_parquet(database: Database, layer: str, path: Path, documents: tuple[str, ...]) -> None:
    """One layer; columns that hold objects or places are JSON text."""
    require("parquet", "Parquet")
    import pyarrow
    import pyarrow.parquet

    kinds = dict(_fields(layer))
    schema = pyarrow.schema([(name, _arrow(pyarrow, kind)) for name, kind in kinds.items()])
    rows = layer_rows(database, layer, documents)
    with output_bytes(path) as file, pyarrow.parquet.ParquetWriter(file, schema) as writer:
        for batch in _batches(rows):
            listed = [{name: _plain(row.get(name), kind) for name, kind in kinds.items()} for row in batch]
            writer.write_table(pyarrow.Table.from_pylist(listed, schema=schema))


def _fields(layer: str) -> Iterator[tuple[str, str]]:
    """Each field of a layer as string, integer, number, boolean, strings or json."""
    if layer not in RECORDS:
        raise UsageError(f"no layer {layer!r}: {suggestion(layer, tuple(RECORDS))}")
    for name, field in RECORDS[layer].model_fields.items():
        yield name, _kind(field.annotation)


def _kind(annotation: Any) -> str:
    kinds = {_kind(part) for part in get_args(annotation) if part is not type(None)}
    if annotation in (str, int, float, bool):
        return {str: "string", int: "integer", float: "number", bool: "boolean"}[annotation]
    if getattr(annotation, "__origin__", None) is list:
        return "strings" if kinds == {"string"} else "json"
    if any(isinstance(part, str) for part in get_args(annotation)):
        return "string"
    if kinds == {"integer", "number"}:
        return "number"
    if kinds == {"string", "integer"}:
        return "string"
    return kinds.pop() if len(kinds) == 1 else "json"


def _frictionless(kind: str) -> str:
    return FRICTIONLESS.get(kind, "string")


def _arrow(pyarrow: Any, kind: str) -> Any:
    made = {
        "integer": pyarrow.int64(),
        "number": pyarrow.float64(),
        "boolean": pyarrow.bool_(),
        "strings": pyarrow.list_(pyarrow.string()),
    }
    return made.get(kind, pyarrow.string())


def _plain(value: object, kind: str) -> object:
    if value is None:
        return None
    if kind == "json":
        return json.dumps(value, ensure_ascii=False)
    return str(value) if kind == "string" else value


def _batches(rows: Iterable[dict[str, object]]) -> Iterator[list[dict[str, object]]]:
    listed = iter(rows)
    while batch := list(islice(listed, BATCH)):
        yield batch
