"""`rule --approvals`: what a forge says of approvals counts for just what is merged."""

from pathlib import Path

import pytest

from tests.cli.test_release_records import approvals
from tests.conftest import Command
from tests.git.scratch import Scratch
from tests.ruling.prepared import BRANCH, NAME, change, proposed, record


@pytest.fixture
def lee(tmp_path: Path, command: Command) -> Scratch:
    """Return the clone of a leader, who rules; the manager is called mia-m on GitHub."""
    del command
    scratch = proposed(tmp_path)
    scratch.git("config", "user.email", "lee@example.com")
    change(scratch, "mia: {email: mia@example.com,", "mia: {email: mia@example.com, github: mia-m,", "processes/library.yaml")
    scratch.commit("Who is who")
    return scratch


def test_an_approval_carries_over_a_main_that_moved_elsewhere(command: Command, lee: Scratch) -> None:
    """The record names who approved, and who ruled."""
    reviews = approvals(lee.root, ("mia-m", lee.git("rev-parse", BRANCH)))
    change(lee, "Someone says", "Somebody says")
    lee.commit("Meanwhile")
    assert command("rule", NAME, "--accept", "--approvals", reviews).code == 0
    found = record(lee)
    assert found is not None
    assert (found.by, found.approvals) == ("lee", ("mia",))


def test_an_approval_of_another_revision_is_none(command: Command, lee: Scratch) -> None:
    """Whoever rules is no approver beside it."""
    reviews = approvals(lee.root, ("mia-m", lee.git("rev-parse", BRANCH)))
    lee.git("switch", "-q", BRANCH)
    change(lee, "max_days: 45", "max_days: 90")
    lee.commit("And more")
    lee.git("switch", "-q", "main")
    result = command("rule", NAME, "--accept", "--approvals", reviews)
    assert (result.code, "It lacks 1 manager's approval." in result.out) == (1, True)


def test_a_policy_that_changed_since_the_approval_is_the_one_that_counts(command: Command, lee: Scratch) -> None:
    """It asks for a leader now, and what was approved was approved under another clause."""
    reviews = approvals(lee.root, ("mia-m", lee.git("rev-parse", BRANCH)))
    change(lee, "behavioural: {approvals: {manager: 1}}", "behavioural: {approvals: {manager: 1, anyone: 1}}", "processes/library.yaml")
    lee.commit("Two from now on")
    result = command("rule", NAME, "--accept", "--approvals", reviews)
    assert (result.code, "It lacks" in result.out) == (1, True)
