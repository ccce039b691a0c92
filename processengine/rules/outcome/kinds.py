"""Which kinds of outcome a process that sells has not."""

from processengine.model.measure import OUTCOME_KINDS, OutcomeKind
from processengine.rules.subject import Subject

_KINDS = frozenset(OUTCOME_KINDS)


def sells_without(subject: Subject, *kinds: OutcomeKind) -> bool:
    """Tell whether a deal can be won in a process and no outcome is of one of these kinds.

    Where a stage or its kind could not be read, it may be the one: nobody can tell, and the answer is no. That a process
    without an outcome won is let pass holds under every set: it is another sort of process, not an unfinished one.
    """
    found = {stage.outcome for stage in subject.mended.stages.values() if stage.outcome is not None}
    if "won" not in found or not found.isdisjoint(kinds) or not found <= _KINDS:
        return False
    return not any(_is_unread(subject, path) for path in subject.faulty)


def _is_unread(subject: Subject, path: str) -> bool:
    """Tell whether a path of which something was said is that of all stages, or of one of which nothing was read."""
    stage = subject.process.stages.get(path.removeprefix("stages."))
    return path == "stages" or (stage is not None and path.startswith("stages.") and not stage.model_fields_set)
