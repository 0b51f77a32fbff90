"""Which measure a number is for, and by which statistic."""

from collections.abc import Sequence
from itertools import pairwise

from extract.annotate.quantities.atoms import Atom
from extract.annotate.quantities.draft import Thread
from extract.annotate.quantities.lexicon import Mention
from extract.annotate.quantities.series import Series
from extract.text import lazy_re as re

FAMILIES = {
    "share": ("survival", "response", "toxicity", "proportion", "accuracy", "score", "ratio"),
    "time": ("survival", "time", "baseline"),
    "dose": ("dose",),
    "length": ("size",),
    "volume": ("size",),
    "people": ("toxicity", "proportion", "response"),
    "events": ("toxicity", "proportion", "response"),
    "points": ("score",),
    "ratio": ("ratio", "size", "score"),
    "": ("ratio", "accuracy", "score", "baseline", "survival"),
}
DIRECT = re.compile(
    r"^[\s\0)\]]{0,3}(?:\s?(?:of|was|were|is|=|:|,|for|rate|rates|ratio|value|score|the|a|only|about|"
    r"approximately|reached|\()\s?){0,4}[\s$\0(\[=:,]{0,4}$",
    re.IGNORECASE,
)
ADJACENT = re.compile(
    r"^(?!\s-\s)[\s\0%)]{0,4}(?:\(?(?:\d{1,2}|one|two|three|five)?[- ]?(?:year|yr|month|week|day)?\)?\s?)?(?!of\b|"
    r"in\b|with\b|for\b|and\b|at\b|to\b|versus\b|vs\b)(?:(?:[a-z+-]{2,18}|grade[\s\0]{1,6}|"
    r"grade\s?(?:[≥>]\s?)?\d(?:[-–]\d|\+)?\s?|\0{1,12})\s?){0,3}$",
    re.IGNORECASE,
)
CLAUSE = re.compile(r"\s-\s(?=[A-Za-z])|;\s(?!\W{0,4}(?:[pP]\b|95\b|HR\b|CI\b|median\b))")
"""Where one clause ends: a semicolon that does not go on with the p-value or the interval."""

NAMED_RATE = re.compile(
    r",[^,;]{0,40}?\b(?!(?:rates?|incidence)\b)[a-z-]{4,}\s(?:\w+\s)?(?:rates?|incidence|proportion|"
    r"percentage)\b[^,;]{0,25}$|\b(?:volume|dose|V\d+|coverage|shrinkage)\b[^,;]{0,12}$",
    re.IGNORECASE,
)
"""A rate of something else, named between a measure and the number: "OS was 16 months, with a conversion rate of"."""

ENROLLED = re.compile(
    r"\b(?:enrol\w*|includ\w+|recruit\w*|randomi[sz]\w+|assign\w+|allocat\w+|compris\w+|consist\w+|"
    r"involv\w+|treating|reviewed|analy[sz]ed|evaluat\w+|total of|cohort of|study of|"
    r"sample of|trial of|series of|leaving|resulting in|identified|among|screened|incorporating|eligible|"
    r"contained|studied|excluding|out of|total)\s(?:the\s|all\s|of\s|a total of\s|with\s|data from\s){0,2}$|"
    r"\(\s?$|^\s*$|\b(?:in|of|from|and)\s(?:the\s)?$",
    re.IGNORECASE,
)
ENROLLING = re.compile(
    r"^[\s\w-]{0,40}?\b(?:were\s(?:\w+\s)?(?:enrol\w+|included|recruited|randomi[sz]ed|assigned|allocated|"
    r"analy[sz]ed|treated|identified|eligible|evaluable|screened)|received|receiving|undergoing|underwent|"
    r"in the [\w\s+-]{1,40}(?:group|arm|cohort)|completed)",
    re.IGNORECASE,
)
IN_EACH = re.compile(r"\s?(?:\w+\s)?(?:in|per|to) (?:each|both|either) (?:study |treatment )?(?:groups?|arms?)\b")
SHARE_OF_THEM = re.compile(r"%\s?\)?\s(?:for|in|of|among)\s(?:the\s|all\s)?$")
HAPPENED = re.compile(
    r"\b(?:observed|exhibit\w*|presented|occur\w*|develop\w*|experienc\w*|died|diagnosed|reported|seen|recur\w*|progress\w*|"
    r"failed|failure|suffered|deaths?|events?|achieved|detected|noted|found|confirmed|"
    r"metasta\w+|relapse\w*|respon\w+|toxicit\w+|adverse|complication\w*|abnormal|positive|negative|"
    r"discontinu\w*|withdr\w*|lost)\b",
    re.IGNORECASE,
)
DID = re.compile(
    r"\s?(?:had|died|experienced|exhibited|presented|developed|showed|suffered|achieved|responded|failed|relapsed)\b"
)
COUNTS = re.compile(
    r"\s(?:received|underwent|completed|withdrew|discontinued|died|declined|refused|dropped out|had|"
    r"were (?:randomi|assign|allocat|exclu|includ|lost|enrol|treated)|"
    r"(?:serious |adverse |severe )?(?:S?AEs|TEAEs|episodes)\b)"
)
"""Behind a bare whole number that counts: "14 withdrew", "80 AEs"; not "a score of 14 was"."""

COUNTED = ("people", "events", "items", "studies", "places", "sessions")
MIDDLE_REACH = 120
"""Characters before a number within which "mean" or "median" holds for it."""

MIDDLE = re.compile(r"\b(?P<word>median|mean|average)\b", re.IGNORECASE)


def measure_of(text: str, atom: Atom, mentions: Sequence[Mention], since: int) -> Mention | None:
    """The mention that a number is bound to: right behind it, else the last fitting one before it, else the next."""
    wanted = FAMILIES.get(atom.scale, ())
    if atom.form in ("zero", "not_significant"):
        wanted = ("toxicity", "survival", "response", "proportion")
    ahead = [mention for mention in mentions if mention.end <= atom.start]
    behind = [mention for mention in mentions if mention.start >= atom.end]
    if (
        ahead
        and ahead[-1].family == "ratio"
        and atom.scale in ("", "ratio", "share", "points")
        and _direct(text, ahead[-1], atom)
    ):
        return ahead[-1]
    fitting = [mention for mention in ahead if mention.family in wanted and mention.family != "ratio"]
    if atom.form in ("zero", "not_significant"):
        following = next((mention for mention in behind if mention.family in wanted), None)
        return following or (fitting[-1] if fitting else None)
    last = fitting[-1] if fitting else None
    if last and NAMED_RATE.search(text, last.end, atom.start):
        return None
    following = next((mention for mention in behind if mention.family in wanted and mention.family != "ratio"), None)
    if (
        following
        and ADJACENT.match(text[atom.tail : following.start])
        and (last is None or last.end < since or atom.start - last.end > 12)
    ):
        return following
    if last and (not CLAUSE.search(text, last.end, atom.start) or last.end >= since):
        if atom.scale in ("", "score", "baseline") and not _direct(text, last, atom) and last.family != "survival":
            return None
        if (
            atom.scale == "time"
            and last.family in ("survival", "baseline")
            and not re.search(
                r"median|mean|reached|vs|versus|compared|from|\(|of\b|was\b|were\b",
                text[last.start - 20 if last.start > 20 else 0 : atom.start],
                re.IGNORECASE,
            )
        ):
            return None
        return last
    if (
        following
        and atom.scale in ("share", "people")
        and following.start - atom.tail < 60
        and not re.search(r"[;,.]", text[atom.tail : following.start])
    ):
        return following
    return None


def _direct(text: str, mention: Mention, atom: Atom) -> bool:
    gap = text[mention.end : atom.start]
    return len(gap) <= 45 and (
        bool(DIRECT.match(gap)) or bool(re.fullmatch(r"[\s\w)\[\](/,-]{0,30}(?:of|was|were|=|:|is)\s?\(?", gap))
    )


def people_measure(text: str, atom: Atom, bound: Mention | None) -> str:
    """sample_size for those who take part, the bound measure or "other" for those to whom something happened."""
    before, behind = text[max(0, atom.start - 60) : atom.start], text[atom.tail : atom.tail + 60]
    clause = re.split(r"[;.]\s", before)[-1]
    if re.search(r"\bn\s?=\s?$", before) or atom.name == "n" or IN_EACH.match(behind) or SHARE_OF_THEM.search(before):
        return "sample_size"
    happened = DID.match(behind) or HAPPENED.search(clause[-34:]) or (atom.value is not None and atom.value <= 2)
    enrolled = ENROLLED.search(clause) or ENROLLING.match(text[atom.end : atom.end + 70]) or ENROLLING.match(behind)
    if enrolled and not happened:
        return "sample_size"
    return bound.measure if bound else "other"


def statistic_of(text: str, atom: Atom, measure: str, family: str) -> str:
    """rate, percent, count, median, mean, ratio, p, range or the name of a test."""
    if atom.form == "p":
        return "p"
    if atom.form == "test":
        return atom.name
    if atom.form == "range":
        return "range"
    if family in ("ratio", "accuracy") or atom.unit == "ratio":
        return "ratio"
    if atom.scale == "share" or atom.form == "not_significant":
        is_rate = atom.count is None and family in ("survival", "response", "proportion", "toxicity")
        return "rate" if is_rate else "percent"
    if atom.form == "mean_sd" or atom.sd is not None or atom.se is not None:
        return "mean"
    words = list(MIDDLE.finditer(text, max(0, atom.start - MIDDLE_REACH), atom.start))
    if (
        words
        and atom.scale not in ("people", "events")
        and not re.search(r"[;.]\s", text[words[-1].end() : atom.start])
    ):
        return "median" if words[-1]["word"].lower() == "median" else "mean"
    if family == "survival" and atom.scale == "time":
        return "median"
    counts = atom.scale in COUNTED or atom.name == "n" or (_is_whole(atom) and COUNTS.match(text, atom.end))
    return "count" if counts else "value"


def _is_whole(atom: Atom) -> bool:
    plain = atom.form == "number" and atom.unit is None and atom.relation == "="
    return plain and atom.value is not None and atom.value == atom.value.to_integral_value()


COORDINATED = re.compile(
    r"(?: rates?)?(?: \([A-Za-z -]{1,12}\))?\s?(?:,\s?(?:and\s)?|\s?and\s|\s?/\s?)(?:the\s)?(?:[\d-]{1,3}year )?"
)


def bind_of(
    text: str, atoms: Sequence[Atom], series: Sequence[Series], mentions: Sequence[Mention], thread: Thread
) -> dict[int, Mention]:
    """The measure of every atom; a list of as many measures as numbers is distributed."""
    bound: dict[int, Mention] = {}
    in_series = {place: index for index, listed in enumerate(series) for place in listed.places}
    since = 0
    for number, atom in enumerate(atoms):
        index = in_series.get(number)
        if index is not None and series[index].places[0] != number and series[index].places[0] in bound:
            bound[number] = bound[series[index].places[0]]
        elif index is not None and series[index].against is not None:
            before = series[series[index].against or 0].places[0]
            if before in bound:
                bound[number] = bound[before]
        if number not in bound and (found := measure_of(text, atom, mentions, since)):
            bound[number] = found
        if atom.form != "p":
            since = atom.end
    for listed in series:
        _distribute(text, atoms, listed, mentions, bound)
    carried = thread.measure
    if carried and not mentions:
        for number, atom in enumerate(atoms):
            if (
                atom.scale == "share"
                and atom.count is None
                and number in in_series
                and len(series[in_series[number]].places) > 1
            ):
                bound.setdefault(number, carried)
    return bound


def _distribute(
    text: str, atoms: Sequence[Atom], listed: Series, mentions: Sequence[Mention], bound: dict[int, Mention]
) -> None:
    """ "5-year OS and DFS rates of 72.2% and 51.6%, respectively"."""
    size = len(listed.places)
    if size < 2 or listed.places[0] not in bound:
        return
    start = atoms[listed.places[0]].start
    family = bound[listed.places[0]].family
    run = [mention for mention in mentions if mention.end <= start and mention.family == family][-size:]
    gaps = [text[first.end : second.start] for first, second in pairwise(run)]
    if len(run) == size and run[0].measure != run[-1].measure and all(COORDINATED.fullmatch(gap) for gap in gaps):
        for place, mention in zip(listed.places, run, strict=True):
            bound[place] = mention
