"""A row of a table of included studies names an author of the entry that it cites, and an entry of the list.

A row that says "Kaur et al. [73]" is held against all authors of entry 73: by surname, spelt alike or with two letters
changed, or anywhere in the entry. An error where another entry has that first author (and year, where one is printed),
a warning where none has. A row is called by its first author: where the entry has the name only among its others and
another entry, which no row cites, begins with it, that one may be meant. A row without a marker must be in the list by
its author. An entry about animals among entries about people is told too. Groups, acronyms and rows that name no
surname are left alone; where most rows of a table disagree the numbering was misread, and they are notes, unless all
stand the same number of places off and the rows of another table do not.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from rapidfuzz.distance import Levenshtein

from extract.audit.entries import entry_evidence, entry_name
from extract.audit.passages import evidence
from extract.model import Answer, Finding, Library, Paper, Passed, Reference, Severity, Skipped, Study
from extract.resolve.studies import NEAR_YEARS, Entries, names_of
from extract.text import lazy_re as re
from extract.text.citation_keys import fold_name
from extract.text.numbers import are_near
from extract.text.words import alternatives

NAME = "review_study_entry"
VERSION = 1

SHORTEST = 3
"""Letters of a surname that is looked for in the whole entry; shorter ones only among its authors."""
CHANGED = 2
"""Letters by which two spellings of one surname may differ, from `LONG` letters on; one letter below."""
LONG = 6
MOST_WRONG = 0.5
"""Share of a table's rows that may disagree with their entries before the reading of the numbers is at fault."""
SHIFTED = 0.8
"""Share of those rows that must stand the same number of places off for the table to be at fault."""
MISREAD = "most rows of this table disagree with their entries, so the numbering may be misread"
SHIFTED_BY = "the numbers of most rows of this table stand {off} too {way}"
LEAST_OTHERS = 4
LONGEST_LABEL = 80
"""Characters of a cell that names a study without its year; longer ones are prose."""
AUTHORS = re.compile(r"\bet\.?\s?al\b|[^\W\d_]\s(?:and|&)\s[A-Z]")
"""Words that make a surname of the one before: a row is called by its authors."""
REGISTRATION = re.compile(r"[A-Z]{2,8}-?\d{3}")
ANIMALS = re.compile(
    r"\b(?:rats?|mice|mouse|murine|rabbits?|dogs?|canine|pigs?|piglets?|swine|hamsters?|zebrafish|monkeys?|sheep)\b",
    re.I,
)
PEOPLE = re.compile(rf"\b(?:{alternatives('people')}|humans?|clinical)\b", re.I)


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    entries = Entries(paper.references)
    by_id = {reference.id: reference for reference in paper.references}
    by_table: dict[str, list[tuple[Study, Answer]]] = defaultdict(list)
    for study in paper.studies:
        by_table[study.table].append((study, _judge(paper, study, entries, by_id)))
    seen: set[tuple[str, tuple[str, ...]]] = set()
    for table, found in by_table.items():
        judged = list(_by_authors(found, entries, seen))
        wrong = [(study, answer) for study, answer in judged if isinstance(answer, Finding)]
        misread = len(wrong) > 2 and len(wrong) > MOST_WRONG * len(judged)
        right = sum(isinstance(answer, Passed) for other in by_table if other != table for _, answer in by_table[other])
        off = _offset(paper, [study for study, _ in wrong]) if misread and right > 2 else 0
        for study, answer in judged:
            if misread and isinstance(answer, Finding):
                why = MISREAD if not off else SHIFTED_BY.format(off=abs(off), way="low" if off > 0 else "high")
                yield replace(answer, severity="warning" if off else "note", message=f"{answer.message}; {why}")
            elif isinstance(answer, Passed):
                yield _of_animals(paper, study, by_id, [study for study, _ in judged]) or answer
            else:
                yield answer


def _by_authors(
    judged: Sequence[tuple[Study, Answer]], entries: Entries, seen: set[tuple[str, tuple[str, ...]]]
) -> Iterator[tuple[Study, Answer]]:
    """The rows of a table, those left out that may be called by the name of a trial, or stand in a table before.

    A word that opens a row is taken for a surname where another row of the table agrees with its entry by author, where
    the list knows it as a first author, or where the row prints "et al.", a second author or a year.
    """
    agree = any(isinstance(answer, Passed) and study.by == "marker" for study, answer in judged)
    for study, answer in judged:
        if not isinstance(answer, Finding):
            yield study, answer
            continue
        vouched = agree or study.year is not None or AUTHORS.search(study.label) or entries.knows(study.author)
        cause = (fold_name(study.author or ""), answer.references)
        if not vouched:
            yield study, Skipped(study.span, "no row of the table is called by an author of its entry")
        elif cause in seen:
            yield study, Skipped(study.span, "told at an earlier table")
        else:
            seen.add(cause)
            yield study, answer


def _offset(paper: Paper, studies: Sequence[Study]) -> int:
    """The number of places in the list by which most rows of a table cite beside the entry of their author; or 0."""
    place_of = {reference.id: number for number, reference in enumerate(paper.references)}
    steps = Counter(
        number - place_of[study.reference]
        for study in studies
        if study.reference and study.author
        for number, reference in enumerate(paper.references)
        if reference.label and any(alike(name, fold_name(study.author)) for name in _first(reference))
    )
    step, rows = max(steps.items(), key=lambda step: (step[1], -abs(step[0])), default=(0, 0))
    return step if rows >= SHIFTED * len(studies) else 0


def _first(reference: Reference) -> frozenset[str]:
    return names_of(reference.fields.authors[0].family) if reference.fields.authors else frozenset()


def _of_animals(paper: Paper, study: Study, by_id: Mapping[str, Reference], others: Sequence[Study]) -> Finding | None:
    """A study of animals in a table whose others, at least four, are of none, and whose heads speak of people."""
    titles = {other.reference: by_id[other.reference].fields.title or "" for other in others if other.reference}
    own = titles.pop(study.reference or "", "")
    animal = ANIMALS.search(own)
    if animal is None or len(titles) < LEAST_OTHERS or any(ANIMALS.search(title) for title in titles.values()):
        return None
    table = next(table for table in paper.tables if table.id == study.table)
    row = " ".join(cell.span.of(paper.text) for cell in table.cells if cell.row == study.row)
    heads = " ".join(head for cell in table.cells for head in cell.col_path)
    if PEOPLE.search(own) or ANIMALS.search(row) or not PEOPLE.search(f"{heads} {paper.document.metadata.title}"):
        return None
    cited = by_id[study.reference or ""]
    message = f"the row is of a study of people, entry {entry_name(cited)} is about {animal[0].lower()}"
    return _entry_finding(paper, study, "warning", message, "an entry about people", cited)


def _judge(paper: Paper, study: Study, entries: Entries, by_id: dict[str, Reference]) -> Answer:
    if len(study.label) > LONGEST_LABEL and study.year is None:
        return Skipped(study.span, "the cell is prose, and its number a source")
    if study.author is None or not _is_surname(study.author):
        return Skipped(study.span, "the row names no surname")
    if study.reference is None:
        return _absent(paper, study)
    cited = [by_id[entry] for entry in (study.reference, *study.others)]
    if any(not reference.fields.authors for reference in cited):
        return Skipped(study.span, "the entry names no author")
    fitting, same_year = entries.find(study.author, study.year)
    other = fitting[0] if len(fitting) == 1 and same_year and fitting[0] not in cited else None
    if study.by != "marker":
        return Passed(study.span)
    if any(_names(paper, reference, study.author) for reference in cited):
        first = any(alike(entry, fold_name(study.author)) for reference in cited for entry in _first(reference))
        unused = other is not None and not any(other.id in (entry.reference, *entry.others) for entry in paper.studies)
        if other is not None and unused and not first and len(fold_name(study.author)) > 1:
            return _finding(paper, study, cited[0], other)
        return _by_year(paper, study, cited, other)
    if other is None and any(_may_be_given_first(reference, study.author) for reference in cited):
        return Skipped(study.span, "the entry may print the given name first")
    return _finding(paper, study, cited[0], other)


def _by_year(paper: Paper, study: Study, cited: list[Reference], other: Reference | None) -> Answer:
    """Of several works of one author, the one of the year that the row prints is meant."""
    years = [reference.fields.year for reference in cited if reference.fields.year]
    if study.year is None or other is None or any(are_near(year, study.year, NEAR_YEARS) for year in years):
        return Passed(study.span)
    return _finding(paper, study, cited[0], other)


def _may_be_given_first(reference: Reference, author: str) -> bool:
    """ "Jian-sheng L": a list that prints the given name, and the initial of the surname."""
    first = reference.fields.authors[0]
    return "-" in first.family and first.given[:1].casefold() == author[:1].casefold()


def _is_surname(name: str) -> bool:
    letters = fold_name(name).replace(" ", "")
    if re.search(r"\s[a-zà-ÿ]\w*$", name):
        return False  # "Male infant": the last word of a surname has a capital
    if re.match(r"[A-Z]{3,}-", name) or REGISTRATION.match(name):
        return False  # "HAPA-scales", "NCT01650519a"
    return len(letters) >= 2 and not (name.isupper() and len(letters) > 1) and name[:1].isupper()


def _names(paper: Paper, reference: Reference, author: str) -> bool:
    """Whether an entry names a surname, as an author or anywhere."""
    wanted = fold_name(author)
    for person in reference.fields.authors:
        for part in (*names_of(person.family), *names_of(f"{person.given} {person.family}"), fold_name(person.given)):
            if part and any(alike(part, name) or name in part.split() for name in names_of(author)):
                return True
    if len(wanted) < SHORTEST:
        return False
    return f" {wanted}" in f" {fold_name(paper.quote(reference))}"


def alike(first: str, second: str) -> bool:
    """Whether two folded surnames are one, spelt alike or with a letter or two changed."""
    if first == second:
        return True
    length = min(len(first), len(second))
    if length < SHORTEST + 1:
        return False
    return (
        Levenshtein.distance(first, second) <= (CHANGED if length >= LONG else 1)
        or first.startswith(second)
        or second.startswith(first)
    )


def _absent(paper: Paper, study: Study) -> Answer:
    if study.candidates:
        return Skipped(study.span, "several entries have this author and year")
    if study.year is None:
        return Skipped(study.span, "the row has no marker and no year")
    author = study.author or ""
    if any(_names(paper, reference, author) for reference in paper.references):
        return Skipped(study.span, "entries name the author, with another year or not first")
    linked = {entry.reference for entry in paper.studies}
    left = [entry for entry in paper.references if entry.fields.year == study.year and entry.id not in linked]
    hint = f"; entry {entry_name(left[0])}, of that year, is named by no row" if len(left) == 1 else ""
    message = f"no entry of the list names {author}, whom the table lists as an included study of {study.year}{hint}"
    return _entry_finding(paper, study, "warning", message, "an entry with this author")


def _finding(paper: Paper, study: Study, cited: Reference, other: Reference | None) -> Finding:
    label, first = entry_name(cited), cited.fields.authors[0].family
    author = study.author or ""
    there = f"; entry {entry_name(other)} does" if other else ""
    severity: Severity = "warning"
    if not _names(paper, cited, author):
        what = f"the row names {author}, entry {label} is by {first} and names no {author}"
        severity = "error" if other else "warning"
    elif any(alike(name, fold_name(author)) for name in _first(cited)):
        what = f"the row is of {study.year}, entry {label} by {first} of {cited.fields.year}"
        there = f"; entry {entry_name(other)} is by {author} of {study.year}" if other else ""
    else:
        what = f"the row names {author}, entry {label} is by {first}, with {author} among the others"
        there = f"; entry {entry_name(other)}, which no row cites, begins with {author}" if other else ""
    entries = (cited, other) if other else (cited,)
    return _entry_finding(paper, study, severity, what + there, f"an entry by {study.author}", *entries)


def _entry_finding(
    paper: Paper, study: Study, severity: Severity, message: str, expected: str, *entries: Reference
) -> Finding:
    return Finding(
        check=NAME,
        severity=severity,
        message=message,
        reported=study.label,
        expected=expected,
        evidence=(evidence(paper, "claim", study.pieces), *(entry_evidence(paper, entry) for entry in entries)),
        references=tuple(entry.id for entry in entries),
    )
