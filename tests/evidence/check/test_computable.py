"""Whether a measure or a claim can be computed, and what to record first where it can't."""

from typing import Any

import pytest

from processengine.evidence.check.computable import Computable, computable
from processengine.evidence.check.told import Told
from processengine.model.measure import Measure
from processengine.model.proposal import Claim
from processengine.replay import Join
from tests.evidence.check.sources import ALL, kind, source

WIN_RATE: dict[str, Any] = {"share": {"outcome": "won"}, "among": {"reached": "board-decides"}}


def of(measure: dict[str, Any], told: Told) -> Computable:
    """Return whether a measure can be computed."""
    return computable("m", Measure.model_validate(measure), told)


def records(measure: dict[str, Any], told: Told) -> list[tuple[str, str]]:
    """Return what to record, by its first words, and of what."""
    found = of(measure, told)
    assert found.can == "no"
    return [(" ".join(lack.record.split()[:2]), lack.what) for lack in found.lacks]


def test_a_measure_whose_events_all_stand_there_can_be() -> None:
    """Nothing is missing."""
    assert of(WIN_RATE, source(ALL)) == Computable("m", "yes")


def test_without_history_no_measure_of_stages_can_be() -> None:
    """And what to keep is said once."""
    assert [what for what, _ in records(WIN_RATE, source({}))] == ["Keep a"]


def test_a_cohort_that_no_row_enters_can_t_be() -> None:
    """There would be no deal in it."""
    assert records(WIN_RATE, source({"Trouble named": 4, "Won": 2})) == [("Move deals", "`board-decides`")]


def test_an_event_that_is_in_no_row_is_doubtful() -> None:
    """Nobody knows whether it never happened or was never recorded."""
    assert of(WIN_RATE, source({"Trouble named": 4, "Board decides": 2})).can == "doubtful"
    duration = {"duration": {"from": {"reached": "trouble-named"}, "to": {"reached": "board-decides"}}, "quantile": 0.5}
    assert of(duration, source({"Trouble named": 4})).can == "doubtful"


def test_an_outcome_that_the_process_lacks_is_said() -> None:
    """No source can make up for it."""
    found = of({"share": {"outcome": "no-decision"}, "among": {"reached": "board-decides"}}, source(ALL))
    assert (found.can, found.lacks[0].why) == ("no", "the process has no outcome of kind no-decision")


def test_the_stages_of_another_process_have_to_be_there() -> None:
    """In rows that say they are its, or in names that only it has."""
    measure = {"share": {"reached": "client/elated"}, "among": {"outcome": "won"}, "within": "365 days"}
    assert records(measure, source(ALL)) == [("Keep the", "`client/elated`")]
    assert of(measure, source({**ALL, "Start": 3})).can == "doubtful"
    assert of(measure, source({**ALL, "Elated": 3})).can == "yes"


RATIO: dict[str, Any] = {"ratio": {"of": {"activity": "dial"}, "per": {"activity": "conversation", "with_decision_maker": True, "account": "new"}}}


def test_a_ratio_asks_for_its_activities_and_for_what_they_must_say() -> None:
    """Each kind, the tick for a decision maker, the mark of the account."""
    assert records(RATIO, source(ALL)) == [
        ("Have reps", "dial"), ("Have reps", "conversation"), ("Tick with", "conversation"), ("Mark accounts", "conversation"),
    ]
    logged = (kind("dial"), kind("conversation"))
    assert [of_what for of_what, _ in records(RATIO, source(ALL, activities=logged))] == ["Tick with", "Mark accounts"]
    filled = {"activities": frozenset({"with_decision_maker", "account_is_new"})}
    assert of(RATIO, source(ALL, activities=logged, filled=filled)).can == "yes"


def test_an_account_may_be_told_by_the_deal() -> None:
    """Where the activity says which deal it was for."""
    logged = (kind("dial"), kind("conversation"))
    filled = {"activities": frozenset({"with_decision_maker", "deal_id"}), "deals": frozenset({"account_is_new"})}
    assert of(RATIO, source(ALL, activities=logged, filled=filled)).can == "yes"
    without = {**filled, "activities": frozenset({"with_decision_maker"})}
    assert of(RATIO, source(ALL, activities=logged, filled=without)).can == "no"


def test_an_activity_that_a_deal_is_asked_for_has_to_name_it() -> None:
    """In a share, not in a ratio."""
    share = {"share": {"activity": "meeting"}, "among": {"reached": "board-decides"}}
    assert records(share, source(ALL, activities=(kind("meeting", deals=0),))) == [("Note the", "meeting held")]
    ratio = {"ratio": {"of": {"activity": "meeting"}, "per": {"outcome": "won"}}}
    assert of(ratio, source(ALL, activities=(kind("meeting", deals=0),))).can == "yes"


@pytest.mark.parametrize(("event", "fact", "what"), [
    ({"criterion": "trouble-named/cost"}, kind("criterion", id_="trouble-named/cost"), "criterion `trouble-named/cost` (the CRM keeps it in Cost__c)"),
    ({"play": "trouble-named/ask"}, kind("play", id_="trouble-named/ask"), "play `trouble-named/ask`"),
    ({"kit": "paper"}, kind("kit", id_="board-decides/paper"), "kit `paper` (the CRM keeps it in Paper_Sent__c)"),
])
def test_a_fact_has_to_be_written_down(event: dict[str, str], fact: Any, what: str) -> None:
    """With the field of the CRM that has it, where the process names one."""
    measure = {"share": {"outcome": "won"}, "among": event}
    assert records(measure, source(ALL)) == [("Write down", what)]
    assert of(measure, source(ALL, facts=(fact,))).can == "yes"


def test_what_a_measure_is_told_for_has_to_be_a_column() -> None:
    """The rep is the deal's owner; of a ratio of activities each has its rep."""
    by_rep = {**WIN_RATE, "by": "rep"}
    assert records(by_rep, source(ALL)) == [("Keep these", "`owner`")]
    assert of(by_rep, source(ALL, filled={"deals": frozenset({"owner"})})).can == "yes"
    assert records({**WIN_RATE, "by": "segment"}, source(ALL)) == [("Keep these", "`segment`")]
    assert of({**WIN_RATE, "by": "segment"}, source(ALL, others=frozenset({"segment"}))).can == "yes"
    ratio = {"ratio": {"of": {"activity": "dial"}, "per": {"activity": "dial"}}, "by": "rep"}
    assert of(ratio, source(ALL, activities=(kind("dial"),))).can == "yes"


def test_without_history_neither_stages_nor_outcomes_are_counted() -> None:
    """Nor those that a ratio is of."""
    for event in ({"reached": "won"}, {"outcome": "won"}):
        assert [what for what, _ in records({"count": event}, source({}))] == ["Keep a"]


def test_a_criterion_of_a_stage_that_is_gone_has_no_field() -> None:
    """It is asked for all the same."""
    assert records({"count": {"criterion": "former/cost"}}, source(ALL)) == [("Write down", "criterion `former/cost`")]


def test_a_count_needs_no_deal() -> None:
    """Only what is counted."""
    assert of({"count": {"activity": "dial"}}, source({}, activities=(kind("dial", deals=0),))).can == "yes"


def test_a_claim_needs_what_it_compares_and_where() -> None:
    """By a measure's name, or written out."""
    claim = Claim.model_validate({"compare": "win-rate", "where": {"criterion": "trouble-named/cost"}, "versus": "rest", "direction": "higher"})
    measures = {"win-rate": Measure.model_validate(WIN_RATE)}
    assert [lack.what for lack in computable("c", claim, source({"Trouble named": 4}), measures).lacks] == [
        "`board-decides`", "`won`", "criterion `trouble-named/cost` (the CRM keeps it in Cost__c)",
    ]
    fact = (kind("criterion", id_="trouble-named/cost"),)
    assert computable("c", claim, source(ALL, facts=fact), measures).can == "yes"
    assert computable("c", claim, source(ALL, facts=fact)).lacks[0].why == "the process has no measure `win-rate`"


def test_what_hardly_joins_can_t_be() -> None:
    """Where it has to belong to deals; activities that are only counted need none."""
    share = {"share": {"activity": "meeting"}, "among": {"reached": "board-decides"}}
    told = source(ALL, activities=(kind("meeting", deals=2),), by_kind={("activities", "meeting"): Join("activities", 4579, 8)})
    found = of(share, told)
    assert (found.can, found.lacks[0].why) == ("no", "only 8 of 4,579 rows of `activities` are of a deal that the history has")
    assert of({"count": {"activity": "meeting"}}, told) == of(WIN_RATE, told) == Computable("m", "yes")


def test_facts_that_hardly_join_can_t_be_counted_either() -> None:
    """Nothing is concluded from them; where most do, it is said how many."""
    fact = (kind("play", id_="trouble-named/ask"),)
    claim = Claim.model_validate({"says": "x", "compare": WIN_RATE, "where": {"play": "trouble-named/ask"}})
    for joined, can in ((40, "no"), (80, "yes")):
        told = source(ALL, facts=fact, by_kind={("facts", "play"): Join("facts", 100, joined)})
        found = [of({"count": {"play": "trouble-named/ask"}}, told), computable("c", claim, told)]
        assert [one.can for one in found] == [can, can]
    assert [one.remark for one in found] == ["80 of 100 rows of `facts` are of a deal that the history has"] * 2
