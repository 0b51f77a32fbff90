"""Characters made right: ligatures, mathematical letters, symbol fonts, private code points, accents set apart."""

import re
import unicodedata

SYMBOL_FONT = re.compile(
    r"(?i)matha\d|matha$|mathpi|mathematicalpi|universalmath|AdvP4C|AdvMT_?SY|AdvPSSYM|AdvSYM|AdvMathSymb|cmsy\d|cm_maths_symb|^symbol"
)

MATHABX = dict(zip("´¨ˆ˘ďě«„Ñ˝1", "−·×±≤≥≈∼→°′", strict=True))
"""Fonts of the `matha` kind, whose operators come out as accented letters."""

PI = dict(zip("123456#$.,", "+−×÷=±≤≥><", strict=True))
"""Fonts of the Mathematical Pi kind, whose operators come out as digits and points."""

ADVANCE = dict(zip("¼ÀÂÃÆþðÞ½Š", "=−×∗±+()[]", strict=True))
"""Fonts of the kind that compositors name AdvP4C4E74, whose operators come out as Latin letters."""

GLYPH_CODES = {
    0: "−",
    1: "·",
    2: "×",
    3: "∗",
    4: "÷",
    6: "±",
    7: "∓",
    14: "°",
    15: "•",
    20: "≤",
    21: "≥",
    24: "∼",
    25: "≈",
    33: "→",
    49: "∞",
    121: "†",
    122: "‡",
    123: "§",
}
"""Glyphs named by their number (C0, C20): the numbers of the usual mathematical symbol encoding."""

NAMED = {"circlecopyrt": "○", "lessorequalslant": "⩽", "greaterorequalslant": "⩾"}
"""Names of glyphs that are not in the usual list."""

SYMBOL = dict(
    zip(
        (0xB1, 0xB3, 0xA3, 0xB4, 0x2D, 0x6D, 0x61, 0x62, 0x67, 0x64, 0x44, 0x63, 0x6B, 0x6C, 0x70, 0x73, 0x53, 0x77),
        "±≥≤×−μαβγδΔχκλπσΣω",
        strict=True,
    )
) | dict(
    zip(
        (
            0xB0,
            0xB7,
            0xD7,
            0xBB,
            0xB9,
            0xAE,
            0xA5,
            0x3C,
            0x3D,
            0x3E,
            0x2B,
            0x25,
            0x7E,
            0xA2,
            0xE2,
            0xD2,
            0xE3,
            0xD3,
            0x2A,
        ),
        "°•·≈≠→∞<=>+%∼′®®©©∗",
        strict=True,
    )
)
"""The Symbol font's own encoding, as it shows in private code points U+F000 and up."""

OTHERS = {
    "\U000f8020": "′",
    "Ⓡ": "®",
    "Ⓒ": "©",
    "\uf6d9": "©",
    "\uf6da": "®",
    "\uf6db": "™",
    "\uf8e8": "®",
    "\uf8e9": "©",
}
BRACKET_PIECES = re.compile("[\uf8e6-\uf8fe]")
ODD = re.compile("[\ufb00-\ufb06\U0001d400-\U0001d7ff\uf000-\uf8ff\u24c7\u24b8\U000f8020]")

ACCENTS = {
    "´": "\u0301",
    "`": "\u0300",
    "¨": "\u0308",
    "ˆ": "\u0302",
    "˜": "\u0303",
    "˘": "\u0306",
    "ˇ": "\u030c",
    "¸": "\u0327",
    "˚": "\u030a",
    "˝": "\u030b",
    "˙": "\u0307",
}
"""Accents that some fonts set as marks of their own, and what they do to the letter that they stand over."""


def needs_mending(font: str) -> bool:
    """Whether a font's characters may not be what their code points say."""
    return SYMBOL_FONT.search(font) is not None


def mend(text: str, font: str) -> str:
    """The characters that the page shows, for the code points that the file gives."""
    if needs_mending(font):
        table = _table(font)
        if table:
            text = "".join(table.get(character, character) for character in text)
    return ODD.sub(_plain, BRACKET_PIECES.sub("", text))


def _table(font: str) -> dict[str, str] | None:
    name = font.lower()
    if "matha" in name and "mathematical" not in name:
        return MATHABX
    if "mathematicalpi" in name or "mathpi" in name or "universalmath" in name:
        return PI
    return ADVANCE if name.startswith("adv") else None


def _plain(found: re.Match[str]) -> str:
    character = found[0]
    if character in OTHERS:
        return OTHERS[character]
    code = ord(character)
    if 0xF000 <= code <= 0xF0FF:
        return SYMBOL.get(code - 0xF000, character)
    return unicodedata.normalize("NFKC", character)


def glyph_text(name: str, font: str) -> str | None:
    """What a glyph's name says; None where it says nothing."""
    numbered = re.fullmatch(r"C(\d{1,3})", name)
    if numbered:
        return GLYPH_CODES.get(int(numbered[1])) if needs_mending(font) else None
    if name in NAMED:
        return NAMED[name]
    from pdfminer.encodingdb import name2unicode

    try:
        return name2unicode(name)
    except KeyError:
        return None


def with_accent(text: str, place: float, accent: str) -> str | None:
    """A word with an accent over the letter nearest to a place (0 to 1 along it); None where none takes it."""
    mark = ACCENTS[accent]
    wanted = place * len(text) - 0.5
    for index in sorted(range(len(text)), key=lambda each: abs(each - wanted))[:3]:
        composed = unicodedata.normalize("NFC", ("i" if text[index] == "ı" else text[index]) + mark)
        if len(composed) == 1:
            return text[:index] + composed + text[index + 1 :]
    return None
