"""What a heading says: its plain wording, its number, and the role of the section that it opens."""

import re
from dataclasses import dataclass

from extract.model import SectionRole
from extract.text.gaps import close_gaps

MARKUP = re.compile(r"^[#*_\s]{1,12}|[*_#:\s]{1,8}$|</?(?:b|i|strong|em|u)>", re.IGNORECASE)
NUMBER = re.compile(
    r"^(?:(?:section|chapter)\s+)?(?P<number>\d{1,2}(?:\.\d{1,2}){0,4}|[IVX]{1,5}|[A-H])(?:\s?(?P<stop>[.):|]))?\s*(?=[A-Z“\"(α-ω])"
)

_ROLES: tuple[tuple[SectionRole, str], ...] = (
    ("abstract", r"(?:structured |graphical |plain[- ]language )?(?:abstract|summary)(?: and key ?words)?|synopsis"),
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
        r"|(?:patients?|subjects?|methods?) (?:and|&) (?:materials?|methods?|subjects)|experimental section"
        r"|method(?:s|ology)?(?:/design| of the study)|material"
        r"|(?:(?:study|trial|research) )?design(?:(?:,| and) .{0,40})?"
        r"|(?:data )?analys[ie]s|statistical (?:analys[ie]s|methods)|statistics|setting(?:s|(?: and|,) .{0,40})?"
        r"|participants?|patients?|interventions?|main outcomes?(?: measures?| and measures?)?|outcome measures?"
        r"|measurements?(?: and main results)?|data (?:sources?|extraction|synthesis)(?: and .{0,40})?|study selection"
        r"|eligibility criteria|(?:literature )?search strategy",
    ),
    (
        "results",
        r"(?:main |study |clinical |experimental )?(?:results?|findings)(?: (?:and|&) (?:discussions?|analysis))?",
    ),
    (
        "discussion",
        r"(?:general |overall )?(?:discussions?|comment(?:s|ary)?|interpretation)"
        r"(?:,? (?:and|&) (?:conclusions?|perspectives?|limitations))?"
        r"|(?:strengths? and )?limitations?(?: of (?:the|this|our) study)?",
    ),
    (
        "conclusion",
        r"(?:overall |general )?(?:conclusions?|concluding remarks?|conclusions? and (?:relevance|perspectives?"
        r"|outlook|recommendations?|future (?:directions?|perspectives?))|summary and (?:conclusions?|outlook)"
        r"|(?:conclusion|relevance|implications)s?(?: for .{0,40})?|future (?:directions?|perspectives?))",
    ),
    (
        "references",
        r"(?:the |cited |list of |selected |additional |key )?(?:references?|bibliography|literature(?: cited)?|"
        r"works cited|citations)(?: (?:list|cited|and (?:notes|further reading|recommended reading)))?",
    ),
    (
        "back",
        r"acknowledge?ments?(?: .{0,40})?|(?:sources? of )?(?:funding|financial support|support)"
        r"(?: .{0,50})?|grant support|grants?|fund"
        r"|(?:declarations?|statements?|disclosures?)(?: .{0,60})?"
        r"|(?:potential )?(?:conflicts?|competing|declarations? of|duality of)(?: of)?"
        r" (?:interests?|conflicts?.{0,30})(?: .{0,40})?"
        r"|(?:financial |author )?disclosures?(?: .{0,40})?|(?:authors?[’']?s?[’']? )(?:contributions?|information"
        r"|details|note|statement)(?: .{0,40})?|contribut(?:ors|orship|ions)(?: .{0,40})?|credit .{0,60}"
        r"|(?:data|code)(?: and (?:code|materials?))? (?:availability|sharing)(?: statement)?|availability of .{0,50}"
        r"|ethic(?:s|al)(?: .{0,60})?|consent (?:for|to) .{0,40}|informed consent(?: .{0,30})?"
        r"|institutional review .{0,40}"
        r"|(?:list of )?abbreviations(?: .{0,30})?|nomenclature|glossary"
        r"|(?:electronic )?(?:supplement(?:ary|al)|additional|supporting|online) .{0,50}|supplements?"
        r"|appendi(?:x|ces)(?: .{0,60})?|pre-?publication history|orcid.{0,20}|keywords?|key ?words|footnotes?|notes"
        r"|peer[- ]review.{0,40}|provenance.{0,40}|trial registration.{0,40}|reprints?.{0,30}|correspondence"
        r"|publisher[’']s note|open access|about the authors?|(?:figure|table)s?(?: (?:legends?|captions?))?"
        r"|legends?(?: .{0,30})?"
        r"|article information|transparency.{0,40}|permissions?.{0,30}|copyright.{0,30}|license.{0,30}|role of .{0,50}",
    ),
)
ROLES = tuple((role, re.compile(rf"(?:{pattern})", re.IGNORECASE)) for role, pattern in _ROLES)

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


@dataclass(frozen=True, slots=True)
class Heading:
    """The wording without number and mark-up; `depth` from the number ("2.1" is 2), 0 where there is none."""

    wording: str
    depth: int
    role: SectionRole | None


def parse_heading(text: str) -> Heading:
    """
    >>> parse_heading("**2.1. Statistical analysis**")
    Heading(wording='Statistical analysis', depth=2, role='methods')
    >>> parse_heading("MATERIALS AND METHODS").role, parse_heading("Proton therapy").role
    ('methods', None)
    >>> parse_heading("IV. RESULTS").depth
    1
    """
    wording = " ".join(_bare(text).split())
    depth = 0
    numbered = NUMBER.match(wording)
    if numbered and (numbered["number"][0].isdigit() or numbered["stop"]):
        depth = numbered["number"].count(".") + 1
        wording = _bare(wording[numbered.end() :])
    wording = close_gaps(wording)
    return Heading(wording, depth, role_of(wording))


def role_of(wording: str) -> SectionRole | None:
    """The role that a heading's wording names, None where it names a topic of its own.

    >>> role_of("Conclusions and future perspectives"), role_of("Resulting toxicity")
    ('conclusion', None)
    >>> role_of("Results."), role_of("Results of others.")
    ('results', None)
    """
    bare = wording.removesuffix(".")
    for role, pattern in ROLES:
        if pattern.fullmatch(bare):
            return role
    return None


def _bare(text: str) -> str:
    before = ""
    while before != text:
        before, text = text, MARKUP.sub("", text)
    return text.strip()
