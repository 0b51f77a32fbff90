"""One input from file to rows, as a worker does it; and the one writer that takes the rows in input order.

The rooms that only a worker needs are imported there: the parent starts at once.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from extract.errors import InputError, LeftOut, Unreadable
from extract.model import Document, Source
from extract.pipeline.inputs import InputFile
from extract.pipeline.workers import Done, crashed
from extract.store import Database, ExplodedPaper, Input, Known, explode_paper, load_document, open_read_only
from extract.store.papers import add_to_corpus, first_fault, known, save_paper, stored_reading
from extract.store.runs import save_inputs

LIGHT_BYTES = 1_000_000
"""A file up to this is read where the call is: articles in JATS are of 50 to 500 kB."""

HEAD = 2048
"""Bytes in which a PDF says that it is one; the reader looks into the first 1024."""

PACKED = (b"PK\x03\x04", b"\x1f\x8b")
"""How zips (DOCX is one) and gzip files begin."""

INCOMPLETE = ("truncated",)
"""Faults of a document that was kept, which still make its run incomplete."""


@dataclass(frozen=True, slots=True)
class Ingested:
    """What a worker made of one input: a paper to write, or None where the database has it already."""

    source: Source
    paper: ExplodedPaper | None
    is_new_reading: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MakePaper:
    """The task of a worker: everything between a file and its rows."""

    db: Path | None
    """None where the database is out of reach: every file is read."""

    code: Known
    max_bytes: int
    vocabulary: Path | None
    ocr: bool = False

    def __call__(self, file: InputFile) -> Ingested:
        from extract.read import read_document

        source, data = self.load(file)
        if self.db is None:
            return Ingested(source, self.explode(read_document(source, data, ocr=self.ocr)), True)
        database = reading_connection(self.db)
        held = known(database, source.sha256)
        if held == self.code:
            return Ingested(source, None, False)
        is_new = held is None or held.reading != self.code.reading
        document = read_document(source, data, ocr=self.ocr) if is_new else _stored(database, source)
        return Ingested(source, self.explode(document), is_new)

    def load(self, file: InputFile) -> tuple[Source, bytes]:
        """The bytes of an input, under the name by which it was given."""
        from extract.read import load_source

        if file.why is not None:
            raise Unreadable(file.why)
        if file.left_out is not None:
            raise LeftOut(f"{file.name} is left out: {file.left_out}")
        loaded, data = load_source(file.path, max_bytes=self.max_bytes, name=file.name, member=file.member)
        return replace(loaded, path=file.name), data

    def held(self, database: Database, file: InputFile) -> Ingested | None:
        """What need not be done again."""
        source, _ = self.load(file)
        return Ingested(source, None, False) if known(database, source.sha256) == self.code else None

    def explode(self, document: Document) -> ExplodedPaper:
        from extract.annotate import annotate
        from extract.resolve.markers import link_markers
        from extract.resolve.pooled import find_pooled
        from extract.resolve.studies import find_studies
        from extract.vocabulary import load_vocabulary

        paper = annotate(document, load_vocabulary(self.vocabulary))
        paper = replace(paper, citations=link_markers(paper.markers, paper.references))
        return explode_paper(replace(paper, studies=find_studies(paper), pooled=find_pooled(paper)))


def record(database: Database, run: int, done: Done[InputFile, Ingested], code: Known, corpus: str | None) -> Input:
    """Writes what became of one input: its paper, or its error, as one transaction."""
    with database.atomic():
        if done.result is None:
            error = done.error or crashed(RuntimeError("no result"))
            taken = Input(
                path=done.item.name,
                outcome="left_out" if isinstance(error, LeftOut) else "failed",
                code=error.code,
                message=str(error),
                seconds=done.seconds,
            )
            save_inputs(database, run, [taken])
            return taken
        rows = list(_save(database, run, done.result, code, done.seconds))
        if corpus is not None:
            add_to_corpus(database, corpus, done.result.source.sha256[:12])
        save_inputs(database, run, rows)
        return rows[0]


def is_incomplete(taken: Input) -> bool:
    """Whether an input makes its run incomplete (exit code 3)."""
    return taken.outcome == "failed" or taken.code in INCOMPLETE


def _save(database: Database, run: int, made: Ingested, code: Known, seconds: float) -> Iterator[Input]:
    source, paper = made.source, made.paper
    document_id = source.sha256[:12]
    if paper is None or known(database, source.sha256) == code:
        fault = first_fault(database, document_id, INCOMPLETE)
        yield Input(
            path=source.path,
            outcome="unchanged",
            sha256=source.sha256,
            document_id=document_id,
            seconds=seconds,
            code=fault.code if fault else None,
            message=fault.message if fault else None,
        )
        return
    save_paper(database, run, paper, code)
    taken = Input(
        path=source.path,
        outcome="ingested" if made.is_new_reading else "reannotated",
        sha256=source.sha256,
        document_id=document_id,
        seconds=seconds,
    )
    first, *more = paper.faults or (None,)
    yield taken if first is None else replace(taken, code=first.code, message=first.message, page=first.page)
    for n, fault in enumerate(more, 1):
        if fault is not None:
            yield replace(taken, n=n, code=fault.code, message=fault.message, page=fault.page, seconds=0.0)


def _stored(database: Database, source: Source) -> Document:
    stored = stored_reading(database, source.sha256)
    if stored is None:
        raise InputError(f"{source.path} vanished from the database while it was being annotated: run this again")
    return replace(load_document(*stored), source=source)


@cache
def reading_connection(db: Path) -> Database:
    return open_read_only(db)


def forget_connections() -> None:
    """Readers opened by tasks that ran in this process see later writes only after this."""
    reading_connection.cache_clear()


def is_light(file: InputFile) -> bool:
    """Whether a file may be read without a process of its own: a text or mark-up of ordinary size.

    There every step hears the alarm of the time limit. A PDF goes through an engine that hears none and may crash;
    so does what is packed, whose size is not known.
    """
    if file.member is not None or not file.path.is_file() or file.path.stat().st_size > LIGHT_BYTES:
        return False
    with file.path.open("rb") as opened:
        start = opened.read(HEAD)
    return b"%PDF-" not in start and not start.startswith(PACKED)


Watch = Callable[[Input], None]
"""Told about each input as it is written."""


def write_all(
    database: Database,
    run: int,
    results: Iterable[Done[InputFile, Ingested]],
    *,
    code: Known,
    corpus: str | None,
    watch: Watch,
) -> list[Input]:
    """The one writer: what became of each input, in order."""
    inputs = []
    for done in results:
        taken = record(database, run, done, code, corpus)
        watch(taken)
        inputs.append(taken)
    return inputs
