# ruff: noqa: E501 -- words and mark-up read best unbroken
"""The made-up trial: its words, table and references. `{^1,2}` is a superscript marker."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A real publication, as the trial's reference list prints it."""

    authors: tuple[tuple[str, str], ...]
    title: str
    journal: str
    year: int
    volume: str
    issue: str
    first: str
    last: str
    doi: str
    et_al: bool = True

    def printed(self) -> str:
        names = ", ".join(f"{family} {given}" for family, given in self.authors)
        place = f"{self.journal} {self.year};{self.volume}({self.issue}):{self.first}–{self.last}"
        return f"{names}{', et al' if self.et_al else ''}. {self.title}. {place}. doi:{self.doi}."


TITLE = (
    "Stereotactic body radiotherapy plus lenvatinib versus lenvatinib alone for hepatocellular carcinoma with portal "
    "vein tumour thrombus: an invented randomised phase 2 trial"
)
AUTHORS = (("Ada", "Morgenrot"), ("Bo", "Lindqvist"), ("Chiara", "Fontebella"))
JOURNAL = "Journal of Invented Trials"
YEAR = 2025
DOI = "10.5555/invented.2025.001"
AFFILIATION = "Department of Radiation Oncology, Invented University Hospital, Nowhere"

ABSTRACT = (
    "This trial is made up to show and test software; no patient took part. We randomly assigned 118 patients with "
    "hepatocellular carcinoma and portal vein tumour thrombus to stereotactic body radiotherapy plus lenvatinib (n = 60) "
    "or lenvatinib alone (n = 58). Median overall survival was 16.2 months versus 11.5 months (hazard ratio 0.62, 95% CI "
    "0.41–0.94; P = 0.024). Grade 3 or worse adverse events occurred in 19 of 60 (31.7%) and 16 of 58 (27.6%) patients."
)

SECTIONS: tuple[tuple[int, str, tuple[str, ...]], ...] = (
    (
        1,
        "Introduction",
        (
            "Liver cancer is among the leading causes of cancer death worldwide.{^1} Sorafenib was the first drug that "
            "prolonged survival in advanced hepatocellular carcinoma,{^2} and lenvatinib was non-inferior to it in a "
            "randomised phase 3 trial.{^3} Portal vein tumour thrombus worsens the prognosis of these patients.",
            "Radiotherapy acts on the thrombus itself. In a randomised trial, chemoembolization plus external beam "
            "radiotherapy was compared with sorafenib in patients with macroscopic vascular invasion.{^4} Stereotactic "
            "body radiotherapy was tested in sequential phase I and II trials of locally advanced disease{^5} and against "
            "sorafenib alone in a phase 3 trial.{^6}",
        ),
    ),
    (1, "Methods", ()),
    (
        2,
        "Patients",
        (
            "Between March 2018 and June 2021 six hospitals of an invented country enrolled adults with hepatocellular "
            "carcinoma, portal vein tumour thrombus and Child-Pugh class A or B liver function. All patients gave written "
            "consent in this invented story.",
        ),
    ),
    (
        2,
        "Treatment and assessment",
        (
            "Patients in the combination arm received 40 Gy in 5 fractions on consecutive working days. Response was "
            "assessed by the modified criteria for hepatocellular carcinoma.{^7} The primary endpoint was overall survival.",
        ),
    ),
    (
        1,
        "Results",
        (
            "We randomly assigned 118 patients, 60 to the combination and 58 to lenvatinib alone. Their characteristics "
            "are shown in Table 1. The median follow-up was 21.3 months.",
            "Median overall survival was 16.2 months (95% CI 13.4–19.0) with the combination and 11.5 months (95% CI "
            "9.2–13.8) with lenvatinib alone (hazard ratio 0.62, 95% CI 0.41–0.94; P = 0.024). Median progression-free "
            "survival was 8.4 months versus 5.1 months (hazard ratio 0.55, 95% CI 0.37–0.82; P = 0.003). An objective "
            "response was seen in 27 of 60 (45.0%) and 12 of 58 (20.7%) patients.",
            "Grade 3 or worse adverse events occurred in 19 of 60 (31.7%) and 16 of 58 (27.6%) patients. No patient died "
            "of treatment.",
        ),
    ),
    (
        1,
        "Discussion",
        (
            "In this invented trial, radiotherapy added to lenvatinib prolonged overall survival. The result agrees with a "
            "randomised study of neoadjuvant radiotherapy for resectable tumours with portal vein thrombus.{^8} Earlier "
            "trials of drugs and of radiotherapy had pointed the same way.{^3–6} Larger trials would be needed if any of "
            "this were true.",
        ),
    ),
)

TABLE_AFTER = "We randomly assigned 118 patients, 60 to the combination"
TABLE_LABEL = "Table 1"
TABLE_CAPTION = "Characteristics of the patients at baseline"
TABLE_HEAD = (
    (("Characteristic", 1, 2), ("Intention to treat", 2, 1), ("Per protocol", 2, 1)),
    (
        ("Combination (n = 60)", 1, 1),
        ("Lenvatinib (n = 58)", 1, 1),
        ("Combination (n = 54)", 1, 1),
        ("Lenvatinib (n = 52)", 1, 1),
    ),
)
"""Cells of the head: words, columns and rows that they span."""

TABLE_ROWS = (
    ("Median age (years)", "58", "57", "58", "57"),
    ("Sex, n (%)", "", "", "", ""),
    ("Male", "51 (85.0)", "50 (86.2)", "46 (85.2)", "45 (86.5)"),
    ("Female", "9 (15.0)", "8 (13.8)", "8 (14.8)", "7 (13.5)"),
    ("Child-Pugh class, n (%)", "", "", "", ""),
    ("A", "55 (91.7)", "52 (89.7)", "50 (92.6)", "47 (90.4)"),
    ("B", "5 (8.3)", "6 (10.3)", "4 (7.4)", "5 (9.6)"),
)
TABLE_NOTE = "Values are numbers with percentages unless stated otherwise."

ENTRIES = (
    Entry(
        authors=(("Bray", "F"), ("Laversanne", "M"), ("Sung", "H")),
        title="Global cancer statistics 2022: GLOBOCAN estimates of incidence and mortality worldwide for 36 cancers in "
        "185 countries",
        journal="CA Cancer J Clin",
        year=2024,
        volume="74",
        issue="3",
        first="229",
        last="263",
        doi="10.3322/caac.21834",
    ),
    Entry(
        authors=(("Llovet", "JM"), ("Ricci", "S"), ("Mazzaferro", "V")),
        title="Sorafenib in advanced hepatocellular carcinoma",
        journal="N Engl J Med",
        year=2008,
        volume="359",
        issue="4",
        first="378",
        last="390",
        doi="10.1056/NEJMoa0708857",
    ),
    Entry(
        authors=(("Kudo", "M"), ("Finn", "RS"), ("Qin", "S")),
        title="Lenvatinib versus sorafenib in first-line treatment of patients with unresectable hepatocellular carcinoma: "
        "a randomised phase 3 non-inferiority trial",
        journal="Lancet",
        year=2018,
        volume="391",
        issue="10126",
        first="1163",
        last="1173",
        doi="10.1016/S0140-6736(18)30207-1",
    ),
    Entry(
        authors=(("Yoon", "SM"), ("Ryoo", "BY"), ("Lee", "SJ")),
        title="Efficacy and safety of transarterial chemoembolization plus external beam radiotherapy vs sorafenib in "
        "hepatocellular carcinoma with macroscopic vascular invasion: a randomized clinical trial",
        journal="JAMA Oncol",
        year=2018,
        volume="4",
        issue="5",
        first="661",
        last="669",
        doi="10.1001/jamaoncol.2017.5847",
    ),
    Entry(
        authors=(("Bujold", "A"), ("Massey", "CA"), ("Kim", "JJ")),
        title="Sequential phase I and II trials of stereotactic body radiotherapy for locally advanced hepatocellular "
        "carcinoma",
        journal="J Clin Oncol",
        year=2013,
        volume="31",
        issue="13",
        first="1631",
        last="1639",
        doi="10.1200/JCO.2012.44.1659",
    ),
    Entry(
        authors=(("Dawson", "LA"), ("Winter", "KA"), ("Knox", "JJ")),
        title="Stereotactic body radiotherapy vs sorafenib alone in hepatocellular carcinoma: the NRG Oncology/RTOG 1112 "
        "phase 3 randomized clinical trial",
        journal="JAMA Oncol",
        year=2025,
        volume="11",
        issue="2",
        first="136",
        last="144",
        doi="10.1001/jamaoncol.2024.5403",
    ),
    Entry(
        authors=(("Lencioni", "R"), ("Llovet", "JM")),
        title="Modified RECIST (mRECIST) assessment for hepatocellular carcinoma",
        journal="Semin Liver Dis",
        year=2010,
        volume="30",
        issue="1",
        first="52",
        last="60",
        doi="10.1055/s-0030-1247132",
        et_al=False,
    ),
    Entry(
        authors=(("Wei", "X"), ("Jiang", "Y"), ("Zhang", "X")),
        title="Neoadjuvant three-dimensional conformal radiotherapy for resectable hepatocellular carcinoma with portal "
        "vein tumor thrombus: a randomized, open-label, multicenter controlled study",
        journal="J Clin Oncol",
        year=2019,
        volume="37",
        issue="24",
        first="2141",
        last="2151",
        doi="10.1200/JCO.18.02184",
    ),
)
