"""The deals in flight under a change, against what plain Python finds in small random histories; and what is said where it can't be told."""

import csv
import os
import random
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from processengine.deals.asked import Asked, opened_for
from processengine.deals.in_flight import Flight, in_flight, together
from processengine.model.process import Process
from processengine.proposals.deal_in_flight import DealInFlight
from processengine.proposals.facts import InFlight

SEEDS = 40 if os.environ.get("CI") == "true" else 8
DEALS = 60
NOW = {"fact": "They agree", "applies": "now"}
BEFORE: dict[str, Any] = {
    "process": "p", "from_anywhere": ["lost", "waiting", "resting"],
    "stages": {
        "heard": {"next": ["demo"]}, "demo": {"next": ["board"]}, "board": {"next": ["won"]}, "waiting": {"parked": True}, "resting": {"parked": True, "next": ["heard"]},
        "won": {"outcome": "won"}, "lost": {"outcome": "lost"},
    },
}
AFTER: dict[str, Any] = {
    "process": "p", "from_anywhere": ["lost", "waiting", "resting"], "exit_criteria": {"dated": NOW},
    "stages": {
        "heard": {"next": ["council"]}, "council": {"was": ["board"], "exit_criteria": {"case": NOW, "never": NOW}, "next": ["won"]},
        "waiting": {"parked": True}, "resting": {"parked": True, "next": ["heard"]}, "won": {"outcome": "won"}, "lost": {"outcome": "lost"},
    },
}
STAGES = ("heard", "demo", "board", "waiting", "resting", "Odd name")
Facts = set[tuple[str, str]]


def written(folder: Path, chance: random.Random) -> tuple[dict[str, list[str]], Facts, dict[str, str]]:
    """Write a random source, and return each deal's visits, its facts and its owner."""
    ways, facts = {}, set()
    for number in range(DEALS):
        way = [chance.choice(STAGES) for _ in range(chance.randint(1, 5))]
        way = [way[0], *(here for before, here in pairwise(way) if here != before)]
        ways[f"d{number:02}"] = way + ([chance.choice(("won", "lost"))] if chance.random() < 0.3 else [])
    with (folder / "stage_history.csv").open("w", newline="") as file:
        rows = [(deal, stage, f"2026-01-{place + 1:02}") for deal, way in ways.items() for place, stage in enumerate(way)]
        csv.writer(file).writerows([("deal_id", "stage", "entered_at"), *rows])
    for deal in ways:
        facts |= {(deal, fact) for fact in ("board/case", "council/case", "dated", "heard/dated") if chance.random() < 0.3}
    with (folder / "facts.csv").open("w", newline="") as file:
        csv.writer(file).writerows([("deal_id", "kind", "id", "at"), *((deal, "criterion", fact, "2026-01-02") for deal, fact in sorted(facts))])
    owners = {deal: chance.choice(("ana", "ben")) for deal in ways if chance.random() < 0.5}
    with (folder / "deals.csv").open("w", newline="") as file:
        csv.writer(file).writerows([("deal_id", "opened_at", "owner"), *((deal, "2026-01-01", owner) for deal, owner in owners.items())])
    return ways, facts, owners


def expected(way: list[str], *, is_planned: bool) -> tuple[str, str] | None:
    """The fate of a deal, and where it is afterwards; None for one that has ended."""
    last = way[-1]
    if last in ("won", "lost"):
        return None
    if last == "Odd name" or (last == "demo" and not is_planned):
        return "needs-a-person", ""
    if last == "demo":
        return "moves", "council"
    if last == "waiting":
        left = next((stage for stage in reversed(way) if stage not in ("waiting", "resting")), None)
        if left == "Odd name" or (left == "demo" and not is_planned):
            return "needs-a-person", ""
    return "stays", {"board": "council"}.get(last, last)


def lacks(deal: str, to: str, facts: Facts) -> tuple[str, ...]:
    """What a deal lacks of what holds at once."""
    own = {"heard": ("heard/dated",), "council": ("council/dated", "council/case")}
    known = {"heard/dated": ("heard/dated", "dated"), "council/dated": ("dated", "council/dated", "board/dated"), "council/case": ("council/case", "board/case")}
    return tuple(name for name in own.get(to, ()) if not any((deal, one) in facts for one in known[name]))


@pytest.mark.parametrize("seed", range(SEEDS))
def test_fates_are_those_of_plain_python(tmp_path: Path, seed: int) -> None:
    """Each deal's, and so the sums; a criterion of which nobody has a fact is said and not counted."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    ways, facts, owners = written(tmp_path, chance)
    is_planned = seed % 2 == 0
    with opened_for(Asked(str(tmp_path)), None) as deals:
        flight = Flight(deals, Process.model_validate(BEFORE), Process.model_validate(AFTER), {"demo": "council"} if is_planned else {})
        told, each = flight.told(), flight.each(list)
    fates = {deal: fate for deal, way in ways.items() if (fate := expected(way, is_planned=is_planned))}
    assert {one.deal: (one.fate, one.to) for one in each} == fates
    assert {one.deal: set(one.lacks) for one in each} == {deal: set(lacks(deal, to, facts)) for deal, (_, to) in fates.items()}
    assert {one.deal: one.owner for one in each if one.owner} == {deal: owner for deal, owner in owners.items() if deal in fates}
    assert {one.deal: (one.stage, one.entered and one.entered.day) for one in each} == {deal: (ways[deal][-1], len(ways[deal])) for deal in fates}
    assert told.untracked == ("council/never",)
    assert_sums(told, each)


def assert_sums(told: InFlight, each: list[DealInFlight]) -> None:
    """Each number is how many deals there are of that kind."""
    known = [one for one in each if not one.is_unknown]
    assert Counter({(one.stage, one.fate, one.to, one.why): one.deals for one in told.stages}) == Counter((one.stage, one.fate, one.to, one.why) for one in known)
    assert told.unknown_stages == dict(Counter(one.stage for one in each if one.is_unknown))
    assert (told.deals, told.unknown) == (len(each), len(each) - len(known))
    assert told.need_a_person == sum(one.fate == "needs-a-person" for one in each)
    for one in told.stages:
        of_stage = [deal for deal in known if (deal.stage, deal.fate, deal.why) == (one.stage, one.fate, one.why)]
        assert one.lacks == Counter(criterion for deal in of_stage for criterion in deal.lacks)


def source(folder: Path, **tables: str) -> str:
    """Write a source's tables."""
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text)
    return str(folder)


HISTORY = "deal_id,stage,entered_at\n1,heard,2026-01-01\n2,heard,2026-01-03\n2,board,2026-01-04T12:00\n"


def test_without_facts_nobody_knows_who_lacks_what(tmp_path: Path) -> None:
    """All that holds at once is said to be untold, and nobody is said to lack it."""
    with opened_for(Asked(source(tmp_path, stage_history=HISTORY)), None) as deals:
        told = in_flight(deals, Process.model_validate(BEFORE), Process.model_validate(AFTER), {})
    assert told.untracked == ("heard/dated", "council/dated", "council/case", "council/never")
    assert [one.lacks for one in told.stages] == [{}, {}]


def test_without_a_history_nobody_knows_where_deals_stand(tmp_path: Path) -> None:
    """It is said, and no number given."""
    with opened_for(Asked(source(tmp_path, activities="rep,kind,at\nana,dial,2026-01-01\n")), None) as deals:
        told = in_flight(deals, Process.model_validate(BEFORE), None, {})
    assert (told.deals, told.why_not) == (0, "The source has no stage history, so nobody knows where deals stand.")


def test_the_stage_counts_where_the_table_of_deals_says_that_one_has_ended(tmp_path: Path) -> None:
    """How many these are is said."""
    closed = "deal_id,opened_at,outcome\n1,2026-01-01,won\n2,2026-01-01,\n"
    with opened_for(Asked(source(tmp_path, stage_history=HISTORY, deals=closed)), None) as deals:
        told = in_flight(deals, Process.model_validate(BEFORE), Process.model_validate(BEFORE), {})
    assert told.total("stays") == 2
    assert [note for note in told.notes if "how they ended" in note] == [
        "Of 1 of the deals in flight the table of deals says how they ended: they stand in a stage, and the stage counts.",
    ]


def test_of_a_deal_that_has_ended_that_is_told(tmp_path: Path) -> None:
    """So that nobody moves it; a deal without an outcome is in flight."""
    closed = "deal_id,opened_at,outcome\n1,2026-01-01,won\n2,2026-01-01,\n"
    with opened_for(Asked(source(tmp_path, stage_history=HISTORY, deals=closed)), None) as deals:
        each = Flight(deals, Process.model_validate(BEFORE), Process.model_validate(BEFORE), {}).each(list)
    assert [(one.deal, one.has_ended) for one in each] == [("1", True), ("2", False)]


def test_the_last_row_decides_which_process_a_deal_is_in(tmp_path: Path) -> None:
    """It is in flight in one of them alone, whether the process names the other one as its next or not."""
    history = "deal_id,stage,entered_at,process\n1,heard,2026-01-01,p\n1,heard,2026-01-02,q\n2,heard,2026-01-01,q\n2,heard,2026-01-02,p\n"
    with opened_for(Asked(source(tmp_path, stage_history=history)), None) as deals:
        found = {name: Flight(deals, one, one, {}) for name in ("p", "q") for one in [Process.model_validate({**BEFORE, "process": name})]}
        each = {name: [deal.deal for deal in one.each(list)] for name, one in found.items()}
        assert [one.told().deals for one in found.values()] == [1, 1]
    assert each == {"p": ["2"], "q": ["1"]}


@pytest.mark.parametrize(("stage", "said"), [
    ({"lost": {"next": ["won"]}}, ["“Lost” is no outcome any more: 1 deal that ended there is in flight again."]),
    ({"gone": {"was": ["lost"], "next": ["won"]}}, ["“Lost” is no outcome any more: 1 deal that ended there is in flight again."]),
    ({"lost": {"outcome": "no-decision"}}, []), ({}, []),
])
def test_where_an_outcome_becomes_a_stage_that_is_said(tmp_path: Path, stage: dict[str, Any], said: list[str]) -> None:
    """The deals that ended there are in flight again, and nobody has looked at them for long."""
    after = {**BEFORE, "from_anywhere": ["waiting", "resting"], "stages": {**{name: one for name, one in BEFORE["stages"].items() if name != "lost"}, **stage}}
    with opened_for(Asked(source(tmp_path, stage_history=HISTORY + "3,lost,2026-01-02\n")), None) as deals:
        told = in_flight(deals, Process.model_validate(BEFORE), Process.model_validate(after), {})
    assert [note for note in told.notes if "outcome" in note] == said


def test_a_name_of_this_process_after_the_change_is_no_other_s(tmp_path: Path) -> None:
    """Whoever has the library's processes at hand passes this one too."""
    after = Process.model_validate({**AFTER, "stages": {"new-stage": {"next": ["won"]}, **AFTER["stages"]}})
    other = Process.model_validate({"process": "q", "stages": {"asked": {"was": ["asked-anew"]}}})
    rows = HISTORY + "3,New stage,2026-01-02\n4,Asked anew,2026-01-02\n"
    with opened_for(Asked(source(tmp_path, stage_history=rows)), None) as deals:
        told = in_flight(deals, Process.model_validate(BEFORE), after, {}, {"p": after, "q": other})
    assert (told.unknown_stages, told.deals) == ({"New stage": 1}, 3)
    assert told.notes[-1] == "1 deal in stages that only other processes of the library have is left out."


def test_what_was_handed_over_or_is_another_process_s_is_not_in_flight(tmp_path: Path) -> None:
    """A deal that goes on in a process that its stage leads to has left; rows of others are none of this one's."""
    process = Process.model_validate({"process": "p", "stages": {"heard": {"next": ["won", "care/start"]}, "won": {"outcome": "won"}}})
    history = "deal_id,stage,entered_at,process\n1,heard,2026-01-01,p\n1,start,2026-01-02,care\n2,start,2026-01-01,care\n3,heard,2026-01-01,p\n"
    with opened_for(Asked(source(tmp_path, stage_history=history)), None) as deals:
        each = Flight(deals, process, process, {}).each(list)
    assert [one.deal for one in each] == ["3"]


def test_days_are_counted_up_to_the_last_day_that_is_told(tmp_path: Path) -> None:
    """From the moment when the deal entered its stage."""
    with opened_for(Asked(source(tmp_path, stage_history=HISTORY)), None) as deals:
        each = Flight(deals, Process.model_validate(BEFORE), Process.model_validate(BEFORE), {}).each(list)
    assert [(one.deal, one.days) for one in each] == [("1", 3.5), ("2", 0.0)]


def test_the_deals_of_several_processes_are_summed(tmp_path: Path) -> None:
    """Stage by stage, as one change touches them."""
    with opened_for(Asked(source(tmp_path, stage_history=HISTORY.replace("board", "Odd"))), None) as deals:
        one = in_flight(deals, Process.model_validate(BEFORE), Process.model_validate(AFTER), {})
    both = together([one, one])
    assert (both.deals, both.unknown_stages, len(both.stages), both.as_of) == (4, {"Odd": 2}, 2, one.as_of)
