"""An entry whose author the citing sentence names is what the text means."""

import pytest

from extract.audit.checks.citation_entry import _is_borrowed, _names_its_author
from extract.model import Claim, Person, Reference, ReferenceFields, Span
from tests.audit.made import made_paper


@pytest.mark.parametrize(
    ("sentence", "named"),
    [
        ("Fitness was taken by Åstrand's cycle test [24].", True),
        ("Fitness was taken by a cycle test [24].", False),
        ("Fitness was taken by the Saltine method [24].", False),
    ],
)
def test_an_author_named_in_the_sentence_speaks_for_the_entry(sentence: str, named: bool) -> None:
    place = (Span(0, len(sentence)),)
    claim = Claim(id="c1", pieces=place, rule="made", type="method", sentence="sent0", markers=())
    fields = ReferenceFields(authors=(Person("Åstrand"), Person("Saltin")))
    entry = Reference(id="ref24", pieces=place, rule="made", label="24", key=None, fields=fields)
    assert _names_its_author(made_paper(sentence), entry, [claim]) is named


@pytest.mark.parametrize(
    ("sentence", "title", "borrowed"),
    [
        ("Patients filled in a questionnaire [3].", "The hospital anxiety and depression scale", True),
        ("Patients walked for an hour [3].", "The hospital anxiety and depression scale", False),
        ("Response was assessed by RECIST criteria [3].", "New guidelines to evaluate the response in tumors", True),
        ("Intervals were computed by Monte Carlo [3].", "Inference from iterative simulation", True),
        ("Pleurodesis was tried before [3].", "Zur Therapie des malignen Ergusses mit einem Präparat", True),
        ("Pleurodesis was tried before [3].", "The Björk flap in tracheostomy", False),
    ],
)
def test_what_every_field_borrows_is_a_note(sentence: str, title: str, borrowed: bool) -> None:
    place = (Span(0, len(sentence)),)
    claim = Claim(id="c1", pieces=place, rule="made", type="method", sentence="sent0", markers=())
    assert _is_borrowed(made_paper(sentence), title, [claim]) is borrowed
