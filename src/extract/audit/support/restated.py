"""Numbers of one part of a paper against the sentences of another part that they sum up."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.audit.passages import cells_of, evidence, place
from extract.audit.support.likeness import agree
from extract.audit.support.lines import Line, counterpart, numbers_in, stands_in
from extract.model import Answer, Finding, Paper, Passed, Skipped


@dataclass(frozen=True, slots=True)
class Parts:
    """What is compared: the check's name, the words for the two parts, and the sentences of each.

    `stated` are held against `told`; `outside` are all sentences in which a stated number may stand.
    """

    check: str
    here: str
    there: str
    stated: Sequence[Line]
    told: Sequence[Line]
    outside: Sequence[Line]


def judge_restated(paper: Paper, parts: Parts) -> Iterator[Answer]:
    """One answer for each number of the stated sentences."""
    cells = numbers_in(cells_of(paper))
    for line in parts.stated:
        for number, quantity in enumerate(line.quantities):
            pieces = line.passage.pieces_of(quantity.start, quantity.end)
            if any(agree(quantity.value, value) for value in cells) or stands_in(parts.outside, line, quantity):
                yield Passed(place(pieces))
            else:
                yield _judge(paper, parts, line, number)


def _judge(paper: Paper, parts: Parts, line: Line, number: int) -> Answer:
    own = line.quantities[number]
    for other in parts.told:
        found = counterpart(line, number, other)
        if found is None or stands_in(parts.stated, other, found):
            continue
        return Finding(
            check=parts.check,
            severity="warning" if own.scale in ("count", "people", "events") else "error",
            message=(
                f"the {parts.here} prints {own.value}, which stands nowhere else; the sentence of the {parts.there} "
                f"with the same numbers around it prints {found.value}"
            ),
            reported=line.passage.text[own.start : own.end],
            expected=other.passage.text[found.start : found.end],
            evidence=(
                evidence(paper, "result", line.around(own)),
                evidence(paper, "context", other.around(found)),
            ),
        )
    pieces = line.passage.pieces_of(own.start, own.end)
    return Skipped(place(pieces), f"no sentence of the {parts.there} has the same numbers around it")
