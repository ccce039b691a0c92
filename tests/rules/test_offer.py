"""The next topic that a sound process is offered."""

import pytest

from processengine.model.process import Process
from processengine.rules.offer import offer
from processengine.syntax.load import load
from processengine.syntax.parse import parse

OPENED = """process: p
{}
journey: buying-decision
exit_criteria: {{c: {{fact: They have written it down}}}}
buying_team: {{champion: {{}}}}
change_work: {{w: {{settle: The old contract}}}}
stages: {{a: {{next: [won]}}, won: {{outcome: won}}, lost: {{outcome: lost}}}}
from_anywhere: [lost]
"""


@pytest.mark.parametrize(
    ("about", "is_offered"),
    [("", True), ("motion: new-business", True), ("motion: client", False), ("covers: [excellence]", False),
     ("motion: client\ncovers: [choice]", True)],
)
def test_a_closed_door_is_offered_where_the_buyer_chooses(about: str, is_offered: bool) -> None:  # noqa: FBT001 - a case
    """What the process covers says whether it does, else the motion."""
    process = load(parse(OPENED.format(about))[0]).value
    assert isinstance(process, Process)
    assert ("closed_door" in offer(process)) is is_offered
