"""What the code never does: run text as code, start a shell, unpickle, put values into SQL."""

import ast
from functools import cache
from pathlib import Path

import pytest

from tests.parsed import SOURCE, trees

FORBIDDEN = {
    *("eval", "exec", "__import__", "os.system", "os.popen", "pickle.load", "pickle.loads", "marshal.loads"),
    *("shelve.open", "tempfile.mktemp", "yaml.load", "os.execv", "os.spawnv", "compile"),
}
RUNS_SQL = {"execute", "executemany", "executescript", "rows", "row"}
NAMES_OF_OURS = {
    *("columns", "names", "table", "marks", "column", "by", "where", "owners", "chosen", "COLUMNS", "PLACES", "INPUT"),
    *(
        "REVIEW",
        "NOTICE_COLUMNS",
        "REGISTRATION",
        "PAGES_IN_MEMORY",
        "BUSY_SECONDS",
        "name",
        "SELECT",
        "key",
        "escape_sqlite",
    ),
    "IN_ORDER",
}
"""What stands in an f-string of SQL: names of tables, columns and numbers of the code's own, and marks for values."""


@cache
def calls() -> list[tuple[str, str, ast.Call]]:
    """Every call of the package: where, by what name, and the call."""
    return [
        (f"{path.relative_to(SOURCE)}:{node.lineno}", ast.unparse(node.func), node)
        for path, tree in trees().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
    ]


def test_no_text_is_run_as_code_and_no_shell_is_started() -> None:
    found = [
        f"{place} {name}"
        for place, name, call in calls()
        if name in FORBIDDEN or any(word.arg == "shell" for word in call.keywords)
    ]
    assert not found


def test_sql_takes_values_as_parameters_only() -> None:
    found = []
    for place, name, call in calls():
        sql = call.args[0] if call.args else None
        if name.rpartition(".")[2] not in RUNS_SQL or sql is None:
            continue
        used = {node.id for node in ast.walk(sql) if isinstance(node, ast.Name)}
        if not isinstance(sql, ast.Name | ast.Constant | ast.Subscript | ast.Attribute) and not used <= NAMES_OF_OURS:
            found.append(f"{place} {ast.unparse(sql)[:80]}")
    assert not found


@pytest.mark.parametrize(
    "name", ["' OR 1=1 --", "x'; DROP TABLE documents; --", "\x00", "\ud800", "%", "_bab.txt", "../../etc/passwd"]
)
def test_names_that_users_give_are_values(name: str, tmp_path: Path) -> None:
    from extract.errors import DatabaseError
    from extract.store import find_document, layer_rows, open_database
    from extract.store.papers import add_to_corpus
    from tests.store.made import made_paper, save

    with open_database(tmp_path / "t.db") as database:
        save(database, made_paper())
        with pytest.raises(DatabaseError):
            find_document(database, name)
        if name.isprintable():
            add_to_corpus(database, name, made_paper().id)
        assert len(list(layer_rows(database, "documents"))) == 1
