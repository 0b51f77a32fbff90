"""What ran: a hash of the code (and vocabulary) of each room, so that stored rows know when they are out of date."""

import hashlib
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

ROWS = tuple(f"store/{name}.py" for name in ("codec", "papers", "passages", "pointing", "rows"))
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
    digest = hashlib.sha256()
    package = resources.files("extract")
    for room in ROOMS[stage]:
        _feed(digest, package / room, room)
    return digest.hexdigest()


def _feed(digest: "hashlib._Hash", place: Traversable, name: str) -> None:
    if place.is_dir():
        for child in sorted(place.iterdir(), key=lambda item: item.name):
            _feed(digest, child, f"{name}/{child.name}")
    elif place.is_file() and name.endswith(KINDS):
        digest.update(name.encode())
        digest.update(place.read_bytes())


def _hash_terms(given: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(given.glob("*.toml")) if given.is_dir() else [given] if given.is_file() else []:
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()
