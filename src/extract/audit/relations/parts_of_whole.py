"""Parts that a sentence tells of a whole sum to it: participants on their way, the sexes, kinds of response."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from extract.audit.arithmetic.rounding import fit_percent, unit
from extract.audit.arithmetic.slips import slip_of_sum
from extract.audit.flow import ALLOCATED, LEFT, Sum, SumKind, find_counts, find_sums
from extract.audit.passages import Passage, sentences_outside
from extract.audit.printed import NUMBER, WHOLE
from extract.audit.relations.engine import Case, Relation, broken, sound, unjudged
from extract.model import Paper, Span
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
_BOX_NUMBER = re.compile(rf"\(\s?[nN]\s?=\s?(?P<n>{WHOLE})\s?\)")
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


def find_boxes(text: str) -> tuple[FlowBox, ...]:
    """The boxes of a text's flow diagram; nothing where fewer than three labels of a template stand in it.

    >>> text = "Assessed for eligibility (n = 180)\\nExcluded (n = 60)\\nRandomised (n = 120)"
    >>> [(box.kind, box.n) for box in find_boxes(text)]
    [('assessed', 180), ('excluded', 60), ('randomised', 120)]
    """
    found: list[FlowBox] = []
    for match in _BOX_NUMBER.finditer(text):
        box = _box(text, match, found[-1] if found else None)
        if box is not None:
            found.append(box)
    return tuple(found) if len({box.kind for box in found}) >= LEAST else ()


def find_box_sums(boxes: tuple[FlowBox, ...]) -> Iterator[tuple[FlowBox, tuple[FlowBox, ...]]]:
    """Boxes with their parts, by the templates' sums, where all that they need are there, as often as they have to."""
    by_kind: dict[str, list[FlowBox]] = {}
    for box in boxes:
        by_kind.setdefault(box.kind, []).append(box)
    for whole, kinds in SUMS:
        wholes, parts = by_kind.get(whole, []), [by_kind.get(kind, []) for kind in kinds]
        if not wholes or not all(parts):
            continue
        if len(kinds) == 1 and len(wholes) == 1 and len(parts[0]) > 1:
            yield wholes[0], tuple(parts[0])
        elif len(kinds) > 1 and all(len(found) == len(wholes) for found in parts):
            for place, box in enumerate(wholes):
                yield box, tuple(found[place] for found in parts)


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


BEHIND = 2
"""Sentences behind a list that may tell of those whom it leaves out."""
FAR = 3
"""A sum is of something else where it is off by more than a third of its whole."""
TOO_FAR = "too far off to be a slip: a list of something else"
SUM_WORDS: dict[SumKind, str] = {
    "arms": "the groups are {parts} = {total}, of {whole}",
    "reasons": "the list gives {parts} = {total} of the {whole} that it opens with",
    "stay": "those who stayed and those who left are {parts} = {total}, of {whole}",
    "remaining": "those who left and those who remained are {parts} = {total}, of {whole}",
    "sexes": "the two sexes are {parts} = {total}, of {whole}",
}


_NOT_TREATED = re.compile(r"\b(?:not|never|without)\b", re.IGNORECASE)


def _sum_case(passage: Passage, found: Sum, behind: Sequence[Passage] = ()) -> Case[None]:
    """`behind`: the sentences behind it, which may tell of those that its list leaves out."""
    pieces = passage.pieces_of(found.whole.start, found.end)
    off = found.total - found.whole.value
    if not off:
        return sound(pieces)
    slip = slip_of_sum(found.whole.value, [part.value for part in found.parts])
    if abs(off) * FAR > found.whole.value and (slip is None or found.kind not in ("arms", "sexes")):
        return unjudged(pieces, TOO_FAR)
    if found.kind == "arms" and off < 0 and any(_tells_of(other, -off) for other in behind):
        return unjudged(pieces, "a sentence behind it tells of those who are in no group")
    parts = " + ".join(str(part.value) for part in found.parts)
    reported = SUM_WORDS[found.kind].format(parts=parts, total=found.total, whole=found.whole.value)
    if slip is not None:
        printed = found.whole.value if slip[0] < 0 else found.parts[slip[0]].value
        reported += f"; {slip[1]} would explain it: {slip[2]} for {printed}"
    return broken(
        pieces,
        f"{reported} ({abs(off)} {'too many' if off > 0 else 'not told'})",
        "error" if off > 0 and found.kind == "sexes" else "warning",
        reported=str(found.whole.value),
        expected=str(found.total),
    )


def _tells_of(passage: Passage, missing: int) -> bool:
    """Whether a sentence says that just so many people left, or were not treated."""
    if not LEFT.search(passage.text) and not _NOT_TREATED.search(passage.text):
        return False
    return any(count.value == missing and count.kind == "count" for count in find_counts(passage.text))


# --- participants on their way through a study

_GIVEN = re.compile(
    r"\b(?:received|underwent|treated)\b|\d\s(?:\w+\s)?in\sthe\s[\w+/ -]{1,40}?\s(?:group|arm)\b", re.IGNORECASE
)


def _participants(paper: Paper) -> Iterator[Case[None]]:
    sentences = list(sentences_outside(paper, "references"))
    for at, passage in enumerate(sentences):
        if not any(pattern.search(passage.text) for pattern in (ALLOCATED, LEFT, _GIVEN)):
            continue
        for found in find_sums(passage.text):
            if not isinstance(found, Sum):
                yield unjudged(passage.pieces_of(found.start, found.end), found.reason)
            elif found.kind != "sexes":
                yield _sum_case(passage, found, sentences[at + 1 : at + 1 + BEHIND])
    for whole, boxes in find_box_sums(find_boxes(paper.text)):
        yield _box_case(whole, boxes)


def _box_case(whole: FlowBox, parts: tuple[FlowBox, ...]) -> Case[None]:
    pieces, total = (Span(whole.start, whole.end),), sum(part.n for part in parts)
    if total == whole.n:
        return sound(pieces)
    if abs(total - whole.n) * FAR > whole.n:
        return unjudged(pieces, TOO_FAR)
    added, names = " + ".join(str(part.n) for part in parts), ", ".join(dict.fromkeys(part.label for part in parts))
    return broken(
        pieces,
        f'boxes of the diagram: {added} = {total} ({names}), "{whole.label}" {whole.n}',
        "warning",
        reported=str(whole.n),
        expected=str(total),
        context=tuple((Span(part.start, part.end),) for part in parts),
    )


PARTICIPANT_FLOW = Relation(
    "stat_participant_flow",
    """The numbers of participants add up on their way through a study.

The randomised are the sum of the arms; excluded, withdrawn or lost are the sum of the reasons (or groups) listed for
it; all are those who stayed and those who left; "of 2,838, 374 were excluded, leaving 2,464". Read in sentences and
captions in which the list follows its whole. Whole numbers: nothing is rounded. An error where the arms are more than
were randomised; a warning for the rest: somebody may have had two reasons, a reason or a group may be left out. Lists
that are called examples ("including", "mainly"), sums further off than a third, and numbers of other things are left
alone.

The records of a review are followed by `review_flow`. Boxes of a flow diagram that stand
in the text ("Excluded (n = 60)") sum as the CONSORT and PRISMA templates have them.""",
    _participants,
)


# --- the sexes, and kinds of response


@dataclass(frozen=True, slots=True, kw_only=True)
class Portion:
    """One kind with its count, where it is printed, and its percent; start and end in the searched text."""

    start: int
    end: int
    kind: str
    count: Decimal | None
    percent: Decimal


_SEX = re.compile(r"\b(?:females?|women|girls|[FM]\s?[=:])", re.IGNORECASE)
_PEOPLE = r"(?:(?:patients?|subjects?|participants?|individuals?|cases?)\s)?(?:(?:were|was)\s)?"
_SEXES_TOLD = r"females?|women|girls|males?|men|boys"
SEX_COUNTED = re.compile(
    rf"(?<![\w.,/])(?P<count>{WHOLE})\s(?:{_PEOPLE}(?P<sex>{_SEXES_TOLD})\s?\(\s?(?P<percent>{NUMBER})\s?%\s?\)"
    rf"|\(\s?(?P<percent2>{NUMBER})\s?%\s?\)\s{_PEOPLE}(?P<sex2>{_SEXES_TOLD})\b)",
    re.IGNORECASE,
)
_RESPONSE = re.compile(r"\b(?:partial\s(?:response|remission)|PR)\b", re.IGNORECASE)
_RESPONSES = {
    "complete": r"complete\s(?:response|remission)s?|\bCR\b",
    "partial": r"partial\s(?:response|remission)s?|\bPR\b",
    "stable": r"stable\sdiseases?|\bSD\b",
    "progressive": r"progressive\sdiseases?|disease\sprogression|\bPD\b",
}
RESPONSE = re.compile("|".join(f"(?P<{kind}>{names})" for kind, names in _RESPONSES.items()), re.IGNORECASE)
PERCENT = re.compile(rf"(?<![\w.·-])(?P<percent>{NUMBER})\s?%(?!\s?(?:CI\b|confidence|credible))", re.IGNORECASE)
_SHORT = re.compile(r"^\s?\(\s?(?:CR|PR|SD|PD)s?\s?\)")


def sex_portions(text: str) -> tuple[Portion, ...]:
    """The sexes of a sentence that tells each once with its count and percent; nothing where it tells more or fewer.

    >>> [(p.kind, str(p.percent)) for p in sex_portions("There were 25 women (62.5%) and 15 men (38.5%).")]
    [('female', '62.5'), ('male', '38.5')]
    """
    found: list[Portion] = []
    for match in SEX_COUNTED.finditer(text):
        count, percent = parse_number(match["count"]), parse_number(match["percent"] or match["percent2"])
        if percent is not None:
            kind = "female" if (match["sex"] or match["sex2"])[0].lower() in "fwg" else "male"
            found.append(Portion(start=match.start(), end=match.end(), kind=kind, count=count, percent=percent))
    return tuple(found) if {p.kind for p in found} == {"female", "male"} and len(found) == 2 else ()


def response_portions(text: str) -> tuple[Portion, ...]:
    """Kinds of response with a percent each, told in turn: "CR in 10%, PR in 40% and SD in 30%", at least three.

    >>> [str(p.percent) for p in response_portions("CR, PR and SD were seen in 10%, 40% and 30%, PD in 25%.")]
    []
    >>> [str(p.percent) for p in response_portions("CR was seen in 10%, PR in 40%, SD in 30% and PD in 25%.")]
    ['10', '40', '30', '25']
    """
    kinds = [m for m in RESPONSE.finditer(text) if not _SHORT.match(text[m.start() - 1 : m.end() + 1])]
    percents = list(PERCENT.finditer(text))
    names = [str(match.lastgroup) for match in kinds]
    if not 3 <= len(kinds) == len(percents) == len(set(names)):
        return ()
    marks = sorted([(match.start(), "kind") for match in kinds] + [(match.start(), "percent") for match in percents])
    if any(mark[1] == other[1] for mark, other in pairwise(marks)):
        return ()
    found = [
        Portion(start=min(k.start(), p.start()), end=max(k.end(), p.end()), kind=name, count=None, percent=value)
        for name, k, p in zip(names, kinds, percents, strict=True)
        if (value := parse_number(p["percent"])) is not None
    ]
    return tuple(found)


def _parts(paper: Paper) -> Iterator[Case[None]]:
    for passage in sentences_outside(paper, "references"):
        if _SEX.search(passage.text):
            for found in find_sums(passage.text):
                if isinstance(found, Sum) and found.kind == "sexes":
                    yield _sum_case(passage, found)
            yield from _sexes(passage, sex_portions(passage.text))
        if _RESPONSE.search(passage.text) and (portions := response_portions(passage.text)):
            yield _responses(passage, portions)


def _sexes(passage: Passage, portions: tuple[Portion, ...]) -> Iterator[Case[None]]:
    total = sum((portion.count or Decimal(0) for portion in portions), Decimal(0))
    fits = {p.kind: fit_percent(p.percent, p.count or Decimal(0), total) for p in portions if total}
    for portion in portions if total else ():
        pieces, fit = passage.pieces_of(portion.start, portion.end), fits[portion.kind]
        if fit.fit != "off":
            yield sound(pieces)
        elif all(fit.fit == "off" for fit in fits.values()) or portion.count is None:
            yield unjudged(pieces, "the percents are not of the two sexes together")
        else:
            yield broken(
                pieces,
                f"{portion.count} of {total}, both sexes together, is {fit.expected}%, printed as {portion.percent}%; "
                f"the other percent fits {total}",
                reported=f"{portion.percent}%",
                expected=f"{fit.expected}%",
            )


def _responses(passage: Passage, portions: tuple[Portion, ...]) -> Case[None]:
    pieces = passage.pieces_of(min(p.start for p in portions), max(p.end for p in portions))
    total = sum((portion.percent for portion in portions), Decimal(0))
    slack = sum((unit(portion.percent) / 2 for portion in portions), Decimal(0))
    if total <= 100 + slack:
        return sound(pieces)
    parts = " + ".join(str(portion.percent) for portion in portions)
    return broken(
        pieces,
        f"kinds of response that exclude each other: {parts} = {total}%; rounding explains {slack} at most",
        reported=f"{total}%",
        expected="100%",
    )


PARTS_OF_WHOLE = Relation(
    "stat_parts_of_whole",
    """Parts that a sentence tells as all of a whole are no more and no fewer than the whole.

"84 patients: 45 men and 40 women" are 85. "25 women (62.5%) and 15 men (38.5%)" are 40, of whom 15 are 37.5 %: an error
where the percent of one sex is of both and that of the other is not. Kinds of response that exclude each other
(complete, partial, stable, progressive), each with its percent, do not exceed 100 % by more than rounding, half a unit
of the last digit for each. Counts above the whole are errors; below it, a warning: the sex of somebody may be missing.
Percents within each sex ("45% of men and 60% of women responded") and lists that name a kind twice are left alone.""",
    _parts,
)
