"""Commands that are imported when they are called: `extract --help` loads none of them."""

from difflib import get_close_matches
from importlib import import_module
from typing import Any

import click

from extract.errors import LIKE

COMMANDS = {
    "run": ("extract.cli.run", "Ingest, resolve, audit and report in one go: the main job."),
    "ingest": ("extract.cli.ingest", "Read papers into the database."),
    "library": ("extract.cli.library", "Records into the library of works."),
    "match": ("extract.cli.match", "One printed reference a line in, the work that it means a line out."),
    "resolve": ("extract.cli.resolve", "Find the works that references mean."),
    "audit": ("extract.cli.audit", "Check papers; say what is wrong, where and why."),
    "export": ("extract.cli.export", "Write a layer of the database as JSON Lines, CSV and more."),
    "show": ("extract.cli.show", "Show one row with its passage, page and rule."),
    "report": ("extract.cli.report", "Write pages to read: one for each paper, one for all."),
    "serve": ("extract.cli.serve", "The database and all pages in a browser."),
    "review": ("extract.cli.review", "Accept, reject or comment on a finding."),
    "parse-references": ("extract.cli.parse_references", "One printed reference a line in, its fields a line out."),
    "verify": ("extract.cli.verify", "Hold claims against their sources, line by line."),
    "outcomes": ("extract.cli.outcomes", "Numbers for outcome, intervention and comparator, line by line."),
    "plot": ("extract.cli.plot", "Pictures of extracted numbers: a forest plot."),
    "schema": ("extract.cli.schema", "Print the schema of the database or of an export."),
    "vocabulary": ("extract.cli.vocabulary", "What the vocabulary knows: a term, its names and its kin."),
    "debug": ("extract.cli.debug", "Draw what the reader sees on a page of a PDF."),
    "doctor": ("extract.cli.doctor", "Say whether the installation and the database are sound."),
    "diff": ("extract.cli.diff", "Say what two databases hold differently."),
    "merge": ("extract.cli.merge", "Make several databases one."),
    "compact": ("extract.cli.compact", "Make the database smaller and faster."),
}
"""Name -> module (which has one command named `command`), and the line that help shows."""


class LazyGroup(click.Group):
    """A group that knows its commands' names and help, and imports a command only to run it."""

    def __init__(self, *args: Any, commands_at: dict[str, tuple[str, str]], **named: Any) -> None:
        super().__init__(*args, **named)
        self.commands_at = commands_at

    def list_commands(self, context: click.Context) -> list[str]:
        return list(self.commands_at)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in self.commands_at:
            return None
        found: click.Command = import_module(self.commands_at[name][0]).command
        return found

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, reported) for name, (_, reported) in self.commands_at.items()])

    def resolve_command(
        self, context: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(context, args)
        except click.NoSuchCommand as error:
            near = get_close_matches(args[0], self.commands_at, n=2, cutoff=LIKE)
            meant = f"did you mean {' or '.join(near)}?" if near else "`extract --help` lists them"
            raise click.UsageError(f"no command {args[0]!r}: {meant}", context) from error
