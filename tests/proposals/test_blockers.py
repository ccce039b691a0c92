"""What stands in the way of a proposal, whoever approves it."""

from dataclasses import replace
from typing import Any

import pytest

from processengine.change import Impact
from processengine.diagnostic import Diagnostic, Severity
from processengine.evidence.claims.claimed import Claimed
from processengine.model.proposal import Ruling
from processengine.proposals.blockers import blockers
from processengine.proposals.conflicts import Collision
from processengine.proposals.facts import Facts
from processengine.span import Span
from tests.proposals.made import CLAIM, EXPECTS, made

WRONG, ODD = (Diagnostic("self-ruled", severity, "It rules.", "a.yaml", "", Span(1, 1, 1, 2)) for severity in (Severity.ERROR, Severity.WARNING))


def collision(*, with_base: bool) -> Collision:
    """Return two values for one limit."""
    return Collision("main", "what is agreed", with_base=with_base, kind="edits", file="a.yaml", path="title", message="Both name it.")


def found(*approvers: str, **more: Any) -> list[tuple[str, str]]:
    """Return what stands in the way."""
    return [(one.kind, one.message) for one in blockers(made(*approvers, **more))]


def test_nothing_does_where_approvals_alone_decide() -> None:
    """Warnings and other proposals in the way are told elsewhere."""
    assert found(findings=(ODD,), collisions=(collision(with_base=False),)) == []


@pytest.mark.parametrize(("more", "kind", "message"), [
    ({"proposal": {"status": "withdrawn"}}, "withdrawn", "Its author has taken it back."),
    ({"proposal": {"status": "draft"}}, "draft", "It is a draft: its author is not done."),
    ({"unread": ("a.yaml",)}, "unreadable", "a.yaml can't be read, so nobody knows what changes in it."),
    ({"pieces": ()}, "nothing", "It changes nothing that main doesn't have."),
    ({"collisions": (collision(with_base=True),)}, "conflict", "It can't be merged into main as that stands: Both name it."),
    ({"findings": (ODD, WRONG)}, "errors", "It brings 1 error: It rules."),
    ({"findings": (WRONG, replace(WRONG, message="It is mute."), replace(WRONG, message="It is odd."))}, "errors", "It brings 3 errors, which `processengine validate` explains."),
    ({"settings": ("people.eve",)}, "mixed-settings",
     "It changes people, policy, sources or mappings (people.eve) beside a process: make two proposals of it."),
    ({"settings": tuple(f"people.p{number}" for number in range(5))}, "mixed-settings",
     "It changes people, policy, sources or mappings (people.p0, people.p1, people.p2 and more) beside a process: make two proposals of it."),
])
def test_what_has_to_be_mended_first(more: dict[str, Any], kind: str, message: str) -> None:
    """Each says what, and where it isn't plain, what to do."""
    assert found(**more) == [(kind, message)]


def test_what_the_policy_asks_for_is_said_once() -> None:
    """Not as an error too; what else is wrong still is one."""
    lacks = tuple(replace(WRONG, rule=rule, message="It lacks that.") for rule in ("missing-claim", "missing-expectation"))
    assert [kind for kind, _ in found(impact=Impact.BREAKING, findings=lacks)] == ["claims", "expectation"]
    assert [kind for kind, _ in found(impact=Impact.BREAKING, findings=(*lacks, WRONG))] == ["errors", "claims", "expectation"]
    assert found(findings=lacks[:1]) == [("errors", "It brings 1 error: It lacks that.")]


def test_settings_alone_are_asked_for_no_claim() -> None:
    """There is no process that it could be about."""
    assert found(settings=("policy.breaking",), pieces=(), besides=("library.yaml",)) == []


def test_claims_have_to_be_computed_and_expectations_stated() -> None:
    """Whatever came out of them; why they could not be computed is said."""
    says, lacks = {"claims": {"a": CLAIM}, "expects": EXPECTS}, "The policy asks for 1 expectation; the proposal has none."
    assert found(impact=Impact.BREAKING) == [
        ("claims", "The policy asks for 1 claim that the deals have been asked about; none is computed."), ("expectation", lacks)]
    assert found(impact=Impact.BREAKING, proposal=says, facts=Facts(why_not="The source isn't there.")) == [
        ("claims", "The policy asks for 1 claim that the deals have been asked about; none is computed. The source isn't there.")]
    against = Facts((Claimed("a", "", "a share", "contradicts", "Counted."),))
    assert found(impact=Impact.BREAKING, proposal=says, facts=against) == []


def test_what_was_ruled_on_is_over() -> None:
    """Nothing else is in the way of it: who ruled, when and why, and where a new one starts."""
    ruled = Ruling.model_validate({"ruling": "rejected", "by": "lee", "at": "2026-11-20", "why": "Too early"})
    assert found(ruled=ruled, findings=(WRONG,), proposal={"status": "withdrawn"}) == [
        ("ruled", "It was rejected by lee on 2026-11-20, because: Too early. What is new takes a proposal of its own, from main.")]


def test_a_day_that_is_over_and_what_main_holds_are_in_the_way() -> None:
    """A later day has to be named; and nothing is merged twice."""
    assert found(past=("win-rate",)) == [("expectation", "The day on which “Win rate” is judged is over: name a later one.")]
    assert found(is_superseded=True) == [("nothing", "main holds all of it already.")]
