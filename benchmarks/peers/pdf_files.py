"""PDFs by pdfplumber, pdfminer.six, pypdfium2 and camelot."""

from asking import main


def pdfplumber_text_in_flow(path: str) -> object:
    import pdfplumber

    with pdfplumber.open(path) as file:
        return {"text": "\n".join(page.extract_text(use_text_flow=True, x_tolerance=1.5) for page in file.pages)}


def pdfplumber_text_and_tables(path: str) -> object:
    import pdfplumber

    texts, tables = [], []
    with pdfplumber.open(path) as file:
        for page in file.pages:
            texts.append(page.extract_text())
            tables += [[[cell or "" for cell in row] for row in table] for table in page.extract_tables()]
            page.close()
    return {"text": "\n".join(texts), "tables": tables}


def pdfminer_text(path: str) -> object:
    from pdfminer.high_level import extract_text

    return {"text": extract_text(path)}


def pypdfium2_text(path: str) -> object:
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    return {"text": "\n".join(page.get_textpage().get_text_bounded() for page in document)}


def camelot_stream(path: str) -> object:
    return _camelot(path, "stream")


def camelot_lattice(path: str) -> object:
    return _camelot(path, "lattice")


def _camelot(path: str, flavor: str) -> object:
    import camelot

    found = camelot.read_pdf(path, pages="all", flavor=flavor, suppress_stdout=True)
    return {"tables": [table.df.astype(str).values.tolist() for table in found]}


main(
    {
        "pdfplumber text in flow": ("pdfplumber", pdfplumber_text_in_flow),
        "pdfplumber text and tables": ("pdfplumber", pdfplumber_text_and_tables),
        "pdfminer.six text": ("pdfminer.six", pdfminer_text),
        "pypdfium2 text": ("pypdfium2", pypdfium2_text),
        "camelot stream": ("camelot-py", camelot_stream),
        "camelot lattice": ("camelot-py", camelot_lattice),
    }
)
