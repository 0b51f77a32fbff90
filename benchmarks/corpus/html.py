# ruff: noqa: E501 -- words and mark-up read best unbroken
"""The trial as a journal's page."""

from html import escape

from benchmarks.corpus import content
from benchmarks.corpus.marks import each_number, with_markers


def make_html() -> str:
    """The whole page, with the menus and scripts that pages have."""
    metas = {
        "title": content.TITLE,
        "journal_title": content.JOURNAL,
        "publication_date": content.YEAR,
        "doi": content.DOI,
    }
    head = "".join(f'<meta name="citation_{name}" content="{value}">\n' for name, value in metas.items())
    head += "".join(f'<meta name="citation_author" content="{given} {family}">\n' for given, family in content.AUTHORS)
    authors = ", ".join(f"{given} {family}" for given, family in content.AUTHORS)
    entries = "".join(
        f'<li id="ref{number}">{escape(entry.printed())} <a href="https://scholar.example/">Google Scholar</a></li>\n'
        for number, entry in enumerate(content.ENTRIES, 1)
    )
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{content.JOURNAL}</title>
{head}<script>var page = "article";</script></head>
<body><nav><a href="/">Home</a> <a href="/issues">Issues</a></nav>
<main><article><h1>{content.TITLE}</h1>
<p class="authors">{authors}</p><p class="affiliation">{content.AFFILIATION}</p>
<section class="abstract"><h2>Abstract</h2><p>{escape(content.ABSTRACT)}</p></section>
{_sections()}
<section class="references"><h2>References</h2><ol>
{entries}</ol></section>
</article></main><aside class="related">Also of interest: another invented paper</aside>
<footer>{content.JOURNAL}: nothing in it is true</footer></body></html>
"""


def _sections() -> str:
    parts = []
    for level, heading, paragraphs in content.SECTIONS:
        parts.append(f"<h{level + 1}>{heading}</h{level + 1}>\n")
        for words in paragraphs:
            parts.append(f"<p>{with_markers(escape(words), _marker)}</p>\n")
            if words.startswith(content.TABLE_AFTER):
                parts.append(_table())
    return "".join(parts)


def _marker(numbers: str) -> str:
    return "<sup>" + each_number(numbers, lambda number: f'<a href="#ref{number}">{number}</a>') + "</sup>"


def _table() -> str:
    head = "".join(
        "<tr>" + "".join(f'<th colspan="{wide}" rowspan="{tall}">{words}</th>' for words, wide, tall in row) + "</tr>\n"
        for row in content.TABLE_HEAD
    )
    body = "".join("<tr>" + "".join(f"<td>{words}</td>" for words in row) + "</tr>\n" for row in content.TABLE_ROWS)
    return (
        f'<div class="table-wrap" id="T1"><p class="caption"><b>{content.TABLE_LABEL}.</b> {content.TABLE_CAPTION}</p>\n'
        f"<table><thead>{head}</thead><tbody>{body}</tbody></table>\n<p class='note'>{content.TABLE_NOTE}</p></div>\n"
    )
