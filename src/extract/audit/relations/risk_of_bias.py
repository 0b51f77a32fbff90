"""The numbers of studies at low, high or unclear risk of a bias, and grades of certainty, are those of the table."""

from collections import Counter
from collections.abc import Iterator

from extract.audit.passages import Passage, sentences_outside
from extract.audit.relations.engine import Case, Relation, broken, sound
from extract.model import REVIEWS, Paper, Table, TableCell
from extract.text import lazy_re as re
from extract.text.numbers import NUMBER_WORD, parse_number

LEAST_ROWS = 3
MOST_OTHER = 0.3
"""Share of the cells of a table of judgements that may say something else."""
_LEVEL = re.compile(r"^\W*(?P<level>low|high|unclear)(?:\srisk(?:\sof\sbias)?)?\W*$|^(?P<sign>[+?–−-])$", re.IGNORECASE)
_SIGNS = {"+": "low", "?": "unclear"}
DOMAINS = {
    "selection": re.compile(r"\bselection\b", re.IGNORECASE),
    "performance": re.compile(r"\bperformance\b|\bparticipants?\b|\bpersonnel\b", re.IGNORECASE),
    "detection": re.compile(r"\bdetection\b|\bassess(?:or|ment)\w*\b", re.IGNORECASE),
    "attrition": re.compile(r"\battrition\b|\bincomplete\b", re.IGNORECASE),
    "reporting": re.compile(r"\breporting\b|\bselective\b", re.IGNORECASE),
}
"""The biases of the Cochrane tool, and the words by which heads name their domains."""
_STATED = re.compile(
    rf"(?<![\w.])(?P<n>\d{{1,3}}|{NUMBER_WORD})\s(?:of\s(?:the\s)?\w+\s)?(?:included\s)?(?:studies|trials|RCTs)\s"
    rf"(?:[a-z]+\s){{0,4}}?(?P<level>low|high|unclear)\srisk\s(?:of|for)\s(?P<bias>{'|'.join(DOMAINS)})\sbias\b",
    re.IGNORECASE,
)
_CERTAINTY_HEAD = re.compile(r"\b(?:certainty|quality\sof\s(?:the\s)?evidence|GRADE)\b", re.IGNORECASE)
_GRADE = re.compile(r"^[^a-z]*(?P<grade>very\slow|low|moderate|high)\b[^a-z]*$", re.IGNORECASE)
_GRADED = re.compile(
    r"\b(?P<grade>very\slow|low|moderate|high)[- ](?:certainty|quality)\s(?:of\s)?evidence\b"
    r"|\b(?:certainty|quality)\sof\s(?:the\s)?evidence\s[^.;]{0,60}?\b(?:was|is|as)\s(?:rated\s|judged\s|graded\s|as\s)*"
    r"(?P<also>very\slow|low|moderate|high)\b",
    re.IGNORECASE,
)


def _cases(paper: Paper) -> Iterator[Case[None]]:
    if paper.kind not in (*REVIEWS, None):
        return
    sentences = list(sentences_outside(paper, "references"))
    for table in paper.tables:
        yield from _of_judgements(paper, table, sentences)
        yield from _of_certainty(paper, table, sentences)


def _level(paper: Paper, cell: TableCell) -> str | None:
    match = _LEVEL.match(cell.span.of(paper.text).strip())
    return None if match is None else (match["level"] or _SIGNS.get(match["sign"], "high")).lower()


def _of_judgements(paper: Paper, table: Table, sentences: list[Passage]) -> Iterator[Case[None]]:
    body = [cell for cell in table.cells if cell.role == "body" and cell.span]
    levels = {cell.id: level for cell in body if (level := _level(paper, cell)) is not None}
    heads = {cell.col: " ".join(cell.col_path) for cell in body if cell.id in levels}
    if len({cell.row for cell in body}) < LEAST_ROWS or len(levels) < (1 - MOST_OTHER) * len(body):
        return
    for passage in sentences:
        for match in _STATED.finditer(passage.text):
            named = [col for col, head in heads.items() if DOMAINS[match["bias"].lower()].search(head)]
            n = parse_number(match["n"].lower())
            if len(named) != 1 or n is None:
                continue
            cells = [cell for cell in body if cell.col == named[0] and cell.id in levels]
            count = Counter(levels[cell.id] for cell in cells)[match["level"].lower()]
            if count == n:
                yield sound(passage.pieces_of(*match.span()))
                continue
            yield broken(
                passage.pieces_of(*match.span()),
                f"{n} studies at {match['level']} risk of {match['bias']} bias, {count} in the table",
                "note",
                reported=str(n),
                expected=str(count),
                context=(tuple(cell.span for cell in cells),),
            )


def _of_certainty(paper: Paper, table: Table, sentences: list[Passage]) -> Iterator[Case[None]]:
    graded = {
        " ".join(cell.row_path[-1].split()).casefold(): (cell, match["grade"].lower())
        for cell in table.cells
        if cell.role == "body" and cell.row_path and _CERTAINTY_HEAD.search(" ".join(cell.col_path))
        if (match := _GRADE.match(cell.span.of(paper.text).strip()))
    }
    for passage in sentences if len(graded) > 1 else ():
        reported = {(match["grade"] or match["also"]).lower() for match in _GRADED.finditer(passage.text)}
        named = [grade for grade in graded if re.search(rf"\b{re.escape(grade)}\b", passage.text.casefold())]
        if len(reported) != 1 or len(named) != 1:
            continue
        cell, grade = graded[named[0]]
        if reported == {grade}:
            yield sound(passage.pieces)
            continue
        yield broken(
            passage.pieces,
            f"{reported.pop()} certainty of the evidence on {named[0]} in the text, {grade} in the table",
            "note",
            reported=passage.text[:80],
            expected=grade,
            context=((cell.span,),),
        )


RISK_OF_BIAS = Relation(
    "review_risk_of_bias",
    """The numbers of studies at low, high or unclear risk of a bias, and grades of certainty, are those of the table.

A table of judgements: most of its cells say low, high or unclear (signs + - ?), a study a row and a domain a column. A
sentence that tells how many studies were at such a risk of a named bias ("three trials had a high risk of detection
bias") is held against the column of that domain, if one head names it. A table of certainty (GRADE): a column of high,
moderate, low, very low by outcome; a sentence that grades one outcome of it alone is held against its row. Told as
notes: judgements are summed up in many ways, and no open set of such sentences was there to measure on.""",
    _cases,
)
