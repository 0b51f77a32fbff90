"""An entry whose author the citing sentence names is what the text means."""

import pytest

from extract.audit.checks.citation_entry import _names_its_author
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
