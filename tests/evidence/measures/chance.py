"""Small random histories of two processes, and random measures of them."""

from collections import defaultdict
from collections.abc import Iterable
from random import Random
from typing import Any, TypeVar

from processengine.model.measure import Measure
from processengine.model.process import Process
from tests.evidence.measures.told import DAY, HOUR, MINUTE, Activity, Deal, Fact, Row, Told, at

T = TypeVar("T", Row, Deal, Fact, Activity)

SALE = Process.model_validate({
    "process": "sale",
    "from_anywhere": ["lost", "stayed-put", "made-in-error", "waiting"],
    "kits": {"paper": {"for": []}},
    "stages": {
        "named": {"next": ["agreed"], "exit_criteria": {"in-writing": {"fact": "They have written it down"}}, "plays": {"ask": {"do": "Ask"}}},
        "agreed": {"next": ["decides", "care/begun"], "exit_criteria": {"all-heard": {"fact": "All were heard"}}},
        "decides": {"next": ["won", "named"]},
        "waiting": {"parked": True},
        "won": {"outcome": "won", "continues_in": ["care"]},
        "lost": {"outcome": "lost"},
        "stayed-put": {"outcome": "no-decision"},
        "made-in-error": {"outcome": "admin"},
    },
})
CARE = Process.model_validate({
    "process": "care",
    "stages": {
        "begun": {"next": ["happy", "slip"]},
        "happy": {"next": ["realised"]},
        "realised": {"outcome": "realised"},
        "slip": {"outcome": "admin"},
    },
})
START = at("2026-08-03")
AS_OF = at("2026-10-02", "09:00")
"""Sixty days after the start, at an hour at which things happen, so that what ends there is tried too."""
_TIMES = [START + day * DAY + moment for day in range(0, 55, 6) for moment in (0, 3 * MINUTE, 9 * HOUR)]
_SALE, _CARE = list(SALE.stages), list(CARE.stages)


def told(random: Random, worlds: int, *, with_process: bool) -> Told:
    """Return as many small histories that have nothing to do with each other."""
    rows: list[Row] = []
    deals: list[Deal] = []
    facts: list[Fact] = []
    activities: list[Activity] = []
    for world in range(worlds):
        for number in range(random.randint(0, 9)):
            deal = f"{world}-{number}"
            rows += _rows(random, deal, with_process=with_process)
            deals.append(_deal(random, deal, world))
            facts += [Fact(deal, *random.choice([("criterion", "named/in-writing"), ("criterion", "in-writing"), ("criterion", "agreed/all-heard"), ("play", "named/ask"),
                                                ("kit", "paper"), ("kit", "agreed/paper"), ("kit", "other")]), random.choice(_TIMES))
                      for _ in range(random.choice([0, 0, 1, 3]))]
            activities += [Activity(random.choice("xyz"), random.choice(["dial", "conversation", "meeting"]), random.choice(_TIMES), deal, *_flags(random, 3))
                           for _ in range(random.choice([0, 1, 3]))]
    numbers = random.sample(range(len(rows)), len(rows))
    told_rows = tuple(row._replace(seq=number) for row, number in zip(rows, numbers, strict=True))
    return Told(told_rows, tuple(deals), tuple(facts), tuple(activities), AS_OF).shuffled(random)


def by_world(one: Told) -> dict[str, Told]:
    """Return each of the small histories by itself."""
    rows, deals, facts, activities = _apart(one.rows), _apart(one.deals), _apart(one.facts), _apart(one.activities)
    return {world: Told(tuple(rows[world]), tuple(deals[world]), tuple(facts[world]), tuple(activities[world]), one.as_of) for world in sorted(rows)}


def _apart(held: Iterable[T]) -> dict[str, list[T]]:
    """Return rows by the world of their deal."""
    found: dict[str, list[T]] = defaultdict(list)
    for row in held:
        found[(row.deal or "").partition("-")[0]].append(row)
    return found


def _rows(random: Random, deal: str, *, with_process: bool) -> list[Row]:
    """Return the rows of a deal: of the sale, of the care, or of both; now in a sensible order, now in any, and times tie."""
    sale = random.random() < 0.8
    care = not sale or random.random() < 0.3
    stages = [*_SALE[: random.randint(1, 3)], *random.choice([[], ["won"], ["won"], ["lost"], ["stayed-put"]])]
    if random.random() < 0.5:
        stages = random.choices([*_SALE[:3], *_SALE[:6], *_SALE, "unheard-of"], k=random.randint(1, 5))
    times = sorted(random.choices(_TIMES, k=len(stages)))
    found = [Row(deal, stage, time, 0, "sale" if with_process else None) for stage, time in zip(stages, times, strict=True)] if sale else []
    return found + [Row(deal, random.choice([*_CARE[:2], *_CARE]), random.choice(_TIMES), 0, "care" if with_process else None)
                    for _ in range(random.randint(1, 4) if care else 0)]


def _deal(random: Random, deal: str, world: int) -> Deal:
    opened = random.choice([None, START - DAY, random.choice(_TIMES)])
    account = random.choice([f"{world}-a", f"{world}-a", f"{world}-b", None])
    target, new = _flags(random, 2)
    return Deal(deal, opened, account, target, new, random.choice(["ana", "bo", None]), str(world))


def _flags(random: Random, count: int) -> list[bool | None]:
    return [random.choice([True, False, True, False, None]) for _ in range(count)]


def _event(random: Random, *, of_reps: bool = True) -> dict[str, Any]:
    event: dict[str, Any] = random.choice([
        {"reached": random.choice(_SALE[:3])}, {"reached": random.choice(_SALE[:3])}, {"reached": random.choice(_SALE)}, {"reached": "sale/agreed"}, {"reached": f"care/{random.choice([*_CARE[:2], *_CARE])}"},
        {"outcome": random.choice(["won", "lost", "no-decision"])}, {"outcome": "won"},
        {"criterion": random.choice(["named/in-writing", "agreed/all-heard"])}, {"play": "named/ask"}, {"kit": "paper"},
        {"activity": random.choice(["dial", "conversation", "meeting"])},
    ])
    if "activity" in event and not of_reps:
        return {"reached": random.choice(_SALE)}
    if "activity" in event:
        event |= random.choice([{}, {}, {"with_decision_maker": random.random() < 0.5}, {"account": random.choice(["target", "existing", "new"])}])
    return event


def measure(random: Random) -> Measure:
    """Return a random measure of the sale; one that looks into the care has a `within`."""
    kind = random.choice(["share", "share", "share", "duration", "duration", "ratio", "count"])
    data: dict[str, Any] = {"by": "world"}
    if kind == "share":
        data["share"] = _event(random)
        if random.random() < 0.8:
            data["among"] = [_event(random) for _ in range(random.choice([1, 1, 2]))]
        if random.random() < 0.5 or str(data["share"].get("reached", "")).startswith("care/"):
            data["within"] = f"{random.choice([1, 6, 12, 30])} days"
    elif kind == "duration":
        data["duration"] = {"from": _event(random), "to": _event(random)}
        data["quantile"] = random.choice([0.5, 0.25, 0.9])
        if random.random() < 0.3:
            data["within"] = f"{random.choice([6, 12, 30])} days"
    elif kind == "ratio":
        data["ratio"] = {"of": _event(random), "per": _event(random)}
    else:
        data["count"] = _event(random)
    if random.random() < 0.4:
        data["last"] = f"{random.choice([12, 24, 30, 45])} days"
    return Measure.model_validate(data)
