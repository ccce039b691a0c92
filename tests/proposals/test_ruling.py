"""Who may rule on a proposal, and how."""

from typing import Any

import pytest

from processengine.change import Impact
from processengine.evidence.claims.claimed import Claimed
from processengine.model.library import Library
from processengine.proposals.facts import Facts
from processengine.proposals.ruling import Decision, may_rule, refusals
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
        "It is a draft: its author is not done.", "It lacks 1 manager's approval."]
    assert refused(decision=Decision("accepted", "lee")) == ["It lacks 1 approval by anyone else."]
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
