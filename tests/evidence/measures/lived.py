"""Deals that lived through any process: enough of everything that its measures ask for, made by chance and written as files."""

import csv
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from processengine.evidence.measures.needs import events_of
from processengine.model.process import Process

KINDS = ("dial", "conversation", "appointment", "meeting", "rejection")
_END = datetime(2026, 11, 1, 18, tzinfo=UTC)


def write(folder: Path, processes: Mapping[str, Process], seed: int, deals: int = 60) -> None:
    """Write as many deals of each process, with accounts of which each has a deal of every process, one after the other."""
    random = Random(seed)  # noqa: S311 - examples are no secret
    history: list[Sequence[object]] = []
    told: list[Sequence[object]] = []
    facts: list[Sequence[object]] = []
    for number in range(deals):
        time = _END - timedelta(days=random.uniform(100, 1200))
        for process in processes.values():
            deal = f"{process.id}-{number}"
            if time > _END:
                break
            told.append((deal, _iso(time), f"account-{number}", f"rep-{number % 3}", random.choice(("true", "false")), "true"))
            for stage in _way(random, process):
                if time > _END:
                    break
                history.append((deal, stage, _iso(time), process.id))
                facts.extend((deal, kind, name, _iso(min(time + timedelta(hours=2), _END))) for kind, name in _facts(process) if random.random() < 0.3)
                time += timedelta(days=random.uniform(0.5, 20))
    folder.mkdir()
    _table(folder / "stage_history.csv", ("deal_id", "stage", "entered_at", "process"), history)
    _table(folder / "deals.csv", ("deal_id", "opened_at", "account_id", "owner", "account_is_new", "account_is_target"), told)
    _table(folder / "facts.csv", ("deal_id", "kind", "id", "at"), facts)
    _table(folder / "activities.csv", ("rep", "kind", "at", "account_is_new", "account_is_target", "with_decision_maker"), [
        (f"rep-{number % 3}", KINDS[number % 5], _iso(_END - timedelta(days=random.uniform(0, 100))), *(random.choice(("true", "false")) for _ in range(3)))
        for number in range(900)])


def _way(random: Random, process: Process) -> list[str]:
    """Return a way through a process: by its order, some stages left out, to one of its outcomes or to none."""
    open_ = [name for name, stage in process.stages.items() if stage.is_open]
    ends = [name for name, stage in process.stages.items() if stage.outcome not in (None, "admin")]
    return [name for name in open_ if random.random() < 0.9] + (random.sample(ends, 1) if random.random() < 0.9 else [])


def _facts(process: Process) -> set[tuple[str, str]]:
    events = [event for measure in process.measures.values() for event in events_of(measure)]
    return {(event.kind, event.criterion or event.play or event.kit or "") for event in events if event.kind in ("criterion", "play", "kit")}


def _iso(time: datetime) -> str:
    return time.isoformat()


def _table(path: Path, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        writer.writerows(rows)
