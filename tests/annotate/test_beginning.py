"""Of a text beyond the length of a book the beginning is annotated, and the whole is kept."""

import pytest
from tests.annotate.made_papers import document

from extract.annotate import annotate
from extract.annotate.steps import clipped, with_fault
from extract.model import Box, Document, Run, Runs, Span, Style
from extract.vocabulary import load_vocabulary

SENTENCE = "Survival improved after radiotherapy in most of the patients [1]. "


def of_length(paragraphs: int) -> Document:
    return document(*[SENTENCE * 3] * paragraphs)


def test_the_beginning_ends_with_a_block_and_cuts_no_run() -> None:
    runs = Runs()
    for start in (0, 100, 205):
        runs.append(Run(span=Span(start, start + 90), style=Style(0), box=Box(1, 0, 0, 1, 1), size=9.0))
    whole = document(*[SENTENCE * 3] * 5, runs=runs)
    cut = clipped(whole, 300)
    assert cut.text == whole.text[: whole.blocks[1].span.end]
    assert cut.blocks == whole.blocks[:2]
    assert list(cut.runs.end) == [90, 190]


def test_a_text_of_a_thousand_pages_is_kept_whole_and_says_what_was_annotated(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("extract.annotate.steps.MOST_CHARACTERS", 500)
    whole = of_length(9)
    paper = annotate(whole, load_vocabulary())
    assert paper.text == whole.text
    assert 1 < len(paper.sentences) < 9
    assert [fault.code for fault in paper.document.faults] == ["too_long"]
    assert [fault.code for fault in with_fault(paper.document).faults] == ["too_long"]


def test_a_paper_is_annotated_to_its_end() -> None:
    paper = annotate(of_length(9), load_vocabulary())
    assert len(paper.sentences) >= 27 and paper.document.faults == ()
