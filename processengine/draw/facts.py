"""What is written in a stage's box: what kind it is, and the few facts worth a line."""

from collections.abc import Mapping

from processengine.draw.columns import columns
from processengine.draw.picture import Look
from processengine.draw.wrap import SMALL_COLUMNS, clean
from processengine.model.base import words
from processengine.model.process import Process, Stage
from processengine.model.wording import counted

_KINDS: Mapping[Look, str] = {
    Look.CLOSED_DOOR: "Closed door: they decide without us",
    Look.PARKED: "Parked: the deal waits",
    Look.WON: "Won",
    Look.REALISED: "The client got the result",
    Look.INTRODUCED: "Introduced",
    Look.LOST: "Lost",
    Look.NO_DECISION: "No decision",
    Look.DISQUALIFIED: "We chose not to sell",
    Look.UNREALISED: "The result never came",
    Look.ADMIN: "Admin: counted nowhere",
    Look.UNKNOWN_OUTCOME: "An outcome of unknown kind",
    Look.ELSEWHERE: "Another process",
    Look.MISSING: "Not defined in this file",
}
_BECAUSE = {"status-quo": "No decision: status quo", "indecision": "No decision: indecision"}


def look_of(stage: Stage) -> Look:
    """Return what a stage stands for; an outcome's kind that nobody knows is one too."""
    if stage.outcome is not None:
        return Look(stage.outcome) if stage.outcome in set(Look) else Look.UNKNOWN_OUTCOME
    if stage.parked:
        return Look.PARKED
    return Look.CLOSED_DOOR if stage.closed_door else Look.STAGE


def kind_of(look: Look, stage: Stage | None = None) -> str:
    """Return in words what a shape says; nothing for a plain stage."""
    because = stage.because if stage else None
    return _BECAUSE.get(because or "") or _KINDS.get(look, "")


def lines_of(process: Process, stage: Stage) -> tuple[str, ...]:
    """Return the small print of a stage: what the buyer does there, then who leads, for how long, how likely, and what comes after waiting."""
    leader = role_title(process, stage.led_by or process.led_by or "") if has_several_leaders(process) and stage.is_open else ""
    numbers = [
        f"max {counted(stage.max_days, 'day')}" if stage.max_days is not None else "",
        f"{stage.probability:g}%" if stage.probability is not None else "",
    ]
    facts = _joined([leader, *numbers])
    last = [facts] if columns(facts) <= SMALL_COLUMNS else [leader, _joined(numbers)]
    return tuple(line for line in (clean(stage.buyer), *last, _after_waiting(stage)) if line)


def _after_waiting(stage: Stage) -> str:
    has_ways = bool(stage.next or stage.continues_in or stage.from_anywhere)
    return "then back to the stage it left" if look_of(stage) is Look.PARKED and not has_ways else ""


def _joined(facts: list[str]) -> str:
    return " · ".join(filter(None, facts))


def role_title(process: Process, role: str) -> str:
    """Return a role's title, or its id in words."""
    found = process.roles.get(role)
    return clean((found.title if found else "") or words(role))


def has_several_leaders(process: Process) -> bool:
    """Tell whether open stages are led by different roles, so that each box must say by whom."""
    return len({stage.led_by or process.led_by for stage in process.stages.values() if stage.is_open}) > 1
