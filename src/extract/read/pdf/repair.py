"""Characters made right: ligatures, symbol fonts, private code points."""

import re
import unicodedata

LIGATURE = re.compile("[\ufb00-\ufb06]")


def needs_mending(font: str) -> bool:
    """Whether a font's characters are not what their code points say."""
    return False


def mend(text: str, font: str) -> str:
    """The characters that the page shows, for the code points that the file gives."""
    if LIGATURE.search(text):
        text = LIGATURE.sub(lambda found: unicodedata.normalize("NFKC", found.group()), text)
    return text
