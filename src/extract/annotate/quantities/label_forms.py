"""How the labels of tables are printed: sizes, statistics, tests, times, totals, heads that name nothing."""

from extract.text import lazy_re as re
from extract.text.numbers import NUMBER_WORD
from extract.text.words import alternatives

N = r"\d{1,3}(?:[, ]\d{3})+|\d{1,6}"
SIZE = re.compile(
    rf"[,(\[]?\s?\b[nN]\s?[=:]\s?(?P<n>{N})(?!\.\d)\s?(?:patients?|subjects?|participants?|eyes|women|men|"
    rf"children)?\s?[)\]]?"
    rf"|\b[nN]\s(?P<bare>\d{{1,6}})$|[(\[]\s?(?P<round>\d{{2,5}})\s?(?:patients|pts\.?|subjects|participants|"
    rf"cases|eyes|women|men|children|individuals|infants)?\s?[)\]]\s?$"
)
"""The size of a group: "(n = 109)", "N=12", "(45 patients)"."""

SPREADS = (
    r"(?:(?-i:S\.?D\.?s?|s\.d\.|sd|S\.?E\.?M?\.?|s\.e\.(?:m\.)?|sem)|std\.?(?: ?dev\.?)?|standard deviations?|"
    r"standard errors?(?: of the mean)?)(?![A-Za-z])"
)
RANGES = (
    r"(?:IQR|inter-?quartile ranges?|quartiles|Q1\s?[-–,;]\s?Q3|25th\s?[-–,]\s?75th(?: percentiles?)?|"
    r"range(?! of\b(?! \d))|"
    r"min(?:imum)?\s?[-–;,/]\s?max(?:imum)?|95\s?%\s?C\.?I\.?)"
)
MIDDLES = r"(?:means?|averages?|medians?|x̄|LS means?|least[- ]squares? means?|geometric means?)"
COUNTS = r"(?:n|N|no|No|nos|num|number|Number|freq|frequency|count|counts|events?|patients|subjects|participants|cases)"

STATISTIC_FORMS: tuple[tuple[str, str], ...] = (
    ("ci", r"(?:\d\d(?:\.\d)?\s?%\s?|\b)(?:C\.?I\.?|CrI|confidence intervals?|confidence limits?)[a-z]?\b"),
    (
        "mean_spread",
        rf"{MIDDLES}[\s,]{{0,2}}(?:values?|scores?)?\s?(?:±|\+/?[-−–]|\(±?|\[±?|,|;|and|/)\s?(?:1\s)?{SPREADS}",
    ),
    ("middle_range", rf"{MIDDLES}[\s,]{{0,2}}(?:values?|scores?)?\s?(?:\(|\[|,|;|and|/)\s?{RANGES}"),
    ("spread", rf"[(\[±]\s?±?\s?{SPREADS}|\b{SPREADS}"),
    (
        "count_percent",
        rf"\b{COUNTS}\.?\s?(?:of (?:patients|subjects|participants|cases|events)\s?)?[,;]?\s?(?:[(\[/]\s?(?:%|"
        rf"percent|in %)|and %)",
    ),
    (
        "percent",
        r"[(\[]\s?%\s?[)\]]|^\s?%(?:\s?$|\s(?:of\b|(?=patients|subjects|women|men|children|participants)))|(?<=[,;])\s?%\s?$|\b(?:percent|percentages?|proportion)\s?$|(?<![\d.])%\s?$",
    ),
    ("range", rf"\b{RANGES}"),
    ("middle", rf"\b{MIDDLES}\b(?!\s(?:arterial|corpuscular|platelet|pressure|blood))"),
    (
        "count",
        r"^\W{0,2}(?:n|N|no\.?|No\.?|number|Number|count|counts|freq\w*|events?|n/N)\W{0,2}$|[,;(]\s?(?:n|"
        r"no\.?)\s?[)\]]?\s?$",
    ),
)
"""How a label says which statistic its numbers are, most telling first."""

STATISTICS = tuple(
    (name, re.compile(form, re.IGNORECASE if name not in ("count",) else 0)) for name, form in STATISTIC_FORMS
)

P_LABEL = re.compile(
    r"^\W{0,2}(?:exact |overall |adjusted )?[pP]\W{0,3}(?:[- ]?(?:values?|val|trend|interaction|"
    r"overall|adj(?:usted)?|corr(?:ected)?))?(?-i:[a-z])?\W{0,3}(?:\(.{0,40}\)|for .{1,40}|\d)?\W{0,3}$"
    r"|^\W{0,2}(?:sig|significance|signif)\.?\W{0,3}$|\bp[ -]values?\b|^\W{0,2}p (?:between|within|for|vs)\b",
    re.IGNORECASE,
)
RATIO = re.compile(
    r"\b(?P<name>a?(?:HR|OR|RR|IRR|PR)|RD|SMD|WMD|MD|ARR|"
    r"(?i:hazard ratio|odds ratio|relative risk|risk ratio|rate ratio|incidence rate ratio|prevalence ratio|"
    r"risk difference|"
    r"absolute risk reduction|(?:standardi[sz]ed |weighted )?mean difference))s?\b"
)
DIFFERENCE = re.compile(r"\b(?:differences?|treatment effect|effect estimate|net change|Δ between)\b", re.IGNORECASE)
COEFFICIENT = re.compile(
    r"^\W{0,2}(?:(?:standardi[sz]ed |unstandardi[sz]ed )?(?:beta|β|B|b)(?: (?:coefficients?|weights?))?|"
    r"(?:regression |correlation |beta )?coefficients?|r|rho|ρ|estimate)\W{0,3}$|\b(?:beta|regression|"
    r"correlation) coefficients?\b",
    re.IGNORECASE,
)
TEST = re.compile(
    r"^\W{0,2}(?:(?:Mann[-‐–\s]Whitney|Wilcoxon|Kruskal[-‐–\s]Wallis|Friedman|Student|Welch|Pearson|Fisher|Wald|Levene|"
    r"log[- ]?rank)(?:['’]?s)?\s)?(?:t|F|z|Z|[χΧxX]\s?[2²]|chi[- ]?squared?|U|W|H|Q|t[- ]tests?|t[- ]values?|"
    r"F[- ](?:values?|ratio|test)|z[- ](?:values?|scores?)|[Tt]est statistics?|[Ss]tatistics?|Wald)"
    r"(?:\s(?:tests?|values?))?(?:\s?\(.{1,12}\))?\W{0,3}$"
)
CONTRAST = re.compile(r"\binteractions?\b|\s[×]\s|\b(?:vs\.?|versus|v\.|compared (?:with|to)|minus)\s", re.IGNORECASE)
CHANGE = re.compile(
    r"\b(?:changes?|decreases?|increases?|reductions?|improvements?|gains?|delta)\b|[ΔΔ∆]", re.IGNORECASE
)
ADJUSTED = re.compile(r"\b(?:adjusted|multivaria\w+|multivariable)\b|\ba(?:OR|HR|RR|IRR)\b")
UNADJUSTED = re.compile(r"\b(?:un-?adjusted|crude|univaria\w+|not adjusted)\b", re.IGNORECASE)
LEGEND = re.compile(r"\w\s?=\s?[A-Za-z][^;=]{2,60}[;,]\s?\w")
"""A head that explains short names: "C = control; T = training"."""

TOTAL = re.compile(
    r"\W{0,3}(?:total|overall|all|both groups|combined|whole (?:group|sample|cohort)|"
    r"all (?:patients|pts\.?|cases|groups|subjects|participants|women|children)|entire \w+|pooled)\W{0,3}",
    re.IGNORECASE,
)
IDLE = re.compile(
    r"\W{0,3}(?:groups?|arms?|study groups|treatment groups|intervention groups|treatments|variables?|"
    r"characteristics?|parameters?|"
    r"items?|outcomes?|outcome (?:measures?|variables?)|measures?|measurements?|categor(?:y|ies)|values?|statistics?|"
    r"results?|"
    r"data|factors?|demographics?|randomi[sz]ed|allocation|allocated|study arms?|number of patients|patients|"
    r"participants|subjects|"
    r"subgroups?|scales?|domains?|tests?|assessments?|model|models|time|time ?points?|visits?|type)\W{0,3}",
    re.IGNORECASE,
)
"""Heads that name an axis and nothing on it."""

UNIT_TIME = r"(?:years?|yrs?|months?|mos?|mths?|weeks?|wks?|days?|hours?|hrs?|h|d|w|minutes?|mins?|min|seconds?|secs?)"
COUNTED_TIME = re.compile(
    rf"(?<![\d.,<>≤≥=±/-])(?<!\b[<>≤≥] )(?<!/ )(?<!\bper )\b(?P<value>\d{{1,3}}(?:\.5)?|{NUMBER_WORD})(?:st|nd|rd|"
    rf"th)?\s?[-‐–]?\s?(?P<unit>{UNIT_TIME})\b\.?(?!\s?(?:old|of age|per|/|previous|prior|"
    rf"(?:arm|group|cohort|regimen|schedule)s?\b))"
    rf"|\b(?P<named>years?|months?|weeks?|wk|days?|POD|hours?|visit|T|M|W|D)\s?[-#]?(?P<number>\d{{1,3}}(?:\.5)?)\b(?![.,%/]\d)",
    re.IGNORECASE,
)
TIME_WINDOW = re.compile(
    r"(?<!\bage )(?<!\baged )(?<!duration )(?<!stay )(?<!interval )\b"
    r"(?:0\s?[-–]\s?(?P<value>\d{1,3})\s?(?P<unit>days?|weeks?|wks?|months?)"
    r"|\d{1,2}\s?[-–]\s?(?P<end>\d{1,3})\s?(?P<clock>hours?|hrs?|h|min(?:ute)?s?))\b",
    re.IGNORECASE,
)
"""What is counted over a stretch of time holds for its end: "0–24 h"; not the level "6–12 months" of an age."""

AGE_LIKE = re.compile(
    r"\b(?:age[ds]?|older|younger|duration|previous|past|last|prior|over|under|interval|every|per|less|more|than|"
    r"within the)\b|[<>≤≥]|\d\s?[-–]\s?\d",
    re.IGNORECASE,
)
WORDED_TIME = re.compile(
    r"\b(?:(?:at |at the )?(?:baseline|base ?line)(?: values?)?|before(?: and after)?(?: the)?(?: treatment|"
    r" intervention| surgery| operation| therapy| training)?|"
    r"pre|post|pre-?(?:treatment|intervention|test|operative(?:ly)?|op|training|dose|manipulation|surgery)|"
    r"post-?(?:treatment|intervention|test|operative(?:ly)?|op|training|dose|manipulation|surgery)|"
    r"after(?: the)?(?: treatment| intervention| surgery| operation| therapy| training)?|"
    r"(?:at )?(?:hospital )?(?:discharge|admission|inclusion|enrol?lment|entry|randomi[sz]ation)|"
    r"(?:at )?(?:the )?end(?:[- ]?point| of(?: the)? (?:treatment|study|intervention|follow-?up|trial|surgery))|"
    r"end of (?:treatment|study)|final(?: visit| follow-?up)?|"
    r"(?:last |final )?follow-?up(?: visit)?|initial(?:ly)?|intra-?operative(?:ly)?|(?:first|second|third|"
    r"last) (?:night|day|visit|trimester|week|month)(?: post \w+)?|"
    rf"{alternatives('months')}|"
    r"\d?(?:st|nd|rd)? trimester)\b",
    re.IGNORECASE,
)
START = re.compile(
    r"baseline|base line|\bbefore\b|\bpre\b|\bpre-|\bpre(?:treatment|operative|test|intervention)|inclusion|"
    r"admission|enrol|randomi[sz]ation|entry|initial",
    re.IGNORECASE,
)
"""Words of a time before anything was done."""

REFERRED = re.compile(
    r"\b(?:from|since|versus|vs\.?|for|to|with|than|minus|relative to|over)\s(?:the\s)?$", re.IGNORECASE
)
"""Before a start that a change is counted from: "change from baseline", "adjusted for baseline"."""

GOES_ON = re.compile(r"(?:\s|\s?[-–]\s?)(?:to|through|until|adjusted|corrected|as (?:a )?covariate)\b", re.IGNORECASE)
"""Behind such a start: "baseline to end of treatment", "baseline-adjusted"."""

CLOCK = re.compile(
    rf"\W{{0,2}}(?:(?:post-?\w*|follow-?up|visits?|study|treatment|measurement|time(?!\sto\b)(?:\s(?!to\b)\w+){{0,4}})"
    rf"[\s,]+){{0,2}}[(\[]?(?P<unit>{UNIT_TIME})[)\]]?(?:\s(?:after|post|from|since|of|following|on|in)\b.{{0,60}})?\W{{0,2}}",
    re.IGNORECASE,
)
"""A head over numbers of one unit of time: "Time (min)", "Hours after surgery"; not "Time to discharge (h)"."""

BARE_TIME = re.compile(r"\d{1,3}(?:\.\d)?")
NOTE_MARK = re.compile(r"(?<=[\w)])\s?(?:[*†‡§¶#]{1,3})+|\^\{?[\w*,]{1,3}\}?|(?<=[A-Za-z)])\s[a-h]$")
BRACKET = re.compile(r"[(\[][^()\[\]]{1,60}[)\]]")
EMPTY = re.compile(r"[\s,;:()\[\]/±.|-]*")
EDGES = " ,;:.-–—/±|*†‡§¶#"
FILLER = re.compile(
    r"\b(?:at|after|from|to|the|of|in|on|by|since|post|and|visits?|follow-?up|month|treatment|intervention|surgery|"
    r"study|changes?|value|values)\b",
    re.IGNORECASE,
)
DATED_BY = re.compile(
    r"\b(?:injection|infusion|dos(?:e|ing)|exercise|meal|training|therapy|operation|procedure|vaccination|start|beginning|"
    r"initiation|extubation|intubation|induction|incision|birth|delivery|post-?(?:partum|natal)|PN|gestation|pregnancy|"
    r"completion|administration|block|test|drug)\b",
    re.IGNORECASE,
)
"""What a time is counted from: "30 min after injection", "6 weeks postpartum"."""

SHARE_WORDS = re.compile(
    r"\b(?:n|no\.?|number|patients|events)\s?,?\s?[(\[/]\s?(?:%|percent)|\(\s?%[^)]{0,30}\)|[,(]\s?%|\bn\s?\(%\)|"
    r"percent",
    re.IGNORECASE,
)
MEAN_SD = re.compile(
    r"means?\s?(?:±|\+/?-|\(|\[|,)?\s?(?:\(?\s?(?:SD|standard deviation|s\.d\.)|$)|±\s?(?:SD|standard dev)|"
    r"\b(?:M|mean)\s?\(\s?SD|\(SD\)|means? and (?:SD|standard deviation)|standard deviation",
    re.IGNORECASE,
)
MEAN_SE = re.compile(r"(?:±|\(|means?,?|and)\s?(?:SE|SEM|s\.e\.(?:m\.)?|standard errors?)\b", re.IGNORECASE)
HALF_WIDTH = re.compile(
    r"(?:±|\+/?-|\bwith|\band|\()\s?(?:the\s|their\s)?(?P<level>\d\d(?:\.\d)?)\s?%\s?"
    r"(?:C\.?I\.?s?\b|confidence (?:limits?|intervals?))",
    re.IGNORECASE,
)
"""What stands behind ± is half the width of an interval: "mean ± 95% CI", "means with 90% confidence limits"."""

MEDIAN = re.compile(r"\bmedians?\b|\bIQR\b|inter-?quartile", re.IGNORECASE)
MEAN = re.compile(r"\b(?:means?|average)\b", re.IGNORECASE)
IQR = re.compile(r"\bIQR\b|inter-?quartile|quartiles|Q1|25th", re.IGNORECASE)
CI = re.compile(r"\bCI\b|confidence|\bCrI\b|credible", re.IGNORECASE)
COUNTED = re.compile(r"\b(?:n|no\.?|number|frequency|counts?|patients|events|deaths|cases)\b", re.IGNORECASE)
RATES = re.compile(
    r"\b(?:rates?|percentages?|proportions?|mortality|incidence)\s?[(\[]\s?%\s?[)\]]|values are percent", re.IGNORECASE
)
