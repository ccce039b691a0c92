"""The five ratios that a seller knows, told by what they count and not by their names."""

from collections.abc import Callable
from typing import Final

from processengine.model.measure import Event, Ratio
from processengine.model.process import Process

Test = Callable[[Event, Process], bool]

_CALLS: Final = frozenset({"dial", "conversation"})


def _is_call_on(event: Event, *accounts: str) -> bool:
    return event.activity in _CALLS and event.account in accounts


def _is_close(event: Event, process: Process) -> bool:
    stage = process.stages.get(event.reached or "")
    return event.outcome == "won" or (stage is not None and stage.outcome == "won")


FIVE: Final[tuple[tuple[Test, Test], ...]] = (
    (lambda event, _: event.activity == "rejection", lambda event, _: event.activity == "appointment"),
    (lambda event, _: _is_call_on(event, "target", "new"), lambda event, _: _is_call_on(event, "existing")),
    (lambda event, _: event.activity == "dial", lambda event, _: event.with_decision_maker is True),
    (lambda event, _: event.with_decision_maker is True, lambda event, _: event.activity == "appointment"),
    (lambda event, _: event.activity == "meeting", _is_close),
)
"""Rejections per appointment, calls on target against existing accounts, dials per decision maker, decision makers per
appointment, meetings per close."""


def is_sellers_ratio(ratio: Ratio, process: Process) -> bool:
    """Tell whether a ratio is one of the five, either way up: closes per meeting says what meetings per close does."""
    ways_up = ((ratio.of, ratio.per), (ratio.per, ratio.of))
    return any(of(one, process) and per(other, process) for one, other in ways_up for of, per in FIVE)
