"""How texts and numbers are shown to people: on a terminal, on pages and in pictures."""


def shortened(text: str, longest: int) -> str:
    """A text on one line, of at most `longest` characters.

    >>> shortened("Overall\\nsurvival at five years", 16)
    'Overall surviva…'
    """
    flat = " ".join(text.split())
    return flat if len(flat) <= longest else flat[: longest - 1] + "…"


def counted(n: int, noun: str) -> str:
    """A number with its noun.

    >>> counted(1, "paper"), counted(2, "paper")
    ('1 paper', '2 papers')
    """
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"
