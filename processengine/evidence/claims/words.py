"""Events and quantities as people say them: what a claim computes."""

from collections.abc import Mapping, Sequence

from processengine.evidence.measures.words import reason
from processengine.model.base import words
from processengine.model.measure import Event, Quantity
from processengine.model.process import Process

OUTCOMES = {
    "won": "were won", "lost": "were lost", "no-decision": "ended without a decision", "disqualified": "were turned down by us",
    "introduced": "were introduced to somebody else", "realised": "got their result", "unrealised": "never got their result",
    "admin": "were made in error",
}
"""What deals did that came to an outcome."""


def event(process: Process, what: Event) -> str:
    """Return what happened to a deal, after "deals that": `reached “Board decides”`."""
    if what.reached is not None:
        return f"reached {_stage(process, what.reached)}"
    if what.outcome is not None:
        return OUTCOMES[what.outcome]
    if what.criterion is not None:
        return f"had “{what.criterion}” recorded"
    if what.play is not None:
        return f"had the play “{what.play}”"
    if what.kit is not None:
        kit = process.kits.get(what.kit)
        return f"were handed “{kit.title if kit is not None and kit.title else words(what.kit)}”"
    return f"had a {_activity(what)}"


def quantity(process: Process, what: Quantity) -> str:
    """Return what is computed: `share of deals that were won, among those that reached “Board decides”`."""
    if what.share is not None:
        said = f"share of deals that {event(process, what.share)}{_among(process, what)}"
    elif what.duration is not None:
        said = f"days from when deals {event(process, what.duration.from_)} to when they {event(process, what.duration.to)}, {_quantile(what)}"
    elif what.ratio is not None:
        said = f"{_many(process, what.ratio.of)} for each {_one(process, what.ratio.per)}"
    elif what.count is not None:
        said = f"number of {_many(process, what.count)}"
    else:
        return "nothing"
    return f"{said}{_days(what)}"


def _among(process: Process, what: Quantity) -> str:
    among: Sequence[Event] = what.among or ()
    return f", among those that {' and '.join(event(process, one) for one in among)}" if among else ""


def _quantile(what: Quantity) -> str:
    quantile = 0.5 if what.quantile is None else what.quantile
    return "the median" if quantile == 0.5 else f"the time by which {100 * quantile:g} % have"


def _days(what: Quantity) -> str:
    within = f", within {what.within} days" if what.within is not None else ""
    return f"{within}, in the last {what.last} days" if what.last is not None else within


def _stage(process: Process, name: str) -> str:
    stage = process.stages.get(name)
    return f"“{stage.title if stage is not None and stage.title else words(name) if '/' not in name else name}”"


def _activity(what: Event) -> str:
    account = {"target": " on target", "existing": " with an existing account", "new": " with a new account", None: ""}[what.account]
    maker = {True: " with a decision maker", False: " without a decision maker", None: ""}[what.with_decision_maker]
    return f"{what.activity}{account}{maker}"


def _many(process: Process, what: Event) -> str:
    if what.activity is not None:
        one, _, rest = _activity(what).partition(" ")
        return f"{one}s {rest}".rstrip()
    return f"deals that {event(process, what)}"


def _one(process: Process, what: Event) -> str:
    return _activity(what) if what.activity is not None else f"deal that {event(process, what).replace('were ', 'was ', 1)}"


def sides(process: Process, where: Event, what: Quantity) -> str:
    """Return how the two sides of a comparison are told apart: `deals that were handed “Board paper” before, against the rest`."""
    return f"deals that {event(process, where)} before {beginning(process, what)}, against the rest"


def left_out(counts: Mapping[str, int], what: Quantity) -> dict[str, int]:
    """Return how many deals are left out for which reason, in words."""
    return {reason(why, what): count for why, count in sorted(counts.items()) if count}


def beginning(process: Process, what: Quantity) -> str:
    """Return the event from which deals are watched, after "before": `they reached “Board decides”`."""
    if what.duration is not None:
        return f"they {event(process, what.duration.from_)}"
    return f"they {event(process, what.among[-1])}" if what.among else "they were opened"
