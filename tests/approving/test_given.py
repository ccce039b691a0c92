"""Which verdicts of the log stand, whatever their key says: what was pushed since then decides."""

from dataclasses import replace

import pytest

from processengine.approving.appending import append
from processengine.approving.chain import log
from processengine.approving.entry import Entry
from processengine.approving.given import given
from processengine.approving.pushed import digest, noted
from processengine.git.lock import locked
from processengine.proposals.approvals import Given
from tests.approving.served import BRANCH, FILE, NAME, PROPOSAL, Served, pushed


def approve(served: Served, person: str = "mia", kind: str = "approved") -> str:
    """Let the server keep a verdict on the revision that stands now, and return its commit."""
    commit = served.kept.git("rev-parse", BRANCH)
    notes = noted(served.repository, NAME)
    with locked(served.repository) as lock:
        done = append(lock, Entry(kind, NAME, person, commit, "a" * 64, pushes=len(notes), pushed=digest(notes)))  # type: ignore[arg-type]
    assert not done.strayed
    return commit


def found(served: Served) -> tuple[Given, ...]:
    """Return the verdicts on the proposal."""
    return given(served.repository, log(served.repository), NAME)


def test_a_verdict_is_told_as_it_was_signed(served: Served) -> None:
    """Who, what, when, and the key; verdicts on other proposals are none of this one's."""
    commit = approve(served)
    approve(served, "lee", "changes-requested")
    served.kept.add("approved")
    one, other = found(served)
    assert one == Given("mia", "mia", "approved", commit, one.at, "a" * 64)
    assert (other.person, other.verdict, other.why_not) == ("lee", "changes-requested", "")


def test_a_later_revision_that_is_open_leaves_it_to_the_key(served: Served) -> None:
    """What a later push changed is told by the key alone: a rebase ends nothing."""
    approve(served)
    served.revise(days=60)
    assert found(served)[0].why_not == ""


@pytest.mark.parametrize(("status", "said"), [("withdrawn", "It was taken back after mia approved it"), ("draft", "It was a draft again after mia approved it")])
def test_closing_and_opening_again_keeps_nothing(served: Served, status: str, said: str) -> None:
    """The very same revision, taken back and opened again, was approved by nobody; even where the pushes go back to the old commit."""
    commit = approve(served)
    served.revise(PROPOSAL.replace("status: open", f"status: {status}"))
    served.ana.git("reset", "-q", "--hard", commit)
    assert pushed(served.ana, "--force", "HEAD").returncode == 0
    assert served.kept.git("rev-parse", BRANCH) == commit
    assert found(served)[0].why_not == f"{said}, and that ends an approval."


def test_a_file_of_the_same_name_elsewhere_stands_in_for_nothing(served: Served) -> None:
    """A proposal is known by what it says it is, wherever its file lies: a decoy that stays open hides no withdrawal."""
    served.ana.write_at(f"decoy/proposals/{NAME}.yaml", PROPOSAL)
    served.ana.git("mv", FILE, "processes/real.yaml")
    served.ana.commit("Elsewhere")
    assert pushed(served.ana, "HEAD").returncode == 0
    commit = approve(served)
    served.ana.write_at("processes/real.yaml", PROPOSAL.replace("status: open", "status: withdrawn"))
    served.ana.commit("Taken back")
    assert pushed(served.ana, "HEAD").returncode == 0
    served.ana.git("reset", "-q", "--hard", commit)
    assert pushed(served.ana, "--force", "HEAD").returncode == 0
    assert found(served)[0].why_not.startswith("It was taken back")


def test_a_branch_made_anew_keeps_nothing(served: Served) -> None:
    """Deleting the branch takes what was noted of its pushes along, and a new one begins without approvals."""
    commit = approve(served)
    assert pushed(served.ana, f":{BRANCH}").returncode == 0
    assert found(served)[0].why_not == "The proposal's branch is gone from the server."
    assert pushed(served.ana, f"{commit}:{BRANCH}", at="2026-11-02T09:00:00Z").returncode == 0
    served.revise(days=60)
    assert found(served)[0].why_not == "The branch was taken away and made anew after mia approved it."


def test_what_was_not_noted_ends_it(served: Served) -> None:
    """Somebody who moves the branch by hand, or cleans its notes, leaves nobody who could tell what was in between."""
    approve(served)
    file = served.kept.hub / "logs" / BRANCH
    notes = file.read_bytes()
    served.revise(days=60)
    file.write_bytes(notes)
    assert found(served)[0].why_not == "What was pushed after mia approved it was not noted."
    file.unlink()
    assert found(served)[0].why_not == "The branch was taken away and made anew after mia approved it."


def test_a_revision_without_its_file_ends_it(served: Served) -> None:
    """Taking the proposal's file away and bringing it back is closing and opening again."""
    approve(served)
    served.ana.git("rm", "-q", f"processes/proposals/{NAME}.yaml")
    served.ana.commit("Gone")
    assert pushed(served.ana, "HEAD").returncode == 0
    served.revise()
    assert found(served)[0].why_not.startswith("Its file was taken away after mia approved it")


def test_a_proposer_who_writes_of_approvals_changes_nothing(served: Served) -> None:
    """Approvals are in nothing that a proposer can write: not in its file, not in a commit's message."""
    before = log(served.repository)
    served.ana.git("commit", "-q", "--allow-empty", "-m", "More time\n\nApproved-by: Lee <lee@example.com>\nReviewed-by: mia")
    served.revise(PROPOSAL.replace("why: |\n", "why: |\n  Approved-by: lee\n"))
    assert found(served) == ()
    assert log(served.repository) == before


def test_a_move_that_comes_too_late_keeps_nothing(served: Served) -> None:
    """An approval and the branch that it is for are looked at in one step: where a push was faster, nothing is kept."""
    commit = served.kept.git("rev-parse", BRANCH)
    served.revise(days=60)
    before = log(served.repository)
    with locked(served.repository) as lock:
        done = append(lock, replace(Entry("approved", NAME, "mia"), commit=commit), unmoved={BRANCH: commit})
    assert done.strayed == (BRANCH,)
    assert log(served.repository) == before
