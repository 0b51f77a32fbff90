"""Small papers made in memory: paragraphs with marked places, and reference lists by name and year."""

from tests.conftest import marked

from extract.model import Block, Document, Person, Reference, ReferenceFields, Runs, Source, Span

PROSE = "This stretch of prose is long enough to be taken as running text of the paper and holds no marker at all. " * 3


def document(*paragraphs: str, heading: str = "Introduction", runs: Runs | None = None, kind: str = "text") -> Document:
    """A plain paper: one heading and paragraphs."""
    text, blocks = heading, [Block(kind="heading", pieces=(Span(0, len(heading)),), level=1)]
    for paragraph in paragraphs:
        start = len(text) + 2
        text += "\n\n" + paragraph
        blocks.append(Block(kind="paragraph", pieces=(Span(start, len(text)),)))
    source = Source(path="made.txt", sha256="0" * 64, format="text" if kind == "text" else "jats", size=len(text))
    return Document(source=source, text=text, blocks=tuple(blocks), runs=runs or Runs())


def made(*paragraphs: str) -> tuple[Document, list[str]]:
    """A paper from marked paragraphs, and the marked texts."""
    plain = [marked(paragraph) for paragraph in paragraphs]
    places = [span.of(text) for text, spans in plain for _, span in spans]
    return document(*(text for text, _ in plain)), places


def numbered(count: int) -> tuple[Reference, ...]:
    """A list with labels 1 to `count`."""
    return tuple(
        Reference(id=f"ref{n}", pieces=(Span(0, 0),), rule="made", label=str(n), key=None, fields=ReferenceFields())
        for n in range(1, count + 1)
    )


def named(*entries: tuple[str, int] | tuple[str, int, str]) -> tuple[Reference, ...]:
    """A list without labels: families parted by commas, year and its letter."""
    return tuple(
        Reference(
            id=f"ref{n}",
            pieces=(Span(0, 0),),
            rule="made",
            label=None,
            key=None,
            fields=ReferenceFields(
                authors=tuple(Person(name.strip()) for name in entry[0].split(",")),
                year=entry[1],
                year_suffix=entry[2] if len(entry) > 2 else None,
            ),
        )
        for n, entry in enumerate(entries, 1)
    )
