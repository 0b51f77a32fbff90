"""`extract debug`: what the reader sees on a page."""

from pathlib import Path

import click

from extract.cli.output import say
from extract.errors import UsageError

EPILOG = """\b
Examples:
  extract debug paper.pdf --page 4
  extract debug paper.pdf --page 4 -o page4.png"""


@click.command("debug", epilog=EPILOG)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--page", type=click.IntRange(1), default=1, show_default=True, help="The page, from 1.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="The PNG [default: FILE-pN.png].")
def command(file: Path, page: int, output: Path | None) -> None:
    """Draw what the reader sees on a page of a PDF.

    The page as PNG, with its columns (blue), rules (red), blocks by kind with their names, tables with
    their cells (green) and running matter (grey). Look here first where a table or a list is read wrongly.
    """
    from extract.pipeline.pictures import DRAWER, Page

    data = file.read_bytes()
    if not data.lstrip()[:1024].startswith(b"%PDF"):
        raise UsageError(f"{file} is no PDF: only PDFs have pages to look at")
    target = output or Path(f"{file.stem}-p{page}.png")
    png = DRAWER.made(Page(data=data, number=page, layout=True))
    try:
        target.write_bytes(png)
    except OSError as error:
        raise UsageError(f"{target} cannot be written: {error.strerror or error}") from error
    say(f"page {page} → {target}")
