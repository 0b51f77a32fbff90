"""What a page's elements are taken for on either side of each threshold: lists, tables, headings, machinery.

A row makes a page of a number, and says what is seen for the last number on one side and for the first on the other.
"""

from collections.abc import Callable

import pytest
from tests.read.looking import words_of
from tests.read.test_html import LONG, page, read

from extract.errors import NotAPaper
from extract.model import Document

Case = tuple[str, Callable[[int], str], Callable[[Document], object], tuple[int, object], tuple[int, object]]
PROSE = f"<p>{LONG}</p>"
TENTS = "Tents"
TITLES = ("lamps", "beds", "doors", "nights", "noise", "dust", "sheets", "bells", "walls", "floors")
NUMBERS = "one two three four five six seven eight nine ten".split()


def letters(count: int, start: str = "") -> str:
    """So many characters without a full stop, in words of few letters."""
    words = f"{start} {'dim wards ' * (count // 10 + 1)}".lstrip()[:count]
    return words[:-1] + "s" if words.endswith(" ") else words


def entry(number: int, title: str = "Rest on wards") -> str:
    return f"Roe A. {title} {TITLES[number % 10]} {NUMBERS[number // 10]}. Ward J. 2019;1:1."


def unlike(number: int) -> str:
    return f"A line of {TITLES[number]} that tells no work"


def listed(*items: str, tag: str = "li", box: str = "ul", name: str = "references") -> str:
    inner = "".join(f"<{tag}>{item}</{tag}>" for item in items)
    return page(f"<h2>Methods</h2>{PROSE}<{box} class='{name}'>{inner}</{box}>")


def shared(like: int, whole: int) -> str:
    """A named list of paragraphs of which so many read like entries; the last does."""
    lines = [unlike(at) for at in range(whole - like)] + [entry(at) for at in range(like)]
    return listed(*lines, tag="p", box="div")


def count(document: Document) -> int:
    return len(document.entries)


def window(words: str, *, wrapped: int = 0, before: str = LONG, mark: str = "") -> str:
    """A window in the text that shows an entry again where it is cited, in so many elements of its own."""
    inner = "<i>" * wrapped + f"<span>{words}</span>" + "</i>" * wrapped
    if mark:
        inner = f"<b>{mark}</b><b>{mark}{inner}</b>"
    return page(
        f"<h2>Methods</h2>{PROSE}<p>{before}{inner}</p><ul class='references'><li>{words}</li><li>{entry(1)}</li></ul>"
    )


def copies(words: str) -> Callable[[Document], object]:
    return lambda document: document.text.count(words)


LINE_OF_TITLE = "Roe A. Rest of all people on wards at dim night. Ward J. 2019;1:1."


def of_letters(number: int) -> str:
    """An entry of so many letters, its marks and numbers left out."""
    return f"Roe A. Rest{'s' * (number - 14)}, 2019: 11."


def rival(number: int) -> str:
    """A named list of five lines of which three read like entries, and an unnamed one that links point at."""
    lines = [entry(0), entry(1), entry(2), unlike(3), unlike(4)]
    named = "".join(f"<p>{line}</p>" for line in lines)
    links = "".join(f"<a href='#q{at}'>{at}</a> " for at in range(number))
    items = "".join(f"<li id='q{at}'>{entry(at, 'Sleep in tents')}</li>" for at in range(number))
    return page(
        f"<h2>Methods</h2><p>{LONG} {links}</p><section><div class='references'>{named}</div></section>"
        f"<section>{PROSE}<ul>{items}</ul></section>"
    )


def pointed(number: int) -> str:
    links = "".join(f"<a href='#q{at}'>{at}</a> " for at in range(number))
    items = "".join(f"<li id='q{at}'>{entry(at)}</li>" for at in range(number))
    return page(f"<h2>Methods</h2><p>{LONG} {links}</p><section>{PROSE}<ul>{items}</ul></section>")


LISTS: list[Case] = [
    (
        "an entry has ten characters",
        lambda n: listed(entry(0), "Roes 2019:1"[-n:]),
        count,
        (9, 0),
        (10, 2),
    ),
    ("a named list has two entries", lambda n: listed(*map(entry, range(n))), count, (1, 0), (2, 2)),
    ("a list that links point at has three", pointed, count, (2, 0), (3, 3)),
    (
        "any other list has eight",
        lambda n: page(
            f"<h2>Methods</h2>{PROSE}<section>{PROSE}<ul>"
            + "".join(f"<li>{entry(at)}</li>" for at in range(n))
            + "</ul></section>"
        ),
        count,
        (7, 0),
        (8, 8),
    ),
    ("six lines of ten read like entries", lambda n: shared(n, 10), count, (5, 0), (6, 10)),
    (
        "an entry reads like one up to 1500 characters",
        lambda n: listed(
            entry(0), entry(1), unlike(2), unlike(3), letters(n - 20) + " Ward J. 2019;1:1...", tag="p", box="div"
        ),
        count,
        (1500, 5),
        (1501, 0),
    ),
    (
        "no line of a list has more than 4500",
        lambda n: listed(entry(0), letters(n), entry(1), entry(2)),
        count,
        (4500, 4),
        (4501, 0),
    ),
    (
        "half of the entries have 600 characters at most",
        lambda n: listed(entry(0), letters(n - 20) + " Ward J. 2019;1:1...", letters(700, entry(2))),
        count,
        (600, 3),
        (601, 0),
    ),
    (
        "words that stand in three entries are buttons",
        lambda n: listed(entry(1), entry(2), *[entry(0)] * n),
        count,
        (2, 4),
        (3, 2),
    ),
    (
        "a last line that reads like no entry is cut where four of five do",
        lambda n: listed(*map(entry, range(n)), unlike(5)),
        count,
        (3, 4),
        (4, 4),
    ),
    ("a named list counts thrice, one that links point at twice", rival, count, (7, 5), (8, 8)),
    (
        "a copy of an entry is known by its first forty letters",
        lambda n: window(of_letters(n)),
        lambda document: document.text.count("Roe A. Rests"),
        (39, 2),
        (40, 1),
    ),
    (
        "a copy stands within four elements of the text",
        lambda n: window(LINE_OF_TITLE, wrapped=n),
        copies(LINE_OF_TITLE),
        (3, 1),
        (4, 2),
    ),
    (
        "the text around a copy has more than sixty characters",
        lambda n: window(LINE_OF_TITLE, before=letters(n - 1)),
        copies(LINE_OF_TITLE),
        (60, 2),
        (61, 1),
    ),
    (
        "a line that heads a list in the text has fewer than sixty characters",
        lambda n: page(
            "<h2>Methods</h2>"
            + "".join(f"<p>{word} {LONG}</p>" for word in TITLES)
            + f"<p>References (8){'.' * (n - 14)}</p>"
            + "".join(f"<p>{entry(at)}</p>" for at in range(8))
        ),
        count,
        (59, 8),
        (60, 0),
    ),
    (
        "the mark of a copy has 24 characters",
        lambda n: window(LINE_OF_TITLE, mark="x" * n),
        lambda document: document.text.count("xxxx" * 6),
        (24, 1),
        (25, 2),
    ),
]


def buttons(linked: int, whole: int, words: str, *, tag: str = "a") -> str:
    end = f" <{tag}>{words}</{tag}>"
    return listed(*(entry(at) + end * (at < linked) for at in range(whole)))


def is_dropped(words: str) -> Callable[[Document], object]:
    return lambda document: words not in document.text


def labels(document: Document) -> object:
    return [one.label for one in document.entries]


ENTRIES: list[Case] = [
    (
        "a number lies up to twenty beyond the length of its list",
        lambda n: listed(f"{n}. {entry(0)}", entry(1)),
        labels,
        (22, ["22", None]),
        (23, [None, None]),
    ),
    (
        "a title that mark-up names has eight letters",
        lambda n: listed(f"Roe A. <span class='article-title'>{'Dim rests'[:n]}</span>. Ward J. 2019;1:1.", entry(1)),
        lambda document: [one.fields.title if one.fields else None for one in document.entries],
        (7, [None, None]),
        (8, ["Dim rest", None]),
    ),
    (
        "a button has six words",
        lambda n: buttons(4, 4, " ".join("look it up in our ward".split()[:6] + ["soon"] * (n - 6))),
        is_dropped("look it up"),
        (6, True),
        (7, False),
    ),
    (
        "a button stands in three entries",
        lambda n: buttons(n, 5, "look up"),
        is_dropped("look up"),
        (2, False),
        (3, True),
    ),
    (
        "a linked button stands in three of ten entries",
        lambda n: buttons(n, 20, "look up"),
        is_dropped("look up"),
        (5, False),
        (6, True),
    ),
    (
        "a button without a link stands in six of ten entries",
        lambda n: buttons(n, 20, "look up", tag="i"),
        is_dropped("look up"),
        (11, False),
        (12, True),
    ),
    (
        "the name of an entry has fewer than eighty characters",
        lambda n: listed(*(f"<i id='{'q' * (n - 1)}{at}'>{entry(at)}</i>" for at in range(2))),
        lambda document: len(document.entries[0].target or ""),
        (79, 79),
        (80, len("entry1")),
    ),
]

CELLS = "<tr><th>Ward</th><th>n</th></tr><tr><td>{}</td><td>3</td></tr>"
TABLE = f"<table>{CELLS.format('East')}</table>"


def tables(document: Document) -> object:
    return len(document.grids)


def captions(document: Document) -> object:
    return [grid.label for grid in document.grids]


def body(*parts: str) -> str:
    return page(f"<h2>Results</h2>{PROSE}{''.join(parts)}{PROSE}")


def of_words(words: list[str]) -> str:
    return "<table>" + "".join(f"<tr><td>{word}</td><td>{word}</td></tr>" for word in words) + "</table>"


TABLES: list[Case] = [
    (
        "tables under one label are copies by seven words of ten",
        lambda n: body(
            *("<p>Table 1. Wards</p>", of_words(NUMBERS)),
            *(PROSE, "<p>Table 1. Wards</p>", of_words([*NUMBERS[:n], *TITLES[n:]])),
        ),
        tables,
        (6, 2),
        (7, 1),
    ),
    (
        "a table of which more than three cells of ten are cut is a thumbnail",
        lambda n: body(
            "<figure><p>Table 1. Wards</p><table>"
            + "".join(f"<tr><td>Ward {at}{'…' * (at < n)}</td><td>{at}</td></tr>" for at in range(10))
            + f"</table>{of_words(['noise', 'dust'])}</figure>"
        ),
        lambda document: sum(len(grid.cells) for grid in document.grids),
        (6, 24),
        (7, 4),
    ),
    (
        "a cell has 3000 characters",
        lambda n: body(f"<table>{CELLS.format(letters(n))}</table>"),
        tables,
        (3000, 1),
        (3001, 0),
    ),
    (
        "a caption ahead of its table has 1500 characters",
        lambda n: body(f"<p>{letters(n, 'Table 1. Wards')}</p>{TABLE}"),
        captions,
        (1500, ["Table 1"]),
        (1501, [None]),
    ),
    (
        "sixty characters may stand between a caption and its table",
        lambda n: body(f"<p>Table 1. Wards</p><p>{letters(n)}</p>{TABLE}"),
        captions,
        (60, ["Table 1"]),
        (61, [None]),
    ),
    (
        "what holds a table has 4000 characters around it",
        lambda n: body(f"<div class='table-wrap'>{TABLE}<p>{letters(n)}</p></div>"),
        lambda document: len(words_of(document, "note")),
        (4000, 1),
        (4001, 0),
    ),
]


def lone(*parts: str) -> str:
    """A page without a named abstract and without sections beyond those given."""
    return f"<html><body><main><h1>Beams and livers</h1>{''.join(parts)}</main></body></html>"


def looks(short: int, whole: int, names: tuple[str, ...] = ("Introduction", "Methods")) -> str:
    lines = [*names, *(f"Of {word}" for word in NUMBERS)][:short] + [letters(120, word) for word in NUMBERS]
    return lone(*(f"<p class='k'>{line}</p><p>{LONG}</p>" for line in lines[:whole]))


def headings(document: Document) -> object:
    return len(words_of(document, "heading"))


def is_abstract(document: Document) -> object:
    return any(block.role == "abstract" for block in document.blocks)


def share_of_abstract(characters: int, whole: int) -> str:
    """A page of so many characters, so many of them in a container called an abstract, with a line that is none."""
    title = "Beams and livers"
    return (
        f"<html><body><main><h1>{title}</h1><div class='abstract'><p>{letters(characters - 1)}.</p></div>"
        f"<div><p>{letters(whole - characters - len(title) - 1)}.</p></div></main></body></html>"
    )


def scope(number: int) -> str:
    """A heading in an element with so many characters beside it, and a paragraph behind that element."""
    return lone(f"{PROSE}<div><div><h2>Methods</h2><p>{letters(number - 1)}.</p></div><h3>Dose</h3>{PROSE}</div>")


HEADINGS: list[Case] = [
    ("more than seven of ten headings of one look are short", lambda n: looks(n, 10), headings, (7, 0), (8, 8)),
    (
        "a heading by its look has 110 characters",
        lambda n: lone(
            *(f"<p class='k'>{line}</p><p>{LONG}</p>" for line in ("Introduction", "Methods", "Results", letters(n)))
        ),
        headings,
        (110, 4),
        (111, 3),
    ),
    (
        "headings by their look name two sections",
        lambda n: looks(4, 4, ("Introduction", "Methods")[:n]),
        headings,
        (1, 0),
        (2, 4),
    ),
    (
        "an abstract that nothing names has 200 characters",
        lambda n: lone(f"<p>{letters(n - 1)}.</p><h2>Introduction</h2>{PROSE}"),
        is_abstract,
        (199, False),
        (200, True),
    ),
    (
        "words ahead of all sections are prose by 300 characters",
        lambda n: lone(f"<p>{letters(n)}</p><h2>Methods</h2>{PROSE}"),
        lambda document: any(words.startswith("dim") for words in words_of(document, "front")),
        (299, True),
        (300, False),
    ),
    (
        "an abstract has 35 characters of a hundred",
        lambda n: share_of_abstract(n, 4000),
        is_abstract,
        (1400, True),
        (1401, False),
    ),
    (
        "a page of fewer than 2000 characters may be all abstract",
        lambda n: share_of_abstract(1200, n),
        is_abstract,
        (1999, True),
        (2000, False),
    ),
]

MACHINERY: list[Case] = [
    (
        "a button has fewer than sixty characters",
        lambda n: body(f"<div><a href='x'>{letters(n, 'Open in new tab')}</a></div>"),
        is_dropped("Open in new tab"),
        (59, True),
        (60, False),
    ),
    (
        "links that come three times with the same words are buttons",
        lambda n: body("<p><a href='x'>Ward by ward</a></p>" * n),
        is_dropped("Ward by ward"),
        (2, False),
        (3, True),
    ),
    (
        "a list of which more than seven of ten characters are links leads elsewhere",
        lambda n: body(
            f"<ul><li>{letters(100 - n)}</li><li><a href='x'>{'k' * (n - 20)}</a></li>"
            f"<li><a href='y'>{'m' * 20}</a></li></ul>"
        ),
        is_dropped("m" * 20),
        (70, False),
        (71, True),
    ),
    (
        "a caption begins within 400 characters of what holds its table",
        lambda n: body(f"<aside><p>{letters(n)}</p><p>Table 1. Wards</p>{TABLE}</aside>"),
        lambda document: "East" in document.text,
        (392, True),
        (393, False),
    ),
    (
        "a heading with the label of a figure is a legend beyond thirty characters",
        lambda n: body(f"<h3>{letters(n, 'Figure 1. Flow')}</h3>"),
        lambda document: len(words_of(document, "caption")),
        (30, 0),
        (31, 1),
    ),
    (
        "words that come again are a copy by 120 characters",
        lambda n: body(*[f"<p>{letters(n - 1, TENTS)}.</p>"] * 2),
        copies(TENTS),
        (119, 2),
        (120, 1),
    ),
]


def beside(inside: int, beside: int, *, lines: int = 1) -> str:
    """Prose of so many characters in one element, and lines of prose in one beside it."""
    return (
        f"<html><body><main><div><h1>Beams and livers</h1><p>{letters(inside)}</p></div>"
        f"<div>{f'<p>{letters(beside, TENTS)}</p>' * lines}</div></main></body></html>"
    )


PARTS: list[Case] = [
    (
        "a heading speaks of an element with 150 characters beside it",
        scope,
        lambda document: [block.level for block in document.blocks if block.kind == "heading"],
        (149, [1, 2]),
        (150, [1, 1]),
    ),
    (
        "the body's element holds four fifths of the prose",
        lambda n: beside(n, 1000 - n),
        is_dropped(TENTS),
        (799, False),
        (800, True),
    ),
    (
        "a paragraph counts as prose by eighty characters",
        lambda n: beside(400, n, lines=5),
        is_dropped(TENTS),
        (79, True),
        (80, False),
    ),
    (
        "machinery has less than three tenths of the page",
        lambda n: f"<html><body><h1>Beds</h1><p>{letters(996 - n)}</p><p class='sidebar'>{letters(n, TENTS)}</p>",
        is_dropped(TENTS),
        (299, True),
        (300, False),
    ),
    (
        "an attribute with the names of entries has 400 characters",
        lambda n: page(
            f"<h2>Methods</h2><p>{LONG} <a data-ids='{'k' * (n - 3)} b1'>1</a></p><ul class='references'>"
            f"<li id='b1'>{entry(1)}</li><li id='b2'>{entry(2)}</li></ul>"
        ),
        lambda document: [link.kind for link in document.links],
        (400, ["reference"]),
        (401, []),
    ),
    (
        "the words of a box of fewer than 6000 characters tell what stands in no paragraph",
        lambda n: lone(f"<div>Wards<p>{letters(n - 5)}</p></div>"),
        lambda document: "Wards" in words_of(document, "front"),
        (5999, False),
        (6000, True),
    ),
]


def titled(title: str, *parts: str) -> str:
    return f"<html><head><title>{title} | Site</title></head><body><main>{''.join(parts)}<h2>Methods</h2>{PROSE}{PROSE}"


def with_prose(number: int, of_list: int = 2) -> str:
    """So many characters of prose behind the abstract."""
    entries = "".join(f"<li>{entry(at)}</li>" for at in range(of_list))
    return page(f"<h2>Methods</h2><p>{letters(number - 1)}.</p><ul class='references'>{entries}</ul>")


def has_little(document: Document) -> object:
    return any(fault.code == "little_text" for fault in document.faults)


PAGES: list[Case] = [
    (
        "a title has more than ten characters",
        lambda n: titled("Dim nightss"[:n], f"<h2>{'Dim nightss'[:n]}</h2>"),
        lambda document: document.metadata.title,
        (10, None),
        (11, "Dim nightss"),
    ),
    (
        "a title in a paragraph has more than twenty characters",
        lambda n: titled(letters(n), f"<p>{letters(n)}</p>"),
        lambda document: document.metadata.title,
        (20, None),
        (21, letters(21)),
    ),
    (
        "a title in a paragraph is one of the first twelve blocks",
        lambda n: titled(letters(40), *["<p>Ward</p>"] * (n - 1), f"<p>{letters(40)}</p>"),
        lambda document: document.metadata.title,
        (12, letters(40)),
        (13, None),
    ),
    ("an article has 2000 characters of prose", with_prose, has_little, (1999, True), (2000, False)),
]


def rows(*tables_of_cases: list[Case]) -> list[object]:
    cases = [case for cases in tables_of_cases for case in cases]
    return [
        pytest.param(make, look, number, seen, id=f"{holds}: {number}")
        for holds, make, look, *sides in cases
        for number, seen in sides
    ]


@pytest.mark.parametrize(
    ("make", "look", "number", "seen"), rows(LISTS, ENTRIES, TABLES, HEADINGS, MACHINERY, PARTS, PAGES)
)
def test_either_side_of_a_threshold(
    make: Callable[[int], str], look: Callable[[Document], object], number: int, seen: object
) -> None:
    assert look(read(make(number))) == seen


@pytest.mark.parametrize(("length", "is_paper"), [(2999, False), (3000, True)])
def test_a_page_of_a_check_has_fewer_than_3000_characters(length: int, is_paper: bool) -> None:
    words = letters(length - len("Beams\n\n"), "Just a moment")
    text = f"<html><body><main><h1>Beams</h1><p>{words}</p></main></body></html>"
    if is_paper:
        assert len(read(text).text) == length
    else:
        with pytest.raises(NotAPaper):
            read(text)


def legend(length: int) -> str:
    return page(f"<figure><figcaption>{letters(length, 'Figure 1. Flow')}</figcaption></figure>")


@pytest.mark.parametrize(("length", "little"), [(2999, False), (3000, True)])
def test_a_page_of_fewer_than_3000_characters_may_be_all_there_is(length: int, little: bool) -> None:
    document = read(legend(length - len(read(legend(100)).text) + 100))
    assert len(document.text) == length
    assert has_little(document) is little
