"""Work on many items in processes: results in input order, each item bounded in time and memory.

One thread minds one process. A process that dies, hangs or grows too large costs the item that it held and nothing
else; a new one takes its place.
"""

import gc
import os
import resource
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Generic, TypeVar

from extract.errors import Crashed, ExtractError, TooHungry, TooSlow

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

T = TypeVar("T")
R = TypeVar("R")
Task = Callable[[T], R]
ITEMS_A_WORKER = 250
GRACE_SECONDS = 2.0
START_SECONDS = 60.0
READY = "ready"
WATCH_SECONDS = 1.0
"""How often a worker looks whether it is still wanted."""

COLLECTED_AFTER = 50_000
"""New objects after which a worker looks for circles among them: papers are trees and go without, and the default (700)
costs a twentieth of an ingest (60 JATS articles, one job; the process grows no larger)."""

_STARTING = threading.Lock()
_OWN = threading.local()
_NEVER = threading.Event()


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """For one item: seconds, and megabytes of the process that works on it."""

    seconds: float
    megabytes: int


@dataclass(frozen=True, slots=True)
class Done(Generic[T, R]):
    """An item with its result, or with the error that it cost."""

    item: T
    result: R | None
    error: ExtractError | None
    seconds: float


@contextmanager
def in_order(task: Task[T, R], items: Iterable[T], *, jobs: int, limits: Limits) -> Iterator[Iterator[Done[T, R]]]:
    """Results as they are needed, in the order of the items; never more than a few wait in memory.

    The processes start as the block is entered, and end with it.
    """
    line: _Line[T, R] = _Line(items, window=4 * jobs)
    minders = [threading.Thread(target=_mind, args=(task, line, limits), daemon=True) for _ in range(max(1, jobs))]
    for minder in minders:
        minder.start()
    try:
        yield line.finished()
    finally:
        line.stop()
        for minder in minders:
            minder.join()


def in_this_process(task: Task[T, R], items: Iterable[T], limits: Limits | None = None) -> Iterator[Done[T, R]]:
    """The same without processes, for a few items; the limits hold for what hears an alarm, which engines do not."""
    for item in items:
        begin = time.perf_counter()
        result: R | None = None
        error: ExtractError | None
        try:
            with bounded(limits):
                result, error = attempt(task, item)
        except (TooSlow, TooHungry) as told:
            error = told
        yield Done(item, result, error, time.perf_counter() - begin)


def may_work_here() -> bool:
    """Whether an alarm can bound the time of work in this thread."""
    return threading.current_thread() is threading.main_thread()


@contextmanager
def bounded(limits: Limits | None) -> Iterator[None]:
    """Time of a block in this process, and memory beyond what the process has. Raises `TooSlow` or `TooHungry`.

    Alarms come to the main thread alone: elsewhere only memory is bounded.
    """
    if limits is None:
        yield
        return
    alarmed = may_work_here()
    before = signal.signal(signal.SIGALRM, _alarm) if alarmed else None
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    try:
        most = megabytes_of(os.getpid()) + limits.megabytes
        resource.setrlimit(resource.RLIMIT_AS, (smaller_limit(most << 20, soft), hard))
        if alarmed:
            signal.setitimer(signal.ITIMER_REAL, limits.seconds)
        yield
    except _TimeIsUp as error:
        raise too_slow(limits.seconds) from error
    except MemoryError as error:
        raise too_hungry(limits.megabytes) from error
    finally:
        if alarmed:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def smaller_limit(wanted: int, allowed: int) -> int:
    """A limit that is not above the one that holds already (a batch queue sets its own)."""
    return wanted if allowed == resource.RLIM_INFINITY else min(wanted, allowed)


def _end_with_parent(parent: int) -> None:
    """Ends this process when the one that started it is gone, also where that was killed."""
    while os.getppid() == parent:
        time.sleep(WATCH_SECONDS)
    os._exit(1)


class _Line(Generic[T, R]):
    """Items waiting and results waiting, shared by the minders and the caller."""

    def __init__(self, items: Iterable[T], window: int) -> None:
        self._items = enumerate(items)
        self._changed = threading.Condition()
        self._done: dict[int, Done[T, R]] = {}
        self._window = window
        self._taken = 0
        self._given = 0
        self._over = False
        self.stopped = threading.Event()

    def take(self) -> tuple[int, T] | None:
        """The next item for a minder, or None when there is no more."""
        with self._changed:
            while self._taken - self._given >= self._window and not self.stopped.is_set():
                self._changed.wait()
            if self._over or self.stopped.is_set():
                return None
            following = next(self._items, None)
            if following is None:
                self._over = True
                self._changed.notify_all()
                return None
            self._taken += 1
            return following

    def put(self, index: int, done: Done[T, R]) -> None:
        with self._changed:
            self._done[index] = done
            self._changed.notify_all()

    def finished(self) -> Iterator[Done[T, R]]:
        while True:
            with self._changed:
                while self._given not in self._done and not (self._over and self._given == self._taken):
                    self._changed.wait()
                if self._given not in self._done:
                    return
                done = self._done.pop(self._given)
                self._given += 1
                self._changed.notify_all()
            yield done

    def stop(self) -> None:
        self.stopped.set()
        with self._changed:
            self._over = True
            self._changed.notify_all()


class Worker(Generic[T, R]):
    """A process and the pipe to it."""

    def __init__(self, task: Task[T, R], limits: Limits) -> None:
        import multiprocessing

        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, task, limits), daemon=True)
        with _without_main():
            self._process.start()
        theirs.close()
        self.task = task
        self.limits = limits
        self._megabytes = 0
        self.items = 0

    def ask(self, item: T, stopped: threading.Event) -> tuple[R | None, ExtractError | None]:
        """The answer to an item. Time within an engine that hears no alarm ends with the process, soon after."""
        self.items += 1
        try:
            if self.items == 1:
                if not self._wait(START_SECONDS, stopped):
                    self.end()
                    return None, Crashed(f"no worker process started within {START_SECONDS:g} s: lower --jobs")
                self._pipe.recv()
            self._pipe.send(item)
            if not self._wait(self.limits.seconds + GRACE_SECONDS, stopped):
                self.end()
                return None, too_slow(self.limits.seconds)
            answer: tuple[R | None, ExtractError | None] = self._pipe.recv()
            return answer
        except (EOFError, OSError):
            self._process.join()
            return None, self._death(self._process.exitcode or 0)

    def _wait(self, seconds: float, stopped: threading.Event) -> bool:
        """Whether the process says something in time; how large it grows meanwhile is kept in mind."""
        end = time.monotonic() + seconds
        while not self._pipe.poll(0.2):
            if stopped.is_set() or time.monotonic() > end:
                return False
            self._megabytes = max(self._megabytes, megabytes_of(self._process.pid))
        return True

    def _death(self, code: int) -> ExtractError:
        """An engine that gets no more memory ends its process by itself."""
        if code == -signal.SIGABRT and self._megabytes > self.limits.megabytes / 2:
            return too_hungry(self.limits.megabytes)
        how = f"signal {-code}" if code < 0 else f"exit {code}"
        return Crashed(f"the worker process died ({how}): lower --jobs or look at this file by itself")

    @property
    def is_fit(self) -> bool:
        """Whether it lives and is not due to be renewed."""
        return self._process.is_alive() and self.items < ITEMS_A_WORKER

    def end(self) -> None:
        self._pipe.close()
        self._process.kill()
        self._process.join()


def answer_in_process(task: Task[T, R], item: T, limits: Limits) -> tuple[R | None, ExtractError | None]:
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
    import multiprocessing

    config: dict[str, object] = getattr(multiprocessing.current_process(), "_config", {})
    daemon = config.get("daemon", False)
    config["daemon"] = False
    try:
        yield
    finally:
        config["daemon"] = daemon


@contextmanager
def _without_main() -> Iterator[None]:
    """Processes that start do not run the caller's script again: a notebook or a plain script may call us too."""
    with _STARTING:
        main = sys.modules["__main__"]
        sys.modules["__main__"] = ModuleType("__main__")
        try:
            yield
        finally:
            sys.modules["__main__"] = main


def _mind(task: Task[T, R], line: _Line[T, R], limits: Limits) -> None:
    worker: Worker[T, R] | None = None
    try:
        while (taken := line.take()) is not None:
            index, item = taken
            if worker is None or not worker.is_fit:
                if worker is not None:
                    worker.end()
                try:
                    worker = Worker(task, limits)
                except OSError as error:
                    worker, why = None, error.strerror or str(error)
                    line.put(
                        index, Done(item, None, Crashed(f"no worker process can start ({why}): lower --jobs"), 0.0)
                    )
                    continue
            begin = time.perf_counter()
            result, fault = worker.ask(item, line.stopped)
            line.put(index, Done(item, result, fault, time.perf_counter() - begin))
    finally:
        if worker is not None:
            worker.end()


def _serve(pipe: "Connection[object, object]", task: Task[T, R], limits: Limits) -> None:
    """What runs in the process: one item after the other until the pipe closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGALRM, _alarm)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    gc.set_threshold(COLLECTED_AFTER, *gc.get_threshold()[1:])
    threading.Thread(target=_end_with_parent, args=(os.getppid(),), daemon=True).start()
    most = smaller_limit(limits.megabytes << 20, resource.getrlimit(resource.RLIMIT_AS)[1])
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    pipe.send(READY)
    while True:
        try:
            item: T = pipe.recv()  # type: ignore[assignment]
        except EOFError:
            return
        answer = _answer(task, item, limits)
        try:
            pipe.send(answer)
        except BrokenPipeError:
            return


def _answer(task: Task[T, R], item: T, limits: Limits) -> tuple[R | None, ExtractError | None]:
    try:
        signal.setitimer(signal.ITIMER_REAL, limits.seconds)
        try:
            return attempt(task, item)
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
    except _TimeIsUp:
        return None, too_slow(limits.seconds)
    except MemoryError:
        return None, too_hungry(limits.megabytes)


def attempt(task: Task[T, R], item: T) -> tuple[R | None, ExtractError | None]:
    """A result, or the error that the item costs."""
    try:
        return task(item), None
    except MemoryError:
        raise
    except ExtractError as error:
        return None, error
    except Exception as error:
        return None, crashed(error)


class _TimeIsUp(BaseException):
    """Raised by the alarm; no `except Exception` within a room swallows it."""


def _alarm(_signal: int, _frame: object) -> None:
    raise _TimeIsUp


def too_slow(seconds: float) -> TooSlow:
    return TooSlow(f"took more than {seconds:g} s: raise --time-limit for this file")


def too_hungry(megabytes: int) -> TooHungry:
    return TooHungry(f"needs more than {megabytes} MB: raise --memory-limit for this file")


def megabytes_of(process: int | None) -> int:
    """The address space of a process, as its limit counts it; 0 where the system does not tell."""
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text().split()[0])
    except (OSError, ValueError, IndexError):
        return 0
    return pages * resource.getpagesize() >> 20


def crashed(error: Exception) -> Crashed:
    """An error that nobody foresaw, with the place where it arose."""
    place = ""
    trace = error.__traceback__
    while trace is not None:
        place = f"{trace.tb_frame.f_code.co_filename.rsplit('/extract/', 1)[-1]}:{trace.tb_lineno}"
        trace = trace.tb_next
    return Crashed(f"{type(error).__name__} at {place}: {str(error)[:300]} (a fault of extract: please report it)")
