"""Markers of author and year: "(Smith et al., 2019; Lee 2020a,b)", "Tao et al. (2019)"."""

from collections.abc import Iterator

from extract.annotate.citations.candidate import Candidate, Zone
from extract.model import Document, Reference, Span, quote
from extract.text import lazy_re as re
from extract.text.citation_keys import DATED, YEAR, fit_of, parse_citation_key, year_of
from extract.text.words import alternatives

SURNAME = (
    r"(?:(?:[Vv]an|[Vv]on|[Dd]e|[Dd]el|[Dd]ella|[Dd]er|[Dd]en|[Dd]i|[Dd]a|[Dd]os|[Dd]u|[Ll]a|[Ll]e|[Ee]l|[Tt]en|[Tt]er|St\.?)\s){0,3}"
    r"(?:[dDOL][’']|Mc|Mac)?[A-ZÀ-ÞĀ-Ž][\w’'-]{1,30}(?:\s[A-ZÀ-Þ][a-zß-ÿ][\w’'-]{1,30})?"
)
INITIALS = r"(?:,?\s(?:[A-Z]\.?[\s-]?){1,3})?"
OTHERS = r"(?:,?\s(?:et\sal\b\.?|and\s(?:colleagues|co-?workers|others)|&\scolleagues)(?:[’']s?)?)"
PERSON = rf"{SURNAME}(?:[’']s)?{INITIALS}"
NAMES = rf"{PERSON}(?:(?:,\s{SURNAME}{INITIALS}){{0,6}},?\s(?:and|&|et)\s{PERSON})?{OTHERS}?"
NAMES_LAST = re.compile(rf"(?<![\w-])(?P<names>{NAMES})[\s,.]{{0,3}}$")
YEARS = re.compile(
    rf"(?<![\d.,/–-])(?P<first>{YEAR}[a-k]?)(?![\d/])"
    rf"(?P<more>(?:\s?(?:[,;&/]|,?\sand)\s?(?:{YEAR}[a-k]?(?![\w])|[a-k](?![\w]))){{0,8}})(?![\w%°])"
)
EACH_YEAR = re.compile(rf"(?P<year>{YEAR})(?P<suffix>[a-k]?)|(?<![a-z])(?P<alone>[a-k])(?![a-z])")
PARENTHESIS = re.compile(r"[(\[](?P<inner>(?:[^()\[\]]|\([^()\[\]]{0,60}\)|\[[^()\[\]]{0,60}\]){4,900})[)\]]")
YEAR_IN_BRACKETS = re.compile(rf"(?<=\w|[.’',])\s?[(\[]\s?(?P<years>{YEAR}[^()\[\]]{{0,60}})[)\]]")
YEAR_ALONE = re.compile(rf"(?<=[\w.,])\s(?P<years>{DATED}[a-k]?)(?![\w-])")
WINDOW = 160
"""Characters before a year in which its names may stand."""

GROUP_LAST = re.compile(
    r"(?P<names>(?:[A-ZÀ-Þ][\w’'.-]{1,30}\s(?:(?:of|and|for|on|the|in|&)\s){0,2}){0,9}[A-ZÀ-Þ][\w’'.-]{1,30})\s?$"
)
LEAD = re.compile(
    r"^(?:[\s,]|(?:see(?! et al)(?: also)?|cf\.?|e\.\s?g\.?|i\.\s?e\.?|reviewed (?:in|by)|also|and|in|by|from|as in"
    r"|after|for (?:a |an )?(?:recent )?(?:reviews?|examples?|instance)|according to|adapted from|modified from"
    r"|data from|based on|following|but see|the)\b[,:.]?)+",
    re.IGNORECASE,
)
MONTHS = re.compile(
    rf"(?:{alternatives('months', 'months_shortened')}"
    r"|Spring|Summer|Autumn|Winter|Version|Table|Figure|Fig|Since|From|Until|Between|During|Before|After|By|In|Of|The|To|Year|Appendix)\b"
)


def find_author_year(
    document: Document, zones: tuple[Zone, ...], references: tuple[Reference, ...]
) -> Iterator[Candidate]:
    """Markers in parentheses, in the sentence and bare; `entries` are the places in the list that they can mean."""
    reader = _Reader(document, references)
    for zone in zones:
        yield from reader.read(zone)


class _Reader:
    """Holds the text in one line and the entries by year."""

    def __init__(self, document: Document, references: tuple[Reference, ...]) -> None:
        self.flat = document.text.replace("\n", " ").replace("\xa0", " ")
        self.by_year: dict[int | str, list[tuple[int, Reference, str]]] = {}
        for index, reference in enumerate(references):
            year = year_of(reference.fields)
            if year is not None:
                opening = quote(document.text, reference.pieces)[:120]
                self.by_year.setdefault(year, []).append((index, reference, opening))

    def read(self, zone: Zone) -> Iterator[Candidate]:
        taken: list[Span] = []
        start, end = zone.span.start, zone.span.end
        for pattern, meet in PASSES:
            for found in pattern.finditer(self.flat, start, end):
                candidate = meet(self, found, zone)
                if candidate and not any(candidate.span.overlaps(span) for span in taken):
                    taken.append(candidate.span)
                    yield candidate

    def _in_text(self, found: re.Match[str], zone: Zone) -> Candidate | None:
        """ "Tao et al. (2019)"."""
        names, start = self._names_before(found, zone)
        years = YEARS.match(found["years"])
        if not names or not years:
            return None
        keys = _keys(names, years.group())
        entries = self._entries(keys)
        if not entries and not (OTHERS_OR_TWO.search(names) and IS_DATED.match(years.group())):
            return None
        return _candidate(Span(start, found.end()), zone, keys, entries)

    def _names_before(self, found: re.Match[str], zone: Zone) -> tuple[str, int]:
        """The names that stand before a year, and where they begin; "" for none, and for words of dates."""
        named = NAMES_LAST.search(self.flat, max(zone.span.start, found.start() - WINDOW), found.start())
        names = _strip_lead(named["names"]) if named else ""
        return ("", 0) if named is None or MONTHS.match(names) else (names, named.end("names") - len(names))

    def _parenthesis(self, found: re.Match[str], zone: Zone) -> Candidate | None:
        """ "(Smith et al., 2019; Lee 2020a,b)": one marker for the whole, or for the part that cites."""
        inner, offset = found["inner"], found.start("inner")
        keys: list[str] = []
        entries: set[int] = set()
        begin = end = -1
        at, names = 0, ""
        for years in YEARS.finditer(inner):
            before = inner[at : years.start()]
            part = before[before.rfind(";") + 1 :]
            own, place = _names_in(part, years.start() - len(part))
            if own:
                names = own
            elif part.strip(" ,&") not in ("", "and") or not names:
                at = years.end()
                continue
            found_keys, matched, name_start = self._try(names, part, years, place)
            at = years.end()
            if not found_keys:
                continue
            keys.extend(found_keys)
            entries |= matched
            begin = name_start if begin < 0 else begin
            end = years.end()
        if not keys and not at:
            return None
        if not keys:
            return self._year_after_group(found, zone)
        whole = not LEAD.sub("", inner[:begin]).strip(" ,") and not inner[end:].strip(" ,")
        span = Span(found.start(), found.end()) if whole else Span(offset + begin, offset + end)
        return _candidate(span, zone, tuple(keys), entries)

    def _try(self, names: str, part: str, years: re.Match[str], place: int) -> tuple[tuple[str, ...], set[int], int]:
        """First the names next to the year, then all the words before it (a group's name)."""
        keys = _keys(names, years.group())
        entries = self._entries(keys)
        if entries:
            return keys, entries, place
        first, _, rest = names.partition(", ")
        if rest and (entries := self._entries(_keys(rest, years.group()))):
            return _keys(rest, years.group()), entries, place + len(first) + 2
        whole = _strip_lead(part).strip(" ,")
        if whole and whole != names and len(whole) < 200:
            group = _keys(whole, years.group())
            entries = self._entries(group)
            if entries:
                return group, entries, years.start() - len(part.lstrip())
        if OTHERS_OR_TWO.search(names) and not MONTHS.match(names) and IS_DATED.match(years.group()):
            return keys, set(), place
        return (), set(), place

    def _year_after_group(self, found: re.Match[str], zone: Zone) -> Candidate | None:
        years = YEARS.match(found["inner"])
        group = GROUP_LAST.search(self.flat, max(zone.span.start, found.start() - 150), found.start())
        if not years or not group:
            return None
        words = group["names"].split()
        for skip in range(len(words)):
            keys = _keys(" ".join(words[skip:]), years.group())
            entries = self._entries(keys)
            if entries:
                start = group.start("names") + len(" ".join(words[:skip])) + bool(skip)
                return _candidate(Span(start, found.end()), zone, keys, entries)
        return None

    def _bare(self, found: re.Match[str], zone: Zone) -> Candidate | None:
        """ "Tao et al. 2019" without brackets, only for an entry of the list."""
        names, start = self._names_before(found, zone)
        keys = _keys(names, found["years"]) if OTHERS_OR_TWO.search(names) else ()
        entries = self._entries(keys)
        return _candidate(Span(start, found.end()), zone, keys, entries) if entries else None

    def _entries(self, keys: tuple[str, ...]) -> set[int]:
        matched: set[int] = set()
        for text in keys:
            key = parse_citation_key(text)
            if key is not None:
                matched.update(
                    index
                    for index, reference, opening in self.by_year.get(key.year, ())
                    if fit_of(key, reference.fields, printed=opening)
                )
        return matched


PASSES = (
    (YEAR_IN_BRACKETS, _Reader._in_text),
    (PARENTHESIS, _Reader._parenthesis),
    (YEAR_ALONE, _Reader._bare),
)
IS_DATED = re.compile(DATED)
OTHERS_OR_TWO = re.compile(r"\bet\sal\b|\s(?:and|&)\s")


def _names_in(part: str, start: int) -> tuple[str, int]:
    """The names that stand next to the year, and where they begin."""
    found = NAMES_LAST.search(part)
    if found:
        names = _strip_lead(found["names"])
        return names.strip(" ,"), start + found.end("names") - len(names)
    bare = _strip_lead(part)
    return bare.strip(" ,"), start + len(part) - len(bare)


def _strip_lead(text: str) -> str:
    return LEAD.sub("", text)


def _keys(names: str, years: str) -> tuple[str, ...]:
    """One key for each year: "2020a,b" gives two."""
    keys: list[str] = []
    year = ""
    for found in EACH_YEAR.finditer(years):
        year = found["year"] or year
        keys.append(f"{' '.join(names.split())} {year}{found['suffix'] or found['alone'] or ''}")
    return tuple(keys)


def _candidate(span: Span, zone: Zone, keys: tuple[str, ...], entries: set[int]) -> Candidate:
    return Candidate(
        span=span, form="author_year", rule="author_year", place=zone.place, keys=keys, entries=tuple(sorted(entries))
    )
