"""A paper as bytes and back: checked JSON for its values, raw columns for its runs, both compressed.

In JSON a value is the list of its fields in the order of its class; a digest of the names of all fields goes before.
"""

import json
import sys
import zlib
from array import array
from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from functools import cache
from itertools import repeat
from operator import attrgetter, call
from types import NoneType
from typing import Any, Literal, cast, get_args, get_origin

from extract.errors import DatabaseError
from extract.model import Document, Paper, Runs

LEVEL = 6
DAMAGED = (zlib.error, ValueError, TypeError, LookupError, ArithmeticError, RecursionError)
"""What stored bytes raise that this version did not write, or that were changed."""

MOST_UNPACKED = 1 << 30
"""Bytes of one packed string; the longest book that was read takes a hundredth of it."""

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
        _packed(paper.document, _reading_fields()),
        zlib.compress(_dump_runs(paper.document.runs), LEVEL),
        _packed(paper, _layer_fields()),
    )


def load_document(text: str, reading: bytes, runs: bytes) -> Document:
    """The reading of a document, as its reader made it."""
    try:
        values = _values(_unpacked(reading), Document, _reading_fields())
        columns = _load_runs(_unpacked(runs))
    except DAMAGED as error:
        raise _stale() from error
    return Document(text=text, runs=columns, **dict(zip(_reading_fields(), values, strict=True)))


def load_paper(text: str, stored: PaperBytes) -> Paper:
    """The whole paper."""
    document = load_document(text, stored.reading, stored.runs)
    try:
        values = _values(_unpacked(stored.layers), Paper, _layer_fields())
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


@cache
def _reading_fields() -> tuple[str, ...]:
    return tuple(field.name for field in fields(Document) if field.name not in ("text", "runs"))


@cache
def _layer_fields() -> tuple[str, ...]:
    return tuple(field.name for field in fields(Paper) if field.name != "document")


Make = Callable[[Any], Any]
LIST = frozenset({list})


class _Plain(dict[Any, Make]):
    """Type -> what gives an object of it as JSON can hold it."""

    def __missing__(self, owner: Any) -> Make:
        names = tuple(field.name for field in fields(owner))
        self[owner] = attrgetter(*names) if len(names) > 1 else lambda value: (getattr(value, names[0]),)
        return self[owner]


PLAIN = _Plain({Decimal: str})


def _packed(owner: Any, names: tuple[str, ...]) -> bytes:
    values = [_digest(cast(Any, type(owner)), names), *(getattr(owner, name) for name in names)]
    text = json.dumps(
        values, default=lambda value: PLAIN[type(value)](value), check_circular=False, separators=(",", ":")
    )
    return zlib.compress(text.encode(), LEVEL)


def _values(data: bytes, owner: type, names: tuple[str, ...]) -> tuple[Any, ...]:
    """The values of some fields. Raises one of `DAMAGED` where the JSON is not what `_packed` makes of such fields."""
    digest, *values = json.loads(data)
    if digest != _digest(owner, names):
        raise ValueError("values of classes that have other fields")
    made: tuple[Any, ...] = _row(tuple(_hints(owner)[name] for name in names))(values)
    return made


@cache
def _digest(owner: Any, names: tuple[str, ...]) -> int:
    """Of the names of the fields of all classes below."""
    known: dict[type, tuple[str, ...]] = {}

    def walk(hint: Any) -> None:
        for part in get_args(hint):
            walk(part)
        if is_dataclass(hint) and hint not in known:
            known[cast(type, hint)] = tuple(_hints(hint))
            for part in _hints(hint).values():
                walk(part)

    for name in names:
        walk(_hints(owner)[name])
    return zlib.crc32(repr([(cls.__name__, of) for cls, of in known.items()]).encode())


def _hints(owner: Any) -> dict[str, Any]:
    return {field.name: field.type for field in fields(owner)}


@cache
def _reader(hint: Any) -> tuple[frozenset[type], Make | None]:
    """The types in JSON of what a hint stands for, and what makes a value of it; None where it is one already."""
    parts = get_args(hint)
    if is_dataclass(hint):
        return LIST, _object(cast(type, hint))
    if get_origin(hint) is tuple:
        return LIST, _items(parts[0]) if parts[1:] == (...,) else _row(parts)
    if get_origin(hint) is Literal:
        return frozenset(map(type, parts)), {word: word for word in parts}.__getitem__
    if NoneType in parts:
        types, make = _reader(next(part for part in parts if part is not NoneType))
        return types | {NoneType}, None if make is None else _or_none(make)
    return OTHERS.get(hint, (frozenset({hint}), None))


def _or_none(make: Make) -> Make:
    return lambda value: None if value is None else make(value)


def _decimal(text: str) -> Decimal:
    value = Decimal(text)
    if not value.is_finite():
        raise ValueError(f"{text} is no number")
    return value


OTHERS: dict[Any, tuple[frozenset[type], Make]] = {
    float: (frozenset({float, int}), float),
    Decimal: (frozenset({str}), _decimal),
}
"""Types that JSON holds as others."""


def _items(hint: Any) -> Make:
    """What makes a tuple of values of one type."""
    types, make = _reader(hint)

    def items(values: list[Any]) -> tuple[Any, ...]:
        if not types.issuperset(map(type, values)):
            raise TypeError(f"other values than {hint}")
        return tuple(values) if make is None else tuple(map(make, values))

    return items


def _row(hints: tuple[Any, ...], finish: Make = tuple) -> Make:
    """What makes a tuple (or what `finish` makes) of one value for each type."""
    readers = [_reader(hint) for hint in hints]
    makers = [(n, make) for n, (_, make) in enumerate(readers) if make is not None]
    sound: set[tuple[type, ...]] = set()

    def row(values: list[Any]) -> Any:
        given = tuple(map(type, values))
        if given not in sound:
            if not all(of in types for of, (types, _) in zip(given, readers, strict=True)):
                raise TypeError(f"{given} in place of {hints}")
            sound.add(given)
        for n, make in makers:
            values[n] = make(values[n])
        return finish(values)

    return row


def _object(owner: Any) -> Make:
    """What makes an object of the list of its fields: the classes of the model keep them in slots."""
    hints = _hints(owner)
    puts = [getattr(owner, name).__set__ for name in hints]

    def made(values: list[Any]) -> Any:
        new = owner.__new__(owner)
        list(map(call, puts, repeat(new), values))
        return new

    return _row(tuple(hints.values()), made)


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
