"""Which way an outcome went and which passage says so, on made-up papers."""

import pytest

from extract.annotate import annotate
from extract.model import Block, Document, Paper, Source, Span
from extract.resolve.questions.asking import Question, Reported, report_of
from extract.resolve.questions.direction import mirrored, signs
from extract.resolve.questions.passages import make_wanted
from extract.resolve.questions.units import make_known
from extract.resolve.questions.words import make_wording, stem
from extract.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary()
BACKGROUND = (
    "Knee pain is common among adults. We enrolled 80 adults with knee pain at two clinics. Participants were "
    "randomised to acupuncture or to sham needling. Sleep quality was measured with a diary."
)


def paper_of(results: str) -> Paper:
    whole, blocks = "", []
    for kind, content, role in (
        ("heading", "Methods", "methods"),
        ("paragraph", BACKGROUND, "methods"),
        ("heading", "Results", "results"),
        ("paragraph", results, "results"),
    ):
        start = len(whole)
        whole += content
        level = 1 if kind == "heading" else 0
        blocks.append(Block(kind=kind, pieces=(Span(start, len(whole)),), level=level, role=role))  # type: ignore[arg-type]
        whole += "\n\n"
    source = Source(path="made.txt", sha256="1" * 64, format="text", size=len(whole))
    return annotate(Document(source=source, text=whole, blocks=tuple(blocks)), VOCABULARY)


def ask(results: str, outcome: str = "sleep quality") -> Reported:
    question = Question(id="q", outcome=outcome, intervention="acupuncture", comparator="sham needling")
    return report_of(question, make_known(paper_of(results)))


@pytest.mark.parametrize(
    ("sentence", "direction"),
    [
        ("Sleep quality was significantly higher with acupuncture than with sham needling (p = 0.01).", "increased"),
        ("Sleep quality was significantly lower with acupuncture than with sham needling (p = 0.01).", "decreased"),
        ("Sleep quality was significantly lower with sham needling than acupuncture (p < 0.001).", "increased"),
        ("There was no significant difference in sleep quality between groups (p = 0.43).", "no difference"),
        ("Sleep quality was higher with acupuncture, but not significantly (p = 0.3).", "no difference"),
    ],
)
def test_the_direction_follows_who_and_whether_it_is_significant(sentence: str, direction: str) -> None:
    found = ask(f"All 80 adults were analysed. {sentence} Two adults moved away.")
    assert found.direction == direction
    assert found.passages[0].unit.text == sentence
    assert sum(found.chances.values()) == pytest.approx(1)


def test_another_outcome_of_the_same_paper_is_another_passage() -> None:
    results = (
        "Knee pain was significantly lower with acupuncture than with sham needling (p = 0.002). "
        "Sleep quality did not differ between the groups (p = 0.60)."
    )
    assert ask(results, "knee pain").direction == "decreased"
    assert ask(results, "sleep quality").direction == "no difference"


def test_an_outcome_that_the_paper_never_names_has_no_direction() -> None:
    found = ask("Pain fell in both groups.", "serum ferritin")
    assert found.direction is None
    assert not found.passages


def test_a_passage_is_read_as_signs_and_its_mirror_says_the_opposite() -> None:
    known = make_known(paper_of("Sleep quality rose."))
    wanted = make_wanted(known, "sleep quality", "acupuncture", "sham needling")
    found = signs("Sleep quality was higher with acupuncture than sham (OR 2.1, 1.3 to 3.4; p=0.01).", wanted)
    assert found == ["OUT", "UP", "INT", "THAN", "COMP", "NUM", "RUP", "END", "PSIG", "END"]
    assert mirrored(found)[1] == "DOWN"
    assert "PNS" in signs("(p = 0.05)", wanted)
    assert "PSIG" in signs("(p < 0.05)", wanted)
    assert "RNS" in signs("RR 0.9, 0.7 to 1.2", wanted)


def test_abbreviations_and_kin_meet_the_words_of_a_question() -> None:
    texts = ["HRQoL was measured", "the depressive state", "pain", "sleep"]
    wording = make_wording(texts, [("HRQoL", "health-related quality of life")])
    assert wording.asked("health related quality of life").cover(wording.bag("HRQoL was better")) == pytest.approx(1)
    assert 0 < wording.asked("depression").cover(wording.bag("depressive state")) < 1
    assert wording.asked("ferritin").cover(wording.bag("HRQoL")) == 0
    assert stem("haemorrhages") == stem("hemorrhage")
