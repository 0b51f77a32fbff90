"""The manual of the command line as Markdown: every command's own help, one after the other."""

from typing import Any

import click

HEAD = """# The command line

Made from the commands' own help by `extract schema --manual`; a test compares the two.
"""
WIDTH = 100


def manual(group: click.Group) -> str:
    """Help of the group and of all its commands, those of groups within it too."""
    return HEAD + "".join(_sections(group, click.Context(group, info_name="extract", **_LOOK)))


_LOOK: Any = {"terminal_width": WIDTH, "max_content_width": WIDTH, "help_option_names": ["-h", "--help"]}


def _sections(command: click.Command, context: click.Context) -> list[str]:
    sections = [f"\n## {context.command_path}\n\n```text\n{command.get_help(context)}\n```\n"]
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            if found is not None:
                sections += _sections(found, click.Context(found, info_name=name, parent=context, **_LOOK))
    return sections
