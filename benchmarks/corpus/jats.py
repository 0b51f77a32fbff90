# ruff: noqa: E501 -- words and mark-up read best unbroken
"""The trial as a JATS article."""

from xml.sax.saxutils import escape

from benchmarks.corpus import content
from benchmarks.corpus.marks import each_number, with_markers

ROLES = {"Introduction": "intro", "Methods": "methods", "Results": "results", "Discussion": "discussion"}


def make_jats() -> str:
    """The whole article."""
    authors = "".join(
        f'<contrib contrib-type="author"><name><surname>{family}</surname><given-names>{given}</given-names></name></contrib>'
        for given, family in content.AUTHORS
    )
    entries = "".join(_entry(number, entry) for number, entry in enumerate(content.ENTRIES, 1))
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE article PUBLIC "-//NLM//DTD JATS (Z39.96) Journal Archiving DTD v1.2 20190208//EN" "JATS-archivearticle1.dtd">
<article article-type="research-article" dtd-version="1.2" xml:lang="en">
<front><journal-meta><journal-title-group><journal-title>{content.JOURNAL}</journal-title></journal-title-group></journal-meta>
<article-meta><article-id pub-id-type="doi">{content.DOI}</article-id>
<title-group><article-title>{content.TITLE}</article-title></title-group>
<contrib-group>{authors}</contrib-group><aff>{content.AFFILIATION}</aff>
<pub-date pub-type="epub"><year>{content.YEAR}</year></pub-date>
<abstract><p>{escape(content.ABSTRACT)}</p></abstract></article-meta></front>
<body>{_sections()}</body>
<back><ref-list><title>References</title>{entries}</ref-list></back>
</article>
"""


def _sections() -> str:
    parts: list[str] = []
    depth = 0
    for level, heading, paragraphs in content.SECTIONS:
        parts.append("</sec>" * max(0, depth - level + 1))
        kind = f' sec-type="{ROLES[heading]}"' if heading in ROLES else ""
        parts.append(f"<sec{kind}><title>{heading}</title>\n")
        depth = level
        for words in paragraphs:
            parts.append(f"<p>{with_markers(escape(words), _marker)}</p>\n")
            if words.startswith(content.TABLE_AFTER):
                parts.append(_table())
    return "".join(parts) + "</sec>" * depth


def _marker(numbers: str) -> str:
    linked = each_number(numbers, lambda number: f'<xref ref-type="bibr" rid="B{number}">{number}</xref>')
    return f"<sup>{linked}</sup>"


def _table() -> str:
    head = "".join(
        "<tr>" + "".join(f'<th colspan="{wide}" rowspan="{tall}">{words}</th>' for words, wide, tall in row) + "</tr>"
        for row in content.TABLE_HEAD
    )
    body = "".join("<tr>" + "".join(f"<td>{words}</td>" for words in row) + "</tr>\n" for row in content.TABLE_ROWS)
    return (
        f'<table-wrap id="T1"><label>{content.TABLE_LABEL}</label><caption><title>{content.TABLE_CAPTION}</title></caption>'
        f"<table><thead>{head}</thead><tbody>{body}</tbody></table>"
        f"<table-wrap-foot><p>{content.TABLE_NOTE}</p></table-wrap-foot></table-wrap>\n"
    )


def _entry(number: int, entry: content.Entry) -> str:
    names = "".join(
        f"<name><surname>{family}</surname><given-names>{given}</given-names></name>" for family, given in entry.authors
    )
    return (
        f'<ref id="B{number}"><label>{number}</label><element-citation publication-type="journal">'
        f'<person-group person-group-type="author">{names}{"<etal/>" if entry.et_al else ""}</person-group>'
        f"<article-title>{entry.title}</article-title><source>{entry.journal}</source><year>{entry.year}</year>"
        f"<volume>{entry.volume}</volume><issue>{entry.issue}</issue><fpage>{entry.first}</fpage>"
        f'<lpage>{entry.last}</lpage><pub-id pub-id-type="doi">{entry.doi}</pub-id></element-citation></ref>\n'
    )
