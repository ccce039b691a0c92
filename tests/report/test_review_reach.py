"""What a breaking proposal touches is said in numbers."""

import pytest

from processengine.diff.changeset import changesets
from processengine.report.review_reach import GENERAL, reach
from tests.git.team import PROCESS
from tests.revisions import revision

MEASURE = "measures:\n  win-rate: {share: {outcome: won}}\n"
TEAM = "  team-assembled:\n    buyer: Everyone who must agree has been found and heard\n    next: [board-decides]\n"


@pytest.mark.parametrize(("old", "new", "said"), [
    (PROCESS, PROCESS.replace(TEAM, "").replace("[team-assembled]", "[board-decides]"),
     "touches deals that are open now (1 stage goes)"),
    (PROCESS, PROCESS.replace("[lost, stayed-put]", "[stayed-put]").replace("next: [won]", "next: [lost]"), "touches deals that are open now (2 ways go)"),
    (PROCESS + MEASURE, PROCESS, "changes what is measured (1 measure goes)"),
    (PROCESS, PROCESS.replace("outcome: no-decision", "outcome: disqualified"), "touches deals that are open now (1 outcome means something else)"),
    (PROCESS, PROCESS.replace("30", "45"), GENERAL),
])
def test_the_breaking_changes_are_counted_by_what_they_touch(old: str, new: str, said: str) -> None:
    """Where none is counted, the general words stand."""
    (changeset,) = changesets([revision(old)], [revision(new)])
    assert reach(changeset.atoms) == said
