"""Fields with mark-up in them (JATS, HTML, MathML, plain or escaped) as the text that people read.

Block elements part words; headings end like sentences; a raised number stays raised ("10⁹", never "109"); formulas are
written in one line. What only looks like a tag ("p <0.05", "<LOQ") is text.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import unescape

from extract.text import lazy_re as re
from extract.text.tex import raised, untex

TAG = re.compile(
    r"<!--(?:[^-]|-(?!->)){0,5000}-->|<!\[CDATA\[|\]\]>|<\?[^<>]{0,500}\?>"
    r"|<(?P<close>/)?(?:[A-Za-z]\w{0,19}:)?(?P<name>[A-Za-z][\w.-]{0,30})"
    r"(?P<attributes>(?:\s{1,20}[\w:.-]{1,60}\s?=\s?(?:\"[^\"<>]{0,2000}\"|'[^'<>]{0,2000}'|[^\s\"'<>=]{1,300})){0,30})"
    r"\s{0,20}(?P<empty>/)?>"
)
"""Matches '<jats:p>', '</sub>', '<a href="x">', '<br/>', not '< 0.05 and >', '<b and c>'."""

INLINE = frozenset(
    (
        "a abbr b big bold code chem em ext-link font i inf inline-formula italic kbd mark monospace named-content "
        "q roman s sc scp small small-caps smallcaps span strike strong styled-content sub sup tt u underline uri var "
        "xref email alternatives overline sans-serif tex-math inline-graphic graphic article-title"
    ).split()
)
BLOCKS = frozenset(
    (
        "abstract article blockquote body boxed-text br break caption center dd def def-item def-list disp-formula "
        "disp-formula-group disp-quote div dl dt fig figure hr label li list list-item ol p para pre sec section "
        "simple-para speech statement table tbody td term th thead tr ul verse-group"
    ).split()
)
HEADINGS = frozenset("title h1 h2 h3 h4 h5 h6 head heading sec-title section-title".split())
FORMULA = frozenset(
    (
        "math mi mn mo ms mtext mrow msup msub msubsup mover munder munderover mfrac msqrt mroot mfenced mspace mstyle "
        "mpadded mphantom mtable mtr mtd semantics annotation annotation-xml mmultiscripts mprescripts none menclose "
        "merror"
    ).split()
)
DROPPED = frozenset("annotation annotation-xml inline-graphic graphic mphantom mprescripts script style none".split())
KNOWN = INLINE | BLOCKS | HEADINGS | FORMULA | DROPPED | {"subtitle"}

DEEPEST = 60
MOST_ROUNDS = 3
"""Escaped mark-up within escaped mark-up: "&amp;lt;p&amp;gt;" is met, deeper is not."""

BREAK, HEADED, SUBTITLE, OPEN, CLOSE = "\x1c", "\x1d", "\x1e", "\x02", "\x03"
"""Marks within the text as it is put together: a block, a heading's end, a subtitle's start, a formula's edges."""
ENDS = ".:;?!,"
EMPTY_HEADINGS = frozenset(["abstract"])
BEFORE_FORMULA = re.compile(r"(?<=[\w)\]%,;:.])\x02")
AFTER_FORMULA = re.compile(r"\x03(?=[\w(])")
EDGES = re.compile("[\x02\x03]")
CONTROL = re.compile("[\x02\x03\x1c-\x1e]")
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
"""Matches '&amp;', '&#xb5;', not 'R&D', '&copy=1'."""
TEX_BODY = re.compile(r"\\begin\{document\}(.{0,20000}?)\\end\{document\}", re.DOTALL)


@dataclass(slots=True)
class Element:
    """An element, its name in small letters without prefix; `parts` are texts and elements in their order."""

    name: str
    parts: list["str | Element"] = field(default_factory=list)

    def elements(self) -> list["Element"]:
        return [part for part in self.parts if isinstance(part, Element)]


def without_markup(text: str) -> str:
    """A field as people read it, in one line.

    >>> without_markup("<i>In vivo</i> H<sub>2</sub>O &amp;lt;1 &#xb5;m, 10<sup>9</sup> cells")
    'In vivo H2O <1 µm, 10⁹ cells'
    >>> without_markup("<h4>Aim</h4>To see.<h4>Methods</h4>&lt;p&gt;We looked.&lt;/p&gt;")
    'Aim. To see. Methods. We looked.'
    """
    text = CONTROL.sub(" ", text)
    for _ in range(MOST_ROUNDS):
        has_tags = "<" in text and any(True for _ in _tags(text))
        if not has_tags and "&" not in text:
            break
        plain = _put_together(_render(_tree(text))) if has_tags else text
        plain = ENTITY.sub(lambda found: unescape(found.group()), plain)
        if plain == text:
            break
        text = plain
    return " ".join(text.split())


def _tags(text: str) -> Iterator[re.Match[str]]:
    """The tags of a text; a name that is none of mark-up counts where it has a prefix, attributes or an end tag."""
    closed: set[str] | None = None
    for found in TAG.finditer(text):
        name = (found["name"] or "").lower()
        if not name or name in KNOWN or found["attributes"] or ":" in found.group()[:22] or found["empty"]:
            yield found
            continue
        if closed is None:
            closed = {m.group(1).lower() for m in re.finditer(r"</([A-Za-z][\w.-]{0,30})\s{0,20}>", text)}
        if name in closed:
            yield found


def _tree(text: str) -> Element:
    """The elements, with end tags that are missing or stray forgiven."""
    root = Element("")
    open_elements, at = [root], 0
    for found in _tags(text):
        open_elements[-1].parts.append(text[at : found.start()])
        at = found.end()
        name = (found["name"] or "").lower()
        if not name:
            continue
        if found["close"]:
            _close(open_elements, name)
        else:
            element = Element(name)
            open_elements[-1].parts.append(element)
            if not found["empty"] and name not in ("br", "hr") and len(open_elements) < DEEPEST:
                open_elements.append(element)
    open_elements[-1].parts.append(text[at:])
    return root


def _close(open_elements: list[Element], name: str) -> None:
    for at in range(len(open_elements) - 1, 0, -1):
        if open_elements[at].name == name:
            del open_elements[at:]
            return


def _render(element: Element) -> str:
    return "".join(_flat(part) if isinstance(part, str) else _rendered(part) for part in element.parts)


def _flat(text: str) -> str:
    return " ".join(text.split()).join(
        (" " if text[:1].isspace() else "", " " if text[-1:].isspace() and text.strip() else "")
    )


def _rendered(element: Element) -> str:
    name = element.name
    if name in DROPPED:
        return ""
    if name == "math":
        return f"{OPEN}{_formula(element)}{CLOSE}"
    if name == "tex-math":
        return f"{OPEN}{_tex(_render(element))}{CLOSE}"
    if name == "alternatives":
        return _chosen(element)
    text = _render(element)
    if name == "sup":
        return raised(unescape(text))
    if name == "subtitle":
        return f"{SUBTITLE}{text}{BREAK}"
    if name in HEADINGS:
        heading = text.strip()
        return BREAK if heading.lower().strip(" .:") in EMPTY_HEADINGS else f"{BREAK}{heading}{HEADED}"
    return f"{BREAK}{text}{BREAK}" if name in BLOCKS else text


def _chosen(element: Element) -> str:
    """One of several forms of a formula: MathML before TeX, pictures never."""
    forms = {form.name: form for form in reversed(element.elements())}
    chosen = next((forms[name] for name in ("math", "tex-math") if name in forms), None)
    return _rendered(chosen) if chosen is not None else _render(element)


def _tex(text: str) -> str:
    body = TEX_BODY.search(text)
    source = (body.group(1) if body else text).strip().strip("$").strip()
    return untex(f"${source}$")


def _formula(element: Element) -> str:
    """MathML in one line."""
    if element.name in DROPPED:
        return ""
    if element.name == "mspace":
        return " "
    if element.name in ("mi", "mn", "mo", "ms", "mtext"):
        return _letters(element)
    shape = SHAPES.get(element.name)
    parts = [_formula(child) for child in element.elements()]
    if shape is not None and len(parts) >= 2:
        return shape(parts)
    if element.name == "msqrt":
        return f"√({''.join(parts)})"
    if element.name == "mfenced":
        return f"({','.join(parts)})"
    if element.name == "semantics":
        return parts[0] if parts else ""
    if element.name in ("mtr", "mtable"):
        return " ".join(parts)
    return "".join(parts) if element.elements() else _letters(element)


def _letters(element: Element) -> str:
    text = _render(element)
    inner = unescape(text).replace("\u2061", "").replace("\u2062", "").replace("\u2063", ",")
    return inner if element.name == "mtext" else inner.strip()


def _grouped(text: str) -> str:
    return text if len(text) < 2 or text.isalnum() else f"({text})"


def _with_limits(parts: list[str]) -> str:
    return parts[0] + "".join(part for part in parts[1:] if any(map(str.isalnum, part)))


SHAPES: dict[str, Callable[[list[str]], str]] = {
    "msup": lambda parts: parts[0] + raised(parts[1], formula=True),
    "msub": lambda parts: parts[0] + parts[1],
    "msubsup": lambda parts: parts[0] + parts[1] + (raised(parts[2], formula=True) if len(parts) > 2 else ""),
    "mfrac": lambda parts: f"{_grouped(parts[0])}/{_grouped(parts[1])}",
    "mroot": lambda parts: f"{raised(parts[1])}√({parts[0]})",
    "mover": _with_limits,
    "munder": _with_limits,
    "munderover": _with_limits,
    "mmultiscripts": _with_limits,
}
"""How the parts of a formula's element are written beside one another."""


def _put_together(text: str) -> str:
    """Marks as white space and punctuation."""
    text = EDGES.sub("", AFTER_FORMULA.sub(" ", BEFORE_FORMULA.sub(" ", text)))
    if HEADED in text:
        text = _ended(text, HEADED, ".")
    if SUBTITLE in text:
        text = _ended(text, SUBTITLE, ":")
    return " ".join(text.replace(BREAK, " ").split())


def _ended(text: str, mark: str, sign: str) -> str:
    """A sign in place of a mark that has text before and behind it, where that text has none."""
    first, *rest = (part.strip(f" {BREAK}") for part in text.split(mark))
    for part in rest:
        joint = " " if not first or not part or first[-1] in ENDS else f"{sign} "
        first = f"{first}{joint}{part}".strip()
    return first
