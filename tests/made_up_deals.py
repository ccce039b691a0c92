"""Makes up the deals of the page about evidence, always the same ones: a year of a small team's new business.

Run as a program it writes them anew, as CSV files into docs/evidence/data.
"""

import math
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import NamedTuple

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "evidence" / "data"
SEED = 20261031
DEALS = 200
END = datetime(2026, 10, 31, 18, 0)  # noqa: DTZ001 - all of it is in one zone, UTC

TABLES = {
    "stage_history": "deal_id,stage,entered_at",
    "deals": "deal_id,opened_at,closed_at,outcome,amount,owner,segment",
    "facts": "deal_id,kind,id,at",
    "activities": "rep,kind,at,account_is_target,with_decision_maker",
}
REPS = ("ana", "ben", "cem", "dora")
OUTCOMES = {"Closed Won": "won", "Closed Lost": "lost", "Closed No Decision": "no-decision"}


class Chance:
    """Chances and times by one series of random numbers between 0 and 1, which is the same in every Python."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)  # noqa: S311 - made-up deals are no secret

    def below(self, share: float) -> bool:
        """Return True with a chance of `share`."""
        return self._random.random() < share

    def days(self, middle: float) -> timedelta:
        """Return a time, half of which are below `middle` days, in whole minutes."""
        spread = math.sqrt(-2 * math.log(1 - self._random.random())) * math.cos(2 * math.pi * self._random.random())
        return timedelta(minutes=max(1, round(middle * 1440 * math.exp(0.7 * spread))))

    def among(self, number: int) -> int:
        """Return a whole number from 0 up to below `number`."""
        return int(self._random.random() * number)


class Deal(NamedTuple):
    """One deal: its stages with the times it entered them, and the time finance was heard, None where it was not."""

    name: str
    stages: tuple[tuple[str, datetime], ...]
    heard: datetime | None
    amount: int
    rep: str
    segment: str


def made() -> tuple[Deal, ...]:
    """Return the deals."""
    chance = Chance(SEED)
    return tuple(_deal(f"d{number:03}", chance) for number in range(1, DEALS + 1))


def _deal(name: str, chance: Chance) -> Deal:
    small = chance.below(0.6)
    now = END - timedelta(days=5 + chance.among(360), minutes=chance.among(600))
    stages, heard = [("Trouble named", now)], None
    while stages[-1][0] not in OUTCOMES:
        at = stages[-1][0]
        if at == "Team assembled" and heard is None and chance.below(0.5):
            heard = now + timedelta(hours=1)
        now += timedelta(0) if chance.below(0.02) else chance.days(DAYS[at])
        if now > END:
            break
        stages.append((_next(at, chance, small=small, heard=heard is not None), now))
    amount = round(math.exp(9.2 if small else 10.6) * (0.5 + chance.among(100) / 100) / 100) * 100
    return Deal(name, tuple(stages), heard if heard is not None and heard <= END else None, amount, REPS[chance.among(4)], "small" if small else "large")


DAYS = {"Trouble named": 12, "Team assembled": 25, "Own means tried": 24, "Board decides": 33, "Contract review": 6, "Waiting": 70}


def _next(at: str, chance: Chance, *, small: bool, heard: bool) -> str:
    """Return where a deal goes: the first way whose chance comes up, else the last one."""
    ways: dict[str, list[tuple[str, float]]] = {
        "Trouble named": [("Team assembled", 0.75), ("Closed Lost", 0.5), ("Closed No Decision", 1)],
        "Team assembled": [("Waiting", 0.12), ("Closed No Decision", 0.16), ("Board decides", 0.65 if small else 0.3), ("Own means tried", 1)],
        "Own means tried": [("Board decides", 0.8), ("Closed No Decision", 1)],
        "Waiting": [("Team assembled", 0.6), ("Closed No Decision", 1)],
        "Board decides": [("Contract review", 0 if small else 0.35), ("Team assembled", 0 if heard else 0.3)],
    }
    ending = [("Closed Won", 0.6 if heard else 0.25), ("Closed No Decision", 0.6), ("Closed Lost", 1)]
    return next(stage for stage, share in ways.get(at, []) + ending if chance.below(share))


def tables() -> dict[str, str]:
    """Return the files' texts by their tables' names."""
    deals = made()
    rows = {"stage_history": _history(deals), "deals": map(_row, deals), "facts": _facts(deals), "activities": _activities()}
    return {name: "".join(f"{line}\n" for line in (TABLES[name], *lines)) for name, lines in rows.items()}


def _history(deals: tuple[Deal, ...]) -> list[str]:
    rows = sorted((entered, deal.name, place, stage) for deal in deals for place, (stage, entered) in enumerate(deal.stages))
    return [f"{name},{stage},{_told(entered)}" for entered, name, _, stage in rows]


def _row(deal: Deal) -> str:
    stage, entered = deal.stages[-1]
    outcome = OUTCOMES.get(stage, "")
    return f"{deal.name},{_told(deal.stages[0][1])},{_told(entered) if outcome else ''},{outcome},{deal.amount},{deal.rep},{deal.segment}"


def _facts(deals: tuple[Deal, ...]) -> list[str]:
    return [f"{deal.name},criterion,team-assembled/finance-heard,{_told(deal.heard)}" for deal in deals if deal.heard is not None]


def _activities() -> Iterator[str]:
    chance = Chance(SEED + 1)
    for day in range(28):
        for rep in REPS[:3]:
            if (END - timedelta(days=day)).weekday() < 5:
                for kind, share in (("dial", 0.9), ("dial", 0.7), ("conversation", 0.5), ("appointment", 0.2), ("rejection", 0.25)):
                    if chance.below(share):
                        moment = END - timedelta(days=day, minutes=chance.among(540))
                        yield f"{rep},{kind},{_told(moment)},{'true' if chance.below(0.4) else 'false'},{'true' if chance.below(0.3) else 'false'}"


def _told(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M")


if __name__ == "__main__":
    for table, text in tables().items():
        (FOLDER / f"{table}.csv").write_text(text, encoding="utf-8")
