"""Long texts made to make a pattern backtrack: its own repeats pumped up, then broken off."""

import ast
import importlib
import pkgutil
import re
import re._parser as parser  # type: ignore[import-not-found]
import signal
import time
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

import extract
from extract.annotate.article_kinds import patterns_of as kind_patterns
from extract.annotate.references.locator import FORMS, compiled
from extract.report.prisma import prisma_items
from extract.text.lazy_re import LazyPattern
from tests.parsed import SOURCE, trees

PLAIN = (
    *("a", "A", "1", " ", "\n", "\t", "(", "[", "-", ".", ",", "é", "<", "a ", "A ", "1 ", "a, ", "A. ", "1, ", "1-"),
    *("a-", "et al. ", "Smith J, ", "(1) ", "[1, ", "0.", "n = 1", "5% ", "p = 0.1; ", "95% CI 1-2 ", "10.1/", "and "),
)
LONGEST = 24
PATIENCE = 0.3
"""Seconds of the processor within which a quarter of a text is done: sound patterns take a hundredth of it."""


class TooLong(BaseException):
    """Raised by the alarm: the pattern's time is up."""


def patterns() -> dict[str, re.Pattern[str]]:
    """Every pattern at the top of any module, alone or in a table, by its name; those in functions."""
    found: dict[str, re.Pattern[str]] = {}
    seen: set[int] = set()
    for module in pkgutil.walk_packages(extract.__path__, "extract."):
        if module.name.endswith("__main__"):
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            for place, pattern in _held(value):
                if id(pattern) not in seen:
                    seen.add(id(pattern))
                    found[f"{module.name}.{name}{place}"] = pattern
    made: list[tuple[str, object]] = [(f"locator.{name}", compiled(form)) for name, form in FORMS]
    for source in ("title", "type", "text"):
        made += [(f"article_kinds.{source} {kind.name}", form) for kind, form in kind_patterns(source)]
    made += [(f"prisma.{item.number}", item.words) for item in prisma_items()]
    found.update({name: pattern for name, value in made for _, pattern in _held(value)})
    texts = {pattern.pattern for pattern in found.values()}
    return found | {name: pattern for name, pattern in inline_patterns().items() if pattern.pattern not in texts}


@cache
def inline_patterns() -> dict[str, re.Pattern[str]]:
    """The patterns that functions hand to `re` as they stand, by file, line and how they are used."""
    found: dict[str, re.Pattern[str]] = {}
    for path, tree in trees().items():
        for node in ast.walk(tree):
            if not (isinstance(node, ast.Call) and node.args and isinstance(node.func, ast.Attribute)):
                continue
            owner, form = node.func.value, node.args[0]
            is_re = isinstance(owner, ast.Name) and owner.id == "re"
            if is_re and isinstance(form, ast.Constant) and isinstance(form.value, str):
                flags = re.IGNORECASE if "IGNORECASE" in ast.unparse(node) else 0
                found[f"{path.relative_to(SOURCE)}:{node.lineno}.{node.func.attr}"] = re.compile(form.value, flags)
    return found


def _held(value: object) -> Iterator[tuple[str, re.Pattern[str]]]:
    """The patterns of a module's value: itself, or those of its rows."""
    if isinstance(value, LazyPattern):
        value = value.compiled()
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield "", value
    elif isinstance(value, dict):
        yield from _held(tuple(value.values()))
    elif isinstance(value, tuple | list):
        for row, one in enumerate(value):
            yield from ((f"[{row}]{place}", pattern) for place, pattern in _held(one))


def methods() -> dict[str, set[str]]:
    """How the code uses each pattern: {"FIGURE": {"search", "sub"}}."""
    used: dict[str, set[str]] = defaultdict(set)
    for tree in trees().values():
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name | ast.Attribute):
                owner = node.value.id if isinstance(node.value, ast.Name) else node.value.attr
                used[owner].add(node.attr)
    return used


def pumped(pattern: re.Pattern[str], length: int) -> Iterator[str]:
    """Texts of some length that a pattern might stumble over."""
    for piece in PLAIN:
        yield (piece * (length // len(piece) + 1))[:length]
    tree = parser.parse(pattern.pattern, pattern.flags & ~re.LOCALE)
    for before, body in _repeats(tree, ""):
        if body:
            yield before + body * (length // len(body)) + "\0"
    whole = _sample(tree)
    if whole:
        yield whole * (length // len(whole)) + "\0"


def seconds(pattern: re.Pattern[str], text: str, method: str, limit: float) -> float:
    """The processor's time for one text; `limit` where it takes longer."""
    signal.signal(signal.SIGPROF, _up)
    signal.setitimer(signal.ITIMER_PROF, limit)
    begin = time.process_time()
    try:
        try:
            if method == "find":
                for _ in pattern.finditer(text):
                    pass
            else:
                getattr(pattern, method)(text)
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
    except TooLong:
        return limit
    return time.process_time() - begin


def is_runaway(pattern: re.Pattern[str], method: str, length: int) -> str | None:
    """The start of a text on which a pattern's time grows faster than the text; None for a sound one."""
    for short, long in zip(pumped(pattern, length // 4), pumped(pattern, length), strict=True):
        first = seconds(pattern, short, method, PATIENCE)
        if first >= PATIENCE:
            return f"{short[:40]!r} {first:.2f} s"
        if first < 1e-6 * length:
            continue
        first = min(first, *(seconds(pattern, short, method, PATIENCE) for _ in range(2)))
        taken = seconds(pattern, long, method, 12 * first + 0.05)
        if taken > 9 * first and taken > 1e-5 * length:
            return f"{long[:40]!r} {taken:.2f} s"
    return None


def _up(_signal: int, _frame: object) -> None:
    raise TooLong


def _repeats(tree: object, before: str) -> Iterator[tuple[str, str]]:
    """Each open repeat of a pattern: a text that leads to it, and one turn of it."""
    for node, value in tree:  # type: ignore[attr-defined]
        name = str(node)
        if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            _, most, body = value
            if most > LONGEST:
                yield before, _sample(body)
            yield from _repeats(body, before)
        elif name == "SUBPATTERN":
            yield from _repeats(value[-1], before)
        elif name == "BRANCH":
            for branch in value[1]:
                yield from _repeats(branch, before)
        elif name in ("ASSERT", "ASSERT_NOT"):
            yield from _repeats(value[1], before)
        before += _sample([(node, value)])


def _sample(tree: object) -> str:
    """A text that a pattern, as good as one can tell, matches."""
    made = ""
    for node, value in tree:  # type: ignore[attr-defined]
        name = str(node)
        if name == "LITERAL":
            made += chr(value)
        elif name == "NOT_LITERAL":
            made += "a" if value != ord("a") else "b"
        elif name == "ANY":
            made += "a"
        elif name == "IN":
            made += _one_of(value)
        elif name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            least, most, body = value
            made += _sample(body) * max(least, min(1, most))
        elif name in ("SUBPATTERN", "ATOMIC_GROUP"):
            made += _sample(value[-1] if name == "SUBPATTERN" else value)
        elif name == "BRANCH":
            made += _sample(value[1][0])
    return made


CLASSES = {"CATEGORY_DIGIT": "1", "CATEGORY_SPACE": " ", "CATEGORY_WORD": "a", "CATEGORY_NOT_SPACE": "a"}


def _one_of(choices: list[tuple[object, object]]) -> str:
    """A character of a set."""
    negated = str(choices[0][0]) == "NEGATE"
    told = re.compile("[" + "".join(_class(node, value) for node, value in choices) + "]")
    for mark in "a1A -.,(xZ0/é'\n;":
        if told.match(mark):
            return mark
    node, value = choices[0]
    if negated or str(node) == "CATEGORY":
        return CLASSES.get(str(value), "-")
    return chr(value) if str(node) == "LITERAL" else chr(value[0])  # type: ignore[arg-type, index]


def _class(node: object, value: object) -> str:
    name = str(node)
    if name == "NEGATE":
        return "^"
    if name == "LITERAL":
        return re.escape(chr(value))  # type: ignore[arg-type]
    if name == "RANGE":
        low, high = value  # type: ignore[misc]
        return f"{re.escape(chr(low))}-{re.escape(chr(high))}"
    letters = {"DIGIT": "d", "SPACE": "s", "WORD": "w"}
    word = str(value).removeprefix("CATEGORY_")
    letter = letters[word.removeprefix("NOT_")]
    return f"\\{letter.upper() if word.startswith('NOT_') else letter}"


GIVES_NOTHING_BACK = (parser.POSSESSIVE_REPEAT, parser.ATOMIC_GROUP)


def has_inner_repeat(pattern: re.Pattern[str]) -> bool:
    """Whether a repeat without bound stands within a repeat (possessive ones and atomic groups give nothing back)."""
    return _nested(parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG), False)


def _nested(items: object, within: bool) -> bool:
    for kind, value in items:  # type: ignore[attr-defined]
        if kind in (parser.MAX_REPEAT, parser.MIN_REPEAT):
            _, high, body = value
            if (within and high is parser.MAXREPEAT) or _nested(body, within or high > 1):
                return True
        elif kind not in GIVES_NOTHING_BACK and any(_nested(part, within) for part in _parts(value)):
            return True
    return False


def _parts(value: object) -> Iterator[object]:
    if isinstance(value, parser.SubPattern):
        yield value
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _parts(one)
