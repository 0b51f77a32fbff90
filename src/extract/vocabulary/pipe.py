"""The vocabulary as a component of a spaCy pipeline, for those who work in spaCy.

    nlp = spacy.blank("en")
    nlp.add_pipe("extract_terms")
    spans = nlp("Sorafenib in hepatocellular carcinoma").spans["terms"]

`doc.spans["terms"]` holds every term found: `label_` is its kind ("disease"), `kb_id_` its MeSH or DrugBank id where
one is known, else its own. The annotators call the finder itself, which reads six megabytes a second; importing spaCy
takes longer than finding all terms of a paper.
"""

from spacy.language import Language
from spacy.tokens import Doc, SpanGroup

from extract.vocabulary.finder import finder_of
from extract.vocabulary.loader import load_vocabulary


@Language.factory("extract_terms")
def make_terms(nlp: Language, name: str) -> "Terms":
    """The component `extract_terms`."""
    return Terms()


class Terms:
    """Marks the vocabulary's terms in a `Doc`."""

    def __init__(self) -> None:
        self.vocabulary = load_vocabulary()
        self.finder = finder_of(self.vocabulary)

    def __call__(self, doc: Doc) -> Doc:
        spans = []
        for found in self.finder.find(doc.text):
            term = self.vocabulary[found.term]
            span = doc.char_span(
                found.start,
                found.end,
                label=found.kind,
                kb_id=term.mesh_id or term.drugbank_id or term.id,
                alignment_mode="expand",
            )
            if span is not None:
                spans.append(span)
        doc.spans["terms"] = SpanGroup(doc, name="terms", spans=spans)
        return doc
