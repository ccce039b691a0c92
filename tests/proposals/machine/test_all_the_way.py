"""The machine of proposals can go from their beginning to their end, so that its random walks may."""

from tests.proposals.machine.edits import EDITS
from tests.proposals.machine.test_machine import Life


def test_the_machine_can_go_all_the_way() -> None:
    """A proposal is opened, approved, accepted, released and judged: the machine's own events can do that."""
    life = Life()
    life.propose("ana", [EDITS[3]], "open", 30)
    life.approve(0, "mia")
    assert life.states() == {"x1": "approved"}
    life.rule_on(0, "lee", "accepted")
    assert life.states() == {"x1": "ruled"}
    life.release(0)
    assert life.states() == {"x1": "watching"}
    life.wait(31)
    life.judge(0, "held")
    assert life.states() == {"x1": "held"}
