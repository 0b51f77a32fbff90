"""Single claims against the text of their sources."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from extract.audit.support.judge import Judgement, judge_claim
from extract.audit.support.source import SourceText
from extract.errors import DatabaseError
from extract.settings import Settings
from extract.store import StoredLibrary, find_document, open_read_only

SOURCES_IN_MEMORY = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One question: what is claimed, and the source that should bear it out (path, DOI, PMID or document id)."""

    id: str
    claim: str
    source: str


def source_paths(asked: Iterable[Asked]) -> list[str]:
    """The sources that are files, each once."""
    return list(dict.fromkeys(one.source for one in asked if _is_file(one.source)))


def judge_all(
    settings: Settings, asked: Iterable[Asked], failed: Mapping[str, str]
) -> Iterator[tuple[Asked, Judgement]]:
    """An answer to every question; a source that is not held, or `failed` to be read, leaves it unverifiable."""
    with open_read_only(settings.db) as database:
        library = StoredLibrary(database)

        @lru_cache(maxsize=SOURCES_IN_MEMORY)
        def source_text(name: str) -> SourceText | str:
            if name in failed:
                return f"the source could not be read: {failed[name]}"
            try:
                paper = library.paper(find_document(database, name))
            except DatabaseError as error:
                return str(error)
            return f"no paper {name!r}" if paper is None else SourceText(paper)

        for one in asked:
            source = source_text(one.source)
            if isinstance(source, str):
                yield one, Judgement(outcome="unverifiable", reason=source)
            else:
                yield one, judge_claim(one.claim, source)


def _is_file(name: str) -> bool:
    try:
        return Path(name).is_file()
    except (OSError, ValueError):
        return False
