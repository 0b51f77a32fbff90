"""What `resolve` found for the references of stored papers."""

from collections.abc import Iterable, Iterator
from json import loads

from extract.model import Match, Paper, Person, Work
from extract.store.database import Database
from extract.store.passages import Value, as_json, names

COLUMNS = names("reference_id document_id status score reasons work_id works conflict run_id")
UNSEEN = """SELECT d.id, d.title, d.authors, d.year, d.journal, d.volume, d.issue, d.pages_printed, d.doi, d.pmid,
 d.pmcid, d.type FROM documents d WHERE d.title IS NOT NULL AND (
 d.run_id > (SELECT ifnull(max(r.id), 0) FROM runs r WHERE r.command = 'resolve' AND r.finished_at IS NOT NULL)
 OR NOT EXISTS (SELECT 1 FROM works w WHERE w.document_id = d.id)) ORDER BY d.path, d.id"""
Row = tuple[Value, ...]


def match_row(paper: Paper, reference: str, match: Match) -> Row:
    """The columns of a match but the run's number."""
    work_id = match.works[0].id if match.status == "matched" and match.works else None
    works = as_json([work.id for work in match.works])
    status = match.status if work_id or match.status != "matched" else "none"
    reasons = as_json(match.reasons)
    return (f"{paper.id}.{reference}", paper.id, status, match.score, reasons, work_id, works, match.conflict)


def save_matches(database: Database, run: int, document_id: str, rows: Iterable[Row]) -> None:
    """Replaces a paper's matches. Inside a transaction."""
    database.execute("DELETE FROM matches WHERE document_id = ?", (document_id,))
    database.insert("matches", COLUMNS, [(*row, run) for row in rows])


def document_works(database: Database) -> Iterator[Work]:
    """The stored papers as works, so that references to them are found; those without title are left out.

    What a run that resolved has seen already is left out too, but for papers that are no work yet.
    """
    for row in database.rows(UNSEEN):
        yield Work(
            id="",
            title=row["title"],
            authors=tuple(Person(x["family"], x["given"], x["is_group"]) for x in loads(row["authors"])),
            year=row["year"],
            container=row["journal"],
            volume=row["volume"],
            issue=row["issue"],
            pages=row["pages_printed"],
            doi=row["doi"].lower() if row["doi"] else None,
            pmid=row["pmid"],
            pmcid=row["pmcid"],
            types=(row["type"],) if row["type"] else (),
            document_id=row["id"],
            source="document",
        )
