"""Which sentences and table rows say how an outcome differed between two groups: learned from marked passages."""

from collections.abc import Iterator
from dataclasses import dataclass

from extract.resolve.questions.learned import load_model
from extract.resolve.questions.units import Known, Unit
from extract.resolve.questions.words import Asked
from extract.text import lazy_re as re

DIFFERENCE = re.compile(
    r"\b(?:differ\w*|compar\w*|than|versus|vs\.?|between|similar\w*|equal\w*|equivalent|unchanged|change[sd]?|"
    r"both groups|either group|same|effects?|affect\w*|associated|favou?r\w*|superior\w*|inferior\w*|relative to)\b",
    re.IGNORECASE,
)
WAY = re.compile(
    r"\b(?:higher|lower|greater|less|more|fewer|larger|smaller|longer|shorter|increas\w*|decreas\w*|reduc\w*|"
    r"improv\w*|better|worse\w*|declin\w*|rose|fell|gain\w*|faster|slower|elevated|raised|prolong\w*|shorten\w*)\b",
    re.IGNORECASE,
)
SIGNIFICANT = re.compile(r"\b(?:non-?)?significan\w*|\bstatistical\w*", re.IGNORECASE)
DENIED = re.compile(r"\b(?:no|not|neither|nor|non-?significant\w*|without|failed|did not|similar)\b", re.IGNORECASE)
P_VALUE = re.compile(r"\bp\s?(?:-?value)?\s?[=<>≤≥]|\bns\b", re.IGNORECASE)
INTERVAL = re.compile(r"\bCI\b|confidence interval", re.IGNORECASE)
NUMBER = re.compile(r"\d")
PLAN = re.compile(
    r"\b(?:will|aims?|aimed|hypothes\w+|objective|purpose|assess(?:ed)? whether|to determine|to compare|to evaluate|"
    r"to assess|was measured|were measured|was calculated|power|sample size|primary outcome|secondary outcome)\b",
    re.IGNORECASE,
)
ELSEWHERE = re.compile(
    r"\[\d|et al|\b(?:previous|earlier|other|these|reported|literature|meta-analys\w+) "
    r"(?:studies|study|trials?|reports?|by)\b",
    re.IGNORECASE,
)
BASELINE = re.compile(
    r"\b(?:baseline|at entry|demographic\w*|characteristics|before (?:treatment|intervention))\b", re.IGNORECASE
)
CONCLUDING = re.compile(
    r"\b(?:in conclusion|conclude|suggests?|findings|our (?:study|results|data)|in this study)\b", re.IGNORECASE
)
GENERIC = re.compile(
    r"\b(?:two|both|three|four|treatment|study|intervention|experimental|control|placebo) (?:\w+ )?(?:groups?|arms?)\b|"
    r"\bbetween[- ]groups?\b|\bthe groups\b",
    re.IGNORECASE,
)
SURFACE = {
    "words of comparison": DIFFERENCE,
    "words of direction": WAY,
    "significance": SIGNIFICANT,
    "denial": DENIED,
    "p value": P_VALUE,
    "interval": INTERVAL,
    "plan or method": PLAN,
    "other studies": ELSEWHERE,
    "baseline": BASELINE,
    "conclusion": CONCLUDING,
    "groups by no name": GENERIC,
}
ROLES = (
    "title",
    "abstract",
    "introduction",
    "methods",
    "results",
    "discussion",
    "conclusion",
    "other",
    "caption",
    "note",
    "table",
)
MOST = 3
"""Passages of an answer."""


@dataclass(frozen=True)
class Passage:
    """A unit with the chance that it answers."""

    unit: Unit
    chance: float


@dataclass(frozen=True)
class Wanted:
    """The words of a question, weighed in the paper it is put to."""

    outcome: Asked
    intervention: Asked
    comparator: Asked


def make_wanted(known: Known, outcome: str, intervention: str, comparator: str) -> Wanted:
    """The words of outcome and groups; words of the groups name no outcome."""
    first, second = known.wording.asked(intervention), known.wording.asked(comparator)
    asked = known.wording.asked(outcome)
    return Wanted(asked, first.without(second), second.without(first))


def rank(known: Known, wanted: Wanted) -> list[Passage]:
    """All units that could answer, the likeliest first."""
    model = load_model("passages", "rank")
    found = [Passage(unit, model.chance(values)) for unit, values in features(known, wanted)]
    return sorted(found, key=lambda passage: (-passage.chance, passage.unit.pieces[0].start))


def features(known: Known, wanted: Wanted) -> Iterator[tuple[Unit, dict[str, float]]]:
    """Units that name something of the outcome, with what tells whether they answer."""
    covers = [(unit, wanted.outcome.cover(unit.bag)) for unit in known.units]
    best = max((cover for _, cover in covers), default=0.0)
    if not best:
        return
    ranked = sorted({round(cover, 3) for _, cover in covers}, reverse=True)
    for unit, cover in covers:
        near, heading = wanted.outcome.cover(unit.near | unit.bag), wanted.outcome.cover(unit.heading | unit.bag)
        if max(cover, 0.5 * near, heading) <= 0:
            continue
        yield unit, _values(unit, wanted, cover, best, near, heading, ranked.index(round(cover, 3)))


def _values(
    unit: Unit, wanted: Wanted, cover: float, best: float, near: float, heading: float, rank_of: int
) -> dict[str, float]:
    first, second = wanted.intervention.cover(unit.bag), wanted.comparator.cover(unit.bag)
    words = max(1, len(unit.bag.words))
    surface = {name: float(bool(pattern.search(unit.text))) for name, pattern in SURFACE.items()}
    values = {
        "outcome": cover,
        "outcome against the best": cover / best,
        "outcome in full": float(cover > 0.95),
        "outcome rank": 1 / (1 + rank_of),
        "outcome with neighbours": near,
        "outcome with heading": heading,
        "outcome among its words": len(wanted.outcome.spelt & unit.bag.words) / words,
        "weight of outcome": wanted.outcome.met(unit.bag) / 10,
        "intervention": first,
        "comparator": second,
        "both groups": min(first, second),
        "groups with neighbours": min(
            wanted.intervention.cover(unit.near | unit.bag), wanted.comparator.cover(unit.near | unit.bag)
        ),
        "place": unit.place,
        "length": min(words, 60) / 20,
        "short": float(words < 5),
        "numbers": min(len(NUMBER.findall(unit.text)), 30) / 10,
        **surface,
    }
    values[f"in {unit.role}"] = 1.0
    reported = max(surface["words of comparison"], surface["words of direction"], surface["p value"])
    values["outcome and comparison"] = cover * reported
    values["outcome and p value"] = cover * surface["p value"]
    values["outcome and direction"] = cover * surface["words of direction"]
    values["outcome and groups"] = cover * max(first, second)
    values["outcome in results"] = cover * (unit.role == "results")
    values["outcome in abstract"] = cover * (unit.role == "abstract")
    values["outcome in table"] = cover * (unit.kind == "row")
    values["outcome in discussion"] = cover * (unit.role in ("discussion", "conclusion"))
    return values
