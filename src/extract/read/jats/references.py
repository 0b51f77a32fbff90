"""The entries of a reference list: works with their fields, and readable text where no punctuation stands."""

from dataclasses import dataclass, replace

from lxml import etree

from extract.model import Entry, Person, ReferenceFields
from extract.read.jats.metadata import LINK, YEAR, read_person, words
from extract.read.walking import TreeWriter
from extract.read.xml import all_text
from extract.text import lazy_re as re
from extract.text.identifiers import find_doi

CITATIONS = ("mixed-citation", "element-citation", "nlm-citation", "citation")
PEOPLE = frozenset({"name", "string-name", "collab", "institution"})
TYPES = {
    "journal": "journal-article",
    "article": "journal-article",
    "book": "book",
    "chapter": "chapter",
    "confproc": "conference",
    "conf": "conference",
    "conference": "conference",
    "thesis": "thesis",
    "report": "report",
    "gov": "report",
    "web": "web",
    "webpage": "web",
    "website": "web",
    "preprint": "preprint",
    "clinicaltrial": "trial-registration",
}
FIELDS = frozenset(
    (
        "name string-name collab surname given-names person-group article-title chapter-title source year volume fpage "
        "publisher-name publisher-loc pub-id comment ext-link etal"
    ).split()
)
"""Elements that a space parts where the mark-up has nothing between them."""

PMID = re.compile(r"[1-9]\d{0,7}")
LETTERS = re.compile(r"[^\W\d_]{3,}")
CONNECTIVES = frozenset(
    word
    for line in (
        "and the for from vol volume issue suppl supplement pages doi pmid pmcid available accessed http https org www",
        "com eds editor editors press pubmed crossref google scholar free article full text epub ahead print",
    )
    for word in line.split()
)
"""Words between the fields of an entry that are no field themselves."""


def is_punctuated(citation: etree._Element) -> bool:
    """Whether the citation holds its own punctuation, so that its text can be read as it stands."""
    if citation.tag in ("element-citation", "nlm-citation") and len(citation):
        return False
    own = (citation.text or "") + "".join(child.tail or "" for child in citation)
    return len(citation) == 0 or sum(character in ".,;:()" for character in own) >= 2


def read_fields(citation: etree._Element) -> ReferenceFields | None:
    """The fields of a citation; None where they are not tagged finely enough to be trusted."""
    authors, editors, et_al = _people(citation)
    if _untagged_words(citation) > (3 if authors else 0):
        return None
    title = _first(citation, "article-title", "chapter-title", "data-title")
    container = _first(citation, "source", "conf-name", "series")
    kind = _type(citation)
    if title is None and kind in ("book", "report", "thesis", "web", "other"):
        title, container = container, _first(citation, "series") if kind == "book" else None
    if kind == "book" and citation.find("chapter-title") is not None:
        kind = "chapter"
    if title is None and container is None:
        return None
    year = YEAR.search(_first(citation, "year", "date") or "")
    suffix = re.match(r"[a-z]\b", (_first(citation, "year") or "")[year.end() :]) if year else None
    return ReferenceFields(
        authors=tuple(authors),
        et_al=et_al,
        editors=tuple(editors),
        title=_unpunctuated(title),
        container=_unpunctuated(container),
        year=int(year[0]) if year else None,
        year_suffix=suffix[0] if suffix else None,
        volume=_unpunctuated(_first(citation, "volume")),
        issue=_unpunctuated(_first(citation, "issue")),
        pages=_pages(citation),
        doi=doi(citation),
        pmid=pmid(citation),
        pmcid=identifier(citation, "pmcid"),
        url=_url(citation),
        publisher=_unpunctuated(_first(citation, "publisher-name")),
        place=_unpunctuated(_first(citation, "publisher-loc")),
        type=kind,
    )


def compose_citation(citation: etree._Element, fields: ReferenceFields) -> str:
    """Readable text for a citation that is tagged without punctuation.

    Such as 'Smith A, Lee B. Title. J Med 2019;3(2):10–5. doi:10.1/x'.
    """
    people = [f"{person.family} {person.given}".strip() for person in fields.authors]
    parts = [", ".join([*people, "et al"] if fields.et_al else people), fields.title]
    if fields.editors:
        parts.append(
            "In: " + ", ".join(f"{person.family} {person.given}".strip() for person in fields.editors) + ", editors"
        )
    parts += [_first(citation, "edition"), _imprint(fields), _first(citation, "conf-date"), _first(citation, "comment")]
    parts.append(_first(citation, "date-in-citation"))
    if fields.doi:
        parts.append(f"doi:{fields.doi}")
    if fields.pmid:
        parts.append(f"PMID:{fields.pmid}")
    if fields.url:
        parts.append(fields.url)
    kept = [part.strip() for part in parts if part and part.strip()]
    return " ".join(part if part[-1] in ".?!" else f"{part}." for part in kept)


def _imprint(fields: ReferenceFields) -> str:
    """'J Med 2019;3(2):10–5', 'Oxford: Press; 2010'."""
    if fields.publisher and not fields.volume:
        place = ": ".join(part for part in (fields.place, fields.publisher) if part)
        parts = [fields.container, "; ".join(str(part) for part in (place, fields.year) if part)]
        pages = f":{fields.pages}" if fields.pages else ""
        return ". ".join(part for part in parts if part) + pages
    text = " ".join(str(part) for part in (fields.container, fields.year) if part) + (fields.year_suffix or "")
    if fields.volume:
        text += f";{fields.volume}"
    if fields.issue:
        text += f"({fields.issue})"
    return f"{text}:{fields.pages}" if fields.pages else text


def tidy_citation(citation: etree._Element) -> None:
    """Part tagged fields that stand without a space, and drop labels and identifiers that are not printed here."""
    for label in citation.iterchildren("label"):
        label.text = None
    for element in citation.iterdescendants():
        before = element.getprevious()
        between = before.tail if before is not None else element.getparent().text  # type: ignore[union-attr]
        if (
            element.tag == "pub-id"
            and element.get("pub-id-type") in ("pmid", "pmcid")
            and not (between or "").strip(" .;,")
        ):
            element.text = None
        elif before is not None and not between and element.tag in FIELDS and before.tag in FIELDS:
            before.tail = " "


def _people(citation: etree._Element) -> tuple[list[Person], list[Person], bool]:
    authors: list[Person] = []
    editors: list[Person] = []
    et_al = False
    for element in citation.iter():
        if element.tag == "etal":
            et_al = True
        group = element.getparent()
        if element.tag not in PEOPLE or group is None or group.tag in PEOPLE:
            continue
        kind = group.get("person-group-type", "author") if group.tag == "person-group" else "author"
        person = read_person(element)
        if person is not None and (element.tag != "institution" or group.tag == "person-group"):
            (authors if kind not in ("editor", "translator", "compiler", "guest-editor") else editors).append(person)
    return authors, editors, et_al or _says_et_al(citation)


def _says_et_al(citation: etree._Element) -> bool:
    own = (citation.text or "") + " ".join(
        (child.tail or "") + (all_text(child) if child.tag == "italic" else "") for child in citation
    )
    return bool(re.search(r"\bet\s+al\b", own))


def _untagged_words(citation: etree._Element) -> int:
    """How many words of a citation no element explains: a title left in plain text shows so."""
    own = (citation.text or "") + " ".join(
        (child.tail or "") + (" " + all_text(child) if child.tag in ("italic", "bold") else "") for child in citation
    )
    return sum(word.lower() not in CONNECTIVES for word in LETTERS.findall(own))


def _type(citation: etree._Element) -> str:
    for name in ("publication-type", "citation-type", "specific-use"):
        kind = TYPES.get((citation.get(name) or "").lower())
        if kind:
            return kind
    if citation.find("volume") is not None or citation.find("article-title") is not None:
        return "journal-article"
    return "book" if citation.find("publisher-name") is not None else "other"


def _first(citation: etree._Element, *tags: str) -> str | None:
    return next((found for tag in tags if (found := words(citation.find(f".//{tag}")))), None)


def _unpunctuated(text: str | None) -> str | None:
    return (text.strip(" ,;:").removesuffix(".") if text else None) or None


def _pages(citation: etree._Element) -> str | None:
    first, last = _first(citation, "fpage"), _first(citation, "lpage")
    if first:
        return f"{first}-{last}" if last and last != first else first
    return _unpunctuated(_first(citation, "page-range", "elocation-id"))


def identifier(citation: etree._Element, kind: str) -> str | None:
    for element in citation.iter("pub-id", "object-id", "article-id"):
        if (element.get("pub-id-type") or element.get("assigning-authority") or "").lower() == kind:
            return words(element)
    return None


def pmid(citation: etree._Element) -> str | None:
    """A PMID is a number of at most eight digits; what else is tagged as one ("WOS:000269173100009") is none."""
    given = (identifier(citation, "pmid") or "").strip()
    return given if PMID.fullmatch(given) else None


def doi(citation: etree._Element) -> str | None:
    given = identifier(citation, "doi")
    if given is None:
        given = next((link for link in _targets(citation) if "doi.org/" in link), None)
    return find_doi(given) if given else None


def _url(citation: etree._Element) -> str | None:
    return next((link for link in _targets(citation) if link.startswith("http") and "doi.org/" not in link), None)


def _targets(citation: etree._Element) -> list[str]:
    return [element.get(LINK) or words(element) or "" for element in citation.iter("ext-link", "uri")]


TWO_FORMS = tuple({"mixed-citation", tagged} for tagged in ("element-citation", "nlm-citation"))
"""Two neighbouring citations of these kinds are one work: first as printed, then as tagged, or the other way."""


@dataclass(frozen=True, slots=True)
class Citation:
    """One cited work of an entry: the element whose words are printed, and all elements that describe it."""

    printed: etree._Element
    forms: tuple[etree._Element, ...]

    @property
    def fields(self) -> ReferenceFields | None:
        """The fields of the first form that is tagged finely enough, with the identifiers of all of them."""
        tagged = sorted(self.forms, key=lambda form: form.tag == "mixed-citation")
        read = next((fields for form in tagged if (fields := read_fields(form)) is not None), None)
        return read and self._identified(read)

    @property
    def identifiers(self) -> ReferenceFields | None:
        """DOI, PMID and PMCID alone, where the mark-up gives any."""
        empty = ReferenceFields()
        found = self._identified(empty)
        return None if found == empty else found

    def _identified(self, fields: ReferenceFields) -> ReferenceFields:
        for form in self.forms:
            fields = replace(
                fields,
                doi=fields.doi or doi(form),
                pmid=fields.pmid or pmid(form),
                pmcid=fields.pmcid or identifier(form, "pmcid"),
            )
        return fields


def find_citations(ref: etree._Element) -> list[Citation]:
    """The works cited in one entry; one that is given both as printed and as tagged is one work."""
    found: list[Citation] = []
    for child in ref:
        if child.tag in CITATIONS:
            other = found[-1].forms[-1] if found else None
            if other is not None and {child.tag, other.tag} in TWO_FORMS and len(found[-1].forms) == 1:
                found[-1] = _with_forms((other, child))
            else:
                found.append(Citation(child, (child,)))
        elif child.tag == "citation-alternatives":
            forms = tuple(option for option in child if option.tag in CITATIONS)
            found += [_with_forms(forms)] if forms else []
    return found


def _with_forms(forms: tuple[etree._Element, ...]) -> Citation:
    return Citation(min(forms, key=lambda form: CITATIONS.index(str(form.tag))), forms)


def write_entry(writer: TreeWriter, ref: etree._Element) -> Entry | None:
    """Write a `ref` as one block; several citations in it are one entry with the fields of the first.

    Where a citation is given twice, as printed and as tagged, its words are the printed ones and its fields the tagged
    ones. Identifiers that the mark-up gives are kept where the other fields must be read from the words.
    """
    citations = find_citations(ref)
    label = words(ref.find("label")) or next(
        (found for form in citations if (found := words(form.printed.find("label")))), None
    )
    target = ref.get("id") or next((found for form in citations if (found := form.printed.get("id"))), None)
    target = target or f"entry{len(writer.entries) + 1}"
    composer = writer.composer
    writer.open("reference", target=target)
    if label:
        composer.write(label + " ")
    start = composer.position
    for form in citations:
        composer.end_line()
        fields = form.fields
        if fields is not None and not is_punctuated(form.printed):
            composer.write(compose_citation(form.printed, fields))
        else:
            tidy_citation(form.printed)
            writer.write_inline(form.printed)
    if not citations:
        writer.write_inline(ref)
    span = composer.span_from(start)
    composer.close()
    if span.start == span.end:
        return None
    plain = label.strip(" .()[]") if label else None
    first = citations[0] if citations else None
    return Entry(
        target=target,
        pieces=(span,),
        label=plain or label,
        fields=(first.fields or first.identifiers) if first else None,
    )
