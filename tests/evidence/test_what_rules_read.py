"""What rules read of the deals beside the replay: odds, facts on record and joins, as plain Python finds them in small random histories."""

import csv
import os
import random
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from processengine.deals.asked import Deals
from processengine.deals.recorded import DealsOfLibrary
from processengine.model.library import Evidence
from processengine.model.process import Process
from processengine.replay import Join, Recorded
from processengine.warehouse.found import Wanted
from processengine.warehouse.opening import opened
from tests.evidence.replaying import chance as by_chance
from tests.evidence.replaying.oracle import Names, Oracle, Row
from tests.evidence.replaying.test_oracle import written

PROCESSES, DEALS = (40, 150) if os.environ.get("CI") == "true" else (12, 60)
ASIDE = ("lost", "no-decision", "disqualified", "admin")
Fact = tuple[str, str, str]


def with_criteria(chance: random.Random, today: dict[str, Any]) -> dict[str, Any]:
    """Give a process criteria: of its own and of its stages, some optional or conditional, some that a way doesn't need."""
    today["exit_criteria"] = {"whole": {"fact": "They agree"}} if chance.random() < 0.5 else {}
    for stage in today["stages"].values():
        if "outcome" not in stage and chance.random() < 0.7:
            stage["exit_criteria"] = {
                name: {"fact": "They agree", **({"required": False} if chance.random() < 0.2 else {}), **({"when": "It is dear"} if chance.random() < 0.2 else {})}
                for name in chance.sample(("one", "two", "whole"), chance.randint(1, 2))
            }
        for way in stage.get("next", []):
            if isinstance(way, dict) and chance.random() < 0.7:
                way["needs"] = chance.sample(("one", "two", "whole"), chance.randint(0, 2))
    return today


def facts_by_chance(chance: random.Random, today: dict[str, Any]) -> list[Fact]:
    """Return facts of some deals: of these stages and criteria, and of others."""
    stages = list(today["stages"]) + [old for stage in today["stages"].values() for old in stage.get("was", [])]
    ids = [*(f"{stage}/{name}" for stage in stages for name in ("one", "two", "whole")), "whole", "one", "elsewhere/one"]
    return [(f"d{chance.randrange(DEALS + 9)}", chance.choice(("criterion", "criterion", "play")), chance.choice(ids)) for _ in range(chance.choice((0, DEALS // 2, 8 * DEALS)))]


def asked(folder: Path, today: dict[str, Any]) -> Recorded:
    """Ask the deals of a folder about a process, as `validate` does."""
    with opened(Wanted(str(folder))) as source:
        deals = Deals(source.engine, source.found, Evidence(), None, None)
        return DealsOfLibrary(deals, None).recorded(None, Process.model_validate(today))


@pytest.mark.parametrize("seed", range(PROCESSES))
def test_figures_are_those_of_plain_python(tmp_path: Path, seed: int) -> None:
    """Of a random process, random deals and some facts."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    today = with_criteria(chance, by_chance.process(chance))
    rows: list[Row] = [(*row[:4], None) for row in by_chance.history(chance, today, [(0, today)], Names(), DEALS)]
    facts = facts_by_chance(chance, today)
    written(tmp_path / "stage_history.csv", rows)
    if facts:
        with (tmp_path / "facts.csv").open("w", newline="") as file:
            csv.writer(file).writerows([("deal_id", "kind", "id", "at"), *((*fact, "2026-01-05") for fact in facts)])
    recorded = asked(tmp_path, today)
    ways = Oracle(today, [(0, today)], rows, Names()).deals
    assert {(one.stage, one.closed, one.won) for one in recorded.odds} == odds(today, ways)
    assert all(one.low <= one.won / one.closed <= one.high for one in recorded.odds)
    assert {(one.path, one.went_on, one.with_fact) for one in recorded.tracked} == tracked(today, ways, facts)
    known = {row[0] for row in rows}
    assert recorded.joins == ((Join("facts", len(facts), sum(fact[0] in known for fact in facts)),) if facts else ())


def odds(today: dict[str, Any], ways: dict[str, list[tuple[str, int]]]) -> set[tuple[str, int, int]]:
    """Each stage that ended deals reached, with how many there are and how many of them were won."""
    kinds = {name: stage.get("outcome") for name, stage in today["stages"].items()}
    ended = {deal: kinds.get(visits[-1][0]) for deal, visits in ways.items()}
    found = set()
    for name, kind in kinds.items():
        told = [ended[deal] for deal, visits in ways.items() if name in {stage for stage, _ in visits} and ended[deal] not in {None, "admin"}]
        if kind is None and told:
            found.add((name, len(told), told.count("won")))
    return found


def tracked(today: dict[str, Any], ways: dict[str, list[tuple[str, int]]], facts: list[Fact]) -> set[tuple[str, int, int]]:
    """Each criterion that must hold, with how often a deal went on from its stage, and how often with the fact."""
    stages = today["stages"]
    went: dict[str, list[bool]] = {}
    is_any = False
    for name, stage in stages.items():
        own = stage.get("exit_criteria", {})
        whole = {} if stage.get("outcome") or stage.get("parked") else today["exit_criteria"]
        for id_, criterion in {**whole, **own}.items():
            path = f"stages.{name}.exit_criteria.{id_}" if id_ in own else f"exit_criteria.{id_}"
            called = {f"{one}/{id_}" for one in (name, *stage.get("was", []))} | ({id_} if id_ not in own else set())
            having = {deal for deal, kind, fact in facts if kind == "criterion" and fact in called}
            if not criterion.get("required", True) or criterion.get("when"):
                continue
            is_any = is_any or (bool(having) and any(needs(today, name, target, id_) for target in stages))
            for deal, visits in ways.items():
                moves = {(one, other) for (one, _), (other, _) in pairwise(visits)}
                if any(one == name and other in stages and needs(today, name, other, id_) for one, other in moves):
                    went.setdefault(path, []).append(deal in having)
    return {(path, len(told), sum(told)) for path, told in went.items()} if is_any else set()


def needs(today: dict[str, Any], source: str, target: str, criterion: str) -> bool:
    """Tell whether a move goes on, and needs a criterion."""
    stages, order = today["stages"], list(today["stages"])
    stage = stages[target]
    if stages[source].get("outcome") or source == target or stage.get("outcome") in ASIDE or stage.get("parked"):
        return False
    if not stage.get("outcome") and order.index(target) < order.index(source):
        return False
    given = [way.get("needs") for way in stages[source].get("next", []) if isinstance(way, dict) and way["to"] == target]
    return not given or given[0] is None or criterion in given[0]
