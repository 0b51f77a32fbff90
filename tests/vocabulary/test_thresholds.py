"""Steps, levels and letters on either side of the thresholds by which two terms are related."""

import pytest

from extract.vocabulary.term import Term, Vocabulary


def pair(first: Term, second: Term) -> Vocabulary:
    return Vocabulary({term.id: term for term in (first, second)})


@pytest.mark.parametrize(
    ("trees", "distance"),
    [
        (("C01.1.1.1.1", "C01.1.1.2.2"), 4),
        (("C01.1.1.1.1", "C01.1.1.2.2.2"), None),
        (("C01.1.1.1", "C01.1.1.2"), 2),
        (("C01.1.1", "C01.1.2"), None),
    ],
    ids=["4 steps", "5 steps", "3 levels shared", "2 levels shared"],
)
def test_related_terms_are_four_steps_apart_and_share_three_levels(
    trees: tuple[str, str], distance: int | None
) -> None:
    first, second = (
        Term(id=name, kind="disease", names=(name,), trees=(tree,)) for name, tree in zip("ab", trees, strict=True)
    )
    assert pair(first, second).distance("a", "b") == distance


@pytest.mark.parametrize(
    ("names", "relation"),
    [(("sleepiness", "sleeping"), "related"), (("sleeper", "sleeping"), "different")],
    ids=["6 letters", "5 letters"],
)
def test_related_terms_share_the_first_six_letters_of_a_word(names: tuple[str, str], relation: str) -> None:
    first, second = (Term(id=name, kind="disease", names=(name,)) for name in names)
    assert pair(first, second).relation(*names) == relation
