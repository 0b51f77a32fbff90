"""Sentences of medical prose."""

from itertools import pairwise

import pytest
from tests.annotate.made_papers import PROSE, document
from tests.patience import must_end

from extract.annotate.sections import find_sections
from extract.annotate.sentences import find_sentences, sentence_ends, sentence_pieces
from extract.model import Block, Document, Source, Span, quote

CASES = [
    "Risk fell (P < .001). |It rose later.",
    "Ahn et al. reported this. |Others did not.",
    "This was shown by Ahn et al. |However, others disagree.",
    "Ahn et al. [40] agreed with Fig. 2A and Ref. 12.",
    "Given once vs. Twice-daily dosing, it failed.",
    "E. coli grew. |S. aureus did not.",
    "Toxicity was low.¹² |However, costs rose.",
    "Toxicity was low.1,2 |However, costs rose.",
    "Toxicity was low.^{1,2} |However, costs rose.",
    "Is it safe?[12] |We think so.",
    "It recurred. [3–5] |In all, 5 died.",
    "Criteria were as follows. |(1) Age above 18 years.",
    "The dose was 3.5 mg. |mTOR was blocked.",
    "SPSS v. 22.0 (IBM Corp., Armonk, NY, USA) was used. |Tests were two-sided.",
    "He had hepatitis B. |The virus persisted.",
    "Drugs (e.g. sorafenib, i.e. a kinase inhibitor) were given. |p53 was mutated.",
    "Dr. J. Smith, Jr. wrote it.",
    "It was “safe.” |We used it.",
    "Many had surgery.The rest had none.",
]


@pytest.mark.parametrize("case", CASES)
def test_sentences_end_where_they_should(case: str) -> None:
    text = case.replace("|", "")
    if case.endswith("surgery.The rest had none."):
        expected = ["Many had surgery.", "The rest had none."]
    else:
        expected = [part.strip() for part in case.split("|")]
    ends = [0, *sentence_ends(text), len(text)]
    assert [text[a:b].strip() for a, b in pairwise(ends) if text[a:b].strip()] == expected


def test_a_sentence_goes_on_behind_a_page_break() -> None:
    text = "It was tailored to tumour\n\n[p. 3]\n\nstage. Then it ended."
    pieces = tuple(sentence_pieces(text, (Span(0, 25), Span(35, len(text)))))
    assert [quote(text, each) for each in pieces] == ["It was tailored to tumour stage.", "Then it ended."]
    assert len(pieces[0]) == 2


def test_headings_references_and_cells_have_no_sentences() -> None:
    made = document("A sentence stands here. Another one.")
    sections = find_sections(made)
    sentences = find_sentences(made, sections)
    assert [quote(made.text, sentence.pieces) for sentence in sentences] == ["A sentence stands here.", "Another one."]
    assert {sentence.section for sentence in sentences} == {sections[0].id}
    text = "References\n\n1. Made A. A title. 2001."
    blocks = (
        Block(kind="heading", pieces=(Span(0, 10),), level=1),
        Block(kind="paragraph", pieces=(Span(12, len(text)),)),
    )
    listed = Document(source=Source(path="made", sha256="0" * 64, format="text", size=1), text=text, blocks=blocks)
    assert find_sentences(listed, find_sections(listed)) == ()


def test_labels_of_an_abstract_open_sentences() -> None:
    made = document("Methods: We asked; then — Results: ten answered.", heading="Abstract")
    assert len(find_sentences(made, find_sections(made))) >= 1


def test_long_text_is_cut_in_the_end() -> None:
    hostile = ("a." * 20_000) + " " + "¹" * 20_000 + " " + "[1," * 10_000 + PROSE
    with must_end():
        assert list(sentence_ends(hostile))


def test_a_line_without_end_is_cut_at_spaces_so_that_no_sentence_is_endless() -> None:
    text = "word " * 2_000
    cut = list(sentence_pieces(text, (Span(0, len(text)),)))
    assert len(cut) > 2 and all(piece.end - piece.start <= 3_000 for pieces in cut for piece in pieces)
    assert " ".join(piece.of(text) for pieces in cut for piece in pieces) == text.strip()
