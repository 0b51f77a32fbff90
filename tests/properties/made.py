"""Generated numbers, names, references, texts and papers."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import strategies as st

from extract.annotate import annotate
from extract.model import Paper, Source
from extract.read import read_document
from extract.resolve.markers import link_markers
from extract.vocabulary import load_vocabulary

ANY_TEXT = st.text(max_size=200)
"""Every character that Unicode has, halves of characters too."""

WORDS = st.sampled_from(
    "patients liver tumours survival months therapy effects of in the after radiotherapy β-catenin Größe 肝癌 ورم "
    "p<0.001 12% (30%) 0·75 −1.5 n=40 e.g. Fig.".split()
)
FAMILIES = st.sampled_from(
    ["Sato", "Müller-Hill", "O’Brien", "van der Berg", "Lee", "Méndez Romero", "Nguyễn", "Şahin", "de la Cruz", "Wu"]
)
INITIALS = st.sampled_from(["A", "AB", "J", "CD", "M-T"])
YEARS = st.integers(1950, 2026)
MARKS = st.sampled_from(
    [" [1]", " [1,2]", " [2–4]", "^{1}", "^{1,3–4}", " (2)", " (Sato et al., 2020)", "", "", " [99]", "¹²"]
)
DECIMALS = st.builds(
    lambda digits, places, sign: Decimal(sign * digits).scaleb(-places),
    st.integers(0, 10**7),
    st.integers(0, 5),
    st.sampled_from([1, -1]),
)
"""Numbers as tables print them."""


@st.composite
def references(draw: st.DrawFn) -> str:
    """One entry in one of three styles."""
    people = draw(st.lists(st.tuples(FAMILIES, INITIALS), min_size=1, max_size=4))
    title = " ".join(draw(st.lists(WORDS, min_size=3, max_size=9))).capitalize()
    year, volume, first = draw(YEARS), draw(st.integers(1, 90)), draw(st.integers(1, 2000))
    names = ", ".join(f"{family} {given}" for family, given in people)
    return draw(
        st.sampled_from(
            [
                f"{names}. {title}. J Sound Trials. {year};{volume}:{first}-{first + 8}.",
                f"{names} ({year}). {title}. Journal of Sound Trials, {volume}(2), {first}–{first + 8}.",
                f"{names}, et al. “{title},” J. Sound, vol. {volume}, pp. {first}, {year}. doi:10.1000/a.{first}",
            ]
        )
    )


@st.composite
def texts(draw: st.DrawFn) -> str:
    """A small paper: sections of sentences with numbers and markers, a table now and then, a list of references."""
    parts = ["A made trial of doses in the liver"]
    for heading in draw(st.lists(st.sampled_from(["Introduction", "Methods", "Results", "Discussion"]), max_size=3)):
        parts.append(heading)
        for _ in range(draw(st.integers(1, 3))):
            words = draw(st.lists(st.tuples(WORDS, MARKS), min_size=4, max_size=14))
            sentence = " ".join(word + mark for word, mark in words).capitalize()
            parts.append(sentence + draw(st.sampled_from([".", "?", ""])))
        if draw(st.booleans()):
            cells = draw(st.lists(st.tuples(WORDS, DECIMALS, DECIMALS), min_size=1, max_size=4))
            rows = [f"{word}\t{one}\t{other}" for word, one, other in cells]
            parts.append("\n".join(["Table 1. Outcomes", "Outcome\tA (n = 40)\tB (n = 42)", *rows]))
    entries = draw(st.lists(references(), min_size=1, max_size=5))
    parts.append("References")
    parts.append("\n".join(f"{number}. {entry}" for number, entry in enumerate(entries, 1)))
    return "\n\n".join(parts) + "\n"


def read(data: bytes, form: str = "text") -> Paper:
    """A whole paper with its citations."""
    source = Source(path="made", sha256=f"{hash(data) & (2**256 - 1):064x}", format=form, size=len(data))  # type: ignore[arg-type]
    paper = annotate(read_document(source, data), load_vocabulary())
    return replace(paper, citations=link_markers(paper.markers, paper.references))


PAPERS = st.builds(lambda text: read(text.encode()), texts())
