"""A table that the text points at exists, is on the sentence's topic, and has one caption."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extract.audit.captions import (
    Longer,
    Pointer,
    Pointing,
    floats_of,
    judge_existence,
    likeness,
    meets,
    pointing_sentences,
    points_away,
    topic_words,
)
from extract.audit.relations.engine import Case, Relation, broken, sound, unjudged
from extract.model import Paper, Table, quote
from extract.text import lazy_re as re

_LABEL = re.compile(r"^\W{0,3}[Tt]able\s?(?P<number>\d{1,2})\b\W{0,4}")
_MANY = re.compile(r"\b[Tt]ables|\b[Ss]uppl|\b[Aa]ppendix|\b[Aa]dditional\b")
_FIGURE = re.compile(r"(?<![\w.])\d{1,6}(?:[.·]\d{1,4})?(?![\w.]\d)")
SAME_CAPTION, OTHER_CAPTION = 0.7, 0.15


@dataclass(frozen=True, slots=True)
class Known:
    """A table's words: of its caption, and of the whole; and all its figures."""

    table: Table
    caption: frozenset[str]
    whole: frozenset[str]
    figures: frozenset[str]


def _cases(paper: Paper) -> Iterator[Case[None]]:
    longer = {short: long for short, long, _ in paper.abbreviations}
    known = _tables(paper, longer)
    floats = floats_of(paper)
    for pointing in pointing_sentences(paper):
        own = [pointer for pointer in pointing.pointers if pointer.kind == "table"]
        unknown = list(judge_existence(paper, pointing.passage, own, floats))
        yield from unknown
        numbers = {target.number for pointer in own for target in pointer.targets}
        if not unknown and len(numbers) == 1 and len(known) > 1 and not _MANY.search(pointing.passage.text):
            yield _judge(paper, pointing, own[-1], str(numbers.pop()), known, longer)
    yield from _captions(paper, known, longer)


def _judge(
    paper: Paper, pointing: Pointing, pointer: Pointer, number: str, known: dict[str, Known], longer: Longer
) -> Case[None]:
    passage = pointing.passage
    pieces = passage.pieces_of(0, len(passage.text))
    cited = known.get(number)
    if cited is None:
        return unjudged(pieces, "no such table was read")
    governed = passage.text[: pointer.end] if passage.text.startswith(")", pointer.end) else passage.text
    stated, figures = topic_words(governed, longer), _figures(passage.text) - {number}
    here = len(figures & cited.figures)
    fitting = sorted(
        (
            (len(stated & other.caption), label, missing)
            for label, other in known.items()
            if label != number
            and not 0 < here >= len(figures & other.figures)
            and (missing := points_away(stated, cited.caption, cited.whole, other.caption))
        ),
        key=lambda fit: fit[:2],
        reverse=True,
    )
    if not fitting or (len(fitting) > 1 and fitting[0][0] == fitting[1][0]):
        return sound(pieces)
    _, better, missing = fitting[0]
    if re.search(rf"\b[Tt]able\s?{better}\b", pointing.near):
        return sound(pieces)
    return broken(
        pieces,
        f"the sentence points at Table {number}; the caption of Table {better} is on its topic "
        f"({', '.join(printed_words(missing, quote(paper.text, known[better].table.caption)))})",
        "warning",
        reported=f"Table {number}",
        expected=f"Table {better}",
        context=(
            cited.table.caption,
            known[better].table.caption,
        ),
    )


def printed_words(stems: Iterable[str], caption: str) -> list[str]:
    """Words as the caption prints them, by their stems; a stem that begins none of them stays."""
    words = re.findall(r"[^\W\d_][\w-]*", caption)
    found = (next((word for word in words if word.lower().startswith(stem)), stem) for stem in sorted(stems))
    return list(dict.fromkeys(found))


def _captions(paper: Paper, known: dict[str, Known], longer: Longer) -> Iterator[Case[None]]:
    """Captions that stand apart from their tables, and carry another table's number."""
    for block in paper.document.blocks:
        match = _LABEL.match(text := quote(paper.text, block.pieces)) if block.kind == "caption" else None
        named = known.get(match["number"]) if match else None
        apart = not any(meets(block.pieces, k.table.caption) for k in known.values())
        if match is None or named is None or len(known) < 2 or not apart:
            continue
        words = topic_words(text[match.end() :], longer)
        alike = {number: likeness(words, other.caption) for number, other in known.items()}
        best = max(alike, key=lambda number: alike[number])
        lead = alike[best] - alike[match["number"]]
        if best == match["number"] or alike[best] < SAME_CAPTION or lead < OTHER_CAPTION:
            yield sound(block.pieces)
            continue
        yield broken(
            block.pieces,
            f"two captions carry the number {match['number']}; this one is that of Table {best}",
            reported=f"Table {match['number']}",
            expected=f"Table {best}",
            context=(
                named.table.caption,
                known[best].table.caption,
            ),
        )


def _tables(paper: Paper, longer: Longer) -> dict[str, Known]:
    found: dict[str, Known] = {}
    for table in paper.tables:
        match = _LABEL.match(table.label or "")
        if match is None or not table.caption or not table.cells or match["number"] in found:
            continue
        caption = topic_words(quote(paper.text, table.caption), longer)
        whole = " ".join(
            [cell.span.of(paper.text) for cell in table.cells] + [quote(paper.text, n) for n in table.notes]
        )
        found[match["number"]] = Known(table, caption, caption | topic_words(whole, longer), _figures(whole))
    return found


def _figures(text: str) -> frozenset[str]:
    return frozenset(_FIGURE.findall(text))


TABLE_REFERENCE = Relation(
    "text_table_reference",
    """A table that the text points at exists, is on the sentence's topic, and has one caption.

"Acute adverse events are shown in Table 3" where Table 3 is on failure patterns and Table 4 on acute adverse events.
A pointer is called wrong only where another caption holds what the sentence speaks of: at least two of its words, or
one of a pair of opposites (acute and late, before and after), which stand nowhere in the table that is pointed at,
while that table's caption shares nothing with the sentence that the other's does not, and the other holds more of the
sentence's figures where the first holds any. What stands behind a pointer in brackets is not of it. Words only hint
at a topic, so such a pointer is a warning. "Table 5" where the tables are numbered 1 to 4 is a warning too: it may
have been lost on the way. Two captions of one number are compared with the captions of the other tables: a caption
that is another table's is numbered wrongly. Tables of supplements and of other works are left alone.""",
    _cases,
    version=2,
)
