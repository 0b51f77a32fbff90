"""Where a title ends and the journal's name begins: by marks, quotes, and what words journals' names are made of."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from extract.text import lazy_re as re

TYPE_MARK = re.compile(r"\s{0,9}\[\s?(?:J|J/OL|C|M|D|R|P|N|S|G|Z|A|DB/OL|EB/OL|M/OL|C/OL|CP/OL)\s?\]\s*[.,:]?\s*")
CLOSING_QUOTE = re.compile(r"(?P<mark>[.,?!])?\s?(?:[”\"»]|(?<=[.,?!])[’']|[’'](?=,\s))\s*[.,]?\s*")
BOUNDARY = re.compile(
    r"(?P<stop>(?:[.。]|(?<=[.?!])[”\"’')\]]{1,2}|(?<=[)\]”])\.?)\s+)|(?P<mark>[?!][\"”’')\]]{0,2}\s+)|(?P<tight>(?<=[a-zα-ω)\]])[.?](?=[A-Z\[]))"
    r"|(?P<comma>,\s+)|(?P<dash>\s[–—-]\s)|(?P<space>\s+)"
)
PRIORS = {"start": -3.0, "stop": 3.2, "mark": 2.8, "tight": 2.0, "comma": -4.0, "dash": -4.0, "space": -5.5}
COMMA_IN_COMMA_STYLE, STOP_AFTER_ABBREVIATION, INNER_STOP = 1.5, 0.5, -2.5
ABBREVIATED = re.compile(r"(?P<word>[^\W\d_]{1,40})\.$")
WHOLE_WORD = re.compile(r"[^\W\d_]{2,}(?:[aeioy]|ion|ing|ment|ness|[a-rt-z]s)")
TOKEN = re.compile(r"[^\W\d_]+|\d+|[?:;]")
FUNCTION_WORD = re.compile(r"of|the|and|for|in|on|to|an?|et|de|la|le|des|du|der|die|das|und|für|di|e|y|d|l|s")
LOWER_JOURNAL = re.compile(r"elife|npj|mbio|mabs|iscience|ebiomedicine|eneurologicalsci|eclinicalmedicine")
UNKNOWN_CAPITALISED, UNKNOWN_LOWER, LOWER_PENALTY, NUMBER = 0.4, -1.6, -1.6, -0.9
LONGEST_CONTAINER = 24


@dataclass(frozen=True, slots=True)
class TitleSplit:
    """A title and what stands behind it; either may be missing."""

    title: str | None
    container: str | None


@cache
def journal_weights() -> dict[str, float]:
    """How much likelier each word is in a journal's name than in a title (natural logarithm)."""
    lines = Path(__file__).with_name("journal_words.txt").read_text(encoding="utf-8").splitlines()
    return {word: int(weight) / 10 for word, weight in (line.split() for line in lines)}


def split_title(body: str, *, comma_style: bool, least: float = -9.0) -> TitleSplit:
    """Parts "Title. Journal"; `comma_style` where the authors end with a comma ("A. Smith, Title, J. Med.").

    `least` is how much like a journal's name the end of the body must read for one to be seen there.

    >>> split_title("Liver cancer? A review. J Hepatol", comma_style=False)
    TitleSplit(title='Liver cancer? A review', container='J Hepatol')
    >>> split_title("Life in remission. Curr. Opin. Psychiatry", comma_style=False)
    TitleSplit(title='Life in remission', container='Curr. Opin. Psychiatry')
    """
    body = body.strip(" ,;:")
    marked = TYPE_MARK.search(body)
    if marked and marked.start() > 0:
        return TitleSplit(_title(body[: marked.start()]), _container(body[marked.end() :]))
    if body and body[0] in "“\"„«‘'":
        closed = _closing_quote(body)
        if closed:
            return closed
    return _split_by_weight(body, comma_style, least)


def _closing_quote(body: str) -> TitleSplit | None:
    """A title within quotes, also where a quotation stands inside it: the close after which a name fits best."""
    opening = body[0]
    closers = [match for match in CLOSING_QUOTE.finditer(body, 1) if match.start() > 3]
    if opening in "‘'" and not any(match["mark"] or "," in match[0] for match in closers):
        return None
    pointed = [match for match in closers if match["mark"]] or closers
    best = max(pointed, key=lambda match: _weight(body[match.end() :]), default=None)
    if best is None or _weight(body[best.end() :]) < 0.3:
        return None
    ending = best["mark"] if best["mark"] in ("?", "!") else ""
    return TitleSplit(_title(body[1 : best.start()] + ending), _container(body[best.end() :]))


def _split_by_weight(body: str, comma_style: bool, least: float) -> TitleSplit:
    tokens = [(match.start(), _token_weight(match[0], body, match.start())) for match in TOKEN.finditer(body)]
    best_at, best_start, best_score = len(body), len(body), least
    total, count, index = 0.0, 0, len(tokens) - 1
    inner_stop = False
    boundaries = [*_boundaries(body, comma_style)]
    for end_of_title, start, prior in reversed(boundaries):
        total += INNER_STOP if inner_stop else 0.0
        inner_stop = _ends_sentence(body, start)
        while index >= 0 and tokens[index][0] >= start:
            total += tokens[index][1]
            count += 1
            index -= 1
        if count > LONGEST_CONTAINER:
            break
        if count == 0 or not (
            body[start].isupper()
            or body[start : start + 1].isdigit()
            or LOWER_JOURNAL.fullmatch(_first_word(body, start))
        ):
            continue
        score = total + prior - 0.25 * max(0, count - 5)
        if score > best_score:
            best_at, best_start, best_score = end_of_title, start, score
    return TitleSplit(_title(body[:best_at]), _container(body[best_start:]))


def _boundaries(body: str, comma_style: bool) -> list[tuple[int, int, float]]:
    """Every place where a container could begin: end of the title, start of the container, how likely beforehand."""
    places = [(0, 0, PRIORS["start"])]
    for match in BOUNDARY.finditer(body):
        kind = match.lastgroup or "space"
        prior = COMMA_IN_COMMA_STYLE if kind == "comma" and comma_style else PRIORS[kind]
        if kind == "stop" and _follows_abbreviation(body, match.start()):
            prior = STOP_AFTER_ABBREVIATION
        end = match.start() + (1 if kind == "mark" or body[match.start()] in ")]”\"’'" else 0)
        places.append((min(end, match.end()), match.end(), prior))
    return places


def _follows_abbreviation(body: str, stop: int) -> bool:
    """Whether the full stop ends a word cut short, as in "J. Clin. Oncol."."""
    match = ABBREVIATED.search(body, max(0, stop - 16), stop + 1)
    if match is None or not match["word"][0].isupper():
        return False
    return len(match["word"]) == 1 or journal_weights().get(match["word"].lower(), 0.0) >= 3.0


def _ends_sentence(body: str, start: int) -> bool:
    """Whether a whole word and a full stop stand before `start`: unlikely within a journal's name."""
    words = body[max(0, start - 24) : start].rstrip().split()
    return bool(words) and words[-1].endswith(".") and bool(WHOLE_WORD.fullmatch(words[-1][:-1]))


def _first_word(body: str, start: int) -> str:
    return body[start:].split(maxsplit=1)[0].lower().strip(".,")


def _weight(container: str) -> float:
    return sum(_token_weight(match[0], container, match.start()) for match in TOKEN.finditer(container))


def _token_weight(token: str, text: str, at: int) -> float:
    """How much a token speaks for a journal's name (above 0) or for a title (below)."""
    lowered = token.lower()
    if FUNCTION_WORD.fullmatch(lowered) and not token[0].isupper():
        return -0.3
    if token[0].isdigit():
        return NUMBER
    if token in "?:;":
        return -1.0
    known = journal_weights().get(lowered)
    dotted = text[at + len(token) : at + len(token) + 1] == "."
    if token[0].isupper():
        if len(token) == 1:
            return 1.5 if dotted or lowered == "j" else 0.5
        return max(-3.0, min(3.0, known)) if known is not None else UNKNOWN_CAPITALISED + (0.6 if dotted else 0.0)
    return (max(-3.0, min(2.0, known)) if known is not None else UNKNOWN_LOWER) + LOWER_PENALTY


def _title(text: str) -> str | None:
    title = text.strip().rstrip(" ,;:").lstrip(".,;: ")
    if title.endswith(".") and not title.endswith(("...", "U.S.")):
        title = title[:-1]
    if title[:1] in '“"' and title[-1:] in '”"':
        title = title[1:-1].rstrip(".,")
    return title.strip() or None


def _container(text: str) -> str | None:
    """A journal's name; its last full stop stays only where its other words are cut short by full stops too."""
    container = re.sub(r"(?<!\s)\s*[\[(]\s*$", "", text.strip(' ,;:–-*“”"'))
    container = re.sub(r"^(?:In|in):?\s", "", container).strip(" ,;:")
    if container.endswith(".") and not re.search(r"\.\s\w", container):
        container = container[:-1]
    return container.strip() or None
