"""Small papers for checks: sentences one a line, tables as lists of rows."""

from dataclasses import replace

from extract.annotate import annotate
from extract.audit.checks import load_checks
from extract.model import Document, Finding, Library, Paper, Passed, Sentence, Source, Span, Table, TableCell
from extract.model.document import CellRole
from extract.read import read_document
from extract.resolve.markers import link_markers
from extract.vocabulary import load_vocabulary


def made_paper(*sentences: str, rows: list[list[str]] | None = None, heads: int = 1, caption: str = "") -> Paper:
    """A paper of the sentences and, if rows are given, one table whose first column is the stub.

    A row with an empty second cell opens a row group.
    """
    text, found = "", []
    for number, sentence in enumerate(sentences):
        found.append(Sentence(id=f"sent{number}", pieces=(Span(len(text), len(text) + len(sentence)),), rule="made"))
        text += sentence + "\n"
    tables: tuple[Table, ...] = ()
    if rows is not None:
        text, table = _with_table(text, rows, heads, caption)
        tables = (table,)
    source = Source(path="made.txt", sha256="0" * 64, format="text", size=len(text))
    return Paper(document=Document(source=source, text=text), sentences=tuple(found), tables=tables)


GRAVEST_FIRST = ("error", "warning", "note")


def outcome_of(check: str, *sentences: str, rows: list[list[str]] | None = None, caption: str = "") -> str:
    """What a check says of a small paper: its gravest severity, "passed", "skipped", or "nothing" without an answer."""
    (loaded,) = load_checks((check,))
    answers = list(loaded.check(made_paper(*sentences, rows=rows, caption=caption), no_library()))
    severities = [answer.severity for answer in answers if isinstance(answer, Finding)]
    if severities:
        return min(severities, key=GRAVEST_FIRST.index)
    return "passed" if any(isinstance(answer, Passed) for answer in answers) else "skipped" if answers else "nothing"


def _with_table(text: str, rows: list[list[str]], heads: int, caption: str) -> tuple[str, Table]:
    start = len(text)
    text += caption + "\n"
    cells: list[TableCell] = []
    group: tuple[str, ...] = ()
    for r, row in enumerate(rows):
        if r >= heads and row[0] and not any(row[1:]):
            group = (row[0],)
        for c, printed in enumerate(row):
            role: CellRole = "head" if r < heads else "stub" if c == 0 else "body"
            path = (*group, row[0]) if r >= heads and (row[0],) != group else (row[0],)
            cells.append(
                TableCell(
                    id=f"r{r}c{c}",
                    row=r,
                    col=c,
                    row_span=1,
                    col_span=1,
                    role=role,
                    span=Span(len(text), len(text) + len(printed)),
                    row_path=path if role == "body" else (),
                    col_path=tuple(rows[h][c] for h in range(heads)) if role != "head" else (),
                )
            )
            text += printed + "\t"
        text += "\n"
    table = Table(
        id="table0",
        pieces=(Span(start, len(text)),),
        rule="made",
        label="Table 1",
        caption=(Span(start, start + len(caption)),) if caption else (),
        notes=(),
        cells=tuple(cells),
    )
    return text, table


class NoLibrary:
    """A library that holds nothing."""

    def __getattr__(self, name: str) -> object:
        raise AssertionError(f"a check of one paper asked the library for {name}")


def no_library() -> Library:
    return NoLibrary()  # type: ignore[return-value]


def read_paper(text: str) -> Paper:
    """A paper read from plain text and annotated, its markers linked."""
    source = Source(path="made.txt", sha256="0" * 64, format="text", size=len(text))
    paper = annotate(read_document(source, text.encode()), load_vocabulary())
    return replace(paper, citations=link_markers(paper.markers, paper.references))


def sections(**parts: str) -> str:
    """A plain text of headed sections: `sections(abstract="...", results="...")`."""
    return "A made-up trial of radiotherapy\n\n" + "\n\n".join(
        f"{name.capitalize()}\n\n{text}" for name, text in parts.items()
    )
