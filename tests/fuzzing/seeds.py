# ruff: noqa: E501
"""Seeds of the fuzzing: small sound inputs of every kind, all invented here or papers of the project's own corpus."""

import json
from collections.abc import Callable
from pathlib import Path

from tests.corpus.manuscripts import field_of, paragraph, run, table
from tests.formats import test_formats as samples
from tests.read.pdf.raw import raw_pdf, stream

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "corpus"

REFERENCES = """\
1. Sato J, Müller-Hill A, et al. Stereotactic radiotherapy of the liver: 5-year results. J Sound Trials. 2020;12(3 Suppl 1):e101–9. doi:10.1000/jst.2020(1)19.
[12] van der Berg K, O’Brien P. Dose and response in mice. In: Lee A, editor. Handbook of invented oncology. 2nd ed. Nowhere: Muster Press; 1998. p. 12-34.
Lee, A. B., & Kim, C. (2019a). A trial of nothing. *Annals of Invention*, 7(2), 101-109. https://doi.org/10.1000/abc
World Health Organization. Invented report 2021. Geneva: WHO; 2021. Available from: https://example.org/a?b=c (accessed 3 May 2022). PMID: 31000001; PMCID: PMC5000001
Roberts C. et al. Trial protocol. ClinicalTrials.gov NCT00000001. arXiv:2001.00001v2 [q-bio]. 2020.
"""
KEYS = (
    "Sato et al. 2020\nLee and Kim, 2019a\nvan der Berg & O’Brien (1998)\nWHO 2021\nMüller-Hill et al., 2020b\n"
    "Roberts C. and colleagues 2020\n[1,3–5]\n(2, 4-6)\n^{7–9}\n(Lee et al., 2019a; 2019b; Sato, 2020)\n"
)
CITED = f"""A made trial

1. Introduction

Doses differ [1]. Others found more [2,3], or less [1-3, 5]; see also Sato et al. (2020) and (Lee and Kim 2019a,b; WHO 2021).
Risk fell by half^{{1,3–4}} in mice^5^, as shown before(2). Water rose by 10^{{3}} mm^{{2}}.

2. Discussion

As Lee [3] and others [4–5] said, "nothing" (van der Berg and O’Brien, 1998) is known (ref. 2; see Table 1 and refs 3–5).

References

{REFERENCES}"""
PRINTED = """\
0·75 (95% CI 0·60–0·94; p=0·012), −1,234.50 and 1.2 × 10⁻³; thirty-six of two hundred and twelve patients (17.0%)
HR 0.75 (95% CI, 0.60 to 0.94), P < 0.001; OR = 2.1 [1.1; 4.0]; t(38) = 2.10, p = .042; χ2(1, N = 90) = 4.2; F(2, 87) = 3.1
Mean 12.3 ± 4.5 (n = 40) vs 10.1 ± 3.9 (n = 42); median 17 months (IQR 12–23; range, 1.5-60+); 12/40 (30%) and 8 of 42 (19%)
40 Gy in 5 fractions (BED10 = 72 Gy, α/β = 10); 2-year OS was 55.1% (95%CI: 40.2%-68.0%); RR 1.5 (1.1-2.0), I² = 45%
In total 30 patients were men (75%) and 10 women (25%); 1 234 000 cells; 3,5 mg/dL; 1e-5; 10^6; ½; Ⅷ; 12–15; £1.5m
"""
TRIAL = f"""A made trial of doses

Abstract

We treated 82 patients. {PRINTED}
Methods

Patients were assigned 1:1 to radiotherapy (n = 40) or sorafenib (n = 42). A sample of 82 had 80% power at a two-sided alpha of 0.05.

Results

{PRINTED}
Table 1. Characteristics of the 82 patients

Characteristic\tRadiotherapy (n = 40)\tSorafenib (n = 42)\tP
Age, mean (SD)\t61.2 (8.4)\t63.0 (9.1)\t0.36
Men, n (%)\t30 (75.0)\t28 (66.7)\t0.41
Events/total\t12/40\t20/42\t
HR (95% CI)\t0.75 (0.60–0.94)\tReference\t0.012
"""
HTML_TABLES = """<!DOCTYPE html><html><head><title>Made tables</title></head><body><h1>Made tables</h1><p>See Table 1 [1].</p>
<table><caption>Table 1. Outcomes of 82 patients</caption><thead><tr><th rowspan="2">Outcome</th><th colspan="2">Arm</th><th>P</th></tr>
<tr><th>A (n = 40)</th><th>B (n = 42)</th><th></th></tr></thead><tbody><tr><td colspan="4">Toxicity, n (%)</td></tr>
<tr><td>Grade 3–4</td><td>12 (30.0)</td><td>8 (19.0)<sup>a</sup></td><td>&lt;0.001</td></tr>
<tr><td>Mean ± SD</td><td>61.2 ± 8.4</td><td>63·0 ± 9·1</td><td>0·36</td></tr></tbody><tfoot><tr><td colspan="4">a One missing.</td></tr></tfoot></table>
<h2>References</h2><ol><li id="r1">Sato J. Ten. J Sound. 2020;1:1-2.</li></ol></body></html>"""
JATS_TABLES = """<article><front><article-meta><title-group><article-title>Made tables</article-title></title-group></article-meta></front><body>
<sec><title>Results</title><p>See <xref ref-type="table" rid="t1">Table 1</xref>.</p><table-wrap id="t1"><label>Table 1</label>
<caption><p>Outcomes of 82 patients</p></caption><table><thead><tr><th>Outcome</th><th>A (n = 40)</th><th>B (n = 42)</th></tr></thead><tbody>
<tr><td>Deaths, n (%)</td><td>12 (30.0)</td><td>8 (19.0)</td></tr><tr><td>HR (95% CI)</td><td colspan="2">0.75 (0.60–0.94)</td></tr>
</tbody></table><table-wrap-foot><p>CI: confidence interval.</p></table-wrap-foot></table-wrap></sec></body></article>"""
LATEX = r"""\documentclass{article}
\title{A made trial\thanks{Paid by none}}\author{Ann Lee \and Bo Wu}
\newcommand{\dose}[2][Gy]{#2~#1}\def\n{40}
\begin{document}\maketitle\begin{abstract}We treated \n{} patients \cite{sato20,lee19}.\end{abstract}
\section{Results}\label{s} Risk fell ($p<0.001$, \dose{12}, $3 \times 10^{-4}$)\footnote{Made up.} as \citet[see][p.~3]{sato20} said; see Table~\ref{t}. % no
\begin{table}\caption{Outcomes of 82 patients}\label{t}\begin{tabular}{l|c|r}\hline Outcome & A ($n=40$) & B \\ \multicolumn{2}{c}{Deaths} & 12 (30.0\%) \\ \hline\end{tabular}\end{table}
\begin{equation}\frac{1}{2}\sum_{i=1}^{n} x_i\end{equation}\begin{itemize}\item one\item[b] two\end{itemize}\input{part}
\begin{thebibliography}{9}\bibitem[Sato(2020)]{sato20} Sato J. Ten. \emph{J Sound}. 2020;1:1--2.\bibitem{lee19} Lee A. Two. 2019.\end{thebibliography}
\end{document}
"""
WORD = (
    paragraph(run("A made trial of doses"), "Title")
    + paragraph(run("Results"), "heading1")
    + paragraph(
        run("Deaths: 12 of 40 (30%) ")
        + field_of("REF _Ref1 \\h", run("[1]"))
        + run("2", '<w:vertAlign w:val="superscript"/>')
    )
    + f"<w:p><w:ins>{run('fell')}</w:ins><w:del>{run('rose')}</w:del><w:hyperlink w:anchor='_Ref1'>{run('1')}</w:hyperlink></w:p>"
    + paragraph(run("Table 1. Outcomes of 82 patients"), "caption")
    + table(
        [[("Outcome", 1, "restart"), ("Arm", 2, "")], [("", 1, "continue"), ("A (n = 40)", 1, ""), ("B", 1, "")]],
        heads=1,
    )
    + paragraph(run("References"), "heading1")
    + "".join(paragraph(run(line), "Bibliography") for line in REFERENCES.splitlines())
)


CMAP = (
    b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <00><FF> endcodespacerange\n"
    b"2 beginbfchar <01><2265> <02><FFFD> endbfchar 1 beginbfrange <20><7E><0020> endbfrange endcmap end end"
)
DRAWN = (
    b"BT /F1 10 Tf 60 780 Td 12 TL (A made trial of doses in the liver) Tj T* (We treated 40 patients with 5 fractions [1,2].) Tj T* "
    b"[(The me) -20 (dian was ) 300 (12)] TJ /F2 10 Tf <01> Tj /F1 7 Tf 4 Ts (3) Tj 0 Ts ET q 1 0 0 1 60 500 cm 0 0 200 60 re S "
    b"0 20 m 200 20 l S /X1 Do Q BT /F1 9 Tf 1 0 0 1 60 300 Tm (1. Sato J. Ten. J Sound. 2020;1:1-2.) Tj ET "
    b"/Span<</MCID 0>>BDC EMC BI /W 1 /H 1 /BPC 8 /CS /G ID x EI"
)
RAW_OBJECTS = (
    b"<</Type/Catalog/Pages 2 0 R/Outlines 10 0 R>>",
    b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Annots[8 0 R]/Resources<</Font<</F1 5 0 R/F2 6 0 R>>"
    b"/XObject<</X1 9 0 R>>>>>>",
    stream(DRAWN),
    b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding<</Differences[1/greaterequal/alpha]>>>>",
    b"<</Type/Font/Subtype/Type0/BaseFont/Symbol/ToUnicode 7 0 R/Encoding/Identity-H/DescendantFonts[11 0 R]>>",
    stream(CMAP),
    b"<</Type/Annot/Subtype/Link/Rect[60 500 90 520]/Dest[3 0 R/XYZ 60 300 0]>>",
    stream(b"BT /F1 8 Tf 5 5 Td (Outcome 12 \\(30%\\)) Tj ET", b"/Type/XObject/Subtype/Form/BBox[0 0 200 60]"),
    b"<</Type/Outlines/First 12 0 R/Last 12 0 R/Count 1>>",
    b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Symbol/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)>>/W[1[600]]>>",
    b"<</Title(Results)/Parent 10 0 R/Dest[3 0 R/Fit]>>",
)

STUDY = {
    "protocolSection": {
        "identificationModule": {"nctId": "NCT00000001", "nctIdAliases": ["NCT00000009"], "briefTitle": "A made trial"},
        "statusModule": {"overallStatus": "COMPLETED", "startDateStruct": {"date": "2015-03"}},
        "designModule": {"phases": ["PHASE2"], "enrollmentInfo": {"count": 82}, "studyType": "INTERVENTIONAL"},
        "conditionsModule": {"conditions": ["Hepatocellular Carcinoma"]},
        "armsInterventionsModule": {"interventions": [{"name": "Radiotherapy", "type": "RADIATION"}]},
        "contactsLocationsModule": {"locations": [{"country": "Japan"}]},
        "referencesModule": {"references": [{"pmid": "31000001", "type": "RESULT", "citation": "Sato J. 2020"}]},
    }
}
UPDATE = {"DOI": "10.1000/n", "type": "retraction", "updated": {"date-parts": [[2021, 3, 4]]}, "source": "publisher"}
CROSSREF = samples.CROSSREF["message"] | {"update-to": [UPDATE], "updated-by": [UPDATE], "title": ["A made trial"]}  # type: ignore[operator]
EUROPEPMC = {
    "hitCount": 1,
    "resultList": {
        "result": [
            {
                "pmid": "11",
                "doi": "10.1000/a",
                "title": "A <i>sound</i> trial.",
                "authorList": {"author": [{"lastName": "Lee", "initials": "A"}, {"collectiveName": "Sound Group"}]},
                "journalInfo": {
                    "volume": "7",
                    "journal": {"title": "Journal of Sound Trials", "isoabbreviation": "J S"},
                },
                "pubYear": "2001",
                "pubTypeList": {"pubType": ["Journal Article"]},
                "commentCorrectionList": {
                    "commentCorrection": [{"id": "9", "type": "Retraction in", "reference": "J. 2003"}]
                },
            }
        ]
    },
}
OPENALEX = {
    "doi": "https://doi.org/10.1000/a",
    "ids": {"pmid": "https://pubmed.ncbi.nlm.nih.gov/11", "pmcid": "PMC5"},
    "title": "A sound trial",
    "publication_year": 2001,
    "is_retracted": True,
    "biblio": {"volume": "7", "first_page": "1", "last_page": "9"},
    "authorships": [{"author": {"display_name": "Ann Lee"}}],
    "primary_location": {"source": {"display_name": "Journal of Sound Trials"}},
}
DATACITE = {
    "data": {
        "attributes": {
            "doi": "10.1000/a",
            "titles": [{"title": "Data"}],
            "creators": [{"name": "Lee, Ann"}, {"name": "Group", "nameType": "Organizational"}],
            "publicationYear": 2020,
        }
    }
}
IDCONV = {"status": "ok", "records": [{"requested-id": "11", "pmid": 11, "pmcid": "PMC5", "doi": "10.1000/A"}]}
SEARCH = {"esearchresult": {"count": "1", "idlist": ["11"]}}
AGENCY = [{"DOI": "10.1000/a", "RA": "Crossref"}]
CITMATCH = "J Sound|2020|7|101|sato j|k0|11\nJ Sound|2020|7|101|lee a|k1|AMBIGUOUS (12345,23456)\nx|||||k2|NOT_FOUND;INVALID_JOURNAL\n"

SETTINGS = 'jobs = 2\noffline = true\ntime_limit = 12.5\ndb = "outputs/a.db"\ncorpus = "made"\nmemory_limit = 4096\n'
TERMS = (
    'kind = "disease"\nmade_tumour = { names = ["made tumour", "tumour, made"], cased = ["MT"], is_a = ["neoplasm"] }\n'
    '"other one" = { names = ["other"], note = "x" }\n'
)
CLAIMS = (
    '{"id": 1, "claim": "Radiotherapy halved the risk (HR 0.75, 95% CI 0.60-0.94) in 82 patients", "source": "made"}\n'
    '{"id": "b", "claim": "12 of 40 patients (30%) had grade 3 toxicity", "source": "10.1000/a"}\n'
)
REVIEWS = '{"finding_id": "f1", "decision": "accepted", "reason": "sound", "at": "2026-01-01T00:00:00+00:00"}\n'
QUESTIONS = (
    '{"id": 1, "pmcid": "PMC5", "outcome": "Deaths", "intervention": "radiotherapy", "comparator": "sorafenib",'
    ' "outcome_type": "binary"}\n{"id": 2, "paper": "x", "outcome": "age", "intervention": "radiotherapy",'
    ' "comparator": "sorafenib", "outcome_type": "continuous"}\n'
)


def texts(*given: object) -> Callable[[], list[bytes]]:
    """Seeds of texts, bytes and objects."""
    return lambda: [
        one if isinstance(one, bytes) else (one if isinstance(one, str) else json.dumps(one)).encode() for one in given
    ]


def papers(suffix: str, *more: bytes) -> Callable[[], list[bytes]]:
    """The corpus's papers of a kind, and others."""
    return lambda: [path.read_bytes() for path in sorted(CORPUS.glob(f"*.{suffix}"))] + list(more)


def drawn() -> bytes:
    """A page drawn object by object: two fonts, a form, a link, an outline."""
    return raw_pdf(RAW_OBJECTS)
