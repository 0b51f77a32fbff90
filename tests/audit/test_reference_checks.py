"""Checks of references: each finds its fault and leaves its look-alike."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from extract.audit import choose_checks, run_checks
from extract.audit.checks import load_checks
from extract.model import (
    Arm,
    Check,
    Citation,
    Claim,
    Document,
    Fact,
    Fault,
    Finding,
    Library,
    Match,
    Metadata,
    Notice,
    Paper,
    Person,
    Reference,
    ReferenceFields,
    Registration,
    Sentence,
    Skipped,
    Source,
    SourceAnswer,
    Span,
    Verdict,
    Work,
)
from tests.audit.made import no_library, read_paper

(
    reference_duplicate,
    reference_fields,
    reference_identity,
    reference_impossible_year,
    reference_malformed_doi,
    reference_missing,
    reference_never_cited,
    reference_numbering,
    reference_registration,
    reference_retracted,
) = load_checks(
    (
        "reference_duplicate",
        "reference_fields",
        "reference_identity",
        "reference_impossible_year",
        "reference_malformed_doi",
        "reference_missing",
        "reference_never_cited",
        "reference_numbering",
        "reference_registration",
        "reference_retracted",
    )
)

SOUND = ReferenceFields(
    authors=(Person("Lee", "A"), Person("Ek", "B")),
    title="A sound trial of radiotherapy in older adults",
    container="J Sound",
    year=2019,
    volume="7",
    pages="101-9",
)
WORK = Work(id="doi:10.1000/a", title=SOUND.title, authors=SOUND.authors, year=2019, volume="7", pages="101-109")


@dataclass
class Held:
    """A library that knows what a test tells it."""

    matches: dict[str, Match] = field(default_factory=dict)
    said: dict[str, tuple[SourceAnswer, ...]] = field(default_factory=dict)
    works: dict[str, Work] = field(default_factory=dict)
    trials: dict[str, Registration] = field(default_factory=dict)
    own_terms: Path | None = None

    def match(self, paper: Paper, reference: Reference) -> Match | None:
        return self.matches.get(reference.id)

    def answers(self, paper: Paper, reference: Reference) -> tuple[SourceAnswer, ...]:
        return self.said.get(reference.id, ())

    def work(self, work_id: str) -> Work | None:
        return self.works.get(work_id)

    def registration(self, number: str) -> Registration | None:
        return self.trials.get(number)


def paper_of(*entries: ReferenceFields, cited: tuple[int, ...] = (), year: int | None = 2021) -> Paper:
    """A paper whose text is its reference list; `cited` are numbers of entries that a citation points at."""
    text, references = "", []
    for number, fields in enumerate(entries, 1):
        printed = f"{number}. {fields.title}. {fields.container} {fields.year};{fields.volume}:{fields.pages}."
        printed += f" {fields.doi or fields.doi_printed or ''}"
        span = Span(len(text), len(text) + len(printed))
        references.append(
            Reference(id=f"ref{number}", pieces=(span,), rule="made", label=str(number), key=None, fields=fields)
        )
        text += printed + "\n"
    citations = tuple(
        Citation(
            id=f"c{number}",
            pieces=(Span(0, 1),),
            rule="made",
            marker="m",
            key=str(number),
            status="linked" if number <= len(entries) else "missing",
            reference=f"ref{number}" if number <= len(entries) else None,
        )
        for number in cited
    )
    source = Source(path="made.txt", sha256="0" * 64, format="text", size=len(text))
    document = Document(source=source, text=text, metadata=Metadata(year=year))
    return Paper(document=document, references=tuple(references), citations=citations)


def findings(check: Check, paper: Paper, held: Held | None = None) -> list[Finding]:
    library: Library = held or Held()  # type: ignore[assignment]
    return [answer for answer in check.check(paper, library) if isinstance(answer, Finding)]


def verdicts(paper: Paper, held: Held) -> Iterator[str]:
    library: Library = held  # type: ignore[assignment]
    for answer in reference_identity.check(paper, library):
        if isinstance(answer, Verdict):
            yield answer.verdict


MATCHED = Match(status="matched", score=0.99, reasons=("title agrees",), works=(WORK,))
NOTHING = Match(status="none", score=0.1, reasons=("no candidate",))


def test_every_entry_gets_a_verdict() -> None:
    book = replace(SOUND, type="book", container=None)
    cnki = replace(SOUND, other_id="CNKI:SUN:GADZ.0.2023-03-010")
    paper = paper_of(SOUND, SOUND, SOUND, book, cnki, SOUND)
    misses = tuple(SourceAnswer(source=name, outcome="miss") for name in ("crossref", "pubmed"))
    with_error = (*misses, SourceAnswer(source="europepmc", outcome="error", kind="timeout"))
    matches = {"ref1": MATCHED} | {f"ref{n}": NOTHING for n in range(2, 7)}
    held = Held(matches=matches, said={"ref2": misses, "ref3": with_error, "ref5": misses})
    said = list(verdicts(paper, held))
    assert said == ["verified", "not_found", "unchecked", "unverifiable", "unverifiable", "unchecked"]


def test_a_composite_and_a_foreign_identifier_are_errors_and_a_match_is_none() -> None:
    other = replace(WORK, id="doi:10.1000/b", doi="10.1000/b", title="Another")
    composite = Match(status="conflict", score=0.0, reasons=(), works=(WORK, other), conflict="composite")
    foreign = Match(status="conflict", score=0.0, reasons=(), works=(other,), conflict="identifier")
    paper = paper_of(SOUND, replace(SOUND, doi="10.1000/b"), SOUND)
    held = Held(matches={"ref1": composite, "ref2": foreign, "ref3": MATCHED})
    found = findings(reference_identity, paper, held)
    assert [(one.severity, one.references) for one in found] == [("error", ("ref1",)), ("error", ("ref2",))]
    assert found[1].evidence[0].text == "10.1000/b"
    assert list(verdicts(paper, held)) == ["mismatch", "mismatch", "verified"]


def retracted(kind: str, date: str | None) -> Held:
    notice = Notice(kind=kind, source="pubmed", date=date, notice_id="99")  # type: ignore[arg-type]
    work = replace(WORK, notices=(notice,))
    return Held(matches={"ref1": MATCHED}, works={WORK.id: work})


def test_a_retraction_before_the_paper_is_graver_than_one_after_it() -> None:
    paper = paper_of(SOUND)
    (before,) = findings(reference_retracted, paper, retracted("retraction", "2020-01-02"))
    (after,) = findings(reference_retracted, paper, retracted("retraction", "2023"))
    (concern,) = findings(reference_retracted, paper, retracted("concern", "2020"))
    (corrected,) = findings(reference_retracted, paper, retracted("correction", "2020"))
    assert [one.severity for one in (before, after, concern, corrected)] == ["error", "warning", "warning", "note"]
    assert [one.verdict for one in (before, concern, corrected)] == ["retracted", "concern", "corrected"]
    assert "according to pubmed (not asked: crossref, pubmed, europepmc, openalex)" in before.message
    kinds = (("concern", "2020"), ("correction", "2019"))
    notices = tuple(Notice(kind=kind, source="pubmed", date=date) for kind, date in kinds)  # type: ignore[arg-type]
    held = Held(matches={"ref1": MATCHED}, works={WORK.id: replace(WORK, notices=notices)})
    (both,) = findings(reference_retracted, paper, held)
    assert "expression of concern (2020)" in both.message and "and was corrected (2019)" in both.message
    assert "corrected" not in concern.message


def test_a_reinstated_work_and_a_cited_notice_are_no_retractions() -> None:
    paper = paper_of(SOUND)
    taken_back = (
        Notice(kind="retraction", source="retraction watch", date="2019-05-01"),
        Notice(kind="reinstatement", source="retraction watch", date="2020-05-01"),
    )
    held = Held(matches={"ref1": MATCHED}, works={WORK.id: replace(WORK, notices=taken_back)})
    (found,) = findings(reference_retracted, paper, held)
    assert (found.severity, found.verdict) == ("note", "reinstated")
    notice = replace(WORK, types=("Retraction of Publication",), notices=taken_back)
    assert not findings(reference_retracted, paper, Held(matches={"ref1": MATCHED}, works={WORK.id: notice}))
    assert not findings(reference_retracted, paper, Held(matches={"ref1": MATCHED}, works={WORK.id: WORK}))


def test_slips_in_numbers_are_notes_and_near_ones_are_left() -> None:
    slipped = replace(SOUND, volume="17", year=2018)
    (found,) = findings(reference_fields, paper_of(slipped), Held(matches={"ref1": MATCHED}))
    assert (found.severity, found.reported, found.expected) == ("note", "17", "7")
    assert not findings(reference_fields, paper_of(SOUND), Held(matches={"ref1": MATCHED}))
    misread = replace(SOUND, volume="a97", pages="19527584")
    assert not findings(reference_fields, paper_of(misread), Held(matches={"ref1": MATCHED}))


def test_what_is_no_doi_is_told_and_a_doi_is_left() -> None:
    cnki = replace(SOUND, doi_printed="CNKI:SUN:GADZ.0.2023-03-010")
    paper = paper_of(cnki, replace(SOUND, doi="10.1000/a"), SOUND)
    (found,) = findings(reference_malformed_doi, paper)
    assert (found.severity, found.evidence[0].text) == ("note", "CNKI:SUN:GADZ.0.2023-03-010")


def test_a_reference_younger_than_its_paper_is_told_and_one_in_press_is_left() -> None:
    (found,) = findings(reference_impossible_year, paper_of(replace(SOUND, year=2024), replace(SOUND, year=2022)))
    assert (found.references, found.evidence[0].text) == (("ref1",), "2024")
    assert not findings(reference_impossible_year, paper_of(SOUND, year=None))


def test_entries_that_nobody_cites_are_told_where_citations_could_be_read() -> None:
    entries = [replace(SOUND, title=f"Trial number {n} of sound in older adults") for n in range(10)]
    (found,) = findings(reference_never_cited, paper_of(*entries, cited=tuple(range(1, 10))))
    assert (found.severity, found.references) == ("note", ("ref10",))
    assert not findings(reference_never_cited, paper_of(*entries, cited=(1, 2)))


def test_a_cited_entry_that_is_missing_is_told_where_citations_could_be_linked() -> None:
    entries = [replace(SOUND, title=f"Trial number {n} of sound in older adults") for n in range(9)]
    (found,) = findings(reference_missing, paper_of(*entries, cited=tuple(range(1, 11))))
    assert found.reported == "10"
    assert not findings(reference_missing, paper_of(SOUND, cited=(1, 2, 3)))


def test_a_work_listed_twice_is_told_and_two_reports_of_one_group_are_left() -> None:
    (found,) = findings(
        reference_duplicate, paper_of(SOUND, replace(SOUND, title="A Sound trial of radiotherapy in older adults."))
    )
    assert found.references == ("ref2",)
    assert not findings(reference_duplicate, paper_of(SOUND, replace(SOUND, pages="201-9")))


def test_numbering_counts_up_from_one() -> None:
    paper = paper_of(SOUND, SOUND, SOUND)
    last = replace(paper.references[2], label="5")
    (found,) = findings(reference_numbering, replace(paper, references=(*paper.references[:2], last)))
    assert (found.reported, found.expected) == ("5", "3")
    assert not findings(reference_numbering, paper)


def trial_paper(text: str, *facts: Fact, arms: tuple[Arm, ...] = ()) -> Paper:
    source = Source(path="made.txt", sha256="0" * 64, format="text", size=len(text))
    pieces = (Span(0, len(text)),)
    claim = Claim(
        id="cl1", pieces=pieces, rule="made", type="describes_study", sentence="s1", markers=("m1",), facts=facts
    )
    return Paper(
        document=Document(source=source, text=text, metadata=Metadata(year=2021)),
        sentences=(Sentence(id="s1", pieces=pieces, rule="made"),),
        claims=(claim,) if facts else (),
        arms=arms,
    )


TRIAL = Registration(id="NCT00000001", countries=("Japan",), phase="PHASE3", enrolment=120, start="2015-01")


def test_what_a_claim_says_of_a_trial_is_held_against_its_registration() -> None:
    text = "A Chinese phase III trial (NCT00000001) found this."
    number = Fact(kind="registration", value="NCT00000001", span=Span(27, 38))
    country = Fact(kind="country", value="china", span=Span(2, 9))
    phase = Fact(kind="phase", value="III", span=Span(10, 19))
    held = Held(trials={"NCT00000001": TRIAL})
    (found,) = findings(reference_registration, trial_paper(text, number, country, phase), held)
    assert (found.severity, found.reported, found.expected) == ("note", "Chinese", "Japan")
    sound = Fact(kind="country", value="japan", span=Span(2, 9))
    assert not findings(reference_registration, trial_paper(text, number, sound, phase), held)


def test_a_number_of_the_wrong_length_is_told() -> None:
    (found,) = findings(reference_registration, trial_paper("Registered as NCT0000001."))
    assert found.reported == "NCT0000001"
    assert not findings(reference_registration, trial_paper("Registered as NCT00000001."))


@pytest.mark.parametrize(
    ("sound", "broken"),
    [
        ("ISRCTN12345678", "ISRCTN1234567"),
        ("ACTRN12612000123456", "ACTRN1261200012345"),
        ("DRKS00012345", "DRKS0001234"),
        ("KCT0001234", "KCT001234"),
        ("UMIN000012345", "UMIN00012345"),
        ("ChiCTR1800012345", "ChiCTR180001234"),
        ("ChiCTR-TRC-10000968", "ChiCTR-TRC-1000096"),
        ("jRCTs031180123", "jRCT03118012"),
        ("EudraCT number 2010-021234-12", "EudraCT 2010-02123-12"),
        ("CTRI/2018/05/013837", "CTRI/2018/05/01383"),
    ],
)
def test_every_register_has_its_form(sound: str, broken: str) -> None:
    assert not findings(reference_registration, trial_paper(f"Registered as {sound}."))
    (found,) = findings(reference_registration, trial_paper(f"Registered as {broken}."))
    assert found.severity == "note" and (found.reported or "") in broken


def test_more_patients_than_enrolled_and_a_report_before_the_start_are_told() -> None:
    text = "In 2012 the trial NCT00000001 of 300 patients found this."
    number = Fact(kind="registration", value="NCT00000001", span=Span(18, 29))
    size, year = Fact(kind="n", value="300", span=Span(33, 36)), Fact(kind="report_year", value="2012", span=Span(3, 7))
    held = Held(trials={"NCT00000001": TRIAL})
    told = findings(reference_registration, trial_paper(text, number, size, year), held)
    assert [found.expected for found in told] == ["an enrolment of 120", "a start in 2015-01"]
    part = replace(size, value="110")
    assert not findings(reference_registration, trial_paper(text, number, part), held)


def test_the_papers_own_enrolment_is_shown_beside_the_registered_one() -> None:
    held = Held(trials={"NCT00000001": TRIAL})
    arms = tuple(
        Arm(id=f"a{n}", pieces=(Span(0, 1),), rule="made", name=str(n), names=(str(n),), n=100, n_role="randomised")
        for n in (1, 2)
    )
    (found,) = findings(reference_registration, trial_paper("Registered as NCT00000001.", arms=arms), held)
    assert (found.reported, found.expected) == ("200", "120")
    near = tuple(replace(arm, n=59) for arm in arms)
    assert not findings(reference_registration, trial_paper("Registered as NCT00000001.", arms=near), held)


def test_a_list_that_was_read_in_part_is_not_told_to_have_gaps() -> None:
    text = "References\n\n" + "\n".join(
        f"{number}. Abel A, Bell B. Noses of the north. J Test 2001;{number}:1-9." for number in (1, 2, 3, 5, 6, 7)
    )
    whole = read_paper(text)
    part = replace(whole, document=replace(whole.document, faults=(Fault(code="list_unread", message="gaps"),)))
    checks = choose_checks(("reference_numbering",))
    told = [
        {type(answer) for said in run_checks(paper, no_library(), checks) for answer in said.answers}
        for paper in (whole, part)
    ]
    assert Finding in told[0] and told[1] == {Skipped}
