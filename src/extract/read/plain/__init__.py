"""Plain text, as converters leave it → `Document`; every span is an offset into the file's own characters."""

from extract.errors import Empty
from extract.model import Block, Document, Metadata, Page, Run, Runs, Source, Span, Style
from extract.read.decoding import decode
from extract.read.plain.chunks import find_chunks
from extract.read.plain.items import Item, find_items, join_items
from extract.read.plain.tables import find_grids
from extract.text import lazy_re as re
from extract.text.identifiers import find_doi
from extract.text.invisible import without_hidden

__all__ = ["read_plain"]

MOST_LAID_OUT = 4_000_000
"""Characters, more than the length of a book, which is annotated; the rest of a longer text is kept as it is."""


def read_plain(source: Source, data: bytes) -> Document:
    """Read a text file. The text is kept character by character, line ends and mark-up residue included, but for
    characters that nobody sees (a soft hyphen within a word stays)."""
    text = without_hidden(decode(data))
    if not text.strip():
        raise Empty(f"{source.path} holds nothing but white space: check that it was saved or downloaded whole")
    beginning = text[: _laid_out(text)]
    items = find_items(beginning, list(find_chunks(beginning)))
    grids = find_grids(beginning, items)
    metadata = read_front(beginning, items)
    return Document(
        source=source,
        text=text,
        blocks=tuple(_block(item) for item in join_items(beginning, items)),
        grids=grids,
        runs=find_runs(beginning),
        pages=_pages(text),
        metadata=metadata,
    )


def _laid_out(text: str) -> int:
    """Where the part ends whose blocks are told: at a blank line."""
    if len(text) <= MOST_LAID_OUT:
        return len(text)
    end = text.rfind("\n\n", 0, MOST_LAID_OUT)
    return end if end > 0 else MOST_LAID_OUT


def _block(item: Item) -> Block:
    return Block(kind=item.kind, pieces=tuple(item.pieces), level=item.level)


def _pages(text: str) -> tuple[Page, ...]:
    """Pages where form feeds part them; a text without them has none."""
    if "\f" not in text.strip("\f"):
        return ()
    pages, start = [], 0
    for number, page in enumerate(text.split("\f"), start=1):
        pages.append(Page(number=number, width=0.0, height=0.0, span=Span(start, start + len(page) + 1)))
        start += len(page) + 1
    return tuple(pages)


DATED = re.compile(
    r"(?:published(?:\sonline)?|©(?:\sThe\sAuthor\(s\))?|copyright|posted(?:\sdate)?|accepted|e?pub)\b[^\n]{0,60}?\b((?:19|20)\d{2})\b",
    re.IGNORECASE,
)
"""A year of publication: matches 'Published online: 1 April 2025' and '© The Author(s) 2025', not 'Since 2019'."""

FIRST_CHARACTERS = 12000


def read_front(text: str, items: list[Item]) -> Metadata:
    """Title, DOI and year where the front matter states them."""
    title = next((_joined(text, item) for item in items[:60] if item.kind == "title"), None)
    front = "\n".join(
        text[item.start : min(item.end, item.start + 2000)]
        for item in items[:120]
        if item.kind in ("front", "furniture", "title") and item.start < FIRST_CHARACTERS
    )
    years = [int(match[1]) for match in DATED.finditer(front)]
    return Metadata(title=title, doi=find_doi(front), year=years[0] if years else None)


def _joined(text: str, item: Item) -> str:
    return " ".join(text[item.start : item.end].split()).strip("#*_ ")


RAISED = "⁰¹²³⁴-⁹⁺⁻⁼⁽⁾ⁱⁿᵃ-ᵛᶜᶻʰ-ʸ˒"
RAISED_OR_LOWERED = re.compile(
    rf"""
    \^\s?\{{(?P<braces>[^{{}}\n]{{1,80}})\}}                     # ^{{2,3}} and $^{{2,3}}$
    |\^(?P<caret>\d{{1,3}}(?:\s?[,;–—-]\s?\d{{1,3}}){{0,20}}|[a-z*†‡§¶\#]{{1,2}}(?![A-Za-z]))     # ^3,4 and ^a
    |<sup>(?P<sup>[^<\n]{{1,80}})</sup>
    |(?P<raised>[{RAISED}](?:[{RAISED}]|\s?[,،;·–—-]\s?(?=[{RAISED}])){{0,60}})
    |_\s?\{{(?P<low>[^{{}}\n]{{1,40}})\}}
    |<sub>(?P<sub>[^<\n]{{1,40}})</sub>
    |(?P<lowered>[₀-₎ₐ-ₜ]{{1,12}})
    """,
    re.VERBOSE,
)
"""Matches '^{2,3}', '^a', '<sup>4</sup>', '¹⁻³', '²⁰,²¹', 'V_{20}', 'CO₂'; not 'x^' nor 'a_b'."""

INNER = (("braces", "caret", "sup", "raised"), ("low", "sub", "lowered"))


def find_runs(text: str) -> Runs:
    """Runs of raised and lowered characters, each span without the mark-up around it."""
    runs = Runs()
    for match in RAISED_OR_LOWERED.finditer(text):
        name = match.lastgroup or "raised"
        style = Style.SUPERSCRIPT if name in INNER[0] else Style.SUBSCRIPT
        words = match[name]
        start = match.start(name) + len(words) - len(words.lstrip())
        end = match.end(name) - len(words) + len(words.rstrip())
        if start < end:
            runs.append(Run(span=Span(start, end), style=style))
    return runs
