"""What can be measured of a citation and of an entry: shared rare words, names, years, numbers, place in the order.

Each function gives its values in the order of the names beside it; `model` holds their weights.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from extract.audit.arithmetic.logistic import Logistic, load_logistic
from extract.audit.fit.layout import Layout, coverage, mass_of, title_of, weight
from extract.audit.fit.names import Place, name_parts
from extract.audit.fit.words import WORD, likeness
from extract.model import Citation, Claim, Reference
from extract.text.words import word_set

FEW_WORDS = 4
SHOWN_AUTHORS = 3
LONG_NAME = 4
SMALL_WORDS = word_set("title_small_letters")

CITATION_FEATURES = (
    "covered_by_claim",
    "covered_by_claim_in_list",
    "covered_by_neighbours",
    "covered_by_paper",
    "no_word_shared",
    "better_elsewhere",
    "rank",
    "skipped_never_cited",
    "skipped_cited_elsewhere",
    "skipped_fits_better",
    "out_of_order",
    "cited_with_others",
    "like_others_here",
    "like_claims_elsewhere",
    "title_weight",
    "claim_weight",
    "in_methods",
    "entry_repeated",
    "author_in_sentence",
    "acronym_spelled",
    "not_an_article",
    "near_claim",
    "near_around",
    "nearer_elsewhere",
)
ENTRY_FEATURES = (
    "covered_by_paper",
    "best_claim",
    "best_claim_in_list",
    "best_neighbours",
    "covered_by_other_titles",
    "nearest_title",
    "terms_in_paper",
    "terms_foreign",
    "journal_shared",
    "author_shared",
    "author_of_paper",
    "later_than_paper",
    "years_before_paper",
    "title_weight",
    "words_unknown",
    "no_title",
    "times_cited",
    "author_in_sentence",
    "author_in_paper",
    "acronym_spelled",
    "not_an_article",
    "only_in_methods",
    "few_title_words",
    "near_paper",
    "near_claims",
    "near_list",
    "near_neighbours",
)


MOST_ELSEWHERE = 100
"""Other claims on an entry that one is compared with; an entry that is cited more often is cited for everything."""


def citation_features(layout: Layout, citation: Citation, claim: Claim, entry: Reference) -> list[float]:
    title = layout.titles[entry.id]
    words = layout.claim_words[claim.id]
    scores = layout.scores(words)
    own = scores.get(entry.id, 0.0)
    mates = [item for item in layout.together[citation.marker] if item != entry.id]
    best = max((value for key, value in scores.items() if key != entry.id and key not in mates), default=0.0)
    place = layout.places.get(citation.id, Place())
    due = [layout.by_label[label] for label in place.skipped if label in layout.by_label]
    gain = max((scores.get(key, 0.0) - own for key in due), default=0.0)
    elsewhere = [other for _, other in layout.citing[entry.id][:MOST_ELSEWHERE] if other.id != claim.id]
    return [
        coverage(title, words),
        own,
        coverage(title, layout.around(claim)),
        coverage(title, layout.paper_words),
        float(own == 0.0),
        max(0.0, best - own),
        sum(value > own for value in scores.values()) / max(len(layout.references), 1),
        len(place.never_cited) and 1.0 / max(place.rivals, 1),
        (len(place.skipped) - len(place.never_cited) > 0) / max(place.rivals, 1),
        gain,
        float(place.out_of_order),
        min(len(mates), 4) / 4,
        max((coverage(title, layout.titles[key]) for key in mates), default=0.0),
        max((overlap(words, layout.claim_words[item.id]) for item in elsewhere), default=0.0),
        min(mass_of(title), 60.0) / 60,
        min(mass_of(words), 100.0) / 100,
        float(claim.type == "method"),
        float(bool(elsewhere)),
        float(author_among(layout.names_in(claim), entry)),
        float(spells(layout.acronyms_in(claim), title_of(entry))),
        float(entry.fields.type != "journal-article"),
        *_nearness(layout, claim, entry),
    ]


def _nearness(layout: Layout, claim: Claim, entry: Reference) -> tuple[float, float, float]:
    """How near the entry's title is to the claim and to the sentences around, and how much nearer another entry is."""
    likes, title = layout.title_likeness(claim), layout.title_vectors[entry.id]
    own = likes[entry.id]
    nearest = max((like for key, like in likes.items() if key != entry.id), default=0.0)
    return own, likeness(layout.vector_around(claim), title), max(0.0, nearest - own)


def entry_features(layout: Layout, entry: Reference) -> list[float]:
    title = layout.titles[entry.id]
    citing = [claim for _, claim in layout.citing[entry.id]]
    claims = [layout.claim_words[claim.id] for claim in citing]
    shared = frozenset(word for word in title if len(layout.index[word]) > 1)
    terms = layout.terms[entry.id]
    known = sum(bool(layout.vocabulary.ancestors(term) & layout.paper_terms) for term in terms)
    fields = entry.fields
    journal = (fields.container or "").lower()
    families = {name_parts(person.family) for person in fields.authors}
    ours = {name_parts(person.family) for person in layout.paper.document.metadata.authors}
    year = layout.paper.document.metadata.year
    return [
        coverage(title, layout.paper_words),
        max((coverage(title, words) for words in claims), default=0.0),
        max((layout.scores(words).get(entry.id, 0.0) for words in claims), default=0.0),
        max((coverage(title, layout.around(claim)) for claim in citing), default=0.0),
        coverage(title, shared),
        layout.nearest_title(entry),
        known / (len(terms) + 0.5),
        (len(terms) - known) / 3,
        float(bool(journal) and layout.journals[journal] > 1),
        min(sum(layout.families[name] > 1 for name in families), 3) / 3,
        min(len(families & ours), 2) / 2,
        float(bool(year and fields.year and fields.year > year)),
        min(max((year or 2015) - (fields.year or year or 2015), 0), 40) / 40,
        min(mass_of(title), 60.0) / 60,
        sum(map(weight, title - layout.paper_words)) / 60,
        float(not title_of(entry)),
        min(len(citing), 5) / 5,
        float(any(author_among(layout.names_in(claim), entry) for claim in citing)),
        float(author_among(layout.paper_names, entry)),
        float(any(spells(layout.acronyms_in(claim), title_of(entry)) for claim in citing)),
        float(fields.type != "journal-article"),
        float(all(claim.type == "method" for claim in citing)),
        float(len(layout.words(title_of(entry))) < FEW_WORDS),
        likeness(layout.paper_vector, layout.title_vectors[entry.id]),
        max((likeness(layout.vector_around(claim), layout.title_vectors[entry.id]) for claim in citing), default=0.0),
        *layout.nearest_in_list(entry),
    ]


def author_among(words: frozenset[str], entry: Reference) -> bool:
    """Whether the first family names of an entry stand among the capitalised words of a text."""
    families = (name_parts(person.family) for person in entry.fields.authors[:SHOWN_AUTHORS])
    return any(len(part) >= LONG_NAME and part in words for family in families for part in family)


def spells(acronyms: frozenset[str], title: str) -> bool:
    """Whether a title spells out one of the acronyms: HADS, "The hospital anxiety and depression scale".

    >>> spells(frozenset({"HADS"}), "The hospital anxiety and depression scale")
    True
    >>> spells(frozenset({"HAM"}), "The hospital anxiety and depression scale")
    False
    """
    words = [word for word in WORD.findall(title) if word.lower() not in SMALL_WORDS]
    initials = "".join(word[0] for word in words).lower()
    printed = frozenset(words)
    return any(acronym in printed or acronym.lower() in initials for acronym in acronyms)


def overlap(first: frozenset[str], second: frozenset[str]) -> float:
    return sum(map(weight, first & second)) / (min(mass_of(first), mass_of(second)) + 2.0)


WEIGHTS = Path(__file__).parent / "weights.json"


@dataclass(frozen=True, slots=True)
class Model:
    """The two judges: of one citation, and of an entry in its list."""

    citation: Logistic
    entry: Logistic


@cache
def load_model() -> Model:
    """The committed weights. Raises ValueError where they were trained for other features."""
    parts = (("citation", CITATION_FEATURES), ("entry", ENTRY_FEATURES))
    return Model(*(load_logistic(WEIGHTS, features, "train_citations.py", part) for part, features in parts))
