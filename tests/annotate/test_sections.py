"""Sections from mark-up and from the headings of plain text."""

from dataclasses import replace

import pytest
from tests.annotate.made_papers import PROSE

from extract.annotate.sections import find_sections
from extract.model import Block, Document, Section, Source, Span
from extract.text.headings import parse_heading


def paper(*parts: tuple[str, str] | tuple[str, str, int], format: str = "text", role: str | None = None) -> Document:
    """Blocks from pairs of kind and text; a heading may have a level."""
    text, blocks = "", []
    for part in parts:
        start = len(text)
        text += part[1] + "\n\n"
        blocks.append(
            Block(
                kind=part[0],  # type: ignore[arg-type]
                pieces=(Span(start, start + len(part[1])),),
                level=part[2] if len(part) > 2 else 1 if part[0] == "heading" else 0,
                role=role if part[0] == "paragraph" else None,
            )
        )
    source = Source(path="made", sha256="0" * 64, format=format, size=len(text))  # type: ignore[arg-type]
    return Document(source=source, text=text, blocks=tuple(blocks))


def shape(sections: tuple[Section, ...]) -> list[tuple[str, str | None, int]]:
    return [(section.role, section.heading, section.level) for section in sections]


def test_main_heads_have_roles_and_subsections_inherit_them() -> None:
    document = paper(
        ("title", "A made trial of two drugs"),
        ("heading", "2. Methods"),
        ("heading", "2.1. Dose planning", 2),
        ("paragraph", PROSE),
        ("heading", "3. Results"),
        ("paragraph", PROSE),
    )
    sections = find_sections(document)
    assert shape(sections) == [
        ("title", None, 1),
        ("methods", "Methods", 1),
        ("methods", "Dose planning", 2),
        ("results", "Results", 1),
    ]
    assert sections[2].parent == sections[1].id
    assert sections[1].span.end == sections[3].span.start


def test_topics_of_a_review_are_other() -> None:
    document = paper(
        ("heading", "INTRODUCTION"),
        ("paragraph", PROSE),
        ("heading", "PROTON THERAPY"),
        ("heading", "Small tumours", 2),
        ("paragraph", PROSE),
    )
    assert shape(find_sections(document))[1:] == [("other", "PROTON THERAPY", 1), ("other", "Small tumours", 2)]


def test_parts_of_a_structured_abstract_stay_abstract() -> None:
    document = paper(
        ("heading", "Abstract"),
        ("heading", "Background"),
        ("paragraph", "Little is known."),
        ("heading", "Results"),
        ("paragraph", "It works."),
        ("heading", "Conclusion"),
        ("paragraph", "Use it."),
        ("heading", "Background"),
        ("paragraph", PROSE),
        ("heading", "Results"),
    )
    assert [section.role for section in find_sections(document)] == [
        *["abstract"] * 4,
        "introduction",
        "results",
    ]


def test_labels_within_one_paragraph_part_the_abstract() -> None:
    document = paper(
        ("heading", "Abstract"),
        (
            "paragraph",
            "Purpose To learn. **Methods:** We asked 20 people. Results of others were left out. **Results:** Ten.",
        ),
        ("paragraph", "Keywords: asking"),
        ("heading", "Introduction"),
    )
    headings = [section.heading for section in find_sections(document) if section.role == "abstract"]
    assert headings == ["Abstract", "Purpose", "Methods", "Results"]


def test_headings_after_an_abstract_of_labelled_parts_open_the_body() -> None:
    parts = "Background: Cancer recurs. Methods: We enrolled 82 patients. Results: All lived. Conclusions: Good."
    heads = [("heading", name) for name in ("Introduction", "Methods", "Results")]
    document = paper(
        ("heading", "Abstract"), ("paragraph", parts), *[b for h in heads for b in (h, ("paragraph", "A."))]
    )
    assert [section.role for section in find_sections(document) if section.level == 1] == [
        "abstract",
        "introduction",
        "methods",
        "results",
    ]


def test_an_unlabelled_opening_paragraph_is_the_abstract() -> None:
    document = paper(
        ("title", "A review"), ("front", "A. Author"), ("paragraph", PROSE * 2), ("heading", "Introduction")
    )
    assert [section.role for section in find_sections(document)] == ["title", "abstract", "introduction"]


def test_results_after_an_unstructured_abstract_are_the_papers_own() -> None:
    document = paper(("heading", "Abstract"), ("paragraph", PROSE), ("heading", "Results"), ("paragraph", PROSE))
    assert [section.role for section in find_sections(document)] == ["abstract", "results"]


def test_a_reference_group_is_no_reference_list() -> None:
    document = paper(
        ("heading", "Methods"),
        ("heading", "Reference"),
        ("paragraph", PROSE * 4),
        ("heading", "References"),
        ("paragraph", "1. Made A. A title. A journal. 2001;1:1."),
    )
    assert [section.role for section in find_sections(document)] == ["methods", "methods", "references"]


def test_given_roles_are_trusted() -> None:
    document = paper(("paragraph", "Short abstract."), ("heading", "What we did"), format="jats", role="abstract")
    assert shape(find_sections(document)) == [("abstract", None, 1), ("other", "What we did", 1)]


@pytest.mark.parametrize(
    ("wording", "role"),
    [
        ("Patients and methods", "methods"),
        ("Conflicts of interest", "back"),
        ("CONCLUSIONS AND RELEVANCE", "conclusion"),
        ("Literature cited", "references"),
        ("Materials of the liver", None),
        ("Resulting toxicity", None),
    ],
)
def test_wordings_name_roles(wording: str, role: str | None) -> None:
    assert parse_heading(wording).role == role


def test_an_abstract_that_the_reader_told_ends_with_its_last_block() -> None:
    document = paper(("title", "A made trial"), ("paragraph", PROSE), ("heading", "Rinsing"), ("paragraph", PROSE))
    told = (document.blocks[0], replace(document.blocks[1], role="abstract"), *document.blocks[2:])
    assert shape(find_sections(replace(document, blocks=told)))[:3] == [
        ("title", None, 1),
        ("abstract", None, 1),
        ("other", "Rinsing", 1),
    ]


def test_headings_in_an_abstract_that_the_reader_told_are_its_parts() -> None:
    document = paper(
        ("title", "A made trial"),
        ("heading", "Methods"),
        ("paragraph", PROSE),
        ("heading", "Methods"),
        ("paragraph", PROSE),
    )
    told = [
        replace(block, role="abstract") if number in (1, 2) else block for number, block in enumerate(document.blocks)
    ]
    sections = find_sections(replace(document, blocks=tuple(told)))
    assert shape(sections) == [
        ("title", None, 1),
        ("abstract", None, 1),
        ("abstract", "Methods", 2),
        ("methods", "Methods", 1),
    ]
