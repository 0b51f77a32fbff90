"""Looks at stored papers: every check answers for every item it meets; one that breaks costs that check only."""

import inspect
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase

from extract.audit.checks import EXPERIMENTAL, all_names, load_checks
from extract.audit.softening import fold_repeats, soften_bursts, soften_measured
from extract.errors import UsageError
from extract.model import Answer, Check, CheckAnswers, Library, Paper, Skipped

__all__ = ["audit_paper", "check_name_and_text", "choose_checks", "run_checks"]

LIST_UNREAD = "list_unread"
REST_ON_THE_LIST = frozenset(
    (
        "reference_duplicate",
        "reference_impossible_year",
        "reference_missing",
        "reference_never_cited",
        "reference_numbering",
    )
)
"""Checks that speak of the list as a whole: of one that was read in part they would tell our own faults."""


def audit_paper(
    paper: Paper, library: Library, *, only: Sequence[str] = (), skip: Sequence[str] = ()
) -> tuple[Answer, ...]:
    """All answers of the chosen checks; `only` and `skip` are names or globs such as "stat_*"."""
    return tuple(
        answer for stated in run_checks(paper, library, choose_checks(only, skip)) for answer in stated.answers
    )


def choose_checks(
    only: Sequence[str] = (), skip: Sequence[str] = (), *, experimental: bool = False
) -> tuple[Check, ...]:
    """The checks that a call means, commas between patterns. Raises UsageError where a pattern meets none.

    Experimental ones are left out unless `experimental` asks for them or `only` names one in full.
    """
    only, skip = _split(only), _split(skip)
    names = all_names()
    for pattern in (*only, *skip):
        if not any(fnmatchcase(name, pattern) for name in names):
            raise UsageError(f"no check is named {pattern!r}: `extract export checks` and docs/checks.md list them")
    return load_checks(
        name
        for name in names
        if (not only or _meets(name, only))
        and not _meets(name, skip)
        and (experimental or name not in EXPERIMENTAL or name in only)
    )


def run_checks(paper: Paper, library: Library, checks: Sequence[Check]) -> Iterator[CheckAnswers]:
    """What each check says of a paper. What a check said before it broke is kept, with the error.

    Where the list of references was not read whole, the checks that rest on its being whole skip every entry.
    """
    unread = any(fault.code == LIST_UNREAD for fault in paper.document.faults)
    for check in checks:
        if unread and check.NAME in REST_ON_THE_LIST:
            skipped = tuple(Skipped(reference.span, "the list was not read whole") for reference in paper.references)
            yield CheckAnswers(check=check.NAME, answers=skipped, error=None)
            continue
        answers: list[Answer] = []
        error = None
        try:
            answers.extend(check.check(paper, library))
        except Exception as broken:
            error = f"{type(broken).__name__}: {broken}"
        reported = soften_measured(check.NAME, soften_bursts(check.NAME, answers))
        yield CheckAnswers(check=check.NAME, answers=fold_repeats(reported), error=error)


def check_name_and_text(check: Check) -> tuple[str, str]:
    """A check's title (the first line of its docstring) and the whole docstring."""
    text = inspect.cleandoc(check.__doc__ or check.NAME)
    return text.split("\n", 1)[0], text


def _split(patterns: Sequence[str]) -> tuple[str, ...]:
    return tuple(part.strip() for pattern in patterns for part in pattern.split(",") if part.strip())


def _meets(name: str, patterns: Sequence[str]) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in patterns)
