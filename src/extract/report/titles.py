"""The headline of a finding: its strongest reason, short; the other reasons as a list."""

from collections.abc import Sequence
from dataclasses import dataclass

from extract.text import lazy_re as re

DOUBT = re.compile(
    r"^.{1,80}? (?P<sure>(?:does not seem to be|may not be) the work that the text means(?: \([^()]{1,60}\))?): "
)
"""How the message of a citation begins, before its reasons."""

LONGEST_TITLE = 110
"""Characters of a message of one reason; a longer one is cut at its first semicolon."""

OPENING, CLOSING = "([“", ")]”"


@dataclass(frozen=True, slots=True)
class Headline:
    """`title` the strongest reason; `more` the others; `sure` how sure the audit is, where the message says it."""

    title: str
    more: tuple[str, ...]
    sure: str


def headline(message: str, labels: Sequence[str] = ()) -> Headline:
    """The headline of a finding's message; `labels` are those of its references, which stand beside the title.

    >>> told = headline("[4] may not be the work that the text means: the text is of liver; the entry is of 2014")
    >>> told.title, told.more, told.sure
    ('The text is of liver', ('the entry is of 2014',), 'may not be the work that the text means')
    """
    doubt = DOUBT.match(message)
    if doubt:
        first, *more = reasons(message[doubt.end() :])
        return Headline(_capital(first), tuple(more), doubt["sure"])
    for label in labels:
        message = message.removeprefix(f"[{label}] ")
    if len(message) <= LONGEST_TITLE:
        return Headline(_capital(message), (), "")
    first, *more = reasons(message)
    return Headline(_capital(first), tuple(more), "")


def reasons(text: str) -> list[str]:
    """The parts of a message between its semicolons; those within brackets and quotations do not part it.

    >>> reasons("a (b; c); “d; e” f; g")
    ['a (b; c)', '“d; e” f', 'g']
    """
    found, depth, begin = [], 0, 0
    for at, sign in enumerate(text):
        depth += (sign in OPENING) - (sign in CLOSING and depth > 0)
        if sign == ";" and depth == 0 and text[at + 1 : at + 2] == " ":
            found.append(text[begin:at])
            begin = at + 2
    found.append(text[begin:])
    return [part for part in found if part] or [text]


def _capital(text: str) -> str:
    """The first letter as a sentence begins; words with signs or capitals of their own (pT2, mRNA) stay."""
    first = text.split(" ", 1)[0]
    return text[:1].upper() + text[1:] if first.isalpha() and first.islower() else text
