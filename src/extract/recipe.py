"""What ran: a hash of the code (and vocabulary) of each room, so that stored rows know when they are out of date."""

import hashlib
from functools import cache
from pathlib import Path

ROWS = tuple(f"store/{name}.py" for name in ("codec", "papers", "passages", "rows"))
BOTTOM = ("errors.py", "model", "text")
ROOMS = {
    "reading": (*BOTTOM, "read"),
    "annotation": (*BOTTOM, "vocabulary", "read", "annotate", "resolve/markers.py", *ROWS),
    "audit": (*BOTTOM, "vocabulary", "annotate", "resolve", "audit"),
}
KINDS = (".py", ".toml", ".json", ".sql")


def recipe(vocabulary: Path | None = None) -> dict[str, str]:
    """Stage -> hash of all that decides its result; `vocabulary` is a file or folder of a user's own terms."""
    own = _hash_terms(vocabulary) if vocabulary is not None else ""
    return {
        stage: hashlib.sha256((_code(stage) + own * (stage != "reading")).encode()).hexdigest()[:16] for stage in ROOMS
    }


@cache
def _code(stage: str) -> str:
    package = Path(__file__).parent
    digest = hashlib.sha256()
    for room in ROOMS[stage]:
        for name, held in _files(package / room):
            digest.update(name.encode() + held)
    return digest.hexdigest()


@cache
def _files(place: Path) -> tuple[tuple[str, bytes], ...]:
    """Each file of a room, by its name within the package, with the hash of what it holds."""
    if place.is_dir():
        return tuple(file for child in sorted(place.iterdir()) for file in _files(child))
    if not place.name.endswith(KINDS):
        return ()
    return ((place.relative_to(Path(__file__).parent).as_posix(), hashlib.sha256(place.read_bytes()).digest()),)


def _hash_terms(given: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(given.glob("*.toml")) if given.is_dir() else [given] if given.is_file() else []:
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()
