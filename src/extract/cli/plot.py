"""`extract plot`: pictures of what the database holds."""

from pathlib import Path

import click

from extract.cli.options import Call, common, output_option, paper_option

MOST_NAMED = 5
"""Studies that a message names."""

EPILOG = """\b
Examples:
  extract plot forest --measure HR --outcome OS -o forest.svg"""


@click.group()
def command() -> None:
    """Pictures of extracted numbers."""


@command.command(epilog=EPILOG)
@paper_option()
@click.option("--measure", multiple=True, help="Only this ratio (HR, OR, RR); may be given again.")
@click.option("--outcome", help="Only this outcome, by its short word (OS, PFS).")
@click.option("--pool", "pooled", is_flag=True, help="Add a random-effects summary; choose measure and outcome first.")
@click.option("--title", default="Extracted ratios", show_default=True)
@output_option("A file .svg or .png.", required=True)
@common
def forest(
    call: Call,
    papers: tuple[str, ...],
    measure: tuple[str, ...],
    outcome: str | None,
    pooled: bool,
    title: str,
    output: Path,
) -> None:
    """A forest plot of the ratios that the papers print with an interval."""
    from extract.errors import UsageError
    from extract.report.export import ratios_of
    from extract.report.pages.drawing import write_drawing
    from extract.report.pages.forest import forest_pages, several_ratios
    from extract.store import find_document, open_read_only

    with open_read_only(call.settings.db) as database:
        documents = tuple(find_document(database, paper) for paper in papers)
        ratios, names = ratios_of(database, documents)
    chosen = [
        ratio
        for ratio in ratios
        if (not measure or ratio.measure in measure) and (not outcome or ratio.outcome == outcome)
    ]
    if not chosen:
        raise UsageError("no ratio with an interval fits: `extract export metafor` lists those that there are")
    if pooled and len({(ratio.measure, ratio.outcome) for ratio in chosen}) > 1:
        raise UsageError("ratios of different measures or outcomes are not pooled: choose --measure and --outcome")
    if pooled and (several := several_ratios(chosen)):
        named = ", ".join(f"{names.get(key, key)} ({count})" for key, count in sorted(several.items())[:MOST_NAMED])
        raise UsageError(f"a study may give one ratio to a summary, and these give more: {named}; leave --pool out")
    pages = forest_pages(chosen, names, title=title, pooled=pooled)
    for number, page in enumerate(pages, 1):
        place = output if number == 1 else output.with_name(f"{output.stem}-{number}{output.suffix}")
        write_drawing(page, place)
        call.say(f"{place}: {len(chosen)} ratios, picture {number} of {len(pages)}")
