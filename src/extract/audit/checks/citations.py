"""The checks of citations: a table of those that compare one kind of fact, contradictions, and the verdict on each.

Each kind says for every citation whether text and entry agree, differ, or which of them does not state the fact.
"""

from collections.abc import Iterator
from functools import partial
from itertools import combinations

from extract.audit.cases.answers import answers_of, both_sides, passage
from extract.audit.cases.case import Case, named, passage_of
from extract.audit.cases.judge import Judgement, audit_citations
from extract.audit.checks import CheckRow
from extract.model import Answer, Check, Fact, FactKind, Finding, Library, Paper, Passed, Severity, Verdict

VERSION = 2

SAYS = {
    "citation_disease": """The entry studies the disease that the text describes.

        Cancers of different sites exclude each other; other diseases may go together and count for less. A
        disease named in the sentences around, or in the paper's own title and abstract, is no conflict;
        examples of a class say nothing.
        """,
    "citation_organism": """A study of patients is not cited to work in animals, nor the reverse.

        Only an entry whose title names the animal counts; a text that speaks of experiments, cells or
        tissue agrees with it, and so does a paper whose own subject is that animal.
        """,
    "citation_design": """A trial is not cited to a review, a planning study, a model or laboratory work.

        What a work can bear is read off its title and the kind of journal; a text that speaks of reviews or
        studies in general agrees with a review, and kinds joined in one claim are met by any of them.
        """,
    "citation_intervention": """The entry studies the treatment that the text describes.

        A class is met by its members and a member by its class; a treatment named around the claim, or by
        the paper's own title and abstract, is no conflict. Two treatments differ only where both are known.
        """,
    "citation_year": """The entry is not older than the study that the text dates.

        A year of data may lie before the publication; a publication cannot lie before its study.
        """,
    "citation_journal": """The entry appeared in the journal, or at the meeting, that the text names.

        Abbreviated and full names of a journal are the same; an abstract or a supplement can be of a
        meeting.
        """,
    "citation_country": """The entry's study is of the country that the text names.

        Countries are read off the title, a named centre, or a Chinese-language imprint; surnames say
        nothing.
        """,
    "citation_registration": """The entry has the registration number that the text gives.

        Only where both sides print a number.
        """,
    "citation_author": """The name beside a marker is one of the entry's authors.

        Senior authors, other orders of names, transliterations and entries that break off with "et al." are
        allowed for; a name with a marker of its own is spent. A name that heads an entry next to the cited
        one counts most.
        """,
    "citation_order": """Numbers that follow the order of first mention do not skip an entry that fits better.

        Where an entry is cited nowhere, or first cited out of order, and a number around the place where it
        was due shares less with its text than the skipped entry does.
        """,
    "citation_fit": """The text shares words, terms, names or numbers with the entry that it cites.

        A trained weight of what is shared, among all entries of the list and against the background of
        other papers: a hint, which needs other conflicts in the same paper and never gives an error.
        """,
    "citation_entry": """Each entry has to do with the text that cites it, with the paper, or with the other entries.

        One finding for an entry, however often it is cited; a hint, which never gives an error. Only
        articles in English with a title of some words are looked at: books, pages, software, instruments
        and guidelines are cited by all.
        """,
}


ONCE: tuple[tuple[FactKind, str, Severity], ...] = (
    ("phase", "phase", "warning"),
    ("registration", "registration", "warning"),
    ("report_year", "year", "note"),
)
YEARS_APART = 2


def citation_self_contradiction(paper: Paper, library: Library) -> Iterator[Answer]:
    """Two passages that describe the same entry as a study do not contradict each other.

    Only facts that a study has once: its phase, its registration, the year that the text gives it. Two phases or two
    registrations are a warning, two years a note; passages whose marker points at several entries are left out.
    """
    by_entry: dict[str, list[Case]] = {}
    for judgement in audit_citations(paper, library).judgements:
        case = judgement.case
        if case.alone and case.describes:
            by_entry.setdefault(case.entry.id, []).append(case)
    for cases in by_entry.values():
        found = False
        for case, other in combinations(cases, 2):
            for kind, word, severity in ONCE:
                facts = _differing(case, other, kind)
                if facts and not found:
                    found = True
                    yield _finding(case, other, facts, word, severity)
        if not found and len(cases) > 1:
            yield Passed(cases[0].entry.span)


def _differing(case: Case, other: Case, kind: FactKind) -> tuple[Fact, Fact] | None:
    """The two facts, where each passage states one value and they differ."""
    first, second = case.stated(kind), other.stated(kind)
    values = {fact.value for fact in first}, {fact.value for fact in second}
    if len(values[0]) != 1 or len(values[1]) != 1 or values[0] == values[1]:
        return None
    low, high = sorted((first[0].value, second[0].value))
    if kind == "report_year" and int(high) - int(low) < YEARS_APART:
        return None
    if kind == "phase" and (set(low.split("/")) & set(high.split("/"))):
        return None
    return first[0], second[0]


def _finding(case: Case, other: Case, facts: tuple[Fact, Fact], word: str, severity: Severity) -> Finding:
    paper = case.paper
    return Finding(
        check="citation_self_contradiction",
        severity=severity,
        verdict="suspect",
        message=f"{named(case.entry)} is described with two values of its {word}: "
        f"{facts[0].value} and {facts[1].value}",
        reported=facts[0].value,
        expected=facts[1].value,
        references=(case.entry.id,),
        evidence=(
            passage(paper, "claim", passage_of(case.claim, facts[0])),
            passage(paper, "claim", passage_of(other.claim, facts[1])),
            passage(paper, "reference", case.entry.pieces),
        ),
    )


NOTHING_COMPARED = "nothing could be compared: {why}"


def citation_verdict(paper: Paper, library: Library) -> Iterator[Answer]:
    """Every citation gets a verdict with its probability: same_topic, plausible, suspect, mismatch or unverifiable.

    mismatch and suspect: the posterior probability that the citation is wrong, beside what differs. same_topic: a
    subject agrees and the words go together; whether the entry supports the claim is not looked at
    (`claim_against_source` does, where the source is held). plausible: nothing differs that weighs. unverifiable:
    nothing could be compared. The reasons name what agrees and what differs; `precision` is the calibrated probability
    that the verdict is right.
    """
    audited = audit_citations(paper, library)
    for judgement in audited.judgements:
        case = judgement.case
        pieces = judgement.conflicts[0].comparison.pieces if judgement.conflicts else passage_of(case.claim)
        yield Verdict(
            check="citation_verdict",
            subject="citation",
            subject_id=case.citation.id,
            reference=case.entry.id,
            verdict=judgement.verdict,
            reasons=reasons_of(judgement),
            evidence=both_sides(case, pieces),
            precision=_chance_right(judgement),
        )
    for unjudged in audited.unjudged:
        citation = unjudged.citation
        yield Verdict(
            check="citation_verdict",
            subject="citation",
            subject_id=citation.id,
            reference=citation.reference,
            verdict="unverifiable",
            reasons=(unjudged.reason,),
        )


def reasons_of(judgement: Judgement) -> tuple[str, ...]:
    """What differs, then what agrees; where nothing could be compared, why."""
    found = [conflict.comparison.reason for conflict in judgement.conflicts]
    found += [comparison.reason for comparison in judgement.compared.values() if comparison.outcome == "agrees"]
    if found:
        return tuple(dict.fromkeys(found))
    return (NOTHING_COMPARED.format(why=judgement.compared["citation_fit"].reason),)


def _chance_right(judgement: Judgement) -> float | None:
    if judgement.verdict == "unverifiable":
        return None
    wrong = judgement.posterior
    return round(wrong if judgement.verdict in ("suspect", "mismatch") else 1 - wrong, 4)


CHECKS: dict[str, Check] = {
    name: CheckRow(name, text, partial(answers_of, name), VERSION) for name, text in SAYS.items()
}
CHECKS["citation_self_contradiction"] = CheckRow(
    "citation_self_contradiction", citation_self_contradiction.__doc__ or "", citation_self_contradiction, 1
)
CHECKS["citation_verdict"] = CheckRow("citation_verdict", citation_verdict.__doc__ or "", citation_verdict, 2)
