"""The command line: words of the user in, calls of the pipeline out. Only this room prints."""

import errno
import os
import signal
import sys
import traceback
from difflib import SequenceMatcher
from pathlib import Path

import click

from extract.cli.lazy import COMMANDS, LazyGroup
from extract.cli.output import leave_streams, ready_streams, say
from extract.errors import LIKE, ExtractError, UsageError

__all__ = ["extract", "main"]

WRONG_USE, INCOMPLETE, INTERRUPTED, NO_READER = 2, 3, 130, 141
COMPLETION = "_EXTRACT_COMPLETE"
LONGEST = 200
"""Characters of an unforeseen error's own words that are told."""

EPILOG = """Exit codes: 0 clean; 1 findings at or above --fail-on; 2 wrong use; 3 incomplete (an input failed, a check
broke, a service could not be asked or an output could not be written; wins over 1); 130 interrupted; 141 the reader
of the output went away. Settings come from flags, then EXTRACT_* in the
environment, then ./extract.toml, then the user's extract.toml."""


@click.group(
    cls=LazyGroup, commands_at=COMMANDS, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(package_name="extract", message="extract %(version)s")
def extract() -> None:
    """Citation-aware extraction and audit of biomedical literature.

    Papers in (PDF, JATS XML, DOCX, HTML, LaTeX, plain text), an audited database out.
    """


def main() -> None:
    """The console command. Errors are one line on standard error; see `--help` for the exit codes."""
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
