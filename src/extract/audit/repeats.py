"""One finding for one cause: what a check says in the same words of several places of a paper is told once."""

from collections.abc import Sequence
from dataclasses import replace

from extract.audit.passages import place
from extract.model import Answer, Finding, Skipped

REPEATED = "the same is told of another place"


def fold_repeats(answers: Sequence[Answer]) -> tuple[Answer, ...]:
    """Findings of one message and severity become the first of them, with the passages of all as evidence.

    The other places are skipped with the reason. Findings on citations and references stay apart: each is of its own.
    """
    found = [answer for answer in answers if isinstance(answer, Finding)]
    first: dict[tuple[object, ...], Finding] = {}
    for finding in found:
        key = _key(finding)
        kept = first.get(key)
        first[key] = finding if kept is None else _with_places(kept, finding)
    if len(first) == len(found):
        return tuple(answers)
    reported: set[tuple[object, ...]] = set()
    folded: list[Answer] = []
    for answer in answers:
        if not isinstance(answer, Finding):
            folded.append(answer)
        elif (key := _key(answer)) in reported:
            folded.append(Skipped(place(answer.evidence[0].pieces), REPEATED))
        else:
            reported.add(key)
            folded.append(first[key])
    return tuple(folded)


def _with_places(kept: Finding, other: Finding) -> Finding:
    new = tuple(passage for passage in other.evidence if passage not in kept.evidence)
    return replace(kept, evidence=(*kept.evidence, *new))


def _key(finding: Finding) -> tuple[object, ...]:
    if finding.references or finding.verdict is not None or any(not passage.pieces for passage in finding.evidence):
        return (id(finding),)
    return (finding.check, finding.severity, finding.message, finding.reported, finding.expected)
