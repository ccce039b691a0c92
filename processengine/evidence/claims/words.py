"""Events and quantities as people say them: what a claim computes."""

from collections.abc import Mapping, Sequence

from processengine.evidence.measures.happened import activity, happened
from processengine.evidence.measures.words import reason
from processengine.model.measure import Event, Quantity
from processengine.model.process import Process


def quantity(process: Process, what: Quantity) -> str:
    """Return what is computed: `share of deals that were won, among those that reached “Board decides”`."""
    if what.share is not None:
        said = f"share of deals that {happened(process, what.share)}{_among(process, what)}"
    elif what.duration is not None:
        said = f"days from when deals {happened(process, what.duration.from_)} to when they {happened(process, what.duration.to)}, {_quantile(what)}"
    elif what.ratio is not None:
        said = f"{many(process, what.ratio.of)} for each {one(process, what.ratio.per)}"
    elif what.count is not None:
        said = f"number of {many(process, what.count)}"
    else:
        return "nothing"
    return f"{said}{_days(what)}"


def _among(process: Process, what: Quantity) -> str:
    among: Sequence[Event] = what.among or ()
    return f", among those that {' and '.join(happened(process, each) for each in among)}" if among else ""


def _quantile(what: Quantity) -> str:
    quantile = 0.5 if what.quantile is None else what.quantile
    return "the median" if quantile == 0.5 else f"the time by which {100 * quantile:g} % have"


def _days(what: Quantity) -> str:
    within = f", within {what.within} days" if what.within is not None else ""
    return f"{within}, in the last {what.last} days" if what.last is not None else within


def many(process: Process, what: Event) -> str:
    """Return what is counted, in the plural: `dials on target`, `deals that were won`."""
    if what.activity is not None:
        one, _, rest = activity(what).partition(" ")
        return f"{one}s {rest}".rstrip()
    return f"deals that {happened(process, what)}"


def one(process: Process, what: Event) -> str:
    """Return what something is counted for, in the singular, after "each": `appointment`, `deal that was won`."""
    return activity(what) if what.activity is not None else f"deal that {happened(process, what).replace('were ', 'was ', 1)}"


def sides(process: Process, where: Event, what: Quantity) -> str:
    """Return how the two sides of a comparison are told apart: `deals that were handed “Board paper” before, against the rest`."""
    return f"deals that {happened(process, where)} before {beginning(process, what)}, against the rest"


def left_out(counts: Mapping[str, int], what: Quantity) -> dict[str, int]:
    """Return how many deals are left out for which reason, in words."""
    return {reason(why, what): count for why, count in sorted(counts.items()) if count}


def beginning(process: Process, what: Quantity) -> str:
    """Return the event from which deals are watched, after "before": `they reached “Board decides”`."""
    if what.duration is not None:
        return f"they {happened(process, what.duration.from_)}"
    return f"they {happened(process, what.among[-1])}" if what.among else "they were opened"
