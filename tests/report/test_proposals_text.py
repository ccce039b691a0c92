"""The list of proposals as text, for what a small repository seldom has."""

from dataclasses import replace
from datetime import date

from processengine.model.proposal import Expectation, Proposal, Ruling, Verdict
from processengine.proposals.listing import Listed, Listing, Pair, Quarter
from processengine.proposals.packet import Author
from processengine.proposals.turn import Turn
from processengine.report.proposals_text import render, waiting
from tests.proposals.machine.world import PROCESS, World

TODAY = date(2026, 11, 20)
DAY = "2026-11-19"


def listing(*proposals: Listed, pairs: tuple[Pair, ...] = (), front: tuple[Quarter, ...] = ()) -> Listing:
    """Return a list as Lee sees it."""
    return Listing("acme", "main", "lee", TODAY, proposals, pairs, front)


def opened(name: str = "x", **verdicts: str) -> Listed:
    """Return an open proposal of a real change, with verdicts by person."""
    world = World()
    branch = world.propose(name, "ana", PROCESS.replace("max_days: 30\n    next: [b]", "max_days: 45\n    next: [b]"), "open", "It helps.", None)
    for person, verdict in verdicts.items():
        world.give(branch, person, verdict)  # type: ignore[arg-type]  # a verdict
    return Listed(name, f"About {name}", world.state(branch), world.proposal(name), Author("ana", "Ana", ""), TODAY, 0, f"proposals/{name}", world.packet(branch))


def test_known_approvals_tell_who_is_missing_and_who_objects() -> None:
    """In the words of the policy."""
    found = render(listing(opened(mia="changes-requested")))
    assert "    behavioural, p, by ana, opened today\n" in found
    assert "    Open. It lacks the approval of a manager (mia, max).\n    mia asks for changes.\n" in found
    assert "    Approved: it can be ruled on.\n" in render(listing(opened(mia="approved")))


def test_a_turn_is_painted_and_told_first() -> None:
    """With its reason."""
    one = replace(opened(), turn=Turn("approve", "It wants your approval."))
    painted = render(listing(one), lambda text, colour: f"<{colour}>{text}")
    assert painted.startswith("<green>Your turn (1)\n  About x (x)\n    → <green>approve: It wants your approval.\n    <yellow>behavioural, p")


def test_more_than_ten_are_folded_but_for_your_own() -> None:
    """All are shown where all are asked for."""
    many = [replace(opened(), id=f"x{place}") for place in range(12)]
    assert "Open (12)\n" in render(listing(*many))
    assert "  and 2 more: processengine proposals --all\n" in render(listing(*many))
    assert "2 more" not in render(listing(*many), with_all=True)
    assert "2 more" not in render(listing(*(replace(one, turn=Turn("approve", "So.")) for one in many)))


def test_of_many_collisions_three_are_told() -> None:
    """The first of a pair says where."""
    found = render(listing(*(opened(name) for name in "abcde"), pairs=tuple(Pair("a", name, ("They collide.",)) for name in "bcde")))
    assert "    ! Collides with b: They collide.\n" in found
    assert "    ! and with 1 more\n" in found
    assert "    ! Collides with a.\n" in found


def test_what_can_t_be_read_says_why() -> None:
    """Nobody named it, and nobody knows since when."""
    assert "    by nobody named\n    It can't be read: No common commit.\n" in render(listing(Listed("x", "X", "open", why_not="No common commit.")))


def test_how_a_released_one_came_out() -> None:
    """Each expectation by itself, with the ruling; two may have ruled."""
    expects = {name: Expectation.model_validate({"to": 0.3, "by": DAY}) for name in ("won", "late", "sold")}
    verdicts = {"won": Verdict(verdict="held"), "late": Verdict(verdict="not-held"), "sold": Verdict(verdict="inconclusive")}
    record = Ruling(ruling="accepted", by=("lee", "mia"), version="1.2.0", verdicts=verdicts)
    found = render(listing(Listed("x", "X", "not-held", Proposal(proposal="x", expects=expects), record=record)), with_all=True)
    assert "    Accepted by lee and mia, released as 1.2.0.\n    won held.\n    late did not hold.\n    sold is inconclusive.\n" in found


def test_a_ruling_s_day_is_no_release_s_day() -> None:
    """Who ruled and when, then as what it was released; a rejected one never was."""
    record = Ruling.model_validate({"ruling": "accepted", "by": "lee", "at": DAY, "version": "1.3.0", "why": "It helps."})
    found = render(listing(Listed("x", "X", "released", record=record)), with_all=True)
    assert f"    Accepted by lee on {DAY}, released as 1.3.0: It helps.\n" in found
    found = render(listing(Listed("x", "X", "ruled", record=Ruling(ruling="rejected", by="lee", why="Not now."))), with_all=True)
    assert "    Rejected by lee: Not now.\n" in found


def test_people_are_called_by_their_ids() -> None:
    """Wherever they stand in the list; whom the library doesn't know by what git calls them."""
    for author, said in ((Author("ana", "Ana Kov\u00e1cs", "ana@example.com"), "ana"), (Author("", "Kim", ""), "Kim"), (Author("", "", "kim@example.com"), "kim@example.com")):
        assert f"    by {said}\n" in render(listing(Listed("x", "X", "open", author=author)))


def test_what_waits_for_its_release() -> None:
    """Accepted by a ruling, or merged by a forge."""
    by_ruling = Listed("x", "X", "ruled", record=Ruling(ruling="accepted"), to_release=True)
    merged = Listed("y", "Y", "ruled", to_release=True)
    found = render(listing(by_ruling, merged))
    assert "Accepted, not released yet (2)\n" in found
    assert "    Accepted.\n" in found
    assert "    Merged; `processengine release` writes its record.\n" in found


def test_the_share_says_of_how_many_nobody_knows() -> None:
    """And no share of none."""
    found = render(listing(opened(), front=(Quarter("", 0, 0, 2), Quarter("2026-Q4", 0, 0, 2))))
    assert "Of 0 released proposals 0 began at the front; of 2 more nobody knows. 2026-Q4: 0\nof 0.\n" in found


def test_how_many_wait_is_one_line() -> None:
    """Nothing for none."""
    assert [waiting(number) for number in (0, 1, 2)] == [
        "", "1 proposal waits for you: processengine proposals", "2 proposals wait for you: processengine proposals",
    ]
