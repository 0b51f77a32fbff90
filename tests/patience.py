"""A guard for work that must end: broken off by the time of the processor, which a busy machine does not change."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager

PATIENCE = 60.0
"""Seconds of the processor: sound work on the texts of the tests takes less than two."""


class NeverEnds(BaseException):
    """Raised by the alarm; no `except Exception` on the way takes it for a fault of the input."""


@contextmanager
def must_end(seconds: float = PATIENCE) -> Iterator[None]:
    """Fails the test whose work takes more of the processor's time than any sound way of doing it."""
    before = signal.signal(signal.SIGPROF, _break_off)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    except NeverEnds:
        raise AssertionError(f"not done after {seconds:g} s of the processor") from None
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _break_off(number: int, frame: object) -> None:
    raise NeverEnds
