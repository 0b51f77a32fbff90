"""Author and year, in parentheses and in the sentence."""

from dataclasses import replace

import pytest
from tests.annotate.made_papers import made, named, numbered

from extract.annotate.citations import find_markers
from extract.annotate.sections import find_sections
from extract.model import Person, ReferenceFields
from extract.resolve.markers import link_markers

LIST = named(
    ("Smith, Jones, Brown", 2019),
    ("Lee, Kim", 2020, "a"),
    ("Lee, Kim", 2020, "b"),
    ("Méndez Romero, Poe", 2023),
    ("World Health Organization", 2008),
    ("Kenny", 1986),
    ("De Angelis, Roe, Doe", 2014),
    ("Roberts, Poe", 2003),
)
CASES = [
    ("It fell «(Smith et al., 2019; Lee and Kim 2020a,b)».", ["ref1", "ref2", "ref3"]),
    ("«Smith et al. (2019)» agreed, unlike «Kenny's (1986)» rule.", ["ref1", "ref6"]),
    ("It fell «(World Health Organization, 2008)» as «(e.g., Mendez-Romero & Poe, 2023)» show.", ["ref5", "ref4"]),
    ("It fell (HER2-positive; «De Angelis et al, 2014»).", ["ref7"]),
    ("Positive tests (PTS, «Roberts and Poe, 2003») and «Smith et al. 2019».", ["ref8", "ref1"]),
    ("Patients (as revised in 2019) of (May 2020) and (KY-2020-12) «(see Smith et al., 2019)».", ["ref1"]),
]


@pytest.mark.parametrize(("paragraph", "linked"), CASES)
def test_author_year_markers(paragraph: str, linked: list[str]) -> None:
    paper, expected = made(paragraph)
    found = find_markers(paper, find_sections(paper), (), (), LIST)
    assert [marker.span.of(paper.text) for marker in found] == expected
    assert [citation.reference for citation in link_markers(found, LIST)] == linked


def test_names_are_only_a_cue_in_a_numbered_paper() -> None:
    paper, expected = made("Smith et al. (2019) «[1]» and Lee «[2]» agreed «[3]».")
    found = find_markers(paper, find_sections(paper), (), (), numbered(3))
    assert [marker.span.of(paper.text) for marker in found] == expected


def test_a_well_formed_marker_without_entry_is_kept_as_missing() -> None:
    paper, _ = made("It fell (Smith et al., 2019), it rose (Nobody et al., 2001).")
    found = find_markers(paper, find_sections(paper), (), (), LIST)
    assert [citation.status for citation in link_markers(found, LIST)] == ["linked", "missing"]


UNDATED = (
    replace(
        numbered(1)[0],
        id="ref1",
        fields=ReferenceFields(authors=(Person("Hull", "C"), Person("Pike", "S")), year_suffix="in press"),
    ),
    replace(numbered(1)[0], id="ref2", fields=ReferenceFields(authors=(Person("Peel", "M"),), year_suffix="n.d.")),
    replace(numbered(1)[0], id="ref3", fields=ReferenceFields(authors=(Person("Doe", "J"),), year=2018)),
)


def test_works_not_yet_printed_are_cited_by_that_word() -> None:
    paper, expected = made(
        "Recall holds «(Hull & Pike, in press)», as «Peel (n.d.)» says «(Doe, 2018)», though the report of "
        "Moss and Fern (submitted) is not listed, and forms (accepted) were few."
    )
    found = find_markers(paper, find_sections(paper), (), (), UNDATED)
    assert [marker.span.of(paper.text) for marker in found] == expected
    assert [citation.reference for citation in link_markers(found, UNDATED)] == ["ref1", "ref2", "ref3"]
