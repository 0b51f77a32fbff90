"""Bytes of a web page → the tree of its article, without the page's own machinery.

What an element is, is told by what it holds before what it is called.
"""

import re
from collections.abc import Mapping, Sequence

import lxml.html
from lxml import etree

from extract.errors import BadMarkup
from extract.read.decoding import decode
from extract.read.xml import text_of
from extract.text.headings import parse_heading

CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,30})", re.IGNORECASE)
DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,400}\?>")

CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|&#0{0,8}(?:[0-8]|1[124-9]|2\d|3[01])(?!\d);?"
    r"|&#[xX]0{0,8}(?:[0-8bBcCeEfF]|1[0-9a-fA-F])(?![0-9a-fA-F]);?"
)
"""Characters that no tree may hold: matches '\\x01' and '&#x1;', not '&#120;' nor '&#x1F600;'."""


def called(words: str) -> re.Pattern[str]:
    """A pattern for classes and ids that have one of some words between joints: "table" in 'c-article-table'."""
    return re.compile(rf"(?:^|[\s_-])(?:{words})(?=$|[\s_-])", re.IGNORECASE)


CHROME = re.compile(
    r"""(?:^|[\s_-])(?:nav|navbar|navigation|menu|breadcrumbs?|share|sharing|social|toolbar|tools|sidebar|sidenav|related
    |recommend(?:ed|ations)?|cookies?|banner|advert(?:isement)?|ads?|promo|metrics|altmetric|downloads?|skip|search|login
    |footer|modal|popup|tooltip|citedby|cited-by|sr-only|visually-hidden|permissions-link|back-to-top|figure-link
    |c-article-references__links|ref-links|crossref|viewer-links|citation-actions|usa-banner|ncbi-header
    |totext|get-access|getaccess|subscribe|signup|survey|newsletter|comments?|tweets?)(?=$|[\s_-])
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Classes of a page's machinery: matches 'site-nav' and 'article-tools', not 'navigated' nor 'toxicity'."""

UNSEEN = called("sr-only|visually-?hidden|screen-?reader")
"""Classes of headings for those who hear the page: matches 'u-visually-hidden', not 'hidden-figures'."""

LEFT_OUT = frozenset(
    {
        "script", "style", "noscript", "svg", "button", "input", "select", "template", "iframe", "img", "video",
        "audio", "canvas", "object", "link", "meta", "head",
    }
)  # fmt: skip
"""Elements that hold no words of the paper."""

BUTTON = re.compile(
    r"\b(?:open|view|download|full[ -]size|expand|display|enlarge|power ?point|slide|zoom|larger"
    r"|(?:go|back|return) to)\b",
    re.IGNORECASE,
)
"""What a button does: matches 'Open in new tab' and 'Full size image', not 'Table 1'."""

LONGEST_BUTTON = 60
FEWEST_ROWS = 3
"""Blocks of links that come so often with the same words are buttons."""

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
BLOCKS = frozenset(
    {
        *HEADINGS, "p", "div", "li", "ul", "ol", "dl", "dt", "dd", "td", "th", "tr", "table", "caption", "section",
        "article", "header", "footer", "aside", "figure", "figcaption", "blockquote", "br", "hr", "center",
        "address", "summary",
    }
)  # fmt: skip
"""Elements that part the words within them from those around."""

FLOAT_LABEL = re.compile(r"(?:Table|Tab\.|Fig(?:ure|\.)?|Box|Scheme)\s?[A-Z]?\d{1,3}[A-Za-z]?[.:]?", re.IGNORECASE)
"""The label of a float that is an element of its own: matches 'Table 1', not 'Table 1 Sleep'."""

LONGEST_LABEL = 24
CLOSING = (",", ".", ";", ":", ")", "]", "’", "”", "?", "!")
ASIDE = frozenset({"nav", "form", "aside", "footer", "dialog"})
"""Elements that stand beside a paper, unless they hold its body, its list or a captioned table."""

WHOLE = 0.3
"""An element with this share of a page's words is no machinery, whatever it is called."""

PARAGRAPH = 80
"""Characters from which an element's own words count as prose of the body."""

CORE = 0.8
"""The share of the prose that the body's element holds."""

LINKED = 0.7
"""A list of which this share is links leads elsewhere."""

CAPTION = re.compile(r"\b(?:table|tab\.)\s{0,3}[A-Z]?\d", re.IGNORECASE)
CAPTION_WITHIN = 400
"""Characters of an element within which a table's caption begins."""

Lengths = Mapping[etree._Element, int]
"""For each element the characters in it."""


def parse_html(data: bytes, name: str) -> etree._Element:
    """The root of a page, however malformed; raises BadMarkup where there is none."""
    text = CONTROL.sub("", DECLARATION.sub("", _decoded(data), count=1))
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = lxml.html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError as error:
        raise BadMarkup(f"{name} holds no HTML that can be read: save the page again") from error
    return root


def body_of(page: etree._Element) -> etree._Element:
    """The body of a page without what holds no words; a space parts the words of a block from those around it."""
    body = page.find("body")
    body = page if body is None else body
    for element in list(body.iter(*LEFT_OUT)):
        remove(element)
    for element in body.iter(*BLOCKS):
        element.text = f" {element.text or ''}"
        if not (element.tail or "").startswith(CLOSING):
            element.tail = f" {element.tail or ''}"
    for element in body.iter("b", "strong", "span", "a", "em"):
        if FLOAT_LABEL.fullmatch(start_of(element, LONGEST_LABEL)) and (element.tail or "A")[:1].isalpha():
            element.tail = f" {element.tail or ''}"
    return body


def measure(body: etree._Element) -> Lengths:
    """The characters in each element, white space left out, in one walk from the leaves."""
    lengths: dict[etree._Element, int] = {}
    for element in reversed(list(body.iter())):
        inner = sum(lengths.get(child, 0) + _size(child.tail) for child in element)
        lengths[element] = inner + (_size(element.text) if isinstance(element.tag, str) else 0)
    return lengths


def find_article(body: etree._Element, entries: Sequence[etree._Element], lengths: Lengths) -> etree._Element:
    """The smallest element that holds the page's prose, its title, tables and list of references; machinery goes."""
    kept = {above for entry in entries for above in (entry, *entry.iterancestors())}
    _drop_machinery(body, kept, lengths)
    prose = _prose(body, set(entries))
    core = body
    inner: etree._Element | None = body
    while inner is not None:
        core = inner
        inner = next((child for child in core if prose.get(child, 0) >= CORE * prose[body] > 0), None)
    heads = [h for h in body.iter(*HEADINGS) if h.tag == "h1" or parse_heading(text_of(h)).role == "abstract"]
    wanted = [*entries, *(part for part in (*heads, *body.iter("table", "figure")) if lengths[part])]
    above: etree._Element | None = core
    while above is not None and core is not body:
        core = above
        within = set(core.iter())
        if all(part in within for part in wanted):
            break
        above = core.getparent()
    return core


def _prose(body: etree._Element, entries: set[etree._Element]) -> dict[etree._Element, int]:
    """For each element the characters of paragraphs in it, entries left out."""
    sums: dict[etree._Element, int] = {}
    for element in reversed(list(body.iter())):
        if not isinstance(element.tag, str) or element in entries:
            continue
        own = _size(element.text) + sum(_size(child.tail) for child in element)
        sums[element] = sum(sums.get(child, 0) for child in element) + (own if own >= PARAGRAPH else 0)
    return sums


def start_of(element: etree._Element, most: int) -> str:
    """The first words of an element with single spaces, of so many characters and few more."""
    found: list[str] = []
    length = 0
    for part in element.itertext():
        found.append(str(part))
        length += len(found[-1].strip())
        if length > most:
            break
    return " ".join("".join(found).split())


def names_of(element: etree._Element) -> str:
    """Class, id and role of an element, as one string to search in."""
    return " ".join(element.get(name) or "" for name in ("class", "id", "role", "data-title"))


def _size(text: str | None) -> int:
    return len(" ".join(text.split())) if text else 0


def _drop_machinery(body: etree._Element, kept: set[etree._Element], lengths: Lengths) -> None:
    """Take out what stands beside the article, unless it holds much of it, an entry or a captioned table."""
    limit = lengths[body] * WHOLE
    within: set[etree._Element] = set()
    rows = _rows_of_buttons(body, lengths)
    windows: dict[etree._Element, int] = {}  # what holds a captioned table, with the number of tables in it
    for element in list(body.iterdescendants()):
        above = element.getparent()
        if above in within or (element in kept and not any(child in kept for child in element)):
            within.add(element)  # an entry, or in one
            continue
        if not isinstance(element.tag, str) or element.tag in ("a", "sup", "html", "body", "h1") or element in kept:
            continue
        is_small = lengths[element] < limit or element.tag == "nav"
        if element not in rows and not (is_small and _is_machinery(element, lengths)):
            continue
        tables = sum(1 for _ in element.iter("table"))
        window = next((windows[above] for above in element.iterancestors() if above in windows), -1)
        if _holds_table(element):
            windows[element] = tables
        elif not tables or tables != window:
            remove(element)


def _is_machinery(element: etree._Element, lengths: Lengths) -> bool:
    hidden = element.get("aria-hidden") == "true" or "hidden" in element.attrib
    if element.tag in HEADINGS:
        return hidden or UNSEEN.search(names_of(element)) is not None
    headings = element.iter(*HEADINGS) if element.tag in ("aside", "footer", "form") else ()
    if any(parse_heading(text_of(heading)).role for heading in headings):
        return hidden
    if hidden or element.tag in ASIDE or CHROME.search(names_of(element)):
        return True
    if element.tag in ("div", "p", "span", "ul", "li", "figure") and BUTTON.search(_links_only(element, lengths)):
        return True
    if element.tag not in ("ul", "ol") or len(element) < 3:
        return False
    return sum(lengths[link] for link in element.iter("a")) > LINKED * lengths[element]


def _links_only(element: etree._Element, lengths: Lengths) -> str:
    """The words of a short element that holds hardly more than links; nothing for any other."""
    if not 0 < lengths[element] < LONGEST_BUTTON:
        return ""
    linked = sum(lengths[link] for link in element.iter("a"))
    return text_of(element) if linked >= LINKED * lengths[element] else ""


def _rows_of_buttons(body: etree._Element, lengths: Lengths) -> set[etree._Element]:
    """Blocks that hold only links, the same words again and again: what can be done with each entry or figure."""
    found: dict[str, list[etree._Element]] = {}
    for element in body.iter("p", "div", "li"):
        if next(element.iterdescendants("p", "div", "li"), None) is None and (words := _links_only(element, lengths)):
            found.setdefault(words, []).append(element)
    return {
        element
        for words, elements in found.items()
        if len(elements) >= FEWEST_ROWS and not any(map(str.isdigit, words))
        for element in elements
    }


def _holds_table(element: etree._Element) -> bool:
    """Whether an element holds a table with its caption: a window or a side column may be where the page keeps it."""
    table = next(element.iter("table"), None)
    return table is not None and bool(CAPTION.search(text_of(element)[:CAPTION_WITHIN]))


def remove(element: etree._Element) -> None:
    """Take an element out of its tree; what stands behind it stays."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _decoded(data: bytes) -> str:
    declared = CHARSET.search(data[:8192])
    if declared and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        encoding = declared[1].decode("ascii", "replace").lower()
        try:
            return data.decode("cp1252" if encoding in ("iso-8859-1", "latin-1", "latin1") else encoding)
        except (LookupError, UnicodeDecodeError):
            return decode(data)
    return decode(data)
