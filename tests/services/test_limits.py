"""How often a service is asked and how long it rests: the last value on one side of each limit, and the next one."""

import pytest

from extract.services.limits import Breaker, Clock, Pace, wait_after


class Stopped:
    """A clock that stands still until somebody sleeps."""

    def __init__(self) -> None:
        self.time = 1000.0
        self.slept: list[float] = []
        self.clock = Clock(now=lambda: self.time, sleep=self.sleep, jitter=lambda: 0.0)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds


@pytest.mark.parametrize(("service", "seconds"), [("crossref", 1 / 3), ("openalex", 0.1), ("clinicaltrials", 1.0)])
def test_a_service_is_asked_no_more_often_than_it_allows(service: str, seconds: float) -> None:
    stopped = Stopped()
    pace = Pace(stopped.clock)
    for _ in range(3):
        pace.wait(service)
    assert stopped.slept == pytest.approx([seconds, seconds])


def test_a_service_may_slow_its_pace_but_not_hasten_it() -> None:
    pace = Pace(Stopped().clock)
    pace.learn("crossref", {"x-rate-limit-limit": "50", "x-rate-limit-interval": "1s"})
    assert pace.rates["crossref"] == 3.0
    pace.learn("crossref", {"x-rate-limit-limit": "4", "x-rate-limit-interval": "2s"})
    assert pace.rates["crossref"] == 2.0
    pace.learn("crossref", {"x-rate-limit-limit": "1"})
    assert pace.rates["crossref"] == 2.0


@pytest.mark.parametrize(("failures", "rests"), [(2, False), (3, True)])
def test_a_service_rests_after_three_questions_without_an_answer(failures: int, rests: bool) -> None:
    breaker = Breaker(Stopped().clock)
    for _ in range(failures):
        breaker.failed("doi", None)
    assert (breaker.why_not("doi") is not None) is rests


def test_an_answer_between_makes_the_count_begin_anew() -> None:
    breaker = Breaker(Stopped().clock)
    for answered in (False, False, True, False, False):
        if answered:
            breaker.answered("doi")
        else:
            breaker.failed("doi", None)
    assert breaker.why_not("doi") is None


@pytest.mark.parametrize(("seconds", "rests"), [(299.0, True), (300.0, False)])
def test_a_rest_lasts_five_minutes(seconds: float, rests: bool) -> None:
    stopped = Stopped()
    breaker = Breaker(stopped.clock)
    for _ in range(3):
        breaker.failed("doi", None)
    stopped.time += seconds
    assert (breaker.why_not("doi") is not None) is rests


@pytest.mark.parametrize(
    ("asked", "after", "rests"),
    [(60, 1, False), (61, 60, True), (61, 61, False), (3600, 3599, True), (9000, 3599, True), (9000, 3600, False)],
)
def test_a_service_that_asks_for_a_long_rest_has_it_up_to_an_hour(asked: float, after: float, rests: bool) -> None:
    stopped = Stopped()
    breaker = Breaker(stopped.clock)
    breaker.failed("doi", asked)
    stopped.time += after
    assert (breaker.why_not("doi") is not None) is rests


def test_a_run_waits_ten_minutes_for_one_service_in_all() -> None:
    breaker = Breaker(Stopped().clock)
    assert breaker.may_wait("doi", 599.0) and breaker.may_wait("doi", 1.0)
    assert not breaker.may_wait("doi", 0.1)
    assert breaker.may_wait("crossref", 600.0) and not breaker.may_wait("datacite", 600.1)


@pytest.mark.parametrize(("attempt", "seconds"), [(0, 1.0), (1, 2.0), (2, 4.0), (3, 8.0), (9, 8.0)])
def test_waits_double_up_to_eight_seconds(attempt: int, seconds: float) -> None:
    assert wait_after(attempt, {}, Stopped().clock) == seconds
    assert wait_after(attempt, {}, Clock(jitter=lambda: 1.0)) == 1.25 * seconds


@pytest.mark.parametrize(("asked", "seconds"), [("0", 0.0), ("60", 60.0), ("61", None)])
def test_a_wait_that_a_service_names_is_kept_up_to_a_minute(asked: str, seconds: float | None) -> None:
    assert wait_after(0, {"retry-after": asked}, Stopped().clock) == seconds
