"""A work of which only a record is held: its abstract and its registrations as a text that can be asked."""

from collections.abc import Iterable

from extract.audit.support.source import SourceText
from extract.model import Document, Library, Paper, Registration, Sentence, Source, Span, Work
from extract.text import lazy_re as re

SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z(\[])")


def recorded_source(work: Work, library: Library) -> SourceText | None:
    """Title, abstract and registrations of a work as sentences that can be asked; None where the record has none."""
    registered = [
        found for registration in work.registrations if (found := library.registration(registration)) is not None
    ]
    if not work.abstract and not registered:
        return None
    results = (result for registration in registered for result in registration.results)
    stated = SENTENCE_END.split(work.abstract or "")
    return _asked([work.title or "", *stated, *map(_worded, registered), *results], work.id)


def registered_source(registration: Registration) -> SourceText:
    """What a registry holds of a trial, its posted results among it, as sentences that can be asked."""
    return _asked([_worded(registration), *registration.results], registration.id)


def _asked(parts: Iterable[str], path: str) -> SourceText:
    text, sentences = "", []
    for number, part in enumerate(each.strip() for each in parts if each.strip()):
        span = Span(len(text), len(text) + len(part))
        sentences.append(Sentence(id=f"s{number}", pieces=(span,), rule="record"))
        text += part + "\n"
    source = Source(path=path, sha256="0" * 64, format="text", size=len(text))
    paper = Paper(document=Document(source=source, text=text), sentences=tuple(sentences))
    return SourceText(paper, is_record=True)


def _worded(registration: Registration) -> str:
    parts = [f"Registration {registration.id}: {registration.title or ''}"]
    if registration.phase:
        parts.append(f"phase {registration.phase}")
    if registration.conditions or registration.interventions:
        parts.append(", ".join((*registration.interventions, *registration.conditions)))
    if registration.start:
        parts.append(f"started in {registration.start}")
    if registration.enrolment is not None:
        parts.append(f"{registration.enrolment} patients enrolled")
    return "; ".join(parts) + "."
