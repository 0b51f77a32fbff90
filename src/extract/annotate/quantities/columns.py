"""What the columns and rows of a table count: read from their heads, stubs, caption and notes."""

import re
from dataclasses import dataclass
from typing import Literal

SIZE = re.compile(
    r"[,(\[]?\s?\b[nN]\s?[=:]\s?(?P<n>\d{1,3}(?:[, ]\d{3})+|\d{1,6})\s?(?:patients?|subjects?|"
    r"participants?|eyes)?\s?[)\]]?"
)
ROUND_SIZE = re.compile(r"[(\[]\s?(?P<n>\d{2,5})\s?(?:patients?|subjects?|participants?|cases)?\s?[)\]]\s?$")
P_HEAD = re.compile(
    r"^\W{0,2}p\b(?![- ]?(?:wave|53))[\s\-–*]{0,3}(?:value|values|val)?\b|^\W{0,2}(?:sig\b|significance)|"
    r"\bp[ -]values?\b",
    re.IGNORECASE,
)
RATIO_HEAD = re.compile(
    r"\b(?P<name>HR|OR|RR|aHR|aOR|aRR|IRR|SMD|MD|WMD|RD|"
    r"(?i:hazard ratio|odds ratio|relative risk|risk ratio|rate ratio|risk difference|"
    r"(?:standardi[sz]ed )?mean difference|difference))s?\b"
)
CI_HEAD = re.compile(r"^\W{0,2}(?:\d\d\s?%\s?)?(?:CI|CrI|confidence interval)s?\b", re.IGNORECASE)
SHARE_WORDS = re.compile(
    r"\b(?:n|no\.?|number|patients|events)\s?,?\s?[(\[/]\s?(?:%|percent)|\(\s?%[^)]{0,30}\)|[,(]\s?%|"
    r"\bn\s?\(%\)|percent",
    re.IGNORECASE,
)
MEAN_SD = re.compile(
    r"mean\s?(?:±|\+/?-|\(|\[|,)?\s?(?:\(?\s?(?:SD|standard deviation|s\.d\.)|$)|±\s?(?:SD|standard)|"
    r"\b(?:M|mean)\s?\(\s?SD|\(SD\)|mean and SD",
    re.IGNORECASE,
)
MEAN_SE = re.compile(r"(?:±|\(|mean,?)\s?(?:SE|SEM|s\.e\.(?:m\.)?|standard error)", re.IGNORECASE)
MEDIAN = re.compile(r"\bmedian\b|\bIQR\b|inter-?quartile", re.IGNORECASE)
MEAN = re.compile(r"\b(?:mean|average)\b", re.IGNORECASE)
RANGE = re.compile(r"^\W{0,2}(?:range|min)", re.IGNORECASE)
IQR = re.compile(r"\bIQR\b|inter-?quartile|quartiles|Q1", re.IGNORECASE)
STATISTIC_HEAD = re.compile(
    r"^\W{0,2}(?:n|no\.?|number|%|n\s?\(%\)|no\.? \(%\)|percent\w*|mean|median|sd|se|sem|range|iqr|total|"
    r"all(?: patients)?|value|values|overall|t|f|χ2|χ²|df|grade\s?\S{1,5}|any grade|events?|rate|count|"
    r"frequency|"
    r"mean\s?(?:±|\()\s?sd\)?|variables?|characteristics?|parameters?|items?|outcomes?|statistics?|"
    r"category|effect size|d|b|β|beta|coefficient)\W{0,2}$",
    re.IGNORECASE,
)
IDLE_HEAD = re.compile(
    r"^\W{0,2}(?:ref(?:erence|s)?\.?|references|(?:approximate )?time frame[^|]{0,12}|citations?|"
    r"years?(?: of publication)?|d\.?f\.?|degrees of freedom|items?|codes?|"
    r"questions?|no\.|#|rank|row|id|case|patient(?: no\.?)?|pmid|doi)\W{0,3}$",
    re.IGNORECASE,
)
"""Columns whose numbers report nothing: reference numbers, years of publication, running numbers."""

SHARE_HEAD = re.compile(r"^\W{0,2}(?:%|percent\w*)\s?\W{0,3}$", re.IGNORECASE)
NO_ARM = re.compile(
    r"^\W{0,2}(?:mean|median|no\.? of|number of|baseline|follow-?up|week|month|day|year|time|before|after|"
    r"pre|post|change|grade|any grade|"
    r"\d+[- ]?(?:weeks?|months?|days?|years?|hours?|h|min|mo|yr)\b)",
    re.IGNORECASE,
)
"""Heads of statistics, times and grades: no groups of patients."""

TWO_GROUPS = re.compile(r"(?P<one>[A-Z][\w -]{2,30}?)\s?\(\s?(?P<two>[A-Za-z][\w -]{2,30}?)\s?\)\s?$")
"""A head of cells that print two groups: "Mean ± SD; Intervention (control)"."""

UNIT = re.compile(r"[(\[,]\s?(?P<unit>[^()\[\],]{1,18})\s?[)\]]?(?=$|[,(\[;])")

ColumnKind = Literal["p", "ratio", "ci", "smd", "value"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its kind, the arm that it stands for, that arm's size, and the head levels above."""

    kind: ColumnKind
    arm: str | None
    n: int | None
    population: str | None
    prefix: tuple[str, ...]
    head: str
    ratio: str | None = None


def read_column(path: tuple[str, ...]) -> Column:
    """The meaning of a column from its head levels."""
    last = path[-1] if path else ""
    prefix = path[:-1]
    whole = " ".join(path)
    kind: ColumnKind = "value"
    ratio = RATIO_HEAD.search(last)
    if any(P_HEAD.search(level) and len(level) < 48 for level in path):
        kind = "p"
    elif CI_HEAD.search(last):
        kind = "ci"
    elif ratio and not SIZE.search(last):
        kind = "ratio"
    size = size_of(whole)
    arm = next((name for level in reversed(path) if (name := _arm(level))), None) if kind == "value" else None
    population = next((level for level in prefix if arm is None or bare(level) != arm), None)
    return Column(
        kind, arm, size, population, prefix, last, short_ratio(ratio["name"]) if ratio and kind == "ratio" else None
    )


def size_of(head: str) -> int | None:
    """The group size that a head prints, the innermost where there are two."""
    found = list(SIZE.finditer(head)) or list(ROUND_SIZE.finditer(head))
    return int(re.sub(r"\D", "", found[-1]["n"])) if found else None


def bare(head: str) -> str:
    """A head without its group size, unit of counting and marks.

    >>> bare("SBRT group (n = 109)"), bare("Placebo, n (%)")
    ('SBRT group', 'Placebo')
    """
    plain = SIZE.sub("", head)
    plain = ROUND_SIZE.sub("", plain)
    plain = re.sub(
        r"[,(\[]?\s?\b(?:n|no\.?)\s?[(\[]\s?%\s?[)\]][)\]]?|\(\s?%\s?\)|,?\s?mean\s?(?:±|\().{0,6}$",
        "",
        plain,
        flags=re.IGNORECASE,
    )
    return plain.strip(" ,;:-–*†‡()[]")


def _arm(head: str) -> str | None:
    if STATISTIC_HEAD.match(head) and not SIZE.search(head):
        return None
    if (RATIO_HEAD.search(head) or NO_ARM.search(head)) and not SIZE.search(head):
        return None
    name = bare(head)
    if not name or STATISTIC_HEAD.match(name) or not re.search(r"[A-Za-z]{2}|^[A-Z]$", name):
        return None
    return name


def short_ratio(printed: str) -> str:
    """The field's word for a printed name of an estimate."""
    low = printed.lower()
    names = {
        "hazard ratio": "HR",
        "odds ratio": "OR",
        "relative risk": "RR",
        "risk ratio": "RR",
        "rate ratio": "RR",
        "risk difference": "RD",
    }
    if low.endswith("difference"):
        return names.get(low, "SMD" if low.startswith("standard") else "MD")
    return names.get(low, printed.lstrip("a") if printed.startswith("a") else printed)
