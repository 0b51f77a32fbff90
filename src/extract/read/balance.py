"""Mark-up whose tags do not match → tags that do, so that one missing tag costs no more than its own element."""

import re
from collections.abc import Iterator

TOKEN = re.compile(
    r"""<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)|<\?.*?(?:\?>|\Z)
    |</\s?(?P<end>[A-Za-z_][\w.:-]{0,100})\s*(?:>|(?=<)|\Z)
    |<(?P<start>[A-Za-z_][\w.:-]{0,100})(?P<rest>(?:\s[^<>]{0,5000})?)(?:>|(?=<)|\Z)
    """,
    re.VERBOSE | re.DOTALL,
)
"""A comment, a section of characters, an instruction or a tag: matches '</p>' and '<td/>', not '< 0.05'."""

LONE = re.compile(r"&(?!#?\w{1,40};)")
ATTRIBUTE = re.compile(r"\s([A-Za-z_][\w.:-]{0,100})\s{0,3}=\s{0,3}(\"[^\"<]*\"|'[^'<]*')")
LEAVES = frozenset(
    {"title", "label", "surname", "given-names", "year", "volume", "issue", "fpage", "lpage", "article-title"}
)
"""Elements that hold words only; a block that begins within one ends it."""

BLOCKS = frozenset({"p", "sec", "abstract", "table-wrap", "fig", "ref", "list", "contrib", "td", "tr", "body", "back"})


def balance_tags(text: str) -> str:
    """The text with every element closed where its parent closes, and end tags without a start left out.

    >>> balance_tags("<a><b>x</a>"), balance_tags("<a>x</b> < 5 & y</a>")
    ('<a><b>x</b></a>', '<a>x &lt; 5 &amp; y</a>')
    """
    return "".join(_balanced(text))


def _balanced(text: str) -> Iterator[str]:
    open_tags: list[str] = []
    counts: dict[str, int] = {}
    at = 0
    for token in TOKEN.finditer(text):
        yield _escaped(text[at : token.start()])
        at = token.end()
        if name := token["end"]:
            if counts.get(name):
                yield from _close(open_tags, counts, name)
        elif name := token["start"]:
            if name in BLOCKS and open_tags and open_tags[-1] in LEAVES:
                yield from _close(open_tags, counts, open_tags[-1])
            yield _start_tag(name, token["rest"])
            if not token["rest"].rstrip().endswith("/"):
                open_tags.append(name)
                counts[name] = counts.get(name, 0) + 1
        elif token[0].startswith("<![CDATA["):
            yield _escaped(token[0][9:].removesuffix("]]>"))
    yield _escaped(text[at:])
    while open_tags:
        yield f"</{open_tags.pop()}>"


def _close(open_tags: list[str], counts: dict[str, int], name: str) -> Iterator[str]:
    """End tags up to the innermost open element of a name."""
    while open_tags:
        last = open_tags.pop()
        counts[last] -= 1
        yield f"</{last}>"
        if last == name:
            return


def _start_tag(name: str, rest: str) -> str:
    attributes: dict[str, str] = {}
    for found in ATTRIBUTE.finditer(rest):
        attributes.setdefault(found[1], LONE.sub("&amp;", found[2]))
    written = "".join(f" {key}={value}" for key, value in attributes.items())
    return f"<{name}{written}{'/' if rest.rstrip().endswith('/') else ''}>"


def _escaped(words: str) -> str:
    return LONE.sub("&amp;", words).replace("<", "&lt;")
