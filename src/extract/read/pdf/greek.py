"""Greek letters in fonts that call them by the Latin ones."""

import re
from collections.abc import Sequence

from extract.read.pdf.characters import Fonts
from extract.read.pdf.pages import PageContent

PI_FONT = re.compile(r"^AdvP[0-9A-F]{4,6}$|symbol", re.I)
GREEK = dict(zip("abgdeklmpqrstwxDSW", "αβγδεκλμπθρστωξΔΣΩ", strict=True))
"""The places of Greek letters in the usual symbol encoding."""


def mend_greek(contents: Sequence[PageContent], fonts: Fonts) -> None:
    """A symbol font used for nothing but single letters sets Greek: a font for text sets words."""
    candidates = {number for name, number in fonts.numbers.items() if PI_FONT.search(name)}
    if not candidates:
        return
    sheets = [sheet for content in contents for sheet in content.sheets]
    for sheet in sheets:
        for fragment in sheet.fragments:
            if fragment.font in candidates and fragment.text not in GREEK:
                candidates.discard(fragment.font)
    if not candidates:
        return
    for sheet in sheets:
        sheet.fragments = [
            fragment._replace(text=GREEK[fragment.text]) if fragment.font in candidates else fragment
            for fragment in sheet.fragments
        ]
