"""What the rows of a grid are (head, section, body, note) where the source does not say, which leading columns name
them, and what stands over them."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from extract.model import Cell, CellRole, Document, Grid
from extract.text import lazy_re as re

FIGURE = re.compile(
    r"[\s$(\[<>=≤≥~±+\-−–—*†‡§]{0,6}"
    r"(?:\d|(?:n/?[rad]|ns|ref(?:erence)?|\.\.\.|…|not (?:reached|applicable|available|reported))\b|[—–-]{1,40}$|$)",
    re.IGNORECASE,
)
"""How a cell that holds a figure (or a mark for a missing one) begins."""


def stub_width(rows: Sequence[Sequence[str]], roles: Sequence[CellRole], grid: Grid) -> int:
    """How many leading columns name their rows."""
    given = {cell.col for cell in grid.cells if cell.role == "stub"}
    body = [row for row, role in zip(rows, roles, strict=True) if role == "body" and len(row) > 1]
    width = 1 if body else 0
    if given:
        width = min(max(1 + max(given), _steps(rows, roles)), len(rows[0]))
    for col in range(max(width, 1), min(3, len(body[0]) - 1) if body else 0):
        filled = [row[col] for row in body if row[col]]
        words = sum(bool(re.search(r"[^\W\d]{2}", cell)) and not FIGURE.match(cell) for cell in filled)
        if words < 0.6 * len(filled) or not _names_rows(body, col):
            break
        width = col + 1
    return width


def _steps(rows: Sequence[Sequence[str]], roles: Sequence[CellRole]) -> int:
    """Leading columns without a head that only serve to indent: each is filled where those before it are empty."""
    heads = [row for row, role in zip(rows, roles, strict=True) if role == "head"]
    body = [row for row, role in zip(rows, roles, strict=True) if role in ("body", "section")]
    width = 0
    for col in range(1, min(5, len(rows[0]) - 1)) if heads else ():
        filled = [row for row in body if row[col] and row[col] != row[col - 1]]
        if any(row[col] and row[col] != row[0] for row in heads) or any(any(row[:col]) for row in filled):
            break
        if sum(bool(re.search(r"[^\W\d]{2}|[<>≤≥–-]", row[col])) for row in filled) > len(filled) / 2:
            width = col + 1
    return width


def stepped(rows: Sequence[Sequence[str]], stubs: int) -> list[int]:
    """How far empty stub columns move each row's name to the right."""
    return [4 * next((col for col in range(stubs) if row[col]), 0) for row in rows]


def _names_rows(body: Sequence[Sequence[str]], col: int) -> bool:
    """A second stub column: words beside an often repeated or empty first one, figures to its right."""
    first = [row[0] for row in body]
    repeats = len(first) - len({text for text in first if text})
    right = [cell for row in body for cell in row[col + 1 :] if cell]
    figures = sum(bool(FIGURE.match(cell)) for cell in right)
    return repeats >= 0.3 * len(first) and figures >= 0.6 * max(len(right), 1)


NOTE_START = re.compile(
    r"(?:notes?\b|abbreviations?\b|(?:data|values) (?:are|is)\b|dashes indicate|[*†‡§¶#]\s?\S|\^?\{?[a-h]\}?\s[A-Z])|"
    r"[^,;:]{1,40}[,:=] [^;]{3,120}(?:;|$)",
    re.IGNORECASE,
)
"""A row that is a note: "Abbreviations: ...", "OS, overall survival; ...", "* P < 0.05"."""

NOTE_WORD = re.compile(r"\W{0,2}(?:notes?|abbreviations?|sources?|legend)\b|[*†‡§¶#]", re.IGNORECASE)
LONGEST_GROUP = 120
"""Characters of the longest name of a group of rows."""

OWN_UNIT = re.compile(
    r",\s?(?:n|no\.?|number of \w+|mean|median)\b|\((?:n|%|no)\b|\bn\s?\(%\)|^(?:total |overall )?number of\b",
    re.IGNORECASE,
)
JUDGING_HEAD = re.compile(
    r"^\W*p\b(?:[\s-]*(?:values?|for\b.*))?\W*\w?\W*$|^\W*(?:smd|standardi[sz]ed mean difference|significance)\W*$",
    re.IGNORECASE,
)
"""A column that judges a row and counts nothing: P-value, SMD."""

SUBHEAD = re.compile(
    r"\(?n\s?=\s?\d{1,6}\)?|(?:n|no\.?)\s?\(%\)|mean\s?(?:±\s?|\()?(?:sd|se|sem)?\)?|median\s?[(\[]?[\w\s]{0,6}[)\]]?|"
    r"[hro]r(?:\s?\(95\s?% ci\))?|95\s?% ci|p(?:[- ]values?)?|%|n",
    re.IGNORECASE,
)
"""A cell of a second head row: "n = 20", "n (%)", "mean ± SD"."""

SIZE_SIGN = re.compile(r"[(\[,]?\s?\bn\s?=\s?\d[\d,]*\s?[)\]]?", re.IGNORECASE)

COUNTED_ROW = re.compile(r"\W*(?:n|no\.?|number|total|all|patients|participants|subjects|sample)\b", re.IGNORECASE)
"""A row of sizes that says so itself; under another name it opens a group whose rows have these sizes."""

BULLET = re.compile(r"[·•●▪◦‣∙]\s?\w")
BULLET_INDENT = 2
CONTINUED = re.compile(
    r"(?:(?:at )?(?:baseline|(?:day|week|month|year|visit) ?\d{1,3}|"
    r"\d{1,3} ?(?:min|h|hour|d|day|wk|week|mo|month|yr|year)s?)\b.{0,15}|\([^()]{1,20}\))",
    re.IGNORECASE,
)
"""A row that only goes on with the name above it: a time point, a unit in brackets."""

MAX_COLUMNS = 512


@dataclass(frozen=True, slots=True)
class Layout:
    """A grid as rows of texts (spanning cells stand in all their places), with the role of each row."""

    rows: tuple[tuple[str, ...], ...]
    row_roles: tuple[CellRole, ...]
    stubs: int
    indents: tuple[int, ...]


def lay_out(document: Document, grid: Grid, figures: str) -> Layout:
    """Texts by row and column, and what each row is; `figures` is the text without the marks of notes."""
    height = 1 + max((cell.row for cell in grid.cells), default=-1)
    width = min(max((cell.col + cell.col_span for cell in grid.cells), default=0), MAX_COLUMNS)
    texts = [[""] * width for _ in range(height)]
    indents = [0] * height
    for cell in grid.cells:
        printed = cell.span.of(figures) if cell.span.of(figures).strip() else cell.span.of(document.text)
        for row in range(cell.row, min(cell.row + cell.row_span, height)):
            for col in range(cell.col, min(cell.col + cell.col_span, width)):
                texts[row][col] = " ".join(printed.split())
        if cell.col == 0:
            indents[cell.row] = len(printed) - len(printed.lstrip())
            indents[cell.row] += BULLET_INDENT * bool(BULLET.match(printed.lstrip()))
    rows = tuple(map(tuple, texts))
    heads = _given_heads(grid) if grid.roles_given else frozenset[int]()
    heads = heads or frozenset(range(_head_height(rows)))
    heads |= _more_heads(rows, heads)
    roles = _row_roles(rows, heads | _heads_anew(rows, heads), grid)
    stubs = stub_width(rows, roles, grid)
    return Layout(rows, roles, stubs, tuple(map(max, indents, stepped(rows, stubs))))


def _given_heads(grid: Grid) -> frozenset[int]:
    rows: dict[int, list[Cell]] = {}
    for cell in grid.cells:
        rows.setdefault(cell.row, []).append(cell)
    return frozenset(row for row, cells in rows.items() if all(cell.role == "head" for cell in cells))


def _more_heads(rows: Sequence[Sequence[str]], heads: frozenset[int]) -> frozenset[int]:
    """Rows that the source counts to the body and that only name what stands below: "n | (%) | n | (%)"."""
    found: set[int] = set()
    for index, row in enumerate(rows):
        filled = [cell for cell in row[1:] if cell]
        if index in heads or not filled:
            continue
        opens = bool(heads) and all(place in heads | found or not any(rows[place]) for place in range(index))
        named = opens and not FIGURE.match(row[0] or "x") and all(SUBHEAD.fullmatch(cell) for cell in filled)
        anew = not row[0] and len(set(filled)) >= 2 and not any(FIGURE.match(cell) for cell in filled)
        if named or anew:
            found.add(index)
    return frozenset(found)


def _heads_anew(rows: Sequence[Sequence[str]], heads: frozenset[int]) -> frozenset[int]:
    """Rows in mid-table that print a head once more with other sizes: "Week 12 | Drug (n = 40) | Placebo (n = 38)"."""
    known = {_without_sizes(rows[head]) for head in heads}
    return frozenset(
        index
        for index, row in enumerate(rows)
        if index not in heads
        and sum(map(bool, row[1:])) >= 2
        and any(SIZE_SIGN.search(cell) for cell in row[1:])
        and not any(FIGURE.match(cell) for cell in row[1:])
        and _without_sizes(row) in known
    )


def _without_sizes(row: Sequence[str]) -> tuple[str, ...]:
    """A row's words but for the first column's and the sizes of groups."""
    return tuple(SIZE_SIGN.sub("", cell).strip().casefold() for cell in row[1:])


def _head_height(rows: Sequence[Sequence[str]]) -> int:
    """Leading rows until the first that names something in its stub and gives figures for it."""
    if len(rows) < 2:
        return 0
    others = rows[0][1:]
    if rows[0][0] and sum(bool(cell) and bool(FIGURE.match(cell)) for cell in others) > len(others) / 2:
        return 0
    height = 1
    while height < min(len(rows) - 1, 5) and _continues_head(rows[height], rows[height - 1]):
        height += 1
    return height


def _continues_head(row: Sequence[str], above: Sequence[str]) -> bool:
    filled = [cell for cell in row[1:] if cell]
    if not filled:
        return False
    if any(re.match(r"[\s<>=≤≥(]*[-−–]?\d", cell) and not SUBHEAD.fullmatch(cell) for cell in filled):
        return False
    if not row[0]:
        return True
    if all(SUBHEAD.fullmatch(cell) for cell in filled):
        return len(filled) == len(row) - 1
    repeats = len({cell for cell in above if cell}) < sum(bool(cell) for cell in above)
    return repeats and row[0] == above[0]


def _row_roles(rows: Sequence[Sequence[str]], heads: frozenset[int], grid: Grid) -> tuple[CellRole, ...]:
    printed = {tuple(rows[row]) for row in heads if any(rows[row])}
    notes = {cell.row for cell in grid.cells if cell.role == "note"}
    roles: list[CellRole] = []
    for index, row in enumerate(rows):
        filled = {cell for cell in row if cell}
        alone = len(filled) == 1 and (bool(row[0]) or _is_stepped(rows, row, heads))
        if index in heads or (tuple(row) in printed and len(filled) > 1):
            roles.append("head")
        elif index in notes or (alone and len(row) > 1 and _is_note(row[0])):
            roles.append("note")
        elif alone and len(row) > 1 and (not any(row[1:]) or not FIGURE.match(row[0] or next(iter(filled)))):
            roles.append("section")
        else:
            roles.append("body")
    return tuple(_without_notes_between(rows, roles, notes))


def _without_notes_between(rows: Sequence[Sequence[str]], roles: list[CellRole], notes: set[int]) -> Iterator[CellRole]:
    """The roles, where what only looks like a note opens a group if rows of figures follow it."""
    last = max((index for index, role in enumerate(roles) if role == "body"), default=-1)
    for index, role in enumerate(roles):
        between = role == "note" and index < last and index not in notes
        opens = between and len(rows[index][0]) < LONGEST_GROUP and not NOTE_WORD.match(rows[index][0])
        yield "section" if opens else role


def _is_stepped(rows: Sequence[Sequence[str]], row: Sequence[str], heads: frozenset[int]) -> bool:
    """A lone name in a leading column that has no head of its own."""
    col = next(col for col, cell in enumerate(row) if cell)
    named = bool(re.match(r"[^\W\d]{3}", row[col]))
    return named and col <= 2 and bool(heads) and all(rows[head][col] in ("", rows[head][0]) for head in heads)


def _is_note(text: str) -> bool:
    return (len(text) > 30 and bool(NOTE_START.match(text))) or len(text) > 200


def column_paths(layout: Layout) -> tuple[tuple[tuple[str, ...], ...], ...]:
    """For each row the head levels of its columns, outermost first; a new head in mid-table holds from there on."""
    paths: list[tuple[tuple[str, ...], ...]] = []
    block: list[tuple[str, ...]] = []
    current: tuple[tuple[str, ...], ...] = ()
    before: CellRole = "body"
    first = True
    for row, role in zip(layout.rows, layout.row_roles, strict=True):
        if role == "head":
            if before != "head" and not first:
                block = []
            if row not in block:
                block.append(row)
            current = _joined(block[:6])
        elif any(row):
            first = first and not block
        before = role if any(row) else before
        paths.append(current or tuple(() for _ in row))
    return tuple(paths)


def _joined(block: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """Head rows as a path for each column; an upper head spans the empty places right of it."""
    rows = [list(row) for row in block]
    width = len(rows[0])
    if len(rows) > 1:
        rows[-2] = _by_period(rows[-2], rows[-1]) or rows[-2]
    for level, row in enumerate(rows[:-1]):
        for col in range(2, width):
            if not row[col] and row[col - 1] and any(below[col] for below in rows[level + 1 :]):
                row[col] = row[col - 1]
    return tuple(tuple(dict.fromkeys(row[col] for row in rows if row[col])) for col in range(width))


def _by_period(upper: list[str], lower: Sequence[str]) -> list[str] | None:
    """Upper heads set over the repeats of a lower row: "n, mean, SD, n, mean, SD, p" under two groups."""
    names = list(dict.fromkeys(cell for cell in upper[1:] if cell))
    count, below = len(names), [cell.lower() for cell in lower[1:]]
    if count < 2 or all(upper[1:]):
        return None
    for size in range(len(below) // count, 1, -1):
        blocks = [below[place * size : (place + 1) * size] for place in range(count)]
        if all(blocks[0]) and len(set(blocks[0])) == size and all(block == blocks[0] for block in blocks):
            tail = [""] * (len(below) - size * count)
            return [upper[0], *(name for name in names for _ in range(size)), *tail]
    return None


@dataclass(frozen=True, slots=True)
class _Group:
    indent: int
    text: str
    judged: bool


def _is_of_sizes(row: Sequence[str], columns: Collection[int]) -> bool:
    """Whether all that a row prints are sizes of groups, under a name that does not say so."""
    return len(columns) > 1 and all(SIZE_SIGN.fullmatch(row[col]) for col in columns) and not COUNTED_ROW.match(row[0])


def _named_over_sizes(layout: Layout) -> frozenset[str]:
    """Names before the sizes of groups where a table prints several such rows: each opens a group of rows."""
    names = frozenset(
        row[0]
        for row in layout.rows
        if row[0] and _is_of_sizes(row, [at for at, cell in enumerate(row) if at and cell])
    )
    return names if len(names) > 1 else frozenset()


def row_paths(layout: Layout) -> tuple[tuple[str, ...], ...]:
    """For each row the groups that it stands in and its own stub, outermost first."""
    heads = column_paths(layout)[-1] if layout.rows else ()
    judging = {col for col, path in enumerate(heads) if path and JUDGING_HEAD.match(path[-1])}
    paths: list[tuple[str, ...]] = []
    groups: list[_Group] = []
    lead = ""
    opened_before = continued = False
    over_sizes = _named_over_sizes(layout)
    for row, role, indent in zip(layout.rows, layout.row_roles, layout.indents, strict=True):
        if role in ("head", "note"):
            paths.append(())
            groups = [_Group(indent, row[0], judged=False)] if row[0] in over_sizes else groups
            continue
        named = [cell for cell in row[: layout.stubs] if cell]
        lead = row[0] if len(named) > 1 and row[0] else lead if not row[0] and named else ""
        own = tuple(dict.fromkeys((*((lead,) if lead else ()), *named)))
        spanned = row[0] if not FIGURE.match(row[0] or "0") else ""
        values = {col for col in range(layout.stubs, len(row)) if row[col] and row[col] != spanned}
        values = values if role == "body" else set()
        of_sizes = _is_of_sizes(row, values)
        opens = bool(own) and (role == "section" or of_sizes or (bool(values) and values <= judging))
        if opens:
            leaves = bool(values) or not opened_before or not groups or indent < groups[-1].indent
        else:
            goes_on = bool(own) and bool(CONTINUED.fullmatch(own[-1]))
            continued = goes_on if opened_before else continued
            leaves = bool(groups) and (
                (continued and not goes_on) or _leaves(groups[-1], own, indent, bool(values & judging), layout.indents)
            )
        if leaves:
            groups = [group for group in groups if group.indent < indent]
        paths.append((*(group.text for group in groups), *own))
        if opens:
            groups.append(_Group(indent, own[-1], bool(values) and not of_sizes))
        opened_before = opens
    return tuple(paths)


def _leaves(group: _Group, own: tuple[str, ...], indent: int, judged: bool, indents: tuple[int, ...]) -> bool:
    """A row outside the group: not indented where others are, or with a p-value of its own where the group has one."""
    if max(indents) > group.indent >= indent:
        return True
    if group.judged and judged:
        return True
    counted = bool(re.search(r"(?<!\d)%", group.text)) or bool(OWN_UNIT.search(group.text))
    return bool(own) and bool(OWN_UNIT.search(own[-1])) and counted
