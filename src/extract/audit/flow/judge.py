"""A list of parts held against its whole."""

from extract.audit.arithmetic.slips import slip_of_sum
from extract.audit.flow.boxes import BoxSum
from extract.audit.flow.lists import Sum
from extract.audit.passages import Passage, evidence, place
from extract.model import Answer, Finding, Paper, Passed, Skipped, Span

FAR = 3


def judge_sum(paper: Paper, passage: Passage, found: Sum, *, check: str, said: str) -> Answer:
    """Passed where the parts are the whole; else a finding worded by `said`, with its parts, total and whole."""
    pieces = passage.pieces_of(found.whole.start, found.end)
    off = found.total - found.whole.value
    if not off:
        return Passed(place(pieces))
    slip = slip_of_sum(found.whole.value, [part.value for part in found.parts])
    if abs(off) * FAR > found.whole.value and (slip is None or found.kind not in ("arms", "sexes")):
        return Skipped(place(pieces), "too far off to be a slip: a list of something else")
    parts = " + ".join(str(part.value) for part in found.parts)
    reported = said.format(parts=parts, total=found.total, whole=found.whole.value)
    if slip is not None:
        printed = found.whole.value if slip[0] < 0 else found.parts[slip[0]].value
        reported += f"; {slip[1]} would explain it: {slip[2]} for {printed}"
    return Finding(
        check=check,
        severity="error" if found.total > found.whole.value and found.kind == "sexes" else "warning",
        message=f"{reported} ({abs(off)} {'too many' if off > 0 else 'not told'})",
        reported=str(found.whole.value),
        expected=str(found.total),
        evidence=(evidence(paper, "result", pieces),),
    )


def judge_boxes(paper: Paper, found: BoxSum, *, check: str) -> Answer:
    """Passed where the boxes are the number of the box above them; else a warning."""
    span = Span(found.whole.start, found.whole.end)
    off = found.total - found.whole.n
    if not off:
        return Passed(span)
    if abs(off) * FAR > found.whole.n:
        return Skipped(span, "too far off to be a slip: a list of something else")
    parts = " + ".join(str(part.n) for part in found.parts)
    names = ", ".join(dict.fromkeys(part.label for part in found.parts))
    return Finding(
        check=check,
        severity="warning",
        message=f'boxes of the diagram: {parts} = {found.total} ({names}), "{found.whole.label}" {found.whole.n}',
        reported=str(found.whole.n),
        expected=str(found.total),
        evidence=(
            evidence(paper, "result", (span,)),
            *(evidence(paper, "context", (Span(part.start, part.end),)) for part in found.parts),
        ),
    )
