"""Questions of meta-analyses, put to the papers of the database."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from extract.errors import DatabaseError
from extract.resolve import outcomes as numbers
from extract.resolve.questions.asking import Question, Reported, report_of
from extract.resolve.questions.units import Known, make_known
from extract.settings import Settings
from extract.store import Database, StoredLibrary, find_document, open_read_only
from extract.vocabulary import load_vocabulary

PAPERS_IN_MEMORY = 8
SUFFIXES = ("", ".nxml", ".xml", ".pdf", ".html", ".txt")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and the paper that it is put to (document id, path, DOI, PMID, PMCID)."""

    question: Question
    paper: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a paper says to one question; `numbers` only where a kind of outcome was asked for."""

    document_id: str
    reported: Reported
    numbers: numbers.OutcomeAnswer | None


def answer_all(settings: Settings, asked: Iterable[Asked]) -> Iterator[tuple[Asked, Answer | str]]:
    """For every question its answer, or the reason why there is none."""
    vocabulary = load_vocabulary(settings.vocabulary)
    with open_read_only(settings.db) as database:
        library = StoredLibrary(database)

        @lru_cache(maxsize=PAPERS_IN_MEMORY)
        def known(name: str) -> tuple[Known, numbers.Known] | str:
            document_id = _document(database, name)
            paper = library.paper(document_id) if document_id else None
            if paper is None:
                return f"no paper {name!r} in {settings.db}"
            return make_known(paper), numbers.make_known(paper, vocabulary)

        for one in asked:
            paper = known(one.paper)
            if isinstance(paper, str):
                yield one, paper
            else:
                yield one, _answer(one.question, *paper)


def _answer(question: Question, known: Known, known_numbers: numbers.Known) -> Answer:
    found = None
    if question.kind is not None:
        asked = numbers.Question(
            id=question.id,
            outcome=question.outcome,
            intervention=question.intervention,
            comparator=question.comparator,
            kind=question.kind,
        )
        found = numbers.answer(asked, known_numbers)
    return Answer(known.paper.id, report_of(question, known), found)


def _document(database: Database, name: str) -> str | None:
    """The document that a question names; a PMCID also by the name of its file."""
    for suffix in SUFFIXES:
        try:
            return find_document(database, f"{name}{suffix}")
        except DatabaseError as error:
            if "means" in str(error):
                raise
    return None
