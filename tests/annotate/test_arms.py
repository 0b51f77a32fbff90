"""Groups of a study with their sizes, and numbers of people that are no size of a group."""

from extract.annotate import annotate
from extract.model import Block, Document, Source, Span
from extract.vocabulary import load_vocabulary


def sizes(text: str) -> dict[str, int | None]:
    """The size of each arm of a paper of one paragraph, by its name."""
    source = Source(path="made.txt", sha256="2" * 64, format="text", size=len(text))
    block = Block(kind="paragraph", pieces=(Span(0, len(text)),), role="methods")
    paper = annotate(Document(source=source, text=text, blocks=(block,)), load_vocabulary())
    return {arm.name: arm.n for arm in paper.arms}


def test_sizes_in_words_of_a_sentence_about_allocation() -> None:
    found = sizes("Eighty adults were randomly assigned, 41 to the yoga group and 39 to the walking group.")
    assert found == {"yoga group": 41, "walking group": 39}


def test_those_who_had_an_event_or_left_are_no_group() -> None:
    text = (
        "The yoga group rested. The yoga group slept. After randomised treatment 5 patients in the yoga group withdrew."
    )
    assert sizes(text) == {"yoga group": None}
    text = "The yoga group rested. The yoga group slept. Nausea was told by 5 patients in the yoga group."
    assert sizes(text) == {"yoga group": None}
