"""A table that the text points at is on the sentence's topic, and has one caption.

"Acute adverse events are shown in Table 3" where Table 3 is on failure patterns and Table 4 on acute adverse events.
A pointer is called wrong only where another caption holds what the sentence speaks of: at least two of its words, or
one of a pair of opposites (acute and late, before and after), which stand nowhere in the table that is pointed at,
while that table's caption shares nothing with the sentence that the other's does not. Words only hint at a topic, so
such a pointer is a warning. Two captions of one number are compared with the captions of the other tables: a caption
that is another table's is numbered wrongly.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.audit.parts import spans_of
from extract.audit.passages import Passage, evidence, place, sentences_of
from extract.audit.support.words import stems
from extract.model import Answer, Finding, Library, Paper, Passed, Pieces, Skipped, Table, quote

NAME = "text_table_reference"
VERSION = 1

POINTER = re.compile(r"\b[Tt]ables?\s?(?P<number>\d{1,2})(?![\d.]\d|\d)(?!\s?(?:of|in)\s\[)")
_LABEL = re.compile(r"^\W{0,3}[Tt]able\s?(?P<number>\d{1,2})\b\W{0,4}")
_MANY = re.compile(r"\b[Tt]ables|\b[Ss]uppl|\b[Aa]ppendix|\b[Aa]dditional\b")
_GENERAL = frozenset(
    stems(
        "table figure patient data result value show shown listed summarized summary detail group"
        " number rate percentage total mean all analysis sample following present given compared comparison treatment"
        " outcome significant difference effect different change parameter variable clinical level measure"
    )
)
OPPOSITES = (
    ("acute", "late"),
    ("before", "after"),
    ("univariate", "multivariate"),
    ("univariable", "multivariable"),
    ("overall", "progression"),
    ("primary", "secondary"),
    ("men", "women"),
)
PAIRED = frozenset(word for pair in OPPOSITES for word in pair)
COVERED = 0.5
SHORTEST = 20
ROOT = 6
SAME_CAPTION, OTHER_CAPTION = 0.7, 0.15


@dataclass(frozen=True, slots=True)
class Known:
    """A table's words: of its caption, and of the whole."""

    table: Table
    caption: frozenset[str]
    whole: frozenset[str]


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    longer = {short: long for short, long, _ in paper.abbreviations}
    known = _tables(paper, longer)
    if len(known) < 2:
        return
    own = [table.span for table in paper.tables] + list(spans_of(paper, "references", "abstract"))
    own += [block.span for block in paper.document.blocks if block.kind in ("caption", "note", "table")]
    passages = [
        p for p in sentences_of(paper) if len(p.text) > SHORTEST and not any(span.overlaps(p.pieces[0]) for span in own)
    ]
    for number, passage in enumerate(passages):
        pointers = list(POINTER.finditer(passage.text))
        if len({match["number"] for match in pointers}) == 1 and not _MANY.search(passage.text):
            near = " ".join(p.text for p in passages[max(0, number - 1) : number + 2] if _same_section(p, passage))
            yield _judge(paper, passage, pointers[0], known, longer, near)
    yield from _captions(paper, known, longer)


def _judge(
    paper: Paper, passage: Passage, pointer: re.Match[str], known: dict[str, Known], longer: dict[str, str], near: str
) -> Answer:
    pieces = passage.pieces_of(0, len(passage.text))
    cited = known.get(pointer["number"])
    if cited is None:
        return Skipped(place(pieces), "no such table was read")
    said = _words(passage.text, longer)
    fitting: list[tuple[int, str, frozenset[str]]] = []
    for number, other in known.items():
        shared = said & other.caption
        missing = shared - cited.whole
        if number == pointer["number"] or len(shared) < 2 or _agree(said, cited.caption - other.caption):
            continue
        opposed = missing and _opposed(missing, cited.caption, said)
        if opposed or (len(missing) >= 2 and len(shared) >= COVERED * len(other.caption - PAIRED)):
            fitting.append((len(shared), number, missing))
    fitting.sort(reverse=True)
    if not fitting or (len(fitting) > 1 and fitting[0][0] == fitting[1][0]):
        return Passed(place(pieces))
    _, number, missing = fitting[0]
    if re.search(rf"\b[Tt]able\s?{number}\b", near):
        return Passed(place(pieces))
    other = known[number]
    return Finding(
        check=NAME,
        severity="warning",
        message=(
            f"the sentence points at Table {pointer['number']}; the caption of Table {number} is on its topic "
            f"({', '.join(sorted(missing))})"
        ),
        reported=f"Table {pointer['number']}",
        expected=f"Table {number}",
        evidence=(
            evidence(paper, "result", pieces),
            evidence(paper, "context", cited.table.caption),
            evidence(paper, "context", other.table.caption),
        ),
    )


def _captions(paper: Paper, known: dict[str, Known], longer: dict[str, str]) -> Iterator[Answer]:
    """Captions that stand apart from their tables, and carry another table's number."""
    for block in paper.document.blocks:
        match = _LABEL.match(text := quote(paper.text, block.pieces)) if block.kind == "caption" else None
        named = known.get(match["number"]) if match else None
        if match is None or named is None or any(_meets(block.pieces, k.table.caption) for k in known.values()):
            continue
        words = _words(text[match.end() :], longer)
        alike = {number: _likeness(words, other.caption) for number, other in known.items()}
        best = max(alike, key=lambda number: alike[number])
        lead = alike[best] - alike[match["number"]]
        if best == match["number"] or alike[best] < SAME_CAPTION or lead < OTHER_CAPTION:
            yield Passed(block.span)
            continue
        yield Finding(
            check=NAME,
            severity="error",
            message=f"two captions carry the number {match['number']}; this one is that of Table {best}",
            reported=f"Table {match['number']}",
            expected=f"Table {best}",
            evidence=(
                evidence(paper, "result", block.pieces),
                evidence(paper, "context", named.table.caption),
                evidence(paper, "context", known[best].table.caption),
            ),
        )


def _tables(paper: Paper, longer: dict[str, str]) -> dict[str, Known]:
    found: dict[str, Known] = {}
    for table in paper.tables:
        match = _LABEL.match(table.label or "")
        if match is None or not table.caption or not table.cells or match["number"] in found:
            continue
        caption = _words(quote(paper.text, table.caption), longer)
        whole = " ".join(
            [cell.span.of(paper.text) for cell in table.cells] + [quote(paper.text, n) for n in table.notes]
        )
        found[match["number"]] = Known(table, caption, caption | _words(whole, longer))
    return found


def _words(text: str, longer: dict[str, str]) -> frozenset[str]:
    spelled = [longer[word] for word in re.findall(r"[\w-]+", text) if word in longer]
    return frozenset(stems(" ".join([text, *spelled]))) - _GENERAL | _pair_words(text)


def _pair_words(text: str) -> frozenset[str]:
    """The words of pairs that are too common to be stems."""
    return PAIRED & set(re.findall(r"[a-z]+", text.lower()))


def _same_section(one: Passage, other: Passage) -> bool:
    """Two different sentences of one section."""
    if one is other or one.sentence is None or other.sentence is None:
        return False
    return one.sentence.section == other.sentence.section


def _agree(said: frozenset[str], caption: frozenset[str]) -> bool:
    """Whether a word of the sentence and one of the caption have one root."""
    roots = {word[:ROOT] for word in caption}
    return any(word[:ROOT] in roots for word in said)


def _opposed(missing: frozenset[str], caption: frozenset[str], said: frozenset[str]) -> bool:
    pairs = [*OPPOSITES, *((b, a) for a, b in OPPOSITES)]
    return any(here in missing and there in caption and there not in said for here, there in pairs)


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one | other else 0.0


def _meets(pieces: Pieces, caption: Pieces) -> bool:
    return any(piece.overlaps(other) for piece in pieces for other in caption)
