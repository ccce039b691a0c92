"""What the deals of the page say, counted a second time in plain Python, straight from the log."""

import csv
import gzip
from collections import defaultdict
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

import yaml

from tests.a_change import DEALS, OFFERS

OUTCOMES = {"approved", "declined", "cancelled"}
ECHO = timedelta(minutes=5)
DAY = timedelta(days=1)

Visits = list[tuple[str, datetime]]


class Lasting(NamedTuple):
    """How many days half of some deals take at most, by Kaplan and Meier, and how many deals there are."""

    median_days: float
    deals: int


def end_of(day: date) -> datetime:
    """Return when a day is over."""
    return datetime.combine(day + DAY, time(), UTC)


def visits(until: datetime) -> list[Visits]:
    """Return each deal's visits up to a moment, as the mapping has them; an echo behind an outcome is none."""
    mapping = yaml.safe_load((OFFERS / "library.yaml").read_text(encoding="utf-8"))["crm"]["bank"]["offers"]
    stage_of = {name: stage for stage, names in mapping["stages"].items() for name in names}
    rows: defaultdict[str, list[tuple[datetime, int, str]]] = defaultdict(list)
    with gzip.open(DEALS, "rt", encoding="utf-8") as file:
        for number, row in enumerate(csv.DictReader(file)):
            if (at := datetime.fromisoformat(row["timestamp"])) < until and row["activity"] not in mapping["not_stages"]:
                rows[row["case_id"]].append((at, number, row["activity"]))
    return [_turned([(stage_of.get(name, name), at) for at, _, name in sorted(events)]) for events in rows.values()]


def _turned(events: Visits) -> Visits:
    turned = [one for place, one in enumerate(events) if place == 0 or events[place - 1][0] != one[0]]
    is_echo = len(turned) > 1 and turned[-2][0] in OUTCOMES and turned[-1][1] - turned[-2][1] <= ECHO
    return turned[:-1] if is_echo else turned


def won_of_closed(deals: list[Visits], stage: str) -> tuple[int, int]:
    """Return how many closed deals that reached a stage were won, and how many there are."""
    closed = [one for one in deals if any(name == stage for name, _ in one) and one[-1][0] in OUTCOMES]
    return sum(one[-1][0] == "approved" for one in closed), len(closed)


def days_to_approval(deals: list[Visits], since: datetime, until: datetime) -> Lasting:
    """Return how long deals take from their first signature, not before `since`, to their approval; others leave when they close, or at the end."""
    lasted = []
    for one in deals:
        signed = next((at for name, at in one if name == "signed"), None)
        if signed is not None and signed >= since:
            won = next((at for name, at in one if name == "approved" and at > signed), None)
            end = won or (one[-1][1] if one[-1][0] in OUTCOMES else until)
            lasted.append((end - signed, won is None))
    surviving = 1.0
    for passed, (duration, is_open) in enumerate(sorted(lasted)):
        surviving *= 1 if is_open else 1 - 1 / (len(lasted) - passed)
        if surviving <= 0.5 + 1e-12:
            return Lasting(duration / DAY, len(lasted))
    raise AssertionError("half of them never get there")
