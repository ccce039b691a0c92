"""Sentences about exit criteria."""

from processengine.change import Json
from processengine.diff.describe.telling import (
    Sentence,
    Telling,
    fact,
    gains,
    instead,
    kept,
    noted,
    only_when,
    title,
)
from processengine.diff.describe.words import plain, quoted, told
from processengine.model.process import Criterion, Process

PROOFS = {
    "document": "a document", "email": "an email", "meeting": "a meeting", "system": "what the system shows",
    "signature": "a signature", "quote": "their own words",
}
_NOW = " It holds at once, also for deals that are there already."


def _going_on(telling: Telling) -> str:
    return f"To go on from {telling.stage if telling.atom.stage else 'any stage'}"


def added(telling: Telling) -> str:
    """Tell which fact is asked for from now on."""
    now = _NOW if telling.after.get("applies") == "now" else ""
    if not telling.after.get("required", True):
        return f"{_going_on(telling)}, this may now be looked for too; it is not required: {_fact({**telling.after, 'required': True})}{now}"
    return f"{_going_on(telling)}, this must now hold too: {_fact(telling.after)}{now}"


def removed(telling: Telling) -> str:
    """Tell which fact is no longer asked for."""
    return f"{_going_on(telling)}, this need no longer hold: {_fact(telling.before)}"


def _fact(data: Json) -> str:
    return told(fact(data))


def _own(telling: Telling) -> Criterion:
    """Return the criterion on the new side."""
    process = telling.sides.new
    assert isinstance(process, Process)
    stage = telling.atom.stage
    return (process.stages[stage].exit_criteria if stage else process.exit_criteria)[telling.atom.id]


def _this(telling: Telling) -> str:
    """Return the criterion by its fact, in quotes."""
    return quoted(plain(_own(telling).fact))


def _changed_fact(telling: Telling) -> str:
    return f"{_going_on(telling)}, what must hold now reads: {told(telling.after)} It read: {told(telling.before)}"


def _proof(telling: Telling) -> str:
    if telling.after is None:
        return f"{_going_on(telling)}, {_this(telling)} no longer has to be shown by {PROOFS[telling.before]}."
    return f"{_going_on(telling)}, {_this(telling)} must now be shown by {instead(telling, PROOFS.__getitem__)}."


def _required(telling: Telling) -> str:
    if telling.after:
        return f"{_going_on(telling)}, this must now hold; until now it was only looked for: {told(_own(telling).fact)}"
    return f"{_going_on(telling)}, this is still looked for and need no longer hold: {told(_own(telling).fact)}"


def _when(telling: Telling) -> str:
    return only_when(telling, f"{_going_on(telling)}, {_this(telling)} must", "hold")


def _applies(telling: Telling) -> str:
    if telling.after == "now":
        return f"{_going_on(telling)}, this now holds at once, also for deals that are there already: {told(_own(telling).fact)}"
    return f"{_going_on(telling)}, this no longer holds for deals that were there before it was asked: {told(_own(telling).fact)}"


def _names(telling: Telling) -> str:
    return f"The fact {_this(telling)} {gains(telling, 'names', telling.someone)}"


def _tests(telling: Telling) -> str:
    return f"The fact {_this(telling)} {gains(telling, 'tests', lambda one: f'whether {telling.someone(one)} sells for us')}"


def _settles(telling: Telling) -> str:
    return f"The fact {_this(telling)} {gains(telling, 'settles', telling.work)}"


def _client_result(telling: Telling) -> str:
    if telling.after:
        return f"The fact {_this(telling)} now states what the client gets."
    return f"The fact {_this(telling)} no longer states what the client gets."


def _field(telling: Telling) -> str:
    return kept(telling, f"The fact {_this(telling)}")


def _about(telling: Telling) -> str:
    return noted(telling, f"the fact {_this(telling)}")


SENTENCES: dict[str, Sentence] = {
    "criterion-added": added,
    "criterion-removed": removed,
    "criterion-changed.title": title,
    "criterion-changed.about": _about,
    "criterion-changed.fact": _changed_fact,
    "criterion-changed.proof": _proof,
    "criterion-changed.required": _required,
    "criterion-changed.when": _when,
    "criterion-changed.applies": _applies,
    "criterion-changed.field": _field,
    "criterion-changed.names": _names,
    "criterion-changed.tests": _tests,
    "criterion-changed.settles": _settles,
    "criterion-changed.states_client_result": _client_result,
}
