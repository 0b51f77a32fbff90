"""How numbers are printed: every pattern that the results' reader uses, each with a text that it must match."""

from extract.text import lazy_re as re
from extract.text.numbers import NUMBER, NUMBER_WORD
from extract.text.words import MONTH

N = rf"(?:{NUMBER})"
SIGNED = rf"(?:(?<![\w.)])[-−–+])?{N}"
DASH = r"[-–—−‐‑~]"
PERCENT = r"(?:\\?%|％|per ?cent\b)"
WORDS = r"(?:[ ]+[^\W\d_][\w'’/-]{0,24}){0,4}?"
ANY_CASE = re.IGNORECASE

LABEL = (
    r"fig(?:ure|s|ures)?|tables?|supplement(?:ary)?|(?:web[- ]?)?appendi(?:x|ces)(?:,?\spp?\.?)?|sections?|"
    r"eq(?:uation)?s?|refs?|chapter|box|panel|"
    r"grades?|stages?|phases?|types?|class|child[-–]pugh(?:\s(?:score|class|grade))?(?:\sof)?|ecog(?:\sps|"
    r"\sperformance\sstatus)?(?:\sscore)?|bclc|"
    r"ctcae|segments?|arm|cohort|groups?|visit|line|codes?|items?|questions?|no\.|number|steps?|models?|period|tier|"
    r"level|category|criterion|criteria|icd|recist|versions?|release|build|v|spss|stata|sas|matlab|prism|graphpad|"
    r"chapter|vol(?:ume)?|pages?|pp?\.|isbn|issn|grant|award|approval(?:\snumber)?|protocol|weeks?|days?|"
    r"months?|cycles?|fractions?|scores?\sof|ps|gleason(?:\sscore)?|kps|asa|nyha|class|who|cheng[’']s|vp"
)
ADDRESS = re.compile(r"[\w.+-]{1,64}@\S{1,64}")
SKIPPED = re.compile(
    rf"""
    (?:\b|(?=[h(\d]))(?:
      https?://\S{{1,300}} | \bdoi:?\s?\S{{1,200}}
    | \b(?!(?:groups?|arms?|cohorts?)\s?\()(?=(?:[A-Za-z.'’–-]{{1,16}}[\s({{≥≤<>\\]{{1,4}}){{1,3}}\d)(?:{LABEL})\.?
        [ \s]{{0,2}}[({{]?(?:\\geq|[≥≤⩾⩽<>])?\s?\d{{1,4}}[a-z]?
        (?:\s?[-–/,]\s?\d{{1,3}}[a-z]?)*(?:\.\d{{1,3}})*
        (?:\s?(?:or|and|to)\s(?:\d\b|higher|more|greater|above|worse))?
        (?![\d%]|\.\d|\s?(?:{PERCENT}|months|patients|of\s\d|out\s))
    | \b{MONTH}\s?(?:\d{{1,2}}(?:st|nd|rd|th)?)?,?\s?(?:19|20)\d\d\b
    | \b\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{MONTH}(?:,?\s?(?:19|20)\d\d)?\b
    | \b{MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?\b
    | (?<![\d.,])(?:19|20)\d\d(?:\s?[-–/]\s?(?:(?:19|20)\d\d|\d\d))?
        (?![\d.,]\d|\d|\s?(?:{PERCENT}|patients|participants|cases|mg|g|mL|ml|cells|women|men|subjects|individuals|children|
        steps|kcal|IU))
    | \b\d{{1,3}}(?:\.\d{{1,3}}){{2,}}\b | \b\d{{1,2}}(?:st|nd|rd|th)\b
    | \b(?!(?<=/)[cmd]?m[23]\b)(?=[\w.-]{{0,30}}\d)
        [A-Za-zα-ωΑ-Ω][A-Za-zα-ω]{{0,15}}[-–]?\d(?:(?!p\s?[=<>≤≥])[\w-]){{0,12}}
        (?!(?<=\d)p\s?[=<>≤≥])(?:(?<=\d)\.\d{{1,2}}\b)?
        (?![\d.]*\s?[=±])
    | \b10\s?(?:\^?\{{?[-−–]?\d{{1,2}}\}}?|[⁰¹²³⁴-⁹⁻]{{1,3}})\s?/\s?L\b
    | (?<!p[<=≤‹])(?<!p\s[<=≤‹])(?<!p[<=≤‹]\s)(?<!p\s[<=≤‹]\s)\b10(?:\^\{{?[-−–]?\d{{1,2}}\}}?|\s?[⁰¹²³⁴-⁹⁻]{{1,3}})
    | \b\d{{1,3}}\s?°(?!C) | \b\d{{1,2}}:\d\d\b | \b(?:19|20)\d\ds\b
    | (?:(?<=[a-z:;.,]\s)|^)\(\d{{1,2}}\)(?=\s[A-Za-z])
    | \bCA[- ]?\d{{1,3}}(?:[-–]\d{{1,2}})?
    | \b(?<!\d\.)\d\s?-?D\b | \bα/β\s?=\s?\d+
    | \bd\.?\s?f\.?\s?[=:]\s?\d{{1,5}}(?:\.\d{{1,3}})?
    | \b(?:patient|participant|child|subject|case|respondent|interviewee|informant|volunteer|woman|man|nurse|GP)
        \s(?:no\.?\s?|\#\s?)?\d{{1,3}}(?=\s?(?:[)\],;:’'”"]|in\s[\w-]{{1,16}}\sgroup|in\sthe|from\sthe|of\sthe|was\b|had\b|did\b|who\b))
    )
    """,
    re.VERBOSE | ANY_CASE,
)
"""What holds digits and reports nothing; the first line tells where it can begin at all.

"Fig. 2A", "grade 3", "March 2021", "version 4.0.2", "NCT01234567"."""

LEVEL = rf"(?P<level>\d{{2}}(?:\.\d)?)\s?{PERCENT}\s?"
CI_WORD = (
    r"(?:CI|CrI|C\.I\.|CIs|confidence[ -]intervals?|credible[ -]intervals?|confidence[ -]limits?|"
    r"highest density interval|HDI)"
)
INTERVAL = re.compile(
    rf"(?:{LEVEL})?\b(?P<word>{CI_WORD})(?:\s?[\[(]\s?{CI_WORD}\s?[\])])?(?:\s?(?P<after>\d{{2}})\s?{PERCENT})?"
    rf"[\s:=,;]{{0,4}}(?:of\s|was\s|from\s|ranged from\s)?[\[({{]?\s?(?P<low>{SIGNED}|"
    rf"[-−–]?∞)\s?(?:{PERCENT}|(?!to\b|and\b)[a-zA-Z]{{1,6}})?\s?"
    rf"(?:{DASH}{{1,2}}?|to|,|;|and|\.\.\.?)\s?(?P<high>[-−–+]?{N}|∞|NR|NA|NE|not reached|"
    rf"not estimable)\s?(?:{PERCENT})?",
    ANY_CASE,
)
"""A confidence interval: "95% CI 0.378–1.018", "[95 % confidence interval [CI]: 6.6 to 34.2]"."""

LEVEL_ALONE = re.compile(rf"\d{{2}}(?:\.\d{{1,2}})?\s?{PERCENT}\s?(?:CI|confidence|credible)", ANY_CASE)
"""The level of an interval that is not printed here."""

P_VALUE = re.compile(
    r"(?<![\w.])s?[*_<>i/]{0,4}p[*_<>i/]{0,5}(?:[-–\s]?(?:values?|trend|interaction|heterogeneity|overall|"
    r"adj(?:usted)?))?"
    r"(?:\s?_\{?[\w\\\s{}]{1,16}\}?)?(?:\s?for\s[a-z]{4,16})?[*_]{0,2}\s?"
    r"(?P<relation>[<>]\sor\s=|[=<>≤≥＝＜＞‹›]|\\l(?:eq?)?\b|\\geq?\b|&lt;|&gt;|\bof\b|\bwas\b|\bwere\b|:|"
    r"\bvalue\b)\s?(?P<less>[<>])?\s?\$?\s?"
    r"(?P<value>0?[.·,]\d{1,8}(?:\s?[×x]\s?10\s?\^?\{?[-−–]\s?\d{1,3}\}?|[eE][-−–]\d{1,3})?|"
    r"[01](?:[.·]\d{1,6})?(?:\s?[×x]\s?10\s?\^?\{?[-−–]\s?\d{1,3}\}?|[eE][-−–]\d{1,3})?(?![\d%])"
    r"|\d[.·]\d{1,3}\s?[×x]\s?10\s?\^?\{?[-−–]\s?\d{1,3}\}?|10(?:\^\{?[-−–]\d{1,3}\}?|⁻[⁰¹²³⁴-⁹]{1,3})"
    r"|NS\b|n\.s\.)",
    ANY_CASE,
)
"""p in every dress: "p=0.019", "*p*=0.019", "$P < 0.001$", "p-value of .03", "p for trend = 0.4", "P = NS"."""

P_NEGATIVE = re.compile(
    rf"(?<![\w.])[pP][*_]{{0,2}}(?:[-\s]?values?)?\s?=\s?(?P<value>[-−–]\s?{N})(?![\d/]|\s?[×x]|[eE]\d)"
)
"""A p below 0: "p = -.17"; a correlation that is printed as p (rho) looks like it."""

TEST = re.compile(
    rf"(?<![\w.])(?P<name>t|F|z|Z|T(?=[₀-₉])|r|rho|ρ|"
    rf"χ\s?(?:2|²|\^\{{?2\}}?)|\\chi\^\{{?2\}}?|chi[- ]?(?:square[d]?|2)|Q|U|W|"
    rf"H|R(?:2|²|\^\{{?2\}}?))"
    rf"\s?(?:[(_\[]{{1,2}}\s?(?:df\s?=\s?)?(?P<df>{N}(?:\s?,\s?(?:n\s?=\s?)?{N})?)\s?[)\]]{{1,2}}|"
    rf"(?P<lowered>[\d₀-₉]{{1,4}}(?:[.][₀-₉]{{1,3}})?(?:\s?,\s?[\d₀-₉.]{{1,9}})?)(?=\s?=\s?[-−–]?[.\d]))?\s?=\s?(?P<value>[-−–]?{N})"
)
"""A test statistic: "t(28) = 2.20", "F(2, 57) = 4.1", "F1,70 = 3.31" (degrees of freedom lowered),
 "χ2 = 45.76", "r = −0.32"."""

DOSE_SCHEME = re.compile(
    rf"(?P<dose>{N}(?:\s?(?:{DASH}|to)\s?{N})?)\s?-?(?P<unit>Gy(?:\s?\(RBE\)|E)?|cGy)"
    rf"(?:\s?(?:/|in|over|,|with|delivered in|divided into|given in)\s?(?P<fractions>(?:{N}|"
    rf"{NUMBER_WORD})(?:\s?(?:{DASH}|to|or)\s?(?:{N}|{NUMBER_WORD}))?)\s?-?(?:fractions?|fx|fr|f|times|"
    rf"sessions)\b"
    rf"|\s?(?:[×x*]|\\times)\s?(?P<times>\d{{1,2}})\s?(?:fractions?|fx|times)?)",
    ANY_CASE,
)
"""Dose and fractions: "48 Gy in 4 fractions", "27.5–50 Gy/5 Fx", "8 Gy × 3"."""

FRACTION_PERCENT = re.compile(
    rf"(?<![\d./])(?P<count>\d{{1,6}})\s?(?:/|\bof(?: the)?\b|"
    rf"\bout of(?: the)?\b)\s?(?P<total>\d{{1,6}}){WORDS}\s?[(\[,;=]{{1,2}}\s?(?P<percent>{N})\s?{PERCENT}",
    ANY_CASE,
)
"""Count of total with its share: "12/40 (30%)", "12 of 40 patients (30%)"."""

PERCENT_FRACTION = re.compile(
    rf"(?P<percent>{N})\s?{PERCENT}{WORDS}\s?[(\[]\s?(?:n\s?=\s?)?(?P<count>\d{{1,6}}|"
    rf"{NUMBER_WORD}\b)\s?(?:(?:/|of|out of)\s?(?P<total>\d{{1,6}}))?{WORDS}\s?[)\],;]",
    ANY_CASE,
)
"""Share with its count and total: "64.5% (40/62)", "30% (n = 12)", "12% (3 patients)"."""

COUNT_PERCENT = re.compile(
    rf"(?<![\w.,/-])(?P<count>\d{{1,3}}(?:,\d{{3}}){{1,5}}|\d{{1,6}}|"
    rf"(?:{NUMBER_WORD})\b)(?P<words>{WORDS})\s?[(\[]\s?(?P<percent>{N})\s?{PERCENT}"
    rf"(?:\s?[,;]\s?(?P<again>\d{{1,6}})\s?/\s?(?P<total>\d{{1,6}}))?\s?[)\],;]",
    ANY_CASE,
)
"""Count with its share: "56 patients (51.32%)", "8 (6.98%)", "one (2.8%, 1/36)"."""

SHARE_OF = re.compile(
    rf"[(\[]\s?(?P<percent>{N})\s?{PERCENT}\s?[,;]\s?(?P<count>\d{{1,6}})\s?/\s?(?P<total>\d{{1,6}})\s?[)\]]"
)
"""A share in parentheses with its count: "leukopenia (2.8%, 1/36)"."""

COUNT_OF = re.compile(
    r"(?<![\w.,/-])(?P<count>\d{1,6})\s{1,4}(?:of(?: the| all)?|out of(?: the)?)\s(?P<total>\d{1,6})(?![\d%(]|[.,]\d)"
)
"""A count of a total without its share: "11 of 54 patients"."""

PLUS_MINUS = re.compile(
    rf"(?P<value>{SIGNED})\s?(?P<unit>{PERCENT}|[a-zA-Zμµ/²]{{1,9}})?\s?(?:±|\+/[-−–]|"
    rf"\\pm)\s?(?P<spread>{N})",
    ANY_CASE,
)
"""Mean and spread: "53.77 ± 10.46", "12.1 kg ± 2"."""

SPREAD = re.compile(
    rf"[(\[,;]\s?(?P<kind>SD|S\.D\.|standard deviation|SE|SEM|S\.E\.|standard error(?: of the mean)?|"
    rf"±)\s?[:=,]?\s?(?:of\s)?±?\s?(?P<value>{N})\s?(?:{PERCENT}|[a-zμµ/²]{{1,9}})?\s?(?P<close>[)\]])?",
    ANY_CASE,
)
"""A spread in parentheses: "(SD 4.1)", "(SE = 0.2)", "(± 3)"."""

QUARTILES = re.compile(
    rf"[(\[,;]\s?(?:with\s)?(?:an?\s)?(?P<kind>IQR|inter[- ]?quartile ranges?|quartiles|Q1[-–,\s]{{1,3}}Q3|"
    rf"range|min(?:imum)?[-– ]max(?:imum)?|ranging|full range)\s?[:=,]?\s?(?:of\s|from\s|was\s)?"
    rf"[\[(]?\s?(?P<low>{SIGNED})\s?(?:{PERCENT}|[a-zA-Z/]{{1,9}})?\s?(?:{DASH}{{1,2}}?|to|,|;|"
    rf"and)\s?(?P<high>[-−–]?{N})",
    ANY_CASE,
)
"""Quartiles or a range in parentheses: "(range: 6–161)", "(IQR 3.1 to 7.9)"."""

BARE_LIMITS = re.compile(
    rf"(?<![\w/])(?P<value>{SIGNED})\s?{PERCENT}?\s?[(\[]\s?(?P<low>[-−–]?{N})\s?{PERCENT}?"
    rf"(?:\s?{DASH}\s?|\sto\s)(?P<high>[-−–]?{N})\s?{PERCENT}?\s?[)\]]",
    ANY_CASE,
)
"""Limits without a word, straight behind their value: "14.9 (8.6–19.0) months", "-0.9 (-1.4--0.4)"."""

SPAN_OF = re.compile(
    rf"(?P<change>\bfrom\s(?:an?\s)?)?(?P<low>{SIGNED})\s?(?P<lowunit>{PERCENT}|"
    rf"[a-zA-Zμµ]{{1,7}})?\s?(?P<join>{DASH}|to|and)\s?(?P<high>{N})(?![\d.]*[A-Za-z]*\s?\()(?!\s?[/×])",
    ANY_CASE,
)
"""From one number to another: "48 to 55 Gy", "50%–70%", "3–5 mm", "between 2 and 4"."""

RELATION = re.compile(
    r"(?P<sign>[≥≤⩾⩽≧≦<>＜＞]=?|\\geq?q?(?![a-z])|\\leq?q?(?![a-z])|&[lg]t;|"
    r"\b(?:less|fewer|lower|smaller|shorter|more|greater|higher|larger|longer|older|"
    r"younger) than(?: or equal to)?|\bover|\babove|\bbelow|\bunder|\bexceed(?:s|ed|ing)?|\bup to|"
    r"\bat least|\bat most|\bno more than|\bequal to or (?:greater|less) than|\bno less than|"
    r"\ba? ?(?:minimum|maximum) of|\bnearly|\babout|\bapproximately|\baround|\broughly|~|≈|\balmost)"
    r"\s?\$?\s?(?:an?\s)?$",
    ANY_CASE,
)
"""A comparator before a number: "≥", "less than", "approximately"."""

ENDS_IN_A_RELATION = re.compile(
    r"(?:[≥≤⩾⩽≧≦<>＜＞=;~≈a]|[ql]e|q|than|to|over|above|below|under|exceed(?:s|ed|ing)?|least|most|of|nearly|about|approximately|"
    r"around|roughly)\s?\$?\s?(?:an?\s)?$",
    ANY_CASE,
)
"""The last sign or word of any comparator: a quick look before the slow one."""

BARE = re.compile(rf"(?<![\w/]){SIGNED}", ANY_CASE)
WORD_NUMBER = re.compile(rf"\b(?:{NUMBER_WORD}|single|half)\b", ANY_CASE)
WORD_RANGE = re.compile(rf"\b(?P<low>{NUMBER_WORD})\s(?:to|or)\s(?P<high>{NUMBER_WORD})\b", ANY_CASE)

ZERO = re.compile(
    r"\b(?:no|none|without(?: any)?(?! (?:\w+ ){0,2}(?:increas|differ|excess))|absence of|zero)\b"
    r"(?![- ]observed)(?= (?:[\w≥≤+/\\-]{1,20} ){0,6}?(?:toxicit|adverse\b|"
    r"deaths?\b|mortality|complications?\b|events?\b|cases?\b|recurrences?\b|serious|patients? (?:had|"
    r"died|experienced|developed)))",
    ANY_CASE,
)
"""None counted: "No acute grade ≥ 3 toxicities", "no treatment-related deaths"."""

NOT_REACHED = re.compile(r"\bnot (?:yet |been )?reached\b|\bNR\b(?=[^a-zA-Z])")
NOT_SIGNIFICANT = re.compile(
    r"\b(?:(?:did|does|do|was|were|is|are|has|have|had)(?: not|n['’]t)(?: \w{1,14}){0,2}? (?:reach|"
    r"achieve|attain|show|meet)(?: \w{1,14}){0,3} (?:statistical(?:ly)? )?significan(?:ce|"
    r"t)(?: differences?)?"
    r"|(?:there (?:was|were) )?no (?:statistically |"
    r"clinically )?significant(?: \w{1,14}){0,3}? (?:differences?|associations?|effects?|improvements?|"
    r"changes?|correlations?|benefits?|interactions?|factors?)"
    r"|(?:was|were|did|is|are|differed?) not (?:statistically )?significant(?:ly)?(?: (?:different|differ|"
    r"improved?|increased?|reduced?|associated|affected|prolong(?:ed)?))?"
    r"|did not (?:statistically )?(?:significantly )?differ(?: significantly)?"
    r"|did not significantly (?:improve|increase|reduce|decrease|affect|prolong|change|influence)"
    r"|not associated with (?:\w{1,14} )?(?:prolonged|improved|increased|reduced|better|longer)"
    r"|without (?:an? )?(?:significant )?(?:increase|increased|difference)(?:d|s)?"
    r"|no (?:differences?|difference) (?:in|between|was|were)\b"
    r"|non-?significant(?:ly)? (?:differences?|trend))",
    ANY_CASE,
)
"""A comparison told without its number: "did not reach statistical significance", "no significant differences"."""

NUMBER_WORDS = frozenset(
    "single half zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety".split()
)
REPORTING = NUMBER_WORDS - {"half"} | {"no", "not", "without", "none", "absence", "non"}
WORD, DIGIT = re.compile(r"\w+"), re.compile(r"\d")


def may_report(text: str) -> bool:
    """Whether a sentence can hold a result at all: it prints a digit or a word that counts or denies.

    >>> may_report("None died."), may_report("Most recovered.")
    (True, False)
    """
    return DIGIT.search(text) is not None or not REPORTING.isdisjoint(WORD.findall(text.lower()))
