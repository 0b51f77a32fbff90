"""Which way an outcome went under the intervention, read from the passages that tell of it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import Literal

from extract.resolve.questions.learned import load, sigmoid
from extract.resolve.questions.passages import Passage, Wanted
from extract.text import lazy_re as re
from extract.text.words import stem, word_set

Direction = Literal["increased", "decreased", "no difference"]

SIGNS: Mapping[str, frozenset[str]] = {
    "UP": word_set("more"),
    "DOWN": word_set("less"),
    "GOOD": word_set("better"),
    "BAD": word_set("worse"),
    "NEG": word_set("negators"),
    "SIG": word_set("significant"),
    "SAME": word_set("alike"),
    "THAN": word_set("comparing"),
    "BUT": word_set("contrasting"),
    "BOTH": word_set("both"),
    "DIFF": word_set("differing"),
    "TEND": word_set("tending"),
    "BASE": word_set("at_the_start"),
    "EFFECT": word_set("effects"),
}
SIGN_OF = {word: name for name, words in SIGNS.items() for word in words}
INTERVENTION = word_set("asked_intervention")
COMPARATOR = word_set("asked_comparator")
_TURNS = (
    ("UP", "DOWN"),
    ("GOOD", "BAD"),
    ("GOODLESS", "BADLESS"),
    ("RUP", "RDOWN"),
    ("DUP", "DDOWN"),
    ("VALUP", "VALDOWN"),
)
MIRROR = {sign: turned for pair in _TURNS for sign, turned in (pair, pair[::-1])}
P = re.compile(
    r"\bp\s?(?:-?\s?values?)?\s?(?P<sign>[=<>≤≥]+|of|was)\s?(?P<value>0?[.·]\d+|1\.0+|0|1\b|ns)", re.IGNORECASE
)
NOT_SIGNIFICANT = re.compile(r"\b(?:p\s?=\s?)?(?:NS|n\.s\.)(?!\w)")
RATIO = re.compile(r"\b(?:a?(?:OR|RR|HR)|IRR|(?:odds|risk|hazard|rate) ratios?|relative risk)\b[^;]{0,70}")
GAP = re.compile(r"\b(?:difference|MD|effect|change)\b[^;]{0,90}", re.IGNORECASE)
RANGE = re.compile(
    r"(?P<low>[−-]?\d+(?:[.·]\d+)?)(?P<joint>\s?(?:-|–|to|,|and)\s?)(?P<high>[−-]?\d+(?:[.·]\d+)?)(?!\s?%\s?(?:CI|conf))"
)
TWO_VALUES = re.compile(
    r"(?<![\d.·])(?P<one>[−-]?\d+(?:[.·]\d+)?)(?P<rest>[^.;\d]{0,12}(?:±|\()[^;]{0,24}?)?[\s%)]*(?:[a-zA-Z/]+\s){0,2}?"
    r"(?:vs\.?|versus|compared (?:with|to)|and)\s(?:[a-zA-Z]+\s){0,3}?(?P<two>[−-]?\d+(?:[.·]\d+)?)"
    r"(?![\d.·]*\s?(?:weeks|months|days|years))",
    re.IGNORECASE,
)
BURDEN = word_set("less_is_better")
"""Outcomes of which less is better: an improvement is a decrease."""

TOKEN = re.compile(r"⟦\w+⟧|[^\W\d_]+(?:[’'-][^\W\d_]+)*\d*|\d+(?:[.·,]\d+)*|[;.:]")
ALPHA = 0.05
READ_PASSAGES = 4
NEAR = 8


_BURDEN = frozenset(stem(word) for word in BURDEN)


def signs(text: str, wanted: Wanted) -> list[str]:
    """A passage as the signs that decide: what is meant, who, which way, significant or not.

    Words that are no signs are left out; so are repeated signs.
    """
    marked = NOT_SIGNIFICANT.sub(" ⟦PNS⟧ ", P.sub(_p_sign, text))
    marked = RATIO.sub(
        lambda match: _interval_sign(match, 1.0), GAP.sub(lambda match: _interval_sign(match, 0.0), marked)
    )
    marked = TWO_VALUES.sub(_value_sign, marked)
    burden = bool(wanted.outcome.spelt & _BURDEN)
    found: list[str] = []
    first = None
    for match in TOKEN.finditer(marked):
        sign = _sign(match[0], wanted)
        first = first or (sign if sign in ("INT", "COMP") else None)
        if sign in ("GOOD", "BAD") and burden:
            sign = f"{sign}LESS"
        if sign in ("VALUP", "VALDOWN") and first == "COMP":
            sign = MIRROR[sign]
        if sign and (not found or found[-1] != sign):
            found.append(sign)
    return found


def _value_sign(match: re.Match[str]) -> str:
    first, second = (_float(match[end]) for end in ("one", "two"))
    return match[0] if first == second else f"{match[0]} ⟦{'VALUP' if first > second else 'VALDOWN'}⟧ "


def _interval_sign(match: re.Match[str], neutral: float) -> str:
    """The passage with a sign for where its interval lies: above, below or around no difference."""
    ranges = [
        (limits["joint"].strip() in (",", "and"), low, high)
        for start in range(len(match[0]))
        if (limits := RANGE.match(match[0], start))
        and (start == 0 or match[0][start - 1] not in "0123456789.·−-")
        and (low := _float(limits["low"])) < (high := _float(limits["high"]))
    ]
    if not ranges:
        return match[0]
    _, low, high = min(ranges, key=lambda limits: limits[0])
    name = "R" if neutral else "D"
    way = "UP" if low > neutral else "DOWN" if high < neutral else "NS"
    return f"{match[0]} ⟦{name}{way}⟧ "


def _float(printed: str) -> float:
    return float(printed.replace("·", ".").replace("−", "-"))


def _p_sign(match: re.Match[str]) -> str:
    value = match["value"].replace("·", ".")
    if value.lower() == "ns":
        return " ⟦PNS⟧ "
    small = float(value) < ALPHA or (float(value) == ALPHA and match["sign"] in ("<", "≤"))
    return " ⟦PSIG⟧ " if small and not match["sign"].startswith((">", "≥")) else " ⟦PNS⟧ "


def _sign(token: str, wanted: Wanted) -> str | None:
    if token.startswith("⟦"):
        return token.strip("⟦⟧")
    if token[0].isdigit():
        return "NUM"
    if token in ";.:":
        return "END"
    low = token.lower()
    parts = [stem(part) for part in low.split("-")]
    for name, asked in (("OUT", wanted.outcome), ("INT", wanted.intervention), ("COMP", wanted.comparator)):
        if any(part in asked.spelt for part in parts) and low not in SIGN_OF:
            return name
    if low in SIGN_OF:
        return "OUTSIGN" + SIGN_OF[low] if stem(low) in wanted.outcome.spelt else SIGN_OF[low]
    if low in COMPARATOR:
        return "COMP"
    return "INT" if low in INTERVENTION else None


def grams(found: Sequence[str]) -> Counter[str]:
    """Signs alone, in twos and threes, and which arm and which p stand nearest to a word of direction."""
    counts: Counter[str] = Counter(found)
    counts.update(f"{a} {b}" for a, b in pairwise(found))
    counts.update(f"{a} {b} {c}" for a, b, c in zip(found, found[1:], found[2:], strict=False))
    order = [
        sign for sign in found if sign in ("INT", "COMP", "UP", "DOWN", "GOOD", "BAD", "THAN", "NEG", "SAME", "DIFF")
    ]
    counts.update(f"~{a} {b}" for a, b in pairwise(order))
    counts.update(f"~{a} {b} {c}" for a, b, c in zip(order, order[1:], order[2:], strict=False))
    for at, sign in enumerate(found):
        if sign == "OUT":
            after = found[at + 1 : at + 1 + NEAR]
            before = found[max(0, at - NEAR) : at][::-1]
            counts.update(f"OUT>{s}" for s in dict.fromkeys(after))
            counts.update(f"OUT<{s}" for s in dict.fromkeys(before))
            for p in ("PSIG", "PNS"):
                if p in after and not any(other in after[: after.index(p)] for other in ("PSIG", "PNS")):
                    counts[f"OUT next {p}"] += 1
    return Counter({name: min(count, 2) for name, count in counts.items()})


def evidence(passages: Iterable[Passage], wanted: Wanted) -> list[tuple[list[str], float]]:
    """The signs of the best passages, each with its share of the say."""
    read = [(signs(passage.unit.text, wanted), passage.chance) for passage in list(passages)[:READ_PASSAGES]]
    whole = sum(chance for _, chance in read) or 1.0
    return [(found, chance / whole) for found, chance in read]


def gram_values(read: Iterable[tuple[Sequence[str], float]]) -> Mapping[str, float]:
    """Grams of several passages, weighed by their share."""
    values: defaultdict[str, float] = defaultdict(float)
    for found, share in read:
        for name, count in grams(found).items():
            values[name] += count * share
    return values


def read_direction(passages: Sequence[Passage], wanted: Wanted) -> tuple[Direction | None, Mapping[str, float]]:
    """The direction, and the probability of each: first whether the groups differ, then which way.

    None where no passage tells of the outcome.
    """
    if not passages:
        return None, {}
    values = gram_values(evidence(passages, wanted))
    differs, rises = (_chance(part, values) for part in ("differs", "rises"))
    chances: dict[str, float] = {
        "increased": differs * rises,
        "decreased": differs * (1 - rises),
        "no difference": 1 - differs,
    }
    if differs <= 0.5:
        return "no difference", chances
    return "increased" if rises > 0.5 else "decreased", chances


@cache
def _weights(part: str) -> tuple[float, Mapping[str, float]]:
    content = load("direction")[part]
    return content["bias"], content["weights"]


def _chance(part: str, values: Mapping[str, float]) -> float:
    bias, weights = _weights(part)
    return sigmoid(bias + sum(weights.get(name, 0.0) * value for name, value in values.items()))


def mirrored(found: Sequence[str]) -> list[str]:
    """The same passage with every direction turned round: what it says is the opposite."""
    return [MIRROR.get(sign, sign) for sign in found]
