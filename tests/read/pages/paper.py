# ruff: noqa: E501 -- words read best unbroken
"""Made-up papers that know what they print: headings and their roles, works and which of them are cited, tables."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import count

from extract.model import SectionRole

THINGS = (
    "sleep", "noise", "light", "heat", "rest", "walking", "pain", "fatigue", "anxiety", "appetite", "posture", "breathing",
    "hydration", "mood", "memory", "balance", "strength", "vision", "hearing", "skin care",
)  # fmt: skip
PLACES = (
    "surgical wards", "nursing homes", "rural clinics", "intensive care units", "day hospitals", "rehabilitation centres",
    "maternity units", "stroke units", "primary schools", "community pharmacies",
)  # fmt: skip
PEOPLE = ("older adults", "young patients", "night nurses", "new mothers", "outpatients", "volunteers", "carers")
VERBS = ("improved", "worsened", "remained stable", "varied widely", "was measured daily", "was often unreported")
FAMILIES = (
    "Ashgrove", "Birkwood", "Cranmere", "Dunfield", "Elmsworth", "Farnhall", "Gorsedale", "Hazelby", "Ivercombe",
    "Juniperly", "Kestwick", "Larchmont", "Mossley", "Nettleton", "Oakhurst", "Pinefold", "Quillby", "Rowanby",
    "Sedgemoor", "Thornhill", "Underwood", "Vinecourt", "Willowby", "Yarrowdale",
)  # fmt: skip
JOURNALS = ("Journal of Ward Studies", "Rest Research", "Annals of Quiet Care", "Nursing Measures", "Clinical Calm")


@dataclass(frozen=True, slots=True)
class Work:
    """An entry of the list: people as family name and initials."""

    people: tuple[tuple[str, str], ...]
    title: str
    journal: str
    year: int
    volume: int
    first: int
    last: int
    doi: str

    @property
    def names(self) -> str:
        """As "Lee A, Bo B"."""
        return ", ".join(f"{family} {initials}" for family, initials in self.people)

    @property
    def short(self) -> str:
        """As author and year are cited."""
        families = [family for family, _ in self.people]
        joined = f"{families[0]} et al." if len(families) > 2 else " and ".join(families)
        return f"{joined}, {self.year}"

    @property
    def vancouver(self) -> str:
        return f"{self.names}. {self.title}. {self.place}"

    @property
    def place(self) -> str:
        return f"<i>{self.journal}</i>. {self.year};{self.volume}:{self.first}–{self.last}."


@dataclass(frozen=True, slots=True)
class Table:
    """A table: head, rows of cells, and a note."""

    number: int
    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str

    @property
    def inner(self) -> str:
        """The rows as marked up, without the element around them."""
        head = "".join(f"<th>{cell}</th>" for cell in self.head)
        rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in self.rows)
        return f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody>"


Part = str | tuple[int, ...]
"""Words, or the numbers of works cited there."""


@dataclass(frozen=True, slots=True)
class Section:
    heading: str
    role: SectionRole
    paragraphs: tuple[tuple[Part, ...], ...]
    parts: tuple["Section", ...] = ()
    table: Table | None = None
    has_figure: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    title: str
    authors: tuple[tuple[str, str], ...]
    journal: str
    year: int
    doi: str
    abstract: tuple[tuple[str | None, str], ...]
    sections: tuple[Section, ...]
    back: tuple[Section, ...]
    works: tuple[Work, ...]
    keywords: str = "sleep; wards; noise"
    tables: tuple[Table, ...] = field(default=())

    @property
    def cited(self) -> set[int]:
        return {
            number
            for section in self.sections
            for one in (section, *section.parts)
            for paragraph in one.paragraphs
            for part in paragraph
            if isinstance(part, tuple)
            for number in part
        }

    @property
    def first_words(self) -> str:
        """How the text begins."""
        first = self.sections[0].paragraphs[0][0]
        return " ".join(str(first).split()[:6])


class Maker:
    """Makes papers; the same seed makes the same paper."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._serial = count(1)

    def sentence(self) -> str:
        pick = self._random.choice
        number = next(self._serial)
        thing, other = self._random.sample(THINGS, 2)
        return pick(
            (
                f"In {pick(PLACES)} the {thing} of {pick(PEOPLE)} {pick(VERBS)} after {number} days of observation.",
                f"Whether {thing} and {other} go together in {pick(PEOPLE)} is not known for {number} of the sites.",
                f"We asked {number + 10} {pick(PEOPLE)} about {thing}, and their answers on {other} {pick(VERBS)}.",
                f"{thing.capitalize()} among {pick(PEOPLE)} in {pick(PLACES)} {pick(VERBS)}, unlike {other}.",
            )
        )

    def words(self, sentences: int) -> str:
        return " ".join(self.sentence() for _ in range(sentences))

    def work(self, number: int) -> Work:
        pick = self._random.choice
        people = tuple(
            (family, pick("ABCDEGHJKLM") + pick(("", "", "R", "S")))
            for family in self._random.sample(FAMILIES, self._random.randint(1, 4))
        )
        thing, other = self._random.sample(THINGS, 2)
        title = f"{thing.capitalize()} and {other} of {pick(PEOPLE)} in {pick(PLACES)}: study {number} of a series"
        first = self._random.randint(1, 900)
        year, volume = self._random.randint(1991, 2013), self._random.randint(2, 60)
        return Work(people, title, pick(JOURNALS), year, volume, first, first + 9, f"10.5555/ward.{number}")

    def table(self, number: int) -> Table:
        rows = tuple(
            (place.capitalize(), str(self._random.randint(20, 90)), f"{self._random.randint(10, 99) / 10}")
            for place in self._random.sample(PLACES, 4)
        )
        caption = f"{self._random.choice(THINGS).capitalize()} by place"
        return Table(number, caption, ("Place", "People", "Hours"), rows, "Hours are means of seven nights.")

    def paragraphs(self, many: int, cites: Sequence[tuple[int, ...]]) -> tuple[tuple[Part, ...], ...]:
        """Paragraphs of some sentences, with the citations spread over them."""
        made: list[list[Part]] = [[self.words(self._random.randint(2, 4))] for _ in range(many)]
        for place, cite in enumerate(cites):
            paragraph = made[place % many]
            before = str(paragraph.pop())
            paragraph += [before.removesuffix("."), cite, f". {self.words(2)}"]
        return tuple(map(tuple, made))


def article(seed: int = 1, *, works: int = 24, structured: bool = True, numbered: bool = False) -> Paper:
    """A study with the usual sections, two tables and back matter."""
    make = Maker(seed)
    head: Callable[[int, str], str] = lambda number, words: f"{number}. {words}" if numbered else words  # noqa: E731
    numbers = list(range(1, works + 1))
    groups = [tuple(numbers[at : at + 2]) for at in range(0, works, 2)]
    third = max(1, len(groups) // 3)
    tables = (make.table(1), make.table(2))
    abstract: tuple[tuple[str | None, str], ...] = ((None, make.words(7)),)
    if structured:
        named = ("Background", "Methods", "Results", "Conclusions")
        abstract = tuple((heading, make.words(2)) for heading in named)
    sections = (
        Section(head(1, "Introduction"), "introduction", make.paragraphs(4, groups[:third])),
        Section(
            head(2, "Methods"),
            "methods",
            make.paragraphs(2, groups[third : third + 1]),
            parts=(
                Section("Setting and people", "methods", make.paragraphs(2, ())),
                Section("Measures of rest", "methods", make.paragraphs(2, groups[third + 1 : third + 2])),
            ),
        ),
        Section(
            head(3, "Results"),
            "results",
            make.paragraphs(5, ()),
            table=tables[0],
            has_figure=True,
            parts=(Section("Rest at night", "results", make.paragraphs(2, ()), table=tables[1]),),
        ),
        Section(head(4, "Discussion"), "discussion", make.paragraphs(5, groups[third + 2 :])),
        Section(head(5, "Conclusions"), "conclusion", make.paragraphs(1, ())),
    )
    back = (
        Section("Acknowledgements", "back", (("We thank all who slept badly for this study.",),)),
        Section("Funding", "back", (("The Quiet Fund paid for the work, under grant 12.",),)),
        Section("Competing interests", "back", (("The authors declare that they have none.",),)),
    )
    return Paper(
        title="Rest of older adults on surgical wards: a made-up cohort",
        authors=(("Ashgrove", "Mary"), ("Kestwick", "John P"), ("Yarrowdale", "Li")),
        journal="Journal of Ward Studies",
        year=2016,
        doi="10.5555/ward.2016.7",
        abstract=abstract,
        sections=sections,
        back=back,
        works=tuple(make.work(number) for number in numbers),
        tables=tables,
    )


def review(seed: int = 2, *, works: int = 60) -> Paper:
    """A narrative review: headings of its own, one introduction, no tables."""
    made = article(seed, works=works, structured=False)
    make = Maker(seed + 100)
    groups = [tuple(range(at, at + 2)) for at in range(1, works, 2)]
    quarter = len(groups) // 4
    named = ("Noise at night", "What helps against light", "Costs of broken rest")
    middle = tuple(
        Section(heading, "other", make.paragraphs(4, groups[quarter * (n + 1) : quarter * (n + 2)]))
        for n, heading in enumerate(named)
    )
    last = Section("Conclusion", "conclusion", make.paragraphs(2, groups[quarter * 4 :]))
    first = Section("Introduction", "introduction", make.paragraphs(3, groups[:quarter]))
    return Paper(
        title="Rest on wards: what is known and what is not",
        authors=made.authors, journal=made.journal, year=2019, doi="10.5555/ward.2019.3", abstract=made.abstract,
        sections=(first, *middle, last), back=made.back, works=made.works,
    )  # fmt: skip


def rich(seed: int = 7) -> Paper:
    """A trial of a biological journal: ranges of citations, a summary for lay readers, results and discussion in one."""
    made = article(seed, works=45)
    make = Maker(seed + 100)
    groups = [tuple(range(at, at + 3)) for at in range(1, 45, 3)]
    parts = ("Background", "Objective", "Methods", "Results", "Conclusions", "Trial registration")
    abstract = (
        *((heading, make.words(2)) for heading in parts[:-1]),
        (parts[-1], "Ward registry, WR1234567."),
    )
    methods = Section("Materials and Methods", "methods", make.paragraphs(3, groups[5:7]), parts=(
        Section("Statistical analysis", "methods", make.paragraphs(2, ())),
    ))  # fmt: skip
    found = Section("Results and Discussion", "results", make.paragraphs(4, groups[7:]), table=made.tables[0], parts=(
        Section("Limitations", "results", make.paragraphs(1, ())),
    ))  # fmt: skip
    sections = (
        Section("Plain language summary", "other", make.paragraphs(1, ())),
        Section("Introduction", "introduction", make.paragraphs(3, groups[:5])),
        methods, found, Section("Concluding remarks", "conclusion", make.paragraphs(1, ())),
    )  # fmt: skip
    back = (*made.back, Section("Data availability", "back", (("The data are with the authors.",),)))
    return Paper(
        title="Quiet wards: a randomised trial of ear plugs & lamps", authors=made.authors, journal=made.journal, year=2022,
        doi="10.5555/ward.2022.9", abstract=abstract, sections=sections, back=back, works=made.works, tables=made.tables[:1],
    )  # fmt: skip


def letter(seed: int = 3) -> Paper:
    """A letter: no abstract, no headings, four works."""
    made = article(seed, works=4)
    make = Maker(seed + 100)
    body = Section("", "other", make.paragraphs(5, ((1,), (2, 3), (4,))))
    return Paper(
        title="More on the rest of older adults", authors=made.authors, journal=made.journal, year=2018,
        doi="10.5555/ward.2018.1", abstract=(), sections=(body,), back=(), works=made.works,
    )  # fmt: skip
