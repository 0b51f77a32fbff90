"""`extract merge`: several databases become one."""

from pathlib import Path
from typing import Any

import click

from extract.cli.options import common, settings_of
from extract.cli.output import say

EPILOG = """\b
Examples:
  extract merge colleague.db --db outputs/extract.db"""


@click.command(epilog=EPILOG)
@click.argument("others", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="DATABASE...")
@click.option("--trust-reviews", "trusted", is_flag=True, help="Let their reviews count as if they were made here.")
@common
def command(others: tuple[Path, ...], trusted: bool, quiet: bool, verbose: bool, **given: Any) -> None:
    """Copy the papers, works, corpora and reviews of each DATABASE into --db, which may be new.

    A paper that --db holds already stays as it is. Findings are not copied: run `extract audit` afterwards.
    Reviews of others are shown, and count (--fail-on, suppressed findings) only with --trust-reviews.
    """
    from extract import pipeline

    settings = settings_of(given)
    for other, merged in pipeline.merge(settings, others, trusted=trusted):
        say(f"{other}: {len(merged.added)} papers added, {len(merged.held)} held already", quiet=quiet)
