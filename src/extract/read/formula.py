"""Formulas → text that a reader can read: "x²" as x with a raised 2, fractions with a slash, never TeX source twice."""

from collections.abc import Iterator

from lxml import etree

from extract.model import Style
from extract.read.xml import all_text, text_of
from extract.text import lazy_re as re
from extract.text.tex import untex

PREAMBLE = re.compile(
    r"\\(?:documentclass|usepackage|setlength|begin|end)\s{0,4}(?:\[[^\]]{0,200}\])?(?:\{[^{}]{0,200}\}){1,2}"
)
RELATION = re.compile("[=<>≤≥≈≠±×∼→]")
RELATIONS = frozenset("=<>≤≥≈≠±×+−-∼→")
Part = tuple[str, Style]


def formula_parts(element: etree._Element) -> Iterator[Part]:
    """The words of a formula with their styles; MathML is taken before TeX."""
    math = element if element.tag == "math" else element.find(".//math")
    if math is not None:
        yield from _mathml(math)
        return
    tex = element if element.tag == "tex-math" else element.find(".//tex-math")
    yield plain_tex(all_text(tex)) if tex is not None else text_of(element), Style.PLAIN


def plain_tex(source: str) -> str:
    r"""A formula of TeX, with or without dollar signs and a document around it.

    >>> plain_tex(r"\documentclass{m}\begin{document}$$\frac{a}{b} \leq \text{dose}^{2}$$\end{document}")
    'a/b ≤ dose²'
    """
    text = PREAMBLE.sub(" ", source).replace("&", " ").strip()
    return " ".join(RELATION.sub(r" \g<0> ", untex(text if "$" in text else f"${text}$")).split())


def _mathml(math: etree._Element) -> Iterator[Part]:
    """Tokens in order; the second child of msup and msub is raised or lowered, mfrac takes a slash."""
    styles: dict[etree._Element, Style] = {}
    for element in math.iter():
        parent = element.getparent()
        style = styles.get(parent, Style.PLAIN) if parent is not None and element is not math else Style.PLAIN
        place = _place(element, parent) if element is not math else ""
        if place == "raised":
            style = Style.SUPERSCRIPT
        elif place == "lowered":
            style = Style.SUBSCRIPT
        elif place == "denominator":
            yield "/", style
        styles[element] = style
        if element.tag == "msqrt":
            yield "√", style
        if len(element) == 0 and element.text and element.tag not in ("annotation", "mspace"):
            words = element.text.strip()
            yield (f" {words} " if words in RELATIONS and style is Style.PLAIN else words), style


def _place(element: etree._Element, parent: etree._Element | None) -> str:
    if parent is None:
        return ""
    position = parent.index(element)
    if parent.tag in ("msup", "mover") and position == 1:
        return "raised"
    if parent.tag in ("msub", "munder", "msubsup", "munderover") and position == 1:
        return "lowered"
    if parent.tag in ("msubsup", "munderover") and position == 2:
        return "raised"
    return "denominator" if parent.tag == "mfrac" and position == 1 else ""
