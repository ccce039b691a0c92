"""The list of a library's proposals, read from real repositories."""

from datetime import date
from pathlib import Path

import pytest

from processengine.git import Repository
from processengine.listing import Looking, Options
from processengine.proposals.listing import Listed, Listing
from processengine.proposals.packet import Revision
from processengine.review.approved import ApprovalSource
from processengine.review.gather import Gathering
from tests.git.team import FILE, Clone, Team

TODAY = date(2026, 11, 20)
FIRST, BOARD = "    max_days: 30\n    next: [team-assembled]", "    max_days: 30\n    next: [won]"


def proposal(name: str, more: str = "", author: str = "ana", status: str = "open") -> str:
    """Return a proposal's file."""
    return (f"proposal: {name}\ntitle: About {name}\nprocess: new-business\nauthor: {author}\nopened: 2026-11-02\nstatus: {status}\nwhy: |\n"
            f"  Because of {name}.\n{more}")


def propose(clone: Clone, name: str, old: str, new: str, more: str = "", status: str = "open") -> None:
    """Put a proposal onto a branch of its own, and go back to main."""
    clone.git("switch", "-q", "-c", f"proposals/{name}", "main")
    clone.change(old, new)
    clone.write_at(f"processes/proposals/{name}.yaml", proposal(name, more, status=status))
    clone.commit(name)
    clone.git("switch", "-q", "main")


def agreed(clone: Clone, name: str, record: str, more: str = "", author: str = "ana") -> None:
    """Let main hold a proposal with a record."""
    clone.write_at(f"processes/proposals/{name}.yaml", proposal(name, f"{more}record: {record}\n", author))
    clone.commit(name)


def listed(clone: Clone, person: str = "", *, with_closed: bool = False, source: ApprovalSource | None = None) -> Listing:
    """Return the list as somebody sees it."""

    def approving(gathering: Gathering) -> ApprovalSource | None:
        del gathering
        return source

    repository = Repository.around(clone.root)
    options = Options(TODAY, person, with_closed, approving)
    return Looking(repository, Revision("main", repository.commit("main")), "processes", options).listing()


def by_id(listing: Listing) -> dict[str, Listed]:
    """Return the proposals by id."""
    return {one.id: one for one in listing.proposals}


@pytest.fixture
def ana(tmp_path: Path) -> Clone:
    """Return Ana's clone."""
    return Team(tmp_path).clone("Ana")


def test_open_branches_here_and_at_remotes_are_listed(ana: Clone) -> None:
    """One that was pushed and deleted here is there all the same; one that is both here and there stands once, as the one that is ahead."""
    propose(ana, "six-weeks", BOARD, BOARD.replace("30", "45"))
    propose(ana, "at-once", FIRST, FIRST.replace("30", "5"))
    ana.git("push", "-q", "origin", "proposals/six-weeks", "proposals/at-once")
    ana.git("branch", "-q", "-D", "proposals/at-once")
    ana.git("switch", "-q", "proposals/six-weeks")
    ana.commit("More")
    found = by_id(listed(ana))
    assert {name: one.branch for name, one in found.items()} == {"at-once": "origin/proposals/at-once", "six-weeks": "proposals/six-weeks"}
    one = found["six-weeks"]
    assert (one.title, one.process, one.state, one.days) == ("About six-weeks", "new-business", "open", 18)
    assert one.author is not None
    assert one.author.id == "ana"
    assert [each.people for each in one.missing] == [("mia",)]
    assert not one.are_approvals_known


def test_colliding_proposals_are_told_once(ana: Clone) -> None:
    """Of three that change one limit there are three pairs, each once; another limit collides with none."""
    for name, days in (("a", "40"), ("b", "50"), ("c", "60")):
        propose(ana, name, BOARD, BOARD.replace("30", days))
    propose(ana, "d", FIRST, FIRST.replace("30", "5"))
    assert sorted((one.one, one.other) for one in listed(ana).pairs) == [("a", "b"), ("a", "c"), ("b", "c")]


def test_drafts_and_withdrawn_ones_collide_with_nobody(ana: Clone) -> None:
    """Their authors have not proposed them, or not any more; only the list of all has what was withdrawn."""
    propose(ana, "a", BOARD, BOARD.replace("30", "40"))
    propose(ana, "b", BOARD, BOARD.replace("30", "50"), status="draft")
    propose(ana, "c", BOARD, BOARD.replace("30", "60"), status="withdrawn")
    found = listed(ana, "ana")
    assert found.pairs == ()
    assert {one.id: (one.state, one.is_shown) for one in found.proposals} == {"a": ("open", True), "b": ("draft", True), "c": ("withdrawn", False)}
    assert {one.id: one.turn.deed for one in found.yours if one.turn} == {"b": "finish"}


def test_records_decide_over_their_branches(ana: Clone) -> None:
    """A rejected one's branch is no open proposal; what is released and expects something is watched until its day, and then to be judged."""
    propose(ana, "no", BOARD, BOARD.replace("30", "45"))
    agreed(ana, "no", "{ruling: rejected, by: lee, at: 2026-11-10, why: They meet monthly.}")
    agreed(ana, "yes", '{ruling: accepted, by: lee, at: 2026-11-10, version: "1.3.0"}', "expects:\n  won: {to: 0.3, by: 2026-11-20}\n")
    agreed(ana, "wait", '{ruling: accepted, by: lee, at: 2026-11-10, version: "1.3.0"}', "expects:\n  won: {to: 0.3, by: 2027-06-30}\n")
    found = listed(ana, "ana")
    assert {one.id: (one.state, one.is_shown) for one in found.proposals} == {"no": ("ruled", False), "yes": ("watching", True), "wait": ("watching", True)}
    assert {one.id: one.turn.deed for one in found.yours if one.turn} == {"yes": "judge"}
    assert by_id(found)["no"].is_rejected


def test_closed_tips_stay_readable(ana: Clone) -> None:
    """Where the branch is gone, the ref that keeps its tip has title and reasons; it waits for nobody."""
    propose(ana, "gone", BOARD, BOARD.replace("30", "45"), status="withdrawn")
    ana.git("update-ref", "refs/proposals/closed/gone", "proposals/gone")
    ana.git("branch", "-q", "-D", "proposals/gone")
    assert listed(ana, "ana").proposals == ()
    (one,) = listed(ana, "ana", with_closed=True).proposals
    assert (one.id, one.state, one.title, one.turn) == ("gone", "withdrawn", "About gone", None)
    assert one.proposal is not None
    assert one.proposal.why == "Because of gone.\n"


def test_what_the_base_has_by_another_way_is_superseded(ana: Clone) -> None:
    """Its author is asked to take it back, and nobody else is asked anything."""
    propose(ana, "six-weeks", BOARD, BOARD.replace("30", "45"))
    ana.change(BOARD, BOARD.replace("30", "45 # six weeks"))
    ana.commit("The same by hand")
    (one,) = listed(ana, "ana").proposals
    assert (one.state, one.turn and one.turn.deed) == ("superseded", "withdraw")
    assert listed(ana, "lee").yours == ()


def test_a_conflict_with_the_base_is_its_author_s_to_mend(ana: Clone) -> None:
    """While that is so nobody else is asked to approve."""
    propose(ana, "six-weeks", BOARD, BOARD.replace("30", "45"))
    ana.change(BOARD, BOARD.replace("30", "60"))
    ana.commit("Otherwise by hand")
    (one,) = listed(ana, "ana").proposals
    assert (one.state, one.turn and one.turn.deed) == ("open", "mend")
    assert listed(ana, "mia").yours == ()


def test_in_a_clone_whoever_is_enough_alone_may_rule(ana: Clone) -> None:
    """A behavioural change wants one manager: Mia may rule and is enough. Lee is not, and is asked nothing; approvals are said to be unknown."""
    propose(ana, "six-weeks", BOARD, BOARD.replace("30", "45"))
    assert [one.turn and one.turn.deed for one in listed(ana, "mia").yours] == ["rule"]
    assert listed(ana, "lee").yours == ()
    assert "Who has approved is not known in a clone" in listed(ana, "lee").remarks[0]


def test_an_opened_branch_without_a_day_is_as_old_as_its_first_commit(ana: Clone) -> None:
    """A branch without a proposal file is a proposal too."""
    ana.git("switch", "-q", "-c", "proposals/bare")
    ana.change(BOARD, BOARD.replace("30", "45"))
    ana.commit("Six weeks")
    (one,) = listed(ana).proposals
    assert (one.id, one.title, one.opened, one.days) == ("bare", "Six weeks", date(2026, 11, 1), 19)


def test_another_library_s_proposals_are_not_listed(ana: Clone) -> None:
    """A repository may hold several libraries; each has its own list."""
    ana.git("switch", "-q", "-c", "proposals/theirs")
    ana.write_at("other/library.yaml", "library: other\n")
    ana.write_at("other/p.yaml", ana.read(FILE))
    ana.commit("Another library")
    assert listed(ana).proposals == ()


def test_the_share_that_began_at_the_front_counts_reps(ana: Clone) -> None:
    """By record, over all and by quarter; whose author isn't known is counted apart, and what isn't released not at all."""
    for name, author, day, version in (
        ("a", "ana", "2026-08-01", "1.3.0"), ("b", "mia", "2026-08-02", "1.4.0"), ("c", "ben", "2026-11-02", "1.5.0"),
        ("d", "zoe", "2026-11-03", "1.6.0"), ("e", "ana", "2026-11-04", ""),
    ):
        agreed(ana, name, f'{{ruling: accepted, by: lee, at: {day}, version: "{version}"}}' if version else f"{{ruling: accepted, by: lee, at: {day}}}", author=author)
    assert [tuple(one) for one in listed(ana).front] == [("", 2, 3, 1), ("2026-Q3", 1, 2, 0), ("2026-Q4", 1, 1, 1)]


def test_what_was_accepted_waits_for_its_release(ana: Clone) -> None:
    """As long as its process has something to release; in a team without ops it waits for those who rule."""
    agreed(ana, "done", "{ruling: accepted, by: lee, at: 2026-11-10}")
    (one,) = listed(ana, "mia").yours
    assert (one.state, one.turn and one.turn.deed) == ("ruled", "release")
    assert listed(ana, "ben").yours == ()
    ana.tag("new-business/1.2.0", "acme: new-business 1.2.0", "2026-11-11T09:00:00Z")
    (released,) = listed(ana, "mia").proposals
    assert (released.state, released.turn, released.is_shown) == ("ruled", None, False)


def test_a_branch_without_a_common_commit_is_listed_as_unreadable(ana: Clone) -> None:
    """The others are listed all the same, and it collides with none."""
    propose(ana, "six-weeks", BOARD, BOARD.replace("30", "45"))
    ana.git("switch", "-q", "--orphan", "proposals/alone")
    ana.commit("Alone")
    ana.git("switch", "-q", "main")
    found = by_id(listed(ana))
    assert (found["alone"].state, found["alone"].title, "no commit in common" in found["alone"].why_not) == ("open", "Alone", True)
    assert found["six-weeks"].why_not == ""


def test_a_closed_ref_to_no_commit_is_no_proposal(ana: Clone) -> None:
    """Somebody made it by hand."""
    ana.git("update-ref", "refs/proposals/closed/odd", "HEAD^{tree}")
    assert listed(ana, with_closed=True).proposals == ()


def test_other_files_are_part_of_what_the_base_may_lack(ana: Clone) -> None:
    """A kit's text that the base has by now makes a proposal superseded; one that it has otherwise does not."""
    for name, text in (("kit-a", "Show this.\n"), ("kit-b", "Show that.\n")):
        ana.git("switch", "-q", "-c", f"proposals/{name}", "main")
        ana.write_at("processes/kits/paper.md", text)
        ana.write_at(f"processes/proposals/{name}.yaml", proposal(name))
        ana.commit(name)
        ana.git("switch", "-q", "main")
    ana.git("switch", "-q", "-c", "proposals/words", "main")
    ana.write_at("processes/proposals/words.yaml", proposal("words"))
    ana.commit("words")
    ana.git("switch", "-q", "main")
    ana.write_at("processes/kits/paper.md", "Show this.\n")
    ana.commit("The kit")
    assert {one.id: one.state for one in listed(ana).proposals} == {"kit-a": "superseded", "kit-b": "open", "words": "open"}


def test_at_the_top_of_the_repository_what_waits_to_be_released_is_listed(ana: Clone) -> None:
    """The libraries below are read each; the process of an accepted proposal was never released."""
    agreed(ana, "six-weeks", "{ruling: accepted, by: lee, at: 2026-11-10}")
    repository = Repository.around(ana.root)
    (one,) = Looking(repository, Revision("main", repository.commit("main")), "", Options(TODAY, "lee")).listing().proposals
    assert (one.state, one.to_release, one.turn and one.turn.deed) == ("ruled", True, "release")


def test_why_it_was_withdrawn_is_listed(ana: Clone) -> None:
    """As its author wrote it beside the reasons."""
    propose(ana, "gone", BOARD, BOARD.replace("30", "45"), "x-withdrawn: They meet monthly.\n", status="withdrawn")
    (one,) = listed(ana, with_closed=True).proposals
    assert one.why_withdrawn == "They meet monthly."


def test_where_nobody_is_named_git_s_names_are_listed(ana: Clone) -> None:
    """Of who made it, by its branch's last commit, and of who put it onto main; and the library is told to name its people."""
    ana.write_at("processes/library.yaml", "library: acme\n")
    ana.commit("Nobody")
    propose(ana, "no", BOARD, BOARD.replace("30", "45"))
    ana.git("update-ref", "refs/proposals/closed/no", "proposals/no")
    ana.write_at("processes/proposals/no.yaml", "proposal: no\nrecord: {ruling: rejected, at: 2026-11-10, why: No.}\n")
    ana.write_at("processes/proposals/merged.yaml", "proposal: merged\nrecord: {ruling: accepted, at: 2026-11-10}\n")
    ana.git("add", ".")
    ana.git("commit", "-q", "--author", "Lee <lee@example.com>", "-m", "Ruled")
    found = listed(ana)
    assert {one.id: (one.author and one.author.name, one.ruler) for one in found.proposals} == {"no": ("Ana", "Lee"), "merged": ("Lee", "Lee")}
    assert found.remarks[0].startswith("Name your people in library.yaml")
