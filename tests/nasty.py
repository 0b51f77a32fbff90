# ruff: noqa: E501
"""A folder of nasty files: `python -m tests.nasty FOLDER`. Each must be read, or refused with a clean error."""

import gzip
import io
import sys
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from tests.read.pdf.raw import raw_pdf, stream

ARTICLE = (
    "<article><front><article-meta><title-group><article-title>{title}</article-title></title-group></article-meta>"
    "</front><body>{body}</body></article>"
)
HTML = "<html><head><title>{title}</title></head><body>{body}</body></html>"
TEXT = "A made trial\n\nMethods\n\nWe treated 40 patients [1].\n\nReferences\n\n1. Bray F. Title. CA Cancer J Clin. 2024;74:229-63.\n"
LAUGHS = "".join(f'<!ENTITY l{n} "&l{n - 1};&l{n - 1};&l{n - 1};&l{n - 1};">' for n in range(1, 12))


def nasty_files(size: int = 60_000) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each; `size`: characters of the long lines, from which the depth of nesting follows."""
    yield from _names()
    yield from _xml(size)
    yield from _html(size)
    yield from _text(size)
    yield from _pdf()
    yield from _packed()


def write_nasty_files(folder: Path, size: int = 60_000) -> list[Path]:
    """The files, written; names that the file system refuses are left out."""
    folder.mkdir(parents=True, exist_ok=True)
    written: dict[str, Path] = {}
    for name, data in nasty_files(size):
        path = folder / name
        try:
            path.write_bytes(data)
        except (OSError, UnicodeEncodeError):
            continue
        written[name] = path
    return list(written.values())


def _names() -> Iterator[tuple[str, bytes]]:
    for name in (
        *(
            "two\nlines.txt",
            "tab\there.txt",
            "'; DROP TABLE documents; --.txt",
            "<script>alert(1)</script".replace("/", "∕"),
        ),
        *("论文.txt", "отчёт.txt", "ورقة.txt", "é.txt", "é.txt", "\u202etxt.exe", "-rf.txt", "%s%n{0}.txt", "x" * 240),
        *("$(touch stolen).txt", "*.txt", "[a].txt", " leading.txt", "trailing ", "\udcff\udcfe.txt"),
    ):
        yield name, f"{name.encode('utf-8', 'replace').decode()}\n{TEXT}".encode()


def _xml(size: int) -> Iterator[tuple[str, bytes]]:
    doctypes = {
        "external_entity": '<!DOCTYPE article [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        "external_dtd": '<!DOCTYPE article SYSTEM "http://127.0.0.1:9/evil.dtd">',
        "parameter_entity": '<!DOCTYPE article [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]>',
        "laughs": f'<!DOCTYPE article [<!ENTITY l0 "ha">{LAUGHS}]>',
        "quadratic": f'<!DOCTYPE article [<!ENTITY x "{"a" * 50_000}">]>',
        "open_subset": "<!DOCTYPE article [<!ENTITY x",
    }
    for name, doctype in doctypes.items():
        yield f"{name}.xml", (doctype + ARTICLE.format(title="&x;&l11;", body="<p>" + "&x;" * 1000 + "</p>")).encode()
    yield "deep.xml", ARTICLE.format(title="Deep", body="<sec>" * size + "<p>end</p>" + "</sec>" * size).encode()
    yield "deep_open.xml", ("<article>" + "<sec><p>" * size).encode()
    yield "long_name.xml", ARTICLE.format(title="Name", body=f"<{'p' * 200_000}>x</{'p' * 200_000}>").encode()
    yield (
        "many_attributes.xml",
        ARTICLE.format(title="A", body="<p " + " ".join(f'a{n}="{n}"' for n in range(20_000)) + "/>").encode(),
    )
    yield (
        "wide_table.xml",
        ARTICLE.format(
            title="Wide",
            body='<table-wrap><table><tr><td colspan="999999999" rowspan="999999999">1</td></tr></table></table-wrap>',
        ).encode(),
    )
    yield (
        "links_in_circles.xml",
        ARTICLE.format(
            title="Links", body='<p id="a"><xref ref-type="bibr" rid="a b c a">1</xref></p>' * 2000
        ).encode(),
    )
    yield "controls.xml", ARTICLE.format(title="\x00\x01\x0b", body="<p>&#0;&#xD800;&#x110000;&#x1;</p>").encode()
    yield "utf7.xml", b'<?xml version="1.0" encoding="UTF-7"?>' + ARTICLE.format(title="x", body="+ADw-p").encode()
    yield (
        "wrong_encoding.xml",
        b'<?xml version="1.0" encoding="no-such"?><article><body><p>\xff\xfe</p></body></article>',
    )
    yield (
        "utf16.xml",
        ('<?xml version="1.0" encoding="UTF-16"?>' + ARTICLE.format(title="x", body="<p>y</p>")).encode("utf-16"),
    )
    yield (
        "huge_number.xml",
        ARTICLE.format(title="N", body=f"<p>The mean was {'9' * 100_000} ± 1e{'9' * 100}.</p>").encode(),
    )


def _html(size: int) -> Iterator[tuple[str, bytes]]:
    yield (
        "script.html",
        HTML.format(title="</title><script>alert(1)</script>", body="<script>while(1);</script><p>x</p>").encode(),
    )
    yield "deep.html", HTML.format(title="Deep", body="<div>" * size + "x").encode()
    yield "open_everything.html", ("<html><body>" + "<table><tr><td><b><i><sup>1" * (size // 10)).encode()
    yield (
        "spans.html",
        HTML.format(title="S", body='<table><tr><td rowspan="-5" colspan="1e9">1</td></tr></table>').encode(),
    )
    yield (
        "entities.html",
        HTML.format(title="&amp;" * 10_000, body="<p>" + "&#x1F600;&nosuch;&#99999999999;" * 5_000 + "</p>").encode(),
    )


def _text(size: int) -> Iterator[tuple[str, bytes]]:
    for name, piece in {
        "brackets": "[1,", "parentheses": "(", "closings": ")]}", "digits": "1", "dashes": "1-", "spaces": " ", "tabs": "\t",
        "dots": "A. ", "names": "Smith J, ", "years": "(2019; ", "raised": "^{1,2}", "percent": "12 (30%) ", "pipes": "| ",
        "newlines": "\n", "combining": "a\u0301\u0301\u0301", "bidi": "\u202e\u2066", "astral": "𝐀𝟙", "nul": "a\x00",
    }.items():  # fmt: skip
        yield f"long_{name}.txt", (TEXT + piece * (size // len(piece)) + "\n" + TEXT).encode()
    yield (
        "one_line.txt",
        (" ".join(f"Word{n} et al. (20{n % 20:02}) found {n}% [{n}]." for n in range(size // 8))).encode(),
    )
    yield (
        "many_references.txt",
        (TEXT + "".join(f"{n}. Bray F. T{n}. J. 20{n % 20:02};{n}:1-2.\n" for n in range(2, size // 15))).encode(),
    )
    yield "big_range.txt", TEXT.replace("[1]", "[1-999999999]").encode()
    yield "invalid_utf8.txt", TEXT.encode() + b"\xff\xfe\xc3\x28\xed\xa0\x80" * 500
    yield "empty.txt", b""
    yield "blank.txt", b" \n\t " * 1000
    yield "binary.txt", bytes(range(256)) * 500


def _pdf() -> Iterator[tuple[str, bytes]]:
    yield "no_body.pdf", b"%PDF-1.7\n"
    yield (
        "no_xref.pdf",
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1>>endobj\n",
    )
    circle = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 99999999>>endobj\n"
    yield "circle.pdf", circle + b"trailer<</Root 1 0 R/Size 3>>\nstartxref\n0\n%%EOF"
    bomb = b"<</Length 99999999999/Filter[/FlateDecode/FlateDecode]>>stream\n" + b"\x78\x9c" + b"\x00" * 1000
    yield "bad_stream.pdf", b"%PDF-1.5\n1 0 obj" + bomb + b"endstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF"

    yield "flate_bomb.pdf", _one_page(_flate(TEXT_SHOWN + b" " * 80_000_000))
    both = b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</A 5 0 R/B 6 0 R>>>>"
    forms = (stream(b"/A Do /B Do", both), stream(b"/B Do /A Do", both))
    yield "tangled_forms.pdf", _one_page(stream(TEXT_SHOWN + b" /A Do"), *forms)


TEXT_SHOWN = b"BT /F1 10 Tf 60 700 Td (Patients were followed for two years in this small trial.) Tj ET"
ONE_PAGE = (
    b"<</Type/Catalog/Pages 2 0 R>>",
    b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</A 5 0 R>>/Font<</F1"
    b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>>>>>>>",
)


def _one_page(content: bytes, *more: bytes) -> bytes:
    return raw_pdf([*ONE_PAGE, content, *more])


def _flate(data: bytes) -> bytes:
    """Packed twice, so that two kilobytes unpack to what `data` is."""
    return stream(zlib.compress(zlib.compress(data, 9), 9), b"/Filter[/FlateDecode/FlateDecode]")


def _packed() -> Iterator[tuple[str, bytes]]:
    yield "bomb.txt.gz", gzip.compress(b"a" * 60_000_000)
    yield "half.txt.gz", gzip.compress(TEXT.encode() * 100)[:60]
    yield "nested.gz", gzip.compress(gzip.compress(TEXT.encode()))
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("../../outside.txt", TEXT)
    yield "climbs.zip", file.getvalue()


if __name__ == "__main__":
    print(f"{len(write_nasty_files(Path(sys.argv[1])))} files in {sys.argv[1]}")
