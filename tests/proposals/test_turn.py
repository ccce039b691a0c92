"""Whose turn it is."""

from dataclasses import replace

import pytest

from processengine.evidence.claims.claimed import Claimed
from processengine.proposals.approvals import Given, standing
from processengine.proposals.facts import Facts
from processengine.proposals.packet import Packet
from processengine.proposals.turn import Waiting, releasing, turn
from tests.proposals.machine.world import PROCESS, World

LONGER = PROCESS.replace("max_days: 30\n    next: [b]", "max_days: 45\n    next: [b]")
STRAIGHT = PROCESS.replace("{outcome: lost}", "{outcome: no-decision}")


def packet(world: World, text: str = LONGER, status: str = "open", *approving: str, **verdicts: str) -> Packet:
    """Return what a review holds of Ana's proposal, with whoever approves and other verdicts by person."""
    branch = world.propose("x", "ana", text, status, "It helps.", None)
    for name in approving:
        world.give(branch, name, "approved")
    for name, verdict in verdicts.items():
        world.give(branch, name, verdict)  # type: ignore[arg-type]  # a verdict
    return world.packet(branch)


def deed(waiting: Waiting, person: str, world: World) -> str:
    """Return what a person is asked to do; empty for nothing."""
    found = turn(waiting, person, world.library)
    return found.deed if found else ""


def test_approvers_are_asked_until_they_have_said_something() -> None:
    """A manager is asked for a behavioural change, each until one has approved; nobody of another role, nor the author, nor a stranger."""
    world = World()
    waiting = Waiting("open", "ana", packet(world))
    assert {name: deed(waiting, name, world) for name in [*world.people, "stranger"]} == {
        "ana": "", "ben": "", "mia": "approve", "max": "approve", "lee": "", "omar": "", "stranger": "",
    }


def test_who_may_rule_is_asked_to_once_nothing_is_missing() -> None:
    """Those with a ruling role; a rep is asked nothing, and the author neither."""
    world = World()
    waiting = Waiting("approved", "ana", packet(world, LONGER, "open", "mia"))
    assert [name for name in world.people if deed(waiting, name, world) == "rule"] == ["mia", "max", "lee", "omar"]


def test_who_has_approved_waits_for_the_others() -> None:
    """A breaking change wants a leader and anyone else: after Ben's approval only Lee is asked, and after Lee's only others."""
    world = World()
    after_ben = Waiting("open", "ana", packet(world, STRAIGHT, "open", "ben"))
    assert [name for name in world.people if deed(after_ben, name, world)] == ["lee"]
    after_lee = Waiting("open", "ana", packet(world, STRAIGHT, "open", "lee"))
    assert [name for name in world.people if deed(after_lee, name, world)] == ["ben", "mia", "max", "omar"]


def test_an_objection_is_the_author_s_to_answer() -> None:
    """Whoever asked for changes waits; other approvers are still asked."""
    world = World()
    waiting = Waiting("open", "ana", packet(world, LONGER, "open", mia="changes-requested"))
    assert (deed(waiting, "ana", world), deed(waiting, "mia", world), deed(waiting, "max", world)) == ("answer", "", "approve")


@pytest.mark.parametrize(("state", "status", "asked"), [
    ("draft", "draft", "finish"), ("superseded", "open", "withdraw"), ("expired", "open", "mend"), ("withdrawn", "withdrawn", ""), ("open", "open", ""),
])
def test_an_author_is_asked_by_where_it_stands(state: str, status: str, asked: str) -> None:
    """And nobody else for a draft, a superseded or a withdrawn one."""
    world = World()
    waiting = Waiting(state, "ana", packet(world, LONGER, status))  # type: ignore[arg-type]  # a state
    assert deed(waiting, "ana", world) == asked
    if state in ("draft", "superseded", "withdrawn"):
        assert {deed(waiting, name, world) for name in world.people if name != "ana"} == {""}


def test_what_is_in_the_way_is_mended_first() -> None:
    """A proposal that changes nothing is its author's to mend, and nobody is asked to approve it."""
    world = World()
    waiting = Waiting("open", "ana", packet(world, PROCESS))
    assert (deed(waiting, "ana", world), deed(waiting, "mia", world)) == ("mend", "")


def test_ops_release_and_judge() -> None:
    """Ops release what was accepted, as long as there is something to release; the author too may judge what is due."""
    world = World()
    accepted = Waiting("ruled", "ana", is_accepted=True, to_release=True)
    assert [name for name in world.people if deed(accepted, name, world)] == ["omar"]
    assert deed(replace(accepted, to_release=False), "omar", world) == ""
    assert deed(Waiting("ruled", "ana"), "omar", world) == ""
    due = Waiting("watching", "ana", due=("won",))
    assert {name for name in world.people if deed(due, name, world) == "judge"} == {"omar", "ana"}
    assert deed(Waiting("watching", "ana"), "omar", world) == ""
    assert deed(Waiting("released", "ana"), "omar", world) == ""


def test_where_nobody_is_ops_those_who_rule_release() -> None:
    """A small team has no ops."""
    world = World()
    world.people = {"ana": "rep", "lee": "leader"}
    world.settle()
    assert releasing(world.library) == ("lee",)


def test_in_a_clone_nobody_is_said_to_have_approved() -> None:
    """Where approvals are not known, who is enough alone may rule, and nobody is asked to approve, as there is no place for that."""
    world = World()
    alone = replace(packet(world), standing=None)
    assert deed(Waiting("open", "ana", alone), "mia", world) == "rule"
    two = replace(packet(world, STRAIGHT), standing=None)
    assert turn(Waiting("open", "ana", two), "lee", world.library) is None
    in_clone = replace(two, standing=standing(two.agreements, [Given("lee", "lee", "approved", "", "", two.key)], two.key, "clone"))
    assert turn(Waiting("open", "ana", in_clone), "lee", world.library) is None


def test_a_claim_that_the_ruling_has_to_answer_is_named() -> None:
    """Whoever rules needs to say something to it."""
    world = World()
    facts = Facts((Claimed("undecided", "Most end undecided", "a share", "contradicts", "Counted."),))
    found = turn(Waiting("approved", "ana", replace(packet(world, LONGER, "open", "mia"), facts=facts)), "mia", world.library)
    assert found == ("rule", "Nothing is missing but the ruling. It has to answer “Most end undecided”, which the deals contradict.")
