"""Rows as files, one by one: tables for spreadsheets, in which no text is run as a formula, and JSON arrays."""

import csv
import json
from collections.abc import Iterable, Sequence
from typing import IO

from extract.errors import UsageError
from extract.store import Row

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""How a cell begins that a spreadsheet would run, in wide forms too (OWASP, CSV injection)."""


class TableWriter:
    """Rows of a CSV file, each value as a cell."""

    def __init__(self, file: IO[str]) -> None:
        self._writer = csv.writer(file)

    def writerow(self, row: Iterable[object]) -> None:
        self._writer.writerow([cell(value) for value in row])

    def writerows(self, rows: Iterable[Iterable[object]]) -> None:
        for row in rows:
            self.writerow(row)


def write_array(items: Iterable[object], file: IO[str]) -> None:
    """A JSON array, written item by item."""
    separator = "[\n"
    for item in items:
        file.write(separator + json.dumps(item, ensure_ascii=False))
        separator = ",\n"
    file.write("[]\n" if separator == "[\n" else "\n]\n")


def cell(value: object) -> object:
    """A value for a spreadsheet: lists as JSON, and no text that a spreadsheet would run as a formula."""
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, str) and value.startswith(FORMULA):
        return "'" + value
    return value


def write_records(rows: Iterable[Row], form: str, file: IO[str]) -> None:
    """Writes rows as jsonl, json or csv."""
    if form == "jsonl":
        encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
        for row in rows:
            file.write(encode(row) + "\n")
    elif form == "json":
        write_array(rows, file)
    elif form == "csv":
        write_csv(rows, file)
    else:
        raise UsageError(f"{form} cannot be written here: choose jsonl, json or csv")


def write_csv(rows: Iterable[Row], file: IO[str], columns: Sequence[str] = ()) -> None:
    """A head and a line for each row; without `columns` those of the first row, and no head where there is no row."""
    writer = TableWriter(file)
    head = tuple(columns)
    if head:
        writer.writerow(head)
    for row in rows:
        if not head:
            head = tuple(row)
            writer.writerow(head)
        writer.writerow([row[name] for name in head])
