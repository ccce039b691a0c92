"""`review` says how a proposal gets on with the other open ones."""

from tests.cli.review.team import BOARD, data, push
from tests.conftest import Command
from tests.git.team import PROCESS, Clone


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
