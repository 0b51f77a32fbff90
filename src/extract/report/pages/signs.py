"""What a text spells in the signs of Markdown, TeX or HTML, as a reader would see it. The text itself stays."""

from collections.abc import Callable, Iterator
from html import unescape

from markupsafe import Markup, escape

from extract.model import Span, SpanIndex
from extract.report.pages.marked_text import Mark, Marks, run_of
from extract.text import lazy_re as re
from extract.text.markup import ENTITY
from extract.text.tex import untex

EMPHASIS = re.compile(r"(?<![\w*\\])(?P<open>\*{1,2})(?=[^\W_])(?P<inner>[^*\n]{0,160}?[\w.:)?!])(?P=open)(?![\w*])")
"""Matches '*Lancet*', '**Methods:**', not '0.03* and 0.04*', '*P < 0.05, **P < 0.01', '2*3*4'."""

FORMULA = re.compile(r"(?<![\w$\\])\$(?=\S)(?P<inner>[^$\n]{0,78}?[^\s$])\$(?![\d$])")
"""Matches '$P<0.05$', '$\\chi^2=31.8$', not '$5 and $6': no blank goes before a formula's end, no digit follows."""

RAISED = re.compile(r"(?P<open>\^\{)(?P<inner>[^{}\n]{1,30})\}|(?<=[\w)\]])(?P<hat>\^)(?P<power>[-−]?\d{1,2})(?![\w.])")
LOWERED = re.compile(r"(?<=\w)_\{(?P<inner>[^{}\n]{1,30})\}")
TAG = re.compile(r"<(?P<name>i|b|em|strong|sup|sub)>(?P<inner>[^<>\n]{1,300})</(?P=name)>")
TAGS = {"i": "em", "b": "strong"}


def signs_of(text: str) -> list[Mark]:
    """The signs of a text as marks: what they stand for is shown in their place, or they are hidden and what lies
    between them is set as they say."""
    formulas = list(FORMULA.finditer(text))
    within = SpanIndex((Span(*match.span()), match) for match in formulas)
    made = [mark for match in formulas for mark in _formula(match)]
    for pattern, marks_of in KINDS:
        for match in pattern.finditer(text):
            if within.at(match.start()) is None and not within.edges_within(Span(*match.span())):
                made += marks_of(match)
    return made


def shown(text: str | None) -> Markup:
    """A text with its signs as a reader would see them.

    >>> print(shown("*Lancet* vol. 2, $P<0.05$, 10^{9} &lt; x*"))
    <em>Lancet</em> vol. 2, P&lt;0.05, 10<sup>9</sup> &lt; x*
    """
    return Markup("") if not text else run_of(text, Span(0, len(text)), Marks(signs_of(text)))


def plainly(text: str) -> str:
    """The same as plain text: for titles of windows, and for the script.

    >>> plainly("*Lancet*, $P<0.05$")
    'Lancet, P<0.05'
    """
    return unescape(re.sub(r"<[^<>]*>", "", shown(text)))


def _emphasis(match: re.Match[str]) -> Iterator[Mark]:
    yield from _around(match, "strong" if len(match["open"]) == 2 else "em")


def _formula(match: re.Match[str]) -> Iterator[Mark]:
    if any(sign in match["inner"] for sign in "\\^_{}"):
        yield Mark(span=Span(*match.span()), kind="", shows=untex(match[0]))
    elif re.search(r"[<>=≤≥±×]", match["inner"]) or len(match["inner"]) == 1:
        yield from _around(match, "")


def _raised(match: re.Match[str]) -> Iterator[Mark]:
    yield from _around(match, "sup", "inner" if match["inner"] else "power")


def _lowered(match: re.Match[str]) -> Iterator[Mark]:
    yield from _around(match, "sub")


def _tag(match: re.Match[str]) -> Iterator[Mark]:
    yield from _around(match, TAGS.get(match["name"], match["name"]))


def _entity(match: re.Match[str]) -> Iterator[Mark]:
    yield Mark(span=Span(*match.span()), kind="", shows=unescape(match[0]))


def _around(match: re.Match[str], kind: str, group: str = "inner") -> Iterator[Mark]:
    """What stands before and behind a group is hidden; the group is of a kind."""
    inner = Span(*match.span(group))
    if kind:
        yield Mark(span=inner, kind=kind)
    for start, end in ((match.start(), inner.start), (inner.end, match.end())):
        if start < end:
            yield Mark(span=Span(start, end), kind="", shows="")


def codes(text: str) -> Markup:
    """Commands between grave accents as code.

    >>> print(codes("`extract run` asks"))
    <code>extract run</code> asks
    """
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if n % 2 else escape(part) for n, part in enumerate(text.split("`"))
    )


KINDS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Iterator[Mark]]], ...] = (
    (EMPHASIS, _emphasis),
    (RAISED, _raised),
    (LOWERED, _lowered),
    (TAG, _tag),
    (ENTITY, _entity),
)
