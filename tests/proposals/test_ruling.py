"""Who may rule on a proposal, and how."""

from dataclasses import replace
from typing import Any

import pytest

from processengine.change import Impact
from processengine.evidence.claims.claimed import Claimed
from processengine.model.library import Library
from processengine.proposals.approvals import Given, Mode, standing
from processengine.proposals.facts import Facts
from processengine.proposals.packet import Author, Reason
from processengine.proposals.ruling import Decision, is_said, may_rule, refusals
from tests.proposals.made import CLAIM, EXPECTS, LIBRARY, made

ALONE = Library.model_validate({"library": "acme", "people": {"ana": {"roles": ("rep",)}, "ben": {"roles": ("rep",)}}})


def refused(*approvers: str, decision: Decision, library: Library | None = LIBRARY, **more: Any) -> list[str]:
    """Return why it may not be ruled so."""
    return list(refusals(made(*approvers, **more), decision, library))


def test_with_enough_approvals_a_leader_accepts() -> None:
    """Who approved may rule too."""
    assert refused("lee", decision=Decision("accepted", "lee")) == []


@pytest.mark.parametrize(("by", "why"), [
    ("ana", "ana wrote or touched it, and nobody rules on themselves."), ("ben", "ben may not rule: mia or lee may."),
    ("", "library.yaml doesn't know you, so you can't rule."), ("eve", "eve may not rule: mia or lee may."),
])
def test_who_may_not_rule_is_told_who_may(by: str, why: str) -> None:
    """Neither to accept nor to reject."""
    assert refused("lee", decision=Decision("accepted", by)) == [why]
    assert refused(decision=Decision("rejected", by, "No.")) == [why]


def test_where_nobody_leads_it_falls_to_anyone_else() -> None:
    """And where the library names nobody, to whoever is there."""
    assert (may_rule(ALONE, {"ana"}), may_rule(ALONE, {"ana", "ben"})) == (("ben",), ())
    assert refused("lee", decision=Decision("accepted", "ben"), library=ALONE) == []
    assert refused("lee", decision=Decision("accepted", "zoe"), library=ALONE) == ["zoe may not rule: ben may."]
    assert refused("lee", decision=Decision("accepted", ""), library=None) == []


def test_a_rejection_takes_a_reason_and_nothing_else() -> None:
    """What stands in the way of a yes stands not in that of a no."""
    assert refused(decision=Decision("rejected", "lee", " "), proposal={"status": "draft"}) == ["A proposal is rejected with a reason: say it with --why."]
    assert refused(decision=Decision("rejected", "lee", "Too early."), proposal={"status": "draft"}) == []


def test_what_stands_in_the_way_and_lacks_is_said_each() -> None:
    """Approvals by their roles."""
    says = {"claims": {"a": CLAIM}, "expects": EXPECTS, "status": "draft"}
    facts = Facts((Claimed("a", "", "a share", "supports", "Counted."),))
    assert refused("lee", decision=Decision("accepted", "lee"), impact=Impact.BREAKING, proposal=says, facts=facts) == [
        "It is a draft: its author is not done.", "It lacks 1 manager's approval. mia may give it."]
    assert refused(decision=Decision("accepted", "lee")) == ["It lacks 1 approval by anyone else. ben or mia or lee may give it."]
    assert refused("lee", decision=Decision("accepted", "lee"), key="") == ["Nothing is known of approvals."]
    assert refused("lee", decision=Decision("accepted", "lee"), standing=None) == ["Nothing is known of approvals."]


def test_a_contradicted_claim_has_to_be_answered() -> None:
    """By its id, and with more than a blank; a title made of the id stands in for one that says nothing."""
    facts = Facts((Claimed("undecided", "Most end undecided", "a share", "contradicts", "Counted."), Claimed("so-it-is", "", "a share", "contradicts", "")))
    said = refused("lee", decision=Decision("accepted", "lee", answers={"undecided": " "}), facts=facts)
    assert said == ["The deals contradict “Most end undecided”; say why you accept it all the same: --answer undecided=TEXT",
                    "The deals contradict “So it is”; say why you accept it all the same: --answer so-it-is=TEXT"]
    answers = {"undecided": "It is early.", "so-it-is": "We know."}
    assert refused("lee", decision=Decision("accepted", "lee", answers=answers), facts=facts) == []


def test_where_nobody_is_named_nobody_rules_on_their_own_commits() -> None:
    """By git's address, whatever its case; somebody else may."""
    reason = Reason("X", "", "proposal", (Author("", "Zoe", "zoe@example.com"),))
    own, other = Decision("rejected", "", "No.", email="Zoe@example.com"), Decision("rejected", "", "No.", email="ben@example.com")
    assert refused(decision=own, library=None, reason=reason) == ["Zoe wrote or touched it, and nobody rules on themselves."]
    assert refused(decision=other, library=None, reason=reason) == []


def test_in_a_clone_it_is_said_how_theirs_get_known() -> None:
    """Only whoever rules counts there, so that what asks for two can't be ruled on by one."""
    packet = made(impact=Impact.BREAKING)
    given = [Given("lee", "lee", "approved", "c" * 40, "", "key")]
    known = replace(packet, standing=standing(packet.agreements, given, "key", "clone"))
    (said,) = [one for one in refusals(known, Decision("accepted", "lee"), LIBRARY) if one.startswith("It lacks")]
    assert said == "It lacks 1 manager's approval. mia may give it. In a clone only yours counts: give theirs with --approvals FILE or --server REPO."


def test_an_approval_that_does_not_count_is_named_with_its_reason() -> None:
    """So that nobody wonders whose they are still waiting for."""
    packet = made()
    given = [Given("mia", "mia", "approved", "c" * 40, "", "another")]
    known = replace(packet, standing=standing(packet.agreements, given, "key", "server"))
    assert refusals(known, Decision("accepted", "lee"), LIBRARY)[-1] == (
        "mia's approval doesn't count. mia approved something else: it has changed since in what it does, says or is judged by.")


@pytest.mark.parametrize("text", ["\u200b", " \n", "\u2800\u3164", "\ufeff\u0301"])
def test_what_nobody_sees_says_nothing(text: str) -> None:
    """Neither as a reason nor as an answer."""
    assert refused(decision=Decision("rejected", "lee", text)) == ["A proposal is rejected with a reason: say it with --why."]
    assert not is_said(text)
    assert all(is_said(one) for one in ("Nein.", "\u2713", "\u306f\u3044"))


def test_where_nobody_in_the_library_can_rule_a_stranger_may_in_a_clone() -> None:
    """There nobody is bound; on a server whoever rules has to be known."""
    alone = Library.model_validate({"library": "acme", "people": {"ana": {"roles": ("leader",)}}})
    packet = made("lee")
    assert packet.standing is not None
    told: tuple[tuple[Mode, list[str]], ...] = (("clone", []), ("server", ["library.yaml doesn't know you, so you can't rule."]))
    for mode, why in told:
        assert list(refusals(replace(packet, standing=replace(packet.standing, mode=mode)), Decision("accepted", ""), alone)) == why


def test_on_a_server_it_is_said_when_nobody_is_left() -> None:
    """And what to do about it."""
    packet = made()
    assert packet.standing is not None
    open_ = tuple(replace(one, approval=replace(one.approval, people=(), is_open=True)) for one in packet.standing.counted)
    told = list(refusals(replace(packet, standing=replace(packet.standing, mode="server", counted=open_)), Decision("accepted", "lee"), LIBRARY))
    assert "Nobody whom library.yaml names is left to give it: add a person there, by a proposal of its own." in told[0]
