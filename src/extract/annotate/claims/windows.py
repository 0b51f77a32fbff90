"""The passage that a marker supports: the text that it closes, and the sentences in which its study is introduced.

A sentence with several markers is split at each. A marker right behind a name or the word for a study ("Tao et al. [26]
found ...") takes the clause that follows; any other marker takes what stands before it, the last one of a sentence too.
Markers that only a comma or "and" parts ("[11], [12]") share one passage. Sentences before that introduce the cited
study ("In the 2022 trial (n=156) ...") belong to the window while they go on about it: back to the previous marker,
never out of the paragraph, never over a sentence on the citing paper's own study. Sentences behind that carry the study
on ("They also reported ...", "In that trial ...") belong to the last marker before them. In a table the row is the
passage.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import groupby

from extract.annotate.claims.studies import is_own_study
from extract.model import Marker, Paper, Pieces, Sentence, Span, TableCell
from extract.text import lazy_re as re


def clip(pieces: Pieces, span: Span) -> Pieces:
    """The parts of pieces that lie within a span."""
    parts = (Span(max(piece.start, span.start), min(piece.end, span.end)) for piece in pieces)
    return tuple(part for part in parts if part)


def trimmed(text: str, pieces: Pieces) -> Pieces:
    """Without white space and stray punctuation at the ends of each piece."""
    kept = []
    for piece in pieces:
        start, end = piece.start, piece.end
        while start < end and (text[start].isspace() or text[start] in ",;.)]"):
            start += 1
        while start < end and (text[end - 1].isspace() or text[end - 1] in ",;(["):
            end -= 1
        if start < end:
            kept.append(Span(start, end))
    return tuple(kept)


MOST_SENTENCES_BACK = 5
OPENING_WORDS = 3
"""A marker within so few words of its sentence closes nothing yet: it takes what follows."""
JOINED = re.compile(r"[\s,;&.)(\[\]–—-]{0,6}(?:and|or)?[\s,;&)(\[\]]{0,4}")
"""What stands between two markers of one group: matches ", " and " and ", not " and in "."""
PARAGRAPH = "\n\n"
WORD = re.compile(r"[^\W\d_]{2,}")
INTRODUCES = re.compile(
    r"""\b(?:(?:19|20)\d\d\b.{0,80}\b(?:study|trial|analysis|researchers|cohort|meeting|center|centre|group|data)
    | (?:study|trial|cohort|analysis)\b.{0,60}(?:\(n\s?=|involving|enrol|includ|recruit|with\s\d)
    | phase\s(?:I{1,3}|IV|[1-4])\b
    | NCT\d{8}
    | (?:a|an|one|another)\s(?:[\w-]+\s){0,5}(?:study|trial|analysis|meta-analysis|cohort)\b)""",
    re.VERBOSE | re.IGNORECASE,
)
CONTINUES = re.compile(
    r"""^\W*(?:(?:The|This|That|These|Their|Its|They|It|Subgroup|Additionally|Furthermore|Moreover|Overall|In\sthis)\b)""",
    re.VERBOSE,
)
MOST_SENTENCES_ON = 3
CARRIES_ON = re.compile(
    r"""^\W*(?:(?:Moreover|Furthermore|In\saddition|Additionally|However|Notably|Further),?\s)?
    (?:(?:They|(?:The|These|Those|Both|Same)\s(?:authors|investigators|researchers|group))\s(?:have\s)?(?:also\s|further\s)?
       (?:report|found|f[io]nd|observ|show|demonstrat|not|conclud|describ|identif|estimat|record|detect|reveal|stat)\w*
    | (?:(?:In|From|At\sthe\send\sof)\s)?(?:that|the\ssame|their|the\slatter)\s(?:[\w-]+\s){0,2}
       (?:study|trial|cohort|series|analysis|meta-analysis|review|report|survey|registry|experiments?|results|data)\b)""",
    re.VERBOSE | re.IGNORECASE,
)
"""How a sentence goes on about the study of the one before. "This study" and "the study" do not: they are as often the
paper's own."""
NAMES_A_STUDY = re.compile(
    r"\b(?:et\sal\b|colleagues|co-?workers|stud(?:y|ied)|trial|cohort|analysis|meta-analysis|review|survey|registry|series"
    r"|investigators|researchers|authors|group|report(?:ed|s)?|found|showed|demonstrated|observed)\b",
    re.IGNORECASE,
)
"""What a sentence must hold for another to go on about its study."""
FIGURE = re.compile(r"\d")
"""A sentence with a figure may go on about the study of the sentence before: "Survival was 38% at two years"."""
NARRATIVE_BEFORE = re.compile(
    r"(?:et\sal\.?,?|colleagues|co-?workers|team|group|study|trial|studies|analysis|"
    r"[A-Z][\w'’-]{1,30}\s(?:and|&)\s[A-Z][\w'’-]{1,30})"
    r"\s{0,3}(?:\((?:19|20)\d\d[a-z]?\)|in\s(?:19|20)\d\d)?[\s,(\[^*_]{0,20}$"
)


@dataclass(frozen=True, slots=True)
class Window:
    """What stands for one marker. `clause` is the narrowest part; `passage` holds it and what introduces it; `behind`
    are the sentences that go on about its study."""

    marker: Marker
    clause: Pieces
    passage: Pieces
    behind: Pieces
    sentence: str | None
    cell: str | None


def find_windows(paper: Paper) -> Iterator[Window]:
    """One window for each marker, in text order of their sentences; then the rows of tables."""
    index = {sentence.id: at for at, sentence in enumerate(paper.sentences)}
    placed = [marker for marker in paper.markers if marker.sentence in index]
    placed.sort(key=lambda marker: (index[marker.sentence or ""], marker.span))
    marked = {index[marker.sentence or ""] for marker in placed}
    for at, markers in groupby(placed, key=lambda marker: index[marker.sentence or ""]):
        yield from _in_sentence(paper, at, tuple(markers), marked)
    yield from _in_rows(paper)


def _in_sentence(paper: Paper, at: int, markers: tuple[Marker, ...], marked: Collection[int]) -> Iterator[Window]:
    sentence = paper.sentences[at]
    before = _introduction(paper, at, marked)
    behind = _carried_on(paper, at, marked)
    groups = _grouped(paper.text, markers)
    for order, group in enumerate(groups):
        clause = _clause(paper.text, sentence, groups, order)
        passage = (*before, *sentence.pieces) if order == 0 or not before else sentence.pieces
        for marker in group:
            yield Window(marker, clause, passage, behind if group is groups[-1] else (), sentence.id, None)


def _grouped(text: str, markers: tuple[Marker, ...]) -> list[list[Marker]]:
    """Markers of one sentence, those that close the same text together."""
    groups: list[list[Marker]] = []
    for marker in markers:
        if groups and JOINED.fullmatch(text[groups[-1][-1].span.end : marker.span.start]):
            groups[-1].append(marker)
        else:
            groups.append([marker])
    return groups


def _clause(text: str, sentence: Sentence, groups: list[list[Marker]], order: int) -> Pieces:
    """From the previous marker to this one; to the next one where a name or noun stands right before the marker."""
    span = sentence.span
    first = groups[order][0]
    starts = span.start if order == 0 else groups[order - 1][-1].span.end
    ends = first.span.start
    following = groups[order + 1][0].span.start if order + 1 < len(groups) else span.end
    if order and _is_narrative(text, groups[order - 1][-1], span.start):
        starts = max(starts, _last_break(text, starts, ends))
    is_opening = order == 0 and len(WORD.findall(text[starts:ends])) < OPENING_WORDS
    if is_opening or _is_narrative(text, first, span.start):
        ends = following
    return trimmed(text, clip(sentence.pieces, Span(starts, max(ends, starts)))) or sentence.pieces


def _is_narrative(text: str, marker: Marker, start: int) -> bool:
    return bool(NARRATIVE_BEFORE.search(text[max(start, marker.span.start - 90) : marker.span.start]))


def _last_break(text: str, start: int, end: int) -> int:
    """After the last comma, semicolon or "while" between two markers, where the next study begins."""
    at = max(text.rfind("; ", start, end), text.rfind(", ", start, end), text.rfind(" while ", start, end))
    return at + 1 if at > start else start


def _introduction(paper: Paper, at: int, marked: Collection[int]) -> Pieces:
    """Sentences before, without a marker, from the one that introduces the study; empty where none does."""
    sentence = paper.sentences[at]
    own = INTRODUCES.search(paper.quote(sentence))
    opened = None
    for step in range(at, max(-1, at - MOST_SENTENCES_BACK - 1), -1):
        stated = paper.quote(paper.sentences[step])
        if is_own_study(stated) or (step < at and (step in marked or not _goes_on(paper, step))):
            break
        if step < at and INTRODUCES.search(stated):
            opened = step
        if step < at and opened is None and own:
            break
        if not CONTINUES.search(stated) and not FIGURE.search(stated):
            break
    if opened is None:
        return ()
    return tuple(piece for step in range(opened, at) for piece in trimmed(paper.text, paper.sentences[step].pieces))


def _carried_on(paper: Paper, at: int, marked: Collection[int]) -> Pieces:
    """Sentences behind, without a marker, that carry on the study that this sentence names."""
    own = paper.quote(paper.sentences[at])
    if not NAMES_A_STUDY.search(own) or is_own_study(own):
        return ()
    last = at
    for step in range(at + 1, min(len(paper.sentences), at + 1 + MOST_SENTENCES_ON)):
        stated = paper.quote(paper.sentences[step])
        if step in marked or not _goes_on(paper, last) or is_own_study(stated) or not CARRIES_ON.search(stated):
            break
        last = step
    sentences = paper.sentences[at + 1 : last + 1]
    return tuple(piece for sentence in sentences for piece in trimmed(paper.text, sentence.pieces))


def _goes_on(paper: Paper, at: int) -> bool:
    """Whether the next sentence stands in the same paragraph."""
    sentence, following = paper.sentences[at], paper.sentences[at + 1]
    between = paper.text[sentence.span.end : following.span.start]
    return sentence.section == following.section and PARAGRAPH not in between


def _in_rows(paper: Paper) -> Iterator[Window]:
    for table in paper.tables:
        cells = {cell.id: cell for cell in table.cells}
        for marker in paper.markers:
            cell = cells.get(marker.cell or "")
            if cell is not None:
                row = _row(paper.text, table.cells, cell)
                yield Window(marker, row, row, (), None, cell.id)


def _row(text: str, cells: tuple[TableCell, ...], home: TableCell) -> Pieces:
    rows = range(home.row, home.row + max(home.row_span, 1))
    spans = sorted({cell.span for cell in cells if cell.row in rows and len(cell.span)} | {home.span})
    return trimmed(text, tuple(spans)) or (home.span,)
