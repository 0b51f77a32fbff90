"""What the served pages show and take: each call opens the database for itself, so that it may run in any thread."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

from extract.errors import UsageError
from extract.explore.uploads import Uploads
from extract.model import Box, Span
from extract.pipeline.pictures import annotated_pdf, page_png, pictures_for, source_bytes
from extract.report.pages import served_corpus, served_finding, served_paper
from extract.report.wording import GRAVITY
from extract.store import open_database, open_read_only
from extract.store.lookup import find_row, surroundings
from extract.store.reviews import DECISIONS, remove_review, save_review

HERE = re.compile(r"\d{1,9}-\d{1,9}(?:,\d{1,9}-\d{1,9}){0,199}")
NAMED_BY = ("id", "finding_id", "owner_id", "claim_id", "reference_id", "subject_id", "marker_id")
"""Columns by which a row without a place of its own names one that has it."""

LONGEST = 5000
LONGEST_NAME = 100
MOST_BOXES = 200
FARTHEST = 20_000.0
"""Points: the largest page of PDF has sides of 14,400 (ISO 32000-1, annex C)."""

UNDONE = "undone"
"""In place of a decision: what the reviewer said before is taken back."""


@dataclass(frozen=True, slots=True)
class Served:
    """A database that is served, and who reviews it."""

    db: Path
    reviewer: str
    uploads: Uploads
    blind: bool = False
    """Whether the reviewer sees only what they said themselves."""

    _first_page: dict[tuple[tuple[int, int], ...], str] = field(default_factory=dict)
    """The page of all papers by the state of the database's files: made anew where one of them has changed."""

    @property
    def shown_reviewer(self) -> str | None:
        """Whose reviews the pages show; None: everybody's."""
        return self.reviewer if self.blind else None

    def corpus_page(self) -> str:
        """The page of all papers."""
        files = (self.db, self.db.with_name(f"{self.db.name}-wal"))
        state = tuple(
            (reported.st_mtime_ns, reported.st_size) for path in files if path.exists() and (reported := path.stat())
        )
        if state not in self._first_page:
            with open_read_only(self.db) as database:
                page = served_corpus(database, reviewer=self.shown_reviewer)
            self._first_page.clear()
            self._first_page[state] = page
        return self._first_page[state]

    def paper_page(self, document_id: str, here: str) -> str:
        """The page of one paper, with the passage `here` ("12-40,50-60") marked."""
        with open_read_only(self.db) as database:
            return served_paper(
                database,
                document_id,
                here=_spans(here),
                pictures=pictures_for(database, tell=lambda _: None),
                reviewer=self.shown_reviewer,
            )

    def finding_page(self, finding_id: str) -> str:
        """The page of one finding."""
        with open_read_only(self.db) as database:
            pictures = pictures_for(database, tell=lambda _: None)
            return served_finding(database, finding_id, pictures=pictures, reviewer=self.shown_reviewer)

    def annotated(self, document_id: str) -> bytes:
        """The PDF of a paper with its findings as highlights."""
        with open_read_only(self.db) as database:
            return annotated_pdf(database, document_id, GRAVITY)[0]

    def place_address(self, row_id: str) -> str:
        """Where the row with an id stands in the page of its paper. Raises UsageError where it stands nowhere."""
        with open_read_only(self.db) as database:
            layer, row = find_row(database, row_id)
        if layer == "findings":
            passages = [
                passage
                for passage in row["evidence"]
                if passage["document_id"] == row["document_id"] and passage["pieces"]
            ]
            target = "at-" if passages and passages[0] is row["evidence"][0] else ""
            return f"{_page(row['document_id'])}#{target}{quote(row_id)}"
        if layer == "documents":
            return _page(row["id"])
        address = address_of(row)
        if address is None:
            inner = next((row[name] for name in NAMED_BY[1:] if row.get(name) not in (None, row_id)), None)
            if inner is None:
                raise UsageError(f"{row_id} has no place in a paper")
            return self.place_address(str(inner))
        return address

    def passages(self, row: Mapping[str, Any]) -> list[dict[str, Any]]:
        """The passages of a row of the database in their surroundings, each with its address and page image."""
        with open_read_only(self.db) as database:
            found: Sequence[Mapping[str, Any]] = [row]
            if address_of(row) is None:
                name = next((str(row[column]) for column in NAMED_BY if row.get(column)), None)
                if name is None:
                    return []
                try:
                    layer, held = find_row(database, name)
                except UsageError:
                    return []
                found = held["evidence"] if layer == "findings" else [held]
            shown = []
            for passage in found:
                place = {
                    **passage,
                    "start": _first(passage, "start", "start_char"),
                    "end": _first(passage, "end", "end_char"),
                }
                around = surroundings(database, place)
                if around is None:
                    continue
                shown.append(
                    {
                        "role": passage.get("role") if "owner_id" in row or passage is not row else None,
                        "before": around[0],
                        "text": str(passage.get("text") or passage.get("heading") or ""),
                        "behind": around[1],
                        "page": passage.get("page"),
                        "address": address_of(passage),
                        "picture": _picture_address(passage),
                    }
                )
        return shown

    def picture(self, document_id: str, page: int, boxes: str) -> bytes:
        """A page as PNG with boxes ("x0 top x1 bottom,...") marked."""
        try:
            marks = tuple(_box(page, *map(float, box.split(" "))) for box in boxes.split(",")[:MOST_BOXES] if box)
        except (ValueError, TypeError) as error:
            raise UsageError("boxes are 'x0 top x1 bottom', parted by commas") from error
        with open_read_only(self.db) as database:
            data = source_bytes(database, document_id)
        return page_png(data, page, marks)

    def take_review(self, body: bytes) -> dict[str, str]:
        """Saves what a person says of a finding; what was saved. Raises UsageError where that is not understood."""
        try:
            review = json.loads(body)
        except (ValueError, RecursionError) as error:
            raise UsageError("a JSON object is needed: {finding_id, decision, reason}") from error
        if not isinstance(review, dict) or review.get("decision") not in (*DECISIONS, UNDONE):
            raise UsageError(f"decision is one of {', '.join((*DECISIONS, UNDONE))}")
        finding, decision = _plain(review.get("finding_id"), LONGEST_NAME), review["decision"]
        reason = _plain(review.get("reason"), LONGEST)
        with open_database(self.db) as database:
            if decision == UNDONE:
                remove_review(database, finding, reviewer=self.reviewer)
            else:
                save_review(database, finding, reviewer=self.reviewer, decision=decision, reason=reason)
        return {"finding_id": finding, "decision": decision, "reviewer": self.reviewer, "reason": reason}


def _box(page: int, x0: float, top: float, x1: float, bottom: float) -> Box:
    """A box with its sides in order. Raises ValueError where one is no number on a page."""
    if not all(abs(side) <= FARTHEST for side in (x0, top, x1, bottom)):
        raise ValueError("no place on a page")
    return Box(page, min(x0, x1), min(top, bottom), max(x0, x1), max(top, bottom))


def _plain(value: object, longest: int) -> str:
    """A value as text of so many characters; half a character becomes a question mark."""
    return str(value or "").encode("utf-8", "replace").decode()[:longest]


def address_of(row: Mapping[str, Any]) -> str | None:
    """Where a passage stands in the page of its paper; None for rows without a place of their own."""
    document_id, start, end = row.get("document_id"), _first(row, "start", "start_char"), _first(row, "end", "end_char")
    if document_id is None or start is None or end is None:
        return None
    pieces = row.get("pieces") or [[start, end]]
    if isinstance(pieces, str):
        pieces = json.loads(pieces)
    here = ",".join(f"{piece[0]}-{piece[1]}" for piece in pieces)
    return f"{_page(document_id)}?here={here}#here"


def _page(document_id: str) -> str:
    return f"/-/report/papers/{quote(str(document_id))}.html"


def _first(row: Mapping[str, Any], *names: str) -> Any:
    return next((row[name] for name in names if row.get(name) is not None), None)


def _picture_address(row: Mapping[str, Any]) -> str | None:
    page, boxes = row.get("page"), row.get("boxes")
    if not page or not boxes:
        return None
    if isinstance(boxes, str):
        boxes = json.loads(boxes)
    on_page = [box[1:] for box in boxes if box[0] == page]
    sides = ",".join(" ".join(f"{side:.1f}" for side in box) for box in on_page)
    return f"/-/page/{quote(str(row['document_id']))}/{page}.png?boxes={quote(sides)}"


def _spans(here: str) -> tuple[Span, ...]:
    if not HERE.fullmatch(here):
        return ()
    pairs = (pair.split("-") for pair in here.split(","))
    return tuple(Span(int(start), int(end)) for start, end in pairs if int(start) < int(end))
