"""A citation's whole case: what is claimed, what is cited, what was judged, and what others tell of the same work."""

from collections.abc import Iterator
from dataclasses import dataclass

from extract.model import Paper, Reference
from extract.store import Database, StoredLibrary
from extract.store.layers import Row, layer_rows

MOST_OTHERS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Rows as exported; `entry_facts` from the entry's title, record or text; `others` other papers' passages."""

    claims: tuple[Row, ...]
    entry: Row | None
    entry_facts: tuple[Row, ...]
    source: str
    verdicts: tuple[Row, ...]
    findings: tuple[Row, ...]
    others: tuple[Row, ...]


def citation_case(database: Database, citation: Row) -> Case:
    """All that is stored about one citation and the work that it points at."""
    document_id, entry_id = str(citation["document_id"]), citation["reference_id"]
    claims = tuple(row for row in _rows(database, "claims", document_id) if citation["marker_id"] in row["markers"])
    subjects = {citation["id"], entry_id, *(row["id"] for row in claims)}
    library = StoredLibrary(database)
    paper = library.paper(document_id)
    reference = _reference(paper, entry_id)
    facts, source = _entry(library, paper, reference) if paper and reference else ((), "no entry is linked")
    return Case(
        claims=claims,
        entry=next((row for row in _rows(database, "references", document_id) if row["id"] == entry_id), None),
        entry_facts=facts,
        source=source,
        verdicts=tuple(
            row
            for row in _rows(database, "verdicts", document_id)
            if row["subject_id"] in subjects and row["reference_id"] in (entry_id, None)
        ),
        findings=tuple(
            row
            for row in _rows(database, "findings", document_id)
            if entry_id in row["reference_ids"] and _concerns(row, (citation, *claims))
        ),
        others=tuple(_others(database, library, paper, reference)) if paper and reference else (),
    )


def _rows(database: Database, layer: str, document_id: str) -> Iterator[Row]:
    yield from layer_rows(database, layer, (document_id,))


def _reference(paper: Paper | None, entry_id: str | None) -> Reference | None:
    listed = paper.references if paper is not None else ()
    return next((entry for entry in listed if paper is not None and f"{paper.id}.{entry.id}" == entry_id), None)


def _concerns(finding: Row, passages: tuple[Row, ...]) -> bool:
    """Whether a finding on the entry rests on this citation's passages, or on none of the text's."""
    claimed = [
        passage for passage in finding["evidence"] if passage["role"] == "claim" and passage["start"] is not None
    ]
    return not claimed or any(
        claim["start"] < row["end"] and row["start"] < claim["end"] for claim in claimed for row in passages
    )


def _entry(library: StoredLibrary, paper: Paper, reference: Reference) -> tuple[tuple[Row, ...], str]:
    """The facts of the cited work, and where its text is held."""
    from extract.audit.cases.works import find_work_facts
    from extract.vocabulary import load_vocabulary

    vocabulary = load_vocabulary()
    work = find_work_facts(paper, reference, library, vocabulary)
    facts: dict[tuple[str, str], Row] = {}
    for origin, found in (("title", work.stated), ("abstract or text", work.more)):
        for fact in found:
            label = vocabulary[fact.value].label if fact.value in vocabulary else fact.value
            facts.setdefault((fact.kind, fact.value), {"kind": fact.kind, "value": label, "from": origin})
    held = library.held(paper, reference)
    if held is not None:
        return tuple(facts.values()), f"its text is held: {held.document.source.path} ({held.id})"
    match = library.match(paper, reference)
    if match is not None and match.status == "matched" and match.works:
        has = "abstract" if match.works[0].abstract else "no abstract"
        return tuple(facts.values()), f"its record is held, with {has}: {match.works[0].id}"
    return tuple(facts.values()), "neither its text nor a record of it is held"


def _others(database: Database, library: StoredLibrary, paper: Paper, reference: Reference) -> Iterator[Row]:
    for at, (other, entry) in enumerate(library.citing(paper, reference)):
        if at >= MOST_OTHERS:
            return
        entry_id = f"{other.id}.{entry.id}"
        claims = [row["text"] for row in _rows(database, "claims", other.id) if row["reference_ids"] == [entry_id]]
        yield {
            "document_id": other.id,
            "title": other.document.metadata.title or other.document.source.path,
            "reference_id": entry_id,
            "reference_label": entry.label or entry.key,
            "claims": claims,
        }
