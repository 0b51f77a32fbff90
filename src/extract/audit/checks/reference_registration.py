"""Trial registrations have the form of their register, and say what the paper says of the trial.

A number of the wrong length cannot be looked up. Where the library holds a registration, what a citing sentence says
of that trial (country, phase, disease) and what the paper says of its own (enrolment, dates) is held against it.
Registry and paper can differ for good reasons (data cut, population, amendment): both are shown, none is called wrong.
"""

from collections.abc import Iterator

from extract.audit.passages import evidence
from extract.model import (
    Answer,
    Claim,
    Evidence,
    Fact,
    Finding,
    Library,
    Paper,
    Passed,
    Pieces,
    Registration,
    Sentence,
    Skipped,
    Span,
)
from extract.text import lazy_re as re
from extract.text.identifiers import find_registrations
from extract.text.numbers import whole_number
from extract.vocabulary import Vocabulary, load_vocabulary

NAME = "reference_registration"
VERSION = 1

FORMS = (
    ("ClinicalTrials.gov", "nct", re.compile(r"\bNCT\s?-?(\d{4,12})\b", re.IGNORECASE), (8,)),
    ("ISRCTN", "isrctn", re.compile(r"\bISRCTN\s?-?(\d{4,12})\b", re.IGNORECASE), (8,)),
    ("the Australian New Zealand register", "actrn", re.compile(r"\bACTRN\s?(\d{6,18})\b", re.IGNORECASE), (14,)),
    ("the German register", "drks", re.compile(r"\bDRKS\s?-?(\d{4,12})\b", re.IGNORECASE), (8,)),
    ("the Korean register", "kct", re.compile(r"\bKCT\s?(\d{4,12})\b"), (7,)),
    ("UMIN", "umin", re.compile(r"\bUMIN\s?(0\d{4,12})\b"), (9,)),
    ("the Chinese register", "chictr", re.compile(r"\bChiCTR(?:-[A-Z]{2,5}-?)?-?(\d{5,14})\b", re.IGNORECASE), (8, 10)),
    ("the Japan register", "jrct", re.compile(r"\bjRCTs?(\d{5,14})\b", re.IGNORECASE), (9, 10)),
    (
        "the EU register",
        "eudract",
        re.compile(r"\bEudraCT[^\d\n]{0,20}(\d{4}-\d{3,8}-\d{1,3})(?![\d-])", re.IGNORECASE),
        (12,),
    ),
    ("the Indian register", "ctri", re.compile(r"\bCTRI\s?/\s?(\d{4}/\d{2}/\d{3,9})(?![\d/])", re.IGNORECASE), (12,)),
)
"""Registers, how their numbers begin (in lower case), these as printed with any count of digits, how many they have."""
OWN = re.compile(r"\b(?:regist(?:ered|ration|ry)|clinical\s?trials\.gov|trial (?:number|identifier))\b", re.IGNORECASE)
ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
NOT_FAR = 1.1
"""An enrolment that is less than a tenth off is no news."""


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    yield from _forms(paper)
    for claim in paper.claims:
        numbers = [fact for fact in claim.facts if fact.kind == "registration"]
        if len(numbers) == 1:
            yield from _against_claim(paper, claim, numbers[0], library)
    yield from _own(paper, library)


def _forms(paper: Paper) -> Iterator[Answer]:
    low = paper.text.lower()
    for register, beginning, pattern, counts in FORMS:
        for found in pattern.finditer(paper.text) if beginning in low else ():
            span = Span(*found.span())
            digits = sum(map(str.isdigit, found.group(1)))
            if digits in counts:
                yield Passed(span)
                continue
            expected = " or ".join(map(str, counts))
            message = f"{found.group()} has {digits} digits; numbers of {register} have {expected}"
            yield _note(paper, (span,), message, found.group(), None)


def _against_claim(paper: Paper, claim: Claim, number: Fact, library: Library) -> Iterator[Answer]:
    registration = library.registration(number.value.upper())
    if registration is None:
        yield Skipped(number.span, "registration not in the library")
        return
    vocabulary = load_vocabulary(library.own_terms)
    conflicts = [
        conflict
        for fact in claim.facts
        if not fact.negated and (conflict := _conflict(fact, registration, vocabulary)) is not None
    ]
    conflicts += _numbers(claim, registration)
    for fact, held in conflicts:
        message = f"the text says {fact.span.of(paper.text)}; {registration.id} is registered with {held}"
        yield _note(paper, claim.pieces, message, fact.span.of(paper.text), held, registration)
    if not conflicts:
        yield Passed(number.span)


def _conflict(fact: Fact, registration: Registration, vocabulary: Vocabulary) -> tuple[Fact, str] | None:
    if fact.kind == "phase" and registration.phase:
        stated = _phases(fact.value)
        return (fact, registration.phase) if stated and not stated & _phases(registration.phase) else None
    if fact.kind != "country" and fact.kind != "disease":
        return None
    listed = registration.countries if fact.kind == "country" else registration.conditions
    names = vocabulary.names(fact.kind)
    held = {names[name.lower()] for name in listed if name.lower() in names}
    is_known = bool(listed) and len(held) == len(listed)
    return (fact, ", ".join(listed)) if is_known and not any(vocabulary.kin(fact.value, t) for t in held) else None


def _numbers(claim: Claim, registration: Registration) -> Iterator[tuple[Fact, str]]:
    """More patients than were enrolled, a report before the trial began."""
    sizes = [fact for fact in claim.facts if fact.kind == "n" and whole_number(fact.value)]
    enrolled, start = registration.enrolment, registration.start
    if enrolled and len(sizes) == 1 and int(sizes[0].value) > NOT_FAR * enrolled:
        yield sizes[0], f"an enrolment of {enrolled}"
    for fact in claim.facts:
        if fact.kind == "report_year" and start and (whole_number(fact.value) or 9999) < int(start[:4]):
            yield fact, f"a start in {start}"


def _phases(text: str) -> set[str]:
    words = re.findall(r"\d|\b[iv]{1,3}\b", text.lower().replace("phase", " "))
    return {ROMAN.get(word, word) for word in words}


def _own(paper: Paper, library: Library) -> Iterator[Answer]:
    """The paper's own registration: named in a sentence that speaks of registering and cites nothing."""
    citing = {marker.sentence for marker in paper.markers}
    for sentence in paper.sentences:
        text = paper.quote(sentence)
        if sentence.id in citing or not OWN.search(text):
            continue
        for found in find_registrations(text):
            registration = library.registration(found.value)
            if registration is not None:
                yield from _against_paper(paper, sentence, registration)
                return


def _against_paper(paper: Paper, sentence: Sentence, registration: Registration) -> Iterator[Answer]:
    year, start = paper.document.metadata.year, registration.start
    if year and start and int(start[:4]) > year:
        message = f"{registration.id} starts in {start}, after this paper ({year})"
        yield _note(paper, sentence.pieces, message, str(year), start, registration)
    sizes = [arm.n for arm in paper.arms if arm.n and arm.n_role in ("randomised", "enrolled")]
    total, enrolled = sum(sizes), registration.enrolment
    if total and enrolled and max(total, enrolled) > NOT_FAR * min(total, enrolled):
        message = f"the arms of this paper add up to {total}; {registration.id} has an enrolment of {enrolled}"
        yield _note(paper, sentence.pieces, message, str(total), str(enrolled), registration)
    else:
        yield Passed(sentence.span)


def _note(
    paper: Paper,
    pieces: Pieces,
    message: str,
    reported: str,
    expected: str | None,
    registration: Registration | None = None,
) -> Finding:
    held: tuple[Evidence, ...] = ()
    if registration is not None:
        fields = (registration.id, registration.title, ", ".join(registration.conditions), registration.phase)
        text = "; ".join(part for part in fields if part)
        held = (Evidence(role="work", document_id=None, pieces=(), text=text[:400]),)
    return Finding(
        check=NAME,
        severity="note",
        message=message,
        evidence=(evidence(paper, "claim", pieces), *held),
        reported=reported,
        expected=expected,
    )
