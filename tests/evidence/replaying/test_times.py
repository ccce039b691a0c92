"""How long deals stay, against lifelines."""

import math
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from processengine.deals.asked import Deals
from processengine.deals.replay import replayed
from processengine.model.library import Evidence
from processengine.model.process import Process
from processengine.replay import StageTimes
from processengine.warehouse.found import Wanted
from processengine.warehouse.opening import opened
from tests.evidence.replaying.test_oracle import written

if TYPE_CHECKING:
    from tests.evidence.replaying.oracle import Row

HOUR = 3_600_000_000
SIMPLE = Process.model_validate({"process": "p", "stages": {"a": {"next": ["won"]}, "won": {"outcome": "won"}}})
Stay = tuple[int, bool]


def stays_in_a(folder: Path, stays: list[Stay]) -> StageTimes:
    """Replay deals that were in a stage for some hours, and left it or are there still."""
    end = 2000 * HOUR
    rows: list[Row] = [("end", "won", end, 0, None)]
    for number, (hours, has_left) in enumerate(stays):
        begin = end - hours * HOUR
        rows.append((f"d{number}", "a", begin - HOUR if has_left else begin, 2 * number, None))
        if has_left:
            rows.append((f"d{number}", "won", begin - HOUR + hours * HOUR, 2 * number + 1, None))
    with opened(Wanted(str(written(folder / "h.csv", rows)))) as source:
        return replayed(Deals(source.engine, source.found, Evidence(), None, None), SIMPLE).stages[0]


def of_lifelines(stays: list[Stay], share: float) -> float | None:
    """Return lifelines' quantile in days, to six digits."""
    import lifelines

    fitter = lifelines.KaplanMeierFitter().fit([hours for hours, _ in stays], [has_left for _, has_left in stays])
    found = float(lifelines.utils.qth_survival_times(share, fitter.survival_function_ + -1e-12))
    return None if math.isinf(found) else round(found / 24, 6)


@given(stays=st.lists(st.tuples(st.integers(1, 30), st.booleans()), min_size=1, max_size=40))
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_times_are_those_of_lifelines(tmp_path: Path, stays: list[Stay]) -> None:
    """To six digits, with ties, censored stays among them, and stays that are all censored."""
    found = stays_in_a(tmp_path, stays)
    told = [None if days is None else round(days, 6) for days in (found.median_days, found.p90_days)]
    assert told == [of_lifelines(stays, 0.5), of_lifelines(stays, 0.1)]


@pytest.mark.parametrize(("stays", "median", "p90"), [
    ([(48, True)], 2.0, 2.0),
    ([(48, False)], None, None),
    ([(24, True), (48, False)], 1.0, None),
    ([(24, True), (24, False)], 1.0, None),
    ([(24, True), (48, True), (72, True), (96, True)], 2.0, 4.0),
    ([(0, True), (48, True)], 2.0, 2.0),
])
def test_times_by_hand(tmp_path: Path, stays: list[Stay], median: float | None, p90: float | None) -> None:
    """A stay that took no time is left out; one that ends as another is censored had that one still at risk."""
    found = stays_in_a(tmp_path, stays)
    assert (found.median_days, found.p90_days) == (median, p90)
    assert found.zero_length == sum(hours == 0 for hours, _ in stays)
