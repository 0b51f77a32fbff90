"""Articles as journals print them on the web → `Document`."""

from collections.abc import Sequence
from dataclasses import replace

from extract.errors import NotAPaper
from extract.model import Block, Document, Entry, Fault, Grid, Metadata, Source
from extract.read.html.headings import promote_headings
from extract.read.html.lists import drop_copies, find_entries
from extract.read.html.metadata import page_titles, read_metadata
from extract.read.html.tree import body_of, find_article, measure, parse_html
from extract.read.html.walk import PageWriter
from extract.text import lazy_re as re

__all__ = ["read_html"]

GATE = re.compile(
    r"captcha|are you (?:a )?(?:human|robot)|not a robot|checking your browser|enable (?:javascript|cookies)"
    r"|access denied|just a moment|page not found|verify(?:ing)? (?:that )?you are|session (?:has )?expired",
    re.IGNORECASE,
)
"""What a page says that stands between a reader and the paper: matches 'Checking your browser', not 'we checked'."""

LONGEST_GATE = 3000
SHORT_TITLE = 10
EARLY = 12
"""Blocks at a page's beginning among which its title may stand as a plain paragraph."""

LEAST_PROSE = 2000
"""Characters of prose outside the abstract below which a page does not hold its article."""

TABLE = re.compile(r"\bTable\s{1,2}(\d{1,2})\b")


def read_html(source: Source, data: bytes) -> Document:
    """Read a page, malformed or not; its menus, scripts and side bars are left out.

    Raises BadMarkup or NotAPaper where there is nothing to read. What the page only links to is told as a fault.
    """
    page = parse_html(data, source.path)
    heads = page_titles(page)
    metadata = read_metadata(page)
    body = body_of(page)
    promote_headings(body)
    lengths = measure(body)
    entries = find_entries(body, lengths)
    drop_copies(body, entries)
    article = find_article(body, entries, lengths)
    writer = PageWriter(metadata.title, entries, measure(article))
    writer.write(article)
    text = writer.composer.text()
    if not text:
        raise NotAPaper(f"{source.path} is a page without words: save it with its text, or give XML or PDF")
    if len(text) < LONGEST_GATE and GATE.search(text) and not entries:
        raise NotAPaper(f"{source.path} is a page that asks for a check or a login, not the paper: save it again")
    blocks = writer.composer.blocks()
    if metadata.title is None:
        metadata = replace(metadata, title=_title(text, blocks, heads))
    if year := _cited_year(text, blocks, metadata):
        metadata = replace(metadata, year=year)
    faults = (*_little_text(text, blocks, writer.entries), *_tables_elsewhere(text, blocks, writer.grids))
    return writer.document(source, metadata, faults=faults)


def _title(text: str, blocks: Sequence[Block], heads: str) -> str | None:
    """The heading that the page's own title names, else the block at its beginning that it names, else the first."""
    found = [block.span.of(text) for block in blocks if block.kind == "title"]
    found += [block.span.of(text) for block in blocks if block.kind == "heading" and len(block.span) > SHORT_TITLE]
    early = [block.span.of(text) for block in blocks[:EARLY] if len(block.span) > 2 * SHORT_TITLE]
    named = (title for title in (*found, *early) if " ".join(title.split()).lower() in heads.lower())
    return next(named, next(iter(found), None))


def _little_text(text: str, blocks: Sequence[Block], entries: Sequence[Entry]) -> tuple[Fault, ...]:
    """A frame without its article: the list, an abstract or a menu is all that the page holds."""
    prose = sum(
        len(block.span) for block in blocks if block.kind in ("paragraph", "list_item") and block.role != "abstract"
    )
    if prose >= LEAST_PROSE or (len(text) < LONGEST_GATE and not entries):
        return ()
    reported = "the page holds hardly any text of the paper: save it when it is loaded whole, or give XML or PDF"
    return (Fault(code="little_text", message=reported),)


def _tables_elsewhere(text: str, blocks: Sequence[Block], grids: Sequence[Grid]) -> tuple[Fault, ...]:
    """Tables that the text names from 1 on and that the page has only as pictures or links."""
    prose = " ".join(block.span.of(text) for block in blocks if block.kind in ("paragraph", "list_item"))
    named = {int(number) for number in TABLE.findall(prose)}
    there = {int(number) for grid in grids for number in re.findall(r"\d+", grid.label or "")[:1]}
    missing = [number for number in range(1, len(named) + 1) if number in named and number not in there]
    if not missing:
        return ()
    listed = ", ".join(f"Table {number}" for number in missing)
    return (Fault(code="table_left_out", message=f"the page has {listed} only as picture or link: not read"),)


def _cited_year(text: str, blocks: Sequence[Block], metadata: Metadata) -> int | None:
    """The year of the page's own citation, "J Sleep 2014;3:5" ahead of its text: that of the issue."""
    if not metadata.journal or metadata.year is None:
        return None
    printed = re.compile(rf"\b{re.escape(metadata.journal)}\W{{1,3}}((?:19|20)\d\d)[;,]", re.IGNORECASE)
    for block in blocks:
        if block.role is not None:
            break
        found = printed.search(block.span.of(text))
        if found and abs(int(found[1]) - metadata.year) == 1:
            return int(found[1])
    return None
