"""How alike two groups are, held to the matrices of the definition."""

from collections import Counter
from math import inf
from statistics import mean, variance

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from processengine.evidence.statistics import Moments, by_chance, of_kinds, of_numbers

NUMBERS = st.lists(st.integers(-1000, 1000), min_size=2, max_size=40)
KINDS = st.dictionaries(st.sampled_from("abcdef"), st.integers(1, 50), min_size=1)


def moments(numbers: list[int]) -> Moments:
    """Return a list's moments."""
    return Moments(len(numbers), sum(numbers), sum(number * number for number in numbers))


@given(NUMBERS, NUMBERS)
def test_numbers_differ_in_standard_deviations(one: list[int], other: list[int]) -> None:
    """Austin's definition, worked out from the numbers themselves."""
    assume(len({*one}) > 1 or len({*other}) > 1)
    expected = (mean(one) - mean(other)) / ((variance(one) + variance(other)) / 2) ** 0.5
    assert of_numbers(moments(one), moments(other)) == pytest.approx(expected, rel=1e-6, abs=1e-9)


def test_numbers_without_spread() -> None:
    """Equal ones differ by nothing, others by more than can be said; no number is NaN."""
    assert of_numbers(moments([3, 3]), moments([3])) == 0
    assert of_numbers(moments([4, 4]), moments([3])) == inf
    assert of_numbers(moments([2]), moments([3, 3])) == -inf
    assert of_numbers(moments([]), moments([])) == 0


@given(KINDS, KINDS)
def test_kinds_differ_by_yang_and_daltons_distance(one: dict[str, int], other: dict[str, int]) -> None:
    """Their matrix, without its last kind, turned round by numpy."""
    kinds = sorted({*one, *other})
    shares = [np.array([group.get(kind, 0) / sum(group.values()) for kind in kinds[:-1]]) for group in (one, other)]
    if len(kinds) == 1 or not set(one) & set(other):
        assert of_kinds(one, other) == (0 if len(kinds) == 1 else inf)
        return
    pooled = sum(np.diag(share) - np.outer(share, share) for share in shares) / 2
    apart = shares[0] - shares[1]
    assert of_kinds(one, other) == pytest.approx(float(np.sqrt(apart @ np.linalg.pinv(pooled) @ apart)), rel=1e-6, abs=1e-6)


@given(KINDS, KINDS)
def test_of_two_kinds_it_is_the_difference_of_shares(one: dict[str, int], other: dict[str, int]) -> None:
    """With two kinds the distance is Austin's for a share."""
    one, other = ({"yes": group.get("a", 1), "no": group.get("b", 1)} for group in (one, other))
    a, b = (group["yes"] / sum(group.values()) for group in (one, other))
    assert of_kinds(one, other) == pytest.approx(abs(a - b) / ((a * (1 - a) + b * (1 - b)) / 2) ** 0.5, rel=1e-9, abs=1e-12)


def test_an_empty_group_differs_from_nothing() -> None:
    """There is nothing to compare."""
    assert of_kinds({}, {"a": 3}) == of_kinds({"a": 3}, {}) == 0


def test_chance_alone_parts_small_groups() -> None:
    """Drawn from one urn, groups of 30 with six kinds are about as far apart as the rule of thumb says."""
    draws = np.random.default_rng(20)
    found = [of_kinds(Counter(draws.integers(0, 6, 30).tolist()), Counter(draws.integers(0, 6, 30).tolist())) for _ in range(400)]
    assert mean(found) == pytest.approx(by_chance(30, 30, 6), rel=0.1)
    assert by_chance(0, 30) == by_chance(30, 30, 1) == 0
