"""Where in a reference its date, volume, issue and pages stand, in the orders that journals print."""

from dataclasses import dataclass
from functools import cache

from extract.annotate.references.cleaning import MONTHS
from extract.text import lazy_re as re

YEAR = r"(?P<year>(?:1[6-9]|20)\d\d)(?P<suffix>[a-h])?(?!\d)"
DAYS = r"\d{1,2}(?:\s?[-–]\s?\d{1,2})?"
MONTH = rf"(?:{MONTHS}(?:\s?[-–/]\s?{MONTHS})?)"
DATE = (
    rf"(?:(?:{DAYS}\s)?{MONTH}[\s,]{{1,2}})?{YEAR}"
    rf"(?:[\s,–/-]{{1,2}}{MONTH}(?:[\s.]{{1,2}}{DAYS})?|\s\d{{1,2}}(?:[-–/\s]\d{{1,2}})?(?=;))?"
)
YEAR_AND_DAY = r"(?P<year_of_day>(?:19|20)\d\d)\s\d{1,2}\s\d{1,2}(?=\.?$)"
VOLUME = (
    r"(?:[Vv]ol(?:ume)?s?\.?\s?)?"
    r"(?P<volume>[A-Z]{0,3}-?\d{1,5}(?:-?[A-Z]{1,2})?(?:[-–/]\d{1,4})?|[IVXLC]{1,7}|[A-Z])(?![a-z])"
)
SUPPLEMENT = (
    r"(?:[Ss]uppl?(?:ement)?s?\.?|S[Uu][Pp][Pp][Ll]\.?|Pt\.?|[Pp]art|[Ss]pec\.?(?:\s[Nn]o\.?|\s[Ii]ssue)?)"
    r"(?:[\s_-]{0,2}[A-Z]?\d{0,3}[A-Za-z]?(?:[-–]\d{1,2})?)\b"
)
ISSUE = (
    rf"(?:\s?[(\[](?P<issue>[^()\[\]]{{1,40}})[)\]]|[,\s]\s?(?P<supplement>{SUPPLEMENT}\.?)"
    r"|,?\s?(?:[Nn]o|[Nn]r|[Nn]um|[Ii]ssue|[Ii]ss|№|#)\.?\s?(?P<number>[A-Z]?\d{1,5}(?:[-–/]\d{1,4})?))"
)
PAGE = r"[A-Za-z]{0,6}-?\d{1,18}(?:\.[A-Za-z]{0,2}\d{1,7}|[A-Za-z]\d{0,8})?"
LAST_PAGE = r"(?:[A-Za-z]{0,5}\d{1,10}(?:\.[A-Za-z]?\d{1,4})?[A-Za-z]?|[A-Z]{3}\b|[ivxlc]{1,7}\b)"
PAGE_LABEL = (
    r"(?:\(?(?:pp?|pgs?|[Pp]ages?|[Aa]rticle(?:\s(?:ID|no\.?|number))?|[Aa]rt\.?(?:\s[Nn]o\.?)?"
    r"|pii:?|[Aa]bstr(?:act)?\.?(?:\s(?:[Nn]o\.?|#))?|e-?pub)\b\.?:?\s{0,2}#?)"
)
PAGES = (
    rf"{PAGE_LABEL}?(?P<pages>{PAGE}(?:\s?[-–—‐‑−~]\s?{LAST_PAGE})?|[ivxlc]{{1,6}}(?:[-–][ivxlc]{{1,7}}))"
    r"(?![\d:;–-]|\.\d)"
)
NUMBERED = rf"{PAGE_LABEL}(?P<pages>{PAGE}(?:\s?[-–—‐‑−]\s?{LAST_PAGE})?)"

FORMS: tuple[tuple[str, str], ...] = (
    # 2010 Mar;3(2):10-15   2011, 23: 313-315   2023,10(03):76-82   2014;44:(Suppl 58), Abstract 923
    ("date_volume_pages", rf"(?<![\d;:–-]){DATE}\)?\.?\s?[;,:]\s?{VOLUME}\s?:?{ISSUE}?{{0,2}}\s?[:,;.]\s?{PAGES}"),
    # J Med. 2006 44: 3647-3658
    ("date_space_volume_pages", rf"(?<=[.,]\s){YEAR}\s{VOLUME}{ISSUE}?\s?:\s?{PAGES}"),
    ("date_issue_volume", rf"(?<!\d){YEAR}\s?[;,:]\s?{ISSUE}\s?{VOLUME}\s?[:,]\s?{PAGES}"),
    # vol. 74,3 (2024): 229-263   vol. 8 249. 27 Oct. 2013   vol. 16,9 1563-1574. 5 Mar. 2020
    (
        "modern_language",
        rf"\bvol\.\s(?P<volume>[\w-]{{1,9}})(?:,\s?(?P<issue>[\w.\s-]{{1,20}}))?\s\({DATE}\)(?:\s?:\s?{PAGES})?",
    ),
    (
        "modern_language_date",
        rf"\bvol\.\s(?P<volume>[\w-]{{1,9}})(?:,\s?(?P<issue>[\w.-]{{1,12}}(?:\s[Ss]uppl\.?\s?\d*)?))?(?:\s{PAGES})?\.?\s(?:{DAYS}\s)?(?:{MONTH}\s)?{YEAR}",
    ),
    # 7.1 (2021): 6
    (
        "modern_language_point",
        rf"(?<![\w.])(?P<volume>\d{{1,4}})\.(?P<issue>\d{{1,3}}(?:-\d{{1,3}})?)\s\({DATE}\):\s{PAGES}",
    ),
    # vol. 3, no. 2, pp. 10-15, 2010   vol. 3, no. 2, 2010, pp. 10-15
    ("volume_number_date_pages", rf"\b[Vv]ol\.?\s?(?P<volume>[\w-]{{1,9}}){ISSUE}?,\s?{DATE},\s?{PAGES}"),
    # 76 (2022) 681-693   14 (2) (2010) 123-130
    ("volume_date_pages", rf"(?<![\w–-]){VOLUME}{ISSUE}?,?\s?\({DATE}\)\s?[,:;.]?\s?{PAGES}"),
    # (2010) 3(2):10-15   (2010);3:10
    ("date_in_brackets_volume_pages", rf"\({DATE}\)[\s,;:.]{{1,2}}{VOLUME}{ISSUE}?\s?[:,]\s?{PAGES}"),
    # 25, 83-88 (2012)
    (
        "volume_pages_date_in_brackets",
        rf"(?<![\w–-]){VOLUME}{ISSUE}?\s?[,:]\s?{PAGES}(?:\s[^()]{{0,20}})?[\s,.;]{{1,2}}\({DATE}\)",
    ),
    # 3: 10-15, 2010   vol. 3, no. 2, pp. 10-15, Mar. 2010
    ("volume_pages_date", rf"(?<![\w–-]){VOLUME}{ISSUE}?\s?[:,]\s?{PAGES}\s?[,.;]\s?\(?{DATE}"),
    # 2010;15   2013;10(2)
    ("date_volume", rf"(?<![\d–-]){DATE}\s?[;,]\s?(?:[Vv]ol\.?\s?)?(?P<volume>\d{{1,4}}){ISSUE}?\s?[:.,]?\s*$"),
    ("date_issue_pages", rf"(?<![\d–-]){DATE}\s?[;,:]\s?\((?P<issue>\d{{1,5}}(?:[-–/]\d{{1,4}})?)\)\s?[:,]\s?{PAGES}"),
    ("date_supplement", rf"(?<![\d–-]){DATE}\s?[;,:]\s?\(?(?P<issue>{SUPPLEMENT})\)?\s?[:,]\s?{PAGES}"),
    ("date_pages", rf"(?<![\d–-]){DATE}\s?[;:,.]\s?(?:{NUMBERED})(?=[\s.,;)]|$)"),
    ("date_colon_pages", rf"(?<![\d–-]){DATE}\s?:\s?{PAGES}(?=[.;)]|$)"),
    # 53: 277-280   105, 1519-1526   14(1):74-83   99 Suppl 3 S14-23   15 Suppl 1, S33-49
    ("volume_pages", rf"(?<![\w–:/.-]){VOLUME}{ISSUE}?{{0,2}}\s?[:,]\s?{PAGES}(?=[\s.,;)(]|$)"),
    ("volume_issue_pages", rf"(?<![\w–-]){VOLUME}{ISSUE}\s{PAGES}(?=[\s.,;)]|$)"),
    (
        "volume_space_pages",
        rf"(?<![\w–-])(?P<volume>\d{{1,4}})\s(?P<pages>[A-Za-z]?\d{{1,5}}(?:[-–]{LAST_PAGE})?)(?=\.?\s*(?:$|\((?:abstr|suppl)))",
    ),
    (
        "volume_issue",
        r"(?<![\w–-])(?P<volume>\d{1,4})\s?\((?P<issue>\d{1,3}(?:[-–/]\d{1,3})?|[Ss]uppl[^()]{0,12})\)\s?[:.,]?\s*$",
    ),
    ("volume_number", rf"\b[Vv]ol(?:ume)?\.?\s?(?P<volume>[A-Z]?\d[\w-]{{0,8}}|[IVXLC]{{1,6}}){ISSUE}?(?=[\s.,;)]|$)"),
    (
        "date_at_end",
        rf"[\s(,;.]\s?\(?(?:{DATE}|{YEAR_AND_DAY})\)?[a-z]?\s?[;:,.]{{0,2}}\s{{0,9}}(?:\(?[Ii]n\s[Pp]ress\)?)?[.)]?\s{{0,9}}$",
    ),
)
IN_PRESS = re.compile(
    r"[\[(]?\b(?:in\spress|forthcoming|accepted|submitted|ahead\sof\sprint|online\sfirst)\b[\])]?[.;,\s]*$", re.I
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Locator:
    """What was read, the rule that read it, and the stretch of text that it took."""

    rule: str
    start: int
    end: int
    year: int | None = None
    year_suffix: str | None = None
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None


@cache
def compiled(form: str) -> re.Pattern[str]:
    """A form with its optional issue taken at most once under its own names, compiled when it is first tried."""
    return re.compile(
        form.replace(ISSUE + "?{0,2}", f"(?:{ISSUE})?{LOOSE_SUPPLEMENT}").replace(ISSUE + "?", f"(?:{ISSUE})?")
    )


LOOSE_SUPPLEMENT = rf"(?:[\s,:]{{1,2}}\(?(?P<supplement2>{SUPPLEMENT})\)?)?"
WITHOUT_DATE = frozenset({"volume_pages", "volume_issue_pages", "volume_space_pages", "volume_issue", "volume_number"})


NO_DATE_FIRST = tuple(sorted(FORMS, key=lambda form: form[0] not in WITHOUT_DATE))
"""The forms in the order for an entry whose year is known."""


def find_locator(core: str, start: int, *, dated: bool) -> Locator | None:
    """The last place after `start` that reads as date, volume and pages; `dated` says that the year is known."""
    best: Locator | None = None
    for name, form in NO_DATE_FIRST if dated else FORMS:
        found = None
        for match in compiled(form).finditer(core, start):
            found = match
        if found is None:
            continue
        locator = _locator(name, found)
        if locator is None or (best is not None and locator.end <= best.end + 2):
            continue
        if best is None or locator.start >= best.end or (best.rule in WITHOUT_DATE and locator.start <= best.start):
            best = locator
        if len(core) - best.end < 3 and best.rule != "date_at_end":
            break
    return best


def _locator(name: str, match: re.Match[str]) -> Locator | None:
    groups = match.groupdict()
    issue = next((groups[key] for key in ("issue", "number", "supplement") if groups.get(key)), None)
    if groups.get("supplement2"):
        issue = f"{issue} {groups['supplement2']}" if issue else groups["supplement2"]
    pages = groups.get("pages")
    year = groups.get("year") or groups.get("year_of_day")
    if name in WITHOUT_DATE and issue and re.fullmatch(r"(?:19|20)\d\d", issue):
        year, issue = issue, None
    return Locator(
        rule=name,
        start=match.start(),
        end=match.end(),
        year=int(year) if year else None,
        year_suffix=groups.get("suffix"),
        volume=groups.get("volume"),
        issue=issue.strip(" .,") if issue else None,
        pages="".join(pages.split()) if pages else None,
    )
