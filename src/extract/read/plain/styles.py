"""Mark-up residue of superscripts and subscripts → runs, so that one rule finds markers in all formats."""

import re

from extract.model import Run, Runs, Span, Style

RAISED = "⁰¹²³⁴-⁹⁺⁻⁼⁽⁾ⁱⁿᵃ-ᵛᶜᶻʰ-ʸ˒"
RAISED_OR_LOWERED = re.compile(
    rf"""
    \^\s?\{{(?P<braces>[^{{}}\n]{{1,80}})\}}                     # ^{{2,3}} and $^{{2,3}}$
    |\^(?P<caret>\d{{1,3}}(?:\s?[,;–—-]\s?\d{{1,3}}){{0,20}}|[a-z*†‡§¶\#]{{1,2}}(?![A-Za-z]))     # ^3,4 and ^a
    |<sup>(?P<sup>[^<\n]{{1,80}})</sup>
    |(?P<raised>[{RAISED}](?:[{RAISED}]|\s?[,،;·–—-]\s?(?=[{RAISED}])){{0,60}})
    |_\s?\{{(?P<low>[^{{}}\n]{{1,40}})\}}
    |<sub>(?P<sub>[^<\n]{{1,40}})</sub>
    |(?P<lowered>[₀-₎ₐ-ₜ]{{1,12}})
    """,
    re.VERBOSE,
)
"""Matches '^{2,3}', '^a', '<sup>4</sup>', '¹⁻³', '²⁰,²¹', 'V_{20}', 'CO₂'; not 'x^' nor 'a_b'."""

INNER = (("braces", "caret", "sup", "raised"), ("low", "sub", "lowered"))


def find_runs(text: str) -> Runs:
    """Runs of raised and lowered characters, each span without the mark-up around it."""
    runs = Runs()
    for match in RAISED_OR_LOWERED.finditer(text):
        name = match.lastgroup or "raised"
        style = Style.SUPERSCRIPT if name in INNER[0] else Style.SUBSCRIPT
        words = match[name]
        start = match.start(name) + len(words) - len(words.lstrip())
        end = match.end(name) - len(words) + len(words.rstrip())
        if start < end:
            runs.append(Run(span=Span(start, end), style=style))
    return runs
