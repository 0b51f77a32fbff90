"""Which comparisons can be pooled, and why others are left out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from extract.report.comparisons import Comparison, Labels, compared, plain_visit
from extract.report.records import ResultRecord
from extract.text import lazy_re as re
from extract.text.times import times_in

BASELINE = re.compile(
    r"\bbaseline\b|"
    r"\b(?:patient|participant|subject|demographic|clinical|study|sample|general)s?\W{0,2}\s?(?:and \w+ )?"
    r"(?:characteristics|demographics|features|data)\b|\bcharacteristics of\b|\bdemographics?\b|"
    r"\bindications? (?:for|of)\b|^initial\b|\bat (?:entry|inclusion|enrol?ment|admission|study start)\b|"
    r"\bbefore (?:treatment|intervention|the intervention|surgery|therapy)\b|"
    r"\bpre-?(?:treatment|intervention|test|operative)\b",
    re.IGNORECASE,
)
BEFORE_COLUMN = re.compile(r"\W*(?:screening|BSL|BL|T0|V0|pre|before|initial(?:ly)?)\W*", re.IGNORECASE)
"""A head that alone names the time before the treatment."""

AFTER = re.compile(
    r"\b(?:follow[- ]?up|post\w*|after|change|end ?point|week|month|year|adjusted for baseline)\b", re.IGNORECASE
)
NO_OUTCOME = re.compile(
    r"\W*(?:other|so far|mean|sd|se|sem|n|no\.?|number|p|yes|no|none|total|all|%|median|range|iqr|"
    r"(?:adjusted |crude )?(?:odds|hazards?|risk|rate) ratios?|relative risks?|[HOR]R|estimates?|effects?|differences?|"
    r"(?:(?:uni|bi|multi)varia\w+|cox|(?:un)?adjusted)(?: (?:analys[ei]s|models?|regression))*|"
    r"(?:mean |total |the )?(?:incidence|rates?|scores?|values?|results?|outcomes?|variables?|events?|cases|patients|"
    r"participants|subjects|(?:number|no\.) of (?:patients|participants|subjects|events|cases))|"
    r"\d+(?:\s?(?:st|nd|rd|th))?|"
    r"mean\W*(?:\(?sd\)?|±\s?sd)|n\W*\(?%\)?|(?:\d+ )?(?:weeks?|months?|years?|days?)(?: \d+)?)\W*",
    re.IGNORECASE,
)
"""Words that name a statistic, an answer, people or a time and no outcome."""

AT_A_TIME = re.compile(
    r"^\W*(?:before|after|baseline|initial|final|end ?point|entry|"
    r"(?:pre|post)(?:-?(?:test|treatment|operative|operation|intervention))?|"
    r"(?:pre|post)-?(?:treatment|operative|intervention)\s\w+|"
    r"(?:at |after )?(?:week|month|day|year|visit|follow[- ]?up|time(?: point)?|T(?=\s?\d))\s?\d*|"
    r"(?:at |after )?\d+[- ](?:week|month|day|year|hour|minute)s?(?: follow[- ]?up)?)\W*$",
    re.IGNORECASE,
)
"""The name of a "group" that is a time: the same people, measured again."""

STATISTIC = re.compile(r"\b(?:medians?|means?|events?|survival|no\. of|number of) ?(?:,|\(|>|$)", re.IGNORECASE)
"""Rows under which a ratio stands for the groups of the heads, and not for a factor."""

TESTED = re.compile(
    r"\bp[- ]?values?\b|^\W*p\W*$|^\W*tests?\W*$|\bstatistics?\b|"
    r"\b(?:[tFZU]|χ\s?[2²]?|chi[- ]squared?|log[- ]?rank|exact|sum|whitney|wilcoxon|fisher\S*|statistical)[- ]tests?\b",
    re.IGNORECASE,
)
"""A statistical test; a test that people take (of walking, of memory) is an outcome."""

DESCRIBED = re.compile(
    r"\b(?:sex|gender|race|ethnic\w*|(?:marital|smoking) status|level of education|education(?: level| status)?)\b",
    re.IGNORECASE,
)
"""What people are, before and after."""

STUDIED = re.compile(
    r"\W*(?:(?:first )?authors?|stud(?:y|ies)|trials?|references?|literature|publications?)\W*"
    r"(?:(?:and |or )?(?:year|name|id)\b.*)?",
    re.IGNORECASE,
)
OF_A_STUDY = re.compile(r"\bet al\b|\b(?:this|present|current|our) (?:study|trial)\b", re.IGNORECASE)
"""A row that is another study's, or this one's among them."""

NO_NAME = re.compile(
    r"(?:with )?(?:respect|regards?|relation|addition) to\b|in terms of\b|"
    r"(?:\w+ )?(?:includes?|included|received|reported|showed?|had|has|have|was|were|found|observed|compared)$",
    re.IGNORECASE,
)
"""Words of a sentence that bind a name and are none."""

ABSENT = re.compile(
    r"\b(?:no|without|absence of|free (?:of|from)|did not (?:have|develop|experience))\s(?:any\s)?$", re.IGNORECASE
)
CHANGES = re.compile(r"\b(?:mean )?changes?\b|\bchange scores?\b", re.IGNORECASE)
IN_GROUP = re.compile(
    r"\s{1,3}(?:in|of|for|among|between|with)\s{1,3}(?:the|both|each)?\s{0,3}(?:\S+\s){0,3}?(?:groups?|arms?)\b.*"
)
"""Behind the name of an outcome in a sentence: the group that it was counted in."""

ADJUSTED_FOR = re.compile(r"\b(?:adjust\w*|controll\w*|correct\w*) (?:for|by)\b", re.IGNORECASE)
PEOPLE = re.compile(
    r"(?:all |the |study )?(?:patients?|subjects?|participants?|people|individuals|groups?|arms?)", re.IGNORECASE
)
"""A "group" that says no more than that it is people."""

ERROR_WORDS = re.compile(r"\b(?:SEM?|S\.E\.(?:M\.)?|standard errors?)\b")
SD_WORDS = re.compile(r"\b(?:SD|S\.D\.|standard deviations?)\b", re.IGNORECASE)
STRIKING = 8.0
"""Standard errors between two means from which on the spreads may be standard errors: printed as SD, p about 1e-15."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A comparison that is not exported, with the reason."""

    comparison: Comparison
    reason: str


def sorted_out(rows: Iterable[ResultRecord], labels: Labels) -> Iterator[Comparison | LeftOut]:
    """Own results compared: those that can be pooled, and those that are left out with the reason."""
    seen: set[tuple[object, ...]] = set()
    found = list(compared(rows, labels))
    numbers: dict[tuple[object, ...], set[tuple[object, ...]]] = {}
    for comparison in found:
        if comparison.table:
            numbers.setdefault(comparison.named, set()).add(comparison.numbers)
    for comparison in found:
        reason = why_left_out(comparison, labels)
        if not reason and comparison.numbers in seen:
            reason = "told twice: the same numbers for the same outcome, time and groups"
        if not reason and len(numbers.get(comparison.named, ())) > 1:
            reason = "several rows of the table bear this name: what is counted in each is not told"
        seen.add(comparison.numbers)
        yield LeftOut(comparison, reason) if reason else replace(comparison, warning=_warning(comparison, labels))


def find_comparisons(rows: Iterable[ResultRecord], labels: Labels) -> Iterator[Comparison]:
    """Own results that can be pooled: printed ratios with their interval, pairs of groups in one row or sentence."""
    return (comparison for comparison in sorted_out(rows, labels) if isinstance(comparison, Comparison))


def why_left_out(comparison: Comparison, labels: Labels) -> str:
    """The reason why a comparison cannot be pooled; empty where it can."""
    if comparison.document_id in labels.reviews:
        return "a review: its numbers are those of the studies that it includes (metafor-studies)"
    if not comparison.outcome or all(NO_OUTCOME.fullmatch(part) for part in comparison.outcome.split(" > ")):
        return "no outcome is named"
    if reason := _why_no_groups(comparison):
        return reason
    if any(TESTED.search(words) for words in (comparison.outcome, comparison.arm or "", comparison.comparator or "")):
        return "a row or column of tests or p-values"
    if comparison.timepoint == 0 or _is_baseline(comparison, labels):
        return "baseline: told before the treatment"
    if comparison.doubt or (unclear := _why_unclear(comparison, labels)):
        return comparison.doubt or unclear
    if comparison.kind == "binary":
        return _why_no_counts(comparison)
    return _why_no_means(comparison) if comparison.kind == "continuous" else ""


def _why_no_groups(comparison: Comparison) -> str:
    """Why it is not known what is compared with what."""
    arms = [arm for arm in (comparison.arm, comparison.comparator) if arm]
    factor = comparison.factor or ""
    if len(arms) < 2 and (not factor or AT_A_TIME.search(factor.rpartition(" > ")[2])):
        return "no groups and no factor are named"
    if len(arms) < 2 and STATISTIC.search(factor):
        return "the row of a statistic: no groups and no factor are named"
    if arms and comparison.arm == comparison.comparator:
        return "both groups bear one name"
    if any(map(PEOPLE.fullmatch, arms)):
        return "a group is called people and no more"
    return "the groups are times: no two groups" if any(map(AT_A_TIME.search, arms)) else ""


def _why_unclear(comparison: Comparison, labels: Labels) -> str:
    """Why the time or the outcome of a comparison is not known for sure."""
    if comparison.timepoint is not None and _names_another_time(comparison):
        return "its row names another time than the one that it is bound to"
    if comparison.table:
        return _why_no_row(comparison, labels)
    return _why_no_name(comparison, labels.sentences.get(comparison.sentence or "", ""))


def _why_no_row(comparison: Comparison, labels: Labels) -> str:
    """Why the row of a table names no outcome."""
    if STUDIED.fullmatch(labels.stub_heads.get(comparison.table or "", "")) or OF_A_STUDY.search(comparison.outcome):
        return "a row for each study: its numbers are not of this paper's groups alone"
    for arm in (comparison.arm, comparison.comparator):
        name = re.compile(
            rf"{re.escape(arm or '-')}\s*(?:$|\(|interventions?\b|groups?\b|arms?\b|treatments?\b)", re.IGNORECASE
        )
        if any(map(name.match, comparison.outcome.split(" > "))):
            return "what is named as an outcome is a group"
    return ""


def _why_no_name(comparison: Comparison, sentence: str) -> str:
    """Why the outcome or the time of a sentence is not known for sure."""
    if len(set(times_in(sentence))) > 1:
        return "the sentence tells of several times"
    name = IN_GROUP.sub("", comparison.outcome)
    if sentence and (not name or NO_OUTCOME.fullmatch(name) or NO_NAME.match(name)):
        return "no outcome is named"
    at = sentence.find(comparison.outcome)
    if at > 0 and ADJUSTED_FOR.search(sentence[:at]):
        return "what is named is adjusted for, and no outcome"
    if at > 0 and ABSENT.search(sentence[:at]):
        return "what is counted is that it was absent"
    if at >= 0 and re.match(r"\s?[<>≤≥⩽⩾]", sentence[at + len(comparison.outcome) :]):
        return "the outcome's name goes on behind a sign"
    return ""


def _names_another_time(comparison: Comparison) -> bool:
    """Whether the last part of the outcome's name has a time of the same unit, and not the one that is given."""
    named = times_in(comparison.outcome.rpartition(" > ")[2])
    own = [number for number, unit in named if unit == comparison.timepoint_unit]
    return bool(own) and comparison.timepoint not in own


def _is_baseline(comparison: Comparison, labels: Labels) -> bool:
    around = " ".join((comparison.outcome, comparison.population or "", comparison.factor or "", comparison.time or ""))
    table = comparison.table or ""
    caption = f"{labels.captions.get(table, '')} {labels.stub_heads.get(table, '')}"
    is_of_people = table in labels.of_people or bool(DESCRIBED.search(comparison.outcome))
    of_table = comparison.kind != "ratio" and (is_of_people or BASELINE.search(caption)) and not AFTER.search(caption)
    times = [words for words in (comparison.population, comparison.time) if words]
    if any((comparison.document_id, plain_visit(words)) in labels.first_visits for words in times):
        return True
    return bool(of_table or BASELINE.search(around) or any(map(BEFORE_COLUMN.fullmatch, times)))


def _why_no_counts(comparison: Comparison) -> str:
    counts = ((comparison.ai, comparison.n1i), (comparison.ci, comparison.n2i))
    if "%" in (comparison.population or ""):
        return "a column of percentages read as counts"
    if any(events is None or n is None or not 0 <= events <= n for events, n in counts):
        return "events outside 0 to the size of the group"
    return "a group of nobody" if 0 in (comparison.n1i, comparison.n2i) else ""


def _why_no_means(comparison: Comparison) -> str:
    if any(n is None or n < 2 for n in (comparison.n1i, comparison.n2i)):
        return "a group of fewer than two"
    if any(sd is None or sd <= 0 for sd in (comparison.sd1i, comparison.sd2i)):
        return "a spread that is not above 0"
    return ""


def _warning(comparison: Comparison, labels: Labels) -> str:
    """What a reader should look at before pooling a comparison."""
    return "; ".join(
        warning
        for warning in (
            _design_warning(comparison, labels),
            _spread_warning(comparison, labels),
            _change_warning(comparison, labels),
        )
        if warning
    )


def _design_warning(comparison: Comparison, labels: Labels) -> str:
    if comparison.kind == "ratio":
        return ""
    return "cross-over trial: the groups are the same people" if comparison.document_id in labels.crossovers else ""


def _change_warning(comparison: Comparison, labels: Labels) -> str:
    caption = labels.captions.get(comparison.table or "", "")
    is_mean = comparison.kind == "continuous" and bool(CHANGES.search(caption))
    return "the caption tells of changes" if is_mean and not CHANGES.search(comparison.outcome) else ""


def _spread_warning(comparison: Comparison, labels: Labels) -> str:
    if comparison.kind != "continuous" or comparison.yi is None or not comparison.sei:
        return comparison.warning
    words = f"{labels.captions.get(comparison.table or '', '')} {comparison.outcome} {comparison.population or ''}"
    if ERROR_WORDS.search(words) and not SD_WORDS.search(words):
        return "the table speaks of standard errors"
    apart = abs(comparison.yi) / comparison.sei
    if apart > STRIKING:
        return f"the groups lie {apart:.0f} standard errors apart: the SDs may be standard errors"
    return comparison.warning
