"""Papers in and out: rows for people and bytes for the audit, written in one transaction from the same value."""

from collections.abc import Sequence
from dataclasses import dataclass

from extract.model import Fault, Paper, Source
from extract.store.codec import PaperBytes, dump_paper
from extract.store.database import Database
from extract.store.notices import NoticeRow, notices_stated_by, save_notices
from extract.store.passages import Value, as_json, names
from extract.store.rows import LAYERS, Exploded, Row, stored_value

METADATA = names("title authors journal year volume issue pmid pmcid type language year_online")


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplodedPaper:
    """A paper ready to be written: made in a worker, cheap to hand over, nothing left to compute."""

    source: Source
    document: dict[str, Value]
    layers: tuple[tuple[Row, ...], ...]
    stored: PaperBytes
    faults: tuple[Fault, ...]
    notices: tuple[NoticeRow, ...] = ()

    @property
    def id(self) -> str:
        return self.source.sha256[:12]


@dataclass(frozen=True, slots=True)
class Known:
    """What the database holds of a source: the hashes of the code that read and annotated it."""

    reading: str
    annotation: str


def explode_paper(paper: Paper) -> ExplodedPaper:
    """All that `save_paper` writes."""
    made = Exploded(paper)
    return ExplodedPaper(
        source=paper.document.source,
        document=_document(paper),
        layers=tuple(tuple(make(made)) for _, _, make in LAYERS),
        stored=dump_paper(paper),
        faults=paper.document.faults,
        notices=tuple(notices_stated_by(paper.document)),
    )


def known(database: Database, sha256: str) -> Known | None:
    row = database.row("SELECT reading, annotation FROM documents WHERE sha256 = ?", (sha256,))
    return None if row is None else Known(row["reading"], row["annotation"])


def first_fault(database: Database, document_id: str, codes: Sequence[str]) -> Fault | None:
    """The first fault of a stored document that has one of these codes."""
    rows = database.rows("SELECT code, message, page FROM faults WHERE document_id = ? ORDER BY n", (document_id,))
    return next(
        (Fault(code=row["code"], message=row["message"], page=row["page"]) for row in rows if row["code"] in codes),
        None,
    )


def stored_reading(database: Database, sha256: str) -> tuple[str, bytes, bytes] | None:
    """Text, reading and runs of a document, to annotate it again without reading its file."""
    row = database.row(
        "SELECT d.text, p.reading, p.runs FROM documents d JOIN papers p ON p.document_id = d.id WHERE d.sha256 = ?",
        (sha256,),
    )
    return None if row is None else (row["text"], row["reading"], row["runs"])


def save_paper(database: Database, run: int, paper: ExplodedPaper, code: Known) -> None:
    """Writes a paper in place of what was there; verdicts that may rest on it are void. Inside a transaction."""
    remove_document(database, paper.id)
    code_and_run = {"reading": code.reading, "annotation": code.annotation, "run_id": run}
    database.insert_named("documents", [{**paper.document, **code_and_run}])
    for (table, columns, _), rows in zip(LAYERS, paper.layers, strict=True):
        if rows:
            database.insert(table, columns, rows)
    save_notices(database, paper.notices)
    stored = paper.stored
    columns = ("document_id", "reading", "runs", "layers")
    database.insert("papers", columns, [(paper.id, stored.reading, stored.runs, stored.layers)])


def remove_document(database: Database, document_id: str) -> None:
    """A document and all its rows; corpora and reviews stay."""
    if database.row("SELECT 1 FROM documents WHERE id = ?", (document_id,)) is None:
        return
    void_findings(database, document_id)
    database.execute("DELETE FROM matches WHERE document_id = ?", (document_id,))
    for table, _, _ in reversed(LAYERS):
        database.execute(f"DELETE FROM {table} WHERE document_id = ?", (document_id,))
    database.execute("DELETE FROM documents WHERE id = ?", (document_id,))


def void_findings(database: Database, document_id: str) -> None:
    """What the audit said of a document, of others while quoting it, and of those that cite it."""
    touched = [document_id]
    for row in database.rows("SELECT DISTINCT owner_document_id FROM quotations WHERE document_id = ?", (document_id,)):
        touched.append(row["owner_document_id"])
    for row in database.rows(
        "SELECT DISTINCT m.document_id FROM matches m JOIN works w ON w.id = m.work_id WHERE w.document_id = ?",
        (document_id,),
    ):
        touched.append(row["document_id"])
    for owner in dict.fromkeys(touched):
        forget_audit(database, owner)


def forget_audit(database: Database, document_id: str) -> None:
    """Findings, verdicts, corroborations, their evidence and the coverage of one document."""
    for table in ("findings", "verdicts", "corroborations"):
        owners = f"SELECT id FROM {table} WHERE document_id = ?"
        database.execute(f"DELETE FROM rests_on WHERE owner_id IN ({owners})", (document_id,))
    database.execute("DELETE FROM quotations WHERE owner_document_id = ?", (document_id,))
    for table in ("findings", "verdicts", "corroborations", "coverage", "recomputed"):
        database.execute(f"DELETE FROM {table} WHERE document_id = ?", (document_id,))


def add_to_corpus(database: Database, corpus: str, document_id: str) -> None:
    database.execute("INSERT OR IGNORE INTO corpora (name) VALUES (?)", (corpus,))
    database.execute("INSERT OR IGNORE INTO corpus_documents VALUES (?, ?)", (corpus, document_id))


def _document(paper: Paper) -> dict[str, Value]:
    """The row of the table `documents`, but for the code that made it and the number of the run."""
    document = paper.document
    source, metadata = document.source, document.metadata
    titles = [{"language": language, "title": title} for language, title in metadata.translated_titles]
    return {
        "id": document.id,
        **{name: getattr(source, name) for name in ("sha256", "path", "format", "size")},
        **{name: stored_value(getattr(metadata, name)) for name in METADATA},
        "pages_printed": metadata.pages,
        "doi": metadata.doi.lower() if metadata.doi else None,
        "translated_titles": as_json(titles),
        "kind": paper.kind,
        "pages": len(document.pages),
        "text": document.text,
    }
