"""Rows as files, one by one: tables for spreadsheets, in which no text is run as a formula, and JSON arrays."""

import csv
import json
from collections.abc import Iterable
from typing import IO

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
