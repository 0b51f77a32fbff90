"""Flow diagrams whose boxes stand in the text: "Assessed for eligibility (n = 180)", "Records screened (n = 402)".

The labels are those of the CONSORT and PRISMA templates. A label must fill its line, or all between two boxes: a
sentence that speaks of patients randomised is no box.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from extract.audit.expressions.shapes import WHOLE
from extract.text import lazy_re as re
from extract.text.numbers import parse_number

_LABELS = {
    "assessed": r"(?:(?:patients|participants|subjects) )?(?:assessed|screened|evaluated) for eligibility",
    "excluded": r"(?:total )?(?:patients |participants |subjects )?excluded",
    "reason": r"not meeting (?:the )?(?:inclusion|eligibility)(?: criteria)?|did not meet (?:the )?inclusion criteria"
    r"|(?:declined|refused) (?:to participate|participation|consent)|other reasons?",
    "randomised": r"(?:patients |participants |subjects )?(?:were )?randomi[sz]ed|randomi[sz]ation|randomly assigned",
    "allocated": r"(?:allocated|randomi[sz]ed|assigned) to .{2,70}",
    "received": r"received (?:the )?allocated (?:intervention|treatment)",
    "not received": r"did not receive (?:the )?allocated (?:intervention|treatment)",
    "records screened": r"(?:records|titles(?: and|/) ?abstracts|studies|articles|abstracts) screened",
    "records excluded": r"(?:records|studies|articles|abstracts) excluded",
    "sought": r"reports sought for retrieval",
    "not retrieved": r"reports not retrieved",
    "read": r"(?:full[- ]text )?(?:articles|reports|studies|papers) (?:\(full[- ]text\) )?assessed for eligibility"
    r"|full[- ]texts? (?:articles )?(?:reviewed|assessed)",
    "read and excluded": r"(?:full[- ]text (?:articles|reports|studies|papers)|reports) excluded,?(?: with reasons)?:?",
}
_KINDS = {kind: re.compile(labels, re.IGNORECASE) for kind, labels in _LABELS.items()}
NUMBER = re.compile(rf"\(\s?[nN]\s?=\s?(?P<n>{WHOLE})\s?\)")
_ENDS = re.compile(r"[()\n\t;]")
_BULLET = re.compile(r"^[\W_]*(?:\d[.)]\s)?")
SUMS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("assessed", ("excluded", "randomised")),
    ("excluded", ("reason",)),
    ("randomised", ("allocated",)),
    ("allocated", ("received", "not received")),
    ("records screened", ("records excluded", "sought")),
    ("records screened", ("records excluded", "read")),
    ("read and excluded", ("read reason",)),
    ("sought", ("not retrieved", "read")),
)
LEAST = 3
NEAR = 40
WIDE = 100
_REASON_AFTER = {
    "excluded": "reason",
    "reason": "reason",
    "read and excluded": "read reason",
    "read reason": "read reason",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowBox:
    """One box of a diagram; start and end in the text."""

    kind: str
    label: str
    n: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxSum:
    """A box and those that should be its parts."""

    whole: FlowBox
    parts: tuple[FlowBox, ...]

    @property
    def total(self) -> int:
        return sum(part.n for part in self.parts)


def find_boxes(text: str) -> tuple[FlowBox, ...]:
    """The boxes of a text's flow diagram; nothing where fewer than three labels of a template stand in it.

    >>> text = "Assessed for eligibility (n = 180)\\nExcluded (n = 60)\\nRandomised (n = 120)"
    >>> [(box.kind, box.n) for box in find_boxes(text)]
    [('assessed', 180), ('excluded', 60), ('randomised', 120)]
    """
    found: list[FlowBox] = []
    for match in NUMBER.finditer(text):
        box = _box(text, match, found[-1] if found else None)
        if box is not None:
            found.append(box)
    return tuple(found) if len({box.kind for box in found}) >= LEAST else ()


def find_box_sums(boxes: tuple[FlowBox, ...]) -> Iterator[BoxSum]:
    """The sums that the templates imply, where every box that they need is there, as often as it has to be."""
    by_kind: dict[str, list[FlowBox]] = {}
    for box in boxes:
        by_kind.setdefault(box.kind, []).append(box)
    for whole, kinds in SUMS:
        wholes, parts = by_kind.get(whole, []), [by_kind.get(kind, []) for kind in kinds]
        if not wholes or not all(parts):
            continue
        if len(kinds) == 1 and len(wholes) == 1 and len(parts[0]) > 1:
            yield BoxSum(whole=wholes[0], parts=tuple(parts[0]))
        elif len(kinds) > 1 and all(len(found) == len(wholes) for found in parts):
            for place, box in enumerate(wholes):
                yield BoxSum(whole=box, parts=tuple(found[place] for found in parts))


def _box(text: str, match: re.Match[str], before: FlowBox | None) -> FlowBox | None:
    """A box by its label; any label that directly follows a box of excluded ones is a reason."""
    before_it = text[max(0, match.start() - WIDE) : match.start()].rstrip()
    reported = _ENDS.split(before_it)[-1]
    start = max(0, match.start() - WIDE) + len(before_it) - len(reported)
    label = _BULLET.sub("", reported).strip(" :,")
    n = parse_number(match["n"])
    kind = next((kind for kind, pattern in _KINDS.items() if pattern.fullmatch(label)), None)
    if kind is None and before is not None and start - before.end < NEAR:
        kind = _REASON_AFTER.get(before.kind)
    if kind is None or n is None:
        return None
    return FlowBox(kind=kind, label=label, n=int(n), start=start, end=match.end())
