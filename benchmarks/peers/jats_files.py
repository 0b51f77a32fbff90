"""Articles in JATS by bare lxml, pubmed_parser, and spaCy's blank tokenizer."""

from collections import Counter

from asking import main


def lxml_parse(path: str) -> object:
    from lxml import etree

    parser = etree.XMLParser(recover=True, load_dtd=False, no_network=True)
    return {"elements": sum(1 for _ in etree.parse(path, parser).iter())}


def pubmed_parser(path: str) -> object:
    import pubmed_parser as parser

    parser.parse_pubmed_xml(path)
    entries = parser.parse_pubmed_references(path) or []
    paragraphs = parser.parse_pubmed_paragraph(path, all_paragraph=True) or []
    parser.parse_pubmed_table(path)
    return {
        "titles": [entry["article_title"] for entry in entries if entry.get("article_title")],
        "cited": Counter(entry for paragraph in paragraphs for entry in paragraph["reference_ids"]),
    }


def spacy_tokenizer(path: str) -> object:
    import spacy
    from lxml import etree

    global language
    language = language or spacy.blank("en")
    parser = etree.XMLParser(recover=True, load_dtd=False, no_network=True)
    text = " ".join("".join(etree.parse(path, parser).getroot().itertext()).split())
    return {"tokens": len(language(text[:900_000]))}


language = None
main(
    {
        "lxml parse": ("lxml", lxml_parse),
        "pubmed_parser": ("pubmed-parser", pubmed_parser),
        "spaCy blank tokenizer": ("spacy", spacy_tokenizer),
    }
)
