"""One engine for all relations between numbers: which hold, which cannot be judged, and what explains the rest.

A relation reads cases from a paper: numbers that must fit each other. The engine answers each: passed, skipped with the
reason, or a finding. Before a finding is made, named hypotheses are tried on the case: what else may have been meant
(innocent ones: another base, limits in descending order) and which slip of print may have happened. The likeliest that
fits decides: an innocent one leaves the case alone or makes a note of it, a slip is named in the message.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from extract.audit.passages import evidence, place
from extract.model import Answer, Finding, Library, Paper, Passed, Pieces, Recomputed, Severity, Skipped

Numbers = TypeVar("Numbers")


@dataclass(frozen=True, slots=True)
class Fit:
    """That a hypothesis explains a case: in words for the message, and the value that was then meant."""

    words: str = ""
    expected: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hypothesis(Generic[Numbers]):
    """A named explanation. `prior` orders those that fit: the share of contradictions of its kind, as read by hand,
    that it explained. `leaves` is what becomes of the finding: "none" for an innocent one, which skips the case with
    the words; a severity for a slip or a habit of rounding; None to keep the case's own.
    """

    name: str
    prior: float
    fits: Callable[[Numbers], Fit | None]
    leaves: Severity | Literal["none"] | None = None


def innocent(name: str, prior: float, explains: Callable[[Numbers], bool]) -> Hypothesis[Numbers]:
    """An explanation that leaves the case alone; its name is the reason given."""
    return Hypothesis(name=name, prior=prior, fits=lambda numbers: Fit() if explains(numbers) else None, leaves="none")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case(Generic[Numbers]):
    """Numbers that a relation binds, at one place; `numbers` where hypotheses or a recomputation ask for them.

    `holds`: None where it cannot be judged, and `why`. `message`: table, row, column, the numbers and what they give.
    `beside`: other places of the same contradiction; `context`: what it is read with.
    """

    pieces: Pieces
    numbers: Numbers | None = None
    holds: bool | None
    why: str = ""
    message: str = ""
    severity: Severity = "error"
    reported: str | None = None
    expected: str | None = None
    beside: tuple[Pieces, ...] = ()
    context: tuple[Pieces, ...] = ()


def sound(pieces: Pieces, numbers: Numbers | None = None) -> Case[Numbers]:
    """Numbers that fit each other."""
    return Case(pieces=pieces, numbers=numbers, holds=True)


def unjudged(pieces: Pieces, why: str, numbers: Numbers | None = None) -> Case[Numbers]:
    """Numbers that cannot be judged, and why."""
    return Case(pieces=pieces, numbers=numbers, holds=None, why=why)


def broken(
    pieces: Pieces,
    message: str,
    severity: Severity = "error",
    *,
    numbers: Numbers | None = None,
    reported: str | None = None,
    expected: str | None = None,
    beside: tuple[Pieces, ...] = (),
    context: tuple[Pieces, ...] = (),
) -> Case[Numbers]:
    """Numbers that do not fit each other."""
    return Case(
        pieces=pieces,
        numbers=numbers,
        holds=False,
        message=message,
        severity=severity,
        reported=reported,
        expected=expected,
        beside=beside,
        context=context,
    )


class Relation(Generic[Numbers]):
    """A row of the table of relations, and a check: name, text, where its cases come from, what explains them."""

    def __init__(
        self,
        name: str,
        text: str,
        cases: Callable[[Paper], Iterator[Case[Numbers]]],
        hypotheses: Sequence[Hypothesis[Numbers]] = (),
        *,
        version: int = 1,
        recompute: Callable[[Numbers], Recomputed | None] = lambda numbers: None,
    ) -> None:
        self.NAME, self.VERSION, self.__doc__ = name, version, text
        self._recompute = recompute
        self._cases = cases
        self._hypotheses = tuple(sorted(hypotheses, key=lambda hypothesis: -hypothesis.prior))

    def check(self, paper: Paper, library: Library) -> Iterator[Answer]:
        """One answer for each case of the paper; no relation asks what is stored beyond it."""
        return self.answers(paper)

    def answers(self, paper: Paper) -> Iterator[Answer]:
        """One answer for each case of the paper."""
        for case in self._cases(paper):
            yield self._judge(paper, case)
            recomputed = None if case.numbers is None else self._recompute(case.numbers)
            if recomputed is not None:
                yield recomputed

    def _judge(self, paper: Paper, case: Case[Numbers]) -> Answer:
        where = place(case.pieces)
        if case.holds is None:
            return Skipped(where, case.why)
        if case.holds:
            return Passed(where)
        tried: list[str] = []
        severity, stated, expected = case.severity, "", case.expected
        numbers = case.numbers
        for hypothesis in self._hypotheses:
            fit = None if numbers is None else hypothesis.fits(numbers)
            tried.append(f"{hypothesis.name}: {'fits' if fit else 'no'}")
            if fit is None or stated:
                continue
            if hypothesis.leaves == "none":
                return Skipped(where, fit.words or hypothesis.name)
            stated, expected = fit.words, fit.expected or expected
            severity = hypothesis.leaves or severity
            break
        return Finding(
            check=self.NAME,
            severity=severity,
            message=f"{case.message}; {stated}" if stated else case.message,
            reported=case.reported,
            expected=expected,
            evidence=(
                *(evidence(paper, "result", pieces) for pieces in (case.pieces, *case.beside)),
                *(evidence(paper, "context", pieces) for pieces in case.context),
            ),
            tried=tuple(tried),
        )
