"""Addresses of files and works as other programs may follow them: nothing in them is run."""

import os
from urllib.parse import quote, urlsplit

from extract.text import lazy_re as re

DOI = re.compile(r"10\.\d{4,9}/.{1,300}")
TEX_SIGNS = {ord(sign): f"%{ord(sign):02X}" for sign in "\\{}"}
OPENED = frozenset(("http", "https"))
UNSAFE = '\\{}^`"<>| '
"""What no address may hold as itself (RFC 3986), TeX's own signs among them."""


def file_address(path: str) -> str:
    """A path as a relative reference or an absolute path of a URI (RFC 3986): never with a scheme.

    >>> file_address("javascript:alert(1)%2f.txt"), file_address("a b/é.txt")
    ('javascript%3Aalert%281%29%252f.txt', 'a%20b/%C3%A9.txt')
    """
    return quote(os.fsencode(path.encode("utf-8", "replace").decode() if not _is_encodable(path) else path), safe="/")


def web_address(url: str | None) -> str | None:
    """An address of the web, percent-encoded where it must be; None for any other scheme.

    >>> web_address("https://a.example/x{y}"), web_address("javascript:alert(1)")
    ('https://a.example/x%7By%7D', None)
    """
    flat = "".join((url or "").split())
    try:
        scheme = urlsplit(flat).scheme.lower()
    except ValueError:
        return None
    return encoded(flat) if scheme in OPENED else None


def doi_of(doi: str | None) -> str | None:
    """A DOI, with braces and backslashes percent-encoded; None for what is none.

    >>> doi_of("10.1000/a{b}<c>"), doi_of("javascript:alert(1)")
    ('10.1000/a%7Bb%7D<c>', None)
    """
    flat = "".join((doi or "").split())
    return flat.translate(TEX_SIGNS) if DOI.fullmatch(flat) else None


def encoded(text: str) -> str:
    """A text with the signs percent-encoded that no address holds."""
    return "".join(
        f"%{ord(letter):02X}" if letter in UNSAFE or ord(letter) < 33 or ord(letter) == 127 else letter
        for letter in text
    )


def _is_encodable(path: str) -> bool:
    try:
        os.fsencode(path)
    except UnicodeEncodeError:
        return False
    return True
