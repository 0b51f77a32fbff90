"""How building the library and matching grow with its size: made records, noisy strings, one core.

Usage: python benchmarks/library_scale.py [SIZE...]     (writes benchmarks/curves/library_scale.csv)

Titles are put together of words with a long-tailed distribution, as real ones are; a tenth of the records have a
near twin (another year or part). Strings have typos, lost spaces, a missing subtitle, a wrong year, or no title.
"""

import csv
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from extract.annotate.references import parse_reference
from extract.model import Person, Work
from extract.resolve import match_reference
from extract.store import open_database
from extract.store.works import WorkCatalogue, save_works

SIZES = (10_000, 100_000, 300_000, 1_000_000)
STRINGS = 2_000
SYLLABLES = "ba be bi co cu da den dro ec fer gen ha hep in ka lo lym mab mi neo nib ol or pan phe ra re sar tin to vas"
CURVE = Path(__file__).parent / "curves" / "library_scale.csv"


def words(chance: random.Random, count: int) -> list[str]:
    parts = SYLLABLES.split()
    return ["".join(chance.choices(parts, k=chance.randint(2, 4))) for _ in range(count)]


def records(size: int) -> Iterator[Work]:
    """Works, always the same for a size."""
    chance = random.Random(size)
    common, rare = words(chance, 2_000), words(chance, 60_000)
    names, journals = [word.title() for word in words(chance, 40_000)], words(chance, 3_000)
    before: Work | None = None
    for number in range(size):
        if before is not None and number % 10 == 0:
            year = (before.year or 2000) + 2
            work = replace(before, title=f"{before.title} part {number % 7}", year=year, pages=str(number % 3000 + 1))
        else:
            mixed = chance.choices(common, k=chance.randint(4, 9)) + chance.choices(rare, k=chance.randint(1, 3))
            chance.shuffle(mixed)
            people = tuple(Person(chance.choice(names), "AB") for _ in range(chance.randint(1, 6)))
            first = chance.randint(1, 2500)
            work = Work(
                id="",
                title=" ".join(mixed).capitalize(),
                authors=people,
                year=chance.randint(1970, 2025),
                container="J " + chance.choice(journals).title(),
                volume=str(chance.randint(1, 120)),
                pages=f"{first}-{first + 9}",
            )
        before = work
        yield replace(work, pmid=str(number + 1))


def printed(work: Work, chance: random.Random) -> str:
    """A string for a work, damaged in one of six ways."""
    title, way = work.title or "", chance.randint(0, 5)
    if way == 1:
        at = chance.randrange(1, len(title) - 2)
        title = title[:at] + title[at + 1] + title[at] + title[at + 2 :]
    elif way == 2:
        title = title.replace(" ", "", 1)
    elif way == 3:
        title = " ".join(title.split()[:-2])
    year = (work.year or 0) + (way == 4)
    names = ", ".join(f"{person.family} {person.given}" for person in work.authors[:3])
    start = f"{names}. " if way == 5 else f"{names}. {title}. "
    return f"{start}{work.container}. {year};{work.volume}:{work.pages}."


def measure(size: int) -> tuple[int, float, float, float, float, float]:
    """Size, seconds to build, megabytes, strings a second, right and wrong matches of all."""
    chance = random.Random(1)
    wanted = set(chance.sample(range(1, size + 1), STRINGS))
    with tempfile.TemporaryDirectory() as folder, open_database(Path(folder) / "library.db") as database:
        begin = time.perf_counter()
        database.execute("PRAGMA cache_size=-200000")
        kept: list[Work] = []

        def keeping() -> Iterator[Work]:
            for work in records(size):
                if int(work.pmid or 0) in wanted:
                    kept.append(work)
                yield work

        with database.atomic():
            save_works(database.connection, keeping())
        built = time.perf_counter() - begin
        megabytes = (Path(folder) / "library.db").stat().st_size / 1e6
        catalogue = WorkCatalogue(database.connection)
        strings = [(printed(work, chance), work.pmid) for work in kept]
        begin = time.process_time()
        found = [match_reference(parse_reference(text), catalogue, printed=text) for text, _ in strings]
        seconds = time.process_time() - begin
    right = sum(m.status == "matched" and m.works[0].pmid == pmid for m, (_, pmid) in zip(found, strings, strict=True))
    wrong = sum(m.status == "matched" and m.works[0].pmid != pmid for m, (_, pmid) in zip(found, strings, strict=True))
    return size, built, megabytes, len(strings) / seconds, right / len(strings), wrong / len(strings)


def main() -> None:
    sizes = [int(word) for word in sys.argv[1:]] or list(SIZES)
    with CURVE.open("w", newline="") as file:
        table = csv.writer(file)
        table.writerow(["records", "build_seconds", "megabytes", "strings_per_second", "right", "wrong"])
        for size in sizes:
            row = measure(size)
            table.writerow([row[0], *(f"{value:.4g}" for value in row[1:])])
            file.flush()
            print(*table_line(row))


def table_line(row: tuple[int, float, float, float, float, float]) -> tuple[str, ...]:
    return (f"{row[0]:>9,}", f"{row[1]:.1f} s", f"{row[2]:.0f} MB", f"{row[3]:.0f}/s", f"{row[4]:.4f}", f"{row[5]:.4f}")


if __name__ == "__main__":
    main()
