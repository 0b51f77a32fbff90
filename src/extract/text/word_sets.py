"""Sets of words written as one string, so that long lists stay readable in code."""


def word_set(words: str) -> frozenset[str]:
    """
    >>> sorted(word_set("vs fig e.g"))
    ['e.g', 'fig', 'vs']
    """
    return frozenset(words.split())
