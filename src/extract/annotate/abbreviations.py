"""The paper's own abbreviations: "overall survival (OS)", and lists such as "OS, overall survival; ..."."""

from collections.abc import Iterator

from extract.model import Document, Sentence, Span, hull, quote, quoted_at
from extract.text import lazy_re as re

SHORT = r"[A-Za-zα-ω0-9][\w/&.+’'-]{1,11}(?:\s[A-Z0-9][\w-]{0,6})?"
IN_BRACKETS = re.compile(rf"[(\[]\s?(?P<short>{SHORT})(?:\s?[;,:=]\s[^()\[\]]{{0,80}})?\s?[)\]]")
BEFORE = re.compile(r"[^()\[\];]{3,160}$")
REVERSED = re.compile(rf"(?<![\w-])(?P<short>{SHORT})\s?[(\[](?P<long>[A-Za-z][^()\[\]]{{4,90}})[)\]]")
LISTED = re.compile(
    rf"(?:^|[;.:]\s|\n)\s?\**(?P<short>{SHORT})\**(?:\s?[,:=]\s|\s[–—-]\s|\t)\s?"
    r"(?P<long>[A-Za-zα-ω][^;:=\n]{3,90}?)(?=;|\.?\s*$|\.\s|\n)"
)
IN_LINES = re.compile(r"^(?P<short>[A-Z][\w/-]{1,9})\s{1,4}(?P<long>[A-Za-zα-ω][^\n]{3,80})$", re.MULTILINE)
WORD = re.compile(r"[^\s]+")
MOST_WORDS = 12


def find_abbreviations(document: Document, sentences: tuple[Sentence, ...]) -> tuple[tuple[str, str, Span], ...]:
    """Short form, long form and where the two stand; each pair once, at its first place, in text order."""
    found: dict[tuple[str, str], Span] = {}
    passages = [sentence.pieces for sentence in sentences]
    passages += [block.pieces for block in document.blocks if block.kind in ("note", "front", "back")]
    for pieces in sorted(passages):
        for short, long, start, end in definitions(quote(document.text, pieces)):
            found.setdefault((short, long), hull(quoted_at(pieces, start, end)))
    for block in document.blocks:
        if block.kind not in ("paragraph", "list_item", "back", "front", "note"):
            continue
        for match in IN_LINES.finditer(document.text, block.span.start, block.span.end):
            if _fits(match["short"], match["long"]):
                found.setdefault((match["short"], match["long"].strip(" .;")), Span(*match.span()))
    return tuple((short, long, span) for (short, long), span in sorted(found.items(), key=lambda item: item[1]))


def definitions(text: str) -> Iterator[tuple[str, str, int, int]]:
    """Short form, long form, start and end of each definition in a passage.

    >>> [found[:2] for found in definitions("Median overall survival (OS) and local control (LC; primary) rose.")]
    [('OS', 'overall survival'), ('LC', 'local control')]
    >>> [found[:2] for found in definitions("CI, confidence interval; HR, hazard ratio.")]
    [('CI', 'confidence interval'), ('HR', 'hazard ratio')]
    >>> list(definitions("Patients (Table 1) were younger (n = 12) than others (see below)."))
    []
    """
    has_brackets = "(" in text or "[" in text
    for found in IN_BRACKETS.finditer(text) if has_brackets else ():
        short, end = found["short"].strip(), len(text[: found.start()].rstrip())
        before = BEFORE.search(text, max(0, end - 160), end) if _is_short(short) else None
        start = _long_start(short, before[0]) if before is not None else None
        if before is not None and start is not None:
            at = before.start() + start
            yield short, " ".join(text[at:end].split()), at, found.end()
    for pattern in (REVERSED, LISTED) if has_brackets else (LISTED,):
        for found in pattern.finditer(text):
            long = found["long"].strip(" ,.")
            if _is_short(found["short"]) and _fits(found["short"], long):
                yield found["short"], " ".join(long.split()), found.start("short"), found.end()


def _is_short(short: str) -> bool:
    letters = [letter for letter in short if letter.isalpha()]
    return 2 <= len(letters) <= 10 and sum(letter.isupper() for letter in letters) >= max(1, len(letters) // 3)


def _fits(short: str, long: str) -> bool:
    """The whole long form stands for the short one."""
    return len(long.split()) <= MOST_WORDS and len(long) > len(short) and _long_start(short, long) == 0


def _long_start(short: str, before: str) -> int | None:
    """Where the long form begins in the words before the bracket, by matching letters from the right.

    The first letter of the short form must open a word.
    """
    letters = [letter.lower() for letter in short if letter.isalnum()]
    if letters and letters[-1] == "s" and short.endswith("s") and short[:-1].isupper():
        letters.pop()
    words = list(WORD.finditer(before))
    most = min(len(letters) + 5, len(letters) * 2)
    lowest = words[-most].start() if len(words) >= most else 0
    place = len(before) - 1
    for index in range(len(letters) - 1, -1, -1):
        while place >= lowest and (
            before[place].lower() != letters[index] or (index == 0 and not _opens(before, place))
        ):
            place -= 1
        if place < lowest:
            return None
        place -= 1
    start = place + 1
    long = before[start:]
    return start if len(long) > len(short) and short not in long.split() else None


def _opens(text: str, place: int) -> bool:
    return place == 0 or not text[place - 1].isalnum()
