"""Options that commands share, and the settings made of them."""

import getpass
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from extract.cli.output import say
from extract.errors import UsageError
from extract.settings import Settings, load_settings

F = TypeVar("F", bound=Callable[..., Any])
COMMON: dict[str, dict[str, Any]] = {
    "--db": {"type": click.Path(path_type=Path), "help": "The database [default: outputs/extract.db]."},
    "--offline/--online": {"default": None, "help": "Whether live services may be asked [default: offline]."},
    "-q --quiet": {"is_flag": True, "help": "Errors only."},
    "-v --verbose": {"is_flag": True, "help": "Say more on the way."},
}
"""Declaration -> what click is told of it."""

FLAGS = (
    "db",
    "offline",
    "jobs",
    "max_bytes",
    "time_limit",
    "memory_limit",
    "vocabulary",
    "cluster",
    "ocr",
    "corpus",
)


def common(command: F) -> F:
    """--db, --online or --offline, -q and -v: every command takes them."""
    return without()(command)


def without(*unused: str) -> Callable[[F], F]:
    """The common options; help leaves out those that mean nothing to a command, which takes them all the same."""

    def decorate(command: F) -> F:
        for declared, named in reversed(COMMON.items()):
            names = declared.split()
            command = click.option(*names, **named, hidden=names[-1].split("/")[0] in unused)(command)
        return command

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


def format_option(*formats: str) -> Callable[[F], F]:
    """--format, the first being the default; -o for the file to write."""

    def decorate(command: F) -> F:
        command = click.option(
            "-o",
            "--output",
            type=click.Path(path_type=Path, dir_okay=False),
            help="Write here, not to standard output.",
        )(command)
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


def settings_of(given: dict[str, Any]) -> Settings:
    """The settings of a call, of those of its options that are settings. What a file of the folder sets is told."""
    return load_settings({name: given.get(name) for name in FLAGS}, tell=say)
