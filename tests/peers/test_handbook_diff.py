"""A real company's revisions are told in the sentences that its sales leader would use, written before any run."""

from pathlib import Path

import pytest

from processengine.change import Changeset
from processengine.diff.changeset import changesets
from tests.revisions import revisions_in

HANDBOOK = Path(__file__).parent / "handbook"

DIFFS = [("new-business", "a", "b"), ("new-business", "b", "c"), ("renewal", "a", "b"), ("renewal", "b", "c")]


def compared(old: str, new: str) -> dict[str, Changeset]:
    """Compare two revisions of the handbook's library."""
    found = changesets(revisions_in(HANDBOOK / old), revisions_in(HANDBOOK / new))
    return {changeset.id: changeset for changeset in found}


@pytest.mark.parametrize(("process", "old", "new"), DIFFS)
def test_the_difference_is_told_as_the_leader_would(process: str, old: str, new: str) -> None:
    """Each change is one sentence, the most serious part of the process first."""
    golden = (HANDBOOK / "golden" / f"{process}-{old}-to-{new}.txt").read_text(encoding="utf-8").splitlines()
    assert [change.message for change in compared(old, new)[process].changes] == golden


def test_the_process_without_a_seller_is_gone_in_the_second_revision() -> None:
    """The whole process is one change."""
    changes = compared("a", "b")["inbound-self-serve"].changes
    assert [change.message for change in changes] == ["The process “Inbound, self-serve” is gone."]


def test_what_two_revisions_call_for() -> None:
    """Taking stages and outcomes away calls for a major version, dropping probabilities for a minor one."""
    bumps = {(name, old): changeset.required_bump for old, new in ("ab", "bc") for name, changeset in compared(old, new).items()}
    assert bumps == {
        ("new-business", "a"): "major", ("new-business", "b"): "major", ("inbound-self-serve", "a"): "major",
        ("renewal", "a"): "major", ("renewal", "b"): "minor",
    }
