"""Word files as they look with all changes accepted; what reference managers say of citations becomes links."""

import base64
import io
import json
import zipfile
from pathlib import Path

import pytest
from tests.corpus.manuscripts import STYLES, begin_field, docx, field_of, paragraph, run, table
from tests.read.looking import rows, words_of

from extract.errors import BadMarkup, NotAPaper, TooLarge, UnsafeXml
from extract.model import Document, Source, Style
from extract.read import load_source, read_document

ENTRIES = (
    "Moss A, Fern B. Quiet rooms and sleep on wards. Ward J. 2019;4:11-19.",
    "Oak C. Dim light in the corridors of wards. Lamp J. 2018;1:1-9.",
)
LISTED = paragraph(run("References"), "heading1") + "".join(paragraph(run(entry)) for entry in ENTRIES)


def read(body: str, **parts: str) -> Document:
    return read_bytes(docx(body, **parts))


def read_bytes(data: bytes) -> Document:
    return read_document(Source(path="made.docx", sha256="0" * 64, format="docx", size=len(data)), data)


def cited(document: Document) -> list[tuple[str, tuple[str, ...]]]:
    return [(link.span.of(document.text), link.targets) for link in document.links if link.kind == "reference"]


def test_styles_give_title_headings_levels_and_roles() -> None:
    document = read(
        paragraph(run("On rest in wards"), "Title")
        + paragraph(run("Ann Lee, Bo Wu"))
        + paragraph(run("Methods"), "heading1")
        + paragraph(run("Beds"), "heading2")
        + paragraph(
            run("We counted ", "")
            + run("all", "<w:b/>")
            + run("2", '<w:vertAlign w:val="superscript"/>')
            + run(" beds.")
        )
    )
    assert document.metadata.title == "On rest in wards" and words_of(document, "front") == ["Ann Lee, Bo Wu"]
    headings = [(b.span.of(document.text), b.level, b.role) for b in document.blocks if b.kind == "heading"]
    assert headings == [("Methods", 1, "methods"), ("Beds", 2, "methods")]
    assert words_of(document, "paragraph") == ["We counted all2 beds."]
    assert [r.span.of(document.text) for r in document.runs.with_style(Style.SUPERSCRIPT)] == ["2"]


def test_lines_in_bold_are_headings_where_no_styles_are_used() -> None:
    bold = "<w:b/>"
    body = paragraph(run("Rest and noise in wards")) + paragraph(run("INTRODUCTION", bold)) + paragraph(run("Why."))
    body += paragraph(run("Sleep was short.", bold)) + paragraph(run("Results", bold)) + paragraph(run("It fell."))
    document = read(body, styles="")
    assert words_of(document, "heading") == ["INTRODUCTION", "Results"]
    assert "Sleep was short." in words_of(document, "paragraph")


def test_changes_are_accepted_and_hidden_words_left_out() -> None:
    deleted_mark = "<w:rPr><w:del w:id='1'/></w:rPr>"
    document = read(
        paragraph(run("Results"), "heading1")
        + paragraph(
            run("Sleep ")
            + f"<w:del>{run('rose').replace('w:t', 'w:delText')}</w:del><w:ins>{run('fell')}</w:ins>"
            + f"<w:moveFrom>{run(' there')}</w:moveFrom><w:moveTo>{run(' here')}</w:moveTo>"
            + run(" secretly", "<w:vanish/>"),
            properties=deleted_mark,
        )
        + paragraph(run(" by an hour."))
    )
    assert words_of(document, "paragraph") == ["Sleep fell here by an hour."]


def test_tables_have_captions_spans_heads_and_notes() -> None:
    cells = [
        [("Ward", 1, "restart"), ("Hours", 2, "")],
        [("", 1, "continue"), ("Day", 1, ""), ("Night", 1, "")],
        [("North", 1, ""), ("6.1", 1, ""), ("5.2", 1, "")],
    ]
    made = table(cells, heads=2)
    for body in (
        paragraph(run("Table 1. Sleep by ward.")) + made + paragraph(run("Abbreviations: h, hours.")),
        made
        + paragraph(run("Table 1. Sleep by ward."))
        + paragraph(run("Sleep was short, as all the wards told us then.")),
    ):
        document = read(paragraph(run("Results"), "heading1") + body)
        (grid,) = document.grids
        assert grid.label == "Table 1" and [piece.of(document.text) for piece in grid.caption] == ["Sleep by ward."]
        assert rows(document, grid) == [
            [(0, "head", "Ward"), (1, "head", "Hours")],
            [(1, "head", "Day"), (2, "head", "Night")],
            [(0, "stub", "North"), (1, "body", "6.1"), (2, "body", "5.2")],
        ]
    assert words_of(document, "paragraph") == ["Sleep was short, as all the wards told us then."]


def test_notes_stand_behind_the_text_with_their_marks() -> None:
    note = f'<w:footnote w:id="7">{paragraph(run("Made up."))}</w:footnote>'
    call = '<w:r><w:footnoteReference w:id="7"/></w:r>'
    document = read(paragraph(run("Sleep fell") + call + run(".")), footnotes=note)
    assert document.text.endswith("1 Made up.")
    assert [(link.kind, link.span.of(document.text), link.targets) for link in document.links] == [
        ("note", "1", ("note1",))
    ]


ITEM = {"title": "Quiet rooms and sleep on wards", "author": [{"family": "Moss"}], "issued": {"date-parts": [["2019"]]}}
ENDNOTE = (
    "<EndNote><Cite><Author>Oak</Author><Year>2018</Year><record><titles><title><style>Dim light in the corridors of "
    "wards</style></title></titles></record></Cite></EndNote>"
)


@pytest.mark.parametrize(
    ("field", "target"),
    [
        (
            field_of(
                f"ADDIN ZOTERO_ITEM CSL_CITATION {json.dumps({'citationItems': [{'itemData': ITEM}]})}", run("(x)")
            ),
            "entry1",
        ),
        (field_of(f"ADDIN CSL_CITATION {json.dumps({'citationItems': [{'itemData': ITEM}]})}", run("(x)")), "entry1"),
        (field_of(f"ADDIN EN.CITE {ENDNOTE}", run("(x)")), "entry2"),
        (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> ADDIN EN.CITE </w:instrText></w:r><w:r>'
            f'<w:fldChar w:fldCharType="begin"><w:fldData>{base64.b64encode(ENDNOTE.encode()).decode()}</w:fldData>'
            "</w:fldChar></w:r><w:r><w:instrText> ADDIN EN.CITE.DATA </w:instrText></w:r>"
            '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
            f'{run("(x)")}<w:r><w:fldChar w:fldCharType="end"/></w:r>',
            "entry2",
        ),
        (
            '<w:sdt><w:sdtPr><w:tag w:val="MENDELEY_CITATION_v3_'
            f'{base64.b64encode(json.dumps({"citationItems": [{"itemData": ITEM}]}).encode()).decode()}"/></w:sdtPr>'
            f"<w:sdtContent>{run('(x)')}</w:sdtContent></w:sdt>",
            "entry1",
        ),
    ],
)
def test_fields_of_reference_managers_point_at_their_entries(field: str, target: str) -> None:
    document = read(paragraph(run("Sleep fell ") + field + run(".")) + LISTED)
    assert cited(document) == [("(x)", (target,))] and "ADDIN" not in document.text


def test_a_field_whose_work_is_not_listed_or_that_is_damaged_points_nowhere() -> None:
    other = {"title": "Something else altogether", "author": [{"family": "Elm"}], "issued": {"date-parts": [["2001"]]}}
    for instruction in (
        f"ADDIN ZOTERO_ITEM CSL_CITATION {json.dumps({'citationItems': [{'itemData': other}]})}",
        "ADDIN ZOTERO_ITEM CSL_CITATION {broken",
        "ADDIN EN.CITE <EndNote><Cite>",
        "PAGE",
    ):
        document = read(paragraph(run("Sleep fell ") + field_of(instruction, run("[1]")) + run(".")) + LISTED)
        assert cited(document) == [] and "Sleep fell [1]." in document.text


def test_a_bibliography_field_is_the_list_and_numbers_of_lists_are_labels() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="5"><w:lvl><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="3"><w:abstractNumId w:val="5"/></w:num>'
    )
    counted = '<w:numPr><w:numId w:val="3"/></w:numPr>'
    mark = '<w:bookmarkStart w:id="1" w:name="_Ref9"/>'
    first = paragraph(begin_field("ADDIN EN.REFLIST") + run(ENTRIES[0]), properties=counted)
    last = paragraph(mark + run(ENTRIES[1]) + '<w:r><w:fldChar w:fldCharType="end"/></w:r>', properties=counted)
    text = paragraph(run("Results"), "heading1")
    text += paragraph(run("Sleep fell ") + field_of(r" REF _Ref9 \\r \\h ", run("[2]")) + run("."))
    document = read(
        text + first + last + paragraph(run("Sleep was short in every ward that we saw.")), numbering=numbering
    )
    assert [(entry.label, entry.target) for entry in document.entries] == [("1", "entry1"), ("2", "entry2")]
    assert cited(document) == [("[2]", ("entry2",))]
    assert words_of(document, "paragraph")[-1] == "Sleep was short in every ward that we saw."


def test_files_that_are_no_manuscripts_or_dangerous_are_refused(tmp_path: Path) -> None:
    def zipped(name: str, data: bytes) -> bytes:
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
            package.writestr(name, data)
        return made.getvalue()

    with pytest.raises(TooLarge, match="no manuscript"):
        read_bytes(zipped("word/document.xml", b"<a>" + b" " * 50_000_000 + b"</a>"))
    with pytest.raises(UnsafeXml):
        read_bytes(zipped("word/document.xml", b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'))
    with pytest.raises(BadMarkup, match="broken Word file"):
        read_bytes(docx(paragraph(run("x")))[:-40])
    for name, said in (("xl/workbook.xml", "Excel"), ("content.xml", "OpenDocument"), ("notes.bin", "zip file")):
        path = tmp_path / "given.docx"
        path.write_bytes(zipped(name, b"<a/>"))
        with pytest.raises(NotAPaper, match=said):
            load_source(path, max_bytes=10_000_000)


def test_a_word_file_is_told_by_what_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(docx(paragraph(run("Sleep fell.")), styles=STYLES))
    source, data = load_source(path, max_bytes=10_000_000)
    assert source.format == "docx" and "Sleep fell." in read_document(source, data).text


def test_deep_nesting_and_odd_numbers_do_no_harm() -> None:
    deep = "<w:hyperlink>" * 2000 + run("deep") + "</w:hyperlink>" * 2000
    odd = "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='many'/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>"
    assert "Sleep" in read(paragraph(run("Sleep ") + deep) + odd).text


def test_comments_in_the_margin_are_told_and_no_words_of_the_paper() -> None:
    body = paragraph(run("Rest in wards is short."))
    comments = '<w:comment w:author="R. Two">' + paragraph(run("Is it?")) + '</w:comment><w:comment w:author="R. Two"/>'
    document = read(body, comments=comments)
    assert [(fault.code, fault.message) for fault in document.faults] == [
        ("part_left_out", "1 comment in the margin by R. Two: not read as the paper's own words")
    ]
    assert "Is it" not in document.text and read(body).faults == ()
