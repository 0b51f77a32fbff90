"""Fuzzing of every reader and parser, for as long as wanted, resumable: one process, all kinds in turn.

    python benchmarks/fuzz.py FOLDER [--minutes 10] [--slice 30] [--kind txt,pdf]
    python benchmarks/fuzz.py FOLDER --keep      # shrinks what crashed and keeps it among the tests
    python benchmarks/fuzz.py FOLDER --table     # the table of docs/robustness.md

FOLDER (outside the project) keeps `state.json` (next seed, processor minutes and crashes of each kind) and `crashes/`:
of every fault three inputs that raised anything but a clean error, took more than ten seconds of the processor or more
than 3 GB, or ended their process. Kinds take turns of some seconds, readers more than others, until each has had its
minutes; a call goes on where the last one ended.
"""

import argparse
import json
import os
import random
import re
import resource
import shutil
import signal
import sys
import time
import traceback
from mmap import mmap
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.fuzzing.shrinking import keep_crashes, sort_of  # noqa: E402
from tests.fuzzing.targets import TARGETS  # noqa: E402
from tests.fuzzing.targets import folder as target_folder  # noqa: E402

from extract.errors import ExtractError  # noqa: E402

SECONDS = 10.0
HUNG_SECONDS = 90.0
MEGABYTES = 3072
MOST_OF_A_FAULT = 3
NAME = re.compile(r"[^A-Za-z0-9_.]+")


class TooLong(BaseException):
    """Raised by the alarm."""


def attempt(kind: str, data: bytes) -> str | None:
    """What went wrong with an input; None for an answer or a clean error."""
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        TARGETS[kind].run(data)
    except ExtractError:
        return None
    except TooLong:
        return f"took more than {SECONDS} s\n{traceback.format_exc()}"
    except BaseException:
        return traceback.format_exc()
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return None


def turn(folder: Path, kind: str, seconds: float, at: mmap) -> None:
    """In a process of its own: inputs one after the other until the processor's seconds have passed."""
    resource.setrlimit(resource.RLIMIT_AS, (MEGABYTES << 20, MEGABYTES << 20))
    signal.signal(signal.SIGPROF, _up)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    end = time.process_time() + seconds
    while time.process_time() < end:
        seed = int.from_bytes(at[:8], "little")
        data = TARGETS[kind].make(random.Random(f"{kind}{seed}"))
        if (wrong := attempt(kind, data)) is not None:
            save_crash(folder, kind, seed, data, wrong)
            at[8:16] = (int.from_bytes(at[8:16], "little") + 1).to_bytes(8, "little")
        at[:8] = (seed + 1).to_bytes(8, "little")
    shutil.rmtree(target_folder(), ignore_errors=True)
    os._exit(0)


def save_crash(folder: Path, kind: str, seed: int, data: bytes, wrong: str) -> None:
    """An input and why, the first three of every fault."""
    name = NAME.sub("_", sort_of(wrong) or "")[-80:]
    place = folder / "crashes" / kind / name
    place.mkdir(parents=True, exist_ok=True)
    if len(list(place.glob("*.why"))) >= MOST_OF_A_FAULT:
        return
    (place / f"{seed:08}").write_bytes(data)
    (place / f"{seed:08}.why").write_text(wrong, encoding="utf-8", errors="replace")


def minded(folder: Path, kind: str, seconds: float, told: dict[str, float]) -> None:
    """A turn, watched: an input that ends its process, or stops it in native code, is a crash too."""
    at = mmap(-1, 16)
    at[:8] = int(told["inputs"]).to_bytes(8, "little")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    child = os.fork()
    if child == 0:
        turn(folder, kind, seconds, at)
    seen, since, status = -1, time.monotonic(), None
    while status is None:
        time.sleep(0.2)
        ended, code = os.waitpid(child, os.WNOHANG)
        seed = int.from_bytes(at[:8], "little")
        if ended:
            status = code
        elif seed != seen:
            seen, since = seed, time.monotonic()
        elif time.monotonic() - since > HUNG_SECONDS:
            os.kill(child, signal.SIGKILL)
            _, status = os.waitpid(child, 0)
    seed = int.from_bytes(at[:8], "little")
    if status:
        data = TARGETS[kind].make(random.Random(f"{kind}{seed}"))
        save_crash(folder, kind, seed, data, f"the process ended with status {status}, or had to be ended")
        seed += 1
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    told["inputs"] = seed
    told["crashes"] += int.from_bytes(at[8:16], "little") + bool(status)
    told["minutes"] = round(told["minutes"] + spent / 60, 3)


def fuzz(folder: Path, kinds: list[str], minutes: float, seconds: float) -> None:
    """The kind that has had least of its share, turn by turn, until each has had its minutes."""
    state = load_state(folder)
    while waiting := [kind for kind in kinds if state.setdefault(kind, empty())["minutes"] < minutes]:
        kind = min(waiting, key=lambda kind: state[kind]["minutes"] / TARGETS[kind].share)
        minded(folder, kind, seconds, state[kind])
        (folder / "state.json").write_text(json.dumps(state, indent=1) + "\n")
        print(f"{kind}: {state[kind]}", flush=True)


def empty() -> dict[str, float]:
    return {"inputs": 0, "minutes": 0.0, "crashes": 0}


def load_state(folder: Path) -> dict[str, dict[str, float]]:
    file = folder / "state.json"
    return json.loads(file.read_text()) if file.is_file() else {}


def table(folder: Path) -> None:
    """One row a kind, as the page of faults shows it."""
    print("| kind | processor minutes | inputs | that crashed |\n|---|---|---|---|")
    for kind, told in load_state(folder).items():
        print(f"| {kind} | {told['minutes']:.1f} | {told['inputs']:,} | {told['crashes']} |")


def _up(_signal: int, _frame: object) -> None:
    raise TooLong


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--minutes", type=float, default=10.0, help="of the processor, for each kind, in all calls")
    parser.add_argument("--slice", type=float, default=30.0, help="seconds of a turn")
    parser.add_argument("--kind", default=",".join(TARGETS))
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("--table", action="store_true")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    if options.keep:
        keep_crashes(options.folder / "crashes", ROOT / "tests" / "fuzzing" / "crashes", attempt)
    elif options.table:
        table(options.folder)
    else:
        fuzz(options.folder, options.kind.split(","), options.minutes, options.slice)


if __name__ == "__main__":
    main()
