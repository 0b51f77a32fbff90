"""Papers made to a size: many pages, references, rows of a table, sentences of a paragraph, citations of a sentence."""

import random
from collections.abc import Callable
from html import escape
from pathlib import Path

from benchmarks.machine import ROOT

CORPUS = ROOT / "corpus"
SYLLABLES = "ba be bi co cu da den dro fer gen hep in ka lo lym mab mi neo ol or pan phe ra re sar tin to vas".split()


def pages(size: int) -> bytes:
    """A PDF of so many pages: those of the invented trial, again and again."""
    import io

    import pypdfium2

    source, made = pypdfium2.PdfDocument(CORPUS / "invented_trial.pdf"), pypdfium2.PdfDocument.new()
    for number in range(size):
        made.import_pages(source, [number % len(source)])
    written = io.BytesIO()
    made.save(written)
    return written.getvalue()


def references(size: int) -> bytes:
    """A plain text whose list has so many entries, each cited once."""
    body = [_cites(number) for number in range(1, size + 1)]
    return _paper(_paragraphs(body), size)


def sentences(size: int) -> bytes:
    """A plain text with one paragraph of so many sentences, most with results."""
    return _paper([" ".join(_reports(number) for number in range(1, size + 1))], 40)


def citations(size: int) -> bytes:
    """A plain text with one sentence that cites so many entries, and a list of as many."""
    cited = ", ".join(f"[{number}]" for number in range(1, size + 1))
    return _paper([f"Radiotherapy prolonged survival in many trials {cited}."], size)


def rows(size: int) -> bytes:
    """An article in JATS with one table of so many rows."""
    chance = random.Random(size)
    lines = "".join(_row(chance, number) for number in range(1, size + 1))
    head = "<tr><th>Characteristic</th><th>Treated (n = 120)</th><th>Control (n = 118)</th><th>P</th></tr>"
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<article article-type="research-article"><front><article-meta>
<title-group><article-title>A table of {size} rows</article-title></title-group></article-meta></front>
<body><sec sec-type="results"><title>Results</title><p>All figures are in Table 1.</p>
<table-wrap id="t1"><label>Table 1</label><caption><p>Patients and events by group</p></caption>
<table><thead>{head}</thead><tbody>{lines}</tbody></table></table-wrap></sec></body></article>
""".encode()


def papers(size: int, folder: Path) -> list[Path]:
    """So many articles in JATS: the invented trial under other titles and figures."""
    source = (CORPUS / "invented_trial.xml").read_text(encoding="utf-8")
    made = []
    for number in range(size):
        path = folder / f"{number:06}.xml"
        other = source.replace(
            "Stereotactic body radiotherapy plus", f"Part {number}: stereotactic radiotherapy plus", 1
        )
        path.write_text(other.replace("118 patients", f"{118 + number % 7} patients", 1), encoding="utf-8")
        made.append(path)
    return made


DOCUMENTS: dict[str, tuple[str, Callable[[int], bytes]]] = {
    "pages": ("paper.pdf", pages),
    "references": ("paper.txt", references),
    "sentences": ("paper.txt", sentences),
    "citations": ("paper.txt", citations),
    "rows": ("paper.xml", rows),
}
"""What grows -> name of the file, and the bytes for a size."""


def _paper(paragraphs: list[str], entries: int) -> bytes:
    listed = "\n".join(_entry(number) for number in range(1, entries + 1))
    body = "\n\n".join(paragraphs)
    return f"A paper made to be measured\n\nResults\n\n{body}\n\nReferences\n\n{listed}\n".encode()


def _paragraphs(written: list[str], each: int = 8) -> list[str]:
    return [" ".join(written[start : start + each]) for start in range(0, len(written), each)]


def _cites(number: int) -> str:
    months = f"{number % 19 + 5}.{number % 10} months"
    return f"In a trial of {number % 90 + 20} patients, median survival was {months} [{number}]."


def _reports(number: int) -> str:
    high, low = number % 40 + 50, number % 30 + 15
    return (
        f"In group {number} the response rate was {high}.{number % 10}% versus {low}.{number % 7}% (odds ratio "
        f"{number % 5 + 1}.2, 95% CI {number % 5 + 1}.0 to {number % 5 + 2}.9; P = 0.0{number % 8 + 1}) "
        f"[{number % 40 + 1}]."
    )


def _entry(number: int) -> str:
    chance = random.Random(number)
    word = ["".join(chance.choices(SYLLABLES, k=3)) for _ in range(9)]
    return (
        f"{number}. {word[0].title()} AB, {word[1].title()} CD. {word[2].title()} {word[3]} {word[4]} in {word[5]} "
        f"{word[6]}. J {word[7].title()}. {1980 + number % 45};{number % 60 + 1}({number % 12 + 1}):"
        f"{number}-{number + 8}."
    )


def _row(chance: random.Random, number: int) -> str:
    first, second = chance.randint(1, 119), chance.randint(1, 117)
    name = escape("".join(chance.choices(SYLLABLES, k=3)))
    return (
        f"<tr><td>{name} {number}, n (%)</td><td>{first} ({100 * first / 120:.1f})</td>"
        f"<td>{second} ({100 * second / 118:.1f})</td><td>0.{chance.randint(10, 99)}</td></tr>\n"
    )
