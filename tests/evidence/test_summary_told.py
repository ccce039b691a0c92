"""How the summary and the times in it are said, and what the reader of a source noticed."""

import pytest

from processengine.deals.noticed import noticed
from processengine.evidence.heading import Heading
from processengine.evidence.summary import Others, Summary
from processengine.evidence.times import iso
from processengine.model.wording import percent
from processengine.report.evidence_summary_json import as_json
from processengine.report.evidence_summary_text import as_text
from processengine.warehouse.found import Broken, Found, TableFound

NOTHING = Summary(0, 0, 0, 0, (), (), (), 0, 0, None, None, None, None)


@pytest.mark.parametrize(
    ("microseconds", "text"),
    [
        (0, "1970-01-01T00:00:00Z"),
        (1_293_715_920_000_000, "2010-12-30T13:32:00Z"),
        (-1, "1969-12-31T23:59:59.999999Z"),
        (2**63 - 1, "9999-12-31T23:59:59.999999Z"),
        (-(2**63), "0001-01-01T00:00:00Z"),
    ],
)
def test_a_time_is_written_by_iso_8601_in_utc(microseconds: int, text: str) -> None:
    """To the microsecond; what no calendar has becomes the nearest day that it has."""
    assert iso(microseconds) == text


@pytest.mark.parametrize(("part", "whole", "text"), [(1, 3, "33 %"), (1, 1000, "<1 %"), (999, 1000, ">99 %"), (0, 7, "0 %"), (7, 7, "100 %"), (0, 0, "0 %")])
def test_a_share_is_never_rounded_to_none_or_all(part: int, whole: int, text: str) -> None:
    """Unless it is."""
    assert percent(part, whole) == text


def test_a_summary_of_nothing_is_told() -> None:
    """In a few lines, without a window."""
    assert as_text("h.csv", NOTHING, []).startswith("h.csv\n\n  deals                          0\n")
    assert '"first": null' in as_json(NOTHING, [], Heading("h.csv", None))


def test_a_public_summary_without_rare_moves_says_nothing_of_others() -> None:
    """There are none."""
    public = Summary(6, 12, 2, 1, (), (), (), None, 0, 0, 1, 2.0, None, Others(0, 0))
    text = as_text("h.csv", public, [])
    assert "pairs of stages" not in text
    assert "  deals with rework      not shown\n" in text


def test_every_row_that_does_not_count_is_said() -> None:
    """With why, how many, and some of their numbers."""
    table = TableFound(
        "stage_history", "h.csv", 1_200, (Broken("the time can't be read", 7, (3, 5)), Broken("stage is missing", 1, (9,))),
        left_out=1, unread=(Broken("seq is no number", 2),), later=40,
    )
    assert noticed(Found("h.csv", {"stage_history": table}, ("A remark.",), 1_769_904_000_000_000)) == (
        "h.csv: 8 of 1,200 rows can't be used: in 7 the time can't be read (rows 3, 5, …), in 1 stage is missing (row 9).",
        "h.csv: in 2 rows seq is no number; that counts as missing.",
        "h.csv: the filter leaves out 1 row.",
        "h.csv: 40 rows after 2026-01-31 are left out.",
        "A remark.",
    )
    assert noticed(Found("h.csv", {})) == ()
