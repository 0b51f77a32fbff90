"""From likelihood ratios to probabilities: what one paper's citations say of one another."""

import math
import random

import pytest

from extract.audit.cases.belief import Weight, posteriors


def weights(*ratios: float, repeated: float | None = None) -> list[Weight]:
    """One entry for each ratio of facts, words silent."""
    return [
        Weight(
            entry=f"ref{n}",
            facts=ratio,
            repeated=ratio if repeated is None or n == 0 else repeated,
            subject=1.0,
            slip=1.0,
            foreign=1.0,
        )
        for n, ratio in enumerate(ratios)
    ]


SOUND = [0.5] * 40


def test_without_evidence_the_published_rate_stands() -> None:
    (alone,) = posteriors(weights(1.0))
    assert 1 / 500 < alone < 1 / 100


def test_a_lone_conflict_among_sound_citations_stays_improbable_and_the_fifth_is_not() -> None:
    alone = posteriors(weights(40.0, *SOUND))[0]
    fifth = posteriors(weights(*[40.0] * 5, *SOUND))[4]
    assert alone < 0.2 and fifth > 0.5 > alone


def test_a_strong_conflict_convinces_alone() -> None:
    assert posteriors(weights(5000.0, *SOUND))[0] > 0.9


def test_one_cause_counts_once_however_often_it_occurs() -> None:
    independent = posteriors(weights(*[40.0] * 5, *SOUND))[0]
    repeated = posteriors(weights(*[40.0] * 5, *SOUND, repeated=1.0))[0]
    assert repeated < independent


@pytest.mark.parametrize("seed", range(20))
def test_posteriors_are_probabilities_in_the_order_of_the_ratios(seed: int) -> None:
    chance = random.Random(seed)
    ratios = [math.exp(chance.uniform(-7, 14)) for _ in range(chance.randint(1, 40))]
    found = posteriors(weights(*ratios))
    assert all(0 <= each <= 1 for each in found)
    assert [x for _, x in sorted(zip(ratios, found, strict=True))] == pytest.approx(sorted(found))


def test_agreeing_subjects_say_nothing_against_a_look_alike() -> None:
    (silent,) = posteriors(weights(100.0))
    agreeing = posteriors([Weight(entry="r", facts=100.0, repeated=100.0, subject=0.01, slip=1.0, foreign=1.0)])[0]
    assert silent / 6 < agreeing < silent
