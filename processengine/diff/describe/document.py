"""Sentences about a process or a journey as a whole, and about a journey's steps."""

from datetime import date

from processengine.diff.conditions import still_starts_there
from processengine.diff.describe.telling import Sentence, Telling, about, gains, instead, noted, reworded, title
from processengine.diff.describe.words import days, listed, plain, quoted, spoken
from processengine.model.base import words

_PHASES = {"change": "change inside the buyer", "choice": "choice", "excellence": "excellence"}
_MEANS = {
    "team": "the team is found", "workaround": "what they have is tried first", "buy-in": "everyone agrees to change",
    "choice": "suppliers are compared", "decision": "the decision is made", "result": "the client gets the result",
}


def _added(telling: Telling) -> str:
    return f"The {telling.atom.element} {telling.new.document()} is new."


def _removed(telling: Telling) -> str:
    return f"The {telling.atom.element} {telling.old.document()} is gone."


def _renamed(telling: Telling) -> str:
    return f"The {telling.atom.element} is now kept under the id `{telling.after}` instead of `{telling.before}`."


def _title(telling: Telling) -> str:
    return f"The {telling.atom.element} is now called {telling.new.document()} instead of {telling.old.document()}."


def _about(telling: Telling) -> str:
    return noted(telling, f"the {telling.atom.element}")


def _motion(telling: Telling) -> str:
    if telling.after is None:
        return f"The motion is no longer written down; it was {quoted(spoken(telling.before))}."
    return f"The motion is now {instead(telling, lambda one: quoted(spoken(one)))}."


def _journey(telling: Telling) -> str:
    if telling.after is None:
        return "The process no longer mirrors a buyer's journey."
    return f"The process now mirrors the buyer's journey {instead(telling, lambda one: quoted(words(one)))}."


def _covers(telling: Telling) -> str:
    if telling.after is None:
        return "The process now answers for the phases that its stages mirror."
    return f"The process now answers for {listed(_PHASES[one] for one in telling.after) or 'no phase'}."


def _owner(telling: Telling) -> str:
    if telling.after is None:
        return f"The process no longer belongs to {plain(telling.before)}."
    return f"The process now belongs to {instead(telling, spoken)}."


def _led_by(telling: Telling) -> str:
    if telling.after is None:
        return f"The process is no longer led by {telling.someone(telling.before)}."
    return f"The process is now led by {instead(telling, telling.someone)}."


def _reviewed(telling: Telling) -> str:
    if telling.after is None:
        return f"The process no longer says when leadership last reviewed it; it was on {_day(telling.before)}."
    return f"Leadership last reviewed the process on {_day(telling.after)}."


def _day(text: str) -> str:
    day = date.fromisoformat(text)
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")


def _review_every(telling: Telling) -> str:
    if telling.after is None:
        return f"The process no longer has to be reviewed every {days(telling.before)}."
    return f"The process must now be reviewed every {instead(telling, days)}."


def _client_result(telling: Telling) -> str:
    return reworded(telling, "What the client gets")


def _start(telling: Telling) -> str:
    old, new = telling.old.stage(telling.before), telling.title_of(telling.after)
    if still_starts_there(telling.atom, telling.sides):
        return f"New deals still start in {new}, as the process now says itself."
    return f"New deals now start in {new} instead of {old}."


def _step_added(telling: Telling) -> str:
    return f"The buyer's journey has a new step {telling.name}, in the phase {_PHASES[telling.after['phase']]}."


def _step_removed(telling: Telling) -> str:
    return f"The step {telling.name} is gone from the buyer's journey."


def _step_renamed(telling: Telling) -> str:
    return f"The step {telling.name} is now kept under the id `{telling.after}` instead of `{telling.before}`."


def _phase(telling: Telling) -> str:
    return f"The step {telling.name} now belongs to the phase {instead(telling, _PHASES.__getitem__)}."


def _means(telling: Telling) -> str:
    if telling.after is None:
        return f"The step {telling.name} no longer means that {_MEANS[telling.before]}."
    return f"The step {telling.name} now means that {_MEANS[telling.after]}."


def _after(telling: Telling) -> str:
    return f"The step {telling.name} {gains(telling, 'comes after', lambda step: telling.titled('steps', step))}"


def _always_on(telling: Telling) -> str:
    if telling.after:
        return f"The step {telling.name} now goes on all the time."
    return f"The step {telling.name} no longer goes on all the time."


SENTENCES: dict[str, Sentence] = {
    **{
        f"{element}-{what}": sentence
        for element in ("process", "journey")
        for what, sentence in {
            "added": _added, "removed": _removed, "renamed": _renamed, "changed.title": _title, "changed.about": _about,
        }.items()
    },
    "process-changed.motion": _motion,
    "process-changed.journey": _journey,
    "process-changed.covers": _covers,
    "process-changed.owner": _owner,
    "process-changed.led_by": _led_by,
    "process-changed.reviewed": _reviewed,
    "process-changed.review_every": _review_every,
    "process-changed.client_result": _client_result,
    "process-changed.start": _start,
    "journey-step-added": _step_added,
    "journey-step-removed": _step_removed,
    "journey-step-renamed": _step_renamed,
    "journey-step-changed.title": title,
    "journey-step-changed.about": about,
    "journey-step-changed.phase": _phase,
    "journey-step-changed.means": _means,
    "journey-step-changed.after": _after,
    "journey-step-changed.always_on": _always_on,
}
