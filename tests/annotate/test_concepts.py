"""What a paper is about: the terms of title and abstract, never of its methods or list."""

from extract.annotate import annotate
from extract.model import Source
from extract.read import read_document
from extract.vocabulary import load_vocabulary

PAPER = """Faslodex for breast cancer in Norway

Abstract

We gave fulvestrant to 40 women with breast cancer. This was a randomised trial.

Methods

Women with asthma were left out.

Results

They lived longer.
"""


def test_terms_of_title_and_abstract_have_their_ids() -> None:
    data = PAPER.encode()
    source = Source(path="made.txt", sha256="2" * 64, format="text", size=len(data))
    paper = annotate(read_document(source, data), load_vocabulary())
    found = [(paper.quote(concept), concept.kind, concept.term) for concept in paper.concepts]
    assert ("Faslodex", "intervention", "fulvestrant") in found or (
        "fulvestrant",
        "intervention",
        "fulvestrant",
    ) in found
    assert ("breast cancer", "disease", "breast_cancer") in found
    assert all(kind != "design" for _, kind, _ in found)
    assert "asthma" not in {quoted for quoted, _, _ in found}
    (drug,) = {(concept.mesh_id, concept.drugbank_id) for concept in paper.concepts if concept.kind == "intervention"}
    assert drug == ("D000077267", "DB00947")
