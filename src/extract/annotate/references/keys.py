"""How the text would cite an entry by its authors and year."""

from extract.model import ReferenceFields


def make_key(fields: ReferenceFields) -> str | None:
    """ "Bray et al. 2024", "Lee and Kim 2020", "Finn et al. 2020a"; None where no author is known.

    >>> from extract.model import Person
    >>> make_key(ReferenceFields(authors=(Person("Lee", "BM"), Person("Seong", "J")), year=2021))
    'Lee and Seong 2021'
    """
    names = [person.family for person in fields.authors]
    if not names:
        return None
    if fields.et_al or len(names) > 2:
        people = f"{names[0]} et al."
    else:
        people = " and ".join(names)
    year = f"{fields.year or ''}{fields.year_suffix or ''}"
    return f"{people} {year}".strip()
