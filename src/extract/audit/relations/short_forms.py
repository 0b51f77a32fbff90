"""An abbreviation stands for one thing, and the words before it are its own."""

from collections import defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher

from extract.annotate.abbreviations import definitions
from extract.audit.passages import Passage, cells_of, sentences_of, spans_of
from extract.audit.relations.engine import Case, Relation, broken, sound
from extract.model import Paper, Pieces, Span, quote
from extract.text import lazy_re as re

ALIKE = 0.6
SAME_ROOT = 3
LONG_CELL = 40
_WORD = re.compile(r"[a-zα-ω0-9]+")
_ALIKE_WORDS = (
    {"controlled", "clinical", "control"},
    {"response", "remission"},
    {"trial", "study"},
    {"acute", "adult"},
)
_VALUE = re.compile(r"[=:≈<>]\s?[-−]?\d")
_NEXT_WORD = re.compile(r"^\s?(?P<word>[A-Za-z]{3,20})\b")
_SMALL = {"of", "the", "and", "for", "in", "to", "with", "a", "or"}
_IN_BRACKETS = re.compile(r"[(\[](?P<short>[A-Za-z][\w-]{1,9})[)\]]")
_BREAK = re.compile(r"[()\[\];:.]")
Known = dict[str, dict[str, Span]]
Swap = tuple[str, str, str, Pieces]


def _cases(paper: Paper) -> Iterator[Case[None]]:
    known = _known(paper)
    yield from _swapped(paper, known)
    for short, longs in known.items():
        spelled = [(long, span) for long, span in longs.items() if _initials(long) == short.lower()]
        if not spelled:
            continue
        (first, first_span), *others = spelled
        different = [
            (long, span)
            for long, span in others
            if _differs(first, long)
            and not _goes_on(paper, first, first_span, long)
            and not _goes_on(paper, long, span, first)
        ]
        if not different:
            yield sound((first_span,))
            continue
        long, span = different[0]
        yield broken(
            (span,),
            f"{short} is spelled out as {first!r} and as {long!r}",
            "warning" if _is_slip(first, long) else "note",
            reported=long,
            expected=first,
            context=((first_span,),),
        )


def _known(paper: Paper) -> Known:
    """Short form -> long form (lower case) -> where it is defined, in text order."""
    left_out = spans_of(paper, "references")
    found = [(short, long, span) for short, long, span in paper.abbreviations]
    notes = [Passage(text=quote(paper.text, note), pieces=note) for table in paper.tables for note in table.notes]
    heads = [
        Passage(text=quote(paper.text, block.pieces), pieces=block.pieces)
        for block in paper.document.blocks
        if block.kind == "heading"
    ]
    for passage in (*notes, *heads, *cells_of(paper)):
        if len(passage.text) > LONG_CELL:
            for short, long, start, end in definitions(passage.text):
                found.append((short, long, passage.pieces_of(start, end)[0]))
    known: Known = defaultdict(dict)
    for short, long, span in sorted(found, key=lambda item: item[2]):
        name = " ".join(_WORD.findall(long.lower()))
        if _VALUE.search(span.of(paper.text)) or any(part.contains(span) for part in left_out):
            continue
        if sum(letter.isupper() for letter in short) >= 2:
            known[short].setdefault(name, span)
    return known


def _swapped(paper: Paper, known: Known) -> Iterator[Case[None]]:
    """One finding for a sentence, where two short forms have changed places too."""
    owners: dict[str, set[str]] = defaultdict(set)
    for short, longs in known.items():
        for long in longs:
            owners[long].add(short)
    for passage in sentences_of(paper):
        swaps = [
            swap for match in _IN_BRACKETS.finditer(passage.text) if (swap := _swap(passage, match, known, owners))
        ]
        if not swaps:
            continue
        reported = "; ".join(
            f"{taken!r} is followed by {short}; elsewhere these words are {owner}, "
            f"and {short} is {next(iter(known[short]))!r}"
            for short, owner, taken, _ in swaps
        )
        first, *beside = (pieces for _, _, _, pieces in swaps)
        meant = tuple((known[owner][taken],) for _, owner, taken, _ in swaps)
        short, owner, _, _ = swaps[0]
        yield broken(first, reported, reported=short, expected=owner, beside=tuple(beside), context=meant)


def _swap(passage: Passage, match: re.Match[str], known: Known, owners: dict[str, set[str]]) -> Swap | None:
    """The short form in brackets, the one that the words before it belong to, these words, and where the two stand."""
    short = match["short"]
    if short not in known:
        return None
    before = _BREAK.split(passage.text[max(0, match.start() - 90) : match.start()])[-1]
    taken = _owned(_WORD.findall(before.lower()), owners)
    if taken is None or short in owners[taken] or any(_related(short, other) for other in owners[taken]):
        return None
    own = next(iter(known[short]))
    if not _differs(own, taken) or not set(own.split()) & set(taken.split()):
        return None
    pieces = passage.pieces_of(max(0, match.start() - len(taken) - 1), match.end())
    return short, sorted(owners[taken])[0], taken, pieces


def _goes_on(paper: Paper, long: str, span: Span, other: str) -> bool:
    """Whether the word behind the bracket is what sets the other apart: "Constant-Murley Shoulder (CMS) Score"."""
    following = _NEXT_WORD.match(paper.text[span.end : span.end + 24])
    return following is not None and set(other.split()) - set(long.split()) == {following["word"].lower()}


def _is_slip(form: str, other: str) -> bool:
    """Whether the two share a word and the words in which they differ are not used for each other."""
    first, second = ([word for word in long.split() if word not in _SMALL] for long in (form, other))
    if any(len(word) < 3 for word in (*first, *second)) or _stems_alike(first, second):
        return False
    apart = {word.rstrip("s") for word in first} ^ {word.rstrip("s") for word in second}
    shared = {word.rstrip("s") for word in first} & {word.rstrip("s") for word in second}
    return bool(shared) and not any(apart and apart <= words for words in _ALIKE_WORDS)


def _stems_alike(first: list[str], second: list[str]) -> bool:
    """Whether the words that differ begin with one letter each and mean a process: coagulation and clotting."""
    apart = [word for word in (*first, *second) if (word in first) is not (word in second)]
    return bool(apart) and all(word.endswith(("ing", "ion", "ation", "ment", "ology", "ed")) for word in apart)


def _owned(words: list[str], owners: dict[str, set[str]]) -> str | None:
    """The longest known long form that the words end in."""
    for count in range(min(6, len(words)), 1, -1):
        tail = " ".join(words[-count:])
        if tail in owners:
            return tail
    return None


def _related(first: str, second: str) -> bool:
    """mOS and OS, AE and AEs, SBRT and SABR-1: one short form within the other."""
    small, large = sorted((first.lower().rstrip("s"), second.lower().rstrip("s")), key=len)
    return small in large


def _initials(long: str) -> str:
    words = [word for word in long.split() if word not in _SMALL]
    return "".join(word[0] for word in words)


def _differs(form: str, other: str) -> bool:
    """Whether some word of one stands in the other's place with another meaning, not another spelling."""
    first, second = ([word for word in long.split() if word not in _SMALL] for long in (form, other))
    for kind, a, b, c, d in SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        if kind == "replace" and not _is_spelling("".join(first[a:b]), "".join(second[c:d])):
            return True
    return False


def _is_spelling(first: str, second: str) -> bool:
    """Inflections share their first letters, spellings most of them.

    >>> _is_spelling("rumen", "ruminally"), _is_spelling("radiationtherapy", "radiotherapy")
    (True, True)
    >>> _is_spelling("damage", "disease")
    False
    """
    return first[:SAME_ROOT] == second[:SAME_ROOT] or SequenceMatcher(None, first, second).ratio() >= ALIKE


ABBREVIATION = Relation(
    "text_abbreviation",
    """An abbreviation stands for one thing, and the words before it are its own.

Three faults are looked for. Swapped: "aspartate transaminase (ALT)" where the paper elsewhere gives these words to AST,
and ALT to other words. Twice: one short form with two long forms whose words differ ("radiation-induced liver damage"
and "... disease"), where both spell the letters out; spellings, inflections and added words are no difference.
Misspelled: the titles of the paper's own references give the letters to words of which two or more are others ("volume
modulated anamorphic tomography" where they print "volumetric modulated arc therapy (VMAT)") and at least one the same.
Swapped letters are an error, the others a warning, and two long forms without a word in common a note: letters of
which the field makes two uses (chief investigator, confidence interval), as are words that the field uses for each
other (controlled and clinical trial). "The remission rate (RR = 1.40)" defines nothing.""",
    _cases,
    version=2,
)
