"""One label of a table (a head, a stub, a row group) taken apart: name, group size, statistics, unit, time.

First the forms in which labels are printed, then how one is read by them.
"""

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from extract.annotate.quantities.lexicon import is_unit
from extract.text import lazy_re as re
from extract.text.numbers import NUMBER_WORD, parse_number
from extract.text.times import full_unit
from extract.text.words import alternatives

N = r"\d{1,3}(?:[, ]\d{3})+|\d{1,6}"
SIZE = re.compile(
    rf"[,(\[]?\s?\b[nN]\s?[=:]\s?(?P<n>{N})(?!\.\d)\s?(?:patients?|subjects?|participants?|eyes|women|men|"
    rf"children)?\s?[)\]]?"
    rf"|\b[nN]\s(?P<bare>\d{{1,6}})$|[(\[]\s?(?P<round>\d{{2,5}})\s?(?:patients|pts\.?|subjects|participants|"
    rf"cases|eyes|women|men|children|individuals|infants)?\s?[)\]]\s?$"
)
"""The size of a group: "(n = 109)", "N=12", "(45 patients)"."""

SPREADS = (
    r"(?:(?-i:S\.?D\.?s?|s\.d\.|sd|S\.?E\.?M?\.?|s\.e\.(?:m\.)?|sem)|std\.?(?: ?dev\.?)?|standard deviations?|"
    r"standard errors?(?: of the mean)?)(?![A-Za-z])"
)
RANGES = (
    r"(?:IQR|inter-?quartile ranges?|quartiles|Q1\s?[-–,;]\s?Q3|25th\s?[-–,]\s?75th(?: percentiles?)?|"
    r"range(?! of\b(?! \d))|min(?:imum)?\s?[-–;,/]\s?max(?:imum)?|95\s?%\s?C\.?I\.?)"
)
MIDDLES = r"(?:means?|averages?|medians?|x̄|LS means?|least[- ]squares? means?|geometric means?)"
COUNTS = r"(?:n|N|no|No|nos|num|number|Number|freq|frequency|count|counts|events?|patients|subjects|participants|cases)"

STATISTIC_FORMS: tuple[tuple[str, str], ...] = (
    ("ci", r"(?:\d\d(?:\.\d)?\s?%\s?|\b)(?:C\.?I\.?|CrI|confidence intervals?|confidence limits?)[a-z]?\b"),
    (
        "mean_spread",
        rf"{MIDDLES}[\s,]{{0,2}}(?:values?|scores?)?\s?(?:±|\+/?[-−–]|\(±?|\[±?|,|;|and|/)\s?(?:1\s)?{SPREADS}",
    ),
    ("middle_range", rf"{MIDDLES}[\s,]{{0,2}}(?:values?|scores?)?\s?(?:\(|\[|,|;|and|/)\s?{RANGES}"),
    ("spread", rf"[(\[±]\s?±?\s?{SPREADS}|\b{SPREADS}"),
    (
        "count_percent",
        rf"\b{COUNTS}\.?\s?(?:of (?:patients|subjects|participants|cases|events)\s?)?[,;]?\s?(?:[(\[/]\s?(?:%|"
        rf"percent|in %)|and %)",
    ),
    (
        "percent",
        r"[(\[]\s?%\s?[)\]]|^\s?%(?:\s?$|\s(?:of\b|(?=patients|subjects|women|men|children|participants)))|(?<=[,;])\s?%\s?$|\b(?:percent|percentages?|proportion)\s?$|(?<![\d.])%\s?$",
    ),
    ("range", rf"\b{RANGES}"),
    ("middle", rf"\b{MIDDLES}\b(?!\s(?:arterial|corpuscular|platelet|pressure|blood))"),
    (
        "count",
        r"^\W{0,2}(?:n|N|no\.?|No\.?|number|Number|count|counts|freq\w*|events?|n/N)\W{0,2}$|[,;(]\s?(?:n|"
        r"no\.?)\s?[)\]]?\s?$",
    ),
)
"""How a label says which statistic its numbers are, most telling first."""

STATISTICS = tuple(
    (name, re.compile(form, re.IGNORECASE if name not in ("count",) else 0)) for name, form in STATISTIC_FORMS
)

P_LABEL = re.compile(
    r"^\W{0,2}(?:exact |overall |adjusted )?[pP]\W{0,3}(?:[- ]?(?:values?|val|trend|interaction|"
    r"overall|adj(?:usted)?|corr(?:ected)?))?(?-i:[a-z])?\W{0,3}(?:\(.{0,40}\)|for .{1,40}|\d)?\W{0,3}$"
    r"|^\W{0,2}(?:sig|significance|signif)\.?\W{0,3}$|\bp[ -]values?\b|^\W{0,2}p (?:between|within|for|vs)\b",
    re.IGNORECASE,
)
RATIO = re.compile(
    r"\b(?P<name>a?(?:HR|OR|RR|IRR|PR)|RD|SMD|WMD|MD|ARR|"
    r"(?i:hazard ratio|odds ratio|relative risk|risk ratio|rate ratio|incidence rate ratio|prevalence ratio|"
    r"risk difference|absolute risk reduction|(?:standardi[sz]ed |weighted )?mean difference))s?\b"
)
DIFFERENCE = re.compile(r"\b(?:differences?|treatment effect|effect estimate|net change|Δ between)\b", re.IGNORECASE)
COEFFICIENT = re.compile(
    r"^\W{0,2}(?:(?:standardi[sz]ed |unstandardi[sz]ed )?(?:beta|β|B|b)(?: (?:coefficients?|weights?))?|"
    r"(?:regression |correlation |beta )?coefficients?|r|rho|ρ|estimate)\W{0,3}$|\b(?:beta|regression|"
    r"correlation) coefficients?\b",
    re.IGNORECASE,
)
TEST = re.compile(
    r"^\W{0,2}(?:(?:Mann[-‐–\s]Whitney|Wilcoxon|Kruskal[-‐–\s]Wallis|Friedman|Student|Welch|Pearson|Fisher|Wald|Levene|"
    r"log[- ]?rank)(?:['’]?s)?\s)?(?:t|F|z|Z|[χΧxX]\s?[2²]|chi[- ]?squared?|U|W|H|Q|t[- ]tests?|t[- ]values?|"
    r"F[- ](?:values?|ratio|test)|z[- ](?:values?|scores?)|[Tt]est statistics?|[Ss]tatistics?|Wald)"
    r"(?:\s(?:tests?|values?))?(?:\s?\(.{1,12}\))?\W{0,3}$"
)
CONTRAST = re.compile(r"\binteractions?\b|\s[×]\s|\b(?:vs\.?|versus|v\.|compared (?:with|to)|minus)\s", re.IGNORECASE)
CHANGE = re.compile(
    r"\b(?:changes?|decreases?|increases?|reductions?|improvements?|gains?|delta)\b|[ΔΔ∆]", re.IGNORECASE
)
ADJUSTED = re.compile(r"\b(?:adjusted|multivaria\w+|multivariable)\b|\ba(?:OR|HR|RR|IRR)\b")
UNADJUSTED = re.compile(r"\b(?:un-?adjusted|crude|univaria\w+|not adjusted)\b", re.IGNORECASE)
LEGEND = re.compile(r"\w\s?=\s?[A-Za-z][^;=]{2,60}[;,]\s?\w")
"""A head that explains short names: "C = control; T = training"."""

TOTAL = re.compile(
    r"\W{0,3}(?:total|overall|all|both groups|combined|whole (?:group|sample|cohort)|"
    r"all (?:patients|pts\.?|cases|groups|subjects|participants|women|children)|entire \w+|pooled)\W{0,3}",
    re.IGNORECASE,
)
IDLE = re.compile(
    r"\W{0,3}(?:groups?|arms?|study groups|treatment groups|intervention groups|treatments|variables?|"
    r"characteristics?|parameters?|"
    r"items?|outcomes?|outcome (?:measures?|variables?)|measures?|measurements?|categor(?:y|ies)|values?|statistics?|"
    r"results?|data|factors?|demographics?|randomi[sz]ed|allocation|allocated|study arms?|number of patients|patients|"
    r"participants|subjects|"
    r"subgroups?|scales?|domains?|tests?|assessments?|model|models|time|time ?points?|visits?|type)\W{0,3}",
    re.IGNORECASE,
)
"""Heads that name an axis and nothing on it."""

UNIT_TIME = r"(?:years?|yrs?|months?|mos?|mths?|weeks?|wks?|days?|hours?|hrs?|h|d|w|minutes?|mins?|min|seconds?|secs?)"
COUNTED_TIME = re.compile(
    rf"(?<![\d.,<>≤≥=±/-])(?<!\b[<>≤≥] )(?<!/ )(?<!\bper )\b(?P<value>\d{{1,3}}(?:\.5)?|{NUMBER_WORD})(?:st|nd|rd|"
    rf"th)?\s?[-‐–]?\s?(?P<unit>{UNIT_TIME})\b\.?(?!\s?(?:old|of age|per|/|previous|prior|"
    rf"(?:arm|group|cohort|regimen|schedule)s?\b))"
    rf"|\b(?P<named>years?|months?|weeks?|wk|days?|POD|hours?|visit|T|M|W|D)\s?[-#]?(?P<number>\d{{1,3}}(?:\.5)?)\b(?![.,%/]\d)",
    re.IGNORECASE,
)
TIME_WINDOW = re.compile(
    r"(?<!\bage )(?<!\baged )(?<!duration )(?<!stay )(?<!interval )\b"
    r"(?:0\s?[-–]\s?(?P<value>\d{1,3})\s?(?P<unit>days?|weeks?|wks?|months?)"
    r"|\d{1,2}\s?[-–]\s?(?P<end>\d{1,3})\s?(?P<clock>hours?|hrs?|h|min(?:ute)?s?))\b",
    re.IGNORECASE,
)
"""What is counted over a stretch of time holds for its end: "0–24 h"; not the level "6–12 months" of an age."""

AGE_LIKE = re.compile(
    r"\b(?:age[ds]?|older|younger|duration|previous|past|last|prior|over|under|interval|every|per|less|more|than|"
    r"within the)\b|[<>≤≥]|\d\s?[-–]\s?\d",
    re.IGNORECASE,
)
WORDED_TIME = re.compile(
    r"\b(?:(?:at |at the )?(?:baseline|base ?line)(?: values?)?|before(?: and after)?(?: the)?(?: treatment|"
    r" intervention| surgery| operation| therapy| training)?|"
    r"pre|post|pre-?(?:treatment|intervention|test|operative(?:ly)?|op|training|dose|manipulation|surgery)|"
    r"post-?(?:treatment|intervention|test|operative(?:ly)?|op|training|dose|manipulation|surgery)|"
    r"after(?: the)?(?: treatment| intervention| surgery| operation| therapy| training)?|"
    r"(?:at )?(?:hospital )?(?:discharge|admission|inclusion|enrol?lment|entry|randomi[sz]ation)|"
    r"(?:at )?(?:the )?end(?:[- ]?point| of(?: the)? (?:treatment|study|intervention|follow-?up|trial|surgery))|"
    r"end of (?:treatment|study)|final(?: visit| follow-?up)?|"
    r"(?:last |final )?follow-?up(?: visit)?|initial(?:ly)?|intra-?operative(?:ly)?|(?:first|second|third|"
    r"last) (?:night|day|visit|trimester|week|month)(?: post \w+)?|"
    rf"{alternatives('months')}|"
    r"\d?(?:st|nd|rd)? trimester)\b",
    re.IGNORECASE,
)
START = re.compile(
    r"baseline|base line|\bbefore\b|\bpre\b|\bpre-|\bpre(?:treatment|operative|test|intervention)|inclusion|"
    r"admission|enrol|randomi[sz]ation|entry|initial",
    re.IGNORECASE,
)
"""Words of a time before anything was done."""

REFERRED = re.compile(
    r"\b(?:from|since|versus|vs\.?|for|to|with|than|minus|relative to|over)\s(?:the\s)?$", re.IGNORECASE
)
"""Before a start that a change is counted from: "change from baseline", "adjusted for baseline"."""

GOES_ON = re.compile(r"(?:\s|\s?[-–]\s?)(?:to|through|until|adjusted|corrected|as (?:a )?covariate)\b", re.IGNORECASE)
"""Behind such a start: "baseline to end of treatment", "baseline-adjusted"."""

CLOCK = re.compile(
    rf"\W{{0,2}}(?:(?:post-?\w*|follow-?up|visits?|study|treatment|measurement|time(?!\sto\b)(?:\s(?!to\b)\w+){{0,4}})"
    rf"[\s,]+){{0,2}}[(\[]?(?P<unit>{UNIT_TIME})[)\]]?(?:\s(?:after|post|from|since|of|following|on|in)\b.{{0,60}})?\W{{0,2}}",
    re.IGNORECASE,
)
"""A head over numbers of one unit of time: "Time (min)", "Hours after surgery"; not "Time to discharge (h)"."""

BARE_TIME = re.compile(r"\d{1,3}(?:\.\d)?")
NOTE_MARK = re.compile(r"(?<=[\w)])\s?(?:[*†‡§¶#]{1,3})+|\^\{?[\w*,]{1,3}\}?|(?<=[A-Za-z)])\s[a-h]$")
BRACKET = re.compile(r"[(\[][^()\[\]]{1,60}[)\]]")
EMPTY = re.compile(r"[\s,;:()\[\]/±.|-]*")
EDGES = " ,;:.-–—/±|*†‡§¶#"
FILLER = re.compile(
    r"\b(?:at|after|from|to|the|of|in|on|by|since|post|and|visits?|follow-?up|month|treatment|intervention|surgery|"
    r"study|changes?|value|values)\b",
    re.IGNORECASE,
)
DATED_BY = re.compile(
    r"\b(?:injection|infusion|dos(?:e|ing)|exercise|meal|training|therapy|operation|procedure|vaccination|start|beginning|"
    r"initiation|extubation|intubation|induction|incision|birth|delivery|post-?(?:partum|natal)|PN|gestation|pregnancy|"
    r"completion|administration|block|test|drug)\b",
    re.IGNORECASE,
)
"""What a time is counted from: "30 min after injection", "6 weeks postpartum"."""

SHARE_WORDS = re.compile(
    r"\b(?:n|no\.?|number|patients|events)\s?,?\s?[(\[/]\s?(?:%|percent)|\(\s?%[^)]{0,30}\)|[,(]\s?%|\bn\s?\(%\)|"
    r"percent",
    re.IGNORECASE,
)
MEAN_SD = re.compile(
    r"means?\s?(?:±|\+/?-|\(|\[|,)?\s?(?:\(?\s?(?:SD|standard deviation|s\.d\.)|$)|±\s?(?:SD|standard dev)|"
    r"\b(?:M|mean)\s?\(\s?SD|\(SD\)|means? and (?:SD|standard deviation)|standard deviation",
    re.IGNORECASE,
)
MEAN_SE = re.compile(r"(?:±|\(|means?,?|and)\s?(?:SE|SEM|s\.e\.(?:m\.)?|standard errors?)\b", re.IGNORECASE)
HALF_WIDTH = re.compile(
    r"(?:±|\+/?-|\bwith|\band|\()\s?(?:the\s|their\s)?(?P<level>\d\d(?:\.\d)?)\s?%\s?"
    r"(?:C\.?I\.?s?\b|confidence (?:limits?|intervals?))",
    re.IGNORECASE,
)
"""What stands behind ± is half the width of an interval: "mean ± 95% CI", "means with 90% confidence limits"."""

MEDIAN = re.compile(r"\bmedians?\b|\bIQR\b|inter-?quartile", re.IGNORECASE)
MEAN = re.compile(r"\b(?:means?|average)\b", re.IGNORECASE)
IQR = re.compile(r"\bIQR\b|inter-?quartile|quartiles|Q1|25th", re.IGNORECASE)
CI = re.compile(r"\bCI\b|confidence|\bCrI\b|credible", re.IGNORECASE)
COUNTED = re.compile(r"\b(?:n|no\.?|number|frequency|counts?|patients|events|deaths|cases)\b", re.IGNORECASE)
RATES = re.compile(
    r"\b(?:rates?|percentages?|proportions?|mortality|incidence)\s?[(\[]\s?%\s?[)\]]|values are percent", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Label:
    """A label taken apart. `name` is what remains beside size, statistics, unit and notes ("" where nothing does)."""

    printed: str
    name: str
    size: int | None = None
    unit: str | None = None
    statistics: tuple[str, ...] = ()
    time: tuple[Decimal, str] | None = None
    time_text: str | None = None
    only_time: bool = False
    kind: str = "name"
    adjusted: bool | None = None
    ratio: str | None = None
    change: bool = False

    @property
    def at_start(self) -> bool:
        return bool(self.time_text and START.search(self.time_text))


@lru_cache(maxsize=8192)
def read_label(printed: str) -> Label:
    """What a label says.

    >>> read_label("Weight (kg), mean (SD)").name, read_label("Weight (kg), mean (SD)").unit
    ('Weight', 'kg')
    >>> read_label("Placebo (n = 42)").size, read_label("12 months").time, read_label("P value").kind
    (42, (Decimal('12'), 'months'), 'p')
    """
    text = " ".join(printed.split())
    if P_LABEL.search(text) and len(text) < 60:
        return Label(printed, text, kind="p")
    size = _size(text)
    rest = SIZE.sub(" ", text) if size is not None else text
    rest = NOTE_MARK.sub("", rest)
    statistics, rest = _statistics(rest)
    unit, rest = _unit(rest)
    time, time_text, only = _time(rest)
    name = _tidy(rest)
    kind = _kind(text, name, statistics, only)
    ratio = RATIO.search(text)
    adjusted = None if not ADJUSTED.search(text) and not UNADJUSTED.search(text) else not UNADJUSTED.search(text)
    return Label(
        printed,
        name,
        size,
        unit,
        statistics,
        time,
        time_text,
        only,
        kind,
        adjusted,
        ratio["name"] if ratio else None,
        bool(CHANGE.search(text)),
    )


def _size(text: str) -> int | None:
    found = list(SIZE.finditer(text))
    if not found:
        return None
    return int(re.sub(r"\D", "", next(filter(None, found[-1].groups()))))


def _statistics(text: str) -> tuple[tuple[str, ...], str]:
    found: list[str] = []
    for name, form in STATISTICS:
        for match in form.finditer(text):
            found.append(_statistic(name, match[0]))
            text = f"{text[: match.start()]}{' ' * len(match[0])}{text[match.end() :]}"
    return tuple(dict.fromkeys(found)), text


def _statistic(form: str, printed: str) -> str:
    """The name of a statistic from the form that matched and its words."""
    low = printed.lower()
    error = bool(re.search(r"s\.?e\.?m?\b|error", low))
    middle = "median" if "median" in low else "mean"
    if form == "mean_spread":
        return f"{middle}_{'se' if error else 'sd'}"
    if form == "middle_range":
        kind = "ci" if "ci" in low or "c.i" in low else "iqr" if re.search(r"iqr|quart|q1|25th", low) else "range"
        return f"{middle}_{kind}"
    if form == "spread":
        return "se" if error else "sd"
    if form == "range":
        return "ci" if re.search(r"\bc\.?i", low) else "iqr" if re.search(r"iqr|quart|q1|25th", low) else "range"
    return middle if form == "middle" else form


def _unit(text: str) -> tuple[str | None, str]:
    """The unit in brackets, behind a comma or at the end, and the label without it."""
    for match in reversed(list(BRACKET.finditer(text))):
        inner = match[0][1:-1].strip()
        for part in (inner, *re.split(r"[,;]\s?", inner)):
            if is_unit(part):
                return part, f"{text[: match.start()]} {text[match.end() :]}"
    for match in reversed(list(re.finditer(r",\s?([^,()]{1,16})(?=\s*(?:,|\(|$))", text))):
        if is_unit(match[1]):
            return match[1].strip(), f"{text[: match.start()]} {text[match.end() :]}"
    ending = re.search(r"\s(?<!\d\s)(?P<unit>\S{1,10}/\S{1,12}|mmHg|mm Hg|kg|cm|kcal)\s*$", text)
    if ending is not None and ending.start() > 1:
        for end in (0, 1):
            printed = ending["unit"][: len(ending["unit"]) - end]
            if is_unit(printed):
                return printed, text[: ending.start()]
    return None, text


def _time(text: str) -> tuple[tuple[Decimal, str] | None, str | None, bool]:
    """A time point with a number, or in words, and whether the label names nothing else."""
    window = TIME_WINDOW.search(text)
    if window:
        value = parse_number(window["value"] or window["end"])
        unit = full_unit(window["unit"] or window["clock"])
        return (value, unit) if value is not None else None, window[0], _is_empty(text, window)
    counted = COUNTED_TIME.search(text)
    if counted and not AGE_LIKE.search(text):
        unit = counted["unit"] or counted["named"]
        value = parse_number(counted["value"] or counted["number"])
        if unit.upper() in ("T", "M", "W", "D", "VISIT"):
            short = unit.upper()
            if short in ("T", "VISIT"):
                return None, counted[0], _is_empty(text, counted)
            unit = {"M": "months", "W": "weeks", "D": "days"}[short]
            if counted.end() < len(text.strip()) or text[: counted.start()].strip():
                return None, None, False
        if value is not None:
            unit = "days" if unit.upper() == "POD" else full_unit(unit)
            return (value, unit), counted[0].strip(), _is_empty(text, counted)
    worded = next(
        (
            match
            for match in WORDED_TIME.finditer(text)
            if not _is_referred_to(text, match) and not _is_within(text, match)
        ),
        None,
    )
    if worded and (worded[0].lower() not in ("may", "march") or _is_empty(text, worded)):
        return None, worded[0].strip(), _is_empty(text, worded)
    return None, None, False


def _is_referred_to(text: str, match: re.Match[str]) -> bool:
    """Whether a start is only what a change is counted from, or what is adjusted for."""
    starts = START.search(match[0]) is not None
    return starts and (REFERRED.search(text, 0, match.start()) or GOES_ON.match(text, match.end())) is not None


def _is_within(text: str, match: re.Match[str]) -> bool:
    """Whether a bare "before" or "after" goes on with other words: "days after the first dose", not "pain, after"."""
    return match[0].lower().removesuffix(" the") in BARE_WORDS and text[match.end() :].lstrip()[:1].isalnum()


BARE_WORDS = ("before", "after", "pre", "post")


def read_path(path: tuple[str, ...], over: str = "") -> tuple[Label, ...]:
    """The labels of a path, outermost first; a bare number under a head of times (`over`: the one over the stubs) is
    a time.

    >>> [label.time for label in read_path(("Hours after surgery", "24"))]
    [None, (Decimal('24'), 'hours')]
    """
    labels: list[Label] = []
    for printed in path:
        label = read_label(printed)
        bare = BARE_TIME.fullmatch(label.name)
        clock = CLOCK.fullmatch(" ".join((labels[-1].printed if labels else over).split())) if bare else None
        if bare and clock:
            time = (Decimal(bare[0]), full_unit(clock["unit"]))
            label = replace(label, time=time, time_text=printed, only_time=True, kind="time")
            if labels:
                labels[-1] = replace(labels[-1], kind="idle", time=None, time_text=None)
        labels.append(label)
    return tuple(labels)


def _is_empty(text: str, match: re.Match[str]) -> bool:
    rest = DATED_BY.sub("", FILLER.sub("", WORDED_TIME.sub("", f"{text[: match.start()]} {text[match.end() :]}")))
    return EMPTY.fullmatch(rest) is not None


def _tidy(text: str) -> str:
    text = re.sub(r"[(\[][\s,;:/±-]*[)\]]|\s[)\]](?=\s|$)|[(\[]\s*$", " ", text)
    text = re.sub(r"(?<!\s)\s+([,;:)\]])", r"\1", " ".join(text.split())).strip(EDGES)
    opened, closed = text.count("("), text.count(")")
    text = text.rstrip("]") if "[" not in text else text
    text = text + ")" if opened == closed + 1 else text.rstrip(")") if closed > opened else text
    return re.sub(r"\(\s*\)", "", text).strip(EDGES)


def _kind(text: str, name: str, statistics: tuple[str, ...], only_time: bool) -> str:
    if COEFFICIENT.match(text):
        return "coefficient"
    if TEST.match(text):
        return "test"
    if re.fullmatch(r"\W{0,2}(?:d\.?f\.?|degrees of freedom)\W{0,2}", text, re.IGNORECASE):
        return "df"
    if RATIO.search(text) and not SIZE.search(text):
        return "ratio"
    if not name or EMPTY.fullmatch(name):
        return "statistic" if statistics else "size" if SIZE.search(text) else "unit"
    if only_time:
        return "time"
    if CHANGE.search(name) and EMPTY.fullmatch(FILLER.sub("", CHANGE.sub("", WORDED_TIME.sub("", name)))):
        return "change"
    if TOTAL.fullmatch(name):
        return "total"
    if DIFFERENCE.search(text):
        return "contrast"
    if CONTRAST.search(name):
        return "contrast"
    return "idle" if IDLE.fullmatch(name) or LEGEND.search(text) else "name"
