"""The command line: words of the user in, calls of the pipeline out. Only this room prints."""

import sys

import click

from extract.cli.lazy import COMMANDS, LazyGroup
from extract.errors import ExtractError, UsageError

__all__ = ["extract", "main"]

EPILOG = """Exit codes: 0 clean; 1 findings at or above --fail-on; 2 wrong use; 3 incomplete (an input failed, a check
broke or a service could not be asked; wins over 1); 130 interrupted. Settings come from flags, then EXTRACT_* in the
environment, then ./extract.toml, then the user's extract.toml."""


@click.group(
    cls=LazyGroup, commands_at=COMMANDS, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(package_name="extract", message="extract %(version)s")
def extract() -> None:
    """Citation-aware extraction and audit of biomedical literature.

    Papers in (PDF, JATS XML, HTML, plain text), an audited database out.
    """


def main() -> None:
    """The console command. Errors are one line on standard error; see `--help` for the exit codes."""
    try:
        code = extract.main(standalone_mode=False)
    except click.exceptions.Exit as stop:
        code = stop.exit_code
    except click.ClickException as error:
        click.echo(_one_line(error), err=True)
        code = 2
    except UsageError as error:
        click.echo(f"extract: {error}", err=True)
        code = 2
    except ExtractError as error:
        click.echo(f"extract: {error}", err=True)
        code = 3
    except (KeyboardInterrupt, click.Abort):
        click.echo("extract: interrupted; what was saved is kept, run the same command again to go on", err=True)
        code = 130
    except BrokenPipeError:
        sys.stderr.close()
        code = 0
    sys.exit(code if isinstance(code, int) else 0)


def _one_line(error: click.ClickException) -> str:
    """What is wrong with a call, and where its help is."""
    context = getattr(error, "ctx", None)
    path = "extract" if context is None else context.command_path.replace("python -m extract", "extract")
    said = " ".join(error.format_message().split())
    return f"{path}: {said}" if "--help" in said else f"{path}: {said.rstrip('.')} (see `{path} --help`)"
