"""How many deals a difference touches, counted once more in plain Python over small random histories."""

import os
import random
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from processengine.deals.asked import Deals
from processengine.deals.replay import read_as, replayed
from processengine.deals.versions import by_file
from processengine.evidence.drift import Touched, passes_over
from processengine.evidence.drift_touched import counted
from processengine.evidence.tables import DAY
from processengine.model.process import Process
from processengine.warehouse.found import Wanted
from processengine.warehouse.opening import opened
from tests.evidence.replaying import chance as by_chance
from tests.evidence.replaying.oracle import MINUTE, Oracle
from tests.evidence.replaying.test_oracle import DEALS, library, written

HISTORIES = 20 if os.environ.get("CI") == "true" else 8


def once(found: Iterator[str]) -> set[str]:
    """Return what a deal counts for, each once."""
    return set(found)


def recounted(oracle: Oracle, process: Process) -> Touched:
    """Return how many deals each touches, by going through them one by one."""
    passed, met, stayed, filled = Counter[str](), Counter[str](), Counter[str](), 0
    for deal, visits in oracle.deals.items():
        passed.update(once(over for (a, _), (b, _) in pairwise(visits) for over in passes_over(process, a, b)))
        met.update(once(stage[1:] for stage, _ in visits if stage.startswith("?")))
        left = [*(time for _, time in visits[1:]), oracle.handed.get(deal)]
        stays = [(stage, entered, until) for (stage, entered), until in zip(visits, left, strict=True)]
        stayed.update(once(stage for stage, entered, until in stays if is_longer(process, stage, (oracle.as_of if until is None else until) - entered)))
        filled += any(entered == until and not stage.startswith("?") for stage, entered, until in stays)
    return Touched(dict(passed), dict(met), dict(stayed), filled)


def is_longer(process: Process, stage: str, stay: int) -> bool:
    """Tell whether a stay is longer than the stage allows."""
    limit = process.stages[stage].max_days if stage in process.stages else None
    return limit is not None and stay > limit * DAY


@pytest.mark.parametrize("seed", range(HISTORIES))
def test_every_count_is_the_same(tmp_path: Path, seed: int) -> None:
    """Of a random process with limits in days, and as many random deals; in every other history a minute takes a day."""
    chance = random.Random(5000 + seed)  # noqa: S311 - no secret
    today = by_chance.process(chance)
    for stage in today["stages"].values():
        if "outcome" not in stage:
            stage["max_days"] = chance.randint(1, 60)
    known = by_chance.names(chance, today)
    day = 1 if seed % 2 else DAY // MINUTE
    rows = [(deal, name, time * day, seq, process) for deal, name, time, seq, process in by_chance.history(chance, today, [(0, today)], known, DEALS)]
    process, held = Process.model_validate(today), library(known)
    with opened(Wanted(str(written(tmp_path / "history.csv", rows)))) as source:
        assert held.evidence is not None
        deals = Deals(source.engine, source.found, held.evidence, held, None)
        read = read_as(deals, process, by_file(process))
        touched = counted(deals.handle, read.process, read.names, read.visit, replayed(deals, process))
    assert touched == recounted(Oracle(today, [(0, today)], rows, known), process)
