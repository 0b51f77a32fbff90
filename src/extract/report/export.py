"""Layers of the database as files: streamed row by row."""

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import IO

from extract.store import Database
from extract.store.layers import layer_rows

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def export_layer(database: Database, layer: str, form: str, file: IO[str], documents: Sequence[str] = ()) -> None:
    """Writes a layer as jsonl, json or csv."""
    write_records(layer_rows(database, layer, documents), form, file)


def write_records(rows: Iterator[dict[str, object]], form: str, file: IO[str]) -> None:
    """Writes rows as jsonl, json or csv."""
    if form == "jsonl":
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n")
    elif form == "json":
        _write_json(rows, file)
    else:
        _write_csv(rows, file)


def _write_json(rows: Iterable[dict[str, object]], file: IO[str]) -> None:
    separator = "[\n"
    for row in rows:
        file.write(separator + json.dumps(row, ensure_ascii=False))
        separator = ",\n"
    file.write("[]\n" if separator == "[\n" else "\n]\n")


def _write_csv(rows: Iterable[dict[str, object]], file: IO[str]) -> None:
    writer = csv.writer(file)
    for number, row in enumerate(rows):
        if number == 0:
            writer.writerow(row)
        writer.writerow([_cell(value) for value in row.values()])


def _cell(value: object) -> object:
    """A value for a spreadsheet: no text that a spreadsheet would run as a formula."""
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, str) and value.startswith(FORMULA):
        return "'" + value
    return value
