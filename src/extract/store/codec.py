"""A paper as bytes and back: validated JSON for its values, raw columns for its runs, both compressed."""

import json
import sys
import zlib
from array import array
from dataclasses import dataclass, fields
from functools import cache
from types import GenericAlias
from typing import Any, cast, get_type_hints

import msgspec

from extract.errors import DatabaseError
from extract.model import Document, Paper, Runs

LEVEL = 6
DAMAGED = (zlib.error, ValueError, TypeError, LookupError, RecursionError)
"""What stored bytes raise that this version did not write, or that were changed."""

MOST_UNPACKED = 1 << 28
"""Bytes of one packed string; the longest book that was read takes a twenty-fifth of it."""

COLUMNS = tuple(field.name for field in fields(Runs))


@dataclass(frozen=True, slots=True)
class PaperBytes:
    """What the table `papers` keeps: the reading without its text, the runs, the annotations."""

    reading: bytes
    runs: bytes
    layers: bytes


def dump_paper(paper: Paper) -> PaperBytes:
    """A paper as three compressed strings of bytes."""
    return PaperBytes(
        zlib.compress(msgspec.json.encode(_values(paper.document, _reading_fields())), LEVEL),
        zlib.compress(_dump_runs(paper.document.runs), LEVEL),
        zlib.compress(msgspec.json.encode(_values(paper, _layer_fields())), LEVEL),
    )


def load_document(text: str, reading: bytes, runs: bytes) -> Document:
    """The reading of a document, as its reader made it."""
    try:
        values = _reading().decode(_unpacked(reading))
        columns = _load_runs(_unpacked(runs))
    except DAMAGED as error:
        raise _stale() from error
    return Document(text=text, runs=columns, **dict(zip(_reading_fields(), values, strict=True)))


def load_paper(text: str, stored: PaperBytes) -> Paper:
    """The whole paper."""
    document = load_document(text, stored.reading, stored.runs)
    try:
        values = _layers().decode(_unpacked(stored.layers))
    except DAMAGED as error:
        raise _stale() from error
    return Paper(document=document, **dict(zip(_layer_fields(), values, strict=True)))


def _unpacked(packed: bytes) -> bytes:
    """The bytes that were packed. Raises one of `DAMAGED` where they end too early or would not end."""
    unpacker = zlib.decompressobj()
    data = unpacker.decompress(packed, MOST_UNPACKED)
    if not unpacker.eof:
        raise ValueError("packed bytes that are cut, or that unpack to too many")
    return data


def _stale() -> DatabaseError:
    return DatabaseError(
        "this database is damaged or was written by another version of extract: run `extract ingest` on its files again"
    )


def _values(owner: object, names: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(getattr(owner, name) for name in names)


@cache
def _reading_fields() -> tuple[str, ...]:
    return tuple(field.name for field in fields(Document) if field.name not in ("text", "runs"))


@cache
def _layer_fields() -> tuple[str, ...]:
    return tuple(field.name for field in fields(Paper) if field.name != "document")


@cache
def _reading() -> "msgspec.json.Decoder[Any]":
    return _decoder(Document, _reading_fields())


@cache
def _layers() -> "msgspec.json.Decoder[Any]":
    return _decoder(Paper, _layer_fields())


def _decoder(owner: type, names: tuple[str, ...]) -> "msgspec.json.Decoder[Any]":
    hints = get_type_hints(owner)
    return msgspec.json.Decoder(GenericAlias(tuple, tuple(hints[name] for name in names)))


def _dump_runs(runs: Runs) -> bytes:
    columns = [cast("array[int]", getattr(runs, name)) for name in COLUMNS]
    head = json.dumps({"order": sys.byteorder, "columns": [[c.typecode, c.itemsize, len(c)] for c in columns]})
    return head.encode() + b"\n" + b"".join(column.tobytes() for column in columns)


def _load_runs(data: bytes) -> Runs:
    head, _, body = data.partition(b"\n")
    described = json.loads(head)
    columns: dict[str, Any] = {}
    at = 0
    for name, (typecode, size, length) in zip(COLUMNS, described["columns"], strict=True):
        column = array(typecode)
        column.frombytes(body[at : at + size * length])
        if described["order"] != sys.byteorder:
            column.byteswap()
        columns[name] = column
        at += size * length
    return Runs(**columns)
