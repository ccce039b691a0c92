"""Which settings decide over people, approvals and numbers, and are therefore a proposal of their own."""

from typing import Any

import pytest

from processengine.change import Change, Changeset, Impact
from processengine.model.library import Library
from processengine.proposals.settings import Reshaped, deciding, differing, reshaped

LIBRARY: dict[str, Any] = {
    "library": "acme",
    "people": {"ana": {"email": "ana@example.com", "roles": ("rep",)}, "lee": {"roles": ("leader",)}},
    "policy": {"breaking": {"approvals": {"leader": 1}}},
    "evidence": {"source": "data/", "min_deals": 30, "tables": {"deals": {"deal_id": "Id"}}},
    "rules": {"seller-named-stage": "note"},
    "crm": {"salesforce": {"new-business": {"process": "Payroll", "stages": {"named": ("Problem", "Booked"), "heard": ("Heard",)}, "not_stages": ("Internal",)}}},
}


def library(**changes: Any) -> Library:
    """Return the library with some keys in another form."""
    return Library.model_validate(LIBRARY | changes)


def mapped(**changes: Any) -> Library:
    """Return the library with some of a process's mapping in another form."""
    return library(crm={"salesforce": {"new-business": LIBRARY["crm"]["salesforce"]["new-business"] | changes}})


def found(after: Library, **shape: Any) -> tuple[str, ...]:
    """Return what decides, of what differs from the library."""
    return deciding(library(), after, {"new-business": Reshaped(**shape)})


@pytest.mark.parametrize(("after", "paths"), [
    (library(people={**LIBRARY["people"], "eve": {"roles": ("leader",)}}), ("people.eve",)),
    (library(people={"ana": {"email": "ana@example.com", "roles": ("rep", "leader")}, "lee": {"roles": ("leader",)}}), ("people.ana",)),
    (library(people={"ana": LIBRARY["people"]["ana"]}), ("people.lee",)),
    (library(people={**LIBRARY["people"], "lee": {"roles": ("leader",), "github": "eve"}}), ("people.lee",)),
    (library(policy={"breaking": {"approvals": {"anyone": 1}}}), ("policy.breaking",)),
    (library(policy=None), ("policy.breaking",)),
    (library(policy={**LIBRARY["policy"], "editorial": {"approvals": {}}}), ("policy.editorial",)),
    (library(evidence=None), ("evidence.source", "evidence.tables.deals")),
    (library(evidence={**LIBRARY["evidence"], "min_deals": 3, "echo_minutes": 1, "names": "salesforce", "source": "other/"}),
     ("evidence.source", "evidence.names", "evidence.min_deals", "evidence.echo_minutes")),
    (library(evidence={**LIBRARY["evidence"], "tables": {"deals": {"deal_id": "Id", "where": {"won": "yes"}}}}), ("evidence.tables.deals",)),
    (library(crm={}), ("crm.salesforce.new-business",)),
    (mapped(process="Other"), ("crm.salesforce.new-business.process",)),
    (mapped(not_stages=()), ("crm.salesforce.new-business.not_stages",)),
    (mapped(stages={"named": ("Booked", "Problem"), "heard": ("Heard",)}), ("crm.salesforce.new-business.stages.named",)),
    (mapped(stages={"named": ("Problem", "Booked"), "heard": ()}), ("crm.salesforce.new-business.stages.heard",)),
])
def test_what_decides_is_named_by_its_path(after: Library, paths: tuple[str, ...]) -> None:
    """People, the policy's clauses, the source and how it is counted, tables, and the names of stages."""
    assert found(after) == paths


@pytest.mark.parametrize("after", [
    library(title="Acme"), library(motions=("renewal",)), library(rules={"seller-named-stage": "none"}),
    library(evidence={**LIBRARY["evidence"], "as_of": "2026-11-01"}),
])
def test_other_settings_decide_nothing_of_it(after: Library) -> None:
    """A title, motions, a rule's severity, the day of the data."""
    assert found(after) == ()


def test_a_rename_takes_its_names_along() -> None:
    """But a rename that changes the names beside it doesn't hide that."""
    assert found(mapped(stages={"said": ("Problem", "Booked"), "heard": ("Heard",)}), renamed={"named": "said"}) == ()
    assert found(mapped(stages={"said": ("Problem",), "heard": ("Heard",)}), renamed={"named": "said"}) == ("crm.salesforce.new-business.stages.said",)


def test_a_rename_by_hand_may_leave_the_names_under_the_old_id() -> None:
    """They are read through `was`; unless another stage has that id now, which then takes the names over."""
    assert found(library(), renamed={"named": "said"}) == ()
    assert found(mapped(not_stages=()), renamed={"named": "said"}) == ("crm.salesforce.new-business.not_stages",)
    old = LIBRARY["crm"]["salesforce"]["new-business"]["stages"]
    assert found(mapped(stages={**old, "said": ("Won",)}), renamed={"named": "said"}) == ("crm.salesforce.new-business.stages.said",)
    assert found(library(), renamed={"named": "said"}, new=frozenset({"named"})) == ("crm.salesforce.new-business.stages.said",)


def test_a_stage_that_is_gone_leaves_its_names_to_another_one() -> None:
    """Or to none; but a name that was no stage's of those is another matter."""
    assert found(mapped(stages={"named": ("Problem", "Booked")}), gone=frozenset({"heard"})) == ()
    assert found(mapped(stages={"named": ("Problem", "Booked", "Heard")}), gone=frozenset({"heard"})) == ()
    assert found(mapped(stages={"named": ("Problem", "Booked", "Won")}), gone=frozenset({"heard"})) == ("crm.salesforce.new-business.stages.named",)


def test_a_new_stage_brings_its_names() -> None:
    """But it takes none from another one without a word."""
    old = LIBRARY["crm"]["salesforce"]["new-business"]["stages"]
    assert found(mapped(stages={**old, "paid": ("Paid",)}), new=frozenset({"paid"})) == ()
    assert found(mapped(stages={**old, "paid": ("Paid",)})) == ("crm.salesforce.new-business.stages.paid",)
    assert found(mapped(stages={"named": ("Problem",), "heard": ("Heard",), "paid": ("Booked",)}), new=frozenset({"paid"})) == (
        "crm.salesforce.new-business.stages.named",)


def test_a_new_process_brings_its_mapping_and_one_that_is_gone_takes_it_along() -> None:
    """Nobody's numbers change by either."""
    both = library(crm={"salesforce": {**LIBRARY["crm"]["salesforce"], "renewal": {"stages": {"due": ("Due",)}}}})
    assert deciding(library(), both, {"renewal": Reshaped(is_new=True)}) == ()
    assert deciding(both, library(), {"renewal": Reshaped(is_gone=True)}) == ()
    assert deciding(library(), both, {}) == ("crm.salesforce.renewal",)


def test_without_a_library_nobody_is_named_on_that_side() -> None:
    """A first library names everybody anew; where there is none on both sides nothing differs."""
    assert deciding(None, None, {}) == ()
    assert deciding(None, library(evidence=None, crm={}), {}) == ("people.ana", "people.lee", "policy.breaking")


def test_each_difference_is_as_small_as_it_can_be_approved() -> None:
    """A person, a clause, a table, a stage's names: what stands beside it may change without it."""
    after = mapped(stages={"named": ("Problem",), "heard": ("Heard",)})
    assert [(one.path, one.before, one.after) for one in differing(library(), after)] == [
        ("crm.salesforce.new-business.stages.named", ["Problem", "Booked"], ["Problem"])]
    people = library(title="Acme", people={**LIBRARY["people"], "eve": {"roles": ("leader",)}})
    assert [(one.path, one.before, one.after) for one in differing(library(), people)] == [
        ("people.eve", None, {"roles": ["leader"]}), ("title", None, "Acme")]
    assert differing(library(), library()) == differing(None, None) == ()
    assert [one.path for one in differing(library(), library(policy=None))] == ["policy.breaking"]


def test_the_shape_of_a_process_is_read_off_its_changes() -> None:
    """What is renamed, gone and new among its stages; whether it is new or gone itself. A journey has no deals."""
    atoms = tuple(Change(kind, Impact.BREAKING, "", path, "", before=before) for kind, path, before in (
        ("stage-renamed", "stages.said", "named"), ("stage-removed", "stages.heard", {}), ("stage-added", "stages.paid", None)))
    shapes = reshaped([Changeset("process", "a", "A", "a.yaml", "a.yaml", atoms=atoms), Changeset("process", "b", "B", None, "b.yaml"),
                       Changeset("process", "c", "C", "c.yaml", None), Changeset("journey", "j", "J", None, "j.yaml")])
    assert shapes == {"a": Reshaped({"named": "said"}, frozenset({"heard"}), frozenset({"paid"})), "b": Reshaped(is_new=True), "c": Reshaped(is_gone=True)}
