"""Where a proposal stands: computed from what is known, as the table says."""

from datetime import date, timedelta
from itertools import product

import pytest

from processengine.model.proposal import Expectation, Proposal, Ruling, Verdict
from processengine.proposals.approvals import Counted, Standing, Uncounted
from processengine.proposals.passages import EVENTS, TABLE, Event, Passage, Place, Refusal, looked_up
from processengine.proposals.policy import Approval
from processengine.proposals.state import COMPUTED, RULED, STATES, Known, State, state_of, to_judge
from processengine.report.passages_table import table

TODAY = date(2026, 11, 20)
ASKED = Approval("manager", "manager", ("mia",))
APPROVED = Standing("key", "server", (Counted(ASKED, "mia"),))
NOBODY = Standing("key", "server", (Counted(ASKED),))
OUTDATED = Standing("key", "server", (Counted(ASKED),), (Uncounted("mia", "It has changed.", is_outdated=True),))
EXPECTS = {"won": Expectation.model_validate({"to": 0.3, "by": TODAY.isoformat()})}
ACCEPTED, RELEASED = Ruling(ruling="accepted"), Ruling(ruling="accepted", version="1.1.0")


def judged(*verdicts: str) -> Ruling:
    """Return a released record with verdicts."""
    found = {f"m{place}": Verdict.model_validate({"verdict": one}) for place, one in enumerate(verdicts)}
    return RELEASED.model_copy(update={"verdicts": found})


@pytest.mark.parametrize(("known", "state"), [
    (Known(TODAY), "open"),
    (Known(TODAY, "draft", standing=APPROVED), "draft"),
    (Known(TODAY, "withdrawn", standing=APPROVED), "withdrawn"),
    (Known(TODAY, standing=APPROVED), "approved"),
    (Known(TODAY, standing=APPROVED, is_in_the_way=True), "open"),
    (Known(TODAY, standing=NOBODY), "open"),
    (Known(TODAY, standing=OUTDATED), "stale"),
    (Known(TODAY, standing=Standing("", "server", (), OUTDATED.uncounted)), "stale"),
    (Known(TODAY, lacks=False, standing=APPROVED), "superseded"),
    (Known(TODAY, expects=EXPECTS, standing=APPROVED), "approved"),
    (Known(TODAY + timedelta(1), expects=EXPECTS, standing=APPROVED), "expired"),
    (Known(TODAY, is_on_base=True), "ruled"),
    (Known(TODAY, record=Ruling(ruling="rejected"), standing=APPROVED), "ruled"),
    (Known(TODAY, record=Ruling(ruling="rejected", version="9.9.9")), "ruled"),
    (Known(TODAY, record=ACCEPTED), "ruled"),
    (Known(TODAY, record=RELEASED), "released"),
    (Known(TODAY + timedelta(9), record=RELEASED, expects=EXPECTS), "watching"),
    (Known(TODAY, record=judged("held"), expects={"m0": EXPECTS["won"]}), "held"),
    (Known(TODAY, record=judged("held", "not-held", "inconclusive"), expects={"m0": EXPECTS["won"]}), "not-held"),
    (Known(TODAY, record=judged("held", "inconclusive"), expects={"m0": EXPECTS["won"]}), "inconclusive"),
    (Known(TODAY, record=judged("held"), expects={"m0": EXPECTS["won"], "m1": EXPECTS["won"]}), "watching"),
    (Known(TODAY, record=RELEASED.model_copy(update={"judged": TODAY}), expects=EXPECTS), "inconclusive"),
])
def test_a_state_follows_from_what_is_known(known: Known, state: State) -> None:
    """Each state is computed from the status, the record, the approvals, the base and the day."""
    assert state_of(known) == state


def test_each_state_can_be_reached() -> None:
    """From no proposal at all the table leads to every state."""
    reached: set[Place] = {"none"}
    while True:
        more = {state for row in TABLE if isinstance(row, Passage) and reached & set(row.states) for state in row.leads_to} - reached
        if not more:
            break
        reached |= more
    assert reached == {"none", *STATES}


@pytest.mark.parametrize(("place", "event"), list(product(("none", *STATES), EVENTS)))
def test_each_event_is_defined_in_each_state(place: Place, event: Event) -> None:
    """An event in a state leads somewhere or is refused with a reason; the table says so once."""
    rows = [row for row in TABLE if row.event == event and place in row.states]
    assert len(rows) == 1
    assert looked_up(place, event) is rows[0]
    assert rows[0].why if isinstance(rows[0], Refusal) else rows[0].who


def test_no_event_is_looked_up_that_the_table_lacks() -> None:
    """A state or an event that is none is an error of the caller's."""
    with pytest.raises(LookupError):
        looked_up("open", "merge")  # type: ignore[arg-type]  # what is tested


def test_groups_of_states_are_all_states() -> None:
    """What an author writes, what is computed while it is open, and what follows a ruling make up all states, and no state is in two groups."""
    assert sorted(("draft", "withdrawn", *COMPUTED, *RULED)) == sorted(STATES)


def test_no_state_is_stored() -> None:
    """A proposal's file and its record have no field for a state: the status knows only what its author writes."""
    assert "state" not in {*Proposal.model_fields, *Ruling.model_fields}


def test_what_is_to_be_judged_is_released_and_due() -> None:
    """On its day and after it an expectation is to be judged, once, and only of what is released."""
    proposal = Proposal.model_validate({"proposal": "x"}).model_copy(update={"expects": EXPECTS})
    assert to_judge(proposal, RELEASED, TODAY) == ("won",)
    assert to_judge(proposal, RELEASED, TODAY - timedelta(1)) == ()
    assert to_judge(proposal, ACCEPTED, TODAY) == ()
    assert to_judge(proposal, RELEASED.model_copy(update={"verdicts": {"won": Verdict(verdict="held")}}), TODAY) == ()


def test_the_table_in_the_documentation_has_each_row() -> None:
    """The page shows every row but that nothing can happen to what is not there."""
    rows = [row for row in TABLE if row.states != ("none",) or isinstance(row, Passage)]
    assert len(table().splitlines()) == len(rows) + 2
