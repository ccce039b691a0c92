"""Events as people say them."""

from processengine.model.base import words
from processengine.model.measure import Event
from processengine.model.process import Process

OUTCOMES = {
    "won": "were won", "lost": "were lost", "no-decision": "ended without a decision", "disqualified": "were turned down by us",
    "introduced": "were introduced to somebody else", "realised": "got their result", "unrealised": "never got their result",
    "admin": "were made in error",
}
"""What deals did that came to an outcome."""


def happened(process: Process, what: Event) -> str:
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
    return f"had a {activity(what)}"


def _stage(process: Process, name: str) -> str:
    stage = process.stages.get(name)
    return f"“{stage.title if stage is not None and stage.title else words(name) if '/' not in name else name}”"


def activity(what: Event) -> str:
    """Return an activity with what is asked of it: `conversation on target with a decision maker`."""
    account = {"target": " on target", "existing": " with an existing account", "new": " with a new account", None: ""}[what.account]
    maker = {True: " with a decision maker", False: " without a decision maker", None: ""}[what.with_decision_maker]
    return f"{what.activity}{account}{maker}"
