"""What a heading says: its plain wording, its number, and the role of the section that it opens."""

from dataclasses import dataclass
from functools import lru_cache

from extract.model import SectionRole
from extract.text import lazy_re as re
from extract.text.words import word_set

MARKUP = re.compile(r"^[#*_\s]{1,12}|[*_#:\s]{1,8}$|</?(?:b|i|strong|em|u)>", re.IGNORECASE)
NUMBER = re.compile(
    r"^(?:(?:section|chapter)\s+)?(?P<number>\d{1,2}(?:\.\d{1,2}){0,4}|[IVX]{1,5}|[A-H])(?:\s?(?P<stop>[.):|]))?\s*(?=[A-Z“\"(α-ω]"
    r")"
)

# Words that a heading rarely is without being one: taken in lines that no mark-up calls headings.
_USUAL: tuple[tuple[SectionRole | None, str], ...] = (
    ("abstract", r"(?:structured |graphical )?(?:abstract|summary)|synopsis|r[ée]sum[ée]|resumen|resumo"),
    ("introduction", r"introduction|backgrounds?|foreword"),
    (
        "methods",
        r"(?:(?:patients?|materials?|subjects?|participants?|design|experimental|data)(?:,? and |,? & |, |/))?"
        r"(?:patients? (?:and|&) )?(?:methods?|methodology)(?: ?(?:and|&|/) ?(?:materials?|design|findings|results))?"
        r"|materials?|experimental (?:section|procedures?)|statistical analys[ei]s",
    ),
    ("results", r"(?:results?|findings)(?: ?(?:and|&|/) ?discussions?)?"),
    (
        "discussion",
        r"(?:general )?discussions?(?: (?:and|&) conclusions?)?"
        r"|(?:strengths and )?limitations?(?: of (?:this|the|our) study)?",
    ),
    (
        "conclusion",
        r"(?:summary (?:and|&) )?conclusions?|concluding remarks?|(?:future )?(?:directions|perspectives?)",
    ),
    (
        "references",
        r"(?:list of |cited |selected |key |bibliographic(?:al)? )?references?"
        r"(?: cited| list| (?:and|&) (?:notes|further reading|recommended reading))?"
        r"|notes (?:and|&) references?|bibliography"
        r"|literature(?: cited| references)?|works cited|refer[eê]ncias(?: bibliogr[aá]ficas)?|bibliograf[ií]a"
        r"|literatur(?:verzeichnis)?|r[ée]f[ée]rences(?: bibliographiques)?",
    ),
    (
        "back",
        r"acknowledge?ments?|fund|funding(?: (?:sources?|statement|information))?"
        r"|financial (?:support|disclosures?)|grant support"
        r"|(?:declarations? of |conflicts? of |competing |conflicting ){1,2}interests?(?: statement)?"
        r"|disclosures?|declarations?"
        r"|authors?[’']?s?[’']? contributions?|contributors?|contributorship(?: statement)?"
        r"|ethic(?:s|al)?(?: (?:statement|approval|considerations?|declarations?|and (?:informed"
        r" )?consent(?: to participate)?))*"
        r"|informed consent(?: statement)?|consent (?:for|to) (?:publication|participate)|patient consent"
        r"|data (?:sharing|availability)(?: statement)?|availability of data(?: and materials?)?"
        r"|supplement(?:ary|al) (?:materials?|information|data|files?)|supporting information"
        r"|additional (?:files?|information)|appendix(?: [a-z\d]{1,2})?|orcid|publisher[’']s note"
        r"|pre-?publication history"
        r"|provenance and peer review|transparency|role of the (?:funding source|sponsor)|key ?words"
        r"|(?:list of )?abbreviations",
    ),
    (None, r"case (?:report|presentation|description)s?"),
)

# Words that name a role where the mark-up says already that they are a heading.
_MORE: tuple[tuple[SectionRole | None, str], ...] = (
    ("abstract", r"plain[- ]language summary|(?:abstract|summary) and key ?words"),
    (
        "introduction",
        r"(?:introduction|background|foreword|preface|rationale)"
        r"(?: and (?:aims?|objectives?|purpose|rationale|background|hypothes[ie]s))?"
        r"|(?:study )?(?:aims?|objectives?|purposes?|importance|context|hypothes[ie]s)"
        r"(?: (?:of the study|and (?:aims?|objectives?|hypothes[ie]s|background|design)))?"
        r"|what is (?:already )?known.{0,40}",
    ),
    (
        "methods",
        r"(?:(?:patients?|participants?|subjects?|materials?|experimental|research design|study design|design|"
        r"study population|population)(?:,? (?:and|&) |, ))?"
        r"(?:patients?(?:,? (?:and|&) |, ))?(?:study |research |statistical |experimental )?(?:methods?|methodology|"
        r"procedures?)(?: (?:and|&) (?:materials?|patients?|participants?|subjects?|design|procedures?|analysis|"
        r"measurements?))?"
        r"|(?:patients?|subjects?|methods?) (?:and|&) (?:materials?|methods?|subjects|(?:study )?design)"
        r"|method(?:s|ology)? of the study"
        r"|(?:(?:study|trial|research) )?design(?:(?:,| and) .{0,40})?"
        r"|(?:data )?analys[ie]s|statistics|setting(?:s|(?: and|,) .{0,40})?"
        r"|participants?|patients?|interventions?|main outcomes?(?: measures?| and measures?)?|outcome measures?"
        r"|measurements?(?: and main results)?|data (?:sources?|extraction|synthesis)(?: and .{0,40})?|study selection"
        r"|eligibility criteria|(?:literature )?search strategy",
    ),
    (
        "results",
        r"(?:main |key |study |clinical |experimental )?(?:results?|findings)(?: (?:and|&) (?:discussions?|analysis))?",
    ),
    (
        "discussion",
        r"(?:general |overall )?(?:discussions?|comment(?:s|ary)?|interpretation)"
        r"(?:,? (?:and|&) (?:conclusions?|perspectives?|limitations))?",
    ),
    (
        "conclusion",
        r"(?:overall |general )?(?:conclusions? (?:and|&) [\w ]{4,40}|summary and outlook"
        r"|(?:conclusion|relevance|implications)s?(?: for .{0,40})?)",
    ),
    ("references", r"(?:the |additional )references?|citations"),
    (
        "back",
        r"acknowledge?ments?(?: .{0,40})?|(?:sources? of )?(?:funding|financial support|support)(?: .{0,50})?|grants?"
        r"|(?:declarations?|statements?|disclosures?)(?: .{0,60})?"
        r"|(?:potential )?(?:conflicts?|competing|declarations? of|duality of)(?: of)?"
        r" (?:interests?|conflicts?.{0,30})(?: .{0,40})?"
        r"|(?:financial |author )?disclosures?(?: .{0,40})?|(?:authors?[’']?s?[’']? )(?:contributions?|information"
        r"|details|note|statement)(?: .{0,40})?|contribut(?:ors|orship|ions)(?: .{0,40})?|credit .{0,60}"
        r"|(?:data|code)(?: and (?:code|materials?))? (?:availability|sharing)(?: statement)?|availability of .{0,50}"
        r"|ethic(?:s|al)(?: .{0,60})?|consent (?:for|to) .{0,40}|informed consent(?: .{0,30})?"
        r"|institutional review .{0,40}|abbreviations .{0,30}|nomenclature|glossary"
        r"|(?:electronic )?(?:supplement(?:ary|al)|additional|supporting|online|web) .{0,50}|supplements?"
        r"|appendi(?:x|ces)(?: .{0,60})?|orcid.{0,20}|keywords?|footnotes?|notes"
        r"|peer[- ]review.{0,40}|provenance.{0,40}|trial registration.{0,40}|reprints?.{0,30}|correspondence"
        r"|open access|about the authors?|(?:figure|table)s?(?: (?:legends?|captions?))?"
        r"|legends?(?: .{0,30})?|article information|permissions?.{0,30}|copyright.{0,30}|license.{0,30}"
        r"|(?:the )?role of (?:the )?(?:study )?(?:sponsor|fund).{0,30}",
    ),
)


USUAL_ROLES, MORE_ROLES = (
    tuple((role, re.compile(pattern, re.IGNORECASE)) for role, pattern in table) for table in (_USUAL, _MORE)
)

MAIN = re.compile(
    r"introduction|background|.{0,40}\bmethods?(?: ?/ ?design| (?:and|&) [\w/]{4,12})?|methodology"
    r"|experimental(?: (?:section|procedures?))?|results?(?: ?(?:and|&|/) ?discussions?)?|findings"
    r"|(?:general )?discussions?(?: (?:and|&) conclusions?)?|(?:summary (?:and|&) )?conclusions?.{0,50}"
    r"|concluding remarks?"
    r"|comments?|foreword",
    re.IGNORECASE,
)
"""The wording of a main section's heading: matches "Results and discussion", not "Patients"."""

MAIN_ORDER: dict[SectionRole | None, int] = {
    "introduction": 0,
    "methods": 1,
    "results": 2,
    "discussion": 3,
    "conclusion": 4,
}
"""The order of the main parts, in an abstract too: where it begins anew, another text begins."""

LONGEST_ABSTRACT = 6000
"""Characters of the longest abstract."""

SUBSECTION = re.compile(r"statistical analys[ei]s|strengths and limitations|case ", re.IGNORECASE)
"""Usual headings that stand below a section."""

ABSTRACT_LABEL = re.compile(
    r"""
    (?:(?<=^)|(?<=[.!?)]\s)|(?<=\n))            # at the start, or after a sentence
    (?:\*{1,2}|_{1,2}|<b>|<strong>)?
    (?P<label>Backgrounds?(?:\s(?:and|&)\s(?:[Aa]ims?|[Pp]urpose|[Oo]bjectives?))?|BACKGROUND(?:\sAND\s\w{3,10})?
      |Introduction|Importance|Context|(?:Study\s)?Objectives?|OBJECTIVES?|(?:Aims?|Purpose|PURPOSE|AIMS?)(?:\sof\sthe\sstudy)?
      |(?:Materials?|Patients|Subjects)\s(?:and|&)\s[Mm]ethods?|(?:Materials?|PATIENTS|MATERIALS?)\sAND\sMETHODS?
      |Methods?(?:/Design)?|METHODS?|(?:Study\s)?[Dd]esign(?:,?\s(?:and\s)?[Ss]etting)?|DESIGN|Settings?|SETTING
      |Patients|Participants|PARTICIPANTS|Interventions?|INTERVENTIONS?|Main\s[Oo]utcomes?(?:\s(?:and\s)?[Mm]easures?)?
      |Measurements?(?:\sand\s[Mm]ain\s[Rr]esults)?|(?:Main\s)?Results|RESULTS|Findings|FINDINGS
      |Conclusions?(?:\sand\s[Rr]elevance)?|CONCLUSIONS?|Interpretation|Discussion|Trial\s[Rr]egistration|Funding)
    (?P<stop>\s?[:.—](?:\*{1,2}|_{1,2}|</b>|</strong>)?|(?:\*{1,2}|</b>|</strong>):?|(?=\s(?:[A-Z]|\d)))
    \s?
    """,
    re.VERBOSE,
)
"""A label within an abstract that is set as one paragraph: "Methods: We ...", "**Results.** Of 20 ..."."""


CLOSED = (
    "abstract", "summary", "introduction", "background", "methods", "method", "materials and methods",
    "material and methods", "methods and materials", "patients and methods", "subjects and methods",
    "participants and methods", "experimental section", "statistical analysis", "results", "results and discussion",
    "discussion", "discussion and conclusion", "discussion and conclusions", "conclusion", "conclusions", "references",
    "literature cited", "bibliography", "acknowledgements", "acknowledgments", "acknowledgement", "funding",
    "funding information", "conflict of interest", "conflicts of interest", "conflict of interests",
    "conflicts of interests", "conflict of interest statement", "competing interests", "declaration of interests",
    "author contributions", "authors contributions", "data availability statement", "ethics statement",
    "ethical approval", "keywords", "supporting information", "abbreviations", "limitations", "case report", "appendix",
)  # fmt: skip
"""Headings whose letters a layout may have parted, in small letters."""

BY_LETTERS = {"".join(heading.split()): heading for heading in CLOSED}
LONGEST_GAPPED = 60

_ORDERED = (
    word_set("abstract_part_1"), word_set("abstract_part_2"), word_set("abstract_part_3"), word_set("abstract_part_4"),
)  # fmt: skip
PARTS = {word: place for place, words in enumerate(_ORDERED) for word in words}
"""Words that name a part of a structured abstract, with the place of the part in the usual order, from 0."""

LAST_PART = max(PARTS.values())
PART_WORD = re.compile(r"[^\W\d_]+")
PART_STOP = re.compile(r"\s*(?:[.:—–]|$)")
LONGEST_PART = 7
"""Words of a part's name: "Design, setting, participants, and main outcome measures"."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The wording without number and mark-up; `depth` from the number ("2.1" is 2), 0 where there is none."""

    wording: str
    depth: int
    role: SectionRole | None

    is_usual: bool = False
    """A line of such words is a heading, though no mark-up says so."""

    is_main: bool = False
    """It is the heading of a main section by its words."""

    is_sub: bool = False
    """It stands below a section, usual as it is."""


@lru_cache(maxsize=20_000)
def parse_heading(text: str) -> Heading:
    """
    >>> parse_heading("**2.1. Statistical analysis**")
    Heading(wording='Statistical analysis', depth=2, role='methods', is_usual=True, is_main=False, is_sub=True)
    >>> parse_heading("MATERIALS AND METHODS").role, parse_heading("Proton therapy").role
    ('methods', None)
    >>> parse_heading("IV. RESULTS").depth, parse_heading("Data Availability").is_usual, parse_heading("Age").is_usual
    (1, True, False)
    """
    wording = " ".join(_bare(text).split())
    depth = 0
    numbered = NUMBER.match(wording)
    if numbered and (numbered["number"][0].isdigit() or numbered["stop"] or len(numbered["number"]) > 1):
        depth = numbered["number"].count(".") + 1
        wording = _bare(wording[numbered.end() :])
    wording = close_gaps(wording)
    bare = wording.rstrip(" .:")
    is_usual = any(pattern.fullmatch(bare) for _, pattern in USUAL_ROLES)
    return Heading(
        wording, depth, role_of(wording), is_usual, MAIN.fullmatch(bare) is not None, SUBSECTION.match(bare) is not None
    )


def role_of(wording: str) -> SectionRole | None:
    """The role that a heading's wording names, None where it names a topic of its own.

    >>> role_of("Conclusions and future perspectives"), role_of("Resulting toxicity")
    ('conclusion', None)
    >>> role_of("Results."), role_of("Results of others.")
    ('results', None)
    """
    bare = wording.rstrip(" .:")
    return next((role for role, pattern in (*USUAL_ROLES, *MORE_ROLES) if pattern.fullmatch(bare)), None)


def close_gaps(words: str) -> str:
    """A usual heading with its letters closed up; any other words as they are.

    >>> close_gaps("MATERIAL S AND ME THODS"), close_gaps("RE SULTS"), close_gaps("ACE IN US")
    ('MATERIALS AND METHODS', 'RESULTS', 'ACE IN US')
    >>> close_gaps("Results and discussion"), close_gaps("D ISCUSSION")
    ('Results and discussion', 'DISCUSSION')
    """
    if " " not in words or len(words) > LONGEST_GAPPED:
        return words
    usual = BY_LETTERS.get("".join(words.lower().split()))
    if usual is None or words.lower() == usual:
        return words
    return usual.upper() if words.isupper() else usual.capitalize()


def part_name(text: str) -> tuple[str, bool]:
    """The words at the beginning of a text that name a part of an abstract, and whether a stop or nothing follows them.

    >>> part_name("Methodology/Principal Findings: We asked"), part_name("Patients who fall ill")
    (('methodology principal findings', True), ('patients', False))
    """
    words: list[str] = []
    end = 0
    for found in PART_WORD.finditer(text):
        word = found[0].casefold()
        if len(words) == LONGEST_PART or not (word in PARTS or word in word_set("beside_parts")):
            break
        if set(text[end : found.start()]) & set(".:—–") or len(text[end : found.start()]) > 3:
            break
        words.append(word)
        end = found.end()
    if not any(word in PARTS for word in words):
        return "", False
    return " ".join(words), PART_STOP.match(text, end) is not None


def part_rank(name: str) -> int:
    """The place of a part of an abstract in the usual order, from 0; -1 where the words name none.

    >>> part_rank("methodology principal findings"), part_rank("trial registration"), part_rank("wards")
    (1, 3, -1)
    """
    return next((PARTS[word] for word in name.split() if word in PARTS), -1)


def _bare(text: str) -> str:
    before = ""
    while before != text:
        before, text = text, MARKUP.sub("", text)
    return text.strip()
