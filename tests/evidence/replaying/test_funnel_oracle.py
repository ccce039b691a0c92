"""Small random histories: the funnel has every figure that plain Python counts deal by deal."""

import os
import random
from collections import Counter, defaultdict
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from processengine.deals.asked import Deals
from processengine.deals.funnel import funnelled
from processengine.deals.versions import Judged
from processengine.evidence.allowed import InForce
from processengine.evidence.funnel import ELSEWHERE, main_way
from processengine.model.process import Process
from processengine.warehouse.found import Wanted
from processengine.warehouse.opening import opened
from tests.evidence.replaying import chance as by_chance
from tests.evidence.replaying.oracle import Oracle
from tests.evidence.replaying.test_oracle import DEALS, RELEASED, library, written

PROCESSES = 12 if os.environ.get("CI") == "true" else 5


def group_of(by: str | None, entered: int) -> str | None:
    """Return the group of a deal that began at a time."""
    if by == "month":
        return f"{datetime.fromtimestamp(entered / 1e6, UTC):%Y-%m}"
    return {"version": "1.0.0" if entered < RELEASED else "2.0.0", None: None}[by]


def counted(oracle: Oracle, way: tuple[str, ...], by: str | None) -> dict[tuple[str | None, str], dict[str, Any]]:
    """Return the figures of each group and stage."""
    following = dict(pairwise(way))
    found: dict[tuple[str | None, str], dict[str, Any]] = defaultdict(lambda: {"legs": Counter(), "counts": Counter()})
    for deal, visits in oracle.deals.items():
        names = [stage for stage, _ in visits]
        last = oracle.kind(names[-1])
        if last == "admin":
            continue
        is_open = last is None and deal not in oracle.handed
        ways = {(source, target) for source, target in pairwise(names)} | ({(names[-1], f"?{ELSEWHERE}")} if deal in oracle.handed else set())
        for stage in {name for name in names if not oracle.kind(name)}:
            one = found[group_of(by, visits[0][1]), oracle.said(stage)]
            later = following.get(stage) in names[names.index(stage) :]
            one["legs"].update(oracle.said(target) for source, target in ways if source == stage)
            one["counts"].update({
                "reached": 1, "left": any(source == stage for source, _ in ways), "still": is_open and names[-1] == stage,
                "went on": later, "undecided": is_open and not later, "won": last == "won", "closed": last is not None,
            })
    return dict(found)


@pytest.mark.parametrize("seed", range(PROCESSES))
@pytest.mark.parametrize("by", [None, "month", "version"])
def test_every_figure_is_the_same(tmp_path: Path, seed: int, by: str | None) -> None:
    """Of a random process and as many random deals, in all and by what they began in."""
    chance = random.Random(1000 + seed)  # noqa: S311 - no secret
    today = by_chance.process(chance)
    versions = [(0, by_chance.earlier(chance, today)), (RELEASED, today)]
    known = by_chance.names(chance, today)
    rows = [(deal, name, time * 50 if by == "month" else time, seq, process) for deal, name, time, seq, process in by_chance.history(chance, today, versions, known, DEALS)]
    oracle = Oracle(today, versions, rows, known)
    process, held = Process.model_validate(today), library(known)
    judged = Judged(tuple(InForce(f"{place}.0.0", since, Process.model_validate(one)) for place, (since, one) in enumerate(versions, 1)))
    with opened(Wanted(str(written(tmp_path / "history.csv", rows)))) as source:
        assert held.evidence is not None
        funnel, _ = funnelled(Deals(source.engine, source.found, held.evidence, held, None), process, judged, by)
    expected = counted(oracle, main_way(process), by)
    assert {(group.value, one.stage) for group in funnel.groups for one in group.passages} == set(expected)
    for group in funnel.groups:
        for one in group.passages:
            counts, legs = expected[group.value, one.stage]["counts"], expected[group.value, one.stage]["legs"]
            assert (one.reached, one.left, one.still_there) == (counts["reached"], counts["left"], counts["still"])
            assert {leg.target: leg.rate.part for leg in one.legs} == legs
            assert one.won is not None
            assert (one.won.part, one.won.whole) == (counts["won"], counts["closed"])
            if one.next:
                assert one.went_on is not None
                assert (one.went_on.part, one.went_on.whole, one.undecided) == (counts["went on"], counts["reached"] - counts["undecided"], counts["undecided"])
    assert (funnel.deals, funnel.made_in_error) == (
        sum(oracle.kind(visits[-1][0]) != "admin" for visits in oracle.deals.values()),
        sum(oracle.kind(visits[-1][0]) == "admin" for visits in oracle.deals.values()),
    )
