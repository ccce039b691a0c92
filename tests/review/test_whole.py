"""What a branch may not bring unseen: links, a history that breaks off, a second proposal, quiet comments, files of no kind, the deals that judge it."""

import subprocess
from pathlib import Path

import pytest

from processengine.git import Repository
from processengine.proposals.blockers import blockers
from processengine.review.gather import Gathering
from processengine.review.range import reviewed
from tests.git.team import FILE
from tests.review.proposed import KIT, PROPOSAL, Proposed

DEALS = "processes/data/stage_history.csv"


def in_the_way(proposed: Proposed) -> str:
    """Return the sentences on what stands in the way, in small letters."""
    return " ".join(one.message for one in blockers(proposed.gathering().packet())).lower()


def test_a_link_is_refused(proposed: Proposed) -> None:
    """Nobody can tell what it leads to; the key alone would not see it."""
    (proposed.rep.root / "processes" / "kits" / "secret.md").symlink_to("/etc/passwd")
    proposed.rep.commit("A kit")
    assert "processes/kits/secret.md is a link or a submodule" in in_the_way(proposed)


def test_a_submodule_is_refused(proposed: Proposed) -> None:
    """It is another repository's content."""
    proposed.rep.git("update-index", "--add", "--cacheinfo", f"160000,{proposed.first},vendor")
    proposed.rep.git("commit", "-q", "-m", "Vendor")
    assert "vendor is a link or a submodule" in in_the_way(proposed)


def test_a_history_that_breaks_off_is_refused(proposed: Proposed, tmp_path: Path) -> None:
    """Who wrote what lies before its end is unknown, and so who may not approve."""
    proposed.edit("max_days: 45", "max_days: 50")
    proposed.on_main("Someone says what is wrong", "Somebody says what is wrong")
    proposed.rep.git("merge", "-q", "--no-edit", "main")
    proposed.rep.git("push", "-q", "origin", "proposals/six-weeks")
    shallow = tmp_path / "shallow"
    subprocess.run(
        ["git", "clone", "-q", "--depth", "2", "--no-single-branch", f"file://{proposed.team.hub}", str(shallow)], check=True, capture_output=True,
    )
    repository = Repository.around(shallow)
    plain = proposed.gathering()
    cut = Gathering(repository, reviewed(repository, "proposals/six-weeks", "main"), "", plain.today, plain.asked)
    assert "shallow" in " ".join(cut.packet().refused)
    assert not plain.packet().refused


def test_two_proposals_on_a_branch_are_refused(proposed: Proposed) -> None:
    """Else people read one and the approval is given to the other."""
    proposed.rep.write_at("processes/proposals/aaa.yaml", PROPOSAL.replace("six-weeks", "aaa"))
    proposed.rep.commit("Another one")
    assert "2 proposals, aaa and six-weeks" in in_the_way(proposed)


def test_a_proposal_that_was_ruled_on_is_nobodys_any_more(proposed: Proposed) -> None:
    """An edit of its file doesn't make it the branch's own reason."""
    proposed.rep.git("switch", "-q", "main")
    proposed.rep.write_at("processes/proposals/old.yaml", "proposal: old\ntitle: Old\nrecord: {ruling: accepted, by: lee, version: 1.2.0}\n")
    proposed.rep.commit("Old")
    proposed.rep.git("switch", "-q", "-c", "later")
    proposed.rep.write_at("processes/proposals/old.yaml", "proposal: old\ntitle: Old\nrecord: {ruling: accepted, by: lee, version: 1.2.0}\n# x\n")
    proposed.rep.commit("Later")
    plain = proposed.gathering()
    repository = plain.repository
    assert Gathering(repository, reviewed(repository, "later", "main"), "", plain.today, plain.asked).proposal is None


def test_a_file_that_is_no_document_is_judged_by_the_policy_of_its_library(proposed: Proposed) -> None:
    """Whoever changes a kit alone is asked by the same policy, and is its author."""
    proposed.rep.git("switch", "-q", "-c", "paper", "main")
    proposed.rep.write_at(KIT, "# Another page\n")
    proposed.rep.commit("Paper")
    plain = proposed.gathering()
    found = Gathering(plain.repository, reviewed(plain.repository, "paper", "main"), "", plain.today, plain.asked).agreements
    assert [(one.library, one.never, one.approvals[0].people) for one in found] == [("acme", ("ana",), ("mia", "lee"))]


def test_the_deals_that_judge_it_are_a_setting(proposed: Proposed) -> None:
    """Whoever rewrites the source of the numbers does nothing else beside it."""
    proposed.on_main("crm:", "evidence: {source: data/}\ncrm:", "processes/library.yaml")
    proposed.rep.git("rebase", "-q", "main")
    proposed.rep.write_at(DEALS, "deal_id,stage,entered_at\n")
    proposed.rep.commit("Better deals")
    assert proposed.gathering().settings == ("evidence.source",)
    assert "make two proposals of it" in in_the_way(proposed)


@pytest.mark.parametrize(("setting", "decides"), [
    ("rules: {self-ruled: none}", ("rules.self-ruled",)), ("allow_suppressions: false", ("allow_suppressions",)), ("rules: {seller-named-stage: none}", ()),
])
def test_a_rule_that_holds_proposals_is_a_setting_of_its_own_kind(proposed: Proposed, setting: str, decides: tuple[str, ...]) -> None:
    """Who would have it weigh less decides over all that is asked later; a rule about words is nobody's power."""
    proposed.edit("crm:", f"{setting}\ncrm:", "processes/library.yaml")
    assert proposed.gathering().settings == decides


def test_what_comments_newly_keep_quiet_is_known(proposed: Proposed) -> None:
    """A reviewer is told, whatever the reason beside it says."""
    proposed.edit("  won: {outcome: won}", "  won: {outcome: won}  # processengine: allow[ends-at-won] we know", FILE)
    assert proposed.gathering().packet().allowed == ("ends-at-won",)


def test_a_comment_that_moves_to_another_element_is_another_change(proposed: Proposed) -> None:
    """It was approved where it stood."""
    won, lost = "  won: {outcome: won}", "  lost: {outcome: lost}"
    proposed.edit(won, f"{won}  # processengine: allow[ends-at-won] we know", FILE)
    before = proposed.key()
    proposed.edit(f"{won}  # processengine: allow[ends-at-won] we know", won, FILE)
    proposed.edit(lost, f"{lost}  # processengine: allow[ends-at-won] we know", FILE)
    assert proposed.key() != before


