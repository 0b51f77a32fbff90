"""`extract merge`: several databases become one."""

from pathlib import Path

import click

from extract.cli.options import Call, common

EPILOG = """\b
Examples:
  extract merge colleague.db --db outputs/extract.db"""


@click.command(epilog=EPILOG)
@click.argument("others", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="DATABASE...")
@click.option("--trust-reviews", "trusted", is_flag=True, help="Let their reviews count as if they were made here.")
@common
def command(call: Call, others: tuple[Path, ...], trusted: bool) -> None:
    """Copy the papers, works, corpora and reviews of each DATABASE into --db, which may be new.

    A paper that --db holds already stays as it is. Findings are not copied: run `extract audit` afterwards.
    Reviews of others are shown, and count (--fail-on, suppressed findings) only with --trust-reviews.
    """
    from extract import pipeline

    settings = call.settings
    for other, merged in pipeline.merge(settings, others, trusted=trusted):
        call.say(f"{other}: {len(merged.added)} papers added, {len(merged.held)} held already")
