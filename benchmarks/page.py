"""docs/benchmarks.md and docs/accuracy.md, written from the committed results: no figure is typed by hand."""


def write_pages() -> None:
    pass
