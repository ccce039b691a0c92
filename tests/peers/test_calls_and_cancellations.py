"""A bank's offers (BPI Challenge 2012): more follow-up calls go with more cancellations, and it is said that cause may run backwards.

The bank calls those who don't answer. So the calls are many where an offer drags on, and what drags on is cancelled.
"""

import csv
import gzip
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Command, absent

Event = dict[str, str]

STAGES = {"O_SENT": "offer-sent", "O_SENT_BACK": "papers-back", "A_APPROVED": "approved", "A_DECLINED": "declined", "A_CANCELLED": "cancelled"}
CALL = "W_Nabellen offertes"
AGAIN = 4
"""From this call on, somebody is called again and again: half of the offers come so far."""

PROCESS = """\
process: offers
from_anywhere: [declined, cancelled]
stages:
  offer-sent: {next: [papers-back]}
  papers-back: {next: [approved]}
  approved: {outcome: won}
  declined: {outcome: disqualified}
  cancelled: {outcome: lost}
"""
PROPOSAL = """\
proposal: call-more
title: Call again until the papers are back
process: offers
why: Whoever is called again sends the papers back.
claims:
  calls-win:
    says: Who was called four times before the papers came back is approved more often
    compare: {share: {outcome: won}, among: {reached: papers-back}}
    where: {activity: conversation}
    versus: rest
    direction: higher
  calls-keep:
    says: Who is called four times cancels less often
    compare: {share: {outcome: lost}, among: {reached: offer-sent}}
    where: {activity: conversation}
    versus: rest
    direction: lower
"""


@pytest.fixture(scope="module")
def events(shared: Path) -> list[Event]:
    """The events of the cases with an offer, in order."""
    path = shared / "data" / "events" / "bpic2012_events.csv.gz"
    if not path.is_file():
        absent(str(path))
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        found = list(csv.DictReader(file))
    offered = {event["case_id"] for event in found if event["activity"] == "O_SENT"}
    return [event for event in found if event["case_id"] in offered]


def is_call(event: Event) -> bool:
    """Tell whether an event is a follow-up call, as it ended."""
    return event["activity"] == CALL and event["lifecycle"] == "COMPLETE"


def test_cancelled_offers_had_more_calls(events: list[Event]) -> None:
    """As published: 3.59 calls a case where it was approved, 4.04 where declined, 6.21 where cancelled."""
    calls = Counter(event["case_id"] for event in events if is_call(event))
    ends = {name: {event["case_id"] for event in events if event["activity"] == name} for name in ("A_APPROVED", "A_DECLINED", "A_CANCELLED")}
    means = {name: sum(calls[case] for case in cases) / len(cases) for name, cases in ends.items()}
    assert {name: round(mean, 2) for name, mean in means.items()} == {"A_APPROVED": 3.59, "A_DECLINED": 4.04, "A_CANCELLED": 6.21}


@pytest.fixture
def claims(command: Command, tmp_path: Path, events: list[Event]) -> dict[str, Any]:
    """The claims of somebody who believes in calls, recomputed."""
    for table, rows in (("stage_history", history(events)), ("activities", called(events))):
        path = tmp_path / "data" / f"{table}.csv"
        path.parent.mkdir(exist_ok=True)
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
    for name, text in (("library", "library: bank\nevidence: {source: data}\n"), ("offers", PROCESS), ("call-more", PROPOSAL)):
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    outcome = command("evidence", "claim", "call-more", "-f", "json")
    assert outcome.code == 0, outcome.err
    return {claim["claim"]: claim for claim in json.loads(outcome.out)["claims"]}


def history(events: list[Event]) -> Iterator[tuple[object, ...]]:
    """Yield the stages of each case, each at its first time."""
    yield "deal_id", "stage", "entered_at", "seq"
    seen = set()
    for number, event in enumerate(events):
        key = event["case_id"], event["activity"]
        if event["activity"] in STAGES and key not in seen:
            seen.add(key)
            yield event["case_id"], STAGES[event["activity"]], event["timestamp"], number


def called(events: list[Event]) -> Iterator[tuple[object, ...]]:
    """Yield a dial for each call, and a conversation with the one that makes it again and again."""
    yield "rep", "kind", "at", "deal_id"
    calls: Counter[str] = Counter()
    for event in events:
        if is_call(event):
            calls[event["case_id"]] += 1
            kinds = ["dial", "conversation"] if calls[event["case_id"]] == AGAIN else ["dial"]
            yield from ((event["resource"], kind, event["timestamp"], event["case_id"]) for kind in kinds)


def test_calls_before_the_papers_go_with_fewer_approvals_and_longer_waits(claims: dict[str, Any]) -> None:
    """The claim is contradicted, and the report says that waiting may bring the calls: those cases had been open twice as long."""
    claim = claims["calls-win"]
    group, rest = claim["compared"]["group"], claim["compared"]["rest"]
    assert claim["verdict"] == "contradicts"
    assert (group["n"] + rest["n"], group["seen"] + rest["seen"]) == (claim["n"], 2246)
    assert group["value"] < rest["value"]
    assert any(said.startswith("Cause may run backwards. The deals with it had dragged on longer: ") for said in claim["warnings"])


def test_calls_after_the_offer_count_for_nothing_and_look_harmful(claims: dict[str, Any]) -> None:
    """Nobody is called before the offer is out, so nothing is concluded; what counting later calls would have found is told as no evidence."""
    claim = claims["calls-keep"]
    assert claim["verdict"] == "inconclusive"
    assert claim["why"] == "No deal had it before they reached “Offer sent”, so there is nothing to compare."
    said, = claim["warnings"]
    assert said.startswith("Cause may run backwards. To ")
    assert "Of these 43 % were lost, of those without it 30 %; half took 23 days or longer to close, of those without it 12 days." in said
    assert said.endswith("That is no evidence either way: a deal that drags on has more time for it.")
