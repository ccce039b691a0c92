"""Small random histories: the replay has every figure that plain Python finds without any SQL."""

import csv
import os
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from processengine.deals.asked import Deals
from processengine.deals.replay import replayed
from processengine.deals.versions import Judged
from processengine.evidence.allowed import InForce
from processengine.evidence.tables import DAY
from processengine.model.library import CrmProcess, Evidence, Library
from processengine.model.process import Process
from processengine.replay import Replay
from processengine.warehouse.found import Wanted
from processengine.warehouse.opening import opened
from tests.evidence.replaying import chance as by_chance
from tests.evidence.replaying.oracle import MINUTE, Names, Oracle, Row

PROCESSES, DEALS = (40, 250) if os.environ.get("CI") == "true" else (12, 80)
"""Ten thousand small histories in CI, some thousand every day; opening a source costs more than a hundred deals in it."""
RELEASED = 300 * MINUTE

FIGURES = (
    "deals", "events", "conforming_so_far", "conforming_and_closed", "fitness", "closed", "made_in_error", "handed_over", "variants", "ways", "skips", "returns", "reopenings", "echoes",
    "skipped_rows", "elsewhere_rows", "ties",
)


def time(microseconds: int) -> str:
    """Return a time as a source has it."""
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=microseconds)).isoformat()


def written(path: Path, rows: list[Row]) -> Path:
    """Write a history as a source has it."""
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(["deal_id", "stage", "entered_at", "seq", "process"])
        out.writerows([deal, name, time(entered), seq, process or ""] for deal, name, entered, seq, process in rows)
    return path


def library(known: Names) -> Library:
    """Return the settings that say whose names the source speaks."""
    processes = {
        name: CrmProcess(process=texts[0], stages={stage: tuple(held) for stage, held in known.stages.items()} if name == "main" else {},
                         not_stages=tuple(known.not_stages) if name == "main" else ())
        for name, texts in known.processes.items()
    }
    return Library(library="acme", evidence=Evidence(names="salesforce"), crm={"salesforce": processes})


def run(path: Path, today: dict[str, Any], versions: list[tuple[int, dict[str, Any]]], known: Names) -> Replay:
    """Run a source through a process as commands do."""
    held = library(known)
    judges = tuple(InForce(f"{place}.0.0", since, Process.model_validate(one)) for place, (since, one) in enumerate(versions, 1))
    columns = {"stage_history": {"deal_id": "deal_id", "stage": "stage", "entered_at": "entered_at", "seq": "seq", "process": "process"}}
    with opened(Wanted(str(path), columns)) as source:
        assert held.evidence is not None
        deals = Deals(source.engine, source.found, held.evidence, held, None)
        return replayed(deals, Process.model_validate(today), Judged(judges))


@pytest.mark.parametrize("seed", range(PROCESSES))
def test_every_figure_is_the_same(tmp_path: Path, seed: int) -> None:
    """Of a random process with an earlier version, and as many random deals."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    today = by_chance.process(chance)
    versions = [(0, by_chance.earlier(chance, today)), (RELEASED, today)] if chance.random() < 0.6 else [(0, today)]
    known = by_chance.names(chance, today)
    rows = by_chance.history(chance, today, versions, known, DEALS)
    replay = run(written(tmp_path / "history.csv", rows), today, versions, known)
    expected = Oracle(today, versions, rows, known).replay()
    assert {name: getattr(replay, name) for name in FIGURES} == {name: expected[name] for name in FIGURES}
    assert {(one.source, one.target): (one.count, one.deals, one.allowed_count, one.kind) for one in replay.moves} == expected["moves"]
    assert {name: deals for name, deals in replay.left.items() if name in today["stages"]} == {name: deals for name, deals in expected["left"].items() if name in today["stages"]}
    assert sum(replay.left.values()) == sum(expected["left"].values())
    assert {(one.source, one.target): one.made_in_error for one in replay.moves if one.made_in_error} == {tuple(stage.removeprefix("?") for stage in ends): number for ends, number in expected["in_error"].items()}
    assert replay.deals == sum(count or 0 for count in (replay.closed, replay.made_in_error, replay.handed_over, replay.open))
    assert (dict(replay.outcomes), dict(replay.began)) == (expected["outcomes"], expected["began"])
    assert set(replay.unknown_stages) == expected["unknown_stages"]
    found = {one.stage: (one.visits, one.deals, one.open_now, one.zero_length, _time(one.median_days), _time(one.p90_days)) for one in replay.stages}
    assert found == expected["stages"]


def _time(days: float | None) -> int | None:
    return None if days is None else round(days * DAY)
