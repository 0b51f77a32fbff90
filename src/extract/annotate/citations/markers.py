"""From candidates to markers: the house style decides, mark-up goes first."""

from collections.abc import Iterable, Sequence

from extract.annotate.citations.author_year import find_author_year
from extract.annotate.citations.brackets import find_brackets, find_parentheses, find_worded
from extract.annotate.citations.candidate import Candidate, Form, Zone, find_zones
from extract.annotate.citations.linked import Linked, find_linked
from extract.annotate.citations.run_on import find_run_on
from extract.annotate.citations.superscripts import find_superscripts
from extract.model import Document, Marker, MarkerStyle, Reference, Section, Sentence, Span, SpanIndex, Style, Table
from extract.text import lazy_re as re
from extract.text.numbers import whole_number

STYLES: dict[Form, MarkerStyle] = {
    "bracket": "numeric",
    "parenthesis": "numeric",
    "worded": "numeric",
    "superscript": "superscript",
    "run_on": "superscript",
    "author_year": "author_year",
}
SURE: frozenset[Form] = frozenset(("bracket", "superscript", "author_year"))
"""Forms that are added to linked markers of the same form; the others are too easily mistaken."""

YEAR = re.compile(r"(?:19|20)\d\d")
LINKED_SHARE = 0.9
"""From this share of linked markers on, the mark-up is taken to link all but those that name an author."""

NAME_BEFORE = re.compile(r"(?:\bal\.?[’']?s?|[A-ZÀ-Þ][\w’'-]{2,30}(?:\s(?:and|&)\s(?:colleagues|co-?workers))?),?\s?$")
"""A name right before the place: matches 'Smith et al.' and 'Lee', not 'about' nor 'Δ'."""

SOURCE_HEAD = re.compile(
    r"\W*(?:(?:first\s)?authors?|stud(?:y|ies)|references?|refs?|citations?|sources?|trials?)\b", re.IGNORECASE
)
"""Head of a column that says where a row's figures are from."""


def find_markers(
    document: Document,
    sections: tuple[Section, ...],
    sentences: tuple[Sentence, ...],
    tables: tuple[Table, ...],
    references: tuple[Reference, ...],
) -> tuple[Marker, ...]:
    """All markers of the paper's own house style in text order, in sentences, captions, notes and cells."""
    linked = find_linked(document, references)
    zones = find_zones(document, sections)
    size = list_size(references)
    if linked:
        found = _beside_links(document, zones, references, linked, size, _columns_of_sources(tables))
    else:
        found = _by_house_style(document, zones, references, size)
    marks = [(item.span, _fields(item)) for item in linked]
    marks += [(item.span, _fields(item)) for item in _apart(found)]
    sentence_at = SpanIndex((piece, sentence.id) for sentence in sentences for piece in sentence.pieces).at
    cell_at = SpanIndex((cell.span, cell.id) for table in tables for cell in table.cells).at
    return tuple(
        Marker(
            id=f"m{number}",
            pieces=(span,),
            rule=rule,
            style=style,
            keys=keys,
            targets=targets,
            sentence=sentence_at(span.start),
            cell=cell_at(span.start),
        )
        for number, (span, (style, keys, targets, rule)) in enumerate(sorted(marks), 1)
    )


def list_size(references: tuple[Reference, ...]) -> int | None:
    """The highest number of the list, by its labels or by its length; None where there is no list."""
    labels = [whole_number(reference.label or "") or 0 for reference in references]
    return max(max(labels, default=0), len(references)) or None


def _reach(size: int) -> int:
    """How far a number in brackets may lie beyond the list and still be a citation of an entry that is missing."""
    return size + max(5, size // 10)


def _by_house_style(
    document: Document, zones: tuple[Zone, ...], references: tuple[Reference, ...], size: int | None
) -> list[Candidate]:
    numeric = _in_order(
        [
            *find_brackets(document.text, zones),
            *find_parentheses(document.text, zones),
            *find_superscripts(document, zones),
            *find_run_on(document.text, zones),
        ]
    )
    form = choose_form(numeric, size=size)
    chosen = [candidate for candidate in numeric if candidate.form == form]
    named = _in_order(find_author_year(document, zones, references))
    if _share_named(named, references) > coverage(chosen, size) or (named and form is None):
        return named
    if form is None:
        return []
    if form == "bracket":
        kept = [candidate for candidate in chosen if size is None or min(candidate.numbers) <= _reach(size)]
    else:
        kept = keep_in_order(chosen, size=size)
    return [*kept, *_worded(document, zones, size)]


def _beside_links(
    document: Document,
    zones: tuple[Zone, ...],
    references: tuple[Reference, ...],
    linked: tuple[Linked, ...],
    size: int | None,
    sources: Sequence[Span],
) -> list[Candidate]:
    """Markers that the mark-up forgot to link, in the form that its links have.

    Where it links nearly all, a number without a link is a marker only behind a name, or in a column of sources.
    """
    forms = [_form_of(document, item) for item in linked]
    form = max(SURE, key=lambda known: (forms.count(known), known))
    if forms.count(form) < len(linked) / 2:
        return []
    if form == "bracket":
        found = list(find_brackets(document.text, zones))
    elif form == "superscript":
        found = list(find_superscripts(document, zones))
    else:
        found = [candidate for candidate in find_author_year(document, zones, references) if candidate.entries]
    spans = [item.span for item in linked]
    beside = [
        candidate
        for candidate in found
        if not any(candidate.span.overlaps(span) for span in spans)
        and (not candidate.numbers or size is None or max(candidate.numbers) <= size)
    ]
    if form == "author_year" or len(linked) < LINKED_SHARE * (len(linked) + len(beside)):
        return beside
    return [item for item in beside if _is_named(document.text, item) or any(s.contains(item.span) for s in sources)]


def _is_named(text: str, candidate: Candidate) -> bool:
    return bool(NAME_BEFORE.search(text, max(0, candidate.span.start - 40), candidate.span.start))


def _columns_of_sources(tables: tuple[Table, ...]) -> list[Span]:
    """The cells of columns that name studies or references."""
    return [
        cell.span
        for table in tables
        for cell in table.cells
        if cell.role != "head" and any(SOURCE_HEAD.match(head) for head in cell.col_path)
    ]


def _worded(document: Document, zones: tuple[Zone, ...], size: int | None) -> list[Candidate]:
    return [item for item in find_worded(document.text, zones) if size is not None and max(item.numbers) <= size]


def _form_of(document: Document, item: Linked) -> Form | None:
    printed = item.span.of(document.text)
    if printed.startswith("["):
        return "bracket"
    if YEAR.search(printed):
        return "author_year"
    if any(run.style & Style.SUPERSCRIPT for run in document.runs.within(item.span)):
        return "superscript"
    return None


def _share_named(named: Sequence[Candidate], references: tuple[Reference, ...]) -> float:
    entries = {entry for candidate in named for entry in candidate.entries}
    return len(entries) / len(references) if references else 0.0


def _in_order(candidates: Iterable[Candidate]) -> list[Candidate]:
    return sorted(candidates, key=lambda candidate: (candidate.span.start, -candidate.span.end))


def _apart(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Without those that overlap an earlier one."""
    kept: list[Candidate] = []
    for candidate in _in_order(candidates):
        if not kept or candidate.span.start >= kept[-1].span.end:
            kept.append(candidate)
    return kept


def _fields(item: Linked | Candidate) -> tuple[MarkerStyle, tuple[str, ...], tuple[str, ...], str]:
    if isinstance(item, Linked):
        return "linked", item.keys, item.targets, "linked"
    keys = item.keys or tuple(str(number) for number in item.numbers)
    return STYLES[item.form], keys, (), item.rule


NUMERIC: tuple[Form, ...] = ("bracket", "superscript", "parenthesis", "run_on")
"""By how surely each form alone is a marker."""

TRUST: dict[Form, float] = {"bracket": 1.0, "superscript": 0.9, "parenthesis": 0.8, "run_on": 0.6}
LEAST = {"bracket": 0.0, "superscript": 0.12, "parenthesis": 0.3, "run_on": 0.35}
SLACK = 3
ORDERED = 0.5


def choose_form(candidates: Sequence[Candidate], *, size: int | None) -> Form | None:
    """The form whose candidates cover the reference list best and number it in order of first mention.

    `size` is the number of entries, None where the paper has no list.
    """
    best: Form | None = None
    best_score = 0.0
    for form in NUMERIC:
        chosen = [candidate for candidate in candidates if candidate.form == form and not candidate.weak]
        covered = coverage(chosen, size)
        score = TRUST[form] * (covered + order(chosen, size))
        if chosen and covered >= LEAST[form] and score > best_score:
            best, best_score = form, score
    if best == "run_on" and size is None:
        return None
    return best


def coverage(candidates: Iterable[Candidate], size: int | None) -> float:
    """The share of the list that the candidates name."""
    named = {number for candidate in candidates for number in candidate.numbers}
    limit = size or max(named, default=1) or 1
    return sum(1 for number in named if number <= limit) / limit


def order(candidates: Iterable[Candidate], size: int | None) -> float:
    """The share of the list that is numbered in order of first mention: 1, 2, 3, ..."""
    reached = 0
    highest = 1
    for candidate in candidates:
        numbers = set(candidate.numbers)
        highest = max(highest, *numbers, 1)
        while reached + 1 in numbers:
            reached += 1
    return reached / (size or highest)


def keep_in_order(candidates: Sequence[Candidate], *, size: int | None) -> list[Candidate]:
    """Where the list is numbered in order of first mention, a number far ahead of the text is no marker."""
    if size is None or order(candidates, size) < ORDERED:
        return [item for item in candidates if not item.weak and (size is None or min(item.numbers) <= size)]
    kept: list[Candidate] = []
    introduced: set[str] = set()
    reached = 0
    for candidate in candidates:
        inside = [number for number in candidate.numbers if number <= size]
        if not inside or (candidate.place == "text" and _leaps(candidate.numbers, reached)):
            continue
        if candidate.weak and reached + 1 not in inside and candidate.word not in introduced:
            continue
        introduced.update([candidate.word] if candidate.word else [])
        kept.append(candidate)
        if candidate.place == "text":
            reached = max(reached, *inside)
    return kept


def _leaps(numbers: tuple[int, ...], reached: int) -> bool:
    new = [number for number in numbers if number > reached]
    return bool(new) and min(new) > reached + SLACK
