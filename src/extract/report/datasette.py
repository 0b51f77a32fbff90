"""What Datasette is told of the database: titles, descriptions, facets, and queries for the usual questions."""

from collections.abc import Sequence

from extract.store import Database
from extract.store.dictionary import Relation, questions, relations

FACETS: dict[str, Sequence[str | dict[str, str]]] = {
    "documents": ["format", "year", "journal", "language"],
    "concepts": ["kind", "name"],
    "paper_overview": ["format", "year", {"array": "diseases"}, {"array": "interventions"}, {"array": "organisms"}],
    "findings": ["severity", "check_name", "verdict"],
    "open_findings": ["severity", "check_name"],
    "bibliography": ["type", "year", "container"],
    "citations": ["status"],
    "results": ["measure", "role"],
    "results_by_endpoint": ["measure", "statistic"],
    "claims": ["type"],
    "claim_facts": ["kind", "value"],
    "verdicts": ["subject", "verdict", "check_name"],
    "matches": ["status"],
    "sentences": ["section"],
    "evidence": ["owner", "role"],
    "reviews": ["decision", "reviewer"],
    "inputs": ["outcome", "code"],
    "source_answers": ["source", "outcome"],
    "works": ["year", "source"],
    "notices": ["kind", "source"],
    "coverage": ["check_name"],
}
HIDDEN = frozenset(
    ("_migrations", "_sqlite_migrations", "papers", "work_keys", "works_words", "works_fts", "sentences_fts", "answers")
)
LABELS = {"documents": "title", "checks": "title", "works": "title", "bibliography": "label"}
TITLE = "extract: audited papers"
DESCRIPTION = "Papers with their citations, results and claims, and what the audit says of them."


def datasette_metadata(database: Database, *, name: str) -> dict[str, object]:
    """The metadata of a database that Datasette serves under `name`."""
    return {
        "title": TITLE,
        "description": DESCRIPTION,
        "databases": {
            name: {
                "description": DESCRIPTION,
                "tables": _tables(relations(database)),
                "queries": {
                    question.name: {
                        "title": question.title,
                        "description": question.description,
                        "sql": question.sql.strip(),
                        "hide_sql": True,
                    }
                    for question in questions()
                },
            }
        },
    }


def _tables(relations: Sequence[Relation]) -> dict[str, object]:
    return {relation.name: _table(relation) for relation in relations}


def _table(relation: Relation) -> dict[str, object]:
    metadata: dict[str, object] = {
        "description": relation.meaning,
        "columns": {column.name: column.meaning for column in relation.columns},
    }
    if relation.name in FACETS:
        metadata["facets"] = FACETS[relation.name]
    if relation.name in LABELS:
        metadata["label_column"] = LABELS[relation.name]
    if relation.name in HIDDEN:
        metadata["hidden"] = True
    return metadata
