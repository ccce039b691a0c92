"""`review`, as a leader reads it: of branches that others pushed, judged by what the base says."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Command
from tests.git.team import FILE, LIBRARY, PROCESS, Clone, Team

BOARD = "    max_days: 30\n    next: [won]"


@pytest.fixture
def team(tmp_path: Path) -> Team:
    """Return a team that shares a library."""
    return Team(tmp_path / "team")


@pytest.fixture
def rep(team: Team) -> Clone:
    """Return Ana's clone."""
    return team.clone("Ana")


@pytest.fixture
def leader(team: Team, command: Command, monkeypatch: pytest.MonkeyPatch) -> Clone:
    """Return Lee's clone, in which commands run."""
    del command
    clone = team.clone("Lee")
    monkeypatch.chdir(clone.root)
    return clone


def push(rep: Clone, name: str, old: str, new: str, *, why: str | None = None, file: str = FILE) -> None:
    """Push a proposal from main that edits a file by hand; with a reason, with a proposal file too."""
    rep.git("switch", "-q", "main")
    rep.git("switch", "-q", "-c", f"proposals/{name}")
    rep.change(old, new, file)
    if why is not None:
        text = f"proposal: {name}\ntitle: {name.replace('-', ' ').capitalize()}\nprocess: new-business\nauthor: ana\nopened: 2026-11-02\nwhy: |\n  {why}\n"
        rep.write_at(f"processes/proposals/{name}.yaml", text)
    rep.commit(f"{name.replace('-', ' ').capitalize()}\n\nBecause of what buyers say.")
    rep.git("push", "-q", "origin", "HEAD")


def data(command: Command, *arguments: str) -> dict[str, Any]:
    """Return a review as data."""
    result = command("review", *arguments, "-f", "json")
    assert result.code == 0, result.err
    found: dict[str, Any] = json.loads(result.out)
    assert found["schema"] == "processengine/review/1"
    return found


def test_a_leader_reviews_what_a_rep_pushed(command: Command, rep: Clone, leader: Clone) -> None:
    """By the proposal's id: what, how serious, who must agree, why, and what changes."""
    push(rep, "six-weeks", BOARD, BOARD.replace("30", "45"), why="Boards meet every six weeks.")
    leader.git("fetch", "-q")
    result = command("review", "six-weeks")
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        "Six weeks\n"
        "origin/proposals/six-weeks for origin/main, by Ana, opened 2026-11-02\n"
        "\n"
        "BEHAVIOURAL: sellers work otherwise than before\n"
        "  new-business calls for a minor version. It is not released yet; the first\n"
        "  release will be 1.2.0\n"
        "\n"
        "Must agree\n"
        "  1 manager: mia\n"
        "  By the policy of origin/main for behavioural changes. ana wrote or touched it\n"
        "  and does not count.\n"
        "\n"
        "Nothing to look out for: no new finding.\n"
        "\n"
        "Why (as the author states it)\n"
        "  Boards meet every six weeks.\n"
        "\n"
        "What changes in New business (new-business)\n"
        "  behavioural  The limit in “Board decides” rises from 30 to 45 days.\n"
    )


@pytest.mark.parametrize("argument", ["six-weeks", "proposals/six-weeks", "origin/proposals/six-weeks", "main..origin/proposals/six-weeks",
                                      "origin/main...origin/proposals/six-weeks"])
def test_the_ways_to_name_it(command: Command, rep: Clone, leader: Clone, argument: str) -> None:
    """An id, a branch here or at origin, a range."""
    push(rep, "six-weeks", BOARD, BOARD.replace("30", "45"))
    leader.git("fetch", "-q")
    assert [one["message"] for one in data(command, argument)["processes"][0]["changes"]] == ["The limit in “Board decides” rises from 30 to 45 days."]


def test_two_commits_are_shown_short(command: Command, rep: Clone, leader: Clone) -> None:
    """As a pull request's workflow names them; the policy is then that commit's."""
    push(rep, "six-weeks", BOARD, BOARD.replace("30", "45"))
    leader.git("fetch", "-q")
    base, head = leader.git("rev-parse", "origin/main"), leader.git("rev-parse", "origin/proposals/six-weeks")
    found = data(command, f"{base}...{head}")
    assert (found["base"], found["head"]) == ({"name": base[:10], "commit": base}, {"name": head[:10], "commit": head})
    assert found["open_proposals"] == 0
    assert f"By the policy of {base[:10]} for behavioural changes." in command("review", f"{base}...{head}").out


def test_a_name_that_is_none_offers_the_nearest(command: Command, rep: Clone, leader: Clone) -> None:
    """Among the proposals that are here."""
    push(rep, "six-weeks", BOARD, BOARD.replace("30", "45"))
    leader.git("fetch", "-q")
    result = command("review", "six-week")
    assert (result.code, result.err) == (2, "processengine: There is no branch, revision or proposal `six-week` here. Did you mean `six-weeks`?\n")


def test_a_branch_with_nothing_new_is_nothing_to_review(command: Command, leader: Clone) -> None:
    """One line says so, and how a proposal is made."""
    result = command("review")
    assert result.code == 2
    assert "main has nothing that origin/main doesn't have" in result.err
    assert leader.status() == []


def test_without_a_proposal_file_the_commit_says_why(command: Command, rep: Clone, leader: Clone) -> None:
    """Its subject is the title, its text the reason; the report says where they are from."""
    push(rep, "six-weeks", BOARD, BOARD.replace("30", "45"))
    leader.git("fetch", "-q")
    out = command("review", "six-weeks").out
    assert out.startswith("Six weeks\n")
    assert "Why (from the messages of its commits; there is no proposal file)\n  Because of what buyers say.\n" in out


def test_a_pull_request_says_why_itself(command: Command, rep: Clone, leader: Clone) -> None:
    """Title and text are given as they are."""
    push(rep, "six-weeks", BOARD, BOARD.replace("30", "45"))
    leader.git("fetch", "-q")
    Path("body.md").write_text("They meet every six weeks.\n\nSo do others.\n", encoding="utf-8")
    found = data(command, "six-weeks", "--title", "Give the board time", "--body-file", "body.md")
    assert (found["title"], found["why"], found["stated_in"]) == ("Give the board time", "They meet every six weeks.\n\nSo do others.", "request")
    assert command("review", "six-weeks", "--body-file", "-", stdin="From the standard input").out.count("From the standard input") == 1


def test_two_proposals_that_collide_are_told_in_one_sentence(command: Command, rep: Clone, leader: Clone) -> None:
    """It names both and the element; below stands what each would do there."""
    push(rep, "six-weeks", BOARD, BOARD.replace("30", "45"), why="x")
    push(rep, "three-weeks", BOARD, BOARD.replace("30", "21"), why="x")
    leader.git("fetch", "-q")
    (one,) = data(command, "six-weeks")["conflicts"]
    assert one["message"] == "“Six weeks” and “Three weeks” collide at max days of “Board decides”: the first says 45, the second 21; before: 30."
    assert (one["with"], one["path"], one["kind"], one["is_base"]) == ("origin/proposals/three-weeks", "stages.board-decides.max_days", "edits", False)
    assert (one["ours"], one["theirs"]) == (
        ["The limit in “Board decides” rises from 30 to 45 days."], ["The limit in “Board decides” falls from 30 to 21 days."])


def test_two_proposals_at_the_same_place_that_fit_together_do_not_collide(command: Command, rep: Clone, leader: Clone) -> None:
    """Each adds another play to one stage."""
    anchor = "    buyer: The board decides without us in the room\n"
    for name in ("page", "call"):
        push(rep, name, anchor, f"{anchor}    plays:\n      {name}: {{do: Hand them a {name}}}\n")
    leader.git("fetch", "-q")
    found = data(command, "page")
    assert (found["conflicts"], found["open_proposals"]) == ([], 1)


def test_two_proposals_that_are_fine_apart_and_not_together_collide_in_meaning(command: Command, rep: Clone, leader: Clone) -> None:
    """One takes the stage away that the other leads to: git would merge it without a word."""
    push(rep, "no-team", "    next: [team-assembled]\n  team-assembled:\n    buyer: Everyone who must agree has been found and heard\n    next: [board-decides]\n",
         "    next: [board-decides]\n", why="x")
    push(rep, "back", "    max_days: 30\n    next: [won]", "    max_days: 30\n    next: [won, {to: team-assembled, when: Somebody new turns up}]", why="x")
    leader.git("fetch", "-q")
    found = data(command, "no-team")["conflicts"]
    assert found
    assert all("“No team” and “Back”" in one["message"] for one in found)
    assert any("team-assembled" in one["message"] or "Team assembled" in one["message"] for one in found)


def test_two_proposals_that_break_a_third_document_together_collide(command: Command, rep: Clone, leader: Clone) -> None:
    """One takes a process away, the other one lets deals go on to it: no document is changed by both."""
    rep.write_at("processes/renewal.yaml", PROCESS.replace("process: new-business", "process: renewal"))
    rep.commit("renewal")
    rep.git("push", "-q", "origin", "main")
    push(rep, "go-on", "won: {outcome: won}", "won: {outcome: won, continues_in: [renewal]}", why="x")
    rep.git("switch", "-q", "main")
    rep.git("switch", "-q", "-c", "proposals/no-renewal")
    rep.git("rm", "-q", "processes/renewal.yaml")
    rep.commit("No renewal")
    rep.git("push", "-q", "origin", "HEAD")
    leader.git("fetch", "-q")
    (one,) = data(command, "go-on")["conflicts"]
    assert (one["kind"], one["path"]) == ("meaning", "stages.won.continues_in.renewal")
    assert one["message"].startswith("“Go on” and “No renewal” are fine apart and not together, in the process “New business”: ")


def test_a_proposal_that_is_merged_or_taken_back_collides_with_nothing(command: Command, rep: Clone, leader: Clone) -> None:
    """Only open ones are merged with."""
    push(rep, "six-weeks", BOARD, BOARD.replace("30", "45"), why="x")
    push(rep, "three-weeks", BOARD, BOARD.replace("30", "21"), why="x")
    rep.change("opened: 2026-11-02", "opened: 2026-11-02\nstatus: withdrawn", "processes/proposals/three-weeks.yaml")
    rep.commit()
    rep.git("push", "-q", "origin", "HEAD")
    leader.git("fetch", "-q")
    found = data(command, "six-weeks")
    assert (found["conflicts"], found["open_proposals"]) == ([], 0)


def test_what_the_base_has_become_is_looked_at_too(command: Command, rep: Clone, leader: Clone) -> None:
    """A proposal that no longer fits main collides with main."""
    push(rep, "six-weeks", BOARD, BOARD.replace("30", "45"), why="x")
    rep.git("switch", "-q", "main")
    rep.change(BOARD, BOARD.replace("30", "21"))
    rep.commit("Faster")
    rep.git("push", "-q", "origin", "main")
    leader.git("fetch", "-q")
    found = data(command, "six-weeks")
    (one,) = found["conflicts"]
    assert (one["is_base"], found["base_moved"]) == (True, 1)
    assert one["message"].startswith("“Six weeks” and what is agreed now collide at max days of “Board decides”: ")


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
    assert "It changes library.yaml: who the people are" in command("review", "coup").out


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


def test_every_format_says_the_same(command: Command, rep: Clone, leader: Clone) -> None:
    """The sentence, who must agree and the reason stand in each."""
    push(rep, "six-weeks", BOARD, BOARD.replace("30", "45"), why="Boards meet every six weeks.")
    leader.git("fetch", "-q")
    for format_ in ("text", "markdown", "html", "json"):
        out = command("review", "six-weeks", "-f", format_).out
        for said in ("The limit in “Board decides” rises from 30 to 45 days.", "mia", "Boards meet every six weeks.", "1.2.0"):
            assert said in out, (format_, said)


def test_the_page_holds_both_pictures_and_nothing_that_runs(command: Command, rep: Clone, leader: Clone) -> None:
    """It stands alone."""
    push(rep, "six-weeks", BOARD, BOARD.replace("30", "45"), why="<script>alert(1)</script> <img src=x onerror=y> ![](http://x)")
    leader.git("fetch", "-q")
    out = command("review", "six-weeks", "-f", "html").out
    assert out.count("<svg") == 2
    assert "<script" not in out
    assert "&lt;script&gt;alert(1)" in out
    assert "default-src 'none'" in out


def test_what_an_author_writes_is_no_markup_in_a_comment(command: Command, rep: Clone, leader: Clone) -> None:
    """Nobody is called, nothing is linked, no heading is made, no comment of ours is ended."""
    push(rep, "six-weeks", BOARD, BOARD.replace("30", "45"), why="@everyone <!-- x --> [a](http://evil.example) # big ```")
    leader.git("fetch", "-q")
    out = command("review", "six-weeks", "-f", "markdown", "--title", "x").out
    assert "@everyone" not in out
    assert "<!--" not in out
    assert "[a](" not in out


def test_it_works_in_a_repository_where_nothing_is_checked_out_of_the_branch(command: Command, rep: Clone, leader: Clone) -> None:
    """The leader's own files stay as they are."""
    push(rep, "six-weeks", BOARD, BOARD.replace("30", "45"), why="x")
    leader.git("fetch", "-q")
    before = leader.read()
    command("review", "six-weeks")
    assert (leader.read(), leader.status(), leader.branch()) == (before, [], "main")


def test_other_branches_can_be_looked_at_or_none(command: Command, rep: Clone, leader: Clone) -> None:
    """--against adds a branch that is no proposal's, --alone leaves all others out."""
    push(rep, "six-weeks", BOARD, BOARD.replace("30", "45"), why="x")
    rep.git("switch", "-q", "-c", "trial", "main")
    rep.change(BOARD, BOARD.replace("30", "21"))
    rep.commit("A trial")
    rep.git("push", "-q", "origin", "HEAD")
    leader.git("fetch", "-q")
    assert data(command, "six-weeks")["conflicts"] == []
    assert [one["with"] for one in data(command, "six-weeks", "--against", "origin/trial")["conflicts"]] == ["origin/trial"]
    push(rep, "three-weeks", BOARD, BOARD.replace("30", "21"), why="x")
    leader.git("fetch", "-q")
    assert data(command, "six-weeks", "--alone")["conflicts"] == []


def test_a_proposal_may_be_for_another_base(command: Command, rep: Clone, leader: Clone) -> None:
    """Whose policy counts then."""
    rep.git("switch", "-q", "-c", "next")
    rep.change("behavioural: {approvals: {manager: 1}}", "behavioural: {approvals: {leader: 1}}", "processes/library.yaml")
    rep.commit("Another policy")
    rep.git("push", "-q", "origin", "HEAD")
    rep.git("switch", "-q", "-c", "proposals/six-weeks")
    rep.change(BOARD, BOARD.replace("30", "45"))
    rep.commit("Six weeks")
    rep.git("push", "-q", "origin", "HEAD")
    leader.git("fetch", "-q")
    found = data(command, "six-weeks", "--base", "origin/next")
    assert [one["asked"] for one in found["must_agree"][0]["approvals"]] == ["leader"]
    assert found["settings_changed"] is False


def test_a_shallow_clone_says_what_it_lacks(command: Command, rep: Clone, leader: Clone, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the branch left the base isn't there, so nothing can be told."""
    push(rep, "six-weeks", BOARD, BOARD.replace("30", "45"), why="x")
    rep.git("switch", "-q", "main")
    rep.write_at("notes.md", "x\n")
    rep.commit("main goes on")
    rep.git("push", "-q", "origin", "main")
    leader.git("clone", "-q", "--depth", "1", "--no-single-branch", f"file://{leader.root.parent / 'hub.git'}", str(tmp_path / "shallow"))
    monkeypatch.chdir(tmp_path / "shallow")
    result = command("review", "six-weeks")
    assert result.code == 2
    assert "git fetch --unshallow" in result.err


def test_another_proposal_that_cannot_be_read_hinders_no_review(command: Command, rep: Clone, leader: Clone) -> None:
    """A link in somebody's branch is followed by nobody, and told."""
    push(rep, "six-weeks", BOARD, BOARD.replace("30", "45"), why="x")
    push(rep, "linked", BOARD, BOARD.replace("30", "21"))
    (rep.root / "processes/passwords.yaml").symlink_to("/etc/passwd")
    rep.commit()
    rep.git("push", "-q", "origin", "HEAD")
    rep.git("switch", "-q", "main")
    rep.git("switch", "-q", "--orphan", "proposals/alien")
    rep.write_at("x.md", "x")
    rep.commit()
    rep.git("push", "-q", "origin", "HEAD")
    leader.git("fetch", "-q")
    found = data(command, "six-weeks")
    assert found["open_proposals"] == 0
    assert [one.partition(":")[0] for one in found["skipped_proposals"]] == ["origin/proposals/alien", "origin/proposals/linked"]
    assert "origin/proposals/linked: processes/passwords.yaml is a link" in " ".join(command("review", "six-weeks").out.split())


def release(clone: Clone, version: str = "1.2.0", commit: str = "main") -> None:
    """Tag a commit as a release of the process, and push the tag."""
    clone.git("tag", "-a", "-m", f"acme/new-business {version}", f"new-business/{version}", commit)
    clone.git("push", "-q", "origin", f"new-business/{version}")


def versions(command: Command, name: str) -> tuple[str | None, str | None, str | None]:
    """Return what a review says of the process: the version that is written, the last release's, and the next one's."""
    (process,) = data(command, name)["processes"]
    return process["version"], process["released"], process["next_version"]


def test_the_version_is_the_one_that_a_release_gives(command: Command, rep: Clone, leader: Clone) -> None:
    """After the last release what the changes call for; `release` says the same once it is merged."""
    release(rep)
    push(rep, "six-weeks", BOARD, BOARD.replace("30", "45"), why="x")
    leader.git("fetch", "-q", "--tags")
    assert versions(command, "six-weeks") == ("1.2.0", "1.2.0", "1.3.0")
    assert "new-business calls for a minor version: 1.2.0 becomes 1.3.0\n" in command("review", "six-weeks").out
    leader.git("merge", "-q", "origin/proposals/six-weeks")
    assert "new-business 1.3.0" in command("release", "--dry-run").out


def test_the_first_release_is_as_it_is_written(command: Command, rep: Clone, leader: Clone) -> None:
    """Whatever the changes call for, there is nothing yet that they would raise."""
    push(rep, "six-weeks", BOARD, BOARD.replace("30", "45"), why="x")
    leader.git("fetch", "-q")
    assert versions(command, "six-weeks") == ("1.2.0", None, "1.2.0")
    leader.git("merge", "-q", "origin/proposals/six-weeks")
    assert "new-business 1.2.0, its first release" in command("release", "--dry-run").out


def test_what_is_agreed_and_not_released_counts_towards_the_version(command: Command, rep: Clone, leader: Clone) -> None:
    """A breaking change waits on main for its release, whether the branch left main before or after it; that is said."""
    release(rep)
    push(rep, "before", BOARD, BOARD.replace("30", "45"), why="x")
    rep.git("switch", "-q", "main")
    rep.change("from_anywhere: [lost, stayed-put]", "from_anywhere: [lost]")
    rep.change("    next: [team-assembled]", "    next: [team-assembled, stayed-put]")
    rep.commit("Nobody stays put")
    rep.git("push", "-q", "origin", "main")
    push(rep, "after", BOARD, BOARD.replace("30", "45"), why="x")
    leader.git("fetch", "-q", "--tags")
    for name in ("before", "after"):
        assert versions(command, name) == ("1.2.0", "1.2.0", "2.0.0")
    said = " ".join(command("review", "after").out.split())
    assert "calls for a minor version: with what is agreed and not released yet, 1.2.0 becomes 2.0.0" in said


def test_findings_are_told_in_their_own_words_at_once(command: Command, rep: Clone, leader: Clone) -> None:
    """The leader need not look for them below; what it mends is told too."""
    rep.change("    next: [team-assembled]", "    next: [team-assembled, trouble-named]")
    rep.commit("a finding")
    rep.git("push", "-q", "origin", "main")
    push(rep, "lost-way", "    next: [board-decides]", "    next: [won]", why="x")
    rep.change("[team-assembled, trouble-named]", "[team-assembled]")
    rep.commit("and mends one")
    rep.git("push", "-q", "origin", "HEAD")
    leader.git("fetch", "-q")
    found = data(command, "lost-way")
    out = " ".join(command("review", "lost-way").out.split())
    first, below = out.split("Why (as")
    assert found["findings"][0]["message"] in first
    assert found["mended"]
    for one in found["mended"]:
        assert one["message"] in below
    for format_ in ("markdown", "html"):
        assert "It mends 2 findings that origin/main has:" in command("review", "lost-way", "-f", format_).out


def test_a_withdrawn_proposal_says_so_first_and_asks_nobody(command: Command, rep: Clone, leader: Clone) -> None:
    """In every report that people read."""
    push(rep, "six-weeks", BOARD, BOARD.replace("30", "45"), why="x")
    rep.change("opened: 2026-11-02", "opened: 2026-11-02\nstatus: withdrawn", "processes/proposals/six-weeks.yaml")
    rep.commit("Taken back")
    rep.git("push", "-q", "origin", "HEAD")
    leader.git("fetch", "-q")
    out = command("review", "six-weeks").out
    assert out.splitlines()[0] == "WITHDRAWN: its author has taken it back, so nobody has to agree"
    for format_ in ("text", "markdown", "html"):
        said = command("review", "six-weeks", "-f", format_).out
        assert "its author has taken it back" in said
        assert "Must agree" not in said


def test_a_proposal_that_is_merged_is_agreed_already(command: Command, rep: Clone, leader: Clone) -> None:
    """One line says so; it is no branch without a proposal."""
    push(rep, "six-weeks", BOARD, BOARD.replace("30", "45"), why="x")
    rep.git("switch", "-q", "main")
    rep.git("merge", "-q", "--no-ff", "-m", "Agreed", "proposals/six-weeks")
    rep.git("push", "-q", "origin", "main")
    leader.git("fetch", "-q")
    result = command("review", "six-weeks")
    assert (result.code, result.err) == (
        2, "processengine: six-weeks is agreed already: origin/main holds all of it, so there is nothing left to review.\n")


def test_where_deals_go_on_is_told_in_the_stages_words(command: Command, rep: Clone, leader: Clone) -> None:
    """By their titles, where they have one."""
    push(rep, "no-team", "    next: [team-assembled]\n  team-assembled:\n    buyer: Everyone who must agree has been found and heard\n    next: [board-decides]\n  board-decides:\n",
         "    next: [board-decides]\n  board-decides:\n    title: The board agrees\n", why="x")
    rep.change("opened: 2026-11-02", "opened: 2026-11-02\nmoves: {team-assembled: board-decides}", "processes/proposals/no-team.yaml")
    rep.commit("moves")
    rep.git("push", "-q", "origin", "HEAD")
    leader.git("fetch", "-q")
    out = command("review", "no-team").out
    assert "  Deals that stand in “Team assembled” go on to “The board agrees”.\n" in out
    assert "BREAKING: touches deals that are open now (1 stage goes" in out
