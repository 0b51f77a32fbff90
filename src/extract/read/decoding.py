"""Bytes of a text → characters: UTF-8, UTF-16, UTF-32, Windows-1252, Latin-1."""

import codecs

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
SAMPLE = 8192
CONTROLS = bytes(set(range(32)) - {9, 10, 11, 12, 13, 27}) + b"\x7f"


def decode(data: bytes) -> str:
    """The characters of a text file, line ends untouched; a byte order mark is no character of the text.

    >>> decode("Größe".encode("latin-1")), decode("“p”".encode("cp1252")), decode("é".encode("utf-16"))
    ('Größe', '“p”', 'é')
    """
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return _without_nul(data[len(bom) :].decode(encoding, "replace"))
    wide = _wide_encoding(data)
    if wide:
        return _without_nul(data.decode(wide, "replace"))
    try:
        return _without_nul(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data" and error.start >= len(data) - 3:
            return _without_nul(data[: error.start].decode("utf-8"))
    return _without_nul(_decode_mixed(data))


def is_binary(data: bytes) -> bool:
    """Whether bytes are no text in any encoding: more than one control character in a hundred.

    >>> is_binary(bytes(range(256)) * 9), is_binary("p < 0·05".encode("utf-16")), is_binary(b"a text")
    (True, False, False)
    """
    if any(data.startswith(bom) for bom, _ in BOMS) or _wide_encoding(data):
        return False
    sample = data[:SAMPLE]
    controls = len(sample) - len(sample.translate(None, CONTROLS))
    return controls * 100 > len(sample)


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 without a byte order mark: nearly every second byte is zero."""
    sample = data[:SAMPLE]
    half = len(sample) // 2
    if half < 2:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > 0.4 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.4 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _decode_mixed(data: bytes) -> str:
    """Bytes that are not all UTF-8: UTF-8 with some damage where most high bytes are sound, else Windows-1252."""
    high = len(data) - len(data.translate(None, bytes(range(128, 256))))
    text = data.decode("utf-8", "replace")
    if text.count("�") * 10 < high:
        return text
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _without_nul(text: str) -> str:
    return text.replace("\x00", "�") if "\x00" in text else text
