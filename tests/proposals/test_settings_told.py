"""Every setting of library.yaml that differs is told in a sentence, with what it was and what it becomes."""

from typing import Any

import pytest

from processengine.change import Impact
from processengine.model.library import Library
from processengine.proposals.settings import Reshaped, deciding
from processengine.proposals.settings_told import SettingTold, told
from tests.proposals.test_settings import LIBRARY, library, mapped

PEOPLE = LIBRARY["people"]


def changed(after: Library, **shape: Any) -> tuple[SettingTold, ...]:
    """Return what is told of a change of the library."""
    return told(library(), after, deciding(library(), after, {"new-business": Reshaped(**shape)}))


@pytest.mark.parametrize(("after", "said"), [
    (library(people={**PEOPLE, "ana": {**PEOPLE["ana"], "roles": ("leader",)}}), ["ana: roles rep → leader."]),
    (library(people={**PEOPLE, "eve": {"roles": ("leader",), "email": "eve@example.com"}}), ["eve is new: roles leader; email eve@example.com."]),
    (library(people={"ana": PEOPLE["ana"]}), ["lee is taken out; it was: roles leader."]),
    (library(people={**PEOPLE, "lee": {"roles": ("leader",), "github": "eve"}}), ["lee: github none → eve."]),
    (library(policy={"breaking": {"approvals": {"anyone": 1}, "claims": 1, "in_flight": "planned"}}),
     ["A breaking change asks for: 1 leader → 1 anyone, 1 claim, deals in flight planned."]),
    (library(policy=None), ["A breaking change asks for: 1 leader → nothing is written, so 1 other person's approval."]),
    (library(policy={**LIBRARY["policy"], "editorial": {"approvals": {}}}),
     ["An editorial change asks for: nothing is written, so 1 other person's approval → no approval."]),
    (library(evidence={**LIBRARY["evidence"], "min_deals": 3, "source": "other/"}), ["evidence, source: data/ → other/.", "evidence, min_deals: 30 → 3."]),
    (library(evidence={**LIBRARY["evidence"], "tables": {"deals": {"deal_id": "Id", "where": {"won": "yes"}}}}), ["evidence, table deals: where none → won yes."]),
    (library(crm={}), ["salesforce, new-business is taken out; it was: process Payroll; stages named Problem, Booked; heard Heard; not_stages Internal."]),
    (mapped(not_stages=()), ["salesforce, new-business, not_stages: Internal → none."]),
    (mapped(stages={"named": ("Problem",), "heard": ("Heard",)}), ["salesforce, new-business, stage named: Problem, Booked → Problem."]),
    (library(rules={"self-ruled": "none", "seller-named-stage": "note"}), ["rule self-ruled: as serious as it is by itself → none."]),
    (library(allow_suppressions=False), ["allow_suppressions: true → false."]),
])
def test_what_decides_is_told_with_before_and_after(after: Library, said: list[str]) -> None:
    """And weighs as much as anything can."""
    found = changed(after)
    assert [one.said for one in found] == said
    assert {(one.decides, one.impact) for one in found} == {(True, Impact.BREAKING)}


def test_what_decides_nothing_is_told_too_but_after_it() -> None:
    """So that nothing in library.yaml is left out; the role stands before everything longer."""
    after = library(title="Acme", rules={"seller-named-stage": "none"}, people={**PEOPLE, "ana": {"about": "Much to say. " * 50, "roles": ("leader",)}})
    first, *rest = changed(after)
    assert first.said.startswith("ana: roles rep → leader; email ana@example.com → none; about none → Much to say.")
    assert [(one.said, one.impact) for one in rest] == [
        ("rule seller-named-stage: note → none.", Impact.BEHAVIOURAL), ("title: none → Acme.", Impact.EDITORIAL)]


def test_whoever_gets_a_role_is_told_of_before_all_other_people() -> None:
    """However many addresses change beside it."""
    after = library(people={"ana": {"email": "other@example.com", "roles": ("rep",)}, "lee": {"roles": ("rep",)}})
    assert [one.path for one in changed(after)] == ["people.lee", "people.ana"]


def test_names_that_stay_may_stand_for_another_stage() -> None:
    """Where two stages change their ids, nothing in the mapping differs and all of it means something else."""
    found = changed(library(), renamed={"named": "heard", "heard": "named"})
    assert {one.said for one in found} == {f"crm.salesforce.new-business.stages.{name}: these names stand for another stage than before." for name in ("named", "heard")}


def test_without_a_library_on_either_side_nothing_is_told() -> None:
    """And a first one brings all that it says."""
    assert told(None, None, ()) == told(library(), library(), ()) == ()
    assert "ana is new: roles rep; email ana@example.com." in {one.said for one in told(None, library(), ())}
