"""What JATS mark-up says is trusted: sections, tables, links, entries; damage and danger are told."""

import pytest
from tests.read.looking import rows, words_of

from extract.errors import BadMarkup, InputError, NotAPaper, UnsafeXml
from extract.model import Document, Source, Style
from extract.read import read_document
from extract.text.headings import parse_heading

HEAD = """<front><journal-meta><journal-title-group><journal-title>J Made Up</journal-title></journal-title-group>
</journal-meta><article-meta><article-id pub-id-type="doi">10.5555/made.1</article-id>
<article-id pub-id-type="pmc">123</article-id><title-group><article-title>Beams and <italic>livers</italic><xref
ref-type="fn" rid="f1">*</xref></article-title><subtitle>a made-up trial</subtitle></title-group>
<contrib-group><contrib contrib-type="author"><name><surname>Lee</surname><given-names>Ann B</given-names></name>
</contrib><contrib contrib-type="author"><collab>Beam Group</collab></contrib></contrib-group>
<pub-date pub-type="pmc-release"><year>2001</year></pub-date>
<pub-date pub-type="collection"><year>2021</year></pub-date>
<pub-date pub-type="epub"><year>2020</year></pub-date><volume>3</volume><fpage>10</fpage><lpage>15</lpage>
<abstract><sec><title>Methods</title><p>We treated 40.</p></sec></abstract></article-meta></front>"""


def read(body: str = "", back: str = "", *, head: str = "", prologue: str = "", root: str = "article") -> Document:
    attributes = ' article-type="research-article" xmlns:xlink="http://www.w3.org/1999/xlink"'
    xml = f"{prologue}<{root}{attributes}>{head}<body>{body}</body><back>{back}</back></{root}>"
    return read_bytes(xml.encode())


def read_bytes(data: bytes) -> Document:
    return read_document(Source(path="made.xml", sha256="0" * 64, format="jats", size=len(data)), data)


def test_metadata_is_what_the_front_says() -> None:
    metadata = read("<p>Text.</p>", head=HEAD).metadata
    assert metadata.title == "Beams and livers: a made-up trial"
    assert [(person.family, person.given, person.is_group) for person in metadata.authors] == [
        ("Lee", "Ann B", False),
        ("Beam Group", "", True),
    ]
    assert (metadata.journal, metadata.year, metadata.pages) == ("J Made Up", 2020, "10-15")
    assert (metadata.doi, metadata.pmcid, metadata.type) == ("10.5555/made.1", "PMC123", "research-article")


def test_sections_have_roles_by_type_or_heading_and_levels_by_depth() -> None:
    document = read(
        '<sec sec-type="intro"><title>Why</title><p>a</p></sec><sec><label>2</label><title>Patients and methods</title>'
        "<sec><title>Dose</title><p>b</p></sec></sec><sec><title>Competing interests</title><p>none</p></sec>",
        head=HEAD,
    )
    found = [(b.span.of(document.text), b.level, b.role) for b in document.blocks if b.kind == "heading"]
    assert found == [
        ("Methods", 2, "abstract"),
        ("Why", 1, "introduction"),
        ("2 Patients and methods", 1, "methods"),
        ("Dose", 2, "methods"),
        ("Competing interests", 1, "back"),
    ]
    assert words_of(document, "back") == ["none"]


def test_a_paragraph_that_holds_a_table_and_a_list_goes_on_behind_them() -> None:
    document = read(
        "<p>Before <table-wrap id='T1'><label>Table 1</label><table><tr><td>x</td></tr></table></table-wrap> between"
        "<list><list-item><p>one</p></list-item><list-item><label>2.</label><p>two</p></list-item></list> after.</p>"
    )
    assert words_of(document, "paragraph") == ["Before / between / after."]
    assert words_of(document, "list_item") == ["one", "2. two"]


def test_links_and_raised_markers_are_told() -> None:
    document = read(
        "<p>It fell.<sup><xref ref-type='bibr' rid='B3'>3</xref>–<xref ref-type='bibr' rid='B5'>5</xref></sup> See "
        "<xref ref-type='table' rid='T1'>Table 1</xref>, 10<sup>9</sup>/L.</p>"
    )
    assert [(link.kind, link.span.of(document.text), link.targets) for link in document.links] == [
        ("reference", "3", ("B3",)),
        ("reference", "5", ("B5",)),
        ("table", "Table 1", ("T1",)),
    ]
    raised = [run.span.of(document.text) for run in document.runs.with_style(Style.SUPERSCRIPT)]
    assert "".join(raised) == "3–59"


def test_cells_of_spanning_heads_and_stubs_stand_at_their_places() -> None:
    document = read(
        "<table-wrap id='T1'><label>Table 1</label><caption><title>Arms</title><p>By arm.</p></caption><table><thead>"
        "<tr><th rowspan='2'>Item</th><th colspan='2'>Arm</th></tr><tr><th>A</th><th>B</th></tr></thead><tbody>"
        "<tr><td>Sex</td><td/><td/></tr>"
        "<tr><td>Male</td><td>3 (<italic>30</italic>)</td><td>4</td></tr></tbody></table>"
        "<table-wrap-foot><fn id='n1'><label>a</label><p>made up</p></fn></table-wrap-foot></table-wrap>"
    )
    (grid,) = document.grids
    assert rows(document, grid) == [
        [(0, "head", "Item"), (1, "head", "Arm")],
        [(1, "head", "A"), (2, "head", "B")],
        [(0, "section", "Sex"), (1, "body", ""), (2, "body", "")],
        [(0, "stub", "Male"), (1, "body", "3 (30)"), (2, "body", "4")],
    ]
    assert grid.label == "Table 1" and [piece.of(document.text) for piece in grid.caption] == ["Arms", "By arm."]
    assert [note[0].of(document.text) for note in grid.notes] == ["a made up"]


def test_cals_tables_are_laid_out_by_their_column_names() -> None:
    document = read(
        "<table-wrap><table><tgroup cols='3'><colspec colname='c1'/><colspec colname='c2'/><colspec colname='c3'/>"
        "<thead><row><entry morerows='1'>Item</entry><entry namest='c2' nameend='c3'>Arm</entry></row>"
        "<row><entry colname='c2'>A</entry><entry colname='c3'>B</entry></row></thead>"
        "<tbody><row><entry>n</entry><entry colname='c3'>4</entry></row></tbody></tgroup></table></table-wrap>"
    )
    assert rows(document, document.grids[0]) == [
        [(0, "head", "Item"), (1, "head", "Arm")],
        [(1, "head", "A"), (2, "head", "B")],
        [(0, "stub", "n"), (2, "body", "4")],
    ]


def test_spans_beyond_the_table_are_clipped_and_nothing_overlaps() -> None:
    document = read(
        "<table-wrap><table><tr><td rowspan='99999999'>a</td><td colspan='70000'>b</td></tr>"
        "<tr><td>c</td></tr></table></table-wrap>"
    )
    taken = [
        (row, col)
        for cell in document.grids[0].cells
        for row in range(cell.row, cell.row + cell.row_span)
        for col in range(cell.col, cell.col + cell.col_span)
    ]
    assert len(taken) == len(set(taken)) and max(row for row, _ in taken) == 1


def test_a_table_within_a_cell_is_a_grid_of_its_own() -> None:
    document = read(
        "<table-wrap><label>Table 2</label><table><tr><td>out <table><tr><td>in</td><td>1</td></tr></table></td>"
        "<td>2</td></tr></table></table-wrap>"
    )
    assert [[cell[2] for row in rows(document, grid) for cell in row] for grid in document.grids] == [
        ["out", "2"],
        ["in", "1"],
    ]


def test_a_table_that_is_a_picture_is_counted_and_named() -> None:
    (grid,) = read("<table-wrap id='T9'><label>Table 9</label><graphic xlink:href='t9'/></table-wrap>").grids
    assert (grid.label, grid.cells, grid.faults) == ("Table 9", (), ("table_is_image",))


REF = (
    "<ref-list><title>References</title><ref id='B1'><label>1.</label><element-citation publication-type='journal'>"
    "<person-group person-group-type='author'><name><surname>Smith</surname><given-names>A</given-names></name><name>"
    "<surname>Lee</surname><given-names>B</given-names></name><etal/></person-group><article-title>Beam trial"
    "</article-title><source>J Med</source><year>2019</year><volume>3</volume><issue>2</issue><fpage>10</fpage>"
    "<lpage>5</lpage><pub-id pub-id-type='doi'>10.1/x(2)</pub-id></element-citation></ref>{}</ref-list>"
)


def test_an_untagged_punctuation_entry_is_composed_readably() -> None:
    document = read(back=REF.format("").replace("10.1/x(2)", "10.1000/x(2)"))
    (entry,) = document.entries
    assert entry.pieces[0].of(document.text) == (
        "Smith A, Lee B, et al. Beam trial. J Med 2019;3(2):10-5. doi:10.1000/x(2)."
    )
    fields = entry.fields
    assert fields is not None and (entry.target, entry.label) == ("B1", "1")
    assert ([p.family for p in fields.authors], fields.et_al, fields.pages) == (["Smith", "Lee"], True, "10-5")
    assert (fields.title, fields.container, fields.year, fields.volume) == ("Beam trial", "J Med", 2019, "3")


def test_an_entry_in_plain_words_keeps_its_text_and_claims_no_fields() -> None:
    words = "Wu C. A plain title of a study. <source>Liver</source> 2018."
    mixed = f"<ref id='B2'><mixed-citation>{words}</mixed-citation></ref>"
    entry = read(back=REF.format(mixed)).entries[1]
    assert entry.fields is None


def test_two_citations_in_one_entry_are_one_entry() -> None:
    one = (
        "<mixed-citation><name><surname>{0}</surname><given-names>A</given-names></name>. "
        "<article-title>{0} study</article-title>. <source>Liver</source>. <year>2018</year>.</mixed-citation>"
    )
    document = read(back=f"<ref-list><ref id='R'><label>2</label>{one.format('Wu')}{one.format('Xi')}</ref></ref-list>")
    (entry,) = document.entries
    assert entry.pieces[0].of(document.text) == "Wu A. Wu study. Liver. 2018. Xi A. Xi study. Liver. 2018."
    assert entry.fields is not None and entry.fields.title == "Wu study"


def test_formulas_are_read_once_and_without_tex_source() -> None:
    document = read(
        "<p>BED was <inline-formula><alternatives><tex-math>\\documentclass{a}$$n^2$$</tex-math><math><msup><mi>n</mi>"
        "<mn>2</mn></msup><mo>=</mo><mfrac><mi>a</mi><mi>b</mi></mfrac></math></alternatives></inline-formula>.</p>"
    )
    assert words_of(document, "paragraph") == ["BED was n2 = a/b."]


@pytest.mark.parametrize(
    ("formula", "text", "raised", "lowered"),
    [
        ("<math><msub><mi>n</mi><mn>0</mn></msub></math>", "n0", "", "0"),
        ("<math><msubsup><mi>n</mi><mn>0</mn><mn>2</mn></msubsup></math>", "n02", "2", "0"),
        ("<math><munderover><mi>Σ</mi><mn>1</mn><mi>k</mi></munderover></math>", "Σ1k", "k", "1"),
        ("<math><mover><mi>x</mi><mo>*</mo></mover></math>", "x*", "*", ""),
        ("<tex-math>$a^{2}$</tex-math>", "a²", "", ""),
        ("<alternatives><tex-math>$a \\leq b$</tex-math></alternatives>", "a ≤ b", "", ""),
    ],
)
def test_parts_of_a_formula_are_raised_or_lowered(formula: str, text: str, raised: str, lowered: str) -> None:
    document = read(f"<p>We took <inline-formula>{formula}</inline-formula> here.</p>")
    assert words_of(document, "paragraph") == [f"We took {text} here."]
    for style, words in ((Style.SUPERSCRIPT, raised), (Style.SUBSCRIPT, lowered)):
        assert "".join(run.span.of(document.text) for run in document.runs.with_style(style)) == words


def test_the_usual_doctype_passes_and_named_characters_are_resolved() -> None:
    document = read(
        "<p>p&nbsp;&lt;&nbsp;0.05, &alpha;, &own;, &nosuch;</p>",
        prologue=(
            '<?xml version="1.0"?><!DOCTYPE article PUBLIC "-//NLM//DTD JATS//EN" "JATS.dtd" [<!ENTITY own "&#945;1">]>'
        ),
    )
    assert words_of(document, "paragraph") == ["p < 0.05, α, α1, &nosuch;"]


@pytest.mark.parametrize(
    "subset",
    [
        '<!ENTITY x SYSTEM "file:///etc/passwd">',
        '<!ENTITY % x SYSTEM "http://localhost/x.dtd"> %x;',
        '<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">',
        '<!ENTITY x PUBLIC "-//X" "http://localhost/">',
    ],
)
def test_external_and_nested_entities_are_refused(subset: str) -> None:
    with pytest.raises(UnsafeXml):
        read("<p>&x;</p>", prologue=f"<!DOCTYPE article [{subset}]>")


def test_a_truncated_file_keeps_what_could_be_read_and_says_so() -> None:
    whole = f"<article>{HEAD}<body><sec><title>Results</title><p>Survival was 12 months.</p><p>And then".encode()
    document = read_bytes(whole)
    assert [fault.code for fault in document.faults] == ["truncated"]
    assert words_of(document, "paragraph")[-2:] == ["Survival was 12 months.", "And then"]


def test_mended_mark_up_is_a_fault_and_not_an_error() -> None:
    document = read("<p>a <b>bold</i> word</p><p>more</p>")
    assert "bad_markup" in [fault.code for fault in document.faults] and "bold" in document.text


@pytest.mark.parametrize(
    "tag", ["<surname>", "</surname>", "</title>", "</article-title>", "</year>", "</xref>", "</td>"]
)
def test_one_missing_tag_costs_no_more_than_its_own_element(tag: str) -> None:
    body = (
        "<sec><title>Results</title><p>Risk fell <xref ref-type='bibr' rid='B1'>1</xref>.</p>"
        "<table-wrap><table><tr><td>a"
        "</td><td>b</td></tr></table></table-wrap><p>Survival was longer in the last sentence.</p></sec>"
    )
    whole = f"<article>{HEAD}<body>{body}</body></article>".replace(tag, "", 1)
    document = read_bytes(whole.encode())
    assert "Survival was longer in the last sentence." in words_of(document, "paragraph")
    assert [fault.code for fault in document.faults] == ["bad_markup"]


def test_stray_signs_are_read_as_words() -> None:
    assert "p < 0.05 & q" in read("<p>p < 0.05 & q</p>").text


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"<article></article>", NotAPaper),
        (b"<pmc-articleset><other/></pmc-articleset>", NotAPaper),
        (b"<!DOCTYPE article", BadMarkup),
        (b"<pmc-articleset><", InputError),
    ],
)
def test_xml_without_an_article_is_refused(data: bytes, error: type[InputError]) -> None:
    with pytest.raises(error):
        read_bytes(data)


def test_a_set_reads_its_first_article_and_names_the_rest() -> None:
    one = f"<article>{HEAD}<body><p>First.</p></body></article>"
    document = read_bytes(f'<pmc-articleset xmlns="urn:x">{one}{one}</pmc-articleset>'.encode())
    assert document.text.count("First.") == 1
    assert [fault.code for fault in document.faults] == ["part_left_out"]


def test_deep_nesting_hits_no_recursion_limit() -> None:
    for tag in ("italic", "sec", "list><list-item", "p"):
        close = "></".join(reversed(tag.split("><")))
        document = read(f"<{tag}>" * 900 + "word" + f"</{close}>" * 900)
        assert "word" in document.text


@pytest.mark.parametrize(
    ("encoding", "declared"), [("utf-16", "UTF-16"), ("latin-1", "ISO-8859-1"), ("cp1252", "UTF-8")]
)
def test_declared_and_misdeclared_encodings_are_read_rightly(encoding: str, declared: str) -> None:
    xml = f'<?xml version="1.0" encoding="{declared}"?><article>{HEAD}<body><p>Größe “x”</p></body></article>'
    if encoding == "latin-1":
        xml = xml.replace("“x”", "x")
    assert "Größe" in read_bytes(xml.encode(encoding)).text


PRINTED_AND_TAGGED = """<ref-list><ref id="B1"><label>1</label>
<mixed-citation>Moss A, Fern B. Quiet rooms and sleep on wards. Ward J. 2019;4:11-9.</mixed-citation>
<element-citation publication-type="journal"><person-group>
<name><surname>Moss</surname><given-names>A</given-names></name>
<name><surname>Fern</surname><given-names>B</given-names></name></person-group>
<article-title>Quiet rooms and sleep on
wards</article-title><source>Ward J</source><year>2019</year><volume>4</volume><fpage>11</fpage><lpage>9</lpage>
<pub-id pub-id-type="pmid">90000001</pub-id></element-citation></ref>
<ref id="B2"><citation-alternatives><element-citation><article-title>Dim light</article-title><source>Lamp J</source>
<year>2018</year></element-citation><mixed-citation>Oak C. Dim light. Lamp J. 2018;1:1.</mixed-citation>
</citation-alternatives></ref>
<ref id="B3"><mixed-citation>Elm D. Loud rooms. <source>Ward J</source>. 2017;2:5.
<pub-id pub-id-type="doi">10.5555/elm.2017</pub-id><pub-id pub-id-type="pmid">WOS:000269173100009</pub-id>
</mixed-citation></ref><ref id="B4"><mixed-citation>Ash E. One. A J. 2001;1:1.</mixed-citation>
<mixed-citation>Ash E. Two. B J. 2002;2:2.</mixed-citation></ref></ref-list>"""


def test_a_work_cited_as_printed_and_as_tagged_has_printed_words_once_and_tagged_fields() -> None:
    document = read(back=PRINTED_AND_TAGGED)
    first, second, third, fourth = document.entries
    words = " ".join(piece.of(document.text) for piece in first.pieces)
    assert words == "Moss A, Fern B. Quiet rooms and sleep on wards. Ward J. 2019;4:11-9."
    assert first.fields and (first.fields.title, first.fields.pmid) == ("Quiet rooms and sleep on wards", "90000001")
    assert second.fields and (second.fields.title, second.fields.container) == ("Dim light", "Lamp J")
    assert second.pieces[0].of(document.text) == "Oak C. Dim light. Lamp J. 2018;1:1."
    assert third.fields and third.fields.doi == "10.5555/elm.2017"
    assert third.fields.title is None and third.fields.pmid is None, (
        "the rest is read from the words; a PMID is a number"
    )
    assert "One" in fourth.pieces[0].of(document.text) and "Two" in fourth.pieces[-1].of(document.text)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("<italic><named>Thalia pumila</named></italic> (Lamiales)", "Thalia pumila (Lamiales)"),
        ("Loss of <italic>k9<sup>AB4a</sup></italic> in mice<xref>*</xref>", "Loss of k9AB4a in mice"),
        ("A <bold>note<fn><p>made up</p></fn></bold> on rest", "A note on rest"),
    ],
)
def test_titles_with_nested_mark_up_keep_the_order_of_their_words(title: str, expected: str) -> None:
    head = (
        f"<front><article-meta><title-group><article-title>{title}</article-title></title-group></article-meta></front>"
    )
    assert read("<p>Text.</p>", head=head).metadata.title == expected


def dated(*dates: tuple[str, str, int]) -> tuple[int | None, int | None]:
    tags = "".join(f'<pub-date {name}="{kind}"><year>{year}</year></pub-date>' for name, kind, year in dates)
    metadata = read("<p>x</p>", head=f"<front><article-meta>{tags}</article-meta></front>").metadata
    return metadata.year, metadata.year_online


def test_the_year_is_that_of_the_printed_issue_and_the_online_year_stands_beside_it() -> None:
    assert dated(("pub-type", "epub", 2018), ("pub-type", "ppub", 2019)) == (2019, 2018)
    assert dated(("publication-format", "print", 2019), ("publication-format", "electronic", 2018)) == (2019, 2018)
    assert dated(("pub-type", "collection", 2019), ("pub-type", "epub", 2025)) == (2025, 2025), "a rolling volume"
    assert dated(("pub-type", "collection", 2019)) == (2019, None)
    assert dated(("date-type", "received", 2015)) == (None, None)


def related(links: str, kind: str = "research-article") -> list[tuple[str, str | None, str | None]]:
    head = f"<front><article-meta>{links}</article-meta></front>"
    attributes = f'article-type="{kind}" xmlns:xlink="http://www.w3.org/1999/xlink"'
    xml = f"<article {attributes}>{head}<body><p>x</p></body></article>"
    return [(one.kind, one.doi, one.pmid) for one in read_bytes(xml.encode()).relations]


def test_what_a_paper_is_to_others_is_read_with_its_direction() -> None:
    link = '<related-article related-article-type="{}" ext-link-type="doi" xlink:href="10.5555/a.1"/>'
    assert related(link.format("corrected-article"), "correction") == [("corrects", "10.5555/a.1", None)]
    assert related(link.format("retracted-article"), "retraction") == [("retracts", "10.5555/a.1", None)]
    assert related(link.format("correction-forward")) == [("corrected_by", "10.5555/a.1", None)]
    assert related(link.format("commentary")) == [("commented_in", "10.5555/a.1", None)]
    assert related(link.format("companion")) == [("related", "10.5555/a.1", None)]
    pmid = '<related-article related-article-type="retraction-forward" ext-link-type="pmid" xlink:href="90000002"/>'
    assert related(pmid) == [("retracted_by", None, "90000002")]


def test_translated_titles_and_abstracts_are_kept_with_their_language() -> None:
    document = read(
        "<sec><title>Introduction</title><p>Text.</p></sec>",
        head="<front><article-meta><title-group><article-title>Sono e luz</article-title>"
        '<trans-title-group xml:lang="en">'
        "<trans-title>Sleep and light</trans-title></trans-title-group></title-group>"
        "<abstract><p>O sono caiu.</p></abstract>"
        '<trans-abstract xml:lang="en"><p>Sleep fell.</p></trans-abstract></article-meta></front>',
    )
    assert document.metadata.translated_titles == (("en", "Sleep and light"),)
    found = [(block.span.of(document.text), block.language) for block in document.blocks if block.role == "abstract"]
    assert found == [("O sono caiu.", None), ("Sleep fell.", "en")]


def test_legends_of_figures_and_films_and_notes_on_authors_are_text() -> None:
    document = read(
        '<fig id="F1"><label>Figure 1</label><caption><p>Flow.</p></caption>'
        "<attrib>ITT: intention to treat.</attrib></fig>"
        '<media id="M1"><label>Film 1</label><caption><p>A ward at night.</p></caption></media>',
        head="<front><article-meta><author-notes><fn><p>These authors contributed equally.</p></fn>"
        "<p>A note without a frame.</p></author-notes></article-meta></front>",
    )
    assert words_of(document, "caption") == ["Figure 1 Flow.", "ITT: intention to treat.", "Film 1 A ward at night."]
    assert words_of(document, "back") == ["These authors contributed equally.", "A note without a frame."]


def test_tables_that_are_pictures_are_told_of_the_whole_paper() -> None:
    wrap = "<table-wrap id='T{0}'><label>Table {0}</label><graphic/></table-wrap>"
    (fault,) = read(wrap.format(1) + wrap.format(2)).faults
    assert fault.code == "table_is_image" and "2 tables" in fault.message and "Table 1, Table 2" in fault.message


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("3.Results", "results"),
        ("1 | INTRODUCTION", "introduction"),
        ("Results/Discussion", "results"),
        ("General discussion", "discussion"),
        ("Summary and conclusions", "conclusion"),
        ("2D imaging", None),
        ("Results of the survey in Old Town", None),
    ],
)
def test_headings_of_main_sections_in_many_wordings(heading: str, role: str | None) -> None:
    assert parse_heading(heading).role == role
