"""Percents printed beside their counts in sentences and cells: of a denominator, of a group, of any whole number."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from extract.audit.arithmetic.proportions import fit_percent, percent_of
from extract.audit.arithmetic.rounding import unit, within_units
from extract.audit.expressions.fractions import Fraction, find_counted_percents, find_fractions
from extract.audit.expressions.shapes import NUMBER, WHOLE
from extract.audit.parts import own_sentences
from extract.audit.passages import Passage, cells_of, sentences_of
from extract.audit.relations.engine import Case, Fit, Hypothesis, Relation, broken, sound, unjudged
from extract.model import Paper, Pieces, Table
from extract.text import lazy_re as re
from extract.text.numbers import parse_number

# --- of the denominator beside it

_NO_SHARE = re.compile(
    r"person[\s-]?(?:years?|yrs?|months?|days?)|patient[\s-]?years?|\bpyrs?\b|\brates?\sper\b|\bper\s1?00+\b"
    r"|^\W?[A-Za-z][a-z-]+s\s?/\s?[A-Za-z][a-z-]+s\b",
    re.IGNORECASE,
)
"""Names under which a stroke parts no count from its whole: "Referrals/person-years", "Smokers/ex-smokers"."""
_ACUITY = re.compile(r"vision|acuity|Snellen|logMAR", re.IGNORECASE)
_OWN_BASE = re.compile(r"^\s?(?:\w+\s){0,1}of\s(?!the\s(?:total|whole|patients|participants|subjects)\b)[A-Za-z(\d]")
_NEXT_SHARE = re.compile(rf"[^.;()]{{1,60}}?(?<![\d.])(?P<count>\d{{1,6}})\s?\((?P<percent>{NUMBER})\s?%\)")
_ALONE = re.compile(rf"(?<![\d.,]){WHOLE}(?![\d.,%]|\s?%)")
_HEDGED = re.compile(r"\b(?:almost|about|nearly|approximately|roughly|around|over|some)\s(?:an?\s)?$", re.IGNORECASE)
_BROKEN_DOWN = re.compile(r"^\s?(?:in|for|with|among)\s[^.;()]{2,50}?\b(?:and|,)\s\d{1,6}\s?/\s?\d")
_LIMIT = re.compile(
    r"(?:\bat least|\bat most|\bminimum of|\bmaximum of|\b(?:more|fewer|less) than|[≥≤<>])\s?$", re.IGNORECASE
)
ROUND, NEAREST = 5, 3
"""Limits are told in steps of 5 %; 15 of 22 is 68 %, and so 70 %."""
ACUITY = 20
"""Feet: 20/200 is no share."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A fraction with its percent, at its place."""

    fraction: Fraction
    passage: Passage
    paper: Paper

    @property
    def pieces(self) -> Pieces:
        return self.passage.pieces_of(self.fraction.start, self.fraction.end)

    def fits(self, count: Decimal, denominator: Decimal) -> str:
        """How the percent fits these ("exact", "convention", "off")."""
        return fit_percent(self.fraction.percent, count, denominator).fit


def _fractions(paper: Paper) -> Iterator[Case[Printed]]:
    for passage in sentences_of(paper):
        for fraction in find_fractions(passage.text):
            yield _fraction_case(Printed(fraction, passage, paper))
    for table, passages in groupby(cells_of(paper), key=lambda passage: passage.table):
        yield from _in_cells(paper, table, list(passages))


def _in_cells(paper: Paper, table: Table | None, passages: list[Passage]) -> Iterator[Case[Printed]]:
    """Cells may print percents without their sign; other numbers stand so too ("52/772 (1.72)": a rate)."""
    caption = " ".join(piece.of(paper.text) for piece in table.caption) if table else ""
    found = [
        Printed(fraction, passage, paper)
        for passage in passages
        for fraction in find_fractions(passage.text, in_cell=True)
    ]
    fitting = sum(one.fits(one.fraction.count, one.fraction.denominator) != "off" for one in found)
    for one in found:
        cell = one.passage.cell
        paths = (*cell.row_path, *cell.col_path) if cell else ()
        named = fitting > 0 and ("%" in caption or any("%" in name or "ercent" in name for name in paths))
        if _NO_SHARE.search(" ".join(paths)):
            yield unjudged(one.pieces, "a rate of time, or two counts with a stroke between")
        elif "%" in one.passage.text or named or fitting * 2 > len(found):
            yield _fraction_case(one)
        else:
            yield unjudged(one.pieces, "nothing says that the number beside the fraction is a percent")


def _fraction_case(printed: Printed) -> Case[Printed]:
    fraction = printed.fraction
    fit = fit_percent(fraction.percent, fraction.count, fraction.denominator)
    if fit.fit == "exact":
        return sound(printed.pieces)
    return broken(
        printed.pieces,
        printed,
        f"{fraction.count}/{fraction.denominator} = {fit.expected}%, printed as {fraction.percent}%",
        "error" if fraction.is_close else "warning",
        reported=f"{fraction.percent}%",
        expected=f"{fit.expected}%",
    )


def _fit_convention(printed: Printed) -> Fit | None:
    fraction = printed.fraction
    fit = fit_percent(fraction.percent, fraction.count, fraction.denominator)
    return Fit(f"it is {fit.convention}") if fit.fit == "convention" else None


def _fit_last_digit(printed: Printed) -> Fit | None:
    fraction = printed.fraction
    expected = fit_percent(fraction.percent, fraction.count, fraction.denominator).expected
    near = abs(expected - fraction.percent) <= unit(fraction.percent) < 1
    return Fit("one unit of the last digit away") if near else None


def _fit_another_base(printed: Printed) -> Fit | None:
    """What else the percent is of, in the words around: "59% of treated patients", "(68%, 10/14 in A and 5/8 in B)"."""
    fraction, text = printed.fraction, printed.passage.text
    behind, expression = text[fraction.end :][:90], text[fraction.start : fraction.end]
    is_last, is_closed = expression.rstrip(")] ").endswith("%"), expression.endswith((")", "]"))
    if "/" in expression and printed.fits(fraction.count, fraction.count + fraction.denominator) != "off":
        return Fit("the percent of the first of two parts, not of a denominator")
    if fraction.count == ACUITY and _ACUITY.search(text, max(0, fraction.start - 40), fraction.end + 40):
        return Fit("a visual acuity")
    if _is_round_limit(printed):
        return Fit("a limit that was set, in round percent")
    if fraction.count == 1 and _HEDGED.search(text, 0, fraction.start):
        return Fit("a share in round words")
    if not fraction.is_close and is_closed and _is_of_other_groups(printed):
        return Fit("the next share has another base too: each is of its own group")
    if is_last and not is_closed and _OWN_BASE.match(behind):
        return Fit("the percent names a base of its own")
    if not is_last and _is_of_the_sum(printed):
        return Fit("the percent is of this fraction and others of its denominator together")
    if not is_last and _BROKEN_DOWN.match(behind):
        return Fit("the fractions are the percent's parts, by group")
    if not fraction.is_close and _has_base_elsewhere(printed):
        return Fit("another sentence prints the base of the percent")
    return None


def _is_round_limit(printed: Printed) -> bool:
    """Whether "at least" and the like stand before the fraction, whose percent is the nearest step of ROUND."""
    fraction = printed.fraction
    near = abs(percent_of(fraction.count, fraction.denominator) - fraction.percent) <= NEAREST
    return near and fraction.percent % ROUND == 0 and bool(_LIMIT.search(printed.passage.text, 0, fraction.start))


def _is_of_other_groups(printed: Printed) -> bool:
    """Whether the next share of the sentence is not of this whole either ("of 282, 15 (15.8%) ... and 19 (20.4%)")."""
    following = _NEXT_SHARE.match(printed.passage.text, printed.fraction.end)
    if following is None:
        return False
    count, percent = parse_number(following["count"]), parse_number(following["percent"])
    if count is None or percent is None:
        return False
    return fit_percent(percent, count, printed.fraction.denominator).fit == "off"


def _is_of_the_sum(printed: Printed) -> bool:
    """Whether the counts of this denominator that follow, bare, make up what the percent leaves."""
    fraction = printed.fraction
    whole = f"(?:{fraction.denominator}|{fraction.denominator:,})"
    others = re.findall(rf"(?<![\d.,])({WHOLE})\s?/\s?{whole}(?![\d.,]\d)", printed.passage.text[fraction.end :])
    total = fraction.count + sum((parse_number(other) or Decimal(0) for other in others), Decimal(0))
    return bool(others) and total <= fraction.denominator and printed.fits(total, fraction.denominator) == "exact"


def _has_base_elsewhere(printed: Printed) -> bool:
    """Whether another sentence prints this count with this percent, and with a number of which it is the percent."""
    fraction = printed.fraction
    share = re.compile(rf"(?<![\d.,]){fraction.count}\s?\(\s?{re.escape(fraction.percent_text)}\s?%")
    for other in sentences_of(printed.paper):
        if other is not printed.passage and share.search(other.text):
            bases = (parse_number(number) for number in _ALONE.findall(other.text))
            if any(n and n > fraction.count and printed.fits(fraction.count, n) == "exact" for n in bases):
                return True
    return False


PERCENT_OF_FRACTION = Relation(
    "stat_percent_of_fraction",
    """A percent printed beside its fraction is that fraction.

percent = 100 x count / denominator. Sound when it rounds to the printed digits; a note when truncation, rounding up or
an earlier rounding explains it; an error otherwise. "12/54 (22.2%)", "22.2% (12 of 54)", in text and in cells; in text
also "of the 54 patients, 12 (22.2%)", where what is off is a warning, since a few may be missing; in cells also
"12/54 (22.2)" where most such cells of the table are percents. Half a unit of the last printed digit is allowed on
either side. A denominator of 0 is left alone.""",
    _fractions,
    (
        Hypothesis(name="truncated, rounded up or rounded before", prior=0.9, fits=_fit_convention, leaves="note"),
        Hypothesis(name="another base", prior=0.8, fits=_fit_another_base, leaves="none"),
        Hypothesis(name="the last digit", prior=0.3, fits=_fit_last_digit, leaves="note"),
    ),
    version=4,
)


# --- of any whole number


@dataclass(frozen=True, slots=True)
class Counted:
    """A count with its percent at its place; the number that it is of is told elsewhere, if at all."""

    count: Decimal
    percent: Decimal
    pieces: Pieces

    def fits(self, n: int | Decimal) -> bool:
        return n >= self.count and fit_percent(self.percent, self.count, Decimal(n)).fit != "off"


LEAST = 3
"""Counts below may be labels."""


def _counted(passage: Passage) -> Iterator[Counted]:
    for found in find_counted_percents(passage.text):
        yield Counted(found.count, found.percent, passage.pieces_of(found.start, found.end))


def _of_any_number(paper: Paper) -> Iterator[Case[Counted]]:
    for passage in sentences_of(paper):
        for one in _counted(passage):
            if one.percent > 0:
                yield _possible_case(one)


def _possible_case(one: Counted) -> Case[Counted]:
    near = _nearest(one.count, one.percent)
    if any(one.fits(n) or within_units(one.percent, 2).holds(percent_of(one.count, n)) for n in near):
        return sound(one.pieces)
    if one.count < LEAST:
        return unjudged(one.pieces, "a small number may be a label")
    ways = " and ".join(f"{one.count}/{n} = {percent_of(one.count, n):.2f}%" for n in near)
    return broken(
        one.pieces,
        one,
        f"{one.count} is {one.percent}% of no whole number: {ways} are the nearest",
        reported=f"{one.percent}%",
        expected=ways,
    )


def _nearest(count: Decimal, percent: Decimal) -> tuple[Decimal, ...]:
    """The whole denominators on both sides of count / percent, not below the count."""
    exact = Decimal(100) * count / percent
    below = max(count, exact.to_integral_value(rounding="ROUND_FLOOR"))
    above = max(count, exact.to_integral_value(rounding="ROUND_CEILING"))
    return (below,) if below == above else (below, above)


POSSIBLE_PERCENT = Relation(
    "stat_possible_percent",
    """A percent printed beside a count is one that some whole denominator gives.

"56 patients (51.32%)": count / percent leaves an interval of denominators; where it holds no whole number, and none by
truncation either, count and percent cannot belong together whatever the group was. The idea is that of GRIM (Brown and
Heathers, Social Psychological and Personality Science 2017;8:363-369) with the denominator unknown. Nothing is said
where a denominator stands beside it (stat_percent_of_fraction judges that) or where the percent is a rate, or the mean
of a percentage that each of the counted has ("percentage of correct answers, n = 53 (76.42%)").""",
    _of_any_number,
    version=2,
)


# --- of the group that the percents around it are of

SUPPORT = 2
"""Other counts of the sentence and the one before it that must be percents of the group."""
SMALLEST = 10
"""People of the smallest group."""
_WHOLE = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d.])|(?<![\d.,])\d{1,6}(?![\d.]\d|\d)")
_NOT_OF_PEOPLE = re.compile(r"\b(?:lesions?|episodes|events?)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class OfGroup:
    """A count with its percent, and the paper that may print another number which it is of."""

    counted: Counted
    paper: Paper


def _of_groups(paper: Paper) -> Iterator[Case[OfGroup]]:
    sizes = group_sizes(paper)
    before: tuple[Counted, ...] = ()
    for passage in own_sentences(paper, "abstract", "methods", "results") if sizes else ():
        counted = () if _NOT_OF_PEOPLE.search(passage.text) else tuple(_counted(passage))
        base = _base((*before, *counted), sizes)
        for one in counted:
            yield _group_case(OfGroup(one, paper), base)
        before = counted


def _group_case(of_group: OfGroup, base: int | None) -> Case[OfGroup]:
    one = of_group.counted
    if base is None or one.count < LEAST:
        return unjudged(one.pieces, "no group that the percents around it are of")
    if one.fits(base):
        return sound(one.pieces)
    expected = fit_percent(one.percent, one.count, Decimal(base)).expected
    return broken(
        one.pieces,
        of_group,
        f"{one.count} of {base}, of whom the percents around it are, is {expected}%, printed as {one.percent}%; "
        f"no other number that the paper prints gives it",
        reported=f"{one.percent}%",
        expected=f"{expected}%",
    )


def group_sizes(paper: Paper) -> frozenset[int]:
    """The numbers of patients that the paper prints for its own groups."""
    sizes = {arm.n for arm in paper.arms if arm.n}
    sizes |= {int(r.value) for r in paper.results if r.measure == "sample_size" and r.source == "own" and r.value}
    return frozenset(size for size in sizes if size and size >= SMALLEST)


def _base(counted: tuple[Counted, ...], sizes: frozenset[int]) -> int | None:
    """The one group size that enough of the counts fit, and more of them than any other."""
    telling = [one for one in counted if 0 < one.percent < 100]
    support = sorted(((sum(one.fits(n) for one in telling), n) for n in sizes), reverse=True)
    if not support or support[0][0] < SUPPORT or (len(support) > 1 and support[1][0] == support[0][0]):
        return None
    return support[0][1] if support[0][0] * 2 > len(telling) else None


def _fit_another_group(of_group: OfGroup) -> Fit | None:
    printed = {int(number.replace(",", "")) for number in _WHOLE.findall(of_group.paper.text)}
    return Fit("may be of another group") if any(of_group.counted.fits(n) for n in printed) else None


PERCENT_OF_GROUP = Relation(
    "stat_percent_of_group",
    """A percent in the text is of the group that the percents around it are of.

"9 (14.5%) patients drank, and 10 (17.7%) had a family history": 14.5 % and the percents of the sentence before are of
62, the size of the cohort; 10/62 is 16.1 %. The base is a group size that the paper prints and that at least two
other counts of the sentence and the one before it fit. A percent that does not fit is an error where no whole number
that the paper prints anywhere gives it either; otherwise it may be of another group and is left alone. Rounding as in
stat_percent_of_fraction.""",
    _of_groups,
    (Hypothesis(name="another group", prior=0.9, fits=_fit_another_group, leaves="none"),),
    version=2,
)
