"""What every script beside this one does: asks a peer file by file, and writes what it answered and what that took."""

import json
import sys
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

Peers = dict[str, tuple[str, Callable[[str], object]]]
"""Name -> distribution, and what it makes of a file."""


def main(peers: Peers) -> None:
    """NAME ANSWERS FILE...: a file on which the peer fails is answered by None."""
    name, to, files = sys.argv[1], Path(sys.argv[2]), sys.argv[3:]
    distribution, ask = peers[name]
    answers: dict[str, object] = {}
    begin = time.process_time()
    for file in files:
        try:
            answers[Path(file).name] = ask(file)
        except Exception as error:
            print(f"{file}: {type(error).__name__}: {error}", file=sys.stderr)
            answers[Path(file).name] = None
    seconds = time.process_time() - begin
    to.write_text(json.dumps({"release": version(distribution), "seconds": seconds, "answers": answers}))
