"""Walks through the body of a LaTeX manuscript and writes it into the composer."""

from collections.abc import Iterator

from lxml import etree

from extract.formats.names import split_name
from extract.model import BlockKind, Entry, LinkKind, Person, Pieces, SectionRole, Style
from extract.read.blocks import BlockWriter
from extract.read.latex.source import CITE, Manuscript, argument, environments
from extract.text import lazy_re as re
from extract.text.headings import parse_heading
from extract.text.tex import untex

DEPTHS = {"part": 1, "chapter": 1, "section": 1, "subsection": 2, "subsubsection": 3, "paragraph": 4, "subparagraph": 5}
BLOCK = re.compile(
    r"\\(?P<heading>part|chapter|(?:sub){0,2}section|(?:sub)?paragraph)\*?\s{0,3}(?:\[[^\]]{0,300}\]\s{0,3})?(?=\{)"
    r"|\\begin\{(?P<begin>[A-Za-z]{1,40}\*?)\}|\\end\{(?P<end>[A-Za-z]{1,40}\*?)\}"
    r"|(?P<item>\\item\b\s{0,3}(?:\[[^\]]{0,200}\])?)|(?P<blank>\n[ \t]*\n\s*|\\par\b)"
    r"|\\(?P<dropped>maketitle|tableofcontents|newpage|clearpage|appendix|noindent|centering|bigskip|medskip|smallskip)\b"
    r"|\\(?P<skipped>title|author|date|affil|affiliation|address|email|thanks|bibliographystyle|pagestyle|thispagestyle"
    r"|setcounter|vspace|hspace|addbibresource|bibliography|input|include|keywords)\*?\s{0,3}(?:\[[^\]]{0,300}\])?(?=\{)"
)
FLOATS = frozenset({"table", "table*", "longtable", "sidewaystable", "sidewaystable*", "longtable*"})
FIGURES = frozenset({"figure", "figure*", "sidewaysfigure", "wrapfigure", "algorithm", "algorithm*"})
FORMULAS = frozenset("equation equation* align align* eqnarray eqnarray* gather gather* multline displaymath".split())
LISTS = frozenset({"itemize", "enumerate", "description"})
LEFT_OUT = frozenset({"tikzpicture", "verbatim", "lstlisting", "filecontents", "filecontents*", "picture", "minted"})
BACK = frozenset({"acknowledgements", "acknowledgments", "acks", "acknowledgement"})
BEGIN_TABULAR = re.compile(r"\\begin\{(?P<name>tabular[xy*]?|tabulary|longtable\*?)\}")
CAPTION = re.compile(r"\\caption\*?\s{0,3}(?:\[[^\]]{0,300}\]\s{0,3})?(?=\{)")
LABEL = re.compile(r"\\label\s{0,3}\{([^{}]{1,200})\}")
RULE = re.compile(
    r"\\(?:hline|toprule|midrule|bottomrule|endhead|endfirsthead|endfoot|endlastfoot|addlinespace|specialrule)\b(?:\[[^\]]*\])?"
    r"|\\(?:cline|cmidrule)\s{0,3}(?:\[[^\]]*\])?(?:\([^)]*\))?\s{0,3}\{[^{}]*\}"
)
LEADING = re.compile(rf"\s*(?:(?:{RULE.pattern})\s*)+")
HEAD_RULE = re.compile(r"\\(?:hline|midrule|endhead|endfirsthead)\b")
MULTI_COLUMN = re.compile(r"\s*\\multicolumn\s{0,3}\{(\d{1,3})\}\s{0,3}\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}\s{0,3}(?=\{)")
MULTI_ROW = re.compile(
    r"\s*\\multirow\s{0,3}(?:\[[^\]]*\])?\s{0,3}\{(-?\d{1,3})\}\s{0,3}(?:\[[^\]]*\])?\s{0,3}\{[^{}]*\}\s{0,3}(?=\{)"
)
BIBITEM = re.compile(
    r"\\bibitem\s{0,3}(?:\[(?P<label>(?:[^\[\]{}]|\{(?:[^{}]|\{[^{}]*\})*\}){0,400})\]\s{0,3})?\{(?P<key>[^{}]{1,200})\}"
)
NATBIB_LABEL = re.compile(r"(?P<names>.+?)\s*\((?P<year>[^()]{0,20})\)")
INLINE = re.compile(
    CITE.pattern
    + r"|\\(?P<style>emph|textit|textbf|textsl|textsuperscript|textsubscript|textrm|textsf|texttt|textsc|mbox)"
    r"\s{0,3}(?=\{)|\\(?P<note>footnote|thanks)\s{0,3}(?:\[[^\]]*\])?(?=\{)|\\(?:auto|eq|page|[cC])?ref\s{0,3}\{(?P<ref>[^{}]{1,200})\}"
    r"|\\href\s{0,3}\{(?P<address>[^{}]{0,500})\}\s{0,3}(?=\{)|\\url\s{0,3}\{(?P<url>[^{}]{0,500})\}"
    r"|\\label\s{0,3}\{[^{}]{1,200}\}|\\includegraphics\s{0,3}(?:\[[^\]]*\])?\s{0,3}\{[^{}]{0,300}\}"
    r"|\\newblock\b|\\\\(?:\[[^\]]{0,20}\])?|\$\^\{?(?P<raised>[\w,*†‡\s-]{1,20})\}?\$"
)
STYLES = {
    "emph": Style.ITALIC,
    "textit": Style.ITALIC,
    "textsl": Style.ITALIC,
    "textbf": Style.BOLD,
    "textsuperscript": Style.SUPERSCRIPT,
    "textsubscript": Style.SUBSCRIPT,
}
DEEPEST = 30
PLAIN = Style.PLAIN


class ManuscriptWriter(BlockWriter):
    """Writes sections, paragraphs, tables, citations and the list as blocks."""

    def __init__(self, manuscript: Manuscript) -> None:
        super().__init__()
        self.title: str | None = None
        self.authors: tuple[Person, ...] = ()
        self._manuscript = manuscript
        self._body = manuscript.body or ""
        self._role: SectionRole | None = None
        self._notes: list[str] = []
        self._items = list(BIBITEM.finditer(self._body))
        self._numbers = {found["key"].strip(): number for number, found in enumerate(self._items, 1)}
        self._named = {found["key"].strip(): name for found in self._items if (name := _natbib_name(found["label"]))}
        self._is_raised = bool(re.search(r"\bsuper\b", " ".join(re.findall(r"\[[^\]]*\]", manuscript.preamble))))
        self._floats = dict(_float_numbers(self._body))

    def write(self) -> None:
        """Title and authors, the body in its order, then the footnotes."""
        title = self._manuscript.argument_of("title")
        if title:
            number = self.composer.open("title")
            self._inline(re.sub(r"\\thanks\s{0,3}\{[^{}]*\}", "", title))
            self.composer.close()
            pieces = self.composer.pieces(number)
            self.title = pieces[0].of(self.composer.text()) if pieces else None
        people = [untex(name) for name in _people(self._manuscript.argument_of("author") or "")]
        self.authors = tuple(filter(None, (split_name(name) for name in people if len(name.split()) > 1)))
        if people:
            self._block(", ".join(" ".join(name.split()) for name in people), "front", is_plain=True)
        self._write(self._body, 0)
        for number, note in enumerate(self._notes, 1):
            self.open_note(number)
            self._inline(note)
            self.composer.close()

    # Blocks

    def _write(self, text: str, depth: int, kind: BlockKind = "paragraph") -> None:
        """A stretch of the body: what stands between commands that begin blocks are paragraphs."""
        at = begun = 0
        while depth < DEEPEST and (found := BLOCK.search(text, at)):
            at = found.end()
            if found["begin"] in FORMULAS:
                inner, at = environments(text, at, found["begin"])
                text = f"{text[: found.start()]} ${LABEL.sub('', inner).replace('&', ' ').strip()}$ {text[at:]}"
                at = found.start() + 1
                continue
            self._paragraph(text[begun : found.start()], kind)
            if found["heading"]:
                words, at = argument(text, at)
                self._heading(words, DEPTHS[found["heading"]])
            elif found["skipped"]:
                _, at = argument(text, at)
            elif found["begin"]:
                inner, at = environments(text, at, found["begin"])
                self._environment(found["begin"], inner, depth)
            begun = at
        self._paragraph(text[begun:], kind)

    def _environment(self, name: str, inner: str, depth: int) -> None:
        outer = self._role
        if name in FLOATS:
            self._table(inner if name.rstrip("*") != "longtable" else f"\\begin{{{name}}}{inner}\\end{{{name}}}")
        elif name in FIGURES:
            self._caption(inner, "Figure")
        elif name == "thebibliography":
            self._list()
        elif BEGIN_TABULAR.fullmatch(f"\\begin{{{name}}}"):
            self._table(f"\\begin{{{name}}}{inner}\\end{{{name}}}")
        elif name not in LEFT_OUT:
            self._role = "abstract" if name == "abstract" else "back" if name in BACK else outer
            self._write(inner, depth + 1, "list_item" if name in LISTS else "paragraph")
            self._role = outer

    def _paragraph(self, text: str, kind: BlockKind) -> None:
        if text.strip():
            self._block(text, "back" if kind == "paragraph" and self._role == "back" else kind)

    def _block(
        self, text: str, kind: BlockKind, *, level: int = 0, target: str | None = None, is_plain: bool = False
    ) -> int:
        number = self.composer.open(kind, level=level, role=None if kind == "front" else self._role, target=target)
        if is_plain:
            self.composer.write(text)
        else:
            self._inline(text)
        self.composer.close()
        return number

    def _heading(self, words: str, level: int) -> None:
        stated = untex(LABEL.sub("", words))
        role = parse_heading(stated).role
        if level == 1 or role in ("back", "references"):
            self._role = role
        self._block(words, "heading", level=level)

    def _caption(self, text: str, word: str) -> tuple[str | None, str | None, Pieces]:
        """Write the caption of a float with its label; label, target, and where the caption's words stand."""
        found = CAPTION.search(text)
        names = LABEL.findall(text)
        if found is None:
            return None, names[0] if names else None, ()
        words, _ = argument(text, found.end())
        printed = next((self._floats[name][1] for name in names if name in self._floats), None)
        label = f"{word} {printed}" if printed else None
        number = self.composer.open("caption", role=self._role)
        if label:
            self.composer.write(f"{label}. ")
        start = self.composer.position
        self._inline(LABEL.sub("", words))
        span = self.composer.span_from(start)
        self.composer.close()
        pieces = self.composer.pieces(number)
        return label, names[0] if names else None, (span,) if label and span else pieces

    # Tables

    def _table(self, text: str) -> None:
        label, target, caption = self._caption(text, "Table")
        if found := BEGIN_TABULAR.search(text):
            inner, end = environments(text, found.end(), found["name"])
            made, cells = _rows(inner, found["name"])
            self.composer.open("table", role=self._role, target=target)
            laid = self.write_cells(made, lambda cell: self._inline(cells.get(cell, "")))
            self.add_grids([laid], label, target, caption, self._table_notes(text[end:]))

    def _table_notes(self, text: str) -> Iterator[Pieces]:
        """What stands below the rows within the float."""
        text = LABEL.sub("", text)
        if found := CAPTION.search(text):
            _, end = argument(text, found.end())
            text = text[: found.start()] + text[end:]
        text = re.sub(r"\\(?:begin|end)\{[A-Za-z*]{1,40}\}(?:\[[^\]]*\])?(?:\{[^{}]*\})?", "\n\n", text)
        for part in re.split(r"\n\s*\n|\\item\b", text):
            if untex(part).strip(" []"):
                yield self.composer.pieces(self._block(part, "note"))

    # The list

    def _list(self) -> None:
        self._role = "references"
        for number, found in enumerate(self._items, 1):
            end = self._items[number].start() if number < len(self._items) else len(self._body)
            words = re.split(r"\\end\{thebibliography\}", self._body[found.end() : end])[0]
            key = found["key"].strip()
            made = self._block(words, "reference", target=key)
            if pieces := self.composer.pieces(made):
                label = None if key in self._named else str(number)
                self.entries.append(Entry(target=key, pieces=pieces, label=label))

    # Words within a paragraph

    def _inline(self, text: str, style: Style = PLAIN, depth: int = 0) -> None:
        """Write words with their styles, citations, notes and pointings."""
        at = 0
        while depth < DEEPEST and (found := INLINE.search(text, at)):
            self.composer.write(untex(text[at : found.start()]), style)
            at = found.end()
            if found["keys"]:
                self._cite(found, style)
            elif found["style"]:
                inner, at = argument(text, found.end())
                self._inline(inner, style | STYLES.get(found["style"], PLAIN), depth + 1)
            elif found["note"]:
                inner, at = argument(text, found.end())
                self._notes.append(inner)
                self._pointing(str(len(self._notes)), Style.SUPERSCRIPT, "note", (f"note{len(self._notes)}",))
            elif found["ref"]:
                kind, printed = self._floats.get(found["ref"], ("", ""))
                self._pointing(printed or "?", style, "figure" if kind == "figure" else "table", (found["ref"],))
            elif found["address"]:
                inner, at = argument(text, found.end())
                self._inline(inner, style, depth + 1)
            elif found["url"]:
                self.composer.write(found["url"], style)
            elif found["raised"]:
                self.composer.write(found["raised"], Style.SUPERSCRIPT)
            else:
                self.composer.write(" ", style)
        self.composer.write(untex(text[at:]), style)

    def _pointing(self, words: str, style: Style, kind: LinkKind, targets: tuple[str, ...]) -> None:
        start = self.composer.position
        self.composer.write(words, style)
        self.add_link(kind, start, targets)

    def _cite(self, found: re.Match[str], style: Style) -> None:
        """A citation as the paper prints it: numbers, or authors and years where the list has them."""
        name = found["name"].lower()
        if name == "nocite":
            return
        keys = [key.strip() for key in found["keys"].split(",") if key.strip()]
        known = tuple(key for key in keys if key in self._numbers)
        options = [untex(option) for option in re.findall(r"\[([^\[\]]*)\]", found["options"])]
        ahead, behind = (options[0], options[1]) if len(options) > 1 else ("", options[0] if options else "")
        if known and all(key in self._named for key in known):
            self._pointing(
                _by_name([self._named[key] for key in known], name, ahead, behind), style, "reference", known
            )
            return
        numbers = _ranges(sorted(self._numbers[key] for key in known)) if known else "?"
        if self._is_raised or name.startswith("supercite"):
            self._pointing(numbers, Style.SUPERSCRIPT, "reference", known)
            return
        words = f"{ahead + ' ' if ahead else ''}{numbers}{', ' + behind if behind else ''}"
        self._pointing(f"[{words}]", style, "reference", known)


def _by_name(named: list[tuple[str, str]], command: str, ahead: str, behind: str) -> str:
    lead, tail = (f"{ahead} " if ahead else ""), (f", {behind}" if behind else "")
    if command.startswith(("citet", "textcite")):
        return "; ".join(f"{names} ({year}{tail})" for names, year in named)
    stated = "; ".join(f"{names}, {year}" if year else names for names, year in named)
    return f"{lead}{stated}{tail}" if command.startswith("citealp") else f"({lead}{stated}{tail})"


def _natbib_name(label: str | None) -> tuple[str, str] | None:
    """Names and year of natbib's label: "Moss et~al.(2019)Moss, Fern" is Moss et al., 2019."""
    found = NATBIB_LABEL.match(" ".join(untex(label.replace("{", "").replace("}", "")).split())) if label else None
    return (found["names"].strip(), found["year"]) if found else None


def _ranges(numbers: list[int]) -> str:
    """Numbers as lists print them.

    >>> _ranges([1, 3, 4, 5, 7, 8])
    '1,3–5,7,8'
    """
    parts: list[list[int]] = []
    for number in numbers:
        if parts and number == parts[-1][-1] + 1:
            parts[-1].append(number)
        else:
            parts.append([number])
    return ",".join(f"{p[0]}–{p[-1]}" if len(p) > 2 else ",".join(map(str, p)) for p in parts)


def _float_numbers(body: str) -> Iterator[tuple[str, tuple[str, str]]]:
    """The number that LaTeX gives to each labelled float, section and formula."""
    counts = {"table": 0, "figure": 0, "equation": 0}
    for found in re.compile(r"\\begin\{([A-Za-z]{1,40})\*?\}").finditer(body):
        kind = {"sidewaystable": "table", "longtable": "table", "sidewaysfigure": "figure", "align": "equation"}.get(
            found[1], found[1]
        )
        if kind not in counts:
            continue
        inner, _ = environments(body, found.end(), body[found.start() + 7 : found.end() - 1])
        if kind != "equation" and not CAPTION.search(inner):
            continue
        counts[kind] += 1
        for name in LABEL.findall(inner):
            yield name, (kind, str(counts[kind]))


def _people(text: str) -> Iterator[str]:
    text = re.sub(
        r"\\(?:thanks|footnote|inst|affil|email|orcid)\w*\s{0,3}\{(?:[^{}]|\{[^{}]*\})*\}|\$\^[^$]*\$", "", text
    )
    text = re.sub(r"\\textsuperscript\s{0,3}\{[^{}]*\}|\\\\", ",", text)
    for part in re.split(r"\\and\b|\\AND\b|,|\band\b", text):
        if name := part.strip(" \n~{}"):
            yield name


def _rows(text: str, name: str) -> tuple[etree._Element, dict[etree._Element, str]]:
    """The rows of a tabular as a table with spans, and the source of each cell."""
    at = len(text) - len(text.lstrip())
    for _ in range(1 + (name in ("tabular*", "tabularx", "tabulary", "tabulary"))):
        if text[at : at + 1] == "[":
            at = text.find("]", at) + 1
        if text[at : at + 1] == "{":
            _, at = argument(text, at)
    if found := CAPTION.search(text, at):
        _, end = argument(text, found.end())
        text = text[: found.start()] + re.sub(r"\A\s*\\label\{[^{}]*\}\s*(?:\\\\|\\tabularnewline)?", "", text[end:])
    made, cells = etree.Element("table"), {}
    lines = list(_split(text[at:], r"\\\\(?:\s?\[[^\]]{0,20}\])?\*?|\\tabularnewline\b|\\cr\b"))
    heads = next((n for n, line in enumerate(lines) if n and _is_below_head(line)), 0)
    parts = {False: etree.SubElement(made, "thead"), True: etree.SubElement(made, "tbody")}
    covered: dict[int, int] = {}
    for number, line in enumerate(lines):
        bare = RULE.sub("", LABEL.sub("", line))
        if not bare.strip(" \n&"):
            continue
        row, column = etree.SubElement(parts[number >= heads], "tr"), 0
        for source in _split(bare, "&"):
            wide, tall, words = 1, 1, source
            if match := MULTI_COLUMN.match(words):
                wide, words = int(match[1]), argument(words, match.end())[0]
            if match := MULTI_ROW.match(words):
                tall, words = max(1, int(match[1])), argument(words, match.end())[0]
            if covered.get(column, 0) > number and not words.strip():
                column += wide
                continue
            cell = etree.SubElement(row, "td", colspan=str(wide), rowspan=str(tall))
            cells[cell] = words
            covered.update(dict.fromkeys(range(column, column + wide), number + tall if tall > 1 else 0))
            column += wide
    if not len(parts[False]):
        made.remove(parts[False])
    return made, cells


def _is_below_head(line: str) -> bool:
    """Whether a row stands below the rule that ends the head."""
    rules = LEADING.match(line)
    return rules is not None and HEAD_RULE.search(rules[0]) is not None and bool(line[rules.end() :].strip())


def _split(text: str, joint: str) -> Iterator[str]:
    """A text at the joints that stand in no braces."""
    depth = begun = 0
    for found in re.compile(rf"(?P<joint>{joint})|\\.|[{{}}]", re.DOTALL).finditer(text):
        if found["joint"] and not depth:
            yield text[begun : found.start()]
            begun = found.end()
        depth = max(0, depth + {"{": 1, "}": -1}.get(found[0], 0))
    yield text[begun:]
