"""What a check says in public of small numbers."""

import pytest

from processengine.evidence.check.odd import Odd
from processengine.evidence.check.untold import without_few


@pytest.mark.parametrize(("said", "told"), [
    ("4 of 14 moves (29 %) took no time at all.", "fewer than 5 of 14 moves took no time at all."),
    ("1 of 1,200 rows (under 1 %) enters a stage", "fewer than 5 of 1,200 rows enters a stage"),
    ("4 rows have the same time", "fewer than 5 rows have the same time"),
    ("24 of 31 deals (77 %) closed; 1,204 rows; 2 stages of 6", "24 of 31 deals (77 %) closed; 1,204 rows; 2 stages of 6"),
])
def test_one_to_four_are_told_as_fewer_than_five(said: str, told: str) -> None:
    """Without the share, which would tell the number; neither are rows pointed at."""
    assert without_few(Odd("note", "p", said, rows=(3, 4))) == Odd("note", "p", told)
