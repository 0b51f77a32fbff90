"""What becomes of a check's findings before they are shown: bursts, measured shares of right ones, repeats.

Where many numbers of one paper fail one check alike, the reading is likelier at fault than the paper. Slips of print
come alone: of 300 published trials none has more than four false cells, and those are 4 of 163. What was misread comes
in one stroke, from a table that counts embryos or from standard deviations read as ratios: four of seven.

A finding that accuses wrongly costs more than one that is not shown. A check's errors are shown as errors where they
were right in nine of ten articles, chance allowed for where many were read, as warnings otherwise; its warnings become
notes where they were right so seldom that a check right in seven of ten would hardly be. A misreading gives several
findings of one table, so articles are counted: right is one in which all findings of the check were.

What a check says in the same words of several places of a paper is one finding for one cause.
"""

import math
from collections.abc import Sequence
from dataclasses import replace

from extract.audit.passages import place
from extract.model import Answer, Finding, Passed, Severity, Skipped

COUNTED = frozenset(
    (
        "stat_column_percent",
        "stat_estimate_in_interval",
        "stat_interval_against_p",
        "stat_median_in_range",
        "stat_percent_of_fraction",
        "stat_percent_of_group",
        "stat_possible_percent",
        "stat_sum",
        "stat_test_statistic",
        "stat_whole_numbers",
    )
)
"""Checks that test many numbers of a paper by one relation."""

SOME, SOME_OF_ALL = 3, 0.1
MANY, MANY_OF_ALL = 4, 0.3


def soften_bursts(check: str, answers: Sequence[Answer]) -> tuple[Answer, ...]:
    """The answers of one check on one paper; in a burst no error stays, in a large one notes only."""
    flagged = [answer for answer in answers if _is_flagged(answer)]
    tested = sum(isinstance(answer, Finding | Passed) for answer in answers)
    severity = _most(len(flagged), tested) if check in COUNTED else None
    if severity is None:
        return tuple(answers)
    reported = f"; {len(flagged)} of {tested} such numbers here fail alike: they may be printed in a way not known here"
    return tuple(
        replace(answer, severity=severity, message=answer.message + reported)
        if isinstance(answer, Finding) and _is_flagged(answer)
        else answer
        for answer in answers
    )


def _most(flagged: int, tested: int) -> Severity | None:
    """The severity that is left to a burst; None where there is none."""
    if flagged >= MANY and flagged >= MANY_OF_ALL * tested:
        return "note"
    return "warning" if flagged >= SOME and flagged >= SOME_OF_ALL * tested else None


def _is_flagged(answer: Answer) -> bool:
    return isinstance(answer, Finding) and answer.severity != "note"


AS_ERROR, AS_WARNING = 0.9, 0.7
"""Shares of articles right from which an error, and from which a warning, is told."""

HARDLY = 0.1
"""Chance below which so few right articles are not those of a check that is right in AS_WARNING, or in AS_ERROR."""

ENOUGH = 20
"""Articles from which chance is allowed for in errors too: 24 right of 27 cannot be told from nine of ten."""

READ: dict[tuple[str, Severity], tuple[int, int]] = {
    ("citation_author", "error"): (1, 1),
    ("citation_author", "warning"): (1, 1),
    ("citation_entry", "warning"): (0, 1),
    ("citation_fit", "warning"): (0, 1),
    ("review_study_entry", "warning"): (0, 3),
    ("stat_category_sum", "error"): (0, 2),
    ("stat_category_sum", "warning"): (2, 2),
    ("stat_column_percent", "error"): (31, 32),
    ("stat_column_percent", "warning"): (20, 27),
    ("stat_estimate_in_interval", "error"): (9, 9),
    ("stat_estimate_in_interval", "warning"): (1, 6),
    ("stat_group_comparison", "warning"): (2, 2),
    ("stat_interval_against_p", "error"): (3, 3),
    ("stat_interval_against_p", "warning"): (4, 5),
    ("stat_interval_symmetry", "warning"): (10, 10),
    ("stat_median_in_range", "error"): (3, 4),
    ("stat_participant_flow", "error"): (0, 3),
    ("stat_participant_flow", "warning"): (3, 7),
    ("stat_parts_of_whole", "error"): (2, 3),
    ("stat_parts_of_whole", "warning"): (0, 1),
    ("stat_percent_of_fraction", "error"): (24, 27),
    ("stat_percent_of_fraction", "warning"): (2, 3),
    ("stat_possible_p", "error"): (2, 2),
    ("stat_possible_percent", "error"): (4, 6),
    ("stat_sum", "error"): (7, 7),
    ("stat_sum", "warning"): (2, 5),
    ("stat_test_statistic", "error"): (2, 3),
    ("stat_test_statistic", "warning"): (25, 27),
    ("stat_wording_against_numbers", "error"): (3, 5),
    ("stat_wording_against_numbers", "warning"): (6, 14),
    ("text_abbreviation", "error"): (1, 1),
    ("text_abbreviation", "warning"): (15, 16),
    ("text_abstract_numbers", "error"): (7, 9),
    ("text_abstract_numbers", "warning"): (12, 31),
    ("text_direction_wording", "error"): (0, 1),
    ("text_direction_wording", "warning"): (5, 5),
    ("text_figure_reference", "warning"): (6, 10),
    ("text_group_order", "warning"): (0, 3),
    ("text_study_period", "error"): (1, 1),
    ("text_table_reference", "warning"): (4, 7),
}
"""Articles right, and articles read, by check and severity when read: `benchmarks/judged/findings.tsv`, all rounds."""

PLANTED = frozenset(
    (
        "review_study_entry",
        "stat_category_sum",
        "stat_column_percent",
        "stat_estimate_in_interval",
        "stat_interval_against_p",
        "stat_interval_symmetry",
        "stat_participant_flow",
        "stat_percent_of_fraction",
        "stat_sum",
        "stat_test_statistic",
        "stat_wording_against_numbers",
        "text_abstract_numbers",
        "text_group_order",
    )
)
"""Checks that stay warnings on another ground: slips of their kinds were planted in 240 trials, and together they
find four of five without one alarm at 8,425 sound expressions; entries were exchanged in 49 reviews. Words cannot be
planted: of what was read, 12 right findings of theirs are told and two false ones. The other false kinds are left."""


def soften_measured(check: str, answers: Sequence[Answer]) -> tuple[Answer, ...]:
    """The answers of a check, its findings no graver than its measured share allows."""
    return tuple(
        replace(answer, severity=at_most(check, answer.severity)) if isinstance(answer, Finding) else answer
        for answer in answers
    )


def at_most(check: str, severity: Severity) -> Severity:
    """The severity that is left to a finding of a check.

    >>> at_most("stat_parts_of_whole", "error"), at_most("stat_column_percent", "error")
    ('warning', 'error')
    """
    right, read = READ.get((check, "error"), (0, 0))
    tells_errors = right >= AS_ERROR * read or (read >= ENOUGH and _chance_of_so_few(right, read, AS_ERROR) >= HARDLY)
    if severity == "note" or (severity == "error" and tells_errors):
        return severity
    others_right, others_read = READ.get((check, "warning"), (0, 0))
    counted = (others_right, others_read) if tells_errors else (right + others_right, read + others_read)
    return "note" if check not in PLANTED and _chance_of_so_few(*counted, AS_WARNING) < HARDLY else "warning"


def _chance_of_so_few(right: int, read: int, share: float) -> float:
    """The chance of so many right articles or fewer, of a check that is right in this share of all."""
    return sum(math.comb(read, count) * share**count * (1 - share) ** (read - count) for count in range(right + 1))


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
