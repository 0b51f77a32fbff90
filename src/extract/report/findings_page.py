"""Findings as one HTML page that works from the disk: no script, nothing loaded, every string escaped."""

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from itertools import groupby
from typing import IO, Any

from extract.report.reviewed import decision_of
from extract.report.titles import headline
from extract.report.wording import DECIDED, ROLES

Row = dict[str, Any]
POLICY = "default-src 'none'; style-src 'unsafe-inline'"
STYLE = """
:root { color-scheme: light dark; --line: #8885; --error: #c62828; --warning: #b26a00; --note: #37688f; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
article { border: 1px solid var(--line); border-left: .4rem solid var(--note); padding: .6rem 1rem; margin: 1rem 0; }
article.error { border-left-color: var(--error); } article.warning { border-left-color: var(--warning); }
article.rejected { border-left-color: var(--line); opacity: .75; }
article.rejected h3 { text-decoration: line-through; font-weight: 400; }
h3 { margin: 0; font-size: 1rem; } .place, footer { opacity: .75; font-size: .85rem; overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; margin: .6rem 0; }
dt { font-weight: 600; } dd { margin: 0; } blockquote { margin: 0; }
@media (max-width: 40rem) { dl { grid-template-columns: 1fr; } }
@media print { article { break-inside: avoid; } }
"""


def write_page(findings: Iterable[Row], counts: Mapping[str, int], names: dict[str, str], file: IO[str]) -> None:
    """Findings as they come, paper by paper, each with its passages side by side."""
    told = ", ".join(f"{counts[word]} {word}{'s' * (counts[word] != 1)}" for word in ("error", "warning", "note"))
    file.write(
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>Findings: {told}</title>'
        f'<meta name="viewport" content="width=device-width"><meta http-equiv="Content-Security-Policy" '
        f'content="{POLICY}"><style>{STYLE}</style></head><body><main><h1>Findings</h1><p>{told}.</p>\n'
    )
    for document_id, rows in groupby(findings, key=lambda row: row["document_id"]):
        file.write(f"<section><h2>{escape(names.get(document_id, document_id))}</h2>\n")
        for row in rows:
            file.writelines(_article(row, names))
        file.write("</section>\n")
    if not any(counts.values()):
        file.write("<p>No finding. What could not be looked at is in the layer <code>coverage</code>.</p>\n")
    file.write("</main></body></html>\n")


def _article(finding: Row, names: dict[str, str]) -> Iterator[str]:
    told = headline(finding["message"], finding["reference_labels"])
    labels = "".join(f" [{escape(label)}]" for label in finding["reference_labels"] if label)
    muted = " rejected" if decision_of(finding) == "rejected" else ""
    yield f'<article class="{finding["severity"]}{muted}" id="{escape(finding["id"])}">'
    yield f"<h3>{finding['severity'].capitalize()}{labels}: {escape(told.title)}</h3>\n"
    if told.more:
        yield f"<ul>{''.join(f'<li>{escape(reason)}</li>' for reason in told.more)}</ul>\n"
    if told.sure:
        yield f'<p class="place">The entry {escape(told.sure)}.</p>\n'
    yield "<dl>"
    for passage in finding["evidence"]:
        where = names.get(passage["document_id"], "a record") if passage["document_id"] else "a record"
        page = f", page {passage['page']}" if passage["page"] else ""
        start = f", character {passage['start']}" if passage["start"] is not None else ""
        yield f"<dt>{ROLES.get(passage['role'], escape(passage['role']))}</dt>"
        yield f"<dd><blockquote>{escape(passage['text'])}</blockquote>"
        yield f'<div class="place">{escape(where)}{page}{start}</div></dd>\n'
    reviews = "".join(
        f" · {DECIDED[review['decision']]} by {escape(review['reviewer'])} {escape(review['reason'])}"
        for review in finding["reviews"]
    )
    yield f"</dl><footer>{escape(finding['check'])} · {escape(finding['id'])}{reviews}</footer></article>\n"
