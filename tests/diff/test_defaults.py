"""What is given and what is left out because it is so anyway are no difference."""

from copy import deepcopy
from typing import Any

import pytest

from processengine.diff.atom import Atom
from processengine.diff.compare import compare
from processengine.model.journey import Journey
from processengine.model.process import Process

BASE: dict[str, Any] = {
    "process": "new-business", "motion": "new-business", "led_by": "seller", "from_anywhere": ["lost"],
    "roles": {"seller": {}, "partner": {}, "helper": {}},
    "buying_team": {"champion": {}, "works-council": {}},
    "kits": {"paper": {"for": ["champion"]}},
    "exit_criteria": {"always": {"fact": "A"}},
    "stages": {
        "named": {"exit_criteria": {"written": {"fact": "B"}}, "plays": {"ask": {"do": "Ask", "kit": "paper"}}, "next": ["agreed"]},
        "agreed": {"led_by": "partner", "plays": {"chair": {"do": "Chair"}}, "next": ["won", "named"]},
        "won": {"outcome": "won"}, "lost": {"outcome": "lost"},
    },
}

GIVEN: dict[str, Any] = {
    "title": "New business", "version": "0.1.0", "covers": ["choice", "change"], "start": "named", "about": "",
    "roles.seller.kind": "seller", "roles.seller.title": "Seller",
    "buying_team.champion.kind": "champion", "buying_team.works-council.kind": "other",
    "stages.named.title": "Named", "stages.named.led_by": "seller", "stages.named.parked": False, "stages.named.mirrors": [],
    "stages.named.from_anywhere": ["lost"],
    "stages.named.exit_criteria.written.required": True, "stages.named.exit_criteria.written.title": "Written",
    "stages.named.plays.ask.by": "seller", "stages.named.plays.ask.equips": ["champion"], "stages.agreed.plays.chair.by": "partner",
    "stages.named.next": [{"to": "agreed", "needs": ["written", "always"]}],
    "stages.agreed.next": [{"to": "won"}, {"to": "named", "needs": []}],
    "stages.won.probability": 100, "stages.lost.probability": 0,
    "from_anywhere": [{"to": "lost", "needs": []}],
}


def given(data: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    """Return data with the value at a path set."""
    made = deepcopy(data)
    *way, last = path.split(".")
    here: Any = made
    for key in way:
        here = here[key]
    here[last] = value
    return made


def atoms(old: dict[str, Any], new: dict[str, Any]) -> list[Atom]:
    """Return what differs."""
    return compare(Process.model_validate(old), Process.model_validate(new))


@pytest.mark.parametrize("path", GIVEN)
def test_a_default_that_is_given_is_no_change(path: str) -> None:
    """Neither when it comes nor when it goes."""
    explicit = given(BASE, path, GIVEN[path])
    assert atoms(BASE, explicit) == []
    assert atoms(explicit, BASE) == []


def test_a_default_of_a_journey_is_no_change() -> None:
    """A step's title defaults to its id in words, and no step is always on unless it says so."""
    short = Journey.model_validate({"journey": "j", "steps": {"the-team": {"phase": "change"}}})
    long = Journey.model_validate({"journey": "j", "steps": {"the-team": {"phase": "change", "title": "The team", "always_on": False}}})
    assert compare(short, long) == []


def test_a_default_is_what_stands_around_it_on_the_new_side() -> None:
    """A stage that keeps its lead in words while the process changes it says something new."""
    new = given(given(BASE, "led_by", "partner"), "stages.named.led_by", "seller")
    assert [(atom.path, atom.before, atom.after) for atom in atoms(BASE, new)] == [
        ("led_by", "seller", "partner"), ("stages.named.led_by", None, "seller")
    ]


def test_what_follows_from_a_default_is_not_told_again() -> None:
    """Another lead of the process is one change, whatever stages and plays leave it to the process."""
    assert [atom.path for atom in atoms(BASE, given(BASE, "led_by", "partner"))] == ["led_by"]


def test_where_deals_start_is_told_though_nobody_writes_it() -> None:
    """Another first stage is where new deals start, also where `start` is left out."""
    new = deepcopy(BASE)
    new["stages"] = {"met": {"next": ["named"]}, **new["stages"]}
    assert [(atom.kind, atom.path, atom.before, atom.after) for atom in atoms(BASE, new) if atom.element == "process"] == [
        ("process-changed", "start", "named", "met")
    ]


def test_an_own_list_of_ways_from_anywhere_is_one_change() -> None:
    """Where a stage had the common list, its own is one value; where it had its own, each way is an element."""
    own = given(BASE, "stages.named.from_anywhere", [])
    other = given(BASE, "stages.named.from_anywhere", ["won"])
    assert [(atom.kind, atom.path, atom.before, atom.after) for atom in atoms(BASE, own)] == [
        ("stage-changed", "stages.named.from_anywhere", None, [])
    ]
    assert [(atom.kind, atom.path) for atom in atoms(own, other)] == [("from-anywhere-added", "stages.named.from_anywhere.won")]


def test_the_same_target_twice_counts_once() -> None:
    """The first of two ways to one stage is the way."""
    assert atoms(BASE, given(BASE, "stages.named.next", ["agreed", {"to": "agreed", "when": "Again"}])) == []
