"""The trial as a converter leaves it in plain text: tables by tabs, raised markers in braces."""

from benchmarks.corpus import content
from benchmarks.corpus.marks import with_markers


def make_plain() -> str:
    """The whole text."""
    parts = [
        content.TITLE,
        ", ".join(f"{given} {family}" for given, family in content.AUTHORS),
        content.AFFILIATION,
        f"{content.JOURNAL}. Published: {content.YEAR}. doi: {content.DOI}",
        "Abstract",
        content.ABSTRACT,
    ]
    for _, heading, paragraphs in content.SECTIONS:
        parts.append(heading)
        for words in paragraphs:
            parts.append(with_markers(words, lambda numbers: f"^{{{numbers}}}"))
            if words.startswith(content.TABLE_AFTER):
                parts += [f"{content.TABLE_LABEL}. {content.TABLE_CAPTION}", _table(), content.TABLE_NOTE]
    parts.append("References")
    parts.append("\n".join(f"[{number}] {entry.printed()}" for number, entry in enumerate(content.ENTRIES, 1)))
    return "\n\n".join(parts) + "\n"


def _table() -> str:
    first, second = content.TABLE_HEAD
    lines = ["\t".join(words + "\t" * (columns - 1) for words, columns, _ in first)]
    lines.append("\t" + "\t".join(words for words, _, _ in second))
    lines += ["\t".join(row) for row in content.TABLE_ROWS]
    return "\n".join(lines)
