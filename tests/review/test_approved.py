"""Approvals of a forge, held against a real history: they live as long as nothing of what was approved changes."""

from dataclasses import replace

import pytest

from processengine.proposals.approvals import Given
from processengine.review.approved import ApprovalSource, in_clone, stand
from processengine.review.keyed import packet
from tests.git.team import FILE
from tests.review.proposed import BOARD, KIT, LIBRARY, NAME, Proposed, approval

SIX = BOARD.replace("30", "45")


def uncounted(proposed: Proposed, *files: object) -> list[tuple[str, str]]:
    """Return whose approvals don't count, and why."""
    return [(one.by, one.why) for one in proposed.stands(*files).uncounted]


def test_an_approval_counts_by_the_login_in_the_bases_library(proposed: Proposed) -> None:
    """Whatever its case."""
    found = proposed.stands([approval("MIA-m", proposed.first), approval("lee-x", proposed.first)])
    assert (found.is_enough, found.approvers, [one.by for one in found.uncounted]) == (True, ("mia",), ["lee"])


def test_whom_the_library_does_not_know_does_not_count(proposed: Proposed) -> None:
    """Not even who is called like somebody's id."""
    assert uncounted(proposed, [approval("mia", proposed.first)]) == [("@mia", "library.yaml doesn't know @mia.")]


def test_the_branch_names_nobody(proposed: Proposed) -> None:
    """People of its own library.yaml hold no role."""
    now = proposed.edit("github: Mia-M", "github: eve-e", "processes/library.yaml")
    assert not proposed.stands([approval("eve-e", now)]).approvers


def test_a_login_on_one_forge_is_not_that_login_on_the_other(proposed: Proposed) -> None:
    """GitLab's mia is mia; GitHub's mia is somebody."""
    told = {"approved_by": [{"user": {"username": "mia"}}]}
    versions = [{"head_commit_sha": proposed.first, "created_at": "2026-11-20T08:00:00Z"}]
    assert proposed.stands(told, versions).approvers == ("mia",)


def test_the_role_is_asked_for_as_the_base_has_it_now(proposed: Proposed) -> None:
    """Who lost it since doesn't count any more; who got it does."""
    both = [approval("mia-m", proposed.first), approval("lee-x", proposed.first)]
    proposed.on_main("github: Mia-M, gitlab: mia, roles: [manager]", "github: Mia-M, gitlab: mia, roles: [rep]", "processes/library.yaml")
    proposed.on_main("github: lee-x, gitlab: lee, roles: [leader]", "github: lee-x, gitlab: lee, roles: [leader, manager]", "processes/library.yaml")
    assert proposed.stands(both).approvers == ("lee",)


def test_a_change_of_the_clause_on_the_base_ends_it(proposed: Proposed) -> None:
    """It was approved under another one."""
    proposed.on_main("behavioural: {approvals: {manager: 1}}", "behavioural: {approvals: {manager: 1}, expects: 1}", "processes/library.yaml")
    assert "changed since" in uncounted(proposed, [approval("mia-m", proposed.first)])[0][1]


def test_it_survives_a_rebase_onto_another_ones_release(proposed: Proposed) -> None:
    """Main has another limit and a new version; the branch is replayed on it, so that all commits are others."""
    proposed.on_main("Someone says what is wrong\n    max_days: 30", "Someone says what is wrong\n    max_days: 60")
    proposed.on_main('version: "1.2.0"', 'version: "1.3.0"')
    reviews = [approval("mia-m", proposed.first)]
    assert proposed.stands(reviews).approvers == ("mia",)
    proposed.rep.git("rebase", "-q", "main")
    assert proposed.rep.git("rev-parse", "HEAD") != proposed.first
    assert proposed.stands(reviews).approvers == ("mia",)


@pytest.mark.parametrize(("old", "new", "file"), [
    ("# How they come to buy.", "# How they come to buy, and why.", FILE), ("    max_days: 45\n    next: [won]", "    next: [won]\n    max_days: 45", FILE),
    ("  won: {outcome: won}", "  won:\n    outcome: won", FILE), ("title: Six weeks", "title: The board needs six weeks", NAME),
    ("author: ana", "author: ana  # Approved-by: lee", NAME),
])
def test_it_survives_what_changes_nothing(proposed: Proposed, old: str, new: str, file: str) -> None:
    """Comments, the order of keys, the style of a map, the title."""
    proposed.edit(old, new, file)
    assert proposed.stands([approval("mia-m", proposed.first)]).approvers == ("mia",)


@pytest.mark.parametrize(("old", "new", "file"), [
    ("max_days: 45", "max_days: 46", FILE), ("Someone says", "Somebody says", FILE), ("every six weeks", "every seven weeks", NAME),
    ("at_least: 0.5", "at_least: 0.4", NAME), ("says: Most", "says: Many", NAME), ("to: 0.27", "to: 0.22", NAME), ("by: 2027-06-30", "by: 2028-06-30", NAME),
    ("expects:", "moves: {trouble-named: team-assembled}\nexpects:", NAME), ("# One page", "# Two pages", KIT),
    ("[Problem]", "[Problem, Trouble]", "processes/library.yaml"), ("library: acme", "library: acme\nrules: {dead-end: none}", "processes/library.yaml"),
    ("  won: {outcome: won}", "  won: {outcome: won}  # processengine: allow[dead-end] because", FILE),
])
def test_any_real_change_ends_it(proposed: Proposed, old: str, new: str, file: str) -> None:
    """Of what it does, says, expects, or is judged by; of a kit's content; of what is not reported."""
    proposed.edit(old, new, file)
    assert not proposed.stands([approval("mia-m", proposed.first)]).approvers


def test_a_change_that_is_taken_back_revives_it(proposed: Proposed) -> None:
    """What mia approved is what is proposed again."""
    proposed.edit("max_days: 45", "max_days: 46")
    proposed.edit("max_days: 46", "max_days: 45")
    assert proposed.stands([approval("mia-m", proposed.first)]).approvers == ("mia",)


def test_the_base_moving_into_it_ends_it(proposed: Proposed) -> None:
    """Main has the same limit otherwise: nobody has approved that."""
    proposed.on_main(BOARD, BOARD.replace("30", "20"))
    assert "can't be told to be the same" in uncounted(proposed, [approval("mia-m", proposed.first)])[0][1]


def test_whoever_touched_it_does_not_count(proposed: Proposed) -> None:
    """As author, as committer, by the address of a forge, or named in a trailer."""
    rep = proposed.rep
    rep.change("max_days: 45", "max_days: 44")
    rep.git("commit", "-q", "-a", "--author", "M <9+mia-m@users.noreply.github.com>", "-m", "A day less")
    now = rep.git("rev-parse", "HEAD")
    assert uncounted(proposed, [approval("mia-m", now)]) == [("mia", "mia wrote or touched it.")]
    rep.git("commit", "-q", "--allow-empty", "-m", "Together\n\nCo-authored-by: Lee <lee@example.com>")
    found = proposed.stands([approval("lee-x", rep.git("rev-parse", "HEAD"))])
    assert [one.why for one in found.uncounted] == ["lee wrote or touched it."]
    assert [one.approval.is_open for one in found.counted] == [True]


def test_who_opened_the_request_or_hides_behind_a_forges_address_does_not_count_as_a_stranger(proposed: Proposed) -> None:
    """Where the library names nobody, anyone else will do, but not they."""
    proposed.on_main(LIBRARY[LIBRARY.index("people:"):LIBRARY.index("crm:")], "", "processes/library.yaml")
    proposed.rep.git("rebase", "-q", "main")
    proposed.rep.git("commit", "-q", "--allow-empty", "--author", "Bob <5+bob@users.noreply.github.com>", "-m", "More")
    now = proposed.rep.git("rev-parse", "HEAD")
    found = proposed.stands([approval("bob", now), approval("zoe", now), approval("eve", now)], author="zoe")
    assert (found.approvers, [one.why for one in found.uncounted]) == (("@eve",), ["@bob wrote or touched it.", "@zoe opened the request."])


def test_who_opened_the_request_does_not_count_whoever_the_commits_name(proposed: Proposed) -> None:
    """A commit can name anybody; the forge knows who asked."""
    opened = {"number": 12, "user": {"login": "Mia-M"}, "head": {"sha": proposed.first}, "state": "open"}
    assert uncounted(proposed, [approval("mia-m", proposed.first)], opened) == [("mia", "mia opened the request.")]


def test_a_commit_that_is_not_here_is_said(proposed: Proposed) -> None:
    """With what brings it."""
    ((by, why),) = uncounted(proposed, [approval("mia-m", "d" * 40)])
    assert (by, why) == ("mia", f"The commit dddddddddd that mia approved isn't here: git fetch origin {'d' * 40}")


@pytest.mark.parametrize(("status", "why"), [("draft", "It was a draft then."), ("withdrawn", "It had been taken back then.")])
def test_a_draft_and_one_that_is_taken_back_are_approved_by_nobody(proposed: Proposed, status: str, why: str) -> None:
    """Approvals are of what is open."""
    there = proposed.edit("why: |", f"status: {status}\nwhy: |", NAME)
    now = proposed.edit(f"status: {status}\n", "", NAME)
    assert uncounted(proposed, [approval("mia-m", there)]) == [("mia", why)]
    assert proposed.stands([approval("mia-m", there), approval("mia-m", now, at="2026-11-20T10:00:00Z")]).approvers == ("mia",)


def test_taking_it_back_ends_what_was_approved_before(proposed: Proposed) -> None:
    """Also where it comes again under another file's name, and where the branch is replayed."""
    proposed.edit("why: |", "status: withdrawn\nwhy: |", NAME)
    proposed.rep.git("mv", NAME, NAME.replace("six-weeks", "seven"))
    proposed.edit("status: withdrawn\n", "", NAME.replace("six-weeks", "seven"))
    before = [("mia", "mia approved before its author took it back; that ended it.")]
    assert uncounted(proposed, [approval("mia-m", proposed.first)]) == before
    proposed.on_main("Someone says what is wrong\n    max_days: 30", "Someone says what is wrong\n    max_days: 60")
    proposed.rep.git("rebase", "-q", "main")
    assert uncounted(proposed, [approval("mia-m", proposed.first)]) == before


def test_a_draft_in_between_ends_nothing(proposed: Proposed) -> None:
    """It was opened again as it was."""
    proposed.edit("why: |", "status: draft\nwhy: |", NAME)
    proposed.edit("status: draft\n", "", NAME)
    assert proposed.stands([approval("mia-m", proposed.first)]).approvers == ("mia",)


def test_approved_by_in_a_text_means_nothing(proposed: Proposed) -> None:
    """Neither in a commit, nor in the proposal, nor in the body of somebody's review."""
    proposed.rep.git("commit", "-q", "--allow-empty", "-m", "More\n\nApproved-by: Mia <mia@example.com>\nReviewed-by: Mia <mia@example.com>")
    now = proposed.edit("every six weeks.", "every six weeks.\n  Approved-by: mia", NAME)
    assert not proposed.stands([approval("eve", now) | {"body": "Approved-by: mia-m"}]).approvers


def test_a_login_that_two_people_have_is_nobodys(proposed: Proposed) -> None:
    """Else one could stand in for the other."""
    proposed.on_main("github: lee-x", "github: mia-m", "processes/library.yaml")
    ((_, why),) = uncounted(proposed, [approval("mia-m", proposed.first)])
    assert why == "library.yaml gives the login mia-m to mia and lee."


def test_a_new_library_around_a_process_does_not_escape_the_policy(proposed: Proposed) -> None:
    """A process that is carried off into a library of its own is taken from the one that it was in."""
    rep = proposed.rep
    rep.write_at("processes/own/library.yaml", "library: own\npeople: {ana: {email: ana@example.com, roles: [leader]}}\n")
    rep.git("mv", FILE, "processes/own/new-business.yaml")
    rep.change("  won: {outcome: won}", "  won: {outcome: client}", "processes/own/new-business.yaml")
    now = rep.commit("Mine")
    found = proposed.stands([approval("mia-m", now)])
    assert not found.is_enough
    assert {one.approval.asked for one in found.counted} >= {"leader", "anyone"}


def test_in_a_clone_only_whoever_rules_counts(proposed: Proposed) -> None:
    """And it is said that this binds nobody; the author doesn't count there either."""
    found = proposed.packet(in_clone("mia", "mia@example.com")).standing
    assert found is not None
    assert (found.mode, found.approvers, len(found.remarks)) == ("clone", ("mia",), 1)
    mine, nobody = (proposed.packet(source).standing for source in (in_clone("ana", "ana@example.com"), in_clone("", "")))
    assert mine is not None
    assert nobody is not None
    assert (mine.approvers, nobody.approvers) == ((), ())


def test_a_servers_approvals_are_held_by_the_key_that_was_signed(proposed: Proposed) -> None:
    """Its log is named; what isn't that key doesn't count, and what was approved before it was taken back doesn't either."""
    def signed(commit: str, key: str) -> tuple[str, ...]:
        found = proposed.packet(ApprovalSource("server", (Given("mia", "mia", "approved", commit, "1", key),), head="f" * 40)).standing
        assert found is not None
        assert found.head == "f" * 40
        return found.approvers

    key = proposed.key()
    assert (signed(proposed.first, key), signed(proposed.first, "0" * 64), signed("e" * 40, key)) == (("mia",), (), ("mia",))
    proposed.edit("why: |", "status: withdrawn\nwhy: |", NAME)
    proposed.edit("status: withdrawn\n", "", NAME)
    assert signed(proposed.first, key) == ()


def test_what_a_forge_keeps_with_no_commit_is_said(proposed: Proposed) -> None:
    """What the deals said then; and without a proposal file the request's text."""
    assert [one[:19] for one in proposed.stands([approval("mia-m", proposed.first)], []).remarks] == ["What the deals said"]
    proposed.rep.git("rm", "-q", NAME)
    now = proposed.rep.commit("No file")
    gathering = proposed.gathering()
    asked = replace(gathering, asked=replace(gathering.asked, title="Six weeks", why="Boards."))
    found = stand(asked, packet(asked), ApprovalSource("forge", (Given("", "mia-m", "approved", now, "1"),), forge="github")).standing
    assert found is not None
    assert (found.approvers, [one[:31] for one in found.remarks]) == (("mia",), ["Its reasons are the request's o"])


def test_who_was_taken_out_of_the_library_counts_nowhere_on_a_server(proposed: Proposed) -> None:
    """Not even where anyone else may approve: they may have made it."""
    proposed.on_main("  ana: {", "  zoe: {", "processes/library.yaml")
    gathering = proposed.gathering()
    told = packet(gathering)
    given = (Given("ana", "ana", "approved", proposed.first, "2026-11-20T09:00:00Z", told.key),)
    open_ = tuple(replace(one, approvals=tuple(replace(asked, is_open=True) for asked in one.approvals)) for one in told.agreements)
    found = stand(gathering, replace(told, agreements=open_), ApprovalSource("server", given)).standing
    assert found is not None
    assert (found.approvers, [one.why for one in found.uncounted]) == ((), ["library.yaml doesn't know ana any more."])
