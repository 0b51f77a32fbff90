"""Names of journals and their abbreviations: "J Am Geriatr Soc" is "Journal of the American Geriatrics Society"."""

from functools import lru_cache

from extract.text import lazy_re as re
from extract.text.similarity import fold
from extract.text.words import word_set

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
def same_container(one: str, other: str) -> bool:
    """Whether two printings can name one journal: word by word, the shorter word begins the longer one.

    >>> same_container("Psychol. Res. Behav. Manag.", "Psychology research and behavior management")
    True
    >>> same_container("JAMA", "Journal of the American Medical Association"), same_container("Lancet", "Pain")
    (True, False)
    >>> same_container("J Urol", "J Neurol"), same_container("JAMA Intern Med", "JAMA")
    (False, False)
    """
    first, second = container_words(one), container_words(other)
    if not first or not second:
        return False
    if first == second or "".join(first) == "".join(second):
        return True
    if container_initials(one) == container_initials(other) and (len(first) == 1 or len(second) == 1):
        return len(container_initials(one)) >= 3
    if abs(len(first) - len(second)) > 1:
        return False
    shorter, longer = sorted((first, second), key=len)
    return len(shorter) == len(longer) and all(_abbreviates(a, b) for a, b in zip(shorter, longer, strict=True))


def _abbreviates(one: str, other: str) -> bool:
    """One word begins the other, or leaves letters out of it but keeps its first two: "natl", "national"."""
    shorter, longer = sorted((one, other), key=len)
    if longer.startswith(shorter):
        return True
    if len(shorter) < 3 or shorter[:2] != longer[:2]:
        return False
    letters = iter(longer)
    return all(letter in letters for letter in shorter) or (longer.startswith(shorter[:-1]) and len(shorter) > 4)
