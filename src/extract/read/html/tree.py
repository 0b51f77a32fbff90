"""Bytes of a web page → the tree of its article, without the page's own machinery."""

import re

import lxml.html
from lxml import etree

from extract.errors import BadMarkup
from extract.read.decoding import decode

CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,30})", re.IGNORECASE)
DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,400}\?>")

CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|&#0{0,8}(?:[0-8]|1[124-9]|2\d|3[01])(?!\d);?"
    r"|&#[xX]0{0,8}(?:[0-8bBcCeEfF]|1[0-9a-fA-F])(?![0-9a-fA-F]);?"
)
"""Characters that no tree may hold: matches '\\x01' and '&#x1;', not '&#120;' nor '&#x1F600;'."""

CHROME = re.compile(
    r"""(?:^|[\s_-])(?:nav|navbar|navigation|menu|breadcrumbs?|share|sharing|social|toolbar|tools|sidebar|sidenav|related
    |recommend(?:ed|ations)?|cookies?|banner|advert(?:isement)?|ads?|promo|metrics|altmetric|downloads?|skip|search|login
    |footer|modal|popup|tooltip|citedby|cited-by|sr-only|visually-hidden|permissions-link|back-to-top|figure-link
    |c-article-references__links|ref-links|crossref|viewer-links|citation-actions|usa-banner|ncbi-header)(?=$|[\s_-])
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Classes of a page's machinery: matches 'site-nav' and 'article-tools', not 'navigated' nor 'toxicity'."""

LEFT_OUT = frozenset(
    {
        "script", "style", "noscript", "nav", "svg", "button", "form", "input", "select", "template", "iframe", "aside",
        "footer", "img", "video", "audio", "canvas", "object", "link", "meta", "head", "dialog",
    }
)  # fmt: skip
"""Elements that hold no words of the paper."""

ROOTS = (
    "//article",
    "//*[@role='main']",
    "//main",
    "//*[contains(concat(' ', @class, ' '), ' article ')]",
    "//*[@id='content' or @id='main' or @id='article' or @id='mc']",
)


def parse_html(data: bytes, name: str) -> etree._Element:
    """The root of a page, however malformed; raises BadMarkup where there is none."""
    text = CONTROL.sub("", DECLARATION.sub("", _decoded(data), count=1))
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = lxml.html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError as error:
        raise BadMarkup(f"{name} holds no HTML that can be read: save the page again") from error
    return root


def find_article(page: etree._Element) -> etree._Element:
    """The element that holds most of the page's words: its article, main part or body, without chrome."""
    body = page.find("body")
    body = page if body is None else body
    total = _length(body)
    best = body
    for path in ROOTS:
        found = page.xpath(path)
        candidates = (
            [element for element in found if isinstance(element, etree._Element)] if isinstance(found, list) else []
        )
        longest = max(candidates, key=_length, default=None)
        if longest is not None and _length(longest) * 2 > total:
            best = longest
            break
    _drop_chrome(best)
    return best


def names_of(element: etree._Element) -> str:
    """Class, id and role of an element, as one string to search in."""
    return " ".join(element.get(name) or "" for name in ("class", "id", "role", "data-title"))


def _length(element: etree._Element) -> int:
    return len("".join(str(part) for part in element.itertext()))


def _drop_chrome(root: etree._Element) -> None:
    """Take out parts whose class names them as machinery, unless they hold much of the article."""
    limit = _length(root) * 0.3
    for element in list(root.iterdescendants()):
        if not isinstance(element.tag, str) or element.tag in ("a", "sup", "html", "body"):
            continue
        hidden = element.get("aria-hidden") == "true" or "hidden" in element.attrib
        if (hidden or CHROME.search(names_of(element))) and _length(element) < limit:
            _remove(element)


def _remove(element: etree._Element) -> None:
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
