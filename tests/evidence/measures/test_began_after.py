"""What is judged by a release counts only what began after it."""

from random import Random

import pytest

from processengine.evidence.measures.compute import compute
from processengine.evidence.tables import DAY
from processengine.model.measure import Measure
from tests.evidence.measures.chance import CARE, SALE, by_world, measure, told
from tests.evidence.measures.oracle import Oracle
from tests.evidence.measures.told import Row, Told, at, held, known_by


@pytest.mark.parametrize("seed", [101, 102, 103])
def test_only_what_began_after_a_moment_counts(seed: int) -> None:
    """Measures after a random moment equal those that plain Python finds: by the cohort's event, or by what is counted; `last` counts too."""
    random = Random(seed)  # noqa: S311 - examples are no secret
    evidence = told(random, 60, with_process=seed % 2 == 0)
    oracles = {world: Oracle(own, SALE, CARE) for world, own in by_world(evidence).items()}
    times = sorted(row.entered for row in evidence.rows)
    compared = 0
    with held(evidence) as handle:
        known = known_by(handle, SALE, CARE)
        for _ in range(8):
            asked, moment = measure(random), random.choice(times)
            for group in compute(handle, known, asked, began_after=moment).groups:
                oracle = oracles[group.name or ""]
                oracle.began_after = moment
                expected = oracle.measure(asked, group.name)
                assert (group.whole.n, group.whole.seen) == (expected.n, expected.seen), (asked, group, expected)
                value = None if expected.value is None else float(expected.value) / (DAY if group.whole.unit == "days" else 1)
                assert group.whole.value == value, (asked, group, expected)
                compared += 1
    assert compared > 100


def test_the_moment_itself_is_not_after_it() -> None:
    """A deal whose cohort's event lies at the very moment is out, one a microsecond later is in; before, both count."""
    moment = at("2026-03-01")
    told_ = Told(tuple(Row(name, stage, time) for name, began in (("a", moment), ("b", moment + 1)) for stage, time in (("named", began), ("won", began + DAY))), as_of=moment + 9 * DAY)
    asked = Measure.model_validate({"share": {"outcome": "won"}, "among": {"reached": "named"}})
    with held(told_) as handle:
        known = known_by(handle, SALE)
        assert compute(handle, known, asked).whole.n == 2
        assert compute(handle, known, asked, began_after=moment).whole.n == 1
        none = compute(handle, known, asked, began_after=moment + 1).whole
    assert (none.value, none.n) == (None, 0)
    assert none.why == "No deal reached “Named” after 2026-03-01."
