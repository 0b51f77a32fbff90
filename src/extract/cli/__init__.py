"""The command line: words of the user in, calls of the pipeline out. Only this room prints."""

import errno
import gc
import os
import signal
import sys
import traceback
from difflib import SequenceMatcher, get_close_matches
from importlib import import_module
from pathlib import Path

import click

from extract.cli.output import leave_streams, ready_streams, say
from extract.errors import LIKE, ExtractError, UsageError

__all__ = ["extract", "main"]

WRONG_USE, INCOMPLETE, INTERRUPTED, NO_READER = 2, 3, 130, 141
COMPLETION = "_EXTRACT_COMPLETE"
COLLECTED_AFTER = 50_000
"""New objects after which a call looks for circles among them, as workers do: loading makes none, and looking took a
twentieth of a first answer."""

LONGEST = 200
"""Characters of an unforeseen error's own words that are told."""

EPILOG = """Exit codes: 0 clean; 1 findings at or above --fail-on; 2 wrong use; 3 incomplete (an input failed, a check
broke, a service could not be asked or an output could not be written; wins over 1); 130 interrupted; 141 the reader
of the output went away. Settings come from flags, then EXTRACT_* in the
environment, then ./extract.toml, then the user's extract.toml."""


COMMANDS = {
    "run": "Ingest, resolve, audit and report in one go: the main job.",
    "ingest": "Read papers into the database.",
    "library": "Records into the library of works.",
    "match": "One printed reference a line in, the work that it means a line out.",
    "resolve": "Find the works that references mean.",
    "audit": "Check papers; say what is wrong, where and why.",
    "export": "Write a layer of the database as JSON Lines, CSV and more.",
    "show": "Show one row with its passage, page and rule.",
    "report": "Write pages to read: one for each paper, one for all.",
    "serve": "The database and all pages in a browser.",
    "review": "Accept, reject or comment on a finding.",
    "parse-references": "One printed reference a line in, its fields a line out.",
    "verify": "Hold claims against their sources, line by line.",
    "outcomes": "Numbers for outcome, intervention and comparator, line by line.",
    "plot": "Pictures of extracted numbers: a forest plot.",
    "schema": "Print the schema of the database or of an export.",
    "vocabulary": "What the vocabulary knows: a term, its names and its kin.",
    "debug": "Draw what the reader sees on a page of a PDF.",
    "doctor": "Say whether the installation and the database are sound.",
    "diff": "Say what two databases hold differently.",
    "merge": "Make several databases one.",
    "compact": "Make the database smaller and faster.",
}
"""Name -> the line that help shows; the module of that name has the command, named `command`."""


class LazyGroup(click.Group):
    """A group that knows its commands' names and help, and imports a command only to run it."""

    def list_commands(self, context: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        found: click.Command = import_module(f"extract.cli.{name.replace('-', '_')}").command
        return found

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(
        self, context: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(context, args)
        except click.NoSuchCommand as error:
            near = get_close_matches(args[0], COMMANDS, n=2, cutoff=LIKE)
            meant = f"did you mean {' or '.join(near)}?" if near else "`extract --help` lists them"
            raise click.UsageError(f"no command {args[0]!r}: {meant}", context) from error


@click.group(cls=LazyGroup, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="extract", message="extract %(version)s")
def extract() -> None:
    """Citation-aware extraction and audit of biomedical literature.

    Papers in (PDF, JATS XML, DOCX, HTML, LaTeX, plain text), an audited database out.
    """


def main() -> None:
    """The console command. Errors are one line on standard error; see `--help` for the exit codes."""
    gc.set_threshold(COLLECTED_AFTER, *gc.get_threshold()[1:])
    ready_streams()
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), _interrupt)
    try:
        code = _called()
        sys.stdout.flush()
    except click.exceptions.Exit as stop:
        code = stop.exit_code
    except click.exceptions.NoArgsIsHelpError as asked:
        click.echo(asked.format_message(), err=True)
        code = WRONG_USE
    except click.ClickException as error:
        say(_one_line(error))
        code = WRONG_USE
    except UsageError as error:
        say(f"extract: {error}")
        code = WRONG_USE
    except ExtractError as error:
        say(f"extract: {error}")
        code = INCOMPLETE
    except (KeyboardInterrupt, click.Abort):
        say("extract: interrupted; what was saved is kept, run the same command again to go on")
        code = INTERRUPTED
    except BrokenPipeError:
        code = NO_READER
    except Exception as error:
        code = _fault(error)
    leave_streams()
    sys.exit(code if isinstance(code, int) else 0)


def _interrupt(number: int, frame: object) -> None:
    """The wish to end, whoever has it, ends a run as Ctrl-C does: what was saved is kept, temporary files go."""
    raise KeyboardInterrupt


def _called() -> object:
    """The call of the command line, or of a shell that completes one. (`Group.main` answers a closed pipe with 1.)"""
    instruction = os.environ.get(COMPLETION)
    if instruction:
        from click.shell_completion import shell_complete

        return shell_complete(extract, {}, "extract", COMPLETION, instruction)
    with extract.make_context("extract", sys.argv[1:]) as context:
        return extract.invoke(context)


def _fault(error: Exception) -> int:
    """What nobody foresaw, in one line; an output that the system refuses is told as such."""
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EIO, errno.EBADF, errno.EFBIG):
        say(f"extract: an output cannot be written: {error.strerror}")
        return INCOMPLETE
    if {"-v", "--verbose"} & set(sys.argv):
        traceback.print_exc()
    frames = traceback.extract_tb(error.__traceback__)
    where = f"{'/'.join(Path(frames[-1].filename).parts[-2:])}:{frames[-1].lineno}" if frames else "?"
    message = " ".join(str(error).split())[:LONGEST]
    say(
        f"extract: a fault of extract itself, please report it: {type(error).__name__} at {where}: {message} (-v: more)"
    )
    return INCOMPLETE


def _one_line(error: click.ClickException) -> str:
    """What is wrong with a call, and where its help is."""
    context = getattr(error, "ctx", None)
    path = "extract" if context is None else context.command_path
    message = " ".join(error.format_message().split())
    if isinstance(error, click.NoSuchOption):
        name = error.option_name
        near = [option for option in error.possibilities or () if SequenceMatcher(None, option, name).ratio() >= LIKE]
        message = f"no option {name}" + (f": did you mean {' or '.join(near)}?" if near else "")
    return f"{path}: {message}" if "--help" in message else f"{path}: {message.rstrip('.')} (see `{path} --help`)"
