"""For use from Python: the steps of the command line as functions, their rows as typed records or as a DataFrame.

Papers are named as on the command line: by id, path, file name, DOI or PubMed number. Every function takes the database
by its path. Errors are those of `extract.errors`; a paper that cannot be read raises nothing and is told in the rows
that `ingest` returns.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from extract import pipeline
from extract.errors import UsageError, suggestion
from extract.extras import is_installed, require
from extract.pipeline import Resolved
from extract.report.records import RECORDS, FindingRecord, Record, ResultRecord
from extract.settings import Settings, load_settings
from extract.store import Input, StoredLibrary, find_document, layer_rows, open_read_only

if TYPE_CHECKING:
    from pandas import DataFrame

DB = "outputs/extract.db"
Names = Sequence[str]


def ingest(
    paths: str | Path | Sequence[str | Path], db: str | Path = DB, *, corpus: str | None = None, jobs: int = 0
) -> list[Input]:
    """Reads files, folders or globs into the database, made where it is missing.

    `corpus` is a name that the papers join, `jobs` the number of processes (0: chosen by inputs and cores).
    Returns what became of each input, in order: `outcome` is ingested, reannotated, unchanged, failed or left_out;
    `code` and `message` say why one failed. Raises `DatabaseError` where the file is no database of ours.
    """
    is_single = isinstance(paths, str | Path)
    given = [str(path) for path in ([paths] if is_single else cast("Sequence[str | Path]", paths))]
    files, _ = pipeline.expand_inputs(given)
    return pipeline.ingest(_settings(db, corpus=corpus, jobs=jobs or None), files)


def resolve_references(db: str | Path = DB, papers: Names = (), *, online: bool = False) -> Resolved:
    """Looks up all references of the papers (all where none is named) in the library, `online` at live services too.

    Returns how many references have each status, what broke, and which services could not be asked. Raises
    `DatabaseError` for a name that no paper has.
    """
    return pipeline.resolve(_settings(db, offline=not online), _documents(db, papers))


def run_audit(
    db: str | Path = DB, papers: Names = (), *, only: Sequence[str] = (), skip: Sequence[str] = ()
) -> list[FindingRecord]:
    """Runs the checks (all, or those that globs such as "stat_*" name) and returns what they found in the papers.

    Raises `UsageError` for a glob that meets no check, and an `ExceptionGroup` where checks broke: what all others said
    is stored, and `findings` has it.
    """
    documents = _documents(db, papers)
    audited = pipeline.audit(_settings(db), documents, only=tuple(only), skip=tuple(skip))
    if audited.broken:
        raise ExceptionGroup(
            "checks broke; all others are stored", [RuntimeError(reported) for reported in audited.broken]
        )
    return [finding for finding in findings(db, documents) if finding.check in audited.checks]


def findings(db: str | Path = DB, papers: Names = ()) -> Iterator[FindingRecord]:
    """The findings as stored, the gravest of each paper first, with their passages and reviews."""
    return (cast(FindingRecord, record) for record in rows("findings", db, papers))


def rows(layer: str, db: str | Path = DB, papers: Names = ()) -> Iterator[Record]:
    """The rows of any layer of `extract export` as records, whose fields `extract schema LAYER` describes.

    They come as they are read, never all at once. Raises `UsageError` for a layer that there is not.
    """
    if layer not in RECORDS:
        raise UsageError(f"no layer {layer!r}: {suggestion(layer, tuple(RECORDS))}")
    with open_read_only(Path(db)) as database:
        documents = tuple(find_document(database, name) for name in papers)
        for row in layer_rows(database, layer, documents):
            yield RECORDS[layer].model_validate(row)


def frame(layer: str, db: str | Path = DB, papers: Names = ()) -> "DataFrame":
    """The rows of a layer as a DataFrame. Raises `UsageError` where pandas is not installed."""
    require("pandas", "a frame (`rows` does without)")
    import pandas

    columns = list(RECORDS[layer].model_json_schema(by_alias=True)["properties"]) if layer in RECORDS else []
    return pandas.DataFrame([row.model_dump(by_alias=True) for row in rows(layer, db, papers)], columns=columns)


def results(db: str | Path = DB, papers: Names = ()) -> "DataFrame | list[ResultRecord]":
    """All numbers that the papers report: a DataFrame where pandas is installed, else a list of records."""
    if is_installed("pandas"):
        return frame("results", db, papers)
    return [cast(ResultRecord, record) for record in rows("results", db, papers)]


def _settings(db: str | Path, **given: Any) -> Settings:
    return load_settings({"db": Path(db), **{name: value for name, value in given.items() if value is not None}})


def _documents(db: str | Path, papers: Names) -> tuple[str, ...]:
    with open_read_only(Path(db), upgrade=True) as database:
        return tuple(find_document(database, name) for name in papers) or StoredLibrary(database).document_ids()
