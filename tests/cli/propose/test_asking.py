"""On a terminal `propose` asks for what it was not told."""

from tests.cli.propose.rep import BYPASS, answering, proposal
from tests.conftest import Command
from tests.git.team import Clone


def test_on_a_terminal_one_is_asked(command: Command, rep: Clone) -> None:
    """For the title, the reason, and where the deals go on; nothing is asked where no terminal is."""
    del command
    rep.change(*BYPASS)
    said = answering(rep, "No team\nNobody names it.\nboard-decides\n", "--id", "no-team", "--draft")
    for question in ("What do you propose, in a line? [Without “Team assembled”] ", "Why? What have you seen at buyers?", "“Team assembled” goes away."):
        assert question in said
    assert "?:" not in said
    made = proposal(rep, "no-team")
    assert (made.title, made.why, made.moves) == ("No team", "Nobody names it.\n", {"team-assembled": "board-decides"})


def test_on_a_terminal_an_empty_answer_is_one_and_a_wrong_stage_is_none(command: Command, rep: Clone) -> None:
    """The title is then what changes; the stages that there will be are named, and another one is asked for again."""
    del command
    rep.change(*BYPASS)
    said = answering(rep, "\n\nno-such-stage\nboard-decides\n", "--draft")
    assert "Stages that there will be: trouble-named, board-decides" in said
    assert "There will be no stage `no-such-stage`." in said
    made = proposal(rep, "without-team-assembled")
    assert (made.title, made.why, made.moves) == ("Without “Team assembled”", "", {"team-assembled": "board-decides"})
