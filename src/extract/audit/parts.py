"""Which part of a paper a passage stands in."""

from collections.abc import Iterator

from extract.audit.kept import Kept
from extract.audit.passages import Passage, sentences_of
from extract.model import Paper, SectionRole, Span

PASTED = 60


def spans_of(paper: Paper, *roles: SectionRole) -> tuple[Span, ...]:
    """The stretches of the sections with one of these roles."""
    return tuple(section.span for section in paper.sections if section.role in roles)


def sentences_in(paper: Paper, *roles: SectionRole) -> Iterator[Passage]:
    """The sentences of such sections."""
    wanted = frozenset(roles)
    return (passage for passage, stands_in in _PLACED.of(paper) if stands_in & wanted)


def sentences_outside(paper: Paper, *roles: SectionRole) -> Iterator[Passage]:
    """All other sentences."""
    wanted = frozenset(roles)
    return (passage for passage, stands_in in _PLACED.of(paper) if not stands_in & wanted)


def _placed(paper: Paper) -> tuple[tuple[Passage, frozenset[SectionRole]], ...]:
    """Each sentence with the roles of the sections that it stands in."""
    sections = [(section.span, section.role) for section in paper.sections]
    return tuple(
        (passage, frozenset(role for span, role in sections if span.contains(passage.pieces[0])))
        for passage in sentences_of(paper)
    )


_PLACED: Kept[tuple[tuple[Passage, frozenset[SectionRole]], ...]] = Kept(_placed, most=4, part=lambda paper: paper)


def own_sentences(paper: Paper, *roles: SectionRole) -> Iterator[Passage]:
    """The sentences of such sections that speak of the paper's own work: no citation, and no number of a cited one.

    A short text without any section is a pasted abstract.
    """
    cited = {marker.sentence for marker in paper.markers}
    pasted = not paper.sections and len(paper.sentences) <= PASTED and "abstract" in roles
    if not pasted:
        cited |= {result.sentence for result in paper.results if result.source == "cited"}
    for passage in sentences_of(paper) if pasted else sentences_in(paper, *roles):
        if passage.sentence is not None and passage.sentence.id not in cited:
            yield passage
