# ruff: noqa: E501 -- mark-up reads best unbroken
"""Pages as journals print them: PMC, Springer, Elsevier and Wiley style; chrome is left out."""

import pytest
from lxml import etree
from tests.read.looking import rows, words_of

from extract.errors import NotAPaper
from extract.model import Document, Source, Style
from extract.read import read_document
from extract.read.html import entries

LONG = "Radiotherapy was given to every patient with a tumour of the liver in this made-up series of cases. " * 4


def read(html: str | bytes) -> Document:
    data = html if isinstance(html, bytes) else html.encode()
    return read_document(Source(path="made.html", sha256="0" * 64, format="html", size=len(data)), data)


def page(body: str, head: str = "") -> str:
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>Site</title>{head}</head><body><nav>Home Journals</nav>"
        f"<main><article><h1>Beams and livers</h1><ul class='authors'><li>Ann Lee</li></ul>"
        f"<section class='abstract'><h2>Abstract</h2><p>{LONG}</p></section>{body}</article></main>"
        "<footer>Imprint</footer><script>var x = 'no text';</script></body></html>"
    )


def test_metadata_is_read_off_the_meta_tags() -> None:
    head = (
        "<meta name='citation_title' content='Beams and livers'><meta name='citation_author' content='Lee, Ann B'>"
        "<meta name='citation_author' content='Bo van der Wu'><meta name='citation_journal_title' content='J Made'>"
        "<meta name='citation_publication_date' content='2021/03/01'><meta name='citation_doi' content='10.5555/a.1'>"
        "<meta name='citation_firstpage' content='10'><meta name='citation_lastpage' content='19'>"
    )
    metadata = read(page(f"<p>{LONG}</p>", head)).metadata
    assert (metadata.title, metadata.journal, metadata.year) == ("Beams and livers", "J Made", 2021)
    assert [(person.family, person.given) for person in metadata.authors] == [("Lee", "Ann B"), ("van der Wu", "Bo")]
    assert (metadata.doi, metadata.pages) == ("10.5555/a.1", "10-19")


def test_sections_have_levels_and_roles_and_the_pages_machinery_is_left_out() -> None:
    document = read(
        page(
            f"<h2>1. Introduction</h2><p>{LONG}</p><h2>Methods</h2><h3>Dose</h3><p>{LONG}</p>"
            f"<div class='share-tools'>Tweet this</div><h2>Funding</h2><p>None at all.</p>"
        )
    )
    headings = [(b.span.of(document.text), b.level, b.role) for b in document.blocks if b.kind == "heading"]
    assert headings == [
        ("Abstract", 1, "abstract"),
        ("1. Introduction", 1, "introduction"),
        ("Methods", 1, "methods"),
        ("Dose", 2, "methods"),
        ("Funding", 1, "back"),
    ]
    assert words_of(document, "title") == ["Beams and livers"]
    assert words_of(document, "front") == ["Ann Lee"]
    assert words_of(document, "back") == ["None at all."]
    for words in ("Home", "Tweet", "Imprint", "no text"):
        assert words not in document.text


LISTS = {
    "pmc": (
        '<p>It fell.<sup><a href="#B1">1</a>,<a href="#B2">2</a></sup></p>',
        '<section class="ref-list"><h2>References</h2><ul><li id="B1"><span class="label">1.</span><cite>Lee A. Beams. J '
        'Med 2019;3:1.</cite> [<a href="https://doi.org/10.1000/x">DOI</a>] [<a href="x">Google Scholar</a>]</li>'
        '<li id="B2"><span class="label">2.</span><cite>Wu B. Drugs. J Med 2020;4:2.</cite></li></ul></section>',
    ),
    "springer": (
        '<p>It fell [<a href="/articles/1#ref-CR1">1</a>, <a href="/articles/1#ref-CR2">2</a>].</p>',
        '<section><h2 id="Bib1">References</h2><div><ol class="c-article-references"><li class="c-article-references__item"'
        ' data-counter="1."><p class="c-article-references__text" id="ref-CR1">Lee A. Beams. J Med 2019;3:1.</p><p class='
        '"c-article-references__links"><a href="x">Article</a></p></li><li data-counter="2."><p id="ref-CR2">Wu B. Drugs. '
        "J Med 2020;4:2.</p></li></ol></div></section>",
    ),
    "elsevier": (
        '<p>It fell [<a name="bbib1" href="#bib1">1</a>,<a href="#bib2">2</a>].</p>',
        '<section class="bibliography"><h2>References</h2><dl class="references"><dt class="label"><a href="#bbib1" '
        'id="bib1">[1]</a></dt><dd class="reference">Lee A. Beams. J Med 2019;3:1.</dd><dt class="label"><a id="bib2">'
        '[2]</a></dt><dd class="reference">Wu B. Drugs. J Med 2020;4:2.</dd></dl></section>',
    ),
    "wiley": (
        '<p>It fell.<sup><a class="bibLink" href="#cn-bib-0001">1</a>, <a href="#cn-bib-0002">2</a></sup></p>',
        '<section class="article-section__references"><h2>REFERENCES</h2><ul class="rlist"><li data-bib-id="cn-bib-0001">'
        '<span class="bullet">1</span><span class="author">Lee A</span>. Beams. J Med 2019;3:1.</li><li data-bib-id='
        '"cn-bib-0002"><span class="bullet">2</span>Wu B. Drugs. J Med 2020;4:2.</li></ul></section>',
    ),
}


@pytest.mark.parametrize("style", LISTS)
def test_links_point_at_the_entries_of_the_list(style: str) -> None:
    text, entries = LISTS[style]
    document = read(page(f"<h2>Results</h2><p>{LONG}</p>{text}{entries}"))
    assert [entry.label for entry in document.entries] == ["1", "2"]
    assert [entry.pieces[0].of(document.text) for entry in document.entries] == [
        "Lee A. Beams. J Med 2019;3:1.",
        "Wu B. Drugs. J Med 2020;4:2.",
    ]
    links = [link for link in document.links if link.kind == "reference"]
    assert [(link.span.of(document.text), link.targets[0]) for link in links] == [
        ("1", document.entries[0].target),
        ("2", document.entries[1].target),
    ]


def test_a_numbered_list_gives_its_entries_their_numbers() -> None:
    document = read(page(f"<p>{LONG}</p><h2>References</h2><ol><li>Lee A. Beams.</li><li>Wu B. Drugs.</li></ol>"))
    assert [(entry.label, entry.target) for entry in document.entries] == [("1", "entry1"), ("2", "entry2")]


def test_a_list_in_the_text_is_no_reference_list() -> None:
    document = read(page(f"<h2>Methods</h2><p>{LONG}</p><ol><li>Age over 18</li><li>Child-Pugh A</li></ol>"))
    assert document.entries == () and words_of(document, "list_item") == ["Age over 18", "Child-Pugh A"]


def test_a_table_in_its_wrap_has_caption_cells_and_notes() -> None:
    document = read(
        page(
            f"<h2>Results</h2><p>{LONG}</p><div class='table-wrap' id='T1'><h4>Table 1</h4><div class='caption'><p>Events"
            "</p></div><table><thead><tr><th rowspan='2'>Event</th><th colspan='2'>Arm</th></tr><tr><th>A</th><th>B</th>"
            "</tr></thead><tbody><tr><td>Any<sup>a</sup></td><td>3 (30)</td><td>4</td></tr></tbody></table><div "
            f"class='tw-foot'><p><sup>a</sup>Made up.</p></div></div><p>{LONG}</p>"
        )
    )
    (grid,) = document.grids
    assert (grid.label, [piece.of(document.text) for piece in grid.caption]) == ("Table 1", ["Events"])
    assert rows(document, grid) == [
        [(0, "head", "Event"), (1, "head", "Arm")],
        [(1, "head", "A"), (2, "head", "B")],
        [(0, "stub", "Anya"), (1, "body", "3 (30)"), (2, "body", "4")],
    ]
    assert [note[0].of(document.text) for note in grid.notes] == ["aMade up."]


def test_a_table_that_only_arranges_the_page_is_no_grid() -> None:
    document = read(page(f"<table role='presentation'><tr><td><p>{LONG}</p></td></tr></table>"))
    assert document.grids == () and LONG.strip() in document.text


def test_captions_inside_tables_and_figures_are_told() -> None:
    document = read(
        page(
            "<table><caption>Table 2. Doses</caption><tr><th>Arm</th><th>Gy</th></tr><tr><td>A</td><td>40</td></tr></table>"
            f"<figure id='F1'><img src='x'/><figcaption>Figure 1. Flow</figcaption></figure><p>{LONG}</p>"
        )
    )
    assert document.grids[0].label == "Table 2"
    assert words_of(document, "caption") == ["Table 2. Doses", "Figure 1. Flow"]


def test_malformed_pages_are_read() -> None:
    document = read(
        f"<html><body><h1>Beams and livers<h2>Results<p>{LONG}<p>It fell <b>much<p>more.<table><tr><td>a<td>b"
    )
    assert "It fell much" in document.text and len(document.grids) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1", "utf-16"])
def test_pages_are_decoded_by_mark_declaration_or_content(encoding: str) -> None:
    declared = "<meta charset='iso-8859-1'>" if encoding == "latin-1" else ""
    assert "Größe" in read(page(f"<p>Größe {LONG}</p>", declared).encode(encoding)).text


def test_raised_markers_are_runs() -> None:
    document = read(page("<h2>Results</h2><p>It fell.<sup>3,4</sup></p>"))
    assert [run.span.of(document.text) for run in document.runs.with_style(Style.SUPERSCRIPT)] == ["3,4"]


def test_a_page_without_words_is_no_paper() -> None:
    with pytest.raises(NotAPaper):
        read("<html><body><nav>Home</nav><script>x</script></body></html>")


def test_deep_nesting_hits_no_recursion_limit() -> None:
    assert "word" in read("<div>" * 1500 + "<p>word</p>" + "</div>" * 1500).text


def test_control_characters_are_left_out_and_large_numbers_kept() -> None:
    from extract.read.html.tree import CONTROL

    assert CONTROL.sub("", "a\x01b&#1;c&#x1F;d&#31;e") == "abcde"
    assert CONTROL.sub("", "&#120;&#x1F600;&#9;\n") == "&#120;&#x1F600;&#9;\n"


PROSE = f"<p>{LONG}</p><p>{LONG.replace('.', ', so far.')}</p>"
ENTRY = "Moss A, Fern B. Quiet rooms and sleep, part {0}. Ward J. 201{0};4:1{0}-19."


def whole(*, ahead: str = "", abstract: str = "", text: str = "", behind: str = "", meta: str = "") -> Document:
    """A page without the containers that most publishers have."""
    head = f"<head><title>On rest | Ward Journal</title>{meta}</head>"
    return read(f"<html>{head}<body>{ahead}<h1>On rest</h1>{abstract}{text}{behind}</body></html>")


def roles(document: Document) -> list[tuple[str, str | None]]:
    return [(block.span.of(document.text)[:20], block.role) for block in document.blocks if block.kind == "heading"]


def test_an_abstract_ends_where_its_element_or_its_parts_end() -> None:
    long = "<p>" + "Sleep on wards is short and broken by noise. " * 60 + "</p>"
    body = f"<h3>Background</h3>{long}<h3>Methods</h3>{long}"
    parts = "<h4>Background</h4><p>Sleep is short.</p><h4>Methods</h4><p>We asked 40 patients of one ward.</p>"
    expected = [("Background", "introduction"), ("Methods", "methods")]
    for abstract in (
        f"<section><h3>Abstract</h3><div>{parts}<p>{LONG}</p></div></section>",
        "<div class='JournalAbstract'><p>Sleep on wards is short and broken by noise, as all who lay there know.</p></div>",
        "<h3>Abstract</h3><p>Sleep on wards is short and broken by noise, as all who lay there know.</p>",
    ):
        document = whole(abstract=abstract, text=f"<div class='abstract-container'>{body}</div>")
        assert roles(document)[-2:] == expected
        assert any(block.role == "abstract" and block.kind == "paragraph" for block in document.blocks)


def test_parts_of_a_flat_abstract_stay_in_it_and_the_next_background_is_the_papers() -> None:
    flat = "<h2>Abstract</h2><h3>Background</h3><p>Why.</p><h3>Results</h3><p>That.</p><h3>Trial registration</h3><p>N1.</p>"
    document = whole(abstract=flat, text=f"<h2>Background</h2>{PROSE}")
    assert [role for _, role in roles(document)] == ["abstract"] * 4 + ["introduction"]


@pytest.mark.parametrize(
    "listed",
    [
        "<aside class='Bibliography'><ol>{}</ol></aside>",
        "<footer class='generated-article-footer'><h2>References</h2><ul>{}</ul></footer>",
        "<h2>References</h2>{}",
        "<div class='sidebar'><div class='ref-list'>{}</div></div>",
        "<h2>References</h2><table>{}</table>",
    ],
)
def test_the_list_of_references_is_found_by_how_it_reads_wherever_it_stands(listed: str) -> None:
    tag = {"<ol": "li", "<ul": "li", "<ta": "tr"}.get(next((t for t in ("<ol", "<ul", "<ta") if t in listed), ""), "p")
    entries = "".join(
        f"<{tag}>{'<td>' if tag == 'tr' else ''}{ENTRY.format(n)}{'</td>' if tag == 'tr' else ''}</{tag}>"
        for n in range(1, 9)
    )
    document = whole(text=f"<h2>Introduction</h2>{PROSE * 3}", behind=listed.format(entries))
    assert len(document.entries) == 8
    assert document.entries[0].pieces[0].of(document.text).startswith("Moss A, Fern B.")


def test_works_that_cite_the_paper_and_files_to_load_are_no_list_of_references() -> None:
    others = "".join(f"<li><a href='/x{n}'>{ENTRY.format(n)}</a></li>" for n in range(1, 10))
    files = "<h3>Download references</h3><ul><li>Manager A 2019, 1:2</li><li>Manager B 2018, 3:4</li></ul>"
    document = whole(text=f"<h2>Results</h2>{PROSE}", behind=f"<h2>Cited by</h2><ul>{others}</ul>{files}")
    assert document.entries == ()


def test_a_page_in_a_form_or_in_a_table_of_columns_is_read() -> None:
    text = "<h2>Introduction</h2>" + "".join(f"<p>{LONG} Part {n} of it.</p>" for n in range(20))
    for around in ("<form>{}</form>", "<table><tr><td>Menu</td><td>{}</td></tr></table>"):
        document = whole(text=around.format(text))
        assert sum(block.kind == "paragraph" for block in document.blocks) == 20 and document.grids == ()


CELLS = "<table><tr><th>Ward</th><th>Hours</th></tr><tr><td>North</td><td>6.1</td></tr></table>"


@pytest.mark.parametrize(
    "set_out",
    [
        f"<p><b>Table 1.</b> Sleep by ward.</p>{CELLS}",
        f"{CELLS}<div>Table 1. Sleep by ward.</div>",
        f"<div class='table-wrap'>{CELLS}<div class='caption'><h3>Table 1. Sleep by ward.</h3></div></div>",
        f"<div class='box'><div><span>Table 1</span> Sleep by ward.</div><div>{CELLS}</div></div>",
    ],
)
def test_a_caption_belongs_to_its_table_ahead_of_it_or_below(set_out: str) -> None:
    document = whole(text=f"<h2>Results</h2>{PROSE}{set_out}{PROSE.replace('far', 'on')}")
    (grid,) = document.grids
    assert grid.label == "Table 1" and "Sleep by ward" in " ".join(p.of(document.text) for p in grid.caption)


def test_a_sentence_about_a_table_is_no_caption_and_a_copy_or_thumbnail_no_second_table() -> None:
    document = whole(text=f"<h2>Results</h2>{PROSE}<p>Table 2 shows that sleep was short on all wards.</p>{CELLS}")
    assert document.grids[0].label is None
    cut = "<table><tr><td>War…</td><td>Hou…</td></tr><tr><td>Nor…</td><td>6.1</td></tr></table>"
    wrap = f"<div class='table-wrap'>{cut}<p>Table 1. Sleep.</p>{CELLS}</div><div class='modal'>Table 1 {CELLS}</div>"
    assert [grid.label for grid in whole(text=f"<h2>Results</h2>{PROSE}{wrap}").grids] == ["Table 1"]


def test_links_by_any_attribute_point_at_their_entries() -> None:
    text = (
        f"<h2>Introduction</h2>{PROSE}<p>It fell <a href='javascript:;' data-open='X9C1'>1</a> and rose "
        "<a rel='references:#b-2 #b-3' href='#b-2'>[2, 3]</a>, as <a href='#sec2'>below</a>.</p>"
    )
    entries = "".join(
        f"<li id='{name}'>{ENTRY.format(n)}</li>" for n, name in ((1, "ref-auto-X9C1"), (2, "b-2"), (3, "b-3"))
    )
    document = whole(text=text, behind=f"<h2>References</h2><ol>{entries}</ol>")
    found = [link.targets for link in document.links if link.kind == "reference"]
    assert found == [("ref-auto-X9C1",), ("b-2", "b-3")]


def test_names_that_only_the_pages_style_parts_are_parted_and_buttons_dropped() -> None:
    entry = (
        "<div class='surname'>Moss</div> <div class='given-names'>A</div><span class='name'>Fern B</span> 2019. "
        "<a class='title' href='/t'>Quiet rooms</a>. Ward J 4:11.<div class='links'><a>Search it here</a> <a>Find</a></div>"
    )
    listed = "".join(f"<div class='ref'>{entry.replace('11', str(n))}</div>" for n in range(11, 15))
    document = whole(text=f"<h2>Results</h2>{PROSE}", behind=f"<h2>References</h2><div>{listed}</div>")
    assert document.entries[0].pieces[0].of(document.text) == "Moss A, Fern B 2019. Quiet rooms. Ward J 4:11."


def test_what_a_page_does_not_hold_is_told() -> None:
    listed = "<h2>References</h2><ol>" + "".join(f"<li>{ENTRY.format(n)}</li>" for n in range(1, 9)) + "</ol>"
    assert [fault.code for fault in whole(behind=listed).faults] == ["little_text"]
    text = "<h2>Results</h2>" + "".join(f"<p>{LONG} Sleep {n} is in Table 1 and Table 2.</p>" for n in range(20))
    (fault,) = whole(text=text + f"<p>Table 1. Sleep.</p>{CELLS}").faults
    assert fault.code == "table_left_out" and "Table 2" in fault.message and "Table 1 " not in fault.message
    with pytest.raises(NotAPaper, match="check"):
        read("<html><body><h1>Just a moment</h1><p>Checking your browser. Are you a robot?</p></body></html>")


def test_titles_without_metadata_are_the_heading_that_the_page_names() -> None:
    document = read(
        "<html><head><title>On rest and noise - J</title></head><body><h1>Ward Journal</h1>"
        f"<h2>On rest and noise</h2><h3>Introduction</h3>{PROSE}</body></html>"
    )
    assert document.metadata.title == "On rest and noise"
    tagged = "<meta name='citation_title' content='Sleep of &lt;i&gt;Mus&lt;/i&gt; at p &lt; 5'>"
    assert whole(text=PROSE, meta=tagged).metadata.title == "Sleep of Mus at p < 5"


def test_the_year_is_that_of_the_issue() -> None:
    dates = "<meta name='citation_online_date' content='2018/12/30'><meta name='citation_publication_date' content='2019/2'>"
    metadata = whole(text=PROSE, meta=dates).metadata
    assert (metadata.year, metadata.year_online) == (2019, 2018)
    version = "<meta name='citation_journal_title' content='J Rest'><meta name='citation_date' content='2015-01-28'>"
    assert whole(abstract="<p>Cite as J Rest 2014;3:e7</p>", text=PROSE, meta=version).metadata.year == 2014


def test_boxes_behind_entries_are_taken_out_by_their_coming_again() -> None:
    boxes = '<div><a href="u">View record</a></div>' * 300
    listed = [
        etree.fromstring(f"<li><p>Roe A. Quiet wards. 200{n};2:3.</p>{boxes}{',' * 900}x<a>PubMed</a></li>")
        for n in range(4)
    ]
    listed += [etree.fromstring(f"<li><p>Roe A. Quiet wards. 201{n};2:3.</p>{boxes}</li>") for n in range(4)]
    buttons = entries.learn_buttons(listed)
    for entry in listed:
        entries.drop_buttons(entry, buttons)
    assert "".join(listed[4].itertext()) == "Roe A. Quiet wards. 2010;2:3."
    assert "".join(listed[0].itertext()).endswith("," * 900 + "x")


def test_headings_for_those_who_hear_the_page_are_headings() -> None:
    words = "<div>It rained on the ward for many nights, and nobody there slept well.</div>"
    heads = "".join(f"<div role='heading' aria-level='2'>{name}</div>{words}" for name in ("Abstract", "Ways of rest"))
    document = read(f"<body><div role='heading' aria-level='1'>Rest in wet wards</div>{heads}</body>")
    assert document.metadata.title == "Rest in wet wards"
    assert words_of(document, "heading") == ["Abstract", "Ways of rest"]


def test_a_title_in_a_plain_paragraph_is_the_one_that_the_page_names() -> None:
    body = "<p><b>Rest in wet wards and what it does</b></p><h4>Introduction to rest</h4><p>It rained.</p>"
    document = read(f"<head><title>Rest in wet wards and what it does | J Rest</title></head><body>{body}</body>")
    assert document.metadata.title == "Rest in wet wards and what it does"


def test_a_cited_title_that_the_mark_up_names_is_the_title_of_the_entry() -> None:
    listed = "".join(
        f"<li id='B{n}'>Moss A, Fern B. <span class='{name}'>Rest. Noise. Lamps {n}</span>. Ward J 2019;4:1-9.</li>"
        for n, name in enumerate(("nlm-article-title", "articleTitle", "journalTitle"), 1)
    )
    document = read(f"<body><h1>Rest in wards</h1><p>It rained.</p><h2>References</h2><ol>{listed}</ol></body>")
    given = [entry.fields and entry.fields.title for entry in document.entries]
    assert given == ["Rest. Noise. Lamps 1", "Rest. Noise. Lamps 2", None]


@pytest.mark.parametrize(("linked", "is_read"), [(6, True), (8, False)])
def test_a_list_that_is_mostly_links_leads_elsewhere(linked: int, is_read: bool) -> None:
    """Three items of ten letters each, so many of which are a link."""
    words = ("paediatric", "gynaecolog", "cardiology")
    items = "".join(f"<li><a href='/{word}'>{word[:linked]}</a>{word[linked:]}</li>" for word in words)
    text = read(page(f"<h2>Results</h2><p>{LONG}</p><ul>{items}</ul>")).text
    assert all(word in text for word in words) is is_read


@pytest.mark.parametrize(("count", "is_read"), [(2, True), (3, False)])
def test_two_links_make_no_list_that_leads_elsewhere(count: int, is_read: bool) -> None:
    items = "".join(f"<li><a href='/{n}'>Supplementary protocol {n} of the trial</a></li>" for n in range(count))
    text = read(page(f"<h2>Results</h2><p>{LONG}</p><ul>{items}</ul>")).text
    assert ("Supplementary protocol" in text) is is_read
