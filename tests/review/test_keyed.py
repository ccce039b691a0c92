"""The key of what is reviewed, in a real history: of the proposal on the base as it stands."""

from dataclasses import replace

import pytest

from processengine.errors import CannotRun
from processengine.evidence.claims.claimed import Claimed, Verdict
from processengine.proposals.facts import Facts
from processengine.review.keyed import key_at, packet
from tests.review.proposed import BOARD, KIT, NAME, Proposed


def claimed(verdict: Verdict) -> Facts:
    """Return what the deals say of the claim."""
    return Facts([Claimed("undecided", "Most end undecided", "a share", verdict, "Counted.")])


def test_the_packet_holds_it(proposed: Proposed) -> None:
    """And it is that of the head's own commit."""
    gathering = proposed.gathering()
    assert packet(gathering).key == proposed.key() == key_at(gathering, proposed.first)


def test_it_stays_where_main_moves_on_beside_it(proposed: Proposed) -> None:
    """Also where main gives the library a person, and the proposal gives it another one."""
    proposed.edit("  lee: {", "  zoe: {email: zoe@example.com}\n  lee: {", "processes/library.yaml")
    before = proposed.key()
    proposed.on_main("policy:", "  max: {email: max@example.com}\npolicy:", "processes/library.yaml")
    assert proposed.key() == before


def test_it_is_another_one_where_main_moves_into_it(proposed: Proposed) -> None:
    """The limit that it raises is another one by then, and the merge is still clean: both raise it to the same."""
    proposed.edit("Someone says what is wrong\n    max_days: 30", "Someone says what is wrong\n    max_days: 40")
    before = proposed.key()
    proposed.on_main("Someone says what is wrong\n    max_days: 30", "Someone says what is wrong\n    max_days: 40")
    assert proposed.key() not in ("", before)


def test_there_is_none_where_it_cannot_be_merged_or_read(proposed: Proposed) -> None:
    """Nobody can approve what nobody knows."""
    proposed.on_main(BOARD, BOARD.replace("30", "20"))
    assert proposed.key() == ""
    proposed.rep.write_at("processes/new-business.yaml", "process: new-business\nstages: [\n")
    proposed.rep.commit("Broken")
    assert proposed.key() == ""


def test_a_claims_result_is_part_of_it(proposed: Proposed) -> None:
    """Who approved a claim that the deals bear out has approved no other one."""
    verdicts: tuple[Verdict, ...] = ("supports", "contradicts", "inconclusive")
    assert len({proposed.key(), *(proposed.key(claimed(verdict)) for verdict in verdicts)}) == 4


def test_a_kits_content_is_part_of_it(proposed: Proposed) -> None:
    """By its object in git, whatever it is called."""
    before = proposed.key()
    proposed.edit("# One page", "# Two pages", KIT)
    assert proposed.key() != before


def test_a_commit_of_no_open_proposal_has_none(proposed: Proposed) -> None:
    """It says why."""
    there = proposed.edit("why: |", "status: withdrawn\nwhy: |", NAME)
    gathering = proposed.gathering()
    with pytest.raises(CannotRun, match="taken back"):
        key_at(gathering, there)


def test_without_a_proposal_file_the_request_is_approved(proposed: Proposed) -> None:
    """Its text is the why."""
    proposed.rep.git("rm", "-q", NAME)
    proposed.rep.commit("No file")
    gathering = proposed.gathering()
    keys = [packet(replace(gathering, asked=replace(gathering.asked, title="T", why=why))).key for why in ("One", "One", "Two")]
    assert (keys[0] == keys[1], keys[0] == keys[2]) == (True, False)
