"""Questions of meta-analyses, put to the papers of the database."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from extract.errors import DatabaseError
from extract.resolve.questions import asking
from extract.resolve.questions.asking import Numbers, Question, Reported, chances_of, numbers_of, prepare, report_of
from extract.settings import Settings
from extract.store import Database, StoredLibrary, find_document, open_read_only

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
    numbers: Numbers | None


def answer_all(settings: Settings, asked: Iterable[Asked]) -> Iterator[tuple[Asked, Answer | str]]:
    """For every question its answer, or the reason why there is none."""
    with open_read_only(settings.db) as database:
        library = StoredLibrary(database)

        @lru_cache(maxsize=PAPERS_IN_MEMORY)
        def known(name: str) -> asking.Asked | str:
            document_id = _document(database, name)
            paper = library.paper(document_id) if document_id else None
            if paper is None:
                return f"no paper {name!r} in {settings.db}"
            return prepare(paper)

        for question in asked:
            paper = known(question.paper)
            if isinstance(paper, str):
                yield question, paper
            else:
                yield question, _answer(question.question, paper)


def scored(database: Database, rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Rows of a study table with `score`: how likely a paper, asked by the name and groups of a row, gives its numbers.

    Where it gives others first, `warning` tells them. Printed ratios are not asked for.
    """
    library = StoredLibrary(database)

    @lru_cache(maxsize=PAPERS_IN_MEMORY)
    def known(document_id: str) -> asking.Asked | None:
        paper = library.paper(document_id)
        return prepare(paper) if paper is not None else None

    for row in rows:
        paper = known(row["document_id"]) if row["kind"] != "ratio" else None
        if paper is None:
            yield {**row, "score": None}
            continue
        names = [row["outcome"].replace(" > ", " "), row["population"], row["time"]]
        question = Question(
            id="",
            outcome=" ".join(name for name in dict.fromkeys(names) if name),
            intervention=row["arm"],
            comparator=row["comparator"],
            kind=row["kind"],
        )
        chances = chances_of(question, paper)
        own = (row["ai"], row["ci"]) if row["kind"] == "binary" else (row["m1i"], row["m2i"])
        score = chances.get(own, 0.0)
        first = max(chances, key=lambda numbers: chances[numbers], default=own)
        other = f"asked by its name, the paper gives {first[0]:g} and {first[1]:g} first" if first != own else ""
        warning = "; ".join(part for part in (row["warning"], other) if part)
        yield {**row, "warning": warning, "score": round(score, 3)}


def _answer(question: Question, paper: asking.Asked) -> Answer:
    numbers = numbers_of(question, paper) if question.kind is not None else None
    return Answer(paper.known.paper.id, report_of(question, paper.known), numbers)


def _document(database: Database, name: str) -> str | None:
    """The document that a question names; a PMCID also by the name of its file."""
    for suffix in SUFFIXES:
        try:
            return find_document(database, f"{name}{suffix}")
        except DatabaseError as error:
            if "means" in str(error):
                raise
    return None
