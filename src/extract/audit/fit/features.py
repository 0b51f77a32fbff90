"""What can be measured of a citation and of an entry: shared rare words, names, years, numbers, place in the order.

`WEIGHTS` holds what each is worth.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from extract.audit.arithmetic.distributions import Logistic
from extract.audit.fit.layout import Layout, coverage, mass_of, title_of, weight
from extract.audit.fit.names import Place, name_parts
from extract.audit.fit.words import WORD, likeness
from extract.model import Citation, Claim, Reference
from extract.text.words import word_set

FEW_WORDS = 4
SHOWN_AUTHORS = 3
LONG_NAME = 4
SMALL_WORDS = word_set("title_small_letters")

MOST_ELSEWHERE = 100
"""Other claims on an entry that one is compared with; an entry that is cited more often is cited for everything."""


def citation_features(layout: Layout, citation: Citation, claim: Claim, entry: Reference) -> dict[str, float]:
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
    near_claim, near_around, nearer = _nearness(layout, claim, entry)
    return {
        "covered_by_claim": coverage(title, words),
        "covered_by_claim_in_list": own,
        "covered_by_neighbours": coverage(title, layout.around(claim)),
        "covered_by_paper": coverage(title, layout.paper_words),
        "no_word_shared": float(own == 0.0),
        "better_elsewhere": max(0.0, best - own),
        "rank": sum(value > own for value in scores.values()) / max(len(layout.references), 1),
        "skipped_never_cited": len(place.never_cited) and 1.0 / max(place.rivals, 1),
        "skipped_cited_elsewhere": (len(place.skipped) - len(place.never_cited) > 0) / max(place.rivals, 1),
        "skipped_fits_better": gain,
        "out_of_order": float(place.out_of_order),
        "cited_with_others": min(len(mates), 4) / 4,
        "like_others_here": max((coverage(title, layout.titles[key]) for key in mates), default=0.0),
        "like_claims_elsewhere": max((overlap(words, layout.claim_words[item.id]) for item in elsewhere), default=0.0),
        "title_weight": min(mass_of(title), 60.0) / 60,
        "claim_weight": min(mass_of(words), 100.0) / 100,
        "in_methods": float(claim.type == "method"),
        "entry_repeated": float(bool(elsewhere)),
        "author_in_sentence": float(author_among(layout.names_in(claim), entry)),
        "acronym_spelled": float(spells(layout.acronyms_in(claim), title_of(entry))),
        "not_an_article": float(entry.fields.type != "journal-article"),
        "near_claim": near_claim,
        "near_around": near_around,
        "nearer_elsewhere": nearer,
    }


def _nearness(layout: Layout, claim: Claim, entry: Reference) -> tuple[float, float, float]:
    """How near the entry's title is to the claim and to the sentences around, and how much nearer another entry is."""
    likes, title = layout.title_likeness(claim), layout.title_vectors[entry.id]
    own = likes[entry.id]
    nearest = max((like for key, like in likes.items() if key != entry.id), default=0.0)
    return own, likeness(layout.vector_around(claim), title), max(0.0, nearest - own)


def entry_features(layout: Layout, entry: Reference) -> dict[str, float]:
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
    near_list, near_neighbours = layout.nearest_in_list(entry)
    return {
        "covered_by_paper": coverage(title, layout.paper_words),
        "best_claim": max((coverage(title, words) for words in claims), default=0.0),
        "best_claim_in_list": max((layout.scores(words).get(entry.id, 0.0) for words in claims), default=0.0),
        "best_neighbours": max((coverage(title, layout.around(claim)) for claim in citing), default=0.0),
        "covered_by_other_titles": coverage(title, shared),
        "nearest_title": layout.nearest_title(entry),
        "terms_in_paper": known / (len(terms) + 0.5),
        "terms_foreign": (len(terms) - known) / 3,
        "journal_shared": float(bool(journal) and layout.journals[journal] > 1),
        "author_shared": min(sum(layout.families[name] > 1 for name in families), 3) / 3,
        "author_of_paper": min(len(families & ours), 2) / 2,
        "later_than_paper": float(bool(year and fields.year and fields.year > year)),
        "years_before_paper": min(max((year or 2015) - (fields.year or year or 2015), 0), 40) / 40,
        "title_weight": min(mass_of(title), 60.0) / 60,
        "words_unknown": sum(map(weight, title - layout.paper_words)) / 60,
        "no_title": float(not title_of(entry)),
        "times_cited": min(len(citing), 5) / 5,
        "author_in_sentence": float(any(author_among(layout.names_in(claim), entry) for claim in citing)),
        "author_in_paper": float(author_among(layout.paper_names, entry)),
        "acronym_spelled": float(any(spells(layout.acronyms_in(claim), title_of(entry)) for claim in citing)),
        "not_an_article": float(fields.type != "journal-article"),
        "only_in_methods": float(all(claim.type == "method" for claim in citing)),
        "few_title_words": float(len(layout.words(title_of(entry))) < FEW_WORDS),
        "near_paper": likeness(layout.paper_vector, layout.title_vectors[entry.id]),
        "near_claims": max(
            (likeness(layout.vector_around(claim), layout.title_vectors[entry.id]) for claim in citing), default=0.0
        ),
        "near_list": near_list,
        "near_neighbours": near_neighbours,
    }


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
    """The committed weights."""
    content = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return Model(Logistic(**content["citation"]), Logistic(**content["entry"]))
