"""What ran: a hash of the code (and vocabulary) of each room, so that stored rows know when they are out of date."""

import hashlib
import os
from functools import cache
from pathlib import Path

ROWS = tuple(f"store/{name}.py" for name in ("codec", "papers", "passages", "rows"))
BOTTOM = ("errors.py", "model", "text")
ROOMS = {
    "reading": (*BOTTOM, "read"),
    "annotation": (*BOTTOM, "vocabulary", "read", "annotate", "resolve/markers.py", *ROWS),
    "audit": (*BOTTOM, "vocabulary", "annotate", "pooling.py", "resolve", "audit"),
}
PACKAGE = os.path.dirname(__file__)
KINDS = (".py", ".toml", ".json", ".sql")


def recipe(vocabulary: Path | None = None) -> dict[str, str]:
    """Stage -> hash of all that decides its result; `vocabulary` is a file or folder of a user's own terms."""
    own = _hash_terms(vocabulary) if vocabulary is not None else ""
    return {
        stage: hashlib.sha256((_code(stage) + own * (stage != "reading")).encode()).hexdigest()[:16] for stage in ROOMS
    }


def _code(stage: str) -> str:
    digest = hashlib.sha256()
    for room in ROOMS[stage]:
        digest.update(_room(os.path.join(PACKAGE, room), room))
    return digest.hexdigest()


@cache
def _room(place: str, name: str) -> bytes:
    """Hash of the names and contents of a room's files, each read once though three stages ask for it; b"" for none."""
    held = b""
    if os.path.isdir(place):
        held = b"".join(_room(os.path.join(place, child), child) for child in sorted(os.listdir(place)))
    elif name.endswith(KINDS):
        with open(place, "rb") as file:
            held = file.read() or b" "
    return held and hashlib.sha256(name.encode() + held).digest()


def _hash_terms(given: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(given.glob("*.toml")) if given.is_dir() else [given] if given.is_file() else []:
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()
