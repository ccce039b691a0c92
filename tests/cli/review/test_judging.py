"""`review` judges by what the base says: findings, policy, and who counts."""

from tests.cli.review.team import BOARD, data, push
from tests.conftest import Command
from tests.git.team import FILE, LIBRARY, Clone, Team


def test_findings_are_those_that_the_branch_brings(command: Command, rep: Clone, leader: Clone) -> None:
    """What main has already is not laid at its door."""
    rep.change("    next: [team-assembled]", "    next: [team-assembled, trouble-named]")
    rep.commit("main has a finding of its own")
    rep.git("push", "-q", "origin", "main")
    push(rep, "lost-way", "    next: [board-decides]", "    next: [won]", why="x")
    leader.git("fetch", "-q")
    found = data(command, "lost-way")
    rules = {one["rule"] for one in found["findings"]}
    assert "unreachable-stage" in rules
    assert "self-transition" not in rules


def test_a_finding_on_a_stage_that_is_only_renamed_is_not_new(command: Command, rep: Clone, leader: Clone) -> None:
    """It is the same finding under another id."""
    rep.change("    next: [team-assembled]", "    next: [team-assembled, trouble-named]")
    rep.commit("a finding")
    rep.git("push", "-q", "origin", "main")
    push(rep, "renamed", "  trouble-named:\n", "  trouble-said:\n    was: [trouble-named]\n")
    rep.change("[team-assembled, trouble-named]", "[team-assembled, trouble-said]")
    rep.commit("and its way")
    rep.git("push", "-q", "origin", "HEAD")
    leader.git("fetch", "-q")
    found = data(command, "renamed")
    assert "self-transition" not in {one["rule"] for one in found["findings"]}
    assert found["mended"] == []


def test_the_policy_of_the_base_counts_and_a_change_of_it_is_breaking(command: Command, rep: Clone, leader: Clone) -> None:
    """A branch that gives everybody the leader's right is asked of the leader, and that is said first."""
    push(rep, "coup", "breaking:    {approvals: {leader: 1, anyone: 1}, claims: 1}", "breaking:    {approvals: {anyone: 1}}",
         file="processes/library.yaml")
    leader.git("fetch", "-q")
    found = data(command, "coup")
    assert found["settings_changed"] is True
    assert [(one["asked"], one["people"]) for one in found["must_agree"][0]["approvals"]] == [("leader", ["lee"]), ("anyone", ["ben", "mia", "lee"])]
    assert "A breaking change asks for: 1 leader, 1 anyone, 1 claim → 1 anyone." in " ".join(command("review", "coup").out.split())
    assert found["settings"] == ["policy.breaking"]


def test_a_branch_cannot_switch_off_what_judges_it(command: Command, rep: Clone, leader: Clone) -> None:
    """How serious a rule is, the base says."""
    push(rep, "blind", LIBRARY, LIBRARY + "rules: {self-transition: none}\n", file="processes/library.yaml")
    rep.change("    next: [team-assembled]", "    next: [team-assembled, trouble-named]")
    rep.commit("a finding")
    rep.git("push", "-q", "origin", "HEAD")
    leader.git("fetch", "-q")
    assert "self-transition" in {one["rule"] for one in data(command, "blind")["findings"]}


def test_whoever_touched_it_never_counts(command: Command, rep: Clone, team: Team, leader: Clone) -> None:
    """The manager who added a commit can't agree to it; it falls to the leader."""
    push(rep, "six-weeks", BOARD, BOARD.replace("30", "45"), why="x")
    mia = team.clone("Mia")
    mia.git("switch", "-q", "proposals/six-weeks")
    mia.change("max_days: 45", "max_days: 44")
    mia.git("add", "-A")
    mia.git("-c", "user.name=Mia", "commit", "-q", "-m", "x", "--author", "Mia <mia@example.com>")
    mia.git("push", "-q", "origin", "HEAD")
    leader.git("fetch", "-q")
    (agreement,) = data(command, "six-weeks")["must_agree"]
    assert agreement["never"] == ["ana", "mia"]
    assert [(one["asked"], one["role"], one["people"]) for one in agreement["approvals"]] == [("manager", "leader", ["lee"])]
    assert "1 manager (nobody is left for that, so it falls to leader): lee" in command("review", "six-weeks").out


def test_a_file_that_cannot_be_read_is_told_first(command: Command, rep: Clone, leader: Clone) -> None:
    """It is not told as a process that goes away."""
    push(rep, "broken", "    next: [won]", "    next: [won", why="x")
    leader.git("fetch", "-q")
    found = data(command, "broken")
    assert (found["unreadable_files"], found["processes"]) == ([FILE], [])
    assert "syntax-error" in {one["rule"] for one in found["findings"]}
    assert f"{FILE} can't be read, so what changes in it can't be told." in command("review", "broken").out.replace("\n    ", " ")


def test_other_files_that_change_are_named(command: Command, rep: Clone, leader: Clone) -> None:
    """No sentence tells of them, so the reviewer must know."""
    push(rep, "six-weeks", BOARD, BOARD.replace("30", "45"), why="x")
    rep.write_at(".github/workflows/x.yml", "on: push\n")
    rep.write_at("processes/kit.md", "x\n")
    rep.commit()
    rep.git("push", "-q", "origin", "HEAD")
    leader.git("fetch", "-q")
    assert data(command, "six-weeks")["other_files"] == [".github/workflows/x.yml", "processes/kit.md"]
