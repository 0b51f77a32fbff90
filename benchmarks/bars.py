"""The bars that speed and memory are held to, and what a result says of each."""

from dataclasses import dataclass
from typing import Any

CORES = 2
Told = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """What is asked (`sign` < or >=), what was measured, and what the processor seconds alone would give on two free
    cores (None where the bar does not hang on the clock)."""

    what: str
    sign: str
    asked: float
    measured: float
    by_processor: float | None = None

    def is_met(self, value: float) -> bool:
        return value < self.asked if self.sign == "<" else value >= self.asked


def bars(told: Told) -> tuple[Bar, ...]:
    """All bars, read off one result of `speed`."""
    start, jats, pdf = told["start"]["extract --help"], told["jats"], told["pdf"]
    papers, pages, audit = jats["papers"], pdf["pages"], jats["audit_two_jobs"]
    peer = pdf["pdfplumber_text_and_tables"]
    large = max(run["megabytes"] for each in (jats, pdf) for run in (each["one_job"], each["two_jobs"]))
    return (
        Bar(what="extract --help, seconds", sign="<", asked=0.3, measured=start["wall"], by_processor=start["cpu"]),
        Bar(
            what="JATS, two jobs, papers a second",
            sign=">=",
            asked=8,
            measured=jats["papers_a_second_two_jobs"],
            by_processor=_rate(papers, jats["two_jobs"]),
        ),
        Bar(
            what="PDFs, two jobs, pages a second",
            sign=">=",
            asked=15,
            measured=pdf["pages_a_second_two_jobs"],
            by_processor=_rate(pages, pdf["two_jobs"]),
        ),
        Bar(
            what="PDFs, two jobs against pdfplumber's text and tables, wall seconds",
            sign=">=",
            asked=3,
            measured=pdf["pdfplumber_wall_over_ours_two_jobs"],
            by_processor=round(peer["cpu"] * CORES / pdf["two_jobs"]["cpu"], 2),
        ),
        Bar(
            what="PDFs, one job against pdfplumber's text and tables, processor seconds, start included",
            sign=">=",
            asked=3,
            measured=pdf["pdfplumber_cpu_over_ours"],
        ),
        Bar(
            what="JATS, one job's wall seconds over two jobs'",
            sign=">=",
            asked=1.6,
            measured=jats["one_job_over_two"],
            by_processor=_gain(jats),
        ),
        Bar(
            what="PDFs, one job's wall seconds over two jobs'",
            sign=">=",
            asked=1.6,
            measured=pdf["one_job_over_two"],
            by_processor=_gain(pdf),
        ),
        Bar(
            what="audit of 300 articles, two jobs, seconds",
            sign="<",
            asked=60,
            measured=round(audit["wall"] * 300 / papers, 1),
            by_processor=round(audit["cpu"] / CORES * 300 / papers, 1),
        ),
        Bar(what="memory of the largest process, megabytes", sign="<", asked=600, measured=large),
    )


def _rate(count: int, run: Told) -> float:
    return round(count * CORES / float(run["cpu"]), 1)


def _gain(each: Told) -> float:
    """Two cores share the work of two jobs, start-up of the second worker included."""
    return round(each["one_job"]["cpu"] / (each["two_jobs"]["cpu"] / CORES), 2)
