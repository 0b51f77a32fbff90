"""Glyphs whose code points say nothing."""

from tests.read.pdf.drawn import lines, read
from tests.read.pdf.raw import raw_pdf, stream

from extract.read.pdf.signs import GlyphNames

CMAP = (
    b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
    b"1 begincodespacerange <00><FF> endcodespacerange\n"
    b"1 beginbfrange <01><02>[<FFFD><FFFD>] endbfrange\nendcmap end end"
)
NAMES = b"/Encoding<</Type/Encoding/Differences[1/greaterequal/lessequal]>>"


def nameless(*, names: bytes) -> bytes:
    """A page whose symbol font calls its glyphs U+FFFD, and names them or not."""
    words = b" ".join(b"(%s) Tj 0 -12 Td" % line.encode() for line in lines(1, 4))
    shown = (
        b"BT /F1 10 Tf 60 700 Td %s (The median was ) Tj /F2 10 Tf (\\001) Tj /F1 10 Tf ( 50 per cent.) Tj ET" % words
    )
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R/F2 6 0 R>>>>>>",
        stream(shown),
        b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Symbol/ToUnicode 7 0 R/FirstChar 1/LastChar 2/Widths[550 550]%s>>"
        % names,
        stream(CMAP),
    ]
    return raw_pdf(objects)


def test_a_glyph_without_a_character_is_told_by_its_name() -> None:
    document = read(nameless(names=NAMES))
    assert "The median was ≥ 50 per cent." in document.text


def test_nothing_is_told_of_places_without_glyphs_and_of_broken_files() -> None:
    names = GlyphNames(nameless(names=NAMES))
    assert names.at(1, 5, 5) is None and names.get(9, "Symbol", 1) is None
    assert names.get(1, "Symbol", 1) == "greaterequal" and names.get(1, "Symbol", 9) is None
    for broken in (b"", b"%PDF-1.4 nothing", nameless(names=NAMES)[:400]):
        assert GlyphNames(broken).at(1, 5, 5) is None and GlyphNames(broken).get(1, "Symbol", 1) is None
