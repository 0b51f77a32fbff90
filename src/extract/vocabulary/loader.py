"""Vocabulary from TOML files: one file a kind, one line a term.

A file says its `kind`; each further key is a term's id, with `names`, `cased`, `is_a` and any other attribute that is
a string. A user's own file or folder is read after ours: a known id gains names and parents, a new id is a new term.
"""

import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import msgspec

from extract.errors import UsageError
from extract.vocabulary.table import load_table
from extract.vocabulary.term import Term, Vocabulary

FOLDER = Path(__file__).parent
NO_TERMS = ("kinds.toml", "sources.toml")
"""Files beside the terms: the rules and the sources of the table of concepts."""
OWN = FOLDER / "terms.json"
"""What our files of terms say, made of them by `pytest --regold tests/vocabulary/test_loader.py`."""
LARGEST = 50_000_000
"""Bytes of a file of terms."""

LISTS = ("names", "cased", "is_a")


def load_vocabulary(extra: Path | None = None) -> Vocabulary:
    """Our own vocabulary, with a user's TOML file or folder of such files added; kept until a file changes."""
    own = [] if extra is None else sorted(extra.glob("*.toml")) if extra.is_dir() else [extra]
    return _load(tuple((path, _changed(path)) for path in own))


def _changed(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError as error:
        raise UsageError(f"vocabulary file {path} cannot be read: {error}") from error


@cache
def _load(own: tuple[tuple[Path, int], ...]) -> Vocabulary:
    ours = msgspec.json.decode(OWN.read_bytes(), type=tuple[Term, ...])
    known = terms_of((path for path, _ in own), ours)
    try:
        return Vocabulary(known, load_table())
    except ValueError as error:
        raise UsageError(str(error)) from error


def terms_of(paths: Iterable[Path], known: Iterable[Term] = ()) -> dict[str, Term]:
    """The terms of files by id, each file adding to what is known and to the files before it. Raises UsageError."""
    found = {term.id: term for term in known}
    for path in paths:
        for term in read_terms(path):
            before = found.get(term.id)
            found[term.id] = term if before is None else _merged(before, term, path)
    return found


def read_terms(path: Path) -> Iterator[Term]:
    """The terms of one file, in its order."""
    try:
        if not path.is_file() or path.stat().st_size > LARGEST:
            raise ValueError(f"no ordinary file of at most {LARGEST:,} bytes")
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise UsageError(f"vocabulary file {path} cannot be read: {error}") from error
    kind = content.pop("kind", None)
    if not isinstance(kind, str):
        raise UsageError(f'vocabulary file {path} must say its kind first, such as kind = "disease"')
    for term_id, entry in content.items():
        if not isinstance(entry, dict):
            raise UsageError(f"vocabulary file {path}: {term_id} must be a table such as {{ names = [...] }}")
        yield Term(
            id=term_id,
            kind=kind,
            names=_strings(entry, "names", term_id, path),
            cased=_strings(entry, "cased", term_id, path),
            parents=_strings(entry, "is_a", term_id, path),
            notes=tuple((key, _note(value, key, term_id, path)) for key, value in entry.items() if key not in LISTS),
        )


def _note(value: object, key: str, term_id: str, path: Path) -> str:
    """A note as words; what is nested too deep to be written is none."""
    try:
        return str(value)
    except RecursionError as error:
        raise UsageError(f"vocabulary file {path}: {key} of {term_id} is nested too deep") from error


def _strings(entry: dict[str, object], key: str, term_id: str, path: Path) -> tuple[str, ...]:
    value = entry.get(key, [])
    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        raise UsageError(f"vocabulary file {path}: {key} of {term_id} must be a list of strings")
    return tuple(dict.fromkeys(value))


def _merged(before: Term, after: Term, path: Path) -> Term:
    if before.kind != after.kind:
        raise UsageError(f"vocabulary file {path}: {after.id} is already a {before.kind}, not a {after.kind}")
    return Term(
        id=before.id,
        kind=before.kind,
        names=tuple(dict.fromkeys(before.names + after.names)),
        cased=tuple(dict.fromkeys(before.cased + after.cased)),
        parents=tuple(dict.fromkeys(before.parents + after.parents)),
        notes=tuple((dict(before.notes) | dict(after.notes)).items()),
    )
