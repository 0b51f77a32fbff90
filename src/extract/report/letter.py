"""A letter to the authors, drafted from the findings that people confirmed: Markdown, or a document for Word."""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from xml.sax.saxutils import escape

from extract.errors import UsageError
from extract.outputs import output_bytes, output_file
from extract.report.markdown import escaped
from extract.report.reviewed import decision_of
from extract.report.standing import Standing
from extract.report.titles import headline
from extract.report.wording import role_name
from extract.store import Database, Row, StoredLibrary, layer_rows

MADE = (1980, 1, 1, 0, 0, 0)
"""The day that the parts of the document are said to be made, so that equal letters are equal files."""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of the letter."""

    kind: Literal["heading", "text", "quote"]
    text: str


def letter_to_authors(database: Database, document_id: str) -> list[Line]:
    """The paragraphs of the letter. Raises `UsageError` where no finding is confirmed: nothing is asked unreviewed."""
    paper = StoredLibrary(database).paper(document_id)
    (document,) = layer_rows(database, "documents", (document_id,))
    chosen = [row for row in layer_rows(database, "findings", (document_id,)) if decision_of(row) == "accepted"]
    if paper is None or not chosen:
        raise UsageError(
            f"{document['path']} has no confirmed finding: confirm some (`extract review ID --accept`, or on the page)"
        )
    standing = Standing(paper)
    lines = [
        Line("heading", f"Queries on “{document['title'] or document['path']}”"),
        Line("text", "Dear authors,"),
        Line(
            "text",
            "On reading your manuscript we met the passages below, which we could not reconcile. There may be a simple"
            " explanation. Please answer each point, and correct the manuscript where that is needed.",
        ),
    ]
    for number, row in enumerate(chosen, start=1):
        lines += _point(number, row, standing)
    lines.append(Line("text", "With kind regards,"))
    lines.append(Line("text", "[name, role]"))
    return lines


def _point(number: int, row: Row, standing: Standing) -> Iterator[Line]:
    head = headline(row["message"], row["reference_labels"])
    cited = ", ".join(f"[{label}]" for label in row["reference_labels"] if label)
    yield Line("heading", f"{number}. {f'Reference {cited}: ' if cited else ''}{head.title}")
    for reason in head.more:
        yield Line("text", f"{reason[:1].upper()}{reason[1:]}.")
    for passage in row["evidence"]:
        is_own = passage["document_id"] == row["document_id"] and passage["start"] is not None
        place = str(standing.place(passage["start"])) if is_own else ""
        yield Line("text", f"{role_name(passage['role'])}{f' ({place})' if place else ''}:")
        yield Line("quote", " ".join(passage["text"].split()))
    for review in row["reviews"]:
        if review["decision"] == "accepted" and review["reason"]:
            yield Line("text", review["reason"])


def write_letter(lines: list[Line], path: Path) -> None:
    """Writes .docx as a Word document, anything else as Markdown."""
    if path.suffix.lower() == ".docx":
        _write_docx(lines, path)
        return
    with output_file(path) as file:
        file.write(as_markdown(lines))


def as_markdown(lines: list[Line]) -> str:
    """The letter as Markdown; signs of the papers that Markdown would read are escaped."""
    begin = {"heading": "## ", "text": "", "quote": "> "}
    return "\n\n".join(begin[line.kind] + escaped(line.text) for line in lines) + "\n"


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
LOOKS = {
    "heading": ('<w:keepNext/><w:spacing w:before="240" w:after="120"/>', "<w:b/>"),
    "text": ('<w:spacing w:after="120"/>', ""),
    "quote": ('<w:spacing w:after="120"/><w:ind w:left="567"/>', "<w:i/>"),
}
"""Properties of the paragraph and of its words (ECMA-376, part 1, 17.3)."""


def _write_docx(lines: list[Line], path: Path) -> None:
    body = "".join(_paragraph(line) for line in lines)
    document = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<w:document xmlns:w="{WORD}"><w:body>{body}<w:sectPr/></w:body></w:document>'
    )
    with output_bytes(path) as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        parts = (("[Content_Types].xml", TYPES), ("_rels/.rels", RELATIONS), ("word/document.xml", document))
        for name, content in parts:
            package.writestr(zipfile.ZipInfo(name, MADE), content)


def _paragraph(line: Line) -> str:
    paragraph, words = LOOKS[line.kind]
    clean = "".join(sign for sign in line.text if sign >= " " or sign == "\t")
    return (
        f"<w:p><w:pPr>{paragraph}</w:pPr><w:r><w:rPr>{words}</w:rPr>"
        f'<w:t xml:space="preserve">{escape(clean)}</w:t></w:r></w:p>'
    )
