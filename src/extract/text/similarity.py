"""How alike two printings of the same words are: titles, names, names of journals and their abbreviations."""

import unicodedata
from functools import lru_cache

from extract.text import lazy_re as re
from extract.text.words import word_set

GREEK = dict(
    spelt.split(":")
    for spelt in (
        "α:alpha β:beta ß:ss γ:gamma δ:delta ε:epsilon κ:kappa λ:lambda μ:mu ω:omega ø:o đ:d ł:l æ:ae œ:oe ı:i"
    ).split()
)
"""Letters that no accent can be taken from, and how they are spelt out."""

NO_LETTER = re.compile(r"[\W_]+")
NUMBER = re.compile(r"\d+")
RETRACTED_TITLE = re.compile(
    r"^\s{0,8}[\[(<*]?\s?(RETRACTED(?:\s(?:ARTICLE|PAPER|CHAPTER|MANUSCRIPT))?|WITHDRAWN(?:\s(?:ARTICLE|PAPER))?|Retracted(?:\s[Aa]rticle)?"
    r"|Withdrawn(?:\s[Aa]rticle)?|REMOVED)\s?(?:[\])>*]\s?[:.–—-]?|[:.–—-])\s?"
)
"""Matches 'RETRACTED: ', '[RETRACTED ARTICLE] ', not 'Retraction of', 'Withdrawn patients in'."""
RETRACTED_TAIL = re.compile(
    r"\s[\[(](?:RETRACTED|Retracted|WITHDRAWN|Withdrawn)(?:\s(?:ARTICLE|Article|article))?[\])]$"
)


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Small letters without accents, Greek letters by name; white space and signs stay.

    >>> fold("Paré G, β-cell")
    'pare g, beta-cell'
    """
    lowered = text.casefold()
    if lowered.isascii():
        return lowered
    spelled = "".join(GREEK.get(letter, letter) for letter in lowered)
    return "".join(letter for letter in unicodedata.normalize("NFKD", spelled) if not unicodedata.combining(letter))


@lru_cache(maxsize=65536)
def squeeze(text: str) -> str:
    """Letters and digits alone, so that lost spaces and other hyphens do not count.

    >>> squeeze("Once‐weekly: the PHQ–4")
    'onceweeklythephq4'
    """
    return NO_LETTER.sub("", fold(text))


def words(text: str) -> list[str]:
    """The words in order, folded.

    >>> words("Once‐weekly, the PHQ–4")
    ['once', 'weekly', 'the', 'phq', '4']
    """
    return NO_LETTER.sub(" ", fold(text)).split()


def bare_title(title: str) -> str:
    """A title without what was printed before or behind it when the paper was retracted.

    >>> bare_title("RETRACTED: A trial of rest")
    'A trial of rest'
    """
    return RETRACTED_TAIL.sub("", RETRACTED_TITLE.sub("", title)) or title


NEARLY_WHOLE = 0.9
"""A likeness from which on what one title leaves out is no subtitle but a word or two."""
LEAST_WITHOUT_SUBTITLE = 25
"""Letters and digits of a title that is one of its own without the subtitle; a shorter one begins many titles."""
WITHOUT_SUBTITLE = 0.92
"""The likeness of a title and the same one without its subtitle."""
OTHER_NUMBERS = 0.25
"""What numbers that differ take from the likeness: titles of yearly reports differ in nothing else."""


def title_similarity(first: str, second: str) -> float:
    """From 0 to 1; the shorter may leave out a subtitle, at a small price; numbers that differ cost much.

    >>> title_similarity("Bcl-2 in endothelial cells", "BCL2 in endothelial cells.")
    1.0
    >>> title_similarity("Global cancer statistics 2020", "Global cancer statistics 2022") < 0.8
    True
    """
    bare, other = squeeze(first), squeeze(second)
    if not bare or not other:
        return 0.0
    from rapidfuzz import fuzz

    score = fuzz.ratio(bare, other) / 100
    shorter, longer = sorted((bare, other), key=len)
    if score < NEARLY_WHOLE and len(shorter) >= LEAST_WITHOUT_SUBTITLE and longer.startswith(shorter):
        score = max(score, WITHOUT_SUBTITLE)
    return score - OTHER_NUMBERS if numbers_differ(first, second) else score


def numbers_differ(first: str, second: str) -> bool:
    """Both have numbers, and each has one that the other lacks: 2020 and 2022, but not "2008" and "2008 update 2".

    >>> numbers_differ("GLOBOCAN 2020", "GLOBOCAN 2022"), numbers_differ("ARIA 2008", "ARIA 2008, part 2")
    (True, False)
    """
    own = {number.lstrip("0") for number in NUMBER.findall(fold(first))}
    others = {number.lstrip("0") for number in NUMBER.findall(fold(second))}
    return bool(own - others) and bool(others - own)


def find_title(title: str, printed: str) -> tuple[float, int, int]:
    """Where a squeezed title stands in a squeezed string: how much of it (0 to 1), start and end.

    >>> find_title("onsettime", "sorensenmkonsettimeactaan")
    (1.0, 10, 19)
    """
    start = printed.find(title)
    if start >= 0:
        return 1.0, start, start + len(title)
    from rapidfuzz import fuzz

    found = fuzz.partial_ratio_alignment(title, printed, score_cutoff=50) if len(title) <= len(printed) else None
    if found is None:
        score = fuzz.ratio(title, printed) / 100 if len(title) > len(printed) else 0.0
        return score, 0, len(printed) if score else 0
    return found.score / 100, found.dest_start, found.dest_end


SMALL_WORDS = word_set("journal_small")

PARENTHESIS = re.compile(r"\([^()]{0,60}\)|\[[^\[\]]{0,60}\]")
WORD = re.compile(r"[^\W_]+")
CAPITALS = re.compile(r"[A-Z]{2,7}")


@lru_cache(maxsize=32768)
def container_words(name: str) -> tuple[str, ...]:
    """The words that count, folded; an all-capital name is the string of its initials.

    >>> container_words("Obesity (Silver Spring)"), container_words("The Journal of Urology")
    (('obesity',), ('journal', 'urology'))
    >>> container_words("JAMA")
    ('jama',)
    """
    bare = PARENTHESIS.sub(" ", name.split(":")[0] if len(name) > 60 else name)
    found = tuple(word for word in WORD.findall(fold(bare)) if word not in SMALL_WORDS)
    return found or tuple(WORD.findall(fold(name)))


def container_initials(name: str) -> str:
    """The first letters, for keys: the same for a name and its abbreviation, most of the time.

    >>> container_initials("J Am Geriatr Soc"), container_initials("Journal of the American Geriatrics Society")
    ('jags', 'jags')
    >>> container_initials("BMJ"), container_initials("British Medical Journal")
    ('bmj', 'bmj')
    """
    capitals = CAPITALS.fullmatch(name.strip())
    if capitals:
        return name.strip().lower()
    return "".join(word[0] for word in container_words(name))[:8]


@lru_cache(maxsize=32768)
def same_container(first: str, second: str) -> bool:
    """Whether two printings can name one journal: word by word, the shorter word begins the longer one.

    >>> same_container("Psychol. Res. Behav. Manag.", "Psychology research and behavior management")
    True
    >>> same_container("JAMA", "Journal of the American Medical Association"), same_container("Lancet", "Pain")
    (True, False)
    >>> same_container("J Urol", "J Neurol"), same_container("JAMA Intern Med", "JAMA")
    (False, False)
    """
    words, other_words = container_words(first), container_words(second)
    if not words or not other_words:
        return False
    if words == other_words or "".join(words) == "".join(other_words):
        return True
    if container_initials(first) == container_initials(second) and (len(words) == 1 or len(other_words) == 1):
        return len(container_initials(first)) >= 3
    if abs(len(words) - len(other_words)) > 1:
        return False
    shorter, longer = sorted((words, other_words), key=len)
    return len(shorter) == len(longer) and all(_abbreviates(a, b) for a, b in zip(shorter, longer, strict=True))


def _abbreviates(first: str, second: str) -> bool:
    """One word begins the other, or leaves letters out of it but keeps its first two: "natl", "national"."""
    shorter, longer = sorted((first, second), key=len)
    if longer.startswith(shorter):
        return True
    if len(shorter) < 3 or shorter[:2] != longer[:2]:
        return False
    letters = iter(longer)
    return all(letter in letters for letter in shorter) or (longer.startswith(shorter[:-1]) and len(shorter) > 4)
