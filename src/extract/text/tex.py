"""TeX's spelling of letters, accents, signs and small formulas, as plain text."""

import unicodedata
from functools import cache
from pathlib import Path

ACCENTS = dict(
    zip(
        "`'^\"~=.uvHcdbkr",
        "\u0300\u0301\u0302\u0308\u0303\u0304\u0307\u0306\u030c\u030b\u0327\u0323\u0331\u0328\u030a",
        strict=True,
    )
)
NAMED_ACCENTS = {
    "acute": "'",
    "bar": "=",
    "breve": "u",
    "check": "v",
    "ddot": '"',
    "dot": ".",
    "grave": "`",
    "hat": "^",
    "mathring": "r",
    "overline": "=",
    "tilde": "~",
}
PLAIN_SIGNS = frozenset("&%$#_{}")
SPACES = {" ": " ", "\\": " ", ",": " ", ";": " ", ":": " ", "\n": " ", "\t": " "}
NOTHING = frozenset("-/!@()[]+*|<>")
SWALLOWED = frozenset("cite citep citet label ref vspace hspace index textcolor color fontsize selectlanguage".split())
"""Macros whose first argument is no text."""
STYLES = frozenset(
    (
        "fi em it bf rm sc tt sl sf itshape bfseries scshape upshape normalfont tiny small large Large huge normalsize "
        "footnotesize scriptsize displaystyle textstyle scriptstyle left right big Big bigl bigr relax noopsort "
        "protect limits nolimits nobreak allowbreak newline linebreak par unskip xspace null hfill mathstrut"
    ).split()
)
BLANKS = {"quad": " ", "qquad": " ", "space": " ", "thinspace": " ", "enspace": " ", "nobreakspace": " "}
RAISED = str.maketrans(
    "0123456789+-−–=()abcdefghijklmnoprstuvwxyz",
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ",
)
DEEPEST = 40


def raised(text: str, *, formula: bool = False) -> str:
    """A superscript: digits and signs raised ("10⁹", "Ca²⁺", "⁹⁹ᵐTc"), words as they are ("5th").

    In a formula a letter is raised too, and what has no raised form is told by "^".

    >>> raised("-3"), raised("th"), raised("1.5"), raised("N", formula=True)
    ('⁻³', 'th', '^1.5', '^N')
    """
    text = " ".join(text.split())
    if not text or not (formula or any(letter.isdigit() or letter in "+-−" for letter in text)):
        return text
    if all(ord(letter) in RAISED for letter in text):
        return text.translate(RAISED)
    return f"^{text}" if formula or text[:1].isdigit() or text[:1] in "+-−" else text


def untex(text: str) -> str:
    """TeX's accents, letters, signs and braces as plain text.

    >>> untex("{\\\\\\"O}zt{\\\\\\"u}rk and M{\\\\o}ller, {DNA} \\\\& {\\\\'e}t{\\\\'{e}}")
    'Öztürk and Møller, DNA & été'
    >>> untex("Nguy{\\\\~\\\\^e}n: the $\\\\beta$-form, 19\\\\textendash{}95, $10^{-3}$")
    'Nguyễn: the β-form, 19–95, 10⁻³'
    """
    if not any(sign in text for sign in "\\{}$~`'-"):
        return unicodedata.normalize("NFC", text)
    return unicodedata.normalize("NFC", _Reader(text).whole())


class _Reader:
    """Reads a text once from left to right."""

    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0

    def whole(self) -> str:
        parts = []
        while self.at < len(self.text):
            parts.append(self._until("", math=False, depth=0))
            self.at += 1  # past a stray brace
        return "".join(parts)

    def _until(self, end: str, *, math: bool, depth: int) -> str:
        """What stands before an unescaped `end` or a closing brace, which is left unread."""
        parts: list[str] = []
        while self.at < len(self.text):
            letter = self.text[self.at]
            if letter == "}" or (end and letter == end):
                break
            parts.append(self._next(math=math, depth=depth))
        return "".join(parts)

    def _next(self, *, math: bool, depth: int) -> str:
        letter = self.text[self.at]
        self.at += 1
        if letter == "\\":
            return self._macro(math=math, depth=depth)
        if letter == "{":
            return self._group(math=math, depth=depth)
        if letter == "$":
            return self._formula(depth)
        if math and letter in "^_":
            inner = self._argument(math=True, depth=depth)
            return raised(inner, formula=True) if letter == "^" else inner
        if letter == "~":
            return " "
        return letter if math else self._ligature(letter)

    def _ligature(self, letter: str) -> str:
        for spelled, sign in (("---", "—"), ("--", "–"), ("``", "“"), ("''", "”")):
            if letter == spelled[0] and self.text.startswith(spelled, self.at - 1):
                self.at += len(spelled) - 1
                return sign
        return letter

    def _group(self, *, math: bool, depth: int) -> str:
        if depth >= DEEPEST:
            return ""
        inner = self._until("", math=math, depth=depth + 1)
        self.at += 1
        return inner

    def _formula(self, depth: int) -> str:
        """A formula in dollar signs; "$5 and $6" is money: no blank goes before a formula's end, no digit follows."""
        is_double = self.text.startswith("$", self.at)
        if is_double:
            self.at += 1
        close = self.text.find("$", self.at)
        is_money = close > 0 and (self.text[close - 1].isspace() or self.text[close + 1 : close + 2].isdigit())
        if close < 0 or is_money or depth >= DEEPEST:
            return "$" * (1 + is_double)
        inner = self._until("$", math=True, depth=depth + 1)
        self.at += 1 + (is_double and self.text.startswith("$$", self.at))
        return inner

    def _macro(self, *, math: bool, depth: int) -> str:
        if self.at >= len(self.text):
            return "\\"
        letter = self.text[self.at]
        if not (letter.isascii() and letter.isalpha()):
            self.at += 1
            if letter in ACCENTS:
                return self._accented(letter, math=math, depth=depth)
            if letter in PLAIN_SIGNS:
                return letter
            return SPACES.get(letter, "" if letter in NOTHING else letter)
        start = self.at
        while self.at < len(self.text) and self.text[self.at].isascii() and self.text[self.at].isalpha():
            self.at += 1
        return self._named(self.text[start : self.at], math=math, depth=depth)

    def _named(self, name: str, *, math: bool, depth: int) -> str:
        self._skip_space()
        if name == "ifmmode":
            return self._outside_of_math()
        if name in symbols():
            self._skip_empty()
            return symbols()[name]
        if name in ACCENTS or name in NAMED_ACCENTS:
            return self._accented(NAMED_ACCENTS.get(name, name), math=math, depth=depth)
        if name in STYLES or name in BLANKS:
            return BLANKS.get(name, "")
        return self._with_arguments(name, math=math, depth=depth)

    def _outside_of_math(self) -> str:
        """Of "\\ifmmode A \\else B \\fi" the second."""
        behind = self.text.find("\\else", self.at)
        self.at = behind + len("\\else") if behind >= 0 else self.at
        return ""

    def _with_arguments(self, name: str, *, math: bool, depth: int) -> str:
        """A macro of which only its arguments are text; one that is not known parts what stands beside it."""
        if name in SWALLOWED or name == "href":
            self._argument(math=math, depth=depth)
            if name not in ("href", "textcolor"):
                return ""
        if name in ("textsuperscript", "sp"):
            return raised(self._argument(math=math, depth=depth), formula=math)
        if name == "frac":
            return f"{self._argument(math=True, depth=depth)}/{self._argument(math=True, depth=depth)}"
        if name == "sqrt":
            return f"√({self._argument(math=True, depth=depth)})"
        if self._is_empty_group():
            self._skip_empty()
            return " "
        if self.text.startswith("{", self.at):
            return self._argument(math=math or name == "ensuremath", depth=depth)
        return " "

    def _accented(self, accent: str, *, math: bool, depth: int) -> str:
        """An accent over the first letter of its argument; one over nothing stands for a letter that it resembles."""
        base = self._argument(math=math, depth=depth)
        if not base.strip():
            return {"d": "ð", "c": "ç"}.get(accent, "") + base
        first = {"ı": "i", "ȷ": "j"}.get(base[0], base[0])
        marks = 1
        while marks < len(base) and unicodedata.combining(base[marks]):
            marks += 1
        return first + base[1:marks] + ACCENTS[accent] + base[marks:]

    def _argument(self, *, math: bool, depth: int) -> str:
        """A group, a macro or one letter."""
        self._skip_space()
        if self.at >= len(self.text) or self.text[self.at] == "}" or depth >= DEEPEST:
            return ""
        if self.text[self.at] in "{\\":
            return self._next(math=math, depth=depth + 1)
        self.at += 1
        return self.text[self.at - 1]

    def _skip_space(self) -> None:
        while self.at < len(self.text) and self.text[self.at] in " \t\n\r":
            self.at += 1

    def _is_empty_group(self) -> bool:
        return self.text.startswith("{}", self.at)

    def _skip_empty(self) -> None:
        self.at += 2 * self._is_empty_group()


@cache
def symbols() -> dict[str, str]:
    """The signs that macros stand for, by the name of the macro."""
    lines = Path(__file__).with_name("tex_symbols.txt").read_text(encoding="utf-8").splitlines()
    return {
        name: sign for sign, *names in (line.split() for line in lines if not line.startswith("# ")) for name in names
    }
