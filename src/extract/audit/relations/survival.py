"""Survival without an event is not above overall survival, and neither rises with time."""

from collections.abc import Iterator
from itertools import groupby

from extract.audit.arithmetic.rounding import rounded
from extract.audit.passages import Passage, own_sentences, sentences_of
from extract.audit.rates import PART, Rate, find_rates
from extract.audit.relations.engine import Case, Relation, broken, sound
from extract.model import Paper, Pieces, Severity
from extract.text import lazy_re as re
from extract.text.numbers import are_near

COUNT_DEATH = {"PFS", "DFS", "RFS", "EFS"}
NEAR = 3
_LONG = {
    "PFS": r"progression[\s-]free\ssurvival",
    "DFS": r"disease[\s-]free\ssurvival",
    "RFS": r"(?:recurrence|relapse)[\s-]free\ssurvival",
    "EFS": r"event[\s-]free\ssurvival",
}
_DEFINED = r"[^.;]{0,60}\b(?:defined|calculated|measured|referred\sto|time\sfrom|interval|duration)\b[^;]{0,250}"
_DEATH = re.compile(r"\b(?:death|died|any\scause|mortality)\b", re.IGNORECASE)
Placed = tuple[int, Passage, Rate]
Pair = tuple[Passage, Rate, Passage, Rate]


def _above_survival(paper: Paper) -> Iterator[Case[None]]:
    above: dict[str, list[Pair]] = {}
    for role in ("abstract", "results"):
        placed: list[Placed] = []
        for number, passage in enumerate(own_sentences(paper, role)):
            rates = [*find_rates(passage.text), *find_rates(passage.text, narrowed=True)]
            placed += [(number, passage, rate) for rate in rates if rate.bound is None and not rate.of_group]
        for at, passage, rate in placed:
            pair = _pair(paper, at, passage, rate, placed)
            if pair is None:
                continue
            if rounded(rate.value).low <= rounded(pair[3].value).high:
                yield sound(passage.pieces_of(rate.start, rate.end))
            else:
                above.setdefault(rate.measure, []).append(pair)
    for measure, pairs in above.items():
        yield _above_case(paper, measure, pairs)


def _pair(paper: Paper, at: int, passage: Passage, rate: Rate, placed: list[Placed]) -> Pair | None:
    """The rate with the one overall survival printed near it for the same time."""
    if rate.measure.split()[-1] not in COUNT_DEATH:
        return None
    if " " in rate.measure and _severity(paper, rate.measure) != "error":
        return None
    survivals = [
        (other, survival)
        for number, other, survival in placed
        if survival.measure == "OS" and survival.months == rate.months and are_near(number, at, NEAR)
    ]
    if len({survival.value for _, survival in survivals}) != 1:
        return None
    return passage, rate, *survivals[0]


def _above_case(paper: Paper, measure: str, pairs: list[Pair]) -> Case[None]:
    reported = dict.fromkeys(
        f"{rate.value}% at {rate.months} months, above OS at the same time ({survival.value}%)"
        for _, rate, _, survival in pairs
    )
    first, *beside = dict.fromkeys(passage.pieces_of(rate.start, rate.end) for passage, rate, _, _ in pairs)
    return broken(
        first,
        f"{measure} is {'; '.join(reported)}: whoever died would have to be free of an event",
        _severity(paper, measure),
        reported=f"{pairs[0][1].value}%",
        expected=f"at most {pairs[0][3].value}%",
        beside=tuple(beside),
        context=tuple(dict.fromkeys(other.pieces_of(rate.start, rate.end) for _, _, other, rate in pairs)),
    )


def _severity(paper: Paper, measure: str) -> Severity:
    *part, whole = measure.split()
    name = rf"(?:{_LONG[whole]}|{whole})"
    if part:
        name = rf"{re.escape(' '.join(part))}[\s-]{name}"
    definition = re.compile(rf"(?P<before>\b[\w-]{{2,15}}[\s-])?(?<!\w){name}\b{_DEFINED}", re.IGNORECASE)
    matches = [match for passage in sentences_of(paper) if (match := definition.search(passage.text))]
    found = [match[0] for match in matches if part or not PART.match(match["before"] or "")]
    if not found:
        return "warning"
    return "error" if any(_DEATH.search(text) for text in found) else "note"


# --- survival and control do not rise with time in one group


def _rising(paper: Paper) -> Iterator[Case[None]]:
    for passage in sentences_of(paper):
        for _, found in groupby(find_rates(passage.text), key=lambda rate: rate.start):
            series = list(found)
            months = [rate.months for rate in series]
            if len(series) > 1 and months == sorted(months):
                yield _series_case(passage.pieces_of(series[0].start, series[0].end), series)


def _series_case(pieces: Pieces, series: list[Rate]) -> Case[None]:
    values = [rate.value for rate in series]
    ordered = sorted(values, reverse=True)
    if values == ordered:
        return sound(pieces)
    printed = ", ".join(f"{value}%" for value in values)
    return broken(
        pieces,
        f"{series[0].measure} of one group, which cannot rise with time, does: {printed}",
        "warning",
        reported=printed,
        expected=", ".join(f"{value}%" for value in ordered),
    )


def _cases(paper: Paper) -> Iterator[Case[None]]:
    yield from _rising(paper)
    yield from _above_survival(paper)


SURVIVAL_ORDER = Relation(
    "stat_survival_order",
    """Progression-free survival is not above overall survival of the same patients at the same time.

Where progression-free, disease-free, recurrence-free or event-free survival counts death as an event, its curve lies
on or below that of overall survival. Compared are rates for one time within three sentences of one section, without
groups. An error where the paper's own definition counts death; a warning where it gives none (death is counted by
convention); a note where the definition names progression alone, since the two then may cross. A part of the events
("infield progression-free survival") counts only where its own definition counts death. The printed percents are
taken with half a unit of their last digits on either side. All times and places of one measure are one finding. Nor
do survival and control of one group rise from one time to a later one (a warning).""",
    _cases,
    version=3,
)
