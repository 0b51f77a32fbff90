"""How often each service may be asked, and how long to wait after it said no."""

import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

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
    "semanticscholar": 1.0,
}
TRIES = 5
LONGEST_WAIT = 60.0
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


def wait_after(attempt: int, headers: Mapping[str, str], clock: Clock) -> float | None:
    """Seconds before the next try (`attempt` from 0), as the service says or doubling; None where it is too long."""
    said = headers.get("retry-after", "").strip()
    if said.isdecimal():
        asked = whole_number(said)
        return float(asked) if asked is not None and asked <= LONGEST_WAIT else None
    return FIRST_WAITS[min(attempt, len(FIRST_WAITS) - 1)] * (1 + 0.25 * clock.jitter())
