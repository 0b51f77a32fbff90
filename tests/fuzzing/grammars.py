# ruff: noqa: E501
"""Mutations that keep to a grammar: tags of XML and HTML, objects of PDF, values of JSON, cells of tables."""

import json
import random
import re
import zlib

from tests.fuzzing.mutations import FIGURES, Mutation, mutated

TAG = re.compile(rb"</?[A-Za-z][^<>]{0,300}>")
NAMES = (
    *(b"table", b"tr", b"td", b"th", b"thead", b"tbody", b"p", b"sec", b"title", b"xref", b"ref", b"ref-list", b"sup"),
    *(b"body", b"back", b"front", b"article", b"sub-article", b"table-wrap", b"fn", b"list", b"disp-formula", b"math"),
    *(b"a", b"div", b"ol", b"li", b"script", b"style", b"pre", b"br", b"mixed-citation", b"name", b"year", b"abstract"),
)
ADDED = (
    *(b"<!--", b"-->", b"<![CDATA[", b"]]>", b"<?pi x?>", b'<!DOCTYPE a [<!ENTITY x "y">]>', b"&nbsp;", b"&#0;", b"&#x110000;"),
    *(b"&#xD800;", b"&undefined;", b"&amp", b"<", b"</>", b"<a", b"<x:y z:w='1'/>", b' colspan="9999999"', b' rowspan="-3"'),
)  # fmt: skip


def tags_swapped(data: bytes, chance: random.Random) -> bytes:
    tags = list(TAG.finditer(data))
    if len(tags) < 2:
        return data
    one, other = sorted(chance.sample(tags, 2), key=lambda tag: tag.start())
    between = data[one.end() : other.start()]
    return data[: one.start()] + other[0] + between + one[0] + data[other.end() :]


def tag_changed(data: bytes, chance: random.Random) -> bytes:
    """One tag dropped, doubled, renamed, closed early, or given attributes."""
    tags = list(TAG.finditer(data))
    if not tags:
        return data
    tag = chance.choice(tags)
    name = chance.choice(NAMES)
    new = chance.choice(
        (
            *(b"", tag[0] * 2, b"<" + name + b">", b"</" + name + b">", tag[0][:-1] + b"/>", tag[0].upper()),
            tag[0][:-1] + b' colspan="%s" rowspan="%s">' % (chance.choice(FIGURES), chance.choice(FIGURES)),
            tag[0][:-1] + b' id="r1" rid="r1 r2 r1" ref-type="bibr" href="#r1" class="ref">',
        )
    )
    return data[: tag.start()] + new + data[tag.end() :]


def element_nested(data: bytes, chance: random.Random) -> bytes:
    """Something wrapped deep, closed or left open."""
    tags = list(TAG.finditer(data))
    place = chance.choice(tags).start() if tags else 0
    name, depth = chance.choice(NAMES), chance.choice((1, 3, 60, 300, 3_000))
    opened, closed = b"<" + name + b">", b"</" + name + b">"
    end = chance.choice((place, len(data)))
    return data[:place] + opened * depth + data[place:end] + closed * chance.choice((0, depth)) + data[end:]


def element_moved(data: bytes, chance: random.Random) -> bytes:
    """From one tag to another: taken away, doubled or put elsewhere."""
    tags = [tag.start() for tag in TAG.finditer(data)]
    if len(tags) < 3:
        return data
    start = chance.randrange(len(tags) - 1)
    end = min(len(tags) - 1, start + chance.randint(1, 12))
    piece = data[tags[start] : tags[end]]
    rest = data[: tags[start]] + data[tags[end] :]
    place = chance.choice(tags)
    return rest[:place] + piece * chance.choice((0, 1, 2, 25)) + rest[place:]


def markup_added(data: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(data) + 1)
    return data[:place] + chance.choice(ADDED) + data[place:]


MARKUP: tuple[Mutation, ...] = (tags_swapped, tag_changed, tag_changed, element_nested, element_moved, markup_added)

STREAM = re.compile(rb"stream\r?\n(.{0,200000}?)\r?\nendstream", re.DOTALL)
POINTER = re.compile(rb"\d{1,6} 0 R")
KEY = re.compile(rb"/[A-Za-z]{1,30}")
OBJECT = re.compile(rb"\d{1,6} 0 obj.{0,200000}?endobj", re.DOTALL)
OPERATORS = (
    *(
        b" Tj",
        b" TJ",
        b" Tm",
        b" Td",
        b" TL",
        b" Tf",
        b" cm",
        b" q",
        b" Q",
        b" BT",
        b" ET",
        b" re f",
        b" l S",
        b" Do",
        b" T*",
    ),
    *(b" BI", b" ID", b" EI", b" BDC", b" EMC", b" Tr", b" Tz", b" Ts", b"[", b"]", b"<", b">", b"(", b")", b"/F1 "),
)


def pointers_swapped(data: bytes, chance: random.Random) -> bytes:
    """An object pointed at in place of another: circles, wrong kinds, nothing there."""
    found = list(POINTER.finditer(data))
    if not found:
        return data
    one = chance.choice(found)
    new = chance.choice((*(each[0] for each in found), b"999999 0 R", b"0 0 R", b"null", b"[]", b"<<>>"))
    return data[: one.start()] + new + data[one.end() :]


def key_changed(data: bytes, chance: random.Random) -> bytes:
    found = list(KEY.finditer(data))
    if not found:
        return data
    one, other = chance.choice(found), chance.choice(found)
    return data[: one.start()] + other[0] + data[one.end() :]


def object_changed(data: bytes, chance: random.Random) -> bytes:
    """A whole object dropped, doubled, or put in another's place."""
    found = list(OBJECT.finditer(data))
    if not found:
        return data
    one, other = chance.choice(found), chance.choice(found)
    new = chance.choice((b"", one[0] + b"\n" + one[0], other[0]))
    return data[: one.start()] + new + data[one.end() :]


def stream_changed(data: bytes, chance: random.Random) -> bytes:
    """What a stream draws, unpacked, changed and packed again."""
    found = list(STREAM.finditer(data))
    if not found:
        return data
    one = chance.choice(found)
    try:
        content, packed = zlib.decompress(one[1]), True
    except zlib.error:
        content, packed = one[1], False
    for _ in range(chance.randint(1, 4)):
        place = chance.randrange(len(content) + 1)
        added = chance.choice(OPERATORS) * chance.choice((1, 1, 30))
        content = chance.choice((content[:place] + added + content[place:], mutated(content, chance)))
    content = zlib.compress(content) if packed else content
    return data[: one.start(1)] + content + data[one.end(1) :]


PDF: tuple[Mutation, ...] = (pointers_swapped, key_changed, object_changed, stream_changed, stream_changed)

ODD_VALUES = (
    *(None, True, False, 0, -1, 10**30, 1e308, "", " ", "x" * 5_000, "\ud800", "\x00", [], {}, [[]], [None], [{}], {"": None}),
    *("1e999", "2019-13-45", "10.1000/", "<i>", "&amp;&amp;", {"date-parts": [[None]]}, [[[[]]]], "٢٠١٩", "\u202e", 1.5),
)  # fmt: skip


def value_changed(data: bytes, chance: random.Random) -> bytes:
    """A value of a JSON text made another, dropped, wrapped or nested deep; of lines one line."""
    lines = data.split(b"\n") if data.count(b"\n{") else [data]
    number = chance.randrange(len(lines))
    try:
        value = json.loads(lines[number])
    except (ValueError, RecursionError):
        return data
    try:
        lines[number] = json.dumps(_changed(value, chance)).encode()
    except RecursionError:
        return b"[" * 3_000 + data
    return b"\n".join(lines)


def _changed(value: object, chance: random.Random) -> object:
    if isinstance(value, dict) and value and chance.random() < 0.85:
        key = chance.choice(list(value))
        way = chance.randrange(8)
        if way == 0:
            return {name: each for name, each in value.items() if name != key}
        if way == 1:
            return value | {key: value[chance.choice(list(value))]}
        return value | {key: _changed(value[key], chance)}
    if isinstance(value, list) and value and chance.random() < 0.85:
        at = chance.randrange(len(value))
        return [*value[:at], *[_changed(value[at], chance)] * chance.choice((0, 1, 1, 1, 1, 3)), *value[at + 1 :]]
    way = chance.randrange(4)
    if way == 0:
        for _ in range(chance.choice((1, 2, 400))):
            value = chance.choice(([value], {"x": value}))
        return value
    return chance.choice(ODD_VALUES)


JSON: tuple[Mutation, ...] = (value_changed,) * 6

CELL = re.compile(rb"[^\t|,;\n]{1,200}")
CELLS = (
    *(b"", b"0 (0)", b"12 (30.0%)", b"1.2 \xc2\xb1 0.0", b"-", b"NA", b"<0.001", b"1/0", b"5 (1-9)", b"0.5 (0.9-0.1)"),
    *(b"999999999999", b"1 (2 (3))", b"\xc2\xb1", b"%", b"n = 0", b"p", b"(", b"10^-99", b"1e-400", b"\xe2\x80\x94"),
    *(b"=1+1", b'"', b"\x00", b"12" * 50, b"1,2,3,4,5", b"HR 0 (0-0)", b"100% (100%)", b"[1-99999]", b"^{a,b}"),
)


def cell_changed(data: bytes, chance: random.Random) -> bytes:
    found = list(CELL.finditer(data))
    if not found:
        return data
    one = chance.choice(found)
    new = chance.choice(
        (chance.choice(CELLS), chance.choice(found)[0], one[0] + b"\t" + one[0], one[0] + b"," + one[0])
    )
    return data[: one.start()] + new + data[one.end() :]


TABLES: tuple[Mutation, ...] = (cell_changed,) * 4

COMMAND = re.compile(rb"\\[A-Za-z]{1,20}\*?(?:\[[^\]]{0,40}\])?(?:\{[^{}]{0,80}\})?")
TEX = (
    *(b"{", b"}", b"$", b"$$", b"%", b"&", b"\\\\", b"#1", b"~", b"\\begin{tabular}{ccc}", b"\\end{tabular}", b"\\[", b"\\]"),
    *(b"\\newcommand{\\a}{\\a\\a}\\a", b"\\def\\b#1{#1#1}\\b{\\b{\\b{x}}}", b"\\input{main}", b"\\input{/etc/passwd}"),
    *(b"\\bibliography{../x,main}", b"\\verb|", b"\\begin{verbatim}", b"\\if0", b"\\fi", b"\\cite{a,,b}", b"\\multicolumn{999999}{c}{"),
)  # fmt: skip


def command_changed(data: bytes, chance: random.Random) -> bytes:
    """One command dropped, repeated, nested deep, or another's put in its place."""
    found = list(COMMAND.finditer(data))
    if not found:
        return data
    one, other = chance.choice(found), chance.choice(found)
    depth = chance.choice((2, 30, 2_000))
    new = chance.choice(
        (b"", one[0] * depth, other[0], one[0].rstrip(b"}") * depth, one[0] + b"{" * depth, other[0] + one[0])
    )
    return data[: one.start()] + new + data[one.end() :]


def tex_added(data: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(data) + 1)
    return data[:place] + chance.choice(TEX) * chance.choice((1, 1, 2, 40)) + data[place:]


LATEX: tuple[Mutation, ...] = (command_changed, command_changed, tex_added, tex_added, *TABLES[:1])
