# ruff: noqa: E501
"""Bytes mutated: stretches cut, doubled, moved and filled, and characters that parsers stumble over."""

import random
from collections.abc import Callable, Sequence

Mutation = Callable[[bytes, random.Random], bytes]

PIECES = (
    *(
        b"[1-9]",
        b"(",
        b"&x;",
        b"\x00",
        b"\xff\xfe",
        b"1,",
        b"et al. ",
        b"\n\n",
        b"^{1}",
        b"9" * 40,
        b"\\",
        b"\t",
        b"\r",
    ),
    *(
        b"<table>",
        b"</sec>",
        b"endobj",
        b"{",
        b"}",
        b'"',
        b"'",
        b"=",
        b"|",
        b"@",
        b"%",
        b"1e999",
        b"-0",
        b"NaN",
        b"../",
    ),
)
CHARACTERS = (
    *("\u202e", "\u2066", "\u200b", "\ufeff", "\u0301" * 20, "\ud800", "\udcff", "\U0010ffff", "\ufffe", "\x85", "\u2028"),
    *("İ", "ß", "ﬃ", "Ⅷ", "①", "½", "²", "⁻¹", "٣", "५", "７", "𝟠", "〇", "六", "𝐀", "é", "e\u0301", "論文", "ورقة", "אב"),
    *("−", "–", "—", "‐", "‑", "﹣", "－", "~", "∼", "…", "·", "•", "٫", "٬", "’", "“", "\u00a0", "\u2009", "\u202f", "\u3000"),
)  # fmt: skip
DIGITS = ("٠١٢٣٤٥٦٧٨٩", "०१२३४५६७८९", "０１２３４５６７８９", "⁰¹²³⁴⁵⁶⁷⁸⁹", "₀₁₂₃₄₅₆₇₈₉", "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗")
LONGEST = 200_000
"""Bytes; longer inputs are for tests of size."""

DASHES = "−–—‐‑‒―﹣－~"


def mutated(data: bytes, chance: random.Random, more: Sequence[Mutation] = ()) -> bytes:
    """A few mutations of bytes and characters, and of a grammar where `more` knows it."""
    ways = (*more, *more, *PLAIN) if more else PLAIN
    for _ in range(chance.choice((1, 1, 2, 3, 5, 12))):
        data = chance.choice(ways)(data, chance)
        data = data[:LONGEST]
    return data


def stretch(data: bytes, chance: random.Random) -> tuple[int, int]:
    """A stretch, mostly short."""
    start = chance.randrange(len(data)) if data else 0
    return start, min(len(data), start + int(chance.expovariate(1 / 40)) + 1)


def cut(data: bytes, chance: random.Random) -> bytes:
    start, end = stretch(data, chance)
    return data[:start] + (b"" if chance.random() < 0.1 else data[end:])


def repeated(data: bytes, chance: random.Random) -> bytes:
    start, end = stretch(data, chance)
    return data[:start] + data[start:end] * chance.choice((2, 3, 30, 300)) + data[end:]


def noise(data: bytes, chance: random.Random) -> bytes:
    start, end = stretch(data, chance)
    return data[:start] + chance.randbytes(end - start) + data[end:]


def moved(data: bytes, chance: random.Random) -> bytes:
    start, end = stretch(data, chance)
    place = chance.randrange(len(data) + 1)
    return data[:place] + data[start:end] + data[place:]


def filled(data: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(data) + 1)
    return data[:place] + chance.choice(PIECES) * chance.choice((1, 1, 2, 40)) + data[place:]


def charactered(data: bytes, chance: random.Random) -> bytes:
    """A character of another script, of no width, or of none at all."""
    place = chance.randrange(len(data) + 1)
    piece = chance.choice(CHARACTERS) * chance.choice((1, 1, 1, 50))
    return data[:place] + piece.encode("utf-8", "surrogatepass") + data[place:]


def digits_of_other_scripts(data: bytes, chance: random.Random) -> bytes:
    text = data.decode("utf-8", "replace")
    table = str.maketrans("0123456789", chance.choice(DIGITS))
    start = chance.randrange(len(text) + 1)
    end = start + int(chance.expovariate(1 / 200))
    return (text[:start] + text[start:end].translate(table) + text[end:]).encode()


def other_dashes(data: bytes, chance: random.Random) -> bytes:
    return data.replace(b"-", chance.choice(DASHES).encode())


def long_token(data: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(data) + 1)
    piece = chance.choice(
        (b"a", b"A", b"1", b"(", b"[", b"-", b".", b"1,", b"a ", b"A. ", b"1-", "é".encode(), b"<", b"&")
    )
    return data[:place] + piece * chance.choice((300, 3_000, 12_000)) + data[place:]


def numbers(data: bytes, chance: random.Random) -> bytes:
    """One figure made another."""
    places = [at for at, byte in enumerate(data) if 48 <= byte <= 57]
    if not places:
        return data
    start = chance.choice(places)
    end = start
    while end < len(data) and 48 <= data[end] <= 57:
        end += 1
    return data[:start] + chance.choice(FIGURES) + data[end:]


FIGURES = (
    *(
        b"0",
        b"-1",
        b"1",
        b"00",
        b"0.0",
        b"100",
        b"999999999999",
        b"9" * 400,
        b"0." + b"0" * 300 + b"1",
        b"1e5",
        b"1e999",
    ),
    *(b"2147483648", b"18446744073709551616", b"1.", b".5", b"1,000,000", b"1 000", b"1/0", b"NaN", b"inf", b"0x1F"),
)


def lines_mixed(data: bytes, chance: random.Random) -> bytes:
    lines = data.split(b"\n")
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    way = chance.randrange(4)
    if way == 0:
        lines[one], lines[other] = lines[other], lines[one]
    elif way == 1:
        lines[one:one] = [lines[other]] * chance.choice((1, 2, 200))
    elif way == 2:
        lines[one] += lines[other]
        del lines[other]
    else:
        lines[one : one + 1] = [lines[one][:10], lines[one][10:]]
    return b"\n".join(lines)


PLAIN: tuple[Mutation, ...] = (
    *(cut, repeated, noise, moved, filled, charactered, charactered),
    *(digits_of_other_scripts, other_dashes, long_token, numbers, numbers, lines_mixed),
)
