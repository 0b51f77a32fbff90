"""Where a work stands, by year, volume and first page, against the numbers of the string."""

from extract.model import Work
from extract.resolve.parts import Part
from extract.resolve.printed import Printed, years_in
from extract.text.keys import first_number, first_page

LETTERS = "abcdefghijklmnopqrstuvwxyz"
COCHRANE = "cd0"
"""Cochrane reviews keep their number through all updates: only the year tells the versions apart."""


def compare_places(printed: Printed, work: Work, start: int, end: int) -> list[Part | None]:
    """Year, volume and first page; `start` and `end` are the title's, whose numbers do not count."""
    listed = printed.numbers_outside(start, end)
    numbers, years = set(listed), years_in(listed)
    if printed.fields.year:
        years = [printed.fields.year, *years]
    volume, page = first_number(work.volume), first_page(work.pages)
    for year in work.all_years if volume and page else ():
        if f"{year}{volume}{page}" in printed.squeezed[end:]:
            numbers |= {volume or "", page or ""}
            years.append(year)
    numbers -= {str(year) for year in work.all_years}
    return [_year(work, years, page), _volume(printed, volume, numbers), _page(printed, page, numbers - {volume or ""})]


def _year(work: Work, years: list[int], page: str | None) -> Part | None:
    if not work.year or not years:
        return None
    if not set(work.all_years).isdisjoint(years):
        return Part("year", True, 2.0, "year agrees")
    stated = f"{years[0]} printed, {work.year} in the record"
    if page and page.startswith(COCHRANE):
        return Part("year", False, -9.0, f"another version of a Cochrane review: {stated}")
    if min(abs(year - held) for year in years for held in work.all_years) == 1:
        return Part("year", None, -0.3, f"year differs by one: {stated}")
    return Part("year", False, -2.5, f"year differs: {stated}")


def _volume(printed: Printed, volume: str | None, numbers: set[str]) -> Part | None:
    stated = first_number(printed.fields.volume)
    if not volume or not (stated or numbers):
        return None
    if volume == stated or volume in numbers:
        return Part("volume", True, 2.5, "volume agrees")
    return Part("volume", False, -1.8, f"volume differs: {stated or 'another'} printed, {volume} in the record")


def _page(printed: Printed, page: str | None, numbers: set[str]) -> Part | None:
    stated = first_page(printed.fields.pages)
    if not page or not (stated or numbers):
        return None
    digits = page.lstrip(LETTERS).lstrip("0")
    if page in (stated, *numbers) or (len(digits) >= 3 and digits in numbers):
        return Part("pages", True, 4.5, "first page agrees")
    return Part("pages", False, -2.3, f"first page differs: {stated or 'another'} printed, {page} in the record")
