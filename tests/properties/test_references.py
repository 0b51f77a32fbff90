"""Printed references: never an error, and nothing that was not printed."""

import re

from hypothesis import given

from extract.annotate.references import parse_reference
from extract.text.similarity import squeeze
from tests.properties import QUICK
from tests.properties.made import ANY_TEXT, references


@QUICK
@given(ANY_TEXT)
def test_any_text_may_be_parsed(text: str) -> None:
    parse_reference(text)


@QUICK
@given(references())
def test_fields_stand_in_the_reference(printed: str) -> None:
    fields = parse_reference(printed)
    held = squeeze(printed)
    for field in (fields.title, fields.container, fields.volume, fields.issue, fields.publisher, fields.doi):
        assert field is None or squeeze(field) in held
    for person in fields.authors:
        assert squeeze(person.family) in held and squeeze(person.given) in held
    for number in re.findall(r"\d+", fields.pages or ""):
        assert number in printed
    assert fields.year is None or str(fields.year) in printed


@QUICK
@given(references())
def test_year_and_first_author_are_found_and_white_space_does_not_matter(printed: str) -> None:
    fields = parse_reference(printed)
    assert fields.authors and fields.year is not None
    assert parse_reference("  " + printed.replace(" ", "  ") + "\n").authors == fields.authors
