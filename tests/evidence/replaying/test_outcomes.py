"""Outcomes of the deals' own table beside the stages in which they are last."""

from processengine.evidence.names import read_names
from processengine.evidence.replaying.outcomes import Told, disagreements
from processengine.model.process import Process

CLIENT = Process.model_validate({"process": "client", "stages": {"start": {"next": ["happy"]}, "happy": {"outcome": "realised"}}})


def _said(*told: Told, has_others: bool) -> list[str]:
    return list(disagreements(CLIENT, read_names(CLIENT, {}, {}), list(told), has_others=has_others))


def test_an_outcome_that_only_another_process_can_have_contradicts_nothing() -> None:
    """Where the source has rows of another one: that the sale was won says nothing of how the client's work ended."""
    won = Told("won", 0, handed_over=False, deals=4)
    assert _said(won, has_others=True) == []
    assert _said(won, has_others=False) == ["4 deals have another outcome in the deals' own table than their last stage; the stage counts."]
    assert _said(Told("realised", 0, handed_over=False, deals=4), has_others=True) != []
