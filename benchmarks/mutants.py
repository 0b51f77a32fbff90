"""Changes one threshold or condition at a time and asks whether the tests of its room notice.

    python -m benchmarks.mutants [--count 50] [--seed 1] [--out mutants.json] [--record]

A mutant is a number of a named constant or of a class's field made larger or smaller by a third (a whole number by
one at the least), or a comparison turned to its neighbour (`<` to `<=`, `==` to `!=`). The sample is drawn evenly
from all places by a seed, so that a run can be repeated.

The package is copied twice. In the first copy every comparison drawn also works out its changed form, and every
function that uses a number drawn says so (`benchmarks/reach.py`); the tests of the rooms and the tables of what real
papers gave are run once there, which tells for each mutant the tests whose course it would change. In the second
copy the changes are made one after the other, and those tests are run until the first that fails, the quickest file
first; where they all pass, the tables of the real papers that it reaches are compared (with the optional data beside
the project). A mutant that no test and no paper reaches is not run: nothing could notice it.

A mutant that nothing notices survives and is listed with its place and with how many tests it reached. Results are
kept in the file as they come, and a run goes on where it was stopped; `--record` adds the sample to
`benchmarks/results/mutants.json`, from which `python -m benchmarks page` writes its section.
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
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.machine import ROOT, machine

RESULT = ROOT / "benchmarks" / "results" / "mutants.json"
PACKAGE = ROOT / "src" / "extract"
SHARE = 1 / 3
"""How far a threshold is moved: far enough to matter, near enough that a careless test passes."""
LONGEST, TIMES = 600, 20
"""A run hangs, and counts as failed, after so many seconds and so many times what its tests took at first."""
ALWAYS = "tests/corpus"
"""Tests of the whole way, run for every mutant beside those of its room."""
REAL_PAPERS = "tests/golden"
SWAPS: dict[type[ast.cmpop], tuple[str, str]] = {
    ast.Lt: ("<", "<="),
    ast.LtE: ("<=", "<"),
    ast.Gt: (">", ">="),
    ast.GtE: (">=", ">"),
    ast.Eq: ("==", "!="),
    ast.NotEq: ("!=", "=="),
}
Reach = dict[str, dict[str, float]]
"""For each mutant the tests that it reaches, with their seconds."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: the file below the package, its line (from 1), the bytes cut out of it and what stands there."""

    file: str
    line: int
    start: int
    end: int
    before: str
    after: str
    name: str = ""
    """The constant or field whose number it is; empty for a comparison."""

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
                yield from _thresholds(statement, statement.value, name, lines)
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and len(node.ops) == 1:
            yield from _comparison(node, name, lines)


def _thresholds(
    statement: ast.Assign | ast.AnnAssign, value: ast.expr, name: str, lines: list[bytes]
) -> Iterator[Mutant]:
    """The numbers of a constant: one, or the members of a short tuple."""
    numbers = value.elts if isinstance(value, ast.Tuple) else [value]
    targets = _names(statement)
    for at, number in enumerate(numbers):
        if not isinstance(number, ast.Constant) or isinstance(number.value, bool):
            continue
        if isinstance(number.value, int | float) and number.value:
            start, end = number.col_offset, number.end_col_offset or 0
            before = lines[number.lineno - 1][start:end].decode()
            constant = targets[at if len(targets) == len(numbers) else 0]
            for sign in (1, -1):
                moved = number.value * (1 + sign * SHARE)
                if isinstance(number.value, int):
                    moved = number.value + sign * max(1, round(abs(number.value) * SHARE))
                yield Mutant(name, number.lineno, start, end, before, repr(moved), constant)


def _names(statement: ast.Assign | ast.AnnAssign) -> list[str]:
    """The names that a statement gives a value to."""
    targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
    return [node.id for target in targets for node in ast.walk(target) if isinstance(node, ast.Name)]


def _comparison(node: ast.Compare, name: str, lines: list[bytes]) -> Iterator[Mutant]:
    """A comparison on one line, its sign exchanged."""
    left, right, kind = node.left, node.comparators[0], type(node.ops[0])
    if kind not in SWAPS or left.end_lineno != right.lineno:
        return
    between = lines[right.lineno - 1][left.end_col_offset : right.col_offset].decode()
    sign, swapped = SWAPS[kind]
    if between.strip() == sign:
        start = (left.end_col_offset or 0) + between.index(sign)
        yield Mutant(name, right.lineno, start, start + len(sign), sign, swapped)


def draw(count: int, seed: int) -> list[Mutant]:
    """So many mutants of all, no two of one line."""
    found = {(mutant.file, mutant.line): mutant for path in _modules(PACKAGE) for mutant in find_mutants(path)}
    places = sorted(found)
    return [found[place] for place in random.Random(seed).sample(places, min(count, len(places)))]


def _modules(package: Path) -> list[Path]:
    return sorted(package.rglob("*.py"))


# What a mutant could reach


def watched(mutants: list[Mutant], copy: Path) -> set[int]:
    """Writes into a copy of the package, for each mutant, what notes that its change would be felt.

    Returns the numbers of the mutants that it could find no place for: constants that no function uses by name.
    """
    package = copy / "src" / "extract"
    sources = {path: path.read_text("utf-8") for path in _modules(package)}
    trees = {path: ast.parse(source) for path, source in sources.items()}
    users, makers = _users_of_names(trees)
    notes: dict[Path, list[tuple[int, int, int, str]]] = defaultdict(list)
    unseen: set[int] = set()
    for number, mutant in enumerate(mutants):
        path = package / mutant.file
        if not mutant.name:
            notes[path] += _both_forms(trees[path], mutant, number)
        using = list(users_of(mutant.name, users, makers))
        for where, function in using:
            notes[where].append(_entry(function, number))
        if mutant.name and not using:
            unseen.add(number)
    for path, changes in notes.items():
        if changes:
            path.write_text(_changed(sources[path], trees[path], changes), encoding="utf-8")
    shutil.copy(Path(__file__).with_name("reach.py"), package / "reach_.py")
    return unseen


Function = ast.FunctionDef | ast.AsyncFunctionDef
Users = dict[str, list[tuple[Path, Function]]]


def _users_of_names(trees: dict[Path, ast.Module]) -> tuple[Users, dict[str, set[str]]]:
    """For each name the functions that use it, and the constants and fields that are made of it."""
    users: Users = defaultdict(list)
    makers: dict[str, set[str]] = defaultdict(set)
    for path, tree in trees.items():
        for node in ast.walk(tree):
            if isinstance(node, Function):
                for name in _used(node):
                    users[name].append((path, node))
        for body in (tree.body, *(node.body for node in tree.body if isinstance(node, ast.ClassDef))):
            for statement in body:
                if isinstance(statement, ast.Assign | ast.AnnAssign) and statement.value is not None:
                    for name in _used(statement.value):
                        makers[name].update(_names(statement))
    return users, makers


def _used(node: ast.AST) -> set[str]:
    parts = list(ast.walk(node))
    names = {part.id for part in parts if isinstance(part, ast.Name)}
    return names | {part.attr for part in parts if isinstance(part, ast.Attribute)}


def users_of(name: str, users: Users, makers: dict[str, set[str]]) -> Iterator[tuple[Path, Function]]:
    """The functions that use a constant, or one that is made of it."""
    names, fresh = {name}, {name}
    while fresh:
        fresh = {made for known in fresh for made in makers.get(known, ())} - names
        names |= fresh
    for known in names - {""}:
        yield from users.get(known, ())


def _entry(function: Function, number: int) -> tuple[int, int, int, str]:
    """A note before the first statement of a function, behind its docstring."""
    for first in function.body:
        if not (isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)):
            line = min(part.lineno for part in (first, *getattr(first, "decorator_list", ())))
            return (line, 0, 0, f"{' ' * first.col_offset}entered_({number})\n")
    return (function.lineno, 0, 0, "")


def _both_forms(tree: ast.Module, mutant: Mutant, number: int) -> Iterator[tuple[int, int, int, str]]:
    """The comparison of a mutant as a call that works out both forms: where, bytes to cut, what to write."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Compare) or type(node.ops[0]) not in SWAPS or len(node.ops) != 1:
            continue
        right = node.comparators[0]
        if right.lineno == mutant.line and (node.left.end_col_offset or 0) <= mutant.start < right.col_offset:
            yield (node.lineno, node.col_offset, 0, f"compared_({number}, {mutant.before!r}, ")
            yield (mutant.line, mutant.start, len(mutant.before), ",")
            yield (node.end_lineno or 0, node.end_col_offset or 0, 0, ")")


def _changed(source: str, tree: ast.Module, changes: list[tuple[int, int, int, str]]) -> str:
    """A module with pieces written into it, the last first, and the import of what they call."""
    lines = [line.encode() for line in source.splitlines(keepends=True)]
    for line, column, cut, text in sorted(changes, reverse=True):
        before = lines[line - 1]
        lines[line - 1] = before[:column] + text.encode() + before[column + cut :]
    last = [node for node in tree.body if isinstance(node, ast.ImportFrom) and node.module == "__future__"]
    docstring = tree.body[0] if isinstance(tree.body[0], ast.Expr) else None
    after = last[-1] if last else docstring
    lines.insert((after.end_lineno or 0) if after else 0, b"from extract.reach_ import compared_, entered_\n")
    return b"".join(lines).decode()


def reach(mutants: list[Mutant]) -> Reach:
    """For each mutant the tests whose course it would change: all of its folders where it is felt on import."""
    with tempfile.TemporaryDirectory() as folder:
        copy = _copy(Path(folder))
        everywhere = watched(mutants, copy)
        folders = sorted({name for mutant in mutants for name in folders_of(mutant)})
        for words in (("-m", "golden", REAL_PAPERS), tuple(folders)):
            _, output = _ran((*words, "-p", "extract.reach_"), copy, None)
            print(output.strip().splitlines()[-1], flush=True)
        reached: dict[int, set[str]] = defaultdict(set)
        seconds: dict[str, float] = defaultdict(float)
        for line in (copy / "src" / "extract" / "reach_.log").read_text("utf-8").splitlines():
            kind, value, test = line.split("\t")
            if kind == "seconds":
                seconds[test] += float(value)
            elif test:
                reached[int(value)].add(test)
            else:
                everywhere.add(int(value))
        for number in everywhere:
            reached[number] = {*folders_of(mutants[number]), REAL_PAPERS}
    return {
        mutant.label(): {test: round(seconds[test], 3) for test in sorted(reached[number])}
        for number, mutant in enumerate(mutants)
    }


def folders_of(mutant: Mutant) -> list[str]:
    """The tests of the room in which a mutant lies, and those that go the whole way."""
    room = f"tests/{mutant.file.split('/')[0]}"
    return [room, ALWAYS] if (ROOT / room).is_dir() else [ALWAYS]


# What notices


def noticed_by(mutant: Mutant, reached: dict[str, float], copy: Path) -> str:
    """What notices a change made in a copy of the package: "tests", "real papers" or nothing (""). It is taken back."""
    target = copy / "src" / "extract" / mutant.file
    content, state = target.read_bytes(), target.stat()
    lines = content.splitlines(keepends=True)
    line = lines[mutant.line - 1]
    lines[mutant.line - 1] = line[: mutant.start] + mutant.after.encode() + line[mutant.end :]
    target.write_bytes(b"".join(lines))
    of_room = tuple(folders_of(mutant))
    tests = {test: seconds for test, seconds in reached.items() if test.startswith(of_room)}
    papers = {test: seconds for test, seconds in reached.items() if test.startswith(REAL_PAPERS)}
    try:
        if any(_fails(batch, copy) for batch in _batches(tests)):
            return "tests"
        return "real papers" if papers and _fails(papers, copy, "-m", "golden") else ""
    finally:
        target.write_bytes(content)
        os.utime(target, ns=(state.st_atime_ns, state.st_mtime_ns))


def _batches(tests: dict[str, float]) -> Iterator[dict[str, float]]:
    """The tests of the quickest file, of the next three, and all others."""
    by_file: dict[str, dict[str, float]] = defaultdict(dict)
    for test, seconds in tests.items():
        by_file[test.split("::")[0]][test] = seconds
    files = sorted(by_file.values(), key=lambda of_file: sum(of_file.values()))
    for some in (files[:1], files[1:4], files[4:]):
        if some:
            yield {test: seconds for of_file in some for test, seconds in of_file.items()}


def _fails(tests: dict[str, float], copy: Path, *options: str) -> bool:
    """Whether a test fails, or they take so long that something hangs."""
    failed, output = _ran((*options, *tests), copy, LONGEST + TIMES * sum(tests.values()))
    if "ERROR: not found" in output or "no tests ran" in output:
        raise SystemExit(f"a test that was run at first is not found: {output[-2000:]}")
    return failed


def _ran(words: tuple[str, ...], copy: Path, seconds: float | None) -> tuple[bool, str]:
    """Whether tests of a copy fail, and what pytest prints."""
    first = () if seconds is None else ("-x",)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *first, *words]
    environment = {"EXTRACT_SHARED": str(ROOT.parent / "shared"), **os.environ, "PYTHONPATH": str(copy / "src")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    try:
        ran = subprocess.run(
            command, cwd=copy, env=environment, capture_output=True, text=True, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired:
        return True, "hangs"
    return ran.returncode != 0, ran.stdout + ran.stderr


def _copy(folder: Path) -> Path:
    left = shutil.ignore_patterns(".git", ".venv", "__pycache__", ".*_cache")
    return Path(shutil.copytree(ROOT, folder / "copy", ignore=left))


def record(seed: int, noticed: dict[str, str]) -> None:
    """Adds a sample to the committed results, in place of an earlier one of that seed."""
    known = json.loads(RESULT.read_text("utf-8")) if RESULT.exists() else {"samples": {}}
    counts = Counter(noticed.values())
    known["samples"][str(seed)] = {
        "drawn": len(noticed),
        "by tests": counts["tests"],
        "by real papers alone": counts["real papers"],
        "survivors": sorted(label for label, by in noticed.items() if not by),
    }
    RESULT.write_text(json.dumps({"remark": "", **known, **machine()}, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=ROOT / "outputs" / "mutants.json")
    parser.add_argument("--record", action="store_true")
    chosen = parser.parse_args()
    kept = json.loads(chosen.out.read_text("utf-8")) if chosen.out.exists() else {}
    mutants = draw(chosen.count, chosen.seed)
    if "reach" not in kept:
        kept = {"reach": reach(mutants), "noticed": {}}
        chosen.out.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    noticed: dict[str, str] = kept["noticed"]
    with tempfile.TemporaryDirectory() as folder:
        copy = _copy(Path(folder))
        for mutant in mutants:
            label = mutant.label()
            if label in noticed:
                continue
            began = time.monotonic()
            noticed[label] = noticed_by(mutant, kept["reach"][label], copy)
            chosen.out.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
            count = len(kept["reach"][label])
            print(
                f"{noticed[label] or 'survives':11} {label} ({count} reached, {time.monotonic() - began:.0f} s)",
                flush=True,
            )
    if chosen.record:
        record(chosen.seed, noticed)
    counts = Counter(noticed.values())
    print(f"{counts['']} of {len(noticed)} survive; {counts['real papers']} are noticed by real papers alone")


if __name__ == "__main__":
    main()
