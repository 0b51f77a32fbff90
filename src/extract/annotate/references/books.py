"""Books, chapters, theses, reports, web pages: what is no article in a journal."""

from dataclasses import replace

from extract.model import ReferenceFields
from extract.text import lazy_re as re
from extract.text.people import UPPER, parse_people, scan_people

EDITION = re.compile(
    r"[\s.,;(]{1,6}(?P<edition>(?:\d{1,2}(?:st|nd|rd|th)|First|Second|Third|Fourth|Fifth|Revised|Rev\.?|\d{1,2})\s(?:rev(?:ised)?\.?\s)?edn?(?:ition)?\b\.?)\)?[.,;]?",
    re.I,
)
CHAPTER_IN = re.compile(
    r"[.,;?!”\"]?\s{1,4}\(?[Ii]n\s?:\s{0,4}|[.?!”\"]\s{1,4}In\s(?=[A-Z])|[,?]\s{1,4}in\s(?=[A-Z“][^.]{5,200}[,(]\s?[Ee]ds?\b)"
)
EDITORS = re.compile(r"\s{0,4}[,.]?\s{0,4}[(\[]?\b(?:eds?|editors?|hrsg)\b\.?[)\]]?\s{0,4}[.,:;]?\s{0,4}", re.I)
EDITORS_BEHIND = re.compile(
    r"[,.]?\s[(]?(?:[Ee]ds?\.?|[Ee]dited\sby|[Ee]ditors?)[:)]?\s(?P<names>[^()]{4,300}?)\s*"
    r"\((?P<place>[^():]{2,60}):\s(?P<publisher>[^()]{2,100})\)"
)
PLACE_WORD = rf"[{UPPER}][\w.’'‐-]{{0,20}}"
PUBLISHER = re.compile(
    rf"(?:(?<=[.?!;,)\]”\"])\s{{1,4}}|^|(?<=[a-z\d])\s(?={PLACE_WORD}(?:\s{PLACE_WORD}){{0,2}}(?:,\s[A-Z]{{2}})?:\s))"
    rf"(?P<place>{PLACE_WORD}(?:(?:,\s|\s|/|\sand\s|\s?[–-]\s?|\s&\s)(?:{PLACE_WORD}|the|of|\([A-Z][\w.]{{1,20}}\))){{0,5}})\s?:\s(?P<publisher>[^:;]{{2,120}}?)\s{{0,4}}(?=[;,.]?\s{{0,4}}\(?[c©]?\s?(?:19|20)\d\d|[.;,]?\s{{0,4}}$|[,.;]\s{{0,4}}pp?\.|\.\s)"
)
HOUSE = re.compile(
    r"""\b(?:Press|Publish(?:ers?|ing)|Verlag|Springer|Elsevier|Wiley|Saunders|Mosby|Lippincott|Williams|Wilkins|McGraw|Academic|Karger|Thieme
    |Blackwell|Routledge|Sage|Kluwer|Oxford|Humana|CRC|Churchill|Livingstone|Raven|Pergamon|Plenum|Dekker|Erlbaum|Publications?)\b""",
    re.X,
)
THESIS = re.compile(
    r"\b(?:dissertation|Ph\.?\s?D\.?\s(?:thesis|diss)|doctoral|master(?:’|')?s\sthesis|thesis|\[D\])", re.I
)
CONFERENCE = re.compile(
    r"\b(?:presented\sat|paper\spresented|poster|proceedings\sof|annual\s(?:meeting|conference|congress)|symposium|congress|conference\son|abstracts?\s(?:book|from))\b",
    re.I,
)
PREPRINT = re.compile(r"\b(?:med|bio|ar|chem|psy)\s?Rxiv\b|\bSSRN\b|\bResearch\sSquare\b|\bpreprint\b", re.I)
SERVER = re.compile(
    r"[.?!]\s+(?P<server>(?:(?:med|bio|ar|chem|psy)\s?Rxiv|SSRN|Research\sSquare)\b[^.:;,\d]{0,30})", re.I
)
REGISTRY = re.compile(r"\bclinicaltrials?\.gov\b|\bISRCTN\b|\btrial\sregist|\bNCT\d{8}\b|\bChiCTR|\bPROSPERO\b", re.I)
REPORT = re.compile(
    r"\b(?:report|guidelines?|guidance|criteria|World\sHealth\sOrgani[sz]ation|Ministry|National\sCancer\sInstitute|statement|white\spaper|manual)\b",
    re.I,
)
VOLUME_BEHIND = re.compile(r"[\s,.;(]{1,6}[Vv]ol(?:ume)?s?\.?\s[\dIVX]+\)?[.,;]?$")
PACKAGE = re.compile(r"\[(?:computer\s(?:program|software)|software|internet|online|abstract|letter|dataset)\]", re.I)


def split_chapter(body: str) -> tuple[str, str] | None:
    """ "Title. In: Editors, editors. Book" in two; None where the body has no such joint."""
    match = CHAPTER_IN.search(body)
    if match is None or match.start() < 4 or len(body) - match.end() < 8:
        return None
    if not match[0].rstrip().endswith(":") and not EDITORS.search(body[match.end() : match.end() + 120]):
        return None
    mark = body[match.start()] if body[match.start()] in "?!" else ""
    return body[: match.start()].strip(" .,;") + mark, body[match.end() :]


def read_chapter(title: str, rest: str) -> ReferenceFields:
    """A chapter from its title and what stands behind "In:"."""
    behind = EDITORS_BEHIND.search(rest)
    if behind and behind.start() > 3:
        return ReferenceFields(
            title=title.strip('“”" ') or None,
            container=_bare(rest[: behind.start()]),
            editors=parse_people(behind["names"])[0],
            place=behind["place"],
            publisher=behind["publisher"],
            type="chapter",
        )
    scan = scan_people(rest)
    editors, at = scan.persons, scan.end
    marked = EDITORS.match(rest, at) if editors else None
    late = EDITORS.search(rest, at, 240) if not marked else None
    if late and late[0].strip(" ,.;:") and re.match(r"[\s,.;]", rest[late.start() : late.start() + 1]):
        editors, at = parse_people(rest[: late.start()])[0], late.end()
    elif marked:
        at = marked.end()
    elif editors and not re.match(r"\s*[.:,(]", rest[at : at + 2]):
        editors, at = (), 0
    book = read_book(rest[at:].lstrip(" .,:;"))
    trailing = EDITORS.search(book.title or "")
    name = book.title[: trailing.start()] if book.title and trailing and trailing.start() > 8 else book.title
    name = VOLUME_BEHIND.sub("", name) if name else None
    kind = "conference" if CONFERENCE.search(rest) else "chapter"
    return replace(book, title=title.strip('“”" ') or None, container=name, editors=editors, type=kind)


def read_book(body: str) -> ReferenceFields:
    """Title, edition, place and publisher of a book or report."""
    edition = EDITION.search(body)
    title_end = edition.start() if edition and edition.start() > 3 else None
    places = [match for match in PUBLISHER.finditer(body) if match.start() > 3]
    imprint = places[-1] if places else None
    if imprint:
        end = min(imprint.start(), title_end) if title_end else imprint.start()
        publisher = imprint["publisher"].strip(" .,;(")
        return ReferenceFields(title=_bare(body[:end]), place=imprint["place"], publisher=publisher, type="book")
    if title_end:
        rest = body[edition.end() if edition else title_end :].strip(" .,;")
        return ReferenceFields(title=_bare(body[:title_end]), publisher=rest or None, type="book")
    sentences = re.split(r"(?<=[^.\s]{2}[.?!])\s+(?=[A-Z])", body)
    if len(sentences) > 1 and (HOUSE.search(sentences[-1]) or len(sentences[-1]) < 60):
        publisher = sentences[-1].strip(" .,;(") or None
        return ReferenceFields(title=_bare(" ".join(sentences[:-1])), publisher=publisher, type="book")
    return ReferenceFields(title=_bare(body), type="book")


def kind_of(core: str, *, has_url: bool, has_imprint: bool) -> str:
    """The type of an entry that is no article in a journal."""
    for pattern, kind in (
        (THESIS, "thesis"),
        (PREPRINT, "preprint"),
        (REGISTRY, "trial-registration"),
        (CONFERENCE, "conference"),
    ):
        if pattern.search(core):
            return kind
    if has_imprint:
        return "report" if REPORT.search(core) else "book"
    if has_url:
        return "web"
    return "report" if REPORT.search(core) else "other"


def _bare(text: str) -> str | None:
    title = re.sub(r"(?<!\s)\s+([.,;])", r"\1", PACKAGE.sub("", text)).strip(' .,;:“”"')
    return title or None
