"""What holds for a whole table: its caption, notes and columns."""

import re
from dataclasses import dataclass
from decimal import Decimal

from extract.annotate.quantities.labels import Label, read_label
from extract.annotate.quantities.lexicon import Lexicon, Mention
from extract.annotate.quantities.times import find_times, full_unit
from extract.model import ResultRole, Table, TableCell
from extract.text.numbers import NUMBER_WORD, parse_number, whole_number

BASELINE = re.compile(
    r"\b(?:(?<!from )(?<!since )(?<!versus )(?<!with )baseline(?!\sto\b)|patients?['’]?s? background|"
    r"background (?:data|variables)|characteristics?|demographics?|clinicopathologic\w*|patient profile|"
    r"pre-?(?:treatment|intervention|operative|manipulation|test)|"
    r"at (?:inclusion|entry|study entry|enrol?lment|admission|randomi[sz]ation))\b",
    re.IGNORECASE,
)
SPREAD = re.compile(r"±|\bmean\b|\(SD\)|SD\s?=|standard deviation|^\W{0,2}SD\W{0,2}$", re.IGNORECASE)
LATER = re.compile(
    r"\b(?:after|post|final|follow-?up|outcomes?|comparison of|effects? of|changes?|differences? in|results?|prognos\w+|"
    r"multivaria\w+|univaria\w+|regression|predict\w+|correlat\w+|associat\w+)\b",
    re.IGNORECASE,
)
DESIGN = re.compile(
    r"\b(?:dose constraints?|constraints|criteria|schedule|definitions?|questionnaire|protocol|"
    r"abbreviations|regimens?|(?<!body )compositions?|ingredients?|nutrients?|nutritional|time ?frames?|outline|"
    r"dosing|dosimetric parameters|search (?:strategy|terms)|manipulations?|factorial design|"
    r"(?:exercise|training|intervention|rehabilitation) (?:programs?|programmes?|protocols?|contents?|components?|"
    r"sessions?)|scoring (?:system|standard|scheme|sheet)|conversion|sample size calculations?)\b",
    re.IGNORECASE,
)


REPORTS = re.compile(
    r"\b(?:means?|medians?|standard deviations?|results?|scores|outcomes?|changes?|effects?)\b", re.IGNORECASE
)
TRAIT = re.compile(
    r"\W{0,3}(?:age|sex|gender|(?:fe)?males?|education|marital|employment|occupation|ethnicity|race|smok\w+|BMI|"
    r"body mass index|height|weight|duration of (?:disease|illness|symptoms)|disease duration|parity|comorbidit\w+|"
    r"income|religion)\b",
    re.IGNORECASE,
)
"""Rows that tell who the patients are."""

OUTCOME = re.compile(
    r"\b(?:after|post|follow-?up|outcomes?|regression|univaria\w+|multivaria\w+|predict\w+|associat\w+|risk|ratios?|"
    r"survival|complications?|adverse|subgroups?|changes?|correlat\w+|respon\w+|postoperative|intraoperative|"
    r"operati\w+ time|blood loss|hospital stay|models?|determinants?|mortality|died|deaths?)\b",
    re.IGNORECASE,
)
DATA_ARE = re.compile(
    r"(?:^|[.;:]\s|\()(?:all )?(?:the )?(?:data|values?|results|figures|numbers|entries|variables)\b[^.;:]{0,30}?"
    r"\s(?:are|is|were|was)\s(?:given |presented |expressed |shown |reported |displayed )?(?:as )?(?:the )?"
    r"(?P<what>[^.;]{1,60})",
    re.IGNORECASE,
)
"""What a caption or a note says of all numbers: "Data are median (IQR)", "Values are expressed as mean ± SD"."""

OVER = re.compile(
    rf"\b(?:over|during|for) (?:the )?(?:first )?(?P<value>\d{{1,3}}|{NUMBER_WORD})[- ](?P<unit>years?|months?|"
    rf"weeks?|days?|hours?)\b",
    re.IGNORECASE,
)
CLOCK_HEAD = re.compile(
    r"(?:time(?: ?points?)?|visits?|weeks?|days?|months?|hours?|minutes?|min|years?)\s?(?:\(.{1,12}\))?", re.IGNORECASE
)

CODE = re.compile(r"[-−+]?\d|[xX✓+–—-]|yes|no", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Frame:
    """What holds for a whole table."""

    table: Table
    text: str
    caption: str
    notes: str
    role: ResultRole
    clocks: frozenset[int]
    stub_head: str
    default: tuple[Label, ...]
    time: tuple[Decimal, str] | None
    lexicon: Lexicon


def frame_of(table: Table, text: str, lexicon: Lexicon) -> Frame:
    """Caption, notes and columns of a table, read once."""
    caption = " ".join(piece.of(text) for piece in table.caption)
    notes = " ".join(piece.of(text) for note in table.notes for piece in note)
    notes += " ".join(cell.span.of(text) for cell in table.cells if cell.role == "note")
    notes += " ".join(cell.span.of(text) for cell in table.cells if cell.role == "head" and cell.col == 0)
    return Frame(
        table,
        text,
        caption,
        notes,
        _role(table, text, caption),
        _clocks(table, text),
        next((cell.col_path[-1] for cell in table.cells if cell.role == "stub" and cell.col_path), ""),
        tuple(read_label(match["what"]) for match in DATA_ARE.finditer(f"{caption}. {notes}")),
        _time(caption),
        lexicon,
    )


def _time(caption: str) -> tuple[Decimal, str] | None:
    """A time point that the caption names alone: "Results at 12 months", "over 12 weeks"."""
    found = [time for time in find_times(caption) if len(time.values) == 1]
    if len(found) == 1:
        return found[0].values[0], found[0].unit
    over = list(OVER.finditer(caption)) if not found else []
    value = parse_number(over[0]["value"]) if len(over) == 1 else None
    return (value, full_unit(over[0]["unit"])) if value is not None else None


def _role(table: Table, text: str, caption: str) -> ResultRole:
    """What a table is for, by its caption, else by what its rows are of."""
    later = LATER.search(caption) or any(value for time in find_times(caption) for value in time.values)
    if BASELINE.search(caption) and not later:
        return "baseline"
    caption = re.sub(r"\([^()]{0,80}\)", " ", caption)
    if (DESIGN.search(caption) and not REPORTS.search(caption)) or _is_coded(table, text):
        return "design"
    stubs = {cell.row_path[0] for cell in table.cells if cell.role == "body" and cell.row_path}
    traits = {match[0].lower() for stub in stubs if (match := TRAIT.match(stub))}
    if len(traits) >= 3 and (BASELINE.search(caption) or not OUTCOME.search(f"{caption} {' '.join(sorted(stubs))}")):
        return "baseline"
    return "result"


def _clocks(table: Table, text: str) -> frozenset[int]:
    """Columns that number the times of the rows: under "Time (min)" 0, 30, 60, and so on."""
    printed: dict[int, list[str]] = {}
    for cell in table.cells:
        if cell.role == "body" and cell.col <= 2 and cell.col_path and CLOCK_HEAD.fullmatch(cell.col_path[-1].strip()):
            printed.setdefault(cell.col, []).append(cell.span.of(text).strip())
    return frozenset(
        col
        for col, cells in printed.items()
        if len(cells) >= 3
        and all(whole_number(cell) is not None for cell in cells if cell)
        and cells[0] != cells[1]
        and sorted(cells[:3], key=lambda cell: int(cell or 0)) == cells[:3]
    )


def _is_coded(table: Table, text: str) -> bool:
    """Numbered rows of small codes: the cells of a design, the settings of a model."""
    body = [cell for cell in table.cells if cell.role == "body"]
    printed = [cell.span.of(text).strip() for cell in body]
    numbers = [cell.row_path[0].strip() for cell in body if cell.row_path]
    rows = list(dict.fromkeys(numbers))
    running = len(rows) >= 4 and rows == [str(number) for number in range(1, len(rows) + 1)]
    return running and len(printed) >= 8 and all(CODE.fullmatch(each) for each in printed if each)


def mention_of(frame: Frame, cell: TableCell) -> Mention | None:
    """The measure that the row names, else the heads over the cell, else the caption."""
    for level in (*reversed(cell.row_path), *reversed(cell.col_path)):
        for mention in frame.lexicon.mentions(level):
            if mention.measure != "SD" or not SPREAD.search(level):
                return mention
    found = frame.lexicon.mentions(frame.caption)
    return found[0] if found and not (found[0].measure == "SD" and SPREAD.search(frame.caption)) else None
