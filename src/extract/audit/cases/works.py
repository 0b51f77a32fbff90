"""What a cited work can be: the facts of its title, its entry and, where it is matched or held, its record and text."""

from dataclasses import dataclass
from functools import cached_property

from extract.annotate.claims import Abbreviations, Reading, find_facts, find_terms
from extract.audit.fit.layout import title_of
from extract.model import Fact, FactKind, Library, Paper, Reference, Work
from extract.text import lazy_re as re
from extract.vocabulary import Vocabulary

NO_SHORT_FORMS = Abbreviations({}, None)
CHINESE_ENTRY = re.compile(r"\[[JCDMR](?:/OL)?\]|CNKI")
NO_ARTICLE = re.compile(
    r"\b(?:guidelines?|guidance|recommendations|world health organi[sz]ation|manual|handbook|textbook|atlas|edition"
    r"|package insert|prescribing information|fact ?sheet|software|version \d|user'?s guide|questionnaire|inventory"
    r"|(?<!-)scales?|act of \d{4}|ordinance)\b|https?://",
    re.IGNORECASE,
)
"""Titles of what papers of every field borrow: a subject of its own says nothing against them."""
FOREIGN = re.compile(
    r"\b(?:der|das|und|für|zur|zum|einem|einer|voor|het|een|del|las|los|por|para|com|uma|une|des|aux|sur|dans|della|delle|nella"
    r"|dos|och|til|hos|ve|için|ile|bir|oraz)\b|[äöüßçğşñãõåøæłżęąčšžéèêàáíóúë]",
)
FEWEST_FOREIGN = 2


@dataclass(frozen=True, kw_only=True)
class WorkFacts:
    """Facts of one entry. `told` are those of its title, `more` those of an abstract or a held text."""

    entry: Reference
    title: str
    stated: tuple[Fact, ...]
    more: tuple[Fact, ...]
    journal: str | None
    journal_type: str | None
    year: int | None
    in_chinese: bool
    sources: tuple[str, ...]

    @cached_property
    def is_article(self) -> bool:
        """Whether the entry can be out of place by its subject: an article of a journal, in English.

        Books, pages, software, instruments and guidelines are borrowed by papers of every field.
        """
        fields = self.entry.fields
        located = fields.container and (fields.volume or fields.pages or fields.doi or fields.pmid)
        return (
            fields.type == "journal-article" and bool(located) and not NO_ARTICLE.search(self.title) and self.is_english
        )

    @property
    def is_english(self) -> bool:
        return len(FOREIGN.findall(self.title)) < FEWEST_FOREIGN

    def values(self, *kinds: FactKind) -> frozenset[str]:
        """What the title says of some kinds of fact."""
        return frozenset(fact.value for fact in self.stated if fact.kind in kinds)

    def all_values(self, *kinds: FactKind) -> frozenset[str]:
        """What title, abstract and held text say."""
        return self.values(*kinds) | {fact.value for fact in self.more if fact.kind in kinds}


def find_work_facts(paper: Paper, entry: Reference, library: Library, vocabulary: Vocabulary) -> WorkFacts:
    """The facts of an entry, each from a source that is named."""
    reading = Reading(vocabulary, NO_SHORT_FORMS)
    fields = entry.fields
    title = title_of(entry)
    work = _matched(paper, entry, library)
    held = library.held(paper, entry)
    more = _text_of(work, held)
    container = find_terms(fields.container or "", vocabulary)
    journal = next((mention.term for mention in container if mention.kind == "journal"), None)
    return WorkFacts(
        entry=entry,
        title=title,
        stated=find_facts(title, reading),
        more=find_facts(more, reading) if more else (),
        journal=journal,
        journal_type=vocabulary[journal].note("type") if journal else None,
        year=fields.year,
        in_chinese=bool(CHINESE_ENTRY.search(paper.quote(entry))),
        sources=("entry", *(["record"] if work else []), *(["text"] if held else [])),
    )


def _matched(paper: Paper, entry: Reference, library: Library) -> Work | None:
    match = library.match(paper, entry)
    return match.works[0] if match is not None and match.status == "matched" and match.works else None


def _text_of(work: Work | None, held: Paper | None) -> str:
    parts = [*(work.types if work else ()), (work.abstract or "") if work else ""]
    if held is not None:
        abstract = {section.id for section in held.sections if section.role == "abstract"}
        parts.append(held.document.metadata.title or "")
        parts += [held.quote(sentence) for sentence in held.sentences if sentence.section in abstract]
    return ". ".join(part for part in parts if part)
