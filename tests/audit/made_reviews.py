"""Small reviews in plain text, read and annotated as any paper, for the citation checks."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from extract.annotate import annotate
from extract.audit import audit_paper
from extract.model import Answer, Finding, Match, Paper, Reference, Registration, Source, Verdict, Work
from extract.read import read_document
from extract.resolve.markers import link_markers
from extract.vocabulary import load_vocabulary

TITLE = "Radiotherapy for hepatocellular carcinoma: a review"
FILLER = "Hepatocellular carcinoma is common and often found late."


class EmptyLibrary:
    """Nothing is stored."""

    own_terms: Path | None = None

    def paper(self, document_id: str) -> Paper | None:
        return None

    def document_ids(self) -> tuple[str, ...]:
        return ()

    def match(self, paper: Paper, reference: Reference) -> Match | None:
        return None

    def held(self, paper: Paper, reference: Reference) -> Paper | None:
        return None

    def citing(self, paper: Paper, reference: Reference) -> Iterator[tuple[Paper, Reference]]:
        return iter(())

    def work(self, work_id: str) -> Work | None:
        return None

    def registration(self, registration_id: str) -> Registration | None:
        return None


def review(*paragraphs: str, entries: list[str], title: str = TITLE) -> Paper:
    """A review whose entries are numbered from 1."""
    listed = "\n".join(f"[{number}] {entry}" for number, entry in enumerate(entries, start=1))
    text = "\n\n".join([title, "Introduction", FILLER, *paragraphs, "References", listed]) + "\n"
    data = text.encode()
    source = Source(path="made.txt", sha256="1" * 64, format="text", size=len(data))
    paper = annotate(read_document(source, data), load_vocabulary())
    return replace(paper, citations=link_markers(paper.markers, paper.references))


def answers(paper: Paper, only: str = "citation_*") -> tuple[Answer, ...]:
    return audit_paper(paper, EmptyLibrary(), only=[only])


def findings(paper: Paper, label: str = "1") -> list[tuple[str, str]]:
    """Check and severity of what is reported on one entry, errors and warnings alone."""
    entry = next(each.id for each in paper.references if each.label == label)
    return [
        (answer.check, answer.severity)
        for answer in answers(paper)
        if isinstance(answer, Finding) and entry in answer.references and answer.severity != "note"
    ]


def verdicts(paper: Paper) -> list[str]:
    """The verdicts in the order of the citations."""
    found = {answer.subject_id: answer.verdict for answer in answers(paper) if isinstance(answer, Verdict)}
    return [found[citation.id] for citation in paper.citations]
