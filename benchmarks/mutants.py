"""Changes one threshold or condition at a time and asks whether the tests notice.

    python -m benchmarks.mutants [--count 50] [--seed 1] [--out mutants.json] [--record]
    python -m benchmarks.mutants --unfelt    # lists by module what no test or paper could notice

There are three kinds of change. A *threshold* is a number of a named constant or of a class's field, made larger or
smaller by a third (a whole number by one at the least). A *condition* is a comparison turned to its opposite (`<` to
`>=`, `==` to `!=`, `in` to `not in`) or an `and` turned to `or`. A *boundary* is a comparison that takes its edge in,
or no longer does (`<` to `<=`). A sample holds as many thresholds as conditions, together `--count`, and half as many
boundaries again, each drawn evenly from all places of its kind by a seed, so that a run can be repeated; the kinds
are counted apart, for a boundary is felt only where two values meet exactly.

The package is copied twice. In the first copy every comparison drawn notes that it is evaluated (a boundary, that
both forms differ), and every function that uses a number drawn that it is entered (`benchmarks/reach.py`); the tests
and the tables of what real papers gave are run once there, which tells for each mutant the tests that could notice
it. In the second copy the changes are made one after the other, and those tests are run until the first that fails,
those of the mutant's room first, the quickest before others; where they all pass, the tables of the real papers that
it reaches are compared (with the optional data beside the project). A mutant that no test and no paper reaches is not
run: nothing could notice it. Tests run in forks of one process that has imported what they need (`benchmarks/warm.py`).

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
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise, permutations, zip_longest
from pathlib import Path
from typing import Any, Literal

from benchmarks.machine import ROOT, machine

RESULT = ROOT / "benchmarks" / "results" / "mutants.json"
PACKAGE = ROOT / "src" / "extract"
SHARE = 1 / 3
"""How far a threshold is moved: far enough to matter, near enough that a careless test passes."""
LONGEST, TIMES = 120, 10
"""A run hangs, and counts as failed, after so many seconds and so many times what its tests took at first."""
FIRST, OF_ROOM, OTHERS = 40, 20.0, 5.0
"""For one mutant so many tests of its room are run first, then more of them and some of other rooms for so many seconds
(as the tests took at first). What would be noticed by a later one counts as surviving: the share is an upper bound."""
ALWAYS = "tests/corpus"
"""Tests of the whole way, run for every mutant beside those of its room."""
REAL_PAPERS = "tests/golden"
LEFT_OUT = ("tests/browser", "tests/faults", "tests/fuzzing")
"""Folders of tests that say nothing of single thresholds: of attacks, crashes and clicks."""
EDGES = {"<": "<=", "<=": "<", ">": ">=", ">=": ">"}
_PAIRS = (("<", ">="), (">", "<="), ("==", "!="), ("in", "not in"), ("is", "is not"), ("and", "or"))
OPPOSITES = {sign: other for pair in _PAIRS for sign, other in permutations(pair)}
SIGNS: dict[type[ast.cmpop], str] = {
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.In: "in",
    ast.NotIn: "not in",
    ast.Is: "is",
    ast.IsNot: "is not",
}
Kind = Literal["threshold", "condition", "boundary"]
KINDS: tuple[Kind, ...] = ("threshold", "condition", "boundary")
Reach = dict[str, dict[str, float]]
"""For each mutant the tests that it reaches, with their seconds."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: the file below the package, its line (from 1), the bytes cut out of it and what stands there.

    `where` are the bytes of the expression whose evaluation reaches it: first line and column, last line and column.
    """

    file: str
    line: int
    start: int
    end: int
    before: str
    after: str
    kind: Kind
    name: str = ""
    """The constant or field whose number it is; empty for a comparison."""
    where: tuple[int, int, int, int] = (0, 0, 0, 0)

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
    for node in _outside_strings(tree):
        if isinstance(node, ast.Compare):
            operands = (node.left, *node.comparators)
            for sign, (left, right) in zip(node.ops, pairwise(operands), strict=True):
                yield from _comparison(node, SIGNS[type(sign)], left, right, name, lines)
        elif isinstance(node, ast.BoolOp):
            word = "and" if isinstance(node.op, ast.And) else "or"
            for left, right in pairwise(node.values):
                yield from _comparison(left, word, left, right, name, lines)


def _outside_strings(tree: ast.AST) -> Iterator[ast.AST]:
    """The nodes of a tree but those within formatted strings, whose places Python 3.11 does not know."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if not isinstance(node, ast.JoinedStr):
            yield node
            waiting += ast.iter_child_nodes(node)


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
                yield Mutant(name, number.lineno, start, end, before, repr(moved), "threshold", constant)


def _names(statement: ast.Assign | ast.AnnAssign) -> list[str]:
    """The names that a statement gives a value to."""
    targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
    return [node.id for target in targets for node in ast.walk(target) if isinstance(node, ast.Name)]


def _comparison(
    whole: ast.expr, sign: str, left: ast.expr, right: ast.expr, name: str, lines: list[bytes]
) -> Iterator[Mutant]:
    """The sign between two operands: turned to its opposite, and to its neighbour at the edge."""
    line, start = left.end_lineno or 0, left.end_col_offset or 0
    if line != right.lineno:  # the sign stands at the end of the one line or at the beginning of the other
        before, behind = lines[line - 1][start:].strip(b" )"), lines[right.lineno - 1][: right.col_offset].strip(b" (")
        if right.lineno != line + 1 or sorted((before, behind)) != [b"", sign.encode()]:
            return
        line, start = (line, start) if before else (right.lineno, 0)
    between = lines[line - 1][start : right.col_offset if line == right.lineno else None].decode()
    if between.strip(" ()") != sign:
        return
    start += between.index(sign)
    where = (whole.lineno, whole.col_offset, whole.end_lineno or 0, whole.end_col_offset or 0)
    turned = Mutant(name, line, start, start + len(sign), sign, OPPOSITES[sign], "condition", "", where)
    yield turned
    if sign in EDGES and isinstance(whole, ast.Compare) and len(whole.ops) == 1:
        yield replace(turned, after=EDGES[sign], kind="boundary")


def all_mutants() -> dict[Kind, list[Mutant]]:
    """One mutant for each place of each kind; of the two ways to move a threshold, the one or the other in turn."""
    found: dict[Kind, dict[tuple[str, int, int], list[Mutant]]] = {kind: defaultdict(list) for kind in KINDS}
    for path in _modules(PACKAGE):
        for mutant in find_mutants(path):
            found[mutant.kind][mutant.file, mutant.line, mutant.start].append(mutant)
    return {
        kind: [places[place][at % len(places[place])] for at, place in enumerate(sorted(places))]
        for kind, places in found.items()
    }


def draw(count: int, seed: int) -> list[Mutant]:
    """Half as many thresholds and half as many conditions as asked for, and half as many boundaries again, in turn."""
    chance = random.Random(seed)
    drawn = [chance.sample(found, min(count // 2, len(found))) for found in all_mutants().values()]
    return [mutant for several in zip_longest(*drawn) for mutant in several if mutant]


def _modules(package: Path) -> list[Path]:
    return sorted(package.rglob("*.py"))


# What a mutant could reach

Change = tuple[int, int, int, str]
"""A piece written into a module: its line and column, how many bytes it takes the place of, and the piece."""


def watched(mutants: list[Mutant], copy: Path) -> set[int]:
    """Writes into a copy of the package, for each mutant, what notes that its change would be felt.

    Returns the numbers of the mutants that it could find no place for: constants that no function uses by name.
    """
    package = copy / "src" / "extract"
    sources = {path: path.read_text("utf-8") for path in _modules(package)}
    trees = {path: ast.parse(source) for path, source in sources.items()}
    users, makers = _users_of_names(trees)
    notes: dict[Path, set[Change]] = defaultdict(set)
    closing: dict[Path, Counter[tuple[int, int]]] = defaultdict(Counter)
    unseen: set[int] = set()
    for number, mutant in enumerate(mutants):
        path = package / mutant.file
        if not mutant.name:
            first, column, last, end = mutant.where
            closing[path][last, end] += 1
            if mutant.kind == "boundary":
                notes[path].add((first, column, 0, f"compared_({number}, {mutant.before!r}, "))
                notes[path].add((mutant.line, mutant.start, len(mutant.before), ","))
            else:  # sorts before the other, and so stands outside of it
                notes[path].add((first, column, 0, f"arrived_({number}, "))
            continue
        using = list(users_of(mutant.name, users, makers))
        for where, function in using:
            notes[where].add(_entry(function, number))
        if not using:
            unseen.add(number)
    for path, changes in notes.items():
        closed = [(line, column, 0, ")" * count) for (line, column), count in closing[path].items()]
        path.write_text(_changed(sources[path], trees[path], [*changes, *closed]), encoding="utf-8")
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


def _entry(function: Function, number: int) -> Change:
    """A note before the first statement of a function, behind its docstring."""
    for first in function.body:
        if not (isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)):
            line = min(part.lineno for part in (first, *getattr(first, "decorator_list", ())))
            return (line, 0, 0, f"{' ' * first.col_offset}entered_({number})\n")
    return (function.lineno, 0, 0, "")


def _changed(source: str, tree: ast.Module, changes: list[Change]) -> str:
    """A module with pieces written into it, the last first, and the import of what they call."""
    lines = [line.encode() for line in source.splitlines(keepends=True)]
    for line, column, cut, text in sorted(changes, reverse=True):
        before = lines[line - 1]
        lines[line - 1] = before[:column] + text.encode() + before[column + cut :]
    last = [node for node in tree.body if isinstance(node, ast.ImportFrom) and node.module == "__future__"]
    docstring = tree.body[0] if isinstance(tree.body[0], ast.Expr) else None
    after = last[-1] if last else docstring
    lines.insert((after.end_lineno or 0) if after else 0, b"from extract.reach_ import arrived_, compared_, entered_\n")
    return b"".join(lines).decode()


def reach(mutants: list[Mutant]) -> Reach:
    """For each mutant the tests that could notice it: all of its folders where it is felt on import alone."""
    with tempfile.TemporaryDirectory() as folder:
        copy = _copy(Path(folder))
        everywhere = watched(mutants, copy)
        folders = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "tests").glob("[!_]*/"))
        tests = tuple(name for name in folders if name not in (*LEFT_OUT, REAL_PAPERS))
        for words in (tests, ("-m", "golden", REAL_PAPERS)):
            output = _reached((*words, "-n", "2", "-p", "extract.reach_"), copy)
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
            reached[number] = reached[number] or {*folders_of(mutants[number]), REAL_PAPERS}
    return {
        mutant.label(): {test: round(seconds[test], 3) for test in sorted(reached[number])}
        for number, mutant in enumerate(mutants)
    }


def folders_of(mutant: Mutant) -> list[str]:
    """The tests of the room in which a mutant lies, and those that go the whole way."""
    room = f"tests/{mutant.file.split('/')[0]}"
    return [room, ALWAYS] if (ROOT / room).is_dir() else [ALWAYS]


def _reached(words: tuple[str, ...], copy: Path) -> str:
    """What pytest prints of all tests in a copy."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *words]
    ran = subprocess.run(command, cwd=copy, env=_environment(copy), capture_output=True, text=True, check=False)
    return ran.stdout + ran.stderr


def _environment(copy: Path) -> dict[str, str]:
    environment = {"EXTRACT_SHARED": str(ROOT.parent / "shared"), **os.environ, "PYTHONPATH": f"{copy}/src:{copy}"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return environment


# What notices


class Judge:
    """Runs tests in a copy of the package, each time in a fork of one process that has imported what they need."""

    def __init__(self, copy: Path) -> None:
        self.copy = copy
        self.process = subprocess.Popen(
            [sys.executable, Path(__file__).with_name("warm.py")],
            cwd=copy,
            env=_environment(copy),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def failing(self, tests: dict[str, float], *options: str) -> str | None:
        """The first test that fails, "none" where they cannot be gathered or something hangs; None where all pass."""
        assert self.process.stdin is not None and self.process.stdout is not None
        words = ["-x", "-q", "-p", "no:cacheprovider", *options, *tests]
        self.process.stdin.write(json.dumps([LONGEST + TIMES * sum(tests.values()), words]) + "\n")
        self.process.stdin.flush()
        code, first = json.loads(self.process.stdout.readline())
        return (first or "none") if code else None

    def noticed_by(self, mutant: Mutant, reached: dict[str, float]) -> str:
        """What notices a change made in the copy: "tests", "real papers" or nothing (""). It is taken back."""
        papers = {test: seconds for test, seconds in reached.items() if test.startswith(REAL_PAPERS)}
        batches = [("tests", batch, ()) for batch in _batches(mutant, reached)]
        for name, batch, options in (*batches, ("real papers", papers, ("-m", "golden"))):
            tests = dict(batch)
            while tests and (first := self._with(mutant, tests, options)):
                if self.failing({first: tests[first]} if first in tests else tests, *options) is None:
                    return name
                if first not in tests:
                    raise SystemExit(f"tests cannot be run as they are: {list(tests)[:5]} ...")
                print(f"{first} fails without a change, and is left out", flush=True)
                del tests[first]
        return ""

    def _with(self, mutant: Mutant, tests: dict[str, float], options: tuple[str, ...]) -> str | None:
        """The first test that fails with a change made."""
        target = self.copy / "src" / "extract" / mutant.file
        content, state = target.read_bytes(), target.stat()
        lines = content.splitlines(keepends=True)
        line = lines[mutant.line - 1]
        lines[mutant.line - 1] = line[: mutant.start] + mutant.after.encode() + line[mutant.end :]
        target.write_bytes(b"".join(lines))
        try:
            return self.failing(tests, *options)
        finally:
            target.write_bytes(content)
            os.utime(target, ns=(state.st_atime_ns, state.st_mtime_ns))


def _batches(mutant: Mutant, reached: dict[str, float]) -> Iterator[dict[str, float]]:
    """The tests of the room and of the whole way, then the others, as time allows; the quickest before others."""
    quickest = sorted(_without_papers(reached).items(), key=lambda item: item[1])
    of_room = tuple(folders_of(mutant))
    own = [item for item in quickest if item[0].startswith(of_room)]
    others = [item for item in quickest if not item[0].startswith(of_room)]
    for batch in (own[:FIRST], _within(own[FIRST:], OF_ROOM), _within(others, OTHERS)):
        if batch:
            yield dict(batch)


def _within(tests: list[tuple[str, float]], seconds: float) -> list[tuple[str, float]]:
    """The first tests that take so long together."""
    spent = list(accumulate(seconds for _, seconds in tests))
    return tests[: bisect_right(spent, seconds)]


def _without_papers(reached: dict[str, float]) -> dict[str, float]:
    return {test: seconds for test, seconds in reached.items() if not test.startswith(REAL_PAPERS)}


def _copy(folder: Path) -> Path:
    left = shutil.ignore_patterns(".git", ".venv", "__pycache__", ".*_cache")
    return Path(shutil.copytree(ROOT, folder / "copy", ignore=left))


# The results


def record(seed: int, mutants: list[Mutant], noticed: dict[str, str]) -> None:
    """Adds a sample to the committed results, in place of an earlier one of that seed."""
    known = _known()
    known["samples"][str(seed)] = {
        kind: {
            "drawn": len(labels),
            "by tests": sum(noticed[label] == "tests" for label in labels),
            "by real papers alone": sum(noticed[label] == "real papers" for label in labels),
            "survivors": sorted(label for label in labels if not noticed[label]),
        }
        for kind in KINDS
        if (labels := [mutant.label() for mutant in mutants if mutant.kind == kind and mutant.label() in noticed])
    }
    RESULT.write_text(json.dumps({**known, **machine()}, indent=1) + "\n", encoding="utf-8")


def unfelt(out: Path, *, keep: bool) -> None:
    """Prints, by kind and module, the places that no test reaches and those that only real papers do."""
    places: dict[Kind, tuple[int, int]] = {}
    found = all_mutants()
    mutants = [mutant for listed in found.values() for mutant in listed]
    reached = reach(mutants)
    out.write_text(json.dumps(reached) + "\n", encoding="utf-8")
    for kind, listed in found.items():
        bare = [m for m in listed if not reached[m.label()]]
        papers = [
            m for m in listed if reached[m.label()] and all(t.startswith(REAL_PAPERS) for t in reached[m.label()])
        ]
        print(f"{kind}: {len(bare)} of {len(listed)} places are felt by nothing, {len(papers)} by real papers alone")
        places[kind] = len(bare), len(listed)
        for mutant in bare:
            print(f"  {mutant.label()}")
    if keep:
        RESULT.write_text(json.dumps({**_known(), "places": places, **machine()}, indent=1) + "\n", encoding="utf-8")


def _known() -> dict[str, Any]:
    """The committed results, a remark by hand among them."""
    known = json.loads(RESULT.read_text("utf-8")) if RESULT.exists() else {}
    return {"remark": "", "places": {}, "samples": {}, **known}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=ROOT / "outputs" / "mutants.json")
    parser.add_argument("--record", action="store_true")
    parser.add_argument("--unfelt", action="store_true")
    parser.add_argument("--reach", type=Path, help="what --unfelt has written to its --out: then nothing is run for it")
    chosen = parser.parse_args()
    if chosen.unfelt:
        unfelt(chosen.out, keep=chosen.record)
        return
    kept = json.loads(chosen.out.read_text("utf-8")) if chosen.out.exists() else {}
    mutants = draw(chosen.count, chosen.seed)
    if "reach" not in kept:
        known = json.loads(chosen.reach.read_text("utf-8")) if chosen.reach else reach(mutants)
        kept = {"reach": {mutant.label(): known[mutant.label()] for mutant in mutants}, "noticed": {}}
        chosen.out.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    noticed: dict[str, str] = kept["noticed"]
    with tempfile.TemporaryDirectory() as folder:
        judge = Judge(_copy(Path(folder)))
        for mutant in mutants:
            label = mutant.label()
            if label in noticed:
                continue
            began = time.monotonic()
            noticed[label] = judge.noticed_by(mutant, kept["reach"][label])
            chosen.out.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
            count = len(kept["reach"][label])
            print(
                f"{noticed[label] or 'survives':11} {mutant.kind:9} {label}"
                f" ({count} reached, {time.monotonic() - began:.0f} s)",
                flush=True,
            )
    if chosen.record:
        record(chosen.seed, mutants, noticed)
    for kind in KINDS:
        counts = Counter(noticed[mutant.label()] for mutant in mutants if mutant.kind == kind)
        print(f"{kind}: {counts['']} of {counts.total()} survive; {counts['real papers']} by real papers alone")


if __name__ == "__main__":
    main()
