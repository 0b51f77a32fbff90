"""Running text cut into sentences, by rules for how medicine writes."""

from collections.abc import Iterable, Iterator

from extract.model import Block, Document, Pieces, Section, Sentence, SpanIndex, offset_in, quote, quoted_at
from extract.text import lazy_re as re
from extract.text.numbers import joined
from extract.text.words import word_set

RUNNING = frozenset(("paragraph", "list_item", "caption", "note", "back"))
RULE = "sentence_rules"

NUMBERS = r"\d{1,3}(?:\s?[,;–-]\s?\d{1,3}){0,15}"
MARKERS = rf"""(?:
      \s?\[{NUMBERS}\]                                   # [3,4]
    | \s?\(\d{{1,3}}\s?[,–-]\s?{NUMBERS}\)               # (3-5): a single number may open a list
    | \$?\s?\^\{{[^{{}}]{{1,40}}\}}\$? | \$\^\d{{1,3}}\$ | \^{NUMBERS}\^?
    | [⁰¹²³⁴-⁹][⁰¹²³⁴-⁹⁻,;\s–-]{{0,40}}(?<=[⁰¹²³⁴-⁹])
    | <sup>[^<>]{{1,60}}</sup>
    | (?<=\D[.?!]){NUMBERS}(?=\s+[A-Z(“"]|\s*$)          # globally.1,2 The
    | (?<=\D[.?!][)\]”"]){NUMBERS}(?=\s+[A-Z(“"]|\s*$)
)"""
BOUNDARY = re.compile(
    rf"""
    (?P<stop>[.!?]{{1,4}}|…|。)
    (?P<tail>(?:["'”’»)\]*_]|</\w{{1,6}}>){{0,4}})
    {MARKERS}{{0,4}}
    (?P<after>["'”’»)*_]{{0,3}}\.?)
    (?P<gap>\s+|$|(?<=[a-z]{{3}}\.)(?=(?:The|In|We|This|These|However|Our|It|A|All|Patients|Although)\s))
    """,
    re.VERBOSE,
)
"""Where a sentence may end: the stop, closing quotes and brackets, and the markers that belong to it."""

NEVER_LAST = word_set("abbreviations")
"""Abbreviations after which a sentence goes on (without their last stop)."""

LAST_OR_NOT = word_set("abbreviations_at_an_end")
"""Abbreviations that may end a sentence: it ends where a word follows that opens sentences."""

OPENERS = word_set("sentence_openers")
LABELS = word_set("before_a_letter")
"""Words before a single capital letter that is a label and may end a sentence ("hepatitis B.")."""

WORD_BEFORE = re.compile(r"(?:[\w’'-]{1,40}\.){0,3}[\w’'-]{1,40}$")
NEXT_WORD = re.compile(r"\W{0,6}([^\W\d_]+)")
STARTS = re.compile(r"[\W_]{0,6}(?:[A-ZÀ-ÞΑ-Ω\d]|[a-zα-ω]{1,2}[A-Z]|[a-z]-[A-Z]|[α-ω]|p\d)")
CONTINUES = re.compile(r"[,;:%/=<>≤≥±)\]]")
ENUMERATION = re.compile(r"\W{0,3}(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})$")
LONGEST = 3_000
"""Characters of a sentence; what is longer is a list or no prose, and is cut at spaces."""


def find_sentences(document: Document, sections: tuple[Section, ...]) -> tuple[Sentence, ...]:
    """Sentences of paragraphs, abstracts, captions, notes and lists, each with its innermost section."""
    headings = {
        section.span.start: len(section.heading)
        for section in sections
        if section.heading and section.rule.endswith("heading")
    }
    innermost = SpanIndex((section.span, section) for section in sections)
    places = (
        (pieces, innermost.at(pieces[0].start))
        for block in _running(document, sections, innermost, headings)
        for pieces in sentence_pieces(document.text, block.pieces, innermost.edges_within(block.span))
    )
    return tuple(
        Sentence(id=f"s{number}", pieces=pieces, rule=RULE, section=section.id if section else None)
        for number, (pieces, section) in enumerate(places, 1)
    )


def sentence_pieces(text: str, pieces: Pieces, breaks: Iterable[int] = ()) -> Iterator[Pieces]:
    """The sentences of one passage; `breaks` are further places where one must begin."""
    passage = quote(text, pieces)
    cuts = {*sentence_ends(joined(passage)), len(passage)}
    cuts.update(at for place in breaks if (at := offset_in(pieces, place)))
    start = 0
    for end in _bounded(passage, sorted(cuts)):
        stretch = passage[start:end]
        if stretch.strip():
            left = start + len(stretch) - len(stretch.lstrip())
            yield quoted_at(pieces, left, start + len(stretch.rstrip()))
        start = end


def _bounded(text: str, ends: list[int]) -> Iterator[int]:
    """The ends, and between them, where no writer's sentence runs so long, further ones at spaces."""
    start = 0
    for end in ends:
        while end - start > LONGEST:
            space = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
            start = space if space > 0 else start + LONGEST
            yield start
        yield end
        start = end


def sentence_ends(text: str) -> Iterator[int]:
    """Offsets at which a sentence of the text has ended (its trailing markers belong to it).

    >>> text = "Risk fell (p=0.03; Fig. 2A).[12] Ahn et al. agreed. It fell vs. placebo."
    >>> ends = [0, *sentence_ends(text)]
    >>> [text[a:b].strip() for a, b in zip(ends, ends[1:])]
    ['Risk fell (p=0.03; Fig. 2A).[12]', 'Ahn et al. agreed.', 'It fell vs. placebo.']
    """
    begin = 0
    for boundary in BOUNDARY.finditer(text):
        if boundary.end() == len(text) or _ends_here(text, begin, boundary):
            begin = boundary.end()
            yield begin


def _ends_here(text: str, begin: int, boundary: re.Match[str]) -> bool:
    following = text[boundary.end() : boundary.end() + 40]
    if not STARTS.match(following) or CONTINUES.match(following):
        return False
    if boundary["stop"] != "." or boundary.end("tail") > boundary.end("stop"):
        return True
    stop = boundary.start()
    found = WORD_BEFORE.search(text, max(begin, stop - 60), stop)
    if not found:
        return True
    word = found.group().lower()
    if ENUMERATION.fullmatch(text[begin:stop].strip()):
        return False
    opener = NEXT_WORD.match(following)
    opens = opener is not None and opener[1].lower() in OPENERS
    if word in NEVER_LAST or word.endswith((".g", ".e")):
        return word in ("no", "med", "cancer", "ref", "int", "st", "min") and opens
    if word in LAST_OR_NOT:
        return opens or (boundary.end("after") - boundary.end("tail") > 0 and bool(opener))
    if len(word) == 1 and word.isalpha():
        return opens or _is_label(text[begin : stop - 1])
    return True


def _is_label(before: str) -> bool:
    words = before.replace("-", " ").split()
    return bool(words) and words[-1].strip("(,").lower() in LABELS


def _running(
    document: Document, sections: tuple[Section, ...], innermost: SpanIndex[Section], headings: dict[int, int]
) -> Iterator[Block]:
    for block in document.blocks:
        if block.kind not in RUNNING:
            continue
        section = innermost.at(block.span.start)
        if section is not None and section.role == "references" and block.kind in ("paragraph", "list_item", "back"):
            continue
        text = block.span.of(document.text)
        start = block.span.start + len(text) - len(text.lstrip())
        if start in headings and len(text.strip()) <= headings[start] + 16:
            continue
        yield block
