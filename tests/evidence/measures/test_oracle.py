"""Measures are what the design's words make of them, deal by deal."""

import os
from random import Random

import pytest

from processengine.evidence.measures.compute import compute
from processengine.evidence.measures.measured import Seen
from processengine.evidence.tables import DAY
from tests.evidence.measures.chance import CARE, SALE, by_world, measure, told
from tests.evidence.measures.oracle import Oracle, Result
from tests.evidence.measures.told import held, known_by

BATCHES, WORLDS, MEASURES = (20, 500, 6) if os.environ.get("CI") == "true" else (8, 60, 6)
"""Ten thousand small histories in CI, some five hundred every day; those of one batch are told apart by `by: world`."""


def _same(seen: Seen, expected: Result) -> bool:
    value = None if expected.value is None else float(expected.value) / DAY if seen.unit == "days" else expected.value
    exact = seen.value == (float(value) if value is not None else None)
    return exact and (seen.n, seen.seen) == (expected.n, expected.seen)


@pytest.mark.parametrize("seed", range(BATCHES))
def test_a_measure_is_what_the_words_say(seed: int) -> None:
    """Shares, quantiles, ratios and counts of small random histories equal those that plain Python finds, and so do their n."""
    random = Random(seed)  # noqa: S311 - examples are no secret
    evidence = told(random, WORLDS, with_process=seed % 2 == 0)
    oracles = {world: Oracle(own, SALE, CARE) for world, own in by_world(evidence).items()}
    with held(evidence) as handle:
        known = known_by(handle, SALE, CARE)
        for _ in range(MEASURES):
            asked = measure(random)
            found = compute(handle, known, asked)
            assert found.groups or found.whole.why, asked
            for group in found.groups:
                expected = oracles[group.name or ""].measure(asked, group.name)
                assert _same(group.whole, expected), (asked, group, expected, [row for row in evidence.rows if row.deal.startswith(f"{group.name}-")])
                if asked.share is not None or asked.duration is not None:
                    assert dict(group.whole.left_out) == expected.left_out, (asked, group, expected)
