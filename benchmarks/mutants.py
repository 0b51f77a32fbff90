"""Changes one threshold or condition at a time and asks whether the tests of its room notice.

    python -m benchmarks.mutants [--count 50] [--seed 1] [--out mutants.json]

A mutant is a number of a named constant or of a class's field made larger or smaller by a third (a whole number by
one at the least), or a comparison turned to its neighbour (`<` to `<=`, `==` to `!=`). The package is copied, the
change made there, and the tests of that room run until the first that fails; where they all pass, the table of what
real papers gave is compared (with the optional data beside the project). A mutant that nothing notices survives and
is listed with its place.
The sample is drawn evenly from all places by a seed, so that a run can be repeated; results are kept in the file as
they come, and a run goes on where it was stopped.
"""

import argparse
import ast
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "extract"
SHARE = 1 / 3
"""How far a threshold is moved: far enough to matter, near enough that a careless test passes."""
LONGEST = 600
"""Seconds after which the tests of a mutant count as failed: it hangs."""
ALWAYS = ("tests/corpus",)
"""Tests of the whole way, run for every mutant after those of its room."""
REAL_PAPERS = ("-m", "golden", "tests/golden")
SWAPS: dict[type[ast.cmpop], str] = {
    ast.Lt: "<=",
    ast.LtE: "<",
    ast.Gt: ">=",
    ast.GtE: ">",
    ast.Eq: "!=",
    ast.NotEq: "==",
}
SIGNS: dict[type[ast.cmpop], str] = {
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Eq: "==",
    ast.NotEq: "!=",
}


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: the file below the package, its line (from 1), the bytes cut out of it and what stands there."""

    file: str
    line: int
    start: int
    end: int
    before: str
    after: str

    def label(self) -> str:
        return f"{self.file}:{self.line}:{self.start} {self.before} -> {self.after}"


def find_mutants(path: Path) -> Iterator[Mutant]:
    """All places of one module that could be changed, in its order."""
    source = path.read_text("utf-8")
    lines = [line.encode() for line in source.splitlines()]
    name = path.relative_to(PACKAGE).as_posix()
    tree = ast.parse(source)
    for body in (tree.body, *(node.body for node in ast.walk(tree) if isinstance(node, ast.ClassDef))):
        for statement in body:
            if isinstance(statement, ast.Assign | ast.AnnAssign) and statement.value is not None:
                yield from _thresholds(statement.value, name, lines)
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and len(node.ops) == 1:
            yield from _comparison(node, name, lines)


def _thresholds(value: ast.expr, name: str, lines: list[bytes]) -> Iterator[Mutant]:
    """The numbers of a constant: one, or the members of a short tuple."""
    numbers = value.elts if isinstance(value, ast.Tuple) else [value]
    for number in numbers:
        if not isinstance(number, ast.Constant) or isinstance(number.value, bool):
            continue
        if isinstance(number.value, int | float) and number.value:
            start, end = number.col_offset, number.end_col_offset or 0
            before = lines[number.lineno - 1][start:end].decode()
            for sign in (1, -1):
                moved = number.value * (1 + sign * SHARE)
                if isinstance(number.value, int):
                    moved = number.value + sign * max(1, round(abs(number.value) * SHARE))
                yield Mutant(name, number.lineno, start, end, before, repr(moved))


def _comparison(node: ast.Compare, name: str, lines: list[bytes]) -> Iterator[Mutant]:
    """A comparison on one line, its sign exchanged."""
    left, right, kind = node.left, node.comparators[0], type(node.ops[0])
    if kind not in SWAPS or left.end_lineno != right.lineno:
        return
    between = lines[right.lineno - 1][left.end_col_offset : right.col_offset].decode()
    sign = SIGNS[kind]
    if between.strip() == sign:
        start = (left.end_col_offset or 0) + between.index(sign)
        yield Mutant(name, right.lineno, start, start + len(sign), sign, SWAPS[kind])


def tests_of(file: str) -> tuple[str, ...]:
    """The tests of the room in which a module lies, then those that go the whole way."""
    room = file.split("/")[0]
    folder = ROOT / "tests" / room
    return (*((f"tests/{room}",) if folder.is_dir() else ()), *ALWAYS)


def noticed_by(mutant: Mutant, copy: Path) -> str:
    """What notices a change made in a copy of the package: "tests", "real papers" or nothing (""). It is taken back."""
    target = copy / "src" / "extract" / mutant.file
    content, state = target.read_bytes(), target.stat()
    lines = content.splitlines(keepends=True)
    line = lines[mutant.line - 1]
    lines[mutant.line - 1] = line[: mutant.start] + mutant.after.encode() + line[mutant.end :]
    target.write_bytes(b"".join(lines))
    try:
        if fails(tests_of(mutant.file), copy):
            return "tests"
        return "real papers" if fails(REAL_PAPERS, copy) else ""
    finally:
        target.write_bytes(content)
        os.utime(target, ns=(state.st_atime_ns, state.st_mtime_ns))


def fails(tests: tuple[str, ...], copy: Path) -> bool:
    """Whether a test fails, or they take so long that something hangs."""
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *tests]
    environment = {"EXTRACT_SHARED": str(ROOT.parent / "shared"), **os.environ, "PYTHONPATH": str(copy / "src")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    try:
        ran = subprocess.run(command, cwd=copy, env=environment, capture_output=True, timeout=LONGEST, check=False)
    except subprocess.TimeoutExpired:
        return True
    return ran.returncode != 0


def draw(count: int, seed: int) -> list[Mutant]:
    """So many mutants of all, no two of one line."""
    found = {(each.file, each.line): each for path in sorted(PACKAGE.rglob("*.py")) for each in find_mutants(path)}
    places = sorted(found)
    return [found[place] for place in random.Random(seed).sample(places, min(count, len(places)))]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=ROOT / "outputs" / "mutants.json")
    chosen = parser.parse_args()
    told: dict[str, str] = json.loads(chosen.out.read_text("utf-8")) if chosen.out.exists() else {}
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy"
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".git", ".venv", "__pycache__", ".*_cache"))
        if fails(REAL_PAPERS, copy):
            raise SystemExit("what real papers give is not what the table says: mend that first")
        for mutant in draw(chosen.count, chosen.seed):
            label = mutant.label()
            if label not in told:
                told[label] = noticed_by(mutant, copy)
                chosen.out.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
                print(f"{told[label] or 'survives':11}", label, flush=True)
    by_real_papers = sum(by == "real papers" for by in told.values())
    alive = [label for label, by in told.items() if not by]
    print(f"{len(alive)} of {len(told)} survive; {by_real_papers} are noticed by real papers alone")


if __name__ == "__main__":
    main()
