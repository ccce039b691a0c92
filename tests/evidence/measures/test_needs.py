"""What a measure needs, and what is said of a source that lacks it."""

from typing import Any

import pytest

from processengine.evidence.measures.needs import Need, lacking, needs
from processengine.model.measure import Measure
from tests.evidence.measures.asking import measured, rows
from tests.evidence.measures.chance import SALE
from tests.evidence.measures.told import Activity, Deal, Fact, Told, at, held, known_by

TOLD = Told(rows("d1", ("named", "2026-01-01"), ("won", "2026-01-10")), (Deal("d1", is_target=True),), facts=(Fact("d1", "play", "named/ask", at("2026-01-02")),),
            activities=(Activity("ana", "dial", at("2026-01-02"), "d1", with_decision_maker=True),), as_of=at("2026-02-01"))
HISTORY = Need("stage_history", ("deal_id", "stage", "entered_at"))

DIALS = {"count": {"activity": "dial"}}
SAID: list[tuple[dict[str, Any], set[str], list[str]]] = [
    ({"share": {"outcome": "won"}}, set(), []),
    ({"share": {"play": "named/ask"}}, set(), []),
    ({"share": {"play": "named/ask"}}, {"facts"}, ["The source has no table `facts`."]),
    ({"share": {"play": "named/ask"}}, {"facts.id", "facts.at"}, ["The table `facts` has no column `id` and `at`."]),
    ({"share": {"play": "named/ask"}, "among": {"play": "named/ask"}}, {"stage_history"}, ["The source has no table `stage_history`."]),
    ({"share": {"kit": "paper"}}, set(), ["The table `facts` has no kit at all, so nobody records them."]),
    (DIALS, set(), []),
    (DIALS, {"activities"}, ["The source has no table `activities`."]),
    ({"count": {"activity": "rejection"}}, set(), ["The table `activities` has no rejection at all, so nobody records them."]),
    ({"share": {"activity": "dial"}}, {"activities.deal_id"}, ["The table `activities` has no column `deal_id`, so nothing tells which deal an activity was for."]),
    ({"count": {"activity": "dial", "with_decision_maker": True}}, {"activities.with_decision_maker"}, ["The table `activities` has no column `with_decision_maker`."]),
    ({"count": {"activity": "dial", "account": "target"}}, {"activities.account_is_target"}, []),
    ({"count": {"activity": "dial", "account": "target"}}, {"activities.account_is_target", "deals.account_is_target"},
     ["The table `activities` has no column `account_is_target`."]),
    ({"count": {"outcome": "admin"}}, set(), ["Deals made in error (`admin`) are counted nowhere."]),
    ({"count": {"outcome": "introduced"}}, set(), ["The process `sale` has no outcome of kind introduced."]),
    ({"count": {"reached": "nowhere"}}, set(), ["The process `sale` has no stage `nowhere`."]),
    ({"share": {"outcome": "won"}, "by": "region"}, set(), ["No table of the source has a column `region`, so there are no groups."]),
    ({"share": {"outcome": "won"}, "by": "rep"}, {"deals"}, ["No table of the source has a column `rep`, so there are no groups."]),
    (DIALS | {"by": "rep"}, {"deals"}, []),
]


@pytest.mark.parametrize(("measure", "without", "said"), SAID)
def test_what_a_source_lacks_is_said(measure: dict[str, Any], without: set[str], said: list[str]) -> None:
    """In sentences that say what to record; a measure that lacks something has no value, and one that lacks nothing has."""
    told = Told(TOLD.rows, TOLD.deals, TOLD.facts, TOLD.activities, TOLD.as_of, frozenset(without))
    with held(told) as handle:
        assert list(lacking(Measure.model_validate(measure), handle, known_by(handle, SALE))) == said
    found = measured(told, **measure)
    if said and "no groups" not in said[0]:
        assert (found.whole.value, found.whole.why) == (None, " ".join(said))
    else:
        assert found.whole.value is not None
        assert not found.groups or not said
        assert set(said) <= set(found.notes)


def test_another_fact_of_its_kind_is_no_record_of_this_one() -> None:
    """There is no share of 0 % in it. What is recorded instead is named, where that is of five deals or more."""
    deals = tuple(row for number in range(5) for row in rows(f"d{number}", ("named", "2026-01-01"), ("won", "2026-01-10")))
    facts = tuple(Fact(f"d{number}", "kit", name, at("2026-01-02")) for number in range(5) for name in (("other", "rare") if number < 4 else ("other",)))
    found = measured(Told(deals, facts=facts, as_of=at("2026-02-01")), share={"kit": "paper"}).whole
    assert (found.value, found.why) == (None, "No row of facts names the kit `paper`; the source has `other` (5 rows).")
    typo = measured(Told(deals, facts=facts, as_of=at("2026-02-01")), share={"kit": "papr"}).whole
    assert (typo.value, typo.why) == (None, "The process `sale` has no kit `papr`. Did you mean `paper`?")


@pytest.mark.parametrize(("measure", "expected"), [
    ({"share": {"outcome": "won"}, "among": {"reached": "named"}}, [HISTORY]),
    ({"share": {"kit": "paper"}}, [HISTORY, Need("facts", ("deal_id", "kind", "id", "at"))]),
    ({"duration": {"from": {"reached": "named"}, "to": {"activity": "meeting"}}}, [HISTORY, Need("activities", ("kind", "at", "deal_id"))]),
    ({"ratio": {"of": {"activity": "dial"}, "per": {"activity": "conversation", "with_decision_maker": True}}}, [Need("activities", ("kind", "at", "with_decision_maker"))]),
    ({"count": {"activity": "dial"}}, [Need("activities", ("kind", "at"))]),
])
def test_what_is_needed_is_known_without_any_source(measure: dict[str, Any], expected: list[Need]) -> None:
    """By the names that users write in `evidence.tables`."""
    assert list(needs(Measure.model_validate(measure))) == expected
