"""Sentences about measures, and a measure in words."""

from processengine.change import Json
from processengine.diff.describe.stage import ends
from processengine.diff.describe.telling import Sentence, Telling, instead
from processengine.diff.describe.words import days, listed, percent, quoted, spoken, told
from processengine.model.base import words
from processengine.model.process import Process

_ACTIVITIES = {
    "dial": "dials", "conversation": "conversations", "appointment": "appointments", "meeting": "meetings", "rejection": "rejections",
}
_PARTS = ("share", "duration", "ratio", "count")


def in_words(telling: Telling, data: Json) -> str:
    """Return what a measure computes, from its data."""
    among = f" among {_cohort(telling, data['among'])}" if "among" in data else ""
    if "share" in data:
        said = f"the share of deals that {event(telling, data['share'])}{among}"
    elif "duration" in data:
        said = f"the days from when deals {event(telling, data['duration']['from'])} until they {event(telling, data['duration']['to'])}{among}"
    elif "ratio" in data:
        said = f"the {_counted(telling, data['ratio']['of'])} for each of the {_counted(telling, data['ratio']['per'])}{among}"
    else:
        said = f"the number of {_counted(telling, data['count'])}{among}"
    return said + "".join(_window(data))


def _window(data: Json) -> list[str]:
    parts = [f", within {days(data['within'])}"] if "within" in data else []
    parts += [f", of the last {days(data['last'])}"] if "last" in data else []
    parts += [f", each {data['each']}"] if "each" in data else []
    return parts + ([f", by {data['by']}"] if "by" in data else [])


def event(telling: Telling, data: Json) -> str:
    """Return what happens to a deal, as "deals that ..." goes on."""
    match next(iter(data.items())):
        case "reached", target:
            return f"reach {_stage(telling, target)}"
        case "outcome", kind:
            return f"end {ends(kind)}"
        case "criterion", target:
            return f"show the fact {quoted(words(target.rpartition('/')[2]))} of {_stage(telling, target.partition('/')[0])}"
        case "play", target:
            return f"see the play {quoted(words(target.rpartition('/')[2]))} of {_stage(telling, target.partition('/')[0])}"
        case "kit", name:
            return f"get the kit {telling.kit(name)}"
    return f"see {_counted(telling, data)}"


def _counted(telling: Telling, data: Json) -> str:
    if "activity" not in data:
        return f"deals that {event(telling, data)}"
    whose = f" with {data['account']} accounts" if "account" in data else ""
    who = " with a decision maker" if data.get("with_decision_maker") else ""
    return f"{_ACTIVITIES[data['activity']]}{who}{whose}"


def _cohort(telling: Telling, data: Json) -> str:
    events = data if isinstance(data, list) else [data]
    return f"those that {listed(event(telling, one) for one in events)}"


def _stage(telling: Telling, target: str) -> str:
    process, slash, stage = target.rpartition("/")
    if not slash:
        return telling.title_of(stage)
    own = telling.sides.others.get(process)
    return f"{quoted(own.title_of(stage) if own else words(stage))} in {quoted((own.title if own else '') or words(process))}"


def _added(telling: Telling) -> str:
    return f"A new measure {telling.name}: {told(in_words(telling, telling.after))}"


def _removed(telling: Telling) -> str:
    return f"The measure {telling.name} is gone: {told(in_words(telling, telling.before))}"


def redefined(telling: Telling) -> str:
    """Tell what a measure now computes and what it computed, whichever part of it changed."""
    old, new = (_definition(telling, new=side) for side in (False, True))
    return f"{telling.name} is measured otherwise: it is now {new}; it was {old}."


def _definition(telling: Telling, *, new: bool) -> str:
    from processengine.diff.data import data_of

    side = telling.sides.new if new else telling.sides.spoken
    assert isinstance(side, Process)
    return in_words(telling, data_of(side.measures[telling.atom.id]))


def _among(telling: Telling) -> str:
    now = "all deals" if telling.after is None else f"the {_cohort(telling, telling.after).replace('those', 'deals', 1)}"
    was = "all deals" if telling.before is None else _cohort(telling, telling.before)
    if _definition(telling, new=True).startswith("the share"):
        return f"{telling.name} is now a share of {now}; it was of {was}."
    return f"{telling.name} now counts among {now}; it was among {was}."


def _within(telling: Telling) -> str:
    spans = ["until it ends" if data is None else f"for {days(data)}" for data in (telling.after, telling.before)]
    return f"{telling.name} now watches each deal {spans[0]}, not {spans[1]}."


def _last(telling: Telling) -> str:
    spans = ["all there is" if data is None else f"the last {days(data)}" for data in (telling.after, telling.before)]
    return f"{telling.name} now looks at {spans[0]}, not at {spans[1]}."


def _quantile(telling: Telling) -> str:
    shares = [percent(0.5 if value is None else value) for value in (telling.after, telling.before)]
    return f"{telling.name} now tells how long it takes for {shares[0]} of the deals, not for {shares[1]}."


def _target(telling: Telling) -> str:
    if telling.after is None:
        return f"{telling.name} no longer aims at {_number(telling, telling.before)}."
    return f"{telling.name} now aims at {instead(telling, lambda value: _number(telling, value))}."


def _baseline(telling: Telling) -> str:
    if telling.after is None:
        return f"{telling.name} no longer has a baseline; it was {_number(telling, telling.before)}."
    return f"The baseline of {telling.name} is now {instead(telling, lambda value: _number(telling, value))}."


def _number(telling: Telling, value: float) -> str:
    side = telling.sides.new
    assert isinstance(side, Process)
    measure = side.measures[telling.atom.id]
    if measure.share is not None:
        return percent(value)
    return f"{value:g} day{'' if value == 1 else 's'}" if measure.duration is not None else f"{value:g}"


def _about(telling: Telling) -> str:
    now = "now tells" if telling.after == "client" else "no longer tells"
    return f"{telling.name} {now} what the client gets."


def _by(telling: Telling) -> str:
    if telling.after is None:
        return f"{telling.name} is no longer told by {spoken(telling.before)}."
    before = f" instead of by {spoken(telling.before)}" if telling.before else ""
    return f"{telling.name} is now told by {spoken(telling.after)}{before}."


def _each(telling: Telling) -> str:
    if telling.after is None:
        return f"{telling.name} is no longer told for each {telling.before}."
    return f"{telling.name} is now told for each {telling.after}{f' instead of each {telling.before}' if telling.before else ''}."


SENTENCES: dict[str, Sentence] = {
    "measure-added": _added,
    "measure-removed": _removed,
    **{f"measure-changed.{part}": redefined for part in _PARTS},
    "measure-changed.among": _among,
    "measure-changed.within": _within,
    "measure-changed.last": _last,
    "measure-changed.quantile": _quantile,
    "measure-changed.target": _target,
    "measure-changed.baseline": _baseline,
    "measure-changed.about": _about,
    "measure-changed.by": _by,
    "measure-changed.each": _each,
}
