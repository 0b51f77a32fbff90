"""A small trial of salt substitutes with planted faults, as one PDF: a finding shows its passage on the page."""

from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table

from benchmarks.corpus.pdf import CELL, FRONT, HEADING, SMALL, TEXT, TITLE

NAME = "invented_salt_trial.pdf"
HEAD = "A salt substitute in adults with high blood pressure: an invented randomised trial"
FRONT_LINES = ("Dora Salzmann, Emil Kochsalz", "Department of Hypertension, Invented University Hospital, Nowhere")
BODY = (
    (
        "Abstract",
        "This trial is made up to show and test software; no patient took part. We randomly assigned 160 adults "
        "with high blood pressure to a salt substitute (n = 80) or to regular salt (n = 80). At 6 months the systolic "
        "blood pressure (SBP) was lower with the substitute. Hyperkalaemia was seen in 4 of 80 (5.0%) and 2 of 80 "
        "(2.5%) adults.",
    ),
    (
        "Introduction",
        "A low target for blood pressure prevents events.<super>1</super> Replacing a part of the sodium in "
        "salt by potassium lowered the rate of stroke in a large trial of villages.<super>2</super>",
    ),
    (
        "Methods",
        "Adults with a seated blood pressure (SBP) of 140 mm Hg or more were enrolled in three practices of an "
        "invented country and followed for 6 months. The primary outcome was control, a pressure below 140 mm Hg.",
    ),
    (
        "Results",
        "Control at 6 months was reached by 46 of 80 adults (75.5%) with the substitute and by 34 of 80 (42.5%) "
        "with regular salt. Of those with a urine sample, 13 of 79 (16.4%) had more sodium than "
        "before. The characteristics of the adults are shown in Table 1.",
    ),
)
CAPTION = "<b>Table 1.</b> Characteristics of the adults at baseline"
ROWS = (
    ("Characteristic", "Substitute (n = 80)", "Regular salt (n = 80)"),
    ("Women, n (%)", "42 (52.5)", "39 (48.8)"),
    ("Men, n (%)", "38 (47.5)", "41 (51.3)"),
    ("Diabetes, n (%)", "18 (22.5)", "16 (20.0)"),
    ("Smokers, n (%)", "12 (15.0)", "14 (17.5)"),
    ("Earlier stroke, n (%)", "6 (7.5)", "8 (10.0)"),
)
BEHIND = (
    "Discussion",
    "In this invented trial the substitute brought more adults below their target than regular salt. "
    "Larger trials would be needed if any of this were true.",
)
REFERENCES = (
    "1. SPRINT Research Group. A randomized trial of intensive versus standard blood-pressure control. N Engl J Med "
    "2015;373(22):2103–2116. doi:10.1056/NEJMoa1511939.",
    "2. Neal B, Wu Y, Feng X, et al. Effect of salt substitution on cardiovascular events and death. N Engl J Med "
    "2021;385(12):1067–1077. doi:10.1056/NEJMoa2105675.",
    "3. Sacks FM, Svetkey LP, Vollmer WM, et al. Effects on blood pressure of reduced dietary sodium and the Dietary "
    "Approaches to Stop Hypertension (DASH) diet. N Engl J Med 2001;344(1):3–10. doi:10.1056/NEJM200101043440101.",
)


def make_salt_trial(path: Path) -> None:
    """Write the file; it is the same byte for byte each time."""
    parts: list[Flowable] = [Paragraph(HEAD, TITLE), *(Paragraph(line, FRONT) for line in FRONT_LINES)]
    for heading, words in BODY:
        parts += [Paragraph(heading, HEADING), Paragraph(words, TEXT)]
    lines = [
        ("LINEABOVE", (0, 0), (-1, 0), 1, "black"),
        ("LINEBELOW", (0, 0), (-1, 0), 0.5, "black"),
        ("LINEBELOW", (0, -1), (-1, -1), 1, "black"),
    ]
    cells = [[Paragraph(words, CELL) for words in row] for row in ROWS]
    parts += [Spacer(1, 4), Paragraph(CAPTION, SMALL), Table(cells, colWidths=[50 * mm, 45 * mm, 45 * mm], style=lines)]
    parts += [Spacer(1, 6), Paragraph(BEHIND[0], HEADING), Paragraph(BEHIND[1], TEXT), Paragraph("References", HEADING)]
    parts += [Paragraph(entry, SMALL) for entry in REFERENCES]
    margin = 30 * mm
    sides = {f"{side}Margin": margin for side in ("left", "right", "top", "bottom")}
    SimpleDocTemplate(str(path), pagesize=A4, invariant=1, title=HEAD, author="invented", **sides).build(parts)
