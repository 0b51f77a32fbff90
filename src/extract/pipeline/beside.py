"""One item in a process beside the calling thread: what hangs or grows too large ends that process, not the thread."""

import multiprocessing
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

from extract.errors import ExtractError
from extract.pipeline.workers import Limits, Task, Worker

T = TypeVar("T")
R = TypeVar("R")
_OWN = threading.local()
_NEVER = threading.Event()


def answer_beside(task: Task[T, R], item: T, limits: Limits) -> tuple[R | None, ExtractError | None]:
    """A result, or the error that the item costs. The thread keeps its process for the next item."""
    own: Worker[T, R] | None = getattr(_OWN, "worker", None)
    if own is None or not own.is_fit or (own.task, own.limits) != (task, limits):
        if own is not None:
            own.end()
        with _as_any_process():
            own = _OWN.worker = Worker(task, limits)
    return own.ask(item, _NEVER)


@contextmanager
def _as_any_process() -> Iterator[None]:
    """A daemonic process, as a Dask worker is, may start others: ours end with the pipe to the one that began them."""
    config: dict[str, object] = getattr(multiprocessing.current_process(), "_config", {})
    daemon = config.get("daemon", False)
    config["daemon"] = False
    try:
        yield
    finally:
        config["daemon"] = daemon
