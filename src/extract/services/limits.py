"""How often each service may be asked, and how long to wait after it said no."""

import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from extract.text.numbers import whole_number

PER_SECOND = {
    "crossref": 3.0,
    "doi": 3.0,
    "datacite": 3.0,
    "eutils": 3.0,
    "idconv": 3.0,
    "europepmc": 5.0,
    "openalex": 10.0,
    "clinicaltrials": 1.0,
}
TRIES = 5
LONGEST_WAIT = 60.0
"""Seconds that one question waits for a service which says when it may be asked again."""
FAILURES = 3
"""Questions in a row without an answer after which a service rests."""
REST = 300.0
"""Seconds that a service rests before one question tries it again."""
LONGEST_REST = 3600.0
PATIENCE = 600.0
"""Seconds of waiting after failures that one run gives one service; then it is asked no more."""
FIRST_WAITS = (1.0, 2.0, 4.0, 8.0)


@dataclass(frozen=True, slots=True)
class Clock:
    """Time, to be replaced in tests."""

    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    jitter: Callable[[], float] = random.random


@dataclass(slots=True)
class Pace:
    """The time of the next request to each service; a service may lower its own rate."""

    clock: Clock
    rates: dict[str, float] = field(default_factory=lambda: dict(PER_SECOND))
    next_at: dict[str, float] = field(default_factory=dict)

    def wait(self, service: str) -> None:
        """Until the service may be asked again."""
        now, ready = self.clock.now(), self.next_at.get(service, 0.0)
        if ready > now:
            self.clock.sleep(ready - now)
        self.next_at[service] = max(now, ready) + 1 / self.rates.get(service, 1.0)

    def learn(self, service: str, headers: Mapping[str, str]) -> None:
        """Goes as slow as an answer's headers ask for; never faster than before."""
        limit, interval = headers.get("x-rate-limit-limit", ""), headers.get("x-rate-limit-interval", "")
        many, seconds = whole_number(limit), whole_number(interval.rstrip("s"))
        if many and seconds:
            self.rates[service] = min(self.rates.get(service, 1.0), many / seconds)


@dataclass(slots=True)
class Breaker:
    """Which services rest: after failures in a row, or as long as they ask for; each is then tried by one question."""

    clock: Clock
    failures: dict[str, int] = field(default_factory=dict)
    resting: dict[str, tuple[float, str]] = field(default_factory=dict)
    waited: dict[str, float] = field(default_factory=dict)

    def why_not(self, service: str) -> str | None:
        """Why a service is not asked now, or None."""
        until, why = self.resting.get(service, (0.0, ""))
        return why if self.clock.now() < until else None

    def answered(self, service: str) -> None:
        self.failures.pop(service, None)
        self.resting.pop(service, None)

    def failed(self, service: str, retry_after: float | None) -> None:
        """One question without an answer; a long Retry-After makes the service rest at once."""
        self.failures[service] = self.failures.get(service, 0) + 1
        if retry_after is not None and retry_after > LONGEST_WAIT:
            self._rest(service, min(retry_after, LONGEST_REST), f"{service} asked to be left alone for a while")
        elif self.failures[service] >= FAILURES:
            self._rest(service, REST, f"{service} gave no answer to {FAILURES} questions in a row")

    def may_wait(self, service: str, seconds: float) -> bool:
        """Whether a wait is within what one run gives one service; if so, it is counted."""
        spent = self.waited.get(service, 0.0) + seconds
        if spent > PATIENCE:
            return False
        self.waited[service] = spent
        return True

    def _rest(self, service: str, seconds: float, why: str) -> None:
        self.resting[service] = (self.clock.now() + seconds, f"{why}: not asked for {seconds:.0f} s")


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds that a service asks to wait, told as a number or as a date; None where it says nothing.

    >>> retry_after({"retry-after": "120"}), retry_after({})
    (120.0, None)
    """
    header = headers.get("retry-after", "").strip()
    if header.isdecimal():
        seconds = whole_number(header)
        return float(seconds) if seconds is not None else None
    try:
        until = parsedate_to_datetime(header)
    except (TypeError, ValueError):
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(0.0, (until - datetime.now(UTC)).total_seconds())


def wait_after(attempt: int, headers: Mapping[str, str], clock: Clock) -> float | None:
    """Seconds before the next try (`attempt` from 0), as the service says or doubling; None where it is too long."""
    asked = retry_after(headers)
    if asked is not None:
        return asked if asked <= LONGEST_WAIT else None
    return FIRST_WAITS[min(attempt, len(FIRST_WAITS) - 1)] * (1 + 0.25 * clock.jitter())
