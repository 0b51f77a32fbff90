"""Addresses of files and works as other programs may follow them: nothing in them is run."""

import os
from urllib.parse import quote, urlsplit

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


def encoded(text: str) -> str:
    """A text with the signs percent-encoded that no address holds."""
    return "".join(f"%{ord(one):02X}" if one in UNSAFE or ord(one) < 33 or ord(one) == 127 else one for one in text)


def _is_encodable(path: str) -> bool:
    try:
        os.fsencode(path)
    except UnicodeEncodeError:
        return False
    return True
