"""Papers that are dropped onto the served page: kept beside the database, then read, looked up and audited in turn."""

import hashlib
import re
import secrets
import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from pathlib import Path

from extract.errors import ExtractError, UsageError
from extract.outputs import output_bytes
from extract.settings import Settings

FOLDER = "uploads"
LARGEST = 100_000_000
"""Bytes of a paper that is dropped: a book of scans; larger ones go by `extract run`."""

MOST_WAITING = 50
"""Papers that wait; a folder of hundreds goes by `extract run`."""

MOST_REMEMBERED = 500
"""Papers whose fate is remembered."""

UNSAFE = re.compile(r"[^\w .()+-]+")
LONGEST_NAME = 120
STEPS = ("waiting", "reading", "looking up references", "auditing", "done")


@dataclass(slots=True)
class Job:
    """One paper on its way: `step` of `STEPS`, or "failed" with the reason in `message`."""

    path: Path
    number: str = field(default_factory=lambda: secrets.token_urlsafe(9))
    step: str = STEPS[0]
    message: str = ""
    document_id: str | None = None

    def state(self) -> dict[str, object]:
        """What the page shows of it."""
        at = STEPS.index(self.step) if self.step in STEPS else len(STEPS) - 1
        return {
            "job": self.number,
            "name": self.path.name,
            "step": self.step,
            "share": at / (len(STEPS) - 1),
            "message": self.message,
            "document_id": self.document_id,
        }


class Uploads:
    """Takes papers and works on one after the other, in a thread of its own that ends with the last."""

    def __init__(self, settings: Settings) -> None:
        # A process reads, for the limits of a paper must not hold for the server.
        self._settings = settings.but(jobs=1, cluster=None, offline=True)
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._waiting: list[Job] = []
        self._turn = threading.Lock()
        self._is_at_work = False

    def take(self, name: str, data: bytes) -> dict[str, object]:
        """Keeps a paper and puts it in line. Raises `UsageError` where it is too large, empty, or too many wait."""
        largest = min(LARGEST, self._settings.max_bytes)
        if not data or len(data) > largest:
            raise UsageError(f"a paper has 1 to {largest} bytes: `extract run FILE` takes larger ones")
        with self._turn:
            if len(self._waiting) >= MOST_WAITING:
                raise UsageError(f"{MOST_WAITING} papers wait: `extract run FOLDER` is meant for many")
        job = Job(keep_file(self._settings.db.parent / FOLDER, name, data))
        with self._turn:
            self._jobs[job.number] = job
            while len(self._jobs) > MOST_REMEMBERED:
                self._jobs.popitem(last=False)
            self._waiting.append(job)
            if not self._is_at_work:
                self._is_at_work = True
                threading.Thread(target=self._work, name="uploads", daemon=True).start()
        return job.state()

    def state(self, number: str) -> dict[str, object]:
        """How far a paper is. Raises `UsageError` where there is no such paper."""
        with self._turn:
            job = self._jobs.get(number)
        if job is None:
            raise UsageError("no such upload")
        return job.state()

    def _work(self) -> None:
        while True:
            with self._turn:
                if not self._waiting:
                    self._is_at_work = False
                    return
                job = self._waiting.pop(0)
            try:
                self._audit(job)
            except (ExtractError, OSError) as error:
                job.step, job.message = "failed", str(error)

    def _audit(self, job: Job) -> None:
        from extract import pipeline

        job.step = STEPS[1]
        files, _ = pipeline.expand_inputs([str(job.path)])
        (reported,) = pipeline.ingest(self._settings, files)
        if reported.document_id is None:
            raise UsageError(reported.message or "it could not be read")
        job.message = reported.message or ""
        job.step = STEPS[2]
        pipeline.resolve(self._settings, (reported.document_id,))
        job.step = STEPS[3]
        audited = pipeline.audit(self._settings, (reported.document_id,))
        job.message = "; ".join((job.message, *audited.broken)).strip("; ")
        job.document_id = reported.document_id
        job.step = STEPS[4]


def keep_file(folder: Path, name: str, data: bytes) -> Path:
    """Where a paper lies now: under its own name, with a part of its hash where another paper has the name."""
    plain = UNSAFE.sub("_", re.split(r"[/\\]", name)[-1]).strip(". ")[-LONGEST_NAME:] or "paper"
    path = folder / plain
    if path.exists() and path.read_bytes() != data:
        path = path.with_stem(f"{path.stem}-{hashlib.sha256(data).hexdigest()[:8]}")
    if not path.exists():
        with output_bytes(path) as file:
            file.write(data)
    return path
