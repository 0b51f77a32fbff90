"""What a paper measures: each measure once, with its role and how the paper words it."""

from dataclasses import dataclass
from typing import Literal

from extract.annotate.quantities.lexicon import Mention, make_lexicon
from extract.model import Endpoint, Paper, Pieces, Span, quote
from extract.text import lazy_re as re
from extract.text.times import find_times
from extract.vocabulary import Vocabulary

Role = Literal["primary", "secondary", "safety", "other", "unstated"]
ROLE_WORD = re.compile(
    r"\b(?P<role>primary|co-primary|main|principal|secondary|exploratory|"
    r"safety)\s(?:\w+\s){0,3}?(?:end[- ]?points?|outcomes?|measures?|objectives?)\b",
    re.IGNORECASE,
)
DEFINED = re.compile(
    r"^\W{0,3}(?:\s?\([^)]{1,30}\))?\s?(?:was|were|is|are|referred)\s(?:\w+\s)?(?:defined|measured|calculated|"
    r"to the|assessed|evaluated|determined|the time)",
    re.IGNORECASE,
)
MEASURED = ("survival", "response", "toxicity", "proportion", "accuracy", "score", "time", "size")
MAX_SENTENCES = 4000


@dataclass(slots=True)
class _Seen:
    """What is known so far of one measure."""

    mention: Mention
    pieces: Pieces
    printed: str
    role: Role
    rank: int
    count: int = 1
    text: str = ""


def find_endpoints(paper: Paper, vocabulary: Vocabulary) -> tuple[Endpoint, ...]:
    """Measures that are called an endpoint, defined, or named more than once in abstract, methods and results."""
    lexicon = make_lexicon(vocabulary, ((short, long) for short, long, _ in paper.abbreviations))
    roles = {section.id: section.role for section in paper.sections}
    seen: dict[str, _Seen] = {}
    for sentence in paper.sentences[:MAX_SENTENCES]:
        role = roles.get(sentence.section or "", "other")
        if role not in ("abstract", "methods", "results"):
            continue
        text = quote(paper.text, sentence.pieces)
        words = list(ROLE_WORD.finditer(text))
        for mention in lexicon.mentions(text):
            if mention.family in MEASURED:
                _note(seen, mention, text, sentence.pieces, words)
    kept = [draft for draft in seen.values() if draft.count > 1 or draft.rank > 0]
    kept.sort(key=lambda draft: draft.pieces[0].start)
    return tuple(_endpoint(number, draft, vocabulary) for number, draft in enumerate(kept, 1))


def _note(seen: dict[str, _Seen], mention: Mention, text: str, pieces: Pieces, words: list[re.Match[str]]) -> None:
    role = _role(mention, words)
    rank = 2 if role != "unstated" else 1 if DEFINED.match(text[mention.end : mention.end + 80]) else 0
    start = min(pieces[0].start + mention.start, pieces[-1].end - 1)
    place = (Span(start, min(start + mention.end - mention.start, pieces[-1].end)),)
    printed = text[mention.start : mention.end]
    known = seen.get(mention.measure)
    if known is None:
        seen[mention.measure] = _Seen(mention, place, printed, role, rank, text=text)
        return
    known.count += 1
    if len(printed) > len(known.printed):
        known.printed = printed
    if rank > known.rank:
        known.role, known.rank, known.pieces, known.text = role, rank, place, text


def _role(mention: Mention, words: list[re.Match[str]]) -> Role:
    before = [word for word in words if word.start() <= mention.start]
    if not before:
        return "safety" if mention.family == "toxicity" and words else "unstated"
    named = before[-1]["role"].lower()
    if named in ("secondary", "safety"):
        return "secondary" if named == "secondary" else "safety"
    return "other" if named == "exploratory" else "primary"


def _endpoint(number: int, seen: _Seen, vocabulary: Vocabulary) -> Endpoint:
    measure = seen.mention.measure
    points = [time for time in find_times(seen.text) if len(time.values) == 1] if seen.role != "unstated" else []
    return Endpoint(
        id=f"endpoint{number}",
        pieces=seen.pieces,
        rule="endpoint_named" if seen.rank else "endpoint_repeated",
        name=measure,
        printed=seen.printed,
        role="safety" if seen.role == "unstated" and seen.mention.family == "toxicity" else seen.role,
        unit=vocabulary[measure].note("unit") if measure in vocabulary else None,
        timepoint=points[0].values[0] if len(points) == 1 else None,
        timepoint_unit=points[0].unit if len(points) == 1 else None,
    )
