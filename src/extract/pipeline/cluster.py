"""Work on many items on other machines: the same task and the same order, by Dask distributed.

The scheduler gives an item of a worker that died to another one; what kills three workers costs itself only. At a
worker each item is worked on in a process beside it, with the limits that hold on one machine: what hangs or grows too
large ends that process, not the worker.
"""

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from extract.errors import Crashed, ExtractError, UsageError
from extract.extras import how_to_install
from extract.pipeline.workers import Done, Limits, Task, answer_in_process, attempt, too_slow

T = TypeVar("T")
R = TypeVar("R")
AHEAD = 4
"""Items that wait at each thread of a worker."""

START_SECONDS = 60.0
"""What a worker may need to load the code, beside the limit of each item that it was sent."""


def in_cluster(
    task: Task[T, R], items: Iterable[T], *, address: str, limits: Limits, held: Callable[[T], R | None]
) -> Iterator[Done[T, R]]:
    """Results in the order of the items; those that are `held` at home are not sent."""
    client = _client(address)
    try:
        threads = sum(client.nthreads().values())
        waiting: deque[Callable[[], Done[T, R]]] = deque()
        for item in items:
            waiting.append(_sent(client, task, item, limits, held))
            if len(waiting) > AHEAD * max(1, threads):
                yield waiting.popleft()()
        while waiting:
            yield waiting.popleft()()
    finally:
        client.close()


def _sent(
    client: Any, task: Task[T, R], item: T, limits: Limits, held: Callable[[T], R | None]
) -> Callable[[], Done[T, R]]:
    """The way to a result: at once for what is held or cannot be read here, else from the cluster."""
    begin = time.perf_counter()
    found, error = attempt(held, item)
    if found is not None or error is not None:
        return lambda: Done(item, found, error, time.perf_counter() - begin)
    future = client.submit(_timed, task, item, limits, pure=False)
    return lambda: _received(future, item, limits)


def _timed(task: Task[T, R], item: T, limits: Limits) -> tuple[R | None, ExtractError | None, float]:
    """What runs at a worker."""
    begin = time.perf_counter()
    result, error = answer_in_process(task, item, limits)
    return result, error, time.perf_counter() - begin


def _received(future: Any, item: T, limits: Limits) -> Done[T, R]:
    from distributed import CancelledError, KilledWorker

    allowed = (AHEAD + 1) * (limits.seconds + START_SECONDS)
    try:
        result, error, seconds = future.result(timeout=allowed)
    except TimeoutError:
        future.cancel(force=True)
        return Done(item, None, too_slow(limits.seconds), allowed)
    except (KilledWorker, CancelledError) as lost:
        return Done(item, None, Crashed(f"its workers died ({lost}): look at this file by itself"), 0.0)
    return Done(item, result, error, seconds)


def _client(address: str) -> Any:
    try:
        from distributed import Client
    except ImportError as error:
        raise UsageError(f"--cluster needs the extra [cluster]: {how_to_install('cluster')}") from error
    connect: Any = Client
    try:
        return connect(address, timeout=START_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        raise UsageError(f"no Dask scheduler answers at {address}: {error}") from error
