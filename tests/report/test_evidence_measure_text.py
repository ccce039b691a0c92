"""How a measure is told to people."""

from datetime import date

import pytest

from processengine.evidence.measures.measured import Group, Measured, Point, Seen
from processengine.evidence.measures.told import MeasuresTold, MeasureTold
from processengine.evidence.statistics import Interval
from processengine.model.measure import Measure
from processengine.report.evidence_measure_text import as_text

SHARE = Measure.model_validate({"share": {"outcome": "won"}, "within": "180 days", "target": 0.27})


def _lines(measured: Measured, measure: Measure = SHARE, columns: int | None = None) -> list[str]:
    told = MeasuresTold("sale", "Sale", "data/", date(2026, 11, 1), 0, "d" * 16, (MeasureTold("win-rate", measure, measured),), ("Two rows are broken.",))
    return as_text(told, columns).splitlines()


def _share(**more: object) -> Seen:
    return Seen("share", 84 / 312, 312, 84, Interval(0.22, 0.33), first=date(2026, 2, 1), last=date(2026, 11, 1), **more)  # type: ignore[arg-type]


def test_a_value_comes_with_what_it_rests_on() -> None:
    """Its interval, its n, its days, its target, and whom it leaves out."""
    assert _lines(Measured(_share(left_out={"young": 12, "admin": 1}))) == [
        "Sale: 1 measure from data/, up to 2026-11-01.",
        "",
        "win-rate: 27 % (22 to 33 %), 312 deals, 2026-02-01 to 2026-11-01; target 27 %",
        "  Left out: 1 made in error, 12 younger than 180 days.",
        "",
        "Intervals of 95 %; data dddddddddddddddd.",
        "Note: Two rows are broken.",
    ]


@pytest.mark.parametrize(("seen", "said"), [
    (Seen("days", 41.25, 80, 60, Interval(35, 52)), "41 days (35 to 52 days), 80 deals"),
    (Seen("days", 1, 80, 60, Interval(0.5, float("inf"))), "1 day (12 hours or more), 80 deals"),
    (Seen("days", None, 80, 6, Interval(75, float("inf")), "Too few."), "no value (75 days or more). Too few."),
    (Seen("days", None, 80, 0, Interval(0, float("inf")), "Too few."), "no value. Too few."),
    (Seen("count", 1200, 1200, 1200, Interval(1100, 1300)), "1,200"),
])
def test_each_unit_has_its_words(seen: Seen, said: str) -> None:
    """A count needs no interval to be read: it is what was counted."""
    assert _lines(Measured(seen), Measure.model_validate({"count": {"outcome": "won"}}))[2] == f"win-rate: {said}"


def test_a_ratio_reads_as_reps_say_it() -> None:
    """With both counts; of a rep with hardly anything to hold it against only these."""
    measure = Measure.model_validate({"ratio": {"of": {"activity": "dial"}, "per": {"activity": "appointment"}}})
    bo = Group("bo", Seen("ratio", 35, 1, 35, Interval(5, 1400)))
    measured = Measured(Seen("ratio", 12.375, 8, 99, Interval(6.1, 25.4)), (), (bo, Group("ana", Seen("ratio", 64 / 7, 7, 64, Interval(4.2, 19.9)))))
    told = MeasuresTold("sale", "Sale", "data/", None, 0, "d", (MeasureTold("dials", measure, measured, "dials", "appointments", "appointment"),))
    assert as_text(told).splitlines()[2:5] == [
        "dials: 12 dials for each appointment (99 dials, 8 appointments; likely between 6.1 and 25)",
        "  bo: 35 dials, 1 appointment: too few to compare",
        "  ana: 9.1 dials for each appointment (64 dials, 7 appointments; likely between 4.2 and 20)",
    ]


def test_a_target_stands_beside_the_value_also_where_there_is_none() -> None:
    """And the reason behind it."""
    assert _lines(Measured(Seen("share", None, 0, 0, why="No deal.")))[2] == "win-rate: no value; target 27 %. No deal."


def test_groups_and_series_stand_below() -> None:
    """A period without a value is a dash, one without any record says so."""
    points = (Point("2026-W43", _share()), Point("2026-W44", Seen("share", None, 0, 0, why="No deal.")), Point("2026-W45", Seen("share", None, 0, 0, why="Not tracked: none.")))
    assert _lines(Measured(_share(), points, (Group("ana", _share(), points), Group(None, Seen("share", None, 0, 0, why="No deal.")))))[3:7] == [
        "  2026-W43 27 %, 2026-W44 –, 2026-W45 not tracked",
        "  ana: 27 % (22 to 33 %), 312 deals",
        "    2026-W43 27 %, 2026-W44 –, 2026-W45 not tracked",
        "  (none): no value. No deal.",
    ]


def test_lines_are_wrapped_to_a_terminal() -> None:
    """With what follows further in."""
    assert _lines(Measured(_share()), columns=40)[2:4] == ["win-rate: 27 % (22 to 33 %), 312 deals,", "  2026-02-01 to 2026-11-01; target 27 %"]
