"""A figure or panel that the text points at exists, and shows what the sentence says."""

from collections.abc import Iterator

from extract.audit.captions import (
    Float,
    Longer,
    Pointer,
    Pointing,
    Target,
    floats_of,
    judge_existence,
    pointing_sentences,
    topic_words,
)
from extract.audit.relations.engine import Case, Relation, broken, sound, unjudged
from extract.model import Paper
from extract.text import lazy_re as re

_SHARED = r"(?=\s(?:\(\w\)\s)?(?:and|or)\s(?:[\w-]{1,25}\s){1,2}(?:\(\w\)\s)?survival)"
_FREE = rf"[\s-]free(?:(?:\s\(\w\))?\ssurvival|{_SHARED})"
_CONTROL = r"(?:tumou?r\s)?control"
_NAMES = (
    ("infield PFS", rf"in-?field[\s-](?:progression{_FREE}|PFS|relapse{_FREE}|recurrence{_FREE})"),
    ("outfield PFS", rf"out-?(?:of-)?field[\s-](?:progression{_FREE}|PFS|relapse{_FREE}|recurrence{_FREE})"),
    ("intracranial PFS", r"(?:intracranial|CNS|brain)[\s-](?:PFS|progression[\s-]free\ssurvival)"),
    ("LRPFS", rf"(?:loco-?regional|regional)[\s-](?:progression|recurrence|relapse|failure){_FREE}|LRRFS|LRPFS|LRFS"),
    ("LPFS", rf"local[\s-](?:progression|recurrence|relapse|failure){_FREE}|LPFS"),
    ("MFS", rf"(?:distant[\s-])?(?:metastas[ie]s){_FREE}|D?MFS"),
    ("PFS", rf"progression{_FREE}|m?PFS"),
    ("DFS", rf"disease{_FREE}|DFS"),
    ("RFS", rf"(?:recurrence|relapse){_FREE}|RFS"),
    ("EFS", rf"event{_FREE}|EFS"),
    ("FFS", rf"failure{_FREE}|FFS"),
    ("CSS", r"(?:cancer|disease|cause|tumou?r)[\s-]specific\ssurvival|CSS"),
    ("LRC", rf"loco-?regional\s{_CONTROL}|LRC"),
    ("LC", rf"local\s{_CONTROL}|LCR?"),
    ("TTP", r"time[\s-]to[\s-](?:tumou?r\s)?progression|TTP"),
    ("other survival", r"(?:graft|allograft|implant|renal|conditional|relative|[a-z]{3,20}-free)\ssurvival"),
    ("OS", rf"overall(?:\ssurvivals?|{_SHARED})|m?OS"),
)
ENDPOINT = re.compile(
    "|".join(rf"(?P<e{number}>\b(?:{pattern})(?=s?\b))" for number, (_, pattern) in enumerate(_NAMES)), re.IGNORECASE
)
_CASED = re.compile(r"^(?:[mD]?[A-Z]{2,5}|m?OS|m?PFS)$")


def endpoints_in(text: str) -> frozenset[str]:
    """The short names of all endpoints that a text names; a short form only in capitals.

    >>> sorted(endpoints_in("Infield progression-free survival and OS"))
    ['OS', 'infield PFS']
    >>> sorted(endpoints_in("Overall (A) and progression-free (B) survival"))
    ['OS', 'PFS']
    >>> endpoints_in("the os coxae in a model of graft survival")
    frozenset({'other survival'})
    """
    found = set()
    for match in ENDPOINT.finditer(text):
        short = len(match[0]) <= 5
        if match.lastgroup and (not short or _CASED.match(match[0])):
            found.add(_NAMES[int(match.lastgroup[1:])][0])
    return frozenset(found)


# --- the check


_CUT = re.compile(r"(?:[,;:–-]|\band|\bof|\bthe)\s{0,2}$")
_CLAUSE = re.compile(r";|\bwhereas\b|\bwhile\b|\.\s")
_OPENS = re.compile(
    r"^[\W\d]{0,6}(?:As|In|From|See)?\s?(?:shown|seen|illustrated|depicted|presented)?\s?(?:in|by)?\s?$"
)
_NEGLIGIBLE = 25
_OF_ALL = re.compile(r"\b(?:means?|averag\w+|quantif\w+|s\.?e\.?m\.?|summar\w+|statistic\w+)(?!\w)", re.IGNORECASE)
"""A panel that sums up what its sisters show: their words are its own."""


def _cases(paper: Paper) -> Iterator[Case[None]]:
    longer = {short: long for short, long, _ in paper.abbreviations}
    floats = floats_of(paper)
    figures = {found.number: found for found in floats if found.kind == "figure"}
    for pointing in pointing_sentences(paper):
        own = tuple(pointer for pointer in pointing.pointers if pointer.kind == "figure")
        yield from judge_existence(paper, pointing.passage, own, floats)
        for pointer in own:
            if all(target.number in figures for target in pointer.targets):
                missing = [
                    finding for target in pointer.targets for finding in _panel(pointing, pointer, target, figures)
                ]
                yield from missing
                if not missing:
                    yield _topic(pointing, pointer, figures, longer)


def _panel(pointing: Pointing, pointer: Pointer, target: Target, figures: dict[int, Float]) -> Iterator[Case[None]]:
    """A letter beyond the last that the caption names, and that stands nowhere in it."""
    figure = figures[target.number]
    beyond = [letter for letter in target.panels if letter not in figure.panels and letter not in figure.marks]
    if not beyond or not figure.panels or _CUT.search(figure.text):
        return
    last = max(figure.panels)
    yield broken(
        pointing.passage.pieces_of(pointer.start, pointer.end),
        f"the text points at panel {beyond[0]} of {figure.label}; its caption names the panels A to {last}",
        "warning",
        reported=f"{figure.label}{beyond[0]}",
        expected=f"panels A to {last}",
        context=(figure.caption,),
    )


def _topic(pointing: Pointing, pointer: Pointer, figures: dict[int, Float], longer: Longer) -> Case[None]:
    target = pointer.alone
    here = pointing.passage.pieces_of(pointer.start, pointer.end)
    if target is None:
        return unjudged(here, "several figures or panels are named")
    figure = figures[target.number]
    if target.panels and not figure.panels.get(target.panels[0]):
        return unjudged(here, "the caption does not tell its panels apart")
    start, end = _belonging(pointing, pointer)
    stated = pointing.passage.text[start:end]
    better = _by_endpoint(stated, figure, target, figures) or _by_words(stated, figure, target, longer)
    if better is None:
        return sound(here)
    cited = f"{figure.label}{''.join(target.panels)}"
    label, why = better
    return broken(
        pointing.passage.pieces_of(start, max(end, pointer.end)),
        f"the sentence points at {cited}, by its caption on {_short(_words_of(figure, target))!r}; {why}",
        "warning",
        reported=cited,
        expected=label,
        context=(figure.caption,),
    )


def _belonging(pointing: Pointing, pointer: Pointer) -> tuple[int, int]:
    """The words that the pointer stands for: back to the last pointer or clause, or ahead where it opens them."""
    text = pointing.passage.text
    start = max((other.end for other in pointing.pointers if other.end <= pointer.start), default=0)
    turns = [turn.end() for turn in _CLAUSE.finditer(text, start, pointer.start)]
    if turns and pointer.start - turns[-1] > _NEGLIGIBLE:
        start = turns[-1]
    if not _OPENS.match(text[start : pointer.start]):
        return start, pointer.start
    end = min((other.start for other in pointing.pointers if other.start >= pointer.end), default=len(text))
    return pointer.end, end


def _words_of(figure: Float, target: Target) -> str:
    return figure.panels[target.panels[0]] if target.panels else figure.text


def _by_endpoint(sentence: str, figure: Float, target: Target, figures: dict[int, Float]) -> tuple[str, str] | None:
    """Another panel or figure that is on the sentence's one endpoint, where the cited one is on one other."""
    stated, shown = endpoints_in(sentence), endpoints_in(_words_of(figure, target))
    if len(stated) != 1 or len(shown) != 1 or stated == shown or stated <= endpoints_in(figure.head):
        return None
    places = [(f"{other.label}{letter}", words) for other in figures.values() for letter, words in other.panels.items()]
    places += [(other.label, other.text) for other in figures.values() if not other.panels]
    fitting = [label for label, words in places if endpoints_in(words) == stated]
    near = [label for label in fitting if label.startswith(figure.label)] or fitting
    return (near[0], f"{near[0]} is on {next(iter(stated))}") if near else None


def _by_words(sentence: str, figure: Float, target: Target, longer: Longer) -> tuple[str, str] | None:
    """A sister panel whose telling words all stand in the sentence, where none of the cited panel's does."""
    if not target.panels or _OF_ALL.search(figure.panels[target.panels[0]]):
        return None
    common = topic_words(figure.head, longer)
    words = {letter: topic_words(text, longer) - common for letter, text in figure.panels.items()}
    telling = {
        letter: own - frozenset().union(*(other for name, other in words.items() if name != letter))
        for letter, own in words.items()
    }
    stated = topic_words(sentence, longer)
    cited = target.panels[0]
    if not telling[cited] or stated & telling[cited] or stated & _roots(telling[cited], stated):
        return None
    if _names(sentence) & (_names(figure.panels[cited]) - _names(figure.head)):
        return None
    fitting = [letter for letter, own in telling.items() if letter != cited and own and own <= stated]
    if len(fitting) != 1:
        return None
    label = f"{figure.label}{fitting[0]}"
    return label, f"{label} is on {_short(figure.panels[fitting[0]])!r}"


def _roots(telling: frozenset[str], stated: frozenset[str]) -> frozenset[str]:
    """The sentence's words that begin like one of the panel's."""
    return frozenset(word for word in stated for other in telling if word[:5] == other[:5])


def _names(text: str) -> frozenset[str]:
    """The capitals of a text that name something: "IL" of "IL-6" and of "interleukin (IL)-6"."""
    return frozenset(name for name in re.findall(r"[A-Z]{2,8}", text))


def _short(words: str) -> str:
    return " ".join(words.split())[:80]


FIGURE_REFERENCE = Relation(
    "text_figure_reference",
    """A figure or panel that the text points at exists, and shows what the sentence says.

"Overall survival (Fig. 2A)" where the caption reads "(A) progression-free survival, (B) overall survival"; "Fig. 5"
where the figures are numbered 1 to 4; "Fig. 2D" where the caption names the panels A to C. The words that a pointer
belongs to reach back to the pointer before it. A panel is called wrong only where the words name one endpoint, the
panel's caption names one other endpoint, and another panel or figure names the one of the sentence; or where all the
words that tell another panel of the figure from its sisters stand in the sentence, and none of the cited panel's.
Captions that tell no panels apart, composite pointers, pointers at supplements and at
other works' figures, and captions that break off are left alone. All are warnings: words only hint, and a caption
may be lost.""",
    _cases,
)
