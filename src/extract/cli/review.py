"""`extract review`: accept, reject or comment on a finding."""

import getpass
from typing import Any, cast

import click

from extract.cli.options import common, settings_of
from extract.cli.output import say


@click.command()
@click.argument("finding_id", metavar="ID")
@click.option("--accept", "decision", flag_value="accepted", help="The finding is right.")
@click.option("--reject", "decision", flag_value="rejected", help="The finding is wrong; it stays visible as rejected.")
@click.option("--comment", "decision", flag_value="commented", help="Neither; only say something.")
@click.option("--reason", default="", help="Why.")
@click.option("--name", help="Who says so [default: the user's name].")
@common
def command(
    finding_id: str,
    decision: str | None,
    reason: str,
    name: str | None,
    quiet: bool,
    verbose: bool,
    **given: Any,
) -> None:
    """Say what you think of the finding ID. Reviews outlive every re-ingest (`extract export reviews`)."""
    from extract.errors import UsageError
    from extract.store import open_database, open_read_only
    from extract.store.reviews import Decision, save_review

    if decision is None:
        raise UsageError("say one of --accept, --reject, --comment")
    if decision == "commented" and not reason:
        raise UsageError("--comment needs --reason with what you want to say")
    path = settings_of(given).db
    open_read_only(path).close()
    with open_database(path) as database:
        reviewer = name or getpass.getuser()
        save_review(database, finding_id, reviewer=reviewer, decision=cast(Decision, decision), reason=reason)
    say(f"{finding_id}: {decision} by {reviewer}", quiet=quiet)
