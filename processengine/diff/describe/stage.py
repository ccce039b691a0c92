"""Sentences about stages."""

from processengine.change import Json
from processengine.diff.conditions import closed_and_opened, turned_at
from processengine.diff.describe.place import place
from processengine.diff.describe.telling import (
    Sentence,
    Telling,
    about,
    facts,
    gains,
    instead,
    reworded,
    title,
)
from processengine.diff.describe.words import days, listed, quoted, spoken, told
from processengine.model.base import words

_ENDS = {
    "won": "as won", "lost": "as lost", "no-decision": "without a decision", "disqualified": "as one we chose not to sell",
    "introduced": "as introduced to another", "realised": "with the client's result reached",
    "unrealised": "without the client's result", "admin": "as made in error",
}
FORECASTS = {"pipeline": "pipeline", "best-case": "best case", "most-likely": "most likely", "commit": "commit", "omitted": "left out", "closed": "closed"}


def ends(kind: Json) -> str:
    """Return how a deal ends: "as won", "without a decision"."""
    return _ENDS.get(str(kind), f"as {spoken(kind)}")


def added(telling: Telling) -> str:
    """Tell that a stage is new: where it stands, what happens there, and what leads out of it."""
    data = telling.after
    if "outcome" in data:
        said = f"Deals can now end {ends(data['outcome'])} in {telling.stage}"
    elif data.get("parked"):
        said = f"Deals can now wait in {telling.stage}"
    else:
        said = f"New stage {telling.stage}{place(telling)}"
    return with_content(said, data)


def with_content(said: str, data: Json) -> str:
    """Return a sentence about a stage, and after it what happens there and what leads out of it."""
    parts = [f"{said}: {told(data['buyer'])}" if data.get("buyer") else f"{said}."]
    if "exit_criteria" in data:
        parts.append(f"To go on from there: {facts(data['exit_criteria'].values())}.")
    if "max_days" in data:
        parts.append(f"A deal may stay there for {days(data['max_days'])}.")
    if data.get("probability") is not None:
        parts.append(f"A deal there counts as {data['probability']:g}% likely to be won.")
    if data.get("forecast"):
        parts.append(f"It is forecast as {FORECASTS[data['forecast']]}.")
    return " ".join(parts)


def removed(telling: Telling) -> str:
    """Tell that a stage is gone, and its numbers with it."""
    ends = ": no deal ends there any more" if "outcome" in telling.before else ""
    return f"{telling.stage}{numbers(telling.before)} is gone{ends}."


def numbers(data: Json) -> str:
    """Return a stage's forecast and limit in brackets, to stand behind its title; nothing where it has none or is an end."""
    if "outcome" in data:
        return ""
    category, share = data.get("forecast"), data.get("probability")
    parts = [f"as {FORECASTS[category]}"] if category else []
    parts += [f"at {share:g}%"] if share is not None else []
    said = [f"forecast {' '.join(parts)}"] if parts else []
    said += [f"at most {days(data['max_days'])}"] if "max_days" in data else []
    return f" ({', '.join(said)})" if said else ""


def renamed(telling: Telling) -> str:
    """Tell that a stage has another id, by its title where that is what changed."""
    old, new = telling.element_title(new=False), telling.element_title(new=True)
    if old == new or _is_told_as_title(telling):
        return f"{quoted(new)} is now kept under the id `{telling.after}` instead of `{telling.before}`."
    return f"{quoted(old)} is now called {quoted(new)}."


def _is_told_as_title(telling: Telling) -> bool:
    """Tell whether the new name is written out as a title of its own, which is told apart."""
    old, new = telling.element_title(new=False), telling.element_title(new=True)
    return old != words(telling.before) or new != words(telling.after)


def moved(telling: Telling) -> str:
    """Tell that a stage stands elsewhere in the list, and which ways that turned round."""
    place = f"after {telling.title_of(telling.after)}" if telling.after else "first"
    ways = [
        f"from {telling.title_of(way.source)} to {telling.title_of(way.target)}" for way in turned_at(telling.atom.stage, telling.sides)
    ]
    turned = f"; the way {listed(ways)} turns round with it" if ways else ""
    return f"{telling.stage} now comes {place} in the list{turned}."


def _mirrors(telling: Telling) -> str:
    verb = "mirrors the buyer's step"
    return f"{telling.stage} {gains(telling, verb, lambda step: quoted(words(step)))}"


def _buyer(telling: Telling) -> str:
    return reworded(telling, f"What the buyer does in {telling.stage}")


def _led_by(telling: Telling) -> str:
    if telling.after is None:
        return f"{telling.stage} is now led by whoever leads the process instead of {telling.someone(telling.before)}."
    return f"{telling.stage} is now led by {instead(telling, telling.someone)}."


def _involves(telling: Telling) -> str:
    return f"{telling.stage} {gains(telling, 'involves', telling.someone)}"


def _closed_door(telling: Telling) -> str:
    if telling.after:
        return f"{telling.stage} now happens behind a closed door: the buyer decides without us in the room."
    return f"{telling.stage} no longer happens behind a closed door."


def _parked(telling: Telling) -> str:
    if telling.after:
        return f"{telling.stage} is now a place where deals wait."
    return f"{telling.stage} is no longer a place where deals wait: they are worked on there."


def _max_days(telling: Telling) -> str:
    if telling.after is None:
        return f"Deals may now stay in {telling.stage} as long as they need; it was {days(telling.before)}."
    if telling.before is None:
        return f"Deals may now stay in {telling.stage} for {days(telling.after)} at most; there was no limit."
    verb = "rises" if telling.after > telling.before else "falls"
    return f"The limit in {telling.stage} {verb} from {telling.before} to {days(telling.after)}."


def _probability(telling: Telling) -> str:
    if telling.after is None:
        return f"{telling.stage} no longer has a probability; it was {telling.before:g}%."
    before = f" instead of {telling.before:g}%" if telling.before is not None else ""
    return f"A deal in {telling.stage} now counts as {telling.after:g}% likely to be won{before}."


def _forecast(telling: Telling) -> str:
    if telling.after is None:
        return f"Deals in {telling.stage} are no longer forecast as {FORECASTS[telling.before]}."
    return f"Deals in {telling.stage} are now forecast as {instead(telling, FORECASTS.__getitem__)}."


def _outcome(telling: Telling) -> str:
    if telling.after is None:
        return f"{telling.stage} no longer ends a deal {ends(telling.before)}: deals stay there and go on."
    if telling.before is None:
        return f"{telling.stage} now ends a deal, {ends(telling.after)}."
    return f"{telling.stage} now ends a deal {ends(telling.after)} instead of {ends(telling.before)}."


def _because(telling: Telling) -> str:
    reasons = {"status-quo": "what they have is good enough for them", "indecision": "they can't agree"}
    if telling.after is None:
        return f"{telling.stage} no longer says why there was no decision; it was because {reasons[telling.before]}."
    before = f", not because {reasons[telling.before]}" if telling.before else ""
    return f"{telling.stage} now means that there was no decision because {reasons[telling.after]}{before}."


def _from_anywhere(telling: Telling) -> str:
    changes = closed_and_opened(telling.atom.stage, telling.sides)
    closed, opened = (listed(map(telling.title_of, stages), "or") for stages in changes)
    said = [f"can no longer leave for {closed}"] if closed else []
    said += [f"can now leave for {opened}"] if opened else []
    if said:
        return f"From {telling.stage} deals {' and '.join(said)}."
    if telling.after is None:
        return f"{telling.stage} no longer has its own list of where deals may leave to: what holds for any stage holds there."
    return f"{telling.stage} now has its own list of where deals may leave to, with the same as before in it."


SENTENCES: dict[str, Sentence] = {
    "stage-added": added,
    "stage-removed": removed,
    "stage-renamed": renamed,
    "stage-moved": moved,
    "stage-changed.title": title,
    "stage-changed.about": about,
    "stage-changed.mirrors": _mirrors,
    "stage-changed.buyer": _buyer,
    "stage-changed.led_by": _led_by,
    "stage-changed.involves": _involves,
    "stage-changed.closed_door": _closed_door,
    "stage-changed.parked": _parked,
    "stage-changed.max_days": _max_days,
    "stage-changed.probability": _probability,
    "stage-changed.forecast": _forecast,
    "stage-changed.outcome": _outcome,
    "stage-changed.because": _because,
    "stage-changed.from_anywhere": _from_anywhere,
}
