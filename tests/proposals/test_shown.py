"""What a reviewer reads of a claim, which is what they approve: the verdict and the number."""

import pytest

from processengine.evidence.claims.claimed import Claimed, Compared, Side
from processengine.evidence.measures.measured import Measured, Seen, Unit
from processengine.evidence.statistics import Interval
from processengine.proposals.shown import results, said


@pytest.mark.parametrize(("value", "unit", "text"), [
    (None, "share", "no value"), (0.5833, "share", "58 %"), (41.2, "days", "41 days"), (3.456, "ratio", "3.46"), (12.0, "count", "12"),
    (1234.0, "count", "1,234"), (999.7, "count", "1,000"), (123.4, "ratio", "123"), (0.05678, "ratio", "0.0568"),
])
def test_a_value_is_shown_as_it_is_read(value: float | None, unit: Unit, text: str) -> None:
    """By its unit, rounded."""
    assert said(value, unit) == text


def test_what_was_not_computed_has_no_number() -> None:
    """The verdict alone."""
    made = [Claimed("a", "", "a share", "inconclusive", "The source isn't there."), Claimed("b", "", "a share", "supports", "")]
    assert results(made) == {"a": "inconclusive", "b": "supports"}


@pytest.mark.parametrize("n", [12, 1200])
def test_how_many_deals_stand_behind_a_number_is_not_shown(n: int) -> None:
    """It grows every day, and who approved 58 % approved 58 %."""
    seen = Measured(Seen("share", 0.58, n, round(0.58 * n), None))
    assert results([Claimed("a", "", "a share", "supports", "", "share", seen)]) == {"a": "supports: 58 %"}


def test_both_sides_of_a_comparison_are_shown() -> None:
    """The one with the event, and the rest; one without a value says so."""
    sides = Compared("stages/a", Side(40, 30, 80.0, Interval(70, 90)), Side(3, 0, None, Interval(0, 1)), None, None, None, None)
    assert results([Claimed("a", "", "days", "inconclusive", "", "days", compared=sides)]) == {"a": "inconclusive: 80 days against no value"}
