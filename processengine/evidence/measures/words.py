"""What is said where there is no value, and of what was left out."""

from collections.abc import Iterable, Mapping

from processengine.evidence.measures.happened import happened
from processengine.evidence.measures.measured import Seen
from processengine.evidence.measures.source import day
from processengine.model.measure import Event, Quantity
from processengine.model.process import Process

_REASONS = {
    "admin": "made in error",
    "open": "still open",
    "zero": "that took no time at all and may have been filled in later",
    "account-unknown": "no word on whose account it is",
    "decision-maker-unknown": "no word on whether a decision maker was there",
}


def reason(left_out: str, quantity: Quantity) -> str:
    """Return why deals or activities were left out, in words that follow a number."""
    return f"younger than {days(quantity.within or 0)}" if left_out == "young" else _REASONS[left_out]


def left_out_words(left_out: Mapping[str, int] | Iterable[tuple[str, int]], quantity: Quantity) -> str:
    """Return what was left out, such as `12 younger than 180 days, 3 made in error`; empty where nothing was."""
    pairs = sorted(dict(left_out).items())
    return ", ".join(f"{count:,} {reason(why, quantity)}" for why, count in pairs)


def nobody(left_out: Iterable[tuple[str, int]], quantity: Quantity, process: Process, began_after: int | None = None) -> str:
    """Return the sentence for a cohort in which nobody is watched, such as `No deal reached “Board decides”`; of a moment, its day is told."""
    events = [quantity.duration.from_] if quantity.duration is not None else list(quantity.among or ())
    who = " and ".join(happened(process, one).replace("were ", "was ", 1) for one in events) or "was opened"
    when = f" in the last {days(quantity.last)}" if quantity.last is not None else ""
    when += f" after {day(began_after).isoformat()}" if began_after is not None else ""
    reasons = dict(left_out)
    if not reasons:
        return f"No deal {who}{when}."
    end = "has closed" if set(reasons) == {"open"} else "can be counted"
    return f"No deal that {who}{when} {end}: {left_out_words(reasons, quantity)}."


def not_reached(seen: Seen, level: float) -> str:
    """Return the sentence for a duration whose quantile is not reached."""
    return f"Of {deals(seen.n)} {f'{seen.seen:,}' if seen.seen else 'none'} got there, too few to say by when {percent(level)} do."


def percent(share: float) -> str:
    """Return a share in percent, with a decimal only below one percent or between two whole ones close to an end."""
    value = share * 100
    digits = 0 if value in (0, 100) or 1 <= value <= 99 else 1
    return f"{value:.{digits}f} %"


def days(count: int) -> str:
    """Return a number of days in words."""
    return f"{count:,} day" if count == 1 else f"{count:,} days"


def deals(count: int) -> str:
    """Return a number of deals in words."""
    return f"{count:,} deal" if count == 1 else f"{count:,} deals"


def event_words(event: Event) -> str:
    """Return an event as a few words: `reached board-decides`, `outcome won`, `conversation with a decision maker`."""
    if event.activity is None:
        return f"{event.kind} {getattr(event, event.kind)}"
    with_ = {True: " with a decision maker", False: " without a decision maker", None: ""}[event.with_decision_maker]
    account = {"target": " with a target account", "existing": " with an existing account", "new": " with a new account", None: ""}[event.account]
    return f"{event.activity}{with_}{account}"
