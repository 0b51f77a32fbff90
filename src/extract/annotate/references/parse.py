"""A printed reference as fields: people, title, container, date, place in the volume, identifiers."""

from dataclasses import replace

from extract.annotate.references.books import (
    PREPRINT,
    SERVER,
    THESIS,
    kind_of,
    read_book,
    read_chapter,
    split_chapter,
)
from extract.annotate.references.cleaning import clean_reference
from extract.annotate.references.locator import IN_PRESS, NUMBERED, Locator, find_locator
from extract.annotate.references.titles import TitleSplit, journal_weights, split_title
from extract.model import Person, ReferenceFields
from extract.text import lazy_re as re
from extract.text.citation_keys import UNDATED
from extract.text.people import ACRONYM, FAMILY, GROUP_CUE, GROUP_RUN_ON, UPPER, scan_people
from extract.text.words import word_set

YEAR_AFTER_PEOPLE = re.compile(
    r"[\s.,;:]{0,3}[(\[](?P<year>(?:1[6-9]|20)\d\d)(?P<suffix>[a-h])?(?:[,;\s][^()\[\]]{1,24})?[)\]]?[\s.,:;]{0,3}"
)
BARE_YEAR = re.compile(r"[\s.,;:]{0,3}(?P<year>(?:19|20)\d\d)(?P<suffix>[a-h])?(?:[.,:;]\s|\s(?=[A-Z“\"\[]))\s*")
LOOSE_AUTHOR = re.compile(rf"(?P<family>{FAMILY})\s(?P<given>[{UPPER}]{{1,3}})(?=\s[{UPPER}\d“\"][\w-]*\s\w)")
GROUP_ENDS = re.compile(
    r"(?:Group|Investigators|Committee|Collaborat(?:ion|ors)|Consortium|Network|Society|Association)$"
)
CHAPTER_PAGES = re.compile(rf"\b{NUMBERED}|\),\s(?P<behind>\d{{1,4}}[-–]\d{{1,4}})\.?$")
PUBLISHER_BETWEEN = re.compile(r"(?<=\.)\s+[^.;]{3,60}$")
NO_DATE = re.compile(rf"[\s.,;]{{0,3}}\((?P<word>{UNDATED}|n\.?\s?d\.?)\)[\s.,:;]{{0,3}}", re.I)
EDITED = re.compile(r"\s{0,4}[,.]?\s{0,4}[(\[]?\b(?:eds?|editors?)\b\.?[)\]]?\s{0,4}[.,:;]?\s{0,4}", re.I)
NO_TITLE = re.compile(rf"\W*\w{{0,2}}\W*|{FAMILY}\s(?:[{UPPER}](?:[-‐][{UPPER}])?){{1,3}}")
"""What is left of a list of authors that was cut short: matches 'P' and 'Miki Y', not 'Beta'."""

DASHED = re.compile(
    rf"(?P<people>{FAMILY},?\s[{UPPER}][^–—\d]{{0,400}})\s[–—]\s(?P<title>[^–—]{{8,400}})\s[–—]\s(?=.{{2,120}}(?:19|20)\d\d)"
)
"""People, title and journal parted by dashes: matches "Moss, AB; Fern, B – Rest and noise – Ward J 4 (2019)"."""

AFTER_PEOPLE = re.compile(r"\s*[.:;,]{0,2}\s*")
GROUP_BY_YEAR = re.compile(r"(?P<name>[^.()]{2,60})\s\((?:19|20)\d\d\)\s")
FIRST_SENTENCE = re.compile(
    rf"(?P<name>(?:[^.?:“\"]|\.(?=\w|\s?[a-z,])|(?<=\b[{UPPER}])\.(?=\s?[{UPPER}])){{2,220}}?)(?:\.\s+|:\s+|\s(?=\((?:19|20)\d\d))"
)
EDITION_FIRST = re.compile(r"(?:\d{1,2}(?:st|nd|rd|th)\s)?edn?\b|edition", re.I)
YEAR_ANYWHERE = re.compile(r"(?<![\d./–-])(?P<year>(?:19|20)\d\d)(?P<suffix>[a-h])?(?![\d/–-])")
LABELLED = word_set("before_a_letter")
LIKE_A_JOURNAL, SURELY_A_JOURNAL = -1.5, 7.0
JOURNAL_RULES_OF_ARTICLES = frozenset(
    {"date_at_end", "date_pages", "date_colon_pages", "volume_number", "volume_space_pages"}
)


def parse_reference(text: str) -> ReferenceFields:
    """The fields of one printed reference of any house style, as far as they are printed."""
    cleaned, identifiers, is_preprint = clean_reference(text)
    core = IN_PRESS.sub(" ", cleaned).strip(" ,;")
    if dashed := DASHED.match(core):
        core = f"{dashed['people']}: {dashed['title']}. {core[dashed.end() :]}"
    people, et_al, start = _people(core)
    year, suffix, start = _year_after(core, start)
    locator = find_locator(core, start, dated=year is not None)
    if year is None and suffix is None and (locator is None or locator.year is None):
        year, suffix, start = _bare_year(core, start)
    if year is None:
        group = None
    else:
        group = GROUP_BY_YEAR.match(core, start)
    if group and people:
        people, start = (*people, Person(group["name"].strip(), "", True)), group.end()
    comma_style = start > 0 and re.match(r"\s*,\s", core[start : start + 3]) is not None
    fields = _read_body(core, start, locator, comma_style=comma_style)
    if year is None and locator is not None and locator.year is not None:
        year, suffix = locator.year, locator.year_suffix
    if year is None and suffix is None:
        year = _last_year(core, start)
    if fields.title is not None and NO_TITLE.fullmatch(fields.title):
        fields = replace(fields, title=None)
    return replace(
        identifiers,
        authors=people,
        et_al=et_al,
        editors=fields.editors,
        title=fields.title,
        container=fields.container,
        year=year,
        year_suffix=suffix,
        volume=fields.volume,
        issue=fields.issue,
        pages=fields.pages,
        publisher=fields.publisher,
        place=fields.place,
        type="preprint" if is_preprint or PREPRINT.search(core) else _kind(fields, identifiers.url, core),
    )


def _kind(fields: ReferenceFields, url: str | None, core: str) -> str:
    """The type that was read; of what has an address and no publisher that of a page, unless its words say more."""
    if fields.type not in ("other", "report") or not url or fields.publisher is not None:
        return fields.type
    kind = kind_of(core, has_url=True, has_imprint=False)
    return "web" if kind == "report" else kind


def _people(core: str) -> tuple[tuple[Person, ...], bool, int]:
    """The authors at the head of the entry and where they end, with the marks behind them."""
    lead = re.match(r"[\s,;.]*", core)
    scan = scan_people(core, lead.end() if lead else 0)
    if scan.persons and _is_a_label(scan.persons[0]):
        return (), False, 0
    if scan.persons:
        edited = EDITED.match(core, scan.end)
        return scan.persons, scan.et_al, edited.end() if edited else scan.end
    loose = LOOSE_AUTHOR.match(core)
    if loose and all(word not in journal_weights() for word in loose["family"].lower().split()):
        return (Person(loose["family"], loose["given"]),), False, loose.end()
    group = _group_at_head(core)
    if group:
        bodies = tuple(Person(name.strip(" ,"), "", True) for name in group.split(";") if name.strip())
        return bodies, False, len(group)
    return (), False, 0


def _is_a_label(person: Person) -> bool:
    """Whether a name is a thing with its letter: "Hepatitis B", "Group A" (as the first of a page's own title)."""
    words = person.family.lower().split()
    if person.is_group:
        return len(words) == 2 and words[0] in LABELLED and len(words[1]) == 1
    return person.family.lower() in LABELLED and len(person.given) == 1


def _group_at_head(core: str) -> str | None:
    """A corporate author: the first sentence, where it names a body and a title still follows."""
    run_on = GROUP_RUN_ON.match(core)
    if run_on:
        return run_on[0]
    match = FIRST_SENTENCE.match(core)
    if match is None:
        return None
    name, rest = match["name"], core[match.end() :]
    if match[0].rstrip().endswith(":") and not GROUP_CUE.search(name):
        return None
    if len(rest.split()) < 2 or EDITION_FIRST.match(rest) or re.match(r"\(?(?:19|20)\d\d\)?[;:,.]?\s?\d", rest):
        return None
    words = [
        word
        for word in re.findall(r"[^\W\d_][\w’'&/-]*", name)
        if word.lower() not in ("of", "and", "the", "for", "on", "in", "de", "to", "la")
    ]
    if (
        not words
        or len(words) > 24
        or re.match(r"An?\s", name)
        or (name.startswith("The ") and not GROUP_ENDS.search(name))
    ):
        return None
    capitalised = sum(word[0].isupper() for word in words)
    if GROUP_CUE.search(name) and capitalised >= 0.7 * len(words):
        return match["name"]
    if ACRONYM.fullmatch(name) or (
        len(words) <= 4 and capitalised == len(words) and (len(words) == 1 or not re.search(r"\d", name))
    ):
        return match["name"] if locatable(rest) else None
    return None


def locatable(rest: str) -> bool:
    """Whether more than a journal and its numbers follows: two sentences, or an address."""
    return bool(re.search(r"[.?!:]\s+\S|\s(?:19|20)\d\d|[(;]", rest)) or len(rest.split()) > 4


def _year_after(core: str, start: int) -> tuple[int | None, str | None, int]:
    match = YEAR_AFTER_PEOPLE.match(core, start)
    if match and match.end() < len(core) - 3:
        return int(match["year"]), match["suffix"], match.end()
    undated = NO_DATE.match(core, start)
    return (None, " ".join(undated["word"].lower().split()), undated.end()) if undated else (None, None, start)


def _bare_year(core: str, start: int) -> tuple[int | None, str | None, int]:
    match = BARE_YEAR.match(core, start) if start else None
    return (int(match["year"]), match["suffix"], match.end()) if match else (None, None, start)


def _last_year(core: str, start: int) -> int | None:
    years = [int(match["year"]) for match in YEAR_ANYWHERE.finditer(core, start)]
    return years[-1] if years else None


def _read_body(core: str, start: int, locator: Locator | None, *, comma_style: bool) -> ReferenceFields:
    after = AFTER_PEOPLE.match(core, start)
    start = after.end() if after else start
    end = max(start, locator.start) if locator else len(core)
    body = core[start:end].rstrip(" ,;:(")
    if locator and core[:end].rstrip().endswith(";") and body.count(". ") > 1:
        body = PUBLISHER_BETWEEN.sub("", body)
    chapter = split_chapter(core[start:])
    if chapter:
        fields = _in_place(read_chapter(chapter[0], _before_date(chapter[1])), locator)
        pages = CHAPTER_PAGES.search(chapter[1])
        return replace(fields, pages="".join((pages["pages"] or pages["behind"]).split())) if pages else fields
    if locator is not None and locator.rule not in JOURNAL_RULES_OF_ARTICLES:
        return _article(split_title(body, comma_style=comma_style), locator)
    server = SERVER.search(core, start)
    if server:
        return ReferenceFields(title=core[start : server.start() + 1].rstrip(" ."), container=server["server"].strip())
    book = read_book(body)
    least = LIKE_A_JOURNAL if locator else SURELY_A_JOURNAL
    split = split_title(body, comma_style=comma_style, least=least)
    if book.place is None and split.container and not THESIS.search(core):
        return _article(split, locator)
    return _in_place(replace(book, type=kind_of(core, has_url=False, has_imprint=book.publisher is not None)), locator)


def _article(split: TitleSplit, locator: Locator | None) -> ReferenceFields:
    return _in_place(ReferenceFields(title=split.title, container=split.container), locator)


def _in_place(fields: ReferenceFields, locator: Locator | None) -> ReferenceFields:
    """The fields with volume, issue and pages, where these were found."""
    if locator is None:
        return fields
    return replace(fields, volume=locator.volume, issue=locator.issue, pages=locator.pages)


def _before_date(rest: str) -> str:
    match = re.search(r"[;,.(]\s*(?:19|20)\d\d[a-h]?\b", rest)
    return rest[: match.start()] if match and match.start() > 8 else rest
