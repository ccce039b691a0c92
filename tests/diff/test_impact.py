"""Each impact of the design's table, on a small process."""

from copy import deepcopy
from typing import Any

import pytest

from processengine.change import Change
from processengine.diff.changeset import changesets
from processengine.diff.revision import Revision
from processengine.model.process import Process

BASE: dict[str, Any] = {
    "process": "p",
    "from_anywhere": ["lost", "waiting"],
    "stages": {
        "a": {"max_days": 30, "probability": 10, "next": ["b"], "exit_criteria": {"c": {"fact": "They agree"}, "n": {"fact": "Now", "applies": "now"}}},
        "b": {"next": ["c", "a"]},
        "c": {"next": ["won"]},
        "waiting": {"parked": True, "max_days": 90},
        "won": {"outcome": "won"}, "lost": {"outcome": "lost"}, "unsure": {"outcome": "no-decision"},
    },
    "measures": {"m": {"share": {"outcome": "won"}, "within": "90 days", "target": 0.2}},
}

DELETE = object()

CASES: dict[str, tuple[str, Any, str, str]] = {
    "a stage off the main way": ("stages.side", {"next": ["c"]}, "stage-added", "behavioural"),
    "a stage gone": ("stages.c", DELETE, "stage-removed", "breaking"),
    "an outcome gone": ("stages.unsure", DELETE, "stage-removed", "breaking"),
    "an outcome of another kind": ("stages.lost.outcome", "admin", "stage-changed", "breaking"),
    "a stage that becomes an outcome": ("stages.waiting.outcome", "lost", "stage-changed", "breaking"),
    "a transition added": ("stages.a.next", ["b", "c"], "transition-added", "behavioural"),
    "a transition gone": ("stages.b.next", ["c"], "transition-removed", "breaking"),
    "a transition under another condition": ("stages.c.next", [{"to": "won", "when": "They sign"}], "transition-changed", "behavioural"),
    "a way from anywhere added": ("from_anywhere", ["lost", "waiting", "unsure"], "from-anywhere-added", "behavioural"),
    "a way from anywhere gone": ("from_anywhere", ["waiting"], "from-anywhere-removed", "breaking"),
    "a stage's own list that closes a way": ("stages.a.from_anywhere", ["waiting"], "stage-changed", "breaking"),
    "a stage's own list that only opens one": ("stages.a.from_anywhere", ["lost", "waiting", "unsure"], "stage-changed", "behavioural"),
    "a criterion added": ("stages.b.exit_criteria", {"x": {"fact": "X"}}, "criterion-added", "behavioural"),
    "a criterion added that holds now": ("stages.b.exit_criteria", {"x": {"fact": "X", "applies": "now"}}, "criterion-added", "breaking"),
    "a criterion gone": ("stages.a.exit_criteria.c", DELETE, "criterion-removed", "behavioural"),
    "a criterion gone that held now": ("stages.a.exit_criteria.n", DELETE, "criterion-removed", "breaking"),
    "a criterion that becomes optional": ("stages.a.exit_criteria.c.required", False, "criterion-changed", "behavioural"),
    "a criterion of which another fact is asked": ("stages.a.exit_criteria.c.fact", "They sign", "criterion-changed", "behavioural"),
    "another fact that holds now": ("stages.a.exit_criteria.n.fact", "Tomorrow", "criterion-changed", "breaking"),
    "a criterion that comes to hold now": ("stages.a.exit_criteria.c.applies", "now", "criterion-changed", "breaking"),
    "a criterion's title": ("stages.a.exit_criteria.n.title", "Noted", "criterion-changed", "editorial"),
    "a limit": ("stages.a.max_days", 45, "stage-changed", "behavioural"),
    "a probability": ("stages.a.probability", 20, "stage-changed", "behavioural"),
    "a title": ("stages.a.title", "Named", "stage-changed", "editorial"),
    "words": ("stages.a.buyer", "They name it", "stage-changed", "editorial"),
    "a play": ("stages.a.plays", {"ask": {"do": "Ask"}}, "play-added", "behavioural"),
    "a record": ("stages.a.records", {"source": {}}, "record-added", "behavioural"),
    "a kit": ("kits", {"paper": {}}, "kit-added", "behavioural"),
    "a role": ("roles", {"seller": {}}, "role-added", "behavioural"),
    "a team member": ("buying_team", {"champion": {}}, "team-member-added", "behavioural"),
    "change work": ("change_work", {"rota": {}}, "change-work-added", "behavioural"),
    "a measure redefined": ("measures.m.within", "180 days", "measure-changed", "breaking"),
    "a measure with another target": ("measures.m.target", 0.3, "measure-changed", "behavioural"),
    "a measure gone": ("measures.m", DELETE, "measure-removed", "breaking"),
    "a measure added": ("measures.n", {"count": {"outcome": "won"}}, "measure-added", "behavioural"),
}


def changed(path: str, value: Any) -> dict[str, Any]:
    """Return the process with the value at a path set or deleted."""
    data = deepcopy(BASE)
    *way, last = path.split(".")
    here: Any = data
    for key in way:
        here = here[key]
    if value is DELETE:
        del here[last]
    else:
        here[last] = value
    return data


def changes(old: dict[str, Any], new: dict[str, Any]) -> list[Change]:
    """Return the atomic changes between two processes."""
    return list(changesets([Revision(Process.model_validate(old))], [Revision(Process.model_validate(new))])[0].atoms)


@pytest.mark.parametrize("name", CASES)
def test_the_design_s_table(name: str) -> None:
    """The one change has the kind and the impact that the design gives it."""
    path, value, kind, impact = CASES[name]
    assert [(change.kind, change.impact.value) for change in changes(BASE, changed(path, value))] == [(kind, impact)]


def reordered(*names: str) -> dict[str, Any]:
    """Return the process with its stages in another order."""
    return {**deepcopy(BASE), "start": "a", "stages": {name: BASE["stages"][name] for name in names}}


def test_the_order_alone_is_editorial() -> None:
    """A stage that moves and turns no way round changes nobody's work."""
    found = changes(BASE, reordered("a", "b", "c", "unsure", "waiting", "won", "lost"))
    assert [(change.kind, change.path, change.impact.value) for change in found] == [("stage-moved", "stages.unsure", "editorial")]
    assert (found[0].before, found[0].after) == ("lost", "c")


def test_an_order_that_turns_a_way_round_is_behavioural() -> None:
    """The way from b to c goes back once c stands above b, and criteria hold for going on alone."""
    found = changes(BASE, reordered("a", "c", "b", "waiting", "won", "lost", "unsure"))
    assert [(change.kind, change.impact.value) for change in found] == [("stage-moved", "behavioural")]
    assert "from “B” to “C” turns round" in found[0].message


def test_a_stage_on_the_main_way_is_breaking() -> None:
    """Every deal has to pass it, and the way that went past it is gone."""
    data = changed("stages.b.next", ["side", "a"])
    data["stages"]["side"] = {"next": ["c"]}
    found = {change.kind: change.impact.value for change in changes(BASE, data)}
    assert found == {"stage-added": "breaking", "transition-added": "behavioural", "transition-removed": "breaking"}


@pytest.mark.parametrize("key", ["version", "was"])
def test_a_version_or_an_earlier_id_is_no_change(key: str) -> None:
    """What `release` writes, and what only says who somebody is, has no impact."""
    assert changes(BASE, {**BASE, key: ["q"] if key == "was" else "2.0.0"}) == []


def test_the_worst_impact_calls_for_the_bump() -> None:
    """Breaking calls for major, behavioural for minor, editorial for patch, and nothing for none."""
    for path, value, bump in [
        ("stages.c", DELETE, "major"), ("stages.a.max_days", 45, "minor"), ("stages.a.title", "T", "patch"), ("stages.a.max_days", 30, "none"),
    ]:
        old, new = Process.model_validate(BASE), Process.model_validate(changed(path, value))
        assert changesets([Revision(old)], [Revision(new)])[0].required_bump == bump


TOGETHER: dict[str, tuple[str, Any, set[tuple[str, str]]]] = {
    "a shortcut past what all must pass": ("stages.a.next", ["b", "c"], {("must-pass-lost", "breaking")}),
    "a loop gone": ("stages.b.next", ["c"], {("loop-removed", "breaking")}),
    "a loop": ("stages.c.next", ["won", "a"], {("loop-added", "behavioural")}),
    "a criterion that becomes optional": ("stages.a.exit_criteria.c.required", False, {("criterion-loosened", "behavioural")}),
    "a criterion that holds now becomes optional": ("stages.a.exit_criteria.n.required", False, {("criterion-loosened", "breaking")}),
    "a criterion that needs a proof": ("stages.a.exit_criteria.c.proof", "email", {("criterion-tightened", "behavioural")}),
    "a criterion that comes to hold now": ("stages.a.exit_criteria.c.applies", "now", {("criterion-tightened", "breaking")}),
    "a measure redefined": ("measures.m.within", "180 days", {("measure-redefined", "breaking")}),
    "a criterion of which another fact is asked": ("stages.a.exit_criteria.c.fact", "They sign", {("criterion-changed", "behavioural")}),
}


@pytest.mark.parametrize("name", TOGETHER)
def test_what_is_told_is_judged_too(name: str) -> None:
    """By a compound's own row, or by the most serious of its parts."""
    path, value, expected = TOGETHER[name]
    old, new = Process.model_validate(BASE), Process.model_validate(changed(path, value))
    assert {(change.kind, change.impact.value) for change in changesets([Revision(old)], [Revision(new)])[0].changes} == expected


def test_a_way_that_all_must_not_take_is_behavioural_and_past_a_must_pass_breaking() -> None:
    """The atom is the same; what it means for all deals makes the difference, and calls for the bump."""
    old, new = Process.model_validate(BASE), Process.model_validate(changed("stages.a.next", ["b", "c"]))
    found = changesets([Revision(old)], [Revision(new)])[0]
    assert [(atom.kind, atom.impact.value) for atom in found.atoms] == [("transition-added", "behavioural")]
    assert found.required_bump == "major"
