"""Fuzzing of the readers, for as long as wanted, resumable: mutated files through reading and annotation.

    python benchmarks/fuzz.py FOLDER [--minutes 10] [--kind txt,xml,html,pdf] [--from corpus]

FOLDER (outside the project) keeps `state.json` (next seed and hours of each kind) and `crashes/` (each input that
raised anything but a clean error, or took longer than ten seconds of the processor).
"""

import argparse
import json
import random
import signal
import time
import traceback
from pathlib import Path

from extract.annotate import annotate
from extract.errors import ExtractError
from extract.read import load_source, read_document
from extract.resolve.markers import link_markers
from extract.vocabulary import load_vocabulary

ROOT = Path(__file__).resolve().parent.parent
PIECES = [
    b"[1-9]",
    b"(",
    b"</sec>",
    b"<table>",
    b"&x;",
    b"\x00",
    b"\xff\xfe",
    b"1,",
    b"et al. ",
    b"\n\n",
    b"^{1}",
    b"endobj",
    b"9" * 40,
]
SECONDS = 10.0


class TooLong(BaseException):
    """Raised by the alarm."""


def mutated(data: bytes, chance: random.Random) -> bytes:
    """A few stretches cut, doubled, moved, overwritten or filled with pieces that readers care about."""
    made = bytearray(data)
    for _ in range(chance.randint(1, 12)):
        if not made:
            break
        start = chance.randrange(len(made))
        end = min(len(made), start + int(chance.expovariate(1 / 60)) + 1)
        way = chance.randrange(6)
        if way == 0:
            del made[start:end]
        elif way == 1:
            made[start:start] = made[start:end] * chance.randint(1, 30)
        elif way == 2:
            made[start:end] = chance.randbytes(end - start)
        elif way == 3:
            made[start:start] = chance.choice(PIECES) * chance.randint(1, 40)
        elif way == 4:
            place = chance.randrange(len(made))
            made[place:place] = made[start:end]
        else:
            del made[start : None if chance.random() < 0.2 else end]
    return bytes(made)


def attempt(path: Path) -> str | None:
    """What went wrong with an input; None for a paper or a clean error."""
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        paper = annotate(read_document(*load_source(path, max_bytes=50_000_000)), load_vocabulary())
        link_markers(paper.markers, paper.references)
    except ExtractError:
        return None
    except TooLong:
        return f"took more than {SECONDS} s"
    except Exception:
        return traceback.format_exc()
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return None


def fuzz(folder: Path, kind: str, sources: list[Path], minutes: float) -> None:
    """One kind of file for some minutes, from where the last call ended."""
    state_file = folder / "state.json"
    state = json.loads(state_file.read_text()) if state_file.is_file() else {}
    told = state.setdefault(kind, {"seed": 0, "hours": 0.0, "crashes": 0})
    begin = time.monotonic()
    while time.monotonic() - begin < 60 * minutes:
        chance = random.Random(f"{kind}{told['seed']}")
        path = folder / f"input.{kind}"
        path.write_bytes(mutated(chance.choice(sources).read_bytes(), chance))
        if (wrong := attempt(path)) is not None:
            told["crashes"] += 1
            (folder / "crashes").mkdir(exist_ok=True)
            path.replace(folder / "crashes" / f"{told['seed']:08}.{kind}")
            (folder / "crashes" / f"{told['seed']:08}.{kind}.why").write_text(wrong)
        told["seed"] += 1
    told["hours"] = round(told["hours"] + (time.monotonic() - begin) / 3600, 4)
    state_file.write_text(json.dumps(state, indent=1) + "\n")
    print(f"{kind}: {told['seed']} inputs and {told['hours']} hours so far, {told['crashes']} crashes")


def _up(_signal: int, _frame: object) -> None:
    raise TooLong


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--minutes", type=float, default=10.0, help="for each kind")
    parser.add_argument("--kind", default="txt,xml,html,pdf")
    parser.add_argument("--from", dest="corpus", type=Path, default=ROOT / "corpus")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    signal.signal(signal.SIGPROF, _up)
    for kind in options.kind.split(","):
        sources = sorted(options.corpus.glob(f"*{kind}"))
        if sources:
            fuzz(options.folder, kind, sources, options.minutes)


if __name__ == "__main__":
    main()
