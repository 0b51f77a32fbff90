"""The source of a LaTeX manuscript: its parts in their places, its list as one, arguments with balanced braces."""

from collections import Counter
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import PurePosixPath

from extract.formats.bibtex import read_bibtex
from extract.model import Person, Work
from extract.read.decoding import decode
from extract.text import lazy_re as re

Fetch = Callable[[str], bytes | None]
"""A file beside the manuscript by its name within the folder; None where there is none."""

COMMENT = re.compile(r"(?<!\\)((?:\\\\)*)%[^\n]*\n?")
COMMENT_BLOCK = re.compile(r"\\begin\{comment\}.*?\\end\{comment\}|\\iffalse\b.*?\\fi\b", re.DOTALL)
INPUT = re.compile(r"\\(?:input|include|subfile)\s{0,3}\{\s{0,3}([^{}\s]{1,200})\s{0,3}\}")
LIST_PLACE = re.compile(r"\\bibliography\s{0,3}\{([^{}]{1,500})\}|\\printbibliography(?:\[[^\]]{0,300}\])?")
RESOURCE = re.compile(r"\\addbibresource(?:\[[^\]]{0,100}\])?\s{0,3}\{([^{}]{1,200})\}")
MACRO = re.compile(
    r"\\(?:re)?newcommand\*?\s{0,3}\{?\\([A-Za-z]{1,40})\}?\s{0,3}(?=\{)|\\def\\([A-Za-z]{1,40})\s{0,3}(?=\{)"
)
CITE = re.compile(
    r"\\(?P<name>(?:no|foot|full|paren|text|auto|super|smart)?[cC]ite[a-zA-Z]{0,12}\*?)\s{0,3}"
    r"(?P<options>(?:\[[^\]]{0,300}\]\s{0,3}){0,2})\{(?P<keys>[^{}]{1,4000})\}"
)
"""A citation: matches '\\\\citep[see][3]{moss19,oak20}' and '\\\\autocite{moss19}'."""

BIB_ENTRY = re.compile(r"^[ \t]*@[ \t]*([A-Za-z]+)[ \t]*[{(][ \t]*([^,\s{}]{1,200})[ \t]*,", re.MULTILINE)
BIB_STRING = re.compile(r"^[ \t]*@[ \t]*string\b.*$", re.IGNORECASE | re.MULTILINE)
BIBLATEX_ENTRY = re.compile(r"\\entry\{([^{}]+)\}\{(\w+)\}(.*?)\\endentry", re.DOTALL)
BIBLATEX_NAME = re.compile(
    r"family=\{((?:[^{}]|\{[^{}]*\})*)\}.*?(?:given=\{((?:[^{}]|\{[^{}]*\})*)\}|\}\})", re.DOTALL
)
BIBLATEX_FIELD = re.compile(r"\\field\{(\w+)\}\{((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}")
BIBLATEX_DOI = re.compile(r"\\verb\{doi\}\s*\\verb\s+(\S+)")
DEEPEST, MOST_MACROS, LONGEST_MACRO = 8, 300, 2000
MOST = 20_000_000
"""Characters of a manuscript with all its parts."""
MOST_PARTS, MOST_TIMES = 500, 8
"""Small ones, and how often the same: a thesis has some fifty, a file of symbols comes a few times."""

SPECIAL = re.compile(r"([&%$#_{}])")


def assemble(text: str, fetch: Fetch, stem: str) -> str:
    """The text with its parts and its list of references in their places, as far as they lie beside it.

    The list is taken from the .bbl that LaTeX made, else from the .bib, in the order of citation.
    """
    text = _with_parts(COMMENT.sub(r"\1", text), fetch, (f"{stem}.tex",), [MOST], Counter())
    place = LIST_PLACE.search(text)
    if place is None or "\\begin{thebibliography}" in text:
        return text
    made = fetch(f"{stem}.bbl")
    if made is not None:
        listed = COMMENT.sub(r"\1", decode(made))
        listed = _from_biblatex(listed) if "\\entry{" in listed else listed
    else:
        names = [name.strip() for name in (place[1] or "").split(",") if name.strip()] or RESOURCE.findall(text)
        found = [data for name in names if (data := fetch(name if name.endswith(".bib") else f"{name}.bib"))]
        listed = _from_bib("\n".join(map(decode, found)), text) if found else ""
    return text[: place.start()] + listed + text[place.end() :]


def _with_parts(text: str, fetch: Fetch, around: tuple[str, ...], left: list[int], times: Counter[str]) -> str:
    """The text with its parts, none within itself (`around`) nor too many times, while the characters `left` last."""

    def part(found: re.Match[str]) -> str:
        name = str(PurePosixPath(found[1] if PurePosixPath(found[1]).suffix else f"{found[1]}.tex"))
        times[name] += 1
        if name in around or len(around) > DEEPEST or left[0] <= 0 or times[name] > MOST_TIMES:
            return ""
        data = fetch(name)
        left[0] -= max(len(data or b""), MOST // MOST_PARTS)
        return _with_parts(COMMENT.sub(r"\1", decode(data)), fetch, (*around, name), left, times)[:MOST] if data else ""

    return INPUT.sub(part, text)[:MOST] if "\\in" in text or "\\subfile" in text else text


def cited_keys(text: str) -> list[str]:
    """The keys that a text cites, in the order in which they first come."""
    keys = (key.strip() for found in CITE.finditer(text) for key in found["keys"].split(","))
    return list(dict.fromkeys(key for key in keys if key and key != "*"))


def _from_bib(bib: str, text: str) -> str:
    """The cited entries of BibTeX files as a printed list."""
    starts = list(BIB_ENTRY.finditer(bib))
    strings = "\n".join(BIB_STRING.findall(bib))
    ends = [found.start() for found in starts[1:]] + [len(bib)]
    places = {found[2]: (found.start(), end) for found, end in zip(starts, ends, strict=True)}
    cited = cited_keys(text)
    keys = list(places) if re.search(r"\\nocite\{\s*\*\s*\}", text) else [key for key in cited if key in places]
    items = []
    for key in sorted(keys, key=lambda key: cited.index(key) if key in cited else len(cited)):
        start, end = places[key]
        works = [record for record in read_bibtex(StringIO(f"{strings}\n{bib[start:end]}")) if isinstance(record, Work)]
        if works:
            items.append(f"\\bibitem{{{key}}} {_printed(works[0])}\n\n")
    return _as_list(items)


def _from_biblatex(bbl: str) -> str:
    """The list that biblatex's helper made, as a printed one."""
    items = []
    for key, _, inner in BIBLATEX_ENTRY.findall(bbl):
        fields = dict(BIBLATEX_FIELD.findall(inner))
        people = [f"{family} {given or ''}".strip() for family, given in BIBLATEX_NAME.findall(inner)]
        doi = BIBLATEX_DOI.search(inner)
        pages = fields.get("pages", "").replace("\\bibrangedash", "--").replace(" ", "")
        number = f"({fields['number']})" if fields.get("number") else ""
        place = f"{fields.get('year', '')};{fields.get('volume', '')}{number}:{pages}".rstrip(":;")
        parts = (", ".join(people), fields.get("title"), fields.get("journaltitle") or fields.get("booktitle"), place)
        stated = ". ".join(part for part in parts if part)
        stated += ". doi:" + SPECIAL.sub(r"\\\1", doi[1]) if doi else "."
        items.append(f"\\bibitem{{{key}}} {stated}\n\n")
    return _as_list(items)


def _as_list(items: list[str]) -> str:
    return f"\\begin{{thebibliography}}{{9}}\n{''.join(items)}\\end{{thebibliography}}\n" if items else ""


def _printed(work: Work) -> str:
    """A work as a line of a list, its signs escaped."""
    people = ", ".join(_name(person) for person in work.authors)
    issue = f"({work.issue})" if work.issue else ""
    place = f"{work.year or ''};{work.volume or ''}{issue}:{work.pages or ''}".rstrip(":;")
    stated = ". ".join(part for part in (people, work.title, work.container, place) if part)
    return SPECIAL.sub(r"\\\1", f"{stated}. doi:{work.doi}" if work.doi else f"{stated}.")


def _name(person: Person) -> str:
    if person.is_group or not person.given:
        return person.family
    initials = "".join(part[0] for part in re.split(r"[\s.]+", person.given) if part)
    return f"{person.family} {initials}"


class Manuscript:
    """A source without comments, its own macros without arguments written out; preamble and body."""

    def __init__(self, text: str) -> None:
        text = COMMENT_BLOCK.sub("", COMMENT.sub(r"\1", text))
        text = _written_out(text)
        start, end = text.find("\\begin{document}"), text.find("\\end{document}")
        self.preamble = text[:start] if start >= 0 else text
        self.body = text[start + len("\\begin{document}") : end if end > start else len(text)] if start >= 0 else None
        self.cites = cited_keys(self.body or "")

    def argument_of(self, name: str) -> str | None:
        """The argument of a command that stands once: title, author."""
        for text in (self.preamble, self.body or ""):
            found = re.search(rf"\\{name}\s{{0,3}}(?:\[[^\]]{{0,300}}\]\s{{0,3}})?(?=\{{)", text)
            if found:
                return argument(text, found.end())[0]
        return None


def argument(text: str, at: int) -> tuple[str, int]:
    """What stands in the braces that open at a place, and the place behind them; an unclosed one ends with the text.

    >>> argument("{a {b} c} d", 0)
    ('a {b} c', 9)
    """
    depth = 0
    for found in re.compile(r"\\.|[{}]", re.DOTALL).finditer(text, at):
        depth += {"{": 1, "}": -1}.get(found[0], 0)
        if not depth:
            return text[at + 1 : found.start()], found.end()
    return text[at + 1 :], len(text)


def environments(text: str, at: int, name: str) -> tuple[str, int]:
    """What stands in an environment whose begin ends at a place, nested ones of its name counted; and where it ends."""
    depth = 1
    for found in re.compile(rf"\\(begin|end)\{{{re.escape(name)}\}}").finditer(text, at):
        depth += 1 if found[1] == "begin" else -1
        if not depth:
            return text[at : found.start()], found.end()
    return text[at:], len(text)


def _written_out(text: str) -> str:
    """The text with the author's macros that take no argument put in place, a few within one another."""
    macros = dict(_macros(text))
    if not macros:
        return text
    names = re.compile(rf"\\({'|'.join(sorted(map(re.escape, macros), key=len, reverse=True))})(?![A-Za-z])(?:\{{\}})?")
    start = text.find("\\begin{document}")
    head, body = (text[:start], text[start:]) if start >= 0 else ("", text)
    for _ in range(3):
        body, count = names.subn(lambda found: macros[found[1]], body)
        if not count or len(body) > MOST:
            break
    return head + body[:MOST]


def _macros(text: str) -> Iterator[tuple[str, str]]:
    for number, found in enumerate(MACRO.finditer(text)):
        value, _ = argument(text, found.end())
        name = found[1] or found[2]
        if number < MOST_MACROS and len(value) < LONGEST_MACRO and "#" not in value and f"\\{name}" not in value:
            yield name, value
