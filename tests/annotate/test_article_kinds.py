"""What kind of article a paper is."""

import pytest

from extract.annotate import annotate
from extract.annotate.article_kinds import article_kind
from extract.model import Paper, Source
from extract.read import read_document
from extract.vocabulary import load_vocabulary


def made(title: str, *, printed: str = "research-article", subject: str = "", abstract: str = "") -> Paper:
    data = (
        f'<article article-type="{printed}"><front><article-meta><article-categories><subj-group><subject>{subject}'
        f"</subject></subj-group></article-categories><title-group><article-title>{title}</article-title></title-group>"
        f"<abstract><p>{abstract}</p></abstract></article-meta></front><body><sec><title>Introduction</title>"
        "<p>Sore knees are common.</p></sec></body></article>"
    ).encode()
    source = Source(path="made.xml", sha256="2" * 64, format="jats", size=len(data))
    return annotate(read_document(source, data), load_vocabulary())


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Warm baths for sore knees: a systematic review and meta-analysis", "meta-analysis"),
        ("Warm baths for sore knees: a meta-analysis of randomised controlled trials", "meta-analysis"),
        ("Warm baths for sore knees: a systematic review of cohort studies", "systematic review"),
        ("Warm baths in primary care: a scoping review", "scoping review"),
        ("Warm baths for sore knees: an overview", "narrative review"),
        ("Comment on: Warm baths for sore knees: a meta-analysis", "comment"),
        ("Erratum to: Warm baths for sore knees: a meta-analysis", "correction"),
        ("Warm baths for sore knees: study protocol for a randomised controlled trial", "protocol"),
        ("Protocol for a systematic review of warm baths", "protocol"),
        ("A randomised trial of nurse-led review against usual care", "randomised trial"),
        ("Warm baths against cold baths: a randomized, double-blind, placebo-controlled study", "randomised trial"),
        ("Warm baths and sore knees: a nationwide cohort study", "cohort study"),
        ("A retrospective review of 40 patients who bathed", "cohort study"),
        ("Burns after a warm bath: a case report and review of the literature", "case report"),
        ("A single-arm phase II trial of mud packs", "trial"),
        ("Mud packs and arthritis: a case-control study", "case-control study"),
        ("Clinical practice guideline: warm baths", "guideline"),
        ("Adherence to practice guidelines on warm baths: a cross-sectional survey", "cross-sectional study"),
        ("Response of sore knees to warm baths", None),
        ("Warm baths soothe sore knees", None),
    ],
)
def test_the_title_says_which(title: str, kind: str | None) -> None:
    assert made(title).kind == kind


@pytest.mark.parametrize(
    ("printed", "subject", "kind"),
    [
        ("review-article", "", "narrative review"),
        ("research-article", "Systematic Review", "systematic review"),
        ("research-article", "Study Protocol", "protocol"),
        ("editorial", "", "comment"),
        ("research-article", "Original Research", None),
    ],
)
def test_printed_type_and_subject_count_where_the_title_is_silent(printed: str, subject: str, kind: str | None) -> None:
    assert made("Warm baths soothe sore knees", printed=printed, subject=subject).kind == kind


def test_a_planned_trial_is_a_protocol_by_its_subject() -> None:
    assert made("A randomised trial of warm baths", subject="Study Protocol").kind == "protocol"


@pytest.mark.parametrize(
    ("abstract", "kind"),
    [
        ("We performed a meta-analysis of nine trials of baths.", "meta-analysis"),
        ("A meta-analysis was not performed. We did a systematic review of trials.", "systematic review"),
        ("This trial follows a recent meta-analysis. Patients were randomly assigned to baths.", "randomised trial"),
        ("We retrospectively reviewed the charts of 40 bathers.", "cohort study"),
        ("Baths are warm.", None),
    ],
)
def test_the_abstract_counts_where_title_and_type_are_silent(abstract: str, kind: str | None) -> None:
    assert made("Warm baths soothe sore knees", abstract=abstract).kind == kind


def test_a_review_by_its_type_is_a_systematic_one_by_its_text_but_not_against_its_title() -> None:
    abstract = "We conducted a systematic review of baths."
    assert made("Warm baths", printed="review-article", abstract=abstract).kind == "systematic review"
    assert made("Warm baths: a narrative review", abstract=abstract).kind == "narrative review"


def test_the_kind_is_part_of_the_paper() -> None:
    paper = made("Warm baths: a meta-analysis")
    assert paper.kind == article_kind(paper) == "meta-analysis"
