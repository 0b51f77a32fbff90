"""A paper laid out for weighing: the words of its claims, of its entries and of its whole text."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from heapq import nlargest

from extract.annotate.claims import find_terms
from extract.annotate.claims.facts import FACT_OF_TERM
from extract.audit.fit.names import Place, find_places, name_parts
from extract.audit.fit.words import Vector, likeness, mean_of, rarity, stems, unit, vector_of
from extract.model import Citation, Claim, Fact, Paper, Reference
from extract.text import lazy_re as re
from extract.vocabulary import Vocabulary

TERM_KINDS = frozenset({"disease", "intervention", "organism", "country"})
NAMED = re.compile(r"[^\W\d_]{3}|\b(?:19|20)\d\d[a-z]?\b")
CAPITALISED = re.compile(r"\b[A-ZÀ-ÖØ-Þ][\w'’-]{2,}")
ACRONYM = re.compile(r"\b[A-Z]{3,6}\b")
TERM_RARITY = 1.5
FEWEST_TITLE_WORDS = 4
FEWEST_CLAIM_WORDS = 4
NEIGHBOURS = 3


@dataclass(frozen=True)
class Layout:
    """Word sets of one paper; built once, asked for each citation and entry."""

    paper: Paper
    vocabulary: Vocabulary
    references: dict[str, Reference] = field(init=False)
    claims: dict[str, Claim] = field(init=False)
    places: dict[str, Place] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "references", {reference.id: reference for reference in self.paper.references})
        object.__setattr__(self, "claims", {marker: claim for claim in self.paper.claims for marker in claim.markers})
        object.__setattr__(self, "places", find_places(self.paper))

    @cached_property
    def expansions(self) -> dict[str, frozenset[str]]:
        """Short forms in lower case, with the stems of their long forms."""
        return {short.lower(): stems(long) for short, long, _ in self.paper.abbreviations}

    def words(self, text: str) -> frozenset[str]:
        """Stems of a text, short forms with their long forms' stems beside them."""
        found = stems(text)
        more = [self.expansions[word] for word in found if word in self.expansions]
        return found.union(*more) if more else found

    def has_words(self, claim: Claim, entry: Reference) -> bool:
        """Whether claim, title, and a sentence that cites the entry have enough words for what they share to count.

        A bare number in a cell of a table ("23") says nothing that words could bear out or speak against.
        """
        spoken = any(citing.cell is None and self._says_enough(citing) for _, citing in self.citing[entry.id])
        return spoken and self._says_enough(claim) and len(stems(title_of(entry))) >= FEWEST_TITLE_WORDS

    def _says_enough(self, claim: Claim) -> bool:
        return len(self.claim_words[claim.id]) >= FEWEST_CLAIM_WORDS

    @cached_property
    def terms(self) -> dict[str, frozenset[str]]:
        """For each entry the vocabulary terms of its title."""
        return {
            key: frozenset(
                term.term for term in find_terms(title_of(entry), self.vocabulary) if term.kind in TERM_KINDS
            )
            for key, entry in self.references.items()
        }

    @cached_property
    def titles(self) -> dict[str, frozenset[str]]:
        """For each entry the words of its title, with tags for the vocabulary terms."""
        return {
            key: self.words(title_of(entry)) | {f"#{term}" for term in self.terms[key]}
            for key, entry in self.references.items()
        }

    @cached_property
    def title_vectors(self) -> dict[str, Vector]:
        return {key: vector_of(stems(title_of(entry))) for key, entry in self.references.items()}

    @cached_property
    def claim_vectors(self) -> dict[str, Vector]:
        return {claim.id: vector_of(self._words_of(claim)) for claim in self.paper.claims}

    @cached_property
    def paper_vector(self) -> Vector:
        """Where title and abstract of the paper lie."""
        texts = (self.words(text) for text in self.own_texts)
        return mean_of(vector_of(words) for words in texts)

    def vector_around(self, claim: Claim) -> Vector:
        """Where the claim's sentence and its two neighbours on each side lie."""
        if claim.id not in self._vectors_around:
            at = self.sentence_at.get(claim.sentence or "")
            near = [] if at is None else map(vector_of, self.sentence_words[max(0, at - 2) : at + 3])
            self._vectors_around[claim.id] = mean_of([self.claim_vectors[claim.id], *near])
        return self._vectors_around[claim.id]

    @cached_property
    def _vectors_around(self) -> dict[str, Vector]:
        return {}

    def title_likeness(self, claim: Claim) -> Mapping[str, float]:
        """For each entry how near its title is to the claim; kept for the other citations of the claim."""
        if claim.id not in self._title_likeness:
            own = self.claim_vectors[claim.id]
            self._title_likeness[claim.id] = {key: likeness(own, title) for key, title in self.title_vectors.items()}
        return self._title_likeness[claim.id]

    @cached_property
    def _title_likeness(self) -> dict[str, dict[str, float]]:
        return {}

    def nearest_in_list(self, entry: Reference) -> tuple[float, float]:
        """How near an entry's title is to the middle of the others, and to the three nearest of them."""
        own = self.title_vectors[entry.id]
        if not own:
            return 0.0, 0.0
        others = [other for key, other in self.title_vectors.items() if key != entry.id and other]
        likes = nlargest(NEIGHBOURS, [self._between(own, other) for other in others])
        middle = unit([whole - part for whole, part in zip(self._titles_together, own, strict=True)])
        return likeness(own, middle), sum(likes) / len(likes) if likes else 0.0

    def _between(self, first: Vector, second: Vector) -> float:
        """How near two titles are, which both of them ask."""
        pair = (id(first), id(second)) if id(first) < id(second) else (id(second), id(first))
        if pair not in self._likeness_of_titles:
            self._likeness_of_titles[pair] = likeness(first, second)
        return self._likeness_of_titles[pair]

    @cached_property
    def _likeness_of_titles(self) -> dict[tuple[int, int], float]:
        return {}

    @cached_property
    def _titles_together(self) -> list[float]:
        return [sum(column) for column in zip(*filter(None, self.title_vectors.values()), strict=True)]

    @cached_property
    def local(self) -> dict[str, float]:
        """How rare each word is among the titles of this list, times half of how rare it is everywhere."""
        counts = Counter(word for title in self.titles.values() for word in title)
        size = len(self.titles) + 1
        return {word: weight(word) * (0.3 + 0.7 * (1 - (count - 1) / size) ** 6) for word, count in counts.items()}

    @cached_property
    def index(self) -> dict[str, list[str]]:
        """Which entries hold a word in their titles."""
        found: dict[str, list[str]] = defaultdict(list)
        for key, title in self.titles.items():
            for word in title:
                found[word].append(key)
        return found

    @cached_property
    def families(self) -> Counter[tuple[str, ...]]:
        """In how many entries a family is an author."""
        return Counter(
            name
            for reference in self.references.values()
            for name in {name_parts(a.family) for a in reference.fields.authors}
        )

    @cached_property
    def journals(self) -> Counter[str]:
        """How many entries are of a journal, by its name in small letters."""
        return Counter((reference.fields.container or "").lower() for reference in self.references.values())

    def nearest_title(self, entry: Reference) -> float:
        """The largest share of an entry's title, by rarity everywhere, that the title of one other entry covers."""
        title = self.titles[entry.id]
        common: dict[str, float] = defaultdict(float)
        for word in title:
            for key in self.index[word]:
                common[key] += weight(word)
        most = max((value for key, value in common.items() if key != entry.id), default=0.0)
        return most / (mass_of(title) + 2.0)

    @cached_property
    def mass(self) -> dict[str, float]:
        """The weight of all words of each title, by this list's rarity."""
        return {key: sum(self.local[word] for word in title) for key, title in self.titles.items()}

    @cached_property
    def sentence_words(self) -> list[frozenset[str]]:
        return [self.words(self.paper.quote(sentence)) for sentence in self.paper.sentences]

    @cached_property
    def sentence_at(self) -> dict[str, int]:
        return {sentence.id: at for at, sentence in enumerate(self.paper.sentences)}

    @cached_property
    def claim_words(self) -> dict[str, frozenset[str]]:
        """For each claim the words of its passage with tags for its terms; of its sentence where it is very short."""
        return {claim.id: self._words_of(claim) | tags(claim) for claim in self.paper.claims}

    def _words_of(self, claim: Claim) -> frozenset[str]:
        own = self.words(self.paper.quote(claim))
        at = self.sentence_at.get(claim.sentence or "")
        return own if at is None or len(own) >= FEWEST_CLAIM_WORDS else own | self.sentence_words[at]

    def around(self, claim: Claim) -> frozenset[str]:
        """Words of the claim's sentence and its two neighbours on each side."""
        at = self.sentence_at.get(claim.sentence or "")
        own = self.claim_words[claim.id]
        return own if at is None else own.union(*self.sentence_words[max(0, at - 2) : at + 3])

    @cached_property
    def paper_words(self) -> frozenset[str]:
        """Words of the whole running text and title; entries of the list left out."""
        title = self.paper.document.metadata.title or ""
        return self.words(title).union(*self.sentence_words) if self.sentence_words else self.words(title)

    @cached_property
    def paper_terms(self) -> frozenset[str]:
        """Terms that the claims name, with all broader ones."""
        named = {fact.value for claim in self.paper.claims for fact in claim.facts}
        return frozenset(term for term_id in named for term in self.vocabulary.ancestors(term_id))

    @cached_property
    def topic(self) -> frozenset[str]:
        """The diseases that the paper's own title names."""
        title = self.paper.document.metadata.title or ""
        found = (term.term for term in find_terms(title, self.vocabulary) if term.kind == "disease")
        return self.vocabulary.narrowest(found)

    @cached_property
    def citing(self) -> dict[str, list[tuple[Citation, Claim]]]:
        """For each entry the citations of it with their claims."""
        found: dict[str, list[tuple[Citation, Claim]]] = defaultdict(list)
        for citation in self.paper.citations:
            claim = self.claims.get(citation.marker)
            if citation.reference in self.references and claim is not None:
                found[citation.reference].append((citation, claim))
        return found

    @cached_property
    def sentence_names(self) -> list[frozenset[str]]:
        """For each sentence its capitalised words, as plain as names are compared; markers' own names left out."""
        return [capitalised(self.paper.quote(sentence)) for sentence in self.paper.sentences]

    def names_in(self, claim: Claim) -> frozenset[str]:
        at = self.sentence_at.get(claim.sentence or "")
        return self.sentence_names[at] if at is not None else capitalised(self.paper.quote(claim))

    @cached_property
    def paper_names(self) -> frozenset[str]:
        return frozenset().union(*self.sentence_names)

    def acronyms_in(self, claim: Claim) -> frozenset[str]:
        """Words of three to six capitals in the claim."""
        return frozenset(ACRONYM.findall(self.paper.quote(claim)))

    @cached_property
    def paper_markers(self) -> dict[str, tuple[int, int]]:
        """Where each marker starts and ends."""
        return {marker.id: (marker.span.start, marker.span.end) for marker in self.paper.markers}

    @cached_property
    def by_name(self) -> frozenset[str]:
        """The markers that print a name themselves: "(Liu et al., 2003)"."""
        return frozenset(
            marker.id
            for marker in self.paper.markers
            if marker.style == "author_year" or NAMED.search(self.paper.quote(marker))
        )

    @cached_property
    def by_label(self) -> dict[str, str]:
        return {reference.label: reference.id for reference in self.paper.references if reference.label}

    @cached_property
    def position(self) -> dict[str, int]:
        """Where each entry stands in the list."""
        return {reference.id: at for at, reference in enumerate(self.paper.references)}

    @cached_property
    def pointed(self) -> dict[str, list[str]]:
        """For each marker the entries that it points at."""
        found: dict[str, list[str]] = defaultdict(list)
        for citation in self.paper.citations:
            if citation.reference:
                found[citation.marker].append(citation.reference)
        return found

    @cached_property
    def groups(self) -> dict[str, tuple[str, ...]]:
        """For each marker those that close the same text, itself among them: "[11], [12]" is one group."""
        closing: dict[object, list[str]] = defaultdict(list)
        for claim in self.paper.claims:
            key = claim.id if claim.cell else (claim.sentence, claim.clause)
            closing[key].extend(claim.markers)
        return {marker: tuple(group) for group in closing.values() for marker in group}

    @cached_property
    def together(self) -> dict[str, list[str]]:
        """For each marker the entries that its group points at."""
        return {
            marker: [entry for marker_id in group for entry in self.pointed.get(marker_id, ())]
            for marker, group in self.groups.items()
        }

    @cached_property
    def _of_sentence(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for claim in self.paper.claims:
            if claim.sentence:
                found[claim.sentence].extend(claim.markers)
        return found

    def cited_in(self, claim: Claim) -> set[str]:
        """The entries that other groups of the claim's sentence point at."""
        own = self.groups[claim.markers[0]]
        others = (key for key in self._of_sentence.get(claim.sentence or "", ()) if key not in own)
        return {entry for other in others for entry in self.pointed.get(other, ())}

    def has_marker_between(self, claim: Claim, start: int) -> bool:
        """Whether a marker of another group stands between a place and the claim's own group."""
        own = self.groups[claim.markers[0]]
        first = min(self.paper_markers[key][0] for key in own)
        return any(start <= begin < first for begin, _ in self.paper_markers.values())

    @cached_property
    def own_texts(self) -> list[str]:
        """The paper's title and the sentences of its abstract."""
        abstract = {section.id for section in self.paper.sections if section.role == "abstract"}
        sentences = [self.paper.quote(sentence) for sentence in self.paper.sentences if sentence.section in abstract]
        return [self.paper.document.metadata.title or "", *sentences]

    @cached_property
    def subject(self) -> tuple[Fact, ...]:
        """The terms that the paper's own title and abstract name: they count as said wherever it cites."""
        return tuple(
            Fact(kind=FACT_OF_TERM[term.kind], value=term.term, span=term.span)
            for text in self.own_texts
            for term in find_terms(text, self.vocabulary)
            if term.kind in FACT_OF_TERM
        )

    def gain(self, citation_id: str, label: str) -> float:
        """By how much more of another entry's title the claim of a citation covers than of the cited one's."""
        citation = self.by_citation[citation_id]
        scores = self.scores(self.claim_words[self.claims[citation.marker].id])
        return scores.get(self.by_label[label], 0.0) - scores.get(citation.reference or "", 0.0)

    @cached_property
    def by_citation(self) -> dict[str, Citation]:
        return {citation.id: citation for citation in self.paper.citations}

    @cached_property
    def _scores(self) -> dict[frozenset[str], dict[str, float]]:
        return {}

    def scores(self, words: frozenset[str]) -> Mapping[str, float]:
        """For each entry the share of its title's weight that the words cover; kept for the next that asks."""
        if words not in self._scores:
            found: dict[str, float] = defaultdict(float)
            for word in words:
                for key in self.index.get(word, ()):
                    found[key] += self.local[word]
            self._scores[words] = {key: value / (self.mass[key] + 2.0) for key, value in found.items()}
        return self._scores[words]


def capitalised(text: str) -> frozenset[str]:
    return frozenset(part for word in CAPITALISED.findall(text) for part in name_parts(word))


def title_of(entry: Reference) -> str:
    """The title, or the container of an entry without one."""
    return entry.fields.title or entry.fields.container or ""


def tags(claim: Claim) -> frozenset[str]:
    return frozenset(f"#{fact.value}" for fact in claim.facts if fact.kind in TERM_KINDS or fact.kind == "comparator")


@lru_cache(maxsize=1 << 16)
def weight(word: str) -> float:
    """Rarity of a word; tags repeat what their words say, and weigh little."""
    return TERM_RARITY if word.startswith("#") else rarity(word)


@lru_cache(maxsize=1 << 12)
def mass_of(words: frozenset[str]) -> float:
    """The weight of some words together, by rarity everywhere."""
    return sum(map(weight, words))


def coverage(title: frozenset[str], words: frozenset[str]) -> float:
    """The share of a title's weight, by rarity everywhere, that the words cover."""
    return sum(map(weight, title & words)) / (mass_of(title) + 2.0)
