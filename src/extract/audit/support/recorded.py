"""A work of which only a record is held: its abstract and its registrations as a text that can be asked."""

import re
from dataclasses import replace

from extract.audit.support.judge import Judgement
from extract.model import Document, Library, Paper, Registration, Sentence, Source, Span, Work

SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z(\[])")
CLEAR = 0.2
SILENT = "the abstract alone is held, which does not tell of these figures"


def record_text(work: Work, library: Library) -> Paper | None:
    """Title, abstract and registrations of a work as a paper of sentences; None where the record has no abstract."""
    registered = [found for each in work.registrations if (found := library.registration(each)) is not None]
    if not work.abstract and not registered:
        return None
    parts = [work.title or "", *SENTENCE_END.split(work.abstract or ""), *map(_worded, registered)]
    text, sentences = "", []
    for number, part in enumerate(each.strip() for each in parts if each.strip()):
        span = Span(len(text), len(text) + len(part))
        sentences.append(Sentence(id=f"s{number}", pieces=(span,), rule="record"))
        text += part + "\n"
    source = Source(path=work.id, sha256="0" * 64, format="text", size=len(text))
    return Paper(document=Document(source=source, text=text), sentences=tuple(sentences))


def in_part(judgement: Judgement) -> Judgement:
    """A judgement from a record: what the record does not print, or prints in passing, says nothing."""
    if judgement.outcome == "not_found" or (judgement.outcome == "contradicted" and judgement.chance < CLEAR):
        return replace(judgement, outcome="unverifiable", reason=SILENT, evidence=())
    quoted = tuple(replace(one, role="work", document_id=None, pieces=()) for one in judgement.evidence)
    return replace(judgement, evidence=quoted)


def _worded(registration: Registration) -> str:
    parts = [f"Registration {registration.id}: {registration.title or ''}"]
    if registration.enrolment is not None:
        parts.append(f"{registration.enrolment} patients enrolled")
    return "; ".join(parts) + "."
