"""PDFs written object by object, for what no writer of PDFs would write."""

from collections.abc import Sequence


def stream(data: bytes, entries: bytes = b"") -> bytes:
    """A stream object with further entries of its dictionary."""
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(data), entries, data)


def raw_pdf(objects: Sequence[bytes]) -> bytes:
    """Objects numbered from 1, the first being the catalogue, as a file."""
    out, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(out))
    return out + head + table + tail
