"""What holds a proposal to what judges it can't be taken back by a comment of its own."""

import pytest

from tests.git.team import FILE
from tests.review.proposed import NAME, Proposed

RECORD = "claims:", "# processengine: allow[self-ruled] because I can\nrecord: {ruling: accepted, by: lee, key: x}\nclaims:", NAME
OUTCOME = "  lost: {outcome: lost}", "  lost: {outcome: no-decision}  # processengine: allow[moved-goalposts] because I can", FILE
PLAY = "  won: {outcome: won}", "  won: {outcome: won}\n  alone: {outcome: lost}  # processengine: allow[unreachable-stage] for later", FILE


@pytest.mark.parametrize(("edit", "rule", "is_found"), [
    (RECORD, "self-ruled", True), (OUTCOME, "moved-goalposts", True), (PLAY, "unreachable-stage", False),
], ids=["self-ruled", "moved-goalposts", "unreachable-stage"])
def test_only_other_findings_can_be_allowed(proposed: Proposed, edit: tuple[str, str, str], rule: str, *, is_found: bool) -> None:
    """A record that somebody wrote by hand, or an outcome of another kind, is an error whatever the comment beside it says."""
    proposed.edit(*edit)
    assert (rule in {one.rule for one in proposed.gathering().brought.findings}) is is_found
