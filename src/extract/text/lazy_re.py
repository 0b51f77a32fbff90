"""The patterns of `re`, each compiled when it is first used: most calls need a third of all that the rooms hold.

Modules write `from extract.text import lazy_re as re` in place of `import re`; the names are those of the standard
library. A pattern that cannot be compiled is found by the test that compiles all of them. The `re` of a match is the
compiled pattern, which is not the name in the module: compare `match.re.pattern`.
"""

import re
from re import (
    ASCII,
    DOTALL,
    IGNORECASE,
    MULTILINE,
    UNICODE,
    VERBOSE,
    I,
    M,
    Match,
    Pattern,
    X,
    escape,
    findall,
    finditer,
    fullmatch,
    match,
    search,
    split,
    sub,
)
from typing import Any, cast

__all__ = [
    "ASCII",
    "DOTALL",
    "IGNORECASE",
    "MULTILINE",
    "UNICODE",
    "VERBOSE",
    "I",
    "LazyPattern",
    "M",
    "Match",
    "Pattern",
    "X",
    "compile",
    "escape",
    "findall",
    "finditer",
    "fullmatch",
    "match",
    "search",
    "split",
    "sub",
]


def compile(pattern: str, flags: int = 0) -> Pattern[str]:
    """A pattern as `re.compile` gives it, but for the time at which it is compiled.

    >>> YEAR = compile(r"(19|20)\\d\\d")
    >>> YEAR.pattern, YEAR.search("in 2019").group(), YEAR.match("in 2019")
    ('(19|20)\\\\d\\\\d', '2019', None)
    """
    return cast(Pattern[str], LazyPattern(pattern, flags))


class LazyPattern:
    """Stands for a compiled pattern: what is asked of it is asked of the compiled one, and kept from then on."""

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        value = getattr(self.compiled(), name)
        setattr(self, name, value)
        return value

    def __repr__(self) -> str:
        return repr(self.compiled())

    def compiled(self) -> Pattern[str]:
        """The pattern itself. Raises re.error where it is none."""
        return re.compile(self.pattern, self._flags)
