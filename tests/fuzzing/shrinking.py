"""An input that crashed, cut down to what still crashes in the same way."""

import hashlib
import re
from collections.abc import Callable
from pathlib import Path

Attempt = Callable[[str, bytes], str | None]
PLACE = re.compile(r'File "[^"]*?/extract/([^"]+)", line \d+, in (\w+)')
MOST_TRIES = 400


def sort_of(wrong: str | None) -> str | None:
    """Which fault it is: the last place in our code and the kind of error."""
    if wrong is None:
        return None
    if wrong.startswith("took more"):
        return "slow"
    places = PLACE.findall(wrong)
    last = wrong.strip().splitlines()[-1].split(":")[0]
    return f"{'/'.join(places[-1]) if places else ''} {last}"


def shrunk(kind: str, data: bytes, attempt: Attempt) -> bytes:
    """Stretches taken out, large ones first, while the same fault stays."""
    wanted = sort_of(attempt(kind, data))
    if wanted is None or wanted == "slow":
        return data
    size, tries = len(data) // 2, 0
    while size and tries < MOST_TRIES:
        at = 0
        while at < len(data) and tries < MOST_TRIES:
            tries += 1
            less = data[:at] + data[at + size :]
            if sort_of(attempt(kind, less)) == wanted:
                data = less
            else:
                at += size
        size //= 2
    return data


def keep_crashes(crashes: Path, corpus: Path, attempt: Attempt) -> None:
    """One small input of every fault into the corpus that the tests run."""
    kept: set[tuple[str, str | None]] = set()
    for file in sorted(crashes.glob("*/*/*")):
        kind, data = file.parent.parent.name, file.read_bytes()
        if file.suffix == ".why":
            continue
        sort = (kind, sort_of(file.with_suffix(".why").read_text(encoding="utf-8")))
        if sort in kept:
            continue
        kept.add(sort)
        small = shrunk(kind, data, attempt)
        place = corpus / kind
        place.mkdir(parents=True, exist_ok=True)
        (place / hashlib.sha256(small).hexdigest()[:12]).write_bytes(small)
        print(f"{kind}: {len(data)} -> {len(small)} bytes: {sort[1]}", flush=True)
