"""The database as a page of the documentation: every table, view and column, and the usual questions."""

from collections.abc import Iterator

from extract.store import Database
from extract.store.dictionary import Relation, questions, relations

HEAD = """# The database

Made from the schema by `extract schema --tables`; a test compares the two. `extract schema` prints the SQL.

Passages: `start_char` and `end_char` are half-open places in code points in `documents.text`; `pieces` has more than
one where a page break or a table interrupts the passage. Ids of what stands in a paper begin with the id of the paper,
the begin of its file's SHA-256: the same file has the same id in every database. Lists are JSON.
"""


def database_page(database: Database) -> str:
    """Markdown for a database of this schema."""
    found = relations(database)
    tables = [one for one in found if one.kind == "table"]
    views = [one for one in found if one.kind == "view"]
    return "\n".join(
        [HEAD, "## Usual questions\n", *_questions(), "## Tables\n", *_told(tables), "## Views\n", *_told(views)]
    )


def _questions() -> Iterator[str]:
    for one in questions():
        yield f"### {one.title}\n\n{one.description} `{one.name}`\n\n```sql\n{one.sql.strip()}\n```\n"


def _told(found: list[Relation]) -> Iterator[str]:
    for relation in found:
        yield f"### {relation.name}\n\n{relation.told[0].upper()}{relation.told[1:]}.\n"
        yield "| column | type | holds |\n|---|---|---|"
        for column in relation.columns:
            yield f"| `{column.name}` | {column.type.lower()} | {column.told.replace('|', '/')} |"
        yield ""
