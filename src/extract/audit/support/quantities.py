"""The quantities of a passage: what a claim states in figures, apart from names, labels and citations."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from extract.audit.support.words import stems
from extract.text.numbers import NUMBER, NUMBER_WORD, parse_number
from extract.vocabulary import load_vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A value with what it counts; start and end of the number in the passage.

    `scale` is the kind of its unit (share, time, dose, ...), "p" for p values and test statistics, "correlation",
    "limit" for limits of intervals, "year" for calendar years, "count" where a plain noun follows or nothing does;
    `unit` the unit's symbol; `noun` the stem of the next content word. `clause`: start and end of the clause around.
    `bound`: how the number is hedged, ">" (more than), "<" (less than), "~" (about); `part`: the end of a range, "low"
    or "high".
    """

    start: int
    end: int
    value: Decimal
    scale: str
    unit: str | None
    clause: tuple[int, int]
    noun: str | None = None
    bound: str | None = None
    part: str | None = None
    in_words: bool = False


_SCALED = r"(?:\s(?P<scaled>million|billion|thousand))?"
_SPACED = r"\d{1,3}(?: \d{3}){1,3}(?![\d.·])"
FIGURE = re.compile(rf"(?<![\w.·/^_])(?P<number>{_SPACED}|{NUMBER}){_SCALED}(?![\d_])", re.ASCII)
IN_WORDS = re.compile(rf"\b(?P<number>{NUMBER_WORD})\b(?!-(?!year|month|week|day))", re.IGNORECASE)
_LABEL_BEFORE = re.compile(
    r"(?:\b(?:[Ff]ig(?:ure)?s?|[Tt]ables?|[Rr]efs?|[Ss]ection|[Ee]q|[Tt]ypes?|[Ss]upplementary|[Aa]ppendix|[Nn]o|[Vv]ersion|v|"
    r"[Cc]hapter|[Bb]ox|[Pp]hases?|[Cc]lass|[Ff]actor|[Cc]hromosome|[Ee]xon)\.?\s?|[A-Za-z]-|[\[(]\s?(?:\d{1,3}\s?[,–-]\s?){0,9})$"
)
_CITATION_AFTER = re.compile(r"^(?:\s?[,–-]\s?\d{1,3}){0,9}\s?\]")
_P_BEFORE = re.compile(r"\b[pP](?:[\s-]?values?)?\s?[=<>≤≥]\s?$")
_RAISED_CITATIONS = re.compile(r"(?:[A-Za-z)][.,]|[a-z]{3})\d{1,3}(?:\s?[,–-]\s?\d{1,3}){0,9}\s?[,–-]\s?$")
_DESIGN_AFTER = re.compile(r"^\s?%?\s(?:power|statistical power|significance|level of significance|confidence)\b")
_POWER_BEFORE = re.compile(r"[×x*]\s?10\s?$")
_WORDS_THAT_ARE_ARTICLES = {"one", "zero"}
_CLAUSE_END = re.compile(r"[;:]|,\s|\s(?:and|but|while|whereas|versus|vs\.?|compared)\s|\.\s|[()\[\]]")
_LEVEL_AFTER = re.compile(r"^\s?%\s?(?:CI\b|CrI|[Cc]onfidence|[Cc]redible)")
_LIMIT_BEFORE = re.compile(
    r"\b(?:CI|CrI|IQR|[Ii]ntervals?|[Rr]ange|SD|SE)\b[\s:=,(\[]{0,3}(?:[-−]?[\d.·]+\s?%?\s?(?:[-–—,]|to)\s?)?[-−]?$"
)
_RANGE_OPENS = re.compile(r"\d\s?%?\s?[(\[][-−]?$")
_RANGE_GOES_ON = re.compile(r"^\s?%?\s?(?:[-–—]|to\s|,\s)[-−]?\d[\d.·]{0,6}\s?%?\s?[)\];]")
_RANGE_CLOSES = re.compile(r"\d\s?%?\s?[(\[][-−]?[\d.·]{1,7}\s?%?\s?(?:[-–—]|to\s|,\s)[-−]?$")
_STATISTIC_BEFORE = re.compile(
    r"(?:[Cc]hi[\s-]?(?:2|squared?)?|[χΧ]\s?[²2]?|\b[tFzZdf])\s?(?:\(\s?[\d, ]{1,12}\))?\s?[=:]\s?[-−]?$"
)
_CORRELATION_BEFORE = re.compile(
    r"(?:(?:\b[rR]\s?(?:[²2]|\^2)?|\b(?:rho|tau)|[ρτ])\s?[=:]|"
    r"\b[Cc]orrelations?(?:\scoefficients?)?\s?(?:of|was|were|is|[=:])(?:\sabout|\saround)?)\s?[-−]?$"
)
_LOCANTS = re.compile(r"(?<![\w.,])\d{1,2}(?:,\d{1,2}){1,4}-\s?(?!(?:year|month|week|day|hour|fold)s?\b)[a-z]{4}")
"""Places in a molecule: "1,3-dimethyl", not "1,3-year survival"."""

_MONEY_BEFORE = re.compile(r"[$€£¥]\s?$")
_RATE_BASE = re.compile(r"\b(?:per|/)\s?$")
_HEDGE = re.compile(
    r"(?:(?P<more>more than|over|above|at least|exceeding|[>≥])"
    r"|(?P<less>less than|fewer than|below|under|up to|at most|[<≤])"
    r"|(?P<about>about|approximately|approx\.|around|nearly|almost|some|roughly|[~∼≈]|ca?\.))\s?$",
    re.IGNORECASE,
)
_BOUND_AFTER = re.compile(
    r"^\s?%?\s?(?:[a-z]{1,12}\s)?(?:of\sage\s)?(?:or|and)\s(?:(?P<more>more|older|above|over|higher|greater|longer|later)"
    r"|(?P<less>less|younger|below|under|fewer|lower|shorter|earlier))\b"
)
_LOW_OF_RANGE = re.compile(r"^\s?%?\s?(?:[-–—‐]\s?(?:to\s)?|to\s|until\s)\s?[<>≤≥~]?\s?\d")
_HIGH_OF_RANGE = re.compile(r"\d\s?%?\s?(?:[-–—‐]\s?(?:to\s)?|to\s|until\s)\s?[<>≤≥~]?\s?$")
_LISTED = re.compile(rf"(?:,?\s?(?:[-–—‐,]|to|and|or|vs\.?|versus)\s?[<>≤≥~∼]?\s?(?:{NUMBER})(?!\d)){{1,4}}")
_UNIT_AFTER = re.compile(
    r"(?:\s(?:consecutive|calendar|full|further|additional|more)(?=\s)|\s(?=%))?"
    r"(?:\s|-|‐|\u00a0)?(?P<unit>%|[A-Za-zµμ][A-Za-zµμ/%()]{0,24})"
)
_TIMES = {"million": 1_000_000, "billion": 1_000_000_000, "thousand": 1000}


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """All quantities, in text order.

    >>> [(str(q.value), q.scale, q.unit) for q in find_quantities("OS was 16.3 months in 36% of 85 patients [26]")]
    [('16.3', 'time', 'months'), ('36', 'share', '%'), ('85', 'people', 'patients')]
    >>> [q.scale for q in find_quantities("type 2 diabetes, CD8 cells, SARS-CoV-2, Fig. 3, IL-6 and 1,3-butadiene")]
    []
    >>> find_quantities("in psychiatric14, 15 and neurological16, 17 disorders")
    ()
    >>> [q.scale for q in find_quantities("a Pearson correlation coefficient of 0.62 at 1,3-year visits")]
    ['correlation', 'time', 'time']
    """
    named = [match.span() for match in _LOCANTS.finditer(text)]
    printed = (m for m in FIGURE.finditer(text) if not any(low <= m.start() < high for low, high in named))
    found = [q for match in printed if (q := _in_figures(text, match)) is not None]
    for match in IN_WORDS.finditer(text):
        value = parse_number(match["number"].lower())
        if value is not None and match["number"].lower() not in _WORDS_THAT_ARE_ARTICLES:
            scale, unit = _unit_after(text, match.end())
            found.append(_quantity(text, match.start(), match.end(), value, scale, unit, in_words=True))
    return tuple(sorted(found, key=lambda q: q.start))


def values_of(text: str) -> frozenset[Decimal]:
    """All numbers of a text, whatever they stand for, as values without trailing zeros.

    >>> sorted(values_of("Of 1,200 women two had 3.50 mg in 3 million"))
    [Decimal('2'), Decimal('3.5'), Decimal('1.2E+3'), Decimal('3E+6')]
    """
    printed = {match.group("number", "scaled") for match in FIGURE.finditer(text)}
    printed |= {(match["number"].lower(), None) for match in IN_WORDS.finditer(text)}
    values = ((parse_number(number), scaled) for number, scaled in printed)
    return frozenset((value * _TIMES.get(scaled, 1)).normalize() for value, scaled in values if value is not None)


def _in_figures(text: str, match: re.Match[str]) -> Quantity | None:
    start, end = match.span()
    before, after = text[max(0, start - 30) : start], text[end : end + 40]
    if _LABEL_BEFORE.search(before) and (not before.rstrip().endswith(("(", "[")) or _is_citation(before, after)):
        return None
    if _RAISED_CITATIONS.search(before) or _DESIGN_AFTER.search(after):
        return None
    if _POWER_BEFORE.search(before) or re.match(r"[A-Za-z]\w*\d|-[A-Z]", after):
        return None
    value = parse_number(match["number"])
    if value is None:
        return None
    if match["scaled"]:
        value *= _TIMES[match["scaled"]]
    if _RATE_BASE.search(before) or _LEVEL_AFTER.search(after):
        return None
    if _LIMIT_BEFORE.search(text[max(0, start - 40) : start]):
        return _quantity(text, start, end, value, "limit", None)
    if _RANGE_CLOSES.search(before) or (_RANGE_OPENS.search(before) and _RANGE_GOES_ON.search(after)):
        return _quantity(text, start, end, value, "limit", None)
    if _CORRELATION_BEFORE.search(before):
        return _quantity(text, start, end, value, "correlation", None)
    if _P_BEFORE.search(before) or _STATISTIC_BEFORE.search(before):
        return _quantity(text, start, end, value, "p", None)
    if re.fullmatch(r"(?:19|20)\d\d", match["number"]):
        return _quantity(text, start, end, value, "year", None)
    scale, unit = ("money", None) if _MONEY_BEFORE.search(before) else _unit_after(text, end)
    return _quantity(text, start, end, value, scale, unit)


def _is_citation(before: str, after: str) -> bool:
    return before.rstrip().endswith("[") and bool(_CITATION_AFTER.match(after))


def _unit_after(text: str, end: int) -> tuple[str, str | None]:
    """The unit behind a number, also behind the last of a range or list ("2–6 months", "47.0 vs. 7.1%")."""
    rest = text[end : end + 60]
    span = _LISTED.match(rest)
    for tail in (rest, rest[span.end() :] if span else ""):
        match = _UNIT_AFTER.match(tail)
        if match:
            known = _units().get(match["unit"].lower().rstrip(")(")) or _units().get(match["unit"].lower())
            if known:
                return known
    return "count", None


@cache
def _units() -> dict[str, tuple[str, str]]:
    """Printed unit -> (scale, symbol); single letters are too many things to be units here."""
    table: dict[str, tuple[str, str]] = {}
    for term in load_vocabulary().terms("unit"):
        for name in term.names:
            if name == "%" or len(name) > 1:
                table.setdefault(name.lower(), (term.note("scale") or "count", term.id.removeprefix("unit ")))
    return table


def _quantity(
    text: str, start: int, end: int, value: Decimal, scale: str, unit: str | None, *, in_words: bool = False
) -> Quantity:
    ends = list(_CLAUSE_END.finditer(text, max(0, start - 160), start))
    opening = ends[-1].end() if ends else max(0, start - 160)
    closing = _CLAUSE_END.search(text, end, min(len(text), end + 160))
    return Quantity(
        start=start,
        end=end,
        value=value,
        scale=scale,
        unit=unit,
        clause=(opening, closing.start() if closing else min(len(text), end + 160)),
        noun=next(iter(stems(text[end : end + 40])), None),
        bound=_bound(text[max(0, start - 20) : start], text[end : end + 40]),
        part=_part(text[max(0, start - 12) : start], text[end : end + 12]),
        in_words=in_words,
    )


def _bound(before: str, after: str) -> str | None:
    match = _HEDGE.search(before) or _BOUND_AFTER.search(after)
    if match is None:
        return None
    return ">" if match["more"] else "<" if match["less"] else "~"


def _part(before: str, after: str) -> str | None:
    if _HIGH_OF_RANGE.search(before):
        return "high"
    return "low" if _LOW_OF_RANGE.search(after) else None
