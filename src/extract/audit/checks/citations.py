"""The checks that compare one kind of fact between a passage and the entry that it cites: a table of kinds.

Each says for every citation whether text and entry agree, differ, or which of them does not state the fact.
"""

from functools import partial

from extract.audit.cases.answers import answers_of
from extract.audit.checks import CheckRow
from extract.model import Check

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


CHECKS: dict[str, Check] = {
    name: CheckRow(name, text, partial(answers_of, name), VERSION) for name, text in SAYS.items()
}
