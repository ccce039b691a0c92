"""Whether a proposal may be merged now, and whether saying so binds anybody."""

from dataclasses import replace

import pytest

from processengine.change import Impact
from processengine.model.library import Library
from processengine.model.proposal import Proposal
from processengine.proposals.approvals import Given, Mode, standing
from processengine.proposals.packet import Packet, Reason, Revision
from processengine.proposals.policy import agreement
from processengine.proposals.protection import Protection
from processengine.review.binding import readiness

LIBRARY = Library.model_validate({
    "library": "acme", "people": {"ana": {"roles": ("rep",)}, "mia": {"roles": ("manager",)}, "lee": {"roles": ("leader",)}},
    "policy": {"editorial": {"approvals": {"manager": 1, "ops": 1}}},
})
AGREEMENTS = (agreement(LIBRARY, Impact.EDITORIAL, {"ana"}),)
STRICT = Protection(("ready",), is_strict=True, has_queue=False)
QUEUE = Protection(("ready",), is_strict=False, has_queue=True)


def packet(*names: str, mode: Mode = "forge", why_not: str = "") -> Packet:
    """Return a proposal that changes a kit, with some people's approvals."""
    given = [Given(name, name, "approved", "c" * 40, "", "key", why_not) for name in names]
    return Packet(
        Revision("main", "b" * 40), Revision("proposals/x", "c" * 40), "b" * 40, Reason("X", "", "commits", ()), Proposal(proposal="x"), (), (), (),
        AGREEMENTS, (), 0, 0, besides=("processes/kits/paper.md",), key="key", standing=standing(AGREEMENTS, given, "key", mode))


def test_with_all_approvals_on_what_is_merged_it_is_ready() -> None:
    """And it is said who approved, and what makes it bind."""
    found = readiness(packet("mia", "lee"), STRICT)
    assert (found.is_ready, found.reasons, found.unbound) == (True, (), ())
    assert found.notes == ("Approved by lee and mia.", "It binds where it runs under the name of a check that is required: ready.")


def test_what_is_missing_is_said_with_the_people_who_could_give_it() -> None:
    """And why what was given doesn't count."""
    assert readiness(packet("mia"), STRICT).reasons == ("It lacks the approval of anyone else, as nobody is left for ops: mia or lee.",)
    found = readiness(packet("ana", "lee", why_not="lee approved before the request was closed; that ended it."), STRICT)
    assert not found.is_ready
    assert found.reasons == (
        "It lacks the approval of anyone else, as nobody is left for ops: mia or lee.", "It lacks the approval of a manager: mia.",
        "ana wrote or touched it.", "lee approved before the request was closed; that ended it.")


def test_what_stands_in_the_way_is_said_before() -> None:
    """Whoever approved it."""
    drafted = replace(packet("mia", "lee"), proposal=Proposal(proposal="x", status="draft"))
    assert readiness(drafted, STRICT).reasons == ("It is a draft: its author is not done.",)


@pytest.mark.parametrize(("protection", "ready"), [(None, False), (STRICT, False), (QUEUE, True)])
def test_a_branch_that_is_behind_has_to_be_updated_unless_a_queue_does_it(protection: Protection | None, *, ready: bool) -> None:
    """What was checked is what is merged."""
    found = readiness(replace(packet("mia", "lee"), base_moved=2), protection)
    assert found.is_ready is ready
    assert ready or found.reasons == ("main has moved on by 2 commits: update the branch, so that what is checked is what will be merged.",)


@pytest.mark.parametrize(("protection", "words"), [
    (None, "Whether this check is required isn't known"), (replace(STRICT, checks=()), "No check is required on the base branch"),
    (replace(STRICT, is_strict=False), "it may move between this check and the merge: this can't bind"),
    (replace(STRICT, holes=("Administrators are spared.",)), "Administrators are spared."),
])
def test_it_says_when_it_cannot_bind(protection: Protection | None, words: str) -> None:
    """Ready or not is told all the same."""
    found = readiness(packet("mia", "lee"), protection)
    assert (found.is_ready, len(found.unbound)) == (True, 1)
    assert words in found.unbound[0]


def test_a_pipeline_that_is_required_as_a_whole_has_no_names() -> None:
    """GitLab's."""
    assert readiness(packet("mia", "lee"), replace(STRICT, checks=None)).unbound == ()


@pytest.mark.parametrize("path", [".github/workflows/ready.yml", ".gitlab-ci.yml"])
def test_a_change_of_what_checks_it_is_pointed_out(path: str) -> None:
    """It could pass itself."""
    found = readiness(replace(packet("mia", "lee"), besides=(path,)), STRICT)
    assert found.unbound == (f"It changes {path}, which says what is checked: look at that first.",)


def test_without_approvals_nothing_is_ready() -> None:
    """Nobody said what there is, or there is only this clone."""
    assert readiness(replace(packet(), standing=None), STRICT).reasons == (
        "Nothing is known of approvals: give what the forge says of them with --approvals.",)
    assert "where anybody could claim to be anyone" in readiness(packet("mia", "lee", mode="clone"), STRICT).unbound[0]


def test_who_asks_for_changes_is_told() -> None:
    """It hinders only where their approval is asked for, as that is then missing."""
    given = [Given(name, name, "approved", "c" * 40, "", "key") for name in ("mia", "lee")] + [Given("", "zoe", "changes-requested", "c" * 40, "")]
    found = readiness(replace(packet(), standing=standing(AGREEMENTS, given, "key", "forge")), STRICT)
    assert found.is_ready
    assert "@zoe asks for changes." in found.notes
