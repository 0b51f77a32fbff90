"""Writes the trial into `corpus/` in four formats, and the trial of salt substitutes as PDF."""

from pathlib import Path

from benchmarks.corpus.html import make_html
from benchmarks.corpus.jats import make_jats
from benchmarks.corpus.pdf import make_pdf
from benchmarks.corpus.plain import make_plain
from benchmarks.corpus.salt import NAME, make_salt_trial

FOLDER = Path(__file__).parents[2] / "corpus"


def main() -> None:
    """Write the files."""
    (FOLDER / "invented_trial.txt").write_text(make_plain(), encoding="utf-8")
    (FOLDER / "invented_trial.xml").write_text(make_jats(), encoding="utf-8")
    (FOLDER / "invented_trial.html").write_text(make_html(), encoding="utf-8")
    make_pdf(FOLDER / "invented_trial.pdf")
    make_salt_trial(FOLDER / NAME)


if __name__ == "__main__":
    main()
