"""What a PDF says about itself in its information dictionary and its XMP packet: title and DOI."""

import html
import re
from dataclasses import dataclass

from pypdfium2 import PdfDocument, PdfiumError

MOST_PACKETS = 8
LONGEST_PACKET = 60_000
PACKET = re.compile(rb"<x:xmpmeta\b")
TITLE = re.compile(r"<dc:title>(.{0,3000}?)</dc:title>", re.DOTALL)
TAG = re.compile(r"<[^<>]{0,200}>")
XMP_DOI = re.compile(
    r"<(?:prism:doi|dc:identifier|crossmark:DOI|pdfx:doi)>\s{0,9}(?:doi:)?\s?(10\.\d{4,9}/[^\s<>\"]{1,100})", re.I
)
INFO_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>]{1,100}")


@dataclass(frozen=True, slots=True)
class Information:
    """Titles that the file names, the likeliest first, and its DOI."""

    titles: tuple[str, ...] = ()
    doi: str | None = None


def read_information(pdf: PdfDocument, data: bytes) -> Information:
    """Both sources; an XMP packet only where it stands unpacked, as it nearly always does, and only the file's own."""
    try:
        info = pdf.get_metadata_dict()
    except PdfiumError:
        info = {}
    packets = [
        data[found.start() : found.start() + LONGEST_PACKET].split(b"</x:xmpmeta>")[0].decode("utf-8", "replace")
        for found, _ in zip(PACKET.finditer(data), range(MOST_PACKETS), strict=False)
    ]
    titles = [info.get("Title", ""), *(title for packet in packets for title in TITLE.findall(packet)[:1])]
    plain = (" ".join(html.unescape(TAG.sub(" ", title)).split()) for title in titles)
    found = next((match for packet in packets for match in [XMP_DOI.search(packet)] if match), None)
    told = found[1] if found else None
    for key in ("Subject", "Keywords", "Title", "doi", "DOI"):
        match = INFO_DOI.search(info.get(key, ""))
        told = told or (match[0] if match else None)
    return Information(
        tuple(dict.fromkeys(title for title in plain if title)), told.rstrip(".,;:)]").lower() if told else None
    )
