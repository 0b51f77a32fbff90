"""Questions of meta-analyses, put to the papers of the database."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from extract.errors import DatabaseError
from extract.resolve.outcomes import Known, OutcomeAnswer, Question, answer, make_known
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


def answer_all(settings: Settings, asked: Iterable[Asked]) -> Iterator[tuple[Asked, OutcomeAnswer | str, str | None]]:
    """For every question its answer with the document's id, or the reason why there is none."""
    vocabulary = load_vocabulary(settings.vocabulary)
    with open_read_only(settings.db) as database:
        library = StoredLibrary(database)

        @lru_cache(maxsize=PAPERS_IN_MEMORY)
        def known(name: str) -> Known | str:
            document_id = _document(database, name)
            paper = library.paper(document_id) if document_id else None
            return make_known(paper, vocabulary) if paper is not None else f"no paper {name!r} in {settings.db}"

        for one in asked:
            paper = known(one.paper)
            if isinstance(paper, str):
                yield one, paper, None
            else:
                yield one, answer(one.question, paper), paper.paper.id


def _document(database: Database, name: str) -> str | None:
    """The document that a question names; a PMCID also by the name of its file."""
    for suffix in SUFFIXES:
        try:
            return find_document(database, f"{name}{suffix}")
        except DatabaseError as error:
            if "means" in str(error):
                raise
    return None
