"""What commands share: their options, the call that these make, and what a shell may complete in them."""

import getpass
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, wraps
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

import click

from extract.cli.output import say
from extract.errors import UsageError
from extract.settings import NAMES, Settings, load_settings

F = TypeVar("F", bound=Callable[..., Any])
SEVERITIES = ("note", "warning", "error")
"""From the least on."""

COMMON: dict[str, dict[str, Any]] = {
    "--db": {"type": click.Path(path_type=Path), "help": "The database [default: outputs/extract.db]."},
    "--offline/--online": {"default": None, "help": "Whether live services may be asked [default: offline]."},
    "-q --quiet": {"is_flag": True, "help": "Errors only."},
    "-v --verbose": {"is_flag": True, "help": "Say more on the way."},
}
"""Declaration -> what click is told of it."""


@dataclass(frozen=True)
class Call:
    """One call of a command: what its options set, and how much it says."""

    flags: dict[str, Any]
    quiet: bool
    verbose: bool

    @cached_property
    def settings(self) -> Settings:
        """The settings, read when a command first asks. What a file of the folder sets is told."""
        return load_settings(self.flags, tell=say)

    def say(self, message: str) -> None:
        """A message, unless the user wants errors only."""
        say(message, quiet=self.quiet)


def common(command: Callable[..., int | None]) -> Callable[..., None]:
    """--db, --online or --offline, -q and -v, which every command takes; it gets a `Call` before its own options.

    The number that a command returns is the exit code.
    """
    return without()(command)


def without(*unused: str) -> Callable[[Callable[..., int | None]], Callable[..., None]]:
    """The common options; help leaves out those that mean nothing to a command, which takes them all the same."""

    def decorate(command: Callable[..., int | None]) -> Callable[..., None]:
        @wraps(command)
        def called(*, quiet: bool, verbose: bool, **given: Any) -> None:
            flags = {name: given.pop(name) for name in NAMES if name in given}
            code = command(Call(flags, quiet, verbose), **given)
            if code:
                click.get_current_context().exit(code)

        for declared, named in reversed(COMMON.items()):
            names = declared.split()
            called = click.option(*names, **named, hidden=names[-1].split("/")[0] in unused)(called)
        return called

    return decorate


def working(command: F) -> F:
    """--jobs and the limits of one paper."""
    for option in reversed(
        (
            click.option(
                "--jobs", type=click.IntRange(1, 256), help="Worker processes [default: by inputs and cores]."
            ),
            click.option("--max-bytes", type=click.IntRange(1), help="Refuse larger inputs [default: 500000000]."),
            click.option("--time-limit", type=float, metavar="SECONDS", help="For one paper [default: 300]."),
            click.option("--memory-limit", type=int, metavar="MB", help="For one worker [default: 4096]."),
            click.option(
                "--vocabulary",
                type=click.Path(exists=True, path_type=Path),
                help="A TOML file or folder with own terms.",
            ),
        )
    ):
        command = option(command)
    return command


ocr_option = click.option(
    "--ocr", is_flag=True, default=None, help="Read PDF pages that are pictures with tesseract [default: tell them]."
)


def file_argument(command: F) -> F:
    """FILE with a question a line; `-` is standard input."""
    return click.argument("file", type=click.File(encoding="utf-8", errors="replace"), default="-")(command)


def papers_argument(metavar: str) -> Callable[[F], F]:
    """Any number of papers, which a shell completes."""
    return click.argument("papers", nargs=-1, metavar=metavar, shell_complete=paper_names)


def paper_option(when: str = "Only") -> Callable[[F], F]:
    """--paper, which may be given again."""
    words = f"{when} this paper (id, path, DOI); may be given again."
    return click.option("--paper", "papers", multiple=True, help=words, shell_complete=paper_names)


def output_option(words: str, *, is_folder: bool = False, required: bool = False) -> Callable[[F], F]:
    """-o for the file, or the folder, to write."""
    kind = click.Path(path_type=Path, file_okay=not is_folder, dir_okay=is_folder)
    return click.option("-o", "--output", type=kind, required=required, help=words)


def fail_on_option(words: str) -> Callable[[F], F]:
    """--fail-on with the severities."""
    kind = click.Choice(("never", *SEVERITIES))
    return click.option("--fail-on", type=kind, default="never", show_default=True, help=words)


def format_option(*formats: str) -> Callable[[F], F]:
    """--format, the first being the default; -o for the file to write."""

    def decorate(command: F) -> F:
        command = output_option("Write here, not to standard output.")(command)
        return click.option(
            "--format",
            "form",
            type=click.Choice(formats),
            default=formats[0],
            show_default=True,
            help="How to write it.",
        )(command)

    return decorate


def user_name() -> str:
    """Who calls. Raises UsageError where the system has no name for the user (a container's number)."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError) as error:
        raise UsageError("this user has no name here: say who reviews with --name") from error


MOST_COMPLETED = 200
"""Names that a shell is given at most; the letters typed so far choose among them."""


def layer_names(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[str]:
    """Layers and lists of `extract export`."""
    from extract.report.export import LISTS
    from extract.report.records import RECORDS

    return [name for name in (*RECORDS, *LISTS, "datapackage", "sheets") if name.startswith(incomplete)]


def check_names(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[str]:
    """Checks, behind those that stand before a comma."""
    from extract.audit.checks import NAMES

    before, _, begun = incomplete.rpartition(",")
    head = f"{before}," if before else ""
    return [head + name for name in NAMES if name.startswith(begun)]


def paper_names(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[str]:
    """Stored papers by path, and by id once its letters are typed."""
    sql = "SELECT path FROM documents WHERE substr(path, 1, length(?1)) = ?1 ORDER BY path"
    by_id = "SELECT id FROM documents WHERE length(?1) > 0 AND substr(id, 1, length(?1)) = ?1 ORDER BY id"
    return [*_asked(context, sql, incomplete), *_asked(context, by_id, incomplete)]


def finding_names(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[str]:
    """Findings by id, the gravest first."""
    sql = """SELECT id FROM findings WHERE substr(id, 1, length(?1)) = ?1
 ORDER BY CASE severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END, id"""
    return list(_asked(context, sql, incomplete))


def _asked(context: click.Context, sql: str, incomplete: str) -> Iterator[str]:
    """The first column of a query on the database of the call; nothing where that cannot be read."""
    from extract.errors import ExtractError
    from extract.store import open_read_only

    try:
        path: Path = load_settings({"db": context.params.get("db")}).db
        with open_read_only(path) as database:
            yield from (str(row[0]) for row in islice(database.rows(sql, (incomplete,)), MOST_COMPLETED))
    except ExtractError:
        return
